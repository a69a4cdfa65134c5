"""What is in a release: the same rows in every form and as the API serves them, described, checked, and the same octets every time."""

import csv
import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
from django.core.management import call_command
from frictionless import Package
from pyarrow import parquet
from rest_framework.test import APIClient

from districts.models import District, Document
from history.revisions import newest, writing
from planapi.releases import store
from planapi.releases.codebook import closed_lists, column_zh, description_zh
from planapi.releases.making import make
from planapi.releases.tables import sources, sql_name
from tests import factories as make_row
from tests.releases.conftest import Made

SOURCES = {source.name: source for source in sources()}


def served(resource: str) -> list[dict[str, Any]]:
    """Every row of a resource as the API serves it, flat: ``{"evidence.quote": …}``."""
    rows: list[dict[str, Any]] = []
    address: str | None = f"/api/v1/{resource}/?page_size=1000"
    while address:
        page = APIClient().get(address).json()
        rows += [flat(row, SOURCES[resource].columns) for row in page["results"]]
        address = page["next"]
    return rows


def flat(row: dict[str, Any], columns: Any) -> dict[str, Any]:
    found = {}
    for column in columns:
        value: Any = row
        for step in column.name.split("."):
            value = None if value is None else value[step]
        found[column.name] = value
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("resource", SOURCES)
def test_every_form_has_the_rows_of_the_api(resource: str, made: Made) -> None:
    rows, columns, key = served(resource), SOURCES[resource].columns, SOURCES[resource].key
    with (made.content / "csv" / f"{resource}.csv").open(encoding="utf-8", newline="") as file:
        of_csv = list(csv.DictReader(file))
    of_parquet = parquet.read_table(made.content / "parquet" / f"{resource}.parquet").to_pylist()
    with closing(sqlite3.connect(made.content / "planapi.sqlite")) as database:
        database.row_factory = sqlite3.Row
        of_sqlite = {row[key]: row for row in database.execute(f"select * from {sql_name(resource)}")}
    assert len(rows) == len(of_csv) == len(of_parquet) == len(of_sqlite)
    assert {file.rows for file in made.release.files if Path(file.path).stem == resource} == {len(rows)}
    for row, in_csv, in_parquet in zip(rows, of_csv, of_parquet, strict=True):
        in_sqlite = of_sqlite[row[key]]
        for column in columns:
            value = row[column.name]
            told = (resource, row[key], column.name)
            assert same(in_csv[column.name], value), told
            assert same(in_parquet[column.name], value), told
            assert same(in_sqlite[sql_name(column.name)], value), told


def same(found: Any, value: Any) -> bool:
    """Whether what a file has is what the JSON has; a CSV has texts alone."""
    match value:
        case None:
            return found in (None, "")
        case list() | dict():
            return found in (value, "；".join(map(str, value))) or json.loads(found) == value
        case int() | float():
            return float(found) == value
    if isinstance(found, datetime):
        return found == datetime.fromisoformat(value)
    return found.isoformat() == value if isinstance(found, date) else found == value


