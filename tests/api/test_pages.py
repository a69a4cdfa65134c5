"""What stands beside the data: HEAD and OPTIONS, CORS, gzip, health, the docs pages, the landing page and the admin."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from rest_framework.test import APIClient

from districts.models import Document
from planapi.api import health
from tests import factories as make

World = dict[str, Document]


def test_head_is_get_without_its_body(api_client: APIClient, world: World) -> None:
    head, get = api_client.head("/api/v1/parks/"), api_client.get("/api/v1/parks/")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == get["Content-Type"] == "application/json"


def test_options_says_what_can_be_done(api_client: APIClient, world: World) -> None:
    response = api_client.options("/api/v1/parks/")
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


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
    monkeypatch.setattr("planapi.api.health.time.monotonic", lambda: now[0])
    api_client.get("/readyz")
    with django_assert_num_queries(1):
        assert api_client.get("/readyz").json() == {"status": "ok"}
    monkeypatch.setattr("planapi.api.health.MigrationExecutor", _fail)
    assert api_client.get("/readyz").status_code == 200
    now[0] += health.APPLIED
    assert api_client.get("/readyz").status_code == 503


def test_not_ready_once_the_database_is_gone(
    api_client: APIClient, empty: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api_client.get("/readyz").status_code == 200
    monkeypatch.setattr("planapi.api.health.connection", SimpleNamespace(cursor=_fail))
    assert api_client.get("/readyz").status_code == 503


def _fail(*_: object) -> None:
    raise OperationalError("connection refused")


def test_not_ready_before_the_migrations(api_client: APIClient, empty: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planapi.api.health.MigrationExecutor.migration_plan", lambda *_: [(make.make_run(), False)])
    monkeypatch.setattr("districts.models.IngestRun.app_label", "districts", raising=False)
    monkeypatch.setattr("districts.models.IngestRun.name", "0009_more", raising=False)
    response = api_client.get("/readyz")
    assert response.status_code == 503
    assert "districts.0009_more" in response.json()["detail"]


def test_not_ready_without_a_database(api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planapi.api.health.MigrationExecutor", _fail)
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
    if address != "/":
        assert "//" not in response["Content-Security-Policy"]
        assert response["Content-Security-Policy"].startswith("default-src 'self';")


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
    assert len(set(lists)) == 12
    for address in set(lists):
        page = client.get(address)
        assert page.status_code == 200
        assert f"{address}add/" not in page.content.decode()
        assert client.get(address + "add/").status_code == 403
