"""What is the same in every list request of one shape is worked out once: which columns, which joins, which SQL.

The shape of ``observations/?district=120102&year__gte=2020`` is that of ``observations/?district=120110&year__gte=2022``: the same list, the same parameters
with one value or several each, the same columns, order and size of page. Its statement is compiled by Django from the view's own queryset and filters,
with a ``Slot`` in place of each value (``Several`` for an array of them); after that a request only reads its values
and fills them in. The rows come out of PostgreSQL as JSON (``rest.fast.projection``), with what a cursor needs of the
first and the last beside them, by one prepared statement.

A filter that has to look at its values to know its SQL says so (``shaped = False``): its requests are compiled each time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import F

from history.prepared import fetch, numbered
from history.revisions import NEWEST_NUMBER, in_the_past
from rest.fast.bounded import Bounded
from rest.fast.costs import Plan, plan_of
from rest.fast.projection import Columns, ColumnsOfRow, Standing, row_as_octets
from rest.fast.slots import Several, Slot
from rest.filters import read_boolean

MOST = 16 << 20
"""How many octets of shapes are kept: some 2,000 of them."""
FEW = 100
"""Values that a prepared statement is given at most for one parameter: its plan may be one that was made for few."""


class SlotIndex(int):
    """Which value goes in the place of a parameter."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """A compiled queryset: ``sql`` with a parameter for each of ``parameters``, which are constants and places."""

    sql: str
    parameters: tuple[Any, ...]

    def fetch(self, values: Sequence[Any], *, prepared: bool = True) -> list[tuple[Any, ...]]:
        """The rows, with the values in their places."""
        return fetch(self.sql, self._filled(values), prepared=prepared)

    def plan(self, values: Sequence[Any]) -> Plan:
        """How it will be answered with these values."""
        return plan_of(self.sql, self._filled(values))

    def _filled(self, values: Sequence[Any]) -> list[Any]:
        return [values[one] if isinstance(one, SlotIndex) else one for one in self.parameters]

    def of_the_past(self) -> "CompiledStatement":
        """The same of the state of an earlier revision, whichever ``history.revisions.as_of`` says."""
        return CompiledStatement(in_the_past(self.sql), self.parameters)


def compiled(queryset: models.QuerySet) -> CompiledStatement:
    """The statement of a queryset that has slots where values are to go."""
    # Of what Django finds to match no row (a year beyond the column), the statement is compiled all the same.
    sql, parameters = queryset.query.get_compiler(using=queryset.db, elide_empty=False).as_sql()
    return CompiledStatement(
        numbered(sql)[0], tuple(SlotIndex(one.place) if isinstance(one, Slot) else one for one in parameters)
    )


@dataclass(frozen=True, slots=True)
class QueryShape(CompiledStatement):
    """A compiled list: each row its JSON in UTF-8, then the values of its keys, and the number of the revision that the statement saw.

    ``keys`` are the columns of its order, ``names`` their public names, ``fields`` the columns of a row. ``sorts``: its rows are sorted, so that
    it may be dear.
    """

    keys: Sequence[Any]
    names: Sequence[str]
    fields: Sequence[str]
    sorts: bool = False
    columns: Columns | None = None
    """Of which the row is put together; None: it stands in the statement."""

    def of(self, names: Sequence[str]) -> "QueryShape":
        """The statement with a row of these columns."""
        if self.columns is None:
            return self
        return replace(self, sql=self.sql.replace(ColumnsOfRow.PLACE, self.columns.as_octets(names)), fields=names)


SHAPES: Bounded[Any, QueryShape] = Bounded(MOST)


def is_literal(parameter: Any) -> bool:
    """Whether a parameter's value is part of the SQL itself: true and false are."""
    return parameter.reader is read_boolean


def slotted(
    parameters: Mapping[str, Any], given: Mapping[str, list[Any]]
) -> tuple[dict[str, list[Any] | Several], list[Any]]:
    """The given values with slots in their places, and the values of the slots: a list where a parameter has several."""
    values: list[Any] = []
    places: dict[str, list[Any] | Several] = {}
    for name, own in given.items():
        if is_literal(parameters[name]):
            places[name] = own
        elif len(own) == 1:
            places[name] = [Slot(len(values))]
            values += own
        else:
            places[name] = Several(len(values))
            values.append(own)
    return places, values


def are_few(given: Mapping[str, list[Any]]) -> bool:
    """Whether no parameter has more values than a prepared statement is given."""
    return all(len(own) <= FEW for own in given.values())


def shape_of_values(parameters: Mapping[str, Any], given: Mapping[str, list[Any]]) -> Iterator[Any]:
    """What of the given values makes a shape: whether there are several, and those that are literal."""
    for name, own in given.items():
        yield name, tuple(own) if is_literal(parameters[name]) else len(own) > 1


def compile_list(
    queryset: models.QuerySet,
    *,
    row: Any,
    keys: Sequence[Any],
    names: Sequence[str] = (),
    fields: Sequence[str] = (),
    standing: Standing | None = None,
    chosen: bool = False,
) -> QueryShape:
    """The statement of a queryset that is filtered, ordered and cut to a page: each row's JSON, its keys, and the newest revision.

    ``chosen``: which of the columns a row has is said later (``QueryShape.of``); raises NotImplementedError where that can't be.
    """
    place = ColumnsOfRow(row) if chosen else None
    columns = (place or row_as_octets(row, standing), *(F(key.path) for key in keys), NEWEST_NUMBER)
    queryset = queryset.select_related(None).values_list(*columns)
    statement = compiled(queryset)
    found = place.found[-1] if place else None
    return QueryShape(statement.sql, statement.parameters, keys, names, fields, columns=found)
