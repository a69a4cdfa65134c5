"""A key has more requests a minute; one that is not in force is refused, and nobody's request costs a statement."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from access import keys
from access.models import ApiKey, keys_in_force, revoke
from tests.access.conftest import Start

HERE = "/api/v1/"
pytestmark = pytest.mark.django_db


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("api_key", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1000.0]
    monkeypatch.setattr("access.keys.time.monotonic", lambda: now[0])
    return now


def test_a_key_has_a_limit_of_its_own(start: Start) -> None:
    client = start(RATE_LIMIT=1, RATE_LIMIT_WITH_KEY=7)
    plain, more = ApiKey.make("Daily News")[1], ApiKey.make("a mirror", limit=100)[1]
    assert client.get(HERE)["RateLimit-Policy"] == '"anonymous";q=1;w=60'
    first = client.get(HERE, headers=bearer(plain))
    assert (first["RateLimit-Policy"], first["RateLimit"]) == ('"key";q=7;w=60', '"key";r=6;t=40')
    # From wherever it is used.
    assert client.get(HERE, headers=bearer(plain), REMOTE_ADDR="192.0.2.9")["RateLimit"] == '"key";r=5;t=40'
    assert client.get(HERE, headers={"Authorization": f"bearer  {more}"})["RateLimit-Policy"] == '"key";q=100;w=60'


def test_it_reads_nothing_that_others_can_t(start: Start) -> None:
    client, key = start(RATE_LIMIT=9), ApiKey.make("Daily News")[1]
    assert client.get("/api/v1/districts/", headers=bearer(key)).json() == client.get("/api/v1/districts/").json()


@pytest.mark.parametrize("sent", ["Bearer plan_wrong", "Bearer", "Bearer ", "Basic dTpw", "plan_wrong", "Bearer 钥匙"])
def test_a_wrong_key_is_never_an_anonymous_request(sent: str, start: Start) -> None:
    refused: Any = start(RATE_LIMIT=9).get(HERE, HTTP_AUTHORIZATION=sent)
    assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json")
    assert refused["WWW-Authenticate"].startswith("Bearer realm=")
    assert ("invalid_token" in refused["WWW-Authenticate"]) == sent.startswith("Bearer")
    assert refused["RateLimit"] == '"anonymous";r=8;t=40'


def test_trying_keys_is_limited_too(start: Start) -> None:
    client = start(RATE_LIMIT=2)
    assert [client.get(HERE, headers=bearer(f"plan_{n}")).status_code for n in range(3)] == [401, 401, 429]


def test_requests_cost_no_statements(
    start: Start, clock: list[float], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, key = start(RATE_LIMIT=100), ApiKey.make("Daily News")[1]
    with django_assert_num_queries(1):
        for _ in range(5):
            client.get("/api/v1/nothing/", headers=bearer(key))
            clock[0] += 1
    with django_assert_num_queries(1):  # However many wrong ones are tried in a second.
        for number in range(20):
            client.get("/api/v1/nothing/", headers=bearer(f"plan_{number}"))


def test_a_new_key_opens_at_once_and_a_revoked_one_soon_no_more(start: Start, clock: list[float]) -> None:
    client = start(RATE_LIMIT=100)
    assert client.get(HERE, headers=bearer("plan_wrong")).status_code == 401
    row, key = ApiKey.make("Daily News")
    clock[0] += keys.AGAIN + 0.1
    assert client.get(HERE, headers=bearer(key)).status_code == 200
    assert revoke(ApiKey.objects.filter(pk=row.pk)) == 1
    clock[0] += keys.FRESH + 0.1
    assert client.get(HERE, headers=bearer(key)).status_code == 401


def test_a_database_that_is_away_is_no_wrong_key(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("access.keys.keys_in_force", fail)
    assert start(RATE_LIMIT=9).get(HERE, headers=bearer("plan_x")).status_code == 503


def test_keys_are_made_listed_and_revoked_at_the_terminal() -> None:
    key = run("make", "Daily News, 数据新闻", "--limit", "9000").strip()
    row = ApiKey.objects.get()
    assert key not in str(vars(row))
    assert key.startswith(row.prefix)
    assert run("list").split("\t")[0::4] == [row.prefix, "Daily News, 数据新闻\n"]
    assert "9000 a minute" in run("list")
    with pytest.raises(CommandError, match="no key in force begins with 'plan_other'"):
        run("revoke", "plan_other")
    assert "Revoked Daily News" in run("revoke", row.prefix)
    assert not keys_in_force()
    assert "revoked" in run("list")
    with pytest.raises(CommandError, match="from 1 to"):
        run("make", "nobody", "--limit", "0")


def test_keys_can_be_revoked_and_not_made_in_the_admin() -> None:
    row, _ = ApiKey.make("Daily News")
    User.objects.create_superuser("keeper", password="x")
    client = Client()
    client.login(username="keeper", password="x")
    page = "/admin/access/apikey/"
    assert client.get(page).status_code == client.get(f"{page}{row.pk}/change/").status_code == 200
    assert client.get(f"{page}add/").status_code == 403
    client.post(page, {"action": "revoke", "_selected_action": [row.pk]})
    assert not keys_in_force()
