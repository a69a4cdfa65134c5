"""A database with the seeds in it for every test, and one with a small world for those that ask for ``world``.

A test reads them; one that writes does so in its own transaction. One that needs other processes to see its rows (a worker, a browser) has a database of
its own.
"""

import gc
from collections.abc import Iterator
from threading import get_ident
from typing import Any

import pytest
from django.db import connection

from districts.models import Document
from indicators.models import Stale
from rest.exports import Chunks
from tests import databases
from tests import world as small

# The fixtures that have a database of their own; where a test has several, the last counts.
_DATABASES = {"world": "world", "fifty_thousand": "many"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the database, and those of the cost of hostile texts, are left out of ``make quick``, but for its smoke test of the API."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "test_seeds.py" not in item.nodeid and ({"db", "django_db_setup", "_django_db_helper"} & set(fixtures)):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: collections of garbage that go through it again and again would take a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A file that a test did not read to its end ends with it, as a server would end it. Else garbage collection does so in the middle of another test,
    whose transaction and revision it then puts an end to."""
    try:
        return (yield)
    finally:
        for chunks, thread in _BEGUN:
            if thread == get_ident():  # a server in another thread ends its own
                chunks.close()
        _BEGUN.clear()


_BEGUN: list[tuple[Chunks, int]] = []
_begin = Chunks.begin


def _begin_noted(self: Chunks) -> None:
    _BEGUN.append((self, get_ident()))
    _begin(self)


Chunks.begin = _begin_noted


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """In place of pytest-django's own: the database is a copy of one that the whole run makes once (``tests.databases``)."""
    with django_db_blocker.unblock():
        connection.settings_dict["NAME"] = databases.copy_of("seeds")
    yield
    with django_db_blocker.unblock():
        databases.disconnect()
        connection.close()
        databases.drop_own()


@pytest.fixture(scope="module", autouse=True)
def nothing_left_stale(django_db_blocker: Any) -> Iterator[None]:
    """A module that commits leaves nothing that is to be worked out anew: the modules after it ask whether answers come from what is kept."""
    yield
    if databases.is_made("seeds"):
        with django_db_blocker.unblock():
            left = list(
                Stale.objects.filter(until=None).values_list("district_code", "indicator_slug", "year", "document_slug")
            )
        assert not left, f"call indicators.deriving.derive() where this was committed: {left}"


@pytest.fixture
def _database(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    asked = [kind for name, kind in _DATABASES.items() if name in request.fixturenames]
    if not asked:
        yield
        return
    with django_db_blocker.unblock():
        link = databases.connection_to(asked[-1])
    with databases.using(link):
        yield


@pytest.fixture
def _django_db_helper(_database: None, _django_db_helper: None) -> None:
    """The transaction of a test, which pytest-django begins: it is to be in the database that the test asks for."""


@pytest.fixture
def empty(db: None) -> None:
    """No document and no indicator, until the end of the test; the districts of the first migration stay."""
    small.clear()


@pytest.fixture
def world(db: None) -> dict[str, Document]:
    """The documents of ``tests.world``, which are all that there is."""
    assert str(connection.settings_dict["NAME"]).startswith(("test_world_", "test_many_"))
    return small.documents()


@pytest.fixture
def fifty_thousand(world: dict[str, Document]) -> int:
    """Numerals enough for many chunks, beside those of the world."""
    return small.MANY
