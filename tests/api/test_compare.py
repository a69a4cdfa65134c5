"""compare/: real figures of the five seeds on one footing, with their quotes, and the forms that they come in."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from history.models import Revision
from indicators.models import Observation
from tests import factories as make

Get = Callable[..., Any]
Cells = dict[tuple[str, int], dict[str, Any]]


def cells(get: Get, indicator: str, **asked: Any) -> Cells:
    found = get("compare", indicator=indicator, **asked)["cells"]
    return {(cell["district"]["code"], cell["year"]): cell for cell in found}


def test_one_indicator_over_districts_and_years(get: Get, db: None) -> None:
    answer = get("compare", indicator="high-tech-firms", district="120102,120110", year="2020,2022,2025")
    assert [one["basis"] for one in answer["indicators"]] == [{"span": "point", "years": 1}]
    assert answer["districts"] == [{"code": "120102", "name": "河东区"}, {"code": "120110", "name": "东丽区"}]
    assert answer["years"] == [2020, 2022, 2025]
    assert [(cell["status"], cell["kind"], cell["value"]) for cell in answer["cells"]] == [
        ("comparable", "actual", 110),
        ("comparable", "actual", 155),
        ("comparable", "target", 150),
        ("comparable", "actual", 385),
        ("not_stated", None, None),
        ("comparable", "target", 680),
    ]
    quote = answer["cells"][1]["statement"]["evidence"]["quote"]
    assert quote == "区内国家高新技术企业达到\n\n155家"


def test_what_else_is_stated_stands_beside_the_choice(get: Get, db: None) -> None:
    cell = cells(get, "high-tech-firms", district="120110", year="2020")["120110", 2020]
    assert (cell["value"], cell["because"], cell["because_zh"]) == (385, "actual", "实际数先于预计数")
    assert cell["differing"] == 1
    assert [(other["id"], other["kind"], other["value"]) for other in cell["others"]] == [
        ("120110-plan-2021-t15-baseline", "estimate", 380)
    ]


def test_why_another_statement_can_t_be_compared_is_said_in_both_languages(get: Get, db: None) -> None:
    others = cells(get, "5g-base-stations-new", year="2022")["120102", 2022]["others"]
    assert [(other["reason"], other["reason_zh"], other["reason_en"]) for other in others] == [
        ("span", "时间跨度不同", "a different time span")
    ]


def test_units_are_converted_and_totals_are_not_put_beside_years(get: Get, db: None) -> None:
    found = cells(get, "foreign-investment-used", city="120000", year="2020,2023", kind="actual,target")
    assert {code: cell["value"] for (code, year), cell in found.items() if year == 2020 and cell["value"]} == {
        "120101": 6.9,
        "120102": 1.12,
        "120110": 4.3864,
    }
    converted = found["120110", 2020]["statement"]
    assert (converted["raw"], converted["value"], converted["unit"]) == ("43864万美元", 43864, "万美元")
    assert converted["harmonised"]["steps"] == ["unit_converted"]
    one_year = found["120102", 2023]
    assert (one_year["status"], one_year["reason"], one_year["reason_zh"]) == ("not_comparable", "span", "时间跨度不同")
    assert (one_year["value"], one_year["statement"]["value"]) == (None, 2000)


def test_the_span_can_be_asked_for(get: Get, db: None) -> None:
    found = cells(get, "new-jobs-cumulative", span="annual_average", year="2020")
    assert {code: cell["value"] for (code, _), cell in found.items()} == {
        "120101": 4.18,
        "120102": 3.3,
        "120105": 3.64,
        "120110": 2.2,
    }
    assert found["120101", 2020]["statement"]["harmonised"]["steps"] == ["divided_by_years"]


@pytest.mark.parametrize(
    ("indicator", "place", "status", "reason"),
    [
        ("green-coverage", ("120102", 2020), "with_caveat", None),
        ("green-coverage", ("120110", 2020), "comparable", None),
        ("paired-aid-funds", ("120102", 2022), "not_comparable", "other_definition"),
        ("household-income-growth-city", ("120110", 2020), "not_comparable", "territory"),
        ("rd-intensity", ("120102", 2025), "not_comparable", "no_number"),
        ("accident-reduction", ("120110", 2020), "not_comparable", "base_year"),
    ],
)
def test_why_a_figure_is_not_compared(  # noqa: PLR0917 as the table has columns
    indicator: str, place: tuple[str, int], status: str, reason: str | None, get: Get, db: None
) -> None:
    cell = cells(get, indicator, district="120102,120110")[place]
    assert (cell["status"], cell["reason"]) == (status, reason)
    assert (cell["value"] is None) == (status == "not_comparable")


def test_every_cell_quotes_its_document(get: Get, db: None) -> None:
    texts = dict(Document.objects.values_list("slug", "text"))
    answer = get("compare", indicator="gdp-growth,pm25,market-entities,doctors-per-1000")
    stated = [cell for cell in answer["cells"] if cell["statement"]]
    assert len(stated) > 12
    for cell in stated:
        statement, evidence = cell["statement"], cell["statement"]["evidence"]
        assert texts[evidence["document"]][evidence["start"] : evidence["end"]] == evidence["quote"]
        assert Observation.objects.filter(key=statement["id"], raw=statement["raw"]).exists()


def test_two_values_of_one_standing_are_told_and_none_is_chosen(get: Get, world: dict[str, Document]) -> None:
    indicator = make.make_indicator("firms", unit="家", measure="level", name_zh="企业数量", aliases=[])
    for value in (110, 115):
        make.make_observation(
            document=world["plan"],
            indicator=indicator,
            value=value,
            unit="家",
            kind="actual",
            year=2020,
            value_cny=None,
        )
    cell = cells(get, "firms")["120102", 2020]
    assert (cell["status"], cell["reason"], cell["value"]) == ("not_comparable", "several_values", None)
    assert [other["value"] for other in cell["others"]] == [115]


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_cells_can_be_taken_away(form: str, api_client: APIClient, db: None) -> None:
    asked = {"indicator": "high-tech-firms", "district": "120102", "year": "2020,2022", "format": form}
    response = api_client.get("/api/v1/compare/", asked)
    assert response.status_code == 200
    body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(body.decode())))
        assert [(row["district.name"], row["year"], row["value"]) for row in rows] == [
            ("河东区", "2020", "110"),
            ("河东区", "2022", "155"),
        ]
    if form == "ndjson":
        assert [json.loads(line)["value"] for line in body.splitlines()] == [110, 155]


def test_columns_can_be_chosen(get: Get, db: None) -> None:
    answer = get("compare", indicator="high-tech-firms", district="120102", year="2022", fields="year,statement.raw")
    assert answer["cells"] == [{"year": 2022, "statement": {"raw": "155家"}}]


@pytest.mark.parametrize(
    ("asked", "accept", "media_type"),
    [
        ({"format": "json-stat"}, "*/*", "application/vnd.json-stat+json"),
        ({}, "application/vnd.json-stat+json", "application/vnd.json-stat+json"),
        ({}, "application/json-stat", "application/json-stat"),
    ],
)
def test_a_comparison_is_a_json_stat_dataset(
    asked: dict[str, str], accept: str, media_type: str, api_client: APIClient, db: None
) -> None:
    asked = {
        "indicator": "high-tech-firms,foreign-investment-used",
        "district": "120102,120110",
        "year": "2020,2023",
    } | asked
    response = api_client.get("/api/v1/compare/", asked, headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    cube = response.json()
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert (cube["id"], cube["size"]) == (["indicator", "district", "year"], [2, 2, 2])
    for dimension, size in zip(cube["id"], cube["size"], strict=True):
        category = cube["dimension"][dimension]["category"]
        assert len(category["index"]) == len(category["label"]) == size
    assert cube["value"] == {"0": 110, "2": 385, "4": 1.12, "6": 4.3864}
    assert cube["status"] == {"1": "not_stated", "3": "not_stated", "5": "not_comparable:span", "7": "not_stated"}
    assert cube["extension"]["observation"]["5"] == "120102-report-2023-o8202"
    assert cube["role"] == {"time": ["year"], "geo": ["district"], "metric": ["indicator"]}


@pytest.mark.parametrize(
    ("asked", "parameter", "near"),
    [
        ({}, "indicator", None),
        ({"indicator": "high-tech-firm"}, "indicator", "high-tech-firms"),
        ({"indicator": "high-tech-firms", "district": "120100"}, "district", "120110"),
        ({"indicator": "high-tech-firms", "span": "points"}, "span", "point"),
        ({"indicator": "high-tech-firms", "yaer": "2020"}, "yaer", "year"),
        ({"indicator": "high-tech-firms", "format": "jsonstats"}, "format", "jsonstat"),
        ({"indicator": "high-tech-firms", "bom": "true"}, "bom", None),
        ({"indicator": "high-tech-firms", "city": "120000", "year": ",".join(map(str, range(600)))}, "indicator", None),
    ],
)
def test_what_cannot_be_asked_is_told(
    asked: dict[str, str], parameter: str, near: str | None, get: Get, db: None
) -> None:
    (error,) = get("compare", status=400, **asked)["errors"]
    assert error["parameter"] == parameter
    if near is not None:
        assert error["nearest"] == near


def test_as_many_statements_for_one_cell_as_for_many(api_client: APIClient, db: None) -> None:
    counts = set()
    for asked in (
        {"indicator": "gdp", "district": "120102", "year": "2020"},
        {"indicator": "gdp-growth,pm25,high-tech-firms", "district": "120101,120102,120110", "year__gte": "2015"},
    ):
        with CaptureQueriesContext(connection) as queries:
            assert api_client.get("/api/v1/compare/", asked).status_code == 200
        counts.add(len(queries))
    # The revision, the two parameters that name rows, the observations counted and read, the indicators, the districts.
    assert counts == {7}


def test_a_comparison_can_be_had_as_it_was(get: Get, db: None) -> None:
    """Before the report of 2023 was there, 155家 was not."""
    before = Revision.objects.filter(document="120102-report-2023").order_by("number").first()
    assert before is not None
    asked = {"indicator": "high-tech-firms", "district": "120102", "year": "2022"}
    then = get("compare", revision=before.number - 1, **asked)["cells"]
    assert [(cell["status"], cell["value"]) for cell in then] == [("not_stated", None)]
    since = get("compare", revision=before.number, **asked)["cells"]
    assert [cell["value"] for cell in since] == [155]


def test_too_many_statements_are_refused_before_they_are_read(
    get: Get, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.analysis.views.MOST_ROWS", 2)
    monkeypatch.setattr("indicators.analysis.views.compare_rows", None)
    (error,) = get("compare", status=400, indicator="high-tech-firms")["errors"]
    assert "more than 2 statements" in error["message"]
