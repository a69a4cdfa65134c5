"""What rows are grouped by, and the statement that counts them.

A group is of the rows that have the same values in the columns of ``group_by``; null is a value like others. All groups are counted by one statement, which
reads no more rows than ``MOST_COUNTED`` and one.
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

Keys = tuple[Any, ...]
Shown = Callable[[Iterable[Any]], Mapping[Any, Any]]


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """What rows can be grouped by: a path in the models or an expression; ``shown`` makes of all values of an answer what is shown for each."""

    expression: Any
    shown: Shown | None = None

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
    rows = with_keys(queryset.order_by(), columns).values_list(*names or ["pk"])[: MOST_COUNTED + 1]
    sql, parameters = rows.query.get_compiler(using=queryset.db, elide_empty=False).as_sql()
    places = ", ".join(str(place + 1) for place in range(len(columns)))
    listed = "".join(f"{name}, " for name in names)
    named = f" ({', '.join(names)})" if names else ""
    grouped = f" group by {places}" if places else ""
    # the keys are columns of the statement within, which Django compiled
    whole = f"select {listed}count(*) from ({sql}) as counted{named}{grouped} limit {MOST_GROUPS + 1}"  # noqa: S608
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(whole, parameters)
        found = {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}
    if sum(found.values()) > MOST_COUNTED:
        told = f"more than {MOST_COUNTED:,} rows would have to be counted: request fewer by district, document or indicator"
        raise BadParameters(Wrong("group_by", "", told))
    refuse_too_many_groups(len(found))
    return found


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
