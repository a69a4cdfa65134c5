"""Whether rows are still those that this process last saw: by PostgreSQL's own marks of each, in one small statement."""

from typing import Any

from django.db import connection

from history.prepared import fetch

Mark = tuple[Any, ...]


def mark_of(model: Any, condition: str = "true") -> Mark:
    """A number for exactly these rows of a table as they are: whatever is written, changed or removed makes it another.

    It is of the places where PostgreSQL keeps them and the transactions that wrote them there (``ctid``, ``xmin``), which no other version of a row has
    had or will have; also none that was taken back again.
    """
    version = "hashtextextended(ctid::text || ' ' || xmin::text, 0)::numeric"
    totals = fetch(f"select count(*), sum({version}) from {model._meta.db_table} where {condition}", [])  # noqa: S608, SLF001 names of ours
    return connection.settings_dict["HOST"], connection.settings_dict["NAME"], *totals[0]
