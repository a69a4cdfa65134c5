"""What other APIs call a parameter is answered with its name here, in one line, and not with all the names that there are."""

from typing import Any

import pytest
from django.test import Client

LIST = "/api/v1/observations/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "query", "nearest", "told"),
    [
        (LIST, "per_page=5", "page_size", "page_size"),
        (LIST, "limit=5", "page_size", "page_size"),
        (LIST, "pageSize=5", "page_size", "underscores"),
        (LIST, "page-size=5", "page_size", "underscores"),
        (LIST, "page%5Bsize%5D=5", "page_size", "page_size"),
        (LIST, "sort=-year", "ordering", "ordering=-year"),
        (LIST, "order_by=year", "ordering", "ordering=-year"),
        (LIST, "include=document", "expand", "expand"),
        (LIST, "%24select=id", "fields", "fields"),
        (LIST, "exclude=evidence", "omit", "omit"),
        (LIST, "offset=50", None, "next"),
        (LIST, "page=2", None, "next"),
        (LIST, "q=%E5%85%BB%E8%80%81", None, "/api/v1/search/?q=%E5%85%BB%E8%80%81"),
        (LIST, "f=csv", "format", "Accept"),
        (LIST, "region=120102", "district", "code"),
        (LIST, "district%5B%5D=120102", "district", "district=120102,…"),
        (LIST, "district%5B0%5D=120102", "district", "district=120102,…"),
        (LIST, "filter%5Bdistrict%5D=120102", "district", "by their name"),
        (LIST, "year%5Bgte%5D=2020", "year__gte", "two underscores"),
        (LIST, "year%5B%24gte%5D=2020", "year__gte", "two underscores"),
        (LIST, "year.gte=2020", "year__gte", "two underscores"),
        (LIST, "year_gte=2020", "year__gte", "two underscores"),
        (LIST, "min_year=2020", "year__gte", "two underscores"),
        (LIST, "year_to=2020", "year__lte", "two underscores"),
        (LIST, "value_isnull=true", "value__isnull", "two underscores"),
    ],
)
def test_a_name_of_another_api_is_answered_with_the_one_here(
    client: Client, path: str, query: str, nearest: str | None, told: str
) -> None:
    answer: Any = client.get(f"{path}?{query}")
    problem = answer.json()
    assert answer.status_code == 400
    [error] = problem["errors"]
    assert error["nearest"] == nearest
    assert told in problem["detail"]
    assert error["allowed"] is None, "one line, not two hundred names"


@pytest.mark.django_db
def test_a_name_that_nobody_uses_lists_those_that_there_are(client: Client) -> None:
    answer: Any = client.get(f"{LIST}?zzz=1")
    assert "page_size" in answer.json()["errors"][0]["allowed"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/compare/", "/api/v1/coverage/", "/api/v1/search/"])
def test_pages_are_only_spoken_of_where_there_are_pages(client: Client, path: str) -> None:
    answer: Any = client.get(f"{path}?page=2")
    assert answer.status_code == 400
    assert ("next of each" in answer.json()["detail"]) == (path == "/api/v1/search/")
