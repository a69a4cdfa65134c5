"""Finding something: suggestions while typing, by the keyboard; and lists to filter, without a script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


@pytest.mark.parametrize(("front", "typed", "name"), [("/", "东丽", "东丽区"), ("/en/", "Dongli", "Dongli District")])
def test_a_place_is_two_keys_away(page: Page, front: str, typed: str, name: str) -> None:
    page.goto(front)
    box = page.locator("main").get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(typed)
    option = page.get_by_role("option", name=name).first
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_suggestions_are_closed_by_escape_and_what_was_typed_is_searched_for(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("banner").get_by_role("combobox")
    box.press_sequentially("养老")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("养老")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("搜索“养老”")


def test_projects_are_filtered_without_scripts(site: str, page: Page) -> None:
    assert page.context.browser is not None
    plain = page.context.browser.new_page(base_url=site, java_script_enabled=False)
    plain.goto("/")
    plain.get_by_role("banner").get_by_role("link", name="项目").click()
    plain.locator("input[name=place]").fill("东丽区")
    plain.locator("select[name=status]").select_option("planned")
    plain.get_by_role("button", name="筛选").click()
    expect(plain).to_have_url(f"{site}/projects/?status=planned&district=120110")
    rows = plain.locator("table.list tbody tr")
    assert rows.count() > 1
    words = rows.first.get_by_role("rowheader").get_by_role("link")
    name = words.text_content()
    words.click()
    assert name is not None
    expect(plain.locator("blockquote mark")).to_contain_text(name)
    plain.context.close()
