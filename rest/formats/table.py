"""A list as a table: its columns in the order of the JSON's leaves, and rows straight from the database.

``evidence: {"quote": …}`` is the column ``evidence.quote``. A row is a tuple of what the database gave (Decimal, date,
list …); each form writes those in its own way, and ``ExportTable.nested`` puts one back into the shape of the JSON.
"""

import functools
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import orjson
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer

from rest.fast.plain import Plain, member
from rest.fields import ChoiceField, Described, Json, Text, Whole, WordLabel, columns, value_along

Row = Sequence[Any]
Reader = Callable[[Row], Any]
WrittenRow = bytes | memoryview
"""A row as COPY wrote it."""

CHUNK = 1 << 16
"""How many bytes are gathered before they go out."""

AT_ONCE = 2000
"""How many rows are fetched at once."""

AS_IT_IS = (Text, ChoiceField, Whole, Json, WordLabel)


class UnfitForFormat(Exception):
    """Rows that a form can't hold; the message says why, and what can."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its dotted name in the JSON, its path in the models, and the field that describes it.

    ``stored`` is the column of the database behind it, None where there is none; ``plain`` makes a value of the JSON of one that is no null.
    """

    name: str
    path: str
    field: Any
    stored: models.Field | None
    plain: Plain

    @property
    def description(self) -> str:
        return str(self.field.help_text or "")

    def json(self, value: Any) -> Any:
        """The value as the JSON has it."""
        if value is None or isinstance(self.field, AS_IT_IS):
            return value
        return self.plain(value)

    def text(self, value: Any) -> str:
        """A list or an object in one cell: texts joined by ``；``, all else as JSON."""
        if isinstance(self.field, serializers.ListField):
            return "；".join(value)
        return orjson.dumps(self.json(value)).decode()

    @property
    def is_compound(self) -> bool:
        return isinstance(self.field, Json | serializers.ListField | serializers.ListSerializer)


class ExportTable:
    """The columns of a serializer's rows, and where in the models each is found."""

    def __init__(self, row: serializers.Serializer, model: type[models.Model]) -> None:
        self.row = row
        self.columns = [
            Column(name, path, field, _stored(model, path), member(field)) for name, path, field in columns(row)
        ]
        self.paths: list[str] = []
        self.headings = [column.name for column in self.columns]
        """What the columns are called in the first line of a file."""
        self._labels = [(self._place(one.path), one.field) for one in self.columns if isinstance(one.field, WordLabel)]
        labels = iter(range(-len(self._labels), 0))
        self.places = [
            next(labels) if isinstance(column.field, WordLabel) else self._place(column.path) for column in self.columns
        ]
        self._by_name = {column.name: place for column, place in zip(self.columns, self.places, strict=True)}
        self.nested: Callable[[Row], dict[str, Any]] = self._reader(row, "", "")

    def rows(self, queryset: models.QuerySet) -> Iterator[Row]:
        """The rows of a queryset, by a cursor of the database where its connection is in a transaction."""
        rows = queryset.values_list(*self.paths).iterator(chunk_size=AT_ONCE)
        return map(self._with_labels, rows) if self._labels else rows

    def row_of(self, instance: models.Model) -> Row:
        """A row that has been read as a model's."""
        return self._with_labels([value_along(instance, steps) for steps in self._steps])

    def _with_labels(self, row: Row) -> Row:
        """A row with the labels of its words at its end."""
        words = ((row[place], field) for place, field in self._labels)
        return [*row, *(None if word is None else field.to_representation(word) for word, field in words)]

    @functools.cached_property
    def _steps(self) -> list[list[str]]:
        return [path.split("__") for path in self.paths]

    def cells(self, row: Row) -> list[Any]:
        """The values of the columns, in order."""
        return [row[place] for place in self.places]

    def _place(self, path: str) -> int:
        if path not in self.paths:
            self.paths.append(path)
        return self.paths.index(path)

    def _reader(self, row: serializers.Serializer, within: str, source: str) -> Reader:
        """What makes an object of the JSON out of a row of the table."""
        by_name = {column.name: column for column in self.columns}
        readers: dict[str, Reader] = {}
        for name, field in row.fields.items():
            if isinstance(field, serializers.Serializer):
                path = source if field.source == "*" else "__".join(filter(None, [source, *field.source_attrs]))
                inner = self._reader(field, f"{within}{name}.", path)
                # A relation that leads nowhere is null, and no object of nulls.
                absent = getattr(field, "absent", None) or f"{path}__pk"
                missing = self._place(absent) if field.allow_null else None
                readers[name] = inner if missing is None else functools.partial(_unless_null, missing, inner)
            elif isinstance(field, Described | serializers.ListSerializer):
                column = by_name[within + name]
                readers[name] = functools.partial(_read_cell, self._by_name[column.name], column)
        return functools.partial(_read_object, readers)


class Form(BaseRenderer):
    """One form of a table. ``format`` is its name in ``format=``, ``media_type`` its name in ``Accept``."""

    format: str
    media_type: str
    content_type: ClassVar[str]
    binary: ClassVar[bool] = False
    suffix: ClassVar[str] = ""
    """What its files' names end in, where that is not ``format``."""
    copied_as: ClassVar[str] = "csv"
    """The format of COPY whose rows ``write_copied`` reads: csv or binary."""
    chinese: bool = False
    """Whether the columns are named in Chinese (``rest.file_options``)."""

    def expressions(self, table: ExportTable) -> list[Any] | None:
        """What PostgreSQL is to write of each row, for ``write_copied``; None where it can't, and rows come as values."""
        return None

    def unfit(self, table: ExportTable, queryset: models.QuerySet) -> str | None:
        """Why this form can't hold these rows, asked before the first of them is written; None where it can."""
        return None

    def write_copied(self, table: ExportTable, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        """As ``write``, of rows as COPY wrote them (``rest.formats.copying``)."""
        raise NotImplementedError

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        """The table in chunks of bytes; raises UnfitForFormat for rows that this form can't hold."""
        raise NotImplementedError

    def broken(self) -> bytes:
        """What ends a text that could not be written to its end, so that nobody takes it for whole."""
        return b""

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        raise NotImplementedError("a form writes tables, not an answer that is there as a whole")


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


def gathered(pieces: Iterable[bytes | memoryview], *, end: bytes = b"", size: int = CHUNK) -> Iterator[bytes]:
    """Small pieces as chunks of ``size`` octets that are worth sending, each piece with ``end`` after it."""
    buffered: list[bytes | memoryview] = []
    held = 0
    for piece in pieces:
        buffered.append(piece)
        held += len(piece)
        if held >= size:
            yield end.join((*buffered, b""))
            buffered, held = [], 0
    if buffered:
        yield end.join((*buffered, b""))


def plain_decimal(value: Decimal) -> str:
    """A decimal in full, without noise.

    >>> plain_decimal(Decimal("51.300000")), plain_decimal(Decimal("68000000000.00"))
    ('51.3', '68000000000')
    """
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _read_object(readers: Mapping[str, Reader], row: Row) -> dict[str, Any]:
    return {name: read(row) for name, read in readers.items()}


def _read_cell(place: int, column: Column, row: Row) -> Any:
    return column.json(row[place])


def _unless_null(place: int, read: Reader, row: Row) -> Any:
    return None if row[place] is None else read(row)


def _stored(model: Any, path: str) -> models.Field | None:
    field = None
    for step in path.split("__"):
        try:
            field = model._meta.pk if step == "pk" else model._meta.get_field(step)  # noqa: SLF001 Django documents it
        except FieldDoesNotExist:
            return None
        model = field.related_model
    return field
