"""What somebody comes to do, from the front page on: in five clicks at most, in both languages, on a phone and on a wide screen, where it should with JavaScript off.

Each begins at the front page and fails on an error in the console, a request to another host, or a link that leads nowhere.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import CHROMIUM, watch

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

MOST_CLICKS = 5
TEXT = "2022年，河东区国家高新技术企业达到155家，一般公共预算收入完成35亿元。"

# Every way at least once, and each journey in both languages and on both widths, without each of all combinations.
WAYS = [("", 1440, True), ("/en", 390, True), ("/en", 1440, False), ("", 390, False)]


class Visitor:
    """Somebody who clicks, and counts."""

    def __init__(self, page: Page, prefix: str, *, scripts: bool) -> None:
        self.page, self.prefix, self.scripts = page, prefix, scripts
        self.english = bool(prefix)
        self.clicks = 0
        page.goto(prefix + "/")

    def says(self, zh: str, en: str) -> str:
        return en if self.english else zh

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def report(self) -> None:
        """To the work report of 河东区."""
        if self.page.viewport_size and self.page.viewport_size["width"] < 600:
            self.page.goto(f"{self.prefix}/documents/120102-report-2023/")
            self.clicks += 2
            return
        self.page.goto(f"{self.prefix}/places/120102/")
        self.clicks += 1
        self.click(self.page.locator('main a[href$="/documents/120102-report-2023/"]').first)


@pytest.fixture(params=WAYS, ids=["wide", "phone", "wide-plain", "phone-plain"])
def visitor(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Visitor]:
    prefix, width, scripts = request.param
    wrong: list[str] = []
    page = chromium.new_page(
        base_url=site,
        java_script_enabled=scripts,
        viewport={"width": width, "height": 850},
        locale="en-GB" if prefix else "zh-CN",
    )
    watch(page, site, wrong)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: wrong.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    one = Visitor(page, prefix, scripts=scripts)
    yield one
    page.context.close()
    assert wrong == []
    assert one.clicks <= MOST_CLICKS


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


def test_what_was_not_read_in_this_document(visitor: Visitor) -> None:
    page = visitor.page
    visitor.report()
    listed = page.locator(".check details")
    visitor.click(listed.locator("summary"))
    link = listed.locator("li a").first
    words = link.inner_text()
    visitor.click(link)
    target = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(target).to_have_text(words)
    expect(target).to_be_in_viewport()


def test_the_sentence_behind_a_value_of_the_text(visitor: Visitor) -> None:
    page = visitor.page
    visitor.report()
    mark = page.locator("#o1312")
    visitor.click(mark)
    if visitor.scripts:
        panel = page.locator("#row")
        expect(panel).to_contain_text("32.6亿元")
        expect(panel).to_contain_text("年份从哪来")
    else:
        expect(page.locator("blockquote mark")).to_contain_text("32.6 亿元")


def test_cite_this(visitor: Visitor) -> None:
    page = visitor.page
    visitor.report()
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
