"""The databases of a run: each kind of data is made once, and every process of the run has copies of its own.

========  ========================================================================
migrated  all tables, and no document
seeds     the documents of ``seeds/``, as they are ingested
world     the small world of ``tests.world`` and nothing else
many      the world, with 50,000 more numerals of one of its documents
========  ========================================================================

A kind is made as a template by the process that needs it first; the others wait for it, and each copies it (``CREATE DATABASE … TEMPLATE``), which takes
a tenth of a second. Without pytest-xdist there is one process, and all is the same.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from planapi.ingest import ingest
from planapi.settings import BASE_DIR
from planapi.tasks import documents_in
from tests import world
from tests.seeds import SEEDS

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
"""The same in all processes of a run, and in no other run on this server."""

_own: list[str] = []
"""The databases of this process."""


def _migrate() -> None:
    call_command("migrate", verbosity=0)


def _ingest_the_seeds() -> None:
    for path in documents_in(SEEDS):
        ingest(path)


# What each kind is made of: a copy of another kind, or an empty database, and what is done to it.
KINDS: dict[str, tuple[str | None, Callable[[], None]]] = {
    "migrated": (None, _migrate),
    "seeds": ("migrated", _ingest_the_seeds),
    "world": ("seeds", world.replace_everything),
    "many": ("world", world.make_many),
}


def copy_of(kind: str) -> str:
    """The name of this process's own database of a kind, which is made when it is asked for first."""
    name = f"test_{kind}_{os.getpid()}"
    if name not in _own:
        _create(name, template=_template(kind))
        _own.append(name)
    return name


def another(kind: str) -> str:
    """The name of a database of a kind that is made for one test, which may do with it what it likes."""
    name = f"test_{kind}_{os.getpid()}_{len(_own)}"
    _create(name, template=_template(kind))
    _own.append(name)
    return name


@contextmanager
def within(name: str) -> Iterator[None]:
    """Within it, this thread's connection is a new one to the database of that name."""
    link = _connection_to(name)
    with using(link), closing(link):
        yield


def is_made(kind: str) -> bool:
    """Whether this process has its own database of a kind."""
    return f"test_{kind}_{os.getpid()}" in _own


def drop_own() -> None:
    """Remove the databases of this process. The templates stay, which other processes may need; they go with the server."""
    while _own:
        _execute(f"DROP DATABASE IF EXISTS {_own.pop()} WITH (FORCE)")


def connection_to(kind: str) -> BaseDatabaseWrapper:
    """A connection to this process's own database of a kind, which is kept open for the next who asks."""
    if kind not in _connections:
        _connections[kind] = _connection_to(copy_of(kind))
    return _connections[kind]


@contextmanager
def using(link: BaseDatabaseWrapper) -> Iterator[None]:
    """Within it, this thread's connection is that one."""
    before, connections["default"] = connections["default"], link
    try:
        yield
    finally:
        connections["default"] = before


def disconnect() -> None:
    while _connections:
        _connections.popitem()[1].close()


_connections: dict[str, BaseDatabaseWrapper] = {}


def _connection_to(name: str) -> BaseDatabaseWrapper:
    link = connections.create_connection("default")
    link.settings_dict = {**link.settings_dict, "NAME": name}
    return link


def _template(kind: str) -> str:
    name = f"template_{kind}_{RUN}"
    with _alone():
        if not _execute("SELECT FROM pg_database WHERE datname = %s", [name]):
            source, fill = KINDS[kind]
            parent = _template(source) if source else "template1"
            # Named at the end: what a test run that was killed left half made is not taken for whole.
            _execute(f"DROP DATABASE IF EXISTS {name}_new WITH (FORCE)")
            _create(f"{name}_new", template=parent)
            with within(f"{name}_new"):
                fill()
            _execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _create(name: str, *, template: str) -> None:
    with _alone():
        _execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _execute(statement: str, values: list[str] | None = None) -> int:
    """Run a statement outside of all these databases; the number of its rows."""
    server: Any = connection
    with server._nodb_cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


_depth = 0


@contextmanager
def _alone() -> Iterator[None]:
    """No other process makes a database at the same time; within itself it may be nested."""
    global _depth  # noqa: PLW0603 one process, one lock
    if _depth:
        yield
        return
    folder = BASE_DIR / ".data" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _depth = 1
        try:
            yield
        finally:
            _depth = 0
