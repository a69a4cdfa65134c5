"""``observations/aggregate/`` and ``targets/aggregate/``: how many rows there are, and what their figures come to.

Figures are put together for one indicator: of its statements in a group, those of one district and year are one figure, the statement that `compare/` would
choose among them; all are in the unit of the indicator, and over the span of time that the most districts and years have. Whether they can be put together is
said by ``indicators.adding``.
"""

from collections import Counter, defaultdict, namedtuple
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.db.models import Count
from rest_framework import serializers

from districts.aggregates import OF_DOCUMENTS, EvidencedGroupSerializer
from districts.models import Document
from indicators.adding import ChosenFigure, Doubt, doubt
from indicators.analysis.filters import grid_of
from indicators.analysis.kept import AskedGrid, Kept, TooMany, are_among, common_bases, on_bases
from indicators.analysis.serializers import BasisSerializer
from indicators.analysis.stating import STATED, measured_of, statement_of
from indicators.filters import ObservationFilterSet, TargetFilterSet
from indicators.harmonising import Basis, Harmonised, Measured, Statement, choose, common_basis, harmonise
from indicators.models import Indicator, KeptCell, Observation, Target
from indicators.serializers import IndicatorNameSerializer
from rest.aggregates.bounds import BoundedValue, compute
from rest.aggregates.grouping import GroupColumn, Keys, keys_of, name_of, named, refuse_too_many_groups, with_keys
from rest.aggregates.views import OF_FIGURES, AggregateView, Asked, Computed, NotComputed, in_schema
from rest.fields import ChoiceField, Text, Whole
from rest.filters import Unreadable, labels, read_word
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from text.vocabulary import (
    Aggregate,
    Comparability,
    Comparator,
    IndicatorCategory,
    Measure,
    Movement,
    Nature,
    ObservationKind,
    Origin,
    Reason,
    Refusal,
    Side,
    Span,
)

MOST_ROWS = 5_000
"""So many statements are looked at for one answer."""
MOST_KEPT = 40_000
"""And so many where the figures of their districts and years are kept, by cells (``indicators.deriving``)."""
MOST_SHOWN = 10


class LeftOutSerializer(serializers.Serializer):
    """Figures that can't be compared with the others, and are not computed with."""

    reason = ChoiceField("Why.", Reason, example="territory")
    reason_zh = Text("The reason in Chinese.", source="reason.zh", example="地域范围不同")
    reason_en = Text(
        "The reason in English.", source="reason.en", example="for a different territory than the district"
    )
    count = Whole("How many.", example=2)


class MeasuringGroupSerializer(EvidencedGroupSerializer):
    """What rows that measure an indicator are grouped by, and how their figures are put together."""

    indicator = IndicatorNameSerializer(
        required=False,
        allow_null=True,
        help_text="The indicator, null if it is not in the catalogue; only if grouped by.",
    )
    indicator_category = ChoiceField(
        "Field of the indicator; only if grouped by.", IndicatorCategory, optional=True, allow_null=True
    )
    unit_of_figures = Text(
        "Unit of what is computed: that of the indicator; empty for a plain number.",
        optional=True,
        allow_null=True,
        example="家",
    )
    basis = BasisSerializer(required=False, allow_null=True, help_text="The time span of the figures.")
    left_out = LeftOutSerializer(many=True, required=False, help_text="Figures that can't be compared, by reason.")


def _indicators(slugs: Iterable[Any]) -> Mapping[Any, Any]:
    return named(Indicator.objects.filter(slug__in=slugs).order_by().values("slug", "name_zh"), "slug")


MEASURING = OF_DOCUMENTS | {
    "indicator": GroupColumn("indicator_id", _indicators),
    "indicator_category": GroupColumn(
        "indicator__category",
        key="indicator_id",
        found=f"(select category from {Indicator._meta.db_table} where slug = {{key}})",  # noqa: S608, SLF001 Django documents it
    ),
}


@dataclass(frozen=True, slots=True)
class GroupedStatement:
    """A statement, and what of its row is no part of it."""

    statement: Statement
    indicator: str | None
    district: str
    comparator: Comparator


@dataclass(slots=True)
class Gathered:
    """The rows of a group: how many, how many of them give no number, and the statements that have their figures."""

    count: int = 0
    not_stated: int = 0
    statements: list[GroupedStatement] = field(default_factory=list)


