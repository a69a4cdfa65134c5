"""Rows of districts as GeoJSON (RFC 7946): a feature for each, with the point of the district and the row as its properties.

Its coordinates are WGS 84, as the standard wants it. The geometry is null where no point is known.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from districts.models import DivisionFact
from rest.formats import ExportTable, Form, UnfitForFormat
from rest.formats.table import Row, gathered


class GeoJson(Form):
    """A collection of features."""

    format = "geojson"
    media_type = "application/geo+json"
    content_type = media_type

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        names = {column.name for column in table.columns}
        code = next((name for name in ("code", "district.code") if name in names), None)
        if code is None:
            raise UnfitForFormat("a feature needs the code of its district: add it to fields, or leave it out of omit")
        yield from gathered(_collection(table, rows, code))


def _collection(table: ExportTable, rows: Iterable[Row], code: str) -> Iterator[bytes]:
    points = dict(_points())
    yield b'{"type":"FeatureCollection","features":['
    for number, row in enumerate(rows):
        told = table.nested(row)
        place = told["code"] if code == "code" else told["district"]["code"]
        feature = {"type": "Feature", "geometry": points.get(place), "properties": told}
        if code == "code":
            feature["id"] = place
        yield (b"," if number else b"") + orjson.dumps(feature)
    yield b"]}"


def _points() -> Iterator[tuple[str, dict[str, Any]]]:
    known = DivisionFact.objects.filter(longitude__isnull=False)
    for code, longitude, latitude in known.values_list("code", "longitude", "latitude"):
        yield code, {"type": "Point", "coordinates": [float(longitude), float(latitude)]}
