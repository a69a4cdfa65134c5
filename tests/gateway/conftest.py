"""A gateway before made-up applications, asked by made-up clients, in an event loop of the test's own."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest

from rest.gateway.application import Gateway


@dataclass
class Client:
    """One request, and what came back: ``status``, ``headers`` and ``body``; ``whole`` says whether it was told to be complete.

    ``events`` are given to whoever receives; after the last of them nothing comes, ever. ``takes`` octets are read, then no more.
    """

    method: str = "GET"
    path: str = "/"
    query: str = ""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    address: str = "192.0.2.1"
    events: list[dict[str, Any]] = field(default_factory=list)
    takes: float = float("inf")

    status: int | None = None
    answered: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    whole: bool = False

    def scope(self) -> dict[str, Any]:
        return {
            "type": "http",
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "raw_path": self.path.encode(),
            "query_string": self.query.encode(),
            "headers": [(b"host", b"example.org"), *self.headers],
            "server": ("127.0.0.1", "8000"),
            "client": (self.address, "50000"),
        }

    async def receive(self) -> dict[str, Any]:
        if self.events:
            return self.events.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            self.status = event["status"]
            self.answered = {name.decode().lower(): value.decode() for name, value in event["headers"]}
            return
        assert event["type"] == "http.response.body"
        if len(self.body) >= self.takes:
            await asyncio.Event().wait()
        self.body += event.get("body", b"")
        self.whole = not event.get("more_body", False)


NOTHING: dict[str, Any] = {"type": "http.request", "body": b"", "more_body": False}
"""The event of a request without a body."""


def posting(*parts: bytes, length: int, **others: Any) -> Client:
    """A client that sends these parts of a body that it says has so many octets."""
    sent = sum(map(len, parts))
    events: list[dict[str, Any]] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if sent == length:
        events[-1]["more_body"] = False
    return Client(method="POST", headers=[(b"content-length", str(length).encode())], events=events, **others)


class Streaming:
    """An answer as Django has one that is made while it is sent; ``made`` counts its chunks."""

    streaming = True

    def __init__(self, chunks: Iterable[bytes], *, holds_its_thread: bool) -> None:
        self.holds_its_thread = holds_its_thread
        self.made = 0
        self.closed = False
        self._chunks = iter(chunks)

    def __iter__(self) -> "Streaming":
        return self

    def __next__(self) -> bytes:
        chunk = next(self._chunks)
        self.made += 1
        return chunk

    def close(self) -> None:
        self.closed = True


Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def answering(body: Any, *, status: str = "200 OK") -> Application:
    """A WSGI application that answers everything with this."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        start_response(status, [("Content-Type", "text/plain")])
        return body(environ) if callable(body) else body

    return application


def gateway(application: Application, **others: Any) -> Gateway:
    options: dict[str, Any] = {
        "recall": lambda environ: None,
        "refuse": lambda status, detail, environ: ([("Content-Type", "text/plain")], detail.encode()),
        "wants_file": lambda environ: environ["QUERY_STRING"] == "format=csv",
        "client_of": lambda environ: environ["REMOTE_ADDR"],
        "threads": 1,
        "file_threads": 2,
        "most_body": 1000,
    }
    return Gateway(application, **(options | others))


async def ask(site: Gateway, client: Client) -> Client:
    async with asyncio.timeout(10):
        await site(client.scope(), client.receive, client.send)
    return client


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients are let go after a fraction of a second."""
    monkeypatch.setattr("rest.gateway.pace.BODY_GRACE", 0.2)
    monkeypatch.setattr("rest.gateway.pace.READING_GRACE", 0.2)
    monkeypatch.setattr("rest.gateway.pace.LEAST_RATE", 1 << 40)
