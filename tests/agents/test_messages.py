"""Messages over HTTP, as a client writes them: both revisions of the protocol, what is refused and in which words, and the limits of the API."""

import json
from typing import Any

import pytest
from mcp_types.version import KNOWN_PROTOCOL_VERSIONS
from rest_framework.test import APIClient

from access.limits import table
from access.models import ApiKey
from planapi.agents.card import ABOUT, SPOKEN

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
}
JSON = "application/json"


def modern(api_client: APIClient, method: str, params: dict[str, Any] | None = None, **headers: str) -> Any:
    """A message of 2026-07-28, with the headers that say again what it is."""
    params = params or {}
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": META}}
    named = params.get("name") or params.get("uri")
    said = {
        "HTTP_ACCEPT": f"{JSON}, text/event-stream",
        "HTTP_MCP_PROTOCOL_VERSION": "2026-07-28",
        "HTTP_MCP_METHOD": method,
        **({"HTTP_MCP_NAME": named} if named else {}),
        **headers,
    }
    return api_client.post("/mcp", json.dumps(body), content_type=JSON, **said)


def before(api_client: APIClient, method: str, params: dict[str, Any] | None = None) -> Any:
    """The same of the revision before it."""
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params or {}}
    return api_client.post(
        "/mcp",
        json.dumps(body),
        content_type=JSON,
        HTTP_ACCEPT=f"{JSON}, text/event-stream",
        HTTP_MCP_PROTOCOL_VERSION="2025-11-25",
    )


def test_a_server_says_what_it_is_and_for_how_long_that_holds(api_client: APIClient, db: None) -> None:
    answer = modern(api_client, "server/discover").json()["result"]
    assert answer["supportedVersions"] == ["2026-07-28"]
    assert set(answer["capabilities"]) >= {"tools", "prompts", "resources"}
    assert (answer["ttlMs"], answer["cacheScope"]) == (3_600_000, "public")
    assert "never guess an id" in answer["instructions"]


@pytest.mark.parametrize("method", ["tools/list", "prompts/list", "resources/list", "resources/templates/list"])
def test_lists_say_for_how_long_they_hold_and_for_whom(method: str, api_client: APIClient, db: None) -> None:
    answer = modern(api_client, method).json()["result"]
    assert answer["ttlMs"] >= 60_000
    assert answer["cacheScope"] == "public"


def test_the_revision_before_begins_with_initialize_and_keeps_no_session(api_client: APIClient, db: None) -> None:
    asked = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    response = before(api_client, "initialize", asked)
    answer = response.json()["result"]
    assert (answer["protocolVersion"], answer["serverInfo"]["name"]) == ("2025-11-25", "planapi")
    assert "Mcp-Session-Id" not in response.headers
    called = before(api_client, "tools/call", {"name": "find_place", "arguments": {"name": "河东"}}).json()["result"]
    assert json.loads(called["content"][0]["text"])["places"][0]["code"] == "120102"


def test_an_answer_is_of_the_site_that_was_asked_and_kept_by_nobody(api_client: APIClient, db: None) -> None:
    response = modern(
        api_client, "tools/call", {"name": "get_evidence", "arguments": {"id": "120102-report-2023-o2472"}}
    )
    answer = json.loads(response.json()["result"]["content"][0]["text"])
    assert answer["evidence"].startswith("http://testserver/evidence/observations/120102-report-2023-o2472/?revision=")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Request-ID"]


def test_a_document_and_a_chapter_are_read(api_client: APIClient, db: None) -> None:
    listed = modern(api_client, "resources/list").json()["result"]["resources"]
    assert len(listed) == 5
    read = modern(api_client, "resources/read", {"uri": listed[1]["uri"]}).json()["result"]["contents"][0]
    document = json.loads(read["text"])
    chapter = document["outline"][0].partition("[")[2].removesuffix("]")
    words = modern(api_client, "resources/read", {"uri": chapter}).json()["result"]["contents"][0]
    assert document["title"] == listed[1]["title"]
    assert (words["mimeType"], "/evidence/chapters/" in words["text"]) == ("text/plain", True)
    passage = modern(api_client, "resources/read", {"uri": "plan://passages/120102-report-2023-w2458"}).json()["result"]
    told = json.loads(passage["contents"][0]["text"])
    assert told["text"].startswith("区内国家高新技术企业达到")
    assert "120102-report-2023-o2472" in [row["id"] for row in told["rows"]]


def test_prompts_have_their_arguments_in_them(api_client: APIClient, db: None) -> None:
    asked = {"name": "check_press_release", "arguments": {"text": "全区新增企业{155}家。", "place": "河东"}}
    text = modern(api_client, "prompts/get", asked).json()["result"]["messages"][0]["content"]["text"]
    assert "全区新增企业{155}家。" in text
    assert "地区是“河东”" in text
    asked = {"name": "targets_kept_and_missed", "arguments": {"place": "河东"}}
    assert (
        "check_progress" in modern(api_client, "prompts/get", asked).json()["result"]["messages"][0]["content"]["text"]
    )


