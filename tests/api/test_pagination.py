"""Pages: every row once, in order, forward and back, whatever is tied or null, and while rows come and go."""

from collections.abc import Callable
from typing import Any

import pytest

from districts.models import Document
from indicators.models import Observation
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


def test_a_page_size_is_fifty_unless_given(get: Get, empty: None) -> None:
    for _ in range(51):
        make.make_observation()
    assert len(get("observations")["results"]) == 50
