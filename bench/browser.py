"""How soon pages stand in a real browser, and how smoothly the reader scrolls: `python -m bench.browser --size 100000`.

Headless Chromium opens each kind of page of a served corpus, with nothing kept: ``LCP`` is the Largest Contentful Paint, ``wire`` what came over the wire
with and without charts. The document with the most marks is scrolled through by script: frames a second, and the longest that one took.

``--marks 3000`` measures the reader alone, with one document of so many marks and some 30 characters to each, in a database of its own that is made first.
"""

import argparse
import random
import shutil
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import Browser, Page, sync_playwright

from bench import cluster, running
from bench.corpus import name_of
from bench.places import Place
from bench.varying import compose, read_originals

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LCP = """() => new Promise(done => {
  new PerformanceObserver(seen => done(Math.max(...seen.getEntries().map(one => one.startTime))))
    .observe({type: 'largest-contentful-paint', buffered: true});
  setTimeout(() => done(null), 3000);
})"""
SENT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map(one => [one.name, one.transferSize])"""
OPENED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
SCROLLED = """() => new Promise(done => {
  const taken = [], began = performance.now();
  let before = began;
  const step = now => {
    taken.push(now - before);
    before = now;
    scrollBy(0, 120);
    if (now - began < 4000 && scrollY + innerHeight < document.body.scrollHeight - 2) requestAnimationFrame(step);
    else done(taken.slice(1));
  };
  requestAnimationFrame(step);
})"""


WHERE = Place("120104", "南开区", "天津市", "120000")
DENSE = 0.022
"""Observations a character of the paragraphs that a document is filled with."""


def have_marked(marks: int) -> str:
    """A database with one document of about so many marks, made where there is none; returns its name."""
    database = f"marks_{marks}"
    cluster.enter(database)
    from django.core.management import call_command  # noqa: PLC0415 wants Django set up

    from planapi.ingest import ingest  # noqa: PLC0415 its models want Django set up

    originals = read_originals()
    lent = [
        replace(one, lines=tuple(line for line in one.lines if line.observations >= DENSE * len(line.text)))
        for one in originals
    ]
    report = next(one for one in originals if one.kind == "report")
    # What is no value, and marked too (names of projects, numerals that were not understood), is some tenth of all marks.
    text = compose(report, lent, WHERE, year=2024, observations=round(marks * 0.97), chance=random.Random(5))
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{WHERE.name}_2024年政府工作报告.txt"
        path.write_text(text, "utf-8")
        document = ingest(path, district_code=WHERE.code).document
    assert document is not None
    print(f"{document.slug}: {len(text):,} characters")
    return database


def addresses(database: str) -> dict[str, str]:
    """An address of each kind of page, and the document with the most marks."""
    with psycopg.connect(cluster.url_of(database)) as source:
        found = source.execute(
            "select document_id, district_id from indicators_observation group by 1, 2 order by count(*) desc, 1 limit 1"
        ).fetchone()
        assert found is not None
        document, place = found
        places = source.execute("select distinct district_id from districts_document order by 1 limit 6").fetchall()
    codes = ",".join(code for (code,) in places)
    return {
        "front": "/",
        "place": f"/places/{place}/",
        "indicator": "/indicators/gdp/",
        "compare": f"/compare/?indicator=gdp&district={codes}",
        "ranking": "/ranking/?indicator=gdp&year=2022",
        "targets": "/targets/",
        "projects": f"/projects/?district={place}",
        "parks": f"/parks/?district={place}",
        "search": "/search/?q=养老",
        "verify": "/verify/",
        "builder": "/builder/",
        "document": f"/documents/{document}/",
        "document, numerals": f"/documents/{document}/?numerals=true",
    }


def opened(browser: Browser, address: str, width: int) -> tuple[Page, dict[str, Any]]:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address, wait_until="load")
    sent: list[tuple[str, int]] = page.evaluate(SENT)
    charts = sum(size for name, size in sent if "/charts/" in name)
    wire = sum(size for _, size in sent) - charts
    return page, {"lcp": page.evaluate(LCP), "opened": page.evaluate(OPENED), "wire": wire, "charts": charts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--database", default="", help="another one than that of the size")
    parser.add_argument("--marks", type=int, help="of one document, which is measured alone")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--width", type=int, default=1440)
    given = parser.parse_args()
    database = have_marked(given.marks) if given.marks else given.database or name_of(given.size)
    if database not in cluster.databases():
        raise SystemExit(f"There is no corpus of {given.size:,} observations: python -m bench.corpus")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    pages = {name: path for name, path in addresses(database).items() if name.startswith("document") or not given.marks}
    print("| page | LCP, ms | opened, ms | wire, kB | charts, kB | frames/s | longest frame, ms |")
    print("|---|---|---|---|---|---|---|")
    site = running.site("pages", RESPONSE_CACHE_MB="0")
    with running.running(site, database) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=QUIET)
        for name, path in pages.items():
            rounds, frames = [], []
            for _ in range(given.rounds):
                page, seen = opened(browser, server.base + path, given.width)
                rounds.append(seen)
                if name.startswith("document"):
                    frames.append(page.evaluate(SCROLLED))
                page.close()
            lcp, load = (statistics.median(one[key] or 0 for one in rounds) for key in ("lcp", "opened"))
            wire, charts = (rounds[0][key] / 1000 for key in ("wire", "charts"))
            told = f"| {name} | {lcp:.0f} | {load:.0f} | {wire:.0f} | {charts:.0f} |"
            if frames:
                rates = [1000 * len(taken) / sum(taken) for taken in frames]
                told += f" {statistics.median(rates):.0f} | {statistics.median(map(max, frames)):.0f} |"
            print(told if frames else f"{told} | |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
