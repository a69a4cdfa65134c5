"""Charts in a real Chromium: what a click, a key and a narrow screen do."""

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def chart_in(page: Page) -> Frame:
    """The chart that the page shows."""
    page.wait_for_load_state("networkidle")
    (chart,) = [frame for frame in page.frames if "/charts/" in frame.url and frame.frame_element().is_visible()]
    return chart


COMPARE = "/compare/?indicator=high-tech-firms&district=120102,120110"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_click_on_a_point_shows_its_sentence(page: Page, width: int, prefix: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(prefix + COMPARE)
    shown, hidden = ("narrow", "broad") if width == 390 else ("broad", "narrow")
    expect(page.locator(f"object.{shown}")).to_be_visible()
    expect(page.locator(f"object.{hidden}")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    point = chart_in(page).locator("a").first
    told = point.get_attribute("aria-label")
    assert told is not None
    point.click()
    words = told.partition("“")[2].partition("”")[0]
    expect(page.locator("blockquote mark").first).to_contain_text(words)


def test_a_point_is_reached_and_followed_by_keys(page: Page) -> None:
    page.goto(COMPARE)
    point = chart_in(page).locator("a").first
    point.focus()
    page.keyboard.press("Enter")
    expect(page.locator("blockquote mark").first).to_be_visible()


def test_a_chart_is_dark_where_the_system_is(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(COMPARE)
    paper = chart_in(page).locator("svg > rect").first
    assert paper.evaluate("one => getComputedStyle(one).fill") == "rgb(23, 23, 26)"
