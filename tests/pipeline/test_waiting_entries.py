"""What waits to be indexed is read through by every search: it does so only while another document is being read, and not for long."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

import planapi.ingest
import planapi.reading
from planapi.ingest import ingest
from planapi.search import waiting
from planapi.search.models import INDEX_NAMES
from tests.factories import make_run
from text.errors import PlanApiError


@pytest.fixture(autouse=True)
def none_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting._Left, "documents", 0)


def waiting_pages() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select sum(gin_clean_pending_list(name::regclass)) from unnest(%s::text[]) as name", [list(INDEX_NAMES)]
        )
        return cursor.fetchone()[0]


def write(folder: Path, year: int) -> Path:
    path = folder / f"{year}.txt"
    path.write_text(
        f"天津市南开区{year}年政府工作报告\n一、工作回顾\n生产总值增长{year % 10}.5%，新增就业3.2万人。\n", "utf-8"
    )
    return path


@pytest.mark.django_db
def test_no_entry_waits_when_a_document_alone_is_stored(tmp_path: Path) -> None:
    ingest(write(tmp_path, 2031))
    assert waiting_pages() == 0


@pytest.fixture
def another_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a document is read, another process begins to read one."""

    def read_all(*args: Any, **options: Any) -> Any:
        make_run(state="running", finished_at=None)
        return planapi.reading.read_all(*args, **options)

    monkeypatch.setattr(planapi.ingest, "read_all", read_all)


@pytest.mark.django_db
@pytest.mark.usefixtures("another_begins")
def test_entries_are_left_to_a_document_that_is_still_read(tmp_path: Path) -> None:
    ingest(write(tmp_path, 2031))
    assert waiting_pages() > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("another_begins")
def test_entries_are_not_left_by_a_document_that_fails(tmp_path: Path) -> None:
    ingest(write(tmp_path, 2031))
    with pytest.raises(PlanApiError):
        ingest(tmp_path / "nowhere.txt")
    assert waiting_pages() == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("another_begins")
def test_entries_do_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 3)
    for year in (2031, 2032, 2033):
        ingest(write(tmp_path, year))
    assert waiting_pages() == 0


@pytest.mark.django_db
def test_what_is_stored_stays_where_its_index_can_not_be_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(waiting, "_EMPTY", "select gin_clean_pending_list('districts_document_pkey')")
    run = ingest(write(tmp_path, 2031))
    run.refresh_from_db()
    assert run.state == "succeeded"
    assert "still wait" in caplog.text
