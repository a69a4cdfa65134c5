"""The page of a ranking, which says what `ranking/` says."""

import csv
import html
import io
import re
from typing import Any

import pytest
from django.test import Client

from history.revisions import newest
from indicators.models import Indicator, Observation, Stale
from planapi.explorer import ranking
from rest.fast.bounded import Bounded

QUERY = "indicator=high-tech-firms&year=2020"


@pytest.fixture(autouse=True)
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test changes makes no revision that lasts, so nothing is kept of one."""
    monkeypatch.setattr(ranking, "_YEARS", Bounded(0))


def ask(client: Client, path: str, status: int = 200) -> str:
    answer: Any = client.get(path)
    assert answer.status_code == status, path
    return html.unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def said(client: Client, query: str) -> Any:
    answer: Any = client.get(f"/api/v1/ranking/?{query}")
    return answer.json()


def shown(page: str) -> list[tuple[str, str, str]]:
    rows = re.findall(r'<td class="n">(\d+)</td><th scope="row"><a href="[^"]*/places/(\d+)/', page)
    keys = re.findall(r'</th><td><a class="m \w+" href="/evidence/observations/([^/]+)/', page)
    return [(rank, place, key) for (rank, place), key in zip(rows, keys, strict=True)]


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("query", [QUERY, "indicator=gdp-growth&year=2025", f"{QUERY}&province=120000&level=county"])
def test_the_page_says_what_the_api_says(client: Client, query: str, kept: bool) -> None:
    if not kept:
        Stale.objects.create(
            district_code="120102", indicator_slug=query.split("&", maxsplit=1)[0].partition("=")[2], year=2020
        )
        Stale.objects.create(
            district_code="120102", indicator_slug=query.split("&", maxsplit=1)[0].partition("=")[2], year=2025
        )
    page, told = ask(client, f"/ranking/?{query}"), said(client, query)
    assert shown(page) == [
        (str(one["rank"]), one["district"]["code"], one["statement"]["id"]) for one in told["results"]
    ]
    left_out = page.partition('id="left-out"')[2].partition("</section>")[0]
    assert re.findall("/evidence/observations/([^/]+)/", left_out) == [
        one["statement"]["id"] for one in told["left_out"]
    ]
    assert all(one["reason_zh"] in left_out for one in told["left_out"])
    counts = told["counts"]
    assert (
        f"{counts['ranked']} 个地区有名次，{counts['left_out']} 个没有列入，{counts['not_stated']} 个有文件而没有写到。"
        in page
    )


@pytest.mark.django_db
def test_without_a_year_it_is_that_of_the_most_places(client: Client) -> None:
    answer: Any = client.get("/ranking/?indicator=国家高新技术企业数量&year=&province=&level=")
    assert (answer.status_code, answer["Location"]) == (302, f"/ranking/?{QUERY}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("indicator=nothing-like-it", "没有这个指标"),
        (f"{QUERY}&level=village", "没有这一级"),
        (f"{QUERY}&province=火星", "没有这个省份"),
        ("indicator=gdp-growth&year=next", "年份应是"),
        (f"{QUERY}&chart=line", "没有这种图"),
        (f"{QUERY}&page=9", "没有这一页：只能是 1 到"),
    ],
)
def test_a_wrong_choice_is_told(client: Client, query: str, told: str) -> None:
    assert told in ask(client, f"/ranking/?{query}", 400)


@pytest.mark.django_db
def test_the_chart_has_the_ranked_places_in_their_order(client: Client) -> None:
    answer: Any = client.get(f"/charts/ranking.svg?{QUERY}")
    keys = re.findall(r'<a [^>]*xlink:href="http://testserver/evidence/observations/([^/]+)/', answer.content.decode())
    told = said(client, QUERY)
    assert sorted(keys) == sorted(one["statement"]["id"] for one in told["results"])
    for one in told["results"]:
        assert f"{one['rank']}. {one['district']['name']}" in answer.content.decode()
    assert f"/ranking/?{QUERY}" in ask(client, f"/ranking/?{QUERY}").replace("/charts/ranking.svg", "/ranking/")


@pytest.mark.django_db
def test_the_table_has_all_places_and_their_ranks(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "PLACES", 1)
    answer: Any = client.get(f"/en/charts/ranking.csv?{QUERY}")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = said(client, QUERY)
    assert [(row["rank"], row["district"]) for row in rows] == [
        (str(one["rank"] or ""), one["district"]["code"]) for one in [*told["results"], *told["left_out"]]
    ]


@pytest.mark.django_db
def test_many_places_have_pages_of_their_own(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "PLACES", 2)
    pages = [ask(client, f"/ranking/?{QUERY}&page={number}") for number in (1, 2)]
    places = [place for page in pages for _, place, _ in shown(page)]
    assert places == [one["district"]["code"] for one in said(client, QUERY)["results"]]
    assert f'href="?{QUERY}&page=2"' in pages[0]
    second = f"/charts/ranking.svg?{QUERY}&chart=bar&page=2"
    assert second in pages[1]
    assert len(re.findall("<a ", client.get(second).content.decode())) == len(shown(pages[1]))  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.django_db
def test_links_of_a_pinned_page_are_of_its_revision(client: Client) -> None:
    number = newest().number
    page = ask(client, f"/en/ranking/?{QUERY}&revision={number}")
    links = re.findall(r'(?:href|data)="(/(?:en/)?(?:charts|places|compare|indicators|evidence)/[^"]*)"', page)
    assert len(links) > 8
    assert all(f"revision={number}" in link for link in links), links


@pytest.mark.django_db
def test_an_indicator_that_nobody_states_says_what_that_means(client: Client) -> None:
    unstated = Indicator.objects.exclude(
        slug__in=Observation.objects.filter(indicator__isnull=False).values("indicator")
    ).first()
    assert unstated is not None
    assert "不是没有" in ask(client, f"/ranking/?indicator={unstated.slug}")


@pytest.mark.django_db
def test_the_page_asks_as_many_statements_for_one_place_as_for_many(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    ask(client, f"/ranking/?{QUERY}")
    with django_assert_max_num_queries(14):
        ask(client, f"/ranking/?{QUERY}")


@pytest.mark.django_db
def test_a_year_with_nothing_to_rank_has_no_chart_and_its_address_draws_none(client: Client) -> None:
    query = "indicator=high-tech-firms&year=1999"
    assert "<object" not in ask(client, f"/ranking/?{query}")
    assert client.get(f"/charts/ranking.svg?{query}").status_code == 200
