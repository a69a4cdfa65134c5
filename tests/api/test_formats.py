"""A list taken away: the same values in every form, streamed, whole or told to be otherwise."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from django.conf import settings
from pyarrow import parquet
from rest_framework.serializers import ListSerializer
from rest_framework.test import APIClient

from districts.models import Document
from history.revisions import newest
from planapi.resources import RESOURCES
from rest.fields import Day, Json, Moment, Texts, columns
from rest.formats import FORMS, Csv, ExportTable, sheet
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]
Take = Callable[..., Any]

NAMES = [form.format for form in FORMS]
VIEWS = {resource: view for resource, (_, view) in RESOURCES.items()}


@pytest.fixture
def take(api_client: APIClient) -> Take:
    """``take("parks", "csv")`` is the answer, its content read to the end."""

    def ask(resource: str, form: str, *, accept: str = "*/*", **parameters: Any) -> Any:
        response: Any = api_client.get(
            f"/api/v1/{resource}/", {"format": form, **parameters}, headers={"Accept": accept}
        )
        assert response.status_code == 200, b"".join(response) if response.streaming else response.content
        response.body = b"".join(response.streaming_content)
        return response

    return ask


def read_csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def read_sheet(body: bytes) -> list[dict[str, Any]]:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(body)).active
    first, *rest = sheet.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


def read_parquet(body: bytes) -> Any:
    return parquet.read_table(io.BytesIO(body))


def flat(row: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """A row of the JSON as the columns of a table."""

    def at(name: str) -> Any:
        value: Any = row
        for step in name.split("."):
            value = None if value is None else value[step]
        return value

    return {name: at(name) for name in names}


def in_a_cell(value: Any, field: Any) -> str:
    """How the docs say that a value of the JSON stands in a cell of CSV."""
    if value is None:
        return ""
    if isinstance(field, Texts):
        return "；".join(value)
    if isinstance(field, ListSerializer):
        # in the order of its declaration, which PostgreSQL's JSON does not keep
        row: Any = field.child
        value = [{name: one[name] for name in row.fields} for one in value]
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def as_json(value: Any, field: Any) -> Any:
    """What was read from a sheet or from Parquet, as the JSON has it."""
    match value:
        case datetime.datetime() if isinstance(field, Day):
            return value.date().isoformat()
        case datetime.datetime():
            moment = value if value.tzinfo else value.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
            return pytest.approx(moment.timestamp(), abs=0.002)  # a sheet knows milliseconds
        case datetime.date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case str() if isinstance(field, Moment):
            return datetime.datetime.fromisoformat(value).timestamp()
        case _:
            return value


@pytest.mark.parametrize("resource", VIEWS)
def test_every_form_has_the_values_of_the_json(resource: str, get: Get, world: World, take: Take) -> None:
    row = VIEWS[resource].serializer_class
    expand = {"expand": ",".join(names)} if (names := [n for n, f in row().fields.items() if not f.required]) else {}
    fields = {name: field for name, _, field in columns(row(context={"expand": names}))}
    pages = get(resource, page_size=1000, **expand)["results"]
    assert pages
    expected = [flat(page, list(fields)) for page in pages]

    lines = [json.loads(line) for line in take(resource, "ndjson", **expand).body.splitlines()]
    assert lines == pages

    body = take(resource, "csv", **expand).body
    assert body.partition(b"\r\n")[0].decode().split(",") == list(fields)
    cells = [{name: in_a_cell(value, fields[name]) for name, value in one.items()} for one in expected]
    assert read_csv(body) == cells

    for one, cell, read in zip(expected, cells, read_sheet(take(resource, "xlsx", **expand).body), strict=True):
        for name, value in read.items():
            wanted = cell[name] if isinstance(one[name], list | dict) else as_json(one[name], fields[name])
            # A sheet has one kind of empty cell.
            assert as_json(value, fields[name]) == (None if wanted == "" else wanted), name

    table = read_parquet(take(resource, "parquet", **expand).body)
    assert table.column_names == list(fields)
    for one, read in zip(expected, table.to_pylist(), strict=True):
        for name, value in read.items():
            is_json = isinstance(fields[name], Json)
            plain = json.loads(value) if is_json and value is not None else as_json(value, fields[name])
            assert plain == as_json(one[name], fields[name]), name


def test_parquet_has_types(world: World, take: Take) -> None:
    table = read_parquet(take("observations", "parquet", decimals="exact").body)
    types = dict(zip(table.column_names, table.schema.types, strict=True))
    assert types["value"] == pa.decimal128(24, 6)
    assert types["value_cny"] == pa.decimal128(38, 2)
    assert types["year"] == pa.int64()
    assert types["evidence.quote"] == pa.string()
    assert table.schema.field("unit").metadata[b"description"].startswith(b"Unit as printed")
    documents = read_parquet(take("documents", "parquet").body).schema
    assert documents.field("issued_on").type == pa.date32()
    assert documents.field("ingested_at").type == pa.timestamp("us", tz=settings.TIME_ZONE)
    assert read_parquet(take("parks", "parquet").body).schema.field("aliases").type == pa.list_(pa.string())
    coverage = read_parquet(take("districts", "parquet").body).schema.field("coverage").type
    assert coverage.value_type.field("report_year").type == pa.int64()


def test_a_sheet_has_numbers_dates_and_a_heading_that_stays(world: World, take: Take) -> None:
    make.make_document(year=2031, issued_on=datetime.date(2031, 2, 10))
    book = openpyxl.load_workbook(io.BytesIO(take("documents", "xlsx", slug="120102-plan-2031").body))
    page: Any = book.active
    cells = {heading.value: cell for heading, cell in zip(page[1], page[2], strict=True)}
    assert page.freeze_panes == "A2"
    assert cells["issued_on"].value == datetime.datetime(2031, 2, 10)  # noqa: DTZ001 a day has no time zone
    assert cells["issued_on"].number_format == "yyyy-mm-dd"
    assert cells["chars"].data_type == "n"
    assert cells["title"].value == "河东区规划"
    assert cells["district.code"].data_type == "s"


def test_a_text_is_never_a_formula_in_a_sheet(world: World, take: Take) -> None:
    make.make_park(document=world["plan"], name="=1+1", aliases=["@甲"])
    (row,) = [row for row in read_sheet(take("parks", "xlsx").body) if row["name"].startswith("=")]
    assert row["aliases"] == "@甲"
    assert b"<f>" not in take("parks", "xlsx").body


@pytest.mark.parametrize(
    ("text", "for_spreadsheets"),
    [
        ("=1+1", "'=1+1"),
        ("@甲", "'@甲"),
        ("+甲", "'+甲"),
        ("-甲=乙", "'-甲=乙"),
        ("-5.2", "-5.2"),
        ("+3%", "+3%"),
        ("甲=乙", "甲=乙"),
        ("—", "—"),
    ],
)
def test_a_text_of_csv_is_as_it_is_but_for_spreadsheets(
    text: str, for_spreadsheets: str, world: World, take: Take
) -> None:
    make.make_project(document=world["plan"], name="试", category=text)
    (row,) = read_csv(take("projects", "csv", name="试").body)
    assert row["category"] == text
    (row,) = read_csv(take("projects", "csv", name="试", bom="true").body)
    assert row["category"] == for_spreadsheets


def test_a_csv_for_a_browser_or_on_request_begins_with_a_bom(world: World, take: Take) -> None:
    browser = "text/html,application/xhtml+xml,*/*;q=0.8"
    bom = "\ufeff".encode()
    assert not take("parks", "csv").body.startswith(bom)
    assert take("parks", "csv", bom="true").body.startswith(bom + b"id,")
    assert take("parks", "csv", accept=browser).body.startswith(bom)
    assert not take("parks", "csv", accept=browser, bom="false").body.startswith(bom)


def test_csv_keeps_lines_quotes_and_commas(world: World, take: Take) -> None:
    quote = '甲,"乙"\n丙\r\n丁'
    make.make_term(document=world["report"], term="试", definition=quote)
    (row,) = read_csv(take("terms", "csv", term="试").body)
    assert row["definition"] == quote


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv; charset=utf-8; header=present"),
        ("text/csv; charset=utf-8", "text/csv; charset=utf-8; header=present"),
        ("application/x-ndjson", "application/x-ndjson; charset=utf-8"),
        ("application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("application/json;q=0.1, text/csv;q=0.5", "text/csv; charset=utf-8; header=present"),
        ("text/csv, */*", "text/csv; charset=utf-8; header=present"),
        ("text/html, */*;q=0.8", "application/json"),
        ("application/*", "application/json"),
        ("", "application/json"),
    ],
)
def test_a_form_can_be_had_by_accept(accept: str, media_type: str, world: World, api_client: APIClient) -> None:
    response = api_client.get("/api/v1/parks/", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert "Accept" in response["Vary"]


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/api/v1/parks/", "text/html"),
        ("/api/v1/parks/", "text/csv;q=0"),
        ("/api/v1/parks/120102-plan-2021-k0/", "text/csv"),
        ("/api/v1/documents/120102-plan-2021/text/", "application/json"),
    ],
)
def test_what_can_be_had_is_told(address: str, accept: str, world: World, api_client: APIClient) -> None:
    response = api_client.get(address, headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")
    detail = response.json()["detail"]
    assert ("text/plain" if "text" in address else "application/json") in detail
    assert ("text/csv" in detail) == address.endswith("parks/")


def test_a_format_counts_more_than_accept(world: World, take: Take) -> None:
    assert take("parks", "csv", accept="application/json")["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("asked", "parameter", "nearest"),
    [
        ({"format": "cvs"}, "format", "csv"),
        ({"format": "CSV"}, "format", "csv"),
        ({"format": ""}, "format", None),
        ({"format": "csv", "echo": "true"}, "echo", None),
        ({"format": "json", "bom": "true"}, "bom", None),
        ({"format": "csv", "bom": "yes"}, "bom", None),
        ({"format": "csv", "kind": "parc"}, "kind", None),
        ({"format": "xlsx", "fields": "nam"}, "fields", "name"),
        ({"format": "parquet", "ordering": "nam"}, "ordering", "name"),
        ({"format": "ndjson", "cursor": "x"}, "cursor", None),
    ],
)
def test_what_is_wrong_is_told_before_the_first_byte(
    asked: dict[str, str], parameter: str, nearest: str | None, get: Get, world: World
) -> None:
    (error,) = get("parks", status=400, **asked)["errors"]
    assert error["parameter"] == parameter
    if nearest:
        assert error["nearest"] == nearest


@pytest.mark.parametrize("form", NAMES)
def test_a_file_has_a_name(form: str, world: World, take: Take) -> None:
    revision = newest().number
    assert revision > 0
    for asked in ({}, {"revision": revision}):
        name = take("observations", form, district="120102", **asked)["Content-Disposition"]
        assert name == f'attachment; filename="observations-120102-r{revision}.{form}"'


@pytest.mark.parametrize("form", NAMES)
def test_filters_order_and_columns_are_those_of_the_list(form: str, get: Get, world: World, take: Take) -> None:
    asked = {"district": "120102", "ordering": "-value,id", "fields": "id,value,evidence.chapter", "omit": "value"}
    rows = [(row["id"], row["evidence"]["chapter"]) for row in get("observations", **asked)["results"]]
    body = take("observations", form, **asked).body
    match form:
        case "csv":
            read: Any = read_csv(body)
        case "ndjson":
            read = [flat(json.loads(line), ["id", "evidence.chapter"]) for line in body.splitlines()]
        case "xlsx":
            read = read_sheet(body)
        case _:
            read = read_parquet(body).to_pylist()
    assert [tuple(row.values()) for row in read] == rows
    assert list(read[0]) == ["id", "evidence.chapter"]


def test_all_rows_come_unless_pages_are_asked_for(get: Get, world: World, take: Take, api_client: APIClient) -> None:
    for number in range(60):
        make.make_park(document=world["plan"], name=f"园{number}")
    assert len(read_csv(take("parks", "csv").body)) == 63
    page = take("parks", "csv", page_size=20, count="true")
    assert len(read_csv(page.body)) == 20
    assert page["X-Total-Count"] == "63"
    seen = [row["id"] for row in read_csv(page.body)]
    while 'rel="next"' in page.get("Link", ""):
        address = page["Link"].partition(">")[0].removeprefix("<http://testserver")
        page = api_client.get(address)
        page.body = b"".join(page.streaming_content)  # type: ignore[attr-defined]
        seen += [row["id"] for row in read_csv(page.body)]  # type: ignore[attr-defined]
    assert seen == [row["id"] for row in get("parks", page_size=1000)["results"]]


# What no row has, and what none can have: of that Django makes no statement.
@pytest.mark.parametrize("asked", [{"name": "无"}, {"document_report_year__gte": "205304"}], ids=str)
@pytest.mark.parametrize("form", NAMES)
def test_no_rows_are_a_file_too(form: str, asked: dict[str, str], world: World, take: Take) -> None:
    body = take("parks", form, **asked).body
    match form:
        case "csv":
            assert body.startswith(b"id,document,district.code")
            assert body.count(b"\r\n") == 1
        case "ndjson":
            assert body == b""
        case "xlsx":
            assert read_sheet(body) == []
        case _:
            assert (read_parquet(body).num_rows, read_parquet(body).column_names[0]) == (0, "id")


@pytest.mark.parametrize("form", NAMES)
def test_head_has_the_headers_and_reads_nothing(form: str, world: World, api_client: APIClient) -> None:
    response = api_client.head("/api/v1/parks/", {"format": form})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert b"".join(response.streaming_content) == b""  # type: ignore[attr-defined]


def test_a_ledger_of_one_document_can_be_taken_away(world: World, take: Take) -> None:
    answer = take("documents/120102-plan-2021/coverage", "csv")
    assert {row["document"] for row in read_csv(answer.body)} == {"120102-plan-2021"}
    assert 'filename="documents-120102-plan-2021-coverage' in answer["Content-Disposition"]


def test_a_sheet_that_would_be_too_long_or_too_wide_is_refused(
    get: Get, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet.Xlsx, "most_rows", 2)
    (error,) = get("parks", status=400, format="xlsx")["errors"]
    assert (error["parameter"], error["value"]) == ("format", "xlsx")
    assert "at most 2 rows" in error["message"]
    make.make_term(document=world["plan"], no=9, definition="长" * 32_768)
    (error,) = get("terms", status=400, format="xlsx", no=9)["errors"]
    assert "32,767 characters, and definition has 32,768" in error["message"]


def test_a_number_of_more_digits_than_a_cell_has_keeps_them(world: World, take: Take) -> None:
    make.make_observation(document=world["plan"], subject="试", value="1234567890123456.5", value_cny=None)
    (row,) = read_sheet(take("observations", "xlsx", subject="试").body)
    assert row["value"] == "1234567890123456.5"
    (row,) = read_parquet(take("observations", "parquet", subject="试").body).to_pylist()
    assert row["value"] == Decimal("1234567890123456.5")
    (row,) = read_csv(take("observations", "csv", subject="试").body)
    assert row["value"] == "1234567890123456.5"


def test_a_table_can_be_written_without_a_request(world: World) -> None:
    view: Any = VIEWS["parks"]
    table = ExportTable(view.serializer_class(), view.queryset.model)
    body = b"".join(Csv().write(table, table.rows(view.queryset.order_by("key"))))
    assert [row["name"] for row in read_csv(body)] == ["航空产业园"] * 3
