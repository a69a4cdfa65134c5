"""The guide as a person uses it, in a real Chromium, with and without scripts; and axe on its pages, by day on a wide screen, and at night on a phone."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import CHROMIUM
from tests.browser.test_access import RULES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

PAGES = ("", "verifying/", "standards/", "search/?q=csv")


@pytest.mark.parametrize(
    ("prefix", "scheme", "width"), [("", "light", 1440), ("/en", "dark", 390)], ids=["day", "night"]
)
def test_nobody_is_kept_out_of_the_guide(
    chromium: Browser, site: str, prefix: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page: Any = chromium.new_page(base_url=site, color_scheme=scheme, viewport={"width": width, "height": 850})
    for path in PAGES:
        page.goto(f"{prefix}/guide/{path}")
        found = Axe().run(page, options=RULES).response["violations"]
        assert [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.close()


def test_code_is_copied_as_it_is_run(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_role("link", name="使用指南", exact=True).click()
    page.get_by_role("main").get_by_role("link", name="快速开始").click()
    page.get_by_role("button", name="复制").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"curl '{site}/api/v1/targets/?district=120102'"


def test_without_scripts_the_guide_is_searched_and_read(site: str, page: Page) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_page(
        base_url=site, java_script_enabled=False, viewport={"width": 390, "height": 850}
    )
    plain.goto("/guide/problems/")
    plain.get_by_role("link", name="目录", exact=True).click()
    plain.get_by_role("searchbox", name="在指南中搜索").fill("翻页")
    plain.get_by_role("navigation", name="指南目录").get_by_role("button", name="搜索").click()
    plain.get_by_role("main").get_by_role("link", name="翻页取一个列表").first.click()
    expect(plain.get_by_role("heading", name="翻页取一个列表")).to_be_in_viewport()
    plain.context.close()
