"""A run of the ingest from its beginning to its end, and to the end of one whose process is gone.

A run belongs to a lease, which its process renews in a thread of its own for as long as the run lasts: ``LEASE_SECONDS`` from each renewal, by the clock of
the database. A lease outlasts what a lock of PostgreSQL does not: the end of its connection, a restart of the server, a connection pooler; and it
ends where a lock does not: when a process hangs, or its machine can't be reached any more. A run whose lease has run out is ``lost``. The transaction that
stores the rows ends the lease, or else fails: a process that was thought to be gone, and was not, stores nothing.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil
from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from districts.models import Document, IngestRun, IngestTask, Lease
from rest.http.request_ids import set_run
from text.errors import Overtaken
from text.vocabulary import RunState

logger = logging.getLogger(__name__)

INTERRUPTED = "The run was interrupted: its process ended before the run was finished."
NO_DATABASE = "The run was interrupted: the database was gone, or could not take the rows, before the run was finished."

_RENEWALS = 4
"""How often a lease is renewed before it would run out."""


class LeaseLost(Exception):
    """The lease of this run has run out, or was ended: the file is somebody else's by now."""


class _Asked(threading.local):
    """The task that this thread does."""

    task: IngestTask | None = None


_ASKED = _Asked()


@contextmanager
def for_task(task: IngestTask) -> Iterator[None]:
    """Within it, a run is a try of that task."""
    _ASKED.task = task
    try:
        yield
    finally:
        _ASKED.task = None


class Keeper(threading.Thread):
    """Renews a lease until it is ended: by a statement that changes one row, or none once the lease is another's.

    It first asks for a connection when the first renewal is due, which most leases don't live to see.
    """

    def __init__(self, renew: str, values: list[Any]) -> None:
        super().__init__(name="lease", daemon=True)
        self._renew, self._values, self._ended = renew, values, threading.Event()

    def run(self) -> None:
        try:
            while not self._ended.wait(settings.LEASE_SECONDS / _RENEWALS) and self._renewed():
                pass
        finally:
            connection.close()

    def end(self) -> None:
        self._ended.set()

    def _renewed(self) -> bool:
        """Whether the lease is still there. While the database is away it may well be."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(self._renew, self._values)
                return cursor.rowcount == 1
        except Error as error:
            logger.info("A lease could not be renewed: %s", str(error).strip())
            connection.close()
            return True


_keepers: dict[int, Keeper] = {}

_RENEW = """
update districts_lease set expires_at = clock_timestamp() + make_interval(secs => %s)
where run_id = %s and holder = %s and expires_at is not null
"""

# Those that end at this moment are locked, and left alone. When the server has just started, nobody could renew anything for a while.
_LOOK_FOR_LOST = """
select run.id, lease.holder, coalesce(
  lease.expires_at < clock_timestamp() and pg_postmaster_start_time() < clock_timestamp() - make_interval(secs => %s), true)
