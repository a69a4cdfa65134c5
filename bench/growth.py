"""Whether anything takes longer over more rows: the corpora side by side, each question put to all of them in turn, so that what else the machine does
meets all alike."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import psycopg

from bench import cluster, load, questions, running
from bench.corpus import name_of
from bench.questions import API, PAGES, Facts

CONNECTIONS = 8
SECONDS = 3
"""However long other questions are asked: the slowest of a hundred are told by some thousands of answers, and the slowest of twenty by some hundreds."""


def measure(known: Mapping[int, Facts], *, rounds: int) -> dict[int, dict[str, Any]]:
    """By the size of a corpus: ``grown``, the middle by its p99 of the rounds of the first and the last page, and ``ingest``, the least of what the
    rounds took to ingest 100 kB, with the machine's pace at that: what else the machine does only adds to the same work."""
    pages = _pages(known, rounds=rounds)
    ingests: dict[int, list[dict[str, float]]] = {}
    for _ in range(rounds):
        for size in known:
            load.rest()
            ingests.setdefault(size, []).append({"pace": load.pace(), **_ingest(name_of(size))})
    for size in known:
        _sweep(name_of(size))
    return {
        size: {
            "grown": {page: _middle(found) for page, found in pages[size].items()},
            "ingest": min(ingests[size], key=lambda one: one["python"] + one["postgresql"]),
        }
        for size in known
    }


def _pages(known: Mapping[int, Facts], *, rounds: int) -> dict[int, dict[str, list[load.Measure]]]:
    found: dict[int, dict[str, list[load.Measure]]] = {size: {} for size in known}
    with contextlib.ExitStack() as stack:
        asked = []
        for size, facts in known.items():
            database = name_of(size)
            server = stack.enter_context(running.running(running.site(f"api-{size}", RESPONSE_CACHE_MB="0"), database))
            asked += [
                (page, size, server.base, questions.paths(API, page, facts, server, database)) for page in PAGES[:2]
            ]
        for _, _, base, paths in asked:
            load.measure(base, paths, connections=CONNECTIONS, seconds=1)
        for _ in range(rounds):
            for page, size, base, paths in sorted(asked, key=lambda one: one[0]):
                load.rest()
                measured = load.measure(base, paths, connections=CONNECTIONS, seconds=SECONDS)
                found[size].setdefault(page, []).append(measured)
    return found


def _middle(found: list[load.Measure]) -> dict[str, Any]:
    return sorted((one.told() for one in found), key=lambda one: one["p99"])[len(found) // 2]


def _ingest(database: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.ingesting", "--database", database]
    out = subprocess.run(command, cwd=cluster.ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    return json.loads(out.splitlines()[-1])


def _sweep(database: str) -> None:
    """What was ingested was taken back, and is still in the way of searches until it is swept out."""
    with psycopg.connect(cluster.url_of(database), autocommit=True) as connection:
        connection.execute("vacuum (index_cleanup on) search_entry")
