"""The site as it is served, among clients of our own that are slow."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.serving import serving

pytestmark = pytest.mark.django_db

PATIENCE = 20
"""Seconds. Without the gateway, nothing here would be answered before the slow clients leave."""


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site"), THREADS="1", FILE_THREADS="2") as address:
        yield address.removeprefix("http://")


def get(site: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(site, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_clients_that_withhold_bodies_keep_nobody_from_an_answer(site: str) -> None:
    host, port = site.split(":")
    with ExitStack() as held:
        for _ in range(8):
            slow = held.enter_context(socket.create_connection((host, int(port))))
            slow.sendall(b"POST /api/v1/verify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{")
        assert get(site, "/healthz") == (200, b'{"status": "ok"}')
        assert get(site, "/api/v1/districts/")[0] == 200
        assert get(site, "/api/v1/parks/?format=csv")[0] == 200


def test_a_body_that_never_comes_is_a_problem_in_plain_words(site: str) -> None:
    host, port = site.split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as slow:
        slow.sendall(b"POST /api/v1/verify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{")
        answer = http.client.HTTPResponse(slow)
        answer.begin()
        assert answer.status == 408
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["Connection"] == "close"
        assert b"1 of 500 bytes were received in 10 seconds" in answer.read()
