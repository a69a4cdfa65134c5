"""What a search finds, to read: the answer of `search/`, each hit with a link to where it stands."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from django.urls import reverse
from rest_framework.request import Request

from districts.models import Term
from indicators.models import Indicator
from planapi.explorer.listing import query_of
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places_found import places_called
from planapi.explorer.reading import anchor
from planapi.search.views import SearchView
from projects.models import Park, Project
from text.vocabulary import HitType

PLURALS = {"project": "projects", "park": "parks", "term": "terms", "observation": "observations"}
"""The resource of each type of hit that has a page of its evidence."""
PLACED: dict[str, Any] = {HitType.PROJECT.value: Project, HitType.PARK.value: Park, HitType.TERM.value: Term}
"""Those whose rows have no mark in the text for sure."""
NARROWING = ("type", "district", "city", "document", "document_kind")
PLACES = 6
"""Places that are named above what was found."""
DISTRICTS = 12
"""Districts by which it can be narrowed: those of the most hits."""


class SearchPage(ExplorerPage, SearchView):  # pyright: ignore[reportIncompatibleMethodOverride] the page is what is got
    """Search results."""

    name = "search"

    def needs_snapshot(self) -> bool:
        return True  # the page says besides what else is of the revision

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        asked = " ".join(request.query_params.getlist("q")).strip()
        if not asked:
            return {"asked": "", "found": None, "places": ()}
        found = orjson.loads(self.answer(request, self.source()).content)
        pin = f"?revision={self.revision}" if self.pinned else ""
        chapters = _chapters_of(found["results"])
        english = _english_names(found["results"]) if language == "en" else {}
        for hit in found["results"]:
            hit["name_en"] = english.get(hit["id"])
            hit["address"], hit["in_text"] = _places_of(hit, language, pin, chapters)
        given = request.query_params
        return {
            "asked": asked,
            "found": found,
            "places": () if "cursor" in given else places_called(asked.split(), most=PLACES),
            "narrowed": [name for name in NARROWING if name in given],
            "wider": _changed(request, **dict.fromkeys(NARROWING, "")),
            "types": [
                (one["value"], one["count"], _changed(request, type=one["value"])) for one in found["facets"]["type"]
            ],
            "every_type": _changed(request, type=""),
            "districts": [
                (one, _changed(request, district=one["value"])) for one in found["facets"]["district"][:DISTRICTS]
            ],
            "every_district": _changed(request, district="", city=""),
            "kind": given.get("type", ""),
            "district": given.get("district", ""),
            "previous": query_of(found["previous"]),
            "next": query_of(found["next"]),
        }


def _changed(request: Request, **changed: str) -> str:
    """The first page of the same search with other conditions; an empty one is left out."""
    kept = {name: values for name, values in request.query_params.lists() if name != "cursor"}
    asked = {name: value for name, value in {**kept, **changed}.items() if value}
    return f"?{urlencode(asked, doseq=True)}"


def _english_names(hits: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Of the indicators among these, which alone have one."""
    slugs = [hit["id"] for hit in hits if hit["type"] == HitType.INDICATOR.value]
    return dict(Indicator.objects.filter(slug__in=slugs).values_list("slug", "name_en")) if slugs else {}


def _chapters_of(hits: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The parts in which hits stand that have no mark of their own in the text."""
    found: dict[str, str] = {}
    for kind, model in PLACED.items():
        if keys := [hit["id"] for hit in hits if hit["type"] == kind]:
            rows = model.objects.filter(key__in=keys, chapter__isnull=False)
            found |= dict(rows.values_list("key", "chapter_id"))
    return found


def _places_of(hit: dict[str, Any], language: str, pin: str, chapters: Mapping[str, str]) -> tuple[str, str | None]:
    """Where a hit leads: to the page of its evidence, or its own; and where it stands in the text: at its mark, or in its part."""
    key = hit["id"]
    if hit["type"] == HitType.INDICATOR.value:
        return reverse(f"indicator-{language}", args=[key]) + pin, None
    document = f"{reverse(f'document-{language}', args=[hit['document']])}{pin}"
    if hit["type"] == HitType.CHAPTER.value:
        return f"{document}#{quote(anchor(hit['document'], key))}", None
    evidence = reverse("evidence-page", kwargs={"resource": PLURALS[hit["type"]], "id": key}) + pin
    at = key if hit["type"] == HitType.OBSERVATION.value else chapters.get(key)
    return evidence, f"{document}#{quote(anchor(hit['document'], at))}" if at else None
