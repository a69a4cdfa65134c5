"""Search finds words within words, in everything, best first, and says how the hits are spread."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Chapter, Document
from history.revisions import newest, writing
from planapi.search import finding, queries
from planapi.search.models import INDEX_NAMES, PARTS, Entry, part_of
from planapi.search.storing import index_document
from projects.models import Project
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
    make.index()
    return document


def test_what_stands_behind_a_box_is_found_in_the_chapter_around_it(get: Get, empty: None) -> None:
    text = "关于印发纲要的通知\n第一章 产业布局\n做强制造业。\n专栏1 重点园区\n开源里园区。\n推动形成现代服务业空间布局。\n抄送：区人武部\n"
    at, box, behind, after = (text.index(words) for words in ("第一章", "专栏1", "推动", "抄送"))
    document = make.make_document(text=text, chars=len(text))
    top = make.make_chapter(document=document, title="产业布局", start=at, body_start=at + 9, end=after)
    make.make_chapter(
        document=document,
        parent=top,
        level=2,
        kind="box",
        label="专栏1",
        title="重点园区",
        start=box,
        body_start=box + 9,
        end=behind,
    )
    make.index()
    for words, titles in (
        ("现代服务业", ["第一章 产业布局"]),
        ("制造业", ["第一章 产业布局"]),
        ("开源里", ["专栏1 重点园区"]),
    ):
        assert [title for _, title in hits(get("search", q=words))] == titles
    assert hits(get("search", q="人武部")) == [], "what stands in no chapter is no hit of one"
    assert [one["text"] for one in get("passages", text__contains="人武部")["results"]] == ["抄送：区人武部"]


def test_a_word_is_found_within_longer_words_in_every_kind(get: Get, book: Document) -> None:
    make.make_indicator("beds", name_zh="养老床位数")
    make.make_observation(document=book, subject="每千名老人养老床位")
    make.make_project(document=book, name="河东养老院")
    make.make_park(document=book, name="养老产业园")
    make.make_term(document=book, term="养老", definition="……")
    make.index()
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
    assert page["facets"]["document"] == [{"value": book.slug, "name": book.title, "count": 5}]
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


@pytest.mark.parametrize("asked", ["养老，", "（养老）", "养老/", "养老。"])
def test_a_sign_that_ends_a_word_is_not_asked_for(asked: str, get: Get, book: Document) -> None:
    found = hits(get("search", q="养老"))
    assert found
    assert hits(get("search", q=asked)) == found


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


def test_words_in_two_sections_of_one_document_are_found_with_the_document(get: Get, book: Document) -> None:
    page = get("search", q="社区养老 康养产业")
    assert page["matched"] == "in_document"
    assert {hit["document"] for hit in page["results"]} == {book.slug}
    assert hits(page) == [("chapter", "第一章 健全养老服务体系"), ("chapter", "一、 医养结合")]
    assert all("<mark>" in hit["highlighted"]["text"] for hit in page["results"])
    first = get("search", q="社区养老 康养产业", page_size=1)
    assert hits(first) == hits(page)[:1]
    second = get(first["next"].removeprefix("http://testserver"))
    assert (second["matched"], hits(second), second["next"]) == ("in_document", hits(page)[1:], None)
    assert get("search", q="社区养老 航空母舰")["count"] == 0
    assert get("search", q="社区养老 康养产业", type="project")["count"] == 0


def test_traditional_characters_find_simplified_ones(get: Get, book: Document) -> None:
    assert hits(get("search", q="養老服務體系")) == hits(get("search", q="养老服务体系")) != []
    assert get("search/suggest", q="養老")["results"] == get("search/suggest", q="养老")["results"] != []


@pytest.mark.parametrize("printed", ["PM2.5", "ＰＭ2.5", "pm2.5"])
def test_full_and_half_width_are_one(printed: str, get: Get, empty: None) -> None:
    make.make_observation(subject="PM2.5年均浓度")
    make.make_observation(subject="ＰＭ２.５优良天数")
    make.index()
    assert get("search", q=printed)["count"] == 2
    assert get("search", q=f"{printed}优良")["results"][0]["highlighted"]["title"] == "<mark>ＰＭ２.５优良</mark>天数"


def name_projects(*names: str) -> None:
    for name in names:
        make.make_project(name=name, quote="……")
    make.index()


def test_a_name_that_the_dictionary_cuts_apart_is_found_as_one(get: Get, empty: None) -> None:
    name_projects("海河柳林设计之都", "柳林公园", "海河滨河公园", "海河与柳林")
    page = get("search", q="海河柳林")
    assert (hits(page), page["matched"]) == ([("project", "海河柳林设计之都")], "as_asked")


def test_what_lies_across_two_words_is_found(get: Get, empty: None) -> None:
    name_projects("京城机电", "北京城市副中心")
    assert hits(get("search", q="京城")) == [("project", "京城机电"), ("project", "北京城市副中心")]


def test_a_word_of_the_dictionary_is_found_wherever_it_is_cut(get: Get, empty: None) -> None:
    # 公民科学素质 is cut into 公民, 科学 and 素质; 公民科 is a word of the dictionary, too. In the last there are its pairs, and not the word.
    name_projects("公民科学素质提升", "公民素质与民科项目")
    page = get("search", q="公民科")
    assert (hits(page), page["count"]) == ([("project", "公民科学素质提升")], 1)
    ranks = queries.ranks(queries.read_question("公民科 素质"), [])
    assert not any(rank.checks for rank in ranks), "no text is looked through for it"


def test_a_document_is_found_in_whichever_part_of_the_index_it_is(get: Get, empty: None) -> None:
    slugs: dict[str, str] = {}
    for number in range(5_000):
        slugs.setdefault(part_of(f"d-{number}"), f"d-{number}")
    assert set(slugs) == set(PARTS)
    for year, slug in enumerate(slugs.values(), 2031):
        document = make.make_document(slug=slug, kind="report", year=year, text="养老\n医疗\n")
        make.make_chapter(document=document, title="养老", start=0, body_start=3, end=3)
        make.make_chapter(document=document, title="医疗", start=3, body_start=6, end=6)
    make.index()
    found = get("search", q="养老")
    assert sorted(hit["document"] for hit in found["results"]) == sorted(slugs.values())
    apart = get("search", q="养老 医疗")
    assert apart["matched"] == "in_document"
    assert {hit["document"] for hit in apart["results"]} == set(slugs.values())


@pytest.mark.parametrize(("name", "part"), [*zip(INDEX_NAMES, PARTS, strict=True)])
def test_each_part_has_an_index_of_its_own(name: str, part: str, world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain select id from search_entry where {part} and words @@ to_tsquery('养老')")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert f"on {name} " in plan
    assert "Filter" not in plan, "no row is asked which part it is of"


@pytest.mark.parametrize("one", ["桥", "系"])
def test_one_character_is_enough(one: str, get: Get, empty: None) -> None:
    name_projects("大桥改造", "顺驰桥", "服务体系")
    assert {title for _, title in hits(get("search", q=one))} == {"桥": {"大桥改造", "顺驰桥"}, "系": {"服务体系"}}[one]


def test_the_whole_title_comes_before_a_part_of_one_and_the_shorter_before_the_longer(get: Get, empty: None) -> None:
    name_projects("健全养老服务体系", "养老服务", "养老服务中心")
    assert [title for _, title in hits(get("search", q="养老服务"))] == ["养老服务", "养老服务中心", "健全养老服务体系"]


def test_what_stands_nowhere_as_asked_is_found_by_its_words(get: Get, empty: None) -> None:
    name_projects("养老机构床位改造", "养老公寓")
    page = get("search", q="养老床位")
    assert (hits(page), page["matched"]) == ([("project", "养老机构床位改造")], "by_words")
    assert page["results"][0]["highlighted"]["title"] == "<mark>养老</mark>机构<mark>床位</mark>改造"
    assert get("search", q="“养老床位”")["results"] == []


def test_a_slip_suggests_what_was_meant(get: Get, empty: None) -> None:
    name_projects("健全养老服务体系", "养老服务中心", "社区服务站")
    page = get("search", q="养老服物")
    assert (page["count"], page["suggestions"][0]) == (0, "养老服务")
    assert get("search", q="养老")["suggestions"] == []


def test_names_are_suggested_while_they_are_typed(get: Get, empty: None) -> None:
    make.make_indicator("beds", name_zh="养老床位数", aliases=[])
    make.make_observation(subject="养老床位")
    name_projects("社区养老中心", "养老公寓", "公园")
    suggested = get("search/suggest", q="养老")["results"]
    assert [(one["text"], one["type"]) for one in suggested] == [
        ("养老公寓", "project"),
        ("养老床位数", "indicator"),
        ("社区养老中心", "project"),
    ]
    assert get("search/suggest", q="养老公元")["results"][0] == {"text": "养老公寓", "type": None, "count": 1}
    assert get("search/suggest", q="没有")["results"] == []


def test_an_indicator_is_kept_where_it_is_measured(get: Get, world: World) -> None:
    def count(**given: str) -> int:
        return get("search", q="生产总值", type="indicator", **given)["count"]

    make.make_indicator("elsewhere", name_zh="人均生产总值")
    make.index()
    assert (count(), count(district="120102"), count(district="120101")) == (2, 1, 0)
    assert (count(document="120102-report-2023"), count(document_kind="report", district="120110")) == (1, 0)


def test_hits_are_narrowed_by_city_and_kind_of_document(get: Get, world: World) -> None:
    assert get("search", q="养老", city="120000")["count"] == get("search", q="养老")["count"]
    assert get("search", q="养老", city="120102")["count"] == get("search", q="养老", district="120102")["count"]
    assert get("search", q="养老", city="120102", district="120110")["count"] == 0
    assert {hit["document"] for hit in get("search", q="养老", document_kind="report")["results"]} == {
        "120102-report-2023"
    }
    get("search", q="养老", city="999999", status=400)


def test_every_hit_is_on_one_page_both_ways(get: Get, world: World) -> None:
    def turned(address: str | None, way: str) -> list[dict[str, Any]]:
        pages = []
        while address:
            pages.append(get(address.removeprefix("http://testserver")))
            address = pages[-1][way]
        return pages

    whole = get("search", q="发展", page_size=100)["results"]
    pages = turned("/api/v1/search/?q=发展&page_size=2", "next")
    assert [hit for page in pages for hit in page["results"]] == whole
    back = turned(pages[-1]["previous"], "previous")
    assert [page["results"] for page in back[::-1]] == [page["results"] for page in pages[:-1]]


def test_a_search_can_be_asked_as_of_an_earlier_revision(get: Get, empty: None) -> None:
    with writing():
        name_projects("养老一院")
    then = newest().number
    with writing():
        Project.objects.update(name="养老二院")
        make.index()
    assert hits(get("search", q="养老", revision=then)) == [("project", "养老一院")]
    assert hits(get("search", q="养老")) == [("project", "养老二院")]


def test_pages_stay_right_while_entries_come(get: Get, empty: None) -> None:
    name_projects("养老丙", "养老丁")
    page = get("search", q="养老", page_size=1)
    name_projects("养老")
    assert get(page["next"].removeprefix("http://testserver"))["results"][0]["title"] == "养老丁"


def test_links_stand_in_the_header_too(api_client: APIClient, world: World) -> None:
    response = api_client.get("/api/v1/search/", {"q": "养老", "page_size": 1})
    assert f'<{response.json()["next"]}>; rel="next"' in response["Link"]


def test_more_hits_than_are_counted_are_said_to_be_more(get: Get, empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    name_projects("养老一院", "养老二院", "养老三院", "养老四院")
    page = get("search", q="养老")
    assert (page["count"], page["count_is_exact"]) == (3, False)
    assert page["facets"]["type"] == [{"value": "project", "name": "项目", "count": 3}]
    assert (get("search", q="养老四院")["count"], get("search", q="养老四院")["count_is_exact"]) == (1, True)


@pytest.mark.parametrize(
    "q", ["'", "\\", "a'b|c", "!()&:*", "“养老", '"', "=养老", "#chapter", "^", "养老:*", "a" * 100]
)
def test_signs_of_queries_are_signs(q: str, get: Get, world: World, api_client: APIClient) -> None:
    response = api_client.get("/api/v1/search/", {"q": q})
    assert response.status_code == (400 if q == '"' else 200)
    assert api_client.get("/api/v1/search/suggest/", {"q": q}).status_code == response.status_code


def test_an_answer_takes_few_statements(api_client: APIClient, world: World) -> None:
    # The revision, the settings, the hits, the texts of a page, and twice names of districts and documents; or the revision, the settings and the names.
    for address, count in (("search/", 6), ("search/suggest/", 3)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            api_client.get(f"/api/v1/{address}", {"q": "发展基础"})
        assert len(queries) == count


def test_a_document_that_is_read_anew_leaves_the_entries_that_did_not_change(book: Document) -> None:
    def versions() -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute("select key, ctid::text || xmin::text from search_entry")
            return dict(cursor.fetchall())

    before = versions()
    assert index_document(book) == {"written": 0, "removed": 0}
    assert versions() == before
    section = Chapter.objects.get(title="医养结合")
    Chapter.objects.filter(pk=section.pk).update(title="医养康养结合")
    numbers = dict(Entry.objects.values_list("key", "id"))
    assert index_document(book) == {"written": 1, "removed": 0}
    after = versions()
    assert {key for key in before if before[key] != after[key]} == {section.key}
    assert dict(Entry.objects.values_list("key", "id")) == numbers
    section.delete()
    assert index_document(book)["removed"] == 1
