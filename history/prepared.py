"""Statements that PostgreSQL plans once a connection: sent with their values beside them, and answered in the binary format."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor


class BinaryCursor(ServerBindingCursor):
    """Has its rows in PostgreSQL's binary format: JSON goes out as the octets that it came in, with no text made of them."""

    prepare: bool | None = None
    """None: as a prepared statement, from the second time on. False: never."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=self.prepare, binary=True)  # pyright: ignore[reportAttributeAccessIssue] psycopg's own method


def fetch(sql: str, values: Sequence[Any] | Mapping[str, Any], *, prepared: bool = True) -> list[tuple[Any, ...]]:
    """The rows of a statement. ``prepared``: its plan is kept, which is one for values of any kind."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    cursor: Any = BinaryCursor(connection.connection)  # pyright: ignore[reportCallIssue] psycopg's own argument
    cursor.prepare = None if prepared else False
    wrapped = connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
    with wrapped as open_cursor:
        open_cursor.execute(sql, values)
        return open_cursor.fetchall()
