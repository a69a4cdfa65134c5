"""Projects and parks as tables, with what they cost and how many there are, as far as that can be added up."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from rest_framework.request import Request

from planapi.explorer.listing import PAGE, ListPage
from projects.aggregates import ProjectAggregateView
from projects.views import ParkView, ProjectView
from rest.aggregates.views import Asked, Computed
from text.vocabulary import Aggregate, ParkKind, ParkLevel, ProjectStatus

MOST_ADDED = 5_000
"""Projects that are added up for a page; of more, it only is said how many there are."""
MOST_COUNTED = 100_000
GROUPS = 12
"""Groups that are shown of a column: those of the most projects."""
TWICE = 3
"""Names that are told of those that may stand twice."""
GROUPED = ("status", "category", "subdistrict")
_YI, _WAN = Decimal(10) ** 8, Decimal(10) ** 4


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Projects of one value of a column: how many, how many state no investment, and what the others come to, or why that can't be said."""

    value: Any
    label: str
    address: str | None
    count: int
    not_stated: int
    total: str
    refused: Any
    twice: Sequence[str]


def money(cny: Decimal, language: str) -> str:
    """A sum of yuan as it is written, with all its digits.

    >>> money(Decimal("2910000000.00"), "zh"), money(Decimal("2910000000.00"), "en"), money(Decimal("36000"), "zh")
    ('29.1 亿元', '2.91 billion yuan', '3.6 万元')
    """
    steps = (
        ((_YI, "亿元"), (_WAN, "万元"))
        if language == "zh"
        else ((10 * _YI, "billion yuan"), (100 * _WAN, "million yuan"))
    )
    for least, unit in steps:
        if abs(cny) >= least:
            return f"{(cny / least).normalize():,f} {unit}"
    return f"{cny.normalize():,f} {'元' if language == 'zh' else 'yuan'}"


class ProjectsPage(ListPage):
    """Projects."""

    name = "projects"
    resource = ProjectView
    basename = "project"
    columns = ("name", "category", "status", "subdistrict", "investment_cny")
    ordering = ("-investment_cny",)
    labels: ClassVar = {
        "name__contains": "listing.text",
        "status": "projects.status",
        "category__contains": "projects.category",
        "category": "projects.category",
        "subdistrict__contains": "projects.subdistrict",
        "subdistrict": "projects.subdistrict",
    }
    words: ClassVar = {"status": ProjectStatus}

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        listed = self.listed(request, language)
        narrowed = self.filterset_class(request.query_params, self.resource.queryset.all()).narrowed().order_by()
        count = narrowed[: MOST_COUNTED + 1].count()
        added = self._added(request, language) if 0 < count <= MOST_ADDED else {}
        return listed | {
            "count": min(count, MOST_COUNTED),
            "is_exact": count <= MOST_COUNTED,
            "statuses": list(ProjectStatus),
            "most_added": MOST_ADDED,
            **added,
        }

    def _added(self, request: Request, language: str) -> dict[str, Any]:
        """What the projects cost: all, and by what they can be told apart."""
        (whole,) = self._groups(request, language, [])
        columns: list[str] = list(GROUPED)
        if whole.refused and whole.refused.instead:
            # One document of one place at a time has nothing twice from elsewhere.
            columns.insert(0, "document")
        groups = [(name, self._groups(request, language, [name])) for name in columns]
        return {
            "whole": whole,
            "groups": [
                (name, own[:GROUPS], max(0, len(own) - GROUPS), self._aggregate(request, name))
                for name, own in groups
                if len(own) > 1
            ],
        }

    def _groups(self, request: Request, language: str, by: list[str]) -> list[ShownGroup]:
        view: Any = ProjectAggregateView()
        view.request = request
        columns = [view.columns[name] for name in by]
        found: dict[Any, Computed] = view.compute(Asked(by, [Aggregate.SUM], []), columns)
        ordered = sorted(found.items(), key=lambda one: (-one[1].count, str(one[0])))
        return [self._shown(request, language, by, keys, computed) for keys, computed in ordered]

    def _shown(self, request: Request, language: str, by: list[str], keys: Any, computed: Computed) -> ShownGroup:
        value = keys[0] if by else None
        total = computed.values.get(Aggregate.SUM)
        refused = computed.refused[0] if computed.refused else None
        label = value or ""
        if by == ["status"] and value:
            label = ProjectStatus(value).zh if language == "zh" else ProjectStatus(value).en
        address = None
        if by:
            name = by[0]
            address = self.at(
                request, without=name, **({name: value} if value is not None else {f"{name}__isnull": "true"})
            )
        return ShownGroup(
            value,
            label,
            address,
            computed.count,
            computed.not_stated,
            money(total.value, language) if total else "",
            refused,
            refused.found[:TWICE] if refused else (),
        )

    def _aggregate(self, request: Request, name: str) -> str:
        """The API's request for the same groups."""
        kept = {one: values for one, values in request.query_params.lists() if one not in (*PAGE, "ordering")}
        asked = {"group_by": name, "compute": "count,sum", "ordering": "-count", "revision": self.revision}
        return f"{reverse('projects-aggregate')}?{urlencode({**kept, **asked}, doseq=True, safe=',')}"


class ParksPage(ListPage):
    """Parks."""

    name = "parks"
    resource = ParkView
    basename = "park"
    columns = ("name", "kind", "level", "area_km2")
    ordering = ("document",)
    labels: ClassVar = {
        "name__contains": "listing.text",
        "kind": "parks.kind",
        "level": "parks.level",
        "industries__contains": "parks.industries",
    }
    words: ClassVar = {"kind": ParkKind, "level": ParkLevel}

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        narrowed = self.filterset_class(request.query_params, self.resource.queryset.all()).narrowed().order_by()
        counts = list(narrowed.values_list("kind", "level").annotate(Count("id")))
        groups = []
        for place, (name, words) in enumerate((("kind", ParkKind), ("level", ParkLevel))):
            own: dict[str | None, int] = {}
            for *values, count in counts:
                own[values[place]] = own.get(values[place], 0) + count
            shown = [
                (
                    (words(value).zh if language == "zh" else words(value).en) if value else "",
                    self.at(request, without=name, **({name: value} if value else {f"{name}__isnull": "true"})),
                    count,
                )
                for value, count in sorted(own.items(), key=lambda one: -one[1])
            ]
            groups.append((name, shown))
        return self.listed(request, language) | {
            "count": sum(count for *_, count in counts),
            "groups": groups,
            "kinds": list(ParkKind),
            "levels": list(ParkLevel),
        }
