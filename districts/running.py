"""A run of the ingest from its beginning to its end, and to the end of one whose process was killed.

A process holds an advisory lock of PostgreSQL under the number of its run for as long as the run lasts. When the process or its connection is gone, the
server lets the lock go, whatever the cause: so a run in state ``running`` whose lock nobody holds is one that nobody will end.
"""

import logging
from typing import Any

from django.db import Error, connection, transaction
from django.utils import timezone

from districts.models import Document, IngestRun
from rest.http.request_ids import set_run
from text.vocabulary import RunState

logger = logging.getLogger(__name__)

INTERRUPTED = "The run was interrupted: its process ended before the run was finished."

# The first of the two numbers of the lock ("plan" in ASCII); the second is the number of the run.
_LOCKS = 0x706C616E

# Nobody's lock is taken to find this out. A run that ends meanwhile is looked at again by the UPDATE, and is left alone.
_END_INTERRUPTED = """
update districts_ingestrun set state = 'failed', finished_at = now(), error = %s, detail = %s
where state = 'running' and not exists (
  select from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and classid = %s and objid = (id & 2147483647)::oid
    and database = (select oid from pg_database where datname = current_database())
) returning id
"""


def begin(source_name: str, *, reader_version: str) -> IngestRun:
    """A new run, ``running``; first, runs that were interrupted are ended."""
    end_interrupted()
    with transaction.atomic(), connection.cursor() as cursor:
        # In one transaction: nobody sees the run before its lock is held.
        run = IngestRun.objects.create(
            source_name=source_name, started_at=timezone.now(), reader_version=reader_version
        )
        cursor.execute("select pg_advisory_lock(%s, %s)", [_LOCKS, _number(run)])
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
    """Record how a run ended, and how well what is now stored was read. ``error`` is public, ``detail`` is only for editors."""
    run.state = state.value
    run.document = document
    run.reading_state = document.reading_state if document else None
    run.findings = document.findings if document else []
    run.counts = counts or {}
    run.notes = notes or []
    run.error = error
    run.detail = detail
    run.finished_at = timezone.now()
    run.save()
    return run


def fail(run: IngestRun, *, error: str, detail: str) -> None:
    """Record that a run failed, on a new connection if the old one is lost. If even that fails, log it."""
    try:
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        finish(run, RunState.FAILED, error=error, detail=detail)
    except Error as second:
        logger.warning("Could not record that ingest run %s failed: %s", run.pk, str(second).strip())


def let_go(run: IngestRun) -> None:
    """Give the lock of a run back. Where the connection is lost, so is the lock."""
    set_run(None)
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s, %s)", [_LOCKS, _number(run)])
    except Error:
        logger.debug("The lock of ingest run %s was lost with its connection", run.pk)


def end_interrupted() -> int:
    """End the runs whose processes are gone; returns how many those were."""
    with connection.cursor() as cursor:
        cursor.execute(_END_INTERRUPTED, [INTERRUPTED, INTERRUPTED, _LOCKS])
        ended = [number for (number,) in cursor.fetchall()]
    if ended:
        logger.warning("Ingest runs that were interrupted: %s", ", ".join(map(str, ended)))
    return len(ended)


def _number(run: IngestRun) -> int:
    return run.pk & 0x7FFFFFFF
