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


_run: ContextVar[int | None] = ContextVar("run_id", default=None)


def current() -> str | None:
    """The name of the request that is being answered in this thread, or that sent the task which it runs."""
    return _current.get()


def set_current(name: str | None) -> None:
    """From here on, this thread works for the request of that name."""
    _current.set(name)


def set_run(number: int | None) -> None:
    """From here on, this thread works on that run of the ingest."""
    _run.set(number)


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
    """Gives a record the name of its request, where there is one and it does not bear it already, and the number of the run of the ingest."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "request_id") and (name := current()):
            record.request_id = name
        if (run := _run.get()) is not None:
            record.run_id = run
        return True


class PlainFormatter(logging.Formatter):
    """Lines for people: ``[0f3c…]`` is the request, ``[run 12]`` the run of the ingest, ``[0f3c… run 12]`` a run in a request, ``[-]`` neither."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname:7} {name} [{where}]: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 logging's word
        run = getattr(record, "run_id", None)
        parts = (getattr(record, "request_id", None), run and f"run {run}")
        record.where = " ".join(filter(None, parts)) or "-"
        return super().formatMessage(record)