class MeasuringAggregateView(AggregateView):
    """Of rows that measure an indicator."""

    bases: Mapping[str, Basis]
    indicators: Mapping[str, tuple[Measured, str]]
    of_figures = (*OF_FIGURES, "unit_of_figures", "basis", "left_out")

    def gather(self, columns: Sequence[GroupColumn]) -> dict[Keys, Gathered]:
        """The rows of each group."""
        raise NotImplementedError

    def instead(self) -> Mapping[Refusal, str]:
        """What to ask for where figures are refused: a parameter with its value, or one that takes the words of the figures that fit."""
        raise NotImplementedError

    def compute(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed]:
        self._refuse_several_indicators(asked)
        groups = self.gather(columns)
        if not columns:  # all rows are one group, also if there are none
            groups.setdefault((), Gathered())
        refuse_too_many_groups(len(groups))
        said = [one for group in groups.values() for one in group.statements]
        rows = Indicator.objects.filter(slug__in={one.indicator for one in said} - {None})
        indicators = {one.slug: (measured_of(one), one.name_zh) for one in rows}
        self.bases = _bases(said, indicators)
        self.indicators = indicators
        return {keys: self._computed(asked, one) for keys, one in groups.items()}

    def refuse_too_many(self, queryset: Any) -> None:
        """Raise BadParameters for more rows than are looked at."""
        if queryset.order_by()[: MOST_ROWS + 1].count() > MOST_ROWS:
            raise self.too_many(MOST_ROWS)

    def too_many(self, most: int) -> BadParameters:
        told = (
            f"more than {most:,} rows would have to be compared: request fewer by district, year, document or indicator"
        )
        return BadParameters(Wrong("compute", self.request.query_params["compute"], told))

    def _refuse_several_indicators(self, asked: Asked) -> None:
        """Raise BadParameters where a group could have figures of several indicators."""
        given = self.filterset_class.read(self.request.query_params)
        slugs = [set(given[name]) for name in ("indicator", "indicator__in") if name in given]
        if "indicator" in asked.group_by or (slugs and len(set.intersection(*slugs)) <= 1):
            return
        functions = ",".join(asked.functions)
        told = (
            f"figures of different indicators have no {functions} in common: request one indicator, for example "
            "indicator=high-tech-firms, or group_by=indicator"
        )
        raise BadParameters(Wrong("compute", functions, told))

    def _computed(self, asked: Asked, group: Gathered) -> Computed:
        slug = group.statements[0].indicator if group.statements else None
        if slug is None:
            refused = [
                NotComputed(function, Refusal.NO_INDICATOR, (), "indicator__isnull=false")
                for function in asked.functions
                if group.statements
            ]
            return Computed(group.count, group.not_stated, 0, {}, refused, UNTOLD)
        figures, without_year = self._figures(group.statements, self.bases[slug], self.indicators[slug][0])
        return self._put_together(asked, slug, (group.count, group.not_stated), figures, without_year)

    def _put_together(
        self, asked: Asked, slug: str, counts: tuple[int, int], figures: Sequence[ChosenFigure], without_year: int
    ) -> Computed:
        """What the figures of a group come to; ``counts``: its rows, and those of them that give no number."""
        basis, (measured, name) = self.bases[slug], self.indicators[slug]
        kept = [one for one in figures if one.value is not None]
        values: dict[Aggregate, BoundedValue | None] = {}
        refused = []
        for function in asked.functions:
            found = doubt(function, figures, measured, name, basis)
            if found is None:
                values[function] = compute(function, [one.interval for one in kept])
                if values[function] is None and kept:
                    found = Doubt(Refusal.BOUNDS, tuple(sorted({one.comparator.value for one in kept})))
            if found is not None:
                refused.append(NotComputed(function, found.reason, found.found[:MOST_SHOWN], self._instead(found)))
        more = {
            "unit_of_figures": measured.unit,
            "basis": SimpleNamespace(pk=0, span=basis.span, years=basis.years),
            "left_out": _left_out(figures, without_year),
        }
        return Computed(*counts, len(kept), values, refused, more)

    def _figures(
        self, said: Iterable[GroupedStatement], basis: Basis, measured: Measured
    ) -> tuple[list[ChosenFigure], int]:
        """One figure for each district and year, of what is said of one indicator; and how many statements are of no year."""
        places: dict[tuple[str, int | None], list[GroupedStatement]] = defaultdict(list)
        for one in said:
            places[one.district, one.statement.year].append(one)
        figures, without_year = [], 0
        for (code, year), stated in places.items():
            if year is None:
                without_year += len(stated)
                continue
            comparators = {one.statement.id: one.comparator for one in stated}
            first = choose(harmonise(one.statement, measured, basis) for one in stated).first
            bound = first.bound(comparators[first.statement.id])
            figures.append(ChosenFigure(code, year, first, bound))
        return figures, without_year

    def _instead(self, found: Doubt) -> str | None:
        name = self.instead().get(found.reason)
        if name is None or "=" in name:
            return name
        return f"{name}={found.word}" if found.word else None


