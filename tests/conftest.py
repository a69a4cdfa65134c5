"""The seeds, ingested once for the whole run.

Tests read them through the database of the run. A test that writes does so in its own transaction; one that needs other processes to see its rows
(a worker, a browser) has a database of its own.
"""

import pytest
from django.db import connection

from planapi.ingest import ingest
from planapi.tasks import documents_in
from tests.seeds import SEEDS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        for path in documents_in(SEEDS):
            ingest(path)


@pytest.fixture
def empty(db: None) -> None:
    """No document and no indicator, until the end of the test; the districts of the first migration stay."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE districts_document, indicators_indicator CASCADE")
