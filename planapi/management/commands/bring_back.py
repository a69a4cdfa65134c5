"""`manage.py bring_back SLUG`: a document that was withdrawn is there again, as it was."""

import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planapi.intake.withdrawing import NotAsItWas, NotWithdrawable, bring_back


class Command(BaseCommand):
    help = "Bring back documents that were withdrawn, with the rows and the ids that they had. It makes a revision."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="+", metavar="SLUG", help="a document, for example 120102-report-2023")
        parser.add_argument("--reason", default="", help="why: public, in changes/ and revisions/")

    def handle(self, *, slugs: list[str], reason: str, **options: Any) -> None:
        for slug in slugs:
            try:
                done = bring_back(slug, reason=reason, by=f"{getpass.getuser()} at a terminal")
            except (NotWithdrawable, NotAsItWas) as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"Brought {slug} back in revision {done.brought_back_revision}.")
