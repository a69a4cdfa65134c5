"""Districts and comparisons as GeoJSON: valid for a client that nobody here wrote, a feature each, and no place made up."""

import json
from typing import Any

import pytest
from django.test import Client
from geojson_pydantic import Feature, FeatureCollection
from geojson_pydantic.geometries import Point

pytestmark = pytest.mark.django_db

COMPARED = "/api/v1/compare/?indicator=gdp-growth&city=120000&year=2025"


def collection(client: Client, address: str, **headers: str) -> dict[str, Any]:
    answer: Any = client.get(address, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/geo+json")
    found = json.loads(b"".join(answer.streaming_content))
    FeatureCollection[Feature[Point, dict[str, Any]]].model_validate(found)
    return found


def test_districts_are_features_with_their_rows(client: Client) -> None:
    found = collection(client, "/api/v1/districts/?parent=120000&format=geojson")
    rows = client.get("/api/v1/districts/?parent=120000&page_size=1000").json()["results"]
    assert found["type"] == "FeatureCollection"
    assert [one["properties"] for one in found["features"]] == rows
    assert [one["id"] for one in found["features"]] == [row["code"] for row in rows]
    hedong = next(one for one in found["features"] if one["id"] == "120102")
    assert hedong["geometry"] == {"type": "Point", "coordinates": [117.21618, 39.12703]}
    points = [one["geometry"]["coordinates"] for one in found["features"]]
    assert all(116.7 < longitude < 118.1 and 38.5 < latitude < 40.3 for longitude, latitude in points)  # Tianjin


def test_a_comparison_is_a_feature_for_each_cell(client: Client) -> None:
    found = collection(client, COMPARED, accept="application/geo+json")["features"]
    cells = client.get(COMPARED).json()["cells"]
    assert [one["properties"] for one in found] == cells
    assert {one["geometry"]["type"] for one in found} == {"Point"}


def test_of_which_no_place_is_known_the_geometry_is_null(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("districts.geojson._points", lambda: iter(()))
    [one] = collection(client, "/api/v1/districts/?district=120102&format=geojson&fields=code")["features"]
    assert one == {"type": "Feature", "geometry": None, "properties": {"code": "120102"}, "id": "120102"}


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/districts/?format=geojson&fields=name",
        f"{COMPARED}&format=geojson&fields=value",
        "/api/v1/parks/?format=geojson",
    ],
)
def test_what_can_be_no_feature_is_refused(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "format"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("districts/500105/", 404, "重庆市江北区 ended in 2025, and has become 500157 (重庆市两江新区)."),
        ("observations/?district=500105", 400, "重庆市江北区 ended in 2025, and has become 500157 (重庆市两江新区)"),
        ("districts/120223/", 404, "天津市静海县 ended in 2015, and has become 120118 (天津市静海区)."),
        ("districts/120999/", 404, "There is no district '120999'."),
    ],
)
def test_who_asks_for_a_district_that_ended_is_told_what_it_became(
    client: Client, address: str, status: int, said: str
) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_the_successor_is_the_nearest_where_it_is_there(client: Client) -> None:
    [wrong] = client.get("/api/v1/observations/?district=120223").json()["errors"]
    assert wrong["nearest"] == "120118"
