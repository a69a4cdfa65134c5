"""The Celery faces of ``planapi.queueing``, and which files of a folder are documents: a path travels, never an object.

With no broker configured the tasks run in the calling process.
"""

from pathlib import Path
from typing import Any

from celery import Task, shared_task
from celery.exceptions import Reject
from django.conf import settings

from districts.models import IngestTask
from planapi import ingest as pipeline
from planapi import queueing
from planapi.outages import reached
from text.errors import PlanApiError
from text.loading.loading import members
from text.vocabulary import RunState

ENDINGS = (
    *(".txt", ".text", ".md", ".html", ".htm", ".pdf", ".ofd"),
    *(".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".zip"),
)
"""Of the files that are taken from a folder. What a file is, its content says."""


@shared_task(bind=True, name="planapi.ingest_document")
def ingest_document(
    self: Task[Any, Any],
    path: str,
    district_code: str | None = None,
    *,
    member: str | None = None,
    force: bool = False,
    replace: bool = False,
) -> dict[str, Any]:
    """Ingest one file, or one document (``member``) of a zip of several: put it into the queue (``planapi.queueing``), and see to the queue.

    A message that is given out twice is one task. In the calling process (without a broker) the file is read here, and the outcome is
    returned; else it is kept with the task. A file that can't be read or understood, or that would lose stored rows (unless
    ``replace``), is an outcome (state ``failed`` with its reason), not a crash.
    """
    given = {"member": member, "district_code": district_code, "force": force, "replace": replace}
    if self.request.called_directly or self.request.is_eager:
        task = IngestTask(arguments={"path": path, "member": member})
        try:
            run = pipeline.ingest(path, **given)
        except PlanApiError as error:
            return queueing.outcome_of(task, RunState.FAILED.value, error=str(error))
        return queueing.outcome_of(task, run.state, run=run)
    if not reached(self):
        raise Reject("the database is not reachable", requeue=True)
    return {"task": queueing.submit(path, **given, task_id=self.request.id).pk}


# Acknowledged as it begins: what became of the file is known by its lease, and what is to be done by the table.
@shared_task(bind=True, name=queueing.NEXT, acks_late=False)
def ingest_next(self: Task[Any, Any]) -> None:
    """Do the task of the queue that is due, if one is. While the database is away it waits, and after a while leaves it to a later message."""
    if reached(self):
        queueing.work()


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
