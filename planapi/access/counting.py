"""How many requests a client has made in this minute of the clock, counted by all processes of a machine together.

The counts stand in one small file that every process maps into its memory: a count is one look and one write there,
and no request goes to another process for it (docs/decisions/0010-counting-requests.md). One slot of eight bytes::

    24 bits   whose count it is: a keyed hash, so that the file tells no addresses
    20 bits   the minute
    20 bits   requests in it

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
MINUTE = (1 << 20) - 1


class Table:
    """The counts. ``path`` is the file that the processes of a machine share; with None the process counts alone."""

    def __init__(self, path: Path | None, *, secret: str) -> None:
        self._key = blake2b(secret.encode(), digest_size=32, person=b"rate limits").digest()
        self._slots = memoryview(_memory(path)).cast("Q")

    def take(self, client: str, *, limit: int) -> tuple[int, int]:
        """Count one request of a client against its limit.

        Returns how many it has left after this one, and the seconds until the minute ends; -1 left: this one is
        beyond the limit.
        """
        minute, passed = divmod(int(time.time()), WINDOW)
        mark = int.from_bytes(blake2b(client.encode(), digest_size=8, key=self._key).digest())
        place, head = mark % SLOTS, mark >> 40 << 40 | (minute & MINUTE) << 20
        held = self._slots[place]
        used = held & COUNT if held >> 20 == head >> 20 else 0
        if used >= limit:
            return -1, WINDOW - passed
        self._slots[place] = head | used + 1
        return limit - used - 1, WINDOW - passed


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
            logger.warning("No counts of requests can be shared at %s, so each process counts alone: %s", path, error)
    return mmap.mmap(-1, SLOTS * 8)
