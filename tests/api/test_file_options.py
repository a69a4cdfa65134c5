"""How files are written on request: Chinese headers, the byte order mark of spreadsheets, doubles or decimals, codecs, a column for each year."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from django.test import Client
from pyarrow import parquet

from districts.models import Chapter
from indicators.analysis.ranking import RankingView
from indicators.models import Observation
from planapi import v1
from planapi.passages.views import PassageSerializer
from planapi.releases.codebook import label_zh
from planapi.resources import RESOURCES
from rest.formats import ExportTable
from rest.selection import expandable

BOM = "\ufeff".encode()
EXCEL = "Mozilla/4.0 (compatible; ms-office; MSOffice 16)"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def take(address: str, **headers: str) -> Any:
    response: Any = Client().get(f"/api/v1/{address}", headers=headers)
    assert response.status_code == 200, response.content
    response.whole = b"".join(response)  # at once: nothing else can be asked while a file is sent
    return response


def body(response: Any) -> bytes:
    return response.whole


def lines(address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(take(address)).decode(), newline="")))


def table(address: str) -> pa.Table:
    return parquet.read_table(pa.BufferReader(body(take(address))))


def every_table() -> dict[str, Any]:
    """Every table that can be had as a file, with all that can be expanded."""
    lists: dict[str, Any] = {name: view for name, (_, view) in RESOURCES.items()} | {"progress": v1.ProgressView}
    grids = {"compare": v1.CompareView, "coverage": v1.CoverageGridView, "ranking": RankingView}
    aggregates = (v1.ObservationAggregateView, v1.TargetAggregateView, v1.ProjectAggregateView)
    return {
        **{
            name: ExportTable(
                view.serializer_class(context={"expand": tuple(expandable(view.serializer_class))}), view.queryset.model
            )
            for name, view in lists.items()
        },
        **{name: ExportTable(view.cell(), Observation) for name, view in grids.items()},
        **{view.__name__: ExportTable(view.row(), view.model) for view in aggregates},
        "passages": ExportTable(PassageSerializer(), Chapter),
    }


@pytest.mark.parametrize("name", every_table())
def test_every_column_has_a_chinese_name_of_its_own(name: str) -> None:
    columns = every_table()[name].columns
    labels = [label_zh(column.name) for column in columns]
    assert [column.name for column, label in zip(columns, labels, strict=True) if column.name == label] == []
    assert len(set(labels)) == len(labels), sorted(label for label in labels if labels.count(label) > 1)


@pytest.mark.django_db
def test_chinese_headers_stand_over_the_same_cells() -> None:
    fields = "fields=id,indicator.name,value,unit,year,evidence.quote&district=120102"
    head, *rows = lines(f"observations/?format=csv&header=zh&{fields}")
    assert head == ["标识", "指标", "数值", "单位", "年份", "出处·原文"]
    assert [["id", "indicator.name", "value", "unit", "year", "evidence.quote"], *rows] == lines(
        f"observations/?format=csv&{fields}"
    )
    assert table(f"observations/?format=parquet&header=zh&{fields}").column_names == head
    sheet = openpyxl.load_workbook(io.BytesIO(body(take(f"observations/?format=xlsx&header=zh&{fields}")))).active
    assert sheet
    assert [cell.value for cell in sheet[1]] == head
    assert sheet.max_row == len(rows) + 1
    for address in (
        "compare/?indicator=gdp&fields=year,value",
        "observations/aggregate/?group_by=year&indicator=gdp&fields=year,count",
    ):
        assert lines(f"{address}&format=csv&header=zh")[0][0] == "年份"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "headers", "marked"),
    [
        ("", {}, False),
        ("", {"User-Agent": "python-requests/2.32"}, False),
        ("", {"User-Agent": "Mozilla/5.0 (X11) Firefox/140.0", "Sec-Fetch-Dest": "empty"}, False),
        ("", {"User-Agent": EXCEL}, True),
        ("", {"User-Agent": "LibreOffice 24.8 denylistedbackend/7.88"}, True),
        ("", {"Accept": BROWSER}, True),
        ("&bom=0", {"User-Agent": EXCEL}, False),
        ("&bom=false", {"Accept": BROWSER}, False),
        ("&bom=1", {}, True),
        ("&bom=true", {}, True),
    ],
)
def test_a_mark_for_who_needs_it(query: str, headers: dict[str, str], marked: bool) -> None:
    for address in ("parks/?format=csv", "compare/?indicator=gdp&format=csv", "parks/?format=csv&page_size=2"):
        response = take(address + query, **headers)
        assert body(response).startswith(BOM) == marked
        varies = {name.strip() for name in response["Vary"].split(",")}
        assert varies >= ({"Accept"} if query else {"Accept", "User-Agent"})
        assert ("User-Agent" in varies) == (not query), "what the client says counts only where the request does not"


@pytest.mark.django_db
def test_caches_keep_the_two_apart() -> None:
    """A mark of the answer is not good for the other answer; what is no CSV is one for all."""
    address = "/api/v1/parks/?format=csv"
    plain, marked = (take("parks/?format=csv", **{"User-Agent": name}) for name in ("curl/8", EXCEL))
    assert plain["ETag"] != marked["ETag"]
    held = {"If-None-Match": plain["ETag"]}
    same = Client().get(address, headers={"User-Agent": "curl/8", **held})
    assert (same.status_code, same["Vary"]) == (304, "Accept, User-Agent, Accept-Encoding")
    other: Any = Client().get(address, headers={"User-Agent": EXCEL, **held})
    assert (other.status_code, b"".join(other)[:3]) == (200, BOM)
    assert "User-Agent" not in take("parks/?format=ndjson")["Vary"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["observations/?format=parquet", "observations/?format=parquet&page_size=100"])
def test_parquet_has_numbers_to_reckon_with_and_decimals_on_request(address: str) -> None:
    doubles, exact = table(address), table(f"{address}&decimals=exact")
    assert not [field for field in doubles.schema if pa.types.is_decimal(field.type)]
    assert pa.types.is_float64(doubles.schema.field("value").type)
    assert pa.types.is_decimal(exact.schema.field("value").type)
    assert pa.types.is_string(doubles.schema.field("district.code").type)
    for number, decimal in zip(doubles["value"].to_pylist(), exact["value"].to_pylist(), strict=True):
        assert number == (None if decimal is None else float(decimal))
    assert any(isinstance(value, Decimal) for value in exact["value"].to_pylist())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "codec"),
    [
        ("", "SNAPPY"),
        ("&codec=snappy", "SNAPPY"),
        ("&codec=zstd", "ZSTD"),
        ("&codec=gzip", "GZIP"),
        ("&codec=none", "UNCOMPRESSED"),
    ],
)
def test_a_codec_can_be_chosen(query: str, codec: str) -> None:
    file = parquet.ParquetFile(pa.BufferReader(body(take(f"parks/?format=parquet{query}"))))
    assert file.metadata.row_group(0).column(0).compression == codec


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "parameter", "told"),
    [
        ("parks/?header=zh", "header", "only CSV, XLSX and Parquet files know this"),
        ("parks/?format=ndjson&header=zh", "header", "only CSV, XLSX and Parquet"),
        ("parks/?format=csv&decimals=exact", "decimals", "only Parquet files know this: use format=parquet"),
        ("parks/?format=xlsx&codec=zstd", "codec", "only Parquet"),
        ("parks/?format=parquet&codec=lzo", "codec", "not available"),
        ("parks/?format=csv&header=cn", "header", "not available"),
        ("parks/?format=csv&bom=2", "bom", "true or false"),
        ("compare/?indicator=gdp&header=zh", "header", "only CSV"),
        ("coverage/?district=120102&codec=zstd", "codec", "only Parquet"),
        ("ranking/?indicator=gdp&year=2020&bom=1", "bom", "only CSV"),
        ("projects/aggregate/?decimals=exact", "decimals", "only Parquet"),
        ("compare/?indicator=gdp&wide=year", "wide", "only files"),
        ("compare/?indicator=gdp&wide=years&format=csv", "wide", "must be year"),
        ("compare/?indicator=gdp&wide=year&format=csv&fields=value", "fields", "has its own columns"),
        ("observations/?wide=year", "wide", "compare/"),
    ],
)
def test_what_a_format_does_not_know_is_refused(address: str, parameter: str, told: str) -> None:
    response = Client().get(f"/api/v1/{address}")
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == parameter
    assert told in error["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet", "ndjson"])
def test_a_comparison_with_a_column_for_each_year(form: str) -> None:
    """The cells of the comparison, results and targets apart; what a number can't say stands beside it."""
    asked = "compare/?indicator=gdp,high-tech-firms&district=120101,120102"
    comparison = Client().get(f"/api/v1/{asked}").json()
    found = wide_rows(f"{asked}&wide=year&format={form}", form)
    years = [str(year) for year in comparison["years"]]
    cells = {
        (cell["indicator"]["slug"], cell["district"]["code"], cell["kind"] == "target", str(cell["year"])): cell
        for cell in comparison["cells"]
        if cell["status"] != "not_stated"
    }
    assert len(found) == len({key[:3] for key in cells}) > 1
    for row in found:
        key = row["indicator.slug"], row["district.code"], row["kinds"] == "targets"
        for year in years:
            cell = cells.pop((*key, year), None)
            assert row[year] == (cell and cell["value"]), (key, year)
            if cell is None:
                continue
            assert (f"{year} {cell['reason']}" in row["not_comparable"]) == (cell["value"] is None)
            bound = cell["value"] is not None and cell["comparator"] != "eq"
            assert any(told.startswith(f"{year} {cell['comparator']}") for told in row["bounds"]) == bound
    assert not cells, "every figure of the comparison is in it"


