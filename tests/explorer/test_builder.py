"""The API builder: the request that is built, what it answers, and code that runs."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from planapi.resources import RESOURCES

pytestmark = pytest.mark.django_db


def ask(client: Client, query: str = "", status: int = 200, prefix: str = "") -> str:
    answer: Any = client.get(f"{prefix}/builder/?{query}")
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def built(page: str) -> str:
    found = re.search(r'<a class="copied" href="([^"]+)">http://testserver', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_resource_can_be_asked_for(client: Client, resource: str) -> None:
    page = ask(client, f"resource={resource}")
    assert built(page) == f"/api/v1/{resource}/"
    held: Any = client.get(built(page) + "?page_size=10").json()  # pyright: ignore[reportAttributeAccessIssue]
    table = page.partition('id="answer"')[2].partition("</section>")[0]
    assert len(re.findall("<tr>", table)) == (len(held["results"]) + 1 if held["results"] else 0)


def test_a_form_asks_only_for_what_was_filled_in(client: Client) -> None:
    page = ask(client, "resource=observations&district=120102&kind=target&year=&format=csv&year__gte=2020")
    assert built(page) == "/api/v1/observations/?district=120102&kind=target&year__gte=2020&format=csv"
    assert '<option value="target" selected>目标 (target)</option>' in page
    assert "read.csv(" in page


def test_what_can_be_chosen_comes_from_the_filters_of_the_view(client: Client) -> None:
    page = ask(client, "resource=parks", prefix="/en")
    fields = set(re.findall(r'name="(\w+)"', page.partition('class="conditions"')[2].partition("</form>")[0]))
    filters = RESOURCES["parks"][1].filterset_class.base_filters
    assert fields - {"resource", "format"} <= set(filters)
    assert {name for name in filters if "__" not in name} <= fields


@pytest.mark.parametrize("resource", RESOURCES)
def test_what_can_be_asked_by_is_told_in_the_language_of_the_page(client: Client, resource: str) -> None:
    form = ask(client, f"resource={resource}").partition('class="conditions"')[2].partition("</form>")[0]
    told = re.findall(r'<small id="d-\w+">([^<]*)</small>', form)
    assert all(re.search("[一-鿿]", one) for one in told)
    # What stands before “more” is what most ask by, and has words of its own.
    foremost = form.partition("<details>")[0]
    assert foremost.count("<label") == len(re.findall(r"<small id=\"d-", foremost))
    assert 'href="/api/v1/redoc/"' in form


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("resource=horses", 400, "horses"),
        ("resource=parks&format=docx", 400, "docx"),
        ("resource=parks&nature=binding", 200, "没有这个参数"),
        ("resource=observations&district=999999", 200, "没有地区“999999”"),
        ("resource=observations&district=120103", 200, "没有符合条件的行"),
        ("colour=red", 400, "没有这个参数"),
    ],
)
def test_what_is_wrong_is_told(client: Client, query: str, status: int, told: str) -> None:
    assert told in ask(client, query, status)


def test_nothing_that_is_written_ends_a_string_of_the_code(client: Client) -> None:
    page = ask(client, "resource=observations&subject=%27%22%3B%5C%24(id)%7B%7D")
    code = page.partition('class="code"')[2]
    assert "subject=%27%22%3B%5C%24%28id%29%7B%7D" in code
