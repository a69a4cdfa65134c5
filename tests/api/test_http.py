"""The API as HTTP has it: request ids, methods, media types, slashes, and requests that can't be read."""

import gc
import gzip
import json
import logging
import logging.config
import re
import uuid
import weakref
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import include, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from planapi.admin_only import AdminLayers
from planapi.v1 import RESOURCES
from rest.fast.shapes import QueryShape
from rest.views import StrictView

ADDRESSES = ["/", "/healthz", "/readyz", "/problems/bad-parameter", "/api/v1/", "/api/v1/search/", "/api/v1/schema/"]
ADDRESSES += ["/api/v1/docs/", "/api/v1/redoc/", *(f"/api/v1/{resource}/" for resource in RESOURCES)]
ASKED = {"/api/v1/search/": "?q=养老"}


class PostedView(StrictView):
    """Takes a sentence."""

    http_method_names = [*StrictView.http_method_names, "post"]  # noqa: RUF012 a list, as in Django
    revisioned = False

    def post(self, request: Request) -> Response:
        return Response({"taken": request.data})


urlpatterns = [
    path("api/v1/posted/", PostedView.as_view()),
    path(".well-known/api-catalog", lambda _: HttpResponse("{}", content_type="application/linkset+json")),
    path("", include("planapi.urls")),
]


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert int(response["Content-Length"]) == len(response.content)
    body = json.loads(response.content)
    assert body["status"] == status
    return body


# ── Request ids ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/nothing/", "/nothing"])
def test_every_answer_names_its_request(address: str, api_client: APIClient, db: None) -> None:
    first, second = (api_client.get(address)["X-Request-ID"] for _ in range(2))
    assert uuid.UUID(first) != uuid.UUID(second)


def test_a_client_s_own_name_is_kept(api_client: APIClient, db: None) -> None:
    for name in ("a", "01JD5Z3W8Q.retry-2", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "x" * 128):
        assert api_client.get("/healthz", headers={"X-Request-ID": name})["X-Request-ID"] == name


@pytest.mark.parametrize("name", ["", "two words", "line\nbreak", "x" * 129, "河东区", "<script>", "\x1b[31m"])
def test_a_name_that_could_forge_a_log_is_not(name: str, api_client: APIClient, db: None) -> None:
    assert re.fullmatch("[0-9a-f]{32}", api_client.get("/healthz", HTTP_X_REQUEST_ID=name)["X-Request-ID"])


def test_a_problem_tells_the_name_that_the_log_has(
    api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(QueryShape, "fetch", fail)
    for form in ("plain", "json"):
        handlers = {"stderr": settings.LOGGING["handlers"]["stderr"] | {"formatter": form}}
        logging.config.dictConfig(settings.LOGGING | {"handlers": handlers})
        body = problem(api_client.get("/api/v1/observations/", headers={"X-Request-ID": f"mine-{form}"}), 500)
        assert body["request_id"] == f"mine-{form}"
        line = next(line for line in capsys.readouterr().err.splitlines() if "Server error" in line)
        if form == "json":
            assert json.loads(line)["request_id"] == "mine-json"
        else:
            assert "rest.http.problems [mine-plain]: Server error" in line
    logging.config.dictConfig(settings.LOGGING)


# ── Methods ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_has_the_headers_of_get(address: str, api_client: APIClient, db: None) -> None:
    address += ASKED.get(address, "")
    own = {"X-Request-ID": "same"}
    head, get = api_client.head(address, headers=own), api_client.get(address, headers=own)
    assert get.status_code == 200
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.items()) == dict(get.items())
    assert int(head["Content-Length"]) == len(get.content)


