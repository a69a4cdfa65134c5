"""Measure the docs page of a site that is served: ``python -m bench.docs_page http://127.0.0.1:8000``.

In headless Chromium: until the tags are seen, until an operation with many parameters is, how far down its button is, and from the response until it
is shown; in seconds, and in seconds of the page's own thread, which say more where the machine has other work.
"""

import argparse
import shutil
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, sync_playwright

OPERATION = "List of observations"


def main() -> None:
    """Print a line for each page and round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"{'page':18} {'tags':>14} {'operation':>14} {'button':>8} {'answer':>14} {'nodes':>7}")
    for path in ("/api/v1/docs/", "/api/v1/redoc/"):
        for _ in range(given.rounds):
            print(f"{path:18} {measured(given.site + path)}")


def measured(address: str) -> str:
    """What one visit took."""
    with sync_playwright() as play:
        chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        session: Any = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        tag = page.get_by_title("observations", exact=True).first
        send = page.get_by_role("button", name="Send API Request").first

        def thread() -> float:
            told = session.send("Performance.getMetrics")["metrics"]
            return next(one["value"] for one in told if one["name"] == "TaskDuration")

        def timed(act: Callable[[], Any]) -> str:
            began, before = time.perf_counter(), thread()
            act()
            return f"{time.perf_counter() - began:6.2f} ({thread() - before:4.2f})"

        tags = timed(lambda: (page.goto(address, wait_until="commit"), tag.wait_for()))
        tag.click()
        operation = timed(lambda: (page.get_by_title(OPERATION).first.click(), send.wait_for()))
        place = send.bounding_box()
        with page.expect_response("**/api/v1/observations/*") as came:
            send.click()
        came.value.finished()
        answer = timed(page.get_by_text("200 OK").wait_for)
        button = f"{place['y']:.0f} px" if place else "none"
        line = f"{tags:>14} {operation:>14} {button:>8} {answer:>14} {nodes(page):>7}"
        browser.close()
    return line


def nodes(page: Page) -> int:
    """How large the page is."""
    return page.evaluate("document.querySelectorAll('*').length")


if __name__ == "__main__":
    main()
