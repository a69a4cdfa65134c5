"""Rows become Parquet: typed columns, dates, lists as lists; a row group at a time.

Numbers are floating-point, since decimals stop programs that multiply them by 1.5; ``exact`` gives decimals. The codec is one that every reader knows,
unless another is asked for.

A column bears its description as metadata. ``coverage`` of a district is a list of structs, JSON of no fixed shape a text.
"""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

import orjson
import pyarrow as pa
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, TextField
from pyarrow import csv as arrow_csv
from pyarrow import parquet
from rest_framework import serializers

from rest.fields import Day, Described, Json, Moment, Number, Texts, Whole
from rest.formats import copying
from rest.formats.table import Column, ExportTable, Form, Outlet, Row, WrittenRow, gathered

GROUP = 10_000
"""Rows of a row group, which is kept in memory."""

GROUP_OCTETS = 3 << 20
"""Octets of CSV that become a row group where PostgreSQL writes the rows."""
BLOCK = 1 << 20
"""Of these, so many are read by each thread at a time; more where a row has more, of which pyarrow reads no part."""

MOST_DIGITS = 38
"""Digits of the widest decimal that every reader of Parquet knows."""

CODECS = ("snappy", "zstd", "gzip", "none")


class Parquet(Form):
    """Apache Parquet; ``exact`` with decimals."""

    format = "parquet"
    media_type = "application/vnd.apache.parquet"
    content_type = media_type
    binary = True

    def __init__(self, *, exact: bool = False, codec: str = CODECS[0]) -> None:
        self.exact = exact
        self.codec = codec

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        schema, remaining = schema_of(table, exact=self.exact), iter(rows)

        def groups() -> Iterator[pa.Table]:
            while group := list(islice(remaining, GROUP)):
                arrays = [
                    pa.array([_value(column, field.type, row[place]) for row in group], type=field.type)
                    for column, place, field in zip(table.columns, table.places, schema, strict=True)
                ]
                yield pa.Table.from_arrays(arrays, schema=schema)

        return self._written(schema, groups())

    def expressions(self, table: ExportTable) -> list[Any] | None:
        return copying.expressions(table, _expression)

    def write_copied(self, table: ExportTable, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        schema = schema_of(table, exact=self.exact)
        # A list comes as the JSON of one.
        read_as = pa.schema(
            [pa.field(field.name, pa.string() if pa.types.is_list(field.type) else field.type) for field in schema]
        )
        reading = arrow_csv.ConvertOptions(
            column_types=read_as, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
        )
        options = {
            "parse_options": arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
            "convert_options": reading,
        }

        def groups() -> Iterator[pa.Table]:
            longest = 0

            def measured() -> Iterator[WrittenRow]:
                nonlocal longest
                for row in rows:
                    longest = max(longest, len(row))
                    yield row

            for block in gathered(measured(), size=GROUP_OCTETS):
                size = max(BLOCK, longest)
                blocks = arrow_csv.ReadOptions(column_names=read_as.names, block_size=size)
                found = arrow_csv.read_csv(pa.BufferReader(block), read_options=blocks, **options)
                arrays = [
                    lists_of_json(found[place], field.type) if pa.types.is_list(field.type) else found[place]
                    for place, field in enumerate(schema)
                ]
                yield pa.Table.from_arrays(arrays, schema=schema)

        return self._written(schema, groups())

    def _written(self, schema: pa.Schema, groups: Iterable[pa.Table]) -> Iterator[bytes]:
        outlet = Outlet()
        with parquet.ParquetWriter(outlet, schema, compression=self.codec) as writer:
            for group in groups:
                writer.write_table(group)
                yield outlet.taken()
        yield outlet.taken()


def schema_of(table: ExportTable, *, exact: bool) -> pa.Schema:
    fields = [
        pa.field(title, _type(column, exact=exact), metadata={"description": column.description})
        for column, title in zip(table.columns, table.headings, strict=True)
    ]
    return pa.schema(fields)


class _ListAsJson(Func):
    template = "to_json(%(expressions)s)::text"
    output_field = TextField()  # pyright: ignore[reportAssignmentType] Django takes a field here


def _expression(column: Column) -> Any:
    """What of a column ``pyarrow`` reads: decimals with all their places, as their type has them."""
    match column.field:
        case Texts():
            return _ListAsJson(F(column.path)) if isinstance(column.stored, ArrayField) else None
        case Number():
            return F(column.path)
        case _:
            return copying.expression(column, between="")


def lists_of_json(written: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    return pa.array([None if one is None else orjson.loads(one) for one in written.to_pylist()], type=kind)


def _type(column: Column, *, exact: bool) -> pa.DataType:
    field = column.field
    if isinstance(field, serializers.ListSerializer):
        child: Any = field.child
        return pa.list_(pa.struct([pa.field(name, _leaf_type(inner)) for name, inner in child.fields.items()]))
    if exact and isinstance(field, Number) and isinstance(column.stored, models.DecimalField):
        return pa.decimal128(min(column.stored.max_digits, MOST_DIGITS), column.stored.decimal_places)
    return _leaf_type(field)


def _leaf_type(field: Described) -> pa.DataType:
    match field:
        case Whole():
            return pa.int64()
        case Number():
            return pa.float64()  # Computed, of no fixed number of digits.
        case Day():
            return pa.date32()
        case Moment():
            return pa.timestamp("us", tz=settings.TIME_ZONE)
        case serializers.ListField():
            return pa.list_(pa.string())
        case _:
            return pa.string()


def _value(column: Column, kind: pa.DataType, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Decimal) and pa.types.is_floating(kind):
        return float(value)
    if isinstance(column.field, Json):
        return orjson.dumps(value).decode()
    if isinstance(column.field, serializers.ListSerializer):
        child: Any = column.field.child
        # pyarrow makes no floating-point of a whole number that has more than 15 digits
        numbers = [name for name, field in child.fields.items() if isinstance(field, Number)]
        return [
            row | {name: float(row[name]) for name in numbers if row[name] is not None} for row in column.json(value)
        ]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return value
