"""Which public names there are, asked once a revision: ``district=120102`` is looked up by the first request that has it, and known to the others.

Only names that are there are remembered, and only while it is sure which revision is in force (``planapi.history.watch``). What is read as of an earlier
revision, or within any other transaction, is asked of the database.
"""

import threading
from collections.abc import Sequence
from typing import Any

from django.db import connection

from planapi.history.watch import WATCH

MOST = 50_000
"""So many names are remembered."""


class Names:
    def __init__(self) -> None:
        self._revision: Any = None
        self._held: set[tuple[Any, str, str]] = set()
        self._lock = threading.Lock()

    def missing(self, model: Any, column: str, values: Sequence[str]) -> list[str]:
        """Those of the values that no row of the table has in the column."""
        known = None if connection.in_atomic_block else WATCH.known()
        held = self._of(known) if known else set()
        unsure = [value for value in values if (model, column, value) not in held]
        if not unsure:
            return []
        found = set(model.objects.filter(**{f"{column}__in": unsure}).values_list(column, flat=True))
        # The revision may have changed meanwhile: then nothing is sure of what was found.
        if known and WATCH.known() == known:
            with self._lock:
                if self._revision == known and len(held) < MOST:
                    held |= {(model, column, value) for value in found}
        return [value for value in unsure if value not in found]

    def _of(self, revision: Any) -> set[tuple[Any, str, str]]:
        with self._lock:
            if revision != self._revision:
                self._revision, self._held = revision, set()
            return self._held


NAMES = Names()