COMMON = {Refusal.RATE: "compute=min,max,median", Refusal.PLACES: "group_by=district"}
UNTOLD = {"unit_of_figures": None, "basis": None, "left_out": []}


def _left_out(figures: Iterable[ChosenFigure], without_year: int) -> list[SimpleNamespace]:
    left = Counter(one.harmonised.reason for one in figures if one.harmonised.reason)
    if without_year:
        left[Reason.NO_YEAR] = without_year
    ordered = sorted(left.items(), key=lambda one: (-one[1], list(Reason).index(one[0])))
    return [SimpleNamespace(pk=reason, reason=reason, count=count) for reason, count in ordered]


def _in_one_order(rows: Iterable[Any]) -> list[Any]:
    """By their keys, as `compare/` has them: of statements that are alike the first is chosen, wherever in the table it is."""
    return sorted(rows, key=lambda row: row.key)


def _said(rows: Sequence[Any]) -> list[GroupedStatement]:
    """What rows of ``STATED`` columns and their districts say."""
    slugs = {row.document_id for row in rows}
    needed = ("slug", "kind", "report_year", "period_start", "reading_state")
    documents = Document.objects.only(*needed).in_bulk(slugs, field_name="slug")
    return [
        GroupedStatement(
            statement_of(row, documents[row.document_id]), row.indicator_id, row.district_id, Comparator(row.comparator)
        )
        for row in rows
    ]


def _bases(said: Iterable[GroupedStatement], indicators: Mapping[str, tuple[Measured, str]]) -> dict[str, Basis]:
    """The time span over which the figures of each indicator are put together, in all groups alike."""
    places: dict[str, dict[tuple[str, int], list[Statement]]] = {slug: defaultdict(list) for slug in indicators}
    for one in said:
        if one.indicator is not None and one.statement.year is not None:
            places[one.indicator][one.district, one.statement.year].append(one.statement)
    return {slug: common_basis(places[slug].values(), measured) for slug, (measured, _) in indicators.items()}


class ObservationGroupSerializer(MeasuringGroupSerializer):
    """Observations that have the same values in the columns of `group_by`."""

    year = Whole("Year; only if grouped by.", optional=True, allow_null=True, example=2025)
    kind = ChoiceField(
        "Result, estimate or target; only if grouped by.", ObservationKind, optional=True, allow_null=True
    )
    measure = ChoiceField("Kind of quantity; only if grouped by.", Measure, optional=True)
    unit = Text("Unit as printed; only if grouped by.", optional=True, allow_null=True, example="亿元")
    comparator = ChoiceField("Exact, approximate or a bound; only if grouped by.", Comparator, optional=True)
    direction = ChoiceField("Rise or fall; only if grouped by.", Movement, optional=True, allow_null=True)
    origin = ChoiceField("Indicator table or running text; only if grouped by.", Origin, optional=True)
    side = ChoiceField("Baseline or target value; only if grouped by.", Side, optional=True, allow_null=True)
    nature = ChoiceField("Nature of the target; only if grouped by.", Nature, optional=True, allow_null=True)
    period_label = Text("Part of a year; only if grouped by.", optional=True, allow_null=True, example="前三季度")
    period_start = Whole("First year of several; only if grouped by.", optional=True, allow_null=True, example=2021)
    period_end = Whole("Last year of several; only if grouped by.", optional=True, allow_null=True, example=2025)
    base_year = Whole("Base year; only if grouped by.", optional=True, allow_null=True, example=2015)


OF_OBSERVATIONS = (
    "year",
    "kind",
    "measure",
    "unit",
    "comparator",
    "direction",
    "origin",
    "side",
    "period_label",
    "period_start",
    "period_end",
    "base_year",
)


WITH_INDICATOR = frozenset(("indicator", "indicator__in"))
OF_WHOLE_CELLS = WITH_INDICATOR | {
    *("district", "district__in", "city", "city__in", "year", "year__in", "year__gte", "year__lte")
}
"""The parameters that leave each cell, which is an indicator's in a district and year, as it is or out."""
PLACES = frozenset(("indicator", "indicator_category", "district", "city", "province", "year"))
"""The columns that are the same for all statements of a cell."""
_WEIGHED = [name for name in STATED if name != "quote"]
_Weighed = namedtuple("_Weighed", _WEIGHED)  # noqa: PYI024 names that are data
_ANY_DOCUMENT = SimpleNamespace(kind="", report_year=0, period_start=0, reading_state="")
"""Of the documents depends which statement of a cell is chosen, and that is done."""


