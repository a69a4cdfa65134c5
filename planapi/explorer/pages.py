"""What all pages of the explorer have in common: a language, a revision, and no parameter that they do not name."""

from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from planapi.evidence_page import HtmlRenderer
from planapi.explorer.errors import as_page
from planapi.explorer.saying import LANGUAGES
from rest.http.policies import EXPLORER, HEADER
from rest.views import StrictView

WATCHED = ("front", "place", "document", "indicator", "search")
"""The pages of what can be watched by a feed."""


@extend_schema(exclude=True)
class ExplorerPage(StrictView):
    """A page, by its template. ``name`` is that of its addresses, ``front-zh`` and ``front-en``."""

    renderer_classes = [HtmlRenderer]  # noqa: RUF012 a list, as in DRF
    name: ClassVar[str]

    def content(self, request: Request, language: str, **kwargs: str) -> dict[str, Any]:
        """What the template is given, and ``status`` where the page is no answer; raises Http404 where there is nothing of that name."""
        raise NotImplementedError

    def get(self, request: Request, language: str, **kwargs: str) -> Response:
        if any("\x00" in value for value in kwargs.values()):
            raise Http404("There is nothing of this name.")
        other = next(one for one in LANGUAGES if one != language)
        here, there = (reverse(f"{self.name}-{one}", kwargs=kwargs) for one in (language, other))
        query = request.META.get("QUERY_STRING", "")
        page = {
            "language": language,
            "html_lang": "zh-Hans" if language == "zh" else "en",
            "other_address": f"{there}?{query}" if query else there,
            "newest": _unpinned(here, query),
            "permanent": (permanent := _pinned(here, query, self.revision)),
            "cited_as": request.build_absolute_uri(permanent),
            "made_at": self.state.made_at,
            "feed": self._feed(request, language, kwargs),
            "revision": self.revision,
            "pinned": self.pinned,
            **self.content(request, language, **kwargs),
        }
        if page["permanent"] and page["permanent"] != permanent:
            page["cited_as"] = request.build_absolute_uri(page["permanent"])
        status = page.pop("status", HTTPStatus.OK)
        return Response(render_to_string(f"explorer/{self.name}.html", page), status, headers={HEADER: EXPLORER})

    def _feed(self, request: Request, language: str, kwargs: dict[str, str]) -> str | None:
        """The feed by which this can be watched (``planapi.explorer.feeds``); None where there is none."""
        if self.name not in WATCHED:
            return None
        asked = {name: request.query_params.getlist(name) for name in ("q", "type") if name in request.query_params}
        if self.name == "search" and not any(asked.get("q", ())):
            return None
        query = f"?{urlencode(asked, doseq=True)}" if self.name == "search" else ""
        return f"{reverse(f'feed-{self.name}-{language}', kwargs=kwargs)}{query}"

    def handle_exception(self, exc: Exception) -> Any:
        """What is not there, or was asked for wrongly, as a page that leads on, whoever asks."""
        answer = super().handle_exception(exc)
        if answer.status_code not in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND):
            return answer
        return as_page(self.request, answer)


def _unpinned(address: str, query: str) -> str:
    """The address of the same page in whatever revision is the newest."""
    kept = [one for one in query.split("&") if one and not one.startswith("revision=")]
    return f"{address}?{'&'.join(kept)}" if kept else address


def _pinned(address: str, query: str, revision: int) -> str:
    """The address of the same page in this revision for ever. A cursor is of the newest, and left out."""
    kept = [one for one in query.split("&") if one and not one.startswith(("revision=", "cursor="))]
    return f"{address}?{'&'.join([*kept, f'revision={revision}'])}"
