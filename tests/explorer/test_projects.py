"""Projects and parks as tables: filters, order, pages, what they cost, and what is not added up."""

import html
import random
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from history.revisions import newest
from planapi.explorer import listing
from planapi.explorer.written import money
from planapi.search.finding import titles_having
from planapi.search.source import AnswerSource
from projects.models import Park, Project
from tests import factories as make
from text.vocabulary import HitType


def ask(client: Client, path: str, status: int = 200) -> str:
    answer: Any = client.get(path, follow=True)
    assert answer.status_code == status, path
    return html.unescape(answer.content.decode())


def rows_of(page: str) -> list[str]:
    return re.findall(r'<tr><th scope="row"><a href="/evidence/\w+/([^/]+)/', page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "narrowed"),
    [
        ("/projects/?district=120110&status=planned", {"district": "120110", "status": "planned"}),
        ("/projects/?category=水务", {"category": "水务"}),
        ("/projects/?name__contains=提升", {"name__contains": "提升"}),
        ("/projects/?investment_cny__isnull=false", {"investment_cny__isnull": False}),
    ],
)
def test_the_rows_of_a_page_are_those_of_the_list_behind_it(
    client: Client, address: str, narrowed: dict[str, Any]
) -> None:
    page = ask(client, address)
    (request,) = re.findall(r'href="(/api/v1/projects/\?[^"]*)">JSON', page)
    found: Any = client.get(request).json()  # pyright: ignore[reportAttributeAccessIssue]
    assert rows_of(page) == [row["id"] for row in found["results"]]
    count = Project.objects.filter(**narrowed).count()
    assert f'<b><span class="n">{count:,}</span></b>' in page
    for form in ("csv", "xlsx"):
        (request,) = re.findall(rf'href="(/api/v1/projects/\?[^"]*format={form})"', page)
        assert client.get(request).status_code == 200


@pytest.mark.django_db
def test_pages_follow_each_other_and_keep_their_filter(client: Client) -> None:
    first = ask(client, "/projects/?district=120110&page_size=20")
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = ask(client, f"/projects/{following}")
    assert len(rows_of(first)) == len(rows_of(second)) == 20
    assert not set(rows_of(first)) & set(rows_of(second))
    assert 'rel="prev"' in second
    assert all("120110" in key for key in rows_of(second))


@pytest.mark.django_db
def test_a_second_click_on_a_column_turns_the_order_round(client: Client) -> None:
    page = ask(client, "/projects/?district=120110&ordering=name")
    assert re.search(r'aria-sort="ascending"><a href="\?district=120110&ordering=-name">', page)
    turned = ask(client, "/projects/?district=120110&ordering=-name")
    assert rows_of(turned)[0] == Project.objects.filter(district="120110").order_by("-name", "-key").first().key  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "address"),
    [
        ("place=东丽区&status=&name__contains=", "district=120110"),
        ("place=Dongli&status=planned", "status=planned&district=120110"),
        ("place=120110", "district=120110"),
        ("place=天津&district=120110", "city=120000"),
    ],
)
def test_a_form_is_taken_to_an_address_that_lasts(client: Client, sent: str, address: str) -> None:
    answer = client.get(f"/projects/?{sent}")
    assert (answer.status_code, html.unescape(answer["Location"])) == (302, f"/projects/?{address}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["place=无此地", "status=perhaps", "ordering=colour", "colour=red", "district=999999"]
)
def test_what_can_t_be_asked_says_why(client: Client, query: str) -> None:
    assert "这个地址里有写错的地方" in ask(client, f"/projects/?{query}", 400)


@pytest.mark.django_db
def test_what_finds_nothing_says_what_to_do_next(client: Client) -> None:
    page = ask(client, "/projects/?district=120110&name__contains=zzz")
    assert 'href="?district=120110">去掉 名称里有 zzz<' in page.replace("\n", "")
    assert 'href="?name__contains=zzz">去掉 东丽区<' in page


@pytest.mark.django_db
def test_investment_is_added_up_and_what_states_none_is_counted(client: Client) -> None:
    rows = Project.objects.filter(district="120110")
    stated = [row.investment_cny for row in rows if row.investment_cny is not None]
    page = ask(client, "/projects/?district=120110")
    assert f'未写明投资 <b><span class="n">{rows.count() - len(stated)}</span></b>' in page
    assert f"<b>{money(sum(stated, Decimal(0)), 'zh')}</b>" in page
    (request,) = re.findall(
        r'href="(/api/v1/projects/aggregate/\?group_by=category[^"]*|/api/v1/projects/aggregate/\?[^"]*group_by=category[^"&]*&[^"]*revision=\d+)">JSON',
        page,
    )
    assert client.get(request).status_code == 200


@pytest.mark.django_db
def test_what_may_stand_twice_is_not_added_up_and_named(client: Client) -> None:
    place = make.make_district("120103", "河西区")
    plan = make.make_document(district=place)
    for _ in range(2):
        make.make_project(document=plan, name="河西区图书馆", investment_raw="2亿元", investment_cny=200_000_000)
    page = ask(client, "/projects/?district=120103")
    assert "不能相加" in page
    assert "同名的可能是同一项目" in page
    assert "河西区图书馆" in page.partition("不能相加")[2].partition("</p>")[0]
    assert "4 亿元" not in page


@pytest.mark.django_db
def test_more_projects_than_are_added_up_are_only_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planapi.explorer.projects.MOST_ADDED", 10)
    page = ask(client, "/projects/")
    assert "先选一个地区" in page
    assert "按状态" not in page


