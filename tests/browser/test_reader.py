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
