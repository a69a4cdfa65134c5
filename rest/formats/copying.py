"""Rows that PostgreSQL writes itself: ``COPY (…) TO STDOUT``, which sends them one by one, and on while they are being sent to the client.

What is written of a column follows from its field, as in the JSON (``rest.fast.projection``).
"""

import selectors
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any

import psycopg
from django.contrib.postgres.fields import ArrayField
from django.db import OperationalError, connection, models
from django.db.models import F, Func, TextField, Value
from psycopg.pq import ExecStatus
from rest_framework import serializers

from history.patience import PatientConnection
from rest.fast.projection import Label, MomentText, Plain
from rest.fields import ChoiceField, Day, Json, Moment, Number, Text, Texts, Whole, WordLabel
from rest.formats.table import Column, ExportTable, WrittenRow

DEARER = 3
"""A plan that gives its first row at once may cost so many times what the cheapest costs."""


class JoinedTexts(Func):
    """A list of texts as one text."""

    function = "array_to_string"
    output_field = TextField()  # pyright: ignore[reportAssignmentType] Django takes a field here

    def __init__(self, path: str, between: str) -> None:
        super().__init__(F(path), Value(between))


class CompactJson(Func):
    """A stored value as JSON without blanks between its parts, as orjson writes it. What is a text of JSON is kept, blanks and all."""

    template = r"""regexp_replace(%(expressions)s::text, '("(?:[^"\\]|\\.)*")|\s+', '\1', 'g')"""
    output_field = TextField()  # pyright: ignore[reportAssignmentType] Django takes a field here


def expression(column: Column, *, between: str) -> Any:
    """What a cell is written of; None where PostgreSQL would write it otherwise than it is in a file."""
    match column.field:
        case Number():
            return Plain(F(column.path))
        case Moment():
            return MomentText(column.path)
        case Texts():
            return JoinedTexts(column.path, between) if isinstance(column.stored, ArrayField) else None
        case serializers.BooleanField():
            return None
        case Json() if isinstance(column.stored, models.JSONField):
            return CompactJson(F(column.path))
        case WordLabel():
            return Label(F(column.path), column.field.of, column.field.language)
        case Text() | ChoiceField() | Whole() | Day():
            return F(column.path)
        case _:
            return None


def expressions(table: ExportTable, written: Callable[[Column], Any]) -> list[Any] | None:
    """Those of all columns; None where there is one that has none."""
    found = [written(column) for column in table.columns]
    return None if any(one is None for one in found) else found


def copied(
    queryset: models.QuerySet, columns: list[Any], *, form: str, patience: float | None
) -> Generator[WrittenRow]:
    """The rows of a queryset, as COPY writes them. Nothing else can be asked over the connection until they end.

    A row that does not come for ``patience`` seconds ends it, as the statement timeout ends a statement: that knows no end of a part.
    """
    # joined is what the columns need
    sql, parameters = queryset.select_related(None).values_list(*columns).query.sql_with_params()
    statement = f"copy ({sql}) to stdout (format {form})"
    with connection.cursor() as cursor:
        _prefer_first_row(cursor, sql, parameters)
        # Django's own cursor, where it keeps a log, takes no parameters here. Psycopg reads %% as % only where there are some.
        copy = cursor.cursor.copy
        with connection.wrap_database_errors, copy(statement if parameters else statement % (), parameters):
            yield from received(connection.connection.pgconn, patience)  # pyright: ignore[reportOptionalMemberAccess]


def _prefer_first_row(cursor: Any, sql: str, parameters: Any) -> None:
    """Choose, for the rest of the transaction, a plan that gives rows in their order from the first on, where that does not cost much more.

    PostgreSQL weighs that for a cursor (``cursor_tuple_fraction``), and not for COPY: it would read and sort a million rows before it sends one.
    """

    def costs(*, sorts: str) -> float:
        cursor.execute("select set_config('enable_sort', %s, true)", [sorts])
        cursor.execute(f"explain (format json) {sql}", parameters)
        return cursor.fetchone()[0][0]["Plan"]["Total Cost"]

    if costs(sorts="on") * DEARER < costs(sorts="off"):
        cursor.execute("select set_config('enable_sort', 'on', true)")


def received(pgconn: Any, patience: float | None) -> Iterator[WrittenRow]:
    """Row by row. ``Copy`` of psycopg would wait without end, and take twice the time."""
    with selectors.DefaultSelector() as selector:
        selector.register(pgconn.socket, selectors.EVENT_READ)
        size = 0
        while size >= 0:
            size, row = pgconn.get_copy_data(1)
            if size > 0:
                yield row
            elif size == 0:  # none has come yet
                _await_row(selector, patience)
                pgconn.consume_input()
    while (result := pgconn.get_result()) is not None:
        if result.status == ExecStatus.FATAL_ERROR:
            raise psycopg.errors.error_from_result(result)


def _await_row(selector: selectors.BaseSelector, patience: float | None) -> None:
    link = connection.connection
    until = None if patience is None else time.monotonic() + patience
    while not selector.select(LOOK):
        if until is not None and time.monotonic() > until:
            raise OperationalError("canceling statement due to statement timeout: no row came")
        if isinstance(link, PatientConnection) and link.is_silent is not None and link.is_silent():
            raise OperationalError("the server is silent")


LOOK = 0.5
"""Seconds after which somebody who waits for a row looks whether the server is there at all."""
HEAD = len(b"PGCOPY\n\xff\r\n\0") + 4 + 4
"""Octets before the first row of COPY's binary form: a signature, flags, and the length of an extension that there is none of."""
BEFORE = 2 + 4
"""Octets before the value of a row that has one: how many values there are, and how long it is."""


def octets(rows: Iterable[WrittenRow]) -> Iterator[WrittenRow]:
    """The values of rows that have one each, never null, in COPY's binary form; there is no octet in them that is not their own."""
    remaining = iter(rows)
    for first in remaining:
        if len(first) > HEAD + BEFORE:  # else the end follows at once
            yield first[HEAD + BEFORE :]
        break
    for row in remaining:
        if len(row) > BEFORE:  # else it is the end
            yield row[BEFORE:]
