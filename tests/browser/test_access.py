"""axe finds nothing against WCAG 2.2 AA on the pages of the explorer: by day on a wide screen, and at night on a phone."""

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = (
    "/",
    "/places/120110/",
    "/documents/120102-report-2023/",
    "/indicators/gdp-growth/",
    "/places/120102/",
    "/projects/?district=120110",
    "/parks/",
    "/targets/",
    "/search/?q=%E5%85%BB%E8%80%81",
    "/verify/",
    "/verify/?text=2022%E5%B9%B4%E6%B2%B3%E4%B8%9C%E5%8C%BA%E4%B8%80%E8%88%AC%E5%85%AC%E5%85%B1%E9%A2%84%E7%AE%97%E6%94%B6%E5%85%A535%E4%BA%BF%E5%85%83%EF%BC%8C%E6%8E%92%E5%90%8D%E7%AC%AC2%E3%80%82",
    "/search/?q=a&type=horse",
    "/compare/?indicator=gdp-growth,high-tech-firms&district=120101,120102,120105,120110",
    "/compare/?indicator=gdp-grwth&district=120102&year__gte=20",
    "/compare/",
    "/observations/",
    "/places/120103/",
    "/ranking/?indicator=high-tech-firms&year=2020",
    "/places/120102/?revision=4",
    "/places/310103/",
    "/verify/?text=%E5%A2%9E%E9%95%BF5%25&year=soon",
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("prefix", "scheme", "width"), [("", "light", 1440), ("/en", "dark", 390)], ids=["day", "night"]
)
def test_nobody_is_kept_out(  # noqa: PLR0917 a case
    chromium: Browser, site: str, path: str, prefix: str, scheme: Literal["light", "dark"], width: int
) -> None:
    page: Any = chromium.new_page(base_url=site, color_scheme=scheme, viewport={"width": width, "height": 850})
    page.goto(prefix + path)
    for details in page.locator("details").all():
        details.evaluate("one => one.open = true")
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{one['id']}: {one['help']} {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]
    scrolled = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert told == []
    assert scrolled <= width
