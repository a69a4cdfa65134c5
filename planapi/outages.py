"""What a task does while the database is away: it waits in its place, so that its worker takes no other task that could not be done either."""

import logging
import time
from typing import Any

from django.conf import settings
from django.db import connection

from planapi.ingest import PASSING

logger = logging.getLogger(__name__)


def reached(task: Any) -> bool:
    """Whether the database can be reached: at once, or within ``DATABASE_PATIENCE`` seconds, for which the task waits.

    In the calling process (without a broker) nobody waits: the caller gets the error of what it does next.
    """
    return True if task.request.called_directly or task.request.is_eager else waited(task.name)


def waited(name: str) -> bool:
    """Wait for the database; False if it did not come back within ``DATABASE_PATIENCE`` seconds."""
    until = time.monotonic() + settings.DATABASE_PATIENCE
    pause = 0.25
    while (error := _unreached()) is not None:
        if time.monotonic() > until:
            return False
        logger.warning("%s waits for the database: %s", name, str(error).strip().partition("\n")[0])
        time.sleep(pause)
        pause = min(2 * pause, 2)
    return True


def _unreached() -> Exception | None:
    """Why the database can't be reached; None where it can. A connection that an earlier task left, and that is broken by now or old, is replaced."""
    try:
        connection.close_if_unusable_or_obsolete()
        connection.close_if_health_check_failed()
        connection.ensure_connection()
    except PASSING as error:
        return error
    return None
