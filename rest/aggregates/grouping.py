"""What rows are grouped by, and the statement that counts them.

A group is of the rows that have the same values in the columns of ``group_by``; null is a value like others. All groups are counted by one statement, which
reads no more rows than ``MOST_COUNTED`` and one, and is not begun where PostgreSQL expects far more. What stands in another table (the kind of a document) is
looked up for each document and not for each row.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.db import connections, models
from django.db.models import F

from rest.http.problems import BadParameters, Wrong

MOST_COLUMNS = 4
"""By so many columns rows are grouped at most."""
MOST_GROUPS = 5_000
"""So many groups an answer has at most: it comes whole."""
MOST_COUNTED = 1_200_000
"""So many rows are counted at most: more would take seconds."""

FAR_MORE = 3
"""By so much an expectation may be wrong."""

Keys = tuple[Any, ...]
Shown = Callable[[Iterable[Any]], Mapping[Any, Any]]


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """What rows can be grouped by: a path in the models or an expression; ``shown`` makes of all values of an answer what is shown for each.

    ``key`` is a column of the rows that it follows from, by the SQL ``found``, in which ``{key}`` stands for that: rows are counted by it first.
    """

    expression: Any
    shown: Shown | None = None
    key: str | None = None
    found: str = "{key}"

    @property
    def resolved(self) -> Any:
        return F(self.expression) if isinstance(self.expression, str) else self.expression


def with_keys(queryset: models.QuerySet, columns: Sequence[GroupColumn]) -> models.QuerySet:
    """The rows, each with its group's keys: ``group_0``, ``group_1`` …"""
    return queryset.annotate(**{name_of(place): column.resolved for place, column in enumerate(columns)})


def name_of(place: int) -> str:
    return f"group_{place}"


def keys_of(row: Any, columns: Sequence[GroupColumn]) -> Keys:
    return tuple(getattr(row, name_of(place)) for place in range(len(columns)))


def count_groups(queryset: models.QuerySet, columns: Sequence[GroupColumn]) -> dict[Keys, int]:
    """How many rows each group has; raises BadParameters for too many rows or groups."""
    names = [name_of(place) for place in range(len(columns))]
    by_keys = [GroupColumn(column.key) if column.key else column for column in columns]
    rows = with_keys(queryset.order_by(), by_keys).values_list(*names or ["pk"])
    sql, parameters = rows.query.get_compiler(using=queryset.db, elide_empty=False).as_sql()
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(f"explain (format json) {sql}", parameters)
        if cursor.fetchone()[0][0]["Plan"]["Plan Rows"] > FAR_MORE * MOST_COUNTED:
            raise _too_many_rows()
        cursor.execute(_counting(sql, [column.found for column in columns], names), parameters)
        found = {tuple(row[:-1]): int(row[-1]) for row in cursor.fetchall()}
    if sum(found.values()) > MOST_COUNTED:
        raise _too_many_rows()
    refuse_too_many_groups(len(found))
    return found


def _counting(rows: str, found: Sequence[str], names: Sequence[str]) -> str:
    """The statement that counts groups of these rows. Its parts are compiled by Django, or constants."""
    limited = f"({rows} limit {MOST_COUNTED + 1})"
    if not names:
        return f"select count(*) from {limited} as counted"  # noqa: S608
    listed = ", ".join(names)
    places = ", ".join(str(place + 1) for place in range(len(names)))
    counted = f"select {listed}, count(*) as number from {limited} as counted ({listed}) group by {places}"  # noqa: S608
    shown = ", ".join(one.format(key=name) for one, name in zip(found, names, strict=True))
    return f"select {shown}, sum(number) from ({counted}) as groups group by {places} limit {MOST_GROUPS + 1}"  # noqa: S608


def _too_many_rows() -> BadParameters:
    told = f"more than {MOST_COUNTED:,} rows would have to be counted: request fewer by district, document or indicator"
    return BadParameters(Wrong("group_by", "", told))


def refuse_too_many_groups(groups: int) -> None:
    if groups > MOST_GROUPS:
        told = f"more than {MOST_GROUPS:,} groups: group by fewer columns, or request fewer rows"
        raise BadParameters(Wrong("group_by", "", told))


def named(rows: Iterable[Mapping[str, Any]], key: str) -> dict[Any, SimpleNamespace]:
    """Rows of another table by their keys, to be shown as in the lists: ``{code, name}``."""
    return {row[key]: SimpleNamespace(pk=row[key], **row) for row in rows}


def shown_keys(groups: Iterable[Keys], names: Sequence[str], columns: Sequence[GroupColumn]) -> list[dict[str, Any]]:
    """What each group shows of its keys, by the names of the columns."""
    found = list(groups)
    told: list[Mapping[Any, Any] | None] = [
        None if column.shown is None else column.shown({keys[place] for keys in found} - {None})
        for place, column in enumerate(columns)
    ]
    return [
        {name: key if known is None else known.get(key) for name, key, known in zip(names, keys, told, strict=True)}
        for keys in found
    ]
