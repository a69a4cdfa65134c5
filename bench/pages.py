"""What each page of the explorer costs the server: `python -m bench.pages --size 1000000`.

Many addresses of each kind (other places, indicators, documents, years, words; Chinese and English in turn) are asked within this process, which is made
ready as a worker of the server is, and keeps no answers. ``cold`` is one page after all that a process keeps for itself was dropped; then each address is
asked for the first time, and after all of them once ``again``. Printed are statements, and milliseconds: of PostgreSQL as the process waits for it, of the
process's own CPU, and all that passed.
"""

import argparse
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

import psycopg

from bench import cluster
from bench.corpus import name_of
from rest.fast.bounded import Bounded

INDICATORS = ("gdp", "general-public-budget-revenue", "surveyed-unemployment", "fixed-asset-investment")
WORDS = ("养老", "轨道交通", "人工智能", "地区生产总值", "老旧小区改造", "科技创新", "生态环境", "卫生服务")
CLAIMS = (
    "2025年地区生产总值增长5.5%，城镇调查失业率控制在6%以内，新建日间照料中心48家。",
    "2022年国家高新技术企业达到155家，一般公共预算收入完成35亿元。",
    "去年新增就业1.2万人。",
)
MARKS = (50.0, 200.0)
"""Milliseconds at the median, and of the slowest hundredth."""


@dataclass(slots=True)
class Spent:
    """What one answer took, in milliseconds; and how long it is."""

    wall: float
    cpu: float
    status: int
    octets: int
    statements: list[float] = field(default_factory=list)


