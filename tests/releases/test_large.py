"""Files beyond what a zip could hold at first: its later form is used for them, and is read like the other. The limits are lowered, so that small files are large."""

import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from districts.models import Term
from history.revisions import newest
from planapi.releases.making import make
from planapi.releases.tables import sources
from rest.formats import Xlsx, copying
from tests.releases.conftest import Made

ZIP64 = 45
"""What a zip says that it takes to unpack a file of that form."""


@pytest.mark.django_db
def test_a_release_of_large_files_is_as_any_other(made: Made, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as lowered:
        lowered.setattr(zipfile, "ZIP64_LIMIT", 10_000)
        lowered.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
        large = make(newest())
    assert large.bytes > made.release.bytes, "it takes more octets to say"
    with zipfile.ZipFile(large.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [file.path for file in made.release.files]
        forms = {info.filename: info.extract_version for info in archive.infolist()}
        for name in ("csv/numerals.csv", "parquet/numerals.parquet", "csv/revisions.csv"):
            assert archive.read(name) == (made.content / name).read_bytes(), name
    assert forms["csv/numerals.csv"] == forms["parquet/numerals.parquet"] == ZIP64


@pytest.mark.skipif(sys.version_info < (3, 11, 4), reason="the zipfile of Python before 3.11.4 does not say so")
@pytest.mark.django_db
def test_a_sheet_that_is_too_large_is_not_sent_as_if_it_were_whole(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """How long it will be is not known when its first rows go out, and a spreadsheet may not know the later form."""
    table = next(source.table for source in sources() if source.model is Term)

    def written(limit: int) -> Any:
        monkeypatch.setattr(zipfile, "ZIP64_LIMIT", limit)
        rows = copying.copied(Term.objects.all(), Xlsx().expressions(table) or [], form=Xlsx.copied_as, patience=30)
        return Xlsx().write_copied(table, rows)

    whole = b"".join(written(1_000_000))
    assert zipfile.ZipFile(io.BytesIO(whole)).testzip() is None
    sent: list[bytes] = []
    with pytest.raises(RuntimeError, match="too large"):
        sent.extend(written(10_000))
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(sent)))
