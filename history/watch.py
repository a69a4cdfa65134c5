"""The newest revision, known in every serving process without a query: PostgreSQL announces it at each commit that
makes one.

One thread for each server of the database listens (LISTEN/NOTIFY; a standby, which has none, is asked) and keeps the newest state. ``newest()`` of
``history.revisions`` takes it from here where the thread is sure of it, and asks the database where it is not: before the first answer, while the connection
is gone, or when the server has not answered for ``SURE`` seconds. A commit is known in every process some tenths of a millisecond after it, as
fast as a packet.

The thread also knows whether the server answers at all: who waits for one that has been silent for ``SILENT`` seconds need wait no longer.
"""

import logging
import threading
import time
from collections import deque
from datetime import datetime
from typing import Any

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections

from history.patience import PatientConnection

logger = logging.getLogger(__name__)

CHANNEL = "planapi_revision"
SURE = 5.0
"""For how many seconds a silent server is believed to be there."""
BEAT = 0.5
"""How often, in seconds, it is asked whether it is."""
SILENT = 1.5
"""After so many seconds without an answer it is taken for frozen."""
SOON = 0.02
"""Seconds after which a standby is asked again for a revision that it has not replayed yet."""
LOST = 10.0
"""After so many seconds without an answer another connection is tried: the server may be another by now, at the same address."""
LONGEST_PAUSE = 0.5
"""Seconds between two tries to connect, at most: it is known that a server is back before anybody has to wait for it."""
TOLD = 30.0
"""Seconds between two lines of the log about a server that can't be reached."""
LAG_KNOWN = 600.0
"""A lag of more seconds than this is told as this."""

Known = tuple[int, datetime | None]

# Positions in the write-ahead log as numbers of octets. The primary says what it has written, a standby what of that can be read there.
_BEAT = (
    "select (select number from history_revision order by number desc limit 1),"
    " (select made_at from history_revision order by number desc limit 1), pg_is_in_recovery(),"
    " (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end - '0/0')::bigint"
)


