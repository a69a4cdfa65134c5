"""Replace the stored rows of a document by the rows read from it, with as few changes as possible.

A row that is as it was is not touched. A row that only moved within the text, or that is read otherwise at the same place, keeps its identity (its key, and
its number in the database) and is changed; the rest is added and removed.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from history.copying import copy_in
from history.rows import instance_of

# The position of a row in the text and in the outline: a row with the same content elsewhere is the same row, moved.
PLACE = {"key", "start", "end", "raw_start", "raw_end", "body_start", "position", "chapter_id", "parent_id"}
_OURS = {"id", "since"}
# What an editor said of a row, which does not tell which row it is.
_SAID = {"corrected"}

BATCH = 2000
"""Rows that a statement changes or removes, at most: a second's work where everything is slow."""


@dataclass(slots=True)
class Replacement:
    """What a table has to become. ``settle`` writes what is added and changed, ``sweep`` removes what is gone.

    The rows already bear the keys and the numbers of those that they continue.
    """

    model: Any
    rows: Sequence[Any]
    continued: dict[int, Any]
    removed: list[Any]
    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)

    def settle(self) -> None:
        """Write what is added and changed; a row that is as it was is not touched."""
        fields = [one for one in self.model._meta.concrete_fields if one.attname not in _OURS]  # noqa: SLF001 Django documents it
        for row in self.rows:
            old = self.continued.get(id(row))
            if old is None:
                self.added.append(row)
            elif any(getattr(row, one.attname) != getattr(old, one.attname) for one in fields):
                self.changed.append(row)
        copy_in(self.model, self.added)
        names = [one.name for one in fields]
        for rows in _batches(self.changed):
            # inserted under their numbers, which are there
            self.model.objects.bulk_create(
                [instance_of(self.model, row) for row in rows],
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=names,
            )

    def sweep(self) -> None:
        """Remove what is gone: after all that hung on it has been settled elsewhere."""
        for rows in _batches(self.removed):
            self.model.objects.filter(pk__in=[row.pk for row in rows]).delete()

    def counts(self) -> dict[str, int]:
        return {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)}


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The rows in parts, each written by a statement of its own: a statement ends after STATEMENT_TIMEOUT seconds, however many rows there are."""
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def plan_replacement(model: Any, rows: Sequence[Any], *, held: Iterable[Any]) -> Replacement:
    """Match ``rows`` with ``held``: give each row the key and the id of the row that it continues, and each new row an
    unused key."""
    before = list(held)
    pairs = _pairs(rows, before, _content(model))
    taken = {old.key for old in before}
    for row in rows:
        if (old := pairs.get(id(row))) is not None:
            row.key, row.id = old.key, old.pk
        else:
            row.key = _free(row.key, taken)
            taken.add(row.key)
    kept = {old.pk for old in pairs.values()}
    return Replacement(model, rows, pairs, removed=[old for old in before if old.pk not in kept])


def _content(model: Any) -> list[str]:
    """The columns that identify a row, independent of its position."""
    return [one.attname for one in model._meta.concrete_fields if one.attname not in PLACE | _OURS | _SAID]  # noqa: SLF001


def _pairs(rows: Sequence[Any], before: Sequence[Any], content: Sequence[str]) -> dict[int, Any]:
    """Which stored row each row continues: the same content at its position, else the same content elsewhere (in the
    order of the text), else other content at the same position."""

    def print_of(row: Any) -> tuple[Any, ...]:
        return tuple(tuple(value) if isinstance(value := getattr(row, name), list) else value for name in content)

    if not before:
        return {}
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
