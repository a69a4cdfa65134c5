"""Which revision there is, writing one, and reading as of one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from planapi.history.models import Revision
from planapi.history.schema import LOCK
from planapi.history.watch import WATCH


@dataclass(frozen=True, slots=True)
class State:
    """A revision's number and when it was made; 0 and None before there is any."""

    number: int
    made_at: datetime | None


NONE = State(0, None)


def newest() -> State:
    """The revision in force: known without asking where it is watched (``planapi.history.watch``), else one statement."""
    if (known := WATCH.known()) is not None:
        return State(*known)
    found = Revision.objects.order_by("-number").values_list("number", "made_at").first()
    return State(*found) if found else NONE


def state_of(number: int) -> State | None:
    """A revision by its number; None where there is none."""
    found = Revision.objects.filter(number=number).values_list("number", "made_at").first()
    return State(*found) if found else None


@contextmanager
def writing(*, document: str | None = None, reader_version: str | None = None) -> Iterator[dict[str, dict[str, int]]]:
    """A transaction that writes: all that it changes is one revision; where it changes nothing, there is none.

    Gives a dictionary to be filled: by resource, how many rows were ``added``, ``changed`` and ``removed``; it is kept with the revision. Writers take
    turns: the lock is held until the commit, so that no revision is seen before an earlier one.
    """
    counts: dict[str, dict[str, int]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select {LOCK}, set_config('planapi.writing', '', true)")
        yield counts
        if (number := written()) is not None:
            told = {name: numbers for name, numbers in counts.items() if any(numbers.values())}
            Revision.objects.filter(number=number).update(document=document, reader_version=reader_version, counts=told)
        cursor.execute("select set_config('planapi.writing', '', true)")


def written() -> int | None:
    """The revision that this transaction has made so far; None where it has changed nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('planapi.writing', true), '')::integer")
        return cursor.fetchone()[0]


@contextmanager
def pinned(number: int) -> Iterator[None]:
    """Within it, every query that names a table plainly reads it as it was in revision ``number``. For reading only.

    Can be nested: the inner one counts, and the outer one again after it.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('planapi.pinned', true), current_setting('search_path')")
        before = cursor.fetchone()
        cursor.execute(_SET, [str(number), "pinned, public"])
        yield
        if not outermost:  # else the settings end with the transaction
            cursor.execute(_SET, [before[0] or "", before[1]])


_SET = "select set_config('planapi.pinned', %s, true), set_config('search_path', %s, true)"
