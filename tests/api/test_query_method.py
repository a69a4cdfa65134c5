"""QUERY asks what is too long for an address, and is answered as a GET is."""

import json
from typing import Any

import pytest
from django.test import Client

from districts.models import District

LIST = "/api/v1/observations/"
FORM = "application/x-www-form-urlencoded"


def query(client: Client, path: str, body: str | bytes, content_type: str = FORM) -> Any:
    return client.generic("QUERY", path, body, content_type)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("district=120102&kind=actual,estimate&page_size=3", FORM),
        (json.dumps({"district": "120102", "kind": ["actual", "estimate"], "page_size": 3}), "application/json"),
    ],
)
def test_a_query_is_answered_as_a_get(client: Client, body: str, content_type: str) -> None:
    same: Any = client.get(f"{LIST}?district=120102&kind=actual,estimate&page_size=3")
    answer = query(client, LIST, body, content_type)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json()["results"] == same.json()["results"]
    assert answer["X-Revision"] == same["X-Revision"]


@pytest.mark.django_db
def test_what_is_too_long_for_an_address_fits_in_a_body_and_its_pages_are_asked_with_the_same(client: Client) -> None:
    codes = ",".join([*District.objects.values_list("code", flat=True)] * 900)
    assert len(codes) > 20_000
    long = client.get(f"{LIST}?district={codes}")
    assert (long.status_code, "QUERY" in long.json()["detail"]) == (414, True)
    body = f"district={codes}&fields=id&page_size=5"
    first = query(client, LIST, body).json()
    assert len(first["next"]) < 300
    second = query(client, first["next"].removeprefix("http://testserver"), body).json()
    listed = client.get(f"{LIST}?fields=id&page_size=10").json()["results"]
    assert first["results"] + second["results"] == listed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "content_type", "status", "told"),
    [
        ("yaer=2023", FORM, 400, "yaer"),
        ("name=%FF", FORM, 400, "UTF-8"),
        ("[1]", "application/json", 400, "object of parameters"),
        ("{", "application/json", 400, "not valid JSON"),
        ('{"district": {"in": 1}}', "application/json", 400, "district: must be text"),
        ("<a/>", "text/xml", 415, FORM),
        ("x" * 300_000, FORM, 413, "at most 262144 bytes"),
    ],
)
def test_a_body_that_is_no_question_is_refused(
    client: Client, body: str, content_type: str, status: int, told: str
) -> None:
    answer = query(client, LIST, body, content_type)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert told in answer.json()["detail"]


@pytest.mark.django_db
def test_options_say_that_a_list_can_be_asked_so(client: Client) -> None:
    answer = client.options(LIST)
    assert answer["Allow"] == "GET, HEAD, OPTIONS, QUERY"
    assert answer["Accept-Query"] == f"{FORM}, application/json"


@pytest.mark.django_db
def test_what_is_no_list_takes_none(client: Client) -> None:
    assert client.generic("QUERY", "/healthz").status_code == 405
