"""The site as a Django app, for its management commands and templates."""

import importlib
from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 Django's word
from django.db import connections
from django.utils.module_loading import autodiscover_modules


class PlanApiConfig(AppConfig):
    name = "planapi"
    verbose_name = "plan API"

    def ready(self) -> None:
        """Have every app register what its rows are found by, and make tasks and checks known to every process."""
        autodiscover_modules("search")
        importlib.import_module("planapi.celery")
        importlib.import_module("planapi.checks")


@register(Tags.database)
def databases_answer(databases: Iterable[str] | None, **_: Any) -> list[CheckMessage]:
    """For `manage.py check --database default`, which of itself asks no server whether it is there."""
    for alias in databases or ():
        connections[alias].ensure_connection()
    return []


@register(Tags.database)
def what_is_kept_is_up_to_date(databases: Iterable[str] | None, **_: Any) -> list[CheckMessage]:
    """A warning while answers are slow because something has to be worked out anew (docs/decisions/0017)."""
    from indicators import deriving  # noqa: PLC0415 its models are there when all apps are
    from indicators.models import RulesInForce, Stale  # noqa: PLC0415

    if not databases or RulesInForce._meta.db_table not in connections["default"].introspection.table_names():  # noqa: SLF001 Django documents it
        return []
    stale = Stale.objects.filter(until=None).count()
    if deriving.in_force() and not stale:
        return []
    what = f"of {stale:,} cells" if deriving.in_force() else "by the rules of this version"
    told = f"What compare/, progress/ and coverage/ answer with has to be worked out anew {what}; until then they are slow."
    return [Warning(told, hint="Run manage.py migrate.", id="planapi.W001")]
