"""Whatever a log line is about, it says so: a request's name goes with the tasks that it starts, so that both stand under one name in the logs."""

from typing import Any

from celery.signals import before_task_publish, task_postrun, task_prerun

from rest.http import request_ids

HEADER = "planapi_request_id"
"""The header of a message with the name of the request that sent it."""


@before_task_publish.connect
def name(headers: dict[str, Any], **_: object) -> None:
    if (current := request_ids.current()) is not None:
        headers[HEADER] = current


@task_prerun.connect
def take_name(task: Any, **_: object) -> None:
    if not task.request.is_eager:  # else the request itself runs it
        request_ids.set_current(getattr(task.request, HEADER, None))


@task_postrun.connect
def forget_name(task: Any, **_: object) -> None:
    if not task.request.is_eager:
        request_ids.set_current(None)
