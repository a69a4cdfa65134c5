"""The SQLite file of a release: made after it and of it, at its own address, and gone with it; whatever happens to it, the release is there."""

import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from history.revisions import newest
from planapi.releases import making, on_demand, sqlite, store
from planapi.releases.making import make
from planapi.releases.pruning import prune_if_free
from planapi.releases.store import Edition, Release, SqliteClaim
from tests.releases.conftest import Made

FAILURE = "no space left"


def listed(release: Release) -> dict[str, Any]:
    """What the list of the release's files, and the API, say of the SQLite file: the same."""
    told = Client().get(store.folder_of(release.revision)).json()
    api = Client().get(f"/api/v1/releases/{release.revision}/").json()
    for whole in (told, api):
        there = "planapi.sqlite" in {file["path"] for file in whole["files"]}
        assert there == (whole["sqlite"]["state"] == "made")
    assert api["sqlite"].items() <= told["sqlite"].items()
    return api["sqlite"]


def asked(release: Release) -> Any:
    return Client().get(store.address_of(release.revision, Edition.SQLITE))


@pytest.fixture
def unmade(db: None, folder: Path, made: Made, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Release]:
    """The release of the seeds where its SQLite file is claimed so, or not at all; nothing may be made for who asks."""
    monkeypatch.setattr(on_demand, "_send", lambda *_: pytest.fail("somebody who asked caused work"))

    def give(*, until: float | None = None, tries: int = 1, **told: Any) -> Release:
        release = replace(made.release, **told)
        with store.making(wait=False) as place:
            (place / "release.zip").write_bytes(made.zipped.read_bytes())
            store.keep(release, place / "release.zip")
            if until is not None:
                moment = timezone.now() + timedelta(seconds=until)
                store.claim(release.revision, SqliteClaim(release.made_at, moment, tries), place)
        return release

    return give


def test_it_is_not_in_the_zip_and_is_named_by_its_readme(made: Made) -> None:
    with zipfile.ZipFile(made.zipped) as archive:
        assert not [name for name in archive.namelist() if "sqlite" in name]
    text = (made.content / "README.md").read_text(encoding="utf-8")
    assert f"/releases/r{made.release.revision}/planapi.sqlite" in text


@pytest.mark.django_db
def test_who_asks_while_it_is_made_has_the_release_and_is_told_to_wait(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile: list[Any] = []
    write = sqlite.write

    def slow(release: Release, path: Path) -> None:
        meanwhile.extend([listed(release)["state"], asked(release), Client().get(store.address_of(release.revision))])
        write(release, path)

    monkeypatch.setattr(sqlite, "write", slow)
    release = make(newest())
    state, of_sqlite, of_zip = meanwhile
    assert state == "in_the_making"
    assert (of_sqlite.status_code, of_sqlite["Retry-After"]) == (202, "5")
    assert (of_zip.status_code, of_zip["ETag"]) == (200, f'"{release.sha256}"')
    told = listed(release)
    assert told["state"] == "made"
    assert (asked(release).status_code, asked(release)["ETag"]) == (200, f'"{told["sha256"]}"')
    assert store.claimed() == set()


@pytest.mark.django_db
def test_a_failure_leaves_the_release_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(release: Release, path: Path) -> None:
        raise OSError(28, FAILURE)

    with monkeypatch.context() as broken:
        broken.setattr(sqlite, "write", fail)
        with pytest.raises(CommandError, match=FAILURE):
            call_command("release")
    release = store.find(newest())
    assert release
    assert listed(release) == {
        "url": f"http://testserver/releases/r{release.revision}/planapi.sqlite",
        "state": "missing",
        "bytes": None,
        "sha256": None,
    }
    refused = asked(release)
    assert refused.status_code == 404
    assert f"manage.py release --revision {release.revision}" in refused.json()["detail"]
    assert Client().get(store.address_of(release.revision)).status_code == 200
    call_command("release")
    assert listed(release)["state"] == "made"
    assert ".sqlite" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("claimed", "state", "status"),
    [
        ({"until": 60}, "in_the_making", 202),
        ({"until": -60}, "missing", 404),
        ({}, "missing", 404),
    ],
    ids=["in the making", "its maker was ended", "lost"],
)
def test_nobody_causes_it_by_asking(unmade: Callable[..., Release], claimed: Any, state: str, status: int) -> None:
    release = unmade(**claimed)
    assert (listed(release)["state"], asked(release).status_code) == (state, status)


