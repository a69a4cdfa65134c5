"""A folder of releases for each test, and the release of the seeds, made once and unpacked."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site

from history.revisions import newest
from planapi.releases.making import make
from planapi.releases.store import Release


@dataclass(frozen=True)
class Made:
    """A release, where its zip is, and what is in it."""

    release: Release
    zipped: Path
    content: Path


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
        zipped = release.path
    content = tmp_path_factory.mktemp("content")
    with zipfile.ZipFile(zipped) as archive:
        assert archive.testzip() is None
        archive.extractall(content)
    return Made(release, zipped, content)
