"""The Celery faces of ``planapi.ingest``: a path travels, never an object, and the outcome comes back as plain JSON.

With no broker configured the tasks run in the calling process.
"""

from pathlib import Path
from typing import Any

from celery import group, shared_task
from celery.result import AsyncResult
from django.db import InterfaceError, OperationalError

from planapi import ingest as pipeline
from planapi.errors import PlanApiError
from planapi.vocabulary import RunState

# What can pass later: the database restarts, or a lock is waited for too long. A file that is wrong stays wrong, and is not tried again.
PASSING = (OperationalError, InterfaceError)

ENDINGS = (".txt", ".md", ".text")


@shared_task(
    name="planapi.ingest_document",
    autoretry_for=PASSING,
    retry_backoff=2,
    retry_backoff_max=60,
    retry_jitter=True,
    max_retries=5,
    throws=(PlanApiError,),
)
def ingest_document(path: str, district_code: str | None = None, *, force: bool = False) -> dict[str, Any]:
    """Ingest one file. Returns the run as JSON: ``{"source", "state", "document", "counts", "notes", "error"}``.

    A file that cannot be read or understood is an outcome (state ``failed`` with its reason), not a crash of the task.
    """
    try:
        run = pipeline.ingest(path, district_code=district_code, force=force)
    except PlanApiError as error:
        return _outcome(path, RunState.FAILED.value, error=str(error))
    return _outcome(
        path, run.state, document=run.document.slug if run.document else None, counts=run.counts, notes=len(run.notes)
    )


def ingest_folder(folder: Path | str, *, force: bool = False) -> AsyncResult[Any]:
    """Ingest every text file of a folder, one task a file, in the order of their names. Returns the group's result."""
    paths = documents_in(folder)
    return group(ingest_document.s(str(path), force=force) for path in paths).apply_async()


def documents_in(folder: Path | str) -> list[Path]:
    """The text files right in a folder, by name; README files are none."""
    return sorted(
        path for path in Path(folder).iterdir() if path.suffix.lower() in ENDINGS and path.stem.upper() != "README"
    )


def _outcome(
    path: str,
    state: str,
    *,
    document: str | None = None,
    counts: dict[str, int] | None = None,
    notes: int = 0,
    error: str = "",
) -> dict[str, Any]:
    return {
        "source": Path(path).name,
        "state": state,
        "document": document,
        "counts": counts or {},
        "notes": notes,
        "error": error,
    }
