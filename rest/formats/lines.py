"""Rows become NDJSON: one JSON object a line, each as in a page's ``results``."""

from collections.abc import Iterable, Iterator

import orjson

from rest.formats.table import ExportTable, Form, Row, gathered


class Ndjson(Form):
    """JSON, one object a line."""

    format = "ndjson"
    media_type = "application/x-ndjson"
    content_type = "application/x-ndjson; charset=utf-8"

    def write(self, table: ExportTable, rows: Iterable[Row]) -> Iterator[bytes]:
        return gathered(orjson.dumps(table.nested(row), option=orjson.OPT_APPEND_NEWLINE) for row in rows)

    def broken(self) -> bytes:
        record = {"problem": {"status": 500, "detail": "This file is incomplete: a server error ended it here."}}
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
