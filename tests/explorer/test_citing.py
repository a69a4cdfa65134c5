"""How each page says that it is cited, and that what is cited is what one sees."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from history.revisions import newest
from tests.explorer.test_explorer import PAGES, PLAN

pytestmark = pytest.mark.django_db


def cited(client: Client, path: str) -> dict[str, str]:
    answer: Any = client.get(path)
    part = answer.content.decode().partition('<details class="cite"')[2].partition("</details>")[0]
    found = re.findall(r"<dt>(.*?)</dt><dd[^>]*>(.*?)</dd>", part, re.DOTALL)
    return {name: html.unescape(re.sub(r"<[^>]+>", "", told)) for name, told in found}


@pytest.mark.parametrize("path", [*PAGES, "/verify/", f"{PLAN}?numerals=true"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_says_how_it_is_cited(client: Client, prefix: str, path: str) -> None:
    told = cited(client, prefix + path)
    (address,) = [one for name, one in told.items() if name in ("永久链接", "Permanent link")]
    question = path.partition("?")[2]
    assert address == f"http://testserver{prefix}{path}{'&' if question else '?'}revision={newest().number}"
    # Every style has the address, and the address is the page in this revision.
    assert len(told) == 7
    assert all(address in one for one in told.values())
    answer: Any = client.get(address.removeprefix("http://testserver"))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=86400")


def test_a_document_is_cited_as_the_api_cites_it_at_the_address_of_the_page(client: Client) -> None:
    told = cited(client, PLAN)
    api: Any = client.get("/api/v1/documents/120110-plan-2021/citation/").json()  # pyright: ignore[reportAttributeAccessIssue]
    for name, style in (
        ("GB/T 7714—2025", "gb7714"),
        ("GB/T 7714—2015", "gb7714_2015"),
        ("BibTeX", "bibtex"),
        ("一句话", "sentence_zh"),
    ):
        assert told[name].split() == api[style].replace(api["url"], told["永久链接"]).split()


def test_a_page_of_many_documents_is_cited_as_data(client: Client) -> None:
    told = cited(client, "/en/places/120102/")
    assert told["GB/T 7714—2025"].startswith("Plan data. Hedong District[DS/OL]. V")
    assert told["GB/T 7714—2015"].startswith("Plan data. Hedong District[DS/OL]. [")
    assert told["One sentence"].startswith("“Hedong District”, Plan data. Revision ")
    (item,) = json.loads(told["CSL-JSON"])
    assert (item["type"], item["title"], item["author"]) == ("dataset", "Hedong District", [{"literal": "Plan data"}])


@pytest.mark.usefixtures("empty")
def test_what_is_not_there_can_not_be_cited(client: Client) -> None:
    assert cited(client, "/places/999999/") == {}
