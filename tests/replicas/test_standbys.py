"""A primary and two hot standbys of this machine, under readers and a writer. ``make replicas`` does more of the same, and longer."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import yaml

from bench import replicas
from bench.replicas import Crowd, get, site, standbys_of, told, transactions, write
from bench.standbys import Server, replicated
from planapi import embedded
from tests.seeds import FILES, SEEDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replicas")


@pytest.fixture(scope="module")
def servers(data: Path) -> Iterator[list[Server]]:
    with replicated(data, standbys=2, options=(("fsync", "off"),)) as there:
        replicas.prepare(there, data, str(SEEDS / FILES["hedong_report"]))
        yield there


@pytest.fixture(scope="module")
def port(servers: list[Server], data: Path) -> Iterator[int]:
    with site(servers, data / "site", WORKERS="2", THREADS="2") as port:
        yield port


def test_lists_are_read_from_standbys(port: int, servers: list[Server]) -> None:
    before = transactions(servers)
    assert {get(port, f"/api/v1/observations/?page_size={size}").status for size in range(1, 61)} == {200}
    # The servers count with some delay; the primary has the beats of two processes.
    replicas._until(lambda: sum(transactions(servers)[1:]) - sum(before[1:]) >= 60, 20)
    files = get(port, "/api/v1/observations/?format=csv")
    assert (files.status, files.body[:3]) == (200, b"id,")
    assert files.body.count(b"\n") > 100
    assert get(port, "/api/v1/observations/?revision=1").revision == 1


def test_what_was_just_written_is_read(port: int, servers: list[Server]) -> None:
    for number in range(5):
        before = get(port, "/api/v1/districts/120000/").revision
        write(servers[0], f"a{number}")
        # Who has seen a revision is answered from it, by whichever process.
        ((made,),) = servers[0].ask("select max(number) from history_revision")
        answers = [get(port, "/api/v1/districts/120000/", seen=int(str(made))) for _ in range(10)]
        assert {(one.status, one.revision) for one in answers} == {(200, before + 1)}
        assert all(f"Tianjin a{number}".encode() in one.body for one in answers)


def test_what_befalls_a_server_is_not_what_readers_notice(port: int, servers: list[Server]) -> None:
    told_elsewhere = {"nothing", "a standby lags by 30 s"}
    for line in replicas.faults(servers, port, seconds=2.5, left_out=told_elsewhere):
        assert line["older after newer"] == 0, line
        assert set(line["failed"]) <= {"503"}, line  # pyright: ignore[reportArgumentType] a dictionary
        assert not line["failed"] or line["what"] == "the primary restarts", line
        assert line["last failure after, s"] < 4, line  # pyright: ignore[reportOperatorIssue] a number
        assert line["answers"] > 20, line  # pyright: ignore[reportOperatorIssue]


def test_a_late_standby_is_told_and_left_alone(port: int, servers: list[Server]) -> None:
    servers[1].delay(30)
    try:
        write(servers[0], "late")
        with Crowd(port, servers[0]) as crowd:
            replicas._until(lambda: not standbys_of(port)[0]["in_rotation"], 10)
            replicas._until(lambda: float(str(standbys_of(port)[0]["lag_seconds"])) > 1, 10)
        (late, well) = standbys_of(port)
        assert late["why"] == "it lacks the newest revision"
        assert late["revision"] != well["revision"]
        assert told("", crowd.answers, crowd.older, 0.0, [])["failed"] == {}
    finally:
        servers[1].delay(0)
    replicas._until(lambda: bool(standbys_of(port)[0]["in_rotation"]), 30)


STREAMING = "select slot_name from pg_replication_slots where slot_name = 'standby' and active"


def test_the_commands_of_the_containers_make_a_standby(servers: list[Server], data: Path) -> None:
    """Those of docker-compose.yml, word for word but for the places that a container has."""
    service = yaml.safe_load((replicas.ROOT / "docker-compose.yml").read_text())["services"]["standby"]
    (script,) = service["command"]
    folder, hba = data / "containers" / "18" / "docker", data / "hba.conf"
    hba.write_text("local all all trust\nlocal replication all trust\n")
    hba.chmod(0o644)
    folder.parent.mkdir(parents=True)
    options = f"exec postgres -c listen_addresses= -c unix_socket_directories={folder.parent}"
    script = script.replace("$$", "$").replace("/etc/postgresql/hba.conf", str(hba)).replace("exec postgres", options)
    user = embedded._unprivileged_user()
    if user is not None:
        for place in (folder.parent, folder.parent.parent):
            os.chown(place, user.pw_uid, user.pw_gid)
    own = {
        "PATH": f"{embedded.BINARIES}:{os.environ['PATH']}",
        "PGDATA": str(folder),
        "PGHOST": str(servers[0].cluster.socket_folder),
        "PGUSER": "planapi",
        "LC_ALL": "C",
    }
    prefix = embedded._as_user(user, (str(folder),)) if user is not None else []
    url = f"postgresql://planapi@/planapi?host={quote(str(folder.parent), safe='')}"
    for _ in range(2):  # the second time it is there already
        command = [*prefix, *service["entrypoint"], script]
        process = subprocess.Popen(command, env=own, cwd="/", start_new_session=True)
        try:
            deadline = time.monotonic() + 60
            while True:
                assert process.poll() is None
                with contextlib.suppress(psycopg.Error), psycopg.connect(url) as link:
                    assert link.execute("select pg_is_in_recovery()").fetchone() == (True,)
                    break
                assert time.monotonic() < deadline
                time.sleep(0.2)
            replicas._until(lambda: bool(servers[0].ask(STREAMING)), 30)
        finally:
            process.terminate()
            process.wait(60)
    servers[0].ask("select pg_drop_replication_slot('standby')")
