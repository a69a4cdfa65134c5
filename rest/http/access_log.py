"""One line of the log for each request, where ``ACCESS_LOG`` is on; a warning for each that took longer than ``SLOW_REQUEST``::

    INFO    rest.http.access_log [0f3c…]: GET /api/v1/targets/?district=120102 200 18203 octets in 3.4 ms, 1.9 ms of it in 2 statements

In JSON the same are fields: ``method``, ``path``, ``status``, ``octets``, ``ms``, ``sql_ms``, ``statements``. No address of a client is
written: requests are counted without one being stored, and the proxy before the site knows it, under the same request id.

A WSGI application around the others. Responses of the event loop (``planapi.asgi``) don't reach it, and are logged by
``tell``. The time is that of making the answer, not of sending it: how fast a client reads says nothing about the site.
What a client sent is written percent-encoded, so that it can't begin a line of its own, and no longer than LONGEST.
"""

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connections
from django.db.backends.signals import connection_created

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

LONGEST = 2_000
"""Maximum length of a logged URL; of the rest, only the length is logged."""

_PATH, _QUERY = "/~:@!$&'()*+,;=", "/~:@!$&'()*+,;=?%[]"


class Spent(threading.local):
    """What the database took of the request that this thread answers."""

    statements = 0
    seconds = 0.0

    def measure(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """What Django has around each statement (``execute_wrapper``)."""
        begun = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += perf_counter() - begun
            self.statements += 1


spent = Spent()


def _watch(connection: Any, **_: Any) -> None:
    if spent.measure not in connection.execute_wrappers:
        connection.execute_wrappers.append(spent.measure)


Observe = Callable[[Environ, str, float, "Spent"], None]
"""Called for each request that was answered: with its status line, the seconds of making the answer, and what the database took of them."""


def logged(application: Application, *, observe: Observe | None = None) -> Application:
    """The application with its log, and with somebody who is told of every request; itself where neither is wanted."""
    every, slow = settings.ENVIRONMENT.access_log, settings.ENVIRONMENT.slow_request / 1000
    if not every and not slow and observe is None:
        return application
    connection_created.connect(_watch, dispatch_uid=__name__)
    for connection in connections.all(initialized_only=True):
        _watch(connection)
    return AccessLog(application, every=every, slow=slow, observe=observe)


class AccessLog:
    """``slow`` are seconds from which on a request is a warning; 0 for none."""

    def __init__(self, application: Application, *, every: bool, slow: float, observe: Observe | None = None) -> None:
        self.application = application
        self.observe = observe
        self.tells_every = every or observe is not None
        self.writes_every = every
        self.slow = slow or float("inf")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun = perf_counter()
        spent.statements, spent.seconds = 0, 0.0
        told: list[Any] = ["500", []]

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[:] = status, headers
            return start_response(status, headers, *rest)

        body = self.application(environ, start)
        # A list, or one of Django's answers that is whole, is all there: what follows is the server's work.
        if type(body) is list or getattr(body, "streaming", True) is False:
            if self.tells_every or perf_counter() - begun >= self.slow:
                self.tell(environ, told, sum(map(len, body)), perf_counter() - begun)
            return body
        if isinstance(body, environ.get("wsgi.file_wrapper", ())):
            # The server takes it from the disk.
            length = next((value for name, value in told[1] if name == "Content-Length"), "0")
            self.tell(environ, told, int(length), perf_counter() - begun)
            return body
        return _Streamed(body, lambda octets: self.tell(environ, told, octets, perf_counter() - begun))

    def tell(self, environ: Environ, told: Sequence[Any], octets: int, seconds: float) -> None:
        """Tell of a request that has been answered, and write its line where one is wanted."""
        status, headers = told
        if self.observe is not None:
            self.observe(environ, status, seconds, spent)
        if not self.writes_every and seconds < self.slow:
            return
        named = next((value for name, value in headers if name == "X-Request-ID"), "-")
        fields = {
            "method": quote(environ["REQUEST_METHOD"][:40], safe=""),
            "path": address(environ),
            "status": int(status[:3]),
            "octets": octets,
            "ms": round(seconds * 1000, 1),
            "sql_ms": round(spent.seconds * 1000, 1),
            "statements": spent.statements,
        }
        logger.log(
            logging.WARNING if seconds >= self.slow else logging.INFO,
            "%(method)s %(path)s %(status)s %(octets)s octets in %(ms)s ms, %(sql_ms)s ms of it in %(statements)s statements",
            fields,
            extra={"request_id": named, **fields},
        )


def address(environ: Environ) -> str:
    """Path and query, escaped for a log line.

    >>> address({"PATH_INFO": "/a b\\r\\n", "QUERY_STRING": 'q=%E5%85%BB\\x1b[31m"'})
    '/a%20b%0D%0A?q=%E5%85%BB%1B[31m%22'
    """
    path = quote(environ["PATH_INFO"].encode("latin-1", "replace"), safe=_PATH)
    query = environ.get("QUERY_STRING", "")
    whole = without_keys(f"{path}?{quote(query.encode('latin-1', 'replace'), safe=_QUERY)}" if query else path)
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…({len(whole)})"


def without_keys(text: str) -> str:
    """A text in which somebody may have put a key where none belongs.

    >>> without_keys("/api/v1/parks/?key=plan_Jm2vQ81xJm2vQ81xJm2vQ81xJm2vQ81xJm2vQ81xJm2")
    '/api/v1/parks/?key=plan_…'
    """
    return _KEY.sub("plan_…", text) if "plan_" in text else text


_KEY = re.compile(r"plan_[\w-]{30,}")


class KeysHidden(logging.Filter):
    """No line of the log has a key: one that was sent in an address, say, which messages repeat."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "plan_" in (told := record.getMessage()) and (hidden := without_keys(told)) != told:
            record.msg, record.args = hidden, None
        return True


class _Streamed:
    """Count the bytes as they pass, and log them when the server closes the response."""

    def __init__(self, body: Any, tell: Callable[[int], None]) -> None:
        self._body = body
        self.streaming = getattr(body, "streaming", False)
        self.holds_its_thread = getattr(body, "holds_its_thread", False)
        self._tell = tell
        self._octets = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            self._octets += len(chunk)
            yield chunk

    def close(self) -> None:
        try:
            if (close := getattr(self._body, "close", None)) is not None:
                close()
        finally:
            self._tell(self._octets)
