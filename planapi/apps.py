"""The site as a Django app, for its management commands and templates."""

import importlib

from django.apps import AppConfig


class PlanApiConfig(AppConfig):
    name = "planapi"
    verbose_name = "plan API"

    def ready(self) -> None:
        """Make the Celery application known to every process that may send a task."""
        importlib.import_module("planapi.celery")
