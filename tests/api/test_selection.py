"""What a row comes with, what an answer says of itself, and what can be asked across relations."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from planapi.resources import RESOURCES
from rest.selection import expandable, nodes
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]

VIEWS = {resource: view for resource, (_, view) in RESOURCES.items()}


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ({"fields": "id,value,evidence.quote"}, {"id": None, "value": None, "evidence": {"quote"}}),
        ({"fields": "evidence.quote,id"}, {"id": None, "evidence": {"quote"}}),
        ({"fields": "district,year"}, {"district": {"code", "name"}, "year": None}),
        ({"fields": "id,evidence", "omit": "evidence.start,evidence.end"}, {"id": None, "evidence": {"document", "chapter", "quote"}}),
        ({"fields": "id", "expand": "chapter_detail"}, {"id": None, "chapter_detail": {"id", "kind", "label", "title", "level"}}),
        ({"fields": "id,document_detail.title"}, {"id": None, "document_detail": {"title"}}),
        ({"fields": "indicator.slug", "omit": "value"}, {"indicator": {"slug"}}),
    ],
)  # fmt: skip
def test_columns_can_be_chosen(asked: dict[str, str], shape: dict[str, Any], get: Get, world: World) -> None:
    rows = get("observations", indicator__isnull="false", **asked)["results"]
    rows.append(get("observations/120102-plan-2021-o0", **asked))
    for row in rows:
        assert {name: set(value) if isinstance(value, dict) else None for name, value in row.items()} == shape


def test_columns_keep_their_place_and_their_values(get: Get, world: World) -> None:
    whole = get("observations")["results"]
    names = list(whole[0])
    part = get("observations", omit="evidence,subject")["results"]
    assert list(part[0]) == [name for name in names if name not in {"evidence", "subject"}]
    assert part == [{name: row[name] for name in part[0]} for row in whole]


def test_an_object_that_is_not_there_is_null_however_little_is_asked_of_it(get: Get, world: World) -> None:
    rows = get("observations", indicator__isnull="true", fields="indicator.slug")["results"]
    assert rows
    assert all(row == {"indicator": None} for row in rows)


@pytest.mark.parametrize(
    ("asked", "parameter", "nearest"),
    [
        ({"fields": "id,valu"}, "fields", "value"),
        ({"fields": "quote"}, "fields", "evidence.quote"),
        ({"fields": "id,"}, "fields", None),
        ({"omit": "evidance"}, "omit", "evidence"),
        ({"expand": "chapter"}, "expand", "chapter_detail"),
        ({"fields": "id", "omit": "id"}, "omit", None),
    ],
)
@pytest.mark.parametrize("address", ["observations", "observations/120102-plan-2021-o0"])
def test_a_column_that_there_is_not_is_named(  # noqa: PLR0917 as pytest gives them
    address: str, asked: dict[str, str], parameter: str, nearest: str | None, get: Get, world: World
) -> None:
    (error,) = get(address, status=400, **asked)["errors"]
    assert error["parameter"] == parameter
    if nearest:
        assert error["nearest"] == nearest


def test_what_expand_adds(get: Get, world: World) -> None:
    Document.objects.filter(pk=world["plan"].pk).update(issued_on=datetime.date(2021, 2, 10))
    asked = {"expand": "document_detail,indicator_detail,chapter_detail"}
    row = get("observations/120102-plan-2021-o0", **asked)
    assert row["document_detail"] == {
        "kind": "plan",
        "title": "河东区规划",
        "period_start": 2021,
        "period_end": 2025,
        "report_year": None,
        "issued_on": "2021-02-10",
    }
    assert row["chapter_detail"] == {
        "id": "120102-plan-2021-c0",
        "kind": "chapter",
        "label": "第一章",
        "title": "发展基础",
        "level": 1,
    }
    assert row["indicator_detail"]["direction"] == "higher"
    assert row["indicator_detail"]["definition_source"] == "test"
    assert row in get("observations", **asked)["results"]
    plain = get("observations/120102-plan-2021-o0")
    assert row == plain | {name: row[name] for name in asked["expand"].split(",")}


@pytest.mark.parametrize("resource", VIEWS)
def test_a_list_is_one_statement_whatever_is_asked_of_its_rows(
    resource: str, world: World, api_client: APIClient
) -> None:
    row = VIEWS[resource].serializer_class
    first, *_, last = nodes(row)
    for asked in ({"fields": first}, {"fields": last}, {"omit": first}, {"expand": ",".join(expandable(row))}):
        if not all(asked.values()):
            continue
        for form in ("json", "csv"):
            with CaptureQueriesContext(connection) as queries:
                response: Any = api_client.get(f"/api/v1/{resource}/", {**asked, "format": form})
                assert response.status_code == 200
                if response.streaming:
                    list(response.streaming_content)
            # What COPY sends is not in the log, and is what was explained before.
            data = {
                query["sql"].lower().removeprefix("explain (format json) ")
                for query in queries
                if "FROM" in query["sql"] and not query["sql"].startswith('SELECT "history_revision"')
            }
            assert len(data) == 1, (asked, data)


def test_what_is_not_shown_is_not_fetched(world: World, api_client: APIClient) -> None:
    with CaptureQueriesContext(connection) as queries:
        api_client.get("/api/v1/observations/", {"fields": "id,value"})
    sql = queries[-1]["sql"]
    assert '"value"' in sql
    assert "quote" not in sql
    assert "indicators_indicator" not in sql


def test_the_neighbours_of_a_page_stand_in_the_link_header(world: World, api_client: APIClient) -> None:
    first = api_client.get("/api/v1/parks/", {"page_size": 1})
    body = first.json()
    assert first["Link"] == f'<{body["next"]}>; rel="next"'
    second = api_client.get(body["next"])
    body = second.json()
    assert second["Link"] == f'<{body["next"]}>; rel="next", <{body["previous"]}>; rel="prev"'
    assert "Link" not in api_client.get("/api/v1/parks/")


def test_a_cursor_is_good_for_other_columns(get: Get, world: World) -> None:
    link = get("parks", page_size=1)["next"].removeprefix("http://testserver")
    (row,) = get(f"{link}&fields=name&echo=true&count=true")["results"]
    assert row == {"name": "航空产业园"}


def test_an_answer_says_what_was_asked(get: Get, world: World) -> None:
    asked = {"district": "120102,120110", "value__gte": "1e2", "year": 2025, "target__isnull": "true"}
    page = get("observations", echo="true", ordering="-value", fields="id,evidence", page_size=7, count="true", **asked)
    assert list(page) == ["asked", "count", "count_is_exact", "next", "previous", "results"]
    revision = page["asked"].pop("revision")
    assert revision > 0
    assert page["asked"] == {
        "filters": {"district": ["120102", "120110"], "value__gte": 100, "year": [2025], "target__isnull": True},
        "ordering": ["-value", "-id"],
        "fields": ["id", *(f"evidence.{name}" for name in ("document", "chapter", "start", "end", "quote"))],
        "page_size": 7,
    }
    assert page["count"] == 3
    assert get("parks", echo="true")["asked"]["filters"] == {}
    assert "asked" not in get("parks", echo="false")


@pytest.mark.parametrize(
    ("resource", "asked", "count"),
    [
        ("observations", {"city": "120000"}, 11),
        ("observations", {"district_name__contains": "东丽"}, 4),
        ("observations", {"document_title__contains": "河东"}, 7),
        ("observations", {"document_report_year": "2023"}, 3),
        ("observations", {"document_period_end__gte": "2025"}, 8),
        ("observations", {"document_issued_on__isnull": "false"}, 0),
        ("observations", {"chapter_title": "发展基础", "chapter_kind": "chapter"}, 11),
        ("observations", {"chapter_level__gt": "1"}, 0),
        ("observations", {"indicator_name__contains": "生产总值"}, 3),
        ("observations", {"indicator_unit": "%", "indicator_direction": "higher", "indicator_category": "economy"}, 3),
        ("observations", {"nature": "anticipatory"}, 2),
        ("observations", {"span": "point"}, 11),
        ("observations", {"span": "cumulative,annual_average"}, 0),
        ("targets", {"year": "2020"}, 2),
        ("targets", {"year": "2019"}, 0),
        ("targets", {"comparator": "gte"}, 2),
        ("targets", {"span": "cumulative"}, 0),
        ("targets", {"seq__in": "1,2", "note__isnull": "true"}, 2),
        ("districts", {"document_kind": "report"}, 1),
        ("districts", {"document_period_start": "2021", "projects__gt": "0"}, 2),
        ("districts", {"parent_name": "天津市", "documents__lt": "2", "documents__gt": "0"}, 1),
        ("indicators", {"city": "120000", "indicator_category": "economy"}, 1),
        ("chapters", {"text__contains": "地区生产总值"}, 3),
        ("chapters", {"text__contains": "养老"}, 0),
        ("ingest-runs", {"city": "120000", "document_kind": "plan", "counts__contains": "targets"}, 1),
    ],
)  # fmt: skip
def test_rows_can_be_asked_across_relations(
    resource: str, asked: dict[str, str], count: int, get: Get, world: World
) -> None:
    page = get(resource, count="true", **asked)
    assert page["count"] == len(page["results"]) == count


def test_spans_of_figures(get: Get, world: World) -> None:
    for measure in ("cumulative", "annual_average", "growth"):
        make.make_observation(document=world["plan"], measure=measure, subject="试")
    found = {
        span: [row["measure"] for row in get("observations", subject="试", span=span)["results"]]
        for span in ("point", "cumulative", "annual_average")
    }
    assert found == {"point": ["growth"], "cumulative": ["cumulative"], "annual_average": ["annual_average"]}
    assert len(get("observations", subject="试", span="point,cumulative")["results"]) == 2


def test_rows_can_be_ordered_by_what_stands_elsewhere(get: Get, world: World) -> None:
    rows = get("observations", ordering="-document_title,chapter_title,-indicator_name", page_size=4)
    seen = [row["id"] for row in rows["results"]]
    while rows["next"]:
        rows = get(rows["next"].removeprefix("http://testserver"))
        seen += [row["id"] for row in rows["results"]]
    assert len(seen) == len(set(seen)) == 11
    assert (
        seen[:4]
        == [
            row["id"]
            for row in get("observations", district="120102", ordering="-document_title,chapter_title,-indicator_name")[
                "results"
            ]
        ][:4]
    )
