"""Measure this API beside others, in one run: `make bench`, or `python -m bench --quick` (ten minutes at most, over the corpora that are there).

The same rows, the same machine, one server process each; each question is put to all of them in turn before the next, over 1, 8 and 32 connections, in
several rounds of which the middle one counts. The results are kept in ``BENCH_DIR``; ``docs/performance.md`` and its plots are written from them.
"""

import argparse
import contextlib
import datetime
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from bench import cluster, datasette, growth, load, questions, report, running
from bench.corpus import name_of
from bench.questions import (
    API,
    CACHED,
    CHOSEN,
    DATASETTE,
    DRF,
    EMPTY,
    FLOOR,
    NINJA,
    OFFSET,
    PAGES,
    POSTGREST,
    RIVALS,
    UNCOUNTED,
)

CONNECTIONS = (1, 8, 32)
SIZES = (100_000, 200_000, 1_000_000, 10_000_000)
"""200,000 is the size over which the marks were set."""
SLOW = 1000.0
"""Milliseconds."""
RESULTS = cluster.FOLDER / "results.json"
Answers = list[dict[str, Any]]


class Run:
    """One run over one corpus."""

    def __init__(self, database: str, python: Path, *, seconds: int, rounds: int) -> None:
        self.database, self.python = database, python
        self.seconds, self.rounds = seconds, rounds
        self.known = questions.facts(database)
        self.answers: Answers = []
        self.restless = 0
        self.paces = [load.pace()]

    def measure(self) -> dict[str, Any]:
        known = self.known
        file = datasette.copy(self.database)
        with contextlib.ExitStack() as stack:

            def start(command: running.Command) -> running.Server:
                return stack.enter_context(running.running(command, self.database))

            api = start(running.site("api", RESPONSE_CACHE_MB="0"))
            kept = start(running.site("api-kept", RESPONSE_CACHE_MB="64"))
            rivals = start(running.rivals(self.python))
            servers = {API: api, CACHED: kept}
            servers |= dict.fromkeys((FLOOR, NINJA, DRF, OFFSET, EMPTY, POSTGREST), rivals)
            servers |= dict.fromkeys((DATASETTE, UNCOUNTED), start(running.datasette(self.python, file)))
            questions.check(servers, known, self.database)
            asked = [
                (who, page, questions.paths(who, page, known, api, self.database)) for page in PAGES for who in RIVALS
            ]
            self.ask([(who, page, servers[who].base, paths, {}) for who, page, paths in asked])
            self.ask([(who, CHOSEN, servers[who].base, questions.chosen(who, known), {}) for who in (API, POSTGREST)])
            first = "/api/v1/observations/"
            _, headers = load.get(kept.base + first)
            self.ask(
                [
                    (EMPTY, "empty", rivals.base, ["/empty/"], {}),
                    (CACHED, "cached", kept.base, [first], {}),
                    (CACHED, "304", kept.base, [first], {"If-None-Match": headers["etag"]}),
                ]
            )
            own = [(API, what, api.base, paths, {}) for what, paths in questions.own(known).items()]
            self.ask(own, seconds=max(self.seconds, growth.SECONDS))
            if self.restless:
                tell(f"  {self.restless} measurements began while the machine had something else to do")
            pace = sorted(self.paces)[len(self.paces) // 2]
            return {"counts": known.counts, "start": api.seconds, "answers": self.answers, "pace": pace}

    def ask(
        self, asked: Sequence[tuple[str, str, str, Sequence[str], dict[str, str]]], *, seconds: int | None = None
    ) -> None:
        """Put questions to their servers: by rounds, so that what else the machine does meets all of them.

        What takes longer than ``SLOW`` is asked once: its servers would be at it for long when the next is to be asked.
        """
        slow = {one[:2]: measured for one in asked if (measured := load.once(one[2], one[3][0])).p50 > SLOW}
        self.answers += [
            {"who": who, "what": what, "connections": 1, **measured.told()} for (who, what), measured in slow.items()
        ]
        asked = [one for one in asked if one[:2] not in slow]
        for who, what, base, paths, headers in asked:
            load.measure(base, paths, connections=8, seconds=1, headers=headers)
            tell(f"  {what} of {who}")
        for connections in CONNECTIONS:
            rounds: dict[int, list[load.Measure]] = {}
            for _ in range(self.rounds):
                self.paces.append(load.pace())
                for number, (_, _, base, paths, headers) in enumerate(asked):
                    self.restless += not load.rest()
                    measured = load.measure(
                        base, paths, connections=connections, seconds=seconds or self.seconds, headers=headers
                    )
                    rounds.setdefault(number, []).append(measured)
            for number, (who, what, *_) in enumerate(asked):
                told = load.middle(rounds[number]).told()
                self.answers.append({"who": who, "what": what, "connections": connections, **told})


def first_answer_of_make() -> float | None:
    """Seconds from `make run`, over seeds that are ingested, to its first answer."""
    command = running.Command("make-run", ["make", "run", "PORT={port}"], "/api/v1/observations/")
    environment = {"DATA_DIR": str(cluster.FOLDER / "warm"), "DATABASE_URL": "", "RATE_LIMIT": "0"}
    command = running.Command(command.name, command.command, command.first, environment)
    seconds = 0.0
    for _ in range(2):  # the first makes the database
        with running.running(command, "postgres") as server:
            seconds = server.seconds
    return seconds


def machine(python: Path) -> dict[str, str]:
    """On what, and with which versions, it was measured."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) // 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    with psycopg.connect(cluster.url_of("postgres")) as connection:
        postgres = connection.info.parameter_status("server_version") or ""
    asked = "import importlib.metadata as m; print(*(m.version(n) for n in ('datasette', 'django-ninja')))"
    rivals = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    version = importlib.metadata.version
    return {
        "processor": f"{model}, {os.cpu_count()} of them",
        "memory": f"{memory} GiB",
        "software": f"Python {platform.python_version()}, PostgreSQL {postgres.split()[0]}, Django {version('django')}, Django REST framework "
        f"{version('djangorestframework')}, Granian {version('granian')}, Datasette {rivals[0]}, django-ninja {rivals[1]}",
    }


def _lines(path: str) -> list[str]:
    with contextlib.suppress(OSError):
        return Path(path).read_text().splitlines()
    return []


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def sizes_of(given: argparse.Namespace) -> list[int]:
    """Those asked for; else those that are there, and at least the smallest (or, not in haste, the two smallest)."""
    ready = cluster.ready()
    there = {size for size in SIZES if name_of(size) in ready}
    return sorted(given.sizes or there | set(SIZES[: 1 if given.quick else 2]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one short round, over the corpora that are there")
    parser.add_argument(
        "--sizes", type=int, nargs="*", help="numbers of observations; a corpus that is missing is made"
    )
    parser.add_argument("--seconds", type=int, help="how long each question is asked (3; in haste 1)")
    parser.add_argument("--rounds", type=int, help="how often (3; in haste 1)")
    parser.add_argument(
        "--report", action="store_true", help="measure nothing: write docs/performance.md from the last results"
    )
    given = parser.parse_args()
    if not given.report:
        measure(given)
    report.write(json.loads(RESULTS.read_text()))


def measure(given: argparse.Namespace) -> None:
    settings.configure()  # nothing of the site's is asked for in this process
    load.have_wrk()
    sizes = sizes_of(given)
    python = running.have_rivals()
    results: dict[str, Any] = {
        "when": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(python),
        "seconds": given.seconds or (1 if given.quick else 3),
        "rounds": given.rounds or (1 if given.quick else 3),
        "sizes": {},
    }
    known: dict[int, questions.Facts] = {}
    for size in sizes:
        database = name_of(size)
        # Brings a corpus that is there to the tables as they are now.
        _timed(f"the corpus of {size:,}", lambda database=database, size=size: _corpus(database, size))
        run = Run(database, python, seconds=results["seconds"], rounds=results["rounds"])
        known[size] = run.known
        results["sizes"][str(size)] = _timed(f"{size:,} observations", run.measure)
        RESULTS.write_text(json.dumps(results, indent=1))  # in half an hour anything may happen
    together = partial(growth.measure, known, rounds=results["rounds"])
    for size, grown in _timed("all of them side by side", together).items():
        results["sizes"][str(size)] |= grown
    results["make_run"] = first_answer_of_make()
    RESULTS.write_text(json.dumps(results, indent=1))
    print(report.table(results))


def _corpus(database: str, size: int) -> None:
    command = [sys.executable, "-m", "bench.corpus", "--observations", str(size), "--database", database]
    subprocess.run(command, cwd=cluster.ROOT, check=True)


def _timed(what: str, does: Callable[[], Any]) -> Any:
    tell(f"{what} …")
    started = time.monotonic()
    done = does()
    tell(f"{what}: {time.monotonic() - started:.0f} s")
    return done


if __name__ == "__main__":
    main()
