"""Somebody who comes to the front page and clicks: counted, and with an eye on whatever goes wrong on the way."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.conftest import watch

MOST_CLICKS = 5
"""From the front page to what somebody came for."""
_SIGHT = "(found) => found.filter(one => one.getAttribute('href').length > 1 && !document.getElementById(decodeURIComponent(one.hash.slice(1)))).map(one => one.hash)"
_NAMES = re.compile(r"(?<=/)[^/]*\d[^/]*(?=/)|(?<=/indicators/)[^/]+")

followed: set[str] = set()
"""Kinds of links that were followed to see that they lead somewhere: a page has hundreds, and the next page the same."""


class Visitor:
    """Reads the site in one language, with or without scripts, on a wide screen or a narrow one."""

    def __init__(self, page: Page, prefix: str, *, scripts: bool) -> None:
        self.page, self.prefix, self.scripts = page, prefix, scripts
        self.english = bool(prefix)
        self.clicks = 0
        page.goto(f"{prefix}/")

    @property
    def narrow(self) -> bool:
        return self.page.viewport_size is not None and self.page.viewport_size["width"] < 600

    def says(self, zh: str, en: str) -> str:
        return en if self.english else zh

    def click(self, target: Locator) -> None:
        self.look()
        target.click()
        self.clicks += 1

    def search(self, words: str) -> None:
        """For something, by the field of the front page, which needs no script."""
        self.page.locator("main input[name=q]").fill(words)
        self.click(self.page.locator("main form.find button"))

    def place(self, name: str, code: str) -> None:
        """To the page of a place."""
        self.search(name)
        self.click(self.page.locator(f"nav.matched a[href='{self.prefix}/places/{code}/']"))

    def document(self, slug: str, name: str) -> None:
        """To the reader, by the page of its place."""
        self.place(name, slug[:6])
        self.click(self.page.locator(f"#documents + ul a[href$='/documents/{slug}/']"))

    def look(self) -> None:
        """No link of this page leads nowhere, it needs no scrolling aside, and what a link within it leads to is there."""
        page = self.page
        # A click does not wait until all of the next page is there, and what a link within it leads to may be still to come.
        page.wait_for_load_state("domcontentloaded")
        assert page.locator("a[href^='#']").evaluate_all(_SIGHT) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        shown = page.locator("a[href^='/'], a[href^='?'], link[rel=alternate]").evaluate_all(
            "(found) => found.map(one => one.href)"
        )
        for address in self._new(shown):
            answer = page.request.get(address)
            assert answer.ok, f"{address} on {page.url}"

    def _new(self, addresses: Iterable[str]) -> Iterator[str]:
        """An address of each kind that was not followed yet: its path without what it is of, and the names of its parameters."""
        for address in addresses:
            parts = urlsplit(address)
            query = [f"{name}={value}" if name == "format" else name for name, value in parse_qsl(parts.query)]
            kind = f"{_NAMES.sub('*', parts.path)}?{'&'.join(sorted(query))}"
            if kind not in followed:
                followed.add(kind)
                yield address


@contextmanager
def visiting(browser: Browser, site: str, *, prefix: str, width: int, scripts: bool) -> Iterator[Visitor]:
    """A visitor of the site. At the end: no error in the console, no request to another host, nothing that was not found, and no more than five clicks."""
    wrong: list[str] = []
    language = "en-GB" if prefix else "zh-CN"
    page = browser.new_page(
        base_url=site, java_script_enabled=scripts, viewport={"width": width, "height": 850}, locale=language
    )

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(message.text)

    def see(answer: Response) -> None:
        if answer.status >= 400:
            wrong.append(f"{answer.status} {answer.url}")

    watch(page, site, wrong)
    page.on("console", listen)
    page.on("response", see)
    visitor = Visitor(page, prefix, scripts=scripts)
    try:
        yield visitor
        if page.url.startswith(site) and page.locator("main#content").count():
            visitor.look()
            expect(page.locator("html")).to_have_attribute("lang", visitor.says("zh-Hans", "en"))
    finally:
        page.context.close()
    assert wrong == []
    assert visitor.clicks <= MOST_CLICKS, f"{visitor.clicks} clicks"
