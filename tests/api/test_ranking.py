"""ranking/: the order of the districts is that of the cells of compare/, and whoever has no rank is told why."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from indicators.analysis.ranking import RankedEntry, rank
from tests import factories as make
from text.vocabulary import Reason

Get = Callable[..., Any]


def order(ranking: dict[str, Any]) -> list[tuple[int, str, Any]]:
    return [(row["rank"], row["district"]["code"], row["value"]) for row in ranking["results"]]


def test_the_highest_is_first_and_equal_values_share_a_rank(get: Get, db: None) -> None:
    ranking = get("ranking", indicator="high-tech-firms", year=2025)
    assert order(ranking) == [(1, "120110", 680), (2, "120102", 150), (2, "120105", 150), (4, "120101", 100)]
    assert (ranking["level"], ranking["kinds"], ranking["order"]) == ("county", ["target"], "descending")
    assert ranking["counts"] == {"ranked": 4, "left_out": 0, "not_stated": 0}
    first = ranking["results"][0]
    assert (first["comparator"], first["statement"]["evidence"]["document"]) == ("gt", "120110-plan-2021")


@pytest.mark.parametrize(
    ("indicator", "year", "asked"),
    [
        ("high-tech-firms", 2020, {}),
        ("high-tech-firms", 2020, {"kind": "estimate,actual"}),
        ("foreign-investment-used", 2020, {}),
        ("gdp-growth", 2025, {"origin": "table"}),
        ("gdp-growth", 2020, {"span": "annual_average"}),
        ("new-jobs-cumulative", 2025, {"city": "120000"}),
        ("pm25", 2025, {}),
        ("registered-unemployment", 2025, {}),
    ],
)
def test_it_is_a_column_of_the_comparison(indicator: str, year: int, asked: dict[str, str], get: Get, db: None) -> None:
    ranking = get("ranking", indicator=indicator, year=year, **asked)
    comparison = get("compare", indicator=indicator, year=year, **asked)
    assert ranking["indicator"] == comparison["indicators"][0]
    shown = {row["district"]["code"]: row for row in (*ranking["results"], *ranking["left_out"])}
    stated = {cell["district"]["code"]: cell for cell in comparison["cells"] if cell["status"] != "not_stated"}
    assert shown.keys() == stated.keys()
    own = {"other_kind", "other_level"}
    for code, cell in stated.items():
        row = shown[code]
        for name in ("value", "comparator", "kind", "unit", "statement", "because", "differing"):
            assert row[name] == cell[name]
        assert row["reason"] == cell["reason"] or row["reason"] in own
        assert (row["rank"] is None) == (row["reason"] is not None)
    values = [row["value"] for row in ranking["results"]]
    assert values == sorted(values, reverse=ranking["order"] == "descending")
    assert (ranking["order"] == "ascending") == (ranking["indicator"]["direction"] == "lower")


def test_who_says_nothing_is_counted(get: Get, db: None) -> None:
    ranking = get("ranking", indicator="foreign-investment-used", year=2020, fields="rank,district")
    assert ranking["counts"] == {"ranked": 3, "left_out": 0, "not_stated": 1}
    assert ranking["results"][0] == {"rank": 1, "district": {"code": "120101", "name": "和平区"}}
    assert get("ranking", indicator="foreign-investment-used", year=2020, district="120105")["counts"] == {
        "ranked": 0,
        "left_out": 0,
        "not_stated": 1,
    }


def test_a_city_is_not_ranked_beside_its_districts_nor_a_target_beside_results(get: Get, world: Any) -> None:
    indicator = make.make_indicator("firms", unit="家", measure="level")
    city = make.make_document(district=make.make_city())
    figures = [(world["plan"], 30, "actual"), (world["other"], 20, "target"), (city, 90, "actual")]
    third = make.make_document(district=make.make_district("120105", "河北区"))
    for document, value, kind in (*figures, (third, 10, "actual")):
        make.make_observation(
            document=document, indicator=indicator, value=value, unit="家", year=2022, kind=kind, comparator="eq"
        )
    ranking = get("ranking", indicator="firms", year=2022)
    assert order(ranking) == [(1, "120102", 30), (2, "120105", 10)]
    assert {row["district"]["code"]: row["reason"] for row in ranking["left_out"]} == {
        "120000": "other_level",
        "120110": "other_kind",
    }
    assert {row["reason_zh"] for row in ranking["left_out"]} == {"行政层级不同", "一为结果，一为目标"}
    assert order(get("ranking", indicator="firms", year=2022, level="province")) == [(1, "120000", 90)]
    assert order(get("ranking", indicator="firms", year=2022, kind="target")) == [(1, "120110", 20)]


def test_every_way_gives_the_same_rows(
    get: Get, api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept, what is compared for the request, and a file."""
    asked = {"indicator": "high-tech-firms", "year": 2025}
    with monkeypatch.context() as patched:
        patched.setattr("indicators.analysis.ranking.compare_rows", None)
        kept = get("ranking", **asked)
        left_out = get("ranking", **asked, level="prefecture")["left_out"]
    assert left_out == get("ranking", **asked, level="prefecture", kind="actual,estimate,target")["left_out"]
    assert {row["reason"] for row in left_out} == {"other_level"}
    compared = get("ranking", **asked, kind="actual,estimate,target")
    assert compared == kept
    file = api_client.get("/api/v1/ranking/", asked | {"format": "csv"})
    table = list(csv.DictReader(io.StringIO(b"".join(file).decode())))
    assert [(row["rank"], row["district.code"], row["value"]) for row in table] == [
        (str(row["rank"]), row["district"]["code"], str(row["value"])) for row in kept["results"]
    ]


@pytest.mark.parametrize(
    ("asked", "parameter", "told"),
    [
        ({"year": "2020"}, "indicator", "required"),
        ({"indicator": "high-tech-firms"}, "year", "required"),
        ({"indicator": "high-tech-firms", "year": ["2020", "2021"]}, "year", "takes one value"),
        ({"indicator": "高新技术企业", "year": "2020"}, "indicator", "there is no indicator"),
        ({"indicator": "high-tech-firms", "year": "2020", "province": "120102"}, "province", "not a province"),
        ({"indicator": "high-tech-firms", "year": "2020", "level": "区"}, "level", "not one of the allowed"),
        ({"indicator": "high-tech-firms", "year": "2020", "year__gte": "2020"}, "year__gte", "unknown parameter"),
        ({"indicator": "high-tech-firms", "year": "2020", "fields": "others"}, "fields", "unknown column"),
    ],
)
def test_what_is_wrong_is_named(asked: dict[str, Any], parameter: str, told: str, get: Get, db: None) -> None:
    [error] = get("ranking", status=400, **asked)["errors"]
    assert error["parameter"] == parameter
    assert told in error["message"]


def test_nothing_can_be_ranked() -> None:
    entries = [RankedEntry("cell", "120102", "county", None, None)]
    found = rank(entries, direction="higher")
    assert (found.level, found.ranked, [one.rank for one in found.left_out]) == (None, [], [None])


def test_lower_is_first_where_that_is_better() -> None:
    entries = [RankedEntry(value, str(value), "county", "actual", value) for value in (3, 1, 2)]
    assert [one.cell for one in rank(entries, direction="lower").ranked] == [1, 2, 3]
    assert [one.own for one in rank(entries, direction="lower", level="province").left_out] == [Reason.OTHER_LEVEL] * 3
