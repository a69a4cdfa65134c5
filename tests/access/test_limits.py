"""A client may ask so often a minute, is told so with every answer, and is refused beyond it."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from access import counting
from access.counting import WINDOW
from access.limits import STEP, subscriber_of
from indicators.analysis.comparing import compare_rows
from planapi.env import Environment
from rest.formats import ExportTable
from tests.access.conftest import Start
from tests.seeds import ROOT

HERE = "/api/v1/"


def limit_of(response: Any) -> tuple[str, str]:
    return response["RateLimit-Policy"], response["RateLimit"]


def test_every_answer_says_what_is_left(start: Start, db: None) -> None:
    client = start(RATE_LIMIT=5)
    assert limit_of(client.get(HERE)) == ('"anonymous";q=5;w=60', '"anonymous";r=4;t=40')
    assert limit_of(client.get("/api/v1/nothing/"))[1] == '"anonymous";r=3;t=40'
    assert limit_of(client.get("/api/v1/parks/?colour=red"))[1] == '"anonymous";r=2;t=40'
    assert limit_of(client.head("/api/v1/parks"))[1] == '"anonymous";r=1;t=40'
    assert limit_of(client.post("/api/v1/parks/"))[1] == '"anonymous";r=0;t=40'


def test_the_one_too_many_is_told_when_to_come_back(start: Start, minute: list[float], db: None) -> None:
    client = start(RATE_LIMIT=2)
    assert [client.get(HERE).status_code for _ in range(2)] == [200, 200]
    refused: Any = client.get(HERE, headers={"Origin": "https://example.org"})
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused["Retry-After"], refused["RateLimit"]) == ("40", '"anonymous";r=0;t=40')
    assert refused.json()["violated-policies"] == ["anonymous"]
    assert refused["Access-Control-Allow-Origin"] == "*"
    exposed = set(refused["Access-Control-Expose-Headers"].split(", "))
    assert {"RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-ID", "Link", "ETag"} <= exposed
    minute[0] += 39
    assert client.get(HERE).status_code == 429
    minute[0] += 1
    assert limit_of(client.get(HERE))[1] == '"anonymous";r=1;t=60'


@pytest.mark.parametrize(
    "address", ["/robots.txt", "/healthz", "/api/v1/docs/", "/api/v1/redoc", "/problems/bad-parameter"]
)
def test_pages_and_health_are_not_limited(address: str, start: Start, db: None) -> None:
    client = start(RATE_LIMIT=1)
    for _ in range(3):
        response = client.get(address)
        assert response.status_code == 200
        assert "RateLimit" not in response.headers


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/en/verify/", 200),
        ("/nothing", 404),
        ("/readyz", 200),
        ("/evidence/observations/none/", 404),
        ("/releases/r99/planapi-r99.zip", 404),
        ("/releases/latest", 302),
        ("/admin/login/", 200),
        ("/admin/", 302),
    ],
)
def test_what_is_beside_the_api_is_limited_too(address: str, status: int, start: Start, db: None) -> None:
    client = start(RATE_LIMIT=2)
    assert [client.get(address).status_code for _ in range(3)] == [status, status, 429]


def test_an_answer_that_takes_long_counts_as_several(
    start: Start, watch: list[float], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    client = start(RATE_LIMIT=100)
    asked = compare_rows

    def slowly(*args: Any, **kwargs: Any) -> Any:
        watch[0] += 7.5 * STEP
        return asked(*args, **kwargs)

    monkeypatch.setattr("indicators.analysis.views.compare_rows", slowly)
    address = "/api/v1/compare/?indicator=high-tech-firms&kind=actual"  # of some statements only: not from what is kept
    assert limit_of(client.get(HERE))[1] == '"anonymous";r=99;t=40'
    assert limit_of(client.get(address))[1] == '"anonymous";r=91;t=40'


def test_a_file_counts_by_the_time_that_making_it_takes(
    start: Start, watch: list[float], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    client = start(RATE_LIMIT=100)
    row_of = ExportTable.row_of

    def slowly(table: Any, row: Any) -> Any:
        watch[0] += 2 * STEP
        return row_of(table, row)

    monkeypatch.setattr("rest.formats.table.ExportTable.row_of", slowly)
    file: Any = client.get("/api/v1/indicators/?format=ndjson&slug=high-tech-firms,gdp-growth&page_size=10")
    watch[0] += 1000 * STEP  # the client's own time
    assert len(b"".join(file.streaming_content).splitlines()) == 2
    assert limit_of(client.get(HERE))[1] == '"anonymous";r=94;t=40'


def test_what_is_beyond_the_limit_is_let_end_and_refused_after(
    start: Start, watch: list[float], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    client = start(RATE_LIMIT=5)
    monkeypatch.setattr("rest.http.health.time.monotonic", lambda: watch.__setitem__(0, watch[0] + 1) or 0.0)
    assert limit_of(client.get("/readyz"))[1] == '"anonymous";r=0;t=40'
    assert client.get(HERE).status_code == 429


def test_a_preflight_costs_nothing(start: Start, db: None) -> None:
    client = start(RATE_LIMIT=1)
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    assert [client.options(HERE, headers=asking).status_code for _ in range(3)] == [200] * 3
    assert client.get(HERE).status_code == 200


def test_no_limit_is_none(start: Start, db: None) -> None:
    client = start(RATE_LIMIT=0)
    assert "RateLimit" not in client.get(HERE).headers


def test_each_address_has_a_limit_of_its_own(start: Start, db: None) -> None:
    client = start(RATE_LIMIT=1)
    assert [client.get(HERE, REMOTE_ADDR=f"192.0.2.{last}").status_code for last in (1, 2, 1)] == [200, 200, 429]


def test_a_customer_with_many_addresses_is_one(start: Start, db: None) -> None:
    client = start(RATE_LIMIT=1)
    ask = [
        client.get(HERE, REMOTE_ADDR=f"2001:db8:0:{net}::{host}").status_code for net, host in ((1, 1), (1, 2), (2, 1))
    ]
    assert ask == [200, 429, 200]
    assert subscriber_of("::ffff:192.0.2.7") == subscriber_of("192.0.2.7")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, "192.0.2.1", "10.0.0.9"),  # written by the client
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "8.8.8.8, 192.0.2.1", "192.0.2.1"),  # the first written by the client, the second by our proxy
        (2, "8.8.8.8, 192.0.2.1, 172.16.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "192.0.2.1"),
        (1, " , ", "10.0.0.9"),
    ],
)
def test_whose_request_it_is_behind_proxies(proxies: int, forwarded: str, counted: str, start: Start, db: None) -> None:
    start(RATE_LIMIT=1, PROXIES=0).get(HERE, REMOTE_ADDR=counted)
    behind = start(RATE_LIMIT=1, PROXIES=proxies)
    assert behind.get(HERE, REMOTE_ADDR="10.0.0.9", headers={"X-Forwarded-For": forwarded}).status_code == 429


def test_processes_count_together(tmp_path: Path) -> None:
    """Two processes, one after the other: together they grant what is published, all of it, and once."""
    program = (
        "import sys; from pathlib import Path; from access.counting import CountTable\n"
        "table = CountTable(Path(sys.argv[1]), secret='s')\n"
        "print(sum(table.take('192.0.2.1', limit=1000)[0] >= 0 for _ in range(700)))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program, str(tmp_path / "table")]
    granted = [int(subprocess.run(command, env=environment, capture_output=True, check=True).stdout) for _ in range(2)]
    if granted != [700, 300]:  # a minute may have ended in between
        assert granted == [700, 700]


def test_a_client_in_another_s_slot_is_not_counted_against_it(
    monkeypatch: pytest.MonkeyPatch, minute: list[float]
) -> None:
    monkeypatch.setattr("access.counting.SLOTS", 1)
    table = counting.CountTable(None, secret="s")
    assert [table.take(client, limit=2)[0] for client in ("a", "a", "b", "a")] == [1, 0, 1, 1]


def test_the_file_tells_no_addresses(tmp_path: Path) -> None:
    first, second = (counting.CountTable(tmp_path / name, secret=name) for name in ("first", "second"))
    first.take("192.0.2.1", limit=5)
    second.take("192.0.2.1", limit=5)
    assert (tmp_path / "first").read_bytes() != (tmp_path / "second").read_bytes()
    assert (tmp_path / "first").stat().st_mode & 0o077 == 0


def test_a_folder_that_can_t_be_written_is_told_and_each_process_counts_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with caplog.at_level(logging.WARNING):
        table = counting.CountTable(tmp_path / "file" / "table", secret="s")
    assert "each process keeps its own" in caplog.text
    assert table.take("a", limit=2)[0] == 1


def test_the_published_limits_are_those_in_force() -> None:
    docs = (ROOT / "docs" / "api.md").read_text()
    unset = Environment()
    assert f"a client can make {unset.rate_limit} requests a minute" in docs
    assert f'RateLimit-Policy: "anonymous";q={unset.rate_limit};w={WINDOW}' in docs
    assert f"({unset.rate_limit_with_key:,} a minute by default" in docs
    section = docs.partition("\n## Requests and headers\n")[2].partition("\n## ")[0]
    assert all(f"`{name}`" in section for name in settings.CORS_EXPOSE_HEADERS)
