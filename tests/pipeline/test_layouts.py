"""A document is read the same however it is set: with broken lines, page numbers, running heads, a table of contents, spaces between its digits.

Offsets are those of the file, so that quotes have the broken lines in them.
"""

import re
import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from planapi.reading import Reading, read_all
from tests.pipeline import printing
from tests.seeds import FILES, SEEDS
from text.layout import restoring
from text.layout.laid import Laid
from text.sources.source import Source, make_source


def words(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


def rows(reading: Reading) -> dict[str, Counter[Any]]:
    return {
        "outline": Counter((words(one.label), words(one.title)) for one in reading.outline.nodes),
        "parents": Counter(
            (words(one.title), words(one.parent.title) if one.parent else "") for one in reading.outline.nodes
        ),
        "targets": Counter(
            (words(one.read.name), one.read.baseline.value, one.read.target.value) for one in reading.rows.targets
        ),
        "observations": Counter(
            (one.value, one.value_max, one.unit, one.year, one.period_start, one.kind, one.measure, one.indicator)
            for one in reading.rows.observations
        ),
        "projects": Counter(words(one.name) for one in reading.projects.projects),
        "parks": Counter(words(one.name) for one in reading.parks.parks),
        "terms": Counter(words(one.term) for one in reading.appendices.terms),
    }


def text_of(name: str) -> str:
    return (SEEDS / FILES[name]).read_text(encoding="utf-8")


@cache
def original(name: str) -> Reading:
    return read_all(make_source(text_of(name), name=FILES[name]))


def share(first: Counter[Any], second: Counter[Any]) -> float:
    """Of the rows of both, those that both have."""
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 1.0


def offsets_hold(reading: Reading) -> None:
    """Every quote is true of the file, every digit is in the ledger, and chapters tile the text."""
    text = reading.source.text
    for one in records(reading):
        told = {field: getattr(one, field) for field in names_of(one)}
        for first, last, quote in (
            ("start", "end", "quote"),
            ("raw_start", "raw_end", "raw"),
            ("start", "end", "text"),
        ):
            if told.get(first) is not None and told.get(last) is not None and told.get(quote):
                assert words(text[told[first] : told[last]]) == words(told[quote]) or quote == "text", (one, quote)
        if set(told) == {"start", "end", "quote"}:
            assert text[one.start : one.end] == one.quote
        if set(told) == {"reader", "message", "start", "quote"}:
            assert text[one.start : one.start + len(one.quote)] == one.quote
    reached = 0
    for numeral in reading.observations.numerals:
        assert numeral.start >= reached
        assert text[numeral.start : numeral.end] == numeral.text
        reached = numeral.end
    covered = {at for numeral in reading.observations.numerals for at in range(numeral.start, numeral.end)}
    assert [at for at, char in enumerate(text) if char.isdecimal() and at not in covered] == []
    tops = reading.outline.top()
    assert all(one.end == two.start for one, two in pairwise(tops))
    for node in reading.outline.nodes:
        assert node.start <= node.body_start <= node.end
        assert words(node.label) in words(text[node.start : node.body_start])


def names_of(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record)) if is_dataclass(record) else getattr(record, "_fields", ())


def records(value: Any, seen: set[int] | None = None) -> Iterator[Any]:
    """Every record in a reading, but for the texts themselves."""
    seen = set() if seen is None else seen
    if id(value) in seen or isinstance(value, str | Source | Laid):
        return
    seen.add(id(value))
    if isinstance(value, tuple | list) and not hasattr(value, "_fields"):
        for one in value:
            yield from records(one, seen)
    elif is_dataclass(value) or hasattr(value, "_fields"):
        yield value
        for name in names_of(value):
            if name != "as_read":
                yield from records(getattr(value, name), seen)


HARD = {
    f"{width} {'indented' if indent else 'flush'}": printing.broken(width, indent=indent)
    for width in (28, 35, 40)
    for indent in (False, True)
}


