"""What every answer tells a browser, asked of the served site: pages, data, files, refusals, and what never reaches Django."""

import http.client
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings

from rest.http.policies import HEADER, USUAL
from tests.serving import serving

pytestmark = pytest.mark.django_db

CROSS = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}

ASKED: list[tuple[str, str, dict[str, str], int]] = [
    ("GET", "/", {}, 200),
    ("HEAD", "/", {}, 200),
    ("OPTIONS", "/", {}, 204),
    ("POST", "/", {}, 405),
    ("GET", "/healthz", {}, 200),
    ("GET", "/healthz/", {}, 200),
    ("GET", "/readyz", {}, 200),
    ("GET", "/api/v1/", {}, 200),
    ("GET", "/api/v1/docs/", {}, 200),
    ("GET", "/api/v1/redoc/", {}, 200),
    ("GET", "/api/v1/schema/", {}, 200),
    ("GET", "/api/v1/parks/", {}, 200),
    # Once more, from what is kept.
    ("GET", "/api/v1/parks/", {}, 200),
    ("GET", "/api/v1/parks/?format=csv", {}, 200),
    ("GET", "/api/v1/parks/?format=xlsx", {}, 200),
    ("GET", "/api/v1/parks/?colour=red", {}, 400),
    ("GET", "/api/v1/parks/", {"Authorization": "Bearer plan_none"}, 401),
    ("GET", "/api/v1/parks/", {"Host": "evil.example"}, 400),
    ("OPTIONS", "/api/v1/parks/", CROSS, 200),
    ("OPTIONS", "/api/v1/verify/", {}, 204),
    ("PUT", "/api/v1/parks/", {}, 405),
    ("POST", "/api/v1/verify/", {"Content-Length": "9999999"}, 413),
    ("GET", "/api/v1/" + "a" * 17_000, {}, 414),
    ("GET", "/nothing", {}, 404),
    ("GET", "/api/v1/nothing/", {}, 404),
    ("GET", "/evidence/parks/120101-plan-2021-k1186/", {}, 200),
    ("GET", "/evidence/parks/nothing/", {}, 404),
    ("GET", "/releases/latest", {}, 302),
    ("GET", "/releases/r999/planapi-r999.zip", {}, 404),
    ("GET", "/problems/bad-parameter", {}, 200),
    ("GET", "/.well-known/api-catalog", {}, 200),
    ("GET", "/llms.txt", {}, 200),
    ("GET", "/robots.txt", {}, 200),
    ("GET", "/favicon.ico", {}, 204),
    ("GET", "/static/explorer/site.css", {}, 200),
    ("GET", "/static/none.css", {}, 404),
    ("GET", "/admin", {}, 302),
    ("GET", "/admin/login/", {}, 200),
    ("POST", "/admin/login/", {}, 403),
]


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        yield address.removeprefix("http://")


def ask(site: str, method: str, path: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(site, timeout=30)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_every_answer_has_the_usual_headers(site: str) -> None:
    for method, path, headers, status in ASKED:
        answer = ask(site, method, path, headers)
        told = f"{method} {path[:60]}"
        assert answer.status == status, told
        for name, value in USUAL.items():
            assert answer.getheader(name) == value, (told, name)
        policy = answer.getheader(HEADER) or ""
        assert policy.startswith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'"), told
        assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0], told


def test_a_refusal_is_kept_by_no_cache(site: str) -> None:
    """Or a client whose request is refused by its headers would have a cache refuse everybody's."""
    for method, path, headers, status in ASKED:
        if status >= 400:
            kept = ask(site, method, path, headers).getheader("Cache-Control") or ""
            assert "no-store" in kept, (method, path[:60])


@override_settings(SECURE_SSL_REDIRECT=True)
def test_the_way_to_https_has_them_too() -> None:
    answer = Client().get("/api/v1/parks/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/api/v1/parks/")
    assert {name: answer[name] for name in USUAL} == USUAL
    assert answer[HEADER].startswith("default-src 'none'")
