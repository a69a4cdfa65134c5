"""What is the same in every list request of one shape is worked out once: which columns, which joins, which SQL.

The shape of ``observations/?district=120102&year__gte=2020`` is that of ``observations/?district=120110&year__gte=2022``: the same list, the same parameters
with as many values each, the same columns, order and size of page. Its statement is compiled by Django from the view's own queryset and filters,
with a ``Slot`` wherever a value stands; after that a request only reads its values and fills them in. The rows come out of PostgreSQL as JSON
(``planapi.api.projection``), with what a cursor needs of the first and the last beside them, by one prepared statement.

A filter that has to look at its values to know its SQL says so (``shaped = False``): its requests are compiled each time.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import Expression, F

from planapi.api.filters import read_boolean
from planapi.api.projection import row_as_octets
from planapi.history.revisions import NEWEST_NUMBER

MOST = 2000
"""How many shapes are remembered; those that were not asked for the longest go first."""


class Slot(Expression):
    """The place of a value that comes with each request."""

    def __init__(self, place: int) -> None:
        super().__init__(output_field=None)
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    @property
    def _output_field_or_none(self) -> None:
        return None

    def __repr__(self) -> str:
        return f"Slot({self.place})"


class PageCursor(ServerBindingCursor):
    """Has its rows in PostgreSQL's binary format: JSON goes out as the octets that it came in, with no text made of them."""

    prepare: bool | None = None
    """None: as a prepared statement, from the second time on. False: never."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=self.prepare, binary=True)  # pyright: ignore[reportAttributeAccessIssue] psycopg's own method


@dataclass(frozen=True, slots=True)
class Shape:
    """A compiled list: ``sql`` with a parameter for each of ``parameters``, which are constants and slots.

    ``keys`` are the columns of its order, ``names`` their public names, ``fields`` the columns of a row.
    """

    sql: str
    parameters: tuple[Any, ...]
    keys: Sequence[Any]
    names: Sequence[str]
    fields: Sequence[str]

    def fetch(self, values: Sequence[Any], *, prepared: bool) -> list[tuple[Any, ...]]:
        """The rows: each its JSON in UTF-8, then the values of its keys, and the number of the revision that the statement saw."""
        filled = [values[one.place] if isinstance(one, Slot) else one for one in self.parameters]
        connection = connections[DEFAULT_DB_ALIAS]
        connection.ensure_connection()
        cursor: Any = PageCursor(connection.connection)  # pyright: ignore[reportCallIssue] psycopg's own argument
        cursor.prepare = None if prepared else False
        wrapped = connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)
        with wrapped as open_cursor:
            open_cursor.execute(self.sql, filled)
            return open_cursor.fetchall()


@dataclass(slots=True)
class Shapes:
    """Compiled lists by their shape."""

    _held: OrderedDict[Any, Shape] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Any) -> Shape | None:
        with self._lock:
            if (shape := self._held.get(key)) is not None:
                self._held.move_to_end(key)
            return shape

    def put(self, key: Any, shape: Shape) -> None:
        with self._lock:
            self._held[key] = shape
            while len(self._held) > MOST:
                self._held.popitem(last=False)


SHAPES = Shapes()


def is_literal(parameter: Any) -> bool:
    """Whether a parameter's value is part of the SQL itself: true and false are."""
    return parameter.reader is read_boolean


def slotted(parameters: Mapping[str, Any], given: Mapping[str, list[Any]]) -> tuple[dict[str, list[Any]], list[Any]]:
    """The given values with slots in their places, and the values of the slots."""
    values: list[Any] = []
    places: dict[str, list[Any]] = {}
    for name, own in given.items():
        if is_literal(parameters[name]):
            places[name] = own
        else:
            places[name] = [Slot(len(values) + place) for place in range(len(own))]
            values += own
    return places, values


def shape_of_values(parameters: Mapping[str, Any], given: Mapping[str, list[Any]]) -> Iterator[Any]:
    """What of the given values makes a shape: how many there are, and those that are literal."""
    for name, own in given.items():
        yield name, tuple(own) if is_literal(parameters[name]) else len(own)


def compile_list(
    queryset: models.QuerySet, *, row: Any, keys: Sequence[Any], names: Sequence[str], fields: Sequence[str]
) -> Shape:
    """The statement of a queryset that is filtered, ordered and cut to a page: each row's JSON, its keys, and the newest revision."""
    columns = (row_as_octets(row), *(F(key.path) for key in keys), NEWEST_NUMBER)
    queryset = queryset.select_related(None).values_list(*columns)
    sql, parameters = queryset.query.get_compiler(using=queryset.db).as_sql()
    return Shape(sql, tuple(parameters), keys, names, fields)
