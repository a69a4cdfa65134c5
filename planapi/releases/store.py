"""Where releases are kept: ``storages["releases"]``, the folder ``RELEASES_DIR`` or a bucket elsewhere, with a zip and a note on it for each.

::

    planapi-r12.zip     written elsewhere in the folder and renamed: it is whole or not there
    planapi-r12-more.zip, planapi-r12-more.json
                        the same for the tables in further forms
    planapi-r12.sqlite, planapi-r12.sqlite.json
                        the same for the SQLite file, which is made after the zip and goes with it
    planapi-r12.sqlite.claim
                        who makes that has until then (``SqliteClaim``)
    planapi-r12.json    what is in it, written after it: a release is there when its note is. It stays when the zip is removed (``pruning``)
    .lock               locked by the process that makes a release; the kernel releases it when that process ends
    .making-…           what that process is writing

With a bucket, the last two are in the folder of each machine. Two machines may then make the same release at the same time: the same octets.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from history.models import Revision
from history.revisions import State


class Edition(StrEnum):
    """What is made of a revision, each by itself: the zip that most want, the same tables in other forms, when somebody wants that, and as one database."""

    MAIN = ""
    MORE = "more"
    SQLITE = "sqlite"


class SqliteState(StrEnum):
    """How it stands with the SQLite file of a release."""

    MADE = "made"
    IN_THE_MAKING = "in_the_making"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release; ``rows`` and ``columns`` (names and types) where it is a table.

    The rest is where it is in the zip, so that it can be handed out from there, whole or in part: its octets there ``start`` after so many, and are
    ``packed`` in number. They are compressed where there are ``steps``: places, as octets of the file and octets packed, where decompressing can begin.
    """

    path: str
    bytes: int
    sha256: str
    rows: int | None
    columns: tuple[tuple[str, str], ...] | None = None
    start: int | None = None
    packed: int = 0
    steps: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A zip that is there, and what is in it; or a SQLite file, which has no files."""

    edition: Edition = field(default=Edition.MAIN, kw_only=True)
    revision: int
    made_at: datetime
    software: str
    bytes: int
    sha256: str
    files: tuple[ReleaseFile, ...]
    written_at: datetime | None = None
    """When it was made here; ``made_at`` is when its revision was."""
    pinned: bool = False
    removed_at: datetime | None = None

    @property
    def name(self) -> str:
        return name_of(self.revision, self.edition)

    def file(self, path: str) -> ReleaseFile | None:
        return next((file for file in self.files if file.path == path), None)

    @property
    def path(self) -> Path:
        """Where it is kept in a folder."""
        return folder() / self.name


@dataclass(frozen=True, slots=True)
class SqliteClaim:
    """Somebody makes the SQLite file of a release, and has until then; after that, another may. It has been tried so many times."""

    made_at: datetime
    until: datetime
    tries: int


class ReleaseLocked(Exception):
    """A release is being made by somebody else."""


class ReleaseFolder(FileSystemStorage):
    """Releases in a folder; ``planapi.buckets.Bucket`` is the same for a bucket."""

    @property
    def base_location(self) -> Path:  # pyright: ignore[reportIncompatibleVariableOverride]
        return settings.RELEASES_DIR

    @property
    def location(self) -> str:  # pyright: ignore[reportIncompatibleVariableOverride]
        return str(settings.RELEASES_DIR)

    def put(self, name: str, file: Path) -> None:
        os.replace(file, folder() / name)  # noqa: PTH105 atomic

    def versions(self, prefix: str) -> dict[str, Any]:
        """The names that begin so, each with what is another for another content."""
        return {path.name: path.stat().st_mtime_ns for path in folder().glob(f"{prefix}*")}

    def read(self, name: str) -> bytes:
        return (folder() / name).read_bytes()

    def part(self, name: str, part: range) -> Iterator[bytes]:
        """These octets of a file. That it is not there is said before the first of them."""
        (folder() / name).stat()
        return self._octets(folder() / name, part)

    def _octets(self, path: Path, part: range) -> Iterator[bytes]:
        with path.open("rb") as file:
            file.seek(part.start)
            left = len(part)
            while left and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk

    def where(self, name: str) -> str:
        return str(folder() / name)


CHUNK = 1 << 16
MOMENTS = ("made_at", "written_at", "removed_at")
SQLITE = "planapi.sqlite"
"""The path of the SQLite file below the address of a release; those that were made before have it in their zip."""


def folder() -> Path:
    return settings.RELEASES_DIR


def storage() -> Any:
    """The folder or the bucket."""
    return storages["releases"]


def name_of(revision: int, edition: Edition = Edition.MAIN) -> str:
    """Of the file.

    >>> name_of(12), name_of(12, Edition.MORE), name_of(12, Edition.SQLITE)
    ('planapi-r12.zip', 'planapi-r12-more.zip', 'planapi-r12.sqlite')
    """
    end = {Edition.MAIN: ".zip", Edition.MORE: "-more.zip", Edition.SQLITE: ".sqlite"}[edition]
    return f"planapi-r{revision}{end}"


def note_of(name: str) -> str:
    """The name of the note on a file.

    >>> note_of("planapi-r12.zip"), note_of("planapi-r12.sqlite")
    ('planapi-r12.json', 'planapi-r12.sqlite.json')
    """
    return f"{name.removesuffix('.zip')}.json"


def folder_of(revision: int) -> str:
    """The path of the address below which everything of a release is."""
    return f"/releases/r{revision}/"


def address_of(revision: int, edition: Edition = Edition.MAIN) -> str:
    """The path of a release's address, which is its for ever."""
    return folder_of(revision) + (SQLITE if edition == Edition.SQLITE else name_of(revision, edition))


