"""What a task does while the database is away: it waits, for as long as that lasts.

It waits in its place, so that its worker takes no other task that could not be done either. It does not wait there for ever, since a task has a time limit
and the broker gives out again what is not done in its ``visibility_timeout``: after ``DATABASE_PATIENCE`` seconds it goes back to its queue, and
is taken from there again. No message is written anew for that and no attempt is counted, so there is nothing that could be used up or lost.
"""

import logging
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery.exceptions import Reject
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)

# What can pass: the database is away or restarts, or a lock is waited for too long. A file that is wrong stays wrong, and is not tried again.
PASSING = (OperationalError, InterfaceError)

ATTEMPTS = 5
"""How many more times a task is tried that failed in the middle: a database that comes and goes passes, one that the task itself breaks does not."""

LONGEST_PAUSE = 60
"""Seconds between two of those attempts, at most."""


@contextmanager
def outlasting(task: Any) -> Iterator[None]:
    """Within it, a task has a database that could be reached, and is tried again where that fails in the middle.

    The task has to be bound and acknowledged late. In the calling process (without a broker) it does not wait: the
    caller gets the error.
    """
    if task.request.called_directly or task.request.is_eager:
        yield
        return
    _wait(task)
    try:
        yield
    except PASSING as error:
        pause = random.uniform(0.5, 1) * min(2**task.request.retries, LONGEST_PAUSE)  # noqa: S311
        try:
            raise task.retry(exc=error, countdown=pause, max_retries=ATTEMPTS)
        except Reject as rejected:
            # The broker could not be reached. This worker still has the task, and must not drop it.
            raise Reject("the broker is not reachable, either", requeue=True) from rejected


def _wait(task: Any) -> None:
    until = time.monotonic() + settings.DATABASE_PATIENCE
    pause = 0.25
    while (error := _unreached()) is not None:
        if time.monotonic() > until:
            raise Reject("the database is not reachable", requeue=True)
        logger.warning("%s waits for the database: %s", task.name, str(error).strip().partition("\n")[0])
        time.sleep(pause)
        pause = min(2 * pause, 5)


def _unreached() -> Exception | None:
    """Why the database can't be reached; None where it can. A connection that an earlier task left, and that is broken by now or old, is replaced."""
    try:
        connection.close_if_unusable_or_obsolete()
        connection.close_if_health_check_failed()
        connection.ensure_connection()
    except PASSING as error:
        return error
    return None
