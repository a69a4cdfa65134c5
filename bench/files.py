"""Lists as files, beside what the database gives of the same rows: `python -m bench.files --database corpus_1000000`.

In turn, over and over: the floor, which is `COPY (the statement of the file) TO STDOUT` in a process of its own (for Parquet
that, read and written by pyarrow), and the same file from a server of this build and of others (`--build FOLDER`, a worktree of
another commit). Of each the best of the rounds counts, since what else the machine does only adds. Told are rows a second, the
time to the first octet, and the server's seconds of the processor and most memory.
"""

import argparse
import contextlib
import io
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import psutil

from bench import cluster, running

FORMS = ("csv", "ndjson", "parquet", "xlsx")
EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken: how long it took, to its first octet and to its last, how long it is, and the memory of who made it."""

    seconds: float
    first: float
    octets: int
    memory: int = 0
    processor: float = 0.0
    """Seconds of the server's processor, without PostgreSQL's."""


class Memory:
    """The most memory of a process and its children while it is looked at."""

    def __init__(self, process: psutil.Process) -> None:
        self.process = process
        self.most = 0
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        self._looking = threading.Thread(target=self._look)
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            with contextlib.suppress(psutil.NoSuchProcess):
                family = [self.process, *self.process.children(recursive=True)]
                self.most = max(self.most, sum(one.memory_info().rss for one in family))


def taken(url: str, process: psutil.Process, coding: str = "identity") -> Taken:
    """A file of a server, read to its end, and not decompressed."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": coding})

    def used() -> float:
        family = [process, *process.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in family)

    before, began = used(), time.monotonic()
    with Memory(process) as memory, urllib.request.urlopen(request) as answer:
        octets = len(answer.read(1))
        first = time.monotonic() - began
        while chunk := answer.read(1 << 16):
            octets += len(chunk)
    return Taken(time.monotonic() - began, first, octets, memory.most, used() - before)


def floor(database: str, path: str, form: str) -> Taken:
    """The same by COPY alone, in a process of its own; where a sheet has none, that of CSV."""
    command = [sys.executable, "-m", "bench.files", "--database", database, "--path", path, "--floor", form]
    out = subprocess.run(command, cwd=cluster.ROOT, stdout=subprocess.PIPE, check=True, text=True).stdout
    seconds, first, octets = out.split()[-3:]
    return Taken(float(seconds), float(first), int(octets))


def measure_floor(path: str, form: str) -> Taken:
    """COPY of the statement that the file of a list is made of."""
    from django.db import connection, transaction  # noqa: PLC0415 after ``enter``

    from planapi.resources import RESOURCES  # noqa: PLC0415
    from rest.formats import FORMS as THERE  # noqa: PLC0415
    from rest.formats import ExportTable  # noqa: PLC0415
    from rest.selection import expandable  # noqa: PLC0415

    view: Any = RESOURCES[path][1]
    row = view.serializer_class()
    for optional in expandable(view.serializer_class):
        row.fields.pop(optional)
    table = ExportTable(row, view.queryset.model)
    paths = view.filterset_class.orderings()
    queryset = view.queryset.all().served().order_by(*(paths[name] for name in view.ordering))
    writer = next(one() for one in THERE if one.format == ("csv" if form == "xlsx" else form))
    columns = writer.expressions(table) or []
    sql, parameters = queryset.select_related(None).values_list(*columns).query.sql_with_params()
    statement = f"copy ({sql}) to stdout (format {writer.copied_as})"
    with transaction.atomic(), connection.cursor() as cursor:
        began, first, octets, read = time.monotonic(), None, 0, io.BytesIO()
        with cursor.copy(statement if parameters else statement % (), parameters) as copy:
            for data in copy:
                first = first or time.monotonic() - began
                octets += len(data)
                if form == "parquet":
                    read.write(data)
        if form == "parquet":
            octets = _parquet(read, table)
        return Taken(time.monotonic() - began, first or 0.0, octets)


def _parquet(read: io.BytesIO, table: Any) -> int:
    from pyarrow import csv, parquet  # noqa: PLC0415

    from rest.formats.columnar import schema_of  # noqa: PLC0415

    schema, out = schema_of(table, exact=False), io.BytesIO()
    read.seek(0)
    found = csv.read_csv(
        read,
        read_options=csv.ReadOptions(column_names=schema.names),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=schema, null_values=[""], strings_can_be_null=True),
    )
    parquet.write_table(found, out, compression="snappy")
    return out.tell()


@contextlib.contextmanager
def served(folder: Path, database: str) -> Iterator[tuple[str, psutil.Process]]:
    """A server of the build in a folder: where it answers, and its process."""
    command = running.site("files", RESPONSE_CACHE_MB="0")
    python = folder / ".venv" / "bin" / "python"
    command = replace(command, command=[str(python), str(folder / "manage.py"), *command.command[2:]])
    before = {one.pid for one in psutil.Process().children()}
    with running.running(command, database) as server:
        process = next(one for one in psutil.Process().children() if one.pid not in before)
        yield server.base, process


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="corpus_100000", help="(%(default)s)")
    parser.add_argument("--path", default="observations", help="the list (%(default)s)")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=FORMS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=int, help="how many rows it has, if not all (only told)")
    parser.add_argument("--query", default="", help="what else is asked of the list: &year=2023")
    parser.add_argument("--coding", default="identity", help="the Accept-Encoding of the request: gzip (%(default)s)")
    parser.add_argument("--build", type=Path, action="append", default=[], help="a worktree of another commit")
    parser.add_argument("--floor", choices=FORMS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    cluster.enter(given.database)
    if given.floor:
        told = measure_floor(given.path, given.floor)
        print(told.seconds, told.first, told.octets)
        return
    _compare(given)


def _compare(given: argparse.Namespace) -> None:
    from planapi.resources import RESOURCES  # noqa: PLC0415 after ``enter``

    view: Any = RESOURCES[given.path][1]
    rows = given.rows or view.queryset.count()
    with contextlib.ExitStack() as stack:
        ways: dict[str, Callable[[str], Taken]] = {"COPY": lambda form: floor(given.database, given.path, form)}
        for folder in (cluster.ROOT, *given.build):
            base, process = stack.enter_context(served(folder, given.database))
            address = f"{base}/api/v1/{given.path}/?format={{}}{given.query}"
            ways[folder.name] = lambda form, address=address, process=process: taken(
                address.format(form), process, given.coding
            )
        for form in given.forms:
            best: dict[str, Taken] = {}
            for _ in range(given.rounds):
                for name, way in ways.items():
                    try:
                        one = way(form)
                    except urllib.error.HTTPError as error:
                        print(form, name, error.read().decode()[:200])
                        continue
                    best[name] = min(best.get(name, one), one, key=lambda each: each.seconds)
            for name, one in best.items():
                print(
                    f"{form:8} {name:10} {rows / one.seconds:10,.0f} rows/s  {one.seconds:7.2f} s  first {one.first * 1000:7.0f} ms  "
                    f"{one.octets / 1e6:7.1f} MB  server {one.processor:6.2f} s, {one.memory >> 20} MiB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
