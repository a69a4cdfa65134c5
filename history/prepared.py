"""Statements that PostgreSQL plans once a connection: sent with their values beside them, and answered in the binary format.

Their parameters are PostgreSQL's own (``$1``): psycopg would look for those of Python (``%s``) anew each time, which takes longer than a short statement does.
"""

import re
from collections import namedtuple
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import RawCursor

_PLACES = re.compile(r"%(?:%|s|\((?P<name>\w+)\)s)")


class BinaryCursor(RawCursor):
    """Has its rows in PostgreSQL's binary format: JSON goes out as the octets that it came in, with no text made of them."""

    prepare: bool | None = None
    """None: as a prepared statement, from the second time on. False: never."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=self.prepare, binary=True)


def numbered(sql: str) -> tuple[str, list[str]]:
    """A statement with ``$1`` for ``%s`` or for ``%(name)s``, and the names in the order of their numbers.

    >>> numbered("select %(a)s + %(b)s - %(a)s, '%%'")
    ("select $1 + $2 - $1, '%'", ['a', 'b'])
    >>> numbered("select %s, %s")[0]
    'select $1, $2'
    """
    names: list[str] = []

    def place(found: re.Match[str]) -> str:
        if found.group() == "%%":
            return "%"
        name = found["name"] or str(len(names))
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _PLACES.sub(place, sql), names


class NamedRows:
    """The rows that a condition selects, with some of their columns, as named tuples: a statement that is written once, and planned once a connection.

    ``model``: whose columns they are, by their names in it (``row_id``). The condition names its values: ``district_id = %(district)s``.
    """

    def __init__(self, model: Any, names: Sequence[str], condition: str) -> None:
        meta = model._meta  # noqa: SLF001 Django documents it
        columns = {one.attname: one.column for one in meta.concrete_fields}
        selected = ", ".join(f'"{columns[name]}"' for name in names)
        self._sql, self._names = numbered(f"select {selected} from {meta.db_table} where {condition}")  # noqa: S608 names of ours
        self._row: Any = namedtuple("Row", names)  # noqa: PYI024 as Django's own, with names that are data

    def fetch(self, *, prepared: bool = True, **values: Any) -> list[Any]:
        return list(map(self._row._make, fetch(self._sql, [values[name] for name in self._names], prepared=prepared)))


def array_of(values: Iterable[str | int]) -> str:
    """Values as PostgreSQL writes an array, for a parameter whose type the statement says.

    Of a list psycopg looks at each value to find the type, which takes longer than a short statement does.

    >>> array_of([2020, 2021]), array_of(["gdp", 'a "b"'])
    ('{2020,2021}', '{"gdp","a \\\\"b\\\\""}')
    """
    return f"{{{','.join(str(one) if isinstance(one, int) else _quoted(one) for one in values)}}}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def fetch(sql: str, values: Sequence[Any], *, prepared: bool = True, under: str | None = None) -> list[tuple[Any, ...]]:
    """The rows of a statement. ``prepared``: its plan is kept, which is one for values of any kind.

    ``under``: a statement that sets what holds for this one alone. Both go out in one message, which PostgreSQL takes for one transaction where none is open;
    in one that is open, the settings hold until its end.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    raw: Any = connection.connection

    def opened() -> Any:
        cursor: Any = BinaryCursor(raw)
        cursor.prepare = None if prepared else False
        return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)

    if under is None:
        with opened() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    with raw.pipeline(), opened() as before, opened() as cursor:
        before.execute(under, ())
        cursor.execute(sql, values)
        return cursor.fetchall()
