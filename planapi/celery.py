"""The Celery application: `celery -A planapi.celery worker` runs the tasks of `planapi.tasks` and `planapi.releases.asking`."""

import os

from celery import Celery
from celery.signals import worker_init
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")

app = Celery("planapi")
# Tasks are declared without naming this application; in every thread, it is the one meant.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["planapi"])
app.autodiscover_tasks(["planapi.releases"], related_name="asking")


@worker_init.connect
def hold_database(**_: object) -> None:
    """Have the worker itself, not only its short-lived children, keep an embedded database running."""
    connection.ensure_connection()
    connection.close()
