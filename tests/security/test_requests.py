"""Requests that are made to harm, by raw sockets, to the served site: each is answered soon, and changes nothing for the next client."""

import json
import re
import socket
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.serving import serving

pytestmark = pytest.mark.django_db

LIST = "/api/v1/parks/?page_size=1"
OWN = {"x-request-id", "ratelimit", "date"}
"""Headers of an answer that are this request's alone."""


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int]]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        host, port = address.removeprefix("http://").split(":")
        yield host, int(port)


class Answered:
    """What came back over a connection that is closed then: the first answer, and whatever came behind it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        head, _, rest = raw.partition(b"\r\n\r\n")
        line, *fields = head.decode("latin-1").split("\r\n")
        self.status = int(line.split()[1]) if line else 0
        self.fields = [(name.lower(), value.strip()) for name, _, value in (field.partition(":") for field in fields)]
        self.headers = dict(self.fields)
        length = int(self.headers.get("content-length", len(rest)))
        self.body, self.behind = rest[:length], rest[length:]


def send(site: tuple[str, int], raw: bytes) -> Answered:
    """What comes back within the time that any request may take."""
    begun = time.monotonic()
    with socket.create_connection(site, timeout=30) as link:
        got = b""
        try:
            link.sendall(raw)
            while piece := link.recv(1 << 16):
                got += piece
        except (ConnectionResetError, BrokenPipeError):
            pass  # closed on us while we were sending: what came before counts
    assert time.monotonic() - begun < 10
    return Answered(got)


def ask(
    site: tuple[str, int],
    path: str = LIST,
    *headers: str,
    method: str = "GET",
    body: bytes = b"",
    host: str = "127.0.0.1",
) -> Answered:
    fields = [f"Host: {host}", "Connection: close", *headers]
    if body:
        fields.append(f"Content-Length: {len(body)}")
    return send(site, f"{method} {path} HTTP/1.1\r\n".encode("latin-1") + _head(fields) + body)


def _head(fields: list[str]) -> bytes:
    return "\r\n".join([*fields, "", ""]).encode("latin-1")


# ── What no cache keys by ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "path", [LIST, "/api/v1/parks/?page_size=1&revision=1", "/api/v1/", "/", "/llms.txt", "/.well-known/api-catalog"]
)
def test_no_header_that_caches_don_t_look_at_changes_an_answer(site: tuple[str, int], path: str) -> None:
    plain = ask(site, path)
    assert plain.status == 200
    for header in (
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 1",
        "X-Forwarded-Prefix: /evil",
        "X-Forwarded-For: 192.0.2.1",
        "X_Forwarded_Host: evil.example",
        "Forwarded: host=evil.example;proto=https",
        "X-Original-URL: /admin/",
        "X-Rewrite-URL: /admin/",
        "X-Host: evil.example",
        "X-HTTP-Method-Override: DELETE",
        "X-Method-Override: PUT",
        "Origin: https://evil.example",
        "Origin: null",
        "Cookie: sessionid=x; csrftoken=y",
        "Accept-Language: zh",
        "User-Agent: evil",
        "Referer: https://evil.example/",
        "Script-Name: /evil",
    ):
        other = ask(site, path, header)
        assert (other.status, other.body) == (200, plain.body), header
        changed = {pair for pair in set(plain.fields) ^ set(other.fields) if pair[0] not in OWN}
        assert not changed, (header, changed)
        assert "evil" not in str(other.fields)


def test_a_page_elsewhere_is_given_no_credentials(site: tuple[str, int]) -> None:
    for origin in ("https://evil.example", "null"):
        for method in ("GET", "OPTIONS"):
            answer = ask(site, LIST, f"Origin: {origin}", "Access-Control-Request-Method: GET", method=method)
            assert answer.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in answer.headers
        # And nothing of the admin.
        assert "access-control-allow-origin" not in ask(site, "/admin/login/", f"Origin: {origin}").headers


# ── Hosts, ways elsewhere, and lines that are none of ours ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.1:80:80",
        "127.0.0.1/x",
        "",
        "[::1",
        "a" * 300,
    ],
)
def test_another_host_is_refused(site: tuple[str, int], host: str) -> None:
    answer = ask(site, host=host)
    assert answer.status == 400
    assert b"evil.example/" not in answer.body


def test_a_whole_address_in_the_request_names_no_host(site: tuple[str, int]) -> None:
    answer = ask(site, f"http://evil.example{LIST}")
    assert answer.status in (200, 400)
    assert b"evil.example" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/admin",
        "/\\evil.example",
        "/%2fevil.example",
        "/%5cevil.example/admin",
        "/admin//evil.example",
        "/releases/latest?next=//evil.example",
        "/admin/login/?next=//evil.example",
        "/admin/logout/?next=https://evil.example",
        "/admin?x=%0d%0aLocation:%20//evil.example",
        "/static//evil.example/%2e%2e",
    ],
)
def test_no_address_leads_elsewhere(site: tuple[str, int], path: str) -> None:
    answer = ask(site, path)
    assert answer.status < 500
    assert not re.match(r"(?:https?:)?[/\\]{2}|.*[\r\n]", answer.headers.get("location", "")), answer.headers


def test_who_logs_in_is_sent_nowhere_else(admin_user: Any) -> None:
    client = Client()
    for target in ("//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"):
        given = {"username": admin_user.username, "password": "password", "next": target}
        answer = client.post(f"/admin/login/?next={target}", given)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")


@pytest.mark.parametrize(
    ("path", "header"),
    [
        (f"{LIST}&x=%0d%0aSet-Cookie:%20a=b", "X: y"),
        ("/nothing%0d%0aSet-Cookie:%20a=b", "X: y"),
        ("/admin/x%0d%0aSet-Cookie:%20a=b", "X: y"),
        ("/evidence/parks/%0d%0aSet-Cookie:a=b/", "X: y"),
        (LIST, "X-Request-ID: a%0d%0aSet-Cookie: a=b"),
        (LIST, "X-Request-ID: a\u0085Set-Cookie: a=b"),
        (LIST, "Origin: https://a\tSet-Cookie: a=b"),
        ("/releases/latest%0d%0aSet-Cookie:%20a=b", "X: y"),
    ],
)
def test_nothing_that_is_sent_becomes_a_header(site: tuple[str, int], path: str, header: str) -> None:
    answer = ask(site, path, header)
    assert 200 <= answer.status < 500
    assert not {"a=b"} & {value for name, value in answer.fields if name == "set-cookie"}
    assert all(name in KNOWN for name, _ in answer.fields if name.startswith(("set-", "location"))), answer.fields


KNOWN = {"set-cookie", "location"}


@pytest.mark.parametrize("method", ["X-HTTP-Method-Override: POST", "X-HTTP-Method: DELETE", "X-Method-Override: PUT"])
def test_a_method_is_the_one_of_the_request(site: tuple[str, int], method: str) -> None:
    for path in ("/api/v1/verify/", "/api/v1/verify/?_method=POST"):
        assert ask(site, path, method).status == 405


# ── Where one request ends and the next begins ──────────────────────────────────────────────────────────────────────

NEXT = b"GET /api/v1/parks/smuggled/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.parametrize(
    "fields",
    [
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: xchunked"],
        ["Transfer-Encoding: identity", "Content-Length: 5"],
        ["Transfer-Encoding : chunked"],
        ["Content-Length: +5"],
        ["Content-Length: -5"],
        ["Content-Length: 5, 5"],
        ["Content-Length: 0x5"],
        ["Content-Length: 99999999999999999999999"],
    ],
)
def test_a_length_that_can_be_read_in_two_ways_is_no_length(site: tuple[str, int], fields: list[str]) -> None:
    head = b"POST /api/v1/verify/ HTTP/1.1\r\n" + _head(["Host: 127.0.0.1", "Content-Type: application/json", *fields])
    answer = send(site, head + b"0\r\n\r\n" + NEXT)
    assert answer.status in (0, 400, 411, 413), answer.raw[:200]
    assert b"smuggled" not in answer.raw


# ── More than anybody needs ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("headers", "statuses"),
    [
        (["X: " + "a" * 200_000], {431, 0}),
        ([f"X{number}: y" for number in range(5_000)], {431, 400, 0}),
        (["Accept: " + ",".join(["a/b;q=0.1"] * 5_000)], {200, 406}),
        (["Accept-Encoding: " + ",".join(["gzip;q=0.1"] * 4_000)], {200}),
        (["If-None-Match: " + ",".join(['"a"'] * 10_000)], {200}),
        (['If-None-Match: "' + 'a" "' * 12_000], {200}),
        (["Cookie: " + "a=b; " * 10_000], {200}),
        (["Range: bytes=" + ",".join(["0-"] * 10_000)], {200, 416}),
        (["X-Forwarded-For: " + ",".join(["1"] * 20_000)], {200}),
        (["Authorization: Bearer " + "a" * 50_000], {401}),
        (["Authorization: Basic " + "=" * 50_000], {401}),
        (["Content-Type: " + "a;" * 20_000], {200}),
        (["Origin: " + "https://" * 5_000], {200}),
    ],
)
def test_headers_of_any_size_are_answered_soon(site: tuple[str, int], headers: list[str], statuses: set[int]) -> None:
    assert ask(site, LIST, *headers).status in statuses
    assert ask(site).status == 200


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        ("&".join(f"a{number}=1" for number in range(2_000)), {400}),
        ("&" * 16_000, {200, 400}),
        ("name=" + "a" * 16_000, {200}),
        ("name__contains=" + "%25_" * 3_000, {200}),
        ("name__contains=" + "%28a%2B%29%2B" * 1_000, {200}),
        ("name__icontains=" + "%5C" * 5_000, {200, 400}),
        ("ordering=" + ",".join(["name"] * 3_000), {200, 400}),
        ("fields=" + ",".join(["name"] * 3_000), {200, 400}),
        ("cursor=" + "W" * 16_000, {400}),
        ("id=" + ",".join(["a"] * 8_000), {200, 400}),
        ("page_size=" + "9" * 5_000, {200, 400}),
        ("revision=" + "9" * 5_000, {400, 404}),
        ("district=" + "1" * 10_000, {200, 400}),
    ],
)
def test_queries_of_any_kind_are_answered_soon(site: tuple[str, int], query: str, statuses: set[int]) -> None:
    assert ask(site, f"/api/v1/parks/?{query}").status in statuses


@pytest.mark.parametrize(
    "words",
    [
        "养老" * 2_000,
        "a" * 16_000,
        "%28" * 5_000,
        "%5C" * 5_000,
        "%25" * 5_000,
        "%22" * 5_000,
        "-" * 9_000,
        "的 " * 2_000,
        "%F0%9F%98%80" * 1_300,
    ],
)
def test_a_search_for_anything_is_answered_soon(site: tuple[str, int], words: str) -> None:
    sent = words if words.isascii() and " " not in words else quote(words)[:16_000].rpartition("%")[0]
    assert ask(site, f"/api/v1/search/?q={sent}").status in (200, 400)


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 500_000,
        b'{"a":' * 150_000 + b"1" + b"}" * 150_000,
        b'{"claims":' + b"[" * 1_000 + b"]" * 1_000 + b"}",
        b'{"text": "' + "到2025年达到360亿元。".encode() * 30_000 + b'"}',
        b'{"claims": [' + b",".join([b'{"text": "x"}'] * 60_000) + b"]}",
        b"9" * 1_000_000,
        b'{"text": 1e999999999}',
        b'{"text": "\\ud800"}',
        b'{"text": "a", "text": "b"}' * 2,
        b"\xff\xfe{\x00}\x00",
        b'{"__class__": "os.system", "py/object": "os.system"}',
    ],
)
def test_a_body_of_anything_is_answered_soon(site: tuple[str, int], body: bytes) -> None:
    answer = ask(site, "/api/v1/verify/", "Content-Type: application/json", method="POST", body=body)
    assert 400 <= answer.status < 500, answer.body[:200]
    assert json.loads(answer.body)["status"] == answer.status
