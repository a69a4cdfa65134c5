"""Every error becomes ``application/problem+json`` (RFC 9457), whatever raised it and whatever was asked for.

``/api/v1/targets/?yaer=2025`` answers 400 with::

    {"type": "/problems/bad-parameter", "title": "Bad parameter", "status": 400,
     "detail": "yaer: unknown parameter. Did you mean “baseline_year”?", "instance": "/api/v1/targets/?yaer=2025",
     "errors": [{"parameter": "yaer", "value": "2025", "message": "unknown parameter",
                 "allowed": ["baseline_year", …], "nearest": "baseline_year"}]}
"""

import logging
import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from typing import Any, NoReturn

import orjson
from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled
from rapidfuzz import fuzz, process
from rest_framework import exceptions
from rest_framework.views import set_rollback

from history.servers import tell_failure
from rest.http.caching import NotModified
from rest.http.policies import HEADER, NOTHING, USUAL
from rest.http.request_ids import current

logger = logging.getLogger(__name__)

BAD_PARAMETER = "/problems/bad-parameter"
MEDIA_TYPE = "application/problem+json"

MOST_ERRORS = 10
"""Maximum number of errors in a response. Further ones are only counted."""
LONGEST_VALUE = 100
"""Maximum length of a client's value that a response repeats."""
LONGEST_MESSAGE = 500
"""Maximum length of an error message, which can repeat the value."""
LONGEST_INSTANCE = 2_000
"""Maximum length of a URL that a response repeats, in bytes."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one parameter, the ``allowed`` values if they can be listed, and the ``nearest`` of them, if
    any is similar."""

    parameter: str
    value: str
    message: str
    allowed: Sequence[str] | None = None
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f" Did you mean “{self.nearest}”?" if self.nearest else ""
        # Of what is unknown, its name is what is wrong; where the message repeats the value, it is said already.
        named = (
            not self.value
            or self.message.startswith(("unknown parameter", "unknown member"))
            or self.value in self.message
        )
        where = self.parameter if named else f"{self.parameter}={self.value}"
        return f"{where}: {self.message}.{hint}"

    def cut(self) -> "Wrong":
        """The same with no more of what the client sent than helps to find it."""
        return replace(
            self,
            parameter=shortened(self.parameter),
            value=shortened(self.value),
            message=shortened(self.message, LONGEST_MESSAGE),
        )


class BadParameters(exceptions.APIException):
    """One or more parameters of the request are invalid.

    The response lists the first ``MOST_ERRORS`` errors. ``more`` is the number of errors that are not in ``wrong``.
    """

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, *wrong: Wrong, more: int = 0) -> None:
        self.wrong = [one.cut() for one in wrong[:MOST_ERRORS]]
        self.more = more + len(wrong) - len(self.wrong)
        rest = [f"And {self.more} more."] if self.more else []
        super().__init__(" ".join([*map(str, self.wrong), *rest]))

    def members(self) -> dict[str, Any]:
        """``errors``, and ``errors_left_out`` if there are any. If several errors have the same allowed values, only
        the first lists them."""
        errors: list[dict[str, Any]] = []
        listed: list[Sequence[str]] = []
        for wrong in self.wrong:
            error = asdict(wrong)
            if wrong.allowed is not None and wrong.allowed in listed:
                error["allowed"] = None
            elif wrong.allowed is not None:
                listed.append(wrong.allowed)
            errors.append(error)
        return {"errors": errors, **({"errors_left_out": self.more} if self.more else {})}


def refuse(names: Sequence[str], tell: Callable[[str], Wrong]) -> NoReturn:
    """Raise BadParameters for each of the names. ``tell`` is only called for the errors that are listed."""
    raise BadParameters(*map(tell, names[:MOST_ERRORS]), more=len(names[MOST_ERRORS:]))


def shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    """
    >>> shortened("二〇二五年", 4)
    '二〇二五…'
    """
    return text if len(text) <= longest else f"{text[:longest]}…"


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word that is most similar, or None if none is similar.

    >>> nearest("distrct", ["district", "document"])
    'district'
    """
    if len(word) > LONGEST_VALUE:
        return None  # nothing that is allowed anywhere is that long
    words = list(allowed)
    found = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=50, limit=20)
    # If several are equally similar, take the last in alphabetical order.
    score, near = max(((score, other) for other, score, _ in found), default=(0.0, None))
    if score >= 60:
        return near
    within = [other for other in words if len(word) > 2 and word in other]
    return min(within, key=len, default=None) or near


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
    """Return an RFC 9457 response. ``kind`` is its ``type``; the default title is the phrase of the status.
    ``request_id`` is the id of the request in the log."""
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
    response = HttpResponse(octets, status=status, content_type=MEDIA_TYPE, headers=length | (headers or {}))
    response.problem = body  # type: ignore[attr-defined] # for whoever tells it to a person
    return response


def refusal(status: HTTPStatus, *, detail: str, environ: Mapping[str, Any]) -> tuple[list[tuple[str, str]], bytes]:
    """Return the headers and the body of a problem for a request that does not reach Django. Pages of any origin can
    read it."""
    path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
    headers = {
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        HEADER: NOTHING,
        **USUAL,
        "X-Request-ID": uuid.uuid4().hex,
    }
    response = problem(status, detail=detail, instance=escape_uri_path(path[:200]), headers=headers)
    return list(response.items()), response.content


def asked(request: HttpRequest) -> str:
    """Return the requested URL as a URI reference: a client may send unescaped Chinese. If it is longer than
    ``LONGEST_INSTANCE``, return the path, truncated if necessary."""
    path = escape_uri_path(request.path)
    query = request.GET.urlencode() if len(request.META.get("QUERY_STRING", "")) <= LONGEST_INSTANCE else ""
    if query and len(path) + len(query) < LONGEST_INSTANCE:
        return f"{path}?{query}"
    return path if len(path) <= LONGEST_INSTANCE else re.sub("%.?$", "", path[:LONGEST_INSTANCE])


def exception_handler(exception: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """Turn an exception of a view into a problem response. Log server errors."""
    set_rollback()
    if isinstance(exception, NotModified):
        return exception.response
    if isinstance(exception, SuspiciousOperation):
        return bad_request(context["request"], exception)
    instance = asked(context["request"])
    if isinstance(exception, BadParameters):
        return bad_parameter(exception, instance=instance)
    if isinstance(exception, Http404):
        detail = shortened(str(exception), LONGEST_MESSAGE) or "There is nothing here."
        return problem(404, detail=detail, instance=instance)
    if isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    if isinstance(exception, exceptions.APIException):
        return _refused(exception, context, instance)
    if isinstance(exception, OperationalError) and isinstance(exception.__cause__, QueryCanceled):
        return took_too_long(context, instance)
    if isinstance(exception, OperationalError | InterfaceError):
        return database_unreachable(context["request"], exception)
    logger.error("Server error at %s", instance, exc_info=exception)
    return problem(500, detail="Something went wrong on our side; it has been logged.", instance=instance)


def bad_parameter(exception: BadParameters, *, instance: str) -> HttpResponse:
    """Return a 400 for invalid parameters, each with the allowed values."""
    detail = str(exception.detail)
    return problem(
        400, kind=BAD_PARAMETER, title="Bad parameter", detail=detail, instance=instance, **exception.members()
    )


def _refused(exception: exceptions.APIException, context: dict[str, Any], instance: str) -> HttpResponse:
    """Return the problem for an exception of DRF, with the accepted media types."""
    detail, status = shortened(str(exception.detail), LONGEST_MESSAGE), exception.status_code
    if isinstance(exception, exceptions.NotAcceptable):
        types = [renderer.media_type for renderer in exception.available_renderers or context["view"].get_renderers()]
        return problem(status, detail=detail, instance=instance, available=types)
    if isinstance(exception, exceptions.UnsupportedMediaType):
        types = [parser.media_type for parser in context["view"].parser_classes]
        detail = f"{detail} It takes {', '.join(types)}."
        return problem(
            status, detail=detail, instance=instance, available=types, headers={"Accept-Post": ", ".join(types)}
        )
    if isinstance(exception, exceptions.MethodNotAllowed):
        detail += f" It takes {', '.join(context['view'].allowed_methods)}."
    headers = {"Retry-After": str(int(wait))} if (wait := getattr(exception, "wait", None)) else {}
    if challenge := getattr(exception, "auth_header", None):
        headers |= {"WWW-Authenticate": challenge, "Cache-Control": "no-store"}
    return problem(status, detail=detail, instance=instance, headers=headers)


def took_too_long(context: dict[str, Any], instance: str) -> HttpResponse:
    """Log and return a 503: PostgreSQL cancelled a statement of the response, which took too long. It says what takes less."""
    logger.warning("The response to %s took too long", instance)
    advice = getattr(context["view"], "advice", lambda: "request less at once")()
    given = context["request"].GET
    told = f"The response would take longer than this site allows. To get one, {advice}"
    told += ", or leave out ordering." if "ordering" in given else "."
    return problem(503, detail=told, instance=instance, headers={"Retry-After": "5"})


def database_unreachable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Log and return a 503: the database is not reachable, or cancelled a statement that took too long."""
    instance = asked(request)
    tell_failure()
    # In one line: there is one for each request while the database is not reachable.
    logger.error("No response from the database for %s: %s", instance, str(exception).strip().partition("\n")[0])
    detail = "The database is not reachable, or the query took too long. Try again, or request less."
    return problem(503, detail=detail, instance=instance, headers={"Retry-After": "5"})


class DatabaseErrors:
    """Middleware: what a view lets through of a database that is away is a 503, too. So is a transaction that could not be ended, which is outside of what a
    handler of DRF's is run in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return (
            database_unreachable(request, exception)
            if isinstance(exception, OperationalError | InterfaceError)
            else None
        )


def not_allowed(method: str, *, allow: str, instance: str) -> HttpResponse:
    """Return a 405, as DRF does for its views. ``allow`` is a list as in the header: ``GET, HEAD, OPTIONS``."""
    return problem(
        405, detail=f'Method "{method}" not allowed. It takes {allow}.', instance=instance, headers={"Allow": allow}
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's handler400, also used for bodies over the limit."""
    if isinstance(exception, RequestDataTooBig):
        return problem(413, detail="The body is too large.", instance=escape_uri_path(request.path))
    detail = "The request can't be read."
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        detail = f"A request can have at most {most} parameters; this one has more. One parameter can have several values, separated by commas."
    if isinstance(exception, DisallowedHost):
        detail = "The site is not served under the name in the Host header."
    return problem(400, detail=detail, instance=escape_uri_path(request.path))


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500; Django has logged the exception."""
    return problem(500, detail="Something went wrong on our side; it has been logged.", instance=asked(request))


@require_safe
def describe_bad_parameter(request: HttpRequest) -> HttpResponse:
    """The page at ``/problems/bad-parameter``, which explains the problem type."""
    return HttpResponse(
        "Bad parameter\n\nThe request has an unknown query parameter, or an invalid value for a known one. No parameter is ever ignored. The member\n"
        "`errors` of the response lists up to ten errors, each with its `parameter`, `value` and `message`, and, if they are known,\n"
        "`allowed` (the accepted values; listed once if several errors share them) and `nearest` (the most likely intended value).\n"
        "`errors_left_out` is the number of further errors. Long values are truncated and end with “…”.\n",
        content_type="text/plain; charset=utf-8",
    )
