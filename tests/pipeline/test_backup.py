"""What docs/operations.md says of a backup: a dump of the database brings back everything that a link or a citation names."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from planapi.embedded import BINARIES
from tests.seeds import ROOT

NAME = f"planapi_restored_{os.getpid()}"
ASKED = [
    "/api/v1/observations/?page_size=20",
    "/api/v1/observations/?page_size=20&revision=2",
    "/api/v1/changes/?since=1",
    "/api/v1/targets/120102-plan-2021-t7/",
    "/api/v1/targets/120102-plan-2021-t7/citation/?revision=5",
    "/api/v1/search/?q=养老",
]
ASK = """
import json
from django.test import Client
print("answers", json.dumps([(a.status_code, a.headers.get("ETag"), a.content.decode()) for a in map(Client(SERVER_NAME="127.0.0.1").get, %r)]))
"""


@pytest.fixture
def place(db: None) -> dict[str, Any]:
    known = connection.get_connection_params()
    return {key: known[key] for key in ("host", "port", "user") if known.get(key)}


def tool(program: str, place: dict[str, Any], *arguments: str) -> None:
    options = [f"--host={place['host']}", f"--port={place['port']}", f"--username={place['user']}"]
    subprocess.run([str(BINARIES / program), *options, *arguments], check=True, capture_output=True)


@pytest.fixture
def restored(place: dict[str, Any], tmp_path: Path) -> Iterator[str]:
    """A database made of the dump of the run's."""
    dump = str(tmp_path / "plans.dump")
    tool("pg_dump", place, "--format=custom", f"--file={dump}", connection.settings_dict["NAME"])
    tool("createdb", place, NAME)
    try:
        tool("pg_restore", place, f"--dbname={NAME}", "--no-privileges", "--exit-on-error", "--single-transaction", dump)
        yield NAME
    finally:
        tool("dropdb", place, "--force", NAME)


def held(database: str, place: dict[str, Any]) -> dict[str, Any]:
    """A mark of every table's rows, and the names of triggers, views and functions."""
    with psycopg.connect(dbname=database, **place) as link:
        tables = link.execute(
            "select schemaname, tablename from pg_tables where schemaname in ('public', 'history') order by 1, 2"
        ).fetchall()
        rows = sql.SQL("select count(*), md5(string_agg(r::text, '' order by r::text)) from {} as r")
        marks: dict[str, Any] = {
            ".".join(name): link.execute(rows.format(sql.Identifier(*name))).fetchone() for name in tables
        }
        for what, query in {
            "triggers": "select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal order by 1, 2",
            "views": "select viewname, definition from pg_views where schemaname = 'pinned' order by 1",
            "functions": "select proname from pg_proc where pronamespace = 'history'::regnamespace order by 1",
        }.items():
            marks[what] = link.execute(query.encode()).fetchall()
    return marks


def ask(database: str, place: dict[str, Any], tmp_path: Path) -> list[Any]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "DATABASE_URL": f"postgresql://{place['user']}@/{database}?host={place['host']}&port={place['port']}",
        "SECRET_KEY": "of a process that reads a backup",
        "DATA_DIR": str(tmp_path),
    }
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", ASK % ASKED]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    return json.loads(said.partition("answers")[2])


def test_a_dump_brings_everything_back(restored: str, place: dict[str, Any], tmp_path: Path) -> None:
    before, after = (held(name, place) for name in (connection.settings_dict["NAME"], restored))
    assert before["public.history_revision"][0] >= 5
    assert {"public.access_apikey", "public.auth_user", "public.districts_ingestrun"} <= set(before)
    assert before == after
    answers, again = (ask(name, place, tmp_path) for name in (connection.settings_dict["NAME"], restored))
    assert {status for status, _, _ in answers} == {200}
    assert answers == again


def test_the_restored_history_goes_on(restored: str, place: dict[str, Any]) -> None:
    with psycopg.connect(dbname=restored, **place) as link:
        row = link.execute("select max(number) from history_revision").fetchone()
        assert row is not None
        link.execute("update indicators_target set note = 'changed' where key = '120102-plan-2021-t7'")
        assert link.execute("select max(number) from history_revision").fetchone() == (row[0] + 1,)
        kept = "select note, until from history.indicators_target where key = '120102-plan-2021-t7'"
        assert link.execute(kept).fetchone() == (None, row[0] + 1)
