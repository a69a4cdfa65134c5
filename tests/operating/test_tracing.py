"""Whose work a line of the log is about: a request's, also where a worker does it, and a run's of the ingest."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from planapi import tracing
from rest.http import request_ids
from rest.http.request_ids import PlainFormatter, RequestIdFilter


@pytest.fixture(autouse=True)
def nobody(request: pytest.FixtureRequest) -> Any:
    yield
    request_ids.set_current(None)
    request_ids.set_run(None)


def where() -> str:
    """What the next line of the log would have in brackets."""
    record = logging.LogRecord("planapi", logging.INFO, "", 1, "Read", None, None)
    RequestIdFilter().filter(record)
    return PlainFormatter().format(record).partition("[")[2].partition("]")[0]


@pytest.mark.parametrize(
    ("request_id", "run", "told"),
    [(None, None, "-"), ("0f3c", None, "0f3c"), (None, 12, "run 12"), ("0f3c", 12, "0f3c run 12")],
)
def test_a_line_names_its_request_and_its_run(request_id: str | None, run: int | None, told: str) -> None:
    request_ids.set_current(request_id)
    request_ids.set_run(run)
    assert where() == told


def test_a_task_bears_the_name_of_the_request_that_sent_it() -> None:
    headers: dict[str, Any] = {}
    request_ids.set_current("0f3c")
    tracing.name(headers=headers)
    request_ids.set_current(None)
    task: Any = SimpleNamespace(request=SimpleNamespace(is_eager=False, **headers))
    tracing.take_name(task=task)
    assert where() == "0f3c"
    tracing.forget_name(task=task)
    assert where() == "-"


def test_a_task_that_no_request_sent_has_no_name() -> None:
    headers: dict[str, Any] = {}
    tracing.name(headers=headers)
    request_ids.set_current("of-the-task-before")
    tracing.take_name(task=SimpleNamespace(request=SimpleNamespace(is_eager=False)))
    assert (headers, where()) == ({}, "-")


def test_a_task_in_the_process_of_its_request_keeps_its_name() -> None:
    request_ids.set_current("0f3c")
    task: Any = SimpleNamespace(request=SimpleNamespace(is_eager=True))
    tracing.take_name(task=task)
    tracing.forget_name(task=task)
    assert where() == "0f3c"
