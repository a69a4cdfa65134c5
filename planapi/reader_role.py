"""Whoever serves reads as a role of PostgreSQL that can do nothing else (docs/decisions/0030-reader-role.md).

The threads that answer connect as the reader (``reading``). The admin, and a view that takes a POST to keep something, connect as the owner for as long
as the request lasts (``may_write``). Every other process is the owner's: commands, workers, and threads that a request starts.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, ProgrammingError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from psycopg import sql

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SCHEMAS = ("public", "history", "pinned")
"""Where the tables are, their past rows, and the views of these."""

CLOSED = ("auth", "sessions", "admin")
"""Apps whose tables the reader can't even read: users with their password hashes, sessions, what was done in the admin."""

_SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))


class NoReaderRole(Exception):
    """The reader is not what it should be; the message says why and what to do."""


class _Thread(threading.local):
    """Whether this thread answers, and so reads."""

    reads = False


_THREAD = _Thread()


def reading(application: Application) -> Application:
    """A WSGI application whose threads connect as the reader."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not _THREAD.reads:
            connections[DEFAULT_DB_ALIAS] = as_reader()
            _THREAD.reads = True
        return application(environ, start_response)

    return answer


def as_reader() -> BaseDatabaseWrapper:
    """A connection of the reader's to the database, not made yet."""
    link = connections.create_connection(DEFAULT_DB_ALIAS)
    link.settings_dict = {**link.settings_dict, **settings.READER_DATABASE}
    return link


@contextmanager
def may_write() -> Iterator[None]:
    """Within it, this thread's connection is the owner's."""
    if not _THREAD.reads:
        yield
        return
    reader, writer = connections[DEFAULT_DB_ALIAS], connections.create_connection(DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = writer
    try:
        yield
    finally:
        writer.close()
        connections[DEFAULT_DB_ALIAS] = reader


class WritingRequests:
    """Middleware: a request that keeps something is answered by the owner's connection. The admin sees to itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in _SAFE:
            return self.get_response(request)
        with ExitStack() as ending:
            request._role = ending  # type: ignore[attr-defined]  # noqa: SLF001 ours
            return self.get_response(request)

    def process_view(self, request: HttpRequest, callback: Any, callback_args: Any, callback_kwargs: Any) -> None:
        """The one layer that knows which view is going to answer."""
        if request.method not in _SAFE and not getattr(getattr(callback, "cls", None), "posts_read", False):
            request._role.enter_context(may_write())  # type: ignore[attr-defined]  # noqa: SLF001 ours


# ── Making the role, and looking at what it may ─────────────────────────────────────────────────────────────────────


def role() -> str | None:
    """The reader's name; None where none is set, and the owner reads in transactions that are read-only."""
    name = settings.READER_DATABASE["USER"]
    return None if name == settings.DATABASES[DEFAULT_DB_ALIAS]["USER"] else name


def grant(connection: BaseDatabaseWrapper) -> None:
    """Have the reader be there, and read all that there is but what is closed to it. Raises NoReaderRole."""
    if (name := role()) is None:
        return
    reader = sql.Identifier(name)
    # At once, so that no answer finds rights that are half given.
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        _make(connection, cursor, name)
        cursor.execute("select nspname from pg_namespace where nspname = any(%s)", [list(SCHEMAS)])
        for schema in [sql.Identifier(row[0]) for row in cursor.fetchall()]:
            for statement in (
                "grant usage on schema {schema} to {reader}",
                "revoke all on all tables in schema {schema} from {reader}",
                "grant select on all tables in schema {schema} to {reader}",
            ):
                cursor.execute(sql.SQL(statement).format(schema=schema, reader=reader))
        closed = [sql.Identifier("public", table) for table in closed_tables() if table in _tables(connection)]
        if closed:
            statement = sql.SQL("revoke all on {} from {}").format(sql.SQL(", ").join(closed), reader)
            cursor.execute(statement)
    if wrong := unfit(connection):
        raise NoReaderRole(wrong)


def closed_tables() -> list[str]:
    """The tables that the reader can't read."""
    models = [one for app in CLOSED for one in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [one._meta.db_table for one in models]  # noqa: SLF001 Django documents it


def unfit(connection: BaseDatabaseWrapper) -> str | None:
    """Why the reader is none: it is not there, or may write; None where all is well, or where there is no reader, or no table yet."""
    if (name := role()) is None or "history_revision" not in connection.introspection.table_names():
        return None
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolcanlogin from pg_roles where rolname = %s", [name])
        if (found := cursor.fetchone()) is None:
            return f"The role {name}, by which answers are read, is not there: run manage.py migrate."
        cursor.execute(_RIGHTS, [name, name, name, list(SCHEMAS)])
        writable, readable, is_owner = cursor.fetchone()
    if found[0] or is_owner or writable:
        what = f"write to {writable[0]}" if writable else "do what the user of DATABASE_URL may"
        return (
            f"The role {name}, by which answers are read, may {what}: name one in DATABASE_READER_URL that only reads."
        )
    if not readable:
        return f"The role {name}, by which answers are read, can't read the tables: run manage.py migrate."
    return None


_RIGHTS = """
select array_agg(c.oid::regclass::text) filter (where has_table_privilege(%s, c.oid, 'insert, update, delete, truncate')),
       coalesce(bool_and(has_table_privilege(%s, c.oid, 'select')) filter (where c.relname = 'history_revision'), true),
       pg_has_role(%s, current_user, 'member')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any(%s) and c.relkind in ('r', 'v', 'm', 'p')
"""


def _make(connection: BaseDatabaseWrapper, cursor: Any, name: str) -> None:
    """Make the role where it is not there, and give it the password that is set, where this user may."""
    reader = sql.Identifier(name)
    cursor.execute("select from pg_roles where rolname = %s", [name])
    if not cursor.rowcount:
        cursor.execute("select rolcreaterole or rolsuper from pg_roles where rolname = current_user")
        if not cursor.fetchone()[0]:
            raise NoReaderRole(
                f"The role {name} of DATABASE_READER_URL is not there, and the user of DATABASE_URL may make none. Have "
                f"somebody who may run: CREATE ROLE {name} LOGIN PASSWORD '…'. Then run manage.py migrate again."
            )
        with suppress(ProgrammingError, IntegrityError), transaction.atomic(using=connection.alias):
            # Refused where another database of this server is being migrated, and has made it a moment ago.
            cursor.execute(sql.SQL("create role {} login noinherit").format(reader))
    password = settings.READER_DATABASE.get("PASSWORD")
    cursor.execute("select pg_has_role(%s, 'member with admin option')", [name])
    if password and cursor.fetchone()[0]:
        raw: Any = connection.connection
        # As psql's \\password has it: neither the server nor its log is told the password.
        encrypted = raw.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
        cursor.execute(sql.SQL("alter role {} password {}").format(reader, sql.Literal(encrypted)))


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())
