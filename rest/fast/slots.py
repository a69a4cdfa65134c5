"""Where a value goes in SQL that is compiled once and filled in by each request (``rest.fast.shapes``)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Expression, Func, Q, Value


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
        return f"{type(self).__name__}({self.place})"


class Several(Slot):
    """The place of several values, which go there as one array, however many they are."""


class _AnyOf(Value):
    """``ANY(…)`` of an array: what equals it is one of its items.

    PostgreSQL plans ``= ANY(…)`` as it does ``IN (…)``, which names each value in the SQL. A ``Value``, because Django writes brackets
    around everything else on the right of ``=``.
    """

    value: Several

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, given = compiler.compile(self.value)
        return f"ANY({sql})", given

    @property
    def _output_field_or_none(self) -> None:
        return None


def one_of(path: str, values: Sequence[Any] | Several) -> Q:
    """The rows that have one of the values at ``path``; one value alone is compared by ``=``, which every index is best at."""
    if isinstance(values, Several):
        return Q(**{path: _AnyOf(values)})
    return Q(**{path: values[0]}) if len(values) == 1 else Q(**{f"{path}__in": values})


class IsAmong(Func):
    """Whether the first is an item of the second, which is an array."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()  # pyright: ignore[reportAssignmentType]
