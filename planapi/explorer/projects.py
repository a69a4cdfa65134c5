"""Projects and parks as tables, with what they cost and how many there are, as far as that can be added up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from rest_framework.request import Request

from districts.models import Document
from planapi.explorer.listing import PAGE, ListPage
from planapi.explorer.written import money
from projects.aggregates import computed
from projects.models import Park, Project
from projects.views import ParkView, ProjectView
from rest.aggregates.views import Asked, Computed
from text.vocabulary import Aggregate, HitType, ParkKind, ParkLevel, ProjectStatus

MOST_ADDED = 2_000
"""Projects that are added up for a page; of more, it only is said how many there are."""
MOST_COUNTED = 20_000
GROUPS = 12
"""Groups that are shown of a column: those of the most projects."""
TWICE = 3
"""Names that are told of those that may stand twice."""
NEEDED = (
    "pk",
    "key",
    "name",
    "status",
    "category",
    "subdistrict",
    "location",
    "document_id",
    "district_id",
    "investment_cny",
)


@dataclass(slots=True)
class ShownGroup:
    """Projects of one value of a column: how many, how many state no investment, and what the others come to, or why that can't be said."""

    value: Any
    label: str
    address: str | None
    count: int
    not_stated: int
    total: str
    refused: Any
    twice: Sequence[Any]
    """Documents, or names, of which the first few of what may stand twice."""
    document: Document | None = None


def _group(value: str | None, address: str | None, added: Computed, language: str, by: str) -> ShownGroup:
    total = added.values.get(Aggregate.SUM)
    refused = added.refused[0] if added.refused else None
    label = value or ""
    if by == "status" and value:
        label = ProjectStatus(value).zh if language == "zh" else ProjectStatus(value).en
    return ShownGroup(
        value,
        label,
        address,
        added.count,
        added.not_stated,
        money(total.value, language) if total else "",
        refused,
        refused.found[:TWICE] if refused else (),
    )


def _name_documents(groups: Sequence[ShownGroup]) -> None:
    """Put documents in the place of their slugs."""
    asked = {slug for one in groups for slug in (one.value, *one.twice)}
    named = ("slug", "kind", "title", "report_year", "period_start", "period_end")
    known = {one.slug: one for one in Document.objects.filter(slug__in=asked - {None}).only(*named)}
    for one in groups:
        one.document = known.get(one.value)
        one.twice = [known.get(slug, slug) for slug in one.twice]


class ProjectsPage(ListPage):
    """Projects."""

    name = "projects"
    resource = ProjectView
    basename = "project"
    found_as = HitType.PROJECT
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
        narrowed = self.narrowed(request, Project.objects.all()).order_by()
        rows = list(narrowed.values_list(*NEEDED, named=True)[: MOST_ADDED + 1])
        if len(rows) <= MOST_ADDED:
            listed = self.listed(request, language, few=[row.pk for row in rows])
            count, told = len(rows), self._added(request, language, rows) if rows else {}
        else:
            listed, count, told = self.listed(request, language), narrowed[: MOST_COUNTED + 1].count(), {}
        return listed | {
            "count": min(count, MOST_COUNTED),
            "is_exact": count <= MOST_COUNTED,
            "statuses": list(ProjectStatus),
            "most_added": f"{MOST_ADDED:,}",
            **told,
        }

    def _added(self, request: Request, language: str, rows: Sequence[Any]) -> dict[str, Any]:
        """What the projects cost: all, and by what they can be told apart."""
        (whole,) = self._groups(request, language, "", rows)
        columns = ["status", "category", "subdistrict"]
        if whole.refused and whole.refused.instead:
            # One document of one place at a time has nothing twice from elsewhere.
            columns.insert(0, "document")
        groups = [(name, self._groups(request, language, name, rows)) for name in columns]
        _name_documents([whole, *(one for _, own in groups for one in own)])
        return {
            "whole": whole,
            "groups": [
                (name, own[:GROUPS], max(0, len(own) - GROUPS), self._aggregate(request, name))
                for name, own in groups
                if len(own) > 1
            ],
        }

    def _groups(self, request: Request, language: str, by: str, rows: Sequence[Any]) -> list[ShownGroup]:
        """What the rows come to by a column, by the rules of `projects/aggregate/`; those of the most projects first. By "": all."""
        column = "document_id" if by == "document" else by
        found: dict[str | None, list[Any]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.key):
            found[getattr(row, column) if by else None].append(row)
        ordered = sorted(found.items(), key=lambda one: (-len(one[1]), str(one[0])))
        shown = []
        for value, own in ordered:
            stated = [row for row in own if row.investment_cny is not None]
            added = computed(Asked([by] if by else [], [Aggregate.SUM], []), len(own), stated)
            narrower = {by: value} if value is not None else {f"{by}__isnull": "true"}
            address = self.at(request, without=by, **narrower) if by else None
            shown.append(_group(value, address, added, language, by))
        return shown

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
    found_as = HitType.PARK
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
        narrowed = self.narrowed(request, Park.objects.all()).order_by()
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
