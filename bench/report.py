"""Results become the tables and plots of ``docs/performance.md``, between its marks: no figure there is typed by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from bench.cluster import ROOT
from bench.plots import bars, lines, told
from bench.questions import API, CACHED, CHOSEN, DATASETTE, DRF, EMPTY, FLOOR, PAGES, POSTGREST, RIVALS, UNCOUNTED

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- written by `make bench` -->", "<!-- until here -->"
OWN = ("search", "compare", "progress", "changes", "verify")
_KEPT = (("empty", EMPTY, "empty response"), ("cached", CACHED, "kept answer"), ("304", CACHED, "304 Not Modified"))
_AT = 8
"""The number of connections at which ratios are told."""

Sizes = dict[int, "Found"]


class Found:
    """What was measured over one corpus."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.counts: dict[str, int] = told["counts"]
        self.start: float = told["start"]
        self.ingest: dict[str, float] = told["ingest"]
        self.pace: float = told["pace"]
        self.grown: dict[str, dict[str, float]] = told["grown"]
        self._answers = {(one["who"], one["what"], one["connections"]): one for one in told["answers"]}

    def get(self, who: str, what: str, connections: int, figure: str) -> float | None:
        """A figure; None where nothing was answered in time."""
        answer = self._answers.get((who, what, connections))
        return answer[figure] if answer and answer["requests"] else None

    def was_asked(self, who: str, what: str, connections: int) -> bool:
        return (who, what, connections) in self._answers

    def connections(self) -> list[int]:
        return sorted({connections for _, _, connections in self._answers})

    def failed(self) -> int:
        return sum(one["failed"] for one in self._answers.values())

    def times(self, who: str, what: str, other: str, of: str) -> float | None:
        """How many times as many requests a second one answers as another."""
        own, others = self.get(who, what, _AT, "rate"), self.get(other, of, _AT, "rate")
        return own / others if own and others else None