def test_a_data_package_reads_all_of_it(made: Made) -> None:
    """Every cell is of its type, every word of its list, every key unique, every reference leads somewhere, and every checksum fits."""
    package = Package(str(made.content / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert [resource.name for resource in package.resources] == list(SOURCES)
    fields = [field.to_descriptor() for resource in package.resources for field in resource.schema.fields]
    assert {field["type"] for field in fields} <= {
        "string",
        "integer",
        "number",
        "date",
        "datetime",
        "array",
        "object",
    }, "the JSON Schema of the standard knows no others that are used here; `list`, for one, it forgot"
    assert sorted({field["name"] for field in fields if "delimiter" in field}) == ["aliases", "industries"]
    kind = package.get_resource("observations").schema.get_field("kind").to_descriptor()
    assert {"value": "actual", "label": "实际 actual"} in kind["categories"]


def test_the_descriptions_name_every_file_and_every_column(made: Made) -> None:
    """``make release-tools`` has the tools of each standard read them."""
    package, tables, croissant = (
        json.loads((made.content / name).read_text(encoding="utf-8"))
        for name in ("datapackage.json", "csv-metadata.json", "croissant.json")
    )
    assert [file["contentUrl"] for file in croissant["distribution"]] == [f"parquet/{name}.parquet" for name in SOURCES]
    for source, resource, table, records in zip(
        SOURCES.values(), package["resources"], tables["tables"], croissant["recordSet"], strict=True
    ):
        names = [column.name for column in source.columns]
        with (made.content / table["url"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == names
        assert resource["path"] == table["url"]
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert resource["schema"].get("foreignKeys") != [], "no list instead of an empty one, says the standard"
        assert [column["name"] for column in table["tableSchema"]["columns"]] == names
        assert [field["source"]["extract"]["column"] for field in records["field"]] == names
        code = next((one for one in table["tableSchema"]["columns"] if one["name"] == "district.code"), None)
        assert code is None or code["datatype"] == "string"


def test_sqlite_is_whole_and_its_quotes_stand_in_its_texts(made: Made) -> None:
    with closing(sqlite3.connect(made.content / "planapi.sqlite")) as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert database.execute("pragma user_version").fetchone() == (made.release.revision,)
        quotes = "select count(*), sum(substr(text, evidence_start + 1, evidence_end - evidence_start) = evidence_quote) from {} join texts using (document)"
        for table in ("observations", "targets", "projects", "parks", "terms", "numerals"):
            rows, true = database.execute(quotes.format(table)).fetchone()
            assert rows == true > 0, table
        zh = "select zh from words where table_name = 'targets' and column_name = 'nature' and word = 'binding'"
        assert database.execute(zh).fetchone() == ("约束性",)
        plan = database.execute("explain query plan select * from observations where indicator_slug = 'gdp'").fetchall()
        assert "observations_indicator_slug" in plan[0][3]


@pytest.mark.django_db
def test_the_texts_are_those_that_are_served(made: Made) -> None:
    for slug in Document.objects.values_list("slug", flat=True):
        text = (made.content / "texts" / f"{slug}.txt").read_bytes()
        assert text == APIClient().get(f"/api/v1/documents/{slug}/text/").content


def test_the_checksums_are_of_every_file(made: Made) -> None:
    lines = (made.content / "CHECKSUMS").read_text().splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    there = {path.relative_to(made.content).as_posix(): path for path in made.content.rglob("*") if path.is_file()}
    assert set(listed) == set(there) - {"CHECKSUMS", store.SQLITE}
    for name, path in there.items():
        assert name in ("CHECKSUMS", store.SQLITE) or listed[name] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [file.path for file in made.release.files] == sorted(set(there) - {store.SQLITE})
    assert made.release.sha256 == hashlib.sha256(made.zipped.read_bytes()).hexdigest()


def test_no_csv_begins_with_a_byte_order_mark(made: Made) -> None:
    for path in (made.content / "csv").iterdir():
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name


def test_the_codebook_tells_every_column_and_every_word_in_both_languages(made: Made) -> None:
    text = (made.content / "README.md").read_text(encoding="utf-8")
    for source in SOURCES.values():
        assert description_zh(source) in text
        for column in source.columns:
            kept = f"{column_zh(source, column)} | {source.descriptions[column.name]} |"
            assert column.description in source.descriptions[column.name]
            assert any(line.startswith(f"| `{column.name}` |") and line.endswith(kept) for line in text.splitlines()), (
                source.name,
                column.name,
            )
    for words in closed_lists().values():
        for word in words:
            assert f"| `{word.value}` | {word.zh} | {word.en} |" in text
    assert "CC0-1.0" in text


@pytest.mark.django_db
def test_the_same_revision_gives_the_same_octets(made: Made, folder: Path) -> None:
    again = make(newest())
    assert again.path.read_bytes() == made.zipped.read_bytes()
    assert store.sqlite_of(again) == replace(made.sqlite, written_at=ANY)
    with zipfile.ZipFile(again.path) as archive:
        names = archive.namelist()
        times = {info.date_time for info in archive.infolist()}
    assert names == sorted(names)
    made_at = again.made_at.astimezone(UTC)
    assert times == {(*made_at.timetuple()[:5], made_at.second // 2 * 2)}, "a zip counts every other second"


@pytest.mark.django_db
def test_an_old_revision_is_released_as_it_was(made: Made, folder: Path) -> None:
    before = newest()
    with writing():
        District.objects.filter(code="120102").update(name="河东新区")
    old, new = make(before), make(newest())
    assert old.sha256 == made.release.sha256
    with zipfile.ZipFile(old.path) as was, zipfile.ZipFile(new.path) as is_now:
        assert "河东新区" not in was.read("csv/districts.csv").decode()
        assert "河东新区" in is_now.read("csv/districts.csv").decode()
        assert len(is_now.read("csv/revisions.csv").splitlines()) == len(was.read("csv/revisions.csv").splitlines()) + 1
    assert [release.revision for release in store.kept()] == [new.revision, old.revision]


@pytest.mark.django_db
def test_a_release_of_another_database_is_none(made: Made, folder: Path) -> None:
    state = newest()
    make(state)
    assert state.made_at
    other = type(state)(state.number, state.made_at - timedelta(days=1))
    assert store.find(state)
    assert store.find(other) is None


@pytest.mark.django_db
def test_what_a_killed_process_left_is_swept_away(folder: Path) -> None:
    (folder / ".making-1").mkdir(parents=True)
    (folder / ".making-1" / "planapi.sqlite").write_bytes(b"half")
    make(newest())
    assert not list(folder.glob(".making-*"))


@pytest.mark.django_db
def test_the_command_makes_what_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = newest().number
    call_command("release")
    path = folder / f"planapi-r{number}.zip"
    held = path.stat().st_mtime_ns
    call_command("release", revision=number)
    assert path.stat().st_mtime_ns == held
    assert "was there" in capsys.readouterr().out


# Of the second and the third, the nearest floating-point number is not the one that is nearest to their decimal's.
NUMBERS = ("570", "48491.960437", "4065.863576", "-0.5")
TEXTS = ("", '「引」 "号"', "一行，\n二行\r\n三行", ",;\t；'", "NULL", "\\N", " 空 ")


@pytest.mark.django_db
def test_every_form_has_a_value_as_it_is(folder: Path, world: Any, tmp_path: Path) -> None:
    for value in NUMBERS:
        make_row.make_observation(document=world["plan"], subject="试数", value=value, value_cny=None)
    for text in TEXTS:
        make_row.make_observation(document=world["plan"], subject="试文", caveat=text, value_cny=None)
    release = make(newest())
    with zipfile.ZipFile(release.path) as archive:
        archive.extractall(tmp_path)
    sqlite = store.sqlite_of(release)
    assert sqlite
    with (tmp_path / "csv" / "observations.csv").open(encoding="utf-8", newline="") as file:
        of_csv = list(csv.DictReader(file))
    of_parquet = parquet.read_table(tmp_path / "parquet" / "observations.parquet").to_pylist()
    with closing(sqlite3.connect(sqlite.path)) as database:
        database.row_factory = sqlite3.Row
        of_sqlite = database.execute("select * from observations").fetchall()
    for rows in (of_csv, of_parquet, of_sqlite):
        texts = [row["caveat"] for row in rows if row["subject"] == "试文"]
        assert sorted(texts) == sorted(TEXTS)
    for rows, kind in ((of_csv, str), (of_parquet, float), (of_sqlite, float)):
        found = [row for row in rows if row["subject"] == "试数"]
        assert sorted(row["value"] for row in found) == sorted(map(kind, NUMBERS)), kind
        assert {row["value_max"] or None for row in found} == {None}
