"""`manage.py unused_originals`: files that were handed in and that nothing in the database refers to."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from planapi.intake import originals


class Command(BaseCommand):
    help = (
        "List the originals that no ingestion, run, withdrawal or document, present or past, refers to. They stay when a file was kept and the "
        "database failed, or when an older backup was restored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--delete", action="store_true", help="remove them; no other database may use the same originals"
        )
        parser.add_argument(
            "--days", type=int, default=30, help="only what has been there for so many days (%(default)s)"
        )

    def handle(self, *, delete: bool, days: int, **options: Any) -> None:
        storage, before = storages["originals"], timezone.now() - timedelta(days=days)
        # The files first: what is handed in meanwhile is not among them.
        kept = {name: storage.size(name) for name in originals.names() if storage.get_modified_time(name) <= before}
        used = _used()
        unused = [name for name in sorted(kept) if name.rpartition("/")[2] not in used]
        for name in unused:
            if delete:
                storage.delete(name)
            self.stdout.write(name)
        told = "removed" if delete else "unused; --delete removes them"
        self.stdout.write(f"{len(unused):,} files, {sum(kept[name] for name in unused):,} bytes {told}")


def _used() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_USED)
        return {sha256 for (sha256,) in cursor.fetchall()}


_USED = """
select sha256 from intake_ingestion union select sha256 from districts_ingestrun where sha256 is not null union select sha256 from intake_withdrawal
union select sha256 from districts_document union select sha256 from history.districts_document
"""
