"""Starts that can't go well say why in one plain message, and several at a time go well."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from planapi import embedded
from planapi.embedded import Cluster, EmbeddedPostgresError
from planapi.management.commands.migrate import LOCK
from tests.seeds import ROOT, SEEDS

KEY = "6b1f0a96b1c4d27e3fa5d8c0b7e6a9f2d1"
NOWHERE = "postgresql://u:hunter2@127.0.0.1:1/plans"


def begin(*command: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "planapi.settings"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said_by(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=120)[0]


@pytest.mark.parametrize(
    "command",
    [["migrate"], ["check", "--database", "default"], ["ingest", str(SEEDS)], ["serve"], ["run", str(SEEDS)]],
    ids=lambda command: command[0],
)
def test_a_database_that_is_not_there_is_told_in_one_line(command: list[str]) -> None:
    process = begin(*command, DATABASE_URL=NOWHERE, SECRET_KEY=KEY)
    said = said_by(process)
    assert process.returncode == 1
    assert said.startswith("Can't use the database (see DATABASE_URL")
    assert "port 1 failed: Connection refused" in said
    assert said.count("\n") == 1
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://planapi@/nothing?host={host}&port={port}", 'database "nothing" does not exist'),
        ("postgresql://nobody@/postgres?host={host}&port={port}", 'role "nobody" does not exist'),
        ("postgresql://u@no-such-host.invalid/plans", "failed to resolve host 'no-such-host.invalid'"),
    ],
)
def test_a_database_that_refuses_is_told_with_its_reason(url: str, reason: str, db: None) -> None:
    place = url.format(host=connection.settings_dict["HOST"], port=embedded.PORT)
    process = begin("migrate", DATABASE_URL=place, SECRET_KEY=KEY)
    said = said_by(process)
    assert process.returncode == 1
    assert reason in said
    assert "Traceback" not in said


def test_a_data_folder_that_can_t_be_one_is_told_with_the_way_out(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    process = begin("migrate", DATA_DIR=str(file))
    said = said_by(process)
    assert process.returncode == 1
    assert f"the generated key can't be written to {file}/secret_key" in said
    assert "Set DATA_DIR to a writable folder" in said
    assert said.count("\n") == 1


def test_a_disk_that_takes_no_more_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planapi.embedded.os.open", full)
    with pytest.raises(EmbeddedPostgresError, match=r"can't be started in .*No space left on device"):
        embedded.hold(Cluster(folder=tmp_path / "postgres"))


def test_a_folder_of_releases_that_can_t_be_written_is_told(db: None, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.RELEASES_DIR = tmp_path / "file" / "releases"
    with pytest.raises(CommandError, match=r"can't be written to RELEASES_DIR .*: Not a directory"):
        call_command("release")


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("sources_dir", "nothing", "SOURCES_DIR: there is no folder .*nothing"),
        ("releases_dir", "file/releases", "RELEASES_DIR: .* can't be made: Not a directory"),
    ],
)
def test_a_folder_that_is_set_and_can_t_be_used_is_named_at_start(
    name: str, place: str, said: str, db: None, settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **{name: tmp_path / place})
    with pytest.raises(CommandError, match=said):
        call_command("serve", port=0)


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    embedded.stop(Cluster(folder=tmp_path / "postgres"))


def test_three_that_start_at_once_wait_for_each_other(data: Path) -> None:
    """In an empty folder, where key, database and tables are all to be made."""
    three = [begin("migrate", DATA_DIR=str(data)) for _ in range(3)]
    said = [said_by(process) for process in three]
    assert [process.returncode for process in three] == [0, 0, 0], said
    assert sum("Applying districts.0001_initial... OK" in one for one in said) == 1
    assert sum("No migrations to apply." in one for one in said) == 2
    assert len((data / "secret_key").read_text()) > 50


@pytest.mark.django_db
def test_a_migrate_leaves_the_session_as_it_was() -> None:
    """What comes next in the same process may be a server, as in `manage.py run`."""
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() == ("30s",)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [LOCK & 0xFFFFFFFF])
        assert cursor.fetchone() == (0,)
