"""The servers of the database, and which of them a thread reads from: a hot standby that has all that the primary has, else the primary.

A standby is read from while it holds the very revision that is the newest of the primary's, as far as this process knows; a moment later, while it replays the
next one, the primary is asked again. While the primary is away, standbys are read that have the newest revision that anybody here ever saw. So no
process answers from an earlier revision than it did before, whichever server it asks. What a client has seen elsewhere, it says (``at_least``).

Django knows of none of this: a thread that reads from a standby has its connection as the default one, until it has answered.
"""

import itertools
import threading
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from history.watch import WATCH, Known, Watch

AVOIDED = 1.0
"""Seconds for which a standby is left alone that failed in the middle of an answer, unless it is known before that it is well or away."""

BLIP = 2.0
"""Seconds for which a primary may be away before nobody waits for it any more."""
MOMENT = 0.3
"""Seconds."""

_turns = itertools.count()


class _ReadingServer(threading.local):
    """What this thread reads from, and whether that failed; ``turn`` is the standby that it asks first, so that it keeps few connections."""

    def __init__(self) -> None:
        self.turn = next(_turns)
        self.watch: Watch | None = None
        self.failed = False


_READING = _ReadingServer()


@cache
def standbys() -> tuple[Watch, ...]:
    return tuple(Watch(alias, primary=WATCH) for alias in settings.DATABASES if alias != DEFAULT_DB_ALIAS)


def watch_of(alias: str) -> Watch | None:
    return next((one for one in (WATCH, *standbys()) if one.alias == alias), None)


def begin() -> None:
    """Watch all servers, in this process."""
    for one in (WATCH, *standbys()):
        one.begin()


def reading_from() -> Watch | None:
    """The watch of the standby that this thread reads from; None: it reads from the primary."""
    return _READING.watch


class Servers:
    """All of them as one, for what is kept of answers."""

    def known(self) -> Known | None:
        """The newest revision; None where no server is sure of it."""
        if (known := WATCH.known()) is not None or not standbys():
            return known
        return next((one.known() for one in standbys() if unfit(one) is None), None)

    def saw(self, number: int) -> None:
        WATCH.saw(number)


def unfit(standby: Watch, *, at_least: int = 0) -> str | None:
    """Why a standby is not read from; None where it is."""
    if standby.is_silent() or (known := standby.known()) is None:
        return "it does not answer"
    if not standby.in_recovery:
        return "it is no standby"
    if known[0] < at_least:
        return "it lacks a revision that the client has seen"
    if (newest := WATCH.known()) is not None:
        if known != newest:
            return "it lacks the newest revision" if known[0] < newest[0] else "it has another history"
    elif known[0] < _newest_seen():
        return "it lacks the newest revision"
    if (lag := standby.lag()) is None or lag > settings.REPLICA_LAG:
        return "it lags"
    if time.monotonic() < standby.avoided_until:
        return "it has just failed"
    return None


def _newest_seen() -> int:
    """The newest revision that any server was ever known to have, while the primary can't be asked."""
    seen = [known[0] for one in (WATCH, *standbys()) if (known := one.last_known()) is not None]
    return max([WATCH.seen, *seen])


def choose(*, at_least: int = 0) -> Watch:
    """The server to read from, for somebody who has seen this revision."""
    there = standbys()
    for number in range(len(there)):
        one = there[(_READING.turn + number) % len(there)]
        if unfit(one, at_least=at_least) is None:
            return one
    return WATCH


def read_from(watch: Watch) -> Callable[[], None]:
    """Have this thread read from a server, until it calls what this returns."""
    before = connections[DEFAULT_DB_ALIAS]
    _READING.failed = False
    if watch is not WATCH:
        connections[DEFAULT_DB_ALIAS] = connections[watch.alias]
        _READING.watch = watch

    def end() -> None:
        connections[DEFAULT_DB_ALIAS] = before
        _READING.watch = None

    return end


def tell_failure() -> None:
    """The server that this thread reads from has failed: it is away, or had to cancel a statement for what it replays."""
    _READING.failed = True
    if (watch := _READING.watch) is not None:
        watch.avoided_until = time.monotonic() + AVOIDED


def may_try_again(failed: Watch) -> bool:
    """Whether another try makes sense, now or after a moment that is waited here: a standby is left alone from now on, and a primary that was there just now
    restarts, or the standbys are about to have all that it had."""
    if failed is not WATCH:
        return True
    if WATCH.silence() > BLIP:
        return False
    time.sleep(MOMENT)
    return True


def has_failed() -> bool:
    return _READING.failed


def told() -> list[dict[str, Any]]:
    """How the standbys are, for people and monitors."""
    return [
        {
            "name": one.alias,
            "in_rotation": (why := unfit(one)) is None,
            "why": why,
            "revision": (known := one.known()) and known[0],
            "lag_seconds": None if known is None or (lag := one.lag()) is None else round(lag, 1),
        }
        for one in standbys()
    ]
