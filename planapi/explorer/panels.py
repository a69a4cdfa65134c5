"""What of an indicator can be drawn on one scale: ``panels_of`` puts together what is of one span of time, by the rules of `compare/`.

A target without a number is words. What can't be compared is on no scale, and counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from districts.models import District
from indicators.analysis.comparing import Comparison, ComparisonCell, compare_rows
from indicators.harmonising import Basis
from indicators.models import Indicator, Observation
from text.vocabulary import Comparability, ObservationKind, Reason, Span

RESULTS = (ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value)
TARGETS = (ObservationKind.TARGET.value,)
_BOUNDS = {"gte": "≥ ", "lte": "≤ ", "gt": "> ", "lt": "< ", "approx": "≈ "}


def amount(value: Decimal, most: Decimal | None, comparator: str | None) -> str:
    """A figure with its bound: ≥ 32.6, 5–6."""
    low, high = (f"{one.normalize():,f}" for one in (value, value if most is None else most))
    return _BOUNDS.get(comparator or "", "") + (low if low == high else f"{low}–{high}")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that has a place on a scale."""

    place: District
    year: int
    value: Decimal
    most: Decimal | None
    bound: str
    kind: str
    key: str
    raw: str

    @property
    def is_target(self) -> bool:
        return self.kind in TARGETS

    @property
    def amount(self) -> str:
        """The figure with its bound: ≥ 32.6, 5–6."""
        return amount(self.value, self.most, self.bound)


@dataclass(frozen=True, slots=True)
class Panel:
    """What can be put on one scale: figures of an indicator over one span of time."""

    indicator: Indicator
    basis: Basis
    points: list[Point] = field(default_factory=list)
    ranks: Mapping[str, int] = field(default_factory=dict)
    """Of a ranking, by the codes of places."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The panels of a chart, the targets that are words, and the cells of which nothing is drawn."""

    panels: list[Panel]
    words: list[ComparisonCell]
    left_out: list[ComparisonCell]


def point_of(cell: Any, row: Any, place: District, year: int) -> Point:
    """A cell that has a value, with the row that it is from."""
    return Point(place, year, cell.value, cell.value_max, cell.comparator or "", row.kind or "", row.key, row.raw)


def _has_value(cell: ComparisonCell) -> bool:
    return cell.value is not None and cell.status in (Comparability.COMPARABLE, Comparability.WITH_CAVEAT)


def panels_of(indicator: Indicator, districts: Sequence[District], rows: Sequence[Observation]) -> Drawn:
    """What of these rows of an indicator can be drawn, by the rules of `compare/`: results and targets apart, each on the basis that most have, and what
    has another span (single years, totals, averages) on a scale of its own."""
    panels: dict[Basis, Panel] = {}
    words: list[ComparisonCell] = []
    left_out: list[ComparisonCell] = []
    for kinds in (RESULTS, TARGETS):
        own = [row for row in rows if row.kind in kinds and row.year]
        if not own:
            continue
        years = sorted({row.year for row in own if row.year is not None})

        def compared(span: Span | None = None, own: Any = own, years: Any = years) -> Comparison:
            return compare_rows(own, indicators=[indicator], districts=districts, years=years, span=span)

        first = compared()
        rest = _draw(first, first.cells, panels)
        for span in Span:
            if span is first.indicators[0].basis.span or not any(one.reason is Reason.SPAN for one in rest):
                continue
            other = compared(span)
            open_places = {(one.district.pk, one.year) for one in rest if one.reason is Reason.SPAN}
            drawn = [one for one in other.cells if (one.district.pk, one.year) in open_places and _has_value(one)]
            _draw(other, drawn, panels)
            done = {(one.district.pk, one.year) for one in drawn}
            rest = [one for one in rest if (one.district.pk, one.year) not in done]
        said = [one for one in rest if kinds is TARGETS and one.reason is Reason.NO_NUMBER]
        words += said
        left_out += [one for one in rest if one not in said]
    return Drawn(sorted(panels.values(), key=lambda one: list(Span).index(one.basis.span)), words, left_out)


def _draw(compared: Comparison, cells: Iterable[ComparisonCell], panels: dict[Basis, Panel]) -> list[ComparisonCell]:
    """Put those of these cells that have a value into the panel of their basis; the stated others are returned."""
    of = compared.indicators[0]
    rest: list[ComparisonCell] = []
    for cell in cells:
        if cell.statement is None:
            continue
        if _has_value(cell):
            panel = panels.setdefault(of.basis, Panel(of.indicator, of.basis))
            panel.points.append(point_of(cell, cell.statement.row, cell.district, cell.year))
        else:
            rest.append(cell)
    return rest
