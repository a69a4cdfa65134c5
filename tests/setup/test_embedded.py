"""The embedded server: started, shared, stopped, and found again after everything was killed.

The users are processes of their own here, as `make run` and a `manage.py shell` beside it are.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import psutil
import psycopg
import pytest

from planapi import embedded
from planapi.embedded import Cluster

# Holds the cluster, says so, and leaves when it is told to.
USER = """
import sys
from pathlib import Path
from planapi.embedded import Cluster, hold
hold(Cluster(folder=Path(sys.argv[1]), durable=True))
print("holding", flush=True)
sys.stdin.read()
"""


class User:
    def __init__(self, cluster: Cluster) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", USER, str(cluster.folder)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def holds(self) -> None:
        assert self._pipe(self.process.stdout).readline() == "holding\n"

    def leave(self) -> None:
        self._pipe(self.process.stdin).close()
        assert self.process.wait(30) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            self._pipe(pipe).close()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(folder=tmp_path / "postgres")
    yield made
    embedded.stop(made)


@pytest.fixture
def user(cluster: Cluster) -> Iterator[Callable[[], User]]:
    users: list[User] = []

    def start() -> User:
        users.append(User(cluster))
        return users[-1]

    yield start
    for one in users:
        one.close()


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(
        host=str(cluster.socket_folder), port=embedded.PORT, user=embedded.USER, dbname=embedded.DATABASE
    ) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row and row[0]


def postmaster(cluster: Cluster) -> psutil.Process:
    return psutil.Process(int((cluster.folder / "postmaster.pid").read_text().split()[0]))


def is_running(cluster: Cluster) -> bool:
    return (cluster.folder / "postmaster.pid").exists()


def test_the_last_user_stops_the_server_whoever_started_it(cluster: Cluster, user: Callable[[], User]) -> None:
    first = user()
    first.holds()
    server = postmaster(cluster).pid
    second = user()
    second.holds()
    assert postmaster(cluster).pid == server

    first.leave()
    assert ask(cluster, "SELECT 1") == 1
    second.leave()
    assert not is_running(cluster)


def test_two_that_start_together_make_one_server(cluster: Cluster, user: Callable[[], User]) -> None:
    users = [user() for _ in range(3)]
    for one in users:
        one.holds()
    assert ask(cluster, "SELECT 1") == 1
    for one in users:
        one.leave()
    assert not is_running(cluster)


def test_a_killed_user_leaves_a_server_that_the_next_one_uses_and_stops(
    cluster: Cluster, user: Callable[[], User]
) -> None:
    first = user()
    first.holds()
    server = postmaster(cluster).pid
    first.kill()
    assert ask(cluster, "SELECT 1") == 1

    second = user()
    second.holds()
    assert postmaster(cluster).pid == server
    second.leave()
    assert not is_running(cluster)


def test_what_was_written_survives_the_killing_of_everything(cluster: Cluster, user: Callable[[], User]) -> None:
    first = user()
    first.holds()
    with psycopg.connect(
        host=str(cluster.socket_folder), port=embedded.PORT, user=embedded.USER, dbname=embedded.DATABASE
    ) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '指标'::text AS word")
    server = postmaster(cluster)
    everything = [server, *server.children(recursive=True)]
    first.kill()
    for process in everything:
        # The server's children end by themselves when it does.
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(everything, timeout=5)
    assert is_running(cluster), "the stale lock file that this test is about"

    second = user()
    second.holds()
    assert ask(cluster, "SELECT word FROM kept") == "指标"
    second.leave()


def test_a_lock_file_that_names_some_other_living_process_is_stale(cluster: Cluster, user: Callable[[], User]) -> None:
    first = user()
    first.holds()
    first.leave()
    (cluster.folder / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.folder}\n1700000000\n5432\n\n\n\nready\n")

    second = user()
    second.holds()
    assert ask(cluster, "SELECT 1") == 1
    second.leave()


def test_a_half_made_cluster_is_made_again(cluster: Cluster, user: Callable[[], User]) -> None:
    half = cluster.folder.with_name("postgres.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    one = user()
    one.holds()
    assert ask(cluster, "SELECT 1") == 1
    one.leave()


def test_a_folder_of_another_version_is_told_and_kept(cluster: Cluster) -> None:
    cluster.folder.mkdir()
    (cluster.folder / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(embedded.EmbeddedPostgresError, match=r"was made by PostgreSQL 9\.6"):
        embedded.hold(cluster)
    assert (cluster.folder / "PG_VERSION").exists()


def test_a_path_too_long_for_a_socket_works(tmp_path: Path) -> None:
    cluster = Cluster(folder=tmp_path / ("long " * 20) / "postgres", durable=False)
    embedded.hold(cluster)
    try:
        assert ask(cluster, "SHOW fsync") == "off"
    finally:
        embedded.release(cluster)
    assert not is_running(cluster)
    cluster.socket_folder.rmdir()


def test_a_cluster_that_need_not_last_begins_empty(tmp_path: Path) -> None:
    cluster = Cluster(folder=tmp_path / "a,b 'c" / "postgres", durable=False)
    for _ in range(2):
        embedded.hold(cluster)
        with psycopg.connect(
            host=str(cluster.socket_folder), port=embedded.PORT, user=embedded.USER, dbname=embedded.DATABASE
        ) as connection:
            connection.execute("CREATE TABLE only_once (i int)")
        embedded.release(cluster)


def test_chinese_sorts_by_code_point_and_case_is_folded(cluster: Cluster, user: Callable[[], User]) -> None:
    one = user()
    one.holds()
    assert (
        ask(cluster, "SELECT string_agg(w, '' ORDER BY w) FROM unnest(ARRAY['河','东','A','区','一']) AS w")
        == "A一东区河"
    )
    assert ask(cluster, "SELECT 'R&D É' ILIKE 'r&d é'") is True
    assert ask(cluster, "SHOW listen_addresses") == ""
    one.leave()


def test_interrupting_a_command_stops_the_server(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "planapi.settings"}
    for sent, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        command = subprocess.Popen(
            [
                *(sys.executable, "manage.py", "shell", "--no-imports", "--command"),
                "import time; from django.db import connection; connection.ensure_connection(); time.sleep(60)",
            ],
            cwd=Path(__file__).parents[2],
            env=environment,
            stderr=subprocess.DEVNULL,
            # a shell has what it starts behind itself ignore interruptions, and its children inherit that
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no thread runs here
        )
        pid_file = tmp_path / "postgres" / "postmaster.pid"
        deadline = time.monotonic() + 30
        while not (pid_file.exists() and "ready" in pid_file.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        command.send_signal(sent)
        assert command.wait(30) == code
        assert not pid_file.exists()
