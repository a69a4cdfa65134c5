"""An indicator in all places side by side: what was reached apart from what is aimed at, by the rules of `compare/`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from rest_framework.request import Request

from districts.models import District, Document
from indicators.analysis.comparing import ComparisonCell, compare_rows
from indicators.analysis.stating import STATED
from indicators.models import Indicator, Observation
from indicators.reading.catalogue import dimension
from planapi.explorer.english import caveat_in
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.panels import RESULTS, TARGETS
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from text.vocabulary import Comparability, DivisionLevel

OF_ANY_LEVEL = ("", "ratio", "points", "years", "days", "working days")
"""Dimensions in which a province and a county are on one scale."""
PLACES = 12
"""Places on a page: each has some dozens of statements of an indicator."""


@dataclass(slots=True)
class Notes:
    """What is to be kept in mind of figures, each said once and numbered in the order in which it is met."""

    language: str
    numbers: dict[tuple[str, bool], int] = field(default_factory=dict)

    @property
    def told(self) -> list[dict[str, Any]]:
        """The notes in order, of which some caveats are in Chinese only."""
        return [{"text": text, "is_chinese": is_chinese} for text, is_chinese in self.numbers]

    def of(self, cell: ComparisonCell) -> list[int]:
        """The numbers of the notes of a cell."""
        said: list[tuple[str, bool]] = []
        if cell.reason is not None:
            said.append((cell.reason.zh if self.language == "zh" else cell.reason.en, False))
        if cell.statement is not None and cell.statement.row.caveat:
            said.append(caveat_in(cell.statement.row.caveat, self.language))
        return [self.numbers.setdefault(one, len(self.numbers) + 1) for one in said]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A cell that says something: the row that it is taken from, what it comes to, and the numbers of its notes."""

    row: Observation
    cell: ComparisonCell
    notes: Sequence[int]

    @property
    def comparable(self) -> bool:
        return self.cell.status in (Comparability.COMPARABLE, Comparability.WITH_CAVEAT) and self.cell.value is not None


@dataclass(frozen=True, slots=True)
class ShownSide:
    """Results, or targets: a row for each place and a column for each year."""

    name: str
    kinds: str
    years: Sequence[int]
    rows: Sequence[tuple[District, Sequence[ShownFigure | None]]]
    unit: str
    span: Any


class IndicatorInPlaces(ExplorerPage):
    """An indicator."""

    name = "indicator"

    def parameters(self) -> tuple[str, ...]:
        return ("page",)

    def content(self, request: Request, language: str, slug: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        indicator = Indicator.objects.filter(slug=slug).first()
        if indicator is None:
            raise Http404(f"There is no indicator {slug!r}.")
        codes = list(
            Observation.objects.filter(indicator=slug)
            .order_by("district")
            .values_list("district", flat=True)
            .distinct()
        )
        last = max(1, -(-len(codes) // PLACES))
        number = page_of(request, last)
        shown = codes[(number - 1) * PLACES : number * PLACES]
        districts = list(District.objects.select_related("parent").filter(code__in=shown).order_by("code"))
        stated = stated_rows(indicator, districts)
        notes = Notes(language)
        sides = sides_of(indicator, districts, stated, notes)
        placed = {row.district.code for row in stated if row.year and row.kind}
        drawn = drawn_together(indicator, [one for one in districts if one.code in placed])
        return {
            "indicator": indicator,
            "places": len(codes),
            "districts": ",".join(shown),
            "sides": sides,
            "chart": urlencode({"indicator": slug, "district": ",".join(one.code for one in drawn)}, safe=",")
            if sides
            else "",
            "drawn": drawn if len(drawn) < len(placed) else (),
            "ranked": urlencode({"indicator": slug}),
            "notes": notes.told,
            "left_out": unplaced(stated),
            "number": number,
            "pages": range(1, last + 1) if last > 1 else (),
        }


def drawn_together(indicator: Indicator, places: Sequence[District]) -> Sequence[District]:
    """The places whose figures go on one scale: of an amount, which grows with the place, those of the level that most are of."""
    if "/" in indicator.unit or dimension(indicator.unit) in OF_ANY_LEVEL:
        return places
    counts = Counter(one.level for one in places)
    # Of as many, the lowest level.
    level = max(counts, key=lambda one: (counts[one], [*DivisionLevel].index(DivisionLevel(one))), default=None)
    return [one for one in places if one.level == level]


def page_of(request: Request, last: int) -> int:
    given = single(request, "page")
    if given is None:
        return 1
    if not (given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= last):
        raise BadParameters(Wrong("page", given, f"there is no such page: must be a whole number from 1 to {last}"))
    return int(given)


def sides_of(
    indicator: Indicator, districts: Sequence[District], stated: Sequence[Observation], notes: Notes
) -> list[ShownSide]:
    """The results and the targets of what is stated, where there are any."""
    sides = [
        _side(name, kinds, indicator, districts, [row for row in stated if row.year and row.kind in kinds], notes)
        for name, kinds in (("results", RESULTS), ("targets", TARGETS))
    ]
    return [side for side in sides if side.rows]


def unplaced(stated: Sequence[Observation]) -> list[Observation]:
    """What compare/ has no place for: no year, or neither a result nor a target."""
    return [row for row in stated if not row.year or row.kind is None]


def stated_rows(indicator: Indicator, districts: Sequence[District]) -> list[Observation]:
    """What these districts state of the indicator, in the order of `compare/`. What many rows have in common is fetched once."""
    by_code = {one.code: one for one in districts}
    rows = list(
        Observation.objects.filter(indicator=indicator.slug, district__in=list(by_code))
        .order_by("key")
        .only(*STATED, "district_id", "raw")
    )
    documents = Document.objects.filter(slug__in={row.document_id for row in rows}).only(  # pyright: ignore[reportAttributeAccessIssue] Django's own
        "slug", "title", "report_year", "period_start", "period_end", "reading_state", "kind"
    )
    by_slug = {one.slug: one for one in documents}
    for row in rows:
        row.indicator = indicator
        row.district, row.document = by_code[row.district_id], by_slug[row.document_id]  # pyright: ignore[reportAttributeAccessIssue]
    return rows


def _side(  # noqa: PLR0917 a table has so many parts
    name: str,
    kinds: Sequence[str],
    indicator: Indicator,
    districts: Sequence[District],
    rows: Sequence[Observation],
    notes: Notes,
) -> ShownSide:
    years = sorted({row.year for row in rows if row.year is not None})
    stating = {row.district.pk for row in rows}
    places = [one for one in districts if one.pk in stating]
    compared = compare_rows(rows, indicators=[indicator], districts=places, years=years)
    cells = iter(compared.cells)
    written = [(place, [_figure(next(cells), notes) for _ in years]) for place in places]
    return ShownSide(name, ",".join(kinds), years, written, indicator.unit, compared.indicators[0].basis.span)


def _figure(cell: ComparisonCell, notes: Notes) -> ShownFigure | None:
    return None if cell.statement is None else ShownFigure(cell.statement.row, cell, notes.of(cell))
