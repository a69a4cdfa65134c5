"""`manage.py ingest` as somebody at a terminal meets it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from districts.models import Document, IngestRun
from planapi import tasks
from planapi.management.commands import ingest as command
from tests.intake.conftest import REPORT, SLUG
from tests.intake.test_dry_run import everything
from tests.seeds import FILES, SEEDS, SLUGS

pytestmark = pytest.mark.django_db
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good document, a doubtful one, one that is none, and one in a folder of its own."""
    files = {
        "a.txt": REPORT,
        "b.txt": REPORT.replace("南开", "河西")
        .replace("一、2022年工作回顾\n", "")
        .replace("二、2023年工作目标和主要任务\n", "")
        + "经济运行总体平稳，各项事业取得新进展。" * 200,
        "c.txt": "不是公文。",
        "in/d.txt": REPORT.replace("南开", "红桥"),
    }
    for name, text in files.items():
        path = tmp_path / "papers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "papers"


def test_what_needs_a_look_is_listed_at_the_end_the_worst_first(folder: Path, capsys: Captured) -> None:
    with pytest.raises(CommandError, match="1 of 3 documents were not ingested") as failed:
        call_command("ingest", str(folder))
    assert failed.value.returncode == 1
    said = capsys.readouterr().err
    summary = said[said.index("To be looked at") :]
    assert summary.index("✗ failed") < summary.index("c.txt") < summary.index("! doubtful") < summary.index("b.txt")
    assert "120103-report-2023" in summary
    assert "a.txt" not in summary
    assert "2 stored, 1 failed" in summary
    assert not Document.objects.filter(slug="120106-report-2023").exists()


def test_folders_in_folders_are_taken_when_asked_for(folder: Path, capsys: Captured) -> None:
    with pytest.raises(CommandError, match="1 of 4 documents"):
        call_command("ingest", str(folder), "--recursive", verbosity=0)
    assert Document.objects.filter(slug="120106-report-2023").exists()
    assert "✓" not in capsys.readouterr().err


def test_a_doubtful_document_has_an_exit_status_when_asked_for(folder: Path) -> None:
    (folder / "c.txt").unlink()
    call_command("ingest", str(folder))
    with pytest.raises(CommandError, match="doubtful") as strict:
        call_command("ingest", str(folder), "--strict")
    assert strict.value.returncode == 3


def test_a_dry_run_shows_what_would_change_and_writes_nothing(folder: Path, capsys: Captured) -> None:
    before = everything()
    with pytest.raises(CommandError, match="1 of 3 documents would not be ingested"):
        call_command("ingest", str(folder), "--dry-run")
    said = capsys.readouterr().err
    assert everything() == before
    assert f"~ {SLUG}" in said
    assert "observations: +" in said
    assert "建成口袋公园41个" in said
    call_command("ingest", str(SEEDS / FILES["hedong_report"]), "--dry-run")
    assert f"= {SLUGS['hedong_report']}  unchanged" in capsys.readouterr().err


def test_a_dry_run_shows_what_would_be_lost(tmp_path: Path, capsys: Captured) -> None:
    cut = tmp_path / "cut.txt"
    cut.write_text((SEEDS / FILES["hedong_report"]).read_text(encoding="utf-8")[:1200], encoding="utf-8")
    with pytest.raises(CommandError, match="would not be ingested"):
        call_command("ingest", str(cut), "--dry-run")
    said = capsys.readouterr().err
    assert "it may be truncated" in said
    assert "observations: " in said


def test_it_goes_on_where_it_was_stopped(folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "c.txt").unlink()
    real: Any = tasks.ingest_document

    def stop_at_the_second(path: str, *args: Any, **how: Any) -> Any:
        if path.endswith("b.txt"):
            raise KeyboardInterrupt
        return real(path, *args, **how)

    monkeypatch.setattr(command, "ingest_document", stop_at_the_second)
    with pytest.raises(CommandError, match="stopped after 1 of 2 documents") as stopped:
        call_command("ingest", str(folder))
    assert stopped.value.returncode == 130
    monkeypatch.setattr(command, "ingest_document", real)
    capsys.readouterr()
    call_command("ingest", str(folder))
    said = capsys.readouterr().err
    assert f"= {SLUG}  unchanged" in said
    assert "! 120103-report-2023" in said
    assert IngestRun.objects.filter(document__slug=SLUG, state="succeeded").count() == 1
