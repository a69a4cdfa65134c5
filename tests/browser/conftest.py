"""One server for all of these tests, and one Chromium for each file of them; both are skipped, and said so, where no Chromium is to be had."""

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from planapi.ingest import ingest
from tests import databases
from tests.browser.made import reports_in
from tests.serving import serving

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# A machine that has much else to do takes longer than the five seconds that playwright waits.
expect.set_options(timeout=20_000)

# Chromium as root in a container, asking nothing of the network but what the page asks.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def database(django_db_setup: None, django_db_blocker: Any) -> str:
    """The name of the database of the site, a copy of that of the run."""
    with django_db_blocker.unblock():
        return databases.another("seeds")


@pytest.fixture(scope="session")
def served(database: str, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own, which holds the seeds and two reports more (``made``)."""
    folder = tmp_path_factory.mktemp("site")
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "originals"}}
    stored = override_settings(STORAGES=settings.STORAGES | {"originals": kept})
    with django_db_blocker.unblock(), databases.within(database), stored:
        for path in reports_in(tmp_path_factory.mktemp("made")):
            ingest(path)
    with serving(django_db_blocker, folder, database=database) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, whose pages each have a context of their own: no cookie and nothing kept of the page before."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        # Playwright's own event loop looks to Django as if the tests ran in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(served: str) -> str:
    """The address of the server."""
    return served


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page that must ask no other host for anything, whose scripts must not fail, and that must keep to its own policy."""
    wrong: list[str] = []
    opened = chromium.new_page(base_url=site, locale="zh-CN")
    watch(opened, site, wrong)
    yield opened
    opened.context.close()
    assert wrong == []


def watch(page: Page, site: str, wrong: list[str]) -> None:
    """Have what goes wrong on a page, and what it asks of other hosts, told in ``wrong``."""

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    def see(request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(site):
            wrong.append(f"{request.url} {request.failure}")

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", listen)
    page.on("requestfinished", see)
    page.on("requestfailed", see)
