"""What stands beside the data: HEAD and OPTIONS, CORS, gzip, health, the docs pages and the admin."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from rest_framework.test import APIClient

from districts.models import Document
from rest.http import health
from tests import factories as make

World = dict[str, Document]


def test_head_is_get_without_its_body(api_client: APIClient, world: World) -> None:
    head, get = api_client.head("/api/v1/parks/"), api_client.get("/api/v1/parks/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"] == "application/json"


def test_options_says_what_can_be_done(api_client: APIClient, world: World) -> None:
    response = api_client.options("/api/v1/parks/")
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS, QUERY")


def test_any_site_may_read(api_client: APIClient, world: World) -> None:
    response = api_client.get("/api/v1/parks/", headers={"Origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    preflight = api_client.options(
        "/api/v1/parks/", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    )
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert "GET" in preflight["Access-Control-Allow-Methods"]


def test_answers_are_compressed_for_who_takes_it(api_client: APIClient, world: World) -> None:
    response = api_client.get("/api/v1/observations/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


@pytest.fixture(autouse=True)
def just_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has just been started: nothing is known of the migrations."""
    monkeypatch.setitem(health.KNOWN, "until", 0.0)


def test_health_and_readiness(api_client: APIClient, empty: None) -> None:
    assert api_client.get("/healthz").status_code == 200
    assert api_client.get("/readyz").json() == {"status": "ok"}


def test_readiness_costs_one_statement_for_a_while_and_the_migrations_after_that(
    api_client: APIClient, empty: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    now = [1000.0]
    monkeypatch.setattr("rest.http.health.time.monotonic", lambda: now[0])
    api_client.get("/readyz")
    with django_assert_num_queries(1):
        assert api_client.get("/readyz").json() == {"status": "ok"}
    monkeypatch.setattr("rest.http.health.MigrationExecutor", _fail)
    assert api_client.get("/readyz").status_code == 200
    now[0] += health.APPLIED
    assert api_client.get("/readyz").status_code == 503


def test_not_ready_once_the_database_is_gone(
    api_client: APIClient, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api_client.get("/readyz").status_code == 200
    monkeypatch.setattr("rest.http.health.connections", {"default": SimpleNamespace(cursor=_fail)})
    assert api_client.get("/readyz").status_code == 503


def _fail(*_: object) -> None:
    raise OperationalError("connection refused")


def test_not_ready_before_the_migrations(api_client: APIClient, empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rest.http.health.MigrationExecutor.migration_plan", lambda *_: [(make.make_run(), False)])
    monkeypatch.setattr("districts.models.IngestRun.app_label", "districts", raising=False)
    monkeypatch.setattr("districts.models.IngestRun.name", "0009_more", raising=False)
    response = api_client.get("/readyz")
    assert response.status_code == 503
    assert "districts.0009_more" in response.json()["detail"]


def test_not_ready_without_a_database(api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rest.http.health.MigrationExecutor", _fail)
    response = api_client.get("/readyz")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert api_client.get("/healthz").status_code == 200


@pytest.mark.parametrize("address", ["/", "/api/v1/docs/", "/api/v1/redoc/"])
def test_pages_ask_nothing_of_other_hosts(address: str, api_client: APIClient, empty: None) -> None:
    response = api_client.get(address, headers={"Accept": "text/html"})
    assert response.status_code == 200
    page = response.content.decode()
    assert not re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?\s*(?:https?:)?//", page), page
    for asset in re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", page):
        found: Any = api_client.get(asset)
        assert found.status_code == 200, asset
        assert b"".join(found.streaming_content)
        found.close()
    assert "https://" not in page
    assert "//" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/api/v1/docs/", 200),
        ("/api/v1/redoc/", 200),
        ("/admin/login/", 200),
        ("/admin/", 302),
        ("/admin/nothing/", 302),
        ("/api/v1/parks/", 200),
        ("/api/v1/parks/?format=csv", 200),
        ("/api/v1/parks/?colour=red", 400),
        ("/api/v1/parks", 200),
        ("/nothing", 404),
        ("/evidence/parks/nothing/", 404),
        ("/static/docs/elements/LICENSE", 200),
        ("/robots.txt", 200),
        ("/healthz", 200),
    ],
)
def test_every_answer_says_what_a_browser_may_load(
    address: str, status: int, api_client: APIClient, world: World
) -> None:
    response: Any = api_client.get(address, headers={"Accept": "*/*"})
    assert response.status_code == status
    b"".join(response)  # What is streamed is held until it has been read.
    response.close()
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy.get("script-src", "'self'") == "'self'", "no script but a file of ours"
    assert policy["form-action"] == ("'self'" if address == "/" or address.startswith("/admin/") else "'none'")
    if "text/html" in response.get("Content-Type", "") and not address.startswith("/static/"):
        page = response.content.decode()
        assert not re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\son[a-z]+=", page)
        assert not re.findall(r"<style|\sstyle=", page) or "'unsafe-inline'" in policy["style-src"]


def test_not_modified_leaves_a_page_its_policy(api_client: APIClient, world: World) -> None:
    """A browser puts the headers of a 304 in the place of those that it has kept."""
    page: Any = api_client.get("/", headers={"Accept": "text/html"})
    held: Any = api_client.get("/", headers={"Accept": "text/html", "If-None-Match": page["ETag"]})
    assert held.status_code == 304
    assert held.get("Content-Security-Policy") in (None, page["Content-Security-Policy"])


def test_a_form_without_its_token_is_refused_in_plain_words(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    refused = client.post("/admin/login/", {"username": "reader", "password": "x"})
    assert (refused.status_code, refused["Content-Type"]) == (403, "application/problem+json")
    assert "Go back, reload the page" in refused.json()["detail"]


@pytest.mark.parametrize("password", ["short", "12345678901234567890", "password1234", "a-keeper-of-plans"])
def test_a_password_that_can_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="a.keeper.of.plans"))
    validate_password("烛影摇红一二三四五六七八", User(username="a.keeper.of.plans"))


@pytest.mark.parametrize(
    "media_type", ["application/vnd.oai.openapi+json", "application/vnd.oai.openapi", "application/json", "*/*"]
)
def test_the_schema_is_served(media_type: str, api_client: APIClient, empty: None) -> None:
    response = api_client.get("/api/v1/schema/", headers={"Accept": media_type})
    assert response.status_code == 200
    assert b"3.1" in response.content[:40]


def test_the_admin_shows_and_changes_nothing(world: World) -> None:
    User.objects.create_superuser("reader", password="x")
    client = Client()
    client.login(username="reader", password="x")
    index = client.get("/admin/").content.decode()
    lists = re.findall(r'href="(/admin/(?:districts|indicators|projects)/\w+/)"', index)
    assert len(set(lists)) == 13
    for address in set(lists):
        page = client.get(address)
        assert page.status_code == 200
        assert f"{address}add/" not in page.content.decode()
        assert client.get(address + "add/").status_code == 403
