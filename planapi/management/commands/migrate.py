"""`manage.py migrate`, as Django has it, one at a time.

Containers that start together each migrate. The first one does it, and the others wait for it and find nothing left to do.
"""

import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from districts.models import Document
from history.revisions import writing
from indicators.deriving import derive_all
from indicators.storing import store_catalogue
from planapi.curation.indicators import made_by_editors
from planapi.reader_role import UnfitRole, grant, is_owner
from planapi.search.storing import index_catalogue
from planapi.search.waiting import empty_lists

LOCK = 0x706C616E6D696772
"""The advisory lock that is held during a migration: "planmigr" in ASCII."""


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if options["plan"] or options["check_unapplied"]:  # These only look.
            super().handle(*args, **options)
            return
        if not is_owner(connection):
            raise CommandError(
                f"{connection.settings_dict['USER']} does not own the tables and can't migrate them: set DATABASE_URL to their owner, for this command alone"
            )
        with connection.cursor() as cursor:
            # An index of millions of rows takes longer than any request may.
            cursor.execute("SET statement_timeout = 0")
            waiting = False
            # Tried again and again, not waited for: a statement that waits would hold up CREATE INDEX CONCURRENTLY of the other.
            while not _locked(cursor):
                if not waiting and options["verbosity"]:
                    self.stdout.write("Another migrate is running; waiting for it to finish ...")
                waiting = True
                time.sleep(0.2)
        try:
            super().handle(*args, **options)
            try:
                grant(connection)
            except UnfitRole as error:
                raise CommandError(str(error)) from error
            if not options["app_label"]:
                self.derive(options["verbosity"])
        finally:
            # Ends with the session in any case; what comes next in this process may be a server.
            if connection.connection is not None and connection.is_usable():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
                    cursor.execute("RESET statement_timeout")

    def derive(self, verbosity: int) -> None:
        """Work out anew what another build has worked out otherwise (docs/decisions/0017), by the catalogue of this one."""
        if Document.objects.exists():
            with writing() as counts:
                counts["indicators"] = store_catalogue(made_by_editors)
                index_catalogue()
            empty_lists()
        for line in derive_all():
            if verbosity:
                self.stdout.write(f"  {line}")


def _locked(cursor: Any) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
    return cursor.fetchone()[0]
