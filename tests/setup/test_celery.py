"""The Celery application: the one that tasks are bound to in every process and thread, and what it promises of them."""

import threading
from typing import Any

import pytest
from celery import Celery, current_app, shared_task
from django.conf import settings

from planapi.celery import app


def test_a_task_is_bound_to_the_site_s_application_in_every_thread() -> None:
    @shared_task(name="tests.where")
    def where() -> str:
        return current_app.main

    apps: list[Celery] = []
    thread = threading.Thread(target=lambda: apps.append(where.app))
    thread.start()
    thread.join()
    assert apps[0] is where.app is app
    assert where.delay().get() == "planapi"


def test_a_task_is_done_when_it_is_done_and_travels_as_json() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert (app.conf.task_serializer, app.conf.accept_content) == ("json", ["json"])
    assert app.conf.task_time_limit > settings.CELERY_TASK_SOFT_TIME_LIMIT


def test_a_message_is_given_out_again_only_after_whoever_waits_with_it_has_given_up() -> None:
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.DATABASE_PATIENCE


def test_no_task_depends_on_a_result_that_is_written() -> None:
    assert app.conf.result_backend is None
    assert not [
        name
        for name, task in app.tasks.items()
        if name.startswith("planapi.") and task.acks_late and name != "planapi.ingest_document"
    ]


def test_what_is_made_for_hours_is_not_in_the_queue_of_what_is_read() -> None:
    keys = {queue.name: queue.routing_key for queue in app.conf.task_queues}
    assert keys == {"celery": "celery", "releases": "releases"}
    route = app.amqp.router.route({}, "planapi.make_release")
    assert route["queue"].name == "releases"


def test_with_no_broker_tasks_run_in_the_calling_process() -> None:
    assert settings.ENVIRONMENT.broker_url is None
    assert app.conf.task_always_eager
    assert app.conf.task_eager_propagates


def test_a_broker_that_is_away_is_looked_for_every_other_second(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if sum(pauses) > 60:
            raise KeyboardInterrupt

    monkeypatch.setattr("kombu.utils.functional.sleep", sleep)
    nobody: Any = app.connection_for_read("redis://127.0.0.1:1/0")
    with nobody as link, pytest.raises(KeyboardInterrupt):
        link.ensure_connection(lambda error, pause: None, None)
    assert max(pauses) <= 2
