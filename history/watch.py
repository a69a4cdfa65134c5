"""The newest revision, known in every serving process without a query: PostgreSQL announces it at each commit that
makes one.

One thread a process listens (LISTEN/NOTIFY) and keeps the newest state. ``newest()`` of ``history.revisions`` takes it from here where the thread is
sure of it, and asks the database where it is not: before the first answer, while the connection is gone, or when the server has not answered for
``SURE`` seconds. A commit is known in every process some tenths of a millisecond after it, as fast as a packet.
"""

import logging
import threading
import time
from datetime import datetime
from typing import Any

import psycopg
from django.db import connections

logger = logging.getLogger(__name__)

CHANNEL = "planapi_revision"
SURE = 5.0
"""For how many seconds a silent server is believed to be there."""
BEAT = 1.0
"""How often, in seconds, it is asked whether it is."""


class Watch:
    """Knows the newest revision while it is sure. ``begin`` starts the thread, once a process."""

    def __init__(self) -> None:
        self._known: tuple[int, datetime | None] | None = None
        self._heard = 0.0
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()

    def known(self) -> tuple[int, datetime | None] | None:
        """Number and time of the newest revision; None where it has to be asked for."""
        return self._known if time.monotonic() - self._heard < SURE else None

    def begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="revisions", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Stop listening, and know nothing any more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(2 * BEAT)
        self._thread, self._known = None, None
        self._ended.clear()

    def _run(self) -> None:
        pause = 0.1
        while not self._ended.is_set():
            try:
                with psycopg.connect(**_parameters(), autocommit=True) as link:
                    pause = 0.1
                    self._listen(link)
            except Exception as error:  # noqa: BLE001 whatever it is, it is tried again: nobody else would
                self._known = None
                told = str(error).strip().partition("\n")[0]
                logger.warning("Can't listen for revisions; polling for them instead: %s", told)
                self._ended.wait(pause)
                pause = min(2 * pause, 10)

    def _listen(self, link: psycopg.Connection[Any]) -> None:
        link.execute(f"listen {CHANNEL}")
        while not self._ended.is_set():
            # Asked at every beat, not taken from the notification: so the beat is a look whether the server is there, too.
            row = link.execute("select number, made_at from history_revision order by number desc limit 1").fetchone()
            self._known = (row[0], row[1]) if row else (0, None)
            self._heard = time.monotonic()
            for _ in link.notifies(timeout=BEAT, stop_after=1):
                self._known = None  # until it has been read, a moment later


def _parameters() -> dict[str, Any]:
    """How the site itself connects."""
    connection: Any = connections["default"]
    connection.ensure_connection()  # the embedded server is started where it is not there
    parameters = connection.get_connection_params()
    connection.close()
    return {
        name: value
        for name, value in parameters.items()
        if name not in ("cursor_factory", "context", "prepare_threshold")
    }


WATCH = Watch()
