"""Whoever serves reads as a role of PostgreSQL that can do nothing else (docs/decisions/0030-reader-role.md).

The threads that answer connect as the reader (``reading``). The admin, and a view that takes a POST to keep something, connect as the writer for as long
as the request lasts (``may_write``): a role that can change rows, but no table, function or role. The rest is of the user of DATABASES: the owner in
``manage.py migrate``, and elsewhere whoever is set.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, LiteralString

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, ProgrammingError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from psycopg import sql

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SCHEMAS = ("public", "history", "pinned")
"""Where the tables are, their past rows, and the views of these."""

EMPTY_LISTS = "search_empty_lists"
"""The function of migration search.0005."""

CLOSED = ("auth", "sessions", "admin")
"""Apps whose tables the reader can't even read: users with their password hashes, sessions, what was done in the admin."""

_SAFE = frozenset(("GET", "HEAD", "OPTIONS", "TRACE"))


class UnfitRole(Exception):
    """The reader, or the writer, is not what it should be; the message says why and what to do."""


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
    return _by(settings.READER_DATABASE)


def _by(account: dict[str, Any]) -> BaseDatabaseWrapper:
    link = connections.create_connection(DEFAULT_DB_ALIAS)
    # The database is the same, also where a test runs over one of its own.
    link.settings_dict = {**link.settings_dict, **account, "NAME": link.settings_dict["NAME"]}
    return link


@contextmanager
def may_write() -> Iterator[None]:
    """Within it, this thread's connection is the writer's."""
    if not _THREAD.reads:
        yield
        return
    reader, writer = connections[DEFAULT_DB_ALIAS], _by(settings.WRITER_DATABASE)
    connections[DEFAULT_DB_ALIAS] = writer
    try:
        yield
    finally:
        writer.close()
        connections[DEFAULT_DB_ALIAS] = reader


class WritingRequests:
    """Middleware: a request that keeps something is answered by the writer's connection. The admin sees to itself."""

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


def writer() -> str | None:
    """The writer's name; None where none is set, or where this process is the writer's itself."""
    name = settings.WRITER_DATABASE["USER"]
    return None if name == settings.DATABASES[DEFAULT_DB_ALIAS]["USER"] else name


_TO_READ = (
    "grant usage on schema {schema} to {role}",
    "revoke all on all tables in schema {schema} from {role}",
    "grant select on all tables in schema {schema} to {role}",
)
_TO_WRITE = (
    "grant usage on schema {schema} to {role}",
    "revoke all on all tables in schema {schema} from {role}",
    "grant select, insert, update, delete on all tables in schema {schema} to {role}",
    "grant usage, select on all sequences in schema {schema} to {role}",
)


def grant(connection: BaseDatabaseWrapper) -> None:
    """Have the reader be there, and read all that there is but what is closed to it; and the writer, and change rows. Raises UnfitRole."""
    # At once, so that no answer finds rights that are half given.
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if (name := role()) is not None:
            _make(connection, cursor, name, "READER", settings.READER_DATABASE)
            _let(cursor, name, _TO_READ)
            closed = [sql.Identifier("public", table) for table in closed_tables() if table in _tables(connection)]
            if closed:
                statement = sql.SQL("revoke all on {} from {}").format(sql.SQL(", ").join(closed), sql.Identifier(name))
                cursor.execute(statement)
        if (name := writer()) is not None:
            _make(connection, cursor, name, "WRITER", settings.WRITER_DATABASE)
            _let(cursor, name, _TO_WRITE)
            # Which migrations were run, only their owner says.
            history = sql.SQL("revoke insert, update, delete on public.django_migrations from {}")
            cursor.execute(history.format(sql.Identifier(name)))
            _let_empty(cursor, name)
    if wrong := unfit(connection):
        raise UnfitRole(wrong)


