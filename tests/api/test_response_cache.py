"""Answers that are given again: the same, as long as their revision is in force, and not a moment longer."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import OperationalError, connection

from districts.models import District
from history.revisions import newest, writing
from history.watch import Watch
from rest.fast.response_cache import MemoryCache, ResponseCache
from tests.api.response_cache_fakes import Asked, Known, Site


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def watch() -> Known:
    return Known()


@pytest.fixture
def kept(site: Site, watch: Known) -> ResponseCache:
    return ResponseCache(
        site, watch=watch, limit=lambda environ: [("RateLimit", "fresh")], memory=MemoryCache(1 << 20), by_origin=False
    )


def test_an_answer_is_given_again_with_a_name_and_a_count_of_its_own(kept: ResponseCache, site: Site) -> None:
    first, again = Asked(kept), Asked(kept, HTTP_X_REQUEST_ID="mine")
    assert (first.body, again.body, site.asked) == ("answer 1", "answer 1", 1)
    assert first.headers["X-Request-ID"] == "site-1"
    assert (again.headers["X-Request-ID"], again.headers["RateLimit"]) == ("mine", "fresh")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_new_revision_ends_it(kept: ResponseCache, site: Site, watch: Known) -> None:
    Asked(kept)
    watch.number = site.revision = 8
    assert Asked(kept).body == "answer 2"


def test_nothing_is_kept_or_given_while_the_revision_is_not_known(
    kept: ResponseCache, site: Site, watch: Known
) -> None:
    watch.number = None
    assert [Asked(kept).body, Asked(kept).body] == ["answer 1", "answer 2"]


def test_an_answer_of_a_newer_revision_than_is_known_is_not_kept(kept: ResponseCache, site: Site) -> None:
    site.revision = 8
    assert [Asked(kept).body, Asked(kept).body] == ["answer 1", "answer 2"]


@pytest.mark.parametrize("revision", [None, 6])
def test_what_is_of_no_revision_or_of_a_pinned_one_is_asked_anew(
    kept: ResponseCache, site: Site, revision: int | None
) -> None:
    site.revision = revision
    assert [Asked(kept).body, Asked(kept).body] == ["answer 1", "answer 2"]


@pytest.mark.django_db  # one at least, or no database is made for this file alone
def test_an_error_is_not_kept(kept: ResponseCache, site: Site) -> None:
    site.status = "503 Service Unavailable"
    assert [Asked(kept).body, Asked(kept).body] == ["answer 1", "answer 2"]


def test_other_questions_have_other_answers(kept: ResponseCache) -> None:
    others = [
        Asked(kept, "a=1&a=2"),
        Asked(kept, "a=2&a=1"),
        Asked(kept, "a=1&a=2", HTTP_ACCEPT="text/csv"),
        Asked(kept, "a=1&a=2", HTTP_ACCEPT_ENCODING="gzip"),
        Asked(kept, "a=1&a=2", path="/api/v1/terms/"),
        Asked(kept, "a=1&a=2", HTTP_HOST="y"),
        Asked(kept, "a=%FF"),
        Asked(kept, "a=%EF%BF%BD"),
    ]
    assert len({one.body for one in others}) == len(others)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ACCEPT_LANGUAGE": "de"},
        {"HTTP_COOKIE": "a=1"},
        {"HTTP_ORIGIN": "https://a.example"},
        {"HTTP_USER_AGENT": "x"},
        {"HTTP_X_FORWARDED_PROTO": "https"},  # no proxy is told of in the settings, so it says nothing
        {"HTTP_ACCEPT_ENCODING": "gzip;q=0"},
    ],
)
def test_what_an_answer_does_not_depend_on_asks_for_no_other(kept: ResponseCache, headers: dict[str, str]) -> None:
    assert Asked(kept, "a=1").body == Asked(kept, "a=1", **headers).body


@pytest.mark.parametrize(
    "headers", [{"CONTENT_LENGTH": "many"}, {"CONTENT_LENGTH": "2000000"}, {"HTTP_TRANSFER_ENCODING": "chunked"}]
)
def test_a_body_is_for_the_site_to_look_at(kept: ResponseCache, headers: dict[str, str]) -> None:
    assert Asked(kept).body != Asked(kept, **headers).body


def test_two_databases_that_count_alike_are_told_apart(kept: ResponseCache, watch: Known) -> None:
    bodies = []
    for year in (2025, 2026):
        watch.made_at = datetime(year, 1, 1, tzinfo=UTC)
        bodies.append(Asked(kept).body)
    assert bodies == ["answer 1", "answer 2"]


def test_a_key_is_for_the_site_to_look_at(kept: ResponseCache) -> None:
    assert Asked(kept, HTTP_AUTHORIZATION="Bearer x").body != Asked(kept, HTTP_AUTHORIZATION="Bearer x").body


def test_who_holds_it_is_told_so(kept: ResponseCache, site: Site) -> None:
    etag = Asked(kept).headers["ETag"]
    for header in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        again = Asked(kept, HTTP_IF_NONE_MATCH=header)
        assert (again.status, again.body, again.headers["ETag"]) == ("304 Not Modified", "", etag)
        assert "Content-Type" not in again.headers
    assert site.asked == 1
    assert Asked(kept, HTTP_IF_NONE_MATCH='"other"').body == "answer 1"


def test_one_request_too_many_is_refused_by_the_site(site: Site, watch: Known) -> None:
    limited = ResponseCache(site, watch=watch, limit=lambda environ: None, memory=MemoryCache(1 << 20), by_origin=False)
    assert [Asked(limited).body, Asked(limited).body] == ["answer 1", "answer 2"]


def test_the_memory_lets_the_oldest_go() -> None:
    memory = MemoryCache(10_000)
    site = Site()
    kept = ResponseCache(site, watch=Known(), limit=lambda environ: [], memory=memory, by_origin=False)
    for number in range(20):
        Asked(kept, f"a={number}")
    assert memory.size <= 10_000
    asked = site.asked
    Asked(kept, "a=19")
    assert site.asked == asked
    Asked(kept, "a=0")
    assert site.asked == asked + 1


def test_keys_and_headers_are_counted() -> None:
    memory = MemoryCache(1 << 20)
    kept = ResponseCache(Site(), watch=Known(), limit=lambda environ: [], memory=memory, by_origin=False)
    Asked(kept, "a=" + 100_000 * "a", HTTP_ACCEPT="application/json, " + 100_000 * "b")
    assert memory.size > 200_000


def test_what_is_larger_than_all_that_may_be_kept_drives_nothing_out() -> None:
    memory = MemoryCache(10_000)
    site = Site()
    kept = ResponseCache(site, watch=Known(), limit=lambda environ: [], memory=memory, by_origin=False)
    Asked(kept, "a=1")
    Asked(kept, "a=" + 20_000 * "a")
    assert (Asked(kept, "a=1").body, site.asked) == ("answer 1", 2)


PATIENCE = 60
"""Seconds until something that should take a moment has failed: a machine may have much else to do."""


@contextmanager
def _watch() -> Iterator[Watch]:
    watch = Watch()
    try:
        yield watch
    finally:
        watch.end()
        connection.close()


@pytest.fixture
def listening(django_db_setup: None, django_db_blocker: Any) -> Iterator[Watch]:
    with django_db_blocker.unblock(), _watch() as watch:
        watch.begin()
        yield watch


def _wait(watch: Watch, number: int) -> None:
    """Until the number is known."""
    until = time.monotonic() + PATIENCE
    while (known := watch.known()) is None or known[0] != number:
        assert time.monotonic() < until, known
        time.sleep(0.001)


def test_every_process_hears_of_a_revision(
    django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with django_db_blocker.unblock(), _watch() as listening:
        before = newest().number
        jizhou = District.objects.filter(code="120119")
        name = jizhou.get().name_en
        try:
            with monkeypatch.context() as patch:
                # It is told, and does not find out when it looks next.
                for seconds in ("BEAT", "SURE"):
                    patch.setattr(f"history.watch.{seconds}", 2 * PATIENCE)
                listening.begin()
                _wait(listening, before)
                with writing():
                    jizhou.update(name_en="Jizhou")
                _wait(listening, before + 1)
                assert listening.known() == (before + 1, newest().made_at)
        finally:
            # What is committed here, the tests after this one find. And the watch wakes up.
            with writing():
                jizhou.update(name_en=name)


END_LISTENERS = """select pg_terminate_backend(pid) from pg_stat_activity
    where query ilike '%history_revision%' and pid <> pg_backend_pid() and datname = current_database()"""


def test_a_watch_that_lost_its_server_is_sure_of_nothing(listening: Watch) -> None:
    _wait(listening, newest().number)
    with connection.cursor() as cursor:
        cursor.execute(END_LISTENERS)
    _wait(listening, newest().number)


def test_a_watch_that_could_not_connect_tries_again(listening: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    _wait(listening, newest().number)
    refused = threading.Event()

    def refuse() -> Any:
        refused.set()
        raise OperationalError("the database system is shutting down")  # Django's, which is none of the driver's

    with monkeypatch.context() as patch:
        patch.setattr(listening, "_connect", refuse)
        until = time.monotonic() + PATIENCE
        while not refused.wait(0.1):  # it may have been between two questions, and is known by its question
            assert time.monotonic() < until
            with connection.cursor() as cursor:
                cursor.execute(END_LISTENERS)
        assert listening.known() is None
    _wait(listening, newest().number)


def test_a_rolled_back_revision_is_none(listening: Watch) -> None:
    before = newest().number
    _wait(listening, before)

    def write_and_fail() -> None:
        with writing():
            District.objects.filter(code="120119").update(name_en="X")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    time.sleep(0.05)
    _wait(listening, before)
    assert newest().number == before
