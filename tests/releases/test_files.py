"""Each file of a release by itself: at its own address, whole or in part, with its length and its checksum, as it is in the zip."""

import hashlib
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.core.management import call_command
from django.test import Client
from pyarrow import parquet

from history.revisions import newest
from planapi.releases import on_demand, packing, store
from planapi.releases.making import make
from planapi.releases.store import Edition
from planapi.releases.tables import sources
from tests.releases.conftest import Made

FILES = ("csv/observations.csv", "parquet/observations.parquet", "planapi.sqlite", "csv/revisions.csv", "README.md")


def octets(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def kept(db: None, folder: Path, made: Made) -> store.Release:
    """The release of the seeds, where the site looks for it."""
    with store.making(wait=False) as place:
        made.keep(place)
    return made.release


def address(release: store.Release, path: str) -> str:
    return store.folder_of(release.revision) + path


def test_every_file_is_at_an_address_of_its_own(client: Client, kept: store.Release, made: Made) -> None:
    for file in [*kept.files, replace(kept.files[0], path=store.SQLITE, sha256=made.sqlite.sha256)]:
        if file.path == "croissant.json":  # which has the addresses of this host
            continue
        response = client.get(address(kept, file.path), headers={"Accept-Encoding": "gzip"})
        whole = octets(response)
        assert whole == (made.content / file.path).read_bytes(), file.path
        assert (response.status_code, int(response["Content-Length"])) == (200, len(whole)), file.path
        assert response["ETag"] == f'"{file.sha256}"' == f'"{hashlib.sha256(whole).hexdigest()}"'
        assert (response["Accept-Ranges"], "Content-Encoding" in response) == ("bytes", False)
        assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("path", FILES)
def test_head_says_what_get_does(client: Client, kept: store.Release, made: Made, path: str) -> None:
    told = []
    for ask in (client.head, client.get):
        response = ask(address(kept, path), headers={"Accept-Encoding": "gzip, br"})
        octets(response)
        told.append({name: value for name, value in response.items() if name != "X-Request-ID"})
    assert told[0] == told[1]
    assert int(told[0]["Content-Length"]) == (made.content / path).stat().st_size
    held = client.get(address(kept, path), headers={"If-None-Match": told[0]["ETag"]})
    assert held.status_code == 304


@pytest.mark.parametrize("path", FILES)
def test_any_part_of_it_can_be_had(client: Client, kept: store.Release, made: Made, path: str) -> None:
    whole = (made.content / path).read_bytes()
    size, step = len(whole), packing.STEP
    parts = {
        (0, 3),
        (size - 8, size - 1),
        (size // 3, size // 3 + 4000),
        (step - 1, step + 1),
        (step, 2 * step),
        (0, size),
    }
    for first, last in parts:
        if first >= size:
            continue
        response = client.get(
            address(kept, path), headers={"Range": f"bytes={first}-{last}", "Accept-Encoding": "gzip"}
        )
        part = octets(response)
        assert response.status_code == 206
        assert part == whole[first : last + 1], (first, last)
        assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{size}"
        assert int(response["Content-Length"]) == len(part)
    assert client.get(address(kept, path), headers={"Range": f"bytes={size}-"}).status_code == 416


def test_little_is_read_for_a_small_part(tmp_path: Path) -> None:
    """However large a file is: what is compressed can be read from every step on."""
    with zipfile.ZipFile(tmp_path / "large.zip", "w") as archive:
        packed = packing.Packing(archive, None)
        with packed.file("large.csv") as file:
            file.writelines(b"%d,%d\r\n" % (row, row * row) for row in range(200_000))
    (large,) = packed.files.values()
    assert large.bytes > 2 * packing.STEP
    for begin in range(0, large.bytes - 100, packing.STEP // 3):
        place, skip = packing.place_of(large, range(begin, begin + 100))
        assert skip < packing.STEP + packing.CHUNK
        assert len(place) < 2 * packing.STEP


def test_the_list_of_the_files(client: Client, kept: store.Release) -> None:
    response = client.get(store.folder_of(kept.revision))
    told = response.json()
    assert response["Content-Type"] == "application/json"
    assert (told["revision"], told["zip"]["sha256"], told["zip"]["bytes"]) == (kept.revision, kept.sha256, kept.bytes)
    files = {file["path"]: file for file in told["files"]}
    assert {*files, "croissant.json"} == {*(file.path for file in kept.files), "planapi.sqlite"}
    assert (told["sqlite"]["state"], told["sqlite"]["sha256"]) == ("made", files["planapi.sqlite"]["sha256"])
    parks = files["csv/parks.csv"]
    assert parks["rows"] == files["parquet/parks.parquet"]["rows"] > 0
    assert {"name": "district.code", "type": "string"} in parks["columns"]
    assert {"name": "evidence.start", "type": "integer"} in parks["columns"]
    assert files["README.md"]["columns"] is None
    for file in told["files"]:
        assert client.head(file["url"])["Content-Length"] == str(file["bytes"])
    assert (told["more"]["made"], told["more"]["files"]) == (False, [])


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("latest", "planapi-r{}.zip"),
        ("latest/", ""),
        ("latest/parquet/parks.parquet", "parquet/parks.parquet"),
        ("latest/ndjson/parks.ndjson", "ndjson/parks.ndjson"),
        ("latest?from=a%20b&x=1", "planapi-r{}.zip?from=a%20b&x=1"),
        ("latest/csv/parks.csv?download", "csv/parks.csv?download"),
    ],
)
@pytest.mark.django_db
def test_latest_leads_to_the_newest_revision(client: Client, path: str, to: str) -> None:
    response = client.get(f"/releases/{path}")
    number = newest().number
    assert (response.status_code, response["Cache-Control"]) == (302, "no-cache")
    assert response["Location"] == f"/releases/r{number}/{to.format(number)}"


def test_a_file_that_there_is_not(client: Client, kept: store.Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_demand, "_send", lambda *_: pytest.fail("nothing is made for it"))
    for path in ("csv/none.csv", "../planapi-r1.zip", ".lock", "ndjson/none.ndjson", "parquet-exact/"):
        response = client.get(address(kept, path))
        assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json"), path


@pytest.mark.django_db
def test_further_forms_are_made_when_somebody_wants_them(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_demand, "PATIENCE", 60)
    monkeypatch.setattr(on_demand, "_sent", {})
    number = newest().number
    lines = octets(client.get(f"/releases/r{number}/ndjson/targets.ndjson")).splitlines()
    rows = client.get("/api/v1/targets/?page_size=1000").json()["results"]
    assert [json.loads(line) for line in lines] == rows
    exact = octets(client.get(f"/releases/r{number}/parquet-exact/targets.parquet"))
    found = parquet.read_table(pa.BufferReader(exact))
    assert any(isinstance(value, Decimal) for value in found.to_pylist()[0].values())
    release = store.find(newest(), Edition.MORE)
    assert release
    assert {file.rows for file in release.files if "targets" in file.path} == {len(rows)}
    assert {file.path for file in release.files if file.rows is not None} == {
        f"{form}/{source.name}.{form.partition('-')[0]}" for source in sources() for form in ("ndjson", "parquet-exact")
    }
    whole = client.get(store.address_of(number, Edition.MORE))
    assert hashlib.sha256(octets(whole)).hexdigest() == release.sha256
    assert [one.edition for one in store.kept()] == []
    make(newest())
    more = client.get(store.folder_of(number)).json()["more"]
    assert more["made"]
    assert {file["path"] for file in more["files"]} == {file.path for file in release.files}


@pytest.mark.django_db
def test_the_command_makes_them_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("release", more=True)
    with zipfile.ZipFile(folder / f"planapi-r{newest().number}-more.zip") as archive:
        assert archive.testzip() is None
    assert "-more.zip" in capsys.readouterr().out


def test_parquet_has_numbers_that_can_be_reckoned_with(made: Made) -> None:
    """And one type for a column in every table: the code of a district is a text."""
    for source in sources():
        file = parquet.ParquetFile(made.content / "parquet" / f"{source.name}.parquet")
        schema = file.schema_arrow
        assert not [field.name for field in schema if pa.types.is_decimal(field.type)]
        codes = [schema.field(name) for name in schema.names if name.endswith("code")]
        assert all(pa.types.is_string(field.type) for field in codes)
        if file.metadata.num_rows:
            assert file.metadata.row_group(0).column(0).compression == "SNAPPY"
