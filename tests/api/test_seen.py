"""A client that has seen a revision is not answered from an earlier one, wherever it says so."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from rest_framework.test import APIClient

from history import servers
from history.patience import PatientConnection
from history.revisions import newest_stored
from history.watch import WATCH, Watch
from rest.fast.response_cache import MemoryCache, ResponseCache
from rest.http.seen import revision_seen
from tests.api.response_cache_fakes import Asked, Known, Site


def cursor_of(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({}, 0),
        ({"HTTP_IF_NONE_MATCH": 'W/"r12-5f0c", W/"r7-99"'}, 12),
        ({"HTTP_IF_NONE_MATCH": '"of another site"'}, 0),
        ({"HTTP_X_REVISION": "9"}, 9),
        ({"HTTP_X_REVISION": "-9"}, 0),
        ({"HTTP_X_REVISION": "9" * 30}, 0),
        ({"QUERY_STRING": "revision=8&page_size=2"}, 8),
        ({"QUERY_STRING": "since=3&until=5"}, 5),
        ({"QUERY_STRING": "revision=newest"}, 0),
        ({"QUERY_STRING": f"cursor={cursor_of('28e6bc2c7359r14', 0, ['a'])}"}, 14),
        ({"QUERY_STRING": f"cursor={cursor_of('28e6bc2c7359', 0, ['a'])}"}, 0),
        ({"QUERY_STRING": "cursor=nonsense%ff&cursor=W10"}, 0),
        ({"PATH_INFO": "/releases/r6/planapi-r6.zip"}, 6),
        ({"PATH_INFO": "/api/v1/revisions/11/"}, 11),
    ],
)
def test_what_a_request_says_that_its_client_has_seen(asked: dict[str, str], seen: int) -> None:
    assert revision_seen({"PATH_INFO": "/api/v1/parks/", "QUERY_STRING": ""} | asked) == seen


def test_a_kept_answer_is_not_given_to_who_has_seen_a_later_one() -> None:
    site, watch = Site(), Known()
    kept = ResponseCache(site, watch=watch, limit=lambda environ: [], memory=MemoryCache(1 << 20), by_origin=False)
    assert [Asked(kept).body, Asked(kept, HTTP_X_REVISION="7").body] == ["answer 1", "answer 1"]
    assert Asked(kept, HTTP_X_REVISION="8").body == "answer 2"


def test_an_answer_of_a_later_revision_is_heeded_before_it_is_announced() -> None:
    watch = Watch()
    watch._known, watch._heard = (7, None), float("inf")
    assert watch.known() == (7, None)
    site = Site()
    site.revision = 8
    Asked(ResponseCache(site, watch=watch, limit=lambda environ: [], memory=MemoryCache(1 << 20), by_origin=False))
    assert watch.known() is None


@pytest.mark.django_db
def test_a_cursor_says_of_which_revision_its_page_was_and_one_of_before_is_still_good() -> None:
    client = APIClient()
    first = client.get("/api/v1/observations/", {"page_size": 2})
    following = first.json()["next"]
    query = following.partition("?")[2]
    assert revision_seen({"PATH_INFO": "/", "QUERY_STRING": query}) == int(first["X-Revision"]) > 0
    cursor = query.partition("cursor=")[2].partition("&")[0]
    parts = json.loads(base64.urlsafe_b64decode(cursor + "=="))
    before = cursor_of(parts[0].partition("r")[0], *parts[1:])
    bare = client.get("/api/v1/observations/", {"page_size": 2, "cursor": before})
    assert bare.json()["results"] == client.get(following).json()["results"]


NEWEST = (9, None)


@pytest.mark.parametrize(
    ("primary", "last", "standby", "at_least", "fit"),
    [
        (NEWEST, NEWEST, NEWEST, 0, True),
        (NEWEST, NEWEST, (8, None), 0, False),  # it is a revision behind
        (NEWEST, NEWEST, NEWEST, 10, False),  # its reader has seen a later one, of which this process has not heard
        (NEWEST, NEWEST, (10, None), 0, False),  # it has what its primary has not
        (None, NEWEST, NEWEST, 0, True),  # the primary is away, and there was nothing newer
        (None, NEWEST, (8, None), 0, False),
        (None, NEWEST, (10, None), 0, True),
        (None, NEWEST, None, 0, False),
    ],
)
def test_which_standby_is_read_from(
    monkeypatch: pytest.MonkeyPatch, *, primary: Any, last: Any, standby: Any, at_least: int, fit: bool
) -> None:
    one = Watch("standby1", primary=WATCH)
    one.in_recovery, one.position = True, 0
    one._known = one._last = standby
    one._heard = float("inf")
    monkeypatch.setattr(WATCH, "_known", primary)
    monkeypatch.setattr(WATCH, "_last", last)
    monkeypatch.setattr(WATCH, "_heard", float("inf"))
    monkeypatch.setattr(servers, "standbys", lambda: (one,))
    assert (servers.choose(at_least=at_least) is one) is fit
    one.in_recovery = False  # promoted by somebody: it goes its own way
    assert servers.choose(at_least=at_least) is WATCH


@pytest.mark.django_db
def test_a_wait_is_given_up_after_its_time_and_its_connection_with_it() -> None:
    link = PatientConnection.connect(
        **{
            name: value
            for name, value in connection.get_connection_params().items()
            if name not in ("cursor_factory", "context")
        }
    )
    link.patience = 0.3
    assert link.execute("select 1").fetchone() == (1,)
    with pytest.raises(psycopg.OperationalError, match="has not answered"):
        link.execute("select pg_sleep(20)")
    assert link.closed


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/districts/120102/", "/evidence/targets/none/", "/releases/latest"])
def test_a_database_that_goes_away_at_any_moment_is_a_503(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Also when all has been read, and only the end of the transaction is left."""

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError("the server is silent")

    if path.startswith("/api"):
        monkeypatch.setattr("rest.views.snapshot", ending_in(away))
    else:
        monkeypatch.setattr("history.revisions.Revision.objects.order_by", away)
        monkeypatch.setattr("planapi.evidence_page.EvidencePage.get", away)
    response = APIClient().get(path)
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")


def ending_in(fail: Any) -> Any:
    @contextmanager
    def snapshot() -> Iterator[Any]:
        yield newest_stored()
        fail()

    return snapshot
