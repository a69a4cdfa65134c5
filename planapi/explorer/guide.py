"""The guide: ``docs/`` as pages of the site, at ``/guide/`` and, with the frame in English, at ``/en/guide/``; and a search in it that needs no script."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from rest_framework.request import Request
from rest_framework.response import Response

from planapi.explorer import guide_contents
from planapi.explorer.contract import CONTRACT
from planapi.explorer.errors import language_of
from planapi.explorer.guide_search import LONGEST_QUESTION, FoundSection, look_for
from planapi.explorer.pages import ExplorerPage
from rest.http.addresses import root_of
from rest.http.problems import BadParameters, Wrong, describe_bad_parameter, nearest


class GuideView(ExplorerPage):
    """A page of the guide. It is of the software, and so of no revision of the data."""

    revisioned = False

    def get(self, request: Request, language: str, **kwargs: str) -> Response:
        response = super().get(request, language, **kwargs)
        response.headers["Cache-Control"] = "public, no-cache"
        return response

    def content(self, request: Request, language: str, **kwargs: str) -> dict[str, Any]:
        return {"permanent": None, "parts": guide_contents.titles(language)}


class GuideFront(GuideView):
    """What there is to read."""

    name = "guide"


class GuidePage(GuideView):
    """A file of ``docs/``."""

    name = "guide_page"

    def content(self, request: Request, language: str, page: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        asked, known = page.rstrip("/"), guide_contents.pages()
        if asked not in known:
            meant = nearest(asked, known)
            raise Http404(f"The guide has no page {asked!r}." + (f" Did you mean {meant}?" if meant else ""))
        shown = known[asked]
        text = shown.text(language)
        order = list(known)
        at = order.index(asked)
        beside = [order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None]
        body = text.html
        if shown.here:
            body = body.replace(guide_contents.LOCAL, root_of(request._request))  # noqa: SLF001 DRF documents it
        return {
            **super().content(request, language),
            "shown": asked,
            "text": text,
            "body": mark_safe(body),  # noqa: S308 made by guide_text, which lets no tag of a file through
            "spoken": shown.spoken(language),
            "feed": reverse(f"feed-guide_page-{language}", args=[asked]) if asked == CONTRACT else None,
            "previous": _named(beside[0], language),
            "next": _named(beside[1], language),
        }


def _named(name: str | None, language: str) -> tuple[str, str] | None:
    return None if name is None else (name, guide_contents.pages()[name].title(language))


class GuideSearch(GuideView):
    """Look for words in the guide."""

    name = "guide_search"

    def parameters(self) -> Iterable[str]:
        return ("q",)

    def content(self, request: Request, language: str, **kwargs: str) -> dict[str, Any]:
        question = " ".join(request.query_params.getlist("q")).strip()
        if len(question) > LONGEST_QUESTION:
            raise BadParameters(Wrong("q", question, f"at most {LONGEST_QUESTION} characters"))
        found = [(_place(one), one) for one in look_for(question, language)]
        return {**super().content(request, language), "question": question, "found": found}


def _place(found: FoundSection) -> str:
    """Where a section stands, in the language in which it was found."""
    section = found.section
    address = reverse(f"guide_page-{section.language}", args=[section.page])
    return f"{address}#{section.heading.anchor}" if section.heading.anchor else address


@require_safe
def bad_parameter(request: HttpRequest) -> HttpResponse:
    """What the ``type`` of a problem leads to: in a browser the place in the guide that explains it, for programs plain text."""
    if "text/html" in request.META.get("HTTP_ACCEPT", ""):
        address = reverse(f"guide_page-{language_of(request)}", args=["problems"])
        response: HttpResponse = HttpResponseRedirect(f"{address}#bad-parameter")
    else:
        response = describe_bad_parameter(request)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of the docs."""
    file = guide_contents.pictures().get(name)
    if file is None:
        raise Http404("The guide has no such picture.")
    return FileResponse(file.open("rb"), content_type="image/svg+xml", headers={"Cache-Control": "public, no-cache"})
