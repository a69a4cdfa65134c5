"""`manage.py withdraw SLUG --reason "…"`: take a document out of the data set; `bring_back SLUG` is the way back."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planapi.intake.withdrawing import NotWithdrawable, withdraw


class Command(BaseCommand):
    help = "Take documents that should not be there out of the data set. It makes a revision; manage.py bring_back undoes it."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="+", metavar="SLUG", help="a document, for example 120102-report-2023")
        parser.add_argument("--reason", required=True, help="why: public, in changes/ and revisions/")

    def handle(self, *, slugs: list[str], reason: str, **options: Any) -> None:
        for slug in slugs:
            try:
                done = withdraw(slug, reason=reason, by=f"{getpass.getuser()} at a terminal")
            except NotWithdrawable as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"Withdrew {slug} in revision {done.revision}. To undo it: manage.py bring_back {slug}")