@pytest.mark.parametrize(
    ("method", "params", "status", "code", "told"),
    [
        ("tools/call", {"name": "get_figure"}, 400, -32602, "Did you mean 'get_figures'? There are find_place,"),
        ("prompts/get", {"name": "check"}, 400, -32602, "There are check_press_release, targets_kept_and_missed"),
        ("prompts/get", {"name": "check_press_release"}, 400, -32602, "text: required"),
        (
            "prompts/get",
            {"name": "check_press_release", "arguments": {"text": "一" * 4001}},
            400, -32602, "has 4001 characters, and can have 4000",
        ),
        ("resources/read", {"uri": "plan://parks/x"}, 400, -32602, "There are plan://documents/{slug}, plan://chapters/{id}, plan://passages/{id}"),
        ("resources/read", {"uri": "plan://documents/none"}, 400, -32602, "There is no document 'none'"),
        ("resources/list", {"cursor": "x"}, 400, -32602, "cursor:"),
        ("subscriptions/listen", {"notifications": {}}, 404, -32601, "There is no method 'subscriptions/listen' here. There are"),
        ("tools/run", {}, 404, -32601, "There is no method 'tools/run' here. There are server/discover, tools/list"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_an_error_says_what_was_wrong_and_what_would_be_right(
    *, method: str, params: dict[str, Any], status: int, code: int, told: str, api_client: APIClient, db: None
) -> None:
    response = modern(api_client, method, params)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert told in error["message"]


def test_headers_that_say_another_thing_than_the_message_are_refused(api_client: APIClient, db: None) -> None:
    response = modern(api_client, "tools/list", HTTP_MCP_METHOD="tools/call")
    assert (response.status_code, response.json()["error"]["code"]) == (400, -32020)
    response = modern(api_client, "tools/list", HTTP_MCP_PROTOCOL_VERSION="2031-01-01")
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_nothing_but_post_is_taken(method: str, api_client: APIClient, db: None) -> None:
    response = getattr(api_client, method)("/mcp", HTTP_ACCEPT="text/event-stream")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "application/x-www-form-urlencoded", 415),
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b"[" * 60_000, JSON, 400),
        (b" " * 65_537, JSON, 413),
        (b'{"jsonrpc": "2.0", "method": "notifications/initialized"}', JSON, 202),
    ],
    ids=lambda value: str(value)[:30],
)
@pytest.mark.parametrize("version", SPOKEN)
def test_a_body_that_is_no_message_is_refused(
    *, body: bytes, content_type: str, status: int, version: str, api_client: APIClient, db: None
) -> None:
    response = api_client.generic(
        "POST",
        "/mcp",
        body.decode(),
        content_type,
        HTTP_ACCEPT=f"{JSON}, text/event-stream",
        HTTP_MCP_PROTOCOL_VERSION=version,
    )
    assert response.status_code == status


@pytest.mark.parametrize(
    ("allowed", "origin", "status"),
    [
        ((), "http://testserver", 200),
        ((), "https://elsewhere.example", 403),
        ((), "null", 403),
        (("https://editor.example",), "https://editor.example", 200),
        (("https://editor.example",), "https://editor.example.evil.example", 403),
        (("*",), "https://elsewhere.example", 200),
        (("*",), "null", 403),
    ],
)
def test_a_page_of_another_site_connects_where_it_may_read_the_api(
    *, allowed: tuple[str, ...], origin: str, status: int, api_client: APIClient, settings: Any, db: None
) -> None:
    settings.CORS_ALLOW_ALL_ORIGINS = allowed == ("*",)
    settings.CORS_ALLOWED_ORIGINS = [] if allowed == ("*",) else list(allowed)
    assert modern(api_client, "tools/list", HTTP_ORIGIN=origin).status_code == status


def test_a_call_counts_as_a_request_of_the_api(
    settings: Any, db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("access.limits.STEP", 1_000)  # however slow this machine is just now
    settings.RATE_LIMIT, settings.RATE_LIMIT_TABLE = 3, tmp_path / "counts"
    table.cache_clear()
    client = APIClient()
    answers = [modern(client, "tools/list") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0]["RateLimit"].startswith('"anonymous";r=2;')
    table.cache_clear()


def test_a_key_has_its_own_limit_and_an_unknown_one_is_refused(
    settings: Any, db: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("access.limits.STEP", 1_000)
    settings.RATE_LIMIT, settings.RATE_LIMIT_TABLE = 1, tmp_path / "counts"
    _, key = ApiKey.make("newsroom", limit=70)
    client = APIClient()
    assert modern(client, "tools/list", HTTP_AUTHORIZATION=f"Bearer {key}")["RateLimit"].startswith('"key";r=6')
    assert modern(client, "tools/list", HTTP_AUTHORIZATION="Bearer plan_none").status_code == 401


def test_a_card_and_a_catalogue_lead_here(api_client: APIClient, db: None) -> None:
    catalogue = api_client.get("/.well-known/ai-catalog.json")
    entry = catalogue.json()["entries"][0]
    card = api_client.get(entry["url"])
    assert (catalogue["Content-Type"], card["Content-Type"]) == ("application/ai-catalog+json", entry["type"])
    assert card.json()["remotes"][0]["url"] == "http://testserver/mcp"
    assert card.json()["remotes"][0]["supportedProtocolVersions"] == list(SPOKEN) == list(KNOWN_PROTOCOL_VERSIONS[-2:])
    assert api_client.get("/.well-known/mcp/server-card.json").json() == card.json()
    assert len(ABOUT) <= 100
    assert card["Access-Control-Allow-Origin"] == "*"


def test_the_guides_are_there_in_full_with_the_address_of_this_site(api_client: APIClient, db: None) -> None:
    response = api_client.get("/llms-full.txt")
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert {"## Verifying a sentence", "# For agents", "## The outline"} <= set(text.splitlines())
    assert "POST http://testserver/mcp" in text
    assert "127.0.0.1" not in text
