"""Rows become CSV (RFC 4180), UTF-8, with a header line.

Values are as in the JSON: ``51.3``, ``2021-02-10``; null is an empty cell. Nothing is put before a text, whatever it begins
with: what was printed is kept. Only with ``bom``, when the file is for a spreadsheet to open, a text that a spreadsheet
would run as a formula (``=HYPERLINK(…)``) gets a ``'`` in front of it, as OWASP recommends.
"""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import Func, TextField, Value
from django.db.models.functions import NullIf

from rest.fields import Text, Texts
from rest.formats import copying
from rest.formats.table import CHUNK, Column, ExportTable, Form, Row, WrittenRow, gathered, plain_decimal

BOM = "\ufeff"
# What a spreadsheet takes for a formula, a Chinese one also by full-width signs; -5.2 and +3% it takes for the numbers that they are.
FORMULA = re.compile(r"[=＝@＠\t\r\n]|[+＋－-](?![0-9.,]+[%％]?$)")


class GuardedText(Func):
    """A text as ``_guarded`` has it. In PostgreSQL ``$`` is the very end, and in Python a line's end before it too."""

    function = "regexp_replace"
    output_field = TextField()  # pyright: ignore[reportAssignmentType] Django takes a field here

    def __init__(self, text: Any) -> None:
        pattern = FORMULA.pattern.replace("$", r"\n?$")
        super().__init__(text, Value(f"^({pattern})"), Value(r"'\1"))


class Csv(Form):
    """Comma-separated values; ``bom`` for a file that a spreadsheet is to open."""

    format = "csv"
    media_type = "text/csv"
    content_type = "text/csv; charset=utf-8; header=present"

    def __init__(self, *, bom: bool = False) -> None:
        self.bom = bom

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        writers = [self._writer(column) for column in table.columns]
        buffer = io.StringIO(BOM if self.bom else "", newline="")
        buffer.seek(0, io.SEEK_END)
        out = csv.writer(buffer)
        out.writerow(table.headings)
        for row in rows:
            out.writerow(
                None if (value := row[place]) is None else write(value)
                for place, write in zip(table.places, writers, strict=True)
            )
            if buffer.tell() >= CHUNK:
                yield buffer.getvalue().encode()
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode()

    def expressions(self, table: ExportTable) -> list[Any] | None:
        return copying.expressions(table, self._expression)

    def write_copied(self, table: ExportTable, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        head = io.StringIO(newline="")
        csv.writer(head, lineterminator="").writerow(table.headings)
        first = f"{BOM if self.bom else ''}{head.getvalue()}".encode()
        # A line without anything would be none: a single cell that is null has quotes.
        none = b'""' if len(table.columns) == 1 else b""
        return gathered(chain((first,), (row[:-1] or none for row in rows)), end=b"\r\n")

    def _expression(self, column: Column) -> Any:
        cell = copying.expression(column, between="；")
        if not isinstance(column.field, Text | Texts) or cell is None:
            return cell
        return NullIf(GuardedText(cell) if self.bom else cell, Value(""), output_field=TextField())

    def broken(self) -> bytes:
        return '"!!! This file is incomplete: a server error ended it here. 文件不完整，请重新下载。"\r\n'.encode()

    def _writer(self, column: Column) -> Callable[[Any], Any]:
        """How the values of a column are written."""
        guard = _guarded if self.bom else str

        def write(value: Any) -> Any:
            match value:
                case str() if not column.is_compound:
                    return guard(value)
                case int():
                    return value
                case Decimal():
                    return plain_decimal(value)
                case datetime.datetime():
                    return column.json(value)
                case datetime.date():
                    return value.isoformat()
                case _:
                    return guard(column.text(value))

        return write


def _guarded(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