@in_schema(operation="observations_aggregate", summary="Groups of observations")
class ObservationAggregateView(MeasuringAggregateView):
    """Observations in groups: how many rows each has, and the sum, least, greatest or median of its figures.

    Takes the filters of `observations/`. Figures need one indicator for each group, are in its unit, and are one for each district and year, the one that
    `compare/` would choose. What can't be put together is `refused`, with a reason and what to request instead."""

    filterset_class = ObservationFilterSet
    model = Observation
    row = ObservationGroupSerializer
    columns = (
        MEASURING | {name: GroupColumn(name) for name in OF_OBSERVATIONS} | {"nature": GroupColumn("target__nature")}
    )

    def compute(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed]:
        self._refuse_several_indicators(asked)
        kept = self.from_kept_cells(asked, columns)
        return super().compute(asked, columns) if kept is None else kept

    def from_kept_cells(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed] | None:
        """The same from what is kept; None where a group may have some statements of a cell only, or where something is not worked out."""
        given = self.filterset_class.read(self.request.query_params)
        if WITH_INDICATOR.isdisjoint(given) or not OF_WHOLE_CELLS.issuperset(given):
            return None
        if not PLACES.issuperset(asked.group_by):
            return None
        grid = grid_of(given)
        (first,), (last,) = (given.get(f"year__{bound}", [None]) for bound in ("gte", "lte"))
        source = Kept(
            AskedGrid(
                indicators=grid.indicators or [],
                districts=grid.districts,
                cities=grid.cities,
                years=grid.years,
                first=first,
                last=last,
                pinned=self.revision if self.pinned else None,
            )
        )
        try:
            cells = source.cells(most=MOST_KEPT)
        except TooMany:
            raise self.too_many(MOST_KEPT) from None
        if cells is None:
            return None
        names = [name_of(place) for place in range(len(columns))]
        rows = with_keys(self.narrowed().order_by(), columns).values("indicator_id", *names)
        groups = {
            (one["indicator_id"], tuple(one[name] for name in names)): one
            for one in rows.annotate(count=Count("pk"), stated=Count("value"), dated=Count("year"))
        }
        refuse_too_many_groups(len(groups))
        found = Indicator.objects.filter(slug__in=grid.indicators or [])
        self.indicators = {one.slug: (measured_of(one), one.name_zh) for one in found}
        self.bases = common_bases(cells, source.indicators(), None)
        figures = self._kept_figures(on_bases(cells, self.bases), columns)
        computed = {
            keys: self._put_together(
                asked,
                slug,
                (one["count"], one["count"] - one["stated"]),
                figures[slug, keys],
                one["count"] - one["dated"],
            )
            for (slug, keys), one in groups.items()
        }
        return computed if computed or columns else {(): Computed(0, 0, 0, {}, [], UNTOLD)}

    @staticmethod
    def _kept_figures(
        places: Collection[int], columns: Sequence[GroupColumn]
    ) -> dict[tuple[str, Keys], list[ChosenFigure]]:
        """The figures of these rows of the table of cells, by indicator and group."""
        names = [name_of(place) for place in range(len(columns))]
        of_statement = [f"statement__{name}" for name in _WEIGHED]
        rows = with_keys(KeptCell.objects.filter(are_among("pk", places)).order_by(), columns)
        said = rows.values_list(
            "indicator_id",
            "district_id",
            "year",
            "status",
            "reason",
            "value",
            "value_max",
            *of_statement,
            "comparator",
            *names,
        )
        found: dict[tuple[str, Keys], list[ChosenFigure]] = defaultdict(list)
        end = 7 + len(of_statement)
        for slug, district, year, status, reason, value, value_max, *rest in said:
            row = _Weighed._make(rest[: end - 7])
            statement = statement_of(row, _ANY_DOCUMENT, clause="")
            harmonised = Harmonised(
                statement, Comparability(status), Reason(reason) if reason else None, value, value_max
            )
            figure = ChosenFigure(district, year, harmonised, Comparator(rest[end - 7]))
            found[slug, tuple(rest[end - 6 :])].append(figure)
        return found

    def gather(self, columns: Sequence[GroupColumn]) -> dict[Keys, Gathered]:
        groups: dict[Keys, Gathered] = defaultdict(Gathered)
        narrowed = self.narrowed()
        self.refuse_too_many(narrowed)
        names = [name_of(place) for place in range(len(columns))]
        rows = _in_one_order(
            with_keys(narrowed.order_by(), columns).values_list(*STATED, "district_id", *names, named=True)
        )
        for row, said in zip(rows, _said(rows), strict=True):
            group = groups[keys_of(row, columns)]
            group.count += 1
            group.not_stated += row.value is None
            group.statements.append(said)
        return groups

    def instead(self) -> Mapping[Refusal, str]:
        return COMMON | {
            Refusal.UNIT: "unit",
            Refusal.SPAN: "span",
            Refusal.PART_OF_YEAR: "period_label__isnull=true",
            Refusal.MEASURE: "measure",
            Refusal.KINDS: "kind=actual,estimate",
            Refusal.YEARS: "group_by=year",
        }


