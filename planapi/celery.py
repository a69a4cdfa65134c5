"""The Celery application: `celery -A planapi.celery worker` runs the tasks of `planapi.tasks` and `planapi.releases.on_demand`."""

import logging
import os
import signal
import threading
import time
from typing import Any

from celery import Celery
from celery.app.amqp import AMQP
from celery.signals import worker_init
from django.db import OperationalError, connection
from kombu import Connection

from planapi import tracing  # noqa: F401 names the requests that tasks are of

logger = logging.getLogger(__name__)

KEEPER = "PLANAPI_KEEPER"
"""The variable of the environment that has the process id of the `manage.py worker` that started this worker."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")


class PromptConnection(Connection):
    """Looks for a broker that is away every other second. By itself, Celery's pauses between two tries grow to half a minute, and can't be set."""

    def ensure_connection(self, *args: Any, interval_max: int = 2, **kwargs: Any) -> Any:
        return super().ensure_connection(*args, interval_max=interval_max, **kwargs)


class PromptAMQP(AMQP):
    Connection = PromptConnection


app = Celery("planapi", amqp=PromptAMQP)
# Tasks are declared without naming this application; in every thread, it is the one meant.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["planapi"])
app.autodiscover_tasks(["planapi.releases"], related_name="on_demand")


@worker_init.connect
def hold_database(**_: object) -> None:
    """Have the worker itself, not only its short-lived children, keep an embedded database running."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        # A server of somebody else's, which is away; tasks wait for it (planapi.outages).
        logger.warning("The database is not reachable: %s", str(error).strip().partition("\n")[0])
    connection.close()


@worker_init.connect
def end_without_keeper(**_: object) -> None:
    """Have a worker whose keeper was killed finish its tasks and end: whoever starts the keeper again gets another worker of the same name."""
    if keeper := os.environ.get(KEEPER):
        threading.Thread(target=_await_loss, args=(int(keeper),), name="keeper", daemon=True).start()


def _await_loss(keeper: int) -> None:
    while os.getppid() == keeper:
        time.sleep(1)
    logger.warning("Process %s, which started this worker, is gone; it finishes its tasks and ends", keeper)
    os.kill(os.getpid(), signal.SIGTERM)
