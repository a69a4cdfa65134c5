"""The Celery application: the one that tasks are bound to in every process and thread, and what it promises of them."""

import threading

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
    limit = app.conf.task_time_limit
    assert settings.CELERY_TASK_SOFT_TIME_LIMIT < limit < settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]


def test_with_no_broker_tasks_run_in_the_calling_process() -> None:
    assert settings.ENVIRONMENT.broker_url is None
    assert app.conf.task_always_eager
    assert app.conf.task_eager_propagates
