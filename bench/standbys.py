"""A primary and its hot standbys on this machine, as the documentation has them set up: PostgreSQL's own streaming replication.

``with replicated(folder, standbys=2) as servers`` gives a ``Server`` each, the primary first. They can be frozen, killed, delayed and started again.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import LiteralString
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from planapi import embedded
from planapi.embedded import DATABASE, PORT, USER, Cluster

REPLICATING = (
    ("wal_level", "replica"),
    ("max_wal_senders", "10"),
    ("max_replication_slots", "10"),
    ("wal_keep_size", "256MB"),
    ("hot_standby", "on"),
    ("hot_standby_feedback", "on"),
)


@dataclass(frozen=True, slots=True)
class Server:
    cluster: Cluster

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{USER}@/{database}?host={quote(str(self.cluster.socket_folder), safe='')}&port={PORT}"

    def ask(self, statement: LiteralString) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url(), autocommit=True) as link:
            cursor = link.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def start(self) -> None:
        embedded._start(self.cluster)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def stop(self) -> None:
        embedded._stop(self.cluster)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def processes(self) -> list[psutil.Process]:
        found = embedded._postmaster(self.cluster)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        return [found[0], *found[0].children(recursive=True)] if found else []

    def freeze(self) -> list[psutil.Process]:
        frozen = self.processes()
        for process in frozen:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()
        return frozen

    def kill(self) -> None:
        killed = self.processes()
        for process in killed:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(killed, timeout=10)

    def delay(self, seconds: int) -> None:
        """Have a standby replay what is committed so many seconds later."""
        with psycopg.connect(self.url(), autocommit=True) as link:
            wanted = sql.SQL("alter system set recovery_min_apply_delay = {}").format(f"{seconds}s")
            link.execute(wanted)
        self.ask("select pg_reload_conf()")


def thaw(frozen: list[psutil.Process]) -> None:
    for process in frozen:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.resume()


@contextlib.contextmanager
def replicated(folder: Path, *, standbys: int, options: tuple[tuple[str, str], ...] = ()) -> Iterator[list[Server]]:
    primary = Server(Cluster(folder=folder / "primary", options=(*REPLICATING, *options)))
    servers = [primary]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        primary.start()
        for number in range(1, standbys + 1):
            standby = Server(Cluster(folder=folder / f"standby{number}", options=primary.cluster.options))
            if not standby.cluster.folder.exists():
                _copy(primary, standby, slot=f"standby{number}")
            servers.append(standby)
            standby.start()
        yield servers
    finally:
        for server in reversed(servers):
            thaw(server.processes())
            server.stop()


def _copy(primary: Server, standby: Server, *, slot: str) -> None:
    """``pg_basebackup`` with ``--write-recovery-conf``: all that makes a standby of a copy."""
    folder = standby.cluster.folder
    folder.mkdir(mode=0o700)
    user = embedded._unprivileged_user()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    done = embedded._run(  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        *("pg_basebackup", "--pgdata", str(folder), "--host", str(primary.cluster.socket_folder), "--port", str(PORT)),
        *("--username", USER, "--write-recovery-conf", "--create-slot", "--slot", slot, "--checkpoint", "fast"),
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def wait_for(standby: Server, primary: Server, *, seconds: float = 30) -> None:
    """Until a standby has replayed all that its primary has written by now."""
    ((written,),) = primary.ask("select pg_current_wal_lsn()")
    deadline = time.monotonic() + seconds
    while True:
        with psycopg.connect(standby.url()) as link:
            if link.execute("select pg_last_wal_replay_lsn() >= %s::pg_lsn", [written]).fetchone() == (True,):
                return
        if time.monotonic() > deadline:
            raise TimeoutError(f"{standby.cluster.folder} does not follow")
        time.sleep(0.05)
