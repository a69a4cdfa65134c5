"""The Celery faces of ``planapi.ingest``: a path travels, never an object, and the outcome comes back as plain JSON.

With no broker configured the tasks run in the calling process.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from celery import Task, group, shared_task
from celery.result import AsyncResult
from celery.signals import worker_init
from django.conf import settings
from django.db import Error, connection

from districts.running import end_interrupted
from planapi import ingest as pipeline
from planapi.outages import outlasting
from text.errors import PlanApiError
from text.loading.loading import members
from text.vocabulary import RunState

logger = logging.getLogger(__name__)

ENDINGS = (
    *(".txt", ".text", ".md", ".html", ".htm", ".pdf", ".ofd"),
    *(".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".zip"),
)
"""Of the files that are taken from a folder. What a file is, its content says."""


@shared_task(bind=True, name="planapi.ingest_document", throws=(PlanApiError,))
def ingest_document(
    self: Task[Any, Any],
    path: str,
    district_code: str | None = None,
    *,
    member: str | None = None,
    force: bool = False,
    replace: bool = False,
) -> dict[str, Any]:
    """Ingest one file, or one document (``member``) of a zip of several. Returns the run as JSON: ``{"source", "state", "document", "counts", "notes",
    "reading_state", "findings", "error"}``.

    A file that can't be read or understood, or that would lose stored rows (unless ``replace``), is an outcome (state
    ``failed`` with its reason), not a crash of the task. While the database is away the task waits
    (``planapi.outages``).
    """
    try:
        with outlasting(self):
            run = pipeline.ingest(path, member=member, district_code=district_code, force=force, replace=replace)
    except PlanApiError as error:
        return _outcome(_name(path, member), RunState.FAILED.value, error=str(error))
    return _outcome(
        _name(path, member),
        run.state,
        document=run.document.slug if run.document else None,
        counts=run.counts,
        notes=len(run.notes),
        reading_state=run.reading_state,
        findings=run.findings,
    )


@worker_init.connect
def end_interrupted_runs(**_: object) -> None:
    """A worker that begins ends the runs of those that were killed. With the database away, the first run does it."""
    try:
        end_interrupted()
    except Error as error:
        logger.warning("Interrupted runs will be recorded later: %s", str(error).strip().partition("\n")[0])
    finally:
        connection.close()


def ingest_folder(folder: Path | str, *, force: bool = False) -> AsyncResult[Any]:
    """Ingest every document of a folder, one task a document, in the order of their names. Returns the group's result."""
    parts = [part for path in documents_in(folder) for part in parts_of(path)]
    return group(ingest_document.s(str(path), member=member, force=force) for path, member in parts).apply_async()


def documents_in(folder: Path | str) -> list[Path]:
    """The documents right in a folder, by name; README files are none, nor what an editor has left there (``~$规划.docx``)."""
    return sorted(
        path
        for path in Path(folder).iterdir()
        if path.suffix.lower() in ENDINGS and path.stem.upper() != "README" and not path.name.startswith(("~$", "."))
    )


def parts_of(path: Path) -> list[tuple[Path, str | None]]:
    """What is ingested of a file, each with a run of its own: every document of a zip, or else the file itself.

    So is a file that can't be read: its run says why.
    """
    try:
        return [(path, member) for member in members(path, limits=settings.LOADING_LIMITS)]
    except PlanApiError:
        return [(path, None)]


def _name(path: str, member: str | None) -> str:
    return f"{Path(path).name}/{member}" if member else Path(path).name


def _outcome(
    source: str,
    state: str,
    *,
    document: str | None = None,
    counts: dict[str, int] | None = None,
    notes: int = 0,
    reading_state: str | None = None,
    findings: Sequence[dict[str, Any]] = (),
    error: str = "",
) -> dict[str, Any]:
    return {
        "source": source,
        "state": state,
        "document": document,
        "counts": counts or {},
        "notes": notes,
        "reading_state": reading_state,
        "findings": list(findings),
        "error": error,
    }
