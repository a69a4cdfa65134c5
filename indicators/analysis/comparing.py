"""Observations become a grid: one cell for each indicator, district and year, with the value to compare.

    compare_rows(rows, indicators=[…], districts=[…], years=None) -> Comparison

Of several statements of a cell one is chosen (`indicators.harmonising.choose`); the others stand beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.models import District
from indicators.analysis.stating import Shown, measured_of, statement_of
from indicators.harmonising import Basis, Statement, choose, common_basis, harmonise
from indicators.models import Indicator, Observation
from text.vocabulary import Choice, Comparability, Comparator, Reason, Span


@dataclass(frozen=True, slots=True)
class ComparedIndicator:
    indicator: Indicator
    basis: Basis


@dataclass(frozen=True, slots=True)
class ComparisonCell:
    """One indicator in one district and year. ``statement`` is None where nothing is stated."""

    indicator: Indicator
    district: District
    year: int
    statement: Shown | None
    because: Choice | None
    differing: int | None
    others: tuple[Shown, ...]

    @property
    def pk(self) -> tuple[int, str, int]:
        return self.indicator.pk, self.district.pk, self.year

    @property
    def status(self) -> Comparability:
        return self.statement.comparability if self.statement else Comparability.NOT_STATED

    @property
    def reason(self) -> Reason | None:
        return self.statement.reason if self.statement else None

    @property
    def value(self) -> Decimal | None:
        return self.statement.harmonised.value if self.statement else None

    @property
    def value_max(self) -> Decimal | None:
        return self.statement.harmonised.value_max if self.statement else None

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def comparator(self) -> str | None:
        return self.statement.harmonised.bound(Comparator(self.statement.row.comparator)) if self.statement else None

    @property
    def kind(self) -> str | None:
        return self.statement.row.kind if self.statement else None


@dataclass(frozen=True, slots=True)
class Comparison:
    indicators: list[ComparedIndicator]
    districts: list[District]
    years: list[int]
    cells: list[ComparisonCell]


def compare_rows(
    rows: Iterable[Observation],
    *,
    indicators: Sequence[Indicator],
    districts: Sequence[District],
    years: Sequence[int],
    span: Span | None = None,
) -> Comparison:
    """The grid of these indicators, districts and years; rows outside of it are left out."""
    stated: dict[tuple[int, str, int | None], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.indicator is not None:
            stated[row.indicator.pk, row.district.pk, row.year].append(row)
    compared: list[ComparedIndicator] = []
    cells: list[ComparisonCell] = []
    for indicator in indicators:
        measured = measured_of(indicator)
        places: dict[tuple[str, int], list[tuple[Statement, Observation]]] = {
            (district.pk, year): [(statement_of(row), row) for row in stated[indicator.pk, district.pk, year]]
            for district in districts
            for year in years
        }
        basis = common_basis(([said for said, _ in place] for place in places.values()), measured, span=span)
        compared.append(ComparedIndicator(indicator, basis))
        for district in districts:
            for year in years:
                place = places[district.pk, year]
                if not place:
                    cells.append(ComparisonCell(indicator, district, year, None, None, None, ()))
                    continue
                by_id = {said.id: row for said, row in place}
                chosen = choose(harmonise(said, measured, basis) for said, _ in place)
                first, *others = (Shown(by_id[one.statement.id], one) for one in (chosen.first, *chosen.others))
                cells.append(
                    ComparisonCell(indicator, district, year, first, chosen.because, chosen.differing, tuple(others))
                )
    return Comparison(compared, list(districts), list(years), cells)
