"""wrk asks one server a question for some seconds, over so many connections; what comes of it is a ``Measure``."""

import json
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

_SCRIPT = Path(__file__).with_name("load.lua")
LONGER = 4
BUSY = 10.0
"""Hundredths of all processors."""
PATIENCE = 60
"""Seconds."""
_MEASURED = re.compile(r"^MEASURED (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measure:
    """Requests a second, and in how many milliseconds so many hundredths of them were answered. ``failed`` were not."""

    rate: float
    p50: float
    p95: float
    p99: float
    requests: int
    failed: int

    def told(self) -> dict[str, Any]:
        return asdict(self)


def have_wrk() -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing, which makes the requests (Debian: apt-get install wrk).")


def measure(
    base: str, paths: Sequence[str], *, connections: int, seconds: int, headers: Mapping[str, str] | None = None
) -> Measure:
    """Ask the paths in turn. What gives no answer at all within a second or two is asked for longer, and then has a rate of 0."""
    given = [f"{name}:{value}" for name, value in (headers or {}).items()]
    wrk = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "-s",
        str(_SCRIPT),
        base,
        "--",
        *given,
        *paths,
    ]
    out = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
    found = _MEASURED.search(out)
    assert found is not None, out
    told = json.loads(found[1])
    if not told["requests"] and seconds < LONGER:
        return measure(base, paths, connections=connections, seconds=LONGER, headers=headers)
    rate = told["requests"] / told["seconds"]
    return Measure(rate, told["p50"], told["p95"], told["p99"], told["requests"], told["failed"])


def rest() -> bool:
    """Wait until the machine has next to nothing to do: what was asked before may still be answered, or written to disk. False where it never has."""
    deadline = time.monotonic() + PATIENCE
    while (busy := psutil.cpu_percent(0.1) > BUSY) and time.monotonic() < deadline:
        pass
    return not busy


def pace() -> float:
    """Milliseconds of a loop that is always the same: what the processor gives just now, of which a machine among others has more or less."""
    taken = []
    for _ in range(5):
        began, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number * number
        taken.append(1000 * (time.process_time() - began))
    return sorted(taken)[len(taken) // 2]


def once(base: str, path: str) -> Measure:
    """A question that is asked once: the better of two tries, since what the first brings into memory is there for the second."""
    taken = []
    for _ in range(2):
        began = time.monotonic()
        ask(base, path)
        taken.append(1000 * (time.monotonic() - began))
    best = min(taken)
    return Measure(1000 / best, best, best, best, requests=1, failed=0)


def middle(measures: Sequence[Measure]) -> Measure:
    """Of several rounds the one in the middle, by requests a second."""
    return sorted(measures, key=lambda one: one.rate)[len(measures) // 2]


def ask(base: str, path: str) -> tuple[Any, Mapping[str, str]]:
    """The answer to a path; or to ``POST /path {…}``, a body that is sent there."""
    if not path.startswith("POST "):
        return get(base + path)
    _, address, body = path.split(" ", 2)
    request = urllib.request.Request(base + address, body.encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read()), dict(answer.headers)


def get(url: str, **headers: str) -> tuple[Any, Mapping[str, str]]:
    """The JSON that is answered, and the headers by their names in small letters."""
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        body = answer.read()
        return (json.loads(body) if body else None), {name.lower(): value for name, value in answer.headers.items()}
