"""How a release is asked for: whole, in part, not changed, not there, in the making; listed, catalogued, and pointed to."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from rest_framework.test import APIClient

from history.models import Revision
from history.revisions import State, newest
from planapi.releases import on_demand, store
from planapi.releases.making import make
from planapi.releases.tables import sources


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def release(db: None, folder: Path) -> store.Release:
    return make(newest())


def octets(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_zip_is_served_for_ever(client: Client, release: store.Release) -> None:
    response = client.get(f"/releases/r{release.revision}/planapi-r{release.revision}.zip")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    assert response["ETag"] == f'"{release.sha256}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Disposition"] == f'attachment; filename="planapi-r{release.revision}.zip"'
    assert int(response["Content-Length"]) == release.bytes
    assert octets(response) == release.path.read_bytes()
    held = client.get(store.address_of(release.revision), headers={"If-None-Match": response["ETag"]})
    assert (held.status_code, held["Cache-Control"]) == (304, response["Cache-Control"])


@pytest.mark.parametrize(
    ("asked", "begin", "end"),
    [("bytes=10-19", 10, 20), ("bytes=100-", 100, None), ("bytes=-7", -7, None), ("bytes=5-99999999999", 5, None)],
)
def test_a_part_of_it_can_be_had(
    client: Client, release: store.Release, asked: str, begin: int, end: int | None
) -> None:
    whole = release.path.read_bytes()
    response = client.get(
        store.address_of(release.revision), headers={"Range": asked, "If-Range": f'"{release.sha256}"'}
    )
    assert response.status_code == 206
    part = octets(response)
    assert part == whole[begin:end]
    first = begin % len(whole)
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
    assert int(response["Content-Length"]) == len(part)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Range": "bytes=0-1", "If-Range": '"of another file"'}, 200),
        ({"Range": "bytes=0-1,5-6"}, 200),
        ({"Range": "bytes=7-3"}, 200),
        ({"Range": "lines=1-2"}, 200),
        ({"Range": "bytes=99999999999-"}, 416),
        ({"Range": "bytes=-0"}, 416),
    ],
)
def test_a_part_that_there_is_not(client: Client, release: store.Release, headers: dict[str, str], status: int) -> None:
    response = client.get(store.address_of(release.revision), headers=headers)
    assert response.status_code == status
    if status == 416:
        assert response["Content-Range"] == f"bytes */{release.bytes}"
    else:
        octets(response)


@pytest.mark.django_db
def test_an_old_release_that_is_not_there_says_how_it_can_be_made(client: Client, folder: Path) -> None:
    for address in ("/releases/r1/planapi-r1.zip", "/api/v1/releases/1/"):
        response = client.get(address)
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"
        assert "manage.py release --revision 1" in response.json()["detail"]
    assert "no revision 99999" in client.get("/releases/r99999/planapi-r99999.zip").json()["detail"]
    assert client.get("/releases/r2/planapi-r3.zip").status_code == 404
    assert not folder.exists() or not list(folder.glob("*.zip"))


@pytest.mark.django_db
def test_the_newest_is_made_for_who_asks_first(client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_demand, "PATIENCE", 60)
    monkeypatch.setattr(on_demand, "_sent", {})
    response = client.get("/releases/latest")
    assert (response.status_code, response["Location"]) == (302, store.address_of(newest().number))
    assert response["Cache-Control"] == "no-cache"
    made = client.get(response["Location"])
    assert made.status_code == 200
    assert octets(made)[:2] == b"PK"


@pytest.mark.django_db
def test_who_asks_while_it_is_made_is_told_when_to_come_back(
    client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    begun = threading.Event()

    def slow(revision: int, edition: str) -> None:
        sent.append(revision)
        begun.set()
        connections.close_all()

    monkeypatch.setattr(on_demand, "_make_here", slow)
    monkeypatch.setattr(on_demand, "PATIENCE", 0)
    monkeypatch.setattr(on_demand, "_sent", {})
    address = store.address_of(newest().number)
    for _ in range(3):
        response = client.get(address)
        assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (202, "5", "no-store")
        assert response.json()["state"] == "in_the_making"
    assert begun.wait(10)
    assert sent == [newest().number], "asked for three times, made once"


@pytest.mark.django_db
def test_two_do_not_make_releases_at_once(folder: Path) -> None:
    with store.making(wait=False):
        assert on_demand.make_release()["state"] == "busy"
    assert on_demand.make_release()["state"] == "made"
    with pytest.raises(on_demand.NoRelease):
        on_demand.make_release(99999)


def test_the_list_has_pages_and_takes_no_other_parameters(client: Client, release: store.Release) -> None:
    make(State(1, Revision.objects.get(number=1).made_at))
    first = client.get("/api/v1/releases/?page_size=1&count=true").json()
    assert first["count"] == 2
    assert first["results"] == [
        {
            "revision": release.revision,
            "made_at": first["results"][0]["made_at"],
            "url": f"http://testserver{store.address_of(release.revision)}",
            "bytes": release.bytes,
            "sha256": release.sha256,
            "software": release.software,
        }
    ]
    second = client.get(first["next"]).json()
    assert [row["revision"] for row in second["results"]] == [1]
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert client.get("/api/v1/releases/?number=1").json()["results"] == second["results"]
    assert client.get("/api/v1/releases/?nmber=1").json()["errors"][0]["nearest"] == "number"
    assert client.get("/api/v1/releases/1/?x=1").status_code == 400


def test_a_release_lists_its_files(client: Client, release: store.Release) -> None:
    told = client.get(f"/api/v1/releases/{release.revision}/").json()
    files = {file["path"]: file for file in told["files"]}
    assert files["csv/parks.csv"]["rows"] == files["parquet/parks.parquet"]["rows"] > 0
    assert files["README.md"]["rows"] is None
    assert files["README.md"]["bytes"] > 10_000
    assert told["sqlite"] == {
        "url": f"http://testserver/releases/r{release.revision}/planapi.sqlite",
        "state": "made",
        "bytes": files["planapi.sqlite"]["bytes"],
        "sha256": files["planapi.sqlite"]["sha256"],
    }
    assert files["croissant.json"]["url"] is None, "what is at its address names this host"
    for file in told["files"]:
        if file["url"]:
            head = client.head(file["url"])
            assert (head["Content-Type"], int(head["Content-Length"])) == (file["media_type"], file["bytes"])
            assert head["ETag"] == f'"{file["sha256"]}"'


@pytest.mark.django_db
def test_the_catalogue_is_dcat(folder: Path) -> None:
    response = APIClient().get("/api/v1/catalog/")
    assert response["Content-Type"] == "application/ld+json"
    catalog = response.json()
    whole, *parts = catalog["dcat:dataset"]
    assert catalog["@type"] == "dcat:Catalog"
    assert [part["dct:identifier"] for part in parts] == [source.name for source in sources()]
    assert {place["dct:identifier"] for place in whole["dct:spatial"]} == {"120101", "120102", "120105", "120110"}
    assert whole["dct:temporal"]["dcat:startDate"]["@value"] == "2021"
    assert whole["dct:temporal"]["dcat:endDate"]["@value"] == "2025"
    assert {title["@language"] for title in whole["dct:title"]} == {"zh", "en"}
    assert whole["dcat:version"] == str(newest().number)
    assert whole["dct:license"]["@id"].endswith("/publicdomain/zero/1.0/")
    kinds = {one["dcat:mediaType"]["@id"].rpartition("media-types/")[2] for one in whole["dcat:distribution"]}
    assert kinds == {"text/csv", "application/vnd.apache.parquet", "application/vnd.sqlite3"}
    for part in parts:
        for one in part["dcat:distribution"]:
            assert APIClient().head(one["dcat:downloadURL"]["@id"]).status_code == 200, one
    assert catalog["dcat:service"]["dcat:endpointDescription"]["@id"] == "http://testserver/api/v1/schema/"


@pytest.mark.django_db
def test_the_catalogue_of_an_old_revision_is_of_then() -> None:
    answer = APIClient().get("/api/v1/catalog/?revision=1")
    whole = answer.json()["dcat:dataset"][0]
    assert (answer["X-Revision"], whole["dcat:version"]) == ("1", "1")
    assert len(whole["dct:spatial"]) < 4


@pytest.mark.django_db
def test_a_program_that_knows_the_host_alone_finds_the_api(client: Client) -> None:
    response = client.get("/.well-known/api-catalog")
    assert response["Content-Type"] == 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
    own, api = response.json()["linkset"]
    assert own["item"][0]["href"] == api["anchor"] == "http://testserver/api/v1/"
    for relation in ("service-desc", "service-doc", "service-meta", "status"):
        for link in api[relation]:
            assert client.get(link["href"]).status_code == 200, link
    head = client.head("/.well-known/api-catalog")
    assert 'rel="api-catalog"' in head["Link"]
    assert '<http://testserver/api/v1/>; rel="item"' in head["Link"]


@pytest.mark.django_db
def test_every_address_of_llms_txt_answers(client: Client, folder: Path) -> None:
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("# Plan API\n\n> ")
    addresses = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert len(addresses) > 15
    for address in addresses:
        assert client.get(address).status_code in (200, 302), address


@pytest.mark.django_db
def test_robots_and_the_front_page_point_to_the_whole(client: Client) -> None:
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
    page = client.get("/").content.decode()
    for address in ("/releases/latest", "/api/v1/releases/", "/api/v1/catalog/", "/llms.txt"):
        assert f'href="{address}"' in page
    root = client.get("/api/v1/").json()
    assert {"releases", "catalog"} <= set(root)
