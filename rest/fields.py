"""Serializer fields that describe themselves: each with a sentence, an example, and its unit where it has one.

A resource's row is declared once, in its serializer. The JSON, the OpenAPI schema and the descriptions of the filters
are drawn from that one declaration, by ``leaves``: ``baseline.value`` of a target is the field with source
``baseline_value``.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rest_framework import serializers
from rest_framework.fields import SkipField, empty

from text.vocabulary import Word


class Described(serializers.Field):
    """A field with a description for users and an example. Fields are for reading; ``optional`` ones may be left out
    of a row."""

    def __init__(self, description: str, *, example: object = None, optional: bool = False, **kwargs: Any) -> None:
        self.example = example
        super().__init__(help_text=description, required=not optional, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        raise NotImplementedError("rows are only ever read")


class Text(Described, serializers.CharField):
    """A string."""


class Whole(Described, serializers.IntegerField):
    """A whole number."""


class Day(Described, serializers.DateField):
    """A date, ``2021-02-10``."""


class Moment(Described, serializers.DateTimeField):
    """A time with its offset, ``2026-01-31T09:30:00+08:00``."""


class Texts(Described, serializers.ListField):
    """A list of strings; ``words``: of a closed list."""

    def __init__(self, description: str, *, words: type[Word] | None = None, **kwargs: Any) -> None:
        self.words = words
        super().__init__(description, child=serializers.CharField(), **kwargs)


class Json(Described, serializers.JSONField):
    """A JSON value of a shape that ``schema`` gives."""

    def __init__(self, description: str, *, schema: dict[str, Any], **kwargs: Any) -> None:
        self.schema = schema
        super().__init__(description, **kwargs)


class Number(Described):
    """An exact decimal as a JSON number without noise: 51.300000 is 51.3, 680.000000 is 680."""

    def to_representation(self, value: Decimal) -> int | float:
        return plain_number(value)


class ChoiceField(Described, serializers.ChoiceField):
    """A word of a closed list."""

    def __init__(self, description: str, words: type[Word], **kwargs: Any) -> None:
        self.words = words
        kwargs.setdefault("example", next(iter(words)).value)
        super().__init__(description, choices=words.choices(), **kwargs)


class WordLabel(Described):
    """The label of the word in another field of the same row, in one language: 约束性 beside ``binding``."""

    def __init__(self, of: ChoiceField, name: str, language: str) -> None:
        self.of, self.language = of.words, language
        source = made_of(of)[1].get("source", name)  # it is in no serializer yet, and has no source of its own
        told = {"zh": "Chinese", "en": "English"}[language]
        super().__init__(
            f"The label of {name} in {told}.", source=source, allow_null=of.allow_null, optional=not of.required
        )

    def to_representation(self, value: str) -> str:
        return getattr(self.of(value), self.language)


class Expanded(serializers.Serializer):
    """An object that a row only has if `expand=` names it, which is in the context's ``expand``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def get_attribute(self, instance: Any) -> Any:
        if self.field_name not in self.context.get("expand", ()):
            raise SkipField
        return super().get_attribute(instance)


def made_of(field: Any) -> tuple[Any, dict[str, Any]]:
    """The arguments that a field or a serializer was made with, by which DRF copies it."""
    return field._args, field._kwargs  # noqa: SLF001


def plain_number(value: Decimal) -> int | float:
    """The JSON number that a decimal is printed as.

    >>> plain_number(Decimal("51.300000")), plain_number(Decimal("680.000000"))
    (51.3, 680)
    """
    whole = int(value)
    return whole if whole == value else float(value)


def leaves(row: serializers.Serializer, name: str = "", source: str = "") -> Iterator[tuple[str, str, Described]]:
    """Every plain field of a row: its dotted name in the JSON, its path in the models, and the field.

    A target's ``baseline`` is nested in the JSON but not in the table: ``("baseline.value", "baseline_value",
    Number)``.
    """
    for dotted, path, field in columns(row, name, source):
        if isinstance(field, Described):
            yield dotted, path, field


def columns(row: serializers.Serializer, name: str = "", source: str = "") -> Iterator[tuple[str, str, Any]]:
    """As ``leaves``, and every list of objects too, as one: what a row has where each row is one line of a table."""
    for own, field in row.fields.items():
        dotted = f"{name}.{own}" if name else own
        path = source if field.source == "*" else "__".join(filter(None, [source, *field.source_attrs]))
        if isinstance(field, serializers.Serializer):
            yield from columns(field, dotted, path)
        elif isinstance(field, Described | serializers.ListSerializer):
            yield dotted, path, field


def value_at(row: Any, path: str) -> Any:
    """The value at a path of the models, starting from a row: ``document__slug``; null if a relation on the path is
    null."""
    return value_along(row, path.split("__"))


def value_along(row: Any, steps: Sequence[str]) -> Any:
    """The same, of a path that has been taken apart."""
    for step in steps:
        if row is None:
            return None
        row = getattr(row, step)
    return row
