"""The explorer's pages as they are sent: what stands in them, in both languages, and where their links lead."""

import html
import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.test import Client

from districts.models import Document
from history.revisions import newest
from indicators.models import Indicator, Numeral, Observation
from planapi.explorer import front, indicators
from planapi.explorer.reading import LOOKS, Mark, PartHeading, anchor, as_html, without_overlaps
from planapi.explorer.saying import words
from rest.fast.bounded import Bounded
from tests.seeds import ROOT
from text.vocabulary import Verdict

PLAN = "/documents/120110-plan-2021/"
SEARCH = "/search/?q=%E5%85%BB%E8%80%81"
PROJECTS = "/projects/?district=120110"
PAGES = (
    "/",
    PROJECTS,
    "/parks/",
    "/places/120102/",
    "/places/120000/",
    PLAN,
    "/indicators/gdp-growth/",
    SEARCH,
    "/search/",
)


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test changes makes no revision that lasts, so nothing is kept of one."""
    monkeypatch.setattr(front, "HELD", Bounded(0))


def ask(client: Client, path: str, status: int = 200) -> str:
    answer: Any = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("language", "prefix", "other"), [("zh-Hans", "", "/en"), ("en", "/en", "")])
def test_every_page_speaks_its_language_and_links_the_other(
    client: Client, path: str, language: str, prefix: str, other: str
) -> None:
    page = ask(client, prefix + path)
    assert f'<html lang="{language}">' in page
    assert f'href="{other}{path}"' in page
    assert not re.search(r'(?:src|href)="https?://(?!testserver)', page), "nothing comes from elsewhere"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 13), ("/places/120110/", 14), (PLAN, 11), ("/indicators/gdp-growth/", 8), (SEARCH, 10), ("/search/", 3)],
)
def test_a_page_asks_no_more_statements_for_more_rows(
    client: Client, path: str, most: int, django_assert_max_num_queries: Any
) -> None:
    ask(client, path)
    with django_assert_max_num_queries(most):
        ask(client, path)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("pinned", [False, True])
def test_every_link_of_a_page_leads_somewhere(client: Client, path: str, pinned: bool) -> None:
    query = f"revision={newest().number}"
    page = ask(client, f"{path}{'&' if '?' in path else '?'}{query}" if pinned else path)
    links = {html.unescape(link) for link in re.findall(r'href="(/[^"#]*)"', page)}
    assert len(links) > 3
    # of a kind of address, a few: a document has hundreds of values
    for kind in ("/evidence/", "/api/", "/documents/", "/places/"):
        for link in sorted(one for one in links if one.startswith(kind))[:4]:
            answer: Any = client.get(link)
            b"".join(answer)  # a file that is not read to its end holds the connection
            assert answer.status_code in (200, 302), link
    if pinned:
        of_data = ("/documents/", "/places/", "/indicators/", "/evidence/", "/projects/", "/parks/")
        # What is watched is what comes, whichever revision is looked at.
        followed = [one for one in links if one.startswith(of_data) and "feed.atom" not in one and one != path]
        assert all(query in one for one in followed), followed


@pytest.mark.django_db
def test_the_permanent_link_is_the_page_itself_of_its_revision(client: Client) -> None:
    page = ask(client, PLAN)
    number = newest().number
    assert f'href="{PLAN}?revision={number}"' in page
    answer = client.get(f"{PLAN}?revision={number}")
    assert (answer["X-Revision"], "max-age=86400" in answer["Cache-Control"]) == (str(number), True)


@pytest.mark.django_db
def test_the_text_is_there_whole_and_each_value_marked_where_it_stands(client: Client) -> None:
    page = ask(client, PLAN)
    article = page.partition("<article")[2].partition(">")[2].partition("</article>")[0]
    document = Document.objects.get(slug="120110-plan-2021")
    shown = html.unescape(re.sub(r"<[^>]+>", "", article))
    assert "".join(shown.split()) == "".join(document.text.split())
    values = Observation.objects.filter(document=document)
    starts = {row.raw_start: row for row in values.order_by("-key")}
    for row in starts.values():
        name = re.escape(anchor(document.slug, row.key))
        mark = re.search(rf"<a id={name} href=(.){name}>([^<]*)</a>", article)
        assert mark is not None, row.key
        assert mark[1] == LOOKS[row.kind or "unsaid"]
        assert row.raw.startswith(html.unescape(mark[2]))


@pytest.mark.django_db
def test_every_numeral_is_marked_on_demand_with_what_it_is(client: Client) -> None:
    page = ask(client, f"{PLAN}?numerals=true")
    dismissed = Numeral.objects.filter(document="120110-plan-2021", disposition="date")
    assert dismissed.count() > 100
    assert len(re.findall(r"<a id=\w+ href=d\w+ title=\"日期\">", page)) == dismissed.count()
    assert "href=d" not in ask(client, PLAN)


@pytest.mark.django_db
def test_a_place_shows_its_targets_with_the_words_behind_each(client: Client) -> None:
    page = ask(client, "/places/120110/")
    row = page.partition(">工业增加值增速")[2].partition("</tr>")[0]
    assert (
        '<a class="n" href="/evidence/observations/120110-plan-2021-t3-target/" lang="zh-Hans">6</a> <small class="n">2025</small>'
        in row
    )
    assert "无数据" in row


@pytest.mark.django_db
def test_a_place_without_documents_says_so_and_not_that_it_has_none(client: Client) -> None:
    assert "不是没有数据，是没有收录" in ask(client, "/places/120103/")


@pytest.mark.django_db
def test_a_document_in_doubt_says_so_on_top_and_on_the_front_page(client: Client) -> None:
    finding = {"severity": "severe", "message": {"zh": "表没有读全。", "en": "The table was not read whole."}}
    Document.objects.filter(slug="120110-plan-2021").update(reading_state="doubtful", findings=[finding])
    for path, told in (
        (PLAN, "表没有读全。"),
        (f"/en{PLAN}", "The table was not read whole."),
        ("/", "引用前请核对原文"),
    ):
        assert told in ask(client, path)


@pytest.mark.django_db
@pytest.mark.usefixtures("empty")
def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    assert "manage.py ingest" in ask(client, "/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/documents/nothing/", 404, "没有文件“nothing”。"),
        ("/places/999999/", 404, "没有地区“999999”。"),
        (f"{PLAN}?page=2", 400, "没有这个参数"),
        (f"{PLAN}?numerals=perhaps", 400, "numerals"),
        ("/documents/a%00b/", 404, "没有这一页"),
        ("/en/places/%00/", 404, "There is no such page"),
        ("/en/documents/nothing/", 404, '<a href="/en/#places">'),
        ("/indicators/nothing/", 404, "没有指标“nothing”。"),
        ("/indicators/gdp-growth/?page=99", 400, "没有这一页：只能是 1 到"),
        ("/search/?q=a&type=horse", 400, "horse"),
    ],
)
def test_what_is_not_there_is_told(client: Client, path: str, status: int, told: str) -> None:
    assert told in ask(client, path, status)


@pytest.mark.django_db
def test_a_place_names_the_places_in_it(client: Client) -> None:
    parts = ask(client, "/places/120000/").partition('id="parts"')[2].partition("</section>")[0]
    assert re.findall(r'href="/places/(\d+)/"', parts) == sorted(
        set(Document.objects.filter(district__parent="120000").values_list("district", flat=True))
    )


@pytest.mark.django_db
def test_the_front_page_of_many_documents_counts_them_by_place_and_bounds_those_in_doubt(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "NAMED", 2)
    monkeypatch.setattr(front, "DOUBTS", 1)
    Document.objects.update(reading_state="doubtful")
    page = ask(client, "/en/")
    documents = Document.objects.filter(district__code__startswith="12")
    districts = documents.values("district").distinct().count()
    told = f"</a> <small>{districts} places, {documents.count()} documents</small>"
    assert re.search(f'<a href="/en/places/120000/">[A-Za-z ]+{told}', page)
    doubts = page.partition('id="doubts"')[2].partition("</section>")[0]
    assert len(re.findall(r'class="doubt"', doubts)) == 1
    assert f"{Document.objects.count() - 1} more" in doubts
    assert "/api/v1/documents/?reading_state=doubtful" in doubts


@pytest.mark.django_db
def test_an_indicator_has_what_compare_says_of_each_place(client: Client) -> None:
    page = html.unescape(ask(client, "/indicators/gdp-growth/"))
    for side, kinds in (("results", "actual,estimate"), ("targets", "target")):
        section = page.partition(f'id="{side}"')[2].partition("</section>")[0]
        request = re.search(r'href="(/api/v1/compare/[^"]+)">JSON', section)
        assert request is not None
        assert f"kind={kinds.replace(',', ',')}" in request[1]
        cells = [cell for cell in client.get(request[1]).json()["cells"] if cell["status"] != "not_stated"]  # pyright: ignore[reportAttributeAccessIssue]
        assert cells
        shown = re.findall(r"/evidence/observations/([^/]+)/", section)
        assert shown == [one["id"] for cell in cells for one in (cell["statement"], *cell["others"][:6])]
        assert any(cell["others"] for cell in cells)
        reasons = {cell["reason_zh"] for cell in cells if cell["reason_zh"]}
        assert all(f">{reason}</li>" in page for reason in reasons)


@pytest.mark.django_db
def test_an_indicator_of_many_places_has_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "PLACES", 2)
    first, second = (ask(client, f"/indicators/gdp-growth/?page={number}") for number in (1, 2))
    found = [set(re.findall(r'<th scope="row"><a href="/places/(\d+)/"', page)) for page in (first, second)]
    assert all(0 < len(one) <= 2 for one in found)
    assert not found[0] & found[1]


@pytest.mark.django_db
def test_an_indicator_that_nobody_states_says_what_that_means(client: Client) -> None:
    unstated = Indicator.objects.filter(observations=None).first()
    assert unstated is not None
    assert "不是没有" in ask(client, f"/indicators/{unstated.slug}/")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_search_leads_to_where_each_hit_stands(client: Client, prefix: str) -> None:
    found: Any = client.get("/api/v1" + SEARCH).json()["results"]  # pyright: ignore[reportAttributeAccessIssue]
    page = ask(client, prefix + SEARCH)
    for hit in found:
        at = f"{prefix}/documents/{hit['document']}/#{anchor(hit['document'] or '', hit['id'])}"
        own = {
            "indicator": f"{prefix}/indicators/{hit['id']}/",
            "chapter": at,
            "observation": at,
        }
        assert f'href="{own.get(hit["type"], "/evidence/" + hit["type"] + "s/" + hit["id"] + "/")}"' in page, hit
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    assert found[0]["id"] not in ask(client, f"{prefix}/search/{html.unescape(following[1])}")


@pytest.mark.django_db
def test_a_search_that_finds_nothing_says_what_to_do_next(client: Client) -> None:
    page = ask(client, "/search/?q=%E5%85%BB%E8%80%81%E6%9C%8D%E7%89%A9")
    assert "没有找到" in page
    assert 'href="?q=%E5%85%BB%E8%80%81%E6%9C%8D%E5%8A%A1"' in page
    assert "&lt;b&gt;" in ask(client, "/search/?q=%3Cb%3E")


@pytest.mark.django_db
def test_every_value_can_be_led_to_in_its_text(client: Client) -> None:
    """Two rows of one number have one mark, and both their names are there."""
    page = ask(client, "/documents/120102-report-2023/")
    for key in Observation.objects.filter(document="120102-report-2023").values_list("key", flat=True):
        assert re.search(f"id={anchor('120102-report-2023', key)}[ >]", page), key


def test_nothing_of_a_document_becomes_markup() -> None:
    text = '第一章 <b>总则</b>\n一"><script>alert(1)</script>12亩&amp;\n'
    at = text.index("12亩")
    marks = [Mark(at, at + 3, "observations", 'x"y', "actual")]
    shown = as_html("d", text, [PartHeading(0, 12, "d-c1", 1)], marks, told={})
    assert "<script" not in shown
    assert shown.startswith('<h2 id="c1">第一章 &lt;b&gt;总则&lt;/b&gt;</h2>')
    assert '<a id="x&quot;y" href="ax&quot;y">12亩</a>&amp;amp;' in shown


def test_a_mark_over_two_lines_has_its_name_on_the_first() -> None:
    mark = Mark(2, 5, "observations", "d-o1", "target")
    assert as_html("d", "增长5\n%左右", [], [mark], told={}, pin="?revision=3") == (
        '<p>增长<a id=o1 href="to1?revision=3">5</a></p>\n<p><a href="to1?revision=3">%</a>左右</p>'
    )


def test_the_name_of_a_project_gives_way_to_a_number_in_it() -> None:
    number, inside, beside = (Mark(*at, "", key, "") for at, key in (((4, 6), "n"), ((0, 9), "p"), ((6, 9), "q")))
    assert without_overlaps([number], [inside, beside]) == [number, beside]


def test_every_phrase_is_said_somewhere_and_every_said_one_is_there() -> None:
    """``say("reader.{kind}", …)`` says all that begin so."""
    sources = [*(ROOT / "planapi/templates/explorer").rglob("*.html"), *(ROOT / "planapi/explorer").glob("*.py")]
    saying = re.compile(r"say[ (]f?['\"](\w+\.[\w.{}]+)['\"]")
    texts = [source.read_text("utf-8") for source in sources]
    told = {one for text in texts for one in saying.findall(text)}
    told |= {f"{one}{{}}" for text in texts for one in re.findall(r"say_of ['\"](\w+\.\w+)['\"]", text)}
    patterns = [re.compile(re.sub(r"\\{.*?\\}", r"\\w+", re.escape(one))) for one in told]
    for pattern in patterns:
        assert any(pattern.fullmatch(key) for key in words()), pattern
    verdicts = {f"verify.{verdict.value}" for verdict in Verdict}
    for key in words():
        assert key in verdicts or any(pattern.fullmatch(key) for pattern in patterns), key
    assert all(all(both.values()) for both in words().values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told", "newest"),
    [
        ("/places/120102/?revision=4", "这里固定为数据第 4 版（", "/places/120102/"),
        ("/en/?revision=2", "This is revision 2 of the data (", "/en/"),
        (
            f"/en{SEARCH}&revision=3&type=project",
            "This is revision 3 of the data (",
            f"/en{SEARCH}&type=project",
        ),
    ],
)
def test_a_page_of_a_fixed_revision_says_so_on_top_and_leads_to_the_newest(
    client: Client, path: str, told: str, newest: str
) -> None:
    page = ask(client, path)
    notice = page.partition('<p class="pinned">')[2].partition("</p>")[0]
    assert told in notice
    assert f'href="{newest}"' in html.unescape(notice)
    assert 'class="pinned"' not in ask(client, newest)


def test_amounts_of_provinces_and_of_districts_are_not_drawn_on_one_scale() -> None:
    places: Any = [
        SimpleNamespace(code=code, level=level) for code, level in (("1", "county"), ("2", "county"), ("3", "province"))
    ]
    for unit, drawn in (("亿元", "12"), ("家", "12"), ("%", "123"), ("件/万人", "123"), ("岁", "123"), ("", "123")):
        indicator: Any = SimpleNamespace(unit=unit)
        assert "".join(one.code for one in indicators.drawn_together(indicator, places)) == drawn, unit
    assert [one.code for one in indicators.drawn_together(cast("Any", SimpleNamespace(unit="家")), places[1:])] == ["2"]
