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


def manage(database: str, place: dict[str, Any], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a command said to somebody at a terminal, with a database of its own."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "DATABASE_URL": f"postgresql://{place['user']}@/{database}?host={place['host']}&port={place['port']}",
        "SECRET_KEY": "of a process that reads a backup",
        "DATA_DIR": str(folder),
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backup")


@pytest.fixture
def restored(place: dict[str, Any], folder: Path) -> Iterator[str]:
    """A database made of a backup of the run's."""
    file = folder / "plans.dump"
    if not file.exists():
        done = manage(connection.settings_dict["NAME"], place, folder, "backup", str(file))
        assert done.returncode == 0, done.stderr
        assert file.stat().st_mode & 0o077 == 0
    tool("createdb", place, NAME)
    try:
        done = manage(NAME, place, folder, "restore", str(file))
        assert (done.returncode, done.stdout[:28]) == (0, "Restored 5 documents at revi"), done.stderr
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


def ask(database: str, place: dict[str, Any], folder: Path) -> list[Any]:
    said = manage(database, place, folder, "shell", "--no-imports", "--command", ASK % ASKED).stdout
    return json.loads(said.partition("answers")[2])


def test_a_dump_brings_everything_back(restored: str, place: dict[str, Any], folder: Path) -> None:
    before, after = (held(name, place) for name in (connection.settings_dict["NAME"], restored))
    assert before["public.history_revision"][0] >= 5
    assert {"public.access_apikey", "public.auth_user", "public.districts_ingestrun"} <= set(before)
    assert before == after
    answers, again = (ask(name, place, folder) for name in (connection.settings_dict["NAME"], restored))
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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("restore", "{plans}"), "Nothing was restored: the database {name} is not empty"),
        (("restore", "{folder}/none.dump"), "Nothing was restored: there is no file"),
        (("backup", "{plans}"), "exists already; name another file"),
        (("backup", "{folder}/none/plans.dump"), "Nothing was backed up: there is no folder"),
    ],
)
def test_what_can_t_be_done_is_said_in_a_sentence(
    restored: str, place: dict[str, Any], folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    words = {"plans": str(folder / "plans.dump"), "folder": str(folder), "name": restored}
    done = manage(restored, place, folder, *(one.format(**words) for one in arguments))
    assert done.returncode == 1
    assert told.format(**words) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_backup_leaves_the_database_empty(place: dict[str, Any], folder: Path) -> None:
    (folder / "text.dump").write_text("not a backup")
    tool("createdb", place, NAME)
    try:
        done = manage(NAME, place, folder, "restore", str(folder / "text.dump"))
        assert (done.returncode, "pg_restore: error: " in done.stderr) == (1, True), done.stderr
        with psycopg.connect(dbname=NAME, **place) as link:
            assert link.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)
    finally:
        tool("dropdb", place, "--force", NAME)
