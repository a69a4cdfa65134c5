"""Where releases are kept: the folder ``RELEASES_DIR``, with a zip and a note on it for each.

::

    planapi-r12.zip     written elsewhere in the folder and renamed: it is whole or not there
    planapi-r12.json    what is in it, written after it: a release is there when its note is
    .lock               locked by the process that makes a release; the kernel releases it when that process ends
    .making-…           what that process is writing
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings

from history.models import Revision
from history.revisions import State


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release; ``rows`` where it is a table."""

    path: str
    bytes: int
    sha256: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Release:
    """A zip that is there, and what is in it."""

    revision: int
    made_at: datetime
    software: str
    bytes: int
    sha256: str
    files: tuple[ReleaseFile, ...]

    @property
    def path(self) -> Path:
        return folder() / f"{name_of(self.revision)}.zip"


class ReleaseLocked(Exception):
    """A release is being made by somebody else."""


def folder() -> Path:
    return settings.RELEASES_DIR


def name_of(revision: int) -> str:
    return f"planapi-r{revision}"


def address_of(revision: int) -> str:
    """The path of a release's address, which is its for ever."""
    return f"/releases/r{revision}/{name_of(revision)}.zip"


def find(state: State) -> Release | None:
    """The release of a revision. One of a revision of that number in another database, which was here before, is none."""
    release = _noted(folder() / f"{name_of(state.number)}.json")
    return release if release and release.made_at == state.made_at else None


def kept() -> list[Release]:
    """All releases, the newest first."""
    noted = [release for path in folder().glob("planapi-r*.json") if (release := _noted(path))]
    made = dict(Revision.objects.filter(number__in=[one.revision for one in noted]).values_list("number", "made_at"))
    there = (release for release in noted if made.get(release.revision) == release.made_at)
    return sorted(there, key=lambda release: release.revision, reverse=True)


def keep(release: Release, zipped: Path) -> None:
    """Take a finished zip in, and then the note that makes it a release."""
    os.replace(zipped, release.path)  # noqa: PTH105 as the next
    note = zipped.with_suffix(".json")
    note.write_bytes(orjson.dumps(asdict(release)))
    os.replace(note, release.path.with_suffix(".json"))  # noqa: PTH105 atomic


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


def _noted(path: Path) -> Release | None:
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    release = _read(path, changed)
    return release if release.path.exists() else None


@lru_cache(64)
def _read(path: Path, changed: int) -> Release:
    """A note; ``changed`` is its modification time, which distinguishes a new note from an old one of the same name."""
    noted: dict[str, Any] = orjson.loads(path.read_bytes())
    files = tuple(ReleaseFile(**file) for file in noted.pop("files"))
    return Release(**noted | {"made_at": datetime.fromisoformat(noted["made_at"]), "files": files})
