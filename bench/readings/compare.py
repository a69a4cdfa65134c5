"""Two readings of the same documents become what differs: rows that are new, lost, or changed.

A row that only changed a value is one change, not one row lost and another new. So rows are paired before they are compared: first by the place in the
text and the name together, then by the place, then by name and quote (the row moved), then where the places overlap (600余个 was read as 600).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Readings = Mapping[tuple[str, str], list[Row]]
"""The rows of each document and kind, in the order in which they were read."""

_NAMES = ("side", "name", "term", "title", "subject", "reader")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row. ``before`` is None for a new row, ``after`` for a lost one; ``columns`` are those that differ in a changed row."""

    document: str
    kind: str
    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        return "new" if self.before is None else "lost" if self.after is None else "changed"

    @property
    def row(self) -> Row:
        """The row as it is now; a lost one as it was."""
        row = self.after if self.after is not None else self.before
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Difference:
    """``changes`` in the order of documents, kinds and text; ``columns`` are those that only one side has, by kind: they are not compared."""

    changes: tuple[Change, ...]
    columns: Mapping[str, tuple[str, ...]]
    documents: int


def grouped(lines: Iterable[Mapping[str, Any]]) -> Readings:
    """The lines of a dump by document and kind."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for line in lines:
        found[line["document"], line["kind"]].append(line["row"])
    return found


def compare(before: Readings, after: Readings) -> Difference:
    """What differs between two readings of the same documents."""
    shared, single = _columns(before, after)
    changes: list[Change] = []
    for document, kind in dict.fromkeys([*after, *before]):
        old, new = before.get((document, kind), []), after.get((document, kind), [])
        found = list(_changes(document, kind, old, new, shared.get(kind)))
        changes += sorted(found, key=lambda change: place(change.row))
    order = {document: number for number, document in enumerate(sorted({one for one, _ in [*before, *after]}))}
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(kind for _, kind in [*after, *before]))}
    changes.sort(key=lambda change: (order[change.document], kinds[change.kind]))
    return Difference(tuple(changes), single, len(order))


def place(row: Row) -> tuple[int, int]:
    """Where in the text a row is read: the number of an observation, the name of a project, else its quote. (-1, -1) for what has no place."""
    if row.get("raw_start") is not None:
        return row["raw_start"], row["raw_end"]
    if row.get("key_start") is not None:
        return row["key_start"], row["key_start"] + len(row["name"])
    start = row.get("start", -1)
    return start, row.get("end", start + len(row.get("quote", "")))


def _columns(before: Readings, after: Readings) -> tuple[dict[str, set[str]], dict[str, tuple[str, ...]]]:
    """By kind, the columns that both sides have, and those that one has alone. A kind that one side lacks altogether is not told."""
    sides: list[dict[str, set[str]]] = []
    for readings in (before, after):
        names: dict[str, set[str]] = defaultdict(set)
        for (_, kind), rows in readings.items():
            names[kind].update(*rows)
        sides.append(names)
    old, new = sides
    both = {kind: (old[kind], new[kind]) for kind in old if kind in new}
    shared = {kind: one & other for kind, (one, other) in both.items()}
    return shared, {kind: tuple(sorted(one ^ other)) for kind, (one, other) in both.items() if one != other}


def _changes(
    document: str, kind: str, before: list[Row], after: list[Row], columns: set[str] | None
) -> Iterator[Change]:
    for old, new in _pairs(before, after):
        if old is None or new is None:
            yield Change(document, kind, old, new)
        elif differing := tuple(name for name in new if name in (columns or ()) and old.get(name) != new[name]):
            yield Change(document, kind, old, new, differing)


def _pairs(before: list[Row], after: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row with the one that it was; alone where there is none."""
    old, new = list(before), list(after)
    keys: tuple[Callable[[Row], Hashable], ...] = (
        lambda row: (place(row)[0], _name(row)),
        lambda row: place(row)[0],
        lambda row: (_name(row), row.get("quote")),
    )
    for key in keys:
        waiting: dict[Hashable, list[Row]] = defaultdict(list)
        for row in old:
            waiting[key(row)].append(row)
        unpaired: list[Row] = []
        for row in new:
            if found := waiting[key(row)]:
                yield found.pop(0), row
            else:
                unpaired.append(row)
        old, new = [row for rows in waiting.values() for row in rows], unpaired
    for row in new:
        start, end = place(row)
        found = next((one for one in old if place(one)[0] < end and start < place(one)[1]), None)
        if found is not None:
            old.remove(found)
        yield found, row
    yield from ((row, None) for row in old)


def _name(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in _NAMES)
