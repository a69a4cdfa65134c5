"""A folder of releases for each test, and the release of the seeds, made once and unpacked."""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from history.revisions import newest
from planapi.releases import store
from planapi.releases.making import make
from planapi.releases.store import Release


@dataclass(frozen=True)
class Made:
    """A release, where its zip is, and its files: what is in it, and ``planapi.sqlite`` beside them."""

    release: Release
    zipped: Path
    content: Path
    sqlite: Release

    def keep(self, place: Path) -> None:
        """Take both into the folder or bucket of this test; ``place`` is for what is on its way."""
        for release, written in ((self.release, self.zipped), (self.sqlite, self.content / store.SQLITE)):
            store.keep(release, Path(shutil.copy(written, place / "copy")))


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """The folder of the releases of this test, empty."""
    settings.RELEASES_DIR = tmp_path / "releases"
    return settings.RELEASES_DIR


@pytest.fixture(scope="session")
def made(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The release of the seeds."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "RELEASES_DIR", tmp_path_factory.mktemp("made"))
        release = make(newest())
        zipped, sqlite = release.path, store.sqlite_of(release)
        assert sqlite
        in_sqlite = sqlite.path
    content = tmp_path_factory.mktemp("content")
    with zipfile.ZipFile(zipped) as archive:
        assert archive.testzip() is None
        archive.extractall(content)
    shutil.copy(in_sqlite, content / store.SQLITE)
    return Made(release, zipped, content, sqlite)
