"""coverage/, what is known of an indicator in a district and a year; and latest=true, the newest that is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from indicators.analysis.coverage import sources_of, years_of
from indicators.models import Numeral, Observation
from tests import factories as make

Get = Callable[..., Any]


def known(get: Get, **asked: Any) -> dict[tuple[str, str, int], dict[str, Any]]:
    found = get("coverage", **asked)["cells"]
    return {(cell["indicator"]["slug"], cell["district"]["code"], cell["year"]): cell for cell in found}


@pytest.mark.parametrize(
    ("place", "status"),
    [
        (("high-tech-firms", "120102", 2020), "stated"),
        (("high-tech-firms", "120102", 2022), "stated"),
        (("high-tech-firms", "120102", 2023), "not_stated"),
        (("rd-intensity", "120102", 2025), "stated_without_number"),
        (("high-tech-firms", "120102", 2019), "document_missing"),
        (("high-tech-firms", "120103", 2020), "document_missing"),
        (("rd-intensity", "120105", 2020), "not_stated"),
    ],
)
def test_what_is_known(place: tuple[str, str, int], status: str, get: Get, db: None) -> None:
    slug, code, year = place
    assert known(get, indicator=slug, district=code, year=year)[place]["status"] == status


def test_a_stated_cell_names_its_observations_and_every_cell_its_documents(get: Get, db: None) -> None:
    cell = known(get, indicator="high-tech-firms", district="120102", year=2022)["high-tech-firms", "120102", 2022]
    assert cell["observations"] == ["120102-report-2023-o2472"]
    assert cell["documents"] == ["120102-plan-2021", "120102-report-2023"]
    assert cell["missing"] == [
        {
            "document": "120102-report-2022",
            "kind": "report",
            "zh": "2022年政府工作报告，部署2022年",
            "en": "work report of 2022, which sets the tasks of 2022",
        }
    ]


def test_without_years_those_of_the_documents(get: Get, db: None) -> None:
    answer = get("coverage", indicator="high-tech-firms", city="120000")
    assert answer["years"] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert len(answer["cells"]) == len(answer["districts"]) * 6
    assert sum(answer["counts"].values()) == len(answer["cells"])
    assert list(answer["counts"]) == [
        "stated",
        "stated_without_number",
        "not_understood",
        "not_stated",
        "document_missing",
    ]
    assert get("coverage", indicator="high-tech-firms", city="120000", year__gte=2024)["years"] == [2024, 2025]


def test_a_number_not_understood_beside_the_name_is_told(get: Get, empty: None) -> None:
    text = "第一章 发展基础\n全区地区生产总值（GDP）\n增速达到若干3成。人均收入提高若干2成。\n"
    document = make.make_document(text=text, chars=len(text))
    make.make_indicator()
    for raw in "32":
        at = text.index(raw)
        make.make_numeral(document=document, raw=raw, raw_start=at, raw_end=at + 1, disposition="not_understood")
    (cell,) = known(get, indicator="gdp-growth", district="120102", year=2024).values()
    assert cell["status"] == "not_stated"  # the name breaks off with its line, and none of its own is there
    joined = text.replace("（GDP）\n", "")
    Document.objects.filter(pk=document.pk).update(text=joined, chars=len(joined))
    for numeral in Numeral.objects.all():
        at = joined.index(numeral.raw)
        Numeral.objects.filter(pk=numeral.pk).update(raw_start=at, raw_end=at + 1)
    (cell,) = known(get, indicator="gdp-growth", district="120102", year=2024).values()
    assert (cell["status"], len(cell["numerals"])) == ("not_understood", 1)
    (outside,) = known(get, indicator="gdp-growth", district="120102", year=2030).values()
    assert outside["status"] == "document_missing"


def test_not_stated_is_said_only_where_no_number_is_beside_the_name(get: Get, empty: None) -> None:
    text = "第一章\n地区生产总值增长5%。前三季度地区生产总值增长4%。\n"
    document = make.make_document(kind="report", year=2023, text=text, chars=len(text))
    gdp_growth = make.make_indicator()

    def status(year: int) -> tuple[str, dict[str, Any]]:
        (cell,) = known(get, indicator="gdp-growth", district="120102", year=year).values()
        return cell["status"], {
            name: cell[name] for name in ("observations", "parts", "numerals", "unlinked") if cell[name]
        }

    place: dict[str, Any] = {"raw": "5%", "raw_start": text.index("5%"), "raw_end": text.index("5%") + 2, "unit": "%"}
    assert status(2022) == ("not_stated", {})
    numeral = make.make_numeral(
        document=document,
        raw="5",
        raw_start=place["raw_start"],
        raw_end=place["raw_end"] - 1,
        disposition="front_matter",
    )
    assert status(2022) == ("not_understood", {"numerals": [numeral.key]})
    Numeral.objects.filter(pk=numeral.pk).update(disposition="date")
    assert status(2022) == ("not_stated", {})
    row = make.make_observation(document=document, indicator=None, year=2022, value_cny=None, **place)
    assert status(2022) == ("not_understood", {"unlinked": [row.key]})
    assert status(2023) == ("not_stated", {})
    Observation.objects.filter(pk=row.pk).update(indicator=gdp_growth, year=None)
    assert status(2022) == ("not_understood", {"unlinked": [row.key]})
    Observation.objects.filter(pk=row.pk).update(year=2022, period_label="前三季度")
    assert status(2022) == ("not_stated", {"parts": [row.key]})
    Observation.objects.filter(pk=row.pk).update(period_label=None)
    assert status(2022) == ("stated", {"observations": [row.key]})


def test_which_documents_are_of_a_year(db: None) -> None:
    assert [source.document for source in sources_of("120102", 2023)] == [
        "120102-plan-2021",
        "120102-report-2023",
        "120102-report-2024",
    ]
    plan, report = (Document.objects.get(slug=slug) for slug in ("120102-plan-2021", "120102-report-2023"))
    assert (list(years_of(plan)), list(years_of(report))) == ([*range(2020, 2026)], [2022, 2023])


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"indicator": "high-tech-firms"}, "district"),
        ({"indicator": "high-tech-firms", "city": "120000", "year__gte": 1000, "year__lte": 2000}, "indicator"),
        ({"indicator": "high-tech-firms", "city": "120000", "year__gte": 0, "year__lte": 999_999_999}, "indicator"),
        ({"indicator": "high-tech-firms", "district": "120102", "kind": "actual"}, "kind"),
    ],
)
def test_what_cannot_be_asked_is_told(asked: dict[str, Any], parameter: str, get: Get, db: None) -> None:
    (error,) = get("coverage", status=400, **asked)["errors"]
    assert error["parameter"] == parameter


def test_as_many_statements_for_one_cell_as_for_many(api_client: APIClient, db: None) -> None:
    counts = set()
    for asked in (
        {"indicator": "gdp", "district": "120102", "year": "2020"},
        {"indicator": "gdp-growth,pm25,high-tech-firms", "district": "120101,120102,120110"},
    ):
        with CaptureQueriesContext(connection) as queries:
            assert api_client.get("/api/v1/coverage/", asked).status_code == 200
        counts.add(len(queries))
    # The revision, two parameters, and all that it follows from.
    assert counts == {4}


def test_a_coverage_can_be_taken_away(api_client: APIClient, db: None) -> None:
    asked = {"indicator": "high-tech-firms", "district": "120102", "year": "2022", "format": "csv"}
    body = b"".join(api_client.get("/api/v1/coverage/", asked).streaming_content).decode()  # type: ignore[attr-defined]
    assert "stated" in body
    assert "120102-report-2023-o2472" in body


# ── latest=true ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_of_each_district_and_indicator(get: Get, db: None) -> None:
    rows = get("observations", latest="true", indicator="high-tech-firms")["results"]
    assert [(row["id"], row["year"]) for row in rows] == [
        ("120101-plan-2021-t4-baseline", 2020),
        ("120102-report-2023-o2472", 2022),
        ("120105-plan-2021-o996", 2020),
        ("120110-plan-2021-o1667", 2020),
    ]


def test_the_newest_is_of_what_the_other_parameters_leave(get: Get, db: None) -> None:
    plans = get("observations", latest="true", indicator="high-tech-firms", district="120102", document_kind="plan")
    assert [row["id"] for row in plans["results"]] == ["120102-plan-2021-o1629"]
    targets = get("observations", latest="true", indicator="high-tech-firms", kind="target")["results"]
    assert {(row["district"]["code"], row["value"]) for row in targets} == {
        ("120101", 100), ("120102", 150), ("120105", 150), ("120110", 680)
    }  # fmt: skip


def test_one_row_a_district_and_indicator_and_no_more(get: Get, db: None) -> None:
    rows = get("observations", latest="true", page_size=1000, count="true")
    pairs = [(row["district"]["code"], row["indicator"]["slug"]) for row in rows["results"]]
    assert len(pairs) == len(set(pairs)) == rows["count"]
    held = Observation.objects.exclude(kind="target").filter(indicator__isnull=False, year__isnull=False)
    assert set(pairs) == set(held.values_list("district__code", "indicator__slug"))
    newest = {(row["district"]["code"], row["indicator"]["slug"]): row["year"] for row in rows["results"]}
    for code, slug, year in held.values_list("district__code", "indicator__slug", "year"):
        assert newest[code, slug] >= (year or 0)


def test_a_year_goes_before_an_average_over_years(get: Get, db: None) -> None:
    (row,) = get("observations", latest="true", indicator="gdp-growth", district="120101")["results"]
    assert (row["measure"], row["value"]) == ("growth", 1.6)  # and not 年均6.95％


def test_latest_false_keeps_all(get: Get, db: None) -> None:
    count = get("observations", latest="false", count="true", page_size=1)["count"]
    assert count == Observation.objects.count()


def test_the_newest_takes_one_statement_and_pages(get: Get, api_client: APIClient, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert api_client.get("/api/v1/observations/", {"latest": "true"}).status_code == 200
    assert sum("indicators_observation" in query["sql"] for query in queries) == 1
    page = get("observations", latest="true", page_size=100)
    second = get(page["next"].removeprefix("http://testserver"))
    assert {row["id"] for row in page["results"]}.isdisjoint(row["id"] for row in second["results"])


def test_too_many_documents_to_look_into_are_refused(get: Get, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.analysis.views.MOST_DOCUMENTS", 1)
    (error,) = get("coverage", status=400, indicator="high-tech-firms", city="120000")["errors"]
    assert "more than 1 documents" in error["message"]


def test_the_newest_is_no_part_of_a_year_and_nothing_of_no_kind(get: Get, empty: None) -> None:
    document, indicator = make.make_document(), make.make_indicator("gdp", unit="亿元", measure="level")
    for year, label, kind in ((2021, None, "actual"), (2022, "前三季度", "actual"), (2023, None, None)):
        make.make_observation(document=document, indicator=indicator, year=year, period_label=label, kind=kind)
    assert [row["year"] for row in get("observations", latest="true")["results"]] == [2021]
    assert [row["year"] for row in get("observations", latest="true", period_label="前三季度")["results"]] == [2022]
    assert [row["year"] for row in get("observations", latest="true", kind__isnull="true")["results"]] == [2023]
    cells = get("compare", indicator="gdp")["cells"]
    assert [(cell["year"], cell["reason"], cell["value"]) for cell in cells] == [
        (2021, None, 680),
        (2022, "part_of_year", None),
        (2023, "no_kind", None),
    ]
