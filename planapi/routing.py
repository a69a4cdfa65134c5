"""What is read goes to a standby, where there are any; everything else to the primary (``history.servers``)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from history import servers
from rest.http.seen import revision_seen

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

READ = ("/api/v1/", "/evidence/", "/releases/")
WRITTEN_BESIDE = ("/api/v1/ingest-runs", "/api/v1/ingestions")
"""Resources whose rows change with no revision that would say so: nobody shall see a run end and then begin."""
POSTS = ("/api/v1/verify", "/api/v1/verify/", "/mcp", "/mcp/")
"""Questions that are too long for an address."""
ATTEMPTS = 4
"""Servers, or tries of the same one, that an answer is asked of at most."""


def reads(environ: Environ) -> bool:
    """Whether a request only reads what belongs to a revision."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] == "POST":
        return path in POSTS
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD") and path.startswith(READ) and not path.startswith(WRITTEN_BESIDE)
    )


class ReadRouter:
    """A WSGI application in front of the site's own. An answer that fails because its server does is asked of another one."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if not servers.standbys() or not reads(environ):
            return self.application(environ, start_response)
        at_least = revision_seen(environ)
        for attempt in range(ATTEMPTS):
            told: list[Any] = []
            server = servers.choose(at_least=at_least)
            end = servers.read_from(server)
            try:
                body: Any = self.application(environ, lambda *given, told=told: told.extend(given))
            except BaseException:
                end()
                raise
            if servers.has_failed() and attempt < ATTEMPTS - 1 and servers.may_try_again(server):
                _give_up(environ, body)
                end()
                continue
            start_response(*told)
            if getattr(body, "holds_its_thread", False):
                return _HeldBody(body, end)
            end()
            return body
        raise AssertionError("the last attempt is answered, however it ends")


def _give_up(environ: Environ, body: Any) -> None:
    if close := getattr(body, "close", None):
        close()
    if seek := getattr(environ.get("wsgi.input"), "seek", None):
        seek(0)


class _HeldBody:
    """A file whose rows are read while it is sent, and the standby that they are read from."""

    streaming = holds_its_thread = True

    def __init__(self, body: Any, end: Callable[[], None]) -> None:
        self._body = body
        self._end = end

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        try:
            self._body.close()
        finally:
            self._end()
