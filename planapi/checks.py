"""What `manage.py check` says of how the site is set up: who reads the database, and, with `--deploy`, who else could get at it."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 Django's word
from django.db import DEFAULT_DB_ALIAS, connections

from planapi.env import is_local
from planapi.reader_role import role, unfit


@register(Tags.database)
def answers_are_read_by_who_can_t_write(databases: Iterable[str] | None, **_: Any) -> list[CheckMessage]:
    """A warning where the reader's role is missing, or may write (docs/decisions/0030-reader-role.md). No error: migrate mends it."""
    told = unfit(connections[DEFAULT_DB_ALIAS]) if DEFAULT_DB_ALIAS in (databases or ()) else None
    return (
        [Warning(told, hint="See “Who reads and who writes” in docs/operations.md.", id="planapi.W005")] if told else []
    )


@register(Tags.security, deploy=True)
def others_are_kept_out(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """Warnings of what lets others in who have got half way."""
    told: list[CheckMessage] = []
    if role() is None:
        told.append(
            Warning(
                "Answers are read by the user of DATABASE_URL, who may write; its transactions are read-only, which can be undone.",
                hint="Set DATABASE_READER_URL, and run manage.py migrate.",
                id="planapi.W002",
            )
        )
    if (
        settings.ENVIRONMENT.database_url is not None
        and settings.WRITER_DATABASE["USER"] != settings.DATABASES[DEFAULT_DB_ALIAS]["USER"]
    ):
        told.append(
            Warning(
                "This process knows the password of the tables' owner, which whoever breaks into it can use.",
                hint="Give DATABASE_URL to manage.py migrate alone: to serve, and to work, DATABASE_WRITER_URL is enough.",
                id="planapi.W006",
            )
        )
    elif settings.ENVIRONMENT.database_url is not None and settings.ENVIRONMENT.database_writer_url is None:
        told.append(
            Warning(
                "Requests that keep something write as the user of DATABASE_URL, who owns the tables.",
                hint="Set DATABASE_WRITER_URL, run manage.py migrate, and give DATABASE_URL to that command alone.",
                id="planapi.W006",
            )
        )
    for variable, url in (("BROKER_URL", settings.CELERY_BROKER_URL), ("CACHE_URL", settings.CACHE_URL)):
        if url and not urlsplit(url).password and not is_local(urlsplit(url).hostname):
            told.append(
                Warning(
                    f"{variable} has no password: whoever reaches that server can write to it.",
                    hint="Set VALKEY_PASSWORD.",
                    id="planapi.W003",
                )
            )
    if "*" in settings.ALLOWED_HOSTS:
        told.append(
            Warning(
                "ALLOWED_HOSTS is *: the links in answers, and in what caches keep of them, name whatever host a request names.",
                hint="List the names of the site.",
                id="planapi.W004",
            )
        )
    return told
