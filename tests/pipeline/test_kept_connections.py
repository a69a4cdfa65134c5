"""A worker keeps its connection to the database from one task to the next, and no task has to do with one that broke meanwhile."""

import pytest
from django.db import connection

from planapi import outages
from planapi.celery import app

pytestmark = pytest.mark.django_db


def test_celery_keeps_the_connection_of_a_worker() -> None:
    assert app.conf.get("CELERY_DB_REUSE_MAX", 0) > 100, "else it opens another for each task"


def test_a_task_gets_another_connection_where_that_of_the_last_one_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = connection.copy()
    monkeypatch.setattr(outages, "connection", kept)
    try:
        assert outages._unreached() is None  # pyright: ignore[reportPrivateUsage]
        first = kept.connection.info.backend_pid
        assert outages._unreached() is None  # pyright: ignore[reportPrivateUsage]
        assert kept.connection.info.backend_pid == first
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s, 5000)", [first])
        assert outages._unreached() is None  # pyright: ignore[reportPrivateUsage]
        with kept.cursor() as cursor:
            cursor.execute("select 1")
        assert kept.connection.info.backend_pid != first
    finally:
        kept.close()
