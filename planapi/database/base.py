"""Django's PostgreSQL backend with connections that do not wait for a server that is frozen (``history.patience``)."""

from typing import Any

import psycopg
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.psycopg_any import IsolationLevel

from history.patience import PatientConnection
from history.servers import watch_of


class DatabaseWrapper(PostgresWrapper):
    """A connection to a server that this process may be watching (``history.watch``)."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """As Django has it, for the settings that there are here: no pool, and no other isolation level."""
        watch = watch_of(self.alias)
        if watch is not None and watch.is_silent():
            raise psycopg.OperationalError("the server is silent")
        self.isolation_level = IsolationLevel.READ_COMMITTED
        link = PatientConnection.connect(**conn_params)
        link.is_silent = watch.is_silent if watch is not None else None
        return link
