"""A site, a revision and a client for the tests of kept answers."""

from datetime import datetime
from typing import Any

from history.watch import Watch


class Site:
    """A site that counts how often it is asked; ``revision`` is that of its answers."""

    def __init__(self) -> None:
        self.asked = 0
        self.revision: int | None = 7
        self.status = "200 OK"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        headers = [("Content-Type", "application/json"), ("X-Request-ID", f"site-{self.asked}"), ("RateLimit", "stale")]
        if self.revision is not None:
            headers += [("X-Revision", str(self.revision)), ("ETag", f'W/"r{self.revision}-x"'), ("Vary", "Accept")]
        start_response(self.status, headers)
        return Body([f"answer {self.asked}".encode()])


class Body(list[bytes]):
    streaming = False
    closed = 0

    def close(self) -> None:
        Body.closed += 1


class Known(Watch):
    def __init__(self, number: int | None = 7) -> None:
        super().__init__()
        self.number = number
        self.made_at: datetime | None = None

    def known(self) -> Any:
        return None if self.number is None else (self.number, self.made_at)


class Asked:
    """What a client sees."""

    def __init__(self, application: Any, query: str = "", path: str = "/api/v1/parks/", **headers: str) -> None:
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "x", **headers}
        chunks = application(environ, self._start)
        self.body = b"".join(chunks).decode()

    def _start(self, status: str, headers: list[tuple[str, str]], *rest: Any) -> None:
        self.status, self.headers = status, dict(headers)
