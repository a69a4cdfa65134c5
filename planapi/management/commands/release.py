"""`manage.py release`: everything of a revision as one zip and one SQLite file in RELEASES_DIR, unless they are there."""

import time
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from history.revisions import newest, state_of
from planapi.releases import making, store
from planapi.releases.sqlite import MadeOtherwise


class Command(BaseCommand):
    help = (
        "Make the release of a revision: a zip of CSV, Parquet and the texts, and a SQLite file beside it. An existing release is not changed; "
        "its SQLite file is made if it is missing."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--revision", type=int, metavar="NUMBER", help="the revision (default: the newest)")
        parser.add_argument(
            "--more",
            action="store_true",
            help="the zip with the same tables as NDJSON and as Parquet of exact decimals",
        )
        kept = parser.add_mutually_exclusive_group()
        kept.add_argument(
            "--pin", action="store_true", default=None, dest="pin", help="keep it for good: it is cited somewhere"
        )
        kept.add_argument("--unpin", action="store_false", default=None, dest="pin", help="let it be removed in time")

    def handle(self, *, revision: int | None, pin: bool | None = None, more: bool = False, **options: Any) -> None:
        edition = store.Edition.MORE if more else store.Edition.MAIN
        last = newest()
        state = last if revision is None else state_of(revision)
        if state is None or not state.number:
            there = f"they run from 1 to {last.number}" if last.number else "nothing has been ingested"
            raise CommandError(f"there is no such revision; {there}")
        begun = time.monotonic()
        try:
            held = store.find(state, edition)
            release = making.make(state, edition, pin=bool(pin))
            sqlite = making.complete(state) if edition == store.Edition.MAIN else None
            if pin is not None and release.pinned != pin:
                with store.making(wait=True) as place:
                    release = replace(release, pinned=pin)
                    store.note(release, place)
        except MadeOtherwise as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"the release can't be written to RELEASES_DIR ({store.folder()}): {error.strerror}"
            ) from error
        took = "was there" if held else f"{time.monotonic() - begun:.1f} s"
        self.stdout.write(
            f"r{release.revision}  {release.bytes:,} bytes  {took}  {store.storage().where(release.name)}"
        )
        if sqlite and sqlite.edition == store.Edition.SQLITE:
            self.stdout.write(
                f"r{sqlite.revision}  {sqlite.bytes:,} bytes  SQLite  {store.storage().where(sqlite.name)}"
            )
