"""What a person sees: the pages, served by the real server, in a real Chromium. Skipped, and said so, where none is to be had."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests import databases
from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def test_the_first_page_leads_somewhere(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("政府规划和工作报告的数据")
    links = {link.get_attribute("href") for link in page.get_by_role("link").all()} - {"#content"}
    assert len(links) >= 10
    for link in links:
        assert link is not None
        assert page.request.get(link).ok, link


@pytest.mark.parametrize("width", [390, 1440])
def test_a_value_is_two_clicks_away_and_shows_what_it_was_read_as(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 850})
    page.goto("/")
    page.locator("a[href='/documents/120102-report-2023/']").first.click()
    mark = page.locator("article a[href^=a]", has_text="亿元").first
    words = mark.text_content()
    mark.click()
    panel = page.get_by_role("complementary")
    expect(panel).to_contain_text("河东区")
    assert words is not None
    expect(panel.locator("dl")).to_contain_text(words.replace(" ", ""))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_without_scripts_a_value_leads_to_its_words(site: str, page: Page) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_page(base_url=site, java_script_enabled=False)
    plain.goto("/en/documents/120110-plan-2021/")
    mark = plain.locator("article a[href^=t]").first
    words = mark.text_content()
    mark.click()
    assert words is not None
    expect(plain.locator("blockquote mark")).to_contain_text(words)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_request_can_be_tried_in_the_docs(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/api/v1/docs/#/operations/targets_list")
    page.get_by_label("district", exact=True).fill("120102,120110")
    page.get_by_label("indicator", exact=True).fill("gdp-growth")
    send = page.get_by_role("button", name="Send API Request")
    place = send.bounding_box()
    assert place is not None
    assert place["y"] < 3 * 900
    with page.expect_request("**/api/v1/targets/?*") as asked:
        send.click()
    assert urlsplit(asked.value.url).query == "district=120102%2C120110&indicator=gdp-growth"
    expect(page.get_by_text("200 OK")).to_be_visible()
    expect(page.locator(".sl-panel", has_text="200 OK")).to_contain_text("河东区")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_docs_lead_from_the_everyday_parameters_to_all(page: Page) -> None:
    page.goto("/api/v1/docs/")
    expect(page.get_by_role("heading", name="Plan API").first).to_be_visible()
    tags = page.locator(".sl-elements").get_by_title("observations", exact=True)
    tags.click()
    page.get_by_title("List of observations").click()
    expect(page.get_by_label("district", exact=True)).to_be_visible()
    assert page.get_by_label("raw_start__gte", exact=True).count() == 0
    page.get_by_role("link", name="more are on the page of all").click()
    expect(page.get_by_label("raw_start__gte", exact=True)).to_be_attached()
    assert urlsplit(page.url).path == "/api/v1/redoc/"
    expect(page.locator("body")).to_contain_text("GB/T 2260")


@pytest.fixture(scope="module")
def keeper(database: str, django_db_blocker: Any) -> Iterator[str]:
    """Somebody who may see to everything in the admin."""
    with django_db_blocker.unblock(), databases.within(database):
        # The server has not the quick hashes of the tests.
        stored = PBKDF2PasswordHasher().encode("烛影摇红一二三四五六", "salt")
        known = User.objects.create(username="keeper", is_staff=True, is_superuser=True, password=stored)
    yield "烛影摇红一二三四五六"
    with django_db_blocker.unblock(), databases.within(database):
        known.delete()


def test_the_admin_works_under_its_policy(keeper: str, page: Page) -> None:
    page.goto("/admin/")
    page.locator("#id_username").fill("keeper")
    page.locator("#id_password").fill(keeper)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("#site-name")).to_be_visible()
    (session,) = [cookie for cookie in page.context.cookies() if cookie.get("name") == "sessionid"]
    assert (session.get("path"), session.get("sameSite"), session.get("httpOnly")) == ("/admin/", "Strict", True)
    for address in ("districts/document/", "indicators/observation/", "districts/ingestrun/", "access/apikey/"):
        page.goto(f"/admin/{address}")
        expect(page.locator("#content h1")).to_be_visible()
    # The busiest script of the admin: two lists between which names are moved.
    page.goto("/admin/auth/group/add/")
    expect(page.locator(".selector-available h2, .selector-available-title").first).to_be_visible()
    page.goto("/admin/auth/user/add/")
    page.locator("#id_username").fill("another")
    for field in ("#id_password1", "#id_password2"):
        page.locator(field).fill("12345678")
    page.locator("[name=_save]").click()
    for told in ("at least 12 characters", "太常见", "只包含数字"):
        expect(page.locator(".errorlist").first).to_contain_text(told)


def test_a_form_of_another_site_is_refused_in_plain_words(page: Page) -> None:
    page.goto("/admin/login/")
    page.context.clear_cookies()
    page.locator("#id_username").fill("keeper")
    page.locator("#id_password").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.locator("body")).to_contain_text("Go back, reload the page")


def test_the_json_is_shown_in_chinese(page: Page) -> None:
    answer = page.goto("/api/v1/terms/?document=120110-plan-2021&page_size=1")
    assert answer is not None
    assert "三个着力" in answer.text()
    assert "三个着力" in page.locator("body").inner_text()
