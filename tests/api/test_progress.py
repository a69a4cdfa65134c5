"""progress/: the targets of the seeds beside the results stated since, as a list like any other."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from indicators.models import Observation, Target

Get = Callable[..., Any]


def test_high_tech_firms_of_hedong_are_achieved(get: Get, db: None) -> None:
    (row,) = get("progress", district="120102", indicator="high-tech-firms")["results"]
    assert row["id"] == "120102-plan-2021-t7-target"
    assert (row["status"], row["status_zh"], row["reason"]) == ("achieved", "已实现", None)
    sides = [(row[side]["raw"], row[side]["year"]) for side in ("baseline", "target", "outcome")]
    assert sides == [("110", 2020), ("150", 2025), ("155家", 2022)]
    assert (row["share_done"], row["share_elapsed"], row["pace_so_far"], row["pace_needed"]) == (1.125, 0.4, 22.5, None)
    assert row["unit"] == "家"
    assert row["outcome"]["evidence"]["document"] == "120102-report-2023"
    assert row == get("progress/120102-plan-2021-t7-target")


def test_good_air_is_achieved_by_a_bound(get: Get, db: None) -> None:
    (row,) = get("progress", district="120102", indicator="good-air-days-share", origin="table")["results"]
    assert (row["status"], row["outcome"]["raw"], row["outcome"]["comparator"]) == ("achieved", "73%以上", "gte")


def test_a_target_without_a_number_is_qualitative_and_never_computed(get: Get, db: None) -> None:
    rows = get("progress", status__in="qualitative", page_size=200)["results"]
    assert "与全市增长水平保持一致" in {row["target"]["raw"] for row in rows}
    assert len(rows) == Target.objects.filter(target_value__isnull=True).count()
    for row in rows:
        assert row["target"]["value"] is None
        assert (row["share_done"], row["pace_so_far"], row["pace_needed"]) == (None, None, None)


def test_every_target_of_a_table_and_every_numeric_one_is_there(get: Get, db: None) -> None:
    table = get("progress", origin="table", count="true", page_size=1)["count"]
    assert table == Target.objects.filter(target_raw__isnull=False).count()
    prose = Observation.objects.filter(kind="target", origin="prose", indicator__isnull=False, value__isnull=False)
    assert get("progress", origin="prose", count="true", page_size=1)["count"] == prose.count()


def test_a_plan_without_a_later_document_has_no_data(get: Get, db: None) -> None:
    rows = get("progress", document="120110-plan-2021", status__in="no_data", page_size=200)["results"]
    assert {row["reason"] for row in rows} == {"no_outcome"}
    assert {row["reason_zh"] for row in rows} == {"基期之后尚无结果"}


def test_what_cannot_be_compared_says_why(get: Get, db: None) -> None:
    row = get("progress/120102-plan-2021-o17182")  # 建设5G基站773个 by 2022, beside 20 of 2022
    assert (row["status"], row["reason"], row["outcome"]["raw"]) == ("not_comparable", "span", "20个")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"status__in": "achieved"}, lambda row: row["status"] == "achieved"),
        ({"status__in": "achieved,not_comparable"}, lambda row: row["status"] in {"achieved", "not_comparable"}),
        ({"nature": "binding"}, lambda row: row["nature"] == "binding"),
        ({"category": "innovation"}, lambda row: row["category"] == "innovation"),
        ({"target_year": "2023"}, lambda row: row["target_year"] == 2023),
        ({"city": "120000", "target_year__lte": "2024"}, lambda row: row["target_year"] <= 2024),
        ({"document": "120102-report-2023"}, lambda row: row["document"] == "120102-report-2023"),
        ({"reason": "span,bound"}, lambda row: row["reason"] in {"span", "bound"}),
        ({"reason__isnull": "true"}, lambda row: row["reason"] is None),
        ({"share_done__gte": "0.5"}, lambda row: (row["share_done"] or 0) >= 0.5),
        ({"share_done__isnull": "false", "share_elapsed__lt": "0.5"}, lambda row: (row["share_elapsed"] or 1) < 0.5),
        ({"id": "120102-plan-2021-t7-target"}, lambda row: row["id"] == "120102-plan-2021-t7-target"),
    ],
)
def test_filters(asked: dict[str, str], kept: Callable[[Any], bool], get: Get, db: None) -> None:
    every = get("progress", page_size=1000)["results"]
    found = get("progress", page_size=1000, **asked)["results"]
    assert [row["id"] for row in found] == [row["id"] for row in every if kept(row)]
    assert found


def test_pages_and_orders(get: Get, db: None) -> None:
    whole = [
        row["id"]
        for row in get("progress", status__in="achieved,not_comparable", ordering="-target_year", page_size=200)[
            "results"
        ]
    ]
    page = get("progress", status__in="achieved,not_comparable", ordering="-target_year", page_size=3)
    paged = [row["id"] for row in page["results"]]
    while page["next"]:
        page = get(page["next"].removeprefix("http://testserver"))
        paged += [row["id"] for row in page["results"]]
    assert paged == whole
    assert len(whole) > 6


@pytest.mark.parametrize("name", ["share_done", "share_elapsed", "status", "reason"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_targets_are_put_in_order_page_by_page(name: str, sign: str, get: Get, db: None) -> None:
    page = get("progress", ordering=sign + name, page_size=60, count="true")
    rows = list(page["results"])
    while page["next"]:
        page = get(page["next"].removeprefix("http://testserver"))
        rows += page["results"]
    assert len(rows) == page["count"] == len({row["id"] for row in rows})
    values = [row[name] for row in rows]
    there = [value for value in values if value is not None]
    assert values == [*sorted(there, reverse=bool(sign)), *[None] * (len(values) - len(there))]


def test_a_revision_is_asked_by_status_and_share(get: Get, db: None) -> None:
    asked = {"status__in": "achieved,behind", "ordering": "-share_done", "page_size": 200}
    newest = get("progress", **asked)["results"]
    assert get("progress", revision=5, **asked)["results"] == newest
    assert get("progress", revision=1, **asked)["results"] == []


def test_targets_of_a_chapter(get: Get, db: None) -> None:
    (row,) = get("progress", id="120102-plan-2021-t7-target")["results"]
    chapter = row["target"]["evidence"]["chapter"]
    found = get("progress", chapter=chapter, page_size=200)["results"]
    assert "120102-plan-2021-t7-target" in {one["id"] for one in found}
    assert {one["target"]["evidence"]["chapter"] for one in found} == {chapter}
    assert get("progress", chapter__isnull="true")["results"] == []


def test_unknown_status_is_told(get: Get, db: None) -> None:
    (error,) = get("progress", status=400, status__in="achievd")["errors"]
    assert (error["nearest"], "no_data" in error["allowed"]) == ("achieved", True)


def test_a_row_that_is_no_target_is_not_here(get: Get, db: None) -> None:
    get("progress/120102-report-2023-o2472", status=404)


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_progress_can_be_taken_away(form: str, api_client: APIClient, db: None) -> None:
    response = api_client.get("/api/v1/progress/", {"district": "120102", "status": "achieved", "format": form})
    assert response.status_code == 200
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    if form == "csv":
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(body.decode()))}
        row = rows["120102-plan-2021-t7-target"]
        assert (row["share_done"], row["outcome.raw"], row["pace_needed"]) == ("1.125", "155家", "")


def test_a_page_is_one_statement_however_long(api_client: APIClient, db: None) -> None:
    for asked in ({}, {"status": "achieved"}):
        for size in (1, 200):
            with CaptureQueriesContext(connection) as queries:
                assert api_client.get("/api/v1/progress/", asked | {"page_size": size}).status_code == 200
            pages = [query["sql"] for query in queries if "indicators_outcome" in query["sql"]]
            assert len(pages) == 1, pages


def test_columns_of_nested_statements_are_chosen(get: Get, db: None) -> None:
    fields = "name,status,baseline.value,target.value,outcome.value,outcome.year"
    (row,) = get("progress", district="120102", indicator="high-tech-firms", fields=fields)["results"]
    assert row == {
        "name": "国家高新技术企业数量",
        "status": "achieved",
        "baseline": {"value": 110},
        "target": {"value": 150},
        "outcome": {"value": 155, "year": 2022},
    }
