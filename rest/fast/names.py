"""Which public names there are, asked once a revision: ``district=120102`` is looked up by the first request that has it, and known to the others.

Only names that are there are remembered, each with the revision that the statement which found it was of. They are used where it is known which revision
is read: that of the snapshot, or the one in force (``history.watch``). What is read as of an earlier revision, or within any other transaction, is
asked of the database.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from history.revisions import NEWEST_NUMBER, State, state_of_snapshot
from history.servers import reading_from
from history.watch import WATCH
from rest.http.problems import LONGEST_VALUE, nearest

MOST = 50_000
"""So many names are remembered."""


class Names:
    def __init__(self) -> None:
        self._revision: State | None = None
        self._held: set[tuple[Any, str, str]] = set()
        self._lock = threading.Lock()

    def missing(self, model: Any, column: str, values: Sequence[str]) -> list[str]:
        """Those of the values that no row of the table has in the column."""
        known = revision_read()
        known_names = self._of(known) if known else set()
        unsure = [value for value in values if (model, column, value) not in known_names]
        if not unsure:
            return []
        found = dict(model.objects.filter(**{f"{column}__in": unsure}).values_list(column, NEWEST_NUMBER))
        # The statement may have seen a later revision than the one that was known before it.
        if known and set(found.values()) <= {known.number}:
            with self._lock:
                if self._revision == known and len(known_names) < MOST:
                    known_names |= {(model, column, value) for value in found}
        return [value for value in unsure if value not in found]

    def _of(self, revision: State) -> set[tuple[Any, str, str]]:
        with self._lock:
            if revision != self._revision:
                self._revision, self._held = revision, set()
            return self._held


def revision_read() -> State | None:
    """The revision that the next statement is of, as far as that is known before it."""
    if connection.in_atomic_block:
        return state_of_snapshot()
    return State(*known) if (known := (reading_from() or WATCH).known()) else None


NAMES = Names()

MOST_LISTED = 50
"""So many names, where there are no more, are listed to who asked for another."""
MOST_READ = 5_000
"""Among so many names the one that was meant is looked for, wherever it differs."""
BESIDE = 200
"""Number of names of a longer list that are compared on each side of the position of the wrong one."""


Called = tuple[str, str]
"""A public name, and what it is the name of, in words: ("120102", "天津市河东区")."""
Meant = Callable[[str], Sequence[Called]]
"""What someone may mean by a name that is no public one: 河东 by 河东区, GDP by an indicator. The likeliest first, whether it is there or not."""
MOST_MEANT = 5
"""So many things that may be meant are told."""


class Nearby:
    """What a name of a table may have been meant for. It costs the same over a million rows as over a few thousand.

    In a table of up to ``MOST_READ`` rows, all names are compared. In a longer one, only the names next to the wrong
    one in alphabetical order are, by the index: so a typo is found if the beginning of the name is right. ``meant`` knows of other names, whatever
    the size of the table.
    """

    def __init__(self, model: Any, key: str, labels: Sequence[str] = (), *, meant: Meant | None = None) -> None:
        self.key = key
        self._meant = meant
        self._rows = model.objects.order_by(key).values_list(key, *labels)
        known = list(self._rows[: MOST_READ + 1])
        self._known = known if len(known) <= MOST_READ else None
        self.all = [row[0] for row in known] if self._known is not None and len(known) <= MOST_LISTED else None
        """All names where they are few, to be listed; else None."""

    def to(self, name: str) -> str | None:
        """The nearest name, or the name of what bears ``name`` as one of its labels; None where nothing is near."""
        return self.told(name)[0]

    def told(self, name: str) -> tuple[str | None, str]:
        """The nearest name; and in words what else ``name`` may mean, or what it means that is not there, to be added to a message."""
        if self._meant is not None and len(name) <= LONGEST_VALUE and (called := self._meant(name)):
            there = {row[0] for row in self._rows.filter(**{f"{self.key}__in": [key for key, _ in called]})}
            held = [(key, words) for key, words in called if key in there][:MOST_MEANT]
            if len(held) == 1:
                return held[0][0], ""
            told = " or ".join(f"{key} ({words})" for key, words in held or called[:MOST_MEANT])
            return (held[0][0], f": it may be {told}") if held else (None, f": {told} is not in the data")
        known = self._known
        if known is None:
            before = self._rows.filter(**{f"{self.key}__lt": name}).reverse()[:BESIDE]
            known = [*before, *self._rows.filter(**{f"{self.key}__gt": name})[:BESIDE]]
        named = {label: row[0] for row in known for label in (*row[1:], row[0])}
        return named.get(name) or named.get(nearest(name, named) or ""), ""