@pytest.mark.parametrize(
    ("claimed", "sent"),
    [({"until": 60}, 0), ({"until": -60}, 1), ({}, 1), ({"until": -60, "tries": 3}, 0)],
    ids=["in the making", "its maker was ended", "lost", "tried often enough"],
)
def test_who_looks_after_the_workers_has_it_made_again(
    unmade: Callable[..., Release], made: Made, monkeypatch: pytest.MonkeyPatch, claimed: Any, sent: int
) -> None:
    release, tasks = unmade(**claimed), []
    monkeypatch.setattr(on_demand.make_release, "delay", lambda *task: tasks.append(task))
    on_demand.complete_newest()
    assert len(tasks) == sent
    for task in tasks:
        assert on_demand.make_release(*task) == {
            "revision": release.revision,
            "state": "made",
            "bytes": made.sqlite.bytes,
            "sha256": made.sqlite.sha256,
        }
        assert asked(release).status_code == 200
        on_demand.complete_newest()
    assert len(tasks) == sent


def test_it_goes_with_its_release(unmade: Callable[..., Release], made: Made, folder: Path) -> None:
    release = unmade(until=-60)
    making.complete(newest())
    assert (folder / made.sqlite.name).exists()
    with store.making(wait=False) as place:
        store.remove(release, timezone.now(), place)
    assert [gone.edition for gone in prune_if_free()] == [Edition.SQLITE]
    assert not (folder / made.sqlite.name).exists()


def test_a_claim_goes_with_it_too(unmade: Callable[..., Release], folder: Path) -> None:
    release = unmade(until=-60)
    with store.making(wait=False) as place:
        store.remove(release, timezone.now(), place)
    prune_if_free()
    assert not list(folder.glob("*.claim"))


def test_another_version_with_other_columns_makes_none(unmade: Callable[..., Release], made: Made) -> None:
    files = [
        replace(file, columns=(*(file.columns or ()), ("more", "string")))
        if file.path == "parquet/parks.parquet"
        else file
        for file in made.release.files
    ]
    release = unmade(files=tuple(files), software="0.0.1+abc")
    with pytest.raises(CommandError, match=r"planapi 0\.0\.1\+abc"):
        call_command("release")
    assert listed(release)["state"] == "missing"


@pytest.mark.django_db
def test_one_that_was_made_into_its_zip_is_served_from_there(folder: Path, made: Made) -> None:
    whole = (made.content / store.SQLITE).read_bytes()
    with store.making(wait=False) as place:
        with zipfile.ZipFile(place / "release.zip", "w") as archive:
            packing = making.Packing(archive, made.release.made_at)
            packing.write(store.SQLITE, whole)
        release = replace(made.release, files=tuple(packing.files.values()))
        store.keep(release, place / "release.zip")
    assert listed(release) | {"url": ""} == {
        "url": "",
        "state": "made",
        "bytes": len(whole),
        "sha256": made.sqlite.sha256,
    }
    response = asked(release)
    assert (response.status_code, response["ETag"]) == (200, f'"{made.sqlite.sha256}"')
    assert b"".join(response.streaming_content) == whole
    call_command("release")
    assert not (folder / made.sqlite.name).exists()


def test_it_is_read_by_parts_as_a_reader_of_databases_does(
    unmade: Callable[..., Release], made: Made, tmp_path: Path
) -> None:
    """Some pages, asked for one by one, are enough for a query by an index."""
    release = unmade()
    making.complete(newest())
    address = store.address_of(release.revision, Edition.SQLITE)
    head: Any = Client().get(address, headers={"Range": "bytes=0-99", "If-Range": f'"{made.sqlite.sha256}"'})
    octets = b"".join(head.streaming_content)
    assert (head.status_code, octets[:15]) == (206, b"SQLite format 3")
    assert int.from_bytes(octets[16:18]) == sqlite.PAGE
    with sqlite3.connect(made.content / store.SQLITE) as database:
        (pages,) = database.execute("pragma page_count").fetchone()
    assert pages * sqlite.PAGE == int(Client().head(address)["Content-Length"]) == made.sqlite.bytes
