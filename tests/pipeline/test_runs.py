"""What a run says of itself to everybody, and that none stays open whose process is gone."""

import contextlib
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.functions import Now
from django.test import Client
from rest_framework.test import APIClient

from districts import running
from districts.models import Document, IngestRun, IngestTask, Lease
from planapi.ingest import ingest
from tests.factories import make_run
from tests.pipeline.waiting import wait_for
from tests.seeds import FILES, ROOT, SEEDS, SLUGS
from text.errors import Overtaken, PlanApiError

pytestmark = pytest.mark.django_db

SECRET = "春眠不觉晓，处处闻啼鸟。"


@pytest.fixture
def refused(tmp_path: Path) -> str:
    """Three files were refused, in a folder whose path is returned."""
    (tmp_path / "poem.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "page.txt").write_bytes(b"\x89PNG\r\n" + SECRET.encode())
    for name in ("poem.txt", "page.txt", "missing.txt"):
        with pytest.raises(PlanApiError):
            ingest(tmp_path / name)
    return str(tmp_path)


def test_everybody_is_told_names_and_reasons(refused: str) -> None:
    answer = APIClient().get("/api/v1/ingest-runs/", {"state": "failed", "ordering": "source_name"})
    assert [(run["source_name"], run["error"]) for run in answer.json()["results"]] == [
        ("missing.txt", "The file could not be opened."),
        ("page.txt", "The file is of a format that is not read."),
        (
            "poem.txt",
            "The text is neither an outline of a five-year plan, nor a plan for one field (专项规划), nor a government work report, or does not say which years it covers.",
        ),
    ]
    assert refused not in answer.content.decode()
    assert SECRET[:4] not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status", "found"),
    [
        ({"error__contains": "/"}, 200, 0),
        ({"error__contains": SECRET[:2]}, 200, 0),
        ({"error__contains": "could not be opened"}, 200, 1),
        ({"detail__contains": SECRET[:2]}, 400, None),
        ({"ordering": "detail"}, 400, None),
        ({"fields": "detail"}, 400, None),
    ],
)
def test_what_is_for_editors_can_t_be_asked_for(
    refused: str, query: dict[str, str], status: int, found: int | None
) -> None:
    answer = APIClient().get("/api/v1/ingest-runs/", query)
    assert answer.status_code == status
    if found is not None:
        assert len(answer.json()["results"]) == found


