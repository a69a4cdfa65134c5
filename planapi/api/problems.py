"""Every error becomes ``application/problem+json`` (RFC 9457), whatever raised it and whatever was asked for.

``/api/v1/targets/?yaer=2025`` answers 400 with::

    {"type": "/problems/bad-parameter", "title": "Bad parameter", "status": 400,
     "detail": "yaer: there is no such parameter here. Did you mean “baseline_year”?", "instance": "/api/v1/targets/?yaer=2025",
     "errors": [{"parameter": "yaer", "value": "2025", "message": "there is no such parameter here",
                 "allowed": ["baseline_year", …], "nearest": "baseline_year"}]}
"""

import difflib
import logging
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import DisallowedHost, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe
from rest_framework import exceptions
from rest_framework.views import set_rollback

from planapi.api.caching import NotModified
from planapi.api.policies import HEADER, NOTHING
from planapi.api.request_ids import current

logger = logging.getLogger(__name__)

BAD_PARAMETER = "/problems/bad-parameter"
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one parameter, and what would be right: ``allowed`` where that can be listed, ``nearest``
    where something is near."""

    parameter: str
    value: str
    message: str
    allowed: Sequence[str] | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f" Did you mean “{self.nearest}”?" if self.nearest else ""
        return f"{self.parameter}: {self.message}.{hint}"


class BadParameters(exceptions.APIException):
    """One or more parameters of the request can't be answered as they stand."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, *wrong: Wrong) -> None:
        self.wrong = wrong
        super().__init__(" ".join(map(str, wrong)))


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that was most likely meant, or None where nothing is near.

    >>> nearest("distrct", ["district", "document"])
    'district'
    """
    words = list(allowed)
    if close := difflib.get_close_matches(word, words, n=1, cutoff=0.6):
        return close[0]
    within = [other for other in words if len(word) > 2 and word in other]
    return min(within, key=len, default=None) or next(
        iter(difflib.get_close_matches(word, words, n=1, cutoff=0.5)), None
    )


def problem(
    status: int,
    *,
    detail: str,
    instance: str,
    kind: str = "about:blank",
    title: str | None = None,
    headers: dict[str, str] | None = None,
    **extensions: object,
) -> HttpResponse:
    """An RFC 9457 answer. ``kind`` is its ``type``; a title is the status's own phrase unless given. ``request_id`` is the
    name that the log has for the request."""
    body = {
        "type": kind,
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": instance,
        **({"request_id": name} if (name := current()) else {}),
        **extensions,
    }
    octets = orjson.dumps(body)
    length = {"Content-Length": str(len(octets))}
    return HttpResponse(octets, status=status, content_type=MEDIA_TYPE, headers=length | (headers or {}))


def refusal(status: HTTPStatus, *, detail: str, environ: Mapping[str, Any]) -> tuple[list[tuple[str, str]], bytes]:
    """The headers and the body of a problem for a request that does not reach Django; any page may read it."""
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    headers = {
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
        HEADER: NOTHING,
        "X-Request-ID": uuid.uuid4().hex,
    }
    response = problem(status, detail=detail, instance=escape_uri_path(path[:200]), headers=headers)
    return list(response.items()), response.content


def asked(request: HttpRequest) -> str:
    """What was asked, as a URI reference: a client may send Chinese as it is, which is not one."""
    query = request.GET.urlencode()
    return escape_uri_path(request.path) + (f"?{query}" if query else "")


def exception_handler(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """What DRF does with an exception of a view: a problem, and a log entry where it is our fault."""
    set_rollback()
    if isinstance(exception, NotModified):
        return exception.response
    if isinstance(exception, SuspiciousOperation):
        return bad_request(context["request"], exception)
    instance = asked(context["request"])
    if isinstance(exception, BadParameters):
        errors = [asdict(wrong) for wrong in exception.wrong]
        return problem(
            400,
            kind=BAD_PARAMETER,
            title="Bad parameter",
            detail=str(exception.detail),
            instance=instance,
            errors=errors,
        )
    if isinstance(exception, Http404):
        return problem(404, detail=str(exception) or "There is nothing here.", instance=instance)
    if isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    if isinstance(exception, exceptions.APIException):
        return _refused(exception, context, instance)
    if isinstance(exception, OperationalError | InterfaceError):
        return database_unreachable(context["request"], exception)
    logger.error("An error of ours at %s", instance, exc_info=exception)
    return problem(500, detail="Something went wrong on our side; it has been logged.", instance=instance)


def _refused(exception: exceptions.APIException, context: dict[str, Any], instance: str) -> HttpResponse:
    """What DRF itself refuses, with what would be taken instead."""
    detail, status = str(exception.detail), exception.status_code
    if isinstance(exception, exceptions.NotAcceptable):
        types = [renderer.media_type for renderer in exception.available_renderers or context["view"].get_renderers()]
        return problem(status, detail=detail, instance=instance, available=types)
    if isinstance(exception, exceptions.UnsupportedMediaType):
        types = [parser.media_type for parser in context["view"].parser_classes]
        detail = f"{detail} It takes {', '.join(types)}."
        return problem(
            status, detail=detail, instance=instance, available=types, headers={"Accept-Post": ", ".join(types)}
        )
    headers = {"Retry-After": str(int(wait))} if (wait := getattr(exception, "wait", None)) else {}
    return problem(status, detail=detail, instance=instance, headers=headers)


def database_unreachable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """503, and a log entry: the database is away, or ended a statement that took too long."""
    instance = asked(request)
    # In one line: there is one for each request as long as the database is away.
    logger.error("The database did not answer %s: %s", instance, str(exception).strip().partition("\n")[0])
    detail = "The database is not reachable, or this question took it too long. Try again, or ask for less."
    return problem(503, detail=detail, instance=instance, headers={"Retry-After": "5"})


def not_allowed(method: str, *, allow: str, instance: str) -> HttpResponse:
    """405: what DRF says of its views, for others. ``allow`` is a list as in the header: ``GET, HEAD, OPTIONS``."""
    return problem(405, detail=f'Method "{method}" not allowed.', instance=instance, headers={"Allow": allow})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler404, and whatever address below ``/api/`` nothing answers to."""
    return problem(
        404, detail="There is nothing at this address; /api/v1/ lists what there is.", instance=asked(request)
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, to which a body beyond the limit comes too."""
    if isinstance(exception, RequestDataTooBig):
        return problem(413, detail="The body is too large.", instance=escape_uri_path(request.path))
    detail = "The request can't be read."
    if isinstance(exception, DisallowedHost):
        detail = "This site does not answer to the name that the Host header has."
    return problem(400, detail=detail, instance=escape_uri_path(request.path))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; Django has logged the exception."""
    return problem(500, detail="Something went wrong on our side; it has been logged.", instance=asked(request))


@require_safe
def describe_bad_parameter(request: HttpRequest) -> HttpResponse:
    """What the problem type ``/problems/bad-parameter`` means: the page that its address promises."""
    return HttpResponse(
        "Bad parameter\n\nA query parameter is not one of this address, or its value is not one that it takes. Nothing is ignored here: the\n"
        "member `errors` of the answer lists each one with `parameter`, `value`, `message`, and, where it can be told, `allowed`\n"
        "(what is taken instead) and `nearest` (what was most likely meant).\n",
        content_type="text/plain; charset=utf-8",
    )
