"""Releases and originals in an S3-compatible store: a real server of it, asked over HTTP."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import ANY

import boto3
import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone
from moto.server import ThreadedMotoServer

from history.revisions import newest
from planapi.intake import originals
from planapi.releases import making, store
from planapi.releases.pruning import prune
from tests.releases.conftest import Made

BUCKET = "plans"
KEYS = {"access_key": "a", "secret_key": "b", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    made = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id="a",
        aws_secret_access_key="b",
        region_name="us-east-1",
    )
    made.create_bucket(Bucket=BUCKET)
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(address: str, settings: Any) -> Any:
    """As ``S3_BUCKET`` has it."""

    def kept(kind: str) -> dict[str, Any]:
        place = {"bucket_name": BUCKET, "endpoint_url": address, "location": f"{kind}/", "addressing_style": "path"}
        return {"BACKEND": "planapi.buckets.Bucket", "OPTIONS": KEYS | place}

    settings.STORAGES = settings.STORAGES | {kind: kept(kind) for kind in ("releases", "originals")}
    return storages["releases"]


@pytest.fixture
def release(db: None, made: Made, bucket: Any, tmp_path: Any) -> store.Release:
    """That of the seeds, taken into the bucket."""
    made.keep(tmp_path)
    return made.release


def octets(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_release_is_served_from_a_bucket_as_from_a_folder(release: store.Release, made: Made) -> None:
    whole = made.zipped.read_bytes()
    address = store.address_of(release.revision)
    response = Client().get(address)
    assert (response.status_code, response["ETag"]) == (200, f'"{release.sha256}"')
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert int(response["Content-Length"]) == len(whole)
    assert octets(response) == whole
    assert Client().get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
    part = Client().get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part["Content-Range"]) == (206, f"bytes 100-199/{len(whole)}")
    assert octets(part) == whole[100:200]
    last = Client().get(address, headers={"Range": "bytes=-7"})
    assert octets(last) == whole[-7:]
    assert Client().get(address, headers={"Range": "bytes=99999999999-"}).status_code == 416
    head = Client().head(address)
    assert (head.status_code, int(head["Content-Length"])) == (200, len(whole))


@pytest.mark.parametrize("path", ["planapi.sqlite", "csv/numerals.csv", "parquet/numerals.parquet"])
def test_a_file_of_it_too_and_any_part(release: store.Release, made: Made, path: str) -> None:
    whole, address = (made.content / path).read_bytes(), store.folder_of(release.revision) + path
    response = Client().get(address)
    assert int(response["Content-Length"]) == len(whole)
    assert octets(response) == whole
    begin = len(whole) * 2 // 3
    part = Client().get(address, headers={"Range": f"bytes={begin}-{begin + 99}"})
    assert (part.status_code, octets(part)) == (206, whole[begin : begin + 100])


def test_it_is_found_and_listed_there(release: store.Release, bucket: Any) -> None:
    held = replace(newest(), number=release.revision)
    assert store.find(held) == release
    assert store.kept() == [release]
    (listed,) = Client().get("/api/v1/releases/").json()["results"]
    assert listed["sha256"] == release.sha256
    bucket.delete(f"planapi-r{release.revision}.json")
    assert store.find(held) is None


def test_one_can_be_removed_there(release: store.Release, bucket: Any, folder: Any, tmp_path: Any) -> None:
    store.remove(release, timezone.now(), tmp_path)
    assert store.kept() == []
    name = f"planapi-r{release.revision}"
    left = {f"{name}.json", f"{name}.sqlite", f"{name}.sqlite.json"}
    assert bucket.versions("planapi-r").keys() == left
    with store.making(wait=False) as place:
        prune(place)
    assert bucket.versions("planapi-r").keys() == left - {f"{name}.sqlite"}


def test_a_sqlite_file_is_made_there_of_what_is_there(
    release: store.Release, made: Made, bucket: Any, folder: Any
) -> None:
    for name in (made.sqlite.name, store.note_of(made.sqlite.name)):
        bucket.delete(name)
    assert making.complete(replace(newest(), number=release.revision)) == replace(made.sqlite, written_at=ANY)
    assert bucket.read(made.sqlite.name) == (made.content / store.SQLITE).read_bytes()


def test_a_store_that_is_away_is_a_problem_in_plain_words(release: store.Release, settings: Any) -> None:
    options = settings.STORAGES["releases"]["OPTIONS"] | {"endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = settings.STORAGES | {
        "releases": {"BACKEND": "planapi.buckets.Bucket", "OPTIONS": options},
    }
    for address in (store.address_of(release.revision), "/api/v1/releases/"):
        response = Client().get(address)
        assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
        assert response["Retry-After"] == "5"
        assert "can't be reached" in response.json()["detail"]


def test_an_original_is_kept_there_and_read_again(bucket: Any) -> None:
    file = io.BytesIO("规划".encode())
    sha256 = originals.digest_of(file)
    for _ in range(2):
        originals.keep(file, sha256, len(file.getvalue()))
    with originals.at_hand(sha256, "规划.txt") as path:
        assert path.read_text(encoding="utf-8") == "规划"
    _, names = storages["originals"].listdir(sha256[:2])
    assert names == [sha256]
