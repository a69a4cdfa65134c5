"""`manage.py mcp`: the tools for an agent on this machine, over its standard input and output."""

from typing import Any

import anyio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from mcp.server.stdio import stdio_server

from planapi import answer_time
from planapi.agents.asking import Asking
from planapi.agents.server import server
from planapi.env import Environment
from planapi.reader_role import as_reader


class Command(BaseCommand):
    help = "Serve the tools for agents (Model Context Protocol) over stdin and stdout, from the database that is set. It only reads."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        environment: Environment = settings.ENVIRONMENT
        site = f"http://{environment.host}:{environment.port}"
        parser.add_argument("--site", default=site, help="the address of the site, for links to evidence (%(default)s)")

    def handle(self, *, site: str, **options: Any) -> None:
        asking = Asking.at(site)
        settings.ALLOWED_HOSTS = [asking.meta["SERVER_NAME"]]
        anyio.run(_serve, asking)


async def _serve(asking: Asking) -> None:
    await sync_to_async(_connect)()
    made = server(asking)
    async with stdio_server() as (received, sent):
        await made.run(received, sent, made.create_initialization_options())


def _connect() -> None:
    """In the one thread that asks the database: as whoever answers over HTTP, who can only read, and not for long."""
    answer_time.begin()
    connections[DEFAULT_DB_ALIAS] = as_reader()
