"""Which revision there is, writing one, and reading as of one."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import local
from typing import Any

from django.db import connection, transaction
from django.db.models import Subquery
from psycopg.pq import TransactionStatus

from history.models import Revision
from history.prepared import fetch
from history.schema import LOCK
from history.servers import reading_from
from history.watch import WATCH


@dataclass(frozen=True, slots=True)
class State:
    """A revision's number and when it was made; 0 and None before there is any."""

    number: int
    made_at: datetime | None


NONE = State(0, None)

NEWEST_NUMBER = Subquery(Revision.objects.order_by("-number").values("number")[:1])
"""A column for any statement: the number of the revision that this very statement sees; null before there is any."""


class _Reading(local):
    """What this thread reads."""

    snapshot: State | None = None


_READING = _Reading()


def newest() -> State:
    """The revision in force: known without asking where it is watched (``history.watch``), else one statement."""
    if (known := (reading_from() or WATCH).known()) is not None:
        return State(*known)
    return newest_stored()


def newest_stored() -> State:
    """The newest revision that the database has, by one statement: in a transaction of ``snapshot``, the one that it sees."""
    found = Revision.objects.order_by("-number").values_list("number", "made_at").first()
    return State(*found) if found else NONE


def state_of(number: int) -> State | None:
    """A revision by its number; None where there is none."""
    found = fetch("select number, made_at from history_revision where number = $1", [number])
    return State(*found[0]) if found else None


@contextmanager
def writing(
    *, document: str | None = None, reader_version: str | None = None, reason: str | None = None
) -> Iterator[dict[str, dict[str, int]]]:
    """A transaction that writes: all that it changes is one revision; where it changes nothing, there is none.

    Gives a dictionary to be filled: by resource, how many rows were ``added``, ``changed`` and ``removed``; it is kept with the revision. Writers take
    turns: the lock is held until the commit, so that no revision becomes visible before an earlier one.
    """
    counts: dict[str, dict[str, int]] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select {LOCK}, set_config('planapi.writing', '', true)")
        yield counts
        if (number := written()) is not None:
            told = {name: numbers for name, numbers in counts.items() if any(numbers.values())}
            given = {} if reason is None else {"reason": reason}  # a migration may write before there is that column
            Revision.objects.filter(number=number).update(
                document=document, reader_version=reader_version, counts=told, **given
            )
        cursor.execute("select set_config('planapi.writing', '', true)")


def reasons_of(numbers: Collection[int]) -> dict[int, str]:
    """Those of the revisions that an editor made, each with the reason that was given."""
    if not numbers:
        return {}
    query = "select number, reason from history_revision where number = any($1::integer[]) and reason is not null"
    return dict(fetch(query, [sorted(numbers)]))


@contextmanager
def written_in(number: int) -> Iterator[None]:
    """Within it, what is written is of an earlier revision: for what is kept from now on, and follows from what was stored then.

    The caller holds the transaction, of ``writing``, and begins with the earliest.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('planapi.writing', %s, true)", [str(number)])
        yield
        cursor.execute("select set_config('planapi.writing', '', true)")


def written() -> int | None:
    """The revision that this transaction has made so far; None where it has changed nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('planapi.writing', true), '')::integer")
        return cursor.fetchone()[0]


@contextmanager
def snapshot() -> Iterator[State]:
    """A transaction in which every statement sees the same data, and the revision that they are of. For reading only.

    Within a transaction of the caller's, as a test has one, nothing can be changed about what that sees: then it is only asked for the revision.
    """
    if connection.in_atomic_block:
        yield newest_stored()
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_BEGIN_SNAPSHOT)
            cursor.nextset()  # the answer to the second statement
            found = cursor.fetchone()
        _READING.snapshot = state = State(*found) if found else NONE
        try:
            yield state
        finally:
            _READING.snapshot = None
        _take_back_what_failed()


def state_of_snapshot() -> State | None:
    """The revision of the snapshot that this thread reads; None outside of one, and in a transaction within one, which may be of another revision."""
    return None if connection.savepoint_ids else _READING.snapshot


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
        if not _take_back_what_failed() and not outermost:  # else the settings end with the transaction
            cursor.execute(_SET, [before[0] or "", before[1]])


_NAMED = re.compile(r'\b(FROM|JOIN) (?=")')


def in_the_past(sql: str) -> str:
    """A statement of Django's with the views of the past in place of the tables: it reads the revision that ``as_of`` says, whatever others read."""
    return _NAMED.sub(r"\1 pinned.", sql)


@contextmanager
def as_of(number: int, *, again: int | None) -> Iterator[None]:
    """Within it, what is read ``in_the_past`` is as it was in revision ``number``; in a transaction. ``again``: what was pinned before, if any was.

    Unlike ``pinned``, it leaves plain names alone: what is prepared with them needs no other plan.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SET_REVISION, [str(number)])
        yield
        if again is not None:
            cursor.execute(_SET_REVISION, [str(again)])


def _take_back_what_failed() -> bool:
    """Whether a statement of this transaction failed, and somebody has dealt with that: then there is nothing to commit.

    A commit would raise where the connection is gone. It is no rollback each time, because psycopg forgets its prepared statements at one.
    """
    link: Any = connection.connection
    if failed := link is None or link.pgconn.transaction_status != TransactionStatus.INTRANS:
        transaction.set_rollback(True)
    return failed


# Both in one message: what a transaction sees is fixed by its first query.
_BEGIN_SNAPSHOT = (
    "set transaction isolation level repeatable read, read only; "
    "select number, made_at from history_revision order by number desc limit 1"
)
_SET_REVISION = "select set_config('planapi.pinned', %s, true)"
_SET = "select set_config('planapi.pinned', %s, true), set_config('search_path', %s, true)"
