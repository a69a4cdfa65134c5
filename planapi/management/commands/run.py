"""`manage.py run PATH …`: migrate, ingest, serve, one after the other in one process, which is what `make run` does.

As three commands it would be three processes, each of which loads the site and starts the embedded database for itself.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from planapi.env import Environment


class Command(BaseCommand):
    help = "Bring the database up to date, ingest documents (or folders of them), and serve the site."

    def add_arguments(self, parser: CommandParser) -> None:
        environment: Environment = settings.ENVIRONMENT
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a text file, or a folder of text files"
        )
        parser.add_argument("--host", default=environment.host, help="address to listen on (%(default)s)")
        parser.add_argument("--port", type=int, default=environment.port, help="port to listen on (%(default)s)")

    def handle(self, *, paths: list[Path], host: str, port: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("ingest", *map(str, paths))
        call_command("serve", host=host, port=port)
