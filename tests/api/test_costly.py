"""What would take too long is refused in words that help: an order before the work, anything else when its time is up."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.db.models import QuerySet
from psycopg.errors import QueryCanceled
from rest_framework.test import APIClient

from districts.models import Document
from planapi import answer_time
from rest.fast import costs
from rest.fast.shapes import QueryShape

Get = Callable[..., Any]
World = dict[str, Document]


@pytest.fixture
def dear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any sorting at all is too dear."""
    monkeypatch.setattr(costs, "DEAREST", 0.0)


@pytest.mark.parametrize(
    ("address", "ordering", "orders", "narrowing"),
    [
        ("observations", "subject", ["id", "document", "value", "value_cny", "year", "target"], "district or document"),
        ("observations", "-indicator_name,value", ["value"], "indicator or id"),
        ("projects", "category", ["investment_cny", "document", "name"], "chapter or id"),
        ("numerals", "-raw", ["id", "disposition"], "district"),
        ("chapters", "title", ["kind", "parent"], "district"),
        ("documents", "title", ["slug", "district"], "district"),
        ("districts", "-observations", ["code"], "district"),
    ],
)
@pytest.mark.usefixtures("world", "dear")
def test_an_order_that_is_too_dear_is_refused_with_those_that_do(
    address: str, ordering: str, orders: list[str], narrowing: str, get: Get
) -> None:
    for form in ({}, {}, {"format": "csv"}):  # worked out, and remembered
        body = get(address, status=400, ordering=ordering, **form)
        (error,) = body["errors"]
        assert (error["parameter"], error["value"]) == ("ordering", ordering)
        assert set(orders) <= set(error["allowed"])
        assert ordering.lstrip("-") not in error["allowed"]
        assert "too many rows to sort them by this" in error["message"]
        assert narrowing in error["message"]


def test_an_order_of_few_rows_is_not_refused(get: Get, world: World) -> None:
    rows = get("observations", ordering="subject")["results"]
    assert [row["subject"] for row in rows] == sorted(row["subject"] for row in rows)
    assert len(rows) > 1


@pytest.mark.usefixtures("world", "dear")
def test_a_list_in_its_own_order_is_not_refused(get: Get) -> None:
    for address in ("observations", "projects", "numerals", "documents", "districts"):
        assert get(address)["results"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (
            "observations/?subject__contains=x",
            "To get one, request fewer rows, for example by district or document or chapter or indicator or id.",
        ),
        (
            "parks/?ordering=name&count=true",
            "by district or document or chapter or id, or leave out ordering.",
        ),
        ("revisions/", "To get one, request fewer rows, for example by document."),
    ],
)
def test_an_answer_that_takes_too_long_is_told_what_takes_less(
    address: str, told: str, api_client: APIClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("canceling statement due to statement timeout") from QueryCanceled()

    monkeypatch.setattr(QueryShape, "fetch", fail)
    response: Any = api_client.get(f"/api/v1/{address}")
    assert response.status_code == 503
    assert told in response.json()["detail"]
    assert "would take longer than this site allows" in response.json()["detail"]


def test_a_page_is_not_refused_for_its_count(
    get: Get, api_client: APIClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = get("observations", count="true")
    number = len(whole["results"])
    assert (whole["count"], whole["count_is_exact"], whole["next"]) == (number, True, None)

    def count(queryset: Any) -> int:
        if queryset.query.is_sliced:
            with connection.cursor() as cursor:
                cursor.execute("set local statement_timeout = 10; select pg_sleep(5)")
        return 0

    monkeypatch.setattr(QuerySet, "count", count)
    for form in ({}, {"fields": "id"}):
        page = get("observations", count="true", page_size=2, **form)
        assert (page["count"], page["count_is_exact"], len(page["results"])) == (2, False, 2)
        last = get(page["next"].removeprefix("http://testserver"))
        assert last["results"]
    assert get("observations", count="true") == whole  # all there is, and so counted
    assert get("documents/120102-plan-2021/coverage", count="true", page_size=1)["count_is_exact"] is False
    assert "X-Total-Count" not in api_client.get("/api/v1/observations/", {"count": "true", "page_size": 2}).headers
    file = api_client.get("/api/v1/observations/", {"count": "true", "format": "csv"})
    assert ("X-Total-Count" in file.headers, len(list(file))) == (False, 1)


@pytest.fixture
def serving() -> Iterator[None]:
    answer_time.begin()
    yield
    connection_created.disconnect(answer_time._limit)


def test_a_serving_process_has_a_limit_for_each_statement(serving: None, db: None) -> None:
    own: Any = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("show statement_timeout")
            assert cursor.fetchone() == ("1s",)
            with pytest.raises(OperationalError, match="statement timeout"):
                cursor.execute("select pg_sleep(5)")
    finally:
        own.close()


def test_what_is_no_answer_has_the_limit_of_everything_else(db: None) -> None:
    answer_time._limit(connection=connection)
    answer_time.no_answer()
    with connection.cursor() as cursor:
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() == ("30s",)
