"""One server for all of these tests, and one Chromium for each file of them; both are skipped, and said so, where no Chromium is to be had."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from planapi.embedded import READER
from tests.seeds import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# A machine that has much else to do takes longer than the five seconds that playwright waits.
expect.set_options(timeout=20_000)

# Chromium as root in a container, asking nothing of the network but what the page asks.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def served(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own over the database of the run, which holds the seeds."""
    with django_db_blocker.unblock():
        known = connection.get_connection_params()
    place = urlencode({key: known[key] for key in ("host", "port") if known.get(key)})
    url = f"postgresql://{quote(str(known['user']))}@/{known['dbname']}?{place}"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "DATABASE_URL": url,
        "DATABASE_READER_URL": url.replace(quote(str(known["user"])), READER, 1),
        "SECRET_KEY": "of a server that lives for one module",
        "ALLOWED_HOSTS": "127.0.0.1",
        "WORKERS": "1",
    }
    log = (tmp_path_factory.mktemp("site") / "log").open("w")
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            assert server.poll() is None, Path(log.name).read_text()
            try:
                urllib.request.urlopen(f"{address}/readyz").close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise AssertionError(Path(log.name).read_text())
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


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
