"""``targets/aggregate/``: of the aims, or of where they began."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from indicators.analysis.aggregates import (
    COMMON,
    MEASURING,
    Gathered,
    MeasuringAggregateView,
    MeasuringGroupSerializer,
    grouped_statements,
    in_one_order,
)
from indicators.analysis.stating import STATED
from indicators.filters import TargetFilterSet
from indicators.models import Observation, Target
from rest.aggregates.grouping import GroupColumn, Keys, keys_of, with_keys
from rest.aggregates.views import in_schema
from rest.fields import ChoiceField, Text, Whole
from rest.filters import Unreadable, labels, read_word
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from text.vocabulary import (
    Comparator,
    Nature,
    Refusal,
    Side,
    Span,
)


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
        rows = in_one_order(sides.values_list(*STATED, "district_id", "target_id", named=True))
        for row, said in zip(rows, grouped_statements(rows), strict=True):
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
