"""Pages: every row once, in order, forward and back, whatever is tied or null, and while rows come and go."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from indicators.models import Observation
from rest import pagination
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]


def walk(get: Get, page: dict[str, Any], direction: str) -> list[dict[str, Any]]:
    pages = [page]
    while page[direction]:
        page = get(page[direction].removeprefix("http://testserver"))
        pages.append(page)
    return pages


def ids(pages: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for page in pages for row in page["results"]]


@pytest.fixture
def many(empty: None) -> list[str]:
    """23 observations with ties and nulls in year and value, in two districts."""
    documents = [make.make_document(), make.make_document(district=make.make_district("120110", "东丽区"))]
    for number in range(23):
        value = None if number % 5 == 0 else number % 3
        make.make_observation(
            document=documents[number % 2],
            value=value,
            comparator="ref" if value is None else "eq",
            year=None if number % 4 == 0 else 2020 + number % 2,
            indicator=make.make_indicator() if number % 3 == 0 else None,
        )
    return list(Observation.objects.values_list("key", flat=True))


ORDERS = [
    "",
    "year",
    "-year",
    "value,-year",
    "-value,year,-start",
    "indicator,-district",
    "-indicator",
    "-id",
    "district,-document",
    "subject",
]


@pytest.mark.parametrize("size", [1, 7, 22, 23])
@pytest.mark.parametrize("order", ORDERS)
def test_every_row_once_forward_and_back(order: str, size: int, get: Get, many: list[str]) -> None:
    asked = {"ordering": order} if order else {}
    whole = get("observations", page_size=1000, **asked)
    assert (whole["next"], whole["previous"]) == (None, None)
    expected = ids([whole])
    assert sorted(expected) == sorted(many)
    forward = walk(get, get("observations", page_size=size, **asked), "next")
    assert ids(forward) == expected
    assert all(len(page["results"]) == size for page in forward[:-1])
    backward = walk(get, forward[-1], "previous")
    assert ids(backward[::-1]) == expected


def test_the_second_page_leads_back_to_the_first(get: Get, many: list[str]) -> None:
    first = get("observations", page_size=5)
    second = get(first["next"].removeprefix("http://testserver"))
    again = get(second["previous"].removeprefix("http://testserver"))
    assert again["results"] == first["results"]
    assert again["previous"] is None
    assert get(again["next"].removeprefix("http://testserver"))["results"] == second["results"]


def test_pages_stay_right_while_rows_come_and_go(get: Get, many: list[str]) -> None:
    first = get("observations", page_size=5, ordering="id")
    Observation.objects.filter(key__in=ids([first])).delete()
    make.make_observation(key="000000-first")
    rest = walk(get, get(first["next"].removeprefix("http://testserver")), "next")
    assert ids([first]) + ids(rest) == sorted(many)


def test_filters_and_order_go_with_the_links(get: Get, many: list[str]) -> None:
    pages = walk(get, get("observations", district="120110", ordering="-value", page_size=4), "next")
    rows = [row for page in pages for row in page["results"]]
    assert {row["district"]["code"] for row in rows} == {"120110"}
    assert len(rows) == 11


def test_a_cursor_is_for_its_own_question(get: Get, many: list[str]) -> None:
    link = get("observations", district="120110", page_size=4)["next"].removeprefix("http://testserver")
    get(link.replace("page_size=4", "page_size=9"))
    for other in (link.replace("120110", "120102"), link + "&ordering=value", link + "&kind=actual"):
        body = get(other, status=400)
        assert body["errors"][0]["parameter"] == "cursor"
    cursor = link.partition("cursor=")[2]
    get(f"/api/v1/parks/?district=120110&cursor={cursor}", status=400)


@pytest.mark.parametrize(
    "cursor", ["a", "bnVsbA", "W10", "WzEsMiwzXQ", "%F0%9F%99%82", "W251bGwsMCxbIlx1MDAwMCIsIjAiLCIwIl1d"]
)
def test_a_cursor_that_is_none(cursor: str, get: Get, many: list[str]) -> None:
    assert get(f"/api/v1/observations/?cursor={cursor}", status=400)["errors"][0]["parameter"] == "cursor"


def test_a_count_is_of_all_pages_and_only_when_asked_for(get: Get, many: list[str]) -> None:
    assert get("observations", page_size=2, count="true")["count"] == 23
    assert "count" not in get("observations", page_size=2)
    assert "count" not in get("observations", page_size=2, count="false")


def test_counting_ends_somewhere_and_says_so(
    get: Get, api_client: APIClient, many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagination, "MOST_COUNTED", 23)
    page = get("observations", count="true", page_size=20)
    assert (page["count"], page["count_is_exact"]) == (23, True)
    monkeypatch.setattr(pagination, "MOST_COUNTED", 22)
    page = get("observations", count="true", page_size=20)
    assert (page["count"], page["count_is_exact"], len(page["results"])) == (22, False, 20)
    answer = api_client.get("/api/v1/observations/", {"count": "true", "page_size": "20"})
    assert "X-Total-Count" not in answer.headers


def test_the_end_of_an_order_runs_as_the_order_does(get: Get, many: list[str]) -> None:
    rows = get("observations", ordering="-year")["results"]
    assert [(row["year"], row["id"]) for row in rows if row["year"]] == sorted(
        ((row["year"], row["id"]) for row in rows if row["year"]), reverse=True
    )
    assert get("observations", ordering="-year", echo="true")["asked"]["ordering"] == ["-year", "-id"]


@pytest.mark.parametrize(
    ("resource", "order"),
    [
        ("observations", {"ordering": order})
        for order in ("", "year", "-year", "value", "-value", "value_cny", "-value_cny")
    ]
    + [("observations", {"indicator": "gdp-growth", "ordering": order}) for order in ("value", "-value_cny")]
    + [("projects", {"ordering": order}) for order in ("investment_cny", "-investment_cny")],
)
def test_pages_are_ranges_of_an_index_from_the_first_to_the_last(
    resource: str, order: dict[str, str], get: Get, many: list[str]
) -> None:
    """No page sorts what it is taken from, or reads past the rows before it."""
    for _ in range(3):
        make.make_project(investment_cny=None, investment_raw=None)
    make.make_project(investment_cny=100_000_000, investment_raw="1亿元")
    make.make_project(investment_cny=200_000_000, investment_raw="2亿元")
    with CaptureQueriesContext(connection) as asked:
        pages = [get(resource, page_size=2, **{name: value for name, value in order.items() if value})]
        for direction in ("next", "previous"):
            pages += walk(get, pages[-1], direction)
    statements = [one["sql"] for one in asked.captured_queries if "row_to_json" in (one["sql"] or "")]
    statements = [sql for sql in statements if not sql.startswith("EXPLAIN")]  # what an order costs is asked once
    assert len(statements) >= 3  # the first page, those after, those before
    for sql in statements:
        assert "Sort" not in explained(sql), explained(sql)
    beyond = [sql for sql in statements if ") > (" in sql or ") < (" in sql]
    assert beyond
    for sql in beyond:
        assert re.search(r"Index Cond: .*(?:ROW\(.*\)|\(key\)::text) [<>] ", explained(sql)), explained(sql)


def explained(sql: str) -> str:
    """The plan of a statement where tables are too large to be read whole."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
        cursor.execute(f"explain (generic_plan) {sql}")
        return "\n".join(line for (line,) in cursor.fetchall())


def test_a_page_size_is_fifty_unless_given(get: Get, empty: None) -> None:
    for _ in range(51):
        make.make_observation()
    assert len(get("observations")["results"]) == 50
