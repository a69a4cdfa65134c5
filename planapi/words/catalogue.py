"""Every closed list of the API with its words: labels from ``text.vocabulary``, definitions from ``definitions.toml``.

A list has the name that it has in the OpenAPI document, and the members of the schema whose values are its words: ``Target.nature``.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from rest_framework import serializers

from rest.fields import Expanded
from text import vocabulary
from text.vocabulary import Word

PARTS = frozenset(("EvidencedGroupSerializer", "MeasuringGroupSerializer"))
"""What several rows have in common, and is served as none of its own."""
DEFINITIONS = Path(__file__).with_name("definitions.toml")


@dataclass(frozen=True, slots=True)
class DefinedWord:
    """A word of a closed list, with all that is said of it."""

    vocabulary: str
    word: str
    order: int
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words."""

    name: str
    title_zh: str
    title_en: str
    members: tuple[str, ...]
    words: tuple[DefinedWord, ...]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """All of them by name, in the order of ``definitions.toml``. Raises KeyError for a word without a definition."""
    told: dict[str, Any] = tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))
    members = _members()
    return {
        name: Vocabulary(
            name,
            *one["title"],
            members=tuple(sorted(members.get(name, ()))),
            words=tuple(
                DefinedWord(name, word.value, order, word.zh, word.en, *one["words"][word.value])
                for order, word in enumerate(getattr(vocabulary, name), start=1)
            ),
        )
        for name, one in told.items()
    }


def lists_of_words() -> Iterator[type[Word]]:
    """The closed lists as the code has them, whether they are told of or not."""
    return (one for one in vars(vocabulary).values() if isinstance(one, type) and issubclass(one, Word) and one != Word)


def _members() -> dict[str, set[str]]:
    """By list the members of the schema that hold its words."""
    import_module("planapi.v1")  # all rows of the API are there only then
    found: dict[str, set[str]] = {}
    for row in _rows(serializers.Serializer.__subclasses__()):
        for name, field in row._declared_fields.items():  # noqa: SLF001 the only way to see them without making one
            words = getattr(field, "words", None)
            if words is not None:
                found.setdefault(words.__name__, set()).add(f"{row.__name__.removesuffix('Serializer')}.{name}")
    return found


def _rows(rows: Iterable[Any]) -> Iterator[Any]:
    """All rows that the schema has components for: not those that are only there where they are asked for."""
    for row in rows:
        if issubclass(row, Expanded):
            continue
        if row.__name__ not in PARTS:
            yield row
        yield from _rows(row.__subclasses__())
