"""`manage.py serve`: the site by Granian, at HOST:PORT, until Ctrl-C or SIGTERM."""

import errno
import gc
import logging
import os
import shutil
import signal
import socket
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from planapi.env import Environment
from planapi.reader_role import unfit
from rest.gateway import silent
from text.words import words_of

logger = logging.getLogger(__name__)

BACKLOG = 4096
"""Maximum number of connections of all workers together."""

LONGEST_HEAD = 65_536
"""Octets of a request's line and headers; longer ones are a 431."""


def load_in_worker(target: str, *, port: int, ready: Callable[[], None]) -> Any:
    """The application, in a worker process; `target` is `module:name`. ``ready`` is called when it is about to answer.

    Ctrl-C in a terminal reaches the workers too, and the server then sends them SIGTERM: a second signal in
    the middle of the first can lock Granian 2.8's worker up. So a worker leaves SIGINT waiting and ends on SIGTERM.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Forked, it has the server's own handler, which in here does nothing: a stop that comes while it loads would be waited out.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    silent.begin(port)
    application = import_string(target.replace(":", "."))
    # In each worker, since the engine of the charts has threads, which a fork leaves behind. And before it answers: a stop in the middle of it, in a thread
    # beside, was waited out.
    import_module("planapi.explorer.drawing").warm_up()
    let_stay()
    ready()
    return application


def read_pages() -> None:
    """Read the addresses and templates that the first answers would read: once, for all workers, which are forked."""
    from planapi.explorer.urls import PAGES  # noqa: PLC0415 commands are listed without it

    get_resolver().url_patterns  # noqa: B018 read when it is asked for first
    for _, page in PAGES:
        get_template(f"explorer/{page.name}.html")


def let_stay() -> None:
    """Have no collection of garbage look at what stays anyway: going through these 200,000 objects would make one answer in fifty wait for 0.15 s."""
    gc.collect()
    gc.freeze()


def _count_in(folder: Path) -> None:
    """Have the workers count requests in files of this folder, from 0 again, as Prometheus expects of a new start."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


class Command(BaseCommand):
    help = "Serve the site (see HOST, PORT, WORKERS and THREADS in docs/settings.md)."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        environment: Environment = settings.ENVIRONMENT
        parser.add_argument("--host", default=environment.host, help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=environment.port, help="port to listen on (%(default)s)")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        environment: Environment = settings.ENVIRONMENT
        self._check_free(host, port)
        self._look_at_cache()
        self._check_folders(environment)
        # This process, which outlives the workers, keeps an embedded database running for them.
        connection.ensure_connection()
        if wrong := unfit(connection):
            raise CommandError(wrong)
        connection.close()
        if settings.METRICS_TOKEN:
            _count_in(settings.ENVIRONMENT.data_dir / "metrics" / str(port))
        # So that no first search waits for the dictionary, and the workers, which are forked, share it.
        words_of("养老")
        # The same of the library that agents are answered by.
        import_module("planapi.agents.exchange")
        read_pages()
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")
        # Granian answers SIGTERM and SIGINT itself: it lets running requests end, then returns here.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        said = get_context("fork").Event()

        def ready() -> None:
            """Say that there are answers, in the first worker that gives them, and once: one that takes another's place says nothing."""
            if not said.is_set():
                said.set()
                self._say(f"Serving http://{host}:{port}/ — Ctrl-C stops it.")

        Server(
            "planapi.asgi:application",
            address=host,
            port=port,
            interface=Interfaces.ASGINL,
            workers=environment.workers,
            # Over HTTP/2 a client can ask for 200 answers by one connection and read none: they would lie in memory for as long as it likes.
            http=HTTPModes.http1,
            # A connection without a request is ended after as long.
            http1_settings=HTTP1Settings(header_read_timeout=15_000, max_buffer_size=LONGEST_HEAD),
            backlog=BACKLOG,
            websockets=False,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            # Its events go where the site's go; of its own accord it would write them to stdout.
            log_level=LogLevels.warning,
            log_dictconfig={"version": 1, "loggers": {"_granian": {"propagate": True}}},
        ).serve(target_loader=partial(load_in_worker, port=port, ready=ready))
        self._say("Stopped.")

    def _look_at_cache(self) -> None:
        """Say so where a shared cache would grow with each question that is asked, until its machine has no memory left."""
        if not settings.CACHE_URL:
            return
        try:
            with redis.Redis.from_url(settings.CACHE_URL, socket_timeout=1, socket_connect_timeout=1) as cache:
                told: Any = cache.info("memory")
        except (OSError, redis.RedisError) as error:
            logger.warning("The shared cache can't be used yet: %s", error)
            return
        if not told.get("maxmemory"):
            logger.warning(
                "The server of CACHE_URL has no maxmemory, and grows with each question: see docs/operations.md, “Serving”."
            )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _check_folders(self, environment: Environment) -> None:
        """What is set and can't be used is told now, not to the first one who needs it."""
        if (sources := environment.sources_dir) and not sources.is_dir():
            raise CommandError(f"SOURCES_DIR: there is no folder {sources}")
        for name in ("releases_dir", "originals_dir"):
            if (folder := getattr(environment, name)) is None:
                continue
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise CommandError(f"{name.upper()}: {folder} can't be made: {error.strerror}") from error
            if not os.access(folder, os.W_OK):
                raise CommandError(f"{name.upper()}: {folder} can't be written to")

    def _check_free(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            # As the server does it: a port whose last connections linger is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise CommandError(
                        f"port {port} of {host} is in use. Free it, or use another one: make run PORT={port + 1}"
                    ) from error
                raise CommandError(f"can't listen on {host}:{port}: {error.strerror}") from error
