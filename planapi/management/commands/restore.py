"""`manage.py restore FILE`: a database made of a backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from districts.models import Document
from history.revisions import newest_stored
from planapi.backups import BackupError, restore


class Command(BaseCommand):
    help = "Bring everything of a backup into an empty database, all of it or nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` wrote")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            restore(file)
        except BackupError as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(
            f"Restored {Document.objects.count():,} documents at revision {newest_stored().number}. Run `manage.py migrate` next."
        )