def write(results: dict[str, Any]) -> None:
    """Bring the page and its plots to the results."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(results)}\n{END}{after}", "utf-8")
    folder = PAGE.with_suffix("")
    folder.mkdir(exist_ok=True)
    for name, drawing in plots(results).items():
        (folder / f"{name}.svg").write_text(drawing, "utf-8")


def sizes_of(results: dict[str, Any]) -> Sizes:
    return {int(size): Found(told) for size, told in sorted(results["sizes"].items(), key=lambda one: int(one[0]))}


def table(results: dict[str, Any]) -> str:
    """All of it in Markdown: the marks, then for each corpus each question."""
    sizes, machine = sizes_of(results), results["machine"]
    rounds = "one round" if results["rounds"] == 1 else f"{results['rounds']} rounds"
    told_first = (
        f"Measured on {results['when']}: {machine['processor']}, {machine['memory']}; {machine['software']}. {rounds.capitalize()} of "
        f"{results['seconds']} s a question."
    )
    parts = [
        told_first,
        marks(results),
        *(_plot(name) for name in plots(results)),
    ]
    for size, found in sizes.items():
        held = ", ".join(f"{count:,} {name}" for name, count in found.counts.items())
        parts.append(
            f"### {size:,} observations\n\n{held}." + (f" {found.failed()} requests failed." if found.failed() else "")
        )
        parts += [_pages(found, page) for page in PAGES]
        parts.append(_chosen(found))
        parts.append(_kept(found))
        parts.append(_own(found))
    return "\n\n".join(parts) + "\n"


def marks(results: dict[str, Any]) -> str:
    """What is aimed at, and how far that is reached."""
    sizes = sizes_of(results)
    smallest = next(iter(sizes.values()))

    def flat(found: Found) -> float:
        """Of the pages that were asked of all corpora in turn."""
        return max(found.grown[page]["p99"] / smallest.grown[page]["p99"] for page in PAGES[:2])

    rows: list[tuple[str, str, bool, float | None, Callable[[Found], float | None]]] = [
        (
            "list of 50, not kept, against the hand-written SQL",
            "×",
            True,
            0.7,
            lambda f: f.times(API, PAGES[0], FLOOR, PAGES[0]),
        ),
        ("the same against stock DRF", "×", True, 7, lambda f: f.times(API, PAGES[0], DRF, PAGES[0])),
        (
            "the same against Datasette with labels",
            "×",
            True,
            10,
            lambda f: f.times(API, PAGES[0], DATASETTE, PAGES[0]),
        ),
        (
            "the same where Datasette is told not to count",
            "×",
            True,
            None,
            lambda f: f.times(API, PAGES[0], UNCOUNTED, PAGES[0]),
        ),
        (
            "filter, order and columns chosen at request time, against PostgREST's way",
            "×",
            True,
            0.8,
            lambda f: f.times(API, CHOSEN, POSTGREST, CHOSEN),
        ),
        ("kept answer against the empty response", "×", True, 0.7, lambda f: f.times(CACHED, "cached", EMPTY, "empty")),
        ("304 against the empty response", "×", True, 0.7, lambda f: f.times(CACHED, "304", EMPTY, "empty")),
        ("p99 of a first or last page against the smallest corpus", "×", False, 1.5, flat),
        ("search, p95 over one connection", "ms", False, 50, lambda f: f.get(API, "search", 1, "p95")),
        (
            "ingest of 100 kB: CPU, PostgreSQL's included",
            "s",
            False,
            0.5,
            lambda f: f.ingest["python"] + f.ingest["postgresql"],
        ),
        ("the server, from its start to its first answer", "s", False, 5, lambda f: f.start),
        ("the machine meanwhile: a loop of a million steps in Python", "ms", False, None, lambda f: f.pace),
        ("and while documents were ingested", "ms", False, None, lambda f: f.ingest["pace"]),
    ]
    head = ["", "mark", *(f"{size:,} rows" for size in sizes)]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for name, unit, at_least, mark, of in rows:
        found = [_reached(of(one), mark, at_least=at_least, unit=unit) for one in sizes.values()]
        aim = "" if mark is None else f"{'≥' if at_least else '≤'} {mark:g} {unit}"
        lines.append(_line([name, aim, *found]))
    made = _reached(results["make_run"], 5, at_least=False, unit="s")
    lines.append(_line(["`make run`, warm, to its first answer", "≤ 5 s", made, *[""] * (len(sizes) - 1)]))
    return "\n".join(lines)


def _reached(value: float | None, mark: float | None, *, at_least: bool, unit: str) -> str:
    if value is None:
        return "—"
    if mark is None:
        return f"{told(value)} {unit}"
    good = value >= mark if at_least else value <= mark
    return f"{told(value)} {unit} {'✓' if good else '✗'}"


def _pages(found: Found, page: str) -> str:
    head = [f"**{page}**", *(f"{number} conn." for number in found.connections()), "against SQL"]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for who in RIVALS:
        ratio = found.times(who, page, FLOOR, page)
        lines.append(_line([who, *_figures(found, who, page), "—" if ratio is None else f"{told(ratio)} ×"]))
    return "\n".join(lines)


def _chosen(found: Found) -> str:
    head = [f"**{CHOSEN}**", *(f"{number} conn." for number in found.connections()), f"against {POSTGREST}"]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for who in (API, POSTGREST):
        ratio = found.times(who, CHOSEN, POSTGREST, CHOSEN)
        lines.append(_line([who, *_figures(found, who, CHOSEN), "—" if ratio is None else f"{told(ratio)} ×"]))
    return "\n".join(lines)


def _kept(found: Found) -> str:
    head = ["**without the database**", *(f"{number} conn." for number in found.connections()), "against empty"]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for what, who, name in _KEPT:
        ratio = found.times(who, what, EMPTY, "empty")
        lines.append(_line([name, *_figures(found, who, what), "—" if ratio is None else f"{told(ratio)} ×"]))
    return "\n".join(lines)


def _own(found: Found) -> str:
    head = ["**this API alone**", *(f"{number} conn." for number in found.connections()), "p95, 1 conn."]
    lines = [_line(head), _line(["---", *["---:"] * (len(head) - 1)])]
    for what in OWN:
        slow = found.get(API, what, 1, "p95")
        lines.append(_line([what, *_figures(found, API, what), "—" if slow is None else f"{told(slow)} ms"]))
    return "\n".join(lines)


def _figures(found: Found, who: str, what: str) -> list[str]:
    """By connections: requests a second, and the milliseconds of a half and of nearly all."""
    figures = []
    for connections in found.connections():
        rate, p50, p99 = (found.get(who, what, connections, figure) for figure in ("rate", "p50", "p99"))
        if rate:
            figures.append(f"{told(rate)}/s · {told(p50 or 0)} · {told(p99 or 0)} ms")
        else:
            figures.append("no answer in time" if found.was_asked(who, what, connections) else "too slow to ask")
    return figures


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plot(name: str) -> str:
    return f"![{name.replace('-', ' ')}](performance/{name}.svg)"


def plots(results: dict[str, Any]) -> dict[str, str]:
    """SVG by name of file."""
    sizes = sizes_of(results)
    largest, last = next(reversed(sizes.items()))

    def over_sizes(what: str, who: str, figure: str, connections: int) -> dict[int, float]:
        found = {size: one.get(who, what, connections, figure) for size, one in sizes.items()}
        return {size: value for size, value in found.items() if value}

    rates = {who: last.get(who, PAGES[0], _AT, "rate") or 0 for who in RIVALS}
    return {
        "list-of-50": bars(f"List of 50 observations of {largest:,}, {_AT} connections", rates, unit="/s"),
        "last-page": lines(
            f"The last page: p99, {_AT} connections",
            {who: over_sizes(PAGES[1], who, "p99", _AT) for who in RIVALS},
            unit="ms",
            across="observations",
        ),
        "this-api": lines(
            "This API: p95, one connection",
            {what: over_sizes(what, API, "p95", 1) for what in (*PAGES, *OWN)},
            unit="ms",
            across="observations",
        ),
    }
