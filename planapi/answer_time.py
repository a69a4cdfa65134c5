"""How long PostgreSQL may take over a statement: in the processes that serve, `ANSWER_TIMEOUT` milliseconds; and `STATEMENT_TIMEOUT` seconds everywhere else.

Whoever may take longer there, says so: a file, a release, and the pages of the admin. A server that has not even cancelled a statement a second after
its limit is not waited for any longer (``history.patience``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from history.patience import MARGIN, PatientConnection, be_patient


def begin() -> None:
    """From here on, each connection that this process makes has the limit of answers."""
    if settings.ENVIRONMENT.answer_timeout:
        connection_created.connect(_limit)


def _limit(*, connection: Any, **_: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {settings.ENVIRONMENT.answer_timeout}")
    if isinstance(connection.connection, PatientConnection):
        connection.connection.patience = settings.ENVIRONMENT.answer_timeout / 1000 + MARGIN


def no_answer() -> None:
    """What this thread asks from here on is no answer: its connection has the limit of everything else, until it is closed."""
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")
    be_patient(None)


@contextmanager
def taking_time() -> Iterator[None]:
    """Within it, a request does what is no answer, such as a write; after it, this thread has another connection."""
    no_answer()
    try:
        yield
    finally:
        if not connection.in_atomic_block:  # else a test's
            connection.close()
