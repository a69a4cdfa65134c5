"""The document reader by ear, by keys and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

REPORT = "/documents/120102-report-2023/"


@pytest.mark.parametrize(
    ("prefix", "kinds"),
    [
        ("", ("完成", "预计", "目标", "项目", "未读懂")),
        ("/en", ("result", "estimate", "target", "project", "not understood")),
    ],
)
def test_each_mark_says_in_words_of_which_kind_it_is(page: Page, prefix: str, kinds: tuple[str, ...]) -> None:
    """As Chromium gives it to a screen reader; and nobody copies the word with the number."""
    page.goto(prefix + REPORT)
    reader = page.context.new_cdp_session(page)
    reader.send("Accessibility.enable")
    for kind, letter in zip(kinds, "aetpn", strict=True):
        mark = page.locator(f"article a[href^={letter}]").first
        words = str(mark.text_content())
        page.goto(f"{prefix}{REPORT}#{mark.get_attribute('id')}")
        expect(mark).to_be_in_viewport()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
        nodes = reader.send("Accessibility.getFullAXTree")["nodes"]
        names = [one["name"]["value"] for one in nodes if one.get("role", {}).get("value") == "link"]
        told = [one for one in names if one.startswith(words)]
        assert any(re.fullmatch(rf"{re.escape(words)}\s*[（(]{kind}[）)]", one) for one in told), (words, told)
    page.goto(f"{prefix}{REPORT}?numerals=true")
    date = page.locator("article a[href^=d]").first
    assert str(date.get_attribute("title")) in date.aria_snapshot()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_text_has_its_whole_length_from_the_first(page: Page, width: int) -> None:
    """So the bar at the side tells how far one is, and what is jumped to stands where it is looked for."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/documents/120110-plan-2021/")
    length = "document.documentElement.scrollHeight"
    at_first = page.evaluate(length)
    assert at_first > 20_000
    marks = page.locator("article a[id]")
    for number in (marks.count() - 1, marks.count() // 2, 5):
        mark = marks.nth(number)
        name = str(mark.get_attribute("id"))
        page.evaluate(f"scrollTo(0, 0); location.hash = '{name}'")
        expect(mark).to_be_in_viewport()
        place = mark.bounding_box()
        assert place is not None
        assert abs(place["y"] - 0.3 * 900) < 60 or number == marks.count() - 1
        assert page.evaluate(length) == at_first


def test_the_marks_of_a_kind_are_walked_by_keys(page: Page) -> None:
    page.goto(REPORT)
    panel = page.locator("#row")
    marks = page.locator("article a[href^=t]")

    def is_at(number: int) -> None:
        expect(marks.nth(number)).to_be_focused()
        expect(marks.nth(number)).to_be_in_viewport()

    page.locator("#key a.target").focus()
    page.keyboard.press("j")  # no key of its own outside of the text
    expect(page.locator("#key a.target")).to_be_focused()
    page.keyboard.press("Enter")
    is_at(0)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    is_at(1)
    expect(panel).to_be_hidden()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text(str(marks.nth(1).text_content()))
    expect(panel.get_by_role("button")).to_be_focused()
    page.keyboard.press("j")
    expect(panel).to_contain_text(str(marks.nth(2).text_content()))
    page.keyboard.press("Escape")
    is_at(2)
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("path", [REPORT, "/indicators/gdp-growth/", "/places/120102/"])
def test_on_paper_there_is_no_menu_but_where_it_is_from(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("header.site nav")).to_be_visible()
    page.emulate_media(media="print")
    for gone in ("header.site nav", "header.site form", "main nav", "details.cite", ".downloads", "footer a"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    told = page.locator("footer").inner_text()
    assert re.search(r"数据第\s\d+\s版 · http://127\.0\.0\.1:\d+" + path + r"\?revision=\d+", told)
    assert re.search(r"\[(R|DS)/OL\]", told)
    for kind in page.locator("#key .m").all():
        expect(kind).to_be_visible()
