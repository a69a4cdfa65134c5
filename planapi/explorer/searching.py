"""What a search finds, to read: the answer of `search/`, each hit with a link to where it stands."""

from typing import Any
from urllib.parse import quote, urlsplit

import orjson
from django.urls import reverse
from rest_framework.request import Request

from planapi.explorer.pages import ExplorerPage
from planapi.explorer.reading import anchor
from planapi.search.views import SearchView
from text.vocabulary import HitType

PLURALS = {"project": "projects", "park": "parks", "term": "terms", "observation": "observations"}
"""The resource of each type of hit that has a page of its evidence."""


class SearchPage(ExplorerPage, SearchView):  # pyright: ignore[reportIncompatibleMethodOverride] the page is what is got
    """Search results."""

    name = "search"

    def needs_snapshot(self) -> bool:
        return True  # the page says besides what else is of the revision

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        asked = " ".join(request.query_params.getlist("q")).strip()
        if not asked:
            return {"asked": "", "found": None}
        found = orjson.loads(self.answer(request, self.source()).content)
        pin = f"?revision={self.revision}" if self.pinned else ""
        for hit in found["results"]:
            hit["address"], hit["in_text"] = _places_of(hit, language, pin)
        return {
            "asked": asked,
            "found": found,
            "kind": request.query_params.get("type", ""),
            "previous": _query_of(found["previous"]),
            "next": _query_of(found["next"]),
        }


def _places_of(hit: dict[str, Any], language: str, pin: str) -> tuple[str, str | None]:
    """Where a hit leads: to the page of its evidence, or its own; and where it stands in the text, if it has a mark or a heading there."""
    key = hit["id"]
    if hit["type"] == HitType.INDICATOR.value:
        return reverse(f"indicator-{language}", args=[key]) + pin, None
    in_text = f"{reverse(f'document-{language}', args=[hit['document']])}{pin}#{quote(anchor(hit['document'], key))}"
    if hit["type"] == HitType.CHAPTER.value:
        return in_text, None
    evidence = reverse("evidence-page", kwargs={"resource": PLURALS[hit["type"]], "id": key}) + pin
    return evidence, in_text if hit["type"] == HitType.OBSERVATION.value else None


def _query_of(address: str | None) -> str | None:
    """The same page at another cursor: links stay on the host that they are opened at."""
    return address and "?" + urlsplit(address).query
