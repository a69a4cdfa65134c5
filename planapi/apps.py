"""The site as a Django app, for its management commands and templates."""

import importlib
from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 Django's word
from django.db import DEFAULT_DB_ALIAS, connections
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


@register(Tags.database)
def answers_are_read_by_who_can_t_write(databases: Iterable[str] | None, **_: Any) -> list[CheckMessage]:
    """An error where the reader's role is missing, or may write (docs/decisions/0030-reader-role.md)."""
    from planapi.reader_role import unfit  # noqa: PLC0415 the apps whose tables it names are there then

    wrong = [unfit(connections[alias]) for alias in databases or () if alias == DEFAULT_DB_ALIAS]
    return [Error(told, hint="See docs/operations.md, “Who reads”.", id="planapi.E001") for told in wrong if told]


@register(Tags.security, deploy=True)
def answers_have_a_role(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """A warning where a database of somebody's own is read by its owner."""
    from planapi.reader_role import role  # noqa: PLC0415

    if role() is not None:
        return []
    told = "Answers are read by the user of DATABASE_URL, who may write; that its transactions are read-only can be undone."
    return [Warning(told, hint="Set DATABASE_READER_URL, and run manage.py migrate.", id="planapi.W002")]


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
    told = f"What compare/ and progress/ answer with has to be worked out anew {what}; until then they are slow."
    return [Warning(told, hint="Run manage.py migrate.", id="planapi.W001")]
