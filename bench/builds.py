"""An older build and this one side by side, over one corpus: `python -m bench.builds --from COMMIT --sizes 100000 1000000`.

Each is a server of one process, started from its own files; each question is put to the one and to the other in turn, in several rounds of which the middle
one counts. Both answer from the same database, which has this build's tables: so the older one must be able to read them. What is printed is a table in
Markdown; all figures stay in ``BENCH_DIR``.
"""

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from bench import cluster, load, questions, running
from bench.corpus import name_of
from bench.questions import Facts
from bench.readings.__main__ import checkout

CONNECTIONS = (1, 8)
RESULTS = cluster.FOLDER / "builds.json"
ONCE = "search, each once"
"""Words that nobody asked for before, so that nothing that is kept is of use."""
YEARS = ",".join(str(year) for year in range(2018, 2024))


def asked_of(known: Facts, database: str) -> dict[str, Sequence[str]]:
    """The questions by their name: lists, those of ``questions.own``, and the grids of a city."""
    with psycopg.connect(cluster.url_of(database)) as source:
        cities = [
            row[0]
            for row in source.execute(
                """select left(district_id, 4) || '00' from districts_document where district_id !~ '00$'
                group by 1 order by count(distinct district_id) desc, 1 limit 4"""
            )
        ]
        words = questions.words_of(source)
    names = sorted({indicator for _, indicator in known.pairs})
    grids = [f"indicator={name}&city={city}&year={YEARS}" for city in cities for name in names]
    places = [f"district={district}&indicator={name}" for district, name in known.pairs]
    return {
        "lists": [
            "/api/v1/observations/",
            "/api/v1/projects/",
            *(f"/api/v1/observations/?{place}" for place in places),
        ],
        **questions.own(known),
        ONCE: [f"/api/v1/search/?q={quote(word)}" for word in words],
        "compare, a city": [f"/api/v1/compare/?{grid}" for grid in grids],
        "coverage, a city": [f"/api/v1/coverage/?{grid}" for grid in grids],
    }


def measure(size: int, tree: Path, *, seconds: int, rounds: int, only: Collection[str] = ()) -> list[dict[str, Any]]:
    """What both builds answered over a corpus."""
    database = name_of(size)
    make = [sys.executable, "-m", "bench.corpus", "--observations", str(size), "--database", database]
    subprocess.run(make, cwd=cluster.ROOT, check=True)
    paths = {
        what: given for what, given in asked_of(questions.facts(database), database).items() if not only or what in only
    }
    with contextlib.ExitStack() as stack:
        servers = {
            "before": stack.enter_context(running.running(_build("before", tree), database)),
            "after": stack.enter_context(running.running(_build("after", cluster.ROOT), database)),
        }
        for what, given in paths.items():
            # What was asked here would not be new when it is measured.
            _refused(servers, what, given[-8:] if what == ONCE else given)
        return [
            {"size": size, "what": what, "connections": connections, **found}
            for connections in CONNECTIONS
            for what, given in paths.items()
            for found in [
                _in_turn(servers, given, connections=connections, seconds=seconds, rounds=rounds, once=what == ONCE)
            ]
        ]


def _build(name: str, tree: Path) -> running.Command:
    """A build as its own command starts it; its answers are not kept."""
    site = running.site(f"build-{name}", RESPONSE_CACHE_MB="0")
    command = [str(tree / "manage.py") if part.endswith("manage.py") else part for part in site.command]
    return running.Command(site.name, command, site.first, {**site.environment, "PYTHONPATH": str(tree)})


def _refused(servers: Mapping[str, running.Server], what: str, paths: Sequence[str]) -> None:
    """Ends the run where a build does not answer a question: an error is quick, and says nothing."""
    for name, server in servers.items():
        for path in paths:
            try:
                load.ask(server.base, path)
            except OSError as error:
                raise SystemExit(f"{what}: the build {name} answers {path} with: {error}") from error


def _in_turn(
    servers: Mapping[str, running.Server],
    paths: Sequence[str],
    *,
    connections: int,
    seconds: int,
    rounds: int,
    once: bool = False,
) -> dict[str, Any]:
    found: dict[str, list[load.Measure]] = {name: [] for name in servers}
    part = len(paths) // (rounds * len(CONNECTIONS))
    for number in range(rounds):
        asked = paths
        if once:
            start = part * (CONNECTIONS.index(connections) * rounds + number)
            asked = paths[start : start + part]
        for name, server in servers.items():
            load.rest()
            measured = load.measure(server.base, asked, connections=connections, seconds=seconds)
            if once and measured.requests > part:
                raise SystemExit(f"{ONCE}: {measured.requests} were answered, and there are {part} words for a round")
            found[name].append(measured)
    return {name: load.middle(measured).told() for name, measured in found.items()}


def table(results: Sequence[Mapping[str, Any]]) -> str:
    """In Markdown: requests a second, and milliseconds at 50, 95 and 99 of a hundred."""
    lines = ["| rows | question | connections | before | after | ratio |", "| ---: | --- | ---: | ---: | ---: | ---: |"]
    for one in results:
        before, after = one["before"], one["after"]
        ratio = after["rate"] / before["rate"] if before["rate"] else 0
        lines.append(
            f"| {one['size']:,} | {one['what']} | {one['connections']} | {_told(before)} | {_told(after)} | {ratio:.1f} × |"
        )
    return "\n".join(lines)


def _told(measured: Mapping[str, Any]) -> str:
    times = " · ".join(f"{measured[name]:.1f}" for name in ("p50", "p95", "p99"))
    failed = f", {measured['failed']} failed" if measured["failed"] else ""
    return f"{measured['rate']:.1f}/s, {times} ms{failed}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="before", required=True, help="the commit of the older build")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000], help="of the corpora (%(default)s)")
    parser.add_argument("--only", nargs="+", default=[], help="questions by their names (all)")
    parser.add_argument("--seconds", type=int, default=3, help="how long each question is asked (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often (%(default)s)")
    given = parser.parse_args()
    load.have_wrk()
    cluster.databases()
    results: list[dict[str, Any]] = []
    with checkout(given.before) as tree:
        for size in given.sizes:
            print(f"{size:,} observations …", file=sys.stderr, flush=True)
            results += measure(size, tree, seconds=given.seconds, rounds=given.rounds, only=given.only)
            RESULTS.write_text(json.dumps(results, indent=1))
    print(table(results))


if __name__ == "__main__":
    main()
