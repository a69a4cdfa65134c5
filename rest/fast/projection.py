"""A serializer becomes one SQL expression: PostgreSQL writes the JSON of a row, and it goes out as it is.

``ParkSerializer`` is ``row_to_json`` of ``key as id, …, trim_scale(area_km2) as area_km2, (select … document_id as document, …) as evidence``: the same names
in the same order, the same null and the same numbers as the serializer gives, because both are drawn from its fields. What a field is written as follows from
its kind alone (``rest.fields``); a field of another kind is no part of a row here, and a serializer with one raises NotImplementedError.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Expression, F, Func, TextField, When
from rest_framework import serializers

from rest.fields import ChoiceField, Day, Json, Moment, Number, Text, Texts, Whole


class Record(Func):
    """``(select record from (select … as "id", … as "name") as record)``: a row whose JSON has these names in this order.

    PostgreSQL writes that a quarter faster than ``json_build_object``, and without blanks (``bench/`` has the hand-written one).
    """

    output_field = models.JSONField()  # pyright: ignore[reportAssignmentType] Django takes a field here

    def __init__(self, members: dict[str, Any]) -> None:
        self.names = list(members)
        super().__init__(*members.values())

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        parts, parameters = [], []
        for name, member in zip(self.names, self.source_expressions, strict=True):
            sql, given = compiler.compile(member)
            parts.append(f"{sql} as {connection.ops.quote_name(name)}")
            parameters += given
        listed = ", ".join(parts)
        return f"(select record from (select {listed}) as record)", parameters  # noqa: S608 compiled by Django


class WrittenValue(Func):
    """A record as JSON, as octets."""

    template = "convert_to(row_to_json(%(expressions)s)::text, 'UTF8')"
    output_field = models.BinaryField()  # pyright: ignore[reportAssignmentType]


class Plain(Func):
    """A decimal without the zeros of its column's scale: 51.300000 is 51.3."""

    function = "trim_scale"


class _Null(Func):
    """Null of any type."""

    template = "null"
    arity = 0
    output_field = models.JSONField()  # pyright: ignore[reportAssignmentType]


class MomentText(Func):
    """A time as DRF writes it: in the site's own time zone, and with microseconds only where there are any."""

    template = (
        "to_char(%(expressions)s at time zone '%(zone)s', case when date_part('microseconds', %(expressions)s)::int %%%% 1000000 = 0 "
        "then 'YYYY-MM-DD\"T\"HH24:MI:SS' else 'YYYY-MM-DD\"T\"HH24:MI:SS.US' end) || '%(offset)s'"
    )
    output_field = TextField()  # pyright: ignore[reportAssignmentType]
    OFFSETS = {"Asia/Shanghai": "+08:00", "UTC": "Z"}  # noqa: RUF012 zones whose offset is the same all year

    def __init__(self, path: str) -> None:
        zone = settings.TIME_ZONE
        super().__init__(F(path), zone=zone, offset=self.OFFSETS[zone])


def row_as_octets(row: serializers.Serializer) -> Expression:
    """The JSON of one row, in UTF-8. ``row`` has the fields that are to be served, and no other."""
    return WrittenValue(_object(row, ""))


def _object(row: Any, source: str) -> Expression:
    return Record({name: _member(field, source) for name, field in row.fields.items()})


def _member(field: Any, source: str) -> Expression | F:
    path = source if field.source == "*" else "__".join(filter(None, [source, *field.source_attrs]))
    if isinstance(field, serializers.Serializer):
        inner = _object(field, path)
        if not field.allow_null:
            return inner
        # a relation that leads nowhere is null, and no object of nulls
        return Case(When(**{f"{path}__isnull": True}, then=_Null()), default=inner)
    if isinstance(field, Number):
        return Plain(F(path))
    if isinstance(field, Moment):
        return MomentText(path)
    if isinstance(field, Text | Whole | ChoiceField | Day | Texts | Json | serializers.ListSerializer):
        return F(path)
    raise NotImplementedError(f"{type(field).__name__} {field.field_name} is not written by PostgreSQL")
