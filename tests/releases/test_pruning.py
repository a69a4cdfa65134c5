"""Old releases go, and their addresses say what there is instead; the newest, the young and the pinned stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from history.models import Revision
from history.revisions import newest, state_of
from planapi.releases import store
from planapi.releases.pruning import due, prune_if_free
from planapi.releases.store import Edition, Release
from tests.releases.conftest import Made

Given = Callable[..., Release]


@pytest.fixture
def given(db: None, folder: Path, made: Made) -> Given:
    """A release of a revision, made so many days ago: a small file does for its zip."""

    def give(number: int, *, days: int = 100, **told: Any) -> Release:
        revision = Revision.objects.get(number=number)
        release = replace(
            made.release,
            revision=number,
            made_at=revision.made_at,
            written_at=timezone.now() - timedelta(days=days),
            **told,
        )
        with store.making(wait=False) as place:
            (place / "release.zip").write_bytes(b"PK")
            store.keep(release, place / "release.zip")
        return release

    return give


def numbers() -> list[int]:
    return [release.revision for release in store.kept()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "days", "left"),
    [(1, 0, [5]), (2, 0, [5, 4]), (2, 7, [5, 4, 2]), (100, 0, [5, 4, 3, 2]), (1, 365, [5, 4, 3, 2])],
)
def test_the_newest_and_those_of_the_last_days_stay(
    made: Made, settings: Any, kept: int, days: int, left: list[int]
) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = kept, days
    now = timezone.now()
    ages = {5: 50, 4: 60, 3: 70, 2: 3}
    there = [
        replace(made.release, revision=number, written_at=now - timedelta(days=age)) for number, age in ages.items()
    ]
    gone = {release.revision for release in due(there, now)}
    assert [number for number in ages if number not in gone] == left


def test_a_removed_release_is_gone_with_a_word_on_what_to_use(given: Given, settings: Any, folder: Path) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = 1, 30
    last = newest().number
    old = given(1)
    for number in (2, last):
        given(number, pinned=number == 2)
    assert [release.revision for release in prune_if_free()] == [1]
    assert numbers() == [last, 2]
    assert sorted(path.name for path in folder.glob("*.zip")) == sorted(
        f"planapi-r{number}.zip" for number in (2, last)
    )
    for address in (store.address_of(1), "/api/v1/releases/1/"):
        response = Client().get(address)
        assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
        for told in ("revision=1", "/releases/latest", "--revision 1 --pin", old.sha256):
            assert told in response.json()["detail"]
    assert [row["revision"] for row in Client().get("/api/v1/releases/").json()["results"]] == [last, 2]
    served: Any = Client().get(store.address_of(2))
    assert (served.status_code, b"".join(served.streaming_content)) == (200, b"PK")


def test_the_release_of_the_newest_revision_stays_however_old(given: Given, settings: Any) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = 1, 0
    given(newest().number, days=5000)
    assert prune_if_free() == []


def test_making_one_removes_what_is_due(given: Given, settings: Any) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = 1, 30
    given(1)
    call_command("release")
    assert numbers() == [newest().number]


def test_what_was_removed_can_be_made_and_pinned_again(given: Given, settings: Any) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = 1, 30
    given(1)
    given(newest().number)
    prune_if_free()
    call_command("release", revision=1, pin=True)
    settings.RELEASES_DAYS = 0
    assert (prune_if_free(), numbers()) == ([], [newest().number, 1])
    call_command("release", revision=1, pin=False)
    gone = prune_if_free()
    assert [(release.revision, release.edition) for release in gone] == [(1, Edition.MAIN), (1, Edition.SQLITE)]


def test_a_zip_that_a_killed_process_left_is_removed_later(given: Given, folder: Path) -> None:
    given(newest().number)
    given(1, removed_at=timezone.now())
    assert (folder / "planapi-r1.zip").exists()
    prune_if_free()
    assert not (folder / "planapi-r1.zip").exists()
    state = state_of(1)
    assert state
    assert store.find(state) is None


def test_nothing_is_removed_while_one_is_made(given: Given, settings: Any) -> None:
    settings.RELEASES_KEPT, settings.RELEASES_DAYS = 1, 0
    given(1)
    given(newest().number)
    with store.making(wait=False):
        assert prune_if_free() == []
    assert numbers() == [newest().number, 1]
