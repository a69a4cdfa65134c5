"""`manage.py backup FILE`: everything in the database, in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planapi.backups import BackupError, backup


class Command(BaseCommand):
    help = "Write everything in the database to FILE, as of one moment. The site can go on meanwhile."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that does not exist yet")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            size = backup(file)
        except (BackupError, OSError) as error:
            raise CommandError(f"Nothing was backed up: {error}") from error
        self.stdout.write(f"{file}: {size:,} bytes. Files are not in it: see docs/operations.md, “Backup”.")
