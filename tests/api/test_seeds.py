"""What the API says of the seed documents is true of them, row by row."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from planapi.v1 import RESOURCES

Get = Callable[..., Any]
EVIDENCED = ("targets", "observations", "projects", "parks", "subdistricts", "terms", "special-plans")


def rows(get: Get, resource: str, **asked: str) -> Iterator[dict[str, Any]]:
    page = get(resource, page_size=200, **asked)
    yield from page["results"]
    while page["next"]:
        page = get(page["next"].removeprefix("http://testserver"))
        yield from page["results"]


@pytest.fixture
def texts(get: Get, api_client: APIClient, db: None) -> dict[str, str]:
    return {
        row["slug"]: api_client.get(f"/api/v1/documents/{row['slug']}/text/").content.decode()
        for row in rows(get, "documents")
    }


@pytest.mark.parametrize("resource", EVIDENCED)
def test_every_quote_stands_where_it_is_said_to(resource: str, get: Get, texts: dict[str, str]) -> None:
    found = list(rows(get, resource))
    assert found
    chapters = {chapter["id"]: chapter for chapter in rows(get, "chapters")}
    for row in found:
        evidence = row["evidence"]
        assert texts[evidence["document"]][evidence["start"] : evidence["end"]] == evidence["quote"]
        if evidence["chapter"]:
            chapter = chapters[evidence["chapter"]]
            assert chapter["document"] == evidence["document"]
            assert chapter["start"] <= evidence["start"] < chapter["end"]


def test_a_raw_number_stands_where_it_is_said_to(get: Get, texts: dict[str, str]) -> None:
    for row in rows(get, "observations", origin="prose"):
        assert texts[row["document"]][row["raw_start"] : row["raw_end"]].strip()
        assert row["evidence"]["start"] <= row["raw_start"] < row["raw_end"] <= row["evidence"]["end"]


def test_the_text_of_every_chapter_is_cut_right(get: Get, texts: dict[str, str]) -> None:
    for chapter in rows(get, "chapters", expand="text"):
        assert chapter["text"] == texts[chapter["document"]][chapter["start"] : chapter["end"]]


def test_the_outline_and_the_chapters_are_the_same(get: Get, texts: dict[str, str]) -> None:
    def flat(nodes: list[dict[str, Any]], parent: str | None) -> Iterator[tuple[str, str | None]]:
        for node in nodes:
            yield node["id"], parent
            yield from flat(node["children"], node["id"])

    for slug, text in texts.items():
        listed = [(chapter["id"], chapter["parent"]) for chapter in rows(get, "chapters", document=slug)]
        assert list(flat(get(f"documents/{slug}/outline")["chapters"], None)) == listed
        assert get(f"documents/{slug}")["chars"] == len(text)


def test_a_district_counts_what_its_lists_hold(get: Get, texts: dict[str, str]) -> None:
    for district in rows(get, "districts", documents__gte="1"):
        for resource in RESOURCES:
            if (name := resource.replace("-", "_")) in district["counts"]:
                held = get(resource, district=district["code"], count="true", page_size=1)["count"]
                assert held == district["counts"][name], (district["name"], resource)


def test_care_for_the_old_is_found_in_longer_words(get: Get, texts: dict[str, str]) -> None:
    page = get("search", q="养老", page_size=100)
    assert {facet["value"] for facet in page["facets"]["document"]} == set(texts)
    assert any("养老服务体系" in hit["title"] for hit in page["results"])
    for hit in page["results"]:
        assert "<mark>养老</mark>" in hit["highlighted"]["title"] + hit["highlighted"]["text"]