@pytest.mark.parametrize("copy", HARD)
@pytest.mark.parametrize("name", FILES)
def test_offsets_are_those_of_the_file(name: str, copy: str) -> None:
    reading = read_all(make_source(HARD[copy](text_of(name)), name=FILES[name]))
    assert reading.as_read is not None
    offsets_hold(reading)


def own(page: int) -> str:
    return str(page)


def dashed(page: int) -> str:
    return f"- {page} -"


BROKEN, WORDS = printing.broken(35), printing.broken(35, words=True)
TITLE = "国民经济和社会发展规划纲要汇编"
COPIES: dict[str, printing.Copy] = {
    **HARD,
    "no word cut": WORDS,
    "no word cut, indented": printing.broken(35, words=True, indent=True),
    "double-spaced": printing.broken(35, doubled=True),
    "double-spaced, indented": printing.broken(35, words=True, indent=True, doubled=True),
    "pages on own lines": printing.after(BROKEN, printing.paged(own)),
    "pages with dashes": printing.after(BROKEN, printing.paged(dashed)),
    "pages run together with a line": printing.after(BROKEN, printing.paged(own, glued=True)),
    "pages of whole paragraphs": printing.paged(own),
    "running heads": printing.after(WORDS, printing.paged(own, head=TITLE)),
    "running heads alone": printing.after(BROKEN, printing.paged(lambda page: TITLE)),
    "spaced digits": printing.spaced,
}
# A row of a table that a page ends in, and a heading as long as a line, may be lost.
LEAST = 0.96


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", ["hedong_report", "hedong", "hebei"])
def test_a_copy_is_read_as_the_original(name: str, copy: str) -> None:
    found = rows(read_all(make_source(COPIES[copy](text_of(name)), name=FILES[name])))
    shares = {kind: share(expected, found[kind]) for kind, expected in rows(original(name)).items()}
    assert min(shares.values()) >= LEAST, shares


@pytest.mark.parametrize("form", ["leaders", "dots", "plain", "two lines", "on one line"])
@pytest.mark.parametrize("name", ["hedong", "hebei", "heping"])
def test_a_table_of_contents_is_no_part_of_the_text(name: str, form: str) -> None:
    first, text = original(name), text_of(name)
    entries = [f"{one.label or ''}　{one.title}" for one in first.outline.nodes if one.level <= 2]
    at = text.rfind("\n", 0, first.outline.front) + 1
    reading = read_all(make_source(text[:at] + printing.contents(entries, form) + text[at:], name=FILES[name]))
    found = rows(reading)
    assert {kind: share(expected, found[kind]) for kind, expected in rows(first).items()} == dict.fromkeys(found, 1.0)
    assert reading.laid is not None
    assert len(reading.laid.contents) >= len(entries) * 0.9
    offsets_hold(reading)


# Whole numbers in a reading that are no offsets.
COUNTS = {"level", "position", "no", "seq", "valid_from", "valid_to"} | {
    "period_start", "period_end", "report_year", "baseline_year", "year", "base_year",
}  # fmt: skip


def test_every_whole_number_is_known_as_an_offset_or_as_none() -> None:
    unknown: set[tuple[str, str]] = set()
    done: set[type] = {Laid, Source}

    def walk(kind: Any) -> None:
        for inner in typing.get_args(kind):
            walk(inner)
        if not isinstance(kind, type) or kind in done or not (is_dataclass(kind) or hasattr(kind, "_fields")):
            return
        done.add(kind)
        for name, hint in typing.get_type_hints(kind).items():
            if hint in (int, int | None) and name not in restoring.POSITIONS | COUNTS:
                unknown.add((kind.__name__, name))
            held = str(hint)
            if "int, " in held and name not in restoring.LISTS | restoring.POSITION_LISTS:
                unknown.add((kind.__name__, name))
            walk(hint)

    walk(Reading)
    assert unknown == set()


def test_a_text_of_whole_paragraphs_is_read_as_it_is() -> None:
    for name in FILES:
        reading = original(name)
        assert reading.laid is not None
        assert reading.laid.source is reading.source
