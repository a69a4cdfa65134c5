"""The Celery face of ``taking``: the number of an ingestion travels, and what becomes of it stands in its row."""

from typing import Any

from celery import Task, shared_task

from planapi.intake import taking
from planapi.outages import outlasting
from text.errors import PlanApiError


@shared_task(bind=True, name="planapi.take_in", throws=(PlanApiError,))
def take_in(self: Task[Any, Any], pk: int) -> dict[str, Any]:
    """Take in what was handed in. Returns ``{"ingestion", "state", "document"}``; a file that is wrong is an outcome, and no crash of the task."""
    with outlasting(self):
        done = taking.take_in(pk)
    return {"ingestion": done.pk, "state": done.state, "document": done.document}


@shared_task(name="planapi.send_again")
def send_again() -> int:
    """Housekeeping, to be done every minute: send to the workers what never reached them, and what was lost with one."""
    return taking.send_again()
