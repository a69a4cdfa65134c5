"""Where a district is, what it was before, and what became of it: for a district, and in lists on request."""

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from districts.models import DivisionFact
from districts.reading.divisions import all_divisions, division, predecessors, successors, today


@pytest.mark.parametrize(
    ("code", "before", "after", "now"),
    [
        (
            "500157",
            [("500105", "江北区", 2025, "merged"), ("500112", "渝北区", 2025, "merged")],
            [],
            "两江新区",
        ),
        ("500105", [("510211", "江北区", 1997, "recoded")], [("500157", "两江新区", 2025, "merged")], "两江新区"),
        ("510211", [], [("500105", "江北区", 1997, "recoded")], "两江新区"),
        ("120118", [("120223", "静海县", 2015, "converted")], [], "静海区"),
        ("420600", [("420600", "襄樊市", 2010, "renamed")], [], "襄阳市"),
        ("120102", [], [], "河东区"),
        # Of two places of one name, one is not what became of the other: 河西区 of 太原, 矿区 of 大同 and of 阳泉.
        ("120103", [], [], "河西区"),
        ("140104", [], [], "河西区"),
        ("140203", [], [], "矿区"),
        # A province that was new took places with it.
        ("460028", [("442128", "临高县", 1988, "recoded")], [("469024", "临高县", 1994, "recoded")], "临高县"),
    ],
)
def test_what_became_of_what(code: str, before: list[Any], after: list[Any], now: str) -> None:
    assert [(one.before.code, one.before.name, one.year, one.how.value) for one in predecessors(code)] == before
    assert [(one.after.code, one.after.name, one.year, one.how.value) for one in successors(code)] == after
    assert today(code).name == now


def test_whatever_has_ended_leads_to_what_is_in_force_or_to_nothing_known() -> None:
    for one in all_divisions():
        assert one.in_force or not successors(one.code) or today(one.code) != one


def test_no_place_becomes_one_of_another_province_but_of_a_new_one() -> None:
    moved = {(one.code[:2], after.after.code[:2]) for one in all_divisions() for after in successors(one.code)}
    assert {(old, new) for old, new in moved if old != new} == {("44", "46"), ("51", "50")}


@pytest.mark.django_db
def test_every_code_has_its_facts_and_points_lie_in_the_country() -> None:
    facts = {one.code: one for one in DivisionFact.objects.all()}
    assert set(facts) == {one.code for one in all_divisions()}
    held = [one for one in facts.values() if one.longitude is not None]
    assert len(held) > 2900
    assert all(73 < one.longitude < 136 and 3 < one.latitude < 54 for one in held if one.latitude is not None)
    assert all(division(one.code).in_force for one in held)
    assert all((one.location["point"] == "unknown") == (one.longitude is None) for one in facts.values())


@pytest.mark.django_db
def test_a_district_has_them_and_a_list_on_request(client: Client) -> None:
    one = client.get("/api/v1/districts/120118/").json()
    assert (one["longitude"], one["latitude"], one["location"]["place"]) == (116.92699, 38.93373, "Jinghai")
    assert one["location"]["datum"] == "WGS 84"
    assert one["predecessors"] == [{"code": "120223", "name": "静海县", "year": 2015, "how": "converted"}]
    assert one["successors"] == []
    [row] = client.get("/api/v1/districts/?district=120118").json()["results"]
    assert "longitude" not in row
    [row] = client.get("/api/v1/districts/?district=120118&expand=longitude,latitude,location").json()["results"]
    assert {name: row[name] for name in ("longitude", "latitude", "location")} == {
        name: one[name] for name in ("longitude", "latitude", "location")
    }
    assert client.get("/api/v1/districts/120118/?revision=1").json()["predecessors"] == one["predecessors"]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet", "xlsx"])
def test_files_have_them(client: Client, form: str) -> None:
    asked = f"fields=code,longitude,latitude,predecessors&district=120118&format={form}"
    answer: Any = client.get(f"/api/v1/districts/?{asked}")
    body = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    if form == "csv":
        [row] = csv.DictReader(io.StringIO(body.decode()))
        assert (Decimal(row["longitude"]), Decimal(row["latitude"])) == (Decimal("116.92699"), Decimal("38.93373"))
        assert "静海县" in row["predecessors"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("longitude__gte=117.2&longitude__lt=117.21&latitude__lte=39.13", ["120101", "120103"]),
        ("parent=120000&predecessors__contains=静海县", ["120118"]),
        ("parent=120000&ordering=-latitude&page_size=1", ["120119"]),
    ],
)
def test_lists_can_be_asked_by_them(client: Client, asked: str, codes: list[str]) -> None:
    rows = client.get(f"/api/v1/districts/?{asked}").json()["results"]
    assert [row["code"] for row in rows] == codes
