"""The front page, and a place: what is held of it, its targets and how far they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from django.http import Http404
from rest_framework.request import Request

from districts.models import District, Document
from history.models import Revision
from history.revisions import State
from indicators.models import Indicator, Observation, Outcome, Target
from planapi.explorer.pages import ExplorerPage
from projects.models import Park, Project
from rest.fast.bounded import Bounded
from text.vocabulary import DocumentKind, ReadingState

RECENT = 8
"""Revisions that the front page names."""
NAMED = 60
"""Documents that the front page names, and a place; of more, it counts how many each place has."""
DOUBTS = 12
"""Documents in doubt that the front page names; the API has the rest."""
PROJECTS = 30
"""Projects that the page of a place names; the API has the rest."""
PARKS = 60
TARGETS = 100


@dataclass(frozen=True, slots=True)
class Held:
    """How much of it there is, and of which places."""

    documents: int
    places: int
    doubtful: int
    observations: int
    targets: int
    projects: int
    by_district: Mapping[str, int]


HELD: Bounded[State, Held] = Bounded(4 << 20)
"""Counting is long where there is much, and the same until the next revision."""


def _held(state: State) -> Held:
    held = HELD.get(state)
    if held is None:
        by_district = dict(Document.objects.order_by().values_list("district").annotate(Count("id")))
        held = Held(
            documents=sum(by_district.values()),
            places=len(by_district),
            doubtful=Document.objects.filter(reading_state=ReadingState.DOUBTFUL.value).count(),
            observations=Observation.objects.count(),
            targets=Target.objects.count(),
            projects=Project.objects.count(),
            by_district=by_district,
        )
        HELD.put(state, held)
    return held


@dataclass(slots=True)
class Within:
    """A place with what is held of it and of the places in it."""

    place: District
    documents: int = 0
    places: int = 0
    parts: dict[str, "Within"] = field(default_factory=dict)


def provinces(by_district: Mapping[str, int]) -> list[Within]:
    """The provinces of these districts, and their cities, with how many documents are held of each."""
    found: dict[str, Within] = {}
    districts = District.objects.select_related("parent__parent").filter(code__in=list(by_district)).order_by("code")
    for district in districts:
        above = [one for one in (district, district.parent, district.parent and district.parent.parent) if one]
        level = found
        for place in reversed(above[-2:]):
            within = level.setdefault(place.code, Within(place))
            within.documents += by_district[district.code]
            within.places += 1
            level = within.parts
    return sorted(found.values(), key=lambda one: one.place.code)


class FrontPage(ExplorerPage):
    """What is held, and where to begin."""

    name = "front"

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        held = _held(self.state)
        documents = Document.objects.select_related("district__parent").defer("text", "places", "findings", "omitted")
        places: dict[str, tuple[District, list[Document]]] = {}
        if held.documents <= NAMED:
            for document in documents.order_by("slug"):
                places.setdefault(document.district_id, (document.district, []))[1].append(document)
        doubtful = documents.filter(reading_state=ReadingState.DOUBTFUL.value).order_by("slug")
        return {
            "held": held,
            "places": list(places.values()),
            "provinces": [] if places else provinces(held.by_district),
            "doubtful": list(doubtful[:DOUBTS]) if held.doubtful else [],
            "more_doubtful": max(0, held.doubtful - DOUBTS),
            "revisions": Revision.objects.filter(number__lte=self.revision)
            .exclude(document=None)
            .order_by("-number")[:RECENT],
        }


class PlacePage(ExplorerPage):
    """A place."""

    name = "place"

    def content(self, request: Request, language: str, code: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        place = District.objects.select_related("parent__parent").filter(code=code).first()
        if place is None:
            raise Http404(f"There is no district {code!r}.")
        documents = list(
            Document.objects.filter(district=code)
            .defer("text", "places", "omitted")
            .order_by("kind", "-report_year", "-period_start")
        )
        plans = [one.slug for one in documents if one.kind == DocumentKind.PLAN.value]
        outcomes = _outcomes(code, plans)
        return {
            "place": place,
            "documents": documents,
            "parts": _parts(code),
            "outcomes": outcomes[:TARGETS],
            "more_targets": len(outcomes) > TARGETS,
            "projects": list(
                Project.objects.filter(district=code).order_by(F("investment_cny").desc(nulls_last=True), "key")[
                    :PROJECTS
                ]
            ),
            "project_count": Project.objects.filter(district=code).count(),
            "parks": list(Park.objects.filter(district=code).order_by("document_id", "start")[:PARKS]),
            "park_count": Park.objects.filter(district=code).count(),
        }


class Aim(NamedTuple):
    """A target of a plan with what it began at, and the latest result."""

    indicator: Indicator
    baseline: Any
    outcome: Any
    row: Any
    status: str


def _outcomes(code: str, plans: Sequence[str]) -> list[Aim]:
    """How far the targets of these plans are, in the order of the text: at most one more than is shown."""
    named = Outcome.objects.filter(district=code, document__in=plans, indicator__isnull=False).order_by(
        "document_id", "row_id"
    )
    # Keys, and then their rows: over a past revision, joins of tables whose rows are many look at all of them.
    outcomes = list(named.values_list("row_id", "baseline_id", "outcome_id", "indicator_id", "status"))
    keys = {key for one in outcomes for key in one[:3] if key is not None}
    shown = ("key", "document_id", "start", "raw", "unit", "year", "period_start", "period_end")
    rows = {row.key: row for row in Observation.objects.filter(key__in=keys).values_list(*shown, named=True)}
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in={one[3] for one in outcomes})}
    aims = [
        Aim(indicators[slug], rows.get(baseline), rows.get(result), rows[row], status)
        for row, baseline, result, slug, status in outcomes
    ]
    return sorted(aims, key=lambda one: (one.row.document_id, one.row.start))[: TARGETS + 1]


def _parts(code: str) -> list[tuple[District, int]]:
    """The places in a place of which something is held, or of places in them, with how many documents."""
    parts: dict[str, tuple[District, int]] = {}
    held = (
        Document.objects.filter(Q(district__parent=code) | Q(district__parent__parent=code))
        .order_by()
        .values_list("district")
        .annotate(Count("id"))
    )
    by_district = dict(held)
    for district in District.objects.select_related("parent").filter(code__in=list(by_district)).order_by("code"):
        part = district.parent if district.parent is not None and district.parent.code != code else district
        parts[part.code] = part, parts.get(part.code, (part, 0))[1] + by_district[district.code]
    return sorted(parts.values(), key=lambda one: one[0].code)
