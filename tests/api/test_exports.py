"""A file is sent while its rows are read; one that can't be begun is a problem, one that breaks off says so."""

import gc
import gzip
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from psycopg.pq import TransactionStatus
from rest_framework.test import APIClient

from districts.models import Document
from rest.exports import wants_file
from rest.formats import copying

World = dict[str, Document]


def unpacked(chunks: list[bytes]) -> bytes:
    """What of a compressed file has arrived; it need not be the end."""
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(b"".join(chunks))


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet"])
def test_the_first_bytes_come_before_the_last_row_is_read(
    form: str, coding: str, fifty_thousand: int, api_client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0
    rows_of = copying.received

    def counted(*given: Any) -> Iterator[Any]:
        nonlocal read
        for row in rows_of(*given):
            read += 1
            yield row

    monkeypatch.setattr(copying, "received", counted)
    response = api_client.get("/api/v1/numerals/", {"format": form}, headers={"Accept-Encoding": coding})
    assert response.has_header("Content-Encoding") is (coding == "gzip" and form != "parquet")
    chunks = iter(response.streaming_content)  # type: ignore[attr-defined]
    first = next(chunks)
    assert 0 < read < fifty_thousand / 2
    if response.has_header("Content-Encoding"):
        assert unpacked([first]), "rows, and not the head of a compressed file alone"
    held = len(first)
    for chunk in chunks:
        held = max(held, len(chunk))
    assert read >= fifty_thousand
    assert held < 1 << 20


def test_a_client_that_goes_ends_the_reading(fifty_thousand: int, api_client: APIClient) -> None:
    before = len(connection.savepoint_ids)
    response = api_client.get("/api/v1/numerals/", {"format": "csv"})
    chunks = iter(response.streaming_content)  # type: ignore[attr-defined]
    next(chunks)
    assert len(connection.savepoint_ids) > before
    pgconn = connection.connection.pgconn  # type: ignore[union-attr]
    assert pgconn.transaction_status == TransactionStatus.ACTIVE
    response.chunks.close()  # type: ignore[attr-defined] the response's own would close the connection of the test as well
    gc.collect()
    assert pgconn.transaction_status == TransactionStatus.INTRANS
    assert len(connection.savepoint_ids) == before
    assert Document.objects.exists()


def test_an_error_at_the_first_row_is_a_problem(
    world: World, api_client: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> Iterator[Any]:
        yield from ()
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(copying, "received", fail)
    response = api_client.get("/api/v1/parks/", {"format": "csv"})
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert "Content-Disposition" not in response


@pytest.mark.usefixtures("fifty_thousand")
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_compressed_file_has_the_same_rows(form: str, api_client: APIClient) -> None:
    plain, packed = (
        api_client.get("/api/v1/numerals/", {"format": form}, headers={"Accept-Encoding": coding}).getvalue()
        for coding in ("identity", "gzip")
    )
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 3


@pytest.mark.usefixtures("fifty_thousand")
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_file_that_breaks_off_says_so(
    form: str, coding: str, api_client: APIClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = {"csv": "incomplete", "ndjson": '{"problem":'}[form]

    rows_of = copying.received

    def fail(*given: Any) -> Iterator[Any]:
        for number, row in enumerate(rows_of(*given)):
            if number == 20_000:
                raise OperationalError("the server closed the connection unexpectedly")
            yield row

    monkeypatch.setattr(copying, "received", fail)
    response = api_client.get("/api/v1/numerals/", {"format": form}, headers={"Accept-Encoding": coding})
    chunks = response.streaming_content  # type: ignore[attr-defined]
    received: list[bytes] = []
    with pytest.raises(OperationalError):
        received.extend(chunks)
    whole = unpacked(received) if coding == "gzip" else b"".join(received)
    assert told in whole.splitlines()[-1].decode()
    assert "cut off" in caplog.text


@pytest.mark.parametrize(
    ("query", "accept", "file"),
    [
        ("", "", False),
        ("", "*/*", False),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("format=json", "*/*", False),
        ("format=csv&district=120102", "*/*", True),
        ("format=json&format=xlsx", "*/*", True),
        ("%66ormat=parquet", "*/*", True),
        ("information=csv", "*/*", False),
        ("", "text/csv", True),
        ("", "application/json;q=0.1, text/csv", True),
        ("", "application/json;q=0, */*", True),
    ],
)
def test_which_requests_may_be_for_files(query: str, accept: str, file: bool) -> None:
    assert wants_file(query, accept) is file
