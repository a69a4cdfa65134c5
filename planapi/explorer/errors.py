"""A refusal as a page that says what to do next, for who looks with a browser. Below ``/api/`` every error stays `application/problem+json`."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from districts.models import District
from districts.reading.divisions import Division, division, today
from planapi.explorer.perhaps import perhaps
from planapi.explorer.refusals import told_in
from rest.http.policies import EXPLORER, HEADER
from rest.http.problems import shortened

DATA = ("/api/", "/static/", "/admin/", "/healthz", "/readyz", "/metrics")
"""How addresses begin whose errors are for programs, or have pages of their own."""
KINDS = {404: "missing", 400: "wrong", 429: "too_many", 413: "too_long", 414: "too_long", 503: "away", 500: "broken"}
"""What is said of a status; of any other that it was not possible."""
_LONGEST_WORD = 60
_CODE = re.compile(r"(?<=/)[1-9]\d{5}(?!\d)")


def told_to_people(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a problem is a page where the client is a browser, which says that it takes HTML."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A view of the explorer has made its page already.
        if not response.get("Content-Type", "").startswith("application/problem+json") or not _for_people(request):
            return response
        return as_page(request, response)

    return respond


def _for_people(request: HttpRequest) -> bool:
    return not request.path_info.startswith(DATA) and "text/html" in request.META.get("HTTP_ACCEPT", "")


def as_page(request: Any, response: HttpResponse) -> HttpResponse:
    """The page of a problem response, with its status and its other headers."""
    problem: Mapping[str, Any] = response.problem  # type: ignore[attr-defined] # set by rest.http.problems.problem
    language = language_of(request)
    status = response.status_code
    missing = status == 404
    codes = _CODE.findall(request.path_info) if missing else []
    known, became, places = _places(codes[-1]) if codes else (None, None, ())
    page = {
        "language": language,
        "html_lang": "zh-Hans" if language == "zh" else "en",
        "other_address": reverse(f"front-{'en' if language == 'zh' else 'zh'}"),
        "pinned": False,
        "kind": KINDS.get(status, "refused"),
        "problem": told_in(problem, language),
        "wait": response.headers.get("Retry-After"),
        "again": request.get_full_path() if status in (429, 500, 503) and request.method in ("GET", "HEAD") else None,
        "without": _without_what_is_wrong(request, problem),
        "newest": _without(request, {"revision"}) if missing and "revision" in request.GET else None,
        "opened": request.path if status == 405 and "GET" in response.headers.get("Allow", "") else None,
        "perhaps": perhaps(request.path_info, language) if missing else (),
        "words": _sought(request.path_info, known, became, places) if missing else "",
        "division": known,
        "of_place": known is not None and request.path_info.rstrip("/").endswith(f"/{known.code}"),
        "became": became,
        "places": places,
    }
    kept = {
        name: value
        for name, value in response.headers.items()
        if name.lower() not in ("content-type", "content-length", "content-encoding", HEADER.lower())
    }
    body = render_to_string("explorer/error.html", page)
    return HttpResponse(body, status=status, headers={**kept, HEADER: EXPLORER, "Cache-Control": "no-store"})


def language_of(request: Any) -> str:
    """That of the site's part; where no page matches, English for who asks for it first."""
    if request.path_info == "/en" or request.path_info.startswith("/en/"):
        return "en"
    matched = getattr(request, "resolver_match", None)
    if matched is not None and "language" in matched.kwargs:
        return matched.kwargs["language"]
    asked = re.findall(r"(?:^|,)\s*(zh|en)\b", request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower())
    return asked[0] if asked else "zh"


def _places(code: str) -> tuple[Division | None, Division | None, Sequence[District]]:
    """The division of a code, if there ever was one; what it has become, if it is another now; and the places that have pages: its own and that, or, where
    neither has one, those that it lies in."""
    try:
        known = division(code)
    except KeyError:
        known = became = None
    else:
        now = today(code)
        became = None if now is known else now
    wanted = {code} | ({became.code} if became else set())
    above = set((became or known).ancestors) if known else set()
    try:
        found = District.objects.select_related("parent").filter(code__in=wanted | above).order_by("code")
        return known, became, [one for one in found if one.code in wanted] or list(found)[::-1]
    except DatabaseError:
        return known, became, ()


def _sought(path: str, known: Division | None, became: Division | None, places: Sequence[District]) -> str:
    """What may be looked for instead of an address: the name of a place that has no page, else the last words of the address."""
    if known:
        now = became or known
        return "" if any(one.code in (known.code, now.code) for one in places) else now.name
    return "" if places else _last_words(path)


def _last_words(path: str) -> str:
    """The last part of an address, as what somebody may have looked for."""
    last = unquote(path).rstrip("/").rpartition("/")[2].replace("\x00", "")
    return shortened(last, _LONGEST_WORD)


def _without_what_is_wrong(request: Any, problem: Mapping[str, Any]) -> str | None:
    """The address without the parameters that were refused, where there are any and others are not to blame."""
    wrong = {one["parameter"] for one in problem.get("errors", ())}
    if not wrong or request.method not in ("GET", "HEAD"):
        return None
    return _without(request, wrong)


def _without(request: Any, names: set[str]) -> str:
    """The address without these parameters."""
    kept = [(name, value) for name, value in parse_qsl(request.META.get("QUERY_STRING", "")) if name not in names]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path
