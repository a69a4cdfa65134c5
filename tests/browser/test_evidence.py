"""The page of a row's evidence, as a journalist opens it: wide, on a phone, and by the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

FIRMS = "/evidence/observations/120102-report-2023-o2472/"


def test_the_sentence_stands_in_its_paragraph(page: Page) -> None:
    answer = page.goto(FIRMS)
    assert answer is not None
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    expect(page.get_by_role("heading", level=1)).to_contain_text("国家高新技术企业")
    expect(page.locator("blockquote mark")).to_contain_text("155家")
    expect(page.locator("blockquote")).to_contain_text("国家科技型中小企业267家")
    expect(page.get_by_role("navigation")).to_contain_text("2022年工作回顾")
    expect(page.get_by_text("[DS/OL]")).to_be_visible()
    # The style sheet was let in by the page's own policy.
    assert page.locator("mark").evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgb(255, 229, 138)"


def test_every_link_of_the_page_leads_somewhere(page: Page) -> None:
    page.goto(FIRMS)
    links = {link.get_attribute("href") for link in page.get_by_role("link").all()}
    assert len(links) >= 7
    for link in links:
        assert link is not None
        assert page.request.get(link).ok, link


def test_a_phone_shows_it_without_scrolling_aside(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for address in (FIRMS, "/evidence/targets/120102-plan-2021-t3/", "/evidence/subdistricts/120110-plan-2021-d62534/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, address


def test_every_word_can_be_read(page: Page) -> None:
    """A contrast of 4.5 to 1 at least, as WCAG 2.2 AA asks, by day and by night."""
    contrast = """() => {
      const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
      const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number); return 0.2126*channel(r)+0.7152*channel(g)+0.0722*channel(b); };
      const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(', 0)')) return c; } };
      return Math.min(...[...document.querySelectorAll('main *')].filter(e => e.textContent.trim()).map(e => {
        const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); }));
    }"""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(FIRMS)
        assert page.evaluate(contrast) >= 4.5, scheme
