"""What the tables, columns and words of a release mean, in Chinese and English, as its README says it.

English comes from the serializers, Chinese from ``codebook_zh.toml``: ``evidence.quote`` is "The exact words." and
出处：原文. A column that has no Chinese there is a KeyError, and a failing test.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from history.revisions import State
from planapi.releases.licensing import DATA_LICENSE, DATA_LICENSE_URL, NOTE_EN, NOTE_ZH
from planapi.releases.tables import ReleaseSource, sources, sql_name, words_of
from rest.fields import Day, Json, Moment, Number, Texts, Whole
from rest.formats import Column
from rest.selection import LABEL
from text.vocabulary import Word


@cache
def _chinese() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("codebook_zh.toml").read_text(encoding="utf-8"))


def title_zh(source: ReleaseSource) -> str:
    return _chinese()["tables"][source.name]["title"]


def description_zh(source: ReleaseSource) -> str:
    return _chinese()["tables"][source.name]["description"]


def column_zh(source: ReleaseSource, column: Column) -> str:
    """What a column means, in Chinese: as its table has it, else as all have it."""
    own = _chinese()["tables"][source.name].get("columns", {})
    return own[column.name] if column.name in own else _chinese()["columns"][column.name]


@cache
def label_zh(name: str) -> str:
    """What a column is called in Chinese, in few words; its own name where nobody has named it.

    >>> label_zh("target.comparator_label")
    '目标·界定（名称）'
    >>> label_zh("value"), label_zh("evidence.quote"), label_zh("statement.evidence.quote"), label_zh("2020")
    ('数值', '出处·原文', '所选表述·出处·原文', '2020')
    """
    labels: dict[str, str] = _chinese()["labels"]
    group, _, rest = name.partition(".")
    if name not in labels and name.endswith(LABEL):
        return f"{label_zh(name.removesuffix(LABEL))}（名称）"
    if name in labels or not rest or f"{group}." not in labels:
        return labels.get(name, name)
    return f"{labels[f'{group}.']}·{label_zh(rest)}"


def kind_of(column: Column) -> str:
    """A column's type, as the schema of a data package names it."""
    match column.field:
        case Whole():
            return "integer"
        case Number():
            return "number"
        case Day():
            return "date"
        case Moment():
            return "datetime"
        case Texts():
            return "list"
        case serializers.ListSerializer():
            return "array"
        case Json(schema={"type": "array"}):
            return "array"
        case Json():
            return "object"
        case _:
            return "string"


def columns_of(source: ReleaseSource) -> tuple[tuple[str, str], ...]:
    """The names and types of a table's columns."""
    return tuple((column.name, kind_of(column)) for column in source.columns)


def readme(state: State, rows: dict[str, int], *, software: str) -> str:
    """The README of a revision; ``rows`` says by resource how many there are."""
    return "\n".join([*_head(state, software), *_tables(rows), *_words()]) + "\n"


def _head(state: State, software: str) -> list[str]:
    made = timezone.localtime(state.made_at).isoformat(timespec="seconds")
    head = Path(__file__).with_name("readme_head.md").read_text(encoding="utf-8")
    told = {"note_zh": NOTE_ZH, "note_en": NOTE_EN, "license": DATA_LICENSE, "license_url": DATA_LICENSE_URL}
    return head.format(revision=state.number, made=made, day=made[:10], software=software, **told).splitlines()


def _tables(rows: dict[str, int]) -> Iterator[str]:
    for source in sources():
        references = source.references()
        yield ""
        yield f"### `{source.name}` {title_zh(source)}"
        yield ""
        yield description_zh(source)
        yield source.description
        yield ""
        yield f"行数 Rows: {rows.get(source.name, 0)}"
        yield ""
        yield "| 列 column | SQL | 类型 type | 空 null | 中文 | English |"
        yield "|---|---|---|---|---|---|"
        for column in source.columns:
            kind = kind_of(column)
            if words := words_of(column):
                kind = f"[{words.__name__}](#{words.__name__.lower()})"
            if column.name == source.key:
                kind += ", 主键 key"
            if column.name in references:
                kind += f", → `{'.'.join(references[column.name])}`"
            null = "可 yes" if column.name in source.nullable else ""
            cells = (
                f"`{column.name}`",
                f"`{sql_name(column.name)}`",
                kind,
                null,
                _named(label_zh(column.name), column_zh(source, column)),
                source.descriptions[column.name],
            )
            yield _line(cells)
    yield ""


def closed_lists() -> dict[str, type[Word]]:
    """The enumerations whose values are used in a release, by name."""
    found = {words.__name__: words for source in sources() for column in source.columns if (words := words_of(column))}
    return dict(sorted(found.items()))


def _words() -> Iterator[str]:
    yield "## 词表 Closed words"
    for name, words in closed_lists().items():
        yield ""
        yield f"### {name}"
        yield ""
        yield "| 词 word | 中文 | English |"
        yield "|---|---|---|"
        yield from (_line((f"`{word.value}`", word.zh, word.en)) for word in words)


def _named(label: str, meaning: str) -> str:
    return meaning if meaning.startswith(label) else f"{label}：{meaning}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
