"""The broker, for who can't wait for it: a request that hands in a file, a probe, whoever looks after the queue.

A broker that is gone refuses at once; one that is frozen keeps its connections open and says nothing. Celery's own connections, which wait for messages,
have time (``CELERY_BROKER_TRANSPORT_OPTIONS``); these give up after ``PATIENCE`` seconds.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from kombu import Connection
from kombu.exceptions import ChannelError
from kombu.exceptions import OperationalError as BrokerError

from planapi.celery import app

PATIENCE = 1.0
"""Seconds that an answer of the broker may take."""

KNOWN_FOR = 5.0
"""Seconds for which ``state`` tells what it has found: probes must not hold up threads when the broker is frozen."""

# Of Valkey and of RabbitMQ: each transport takes those that it knows.
_PROMPT = {
    **dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout"), PATIENCE),
    **dict.fromkeys(("socket_timeout", "socket_connect_timeout"), PATIENCE),
    "retry_on_timeout": False,
}


@contextmanager
def prompt() -> Iterator[Any]:
    """A connection of its own, made by now. Raises BrokerError, also for what fails within."""
    link: Connection
    with app.connection_for_write(connect_timeout=PATIENCE, transport_options=_PROMPT) as link:
        try:
            link.ensure_connection(max_retries=0, interval_start=0)
            yield link
        except link.connection_errors as error:
            raise BrokerError(str(error)) from error


def length(link: Any, queue: str) -> int:
    """How many messages wait in a queue; 0 where nobody has declared it yet."""
    try:
        return link.default_channel.queue_declare(queue=queue, passive=True).message_count
    except (ChannelError, *link.channel_errors):
        return 0  # the queue is made with its first message


class _Last:
    """What was found last. One thread asks, and the others tell this meanwhile."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = float("-inf")
        self._state: str | None = None

    def state(self) -> str | None:
        """``ok`` or ``not reachable``; None without BROKER_URL, and before it is known."""
        if settings.CELERY_BROKER_URL and time.monotonic() >= self._until and self._lock.acquire(blocking=False):
            try:
                self._state = _look()
                self._until = time.monotonic() + KNOWN_FOR
            finally:
                self._lock.release()
        return self._state


def _look() -> str:
    try:
        with prompt():
            return "ok"
    except BrokerError:
        return "not reachable"


state = _Last().state
