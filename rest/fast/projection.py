"""A serializer becomes one SQL expression: PostgreSQL writes the JSON of a row, and it goes out as it is.

``ParkSerializer`` is ``row_to_json`` of ``key as id, …, trim_scale(area_km2) as area_km2, (select … document_id as document, …) as evidence``: the same names
in the same order, the same null and the same numbers as the serializer gives, because both are drawn from its fields. What a field is written as follows from
its kind alone (``rest.fields``); a field of another kind is no part of a row here, and a serializer with one raises NotImplementedError.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Expression, F, Func, OuterRef, Subquery, TextField, When
from rest_framework import serializers

from rest.fields import ChoiceField, Day, Json, Moment, Number, Text, Texts, Whole, WordLabel
from text.vocabulary import Word


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


class AsJson(Func):
    """A record as JSON: read as it is by psycopg, and put into other JSON as it is by PostgreSQL."""

    function = "row_to_json"
    output_field = models.Field()  # pyright: ignore[reportAssignmentType]


class WrittenValue(Func):
    """A record as JSON, as octets."""

    template = "convert_to(row_to_json(%(expressions)s)::text, 'UTF8')"
    output_field = models.BinaryField()  # pyright: ignore[reportAssignmentType]


class Plain(Func):
    """A decimal without the zeros of its column's scale: 51.300000 is 51.3."""

    function = "trim_scale"


class Null(Func):
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


class Label(Func):
    """The label of a word: of ``span``, 时间跨度不同."""

    output_field = TextField()  # pyright: ignore[reportAssignmentType]

    def __init__(self, word: Any, words: type[Word], language: str) -> None:
        labels = json.dumps({one.value: getattr(one, language) for one in words}, ensure_ascii=False)
        super().__init__(word)
        self.labels = labels.replace("'", "''").replace("%", "%%")

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        sql, given = compiler.compile(self.source_expressions[0])
        return f"('{self.labels}'::jsonb ->> {sql})", given


Standing = Mapping[str, Any]
"""Where something stands that is not in the column of its source: for a path, or for what paths begin with, another path or an expression."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The SQL of each column of a row by its name, and of the columns of an object within it; and when that is null. The row of any selection is put together
    of them, while the rest of the statement stays as it was compiled."""

    members: Mapping[str, "str | Columns"]
    nothing: str | None = None

    def as_octets(self, names: Collection[str]) -> str:
        """The row with the columns of these names."""
        return f"convert_to(row_to_json({self.record_of(frozenset(names), '')})::text, 'UTF8')"

    def record_of(self, names: frozenset[str], within: str) -> str:
        written: list[str] = []
        for name, member in self.members.items():
            dotted = within + name
            if isinstance(member, str):
                if dotted in names:
                    written.append(f'{member} as "{name}"')
            elif any(one.startswith(f"{dotted}.") for one in names):
                written.append(f'{member.record_of(names, f"{dotted}.")} as "{name}"')
        record = f"(select record from (select {', '.join(written)}) as record)"  # noqa: S608 compiled by Django
        return f"CASE WHEN {self.nothing} THEN null ELSE {record} END" if self.nothing else record


class ColumnsOfRow(Func):
    """Stands where the row is to be put: the columns of a serializer, compiled, with all the tables that they need. They are in ``found`` then."""

    PLACE = "/* the row */"
    output_field = models.BinaryField()  # pyright: ignore[reportAssignmentType]

    def __init__(self, row: serializers.Serializer) -> None:
        self.found: list[Columns] = []
        self._expressions: list[Any] = []
        self.layout = self._laid_out(row, "")
        super().__init__(*self._expressions)

    def _laid_out(self, row: Any, source: str) -> dict[str, Any]:
        """By name the number of its expression; of an object its own, and the number of what is null where it is."""
        return {name: self._place_of(field, source) for name, field in row.fields.items()}

    def _place_of(self, field: Any, source: str) -> Any:
        if not isinstance(field, serializers.Serializer):
            return self._number(_member(field, source, {}))
        if getattr(field, "beside", None) or getattr(field, "absent", None):
            raise NotImplementedError(f"{field.field_name} is looked up by itself")
        path = source if field.source == "*" else "__".join(filter(None, [source, *field.source_attrs]))
        nothing = self._number(F(path)) if field.allow_null else None
        return self._laid_out(field, path), nothing

    def _number(self, expression: Any) -> int:
        self._expressions.append(expression)
        return len(self._expressions) - 1

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        written: list[str] = []
        for expression in self.source_expressions:
            sql, given = compiler.compile(expression)
            if given:
                raise NotImplementedError(f"{expression} has values of its own")
            written.append(sql.replace("%%", "%"))
        self.found.append(_columns(self.layout, written))
        return self.PLACE, []


