"""Rows become a workbook of one sheet: numbers as numbers, dates as dates, texts as texts and never as formulas.

A sheet holds 1,048,576 lines and a cell 32,767 characters; what has more is refused, never cut. The file is written to
the disk row by row and sent from there: a workbook is a zip, and can't be sent before its last row is known.
"""

import datetime
import tempfile
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.worksheet import Worksheet

from rest.fields import Day, Moment, Number, Whole
from rest.formats.table import CHUNK, Column, ExportTable, Form, Row, UnfitForFormat, plain_decimal

LINES = 1_048_576
CHARACTERS = 32_767


class Xlsx(Form):
    """An Excel workbook."""

    format = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content_type = media_type
    binary = True
    most_rows = 8_000  # a second of processor time, all of it before the first octet is sent

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "table.xlsx")
            self._save(path, table, rows)
            with path.open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk

    def _save(self, path: Path, table: ExportTable, rows: Iterable[Row]) -> None:
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        book = xlsxwriter.Workbook(str(path), options)
        try:
            sheet = book.add_worksheet("data")
            day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
            moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
            forms = [{Day: day, Moment: moment}.get(type(column.field)) for column in table.columns]
            writers = [_writer(sheet, column, form) for column, form in zip(table.columns, forms, strict=True)]
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, _width(column))
            sheet.freeze_panes(1, 0)
            heading = book.add_format({"bold": True, "bottom": 1})
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, heading)
            line = 0
            for line, row in enumerate(rows, start=1):
                if line >= LINES:
                    raise UnfitForFormat(
                        f"a sheet has at most {LINES - 1:,} rows; use csv, ndjson or parquet, or request fewer rows"
                    )
                for place, (source, write) in enumerate(zip(table.places, writers, strict=True)):
                    if (value := row[source]) is not None:
                        write(line, place, value)
            sheet.autofilter(0, 0, line, len(table.columns) - 1)
        finally:
            book.close()


def _writer(sheet: Worksheet, column: Column, form: Any) -> Callable[[int, int, Any], Any]:
    """What writes the values of a column: given the line, the place in it, and a value that is not null."""

    def write(line: int, place: int, value: Any) -> Any:
        match value:
            case int():
                return sheet.write_number(line, place, value)
            case Decimal():
                # A cell holds fifteen digits of a number. One that has more is a text, and so keeps them all.
                digits = plain_decimal(value)
                if len(digits.replace(".", "").strip("-0")) <= 15:
                    return sheet.write_number(line, place, float(value))
                return sheet.write_string(line, place, digits)
            case datetime.datetime():
                # A cell has no offset: the time is that of the site, as in the JSON.
                return sheet.write_datetime(line, place, timezone.make_naive(value), form)
            case datetime.date():
                return sheet.write_datetime(line, place, datetime.datetime(value.year, value.month, value.day), form)  # noqa: DTZ001 a day has no time zone
        text = column.text(value) if column.is_compound else value
        if len(text) > CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > CHARACTERS:
            raise UnfitForFormat(
                f"a cell can contain at most {CHARACTERS:,} characters, and {column.name} has {len(text):,} of them in "
                f"row {line}; use csv, ndjson or parquet, or omit={column.name}"
            )
        return sheet.write_string(line, place, text) if text else 0  # An empty text is an empty cell.

    return write


def _width(column: Column) -> int:
    """In characters: room for the heading, and for some of a text."""
    usual = 11 if isinstance(column.field, Number | Whole | Day) else 24
    return max(usual, len(column.name) + 2)