def _let(cursor: Any, name: str, statements: Iterable[LiteralString]) -> None:
    cursor.execute("select nspname from pg_namespace where nspname = any(%s)", [list(SCHEMAS)])
    for schema in [sql.Identifier(row[0]) for row in cursor.fetchall()]:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(schema=schema, role=sql.Identifier(name)))


def _let_empty(cursor: Any, name: str) -> None:
    """The one thing that takes the owner, done by a function of the owner's (planapi.search.waiting)."""
    cursor.execute("select from pg_proc where proname = %s and pronamespace = 'public'::regnamespace", [EMPTY_LISTS])
    if cursor.rowcount:
        function = sql.Identifier("public", EMPTY_LISTS)
        cursor.execute(sql.SQL("revoke execute on function {}() from public").format(function))
        cursor.execute(sql.SQL("grant execute on function {}() to {}").format(function, sql.Identifier(name)))


def closed_tables() -> list[str]:
    """The tables that the reader can't read."""
    models = [one for app in CLOSED for one in apps.get_app_config(app).get_models(include_auto_created=True)]
    return [one._meta.db_table for one in models]  # noqa: SLF001 Django documents it


def unfit(connection: BaseDatabaseWrapper) -> str | None:
    """Why the reader or the writer is none: it is not there, or may do more; None where all is well, or where none is set, or there is no table yet."""
    if "history_revision" not in connection.introspection.table_names():
        return None
    return _unfit_reader(connection) or _unfit_writer(connection)


def _unfit_writer(connection: BaseDatabaseWrapper) -> str | None:
    if (name := writer()) is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolcreaterole from pg_roles where rolname = %s", [name])
        if (found := cursor.fetchone()) is None:
            return f"The role {name}, by which requests write, is not there: run manage.py migrate."
        cursor.execute(
            "select pg_has_role(%s, relowner, 'member'), has_table_privilege(%s, oid, 'insert, update, delete')"
            " from pg_class where oid = 'public.history_revision'::regclass",
            [name, name],
        )
        is_owner, writes = cursor.fetchone()
    if found[0] or is_owner:
        return f"The role {name}, by which requests write, may do what the owner of the tables may: name one in DATABASE_WRITER_URL that only changes rows."
    return None if writes else f"The role {name}, by which requests write, can't: run manage.py migrate."


def is_owner(connection: BaseDatabaseWrapper) -> bool:
    """Whether this process's user may change the tables themselves, or whether there are none yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_has_role(relowner, 'member') from pg_class where oid = to_regclass('public.history_revision')"
        )
        found = cursor.fetchone()
    return found is None or found[0]


def _unfit_reader(connection: BaseDatabaseWrapper) -> str | None:
    if (name := role()) is None:
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


def _make(connection: BaseDatabaseWrapper, cursor: Any, name: str, what: str, account: dict[str, Any]) -> None:
    """Make the role where it is not there, and give it the password that is set, where this user may."""
    made = sql.Identifier(name)
    cursor.execute("select from pg_roles where rolname = %s", [name])
    if not cursor.rowcount:
        cursor.execute("select rolcreaterole or rolsuper from pg_roles where rolname = current_user")
        if not cursor.fetchone()[0]:
            raise UnfitRole(
                f"The role {name} of DATABASE_{what}_URL is not there, and the user of DATABASE_URL may make none. Have "
                f"somebody who may run: CREATE ROLE {name} LOGIN PASSWORD '…'. Then run manage.py migrate again."
            )
        with suppress(ProgrammingError, IntegrityError), transaction.atomic(using=connection.alias):
            # Refused where another database of this server is being migrated, and has made it a moment ago.
            cursor.execute(sql.SQL("create role {} login noinherit").format(made))
    password = account.get("PASSWORD")
    cursor.execute("select pg_has_role(%s, 'member with admin option')", [name])
    if password and cursor.fetchone()[0]:
        raw: Any = connection.connection
        # As psql's \\password has it: neither the server nor its log is told the password.
        encrypted = raw.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
        cursor.execute(sql.SQL("alter role {} password {}").format(made, sql.Literal(encrypted)))


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())
