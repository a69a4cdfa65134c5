"""What somebody comes to do, from the front page on: in five clicks at most, in both languages, on a phone and on a wide screen, with scripts and without.

``visiting`` counts the clicks, and fails on an error in the console, a request to another host, or a link that leads nowhere.
"""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] it has no types
from openpyxl import load_workbook
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from tests.browser.conftest import CHROMIUM
from tests.browser.visiting import Visitor, visiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

TEXT = "2022年，河东区国家高新技术企业达到155家，一般公共预算收入完成35亿元。"
REPORT = ("120102-report-2023", "河东区")
ATOM = "{http://www.w3.org/2005/Atom}"

# Each two of a language, a width and scripts meet, without each of all combinations; `make journeys` goes all ways.
WAYS = [("", 1440, True), ("/en", 390, True), ("/en", 1440, False), ("", 390, False)]
if os.environ.get("JOURNEYS"):
    WAYS = list(product(["", "/en"], [1440, 390], [True, False]))


def _called(way: tuple[str, int, bool]) -> str:
    """``phone-plain``: in Chinese, 390 pixels wide, without scripts."""
    prefix, width, scripts = way
    return "-".join(filter(None, (prefix[1:], "phone" if width == 390 else "wide", "" if scripts else "plain")))


@pytest.fixture(params=WAYS, ids=_called)
def visitor(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Visitor]:
    prefix, width, scripts = request.param
    with visiting(chromium, site, prefix=prefix, width=width, scripts=scripts) as one:
        yield one


def test_is_this_paragraph_true(visitor: Visitor) -> None:
    page = visitor.page
    visitor.click(page.get_by_role("link", name=visitor.says("核对", "Check"), exact=True).first)
    page.locator("#text").fill(TEXT)
    visitor.click(page.get_by_role("button", name=visitor.says("核对", "Check"), exact=True))
    checked = page.locator("blockquote.checked")
    expect(checked).to_contain_text("155家")
    expect(checked.locator(".contradicted")).to_contain_text("35亿元")
    expect(checked.locator(".stated")).to_contain_text("32.6 亿元")
    visitor.click(page.locator(".statements a").first)
    assert re.search(r"/documents/120102-report-2023/#o\d+$", page.url)


def test_which_places_missed_last_year_s_targets(visitor: Visitor) -> None:
    page = visitor.page
    visitor.click(
        page.get_by_role("link", name=visitor.says("哪些地区没有完成目标", "Which places missed their targets"))
    )
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023")
    asked = page.request.get("/api/v1/progress/?target_year=2023&status=behind").json()["results"]
    assert asked
    for one in asked:
        aim, result = one["target"], one["outcome"]
        row = page.locator("table.list tbody tr", has_text=visitor.says("河西区", "Hexi District"))
        expect(row.locator(f"a[href='/evidence/observations/{aim['id']}/']")).to_have_text(aim["raw"])
        expect(row.locator(f"a[href='/evidence/observations/{result['id']}/']")).to_have_text(result["raw"])
    visitor.click(page.locator(f"a[href='/evidence/observations/{asked[0]['outcome']['id']}/']"))
    expect(page.locator("blockquote mark")).to_contain_text("4.2%")


def test_what_was_not_read_in_this_document(visitor: Visitor) -> None:
    page = visitor.page
    visitor.document(*REPORT)
    _follows_the_first(visitor, page.locator(".check details").nth(0))


def test_which_figures_may_have_no_whole_name(visitor: Visitor) -> None:
    visitor.document(*REPORT)
    _follows_the_first(visitor, visitor.page.locator(".check details").nth(1))


def _follows_the_first(visitor: Visitor, listed: Locator) -> None:
    """Opens a list above the text, and follows its first link into it."""
    page = visitor.page
    visitor.click(listed.locator("summary"))
    link = listed.locator("li a").first
    words = link.inner_text()
    visitor.click(link)
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(target).to_contain_text(words)
    expect(target).to_be_in_viewport()


