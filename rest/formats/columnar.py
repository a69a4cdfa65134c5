"""Rows become Parquet: typed columns, exact decimals, dates, lists as lists; a row group at a time.

A column bears its description as metadata. ``coverage`` of a district is a list of structs, JSON of no fixed shape a text.
"""

import datetime
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import orjson
import pyarrow as pa
from django.conf import settings
from django.db import models
from pyarrow import parquet
from rest_framework import serializers

from rest.fields import Day, Described, Json, Moment, Number, Whole
from rest.formats.table import Column, ExportTable, Form, Row

GROUP = 10_000
"""Rows of a row group, which is kept in memory."""

MOST_DIGITS = 38
"""Digits of the widest decimal that every reader of Parquet knows."""


class Parquet(Form):
    """Apache Parquet."""

    format = "parquet"
    media_type = "application/vnd.apache.parquet"
    content_type = media_type
    binary = True

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        schema = pa.schema(
            [
                pa.field(column.name, _type(column), metadata={"description": column.description})
                for column in table.columns
            ]
        )
        outlet = Outlet()
        remaining = iter(rows)
        with parquet.ParquetWriter(outlet, schema, compression="zstd") as writer:
            while group := list(islice(remaining, GROUP)):
                arrays = [
                    pa.array([_value(column, row[place]) for row in group], type=field.type)
                    for column, place, field in zip(table.columns, table.places, schema, strict=True)
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
                yield outlet.taken()
        yield outlet.taken()


class Outlet(io.RawIOBase):
    """A file that is only ever written to, and that forgets what is taken from it."""

    def __init__(self) -> None:
        self.held = bytearray()
        self.place = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def write(self, data: Any) -> int:
        self.held += data
        self.place += len(data)
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        data = bytes(self.held)
        self.held.clear()
        return data


def _type(column: Column) -> pa.DataType:
    field = column.field
    if isinstance(field, serializers.ListSerializer):
        child: Any = field.child
        return pa.list_(pa.struct([pa.field(name, _leaf_type(inner)) for name, inner in child.fields.items()]))
    if isinstance(field, serializers.ListField):
        return pa.list_(pa.string())
    if isinstance(field, Number) and isinstance(column.stored, models.DecimalField):
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
        case _:
            return pa.string()


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.field, Json):
        return orjson.dumps(value).decode()
    if isinstance(column.field, serializers.ListSerializer):
        return column.json(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC)
    return value
