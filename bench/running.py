"""The servers that are compared, each started and stopped here: one process each, with as many threads as the site has of its own."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import cluster
from bench.cluster import FOLDER, ROOT
from bench.processes import free_port, stop

LOCK = ROOT / "requirements" / "bench.txt"
VENV = FOLDER / "venv"
THREADS = "4"
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers at ``base``, and how long it took from its start to its first answer."""

    name: str
    base: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Command:
    """How a server is started: ``{port}`` stands for its port."""

    name: str
    command: Sequence[str]
    first: str
    environment: Mapping[str, str] = field(default_factory=dict)


def have_rivals() -> Path:
    """An environment with the packages of the rivals, made of their lock; returns its Python."""
    python = VENV / "bin" / "python"
    stamp, wanted = VENV / "lock", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Installing what the API is measured against in {VENV} ...", file=sys.stderr, flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
        environment = os.environ | {"PIP_USE_PEP517": "1"}
        subprocess.run([*pip, "--no-deps", "--require-hashes", "-r", str(LOCK)], check=True, env=environment)
        stamp.write_text(wanted)
    return python


def site(name: str, **settings: str) -> Command:
    """The site itself, by its own command."""
    command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", "{port}"]
    return Command(name, command, "/api/v1/observations/", {"WORKERS": "1", "THREADS": THREADS, **settings})


def rivals(python: Path) -> Command:
    granian = [str(python), "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", THREADS]
    options = ["--blocking-threads-idle-timeout", "600", "--no-ws", "--log-level", "warning", "--port", "{port}"]
    return Command(
        "rivals", [*granian, *options, "bench.rivals.site:application"], "/empty/", {"PYTHONPATH": str(ROOT)}
    )


def datasette(python: Path, file: Path) -> Command:
    command = [
        str(python.with_name("datasette")),
        "serve",
        "--immutable",
        str(file),
        "--metadata",
        str(file.with_suffix(".json")),
    ]
    options = ["--setting", "suggest_facets", "off", "--setting", "sql_time_limit_ms", "60000", "--port", "{port}"]
    return Command("datasette", [*command, *options], "/-/versions.json")


@contextlib.contextmanager
def running(command: Command, database: str) -> Iterator[Server]:
    """A server over a database of the corpora, from its first answer on; it is stopped after. Its words go to a log in the folder of the bench."""
    port = str(free_port())
    base = f"http://127.0.0.1:{port}"
    environment = cluster.environment(database) | dict(command.environment)
    log = FOLDER / f"{command.name}.log"
    with log.open("wb") as out:
        started = time.monotonic()
        given = [part.format(port=port) for part in command.command]
        process = subprocess.Popen(given, env=environment, cwd=ROOT, stdout=out, stderr=out, start_new_session=True)
        try:
            _await(base + command.first, process, log)
            yield Server(command.name, base, time.monotonic() - started)
        finally:
            stop(process)


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url) as answer:
            answer.read()
            return
        time.sleep(0.02)
    raise SystemExit(f"{url} was not answered:\n{log.read_text(errors='replace')[-2000:]}")
