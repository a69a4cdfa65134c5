"""Rows that PostgreSQL writes into a file are those that Python writes of their values, octet for octet."""

from typing import Any

import pytest

from planapi.resources import DATA
from rest.formats import Csv, ExportTable, Form, Parquet, copying
from rest.selection import expandable


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
