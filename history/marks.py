"""Whether rows are still those that this process last saw: by PostgreSQL's own marks of each, in one small statement."""

from typing import Any

from django.db import connection
from django.db.models import Count, DecimalField, QuerySet, Sum
from django.db.models.expressions import RawSQL

Mark = tuple[Any, ...]


def mark_of(rows: QuerySet[Any]) -> Mark:
    """A number for exactly these rows as they are: whatever is written, changed or removed makes it another.

    It is of the places where PostgreSQL keeps them and the transactions that wrote them there (``ctid``, ``xmin``), which no other version of a row has
    had or will have; also none that was taken back again.
    """
    table = connection.ops.quote_name(rows.model._meta.db_table)  # noqa: SLF001 Django documents it
    version = f"hashtextextended({table}.ctid::text || ' ' || {table}.xmin::text, 0)::numeric"
    totals = rows.order_by().aggregate(rows=Count("pk"), versions=Sum(RawSQL(version, [], output_field=DecimalField())))  # noqa: S611 a name of ours
    return connection.settings_dict["HOST"], connection.settings_dict["NAME"], totals["rows"], totals["versions"]
