"""``observations/aggregate/``: of kept cells where these say it, else of the rows."""

from collections import defaultdict, namedtuple
from collections.abc import Collection, Mapping, Sequence
from types import SimpleNamespace

from django.db.models import Count

from indicators.adding import ChosenFigure
from indicators.analysis.aggregates import (
    COMMON,
    MEASURING,
    UNTOLD,
    Gathered,
    MeasuringAggregateView,
    MeasuringGroupSerializer,
    grouped_statements,
    in_one_order,
)
from indicators.analysis.filters import grid_of
from indicators.analysis.kept import Kept, TooMany, are_among, common_bases, on_bases
from indicators.analysis.stating import STATED, measured_of, statement_of
from indicators.filters import ObservationFilterSet
from indicators.harmonising import Harmonised
from indicators.models import Indicator, KeptCell, Observation
from rest.aggregates.grouping import GroupColumn, Keys, keys_of, name_of, refuse_too_many_groups, with_keys
from rest.aggregates.views import Asked, Computed, in_schema
from rest.fields import ChoiceField, Text, Whole
from text.vocabulary import (
    Comparability,
    Comparator,
    Measure,
    Movement,
    Nature,
    ObservationKind,
    Origin,
    Reason,
    Refusal,
    Side,
)

MOST_KEPT = 40_000
"""So many statements are looked at for one answer where the figures of their districts and years are kept, by cells (``indicators.deriving``)."""


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
        source = Kept(grid.as_kept(given, pinned=self.revision if self.pinned else None))
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
        rows = in_one_order(
            with_keys(narrowed.order_by(), columns).values_list(*STATED, "district_id", *names, named=True)
        )
        for row, said in zip(rows, grouped_statements(rows), strict=True):
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
