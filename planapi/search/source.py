"""Where the statements of one answer are asked, and what of them is the same in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from history.prepared import fetch, numbered
from history.revisions import State, newest_stored
from rest.views import RevisionPassed

_SETTINGS = "select set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"
_NEWEST = "(select number from history_revision order by number desc limit 1)"


@lru_cache(maxsize=200)
def statement_of(template: str, **parts: str | int) -> str:
    """A statement whose last column (``{newest}``) is the newest revision that it sees."""
    return numbered(template.format(newest=_NEWEST, **parts))[0]


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """The revision that an answer is of.

    ``sees_it`` says that all statements see it, as those of a snapshot do; else each is asked which it saw. ``may_keep`` says that what was found is the
    same for every other answer of it.
    """

    state: State
    sees_it: bool
    may_keep: bool
    prepared: bool = True

    def ask(self, statement: str, values: Sequence[Any], *, prepared: bool = True) -> list[Any]:
        """The rows; raises RevisionPassed where they are of another revision."""
        return self._checked(fetch(statement, values, prepared=self.prepared and prepared))

    def search(self, statement: str, values: Sequence[Any], *, prepared: bool = True) -> list[Any]:
        """The same of a statement that looks for entries by their words, and by nothing but the index of them.

        PostgreSQL does not know how many rows have the words that it is asked for, nor that some of them nearly always come together: it may read the table
        from its start. The settings and the statement go out in one message.
        """
        return self._checked(fetch(statement, values, prepared=self.prepared and prepared, under=_SETTINGS))

    def _checked(self, rows: list[Any]) -> list[Any]:
        if not self.sees_it and (rows[0][-1] if rows else newest_stored().number) != (self.state.number or None):
            raise RevisionPassed
        return rows
