"""HEAD says what GET says, over a real connection: its status and its headers, with a length only where that is known."""

import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rest.formats import sheet
from tests.serving import serving

OWN = {"date", "x-request-id", "server"}
FILES = [f"/api/v1/observations/?format={form}" for form in ("csv", "ndjson", "xlsx", "parquet")]


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("head")) as address:
        yield address.removeprefix("http://")


def ask(server: str, method: str, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(server, timeout=60)
    connection.request(method, address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    told = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in OWN}
    body = answer.read()
    connection.close()
    return answer.status, told, body


@pytest.mark.parametrize("packing", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/parks/", 200),
        ("/api/v1/parks/?page_size=2&count=true", 200),
        ("/api/v1/documents/120102-plan-2021/text/", 200),
        *((address, 200) for address in FILES),
        ("/api/v1/parks/?format=csv&header=zh", 200),
        ("/api/v1/parks/?format=csv&page_size=2", 200),
        ("/api/v1/compare/?indicator=gdp&format=csv", 200),
        ("/api/v1/compare/?indicator=gdp&format=csv&wide=year", 200),
        ("/api/v1/projects/aggregate/?group_by=status&format=csv", 200),
        ("/api/v1/parks/?format=cvs", 400),
        ("/api/v1/parks/?format=json&header=zh", 400),
        ("/api/v1/parks/nothing/", 404),
        ("/llms.txt", 200),
    ],
)
def test_head_has_the_status_and_the_headers_of_get(server: str, address: str, status: int, packing: str) -> None:
    of_head, of_get = (ask(server, method, address, Accept_Encoding=packing) for method in ("HEAD", "GET"))
    assert (of_head[0], of_get[0], of_head[2]) == (status, status, b"")
    framing = {"transfer-encoding", "connection"}  # of a body that there is not
    if status != 200 and packing == "gzip":
        framing.add("content-length")  # a problem names its request, whose number packs as it likes
    assert {name: value for name, value in of_head[1].items() if name not in framing} == {
        name: value for name, value in of_get[1].items() if name not in framing
    }
    if "content-length" in of_get[1]:
        assert int(of_get[1]["content-length"]) == len(of_get[2])
    else:
        assert "format=" in address, "only what is streamed has no length"


@pytest.mark.django_db
def test_head_of_a_file_that_can_not_be_made_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that a workbook can't hold is found with the first rows."""
    monkeypatch.setattr(sheet, "CHARACTERS", 10)
    address = "/api/v1/parks/?format=xlsx&page_size=5"
    assert [ask(address).status_code for ask in (Client().head, Client().get)] == [400, 400]


def test_a_held_answer_is_held_for_head_too(server: str) -> None:
    for address in ("/api/v1/parks/", FILES[0]):
        etag = ask(server, "HEAD", address)[1]["etag"]
        held = [ask(server, method, address, If_None_Match=etag) for method in ("HEAD", "GET")]
        assert [status for status, _, _ in held] == [304, 304]
        for _, told, body in held:
            assert (told["etag"], body) == (etag, b"")
            assert "content-length" not in told, "none is the length of what is held"


def test_a_list_whose_head_is_asked_for_often_leaves_no_connection_busy(server: str, tmp_path: Path) -> None:
    for _ in range(30):
        assert ask(server, "HEAD", FILES[0])[0] == 200
    assert ask(server, "GET", "/api/v1/parks/")[0] == 200
