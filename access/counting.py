"""How much a client has asked for in this minute of the clock, counted by all processes of a machine together.

The counts are in one small file that every process maps into its memory: a count is one read and one write,
and no request goes to another process for it (docs/decisions/0010-counting-requests.md). One slot of eight bytes::

    24 bits   whose count it is: a keyed hash, so that the file contains no addresses
    20 bits   the minute, or another stretch of time that is counted by
    20 bits   requests in it, a dear one as several

Nothing is locked, and a slot holds one client at a time. Both err to the client's advantage: of two requests at the
same instant one may go uncounted, and a client whose slot is taken by another begins at none.
"""

import logging
import mmap
import os
import time
from hashlib import blake2b
from pathlib import Path

logger = logging.getLogger(__name__)

WINDOW = 60
SLOTS = 1 << 17  # 1 MiB; a thousand clients in one minute meet in a slot about four times
COUNT = (1 << 20) - 1
STRETCH = (1 << 20) - 1
MOST_REQUESTS = 1_000_000
"""The greatest limit of requests a minute that can be counted."""


class CountTable:
    """The counts. ``path`` is the file that the processes of a machine share; with None the process counts alone."""

    def __init__(self, path: Path | None, *, secret: str) -> None:
        self._key = blake2b(secret.encode(), digest_size=32, person=b"rate limits").digest()
        self._slots = memoryview(_memory(path)).cast("Q")

    def take(self, client: str, *, limit: int, window: int = WINDOW) -> tuple[int, int]:
        """Count a request of a client against its limit in so many seconds.

        Returns what it has left after this one, and the seconds until the window ends; -1 left: this one is beyond the limit.
        """
        stretch, passed = divmod(int(time.time()), window)
        place, head = self._place(client, stretch)
        used = self._used(place, head)
        if used >= limit:
            return -1, window - passed
        self._slots[place] = head | used + 1
        return limit - used - 1, window - passed

    def charge(self, client: str, cost: int, *, limit: int, window: int = WINDOW) -> int:
        """Count what a request of a client that was let in has cost besides (below 0: take back); returns what is left."""
        place, head = self._place(client, int(time.time()) // window)
        used = max(0, min(self._used(place, head) + cost, COUNT))
        self._slots[place] = head | used
        return max(limit - used, 0)

    def _place(self, client: str, stretch: int) -> tuple[int, int]:
        mark = int.from_bytes(blake2b(client.encode(), digest_size=8, key=self._key).digest())
        return mark % SLOTS, mark >> 40 << 40 | (stretch & STRETCH) << 20

    def _used(self, place: int, head: int) -> int:
        held = self._slots[place]
        return held & COUNT if held >> 20 == head >> 20 else 0


def _memory(path: Path | None) -> mmap.mmap:
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.ftruncate(file, SLOTS * 8)
                return mmap.mmap(file, SLOTS * 8)
            finally:
                os.close(file)
        except OSError as error:
            logger.warning("Request counts can't be shared at %s, so each process keeps its own: %s", path, error)
    return mmap.mmap(-1, SLOTS * 8)
