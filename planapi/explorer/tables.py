"""The figures behind a chart as a file: long, a row for each figure, or wide, a column for each year, with headers in the language of the page."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import orjson
import xlsxwriter
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from districts.models import District
from indicators.analysis.comparing import compare_rows
from indicators.models import Indicator, Observation
from indicators.wording import moved
from planapi.explorer.english import unit_in
from planapi.explorer.panels import RESULTS, TARGETS, Drawn, point_of
from planapi.explorer.saying import say
from rest.formats.delimited import BOM, FORMULA
from text.vocabulary import Comparability, Reason

APART = Comparability.NOT_COMPARABLE.value

FORMS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


class FigureRow(NamedTuple):
    """A figure as it stands in a long table. ``shown``: with its bound, or as printed where it can't be compared."""

    indicator: str
    indicator_name: str
    unit: str
    code: str
    place: str
    year: int
    side: str
    kind: str
    value: Decimal | None
    value_max: Decimal | None
    comparator: str
    span: str
    status: str
    reason: str
    raw: str
    document: str
    evidence: str
    shown: Decimal | str


class StatedCell(NamedTuple):
    """What a table needs of a cell, whatever it comes from."""

    district: District
    year: int
    row: Any
    value: Decimal | None
    value_max: Decimal | None
    comparator: str | None
    status: str
    reason: Reason | None


_LONG = tuple(name for name in FigureRow._fields if name not in ("shown", "side"))


def cells_of(
    indicator: Indicator,
    places: Sequence[District],
    stated: Sequence[Observation],
    drawn: Drawn,
    *,
    language: str,
    root: str,
) -> list[FigureRow]:
    """The figures of an indicator by `compare/`'s rules, results before targets; what is drawn on a scale of another span has the value that it has there."""
    elsewhere = {point.key: (panel.basis.span, point) for panel in drawn.panels for point in panel.points}
    found: list[FigureRow] = []
    for side, kinds in (("results", RESULTS), ("targets", TARGETS)):
        own = [row for row in stated if row.year and row.kind in kinds]
        years = sorted({row.year for row in own if row.year is not None})
        compared = compare_rows(own, indicators=[indicator], districts=places, years=years)
        for cell in compared.cells:
            if cell.statement is None:
                continue
            row, span = cell.statement.row, compared.indicators[0].basis.span
            figure = cell.value, cell.value_max, cell.comparator
            if cell.reason is Reason.SPAN and row.key in elsewhere:
                span, point = elsewhere[row.key]
                figure = point.value, point.most, point.bound
            stated_cell = StatedCell(cell.district, cell.year, row, *figure, cell.status.value, cell.reason)
            said = span.zh if language == "zh" else span.en
            found.append(row_of(stated_cell, indicator, side=side, span=said, language=language, root=root))
    return found


def row_of(cell: StatedCell, indicator: Indicator, *, side: str, span: str, language: str, root: str) -> FigureRow:
    """A cell as a row, with the address of its words."""
    chinese = language == "zh"
    value, most, row, reason = cell.value, cell.value_max, cell.row, cell.reason
    if value is None or cell.status == APART:
        shown: Decimal | str = moved(row, row.raw, beside=indicator.name_zh)[not chinese]
    elif most is None and cell.comparator in ("eq", None):
        shown = value
    else:
        shown = point_of(cell, row, cell.district, cell.year).amount
    return FigureRow(
        indicator.slug,
        indicator.name_zh if chinese else indicator.name_en,
        unit_in(indicator.unit, language).text,
        cell.district.code,
        cell.district.name if chinese else cell.district.name_en,
        cell.year,
        side,
        row.kind or "",
        value,
        most,
        cell.comparator or "",
        span,
        cell.status,
        "" if reason is None else reason.zh if chinese else reason.en,
        row.raw,
        row.document.slug,
        root + reverse("evidence-page", kwargs={"resource": "observations", "id": row.key}),
        shown,
    )


def long(rows: Iterable[FigureRow], language: str) -> list[list[Any]]:
    """A row for each figure, under its header."""
    head = [say(f"tables.{name}", language) for name in _LONG]
    return [head, *([getattr(row, name) for name in _LONG] for row in rows)]


def ranked(rows: Iterable[tuple[int | None, FigureRow]], language: str) -> list[list[Any]]:
    """A row for each place, its rank first; those without one are at the end."""
    rows = list(rows)
    head, *lines = long([row for _, row in rows], language)
    return [
        [say("tables.rank", language), *head],
        *([place, *line] for (place, _), line in zip(rows, lines, strict=True)),
    ]


def wide(rows: Sequence[FigureRow], language: str) -> list[list[Any]]:
    """A column for each year. What is not exact stands there with its bound, and what can't be compared as printed, in brackets."""
    years = sorted({row.year for row in rows})
    head = [*(say(f"tables.{name}", language) for name in ("indicator_name", "unit", "code", "place", "side")), *years]
    lines: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        side = say(f"tables.{row.side}", language)
        line = lines.setdefault(
            (row.indicator, row.code, row.side),
            [row.indicator_name, row.unit, row.code, row.place, side, *(None for _ in years)],
        )
        line[5 + years.index(row.year)] = f"({row.shown})" if row.value is None or row.status == APART else row.shown
    return [head, *lines.values()]


def file_of(lines: Sequence[Sequence[Any]], form: str, name: str) -> HttpResponse:
    """A table as a file; the first of its lines is the header."""
    write = {"csv": _csv, "xlsx": _xlsx, "json": _json}[form]
    answer = HttpResponse(write(lines), content_type=FORMS[form])
    answer["Content-Disposition"] = content_disposition_header(form != "json", f"{name}.{form}") or ""
    return answer


def _csv(lines: Sequence[Sequence[Any]]) -> bytes:
    """With a byte order mark: who takes it from a page opens it in a spreadsheet."""
    buffer = io.StringIO(BOM, newline="")
    buffer.seek(0, io.SEEK_END)
    csv.writer(buffer).writerows([_guarded(value) for value in line] for line in lines)
    return buffer.getvalue().encode()


def _guarded(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _xlsx(lines: Sequence[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, list(line), bold if number == 0 else None)
        sheet.autofit(300)
    return buffer.getvalue()


def _json(lines: Sequence[Sequence[Any]]) -> bytes:
    head, *rows = lines
    named = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return orjson.dumps(named, default=float)