@pytest.mark.django_db
def test_parks_are_counted_by_kind_and_level(client: Client) -> None:
    page = ask(client, "/parks/?district=120102")
    kinds = Park.objects.filter(district="120102")
    for kind in set(kinds.values_list("kind", flat=True)):
        count = kinds.filter(kind=kind).count()
        assert re.search(rf'href="\?district=120102&kind={kind}">[^<]+<b>{count}</b>', page), kind
    assert len(rows_of(page)) == kinds.count()


@pytest.mark.parametrize(
    ("cny", "zh", "en"),
    [
        ("2910000000.00", "29.1 亿元", "2.91 billion yuan"),
        ("36000", "3.6 万元", "36,000 yuan"),
        ("17500000", "1,750 万元", "17.5 million yuan"),
        ("0", "0 元", "0 yuan"),
    ],
)
def test_money_is_written_with_all_its_digits(cny: str, zh: str, en: str) -> None:
    assert (money(Decimal(cny), "zh"), money(Decimal(cny), "en")) == (zh, en)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "kind"), [(Project, HitType.PROJECT), (Park, HitType.PARK)])
def test_the_index_of_the_search_knows_all_rows_that_have_words_in_their_names(model: Any, kind: HitType) -> None:
    names = dict(model.objects.values_list("key", "name"))
    source = AnswerSource(newest(), sees_it=True, may_keep=False, prepared=False)
    chance = random.Random(7)
    known = 0
    for name in chance.sample(sorted(set(names.values())), 60):
        at = chance.randrange(len(name))
        words = name[at : at + chance.randint(1, 5)]
        likely = titles_having(words, kind, source, most=10_000)
        known += likely is not None
        there = {key for key, name in names.items() if words.upper() in name.upper()}
        assert there <= (set(names) if likely is None else set(likely)), words
    assert known > 40


@pytest.mark.django_db
@pytest.mark.parametrize("most", [0, 5_000])
@pytest.mark.parametrize(
    "address", ["/projects/?name__contains=改造", "/parks/?name__contains=科技", "/projects/?name__contains=乌有"]
)
def test_a_page_by_words_of_names_is_the_same_with_and_without_the_index(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, most: int
) -> None:
    monkeypatch.setattr(listing, "MOST_LIKELY", most)
    page = ask(client, address)
    (request,) = re.findall(r'href="(/api/v1/\w+/\?[^"]*)">JSON', page)
    found: Any = client.get(request).json()  # pyright: ignore[reportAttributeAccessIssue]
    assert rows_of(page) == [row["id"] for row in found["results"]]


@pytest.mark.django_db
def test_documents_are_called_by_their_names_where_sums_are_refused(client: Client) -> None:
    place = make.make_district("120103", "河西区")
    for year in (2023, 2024):
        report = make.make_document(district=place, kind="report", year=year)
        make.make_project(document=report, name=f"{year}年新馆", investment_raw="2亿元", investment_cny=200_000_000)
    page = re.sub(r"<[^>]+>", "", ask(client, "/en/projects/?district=120103")).replace("\N{NO-BREAK SPACE}", " ")
    told = page.partition("can't be added up")[2]
    assert told.startswith(
        ": from several documents of one place, which may list the same project: 2023 Work report, 2024 Work report"
    )
    assert "120103-report-2023" not in told.partition("Projects in the list")[0].partition("JSON")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "told"),
    [("", ["5000</span>（5,000 万元）", "3亿元</span>"]), ("/en", ["5000</span> (50 million yuan)"])],
)
def test_a_cost_whose_unit_stands_in_the_head_of_its_table_is_told_with_what_it_comes_to(
    client: Client, prefix: str, told: list[str]
) -> None:
    plan = make.make_document(district=make.make_district("120103", "河西区"))
    make.make_project(document=plan, name="甲工程", investment_raw="5000", investment_cny=50_000_000)
    make.make_project(document=plan, name="乙工程", investment_raw="3亿元", investment_cny=300_000_000)
    for page in ("/projects/?district=120103", "/places/120103/"):
        shown = ask(client, prefix + page)
        assert all(one in shown for one in told)
        assert "3亿元</span> (" not in shown
        assert "3亿元</span>（" not in shown


@pytest.mark.django_db
def test_a_project_that_two_documents_name_is_one_of_the_place_and_two_of_one_document_are_two(client: Client) -> None:
    place = make.make_district("120103", "河西区")
    plan, report = (make.make_document(district=place, kind=kind) for kind in ("plan", "report"))
    for document, name in ((plan, "图书馆"), (report, "图书馆"), (report, "口袋公园"), (report, "口袋公园")):
        make.make_project(document=document, name=name)
    projects = ask(client, "/places/120103/").partition('id="projects"')[2].partition("</section>")[0]
    assert (projects.count(">图书馆<"), projects.count(">口袋公园<")) == (1, 2)
    assert '<small><span class="n">3</span></small>' in projects


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "called"), [("", "计划与行动"), ("/en", "programme")])
def test_a_programme_is_called_so_in_the_language_of_the_page(client: Client, language: str, called: str) -> None:
    page = ask(client, f"{language}/projects/?district=120110&category=programme")
    cells = re.findall(r'<td data-label="(?:类别|Category)">(.*?)</td>', page)
    assert cells
    assert set(cells) == {called}
