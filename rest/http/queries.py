"""``QUERY`` (RFC 10008): a question that is too long for an address, sent as a body, and answered as a GET is.

    QUERY /api/v1/observations/                        QUERY /api/v1/observations/
    Content-Type: application/x-www-form-urlencoded    Content-Type: application/json

    district=120102,120103&year=2023                   {"district": ["120102", "120103"], "year": 2023}

What the address itself asks counts too. The address of the next page is one to be asked with the same body.
"""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from rest.http.addresses import ADDRESS_QUERY
from rest.http.problems import problem

METHOD = "QUERY"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ACCEPTED = {"Accept-Query": f"{FORM}, {JSON}"}
LONGEST = 262_144
"""Octets of a body that asks."""


def queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a QUERY of the API becomes the GET of the same."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return get_response(request)
        if request.method != METHOD:
            response = get_response(request)
            if "GET" in (allow := response.headers.get("Allow", "")):
                response.headers["Allow"] = f"{allow}, {METHOD}"
                if request.method == "OPTIONS":
                    response.headers["Accept-Query"] = ACCEPTED["Accept-Query"]
            return response
        return _refusal(request) or _asked(request, get_response)

    return respond


def _refusal(request: HttpRequest) -> HttpResponse | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()) or request.META.get("HTTP_TRANSFER_ENCODING"):
        return _problem(request, HTTPStatus.LENGTH_REQUIRED, "A request with a body needs a Content-Length header.")
    if int(length) > LONGEST:
        told = f"A QUERY can have a body of at most {LONGEST} bytes; this one has {length}. Use several requests."
        return _problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    if int(length) and request.content_type not in (FORM, JSON):
        told = f"A QUERY takes a body of {FORM} or {JSON}; this one has {request.content_type or 'no Content-Type'}."
        return _problem(request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
    return None


def _asked(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    meta = request.META
    address: str = meta.get("QUERY_STRING", "")
    try:
        body = _as_query(request.content_type, request.body)
    except ValueError as error:
        return _problem(request, HTTPStatus.BAD_REQUEST, str(error))
    meta[ADDRESS_QUERY] = address
    meta["QUERY_STRING"] = "&".join(filter(None, (body, address)))
    request.method = "GET"
    request.__dict__.pop("GET", None)
    return get_response(request)


def _as_query(media_type: str | None, body: bytes) -> str:
    """A body as the query of an address, in the Latin-1 of WSGI; raises ValueError."""
    if media_type != JSON or not body:
        return body.decode("latin-1").strip()
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"The body is not valid JSON: {error}.") from None
    if not isinstance(asked, dict):
        raise ValueError(  # noqa: TRY004 as of all other bodies that can't be read
            'The body must be an object of parameters, for example {"district": ["120102"], "year": 2023}.'
        )
    return urlencode(list(_pairs(asked)))


def _pairs(asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, given in asked.items():
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, dict | list) or value is None:
                raise ValueError(f"{name}: must be text, a number, true, false, or a list of these.")
            yield name, str(value).lower() if isinstance(value, bool) else str(value)


def _problem(request: HttpRequest, status: HTTPStatus, told: str) -> HttpResponse:
    return problem(status, detail=told, instance=escape_uri_path(request.path), headers=ACCEPTED)
