"""`manage.py worker`: a Celery worker, and one that looks after it and after the queue.

Every few seconds it ticks (``planapi.queueing.tick``), in its own process, with nothing between it and the database. And it starts the worker again that
has ended, or that takes no messages any more: a worker that lost its broker mostly finds it again, but not always.
"""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection

from planapi import queueing
from planapi.celery import KEEPER, app
from planapi.env import Environment
from planapi.releases.on_demand import complete_newest
from planapi.releases.pruning import prune_if_free

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0
"""Seconds before a worker is started again that ended soon after its start, at most."""

STEADY = 60.0
"""Seconds after which a worker has not ended soon."""

TICK = 2.0
"""Seconds between two looks at the queue."""

DEAF = 15.0
"""Seconds for which messages may lie in the queue while the worker has a process that does nothing."""

PRUNING = 3600.0
"""Seconds between two looks at the releases: whether old ones are due, and the newest one is whole."""

STARTING = 120.0
"""Seconds that a worker may take until it answers for the first time: on a busy machine it may be long in starting, and ending it would not make it faster."""


class Command(BaseCommand):
    help = "Run the tasks of BROKER_URL. A worker that exits unexpectedly is restarted; on SIGTERM and Ctrl-C it finishes its tasks first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="processes that run tasks (%(default)s)")
        parser.add_argument(
            "--name",
            default="celery",
            help="its name among the workers of this machine, if there are several (%(default)s)",
        )

    def handle(self, *, concurrency: int, name: str, **options: Any) -> None:
        environment: Environment = settings.ENVIRONMENT
        if environment.broker_url is None:
            raise CommandError("BROKER_URL is not set: tasks run in the process that starts them, and need no worker")
        self._ending = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        self._begun, self._started, self._answered = 0, time.monotonic(), False
        self._node, self._concurrency = f"{name}@{socket.gethostname()}", concurrency
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        command = [sys.executable, "-m", "celery", "--app", "planapi.celery", "worker", "--hostname", self._node]
        command += ["--concurrency", str(concurrency), "--loglevel", environment.log_level]
        # Messages between workers are not needed here, and are one more thing that a lost broker could break.
        command += ["--without-gossip", "--without-mingle"]
        threading.Thread(target=self._look_after_all, name="housekeeping", daemon=True).start()
        pause = 1.0
        while True:
            began = self._started = time.monotonic()
            self._answered = False
            # A group of its own: Ctrl-C reaches this process alone, which passes it on once.
            kept = {**os.environ, KEEPER: str(os.getpid())}
            self._worker = subprocess.Popen(command, env=kept, start_new_session=True)  # noqa: S603 its own words
            if self._ending.is_set():
                self._tell()
            code = self._worker.wait()
            if self._ending.is_set():
                sys.exit(max(code, 0))
            pause = 1.0 if time.monotonic() - began > STEADY else min(2 * pause, LONGEST_PAUSE)
            self.stderr.write(f"The worker exited ({code}); restarting in {pause:g} s.")
            if self._ending.wait(pause):
                return

    def _look_after_all(self) -> None:
        heard = time.monotonic()
        pruned = heard - PRUNING
        while not self._ending.wait(TICK):
            try:
                queueing.tick()
                if time.monotonic() - pruned > PRUNING:
                    pruned = time.monotonic()
                    prune_if_free()
                    complete_newest()
                there = queueing.depth()
                # Without a broker there is nobody to ask through.
                if there is None or (there == 0 and self._answered) or self._works():
                    heard = time.monotonic()
            except Error as error:
                # With the database away nothing can be done, and no worker is to blame.
                logger.warning("The queue can't be looked after now: %s", str(error).strip().partition("\n")[0])
                heard = time.monotonic()
            except Exception:
                logger.exception("The queue could not be looked after")
                heard = time.monotonic()
            finally:
                connection.close_if_unusable_or_obsolete()
            if not self._answered and time.monotonic() - self._started < STARTING:
                heard = time.monotonic()
            elif time.monotonic() - heard > DEAF:
                self._kill()
                heard = time.monotonic()

    def _works(self) -> bool:
        """Whether the worker, which is asked through the broker, has begun tasks since it was asked last, or has as many as it can have."""
        asked = app.control.inspect(destination=[self._node], timeout=3)
        told = (asked.stats() or {}).get(self._node)
        if told is None:
            return False
        if not self._answered:
            logger.info("The worker answers")
        self._answered = True
        before, self._begun = self._begun, sum(told.get("total", {}).values())
        return self._begun != before or len((asked.active() or {}).get(self._node, ())) >= self._concurrency

    def _kill(self) -> None:
        """End a worker that takes no messages. What its processes were doing, others do again."""
        if self._worker is not None and self._worker.poll() is None:
            self.stderr.write(f"The worker has not taken a message for {DEAF:g} s; ending it.")
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._worker.pid, signal.SIGKILL)

    def _end(self, number: int, frame: object) -> None:
        """Stop the worker. It finishes its tasks first; a second signal ends them, too, and they are done again
        by others."""
        again = self._ending.is_set()
        self._ending.set()
        self._tell(signal.SIGQUIT if again else signal.SIGTERM)

    def _tell(self, number: signal.Signals = signal.SIGTERM) -> None:
        if self._worker is not None and self._worker.poll() is None:
            os.kill(self._worker.pid, number)
