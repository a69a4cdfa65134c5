"""The front page and the page of a place: what is held, what was kept and missed, and what is missing."""

import html
import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from districts.reading.divisions import division
from indicators.models import Indicator, Numeral, Observation, Outcome
from planapi.explorer import front, places_missed
from planapi.explorer.headline import headline
from planapi.explorer.places_kept import OutcomeRow, ShownTarget, by_year
from planapi.explorer.tiles import tiles
from planapi.explorer.written import figure_in, written
from rest.fast.bounded import Bounded
from tests import factories as make


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "HELD", Bounded(0))


def ask(client: Client, path: str) -> str:
    answer: Any = client.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def section(page: str, name: str) -> str:
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_each_province_has_a_tile_of_its_own() -> None:
    found = tiles({"120102": 2, "120110": 1, "650100": 300})
    assert len(found) == 34
    assert len({(one.column, one.row) for one in found}) == 34
    told = {one.code: (one.documents, one.places, one.shade) for one in found if one.documents}
    assert told == {"120000": (3, 2, 1), "650000": (300, 1, 4)}
    assert {one.name_short_en for one in found} >= {"Inner Mongolia", "Guangxi", "Tianjin", "Hong Kong", "Xinjiang"}


@pytest.mark.django_db
def test_the_grid_links_the_provinces_of_which_something_is_held(client: Client) -> None:
    page = section(ask(client, "/"), "map")
    assert re.findall(r'href="/places/(\d+)/"', page) == ["120000"]
    assert "5 份文件，4 个地区" in page
    assert page.count("没有收录") == 33 + 1


@pytest.mark.django_db
def test_the_front_page_says_how_many_numerals_are_accounted_for(client: Client) -> None:
    every = Numeral.objects.count()
    unread = Numeral.objects.filter(disposition="not_understood").count()
    assert 0 < unread < every
    page = section(ask(client, "/en/"), "held")
    assert f"of the {every:,} numerals" in page
    assert f"{unread:,} were not understood" in page
    (share,) = re.findall(r"<b>([\d.]+)%</b>", page)
    assert 0 <= 100 * (every - unread) / every - float(share) < 0.1


@pytest.mark.django_db
def test_the_front_page_leads_to_the_headline_indicators_that_are_stated(client: Client) -> None:
    asked = {slug for slugs in headline().values() for slug in slugs}
    assert asked <= set(Indicator.objects.values_list("slug", flat=True))
    stated = set(Indicator.objects.filter(slug__in=asked, observations__isnull=False).values_list("slug", flat=True))
    page = section(ask(client, "/"), "places")
    linked = set(re.findall(r'href="/indicators/([^/"]+)/"', ask(client, "/")))
    assert (linked, "/indicators/" in page) == (stated, False)


@pytest.mark.django_db
def test_what_changed_is_told_with_its_document_and_counts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "RECENT", 10_000)  # the newest may be of other tests
    page = section(ask(client, "/"), "changed")
    assert 'href="/documents/120102-report-2023/"' in page
    assert "新增 1 份文件、148 条数字" in page


def test_a_revision_is_written_with_all_that_it_did() -> None:
    counts = {
        "observations": {"added": 1200, "changed": 0, "removed": 3},
        "projects": {"added": 2, "changed": 0, "removed": 0},
        "numerals": {"added": 9, "changed": 0, "removed": 0},
    }
    assert written(counts, "zh") == "新增 1,200 条数字、2 个项目；删除 3 条数字"
    assert written(counts, "en") == "added figures: 1,200, projects: 2; removed figures: 3"
    assert written({}, "zh") == ""


# ── Kept and missed ─────────────────────────────────────────────────────────────────────────────────────────────────


def target(
    status: str, year: int | None, result: int | None, *, slug: str = "gdp", value: str | None = "6"
) -> ShownTarget:
    outcome = OutcomeRow(
        row_id=f"{slug}-{year}",
        baseline_id=None,
        outcome_id=None,
        indicator_id=slug,
        status=status,
        reason=None,
        target_year=year,
        target_value=Decimal(value) if value else None,
        target_value_max=None,
        share_done=None,
        share_elapsed=None,
        document_id="120102-plan-2021",
        district_id="120102",
    )
    return ShownTarget(None, None, SimpleNamespace(year=result) if result else None, None, outcome)


