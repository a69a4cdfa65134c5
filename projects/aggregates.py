"""``projects/aggregate/``: how many projects there are, and what they cost, as far as that can be added up."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from districts.aggregates import OF_DOCUMENTS, EvidencedGroupSerializer
from projects.adding import Cost, twice
from projects.filters import ProjectFilterSet
from projects.models import Project
from rest.aggregates.bounds import compute, interval
from rest.aggregates.grouping import GroupColumn, Keys, count_groups, keys_of, with_keys
from rest.aggregates.views import AggregateView, Asked, Computed, NotComputed, in_schema
from rest.fields import ChoiceField, Text, Whole
from rest.http.problems import BadParameters, Wrong
from text.vocabulary import Aggregate, Comparator, ProjectStatus

MOST_ROWS = 20_000
"""So many sums of investment are looked at for one answer."""
MOST_SHOWN = 10


class ProjectGroupSerializer(EvidencedGroupSerializer):
    """Projects that have the same values in the columns of `group_by`. Figures are sums of investment in yuan (CNY)."""

    category = Text("Heading or group; only if grouped by.", optional=True, allow_null=True, example="水务")
    status = ChoiceField("Status; only if grouped by.", ProjectStatus, optional=True, allow_null=True)
    subdistrict = Text("Street or town; only if grouped by.", optional=True, allow_null=True, example="大王庄街")
    location = Text("Place of the work; only if grouped by.", optional=True, allow_null=True, example="万新街")
    box = Text("Label of the box; only if grouped by.", optional=True, allow_null=True, example="专栏11")
    period_start = Whole("First year of building; only if grouped by.", optional=True, allow_null=True, example=2021)
    period_end = Whole("Last year of building; only if grouped by.", optional=True, allow_null=True, example=2023)


@in_schema(operation="projects_aggregate", summary="Groups of projects")
class ProjectAggregateView(AggregateView):
    """Projects in groups: how many there are, and the sum, least, greatest or median of their investment.

    Takes the filters of `projects/`. `not_stated` is the number of projects without a sum. Where a project may stand twice, sum and median are `refused`."""

    filterset_class = ProjectFilterSet
    model = Project
    row = ProjectGroupSerializer
    columns = OF_DOCUMENTS | {
        name: GroupColumn(name)
        for name in ("category", "status", "subdistrict", "location", "box", "period_start", "period_end")
    }

    def compute(self, asked: Asked, columns: Sequence[GroupColumn]) -> dict[Keys, Computed]:
        rows = self.narrowed()
        counts = count_groups(rows, columns)
        stated = rows.filter(investment_cny__isnull=False).order_by()
        if stated[: MOST_ROWS + 1].count() > MOST_ROWS:
            told = f"more than {MOST_ROWS:,} sums of investment would have to be compared: request fewer by district or document"
            raise BadParameters(Wrong("compute", ",".join(asked.functions), told))
        groups: dict[Keys, list[Any]] = defaultdict(list)
        needed = ("key", "name", "subdistrict", "location", "document", "investment_cny", "district")
        # In one order, wherever in the table they are: it is that of the names which are told.
        for row in sorted(with_keys(stated, columns).only(*needed), key=lambda row: row.key):
            groups[keys_of(row, columns)].append(row)
        return {keys: computed(asked, count, groups.get(keys, [])) for keys, count in counts.items()}


def computed(asked: Asked, count: int, rows: Sequence[Any]) -> Computed:
    """What so many projects come to, of which these state what they cost."""
    costs = [
        Cost(
            name=row.name,
            place=row.subdistrict or row.location,
            document=row.document_id,
            district=row.district_id,
            cny=row.investment_cny,
        )
        for row in rows
    ]
    figures = [interval(one.cny, None, Comparator.EQ) for one in costs]
    doubt = twice(costs) if set(asked.functions) & {Aggregate.SUM, Aggregate.MEDIAN} else None
    # The least and the greatest are the same however often a project stands here.
    refused = [
        NotComputed(function, reason=doubt[0], found=doubt[1][:MOST_SHOWN], instead=doubt[2])
        for function in asked.functions
        if doubt and function in {Aggregate.SUM, Aggregate.MEDIAN}
    ]
    left = {one.compute for one in refused}
    values = {function: compute(function, figures) for function in asked.functions if function not in left}
    return Computed(count, count - len(costs), len(costs), values, refused, {})
