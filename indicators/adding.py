"""Whether the figures of an indicator can be put together, and added up.

Figures are those of `compare/`: one for each district and year, in the indicator's unit and over one span of time. Left are the questions that only arise when
they are put together: 天津市 and 河东区 (one is part of the other), two years of a stock, shares, results beside targets. Pure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.reading.divisions import codes_above
from indicators.harmonising import Basis, Harmonised, Measured, basis_of
from rest.aggregates.bounds import Interval, interval
from text.numbers.units import read_unit
from text.vocabulary import Aggregate, Comparator, Measure, Reason, Refusal, Span

MIXED = {
    Reason.UNIT: Refusal.UNIT,
    Reason.SPAN: Refusal.SPAN,
    Reason.PART_OF_YEAR: Refusal.PART_OF_YEAR,
    Reason.MEASURE: Refusal.MEASURE,
}
"""Why a figure is of another quantity than those beside it: then they are not put together. Whatever else can't be compared is left out, and told."""


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """The chosen figure of a district and year, and how it is bounded."""

    district: str
    year: int
    harmonised: Harmonised
    comparator: Comparator

    @property
    def value(self) -> Decimal | None:
        return self.harmonised.value

    @property
    def interval(self) -> Interval:
        assert self.value is not None
        return interval(self.value, self.harmonised.value_max, self.comparator)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why figures are not put together; ``found`` shows it, and ``word`` is the value that a filter would have to have."""

    reason: Refusal
    found: tuple[str, ...]
    word: str | None = None


# 人均可支配收入   平均受教育年限   每千人口…床位数   最低生活保障标准; but 高标准农田面积 adds up
_OF_EACH = re.compile(r"人均|平均|年均|户均|每|单位|寿命|标准\Z|之比\Z|比\Z|指数\Z|便利度\Z|天数\Z")
_OF_NO_SUM = {"", "ratio", "points", "days", "working days", "years"}
# what there is at the end of a year, and not what came in it
_STOCK = re.compile(r"余额|存款|贷款余|资产|负债|注册资本|市值")


def adds_up_over_places(measured: Measured, name: str) -> bool:
    """Whether the figure of two districts together is the sum of theirs: of people, firms and sums of money, not of shares and averages."""
    unit = read_unit(measured.unit)
    counted = measured.measure in {Measure.LEVEL, Measure.CHANGE, Measure.CUMULATIVE}
    plain = unit is not None and "/" not in unit.dimension and unit.dimension not in _OF_NO_SUM
    return counted and plain and not _OF_EACH.search(name)


def adds_up_over_years(measured: Measured, name: str, basis: Basis) -> bool:
    """Whether the figure of two years together is the sum of theirs: of what comes in each year, not of what there is at its end."""
    return measured.adds_up and basis.span is Span.POINT and not _STOCK.search(name)


def doubt(
    function: Aggregate, figures: Sequence[ChosenFigure], measured: Measured, name: str, basis: Basis
) -> Doubt | None:
    """The first reason for which a function of these figures would say nothing; None where it says something."""
    if found := _mixed(figures, measured, basis):
        return found
    kept = [one for one in figures if one.value is not None]
    if len({one.harmonised.statement.is_target for one in kept}) > 1:
        kinds = Counter(str(one.harmonised.statement.kind) for one in kept)
        return Doubt(Refusal.KINDS, _told(kinds))
    return _of_sum(kept, measured, name, basis) if function is Aggregate.SUM else None


def _mixed(figures: Sequence[ChosenFigure], measured: Measured, basis: Basis) -> Doubt | None:
    for reason, refusal in MIXED.items():
        if not any(one.harmonised.reason is reason for one in figures):
            continue
        if reason is Reason.UNIT:
            units = Counter(str(one.harmonised.statement.unit) for one in figures)
            fit = sorted({str(one.harmonised.statement.unit) for one in figures if one.value is not None})
            return Doubt(refusal, _told(units), ",".join(fit) or None)
        if reason is Reason.SPAN:
            spans = Counter(_span(one, measured) for one in figures)
            fits = any(one.value is not None for one in figures)
            return Doubt(
                refusal, _told(spans), basis.span.value if fits else next(iter(_told(spans))).partition(" ")[0]
            )
        if reason is Reason.PART_OF_YEAR:
            labels = Counter(label for one in figures if (label := one.harmonised.statement.period_label))
            return Doubt(refusal, _told(labels))
        measures = Counter(one.harmonised.statement.measure.value for one in figures)
        fit = sorted({one.harmonised.statement.measure.value for one in figures if one.value is not None})
        return Doubt(refusal, _told(measures), ",".join(fit) or None)
    return None


def _of_sum(figures: Sequence[ChosenFigure], measured: Measured, name: str, basis: Basis) -> Doubt | None:
    places, years = {one.district for one in figures}, sorted({one.year for one in figures})
    if len(figures) > 1 and not adds_up_over_places(measured, name):
        return Doubt(Refusal.RATE, (measured.unit or measured.measure.value,))
    if len(years) > 1 and not adds_up_over_years(measured, name, basis):
        return Doubt(Refusal.YEARS, tuple(map(str, years)))
    if parts := sorted({one.district for one in figures if places & codes_above(one.district)}):
        return Doubt(Refusal.PLACES, tuple(parts))
    return None


def _told(counts: Counter[str]) -> tuple[str, ...]:
    """The most frequent first."""
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def _span(one: ChosenFigure, measured: Measured) -> str:
    basis = basis_of(one.harmonised.statement, measured)
    return (
        basis.span.value
        if basis.span is not Span.CUMULATIVE or not basis.years
        else f"{basis.span.value} {basis.years}"
    )