def test_editors_are_told_all(refused: str, client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    page = client.get("/admin/districts/ingestrun/").content.decode()
    assert f"{refused}/missing.txt does not exist" in page
    assert SECRET[:4] in page


def test_runs_of_before_keep_what_they_said_to_themselves(refused: str) -> None:
    """In a database that was there before there were two columns."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("districts")
    MigrationExecutor(connection).migrate([("districts", "0003_tianjin")])
    with connection.cursor() as cursor:
        cursor.execute(
            "update districts_ingestrun set error = '/srv/secret/x.txt does not exist' where state = 'failed'"
        )
        cursor.execute(
            "update districts_ingestrun set source_name = '/srv/secret/x.txt' where source_name = 'poem.txt'"
        )
    MigrationExecutor(connection).migrate(newest)

    answer = APIClient().get("/api/v1/ingest-runs/?page_size=1000")
    assert "secret" not in answer.content.decode()
    runs = {run["source_name"]: run["error"] for run in answer.json()["results"]}
    assert runs["x.txt"].startswith("The file was rejected")
    assert runs[FILES["hedong"]] == ""
    assert set(IngestRun.objects.filter(state="failed").values_list("detail", flat=True)) == {
        "/srv/secret/x.txt does not exist"
    }


def test_the_run_of_a_killed_process_is_ended_by_the_next(own_database: tuple[dict[str, str], str]) -> None:
    environment, conninfo = own_database
    command = [sys.executable, "manage.py", "ingest"]
    with psycopg.connect(conninfo, autocommit=True) as link:

        def states() -> list[tuple[Any, ...]]:
            return link.execute("select state, error from districts_ingestrun order by id").fetchall()

        # who writes has to wait for the lock of all writers, which is held here
        link.execute("select pg_advisory_lock(hashtextextended('planapi.revision', 0))")
        waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        with subprocess.Popen([*command, str(SEEDS / FILES["hedong_report"])], cwd=ROOT, env=environment) as killed:
            try:
                wait_for("the file is in the middle", lambda: link.execute(waiting).fetchall() == [(1,)])
                # its lease is renewed, and another that looks leaves a living run alone
                time.sleep(4)
                subprocess.run([*command, str(ROOT / "missing.txt")], cwd=ROOT, env=environment, check=False)
                assert [state for state, _ in states()] == ["running", "failed"]
            finally:
                killed.kill()
        subprocess.run([*command, str(ROOT / "missing.txt")], cwd=ROOT, env=environment, check=False)
        assert states() == [
            ("lost", running.INTERRUPTED),
            ("failed", "The file could not be opened."),
            ("failed", "The file could not be opened."),
        ]


def test_a_run_that_was_ended_by_others_stores_nothing(own_database: tuple[dict[str, str], str]) -> None:
    """A process that hangs for so long that it is thought to be gone, and then goes on."""
    environment, conninfo = own_database
    command = [sys.executable, "manage.py", "ingest"]
    with psycopg.connect(conninfo, autocommit=True) as link:
        link.execute("select pg_advisory_lock(hashtextextended('planapi.revision', 0))")
        waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        with subprocess.Popen([*command, str(SEEDS / FILES["hedong_report"])], cwd=ROOT, env=environment) as hung:
            try:
                wait_for("the file is in the middle", lambda: link.execute(waiting).fetchall() == [(1,)])
                hung.send_signal(signal.SIGSTOP)
                time.sleep(4)
                subprocess.run([*command, str(ROOT / "missing.txt")], cwd=ROOT, env=environment, check=False)
                link.execute("select pg_advisory_unlock(hashtextextended('planapi.revision', 0))")
                hung.send_signal(signal.SIGCONT)
                assert hung.wait(timeout=60) == 1
            finally:
                hung.kill()
        runs = link.execute("select state from districts_ingestrun order by id").fetchall()
        assert runs == [("lost",), ("failed",)]
        assert link.execute("select count(*) from districts_document").fetchall() == [(0,)]


def test_a_run_that_is_stopped_by_hand_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planapi.ingest.read_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        ingest(SEEDS / FILES["hedong_report"])
    run = IngestRun.objects.latest("id")
    assert (run.state, run.error) == ("lost", running.INTERRUPTED)


def test_only_runs_that_nobody_holds_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    left = make_run(state="running", finished_at=None)
    own = running.begin("own.txt", reader_version="test")
    left.refresh_from_db()
    assert (left.state, left.error) == ("lost", running.INTERRUPTED)
    assert running.end_lost() == 0
    # the same process of another machine, which can't be looked at: its lease has to run out
    Lease.objects.filter(run=own).update(holder="elsewhere 1 0")
    assert running.end_lost() == 0
    Lease.objects.filter(run=own).update(expires_at=Now())
    monkeypatch.setattr(settings, "LEASE_SECONDS", 0)
    assert running.end_lost() == 1
    running.let_go(own)


@pytest.mark.parametrize("first", [True, False])
def test_of_two_versions_the_one_that_was_asked_for_later_stays(first: bool, tmp_path: Path) -> None:
    text = (SEEDS / FILES["hedong_report"]).read_text("utf-8")
    older, newer = (tmp_path / name for name in ("older.txt", "newer.txt"))
    older.write_text(text + "\n新建口袋公园41个。\n", "utf-8")
    newer.write_text(text + "\n新建口袋公园43个。\n", "utf-8")
    tasks = [
        IngestTask.objects.create(task_id=path.name, digest=path.name, arguments={"path": str(path)}, tries=1)
        for path in (older, newer)
    ]
    IngestTask.objects.filter(pk=tasks[0].pk).update(asked_at=Now() - timedelta(seconds=9))
    for task in tasks if first else reversed(tasks):
        task.refresh_from_db()
        with (
            running.for_task(task),
            contextlib.nullcontext() if first or task is tasks[1] else pytest.raises(Overtaken),
        ):
            ingest(task.arguments["path"])
    assert Document.objects.get(slug=SLUGS["hedong_report"]).text.rstrip().endswith("43个。")
