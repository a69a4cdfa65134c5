"""Answers that are sent while they are made, by a thread that runs some way ahead of the client.

How far depends on what else waits to be sent: a thread is free as soon as its file is made, so files of up to ``AHEAD`` octets hold none while they are read.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from functools import partial
from typing import Any

from rest.gateway.pool import Pool

CHUNK = 1 << 16
"""Octets that are sent at a time."""

AHEAD = 16 << 20
"""So many octets of one answer are made before the client has taken the first of them."""

UNSENT = 128 << 20
UNSENT_TO_ONE = UNSENT // 4
"""So many octets wait for their readers in one process, and for one client. What is more is not made yet, or refused."""

Head = tuple[int, list[tuple[str, str]]]


class Broken(Exception):
    """The answer can't be sent to its end."""


class Unsent:
    """The octets of long answers that wait to be read. Threads and the event loop use it."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self._total = 0
        self._of: Counter[str] = Counter()

    def fits(self, client: str, octets: int) -> bool:
        return self._total + octets <= UNSENT and self._of[client] + octets <= UNSENT_TO_ONE

    def add(self, client: str, octets: int) -> None:
        """Count octets that were made, or, less than none, that were sent."""
        with self.changed:
            self._total += octets
            self._of[client] += octets
            if not self._of[client]:
                del self._of[client]
            self.changed.notify_all()


class Stream:
    """Chunks on their way from a thread to the event loop: ``begin`` and ``fill`` are the thread's, all else the loop's."""

    def __init__(self, *, client: str, unsent: Unsent) -> None:
        self._loop = asyncio.get_running_loop()
        self._chunks: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._client = client
        self._unsent = unsent
        self._ahead = 0
        self._ended = False
        self.begun: asyncio.Future[Head] = self._loop.create_future()

    def begin(self, status: int, headers: list[tuple[str, str]]) -> None:
        self._loop.call_soon_threadsafe(self.begun.set_result, (status, headers))

    def fill(self, chunks: Iterable[bytes], *, close: Callable[[], None]) -> None:
        """Put the chunks; waits while too much waits for the client. Ends where the loop has ended."""
        last: Exception | None = None
        try:
            for chunk in chunks:
                if not self._made(len(chunk)):
                    break
                self._loop.call_soon_threadsafe(self._chunks.put_nowait, chunk)
        except Exception as error:  # noqa: BLE001 passed to the sender
            last = error
        finally:
            close()
            self._loop.call_soon_threadsafe(self._chunks.put_nowait, last)

    def _made(self, octets: int) -> bool:
        """Wait for room, and count; False where the loop has ended."""
        with self._unsent.changed:
            self._unsent.changed.wait_for(lambda: self._may_go_on(octets))
            if not self._ended:
                self._ahead += octets
                self._unsent.add(self._client, octets)
            return not self._ended

    def _may_go_on(self, octets: int) -> bool:
        """One chunk always may, so that every answer goes on."""
        return (
            self._ended
            or not self._ahead
            or (self._ahead + octets <= AHEAD and self._unsent.fits(self._client, octets))
        )

    async def chunks(self) -> AsyncGenerator[bytes]:
        while not self._ended and (chunk := await self._chunks.get()) is not None:
            if isinstance(chunk, Exception):
                raise Broken(str(chunk)) from chunk
            yield chunk
            self._sent(min(len(chunk), self._ahead))

    def _sent(self, octets: int) -> None:
        with self._unsent.changed:
            self._ahead -= octets
            self._unsent.add(self._client, -octets)

    def end(self) -> None:
        """No more is sent: a thread that waits goes on and sees it, and what was made is forgotten."""
        with self._unsent.changed:
            self._ended = True
            self._unsent.changed.notify_all()
        self._sent(self._ahead)
        self._chunks.put_nowait(None)


class Hops(Stream):
    """The chunks of a body that any thread may make: they are asked of a pool one by one, and hold no thread between."""

    def __init__(self, body: Any, *, pool: Pool, client: str, unsent: Unsent) -> None:
        super().__init__(client=client, unsent=unsent)
        self._body = body
        self._pool = pool

    async def chunks(self) -> AsyncGenerator[bytes]:
        chunks = in_chunks(self._body)
        try:
            while not self._ended:
                try:
                    chunk = await self._pool.submit(self._client, partial(next, chunks, None))
                except Exception as error:
                    raise Broken(str(error)) from error
                if chunk is None:
                    return
                yield chunk
        finally:
            self._body.close()


def in_chunks(body: Iterable[bytes]) -> Iterator[bytes]:
    """The octets of a body in pieces of some 64 KiB; the first as it comes, so that nobody waits for it."""
    pieces = iter(body)
    first = next(pieces, b"")
    if first:
        yield first
    buffered: list[bytes] = []
    size = 0
    for piece in pieces:
        buffered.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield b"".join(buffered)
            buffered, size = [], 0
    if buffered:
        yield b"".join(buffered)
