"""What can be written, by whom: every address that takes more than a question asks for a key with a right; and no key gets into a log."""

import json
import logging
import logging.config
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from rest_framework.test import APIClient

from access.models import ApiKey
from history.revisions import newest_stored
from text.vocabulary import Right

pytestmark = pytest.mark.django_db

OPEN_TO_ALL = {
    "api/v1/verify/",
    "verify/",
    "en/verify/",
    "mcp",
    "api/v1/wrong-readings/",
    "evidence/<str:resource>/<str:id>/report/",
}
"""What may be sent by anybody: nothing is kept of it; or it waits for an editor, and is limited by address."""

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
FILLED = {"slug": "120102-report-2023", "id": "1", "pk": "1", "code": "120102", "number": "1", "resource": "parks"}


def _addresses(patterns: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            if route != "admin/":
                yield from _addresses(one.url_patterns, route)
        else:
            yield route, one.callback


def unsafe() -> list[tuple[str, str]]:
    """Every address outside the admin that takes another method than a question's, with the method."""
    found = []
    for route, callback in _addresses(get_resolver().url_patterns):
        view = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
        taken = getattr(callback, "actions", None) or {name.lower() for name in UNSAFE if hasattr(view, name.lower())}
        named = getattr(view, "http_method_names", ())
        found += [(route, method) for method in UNSAFE if method.lower() in taken and method.lower() in named]
    return found


def filled(route: str) -> str:
    """An address of its pattern."""
    plain = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: FILLED.get(found[1], "1"), route)
    plain = re.sub(r"\(\?P<(\w+)>(?:\[[^\]]*\]|\\.|[^()\[\]])*\)", lambda found: FILLED.get(found[1], "1"), plain)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\.", ".").replace("\\Z", "")


def test_there_are_such_addresses() -> None:
    routes = {route for route, _ in unsafe()}
    assert "api/v1/verify/" in routes
    assert any("ingestions" in route for route in routes)


@pytest.mark.parametrize(("route", "method"), unsafe())
def test_nothing_is_written_without_a_right(route: str, method: str) -> None:
    if route in OPEN_TO_ALL:
        return
    _, plain_key = ApiKey.make("a reader")
    before = newest_stored()
    body = json.dumps({"source": "a.txt", "reason": "none"})
    for headers, status in (
        ({}, 401),
        ({"Authorization": f"Bearer {plain_key}"}, 403),
        ({"Authorization": "Bearer plan_x"}, 401),
    ):
        response = APIClient().generic(method, filled(route), body, content_type="application/json", headers=headers)
        assert response.status_code == status, (route, response.content)
    assert newest_stored() == before


def test_a_revoked_key_has_no_right_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("access.keys.FRESH", 0.0)
    key, words = ApiKey.make("an editor of yesterday", rights=list(Right))
    key.revoked_at = key.made_at
    key.save()
    for route, method in unsafe():
        if route not in OPEN_TO_ALL:
            response = APIClient().generic(
                method,
                filled(route),
                "{}",
                content_type="application/json",
                headers={"Authorization": f"Bearer {words}"},
            )
            assert response.status_code == 401, route


# ── Keys and logs ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_line_of_the_log_has_a_key(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a client puts it, and whatever goes wrong."""
    _, key = ApiKey.make("somebody careless")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    for form in ("plain", "json"):
        handlers = {"stderr": settings.LOGGING["handlers"]["stderr"] | {"formatter": form}}
        logging.config.dictConfig(
            settings.LOGGING | {"handlers": handlers, "root": {"handlers": ["stderr"], "level": "DEBUG"}}
        )
        try:
            client = Client(headers={"Authorization": f"Bearer {key}"})
            client.get("/api/v1/parks/")
            client.get(f"/api/v1/parks/?key={key}")
            with monkeypatch.context() as patch:
                patch.setattr("rest.fast.shapes.QueryShape.fetch", fail)
                client.get(f"/api/v1/observations/?district=120102&document={key}")
            logging.getLogger("django.request").error("Of a request with %s in it", key)
            said = capsys.readouterr().err
            assert "Of a request with plan_… in it" in said
            assert key not in said
            assert key[12:] not in said
        finally:
            logging.config.dictConfig(settings.LOGGING)


def test_no_table_has_a_key() -> None:
    made, key = ApiKey.make("somebody")
    kept = str({name: value for name, value in vars(made).items() if name != "_state"})
    assert key not in kept
    assert made.sha256 in kept
