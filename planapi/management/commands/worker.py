"""`manage.py worker`: a Celery worker, started again whenever it ends of itself.

A worker that loses its broker mostly waits for it, but not always: in Celery 5.7 a broker that is lost while a task is acknowledged can end it
(AttributeError: 'NoneType' object has no attribute 'hostname'). Its tasks are given out again; somebody has to be there to take them.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from planapi.env import Environment

LONGEST_PAUSE = 30.0
"""Seconds before a worker is started again that ended soon after its start, at most."""

STEADY = 60.0
"""Seconds after which a worker has not ended soon."""


class Command(BaseCommand):
    help = "Run the tasks of BROKER_URL. A worker that exits unexpectedly is restarted; on SIGTERM and Ctrl-C it finishes its tasks first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2, help="processes that run tasks (%(default)s)")

    def handle(self, *, concurrency: int, **options: Any) -> None:
        environment: Environment = settings.ENVIRONMENT
        if environment.broker_url is None:
            raise CommandError("BROKER_URL is not set: tasks run in the process that starts them, and need no worker")
        self._ending = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        command = [sys.executable, "-m", "celery", "--app", "planapi.celery", "worker"]
        command += ["--concurrency", str(concurrency), "--loglevel", environment.log_level]
        # Messages between workers are not needed here, and are one more thing that a lost broker could break.
        command += ["--without-gossip", "--without-mingle"]
        pause = 1.0
        while True:
            began = time.monotonic()
            # A group of its own: Ctrl-C reaches this process alone, which passes it on once.
            self._worker = subprocess.Popen(command, start_new_session=True)  # noqa: S603 its own words
            if self._ending.is_set():
                self._tell()
            code = self._worker.wait()
            if self._ending.is_set():
                sys.exit(max(code, 0))
            pause = 1.0 if time.monotonic() - began > STEADY else min(2 * pause, LONGEST_PAUSE)
            self.stderr.write(f"The worker exited ({code}); restarting in {pause:g} s.")
            if self._ending.wait(pause):
                return

    def _end(self, number: int, frame: object) -> None:
        """Stop the worker. It finishes its tasks first; a second signal ends them, too, and they are delivered
        again."""
        again = self._ending.is_set()
        self._ending.set()
        self._tell(signal.SIGQUIT if again else signal.SIGTERM)

    def _tell(self, number: signal.Signals = signal.SIGTERM) -> None:
        if self._worker is not None and self._worker.poll() is None:
            os.kill(self._worker.pid, number)