def test_the_sentence_behind_a_value_of_the_text(visitor: Visitor) -> None:
    page = visitor.page
    visitor.document(*REPORT)
    visitor.click(page.locator("#o1312"))
    if visitor.scripts:
        panel = page.locator("#row")
        expect(panel).to_contain_text("32.6亿元")
        expect(panel).to_contain_text("年份从哪来")
    else:
        expect(page.locator("blockquote mark")).to_contain_text("32.6 亿元")


def _shown(page: Page) -> Frame:
    """The picture of the width of the screen, as soon as it is there: it is asked for when it comes into sight."""
    for _ in range(50):
        for frame in page.frames:
            if "/charts/" in frame.url and frame.frame_element().is_visible():
                frame.wait_for_selector("a")
                return frame
        page.wait_for_timeout(100)
    raise AssertionError(f"no chart is shown on {page.url}")


def chart_of(visitor: Visitor) -> Frame:
    """From the front page to an indicator, and the chart that is there to be seen."""
    page = visitor.page
    visitor.click(page.locator(f".topics a[href='{visitor.prefix}/indicators/gdp-growth/']"))
    page.wait_for_load_state("networkidle")
    shown = _shown(page)
    assert ("size=narrow" in shown.url) is visitor.narrow
    return shown


def test_the_sentence_behind_a_point_of_a_chart(visitor: Visitor) -> None:
    point = chart_of(visitor).locator("a").first
    told = str(point.get_attribute("aria-label"))
    visitor.click(point)
    words = re.search("“(.+?)”", told)
    assert words is not None
    expect(visitor.page.locator("blockquote mark").first).to_contain_text(words[1])


def test_the_spreadsheet_behind_a_chart(visitor: Visitor) -> None:
    """The points of the picture, the rows of the spreadsheet and those of the CSV are the same figures."""
    page = visitor.page
    points = chart_of(visitor).locator("a").all()
    drawn = {one.get_attribute("href"): str(one.get_attribute("aria-label")) for one in points}
    data = page.locator(".downloads li", has_text=visitor.says("每行一个数", "a row for each figure"))
    with page.expect_download() as saved:
        visitor.click(data.get_by_role("link", name="XLSX"))
    head, *rows = load_workbook(io.BytesIO(saved.value.path().read_bytes())).worksheets[0].iter_rows(values_only=True)
    value, source = (head.index(visitor.says(*names)) for names in (("数值", "value"), ("出处", "evidence")))
    figures = {str(row[source]): row[value] for row in rows if row[source] in drawn}
    assert drawn.keys() == figures.keys()
    # A target without a number is words in the picture, too.
    figures = {point: figure for point, figure in figures.items() if "%" in drawn[point]}
    assert len(figures) > 5
    assert all(f"{Decimal(str(figure)).normalize():,f}" in drawn[point] for point, figure in figures.items())
    with page.expect_download() as saved:
        visitor.click(data.get_by_role("link", name="CSV"))
    written = [*csv.reader(io.StringIO(saved.value.path().read_text("utf-8-sig")))]
    assert written == [[_written(cell) for cell in row] for row in (head, *rows)]


def _written(cell: Any) -> str:
    return "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)


def test_the_original_page_beside_the_text(visitor: Visitor) -> None:
    page = visitor.page
    visitor.document("120103-report-2024", "河西区")
    second = page.locator("#page-2")
    expect(second).to_have_text(visitor.says("第 2 页", "p. 2"))
    address = "/documents/120103-report-2024/original/#page=2"
    expect(second).to_have_attribute("href", address)
    if visitor.scripts and not visitor.narrow:
        visitor.click(second)
        expect(page.locator("#row iframe")).to_have_attribute("src", re.compile(re.escape(address)))
        beside, number = page.locator("#row").bounding_box(), second.bounding_box()
        assert beside is not None
        assert number is not None
        assert number["x"] + number["width"] <= beside["x"]
    else:
        visitor.clicks += 1  # the browser's own viewer takes the whole window
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_how_far_is_this_plan(visitor: Visitor) -> None:
    page = visitor.page
    visitor.document("120102-plan-2021", "河东区")
    visitor.click(
        page.get_by_role("link", name=visitor.says("规划目标与进展", "Targets of the plan, and how far they are"))
    )
    assert page.url.endswith(f"{visitor.prefix}/places/120102/#progress")
    row = page.locator("table.targets tr", has=page.locator("a[href$='/indicators/high-tech-firms/']"))
    meter = row.get_by_role("meter")
    expect(meter).to_be_visible()
    asked = page.request.get("/api/v1/progress/?district=120102&indicator=high-tech-firms&target_year=2025").json()
    (told,) = [one for one in asked["results"] if one["share_done"] is not None]
    expect(meter).to_have_text(f"{Decimal(str(told['share_done'])) * 100:.0f}%")
    visitor.click(row.locator(f"a[href='/evidence/observations/{told['outcome']['id']}/']"))
    expect(page.locator("blockquote mark")).to_contain_text(told["outcome"]["raw"])


