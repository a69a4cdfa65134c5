"""The front page, and a place: what is held of it, its targets and how far they are."""

from typing import Any

from django.db.models import F
from django.http import Http404
from rest_framework.request import Request

from districts.models import District, Document
from history.models import Revision
from indicators.models import Observation, Outcome, Target
from planapi.explorer.pages import ExplorerPage
from projects.models import Park, Project
from text.vocabulary import DocumentKind, ReadingState

RECENT = 8
"""Revisions that the front page names."""
PROJECTS = 30
"""Projects that the page of a place names; the API has the rest."""


class FrontPage(ExplorerPage):
    """What is held, and where to begin."""

    name = "front"

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        documents = list(
            Document.objects.select_related("district__parent__parent")
            .defer("text", "places", "findings", "omitted")
            .order_by("slug")
        )
        places: dict[str, tuple[District, list[Document]]] = {}
        for document in documents:
            places.setdefault(document.district_id, (document.district, []))[1].append(document)
        return {
            "places": list(places.values()),
            "documents": len(documents),
            "doubtful": [one for one in documents if one.reading_state == ReadingState.DOUBTFUL.value],
            "observations": Observation.objects.count(),
            "targets": Target.objects.count(),
            "projects": Project.objects.count(),
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
        outcomes = (
            Outcome.objects.filter(district=code, indicator__isnull=False, document__kind=DocumentKind.PLAN.value)
            .select_related("row", "indicator", "baseline", "outcome")
            .order_by("document", "row__start")
        )
        return {
            "place": place,
            "documents": documents,
            "outcomes": list(outcomes),
            "projects": list(
                Project.objects.filter(district=code).order_by(F("investment_cny").desc(nulls_last=True), "key")[
                    :PROJECTS
                ]
            ),
            "project_count": Project.objects.filter(district=code).count(),
            "parks": list(Park.objects.filter(district=code).order_by("document", "start")),
        }
