"""A row of an indicator table and its two sides, as they are read; what a column of averages says of them, and what the row measures."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.reading.cells import CellValue
from text.sources.evidence import Evidence
from text.tables.tables import Cell
from text.vocabulary import Comparator, Measure, Nature, ObservationKind, Span


@dataclass(frozen=True, slots=True)
class SideRead:
    """One side of a row. ``raw`` is the cell as printed, ``raw_start``..``raw_end`` where it stands.

    These are None where the cell is empty, and ``year`` too where the table has no such column.
    ``period_start`` and ``period_end`` are given for totals and averages over several years.
    """

    year: int | None
    raw: str | None
    raw_start: int | None
    raw_end: int | None
    value: Decimal | None
    value_max: Decimal | None
    comparator: Comparator
    span: Span
    kind: ObservationKind
    period_start: int | None = None
    period_end: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRead:
    """One row of the indicator table. ``name`` has its unit taken off, ``raw_name`` is the cell; ``measure`` is what the name measures."""

    seq: int
    category: str
    name: str
    raw_name: str
    unit: str | None
    nature: Nature | None
    note: str | None
    measure: Measure
    baseline: SideRead
    target: SideRead
    evidence: Evidence


_NEAR_RATE = Decimal(
    "1.5"
)  # points by which a rate may differ from what the two years make: prices change, figures are rounded
_PART = Decimal("0.6")  # a year's amount is no less of the one before the period


def is_rate(baseline: SideRead, aim: SideRead | None, average: SideRead) -> bool:
    """Is the average of a column 年均 a rate: 7 beside 410 and 600 亿元, and not an amount, 7 beside 6.8 and 7.2 万人?"""
    value, before = average.value, baseline.value
    if value is None or before is None or before <= 0:
        return False
    after = aim.value if aim is not None else None
    years = (average.period_end or 0) - (average.period_start or 0) + 1
    if after is not None and after > 0 and years > 1:
        rate = Decimal(100 * ((float(after) / float(before)) ** (1 / years) - 1))
        return abs(value - rate) <= max(_NEAR_RATE, abs(rate) / 4)
    return abs(value) < _PART * before


def is_no_amount(row: TargetRead, average: SideRead) -> bool:
    """Is the average of a row that is no share too small to be of what the row counts?"""
    beside = row.target.value if row.baseline.value is None else row.baseline.value
    return (
        row.unit != "%"
        and average.value is not None
        and beside is not None
        and abs(average.value) < _PART * abs(beside)
    )


def is_the_rise(row: TargetRead, aim: SideRead) -> bool:
    """Is a figure under 年均/累计 what the row rises by from its first year to its last: 0.9 beside 80.6 and 81.5 岁?"""
    before, after = row.baseline.value, row.target.value
    if aim.span is not Span.ANNUAL_AVERAGE or before is None or after is None:
        return False
    return after - before == aim.value


def blank_side(side: SideRead) -> SideRead:
    """A side of the same kind for which the table has no cell."""
    return SideRead(None, None, None, None, None, None, Comparator.NONE, Span.POINT, side.kind)


def over_years(side: SideRead, span: Span, years: tuple[int, int]) -> SideRead:
    """The side with the span that the row's name gives it, where its cell gives none."""
    if span is Span.POINT or side.span is not Span.POINT or side.value is None:
        return side
    return replace(side, span=span, period_start=years[0], period_end=years[1])


def side_of(cell: Cell, read: CellValue, *, year: int, kind: ObservationKind, years: tuple[int, int]) -> SideRead:
    """``years`` is the period that a total or an average of this side runs over."""
    several = read.span is not Span.POINT
    return SideRead(
        year=year,
        raw=cell.text,
        raw_start=cell.start,
        raw_end=cell.end,
        value=read.value,
        value_max=read.value_max,
        comparator=read.comparator,
        span=read.span,
        kind=kind,
        period_start=years[0] if several else None,
        period_end=years[1] if several else None,
    )


def measure_of(name: str, unit: str | None) -> Measure:
    """What an indicator's name measures: 增长率 and 降低 are growth, 比重 and 率 in % are shares, the rest are levels."""
    if re.search(r"(?:增长率?|增速|增幅|降低|降幅|下降|提高)(?:率|幅度)?$", name) and unit in ("%", None):
        return Measure.GROWTH
    if unit in ("%", "‰") or (unit is None and re.search(r"(?:比重|占比|比例|之比|率)$", name)):
        return Measure.SHARE
    return Measure.LEVEL
