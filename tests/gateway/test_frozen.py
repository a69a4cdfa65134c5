"""The site before a database that is frozen: its processes are paused, its connections stay open, and nothing ever comes."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from history.watch import LOST, SILENT
from tests.seeds import FILES, ROOT, SEEDS

pytestmark = pytest.mark.slow
THREADS = 2
TOKEN = "3f0c2b7a9d1e4f68"
LIST = "/api/v1/observations/?page_size="


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """With a database of its own, which no other test shares."""
    folder = tmp_path_factory.mktemp("frozen")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "WORKERS": "1",
        "THREADS": str(THREADS),
        "RATE_LIMIT": "0",
        "METRICS_TOKEN": TOKEN,
    }
    command = [sys.executable, "manage.py", "run", str(SEEDS / FILES["hedong_report"]), "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                assert process.poll() is None, (folder / "log").read_text()
                if ask(f"{address}/readyz")[0] == 200:
                    break
                time.sleep(0.1)
            yield address, folder
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def ask(address: str, **headers: str) -> tuple[int, float, str, bytes]:
    """The status, the seconds, the media type and the body; a status of 0 where nothing came."""
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, time.monotonic() - begun, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, time.monotonic() - begun, error.headers["Content-Type"], error.read()
    except OSError:
        return 0, time.monotonic() - begun, "", b""


def test_nobody_waits_for_a_frozen_database_and_all_is_well_when_it_is_back(site: tuple[str, Path]) -> None:
    address, folder = site
    assert [ask(f"{address}{LIST}{size}")[0] for size in range(1, 5)] == [200] * 4
    postmaster = psutil.Process(int((folder / "postgres" / "postmaster.pid").read_text().split()[0]))
    frozen = [postmaster, *postmaster.children(recursive=True)]
    for process in frozen:
        process.suspend()
    try:
        with ThreadPoolExecutor(12) as threads:
            # Some are in the middle, some wait for a thread, and one has to be let in first.
            asked = [threads.submit(ask, f"{address}{LIST}{size}") for size in range(100, 110)]
            asked.append(threads.submit(ask, f"{address}{LIST}9&format=csv"))
            health = [ask(f"{address}/healthz") for _ in range(20) if not time.sleep(0.05)]
            answers = [one.result() for one in asked]
        assert {status for status, *_ in health} == {200}
        assert sorted(took for _, took, *_ in health)[10] < 0.5
        assert {(status, kind) for status, _, kind, _ in answers} == {(503, "application/problem+json")}
        assert max(took for _, took, *_ in answers) < 10
        assert json.loads(answers[0][3])["status"] == 503
        # By now it is known, and nobody waits at all.
        later = [ask(f"{address}{path}") for path in (f"{LIST}200", f"{LIST}201", "/readyz", f"{LIST}8&format=csv")]
        assert {status for status, *_ in later} == {503}
        assert max(took for _, took, *_ in later) < SILENT
        # Whoever collects the metrics is told just that.
        status, took, _, body = ask(f"{address}/metrics", Authorization=f"Bearer {TOKEN}")
        assert (status, took < SILENT, b"planapi_database_up 0.0" in body) == (200, True, True)
        assert b"planapi_requests_total" in body
    finally:
        for process in frozen:
            process.resume()
    begun = time.monotonic()
    while ask(f"{address}{LIST}300")[0] != 200:
        assert time.monotonic() - begun < LOST / 2
        time.sleep(0.02)
    with ThreadPoolExecutor(12) as threads:  # all of its threads are there again
        answers = list(threads.map(ask, [f"{address}{LIST}{size}" for size in range(400, 424)]))
    assert {status for status, *_ in answers} == {200}


def test_one_backend_that_is_frozen_holds_nobody_else_up(site: tuple[str, Path]) -> None:
    address, folder = site
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(ask, [f"{address}{LIST}{size}" for size in range(500, 508)]))
    postmaster = psutil.Process(int((folder / "postgres" / "postmaster.pid").read_text().split()[0]))
    # The connections of the threads that answer are those that were used last.
    idle = [one for one in postmaster.children() if "idle" in " ".join(one.cmdline()) and "planapi" in one.cmdline()[0]]
    busiest = max(idle, key=lambda one: sum(one.cpu_times()[:2]))
    busiest.suspend()
    try:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(ask, [f"{address}{LIST}{size}" for size in range(600, 612)]))
        assert sum(status == 200 for status, *_ in answers) >= 11
        assert max(took for _, took, *_ in answers) < 5
    finally:
        busiest.resume()
