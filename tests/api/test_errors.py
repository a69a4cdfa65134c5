"""Whatever goes wrong is a problem document (RFC 9457) that says what and what would be right."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import override_settings
from rest_framework.test import APIClient

from districts.models import Document
from planapi.v1 import RESOURCES
from rest.fast.shapes import QueryShape

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
    assert response["Allow"] == "GET, HEAD, OPTIONS, QUERY"


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

    monkeypatch.setattr(QueryShape, "fetch", fail)
    with override_settings(DEBUG=True):
        response = api_client.get("/api/v1/observations/")
    problem(response, 500)
    assert b"secret" not in response.content
    assert "a secret of the inside" in caplog.text


def test_a_database_that_does_not_answer(api_client: APIClient, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr(QueryShape, "fetch", fail)
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


# ── What a client sends comes back in measure ───────────────────────────────────────────────────────────────────────

LONG = "长" * 1500
MANY = ",".join(f"120102-plan-{number}" for number in range(500))


@pytest.mark.parametrize(
    ("address", "parameters"),
    [
        ("observations", {"document": MANY}),
        ("observations", {"document": LONG}),
        ("observations", {"kind": MANY}),
        ("observations", {"fields": MANY}),
        ("observations", {"ordering": MANY}),
        ("observations", {"cursor": LONG}),
        ("observations", {"value": LONG}),
        ("observations", {LONG: "1"}),
        ("observations", {f"no{number}": "1" for number in range(500)}),
        ("search", {"q": LONG}),
        ("changes", {"since": "1", "resource": MANY}),
        ("compare", {"indicator": MANY}),
    ],
)
def test_an_error_is_short_however_long_the_question(
    address: str, parameters: dict[str, str], api_client: APIClient, world: World
) -> None:
    response: Any = api_client.get(f"/api/v1/{address}/", parameters)
    body = problem(response, 400)
    assert len(response.content) < 12_000
    assert len(body["errors"]) <= 10
    assert body["instance"] == f"/api/v1/{address}/"
    assert all(len(error["value"]) <= 101 for error in body["errors"])


def test_what_is_not_told_is_counted(api_client: APIClient, world: World) -> None:
    body = problem(api_client.get("/api/v1/observations/", {"document": MANY}), 400)
    assert (len(body["errors"]), body["errors_left_out"]) == (10, 490)
    assert body["detail"].endswith("And 490 more.")
    assert body["errors"][0]["nearest"] == "120102-plan-2021"
    few = problem(api_client.get("/api/v1/observations/", {"document": "x,y"}), 400)
    assert len(few["errors"]) == 2
    assert "errors_left_out" not in few


def test_what_is_allowed_is_listed_once(api_client: APIClient, world: World) -> None:
    errors = problem(api_client.get("/api/v1/observations/?kind=x,y&origin=z"), 400)["errors"]
    assert [error["allowed"] for error in errors] == [["actual", "estimate", "target"], None, ["table", "prose"]]


def test_a_name_that_is_too_long_is_not_repeated_whole(api_client: APIClient, world: World) -> None:
    body = problem(api_client.get(f"/api/v1/parks/{LONG}/"), 404)
    assert len(body["detail"]) < 600
    assert len(body["instance"]) <= 2000
    assert not re.search("%.?$", body["instance"])


def test_too_many_parameters_are_told_so(api_client: APIClient, world: World) -> None:
    body = problem(api_client.get("/api/v1/parks/?" + "&".join(f"a{number}=1" for number in range(1001))), 400)
    assert "at most 1000 parameters" in body["detail"]


@pytest.mark.parametrize(
    "address", ["parks/?kind=other", "parks/?no=1", "parks?kind=other", "search/?q=x", "schema/?format=json"]
)
def test_a_method_that_is_not_taken_is_one_whatever_the_query(
    address: str, api_client: APIClient, world: World
) -> None:
    response: Any = api_client.post(f"/api/v1/{address}", {}, content_type="application/json")
    problem(response, 405)
    assert "GET" in response["Allow"]


def test_what_takes_a_post_tells_a_parameter_that_it_does_not_know(api_client: APIClient, world: World) -> None:
    body = problem(api_client.post("/api/v1/verify/?distrct=120102", {"sentence": "x"}, format="json"), 400)
    assert body["errors"][0]["parameter"] == "distrct"