def test_head_of_what_is_compressed_has_its_length(api_client: APIClient, db: None) -> None:
    headers = {"Accept-Encoding": "gzip"}
    lengths = {api_client.head("/api/v1/observations/", headers=headers)["Content-Length"] for _ in range(3)}
    got = api_client.get("/api/v1/observations/", headers=headers)
    assert lengths == {str(len(got.content))}


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("GZIP ; Q=1.0", True),
        ("x-gzip", True),
        ("*", True),
        ("br;q=1, *;q=0.1", True),
        ("gzip;q=0", False),
        ("gzip;q=0.000, *", False),
        ("gzip; q=0, deflate", False),
        ("*;q=0", False),
        ("identity, gzip;q=0.1", False),
        ("gzip;q=much", False),
        ("br", False),
        ("notgzip", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_whom_it_is_welcome(header: str, packed: bool, api_client: APIClient, db: None) -> None:
    for query in ("", "?format=csv", "?format=ndjson", "?format=sdmx-csv"):
        address = f"/api/v1/observations/{query}"
        response = api_client.get(address, headers={"Accept-Encoding": header})
        sent = response.getvalue()
        assert sent.startswith(b"\x1f\x8b") is packed
        assert response.headers.get("Content-Encoding") == ("gzip" if packed else None)
        assert "accept-encoding" in response["Vary"].lower()


@pytest.mark.parametrize("name", ["explorer/site.css", "explorer/suggest.js", "admin/css/base.css"])
def test_the_pages_own_files_are_compressed_and_kept(name: str, api_client: APIClient) -> None:
    address = f"/static/{name}"
    whole = api_client.get(address)
    taken = api_client.get(address, headers={"Accept-Encoding": "gzip"})
    text = whole.getvalue()
    sent = taken.getvalue()
    assert gzip.decompress(sent) == text
    assert len(sent) < len(text) / 2
    assert (taken["Content-Encoding"], taken["Vary"]) == ("gzip", "Accept-Encoding")
    assert (
        dict(api_client.head(address, headers={"Accept-Encoding": "gzip"}).items()).keys() == dict(taken.items()).keys()
    )
    for answer in (whole, taken):
        again = api_client.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
        assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", answer["ETag"])
    part = api_client.get(address, headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    assert (part.status_code, part.getvalue()) == (206, text[:10])


FILES = [f"/api/v1/districts/?format={form}" for form in ("csv", "geojson", "ndjson", "parquet", "xlsx")]


@pytest.mark.parametrize("address", [*ADDRESSES, *FILES, "/api/v1/parks/?page_size=1"])
def test_what_is_held_depends_on_the_same_headers_as_what_is_sent(
    address: str, api_client: APIClient, db: None
) -> None:
    address += ASKED.get(address, "")
    sent: Any = api_client.get(address)
    if "ETag" not in sent.headers:
        assert "no-store" in sent["Cache-Control"]
        return
    held: Any = api_client.get(address, headers={"If-None-Match": sent["ETag"]})
    assert held.status_code == 304
    varies = [{name.strip().lower() for name in one.get("Vary", "").split(",")} for one in (sent, held)]
    assert varies[0] == varies[1]
    assert ("accept-encoding" in varies[1]) is not address.endswith(("parquet", "xlsx"))


def methods_of(address: str) -> str:
    return "GET, HEAD, OPTIONS, QUERY" if address.startswith("/api/") else "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_tells_the_methods(address: str, api_client: APIClient, db: None) -> None:
    response = api_client.options(address)
    assert (response.status_code, response.content, response["Allow"]) == (204, b"", methods_of(address))
    assert "Content-Type" not in response.headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_method_is_refused_with_those_that_there_are(address: str, db: None) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        response = Client().generic(method, address)
        assert method in problem(response, 405)["detail"]
        assert response["Allow"] == methods_of(address)


def test_a_browser_is_told_what_a_page_elsewhere_may_do(api_client: APIClient, db: None) -> None:
    asking = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization, if-none-match, x-request-id",
    }
    response = api_client.options("/api/v1/parks", headers=asking)
    assert (response.status_code, response.content, response["Access-Control-Allow-Origin"]) == (200, b"", "*")
    assert {"GET", "HEAD", "POST"} <= set(response["Access-Control-Allow-Methods"].split(", "))
    assert set(asking["Access-Control-Request-Headers"].split(", ")) <= set(
        response["Access-Control-Allow-Headers"].split(", ")
    )


def test_a_page_elsewhere_may_read_a_file_in_parts(api_client: APIClient, db: None) -> None:
    """As SQLite and Parquet are read in a browser: it asks for a range of the file that it began with, and sees which one came."""
    asking = {
        "Origin": "https://example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match, if-range, range",
    }
    for address in ("/releases/r1/planapi.sqlite", "/releases/latest/parquet/parks.parquet", "/api/v1/parks/"):
        allowed = api_client.options(address, headers=asking)
        assert (allowed.status_code, allowed["Access-Control-Allow-Origin"]) == (200, "*")
        there = set(allowed["Access-Control-Allow-Headers"].split(", "))
        assert set(asking["Access-Control-Request-Headers"].split(", ")) <= there
        answer = api_client.get(address, headers={"Origin": "https://example.org", "Range": "bytes=0-99"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        exposed = set(answer["Access-Control-Expose-Headers"].split(", "))
        assert {"Accept-Ranges", "Content-Range", "ETag", "Retry-After"} <= exposed


def test_what_is_open_to_all_is_one_answer_to_all(api_client: APIClient, db: None) -> None:
    for origin in ({}, {"Origin": "https://example.org"}):
        response = api_client.get("/api/v1/parks/", headers=origin)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "origin" not in response["Vary"].lower()


@override_settings(CORS_ALLOW_ALL_ORIGINS=False, CORS_ALLOWED_ORIGINS=["https://a.example"])
def test_what_is_open_to_some_is_told_to_caches(api_client: APIClient, db: None) -> None:
    for origin, allowed in (("https://a.example", "https://a.example"), ("https://b.example", None)):
        response = api_client.get("/api/v1/parks/", headers={"Origin": origin})
        assert response.headers.get("Access-Control-Allow-Origin") == allowed
        assert "origin" in response["Vary"].lower()


# ── Media types, encodings, headers ─────────────────────────────────────────────────────────────────────────────────


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("address", ["/api/v1/posted/", "/api/v1/posted"])
def test_a_body_is_json(address: str, api_client: APIClient, db: None) -> None:
    sent: Any = json.dumps({"sentence": "2025年达到150家"}, ensure_ascii=False).encode()
    taken = api_client.generic("POST", address, sent, content_type="application/json")
    assert (taken.status_code, json.loads(taken.content)) == (200, {"taken": {"sentence": "2025年达到150家"}})
    assert set(api_client.options(address)["Allow"].split(", ")) == {"POST", "OPTIONS"}
    for wrong in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"):
        refused = api_client.generic("POST", address, sent, content_type=wrong)
        assert problem(refused, 415)["available"] == ["application/json"]
        assert refused["Accept-Post"] == "application/json"
    broken: Any
    for broken in (b"{", b'{"a": NaN}', b"\xff"):
        problem(api_client.generic("POST", address, broken, content_type="application/json"), 400)


def test_a_media_type_that_is_not_there_is_told_with_those_that_are(api_client: APIClient, db: None) -> None:
    body = problem(api_client.get("/api/v1/parks/", headers={"Accept": "image/png"}), 406)
    assert "application/json" in body["available"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_text_says_that_it_is_utf_8(address: str, api_client: APIClient, db: None) -> None:
    response = api_client.get(address + ASKED.get(address, ""))
    media_type = response["Content-Type"]
    assert media_type.startswith("application/") or "charset=utf-8" in media_type.lower()
    response.content.decode("utf-8")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_sets_a_cookie_or_varies_by_one(address: str, api_client: APIClient, db: None) -> None:
    response = api_client.get(address + ASKED.get(address, ""))
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


# ── Slashes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/"])
def test_with_a_closing_slash_and_without(address: str, api_client: APIClient, db: None) -> None:
    query, bare = ASKED.get(address, ""), address.removesuffix("/")
    for method, status in (("GET", 200), ("HEAD", 200), ("OPTIONS", 204), ("POST", 405)):
        for form in (f"{bare}/", bare):
            assert api_client.generic(method, form + query).status_code == status, (method, form)


def test_the_query_is_kept(api_client: APIClient, db: None) -> None:
    bare, slash = (api_client.get(f"/api/v1/parks{end}?page_size=1&name__contains=园").json() for end in ("", "/"))
    assert bare == slash
    assert "/api/v1/parks/?" in bare["next"]
    assert "name__contains=%E5%9B%AD" in bare["next"]


@override_settings(ROOT_URLCONF=__name__)
def test_well_known_addresses_too(api_client: APIClient, db: None) -> None:
    for end in ("", "/", "?a=1", "/?a=1"):
        response = api_client.get(f"/.well-known/api-catalog{end}")
        assert (response.status_code, response["Access-Control-Allow-Origin"]) == (200, "*")


def test_the_admin_has_its_own_way(api_client: APIClient, db: None) -> None:
    assert [api_client.get(f"/admin{end}")["Location"] for end in ("", "/")] == ["/admin/login/?next=/admin/"] * 2


def test_the_admin_takes_no_form_of_another_site(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 403
    token = client.get("/admin/login/").cookies["csrftoken"].value
    given = {"username": "a", "password": "b", "csrfmiddlewaretoken": token}
    assert client.post("/admin/login/", given).status_code == 200


@pytest.mark.parametrize(("address", "refused"), [("/admin/login/", True), ("/api/v1/verify/", False)])
def test_csrf_is_looked_for_in_the_admin_alone(address: str, refused: bool) -> None:
    """By the layers themselves: the admin's views look for it too."""
    request: Any = RequestFactory().post(address)
    request._dont_enforce_csrf_checks = False
    layers = AdminLayers(lambda _: HttpResponse())
    layers.csrf.process_request(request)
    assert (layers.process_view(request, lambda _: None, (), {}) is not None) is refused


# ── Requests that can't be read ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["a=%FF", "%ff=1", "q=%ED%A0%80", "q=%C0%80", "q=\xff"])
def test_a_query_that_is_not_utf_8(query: str, db: None) -> None:
    for address in ADDRESSES:
        assert "UTF-8" in problem(Client().get(address, QUERY_STRING=query), 400)["detail"]


def test_a_nul_is_named(api_client: APIClient, db: None) -> None:
    body = problem(api_client.get("/api/v1/parks/?name=a%00b&kind=other"), 400)
    assert [(error["parameter"], error["value"]) for error in body["errors"]] == [("name", "a\0b")]
    problem(api_client.get("/api/v1/parks/?a%00=1"), 400)


@pytest.mark.parametrize(
    "address",
    ["/%00", "/%FF", "/api/%00/", "/api/v1/%00", "/api/v1/parks/%FF", "/api/v1/documents/%00/text", "/api/v1/parks/%C0%80/"]
    + [f"/api/v1/{resource}/%00" for resource in RESOURCES],
)  # fmt: skip
def test_a_path_that_no_row_can_have(address: str, api_client: APIClient, empty: None) -> None:
    problem(api_client.get(address), 404)


@pytest.mark.parametrize(
    "address", ["/api/v1/parks/?name=" + "a" * 17_000, "/api/v1/" + "a" * 17_000, "/" + "a" * 17_000]
)
def test_an_address_that_is_too_long(address: str, api_client: APIClient, db: None) -> None:
    assert "16384" in problem(api_client.get(address), 414)["detail"]


def test_a_query_may_be_long(api_client: APIClient, db: None) -> None:
    assert (
        api_client.get("/api/v1/parks/?" + "&".join(f"name=园区{number}" for number in range(300))).status_code == 200
    )


@override_settings(ROOT_URLCONF=__name__)
def test_a_body_that_is_too_large(api_client: APIClient, db: None) -> None:
    large: Any = b'"' + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"'
    for address in ("/api/v1/posted/", "/api/v1/parks/", "/healthz"):
        problem(api_client.generic("POST", address, large, content_type="application/json"), 413)


def test_a_body_of_no_told_length(db: None) -> None:
    problem(Client().post("/api/v1/parks/", HTTP_TRANSFER_ENCODING="chunked"), 411)
    problem(Client().get("/api/v1/parks/", CONTENT_LENGTH="many"), 400)


def test_a_host_that_is_not_ours(api_client: APIClient, caplog: pytest.LogCaptureFixture, db: None) -> None:
    for host in ("evil.example", "127.0.0.1:bad", "", "河东区.example"):
        assert "Host" in problem(api_client.get("/api/v1/parks/", HTTP_HOST=host), 400)["detail"]
    assert not caplog.records


@pytest.mark.usefixtures("world")
def test_an_answer_takes_no_memory_once_it_was_given() -> None:
    """Views hold themselves until garbage is collected; thousands of answers would wait with them."""
    view = RESOURCES["parks"][1].as_view({"get": "list"})
    gc.collect()
    gc.disable()
    try:
        answer = weakref.ref(view(RequestFactory().get("/api/v1/parks/")))
        assert answer() is None
    finally:
        gc.enable()