from districts_ingestrun run left join districts_lease lease on lease.run_id = run.id and lease.expires_at is not null
where run.state = 'running' for update of run skip locked
"""
_END_LOST = """
update districts_ingestrun set state = 'lost', finished_at = clock_timestamp(), error = %s, detail = %s where id = any(%s)
"""


def begin(source_name: str, *, reader_version: str) -> IngestRun:
    """A new run, ``running``; first, runs that were interrupted are ended."""
    end_lost()
    task, holder = _ASKED.task, _myself()
    asked = {"task": task, "attempt": task.tries, "asked_at": task.asked_at} if task else {}
    with transaction.atomic():
        # In one transaction: nobody sees the run before its lease.
        run = IngestRun.objects.create(
            source_name=source_name, started_at=timezone.now(), reader_version=reader_version
        )
        Lease.objects.create(run=run, holder=holder, **asked)
        with connection.cursor() as cursor:
            cursor.execute(
                "update districts_lease set expires_at = clock_timestamp() + make_interval(secs => %s) where run_id = %s",
                [settings.LEASE_SECONDS, run.pk],
            )
    _keepers[run.pk] = keeper = Keeper(_RENEW, [settings.LEASE_SECONDS, run.pk, holder])
    keeper.start()
    set_run(run.pk)
    return run


def finish(
    run: IngestRun,
    state: RunState,
    *,
    document: Document | None = None,
    counts: dict[str, int] | None = None,
    notes: list[dict[str, Any]] | None = None,
    error: str = "",
    detail: str = "",
) -> IngestRun:
    """Record how a run ended, and how well what is now stored was read. ``error`` is public, ``detail`` is only for editors.

    Raises LeaseLost if the run has been ended by others.
    """
    run.state = state.value
    run.document = document
    run.reading_state = document.reading_state if document else None
    run.findings = document.findings if document else []
    run.counts = counts or {}
    run.notes = notes or []
    run.error = error
    run.detail = detail
    run.finished_at = timezone.now()
    columns = [one.attname for one in IngestRun._meta.concrete_fields if not one.primary_key]  # noqa: SLF001 Django documents it
    held = IngestRun.objects.filter(pk=run.pk, state=RunState.RUNNING.value)
    with transaction.atomic():
        if not held.update(**{name: getattr(run, name) for name in columns}):
            raise LeaseLost(f"ingest run {run.pk} has been ended as lost")
        Lease.objects.filter(run=run).update(expires_at=None)
    return run


def fail(run: IngestRun, state: RunState, *, error: str, detail: str) -> None:
    """Record that a run failed or was lost, on a new connection if the old one is lost. If even that fails, log it: its lease will run out."""
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        finish(run, state, error=error, detail=detail)
    except (Error, LeaseLost) as second:
        logger.warning("Could not record that ingest run %s failed: %s", run.pk, str(second).strip())


def let_go(run: IngestRun) -> None:
    """Renew the lease of a run no more."""
    set_run(None)
    if keeper := _keepers.pop(run.pk, None):
        keeper.end()


def check_order(run: IngestRun, slug: str) -> None:
    """Raise Overtaken if a file that was asked for after this run's has been ingested as the same document. The caller holds the lock of all writers."""
    asked_at = Lease.objects.values_list("asked_at", flat=True).get(run=run)
    ended = (RunState.SUCCEEDED.value, RunState.UNCHANGED.value)
    if Lease.objects.filter(run__document__slug=slug, run__state__in=ended, asked_at__gt=asked_at).exists():
        raise Overtaken(
            f"{run.source_name} was skipped: a version of {slug} that was asked for later is stored already"
        )


def end_lost() -> int:
    """End the runs whose leases have run out, or whose processes were of this machine and are gone; returns how many those were."""
    if not IngestRun.objects.filter(state=RunState.RUNNING.value).exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOOK_FOR_LOST, [settings.LEASE_SECONDS])
        lost = [number for number, holder, late in cursor.fetchall() if late or _is_gone(holder)]
        if lost:
            cursor.execute(_END_LOST, [INTERRUPTED, INTERRUPTED, lost])
            cursor.execute("update districts_lease set expires_at = null where run_id = any(%s)", [lost])
            logger.warning("Ingest runs that were lost: %s", ", ".join(map(str, lost)))
    return len(lost)


def lose(task: IngestTask, why: str) -> None:
    """End the run of a try that its own process has given up, where that could not be recorded before."""
    left = IngestRun.objects.filter(lease__task=task, lease__attempt=task.tries, state=RunState.RUNNING.value)
    left.update(state=RunState.LOST.value, finished_at=timezone.now(), error=why, detail=why)
    Lease.objects.filter(task=task, attempt=task.tries).update(expires_at=None)


def end_lost_all_along() -> None:
    """Have this process end lost runs every ``LEASE_SECONDS``, where there is no worker that does."""

    def look() -> None:
        while True:
            time.sleep(settings.LEASE_SECONDS)
            try:
                end_lost()
            except Error as error:
                logger.info("Can't look for lost runs now: %s", str(error).strip().partition("\n")[0])
            finally:
                connection.close()

    threading.Thread(target=look, name="lost runs", daemon=True).start()


def _myself() -> str:
    process = psutil.Process()
    return f"{_here()} {process.pid} {process.create_time():.0f}"


def _here() -> str:
    """Where the number of a process means something: this machine or, on it, this container."""
    try:
        return f"{socket.gethostname()} {os.readlink('/proc/self/ns/pid')}"  # noqa: PTH115 no file
    except OSError:  # there are none outside of Linux
        return socket.gethostname()


def _is_gone(holder: str) -> bool:
    """Whether a process was one of this machine and has ended: that can be seen at once. Of other machines' processes their leases tell."""
    place, pid, began = holder.rsplit(" ", 2)
    if place != _here():
        return False
    try:
        process = psutil.Process(int(pid))
        # The same number may be another process by now. The start is reckoned from the clock, which may have been set.
        return process.status() == psutil.STATUS_ZOMBIE or abs(process.create_time() - float(began)) > 5
    except psutil.NoSuchProcess:
        return True
