"""What a run says of itself to everybody, and that none stays open whose process is gone."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from rest_framework.test import APIClient

from districts import running
from districts.models import IngestRun
from planapi.ingest import ingest
from tests.factories import make_run
from tests.pipeline.waiting import wait_for
from tests.seeds import FILES, ROOT, SEEDS
from text.errors import PlanApiError

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
                # another that looks leaves a living run alone
                subprocess.run([*command, str(ROOT / "missing.txt")], cwd=ROOT, env=environment, check=False)
                assert [state for state, _ in states()] == ["running", "failed"]
            finally:
                killed.kill()
        wait_for("its connection is gone", lambda: link.execute(waiting).fetchall() == [(0,)])
        subprocess.run([*command, str(ROOT / "missing.txt")], cwd=ROOT, env=environment, check=False)
        assert states() == [
            ("failed", running.INTERRUPTED),
            ("failed", "The file could not be opened."),
            ("failed", "The file could not be opened."),
        ]


def test_a_run_that_is_stopped_by_hand_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planapi.ingest.read_bytes", stop)
    with pytest.raises(KeyboardInterrupt):
        ingest(SEEDS / FILES["hedong_report"])
    run = IngestRun.objects.latest("id")
    assert (run.state, run.error) == ("failed", running.INTERRUPTED)


def test_only_runs_that_nobody_holds_are_ended() -> None:
    left = make_run(state="running", finished_at=None)
    own = running.begin("own.txt", reader_version="test")
    left.refresh_from_db()
    assert (left.state, left.error) == ("failed", running.INTERRUPTED)
    assert running.end_interrupted() == 0
    running.let_go(own)
    assert running.end_interrupted() == 1