class TargetGroupSerializer(MeasuringGroupSerializer):
    """Rows of indicator tables that have the same values in the columns of `group_by`."""

    category = Text("Group of rows, as printed; only if grouped by.", optional=True, example="经济发展")
    nature = ChoiceField("属性; only if grouped by.", Nature, optional=True, allow_null=True)
    unit = Text("Unit as printed; only if grouped by.", optional=True, allow_null=True, example="%")
    baseline_year = Whole("Year of the baseline; only if grouped by.", optional=True, allow_null=True, example=2020)
    baseline_comparator = ChoiceField("Bound of the baseline; only if grouped by.", Comparator, optional=True)
    baseline_span = ChoiceField("Time span of the baseline; only if grouped by.", Span, optional=True)
    target_year = Whole("Year of the target; only if grouped by.", optional=True, allow_null=True, example=2025)
    target_comparator = ChoiceField("Bound of the target; only if grouped by.", Comparator, optional=True)
    target_span = ChoiceField("Time span of the target; only if grouped by.", Span, optional=True)


OF_TARGETS = (
    "category",
    "nature",
    "unit",
    "baseline_year",
    "baseline_comparator",
    "baseline_span",
    "target_year",
    "target_comparator",
    "target_span",
)


@in_schema(operation="targets_aggregate", summary="Groups of targets")
class TargetAggregateView(MeasuringAggregateView):
    """Rows of indicator tables in groups: how many there are, and the sum, least, greatest or median of their targets, or of their baselines.

    Takes the filters of `targets/`. Figures are put together as in `observations/aggregate/`."""

    filterset_class = TargetFilterSet
    model = Target
    row = TargetGroupSerializer
    columns = MEASURING | {name: GroupColumn(name) for name in OF_TARGETS}
    own = ("side",)

    def gather(self, columns: Sequence[GroupColumn]) -> dict[Keys, Gathered]:
        groups: dict[Keys, Gathered] = defaultdict(Gathered)
        narrowed, stated = self.narrowed().order_by(), f"{self._side}_value"
        self.refuse_too_many(narrowed)
        of_targets: dict[str, Gathered] = {}
        for row in with_keys(narrowed, columns).only("key", stated):
            group = of_targets[row.key] = groups[keys_of(row, columns)]
            group.count += 1
            group.not_stated += getattr(row, stated) is None
        sides = Observation.objects.filter(target__in=narrowed.values("key"), side=self._side).order_by()
        rows = _in_one_order(sides.values_list(*STATED, "district_id", "target_id", named=True))
        for row, said in zip(rows, _said(rows), strict=True):
            of_targets[row.target_id].statements.append(said)
        return groups

    def instead(self) -> Mapping[Refusal, str]:
        side = self._side
        return COMMON | {Refusal.UNIT: "unit", Refusal.SPAN: f"{side}_span", Refusal.YEARS: f"group_by={side}_year"}

    def check_own(self) -> None:
        self._side = self._read_side()

    def _read_side(self) -> str:
        raw = single(self.request, "side")
        try:
            return Side.TARGET.value if raw is None else read_word(Side)(raw)
        except Unreadable as error:
            raise BadParameters(Wrong("side", raw or "", error.message, error.allowed, error.meant)) from None

    @classmethod
    def own_openapi(cls) -> list[dict[str, Any]]:
        told = f"Whose figures are computed with; default: target. {labels(Side)}"
        return [{"name": "side", "in": "query", "description": told, "schema": {"$ref": "#/components/schemas/Side"}}]
