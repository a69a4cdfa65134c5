"""A line for each request that is wanted, whoever answered it, and none that a client could have written."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory
from pythonjsonlogger.json import JsonFormatter

from rest.http import access_log, request_ids
from rest.http.access_log import LONGEST, AccessLog, logged, spent
from rest.http.request_ids import RequestIdFilter

NAME = "rest.http.access_log"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[str]]]:
    """The lines as they would be written, of the plain format."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("{levelname} [{request_id}]: {message}", style="{"))
    handler.addFilter(RequestIdFilter())
    logger = logging.getLogger(NAME)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: written.getvalue().splitlines()
    logger.removeHandler(handler)
    logger.setLevel(before)


def environ(path: str = "/api/v1/parks/", **more: str) -> dict[str, Any]:
    return {**RequestFactory().get(path).environ, **more}


def ask(application: Callable[..., Iterable[bytes]], asked: dict[str, Any]) -> bytes:
    """As a server does it: all octets, then the close."""
    body = application(asked, lambda *_: None)
    octets = b"".join(body)
    getattr(body, "close", lambda: None)()
    return octets


def answer(*chunks: bytes) -> Callable[..., Iterable[bytes]]:
    """An application that was ready before Django was asked."""

    def application(asked: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("X-Request-ID", "of-this-one")])
        return list(chunks)

    return application


def test_a_request_is_one_line_with_what_the_database_took(db: None, lines: Callable[[], list[str]]) -> None:
    def application(asked: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with connection.cursor() as cursor:
            for _ in range(3):
                cursor.execute("select 1")
        return answer(b"1")(asked, start_response)

    access_log._watch(connection)
    try:
        for _ in range(2):  # the second begins at none
            ask(AccessLog(application, every=True, slow=0), environ("/api/v1/parks/?page_size=2"))
    finally:
        connection.execute_wrappers.remove(spent.measure)
    for line in lines():
        assert line.startswith("INFO [of-this-one]: GET /api/v1/parks/?page_size=2 200 1 octets in ")
        assert line.endswith("ms of it in 3 statements")


def test_an_answer_from_before_django_is_told_of_under_its_own_name(lines: Callable[[], list[str]]) -> None:
    before = request_ids._current.set("the-one-before")
    assert ask(AccessLog(answer(b"12", b"345"), every=True, slow=0), environ()) == b"12345"
    request_ids._current.reset(before)
    assert [line.partition(" octets")[0] for line in lines()] == ["INFO [of-this-one]: GET /api/v1/parks/ 200 5"]
    assert lines()[0].endswith("0.0 ms of it in 0 statements")


def test_a_stream_is_told_of_when_it_ends(lines: Callable[[], list[str]]) -> None:
    closed: list[str] = []

    class Stream:
        def __iter__(self) -> Iterator[bytes]:
            yield from (b"12", b"345")

        def close(self) -> None:
            closed.append("yes")

    body: Any = AccessLog(lambda *_: Stream(), every=True, slow=0)(environ(), lambda *_: None)
    assert next(iter(body)) == b"12"
    assert lines() == []
    body.close()
    assert closed == ["yes"]
    assert "500 2 octets" in lines()[0]


def test_a_slow_request_is_a_warning_and_a_quick_one_nothing(
    lines: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(access_log, "perf_counter", lambda: now[0])

    def taking(seconds: float) -> Callable[..., Iterable[bytes]]:
        def application(asked: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            now[0] += seconds
            return answer(b"1")(asked, start_response)

        return application

    for seconds in (0.9, 1.5):
        ask(AccessLog(taking(seconds), every=False, slow=1), environ())
    assert lines() == [
        "WARNING [of-this-one]: GET /api/v1/parks/ 200 1 octets in 1500.0 ms, 0.0 ms of it in 0 statements"
    ]


HOSTILE = [
    ("/a\r\n2027 INFO forged", "", "/a%0D%0A2027%20INFO%20forged"),
    ("/", "q=\x1b[2J\x07\x85\u2028".encode().decode("latin-1"), "/?q=%1B[2J%07%C2%85%E2%80%A8"),
    ("/", 'q="},{"level":"ERROR"', "/?q=%22%7D,%7B%22level%22:%22ERROR%22"),
]


@pytest.mark.parametrize(("path", "query", "written"), HOSTILE)
def test_a_client_writes_no_line_of_its_own(
    path: str, query: str, written: str, lines: Callable[[], list[str]]
) -> None:
    hostile = environ(PATH_INFO=path, QUERY_STRING=query, REQUEST_METHOD="GE\nT")
    ask(AccessLog(answer(), every=True, slow=0), hostile)
    (line,) = lines()
    assert line.isascii()
    assert line.isprintable()
    assert f": GE%0AT {written} 200 " in line


def test_a_long_address_is_cut(lines: Callable[[], list[str]]) -> None:
    ask(AccessLog(answer(), every=True, slow=0), environ(QUERY_STRING="q=" + "x" * 60_000))
    assert LONGEST < len(lines()[0]) < LONGEST + 200
    assert "…(60017) 200" in lines()[0]


def test_in_json_each_part_is_a_field(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, NAME):
        ask(AccessLog(answer(b"1"), every=True, slow=0), environ("/api/v1/parks/?q=1"))
    found = json.loads(JsonFormatter("{levelname}{message}", style="{").format(caplog.records[0]))
    assert (found["method"], found["path"], found["status"], found["octets"]) == ("GET", "/api/v1/parks/?q=1", 200, 1)
    assert found["request_id"] == "of-this-one"
    assert {"ms", "sql_ms", "statements"} <= set(found)


def test_nothing_stands_before_the_site_where_no_log_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"access_log": False, "slow_request": 0}
    monkeypatch.setattr(settings, "ENVIRONMENT", type("Environment", (), wanted))
    application = answer()
    assert logged(application) is application