@pytest.mark.parametrize(
    ("status", "result", "told"),
    [
        ("achieved", 2023, "kept"),
        ("behind", 2023, "missed"),
        ("not_comparable", 2023, "not_comparable"),
        ("achieved", 2022, "open"),  # before its year
        ("behind", 2022, "open"),  # not over yet
        ("not_comparable", 2022, "open"),
        ("no_data", None, "open"),
    ],
)
def test_a_target_is_kept_or_missed_by_the_result_of_its_own_year(status: str, result: int | None, told: str) -> None:
    (year,) = by_year([target(status, 2023, result)], reported={2024})
    found = {
        "kept": len(year.kept),
        "missed": len(year.missed),
        "not_comparable": len(year.not_comparable),
        "open": year.open,
    }
    assert found == {name: int(name == told) for name in found}
    assert (year.year, year.reported, year.early) == (2023, True, int((status, result) == ("achieved", 2022)))


def test_years_are_told_from_the_newest_and_a_target_that_stands_twice_once() -> None:
    rows = [
        target("behind", 2022, 2022),
        target("behind", 2022, 2022),
        target("behind", 2022, 2022, value="7"),
        target("achieved", 2025, None),
        target("qualitative", 2025, None, value=None),
        target("not_comparable", None, 2022),
    ]
    found = by_year(rows, reported=())
    assert [(one.year, len(one.missed), one.open) for one in found] == [(2025, 0, 1), (2022, 2, 0)]


@pytest.fixture
def missed(monkeypatch: pytest.MonkeyPatch, db: None) -> tuple[str, str]:
    """A made place: what its report of 2023 aimed at, and what that of 2024 says was reached; the keys of both."""
    monkeypatch.setattr(places_missed, "YEARS", Bounded(0))
    place = make.make_district("120103", "河西区")
    aims, results = (make.make_document(district=place, kind="report", year=year) for year in (2023, 2024))
    indicator = Indicator.objects.get(slug="gdp-growth")
    aim = make.make_observation(document=aims, indicator=indicator, raw="6%", value=6, year=2023, kind="target")
    result = make.make_observation(
        document=results, indicator=indicator, raw="4.2%", value=Decimal("4.2"), year=2023, kind="actual"
    )
    Outcome.objects.create(
        row=aim,
        document=aims,
        district=place,
        indicator=indicator,
        target_year=2023,
        status="behind",
        outcome_id=result.key,
        target_value=6,
    )
    return aim.key, result.key


def test_a_missed_target_stands_beside_the_result_of_its_year(client: Client, missed: tuple[str, str]) -> None:
    page = section(ask(client, "/en/places/120103/"), "kept")
    assert "missed <b>1</b>" in page
    listed = page.partition("<details open>")[2]
    for key, raw in zip(missed, ("6%", "4.2%"), strict=True):
        assert f'href="/evidence/observations/{key}/" lang="zh-Hans">{raw}</a>' in listed


def test_the_places_that_missed_a_year_s_targets_are_listed(client: Client, missed: tuple[str, str]) -> None:
    assert 'href="/en/targets/"' in ask(client, "/en/")
    page = ask(client, "/en/targets/?year=2023")
    assert "1 place has results of the year; 1 of them missed a target." in page
    row = page.partition('href="/en/places/120103/#kept"')[2].partition("</tr>")[0]
    assert all(f'href="/evidence/observations/{key}/"' in row for key in missed)
    (request,) = re.findall(r'href="(/api/v1/progress/[^"]*)">JSON', page)
    assert missed[0] in client.get(request).content.decode()


