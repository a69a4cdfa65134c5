"""What comparisons, progress and coverage can be asked by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from districts.models import District
from districts.parameters import Within, by_city, by_district, by_document, by_document_kind, by_id, by_word
from indicators.analysis.kept import AskedGrid
from indicators.analysis.serializers import ProgressSerializer
from indicators.filters import INDICATORS, MeasuringFilterSet
from indicators.models import Indicator, Observation, Outcome, Target
from rest.filters import (
    NULL,
    NUMBER,
    WHOLE_NUMBERS,
    WORD,
    Parameter,
    Related,
    Rows,
    labels,
    read_whole,
    read_word,
)
from rest.http.problems import BadParameters, Wrong
from text.vocabulary import (
    IndicatorCategory,
    Nature,
    ObservationKind,
    Origin,
    ProgressStatus,
    Span,
)

MOST_CELLS = 10_000
"""How many cells one answer has at most."""


def by_indicator(description: str) -> Related:
    return Related(
        "indicator__slug",
        **INDICATORS,
        example="high-tech-firms",
        description=description,
    )


def by_year(path: str = "year", lookup: str = "exact", *, orders: bool = False, told: str = "Years.") -> Parameter:
    plural = lookup == "exact"
    return Parameter(
        path,
        lookup,
        reader=read_whole,
        plural=plural,
        commas=plural,
        orders=orders,
        example=2025,
        description=told,
        schema=WHOLE_NUMBERS,
    )


class Footing(Parameter):
    """Says how rows are looked at, and keeps them all."""

    def narrow(self, queryset: models.QuerySet, values: list[Any]) -> models.QuerySet:
        return queryset


def _both(values: dict[str, list[Any]], name: str) -> list[Any] | None:
    """What ``name`` and ``name__in`` ask for together; None where neither was given."""
    given = [values[each] for each in (name, f"{name}__in") if each in values]
    return [value for value in dict.fromkeys(given[0]) if all(value in one for one in given)] if given else None


@dataclass(frozen=True, slots=True)
class Grid:
    """The axes of a grid as they were asked for; None where an axis was not."""

    indicators: list[str] | None
    districts: list[str] | None
    cities: list[str] | None
    years: list[int] | None

    def as_kept(self, values: Mapping[str, list[Any]], *, pinned: int | None) -> AskedGrid:
        """The same with the bounds of its years, as what is kept is asked for."""
        (first,), (last,) = (values.get(f"year__{bound}", [None]) for bound in ("gte", "lte"))
        return AskedGrid(
            indicators=self.indicators or [],
            districts=self.districts,
            cities=self.cities,
            years=self.years,
            first=first,
            last=last,
            pinned=pinned,
        )

    def found_indicators(self) -> list[Indicator]:
        """The indicators, in the order of the request."""
        slugs = self.indicators or []
        return sorted(Indicator.objects.filter(slug__in=slugs), key=lambda one: slugs.index(one.slug))

    def found_districts(self) -> list[District] | None:
        """The districts, by code; None where none were asked for."""
        if self.districts is None and self.cities is None:
            return None
        asked = Q()
        if self.districts is not None:
            asked &= Q(code__in=self.districts)
        if self.cities is not None:
            asked &= Q(code__in=self.cities) | Q(parent__code__in=self.cities)
        return list(District.objects.filter(asked).order_by("code"))


class GridFilterSet(Rows):
    """Of a grid of indicators, districts and years."""

    indicator = by_indicator("Slugs of indicators; at least one.")
    district = by_district(orders=False)
    city = by_city("district__code", "district__parent__code")
    year = by_year(told="Years.")
    year__gte = by_year(lookup="gte", told="In this year or later.")
    year__lte = by_year(lookup="lte", told="In this year or earlier.")

    class Meta:
        model = Observation
        fields: ClassVar = {}

    def asked(self) -> tuple[Grid, models.QuerySet]:
        """The axes that were asked for, and the rows that all parameters narrow to."""
        values = self.read(self.data)
        queryset: Any = self.queryset
        for name, given in values.items():
            queryset = self.filters[name].narrow(queryset, given)
        return grid_of(values), queryset


def grid_of(values: dict[str, list[Any]], *, every: bool = False) -> Grid:
    """The axes that were asked for. Where no indicator was, those are all of the catalogue, or, if not ``every``, BadParameters is raised."""
    grid = Grid(*(_both(values, name) for name in ("indicator", "district", "city", "year")))
    if grid.indicators is None and every:
        return replace(grid, indicators=list(Indicator.objects.order_by("slug").values_list("slug", flat=True)))
    if grid.indicators is None:
        raise BadParameters(Wrong("indicator", "", "required, for example indicator=high-tech-firms"))
    return grid


def refuse_too_many(indicators: int, districts: int, years: int) -> None:
    """Raise BadParameters for a grid of more cells than one answer has."""
    cells = indicators * districts * years
    if cells > MOST_CELLS:
        told = f"{indicators} indicators × {districts} districts × {years} years make {cells} cells, and a response has at most {MOST_CELLS}"
        raise BadParameters(
            Wrong("indicator", str(indicators), f"{told}: request fewer indicators, districts or years")
        )


class CompareFilterSet(GridFilterSet):
    """Of a comparison: without a district, of all that state an indicator; without a year, of all years stated."""

    kind = by_word("kind", ObservationKind, "Only results, estimates or targets.", example="actual")
    origin = by_word("origin", Origin, "Only from indicator tables, or only from running text.", example="table")
    document = by_document()
    document_kind = by_document_kind("document__kind")
    span = Footing(
        reader=read_word(Span),
        example="point",
        description=f"The time span to compare; default: the span that most cells have. {labels(Span)}",
        schema={"$ref": "#/components/schemas/Span"},
    )


class CoverageFilterSet(GridFilterSet):
    """For coverage: without an indicator, all of the catalogue; without a year, all years that the stored documents cover."""

    indicator = by_indicator("Slugs of indicators.")


class ProgressFilterSet(MeasuringFilterSet):
    row = ProgressSerializer

    id = by_id(of="row")
    chapter = Within(of="row__")
    category = by_word(
        "indicator__category", IndicatorCategory, "Fields of the indicators.", orders=True, example="innovation"
    )
    nature = by_word("row__target__nature", Nature, "属性.", orders=True, example="binding")
    origin = by_word(
        "row__origin", Origin, "From an indicator table, or from running text.", orders=True, example="table"
    )
    target = Related(
        "row__target__key",
        target=Target,
        key="key",
        example="120102-plan-2021-t7",
        description="Ids of targets in `targets/`.",
    )
    target_year = by_year("target_year", orders=True, told="Years to be reached by.")
    target_year__gte = by_year("target_year", lookup="gte", told="To be reached in this year or later.")
    target_year__lte = by_year("target_year", lookup="lte", told="To be reached in this year or earlier.")
    status = by_word("status", ProgressStatus, "Status of the target.", orders=True, example="achieved")

    class Meta:
        model = Outcome
        fields: ClassVar = {
            "reason": WORD + NULL,
            "share_done": NUMBER + NULL,
            "share_elapsed": NUMBER + NULL,
        }
