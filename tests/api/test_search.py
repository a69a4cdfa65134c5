"""Search finds words within words, in everything, best first, and says how the hits are spread."""

from collections.abc import Callable
from typing import Any

import pytest

from districts.models import Document
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]


def hits(page: dict[str, Any]) -> list[tuple[str, str]]:
    return [(hit["type"], hit["title"]) for hit in page["results"]]


@pytest.fixture
def book(empty: None) -> Document:
    text = "第一章 健全养老服务体系\n推进社区养老设施。\n一、医养结合\n发展康养产业，PM<sub>2.5</sub>下降。\n"
    document = make.make_document(text=text, chars=len(text))
    section = text.index("一、医养")
    top = make.make_chapter(document=document, title="健全养老服务体系", body_start=13, end=len(text))
    make.make_chapter(
        document=document,
        parent=top,
        level=2,
        kind="section",
        label="一、",
        title="医养结合",
        start=section,
        body_start=section + 7,
        end=len(text),
    )
    return document


def test_a_word_is_found_within_longer_words_in_every_kind(get: Get, book: Document) -> None:
    make.make_indicator("beds", name_zh="养老床位数")
    make.make_observation(document=book, subject="每千名老人养老床位")
    make.make_project(document=book, name="河东养老院")
    make.make_park(document=book, name="养老产业园")
    make.make_term(document=book, term="养老", definition="……")
    page = get("search", q="养老")
    assert hits(page) == [
        ("term", "养老"),
        ("chapter", "第一章 健全养老服务体系"),
        ("indicator", "养老床位数"),
        ("observation", "每千名老人养老床位"),
        ("project", "河东养老院"),
        ("park", "养老产业园"),
    ]
    assert page["count"] == 6
    assert page["facets"]["district"] == [{"value": "120102", "name": "河东区", "count": 5}]
    assert page["facets"]["document"] == [{"value": book.slug, "name": book.slug, "count": 5}]
    assert {facet["value"]: facet["count"] for facet in page["facets"]["type"]} == dict.fromkeys(
        ["chapter", "indicator", "observation", "project", "park", "term"], 1
    )


def test_a_hit_shows_the_words_and_leads_to_its_row(get: Get, book: Document) -> None:
    (hit,) = get("search", q="设施")["results"]
    assert hit["highlighted"]["text"] == "推进社区养老<mark>设施</mark>。"
    assert get(hit["url"].removeprefix("http://testserver"))["id"] == hit["id"]


def test_markup_of_the_text_is_escaped(get: Get, book: Document) -> None:
    (hit,) = get("search", q="下降")["results"]
    assert hit["highlighted"]["text"] == "发展康养产业，PM&lt;sub&gt;2.5&lt;/sub&gt;<mark>下降</mark>。"


def test_a_chapter_is_not_found_for_the_words_of_the_chapters_within_it(get: Get, book: Document) -> None:
    assert hits(get("search", q="康养")) == [("chapter", "一、 医养结合")]


def test_all_words_must_be_there_and_a_phrase_is_one(get: Get, book: Document) -> None:
    assert len(get("search", q="社区 养老")["results"]) == 1
    assert get("search", q="社区 没有的词")["results"] == []
    assert get("search", q='"社区 养老"')["results"] == []
    assert len(get("search", q="“社区养老”")["results"]) == 1


def test_hits_are_narrowed_by_type_district_and_document(get: Get, world: World) -> None:
    assert {hit["type"] for hit in get("search", q="养老", type="project")["results"]} == {"project"}
    assert {hit["district"]["code"] for hit in get("search", q="养老", district="120110")["results"]} == {"120110"}
    assert {hit["document"] for hit in get("search", q="养老", document="120102-report-2023")["results"]} == {
        "120102-report-2023"
    }


def test_pages_of_hits(get: Get, world: World) -> None:
    whole = get("search", q="养老")["results"]
    page = get("search", q="养老", page_size=4)
    assert (len(page["results"]), page["count"], page["previous"]) == (4, 6, None)
    second = get(page["next"].removeprefix("http://testserver"))
    assert page["results"] + second["results"] == whole
    assert second["next"] is None
    assert get(second["previous"].removeprefix("http://testserver"))["results"] == page["results"]
    get(page["next"].removeprefix("http://testserver") + "&type=park", status=400)


def test_a_word_of_wild_cards_is_a_word(get: Get, world: World) -> None:
    assert get("search", q="%")["results"] == []


def test_small_and_capital_letters_are_one(get: Get, book: Document) -> None:
    assert len(get("search", q="pm")["results"]) == 1
