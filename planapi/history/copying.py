"""New rows by COPY: PostgreSQL reads them as they come, with no statement to be written out and taken apart again for each."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def copy_in(model: Any, rows: Sequence[Any]) -> None:
    """Insert rows of one table. As ``bulk_create``, but that the rows are not told the numbers that they get.

    What the database gives (the number of a row, and whatever has a default there) is left to it.
    """
    if not rows:
        return
    meta, quoted = model._meta, connection.ops.quote_name  # noqa: SLF001 Django documents it
    fields = [one for one in meta.concrete_fields if one is not meta.auto_field and not one.has_db_default()]
    columns = ", ".join(quoted(one.column) for one in fields)
    statement = f"COPY {quoted(meta.db_table)} ({columns}) FROM STDIN"
    # JSON has to be told from a list; all else is to the driver what it is to Python.
    told = [(one.attname, one if isinstance(one, models.JSONField) else None) for one in fields]
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_written(getattr(row, name), field) for name, field in told])


def _written(value: Any, field: Any) -> Any:
    return value if field is None or value is None else field.get_db_prep_save(value, connection)
