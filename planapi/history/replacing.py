"""The rows that a document is read to have, brought in place of those that are held, with as little change as there is.

A row that is as it was is not touched. A row that only moved within the text, or that is read otherwise at the same place, keeps its identity (its key, and
its number in the database) and is changed; the rest is added and removed.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import models

# Where a row stands in the text and in the outline: a row of the same content elsewhere is the same row, moved.
PLACE = {"key", "start", "end", "raw_start", "raw_end", "body_start", "position", "chapter_id", "parent_id"}
_OURS = {"id", "since"}


@dataclass(slots=True)
class Replacement:
    """What a table has to become: rows to add, to change, and to remove, by ``settle`` and ``sweep``."""

    model: Any
    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    removed: list[Any] = field(default_factory=list)

    def settle(self) -> None:
        """Write what is added and changed."""
        self.model.objects.bulk_create(self.added)
        if self.changed:
            names = [one.name for one in self.model._meta.concrete_fields if one.attname not in _OURS]  # noqa: SLF001 Django documents it
            # as one statement: inserted with their numbers, which are there
            self.model.objects.bulk_create(self.changed, update_conflicts=True, unique_fields=["id"], update_fields=names)

    def sweep(self) -> None:
        """Remove what is gone: after all that hangs on it has been settled elsewhere."""
        self.model.objects.filter(pk__in=[row.pk for row in self.removed]).delete()

    def tell(self, counted: Counter[str], resource: str) -> None:
        for what in ("added", "changed", "removed"):
            counted[f"{resource}.{what}"] += len(getattr(self, what))


def plan_replacement(model: Any, rows: Sequence[Any], *, held: Iterable[Any]) -> Replacement:
    """What has to be written so that ``rows`` stand in place of ``held``. Gives the rows the keys and numbers of those that they continue."""
    plan = Replacement(model)
    before = list(held)
    if not before:
        plan.added = list(rows)
        return plan
    columns = [one.attname for one in model._meta.concrete_fields if one.attname not in _OURS]  # noqa: SLF001
    content = [name for name in columns if name not in PLACE]
    pairs = _pairs(rows, before, content)
    taken = {old.key for old in before}
    for row in rows:
        old = pairs.get(id(row))
        if old is None:
            row.key = _free(row.key, taken)
            taken.add(row.key)
            plan.added.append(row)
            continue
        row.key, row.pk = old.key, old.pk
        if any(getattr(row, name) != getattr(old, name) for name in columns):
            plan.changed.append(row)
    kept = {id(old) for old in pairs.values()}
    plan.removed = [old for old in before if id(old) not in kept]
    return plan


def _pairs(rows: Sequence[Any], before: Sequence[Any], content: Sequence[str]) -> dict[int, Any]:
    """Which held row each row continues: the same at its place, else the same elsewhere (in the order of the text), else another at the same place."""

    def print_of(row: Any) -> tuple[Any, ...]:
        return tuple(tuple(value) if isinstance(value := getattr(row, name), list) else value for name in content)

    held = {old.key: (old, print_of(old)) for old in before}
    pairs: dict[int, Any] = {}
    left: list[tuple[Any, tuple[Any, ...]]] = []
    for row in rows:
        printed = print_of(row)
        if row.key in held and held[row.key][1] == printed:
            pairs[id(row)] = held.pop(row.key)[0]
        else:
            left.append((row, printed))
    moved: dict[tuple[Any, ...], deque[str]] = defaultdict(deque)
    for key, (_, printed) in held.items():
        moved[printed].append(key)
    for row, printed in left:
        if moved[printed]:
            pairs[id(row)] = held.pop(moved[printed].popleft())[0]
    for row, _ in left:
        if id(row) not in pairs and row.key in held:
            pairs[id(row)] = held.pop(row.key)[0]
    return pairs


def _free(key: str, taken: set[str]) -> str:
    """The key, numbered on where a row that was here before bears it: ``…-o6271-2``."""
    return next(name for more in count(1) if (name := key if more == 1 else f"{key}-{more}") not in taken)