def wide_rows(address: str, form: str) -> list[dict[str, Any]]:
    if form == "ndjson":
        return [flat(json.loads(line)) for line in body(take(address)).splitlines()]
    if form == "parquet":
        found = table(address)
        assert all(pa.types.is_float64(field.type) for field in found.schema if field.name.isdigit())
        return found.to_pylist()
    if form == "xlsx":
        sheet: Any = openpyxl.load_workbook(io.BytesIO(body(take(address)))).active
        head, *rows = sheet.iter_rows(values_only=True)
        return [listed(dict(zip(head, row, strict=True))) for row in rows]
    head, *rows = lines(address)
    told = (dict(zip(head, row, strict=True)) for row in rows)
    return [
        listed({name: float(cell) if cell and name.isdigit() else cell or None for name, cell in row.items()})
        for row in told
    ]


def listed(row: dict[str, Any]) -> dict[str, Any]:
    texts = ("not_comparable", "bounds", "with_caveat")
    return row | {name: (row[name] or "").split("；") if row[name] else [] for name in texts}


def flat(row: dict[str, Any]) -> dict[str, Any]:
    inner = {f"{name}.{key}": one for name in ("indicator", "district") for key, one in row[name].items()}
    return {**row, **inner}


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_the_default_of_an_option_may_be_sent_to_any_format(form: str) -> None:
    answer = Client().get(f"/api/v1/districts/?format={form}&header=names&decimals=double&codec=snappy")
    assert answer.status_code == 200
