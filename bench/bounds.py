"""What an anonymous user may ask, all of it, and what takes longest: `python -m bench.bounds --size 1000000 --limit 100`.

For every list its orders, its filters (with their examples, and with values that no row has, which are looked for longest), counts, the longest page, what can
be expanded, and each format; and the other addresses. Drawn from the filter sets and serializers themselves, so that nothing is left out that is added to
them. All are asked of a server that gives each statement ``--limit`` milliseconds, and what is slow of one without a limit. Printed are those that took
longer than that, the longest first: a tenth of the limit over a tenth of the rows shows what the limit does over all of them.
"""

import argparse
import contextlib
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench import cluster, questions, running
from bench.corpus import name_of

RARE = "犇羴鱻"
"""Words that are nowhere."""
COMMON = "建设"
HUGE = "999999999"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer: its status, and how many milliseconds passed to its first octets."""

    status: int
    taken: float


def lists() -> Iterator[str]:
    """The questions to every list."""
    from planapi.resources import RESOURCES  # noqa: PLC0415 its models want Django set up
    from rest.formats import FORMS  # noqa: PLC0415
    from rest.selection import expandable  # noqa: PLC0415

    for name, (_, view) in RESOURCES.items():
        filters = view.filterset_class.base_filters
        asked: list[dict[str, Any]] = [{}, {"page_size": 1000}, {"count": "true"}]
        asked += [{"ordering": f"-{order}"} for order in view.filterset_class.orderings()]
        for parameter, given in filters.items():
            values = _values(parameter, given)
            asked += [{parameter: value} for value in values]
            asked += [{parameter: value, "count": "true"} for value in values[-1:]]
        asked += [{"expand": column, "page_size": 1000} for column in expandable(view.serializer_class)]
        asked += [{"format": form.format} for form in FORMS]
        asked += [{"revision": 20}, {"revision": 20, "count": "true"}]
        yield from (f"/api/v1/{name}/?{urlencode(one)}" for one in asked)


def _values(parameter: str, given: Any) -> list[Any]:
    """An example, and what matches nothing or all but nothing."""
    kind = given.schema.get("type")
    if kind == "boolean":
        return ["true", "false"]
    values = [] if given.example is None else [str(given.example)]
    if kind in ("integer", "number"):
        return [*values, HUGE]
    if parameter.endswith("__contains"):
        return [*values, RARE, COMMON]
    if kind == "string" and not hasattr(given, "target") and "format" not in given.schema:
        return [*values, RARE]
    return values


def others(known: questions.Facts) -> Iterator[str]:
    """The questions to everything else."""
    district, indicator = known.pairs[0]
    document = known.last.document
    for paths in questions.own(known).values():
        yield from paths
    yield from (
        f"/api/v1/search/?q={word}" for word in ("%E5%BB%BA%E8%AE%BE", "2025", "%E7%8A%87%E7%BE%B4%E9%B1%BB", "a")
    )
    yield f"/api/v1/search/suggest/?q={'%E5%BB%BA'}"
    yield from (
        f"/api/v1/changes/?since={since}{more}"
        for since in (0, 20)
        for more in ("", "&page_size=1000", f"&district={district}")
    )
    yield from (f"/api/v1/coverage/?indicator={indicator}{more}" for more in ("", f"&district={district}"))
    yield from (f"/api/v1/documents/{document}/{part}/" for part in ("text", "outline", "coverage", "citation"))
    yield from (
        "/api/v1/",
        "/api/v1/catalog/",
        "/api/v1/releases/",
        "/llms.txt",
        "/readyz",
        f"/api/v1/districts/{district}/",
    )


def ask(base: str, path: str) -> Asked:
    began = time.perf_counter()
    method, address, body = ("GET", path, None)
    if path.startswith("POST "):
        method, address, sent = path.split(" ", 2)
        body = sent.encode()
    request = urllib.request.Request(
        base + address, body, {"Content-Type": "application/json"} if body else {}, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            answer.read(1)
            return Asked(answer.status, 1000 * (time.perf_counter() - began))
    except urllib.error.HTTPError as error:
        return Asked(error.code, 1000 * (time.perf_counter() - began))
    except TimeoutError:
        return Asked(0, 1000.0 * PATIENCE)


def _second(base: str, path: str, limit: int) -> Asked:
    """The first answer, or a second one where that was slow: what it needed was on disk."""
    first = ask(base, path)
    return min(first, ask(base, path), key=lambda one: one.taken) if first.taken > limit / 2 else first


def table(found: dict[str, tuple[Asked, Asked]], limit: int) -> str:
    """Those that took longer than the limit with or without it, in Markdown."""
    long = {path: both for path, both in found.items() if max(both[0].taken, both[1].taken) > limit}
    lines = ["| question | without a limit | with it |", "| --- | ---: | ---: |"]
    for path, (free, limited) in sorted(long.items(), key=lambda one: -one[1][1].taken):
        lines.append(f"| `{path}` | {free.status}, {free.taken:.0f} ms | {limited.status}, {limited.taken:.0f} ms |")
    return "\n".join([f"{len(found)} questions; {len(long)} took longer than {limit} ms.", "", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="of the corpus (%(default)s)")
    parser.add_argument("--limit", type=int, default=100, help="milliseconds of a statement (%(default)s)")
    parser.add_argument("--database", help="another than that of the corpus")
    parser.add_argument("--only", default="", help="addresses that contain this")
    given = parser.parse_args()
    database = given.database or name_of(given.size)
    cluster.enter(database)
    known = questions.facts(database)
    paths = [path for path in dict.fromkeys([*lists(), *others(known)]) if given.only in path]
    with contextlib.ExitStack() as stack:
        servers = [
            stack.enter_context(
                running.running(running.site(name, RESPONSE_CACHE_MB="0", ANSWER_TIMEOUT=str(limit)), database)
            )
            for name, limit in (("bounds-free", 0), ("bounds-limited", given.limit))
        ]
        found: dict[str, tuple[Asked, Asked]] = {}
        for number, path in enumerate(paths):
            limited = _second(servers[1].base, path, given.limit)
            free = _second(servers[0].base, path, given.limit) if limited.taken > given.limit / 2 else limited
            found[path] = free, limited
            if max(one.taken for one in found[path]) > given.limit:
                print(f"{number} of {len(paths)}: {path} {found[path]}", file=sys.stderr, flush=True)
    print(table(found, given.limit))


if __name__ == "__main__":
    main()