@pytest.mark.parametrize(
    ("fields", "beside", "zh", "en"),
    [
        ({}, "社会消费品零售总额增速", "下降4.2%", "a fall of 4.2%"),
        ({"direction": "rise"}, "社会消费品零售总额增速", "4.2%", "4.2%"),
        ({"direction": None}, "社会消费品零售总额增速", "4.2%", "4.2%"),
        ({"raw": "-4.2%"}, "社会消费品零售总额增速", "-4.2%", "-4.2%"),
        ({"measure": "level"}, "社会消费品零售总额增速", "4.2%", "4.2%"),
        ({}, "细颗粒物（PM2.5）浓度下降", "4.2%", "4.2%"),  # 浓度下降：4.2%
        ({"direction": "rise"}, "细颗粒物（PM2.5）浓度下降", "上升4.2%", "a rise of 4.2%"),
        ({"raw": "3千人", "unit": "千人", "measure": "change"}, "常住人口", "减少3千人", "a fall of 3千人"),
    ],
)
def test_a_number_has_the_word_for_its_fall(fields: dict[str, Any], beside: str, zh: str, en: str) -> None:
    given = {"raw": "4.2%", "direction": "fall", "measure": "growth", "subject": "零售总额", "unit": "%"}
    row = SimpleNamespace(**given | fields)
    assert figure_in(row, "zh", beside=beside) == zh
    assert re.sub("<[^>]+>", "", figure_in(row, "en", beside=beside)) == en


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/places/120103/", "结果 {}下降4.2%</a>"),
        ("/targets/?year=2023", "结果 {}下降4.2%</a>"),
        ("/en/places/120103/", 'came to {}<span lang="en">a fall of </span>4.2%</a>'),
        ("/en/targets/?year=2023", 'came to {}<span lang="en">a fall of </span>4.2%</a>'),
    ],
)
def test_a_result_that_is_a_fall_says_so(client: Client, missed: tuple[str, str], path: str, told: str) -> None:
    Observation.objects.filter(key=missed[1]).update(direction="fall", measure="growth")
    link = f'<a class="n" href="/evidence/observations/{missed[1]}/" lang="zh-Hans">'
    assert told.format(link) in ask(client, path)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["year=1999", "year=next", "page=9", "place=1"])
def test_a_year_that_is_not_there_is_told(client: Client, missed: tuple[str, str], query: str) -> None:
    assert client.get(f"/targets/?{query}").status_code == 400


@pytest.mark.django_db
def test_where_no_target_has_a_result_of_its_year_the_page_says_what_it_takes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_missed, "YEARS", Bounded(0))
    assert "要有同一地区前后两年的文件" in ask(client, "/targets/")


@pytest.mark.django_db
def test_each_gap_is_named_as_what_it_is(client: Client) -> None:
    gaps = section(ask(client, "/en/places/120102/"), "gaps")
    assert "Work reports of 2021, 2022, 2024, 2025" in gaps
    told = Outcome.objects.filter(district="120102", document="120102-plan-2021", indicator__isnull=False)
    assert f"{told.filter(reason='no_outcome').count()} targets of plans have no result" in gaps
    assert (
        f"{told.filter(status='not_comparable').count()} targets of plans have results that can't be compared" in gaps
    )
    unread = Numeral.objects.filter(document="120102-plan-2021", disposition="not_understood").count()
    assert re.search(rf'href="/en/documents/120102-plan-2021/#check">[^<]*\({unread}\)', gaps)


@pytest.mark.django_db
def test_progress_is_a_bar_that_is_text_too(client: Client) -> None:
    page = section(ask(client, "/places/120102/"), "progress")
    row = page.partition(">国家高新技术企业数量<")[2].partition("</tr>")[0]
    assert re.search(r'<meter min="0" max="100" value="100" aria-label="[^"]+">112%</meter>', row)
    assert "完成 112%，时间已过 40%" in row


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/places/500105/", '已撤销或改了代码，现在是 <a href="/places/500157/">两江新区</a> 500157 · 2025 并入'),
        (
            "/en/places/500105/",
            'It has become <a href="/en/places/500157/">Liangjiang New Area</a> 500157 · 2025 merged',
        ),
        ("/places/500157/", '前身 <a href="/places/500105/">江北区</a> 500105 · 2025 并入 渝北区 500112 · 2025 并入'),
    ],
)
@pytest.mark.django_db
def test_a_place_leads_to_what_it_was_and_what_it_has_become(client: Client, path: str, told: str) -> None:
    for code in ("500105", "500157"):
        make.make_district(code, division(code).name, name_en=division(code).name_en)
    page = re.sub(r"\s+", " ", re.sub(r"</?(?:p|strong|small)[^>]*>", "", ask(client, path)))
    assert told in page


@pytest.mark.django_db
def test_the_indicators_of_the_front_page_are_those_that_are_stated_however_they_are_found(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = set(Observation.objects.values_list("indicator", flat=True))
    asked = {slug for slugs in headline().values() for slug in slugs}
    assert stated & asked
    assert asked - stated
    for few in (0, 1_000_000):
        monkeypatch.setattr(front, "FEW", few)
        for address in ("/", "/?revision=3"):
            monkeypatch.setattr(front, "HELD", Bounded(0))
            shown = set(re.findall(r'href="/indicators/([a-z0-9-]+)/', ask(client, address)))
            assert shown <= asked & stated
            assert (shown == asked & stated) == (address == "/")