def test_follow_a_place_by_feed(visitor: Visitor) -> None:
    page = visitor.page
    visitor.place("河西区", "120103")
    link = page.get_by_role("link", name=visitor.says("订阅变化（Atom）", "Follow changes (Atom)"))
    address = str(link.get_attribute("href"))
    assert address == page.locator("link[rel=alternate]").get_attribute("href")
    visitor.click(link)
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.body())
    links = [entry.find(f"{ATOM}link").get("href") for entry in feed.iter(f"{ATOM}entry")]
    assert len(links) == 2
    for one in links:
        assert "/documents/120103-report-" in one
        assert page.request.get(urlsplit(one)._replace(scheme="", netloc="").geturl()).ok


def test_cite_this(visitor: Visitor) -> None:
    page = visitor.page
    visitor.document(*REPORT)
    visitor.click(page.locator("details.cite summary"))
    cited = page.locator("details.cite")
    expect(cited).to_contain_text("[R/OL]")
    address = cited.locator("a.copied").inner_text()
    answer = page.request.get(address)
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=86400")
    if visitor.scripts:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visitor.click(cited.locator("button.copy").nth(1))
        assert "[R/OL]" in page.evaluate("navigator.clipboard.readText()")


def test_code_for_this_list(visitor: Visitor) -> None:
    page = visitor.page
    visitor.click(page.get_by_role("link", name=visitor.says("取数代码", "Builder"), exact=True).first)
    page.locator("#f-district").fill("120102")
    page.locator("#f-kind").select_option("target")
    visitor.click(page.get_by_role("button", name=visitor.says("看结果", "Show"), exact=True))
    expect(page.locator("tbody tr")).to_have_count(10)
    address = page.locator(".address").inner_text()
    assert parse_qs(urlsplit(address).query) == {"district": ["120102"], "kind": ["target"]}
    expect(page.locator(".code pre")).to_have_count(4)


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_the_code_of_the_builder_runs(chromium: Browser, site: str, form: str, tmp_path: Any) -> None:
    page = chromium.new_page(base_url=site)
    page.goto(f"/builder/?resource=observations&district=120102&kind=target&format={form}")
    codes = dict(zip(("curl", "Python", "R", "JavaScript"), page.locator(".code code").all_inner_texts(), strict=True))
    page.context.close()
    held = page_count(chromium, site)
    commands = {
        "curl": ["sh", "-c", codes["curl"]],
        "Python": [sys.executable, "-c", codes["Python"]],
        "R": ["Rscript", "-e", codes["R"]],
        "JavaScript": ["node", "--input-type=module", "-e", codes["JavaScript"]],
    }
    for language, command in commands.items():
        if shutil.which(command[0]) is None or (language == "curl" and shutil.which("curl") is None):
            continue
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, (language, ran.stderr)
        if language == "Python" and form != "xlsx":
            assert ran.stdout.strip() == str(held)


def page_count(chromium: Browser, site: str) -> int:
    """How many rows the list has."""
    page = chromium.new_page(base_url=site)
    answer = page.request.get("/api/v1/observations/?district=120102&kind=target&count=true&page_size=1")
    count = answer.json()["count"]
    page.context.close()
    return count


def test_an_address_that_is_none_leads_on(visitor: Visitor) -> None:
    request = visitor.page.request
    answer = request.get(f"{visitor.prefix}/{quote('没有的页')}", headers={"Accept": "text/html"})
    assert answer.status == 404
    assert visitor.says("没有这一页", "There is no such page") in answer.text()