def _columns(layout: Mapping[str, Any], written: Sequence[str], nothing: int | None = None) -> Columns:
    members = {
        name: written[one] if isinstance(one, int) else _columns(one[0], written, one[1])
        for name, one in layout.items()
    }
    return Columns(members, None if nothing is None else f"{written[nothing]} IS NULL")


def row_as_octets(row: serializers.Serializer, standing: Standing | None = None) -> Expression:
    """The JSON of one row, in UTF-8. ``row`` has the fields that are to be served, and no other."""
    return WrittenValue(row_as_record(row, standing))


def row_as_record(row: serializers.Serializer, standing: Standing | None = None) -> Expression:
    """The same as a record, to be part of another."""
    return _object(row, "", standing or {})


def _object(row: Any, source: str, standing: Standing) -> Expression:
    return Record({name: _member(field, source, standing) for name, field in row.fields.items()})


def _stands(path: str, standing: Standing) -> Any:
    """Where what a source names stands."""
    steps = path.split("__")
    for end in range(len(steps), 0, -1):
        if (found := standing.get("__".join(steps[:end]))) is not None:
            return "__".join(filter(None, [found, *steps[end:]])) if isinstance(found, str) else found
    return path


def _member(field: Any, source: str, standing: Standing) -> Expression | F:
    path = source if field.source == "*" else "__".join(filter(None, [source, *field.source_attrs]))
    if isinstance(field, serializers.Serializer):
        if (beside := getattr(field, "beside", None)) is not None:
            return _looked_up(field, path, *beside)
        inner, path = _object(field, path, standing), _stands(path, standing)
        if not field.allow_null:
            return inner
        # a relation that leads nowhere is null, and no object of nulls
        missing = getattr(field, "absent", None) or path
        return Case(When(**{f"{missing}__isnull": True}, then=Null()), default=inner)
    path = _stands(path, standing)
    if isinstance(field, WordLabel):
        return Label(F(path) if isinstance(path, str) else path, field.of, field.language)
    if isinstance(field, Number):
        return Plain(F(path) if isinstance(path, str) else path)
    if not isinstance(path, str):
        return path
    if isinstance(field, Moment):
        return MomentText(path)
    if isinstance(field, Text | Whole | ChoiceField | Day | Texts | Json | serializers.ListSerializer):
        return F(path)
    raise NotImplementedError(f"{type(field).__name__} {field.field_name} is not written by PostgreSQL")


class _SeenFromBeside(dict[str, Any]):
    """Where things stand for a subquery in a table that ``relation`` leads to: what begins with that in its own columns, all else outside of it."""

    def __init__(self, relation: str) -> None:
        super().__init__({relation: ""})
        self.within = f"{relation}__"

    def get(self, path: str, default: Any = None) -> Any:
        return super().get(path, default if path.startswith(self.within) else OuterRef(path))


def _looked_up(field: Any, path: str, relation: str, model: Any) -> Any:
    """An object of a row of another table, which ``relation`` leads to, and of columns of this one; null where that leads nowhere.

    By a subquery, since PostgreSQL takes longer to find the best way to join a table more than to write a page.
    """
    rows = model._base_manager.filter(key=OuterRef(f"{relation}_id")).order_by()  # noqa: SLF001 Django documents it
    return Subquery(
        rows.values(record=_object(field, path, _SeenFromBeside(relation))), output_field=models.JSONField()
    )
