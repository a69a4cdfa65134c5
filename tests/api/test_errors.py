"""Whatever goes wrong is a problem document (RFC 9457) that says what and what would be right."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import override_settings
from rest_framework.test import APIClient

from districts.models import Document
from planapi.api.shapes import Shape
from planapi.api.v1 import RESOURCES

Get = Callable[..., Any]
World = dict[str, Document]


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(body)
    return body


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_row_that_is_not_there(resource: str, api_client: APIClient, empty: None) -> None:
    body = problem(api_client.get(f"/api/v1/{resource}/987654/"), 404)
    assert "'987654'" in body["detail"]
    assert body["instance"] == f"/api/v1/{resource}/987654/"


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing/", "/api/v2/", "/nothing", "/api/v1/ingest-runs/abc/", "/api/v1/parks/%00/"]
)
@pytest.mark.parametrize("debug", [False, True])
def test_an_address_that_is_not_there(address: str, debug: bool, api_client: APIClient, empty: None) -> None:
    with override_settings(DEBUG=debug and address.startswith("/api/")):
        problem(api_client.get(address), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method: str, api_client: APIClient, empty: None) -> None:
    response = getattr(api_client, method)("/api/v1/parks/")
    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_media_type_that_is_not_to_be_had(api_client: APIClient, world: World) -> None:
    body = problem(api_client.get("/api/v1/parks/", headers={"Accept": "image/png"}), 406)
    assert "application/json, text/csv, " in body["detail"]
    problem(api_client.get("/api/v1/parks/120102-plan-2021-k0/", headers={"Accept": "text/csv"}), 406)
    problem(api_client.get("/api/v1/documents/120102-plan-2021/text/", headers={"Accept": "image/png"}), 406)


def test_an_error_of_ours_is_no_traceback(
    api_client: APIClient, world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(Shape, "fetch", fail)
    with override_settings(DEBUG=True):
        response = api_client.get("/api/v1/observations/")
    problem(response, 500)
    assert b"secret" not in response.content
    assert "a secret of the inside" in caplog.text


def test_a_database_that_does_not_answer(api_client: APIClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(Shape, "fetch", fail)
    response = api_client.get("/api/v1/observations/")
    problem(response, 503)
    assert int(response["Retry-After"]) > 0


def test_a_request_that_is_too_much_to_read(api_client: APIClient, empty: None) -> None:
    problem(api_client.get("/api/v1/parks/?" + "&".join(f"a{number}=1" for number in range(2000))), 400)
    problem(api_client.get("/api/v1/parks/", headers={"Host": "not-here.example"}), 400)


def test_chinese_in_an_address_is_told_as_a_uri(get: Get, empty: None) -> None:
    body = get("/api/v1/parks/?name=园&colour=红", status=400)
    assert body["instance"] == "/api/v1/parks/?name=%E5%9B%AD&colour=%E7%BA%A2"
    assert get("/api/v1/parks/%25%C2%96/", status=404)["instance"] == "/api/v1/parks/%25%C2%96/"


def test_the_type_of_a_problem_leads_to_what_it_means(api_client: APIClient, get: Get, empty: None) -> None:
    body = get("parks", status=400, distrct="120102")
    assert b"nearest" in api_client.get(body["type"]).content
