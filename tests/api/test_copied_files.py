"""Rows that PostgreSQL writes into a file are those that Python writes of their values, octet for octet."""

import io
import zipfile
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from rest_framework.test import APIClient

from districts.models import Document
from districts.serializers import DocumentSerializer
from planapi.resources import DATA
from projects.models import Park
from projects.serializers import ParkSerializer
from rest.formats import Csv, ExportTable, Form, Parquet, Xlsx, copying
from rest.selection import expandable
from tests import factories as make


@pytest.mark.django_db
@pytest.mark.parametrize("form", [Csv(), Csv(bom=True), Parquet()], ids=["csv", "csv for spreadsheets", "parquet"])
def test_both_ways_give_the_same_file(form: Form) -> None:
    compared = 0
    for view in DATA.values():
        row: Any = view.serializer_class()
        for optional in expandable(view.serializer_class):
            row.fields.pop(optional)
        table = ExportTable(row, view.queryset.model)
        rows = view.queryset.all().served().order_by("pk")[:300]
        if (columns := form.expressions(table)) is None:
            continue
        written = form.write_copied(table, copying.copied(rows, columns, form=form.copied_as, patience=30))
        assert b"".join(written) == b"".join(form.write(table, table.rows(rows))), view
        compared += 1
    assert compared > 6


def test_rows_of_any_length_are_in_a_file(world: Any) -> None:
    """pyarrow reads a file in blocks, and no row that is longer than one."""
    for year, length in ((2031, 10), (2032, 2_600_000), (2033, 10)):
        make.make_document(year=year, title="规" * length)
    row = DocumentSerializer()
    for name in set(row.fields) - {"slug", "title"}:
        row.fields.pop(name)
    table = ExportTable(row, Document)
    rows = Document.objects.filter(period_start__gte=2031).order_by("slug")
    columns = Parquet().expressions(table)
    assert columns is not None
    written = Parquet().write_copied(table, copying.copied(rows, columns, form="csv", patience=30))
    read = parquet.read_table(pa.BufferReader(b"".join(written)))
    assert [len(title) for title in read["title"].to_pylist()] == [10, 2_600_000, 10]


def test_numbers_of_many_digits_are_in_every_file(api_client: APIClient, world: Any) -> None:
    made = make.make_indicator("counted", unit="家", measure="level")
    for start, value in enumerate((123456789012345678, 123456789012345679)):
        fields = {
            "unit": "家",
            "year": 2022,
            "kind": "actual",
            "measure": "level",
            "origin": "prose",
            "value_cny": None,
        }
        make.make_observation(document=world["plan"], indicator=made, start=start, value=value, **fields)
    for form in ("csv", "ndjson", "xlsx", "parquet"):
        answer = api_client.get("/api/v1/compare/", {"indicator": "counted", "format": form})
        assert (answer.status_code, len(b"".join(answer)) > 100) == (200, True), form


def test_json_is_written_without_blanks_and_keeps_those_of_its_texts(world: Any) -> None:
    """Else a column of JSON would have every row of its list go through Python."""
    said = ['一 "引"  号', "a\\", ' \\" , : ', "行\n\t行", "[ 1, 2 ]", "é \u2028 \x01"]
    entry = {
        "by": "编 辑",
        "why": said,
        "as_read": {"value": 51.3, "year": None, "of ": [True, -2, {}], "": 57000000000},
    }
    for start, corrected in enumerate(([entry, entry], [], None)):
        make.make_park(document=world["plan"], start=start, corrected=corrected)
    row = ParkSerializer()
    for optional in expandable(ParkSerializer):
        row.fields.pop(optional)
    table = ExportTable(row, Park)
    rows = Park.objects.order_by("pk")
    for form in (Csv(), Csv(bom=True), Parquet(), Xlsx()):
        columns = form.expressions(table)
        assert columns is not None, form
        written = b"".join(form.write_copied(table, copying.copied(rows, columns, form=form.copied_as, patience=30)))
        given = b"".join(form.write(table, table.rows(rows)))
        if form.format == "xlsx":  # a zip has the time it was made
            written, given = (
                zipfile.ZipFile(io.BytesIO(one)).read("xl/worksheets/sheet1.xml") for one in (written, given)
            )
        assert written == given, form
