"""A public name is looked up once a revision; what is not there, and what is not sure, each time."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import District
from history.revisions import State, newest_stored, pinned, snapshot, writing
from history.watch import Watch
from indicators.models import Indicator
from rest.fast import names as module
from rest.fast.names import Names, Nearby
from tests import factories as make

Ask = Callable[..., tuple[list[str], int]]


class Known(Watch):
    """A watch that is told what it knows."""

    state: State | None = None

    def known(self) -> tuple[int, datetime | None] | None:
        return None if self.state is None else (self.state.number, self.state.made_at)


@pytest.fixture
def watch(django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Known:
    watch = Known()
    with django_db_blocker.unblock():
        watch.state = newest_stored()
    monkeypatch.setattr(module, "WATCH", watch)
    return watch


@pytest.fixture
def ask(django_db_setup: None, django_db_blocker: Any, watch: Known) -> Iterator[Ask]:
    """What is missing of some codes, and how many statements it took to know."""
    names = Names()

    def ask(*codes: str) -> tuple[list[str], int]:
        with CaptureQueriesContext(connection) as queries:
            missing = names.missing(District, "code", codes)
        return missing, len(queries)

    with django_db_blocker.unblock():
        yield ask


def test_what_is_there_is_asked_for_once(ask: Ask) -> None:
    assert ask("120102") == ([], 1)
    assert ask("120102") == ([], 0)
    assert ask("120102", "120101") == ([], 1)
    assert ask("120101", "120102") == ([], 0)


def test_what_is_not_there_is_asked_for_each_time(ask: Ask) -> None:
    assert ask("999999", "120102") == (["999999"], 1)
    assert ask("999999", "120102") == (["999999"], 1)


def test_a_new_revision_is_asked_anew(ask: Ask, watch: Known) -> None:
    ask("120102")
    with writing():
        District.objects.filter(code="120119").update(name_en="Jizhou")
    with writing():
        District.objects.filter(code="120119").update(name_en="Jizhou District")
    watch.state = newest_stored()
    assert ask("120102") == ([], 1)
    assert ask("120102") == ([], 0)


def test_what_a_later_revision_has_is_not_taken_as_known_in_an_earlier_one(ask: Ask, watch: Known) -> None:
    assert watch.state is not None
    watch.state = State(watch.state.number - 1, None)
    assert ask("120102") == ([], 1)
    assert ask("120102") == ([], 1)


def test_a_snapshot_knows_what_is_known_in_its_revision(ask: Ask, watch: Known) -> None:
    ask("120102")
    watch.state = None
    with snapshot():
        assert ask("120102") == ([], 0)
        assert ask("120101") == ([], 1)
        assert ask("120101") == ([], 0)
    with snapshot(), pinned(1):
        assert ask("120101") == ([], 1)


def test_nothing_is_taken_as_known_while_the_revision_is_not(ask: Ask, watch: Known) -> None:
    ask("120102")
    watch.state = None
    assert ask("120102") == ([], 1)
    assert ask("120102") == ([], 1)


@pytest.mark.django_db
def test_a_transaction_sees_for_itself(ask: Ask) -> None:
    assert ask("120102") == ([], 1)
    assert ask("120102") == ([], 1)


@pytest.mark.django_db
def test_in_a_long_list_what_was_meant_is_looked_for_beside_its_place(
    empty: None, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr("rest.fast.names.MOST_READ", 20)
    monkeypatch.setattr("rest.fast.names.BESIDE", 5)
    for number in range(40, 80):
        make.make_indicator(slug=f"i{number:03}-rate", name_zh=str(number), name_en=str(number))
    with django_assert_max_num_queries(3):
        nearby = Nearby(Indicator, "slug")
        assert nearby.all is None
        assert nearby.to("i051-rates") == "i051-rate"
    assert Nearby(Indicator, "slug").to("x") is None


@pytest.mark.django_db
def test_what_was_meant_is_looked_for_a_few_times_however_much_is_wrong(
    empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: list[str] = []
    monkeypatch.setattr("rest.fast.names.nearest", lambda word, _: sought.append(word))
    response = APIClient().get("/api/v1/parks/", {"district": ",".join(f"x{n}" for n in range(300))})
    assert response.status_code == 400
    assert len(sought) == 10
