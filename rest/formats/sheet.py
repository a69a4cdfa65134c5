"""Rows become a workbook of one sheet: numbers as numbers, dates as dates, texts as texts and never as formulas.

XlsxWriter makes the workbook with its heading and no rows; the rows are put into its sheet while the zip is being sent, since that writes 1,200 of them a
second, and a zip can go out as it is made. A cell holds 32,767 characters; what has more is refused, never cut.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import models
from django.db.models import F, Func, IntegerField, Q
from django.utils import timezone
from xlsxwriter.utility import xl_col_to_name

from rest.fields import Day, Moment, Number, Text, Texts, Whole
from rest.formats import copying
from rest.formats.table import CHUNK, Column, ExportTable, Form, Outlet, Row, UnfitForFormat, WrittenRow, plain_decimal

CHARACTERS = 32_767
DIGITS = 15
"""Of a number in a cell. One that has more is a text, and so keeps them all."""
FIRST_DAY = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 a cell has no time zone

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"

_CONTROL = bytes(range(9)) + bytes(range(11, 32))
_LOOKS_ESCAPED = re.compile(rb"_x[0-9a-fA-F]{4}_")
_NO_CHARACTERS = re.compile(rb"[\x00-\x08\x0b-\x1f]|\xef\xbf[\xbe\xbf]")

BETWEEN, AROUND = "\x01", "\x02"
"""What COPY puts between cells, and around those that have either in them, or a line's end: what texts hardly ever have."""

Cells = Sequence[str | None]
"""A row as it is written: a number's digits, a day's serial number, a text. None and an empty text are empty cells."""


class Xlsx(Form):
    """An Excel workbook."""

    format = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content_type = media_type
    binary = True
    most_rows = 200_000  # some five seconds of processor time

    copied_as = f"csv, delimiter '{BETWEEN}', quote '{AROUND}'"

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        """Whole before it is sent: a row that does not fit may be the last."""
        written = [_writer(column) for column in table.columns]
        lines = (
            (False, [write(row[place]) for write, place in zip(written, table.places, strict=True)]) for row in rows
        )
        yield b"".join(self._book(table, lines))

    def expressions(self, table: ExportTable) -> list[Any] | None:
        return copying.expressions(table, _expression)

    def write_copied(self, table: ExportTable, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        return self._book(table, (_read(str(row, "utf-8")) for row in rows))

    def unfit(self, table: ExportTable, queryset: models.QuerySet) -> str | None:
        if queryset[: self.most_rows + 1].count() > self.most_rows:
            return f"a file in this format has at most {self.most_rows:,} rows; use csv, ndjson or parquet, or request fewer rows"
        texts = [column for column in table.columns if isinstance(column.field, Text | Texts) and column.stored]
        lengths = {f"octets_of_{place}": _octets(column) for place, column in enumerate(texts)}
        beyond = Q(pk__in=[])
        for name in lengths:
            beyond |= Q(**{f"{name}__gt": CHARACTERS})
        found = queryset.alias(**lengths).filter(beyond).values_list(*(column.path for column in texts))
        for row in found.iterator(chunk_size=100):
            for column, value in zip(texts, row, strict=True):
                if told := _too_long(column, value if isinstance(value, str) else column.text(value or [])):
                    return told
        return None

    def _book(self, table: ExportTable, rows: Iterable[tuple[bool, Cells]]) -> Iterator[bytes]:
        parts = _parts(table)
        head, tail = parts.pop(SHEET).split(b"</sheetData>")
        book = parts.pop(BOOK)
        outlet, line = Outlet(), 1
        with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
            with archive.open(SHEET, "w") as sheet:
                sheet.write(head)
                for chunk, line in _lines(table, head, rows):  # noqa: B007 the last one is the end of the filter
                    sheet.write(chunk)
                    if len(outlet.held) >= CHUNK:
                        yield outlet.taken()
                sheet.write(b"</sheetData>" + _to_line(line, tail))
            archive.writestr(BOOK, _to_line(line, book))
        yield outlet.taken()


LEVEL = 3
"""Of compression: a third of the time of what is usual, and a tenth more octets."""


def _parts(table: ExportTable) -> dict[str, bytes]:
    """The files of a workbook that has a heading and no rows, by name."""
    saved = io.BytesIO()
    book = xlsxwriter.Workbook(saved, {"in_memory": True})
    sheet = book.add_worksheet("data")
    heading = book.add_format({"bold": True, "bottom": 1})
    forms = {
        Day: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        Moment: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
    }
    for place, (column, title) in enumerate(zip(table.columns, table.headings, strict=True)):
        sheet.set_column(place, place, _width(column, title), forms.get(type(column.field)))
        sheet.write_string(0, place, title, heading)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, 0, len(table.columns) - 1)
    book.close()
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # How many lines there are is only known when they have been sent.
    parts[SHEET] = re.sub(rb"<dimension [^>]*/>", b"", parts[SHEET])
    return parts


def _to_line(last: int, part: bytes) -> bytes:
    """The part with the filter, which has the heading alone, over the rows as well."""
    return re.sub(rb"(A\$?1:\$?[A-Z]+\$?)1\b", rb"\g<1>%d" % last, part)