def find(state: State, edition: Edition = Edition.MAIN) -> Release | None:
    """The release of a revision. One of a revision of that number in another database, which was here before, is none."""
    release = noted(state, edition)
    return release if release and release.removed_at is None else None


def noted(state: State, edition: Edition = Edition.MAIN) -> Release | None:
    """The same, also if it has been removed since."""
    name = name_of(state.number, edition)
    release = _noted(note_of(name), storage().versions(f"{Path(name).stem}."))
    return release if release and release.made_at == state.made_at else None


def kept(edition: Edition = Edition.MAIN) -> list[Release]:
    """All releases, the newest first."""
    found = _all(storage().versions("planapi-r"))
    noted = [release for release in found if release.removed_at is None and release.edition == edition]
    made = dict(Revision.objects.filter(number__in=[one.revision for one in noted]).values_list("number", "made_at"))
    there = (release for release in noted if made.get(release.revision) == release.made_at)
    return sorted(there, key=lambda release: release.revision, reverse=True)


def sweep() -> None:
    """Remove zips that are noted as removed: the process that did it was ended in between."""
    versions = storage().versions("planapi-r")
    for release in _all(versions):
        if release.removed_at and release.name in versions:
            storage().delete(release.name)


def _all(versions: dict[str, Any]) -> list[Release]:
    return [release for name in versions if name.endswith(".json") and (release := _noted(name, versions))]


def keep(release: Release, zipped: Path) -> None:
    """Take a finished zip in, and then the note that makes it a release."""
    storage().put(release.name, zipped)
    note(release, zipped.parent)


def note(release: Release, place: Path) -> None:
    """Write what there is to know of a release, instead of what was known; ``place`` is the folder that ``making`` gave."""
    written = place / "note.json"
    written.write_bytes(orjson.dumps(asdict(release)))
    storage().put(note_of(release.name), written)


def remove(release: Release, at: datetime, place: Path) -> None:
    """Remove the zip; that it was here, and what was in it, stays known. The note comes first: nobody is promised what is not there any more."""
    note(replace(release, removed_at=at), place)
    storage().delete(release.name)


def sqlite_of(release: Release) -> Release | None:
    """The SQLite file of a release, where it has one of its own."""
    return find(State(release.revision, release.made_at), Edition.SQLITE)


def sqlite_state(release: Release, now: datetime) -> SqliteState:
    """How it stands with the SQLite file of a release that is there."""
    if release.file(SQLITE) or sqlite_of(release):
        return SqliteState.MADE
    claimed = claim_of(release)
    return SqliteState.IN_THE_MAKING if claimed and claimed.until > now else SqliteState.MISSING


def claim_of(release: Release) -> SqliteClaim | None:
    name = _claim(release.revision)
    if name not in storage().versions(name):
        return None
    told: dict[str, Any] = orjson.loads(storage().read(name))
    moments = {key: datetime.fromisoformat(told[key]) for key in ("made_at", "until")}
    claimed = SqliteClaim(**{**told, **moments})
    return claimed if claimed.made_at == release.made_at else None


def claim(revision: int, claimed: SqliteClaim, place: Path) -> None:
    """Say that the SQLite file is being made; ``place`` is the folder that ``making`` gave."""
    written = place / "claim.json"
    written.write_bytes(orjson.dumps(asdict(claimed)))
    storage().put(_claim(revision), written)


def claimed() -> set[int]:
    """The revisions whose SQLite file is being made, or could not be."""
    names = (name for name in storage().versions("planapi-r") if name.endswith(".sqlite.claim"))
    return {int(name.removeprefix("planapi-r").removesuffix(".sqlite.claim")) for name in names}


def unclaim(revision: int) -> None:
    if (name := _claim(revision)) in storage().versions(name):
        storage().delete(name)


def _claim(revision: int) -> str:
    return f"{name_of(revision, Edition.SQLITE)}.claim"


@contextmanager
def making(*, wait: bool) -> Iterator[Path]:
    """An empty folder to make a release in, for one process at a time; raises ReleaseLocked where another has it and ``wait`` is false."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise ReleaseLocked("another release is being made") from error
        for left in folder().glob(".making-*"):  # by a process that was killed
            shutil.rmtree(left)
        place = folder() / f".making-{os.getpid()}"
        place.mkdir()
        try:
            yield place
        finally:
            shutil.rmtree(place)


def _noted(name: str, versions: dict[str, Any]) -> Release | None:
    """The release of a note, of the files that there are, with what tells a new one from an old one of the same name. None where its zip was
    not removed by us and is not there."""
    if name not in versions:
        return None
    release = _read(storage().where(name), name, versions[name])
    return release if release.removed_at or release.name in versions else None


@lru_cache(64)
def _read(where: str, name: str, version: Any) -> Release:
    noted: dict[str, Any] = orjson.loads(storage().read(name))
    moments: dict[str, Any] = {key: datetime.fromisoformat(noted[key]) for key in MOMENTS if noted.get(key)}
    edition, files = Edition(noted.pop("edition", "")), tuple(map(_file, noted.pop("files")))
    told: dict[str, Any] = {**noted, **moments, "files": files, "edition": edition}
    return Release(**told)


def _file(noted: dict[str, Any]) -> ReleaseFile:
    lists: dict[str, Any] = {
        name: tuple(map(tuple, noted[name])) for name in ("columns", "steps") if noted.get(name) is not None
    }
    return ReleaseFile(**{**noted, **lists})
