"""A release that somebody asks for and that is not there: whether it is made for them, and who makes it.

Only the newest revision's is made on demand, so that all who ask can cause one making a revision, and no more. An older one is for the operator
(``manage.py release --revision 7``). With a broker a worker makes it, without one a thread of the process that was asked.
"""

import logging
import threading
import time
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import OperationalError, connections
from django.utils import timezone

from history.revisions import State, newest, state_of
from planapi.answer_time import no_answer
from planapi.outages import reached
from planapi.releases import making, store
from planapi.releases.store import Edition, Release, SqliteState

logger = logging.getLogger(__name__)

LIMIT = 4 * 3600
"""Seconds that the making of a release may take."""

PATIENCE = 3.0
"""Seconds that the request which set the making off waits for it: a small data set is ready by then, and its client has the zip at once."""

TRIES = 3
"""How often it is tried to make the SQLite file of a release unasked."""

AGAIN = 60.0
"""Seconds after which a process sends the task again, should it have been lost."""


class NoRelease(Exception):
    """There is no release of this revision, and none is made on request; the message says how to get it."""


class ReleaseRemoved(NoRelease):
    """There was one, and it was removed (``pruning``)."""


class InTheMaking(Exception):
    """The release is being made; ask again."""


_lock = threading.Lock()
_sent: dict[tuple[State, Edition], float] = {}


# Acknowledged as it begins: no broker waits for hours. One that is lost with its worker is sent again when somebody asks for the release.
@shared_task(bind=True, name="planapi.make_release", acks_late=False, time_limit=LIMIT, soft_time_limit=LIMIT - 60)
def make_release(
    self: Task[Any, Any], revision: int | None = None, edition: str = Edition.MAIN
) -> dict[str, int | str | None]:
    """Make the release of a revision, the newest unless given; or the SQLite file of one that is there.

    Returns ``{"revision", "state", "bytes", "sha256"}``, the state ``made`` or ``busy``.

    A task that is delivered twice does its work once: the second one finds the lock taken, or the release made.
    """
    if not reached(self):
        raise OperationalError("the database is not reachable")
    state = newest() if revision is None else state_of(revision)
    if state is None or not state.number:
        raise NoRelease("there is no such revision")
    try:
        release = (
            making.complete(state, wait=False)
            if edition == Edition.SQLITE
            else making.make(state, Edition(edition), wait=False)
        )
    except store.ReleaseLocked:
        return {"revision": state.number, "state": "busy", "bytes": None, "sha256": None}
    if release is None:
        raise NoRelease(f"there is no release of revision {state.number} any more")
    return {"revision": state.number, "state": "made", "bytes": release.bytes, "sha256": release.sha256}


def obtain(number: int, edition: Edition = Edition.MAIN) -> Release:
    """The release of a revision; raises InTheMaking where it will be there soon, and NoRelease where it will not."""
    state = state_of(number)
    if state is None:
        raise NoRelease(f"There is no revision {number}.")
    known = store.noted(state, edition)
    if known and known.removed_at is None:
        return known
    last = newest().number
    if number != last:
        if known and known.removed_at:
            raise ReleaseRemoved(removal(known))
        further, option = ("", "") if edition == Edition.MAIN else (" in further forms", f" --{edition}")
        raise NoRelease(
            f"There is no release of revision {number}{further}. Only the release of the newest revision ({last}) is made on "
            f"request; the operator of the site can make this one with `manage.py release --revision {number}{option}`. "
            f"Its rows can be read at any address with revision={number}."
        )
    if _send(state, edition):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            time.sleep(0.1)
            if release := store.find(state, edition):
                return release
    raise InTheMaking(f"The release of revision {number} is being made.")


def obtain_sqlite(number: int) -> Release:
    """What has the SQLite file of a revision: a release of its own, or the zip of one that was made before there were such. Nobody can cause it to be made by
    asking, but with the release itself."""
    release = obtain(number)
    if release.file(store.SQLITE):
        return release
    if found := store.sqlite_of(release):
        return found
    if store.sqlite_state(release, timezone.now()) == SqliteState.IN_THE_MAKING:
        raise InTheMaking(f"The SQLite file of revision {number} is being made.")
    raise NoRelease(
        f"The SQLite file of revision {number} could not be made. The operator of the site can make it with `manage.py release --revision {number}`. "
        f"The same tables are at {store.folder_of(number)}, as CSV and Parquet."
    )


def complete_newest() -> None:
    """Have the SQLite file of the newest revision's release made, if it is missing: whoever made it was ended, or failed."""
    release = store.find(newest())
    if release is None or store.sqlite_state(release, timezone.now()) != SqliteState.MISSING:
        return
    claimed = store.claim_of(release)
    if claimed is None or claimed.tries < TRIES:
        make_release.delay(release.revision, Edition.SQLITE)


def removal(release: Release) -> str:
    """What there is instead of one that was removed."""
    assert release.removed_at
    day, number = timezone.localtime(release.removed_at).date(), release.revision
    return (
        f"The release of revision {number} was removed on {day}, as releases are when newer ones have been made. Its rows can be read at any address "
        f"with revision={number}; a release of the newest revision is at /releases/latest. The operator of the site can make this one again with "
        f"`manage.py release --revision {number} --pin`; its SHA-256 was {release.sha256}."
    )


def _send(state: State, edition: Edition) -> bool:
    """Have it made; False where this process has lately seen to that."""
    with _lock:
        now = time.monotonic()
        if now - _sent.get((state, edition), -AGAIN) < AGAIN:
            return False
        for other in [other for other in _sent if other[0] != state]:
            del _sent[other]
        _sent[state, edition] = now
    if settings.CELERY_TASK_ALWAYS_EAGER:
        threading.Thread(target=_make_here, args=(state.number, edition), name="release", daemon=True).start()
    else:
        make_release.delay(state.number, edition)
    return True


def _make_here(revision: int, edition: Edition) -> None:
    try:
        no_answer()
        make_release(revision, edition)
    except Exception:
        logger.exception("The release of revision %s could not be made", revision)
    finally:
        connections.close_all()
