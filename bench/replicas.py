"""``make replicas``: what readers notice while standbys are killed, paused and late, and the primary restarts; and what two standbys are worth.

A primary and two standbys, the site in two processes, twelve readers who ask for lists that are in no cache and keep a writer's company that makes a
revision every half second. Half of the readers say what they have seen (``X-Revision``), half do not. Every answer is noted.
"""

import http.client
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import orjson
import psycopg

from bench import load
from bench.processes import free_port, stop
from bench.standbys import Server, replicated, thaw, wait_for

ROOT = Path(__file__).parent.parent
READERS = 12
LISTS = ("observations", "projects", "targets", "parks", "numerals", "chapters")


def environment(servers: list[Server], data: Path, **others: str) -> dict[str, str]:
    own = {
        "DATA_DIR": str(data),
        "DATABASE_URL": servers[0].url(),
        "DATABASE_REPLICA_URLS": " ".join(server.url() for server in servers[1:]),
        "SECRET_KEY": "of a site that lives for some minutes, and nobody knows it",
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "RATE_LIMIT": "0",
        "BROKER_URL": "",
        "CACHE_URL": "",
        "WORKERS": "2",
    }
    return os.environ | own | others


@contextmanager
def site(servers: list[Server], data: Path, **others: str) -> Iterator[int]:
    port = free_port()
    data.mkdir(exist_ok=True)
    with (data / "site.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT,
            env=environment(servers, data, **others),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _until(lambda: get(port, "/readyz").status == 200, 120)
            yield port
        finally:
            stop(process)


@dataclass(frozen=True, slots=True)
class Answered:
    begun: float
    ended: float
    status: int
    revision: int
    body: bytes = b""


def get(port: int, path: str, *, seen: int = 0) -> Answered:
    begun = time.monotonic()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        link.request("GET", path, headers={"X-Revision": str(seen)} if seen else {})
        answer = link.getresponse()
        body = answer.read()
    except OSError:
        return Answered(begun, time.monotonic(), 0, 0)
    finally:
        link.close()
    return Answered(begun, time.monotonic(), answer.status, int(answer.headers.get("X-Revision", 0)), body)


@dataclass
class Crowd:
    """Readers and one writer, for as long as it is open. ``older`` counts answers of an earlier revision than their reader had seen before."""

    port: int
    primary: Server
    answers: list[Answered] = field(default_factory=list)
    older: int = 0
    unwritten: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.threads = [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        self.threads.append(threading.Thread(target=self._write))
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _read(self, number: int) -> None:
        own = random.Random(number)
        newest = 0
        while not self.ended.is_set():
            name = own.choice(LISTS)
            path = f"/api/v1/{name}/?page_size={own.randint(1, 1000)}"
            answer = get(self.port, path, seen=newest if number % 2 else 0)
            self.answers.append(answer)
            if answer.status == 200:
                self.older += answer.revision < newest
                newest = max(newest, answer.revision)
            self.ended.wait(0.02)

    def _write(self) -> None:
        for number in itertools.count():
            if self.ended.wait(0.5):
                return
            try:
                write(self.primary, f"{number}")
            except psycopg.Error:
                self.unwritten += 1


def write(primary: Server, word: str) -> None:
    """A revision."""
    with psycopg.connect(primary.url(), connect_timeout=2) as link:
        link.execute("update districts_district set name_en = %s where code = '120000'", [f"Tianjin {word}"])


def told(what: str, answers: list[Answered], older: int, began: float, transactions: list[int]) -> dict[str, object]:
    failed = [one for one in answers if one.status != 200]
    return {
        "what": what,
        "answers": len(answers),
        "failed": {str(status): number for status, number in Counter(one.status for one in failed).items()},
        "last failure after, s": round(max((one.ended - began for one in failed), default=0.0), 2),
        "slowest, s": round(max(one.ended - one.begun for one in answers), 2),
        "older after newer": older,
        "transactions by server": transactions,
    }


def transactions(servers: list[Server]) -> list[int]:
    """How many each server has had; a list is one."""
    found: list[int] = []
    for server in servers:
        ((number,),) = server.ask("select xact_commit from pg_stat_database where datname = current_database()")
        found.append(int(str(number)))
    return found


def faults(
    servers: list[Server], port: int, *, seconds: float, left_out: Collection[str] = ()
) -> Iterator[dict[str, object]]:
    """What befalls the servers, one after the other, each for some seconds."""
    primary, first, second = servers

    def frozen(server: Server, wait: float) -> None:
        held = server.freeze()
        time.sleep(wait)
        thaw(held)

    def both() -> None:
        held = [*first.freeze(), *second.freeze()]
        time.sleep(seconds)
        thaw(held)

    def killed() -> None:
        first.kill()
        time.sleep(seconds)
        first.start()

    def late() -> None:
        second.delay(30)
        time.sleep(seconds + 3)
        second.delay(0)

    def restarted() -> None:
        primary.stop()
        primary.start()

    befalls: list[tuple[str, Callable[[], None]]] = [
        ("nothing", lambda: time.sleep(seconds)),
        ("a standby is killed and started again", killed),
        ("a standby is paused", lambda: frozen(first, seconds)),
        ("a standby lags by 30 s", late),
        ("the primary restarts", restarted),
        ("both standbys are paused", both),
    ]
    for what, befall in befalls:
        if what in left_out:
            continue
        with Crowd(port, primary) as crowd:
            time.sleep(1)
            crowd.answers.clear()
            before = transactions(servers)
            began = time.monotonic()
            befall()
            time.sleep(2)
        _until(lambda: all(one["in_rotation"] for one in standbys_of(port)), 60)
        # A server that was killed counts anew.
        made = [now - was if now >= was else now for was, now in zip(before, transactions(servers), strict=True)]
        yield told(what, crowd.answers, crowd.older, began, made)


def standbys_of(port: int) -> list[dict[str, object]]:
    return orjson.loads(get(port, "/readyz").body).get("standbys", [{"in_rotation": False}])


def throughput(servers: list[Server], data: Path, *, seconds: int) -> dict[str, float]:
    """Lists a second by one server and by the standbys, in turns."""
    paths = [f"/api/v1/observations/?page_size={size}" for size in range(40, 60)]
    rates: dict[str, list[float]] = {"primary alone": [], "two standbys": []}
    for _ in range(3):
        for name, there in (("primary alone", servers[:1]), ("two standbys", servers)):
            with site(there, data, RESPONSE_CACHE_MB="0") as port:
                load.measure(f"http://127.0.0.1:{port}", paths, connections=16, seconds=2)
                rates[name].append(
                    load.measure(f"http://127.0.0.1:{port}", paths, connections=16, seconds=seconds).rate
                )
    return {name: round(max(found)) for name, found in rates.items()}


def prepare(servers: list[Server], data: Path, *documents: str) -> None:
    for command in (("migrate", "--verbosity", "0"), ("ingest", *documents)):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment(servers[:1], data),
            check=True,
            stdout=subprocess.DEVNULL,
        )
    for standby in servers[1:]:
        wait_for(standby, servers[0])


def _until(true: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.1)


def main() -> None:
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="replicas-")))
        data.chmod(0o755)
        servers = stack.enter_context(replicated(data, standbys=2))
        prepare(servers, data, "seeds")
        with site(servers, data / "site") as port:
            for line in faults(servers, port, seconds=8):
                print(orjson.dumps(line).decode(), flush=True)
        rates = throughput(servers, data / "site", seconds=6)
        print(f"lists a second: {rates}, as a ratio {rates['two standbys'] / rates['primary alone']:.2f}")


if __name__ == "__main__":
    main()
