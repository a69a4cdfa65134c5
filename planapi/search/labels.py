"""The names of districts and the titles of documents, by their codes and slugs; each is asked for once a revision."""

import threading
from collections.abc import Iterable

from history.revisions import NONE, State
from planapi.search.source import AnswerSource, statement_of

MOST = 50_000
"""So many names are remembered."""

_LABELS = """
    select code, name, {newest} from districts_district where code = any(%s)
    union all select slug, title, {newest} from districts_document where slug = any(%s)"""


class Labels:
    """Those of one revision."""

    def __init__(self) -> None:
        self._state: State = NONE
        self._held: dict[str, str] = {}
        self._lock = threading.Lock()

    def of(self, names: Iterable[str], source: AnswerSource) -> dict[str, str]:
        """What is called by these names, and others; those that there are not are left out."""
        held = self._of(source.state) if source.may_keep else {}
        missing = [name for name in names if name and name not in held]
        if not missing:
            return held
        found = {name: label for name, label, _ in source.ask(statement_of(_LABELS), [missing, missing])}
        with self._lock:
            if source.may_keep and len(held) + len(found) <= MOST:
                held |= found
                return held
        return {**held, **found}

    def _of(self, state: State) -> dict[str, str]:
        with self._lock:
            if state != self._state:
                self._state, self._held = state, {}
            return self._held


labels_of = Labels().of
