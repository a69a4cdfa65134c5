"""Every request has a name, which its answer, its problems and its lines in the log bear: ``X-Request-ID``.

A client's own name is taken where it is a plain token, so that its log and ours can be laid side by side; else one is
made.
"""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

# Letters, digits and what UUIDs, ULIDs, base64 and trace ids have: nothing that could forge a line of the log.
TOKEN = re.compile(r"[A-Za-z0-9._~:+/=-]{1,128}")

_current: ContextVar[str | None] = ContextVar("request_id", default=None)


def current() -> str | None:
    """The name of the request that is being answered in this thread."""
    return _current.get()


def identified(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: name the request.

    The name stays after the answer has been returned, because a streamed body is made later, in the same thread; the next
    request takes its place.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        name = given if TOKEN.fullmatch(given) else uuid.uuid4().hex
        _current.set(name)
        response = get_response(request)
        response.headers["X-Request-ID"] = name
        return response

    return respond


class RequestIdFilter(logging.Filter):
    """Gives a record the name of its request, where there is one and it does not bear it already."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id") and (name := current()):
            record.request_id = name
        return True
