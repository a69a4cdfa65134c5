"""Connections over which nothing ever comes, or nothing is ever read, are closed, which the server does not do of its own accord.

Granian 2.8 counts the time for a request's headers from its first octet. It waits for a client that connects and says nothing without end, and ``BACKLOG``
such connections would keep everybody else out. Linux reports how many bytes a connection has received (``TCP_INFO``);
on other systems this does nothing. Nor has it a limit for a client that reads nothing of a short answer or of a file of the
disk, which do not pass through the event loop in parts: Linux closes these connections (``TCP_USER_TIMEOUT``).
"""

import contextlib
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

SECONDS = 15.0
"""How long a client may say nothing."""

UNREAD = 120.0
"""How long a client may take nothing of what is on its way. One that reads slowly from a large buffer of its own seems to take nothing for a minute."""

EVERY = 5.0

_RECEIVED = 128
"""Offset of ``tcpi_bytes_received`` (eight bytes) in ``struct tcp_info`` (linux/tcp.h)."""


def begin(port: int) -> None:
    """Look at this process's connections to the port every few seconds, in a thread of its own."""
    if sys.platform == "linux":
        threading.Thread(target=_run, args=(port,), name="silent", daemon=True).start()


def _run(port: int) -> None:
    seen: dict[tuple[object, ...], float] = {}
    while True:
        time.sleep(EVERY)
        seen = close_silent(port, seen, now=time.monotonic())


def _sockets() -> Iterator[socket.socket]:
    """A copy of each socket of this process; the caller must close it."""
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            if str(link.readlink()).startswith("socket:"):
                yield socket.socket(fileno=os.dup(int(link.name)))


def close_silent(port: int, seen: dict[tuple[object, ...], float], *, now: float) -> dict[tuple[object, ...], float]:
    """Close those that were silent at an earlier look ``SECONDS`` ago; returns the others, by address, with when they were seen first."""
    silent: dict[tuple[object, ...], float] = {}
    for one in _sockets():
        with one:
            try:
                if one.family not in (socket.AF_INET, socket.AF_INET6) or one.getsockname()[1] != port:
                    continue
                # The listening socket hands it on to each connection that it accepts.
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(UNREAD * 1000))
                client = one.getpeername()
                told = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _RECEIVED + 8)
                if len(told) < _RECEIVED + 8 or struct.unpack_from("=Q", told, _RECEIVED)[0]:
                    continue
                first = silent[client] = seen.get(client, now)
                if now - first >= SECONDS:
                    one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # The listening socket, which has no client, or one that is gone.
    return silent
