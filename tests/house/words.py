"""The files of words, what reads the examples of each, and the readers as they would be without one word."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

import pytest

from indicators.reading import cells, directions, measures, subjects, territory
from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationRead
from projects.reading import group_labels, kinds, names, park_names, park_words, siblings, verbs
from projects.reading.parks import read_parks
from projects.reading.projects import read_projects
from text.context import DocumentContext
from text.lexicon import Lexicon, LexiconWord
from text.outline.outline import read_outline
from text.sources.source import fold, make_source
from text.tables import columns
from text.tables.tables import read_tables
from text.vocabulary import DocumentKind

REPORT = DocumentContext(DocumentKind.REPORT, "河东区", ("天津市",), 2022, report_year=2023)
PLAN = DocumentContext(DocumentKind.PLAN, "东丽区", ("天津市",), 2020, period_start=2021, period_end=2025)
READERS = re.compile(r"(?:text|districts\.reading|indicators\.reading|projects\.reading)\.")


def _observations(text: str, context: DocumentContext, head: str) -> tuple[ObservationRead, ...]:
    return read_observations(read_outline(make_source(f"{head}\n\n{text}\n")), context).observations


def subjects_of(text: str) -> str:
    """What the numbers of a sentence in a review of one year are of."""
    return "; ".join(found.subject for found in _observations(text, REPORT, "## 一、2022年工作回顾"))


def dispositions_of(text: str) -> str:
    """What the numerals of a sentence in a review of one year are, those with a 35 in them."""
    outline = read_outline(make_source(f"## 一、2022年工作回顾\n\n{text}\n"))
    counted = [found.disposition for found in read_observations(outline, REPORT).numerals if "35" in found.text]
    return "; ".join(counted)


def measures_of(text: str) -> str:
    """What the numbers of a sentence in a review of one year are: a growth, a share …"""
    return "; ".join(found.measure for found in _observations(text, REPORT, "## 一、2022年工作回顾"))


def directions_of(text: str) -> str:
    """Which way the numbers of a sentence in a review of one year go."""
    found = _observations(text, REPORT, "## 一、2022年工作回顾")
    return "; ".join(one.direction or "none" for one in found)


def measures_over_years(text: str) -> str:
    """The same of a sentence in the review of five years."""
    return "; ".join(found.measure for found in _observations(text, PLAN, "第一章 “十三五”期间发展基础"))


def measures_aimed_at(text: str) -> str:
    """The same of a sentence in the aims of five years."""
    return "; ".join(found.measure for found in _observations(text, PLAN, "第三章 建设创新转型示范区"))


def head_of(name: str) -> str:
    """The category of a name, and whether its head is strong."""
    return f"{names.category(name)}{', strong' if names.has_strong_head(name) else ''}"


def is_work(text: str) -> str:
    """Whether a name is that of one work; of a sentence in the aims of five years, the works that it names."""
    if not text.endswith("。"):
        return "one work" if names.is_named_work(text, ("东丽", "天津")) else "no name"
    outline = read_outline(make_source(f"第三章 建设创新转型示范区\n\n{text}\n"))
    tables, parks = read_tables(outline.source), read_parks(outline, PLAN)
    return "; ".join(found.name for found in read_projects(outline, PLAN, tables=tables, parks=parks).projects)


def parks_of(text: str) -> str:
    """The parks that a sentence in the aims of five years names."""
    outline = read_outline(make_source(f"第三章 建设创新转型示范区\n\n{text}\n"))
    return "; ".join(found.name for found in read_parks(outline, PLAN).parks)


def works_done(text: str) -> str:
    """The works that a sentence in a review of one year names, and what became of each."""
    outline = read_outline(make_source(f"## 一、2022年工作回顾\n\n{text}\n"))
    tables, parks = read_tables(outline.source), read_parks(outline, REPORT)
    found = read_projects(outline, REPORT, tables=tables, parks=parks).projects
    return "; ".join(f"{project.name} {project.status}" for project in found)


def label_of(words: str) -> str:
    """What words say of the works that follow: the state, the field, the verb, and whether it is sure that works do."""
    label = group_labels.read_label(fold(words), rank=1)
    if label is None:
        return "no label"
    return "; ".join(one for one in (label.state, label.sector, label.verb, "sure" if label.sure else "") if one)


def works_listed(text: str) -> str:
    """The works that a text in the aims of five years lists."""
    outline = read_outline(make_source(f"第三章 建设创新转型示范区\n\n{text}\n"))
    tables, parks = read_tables(outline.source), read_parks(outline, PLAN)
    found = read_projects(outline, PLAN, tables=tables, parks=parks).projects
    return "; ".join(f"{project.name} {project.status}" for project in found)


def bound_of(cell: str) -> str:
    """The comparator of a cell, its number and its unit."""
    value = cells.parse_cell(cell)
    return f"{value.comparator} {value.value}{value.unit or ''}"


def part_or_whole(name: str) -> str:
    """Whether the name of a row is that of a part of a group."""
    return "part" if columns.is_only_part("".join(fold(name).split())) else "whole"


Read = Callable[[str], str]
FILES: dict[str, tuple[Lexicon, Read | dict[str, Read]]] = {
    "indicators/data/cells.toml": (cells.WORDS, bound_of),
    "indicators/data/directions.toml": (directions.WORDS, directions_of),
    "indicators/data/measures.toml": (
        measures.WORDS,
        {
            **dict.fromkeys(("state_end", "state", "stock", "stock_verb"), measures_over_years),
            "reached": measures_aimed_at,
            **dict.fromkeys(("moved", "rate"), measures_of),
        },
    ),
    "indicators/data/subjects.toml": (subjects.WORDS, subjects_of),
    "indicators/data/territory.toml": (territory.WORDS, dispositions_of),
    "projects/data/heads.toml": (names.HEADS, head_of),
    "projects/data/names.toml": (
        names.WORDS,
        {**dict.fromkeys(names.WORDS, is_work), "works": names.strip_work},
    ),
    "projects/data/kinds.toml": (kinds.WORDS, works_done),
    "projects/data/groups.toml": (
        group_labels.WORDS,
        {
            **dict.fromkeys(("state", "order", "sheet", "no_label", "doing"), label_of),
            **dict.fromkeys(("alone", "said", "said_last", "work_first", "fact", "bracket"), works_listed),
        },
    ),
    "projects/data/siblings.toml": (siblings.WORDS, works_done),
    "projects/data/verbs.toml": (verbs.WORDS, works_done),
    "projects/data/park_names.toml": (park_names.WORDS, parks_of),
    "projects/data/park_words.toml": (park_words.WORDS, parks_of),
    "text/data/parts.toml": (columns.PARTS, part_or_whole),
}


def reader(file: str, name: str) -> Read:
    """What reads the examples of a class."""
    read = FILES[file][1]
    return read[name] if isinstance(read, dict) else read


def entries() -> Iterator[tuple[str, str, LexiconWord]]:
    """Each word with its file and its class."""
    for file, (lexicon, _) in FILES.items():
        for name in lexicon:
            for word in lexicon[name]:
                yield file, name, word


@contextmanager
def without(file: str, name: str, word: LexiconWord) -> Iterator[None]:
    """The readers with a pattern, or a set, that lacks one word."""
    lexicon = FILES[file][0]
    shorter = lexicon.without(name, word)
    with pytest.MonkeyPatch.context() as patch:
        for module, attribute in holders(file, name):
            value = vars(module)[attribute]
            patch.setattr(module, attribute, _replaced(value, lexicon, shorter, name))
        _forget()
        yield
    _forget()


@cache
def holders(file: str, name: str) -> tuple[tuple[ModuleType, str], ...]:
    """The module-level values of readers that are made of a class."""
    lexicon = FILES[file][0]
    return tuple(
        (module, attribute)
        for module in _modules()
        for attribute, value in vars(module).items()
        if _holds(value, lexicon, name)
    )


def _modules() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if READERS.match(name)]


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon, name: str) -> tuple[str, str]:
    """A class as a pattern, and all classes of its file as one."""
    return lexicon.any(name), lexicon.any(*lexicon)


def _swapped(pattern: str, lexicon: Lexicon, shorter: Lexicon, name: str) -> str:
    for long, short in zip(_patterns(lexicon, name), _patterns(shorter, name), strict=True):
        pattern = pattern.replace(long, short)
    return pattern


def _holds(value: Any, lexicon: Lexicon, name: str) -> bool:
    if isinstance(value, re.Pattern):
        return isinstance(value.pattern, str) and any(one in value.pattern for one in _patterns(lexicon, name))
    if isinstance(value, str):
        return any(one in value for one in _patterns(lexicon, name))
    if isinstance(value, tuple):
        return any(_holds(part, lexicon, name) for part in value)
    if isinstance(value, dict):
        return lexicon.words(name) <= value.keys()
    return isinstance(value, frozenset) and value == lexicon.words(name)


def _replaced(value: Any, lexicon: Lexicon, shorter: Lexicon, name: str) -> Any:
    if not _holds(value, lexicon, name):
        return value
    if isinstance(value, re.Pattern):
        return re.compile(_swapped(value.pattern, lexicon, shorter, name), value.flags)
    if isinstance(value, str):
        return _swapped(value, lexicon, shorter, name)
    if isinstance(value, tuple):
        return tuple(_replaced(part, lexicon, shorter, name) for part in value)
    if isinstance(value, dict):
        gone = lexicon.words(name) - shorter.words(name)
        return {word: meaning for word, meaning in value.items() if word not in gone}
    return shorter.words(name)


def _forget() -> None:
    """Empty what the readers keep of the last words that they looked at."""
    for kept in _caches():
        kept.cache_clear()


_Cache = type(holders)


@cache
def _caches() -> tuple[Any, ...]:
    values = (value for module in _modules() for value in vars(module).values())
    return tuple(value for value in values if isinstance(value, _Cache) and value.cache_parameters()["maxsize"])
