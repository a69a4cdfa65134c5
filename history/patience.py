"""A connection that does not wait for ever for a server that is silent.

PostgreSQL itself cancels what takes too long, and closes what is broken. A server that is frozen (its machine is paused, its disk or the
network hangs) does neither, and libpq would wait until it comes back, however long that takes; each wait would hold a thread of the site.
"""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.waiting import Ready

MARGIN = 1.0
"""Seconds that a server has to say that it has cancelled a statement, beyond the limit of that."""


class PatientConnection(psycopg.Connection[Any]):
    """psycopg's, which gives up a wait after ``patience`` seconds, and any wait as soon as ``is_silent`` says that its server answers nobody.

    What is given up is an OperationalError, as if the server had closed the connection, which is closed.
    """

    patience: float | None = None
    is_silent: Callable[[], bool] | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(self._watched(gen), interval, timeout)

    def _watched(self, gen: Any) -> Generator[Any, Any, Any]:
        """The steps of a wait as they are; psycopg sends one of nothing when ``interval`` is over and nothing has come."""
        try:
            wanted = next(gen)
            began = 0.0
            while True:
                ready = yield wanted
                if not ready:
                    began = began or time.monotonic()
                    self._check(time.monotonic() - began)
                    gen.send(Ready.NONE)
                else:
                    wanted = gen.send(ready)
        except StopIteration as end:
            return end.value

    def _check(self, waited: float) -> None:
        if self.patience is not None and waited > self.patience:
            told = f"the server has not answered for {self.patience:g} s"
        elif self.is_silent is not None and self.is_silent():
            told = "the server is silent"
        else:
            return
        self.close()
        raise psycopg.OperationalError(told)


def be_patient(seconds: float | None) -> None:
    """How long this thread's connection waits from here on; None: for as long as its server answers others."""
    if isinstance(link := connection.connection, PatientConnection):
        link.patience = seconds


@contextmanager
def unhurried() -> Iterator[None]:
    """Within it, this thread's connection waits for as long as its server answers others: for what has a limit of its own."""
    link = connection.connection
    before = link.patience if isinstance(link, PatientConnection) else None
    be_patient(None)
    try:
        yield
    finally:
        if isinstance(link, PatientConnection):
            link.patience = before
