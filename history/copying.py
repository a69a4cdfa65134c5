"""New rows by COPY: PostgreSQL reads them as they come, with no statement to be written out and taken apart again for each."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from history.rows import columns_of

BATCH = 20_000
"""Rows of one statement, which ends after STATEMENT_TIMEOUT seconds however many there are. No document that is like others has as many."""


def copy_in(model: Any, rows: Sequence[Any]) -> None:
    """Insert rows of one table, which are instances of its model or of its ``row_class``. As ``bulk_create``, but that
    they don't get the ids of the inserted rows.

    What the database gives (the number of a row, and whatever has a default there) is left to it.
    """
    if not rows:
        return
    quoted, fields = connection.ops.quote_name, columns_of(model)
    columns = ", ".join(quoted(str(one.column)) for one in fields)
    statement = f"COPY {quoted(model._meta.db_table)} ({columns}) FROM STDIN"  # noqa: SLF001 Django documents it
    values = attrgetter(*(one.attname for one in fields))
    # JSON must be distinguished from a list; the driver adapts everything else by its Python type.
    adapted = [(place, one) for place, one in enumerate(fields) if isinstance(one, models.JSONField | ArrayField)]
    with connection.cursor() as cursor, connection.wrap_database_errors:
        for start in range(0, len(rows), BATCH):
            with cursor.copy(statement) as copy:
                for row in rows[start : start + BATCH]:
                    copy.write_row(_adapted(values(row), adapted) if adapted else values(row))


def _adapted(values: Sequence[Any], columns: Sequence[tuple[int, Any]]) -> list[Any]:
    results = list(values)
    for place, column in columns:
        value = results[place]
        if isinstance(column, ArrayField):
            if not value and value is not None:
                results[place] = "{}"  # as most are: the driver would look into each for what it holds
        elif value is not None:
            results[place] = column.get_db_prep_save(value, connection)
    return results