def _read(line: str) -> tuple[bool, Cells]:
    """A row as COPY wrote it, and whether it is plain: its cells can be put into XML as they are. Each row is looked at once, and not cell by cell."""
    if AROUND in line:
        return False, next(csv.reader([line], delimiter=BETWEEN, quotechar=AROUND))
    line = line[:-1]
    plain = not ("&" in line or "<" in line or ">" in line) and len(line) < CHARACTERS // 2 and len(line.split()) < 2
    return plain, line.split(BETWEEN)


def _lines(table: ExportTable, head: bytes, rows: Iterable[tuple[bool, Cells]]) -> Iterator[tuple[bytes, int]]:
    """The XML of some rows at a time, and the number of the last line so far."""
    styles = {
        place: int(style)
        for first, last, style in re.findall(rb'<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"', head)
        for place in range(int(first) - 1, int(last))
    }
    columns = [_SheetColumn(column, place, styles.get(place)) for place, column in enumerate(table.columns)]
    around = [(column.before, column.between, column.after) for column in columns]
    exact = [place for place, column in enumerate(table.columns) if isinstance(column.field, Number)]
    last, size, written = 1, 0, []
    for last, (plain, row) in enumerate(rows, start=2):
        line = str(last)
        if plain and all(len(row[place] or "") <= DIGITS for place in exact):
            cells = [
                f"{before}{line}{between}{value}{after}"
                for (before, between, after), value in zip(around, row, strict=True)
                if value
            ]
        else:
            cells = [column.cell(line, value) for column, value in zip(columns, row, strict=True) if value]
        written.append(f'<row r="{line}">{"".join(cells)}</row>')
        size += len(written[-1])
        if size >= CHUNK:
            yield _escaped("".join(written).encode()), last
            size, written = 0, []
    yield _escaped("".join(written).encode()), last


class _SheetColumn:
    """How the cells of a column are written: ``<c r="B`` 7 ``"><v>`` 51.3 ``</v></c>``."""

    def __init__(self, column: Column, place: int, style: int | None) -> None:
        self.column = column
        self.before = f'<c r="{xl_col_to_name(place)}'
        self.is_number = isinstance(column.field, Number | Whole | Day | Moment)
        self.is_exact = isinstance(column.field, Number)
        if self.is_number:
            self.between, self.after = ('"><v>' if style is None else f'" s="{style}"><v>'), "</v></c>"
        else:
            self.between, self.after = _TEXT

    def cell(self, line: str, value: str) -> str:
        """A cell of any value but an empty one."""
        if self.is_number and not (self.is_exact and len(value.replace(".", "").strip("-0")) > DIGITS):
            return f"{self.before}{line}{self.between}{value}{self.after}"
        if told := _too_long(self.column, value):
            raise UnfitForFormat(told)
        between, after = _TEXT if value.strip() == value else _TEXT_WITH_BLANKS
        value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"{self.before}{line}{between}{value}{after}"


_TEXT = '" t="inlineStr"><is><t>', "</t></is></c>"
_TEXT_WITH_BLANKS = '" t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"


def _escaped(chunk: bytes) -> bytes:
    """Without the characters that XML does not know: they are written _x0007_, and what looks like that _x005F_x0007_."""
    if b"_x" in chunk:
        chunk = _LOOKS_ESCAPED.sub(rb"_x005F\g<0>", chunk)
    if len(chunk.translate(None, _CONTROL)) != len(chunk) or b"\xef\xbf" in chunk:
        chunk = _NO_CHARACTERS.sub(lambda found: b"_x%04X_" % ord(found[0].decode()), chunk)
    return chunk


class _Serial(Func):
    """A day, or a time of the site's zone, as a cell has it: in days."""

    output_field = IntegerField()  # pyright: ignore[reportAssignmentType] Django takes a field here


def _expression(column: Column) -> Any:
    match column.field:
        case Day():
            return _Serial(F(column.path), template="(%(expressions)s - date '1899-12-30')")
        case Moment():
            since = "(%(expressions)s at time zone '%(zone)s' - timestamp '1899-12-30')"
            return _Serial(F(column.path), template=f"extract(epoch from {since}) / 86400", zone=settings.TIME_ZONE)
        case _:
            return copying.expression(column, between="；")


def _octets(column: Column) -> Any:
    """How long a text is in UTF-8, which is known without reading it: no less than its characters in UTF-16."""
    text = copying.expression(column, between="；")
    return Func(text if text is not None else F(column.path), function="octet_length", output_field=IntegerField())


def _too_long(column: Column, text: str) -> str | None:
    if len(text) <= CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= CHARACTERS:
        return None
    return (
        f"a cell can contain at most {CHARACTERS:,} characters, and {column.name} has {len(text):,} of them in a row "
        f"that begins {text[:20]!r}; use csv, ndjson or parquet, or omit={column.name}"
    )


def _writer(column: Column) -> Callable[[Any], str | None]:
    """What makes a cell of a value of the database, as PostgreSQL does (``_expression``)."""

    def write(value: Any) -> str | None:
        match value:
            case None:
                return None
            case datetime.datetime():
                return repr((timezone.make_naive(value) - FIRST_DAY) / datetime.timedelta(days=1))
            case datetime.date():
                return str((value - FIRST_DAY.date()).days)
            case Decimal():
                return plain_decimal(value)
        return column.text(value) if column.is_compound else str(value)

    return write


def _width(column: Column, title: str) -> int:
    """In characters: room for the heading, and for some of a text."""
    usual = 11 if isinstance(column.field, Number | Whole | Day) else 24
    # What is wider than a Latin letter takes the room of two.
    return max(usual, len(title.encode("gb18030")) + 2)
