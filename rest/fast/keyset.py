"""Where a page begins and ends: the columns of an order, which rows come after a row, and the cursors that say so.

In an order that runs one way through columns without null, the rows after a row are a range of its index: ``(document, start, key) > (…)``, as cheap for the
last page as for the first. Where its first column knows null, the rows with a value are one range and those without are another (``Section``). Where an
order has both directions, or nulls in later columns, the rows are compared column by column, after a bound on the
first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, Value

from rest.cursors import as_direction, as_text, read_cursor, write_cursor
from rest.fields import value_at


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order: its path in the models, its direction, and whether it can be null."""

    path: str
    field: models.Field
    descending: bool
    nullable: bool

    def expression(self, *, reverse: bool) -> Any:
        """The column in ORDER BY. Null is last; in the reverse order, therefore, first."""
        descending = self.descending != reverse
        places = {"nulls_first": True} if reverse else {"nulls_last": True}
        column = F(self.path)
        nulls = places if self.nullable else {}
        return column.desc(**nulls) if descending else column.asc(**nulls)

    def beyond(self, value: Any, *, reverse: bool) -> Q | None:
        """Which rows come after ``value`` in this column alone; None where no row can."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if reverse else None
        beyond = Q(**{f"{self.path}__{'lt' if self.descending != reverse else 'gt'}": value})
        return beyond | Q(**{f"{self.path}__isnull": True}) if self.nullable and not reverse else beyond

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def value_of(self, row: models.Model) -> Any:
        return value_at(row, self.path)


def make_key(queryset: models.QuerySet, path: str) -> Key:
    """The key of ``-year`` or ``indicator__slug``: nullable where any step of the way is."""
    descending, path = path.startswith("-"), path.lstrip("-")
    if annotation := queryset.query.annotations.get(path):
        return Key(path, annotation.output_field, descending, nullable=False)
    model, nullable, field = queryset.model, False, None
    for step in path.split("__"):
        field = model._meta.get_field(step)  # noqa: SLF001 Django documents it
        nullable |= field.null
        model = field.related_model
    assert field is not None
    return Key(path, field, descending, nullable)


class RowBeyond(Func):
    """``(a, b, c) > (x, y, z)``: the first half of the expressions are columns, the second what they are compared with."""

    output_field = models.BooleanField()  # pyright: ignore[reportAssignmentType] Django takes a field here

    def __init__(self, *expressions: Any, sign: str) -> None:
        super().__init__(*expressions)
        self.sign = sign

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # pyright: ignore[reportIncompatibleMethodOverride]
        written = [compiler.compile(one) for one in self.source_expressions]
        half = len(written) // 2
        columns, values = (", ".join(sql for sql, _ in part) for part in (written[:half], written[half:]))
        return f"({columns}) {self.sign} ({values})", [one for _, given in written for one in given]


class Section(StrEnum):
    """A stretch of an order that is a range of an index by itself."""

    ALL = "all"
    VALUED = "valued"
    """The rows that have a value in the first column."""
    NULL = "null"
    """The rows that have none."""


def sections_after(keys: Sequence[Key], values: Sequence[Any] | None, *, reverse: bool) -> tuple[Section, ...]:
    """The sections of an order that hold rows after a row with these values (None: from its beginning on), in their order."""
    if not (keys[0].nullable and _runs_one_way(keys)):
        return (Section.ALL,)
    order = (Section.NULL, Section.VALUED) if reverse else (Section.VALUED, Section.NULL)
    if values is None:
        return order
    return order[order.index(Section.NULL if values[0] is None else Section.VALUED) :]


def _runs_one_way(keys: Sequence[Key]) -> bool:
    return len({key.descending for key in keys}) == 1 and not any(key.nullable for key in keys[1:])


def after(
    queryset: models.QuerySet, keys: Sequence[Key], values: Sequence[Any] | None, section: Section, *, reverse: bool
) -> models.QuerySet:
    """The rows of a section that come after a row with these values (None, or what stands for a value in a query), in their order."""
    first, order = keys[0], [key.expression(reverse=reverse) for key in keys]
    if section is Section.ALL:
        return (queryset if values is None else queryset.filter(_rows_beyond(keys, values, reverse=reverse))).order_by(
            *order
        )
    # The position of nulls does not matter here. It is written as in an index that is read forwards or backwards.
    falls = first.descending != reverse
    order[0] = F(first.path).desc(nulls_last=True) if falls else F(first.path).asc(nulls_first=True)
    queryset = queryset.filter(**{f"{first.path}__isnull": section is Section.NULL})
    if values is not None and (values[0] is None) is (section is Section.NULL):
        # else the row is of the section before, and all of this one come after it
        alike = 1 if section is Section.NULL else 0
        queryset = queryset.filter(_row_beyond(keys[alike:], values[alike:], reverse=reverse))
    return queryset.order_by(*order)


def _row_beyond(keys: Sequence[Key], values: Sequence[Any], *, reverse: bool) -> RowBeyond:
    given = [
        one if hasattr(one, "resolve_expression") else Value(one, key.field)
        for key, one in zip(keys, values, strict=True)
    ]
    sign = "<" if keys[0].descending != reverse else ">"
    return RowBeyond(*(F(key.path) for key in keys), *given, sign=sign)


def _rows_beyond(keys: Sequence[Key], values: Sequence[Any], *, reverse: bool) -> Any:
    if not keys[0].nullable and _runs_one_way(keys):
        return _row_beyond(keys, values, reverse=reverse)
    condition, equal = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        beyond = key.beyond(value, reverse=reverse)
        if beyond is not None:
            condition |= equal & beyond
        equal &= key.same(value)
    first = keys[0]
    if values[0] is not None and not first.nullable:
        # implied by the rest, and a range of an index where the rest is none
        condition &= Q(**{f"{first.path}__{'lte' if first.descending != reverse else 'gte'}": values[0]})
    return condition


def write_place(values: Sequence[Any], *, reverse: bool, mark: str, revision: int) -> str:
    """A cursor at the row with these values in the columns of its order."""
    values = [None if value is None else str(value) for value in values]
    return write_cursor(mark, int(reverse), values, revision=revision)


def _read_value(key: Key, written: Any) -> Any:
    """A value of a cursor as its column can hold it; raises ValueError or ValidationError for any other."""
    if written is None and key.nullable:
        return None
    value = key.field.to_python(as_text(written))
    key.field.run_validators(value)  # what is beyond a column's range PostgreSQL would refuse to compare it with
    return value


def read_place(cursor: str, keys: Sequence[Key], *, mark: str) -> tuple[list[Any], bool]:
    """The values and the direction of a cursor; raises BadParameters for one that is not of this list and this
    question."""

    def read(reverse: Any, values: Any) -> tuple[list[Any], bool]:
        if type(values) is not list:
            raise ValueError(values)
        return [_read_value(key, value) for key, value in zip(keys, values, strict=True)], as_direction(reverse)

    return read_cursor(cursor, mark=mark, read=read)