class Statements:
    """Counts the statements of Django's connection, as a wrapper around each."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            self.taken.append((time.perf_counter() - began) * 1000)


def asked(database: str, each: int) -> dict[str, list[str]]:
    """The addresses of each kind of page, as many as are wanted of those there are."""
    with psycopg.connect(cluster.url_of(database)) as source:

        def column(query: str) -> list[Any]:
            return [row[0] for row in source.execute(query.encode())]

        held = column("select distinct district_id from districts_document order by 1")
        cities = column(
            "select distinct parent_id from districts_district where code in (select district_id from districts_document) order by 1"
        )
        documents = column("select slug from districts_document order by 1")
        stated = column("select indicator_id from indicators_observation group by 1 having count(*) > 50 order by 1")
        years = column("select distinct year from indicators_observation where year is not null order by 1")
        # Before the last there are those in which all is held already, and those of the first documents.
        before = column("select number from history_revision order by number desc offset 1 limit 12")
        whole = column("select since from districts_document group by 1 order by count(*) desc limit 1")[0]
    chance = random.Random(17)
    indicators = [*dict.fromkeys([*INDICATORS, *filter(None, stated)])]
    kept = {"places": held, "cities": cities, "documents": documents, "indicators": indicators}
    some: dict[str, list[Any]] = {name: _many(chance, rows, each) for name, rows in kept.items()}
    old = [one for one in before if one >= whole] or before
    rankings = [{"indicator": one, "year": year} for one in indicators[:40] for year in years if 2019 <= year <= 2026]
    comparisons = [
        {"indicator": one, "district": ",".join(sorted(chance.sample(held, 6)))} for one in some["indicators"]
    ]
    lists = [{"district": code} for code in some["places"]] + [{"city": code} for code in some["cities"]]
    found = {
        "front": ["/"] * each,
        "front, before": [f"/?revision={one}" for one in before],
        "place": [f"/places/{code}/" for code in some["places"]],
        "place, before": [f"/places/{code}/?revision={chance.choice(old)}" for code in some["places"]],
        "city, province": [f"/places/{code}/" for one in some["cities"] for code in (one, f"{one[:2]}0000")],
        "document": [f"/documents/{slug}/" for slug in some["documents"]],
        "document, before": [f"/documents/{slug}/?revision={chance.choice(old)}" for slug in some["documents"]],
        "document, numerals": [f"/documents/{slug}/?numerals=true" for slug in some["documents"]],
        "indicator": [f"/indicators/{one}/" for one in indicators[:12]]
        + [f"/indicators/{one}/?page=2" for one in indicators[:12]],
        "compare": _with("/compare/", comparisons),
        "ranking": _with("/ranking/", rankings),
        "targets": [f"/targets/?page={number}" for number in range(1, 1 + -(-len(held) // 60))],
        "projects": ["/projects/", *_with("/projects/", lists)],
        "projects, all": _with(
            "/projects/",
            [
                {"status": status, "ordering": order}
                for order in ("-investment_cny", "name")
                for status in ("completed", "planned", "ongoing")
            ],
        ),
        "projects, named": _with("/projects/", [{"name__contains": word} for word in WORDS]),
        "parks": ["/parks/", *_with("/parks/", lists)],
        "search": _with("/search/", [{"q": word} for word in WORDS])
        + _with("/search/", [{"q": WORDS[0], "district": code} for code in some["places"]]),
        "verify": _with(
            "/verify/",
            [{"text": chance.choice(CLAIMS), "district": code} for code in some["places"]],
        ),
        "builder": _with(
            "/builder/",
            [
                {"resource": name, "district": code}
                for name in ("observations", "projects", "targets")
                for code in held[:each]
            ],
        ),
        "feed of a place": [f"/places/{code}/feed.atom" for code in some["places"]],
        "feed of an indicator": [f"/indicators/{one}/feed.atom" for one in some["indicators"]],
        "chart of a comparison, SVG": _with("/charts/compare.svg", comparisons),
        "chart of a comparison, PNG": _with("/charts/compare.png", comparisons),
        "chart of a ranking, SVG": _with("/charts/ranking.svg", rankings),
    }
    return {
        name: [one if number % 2 else _english(one) for number, one in enumerate(_many(chance, every, each))]
        for name, every in found.items()
    }


def _many(chance: random.Random, rows: Sequence[Any], count: int) -> list[Any]:
    """Some of the rows, none twice."""
    return chance.sample(rows, min(len(rows), count))


def _with(path: str, queries: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{path}?{urlencode(query, safe=',')}" for query in queries]


def _english(address: str) -> str:
    return f"/en{quote(address, safe='/?&=,%')}"


class Asking:
    """A client of the site in this process."""

    def __init__(self) -> None:
        from django.db import connection  # noqa: PLC0415 its settings want a database
        from django.test import Client  # noqa: PLC0415

        self.client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT="*/*")
        self.statements = Statements()
        connection.execute_wrappers.append(self.statements)

    def ask(self, path: str) -> Spent:
        self.statements.taken = []
        cpu, began = time.process_time(), time.perf_counter()
        answer: Any = self.client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        wall, cpu = time.perf_counter() - began, time.process_time() - cpu
        return Spent(wall * 1000, cpu * 1000, answer.status_code, len(body), self.statements.taken)


def forget() -> None:
    """Drop what this process keeps."""
    for one in gc.get_objects():
        if type(one) is Bounded:
            one.__init__(one.most)


def _row(name: str, cold: Spent, first: Sequence[Spent], again: Sequence[Spent]) -> str:
    def middle(values: Sequence[float]) -> str:
        return f"{statistics.median(values):.0f}"

    walls = [one.wall for one in first]
    slowest = max(walls) if len(walls) < 100 else statistics.quantiles(walls, n=100)[98]
    cells = [
        f"{name} ({len(first)})",
        middle([len(one.statements) for one in first]),
        middle([sum(one.statements) for one in first]),
        middle([one.cpu for one in first]),
        middle(walls),
        f"{slowest:.0f}",
        middle([one.wall for one in again]),
        f"{max(one.wall for one in again):.0f}",
        f"{cold.wall:.0f}",
        middle([one.octets / 1000 for one in first]),
    ]
    missed = statistics.median(walls) > MARKS[0] or slowest > MARKS[1]
    return f"| {' | '.join(cells)} | {'missed' if missed else ''} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--database", default="", help="another one than that of the size")
    parser.add_argument("--each", type=int, default=60, help="addresses of each kind")
    parser.add_argument("--only", default="", help="kinds of pages, by what their names begin with, apart by commas")
    parser.add_argument("--slowest", type=int, default=0, help="addresses that are named of each kind")
    given = parser.parse_args()
    database = given.database or name_of(given.size)
    if database not in cluster.databases():
        raise SystemExit(f"There is no corpus of {given.size:,} observations: python -m bench.corpus")
    every = asked(database, given.each)
    cluster.enter(database)
    from indicators.deriving import derive_all  # noqa: PLC0415 its settings want a database
    from planapi.management.commands.serve import let_stay, read_pages  # noqa: PLC0415

    # As after an upgrade: what another build's rules left is worked out for each request, and pages are several times as slow.
    for line in derive_all():
        print(line, file=sys.stderr, flush=True)
    read_pages()
    let_stay()
    asking = Asking()
    asking.ask("/compare/")
    print("| page | statements | PostgreSQL | CPU | median | p99 | again | slowest | cold | kB | |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, paths in every.items():
        if not paths or not name.startswith(tuple(given.only.split(","))):
            continue
        asking.ask(paths[0])  # its template is read
        forget()
        cold, first = asking.ask(paths[0]), [asking.ask(path) for path in paths[1:] or paths]
        again = [asking.ask(path) for path in paths]
        print(_row(name, cold, first, again), flush=True)
        for one, path in sorted(zip(first, paths[1:] or paths, strict=True), key=lambda each: -each[0].wall)[
            : given.slowest
        ]:
            slow = ", ".join(f"{taken:.0f}" for taken in sorted(one.statements)[-3:])
            print(f"    {one.wall:.0f} ms (statements: {slow}) {one.status} {path}")
        if wrong := [path for one, path in zip(first, paths[1:] or paths, strict=True) if one.status != 200]:
            print(f"    {len(wrong)} were not answered: {wrong[0]}")


if __name__ == "__main__":
    main()
