"""What no view could read right is refused before any is asked: 400, 411, 413, 414.

``?name=%FF`` is no UTF-8: Django would read a replacement character there, and the answer would be one to another
question. ``?name=%00`` is text that PostgreSQL has no place for.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from rest.http.addresses import ADDRESS_QUERY
from rest.http.problems import BadParameters, Wrong, asked, bad_parameter, problem

LONGEST = 16_384
"""Octets of a path and its query; RFC 9110 asks for 8000 at least."""


def readable(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuse what can't be read, or is too much to."""

    def respond(request: HttpRequest) -> HttpResponse:
        return _refusal(request) or get_response(request)

    return respond


def _refusal(request: HttpRequest) -> HttpResponse | None:
    meta = request.META
    query: str = meta.get("QUERY_STRING", "")
    if len(meta.get("PATH_INFO", "")) + len(meta.get(ADDRESS_QUERY, query)) > LONGEST:
        detail = (
            f"A URL can have at most {LONGEST} bytes, including its query; this one is longer. "
            "Ask by QUERY, with the parameters in the body, or use several requests."
        )
        return problem(414, detail=detail, instance=re.sub("%.?$", "", _address(request)[:100]))
    if "%" in query or not query.isascii():
        # WSGI hands octets on as Latin-1.
        octets = unquote_to_bytes(query.encode("latin-1", "replace"))
        try:
            octets.decode()
        except UnicodeDecodeError as error:
            detail = f"The query is not UTF-8: byte {error.object[error.start]:#04x} is not allowed there."
            return problem(400, detail=detail, instance=_address(request))
        if b"\x00" in octets:
            return _nul(request)
    if meta.get("HTTP_TRANSFER_ENCODING"):
        # Without the length no body is read here, and half of an answer would be worse than none.
        return problem(411, detail="A request with a body needs a Content-Length header.", instance=_address(request))
    most = most_of_body(meta.get("PATH_INFO", ""))
    length = meta.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdecimal()):
        return problem(400, detail="Content-Length is not a number.", instance=_address(request))
    if int(length) > most:
        detail = f"A body can have at most {most} bytes; this one has {length}."
        return problem(413, detail=detail, instance=_address(request))
    return None


def most_of_body(path: str) -> int:
    """The bytes that a body sent to an address can have."""
    return settings.LARGE_BODIES.get(f"{path.rstrip('/')}/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _address(request: HttpRequest) -> str:
    """The path alone: of the query it is not known what it says."""
    return escape_uri_path(request.path)


def _nul(request: HttpRequest) -> HttpResponse:
    wrong = [
        Wrong(name.replace("\x00", "\\0"), value, "must not contain NUL characters")
        for name, values in request.GET.lists()
        for value in values
        if "\x00" in name + value
    ]
    return bad_parameter(BadParameters(*wrong), instance=asked(request))
