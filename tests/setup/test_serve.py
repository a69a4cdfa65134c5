"""`manage.py serve` as somebody at a terminal meets it."""

import contextlib
import itertools
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

from tests.seeds import FILES, ROOT, SEEDS

REPORT = SEEDS / FILES["hedong_report"]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def command() -> list[str]:
    return ["serve"]


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


@pytest.fixture
def site(tmp_path: Path, port: int, command: list[str], settings: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A served site with an embedded database of its own, in a process group of its own as in a terminal."""
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "PORT": str(port),
        "WORKERS": "2",
        **settings,
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        for _ in range(1200):  # a machine that has much else to do
            try:
                fetch(port, "/healthz")
                break
            except urllib.error.URLError:
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def fetch(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.read()


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=lambda sent: sent.name)
def test_it_serves_and_stops_at_once_with_its_database(
    site: subprocess.Popen[str], port: int, tmp_path: Path, sent: signal.Signals
) -> None:
    assert b"TryItPanel" in fetch(port, "/static/docs/docs.css")
    assert (tmp_path / "postgres" / "postmaster.pid").exists()

    # A terminal sends Ctrl-C to every process of the group; whoever stops a service asks the first alone.
    (os.killpg if sent == signal.SIGINT else os.kill)(site.pid, sent)
    said = site.communicate(timeout=60)[0]
    assert said.endswith("Stopped.\n")
    assert "Killing worker" not in said  # as the server does with one that it has waited ten seconds for
    assert site.returncode == 0, said
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize("command", [["run", str(REPORT)]])
def test_one_command_makes_the_database_reads_a_document_and_serves_it(site: subprocess.Popen[str], port: int) -> None:
    (document,) = json.loads(fetch(port, "/api/v1/documents/"))["results"]
    assert document["slug"] == "120102-report-2023"
    os.kill(site.pid, signal.SIGTERM)
    said = site.communicate(timeout=60)[0].splitlines()
    assert any(line.startswith("✓ 120102-report-2023") for line in said)
    assert said[-2:] == [f"Serving http://127.0.0.1:{port}/ — Ctrl-C stops it.", "Stopped."]


def postmaster(folder: Path) -> int:
    """The process of the embedded server, as it wrote it down; 0 while it is being started."""
    try:
        return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])
    except (OSError, IndexError):
        return 0


@pytest.mark.parametrize("command", [["run", str(REPORT)]])
def test_a_killed_database_is_started_again_by_who_needs_it(
    site: subprocess.Popen[str], port: int, tmp_path: Path
) -> None:
    """First its postmaster alone, then every process of it, while several ask at once in both serving processes."""

    def ask(page_size: int) -> str:
        try:
            return json.loads(fetch(port, f"/api/v1/documents/?page_size={page_size}"))["results"][0]["slug"]
        except urllib.error.HTTPError as error:
            return str(error.code)

    for round_ in range(2):
        server = psutil.Process(postmaster(tmp_path))
        killed = [server, *(server.children(recursive=True) if round_ else [])]
        for process in killed:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(killed, timeout=5)
        deadline = time.monotonic() + 60
        with ThreadPoolExecutor(8) as threads:
            # No two alike, so that none is answered from memory.
            sizes = itertools.count(100 * round_ + 1)
            # Connections outlive their postmaster for a moment: what they answer says nothing yet.
            while (answers := set(threads.map(ask, itertools.islice(sizes, 8)))) != {
                "120102-report-2023"
            } or postmaster(tmp_path) in (0, server.pid):
                assert answers <= {"120102-report-2023", "503"}
                assert time.monotonic() < deadline
                time.sleep(0.1)
    os.kill(site.pid, signal.SIGTERM)
    said = site.communicate(timeout=60)[0]
    # A process that begins in that moment starts it as it always does, and says nothing.
    assert said.count("has stopped; restarting it") in (1, 2)
    assert "Traceback" not in said
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


@pytest.mark.parametrize("command", [["run", str(REPORT)]])
@pytest.mark.parametrize(
    "settings", [{"ACCESS_LOG": "true", "LOG_FORMAT": "json", "LOG_LEVEL": "ERROR", "WORKERS": "1", "THREADS": "1"}]
)
def test_every_request_is_a_line_of_the_log_also_one_answered_from_memory(
    site: subprocess.Popen[str], port: int
) -> None:
    bodies = [fetch(port, "/api/v1/observations/?page_size=1&subject=%0D%0A") for _ in range(3)]
    with pytest.raises(urllib.error.HTTPError):
        fetch(port, "/%0D%0A%7B%22level%22")
    os.kill(site.pid, signal.SIGTERM)
    said = [json.loads(line) for line in site.communicate(timeout=60)[0].splitlines() if line.startswith("{")]
    told = [line for line in said if line["logger"] == "rest.http.access_log" and line["path"] != "/healthz"]
    assert [(line["method"], line["path"], line["status"]) for line in told] == [
        *[("GET", "/api/v1/observations/?page_size=1&subject=%0D%0A", 200)] * 3,
        ("GET", "/%0D%0A%7B%22level%22", 404),
    ]
    assert [line["octets"] for line in told[:3]] == [len(body) for body in bodies]
    assert told[0]["statements"] > 0
    assert told[2]["statements"] == 0
    assert len({line["request_id"] for line in told}) == 4


def test_a_taken_port_is_told_with_the_way_out(port: int, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = subprocess.run(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "planapi.settings"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert f"port {port} of 127.0.0.1 is in use" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr
    assert "Traceback" not in done.stderr
