"""Originals that nothing refers to are listed, and removed on demand."""

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from planapi.intake import originals as kept
from planapi.intake.models import Ingestion
from planapi.intake.withdrawing import withdraw
from tests.intake.conftest import REPORT, SLUG

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("unused_originals", *arguments, stdout=out)
    return out.getvalue().splitlines()


def aged(folder: Path, *, days: int) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            then = path.stat().st_mtime - days * 86_400
            os.utime(path, (then, then))


def test_only_what_nothing_refers_to_is_removed(originals: Path, upload: Callable[..., Any]) -> None:
    assert told() == ["0 files, 0 bytes unused; --delete removes them"]
    assert upload(REPORT)["document"] == SLUG
    upload("no document")
    withdraw(SLUG, reason="Wrong.", by="a test")
    left = "0" * 62 + "77"
    (originals / "00").mkdir()
    for name in (left, "notes.txt", "77" * 32):  # the last one is not where it would be looked for
        (originals / "00" / name).write_text("left")
    aged(originals, days=29)
    assert told("--delete") == ["0 files, 0 bytes removed"]
    aged(originals, days=2)
    assert told() == [f"00/{left}", "1 files, 4 bytes unused; --delete removes them"]
    before = {path for path in originals.rglob("*") if path.is_file()}
    assert told("--delete") == [f"00/{left}", "1 files, 4 bytes removed"]
    assert before - {path for path in originals.rglob("*") if path.is_file()} == {originals / "00" / left}


def test_what_a_past_document_was_read_from_stays(originals: Path, upload: Callable[..., Any]) -> None:
    """Also where its ingestion and its run are gone."""
    one = upload(REPORT)["document"]
    sha256 = Ingestion.objects.get(document=one).sha256
    withdraw(SLUG, reason="Wrong.", by="a test")
    Ingestion.objects.all().delete()
    aged(originals, days=40)
    assert told("--delete") == ["0 files, 0 bytes removed"]
    with kept.at_hand(sha256, "report.txt") as path:
        assert path.read_text(encoding="utf-8") == REPORT
