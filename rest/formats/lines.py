"""Rows become NDJSON: one JSON object a line, each as in a page's ``results``."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from rest.fast.projection import row_as_octets
from rest.formats.copying import octets
from rest.formats.table import ExportTable, Form, Row, WrittenRow, gathered


class Ndjson(Form):
    """JSON, one object a line."""

    format = "ndjson"
    media_type = "application/x-ndjson"
    content_type = "application/x-ndjson; charset=utf-8"

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        return gathered(orjson.dumps(table.nested(row), option=orjson.OPT_APPEND_NEWLINE) for row in rows)

    copied_as = "binary"

    def expressions(self, table: ExportTable) -> list[Any] | None:
        try:
            return [row_as_octets(table.row)]
        except NotImplementedError:
            return None

    def write_copied(self, table: ExportTable, rows: Iterable[WrittenRow]) -> Iterator[bytes]:
        return gathered(octets(rows), end=b"\n")

    def broken(self) -> bytes:
        record = {"problem": {"status": 500, "detail": "This file is incomplete: a server error ended it here."}}
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
