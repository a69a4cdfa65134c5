"""No parameter is ignored: what can't be answered as asked is a 400 that names it and what was meant."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from rest_framework.test import APIClient

from districts.models import Document
from planapi.v1 import RESOURCES

Get = Callable[..., Any]
World = dict[str, Document]


def error_of(body: dict[str, Any], parameter: str) -> dict[str, Any]:
    assert body["type"] == "/problems/bad-parameter"
    (error,) = [error for error in body["errors"] if error["parameter"] == parameter]
    assert set(error) == {"parameter", "value", "message", "allowed", "nearest"}
    assert error["message"] in body["detail"]
    return error


# Revisions are of the whole data set, and of no district.
@pytest.mark.parametrize("resource", [*(name for name in RESOURCES if name != "revisions"), "search"])
def test_an_unknown_parameter_is_named_with_the_nearest(resource: str, get: Get, empty: None) -> None:
    error = error_of(get(resource, status=400, distrct="120102"), "distrct")
    assert error["nearest"] == "district"
    assert "document" in error["allowed"]
    assert error["value"] == "120102"


def test_a_page_of_one_row_takes_no_parameter(get: Get, world: World) -> None:
    error_of(get("parks/120102-plan-2021-k0", status=400, kind="other"), "kind")
    error_of(get("documents/120102-plan-2021/text", status=400, page="2"), "page")
    error_of(get("documents/120102-plan-2021/outline", status=400, depth="2"), "depth")


@pytest.mark.parametrize(
    ("resource", "parameter", "value", "nearest"),
    [
        ("observations", "kind", "actuall", "actual"),
        ("observations", "kind", "预计", "estimate"),
        ("observations", "kind", "", None),
        ("observations", "kind", "actual,", None),
        ("targets", "nature", "Binding", "binding"),
        ("observations", "district", "12O102", "120102"),
        ("observations", "district", "河东区", "120102"),
        ("observations", "district", "999999", None),
        ("observations", "city", "天津市", "120000"),
        ("observations", "document", "120102-plan-2022", "120102-plan-2021"),
        ("observations", "indicator", "gdp-grwth", "gdp-growth"),
        ("observations", "indicator", "地区生产总值增长率", "gdp-growth"),
        ("observations", "chapter", "120102-plan-2021-c99", "120102-plan-2021-c0"),
        ("observations", "year", "two", None),
        ("observations", "year", "2020.5", None),
        ("observations", "year", "9" * 5000, None),
        ("observations", "value__gte", "1,5", None),
        ("observations", "value__gte", "NaN", None),
        ("observations", "value__gte", "1e400", None),
        *(
            ("observations", parameter, value, None)
            for parameter in ("value", "value__in", "value__gte", "value_cny__lt")
            for value in (
                "1e-16384",
                "-1e-99999",
                "0e-99999",
                "0e99999",
                "1e19",
                "-1e19",
                "-Infinity",
                "sNaN",
                f"0.{'1' * 500}",
            )
        ),
        ("projects", "investment_cny__lte", "1e-16384", None),
        ("progress", "target_year", "1e5", None),
        ("observations", "value__isnull", "True", "true"),
        ("observations", "value__isnull", "1", None),
        ("observations", "subject__contains", "a\x00b", None),
        ("documents", "issued_on__gte", "2021-13-01", None),
        ("ingest-runs", "started_at__gte", "yesterday", None),
        ("ingest-runs", "started_at__gte", "0001-01-01T00:00:00+23:00", None),
        ("observations", "ordering", "yaer", "year"),
        ("observations", "ordering", "", None),
        ("observations", "page_size", "0", None),
        ("observations", "page_size", "1001", None),
        ("observations", "page_size", "many", None),
        ("observations", "count", "yes", None),
        ("observations", "cursor", "nonsense", None),
        ("observations", "cursor", "", None),
        ("chapters", "expand", "texts", "text"),
        ("search", "q", "", None),
        ("search", "type", "projects", "project"),
        ("search", "cursor", "nonsense", None),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_bad_value_is_named(resource: str, parameter: str, value: str, nearest: str | None, get: Get) -> None:
    asked = {"q": "养老"} if resource == "search" else {}
    error = error_of(get(resource, status=400, **asked | {parameter: value}), parameter)
    if nearest:
        assert error["nearest"] == nearest


def test_several_mistakes_are_told_at_once(get: Get, world: World) -> None:
    body = get("observations", status=400, kind="actuall", year="two", district="河东区")
    assert {error["parameter"] for error in body["errors"]} == {"kind", "year", "district"}


@pytest.mark.parametrize("parameter", ["value__gte", "value__isnull", "subject__contains", "page_size", "count"])
def test_a_parameter_of_one_value_given_twice(parameter: str, get: Get, world: World) -> None:
    error = error_of(get(f"/api/v1/observations/?{parameter}=1&{parameter}=2", status=400), parameter)
    assert "more than once" in error["message"]


def test_a_word_list_is_told_where_a_word_is_wrong(get: Get, world: World) -> None:
    error = error_of(get("observations", status=400, kind="past"), "kind")
    assert error["allowed"] == ["actual", "estimate", "target"]


def test_a_search_needs_something_to_look_for(get: Get, world: World) -> None:
    assert "q=养老" in error_of(get("search", status=400), "q")["message"]


OF_NO_COLUMN = [
    *(True, False, 0, 1, -1, 1.5, 10**30, [], {}, ["x"], {"a": 1}),
    *(
        "a\x00b",
        "1e-16384",
        "1e-99999",
        "-1e99999",
        "0e-99999",
        "sNaN",
        "9" * 400,
        "99999999999999999999",
        "2021-13-01",
    ),
]


@pytest.mark.parametrize("ordering", ["", "value", "-value_cny", "year,-value", "document_issued_on", "since"])
def test_a_cursor_that_was_made_by_hand_is_no_error_of_ours(ordering: str, get: Get, world: World) -> None:
    asked = {"page_size": "1"} | ({"ordering": ordering} if ordering else {})
    cursor = parse_qs(urlsplit(get("observations", **asked)["next"]).query)["cursor"][0]
    mark, reverse, values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for wrong in OF_NO_COLUMN:
        heads = [[wrong, reverse, values], [mark, wrong, values], [mark, reverse, wrong], wrong]
        rows = [[mark, reverse, [*values[:n], wrong, *values[n + 1 :]]] for n in range(len(values))]
        for made in [*heads, *rows]:
            written = base64.urlsafe_b64encode(json.dumps(made).encode()).decode().rstrip("=")
            response: Any = APIClient().get("/api/v1/observations/", asked | {"cursor": written})
            # A text may stand in a column of texts, and 0 or 1 for the direction.
            assert response.status_code == 400 or (response.status_code == 200 and wrong not in (10**30, 1.5, -1))


@pytest.mark.django_db
def test_a_year_that_no_column_can_hold_matches_nothing() -> None:
    for query in ("year__gt=55885541", "latest=true&year__gt=55885541"):
        answer = APIClient().get(f"/api/v1/observations/?{query}")
        assert (answer.status_code, answer.json()["results"]) == (200, [])
