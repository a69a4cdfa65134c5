"""A comparison in JSON-stat, as the validator of the format and programs that go by labels take it."""

import json
from typing import Any

import pytest
from jsonstat_validator import validate_jsonstat
from rest_framework.test import APIClient

from indicators.analysis.jsonstat import labels_of
from tests.factories import make_city, make_district, make_document, make_indicator, make_observation

pytestmark = pytest.mark.django_db


def cube(client: APIClient, **asked: str) -> dict[str, Any]:
    answer: Any = client.get("/api/v1/compare/", {"format": "json-stat", **asked})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_it_is_valid(api_client: APIClient) -> None:
    asked = {"indicator": "high-tech-firms,foreign-investment-used,gdp-growth"}
    found = cube(api_client, **asked)
    assert validate_jsonstat(found)
    units = found["dimension"]["indicator"]["category"]["unit"]
    # 1.12 and 4.3864 亿美元; 1.6 and 3.5 %.
    assert [units[slug]["decimals"] for slug in asked["indicator"].split(",")] == [0, 4, 1]
    assert validate_jsonstat(cube(api_client, indicator="gdp-growth", year="1999"))


def two_places_of_a_name() -> list[Any]:
    changchun = make_city("220100", "长春市")
    return [
        make_district("110105", "朝阳区", parent=make_city("110000", "北京市")),
        make_district("120102"),
        make_district("220104", "朝阳区", parent=changchun),
    ]


@pytest.mark.usefixtures("empty")
def test_no_two_places_have_one_label(api_client: APIClient) -> None:
    indicator = make_indicator("firms")
    for number, one in enumerate(two_places_of_a_name()):
        make_observation(
            document=make_document(district=one), indicator=indicator, year=2020, value=number, comparator="eq"
        )
    found = cube(api_client, indicator="firms")
    assert found["dimension"]["district"]["category"]["label"] == {
        "110105": "北京市朝阳区",
        "120102": "河东区",
        "220104": "长春市朝阳区",
    }
    assert validate_jsonstat(found)


@pytest.mark.usefixtures("empty")
def test_what_the_city_does_not_tell_apart_the_code_does() -> None:
    first, _, second = two_places_of_a_name()
    second.parent = first.parent
    assert labels_of([first, second]) == {"110105": "北京市朝阳区（110105）", "220104": "北京市朝阳区（220104）"}
    assert labels_of([first]) == {"110105": "朝阳区"}
    assert json.dumps(labels_of([])) == "{}"
