"""What a list will cost, asked of PostgreSQL before it is fetched: an order that no index has is a sort of all rows that the filters leave.

Of a few thousand rows that is nothing, of ten million it is seconds. PostgreSQL knows which it is (``EXPLAIN``), and says so in a millisecond. How often
a filter matches it can only guess: so a list is refused for its order alone, and for the rest there is a limit of time (``ANSWER_TIMEOUT``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from history.prepared import fetch

DEAREST = 100_000.0
"""In PostgreSQL's units, a page read from disk in order being one: two million rows of a list are read and sorted for that, in about a second."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How PostgreSQL means to answer: ``cost`` until the first row is there, and whether that sorts."""

    cost: float
    sorts: bool

    @property
    def is_too_dear(self) -> bool:
        return self.sorts and self.cost > DEAREST


def plan_of(sql: str, values: Sequence[Any]) -> Plan:
    plan = fetch(f"EXPLAIN (FORMAT JSON) {sql}", values, prepared=False)[0][0][0]["Plan"]
    return Plan(plan["Startup Cost"], _sorts(plan))


def _sorts(plan: dict[str, Any]) -> bool:
    return plan["Node Type"] == "Sort" or any(_sorts(one) for one in plan.get("Plans", ()))


def indexed_orders(model: Any, orders: dict[str, str]) -> list[str]:
    """Of the orders by their public names, with the paths of their columns, those in which an index has the rows."""
    meta = model._meta  # noqa: SLF001 Django documents it
    first = {column_at(model, index.fields[0]) for index in meta.indexes if index.fields and not index.condition}
    first |= {expression for index in meta.indexes for expression in _first_of(index)}
    first |= {one.column for one in meta.concrete_fields if one.unique}
    first |= {column_at(model, one.fields[0]) for one in meta.constraints if isinstance(one, models.UniqueConstraint)}
    return [name for name, path in orders.items() if column_at(model, path) in first]


def _first_of(index: models.Index) -> list[str]:
    """The column that an index of expressions begins with."""
    ordered: Any = index.expressions[0] if index.expressions else None
    named = getattr(ordered, "expression", ordered)
    return [named.name] if isinstance(named, models.F) else []  # pyright: ignore[reportAttributeAccessIssue] Django documents it


def column_at(model: Any, path: str) -> str | None:
    """The column at a path: ``document__slug`` is in the row itself, as ``document_id``; None for one of another table."""
    name, _, further = path.partition("__")
    field = next((one for one in model._meta.concrete_fields if name in (one.name, one.attname)), None)  # noqa: SLF001
    if field is None:
        return None
    target = getattr(field, "target_field", None)
    return field.column if not further or (target is not None and target.name == further) else None
