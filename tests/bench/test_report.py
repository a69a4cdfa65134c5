"""What a run measured becomes a page: every figure of it stands there, and the plots are SVG."""

from itertools import product
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import report
from bench.plots import lines, told
from bench.questions import API, CACHED, EMPTY, PAGES, RIVALS


def answer(who: str, what: str, connections: int, rate: float) -> dict[str, Any]:
    figures = {
        "rate": rate,
        "p50": 800 / rate,
        "p95": 900 / rate,
        "p99": 1000 / rate,
        "requests": int(rate),
        "failed": 0,
    }
    return {"who": who, "what": what, "connections": connections, **figures}


@pytest.fixture
def results() -> dict[str, Any]:
    rates = dict(zip(RIVALS, (900, 1000, 120, 100, 0, 50, 60), strict=True))
    answers = [
        answer(who, page, number, rate or 0.1) for (who, rate), page, number in product(rates.items(), PAGES, (1, 8))
    ]
    answers += [
        answer(who, what, number, 5000)
        for who, what in ((EMPTY, "empty"), (CACHED, "cached"), (CACHED, "304"))
        for number in (1, 8)
    ]
    answers += [answer(API, what, number, 20) for what in report.OWN for number in (1, 8)]
    told_of = {
        "counts": {"documents": 184},
        "start": 2.0,
        "answers": answers,
        "ingest": {"pace": 41.0, "python": 0.3, "postgresql": 0.1},
        "pace": 40.0,
        "grown": {page: {"p99": 10.0} for page in PAGES[:2]},
    }
    larger = told_of | {"grown": {PAGES[0]: {"p99": 12.0}, PAGES[1]: {"p99": 20.0}}}
    return {
        "when": "2026-11-22",
        "machine": {"processor": "a processor", "memory": "1 GiB", "software": "a Python"},
        "seconds": 1,
        "rounds": 1,
        "make_run": 6.0,
        "sizes": {"1000000": larger, "100000": told_of},
    }


def test_marks_are_worked_out_of_what_was_measured(results):
    marks = report.marks(results)
    assert "| list of 50, not kept, against the hand-written SQL | ≥ 0.7 × | 0.9 × ✓ | 0.9 × ✓ |" in marks
    assert "| the same against stock DRF | ≥ 7 × | 9 × ✓ | 9 × ✓ |" in marks
    assert "| p99 of a first or last page against the smallest corpus | ≤ 1.5 × | 1 × ✓ | 2 × ✗ |" in marks
    assert "| ingest of 100 kB: CPU, PostgreSQL's included | ≤ 0.5 s | 0.4 s ✓ | 0.4 s ✓ |" in marks
    assert "| `make run`, warm, to its first answer | ≤ 5 s | 6 s ✗ |" in marks


def test_sizes_stand_in_their_order_and_what_gave_no_answer_says_so(results):
    table = report.table(results)
    assert table.index("### 100,000 observations") < table.index("### 1,000,000 observations")
    assert "| stock DRF, limit and offset | no answer in time |" in table
    assert "900/s · 0.89 · 1.1 ms" in table


def test_the_page_is_written_between_its_marks(results, tmp_path, monkeypatch):
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{report.BEGIN}\nearlier figures\n{report.END}\nafter\n", "utf-8")
    monkeypatch.setattr(report, "PAGE", page)
    for _ in range(2):
        report.write(results)
    text = page.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "earlier figures" not in text
    assert text.count("### 100,000 observations") == 1
    for drawing in (tmp_path / "performance").iterdir():
        assert f"(performance/{drawing.name})" in text
        ElementTree.fromstring(drawing.read_text("utf-8"))


def test_plots_do_without_a_figure():
    assert texts(lines("nothing", {"a": {}}, unit="ms", across="rows")) == {"nothing"}
    drawn = texts(lines("one & <all>", {"a": {100: 5.0}, "b": {}}, unit="ms", across="rows"))
    assert drawn >= {"one & <all>", "a", "100"}
    assert "b" not in drawn


def texts(drawing: str) -> set[str]:
    return {one.text or "" for one in ElementTree.fromstring(drawing).iter() if one.tag.endswith("text")}


def test_figures_have_the_digits_that_mean_anything():
    assert [told(value) for value in (1380.2, 96.24, 3.14, 0.456)] == ["1,380", "96.2", "3.1", "0.46"]
