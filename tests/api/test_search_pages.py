"""What a search answers with is the same however it was come by: kept from another page, narrowed in another way, or cut out of a long text."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from history.revisions import newest, writing
from planapi.search import finding, views
from planapi.search.marking import snippet, sought
from planapi.search.queries import spellings
from tests import factories as make
from text.lexemes import plain

Get = Callable[..., Any]


def name_projects(*names: str) -> None:
    for name in names:
        make.make_project(name=name, quote="……")
    make.index()


def titles(page: dict[str, Any]) -> list[str]:
    return [hit["title"] for hit in page["results"]]


def test_the_next_page_is_not_looked_for_again_until_there_is_another_revision(
    get: Get, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "revision_read", newest)
    with writing():
        name_projects("养老一院", "养老二院")
    counts: list[int] = []
    pages: list[list[str]] = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            pages.append(titles(get("search", q="养老", page_size=1)))
        counts.append(len(queries))
    assert pages[0] == pages[1]
    assert counts[1] < counts[0]
    with writing():
        name_projects("养老")
    assert titles(get("search", q="养老")) == ["养老", "养老一院", "养老二院"]


@pytest.mark.parametrize("few", [0, 10])
def test_words_apart_are_found_alike_in_few_documents_and_in_many(
    few: int, get: Get, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW_DOCUMENTS", few)
    for district in ("120102", "120110"):
        document = make.make_document(district=make.make_district(code=district))
        make.make_project(document=document, name="养老一院", quote="……")
        make.make_project(document=document, name="公园", quote="……")
    make.make_project(
        document=make.make_document(district=make.make_district(code="120101")), name="养老公寓", quote="……"
    )
    make.index()
    page = get("search", q="养老 公园")
    assert (page["matched"], sorted(titles(page))) == ("in_document", ["公园", "公园", "养老一院", "养老一院"])
    first = get("search", q="养老 公园", page_size=3)
    second = get(first["next"].removeprefix("http://testserver"))
    assert first["results"] + second["results"] == page["results"]


def test_words_apart_are_no_indicator(get: Get, empty: None) -> None:
    name_projects("养老一院", "公园")
    assert get("search", q="养老 公园")["count"] == 2
    assert get("search", q="养老 公园", type="indicator")["count"] == 0


LONG = "一" * 300 + "\n\n" + "二" * 39 + "\u3000 \n养老" + "三" * 50 + "\n" * 400 + "四" * 50


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("", ["养老"], ""),
        (" \n养老 ", ["养老"], "养老"),
        ("推进社区\n养老设施。", ["养老"], "推进社区 养老设施。"),
        (LONG, ["养老"], "…" + "二" * 39 + " 养老" + "三" * 50 + " " + "四" * 27 + "…"),
        (LONG, ["没有"], "一" * 120 + "…"),
        (LONG, ["养老", "二"], "…" + "一" * 39 + " " + "二" * 39 + " 养老" + "三" * 38 + "…"),
        (LONG, ["三 四"], "…" + "三" * 41 + " " + "四" * 50),
        ("甲" * 40 + "养老" + "乙" * 78, ["养老"], "甲" * 40 + "养老" + "乙" * 78),
        ("甲" * 41 + "养老" + "乙" * 79, ["养老"], "…" + "甲" * 40 + "养老" + "乙" * 78 + "…"),
    ],
)
def test_a_snippet_is_the_words_around_the_first_place(text: str, words: list[str], shown: str) -> None:
    assert snippet(text, sought(words)) == shown


@pytest.mark.parametrize(
    ("word", "ways"), [("布局", 1), ("质量", 2), ("养老", 3), ("覆盖率", 0), ("pm2.5", 0), ("智慧 城市", 0)]
)
def test_a_word_that_is_printed_in_few_ways_is_looked_for_in_all_of_them(word: str, ways: int) -> None:
    found = spellings(word)
    assert len(set(found)) == ways
    assert {plain(way) for way in found} <= {word}
