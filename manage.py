#!/usr/bin/env python
"""The command line of the site: `python manage.py help` lists what it can do."""

import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.migrations.exceptions import MigrationSchemaMissing
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction

from planapi.embedded import EmbeddedPostgresError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")
    # A terminated command leaves as an interrupted one does, so that the embedded server is not left running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    except (DatabaseError, InterfaceError) as error:
        operators = isinstance(error, (OperationalError, InterfaceError, MigrationSchemaMissing)) or isinstance(
            error.__cause__, (InsufficientPrivilege, ReadOnlySqlTransaction)
        )
        if not operators or "--traceback" in sys.argv:
            raise
        sys.exit(f"Can't use the database (see DATABASE_URL in docs/settings.md): {' '.join(str(error).split())}")
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