class Watch:
    """Knows the newest revision that a server has, while it is sure. ``begin`` starts the thread, once a process. ``primary`` is the watch of the server
    that a standby follows."""

    def __init__(self, alias: str = DEFAULT_DB_ALIAS, *, primary: "Watch | None" = None) -> None:
        self.alias = alias
        self.primary = primary
        self.position: int | None = None
        self.in_recovery = False
        self._known: Known | None = None
        self._last: Known | None = None
        self.seen = 0
        self.avoided_until = float("-inf")
        self._heard = 0.0
        self._asked: float | None = None
        self._told = float("-inf")
        self._positions: deque[tuple[float, int]] = deque(maxlen=int(LAG_KNOWN / BEAT))
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._news = threading.Condition()

    def known(self) -> Known | None:
        """Number and time of the newest revision; None where it has to be asked for."""
        if (known := self._known) is None or known[0] < self.seen or time.monotonic() - self._heard >= SURE:
            return None
        return known

    def last_known(self) -> Known | None:
        """The newest revision that it ever knew of, whether or not it is sure now."""
        return self._last

    def saw(self, number: int) -> None:
        """An answer was of this revision: what is known of an earlier one is known no more."""
        self.seen = max(self.seen, number)

    def is_silent(self) -> bool:
        """Whether the server was asked and answers nobody."""
        asked = self._asked
        return (
            asked is not None
            and time.monotonic() - asked > SILENT
            and threading.current_thread() is not self._thread  # which waits until it is back
        )

    def silence(self) -> float:
        """Seconds since the server was last heard of."""
        return time.monotonic() - self._heard

    def lag(self) -> float | None:
        """For how many seconds, of this process's clock, the primary has had something that can't be read here; None where that is not known."""
        if self.primary is None:
            return 0.0
        if self.position is None:
            return None
        since = next((at for at, position in list(self.primary._positions) if position > self.position), None)  # noqa: SLF001
        return 0.0 if since is None else time.monotonic() - since

    def begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name=f"revisions of {self.alias}", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Stop listening, and know nothing any more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(4 * BEAT)
        self._thread, self._known, self._asked = None, None, None
        self._ended.clear()

    def _run(self) -> None:
        pause = 0.05
        while not self._ended.is_set():
            try:
                self._asked = self._asked or time.monotonic()
                with self._connect() as link:
                    pause = 0.05
                    self._listen(link)
            except Exception as error:  # noqa: BLE001 whatever it is, it is tried again: nobody else would
                self._known = self.position = None
                if not self.is_frozen(error):
                    self._asked = None  # It says no at once, and will to anybody.
                self._tell(error)
                self._ended.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)

    @staticmethod
    def is_frozen(error: Exception) -> bool:
        """Whether an attempt to reach the server ended because nothing came, not because it said no."""
        cause = error.__cause__ or error
        return isinstance(cause, psycopg.errors.ConnectionTimeout) or "has not answered" in str(cause)

    def _tell(self, error: Exception) -> None:
        if (now := time.monotonic()) - self._told >= TOLD:
            self._told = now
            told = str(error).strip().partition("\n")[0]
            logger.warning("Can't listen for revisions of %s; asking for them instead: %s", self.alias, told)

    def _connect(self) -> psycopg.Connection[Any]:
        """As the site itself connects, which starts the embedded server where it is not there; but as the reader."""
        connection: Any = connections.create_connection(self.alias)
        if self.alias == DEFAULT_DB_ALIAS:
            account = {
                name: settings.READER_DATABASE[name]
                for name in ("USER", "PASSWORD")
                if name in settings.READER_DATABASE
            }
            connection.settings_dict = connection.settings_dict | account
        link = connection.get_new_connection(
            {
                name: value
                for name, value in connection.get_connection_params().items()
                if name not in ("cursor_factory", "context", "prepare_threshold")
            }
        )
        link.autocommit = True
        if isinstance(link, PatientConnection):
            link.patience, link.is_silent = LOST, None
        return link

    def _listen(self, link: psycopg.Connection[Any]) -> None:
        link.execute("set time zone 'UTC'")  # as Django reads it: a revision's time is part of an ETag
        if not self._ask(link):
            link.execute(f"listen {CHANNEL}")
        while not self._ended.is_set():
            # Asked at every beat, not taken from the notification: so the beat is a look whether the server is there, too.
            if self._ask(link):
                self._await_primary()
                continue
            for _ in link.notifies(timeout=BEAT, stop_after=1):
                self._known = None  # until it has been read, a moment later
                self._announce()

    def _ask(self, link: psycopg.Connection[Any]) -> bool:
        self._asked = self._asked or time.monotonic()
        row = link.execute(_BEAT).fetchone()
        assert row is not None
        number, made_at, in_recovery, position = row
        known = (number, made_at) if number else (0, None)
        if known != self._known:
            if known[0] < (self._last or known)[0]:
                self.seen = 0  # It was restored from a backup, and counts anew.
            self._known = self._last = known
            self._announce()
        self.position, self.in_recovery = position, in_recovery
        self._heard = time.monotonic()
        if not in_recovery:
            self._positions.append((self._heard, position))
        self._asked = None
        return in_recovery

    def _announce(self) -> None:
        with self._news:
            self._news.notify_all()

    def _await_primary(self) -> None:
        """Until the next beat; a moment only, while the primary has a revision that this standby lacks."""
        if self.primary is None:
            self._ended.wait(BEAT)
            return
        with self.primary._news:  # noqa: SLF001
            newest = self.primary._last  # noqa: SLF001
            if newest is None or newest == self._known:
                self.primary._news.wait(BEAT)  # noqa: SLF001
                return
        self._ended.wait(SOON if (self.lag() or 0.0) < 1.0 else BEAT)


WATCH = Watch()
"""That of the primary, which is written to."""
