"""What somebody may have looked for at an address that there is not, as links: ``/indicator/gdp/`` → that indicator, ``/observations`` → the API's."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import unquote

from django.db import DatabaseError
from django.urls import reverse

from districts.models import Document
from planapi import lost
from planapi.explorer.choosing import called, full_name, indicators_called, named
from planapi.explorer.saying import say

TITLES = {
    "targets": "targets.title",
    "projects": "projects.title",
    "parks": "parks.title",
    "compare": "compare.title",
    "ranking": "ranking.title",
    "verify": "verify.title",
    "builder": "builder.title",
    "search": "search.title",
    "guide": "guide.title",
}
"""The pages that stand alone, by the first parts of their addresses, with the phrases that they are called by."""
OF_ROWS = {
    "places": ("places", "front.by_place"),
    "indicators": ("topics", "front.by_indicator"),
    "documents": ("places", "front.by_place"),
}
"""The first parts of the addresses of pages that are of something, with where the front page lists them and what it calls that."""
_ALIKE = 0.75
_MOST = 6


class Perhaps(NamedTuple):
    """An address that may be meant, and what is there."""

    address: str
    name: str


def perhaps(path: str, language: str) -> list[Perhaps]:
    """What may have been meant by an address that there is not; nothing where that is anyone's guess."""
    parts = [part for part in unquote(path).replace("\x00", "").split("/") if part]
    if parts[:1] == ["en"]:
        del parts[0]
    if not parts:
        return []
    near = next(iter(get_close_matches(parts[0].lower(), [*TITLES, *OF_ROWS], n=1, cutoff=_ALIKE)), None)
    if near in TITLES:
        return [Perhaps(reverse(f"{near}-{language}"), say(TITLES[near], language))]
    if near in OF_ROWS and len(parts) == 1:
        anchor, title = OF_ROWS[near]
        return [Perhaps(f"{reverse(f'front-{language}')}#{anchor}", say(title, language))]
    if near:
        try:
            return list(_rows(near, parts[1], language))[:_MOST]
        except DatabaseError:
            return []  # the page of an error says its own without what is held
    address = lost.meant("/" + "/".join(parts))
    return [Perhaps(address, say("error.api", language, address=address))] if address else []


def _rows(kind: str, value: str, language: str) -> Iterable[Perhaps]:
    """The indicators, the places or the document that are called so. What a code says of places, the page of the refusal tells itself."""
    if kind == "indicators":
        for one in indicators_called(value):
            yield Perhaps(reverse(f"indicator-{language}", args=[one.slug]), called(one, language))
    elif kind == "places":
        for place in named(value):
            yield Perhaps(reverse(f"place-{language}", args=[place.code]), full_name(place, language))
    elif document := Document.objects.filter(slug=value).only("slug", "title").first():
        yield Perhaps(reverse(f"document-{language}", args=[document.slug]), document.title)
