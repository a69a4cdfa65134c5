"""The site as a Django app, for its management commands and templates."""

import importlib
from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.db import connections
from django.utils.module_loading import autodiscover_modules


class PlanApiConfig(AppConfig):
    name = "planapi"
    verbose_name = "plan API"

    def ready(self) -> None:
        """Have every app register what its rows are found by, and make the Celery application known to every process that may send a task."""
        autodiscover_modules("search")
        importlib.import_module("planapi.celery")


@register(Tags.database)
def databases_answer(databases: Iterable[str] | None, **_: Any) -> list[CheckMessage]:
    """For `manage.py check --database default`, which of itself asks no server whether it is there."""
    for alias in databases or ():
        connections[alias].ensure_connection()
    return []
