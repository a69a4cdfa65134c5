"""Which public names there are, asked once a revision: ``district=120102`` is looked up by the first request that has it, and known to the others.

Only names that are there are remembered, each with the revision that the statement which found it was of. They are used where it is known which revision
is read: that of the snapshot, or the one in force (``planapi.history.watch``). What is read as of an earlier revision, or within any other transaction, is
asked of the database.
"""

import threading
from collections.abc import Sequence
from typing import Any

from django.db import connection

from planapi.history.revisions import NEWEST_NUMBER, State, state_of_snapshot
from planapi.history.watch import WATCH

MOST = 50_000
"""So many names are remembered."""


class Names:
    def __init__(self) -> None:
        self._revision: State | None = None
        self._held: set[tuple[Any, str, str]] = set()
        self._lock = threading.Lock()

    def missing(self, model: Any, column: str, values: Sequence[str]) -> list[str]:
        """Those of the values that no row of the table has in the column."""
        known = _revision_read()
        held = self._of(known) if known else set()
        unsure = [value for value in values if (model, column, value) not in held]
        if not unsure:
            return []
        found = dict(model.objects.filter(**{f"{column}__in": unsure}).values_list(column, NEWEST_NUMBER))
        # The statement may have seen a later revision than the one that was known before it.
        if known and set(found.values()) <= {known.number}:
            with self._lock:
                if self._revision == known and len(held) < MOST:
                    held |= {(model, column, value) for value in found}
        return [value for value in unsure if value not in found]

    def _of(self, revision: State) -> set[tuple[Any, str, str]]:
        with self._lock:
            if revision != self._revision:
                self._revision, self._held = revision, set()
            return self._held


def _revision_read() -> State | None:
    """The revision that the next statement is of, as far as that is known before it."""
    if connection.in_atomic_block:
        return state_of_snapshot()
    return State(*known) if (known := WATCH.known()) else None


NAMES = Names()
