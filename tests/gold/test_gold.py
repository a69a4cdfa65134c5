"""Our answers against two documents annotated by hand (GUIDE.md), scored by score.py, through the public API.

The figures are a floor that only rises: a change that lowers one fails here. `python tests/gold/score.py URL tests/gold/*.json --verbose` prints
for a running site what is missed, surplus or wrong.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.gold import score

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent


class ClientApi(score.Api):
    """score.py's view of a site, through Django's test client."""

    def __init__(self) -> None:
        super().__init__("http://testserver")
        self.client = Client()

    def get(self, url: str, raw: bool = False) -> Any:
        reply = self.client.get(
            url.removeprefix("http://testserver"), headers={"accept": "text/plain" if raw else "application/json"}
        )
        assert reply.status_code == 200, reply.content.decode()
        body = reply.content.decode("utf-8")
        return body if raw else json.loads(body)


@pytest.fixture(scope="session")
def scores(django_db_setup: None, django_db_blocker: Any) -> dict[str, dict[str, Any]]:
    with django_db_blocker.unblock():
        return {
            name: score.score_document(ClientApi(), json.loads((HERE / f"{name}.json").read_text("utf-8")))[0]
            for name in ("dongli_plan", "hedong_report")
        }


@pytest.mark.parametrize(
    ("name", "part", "figure", "floor"),
    [
        ("dongli_plan", "outline", "f1", 1.0),
        ("dongli_plan", "outline", "parent", 1.0),
        ("dongli_plan", "indicator_table", "accuracy", 1.0),
        ("dongli_plan", "subdistricts", "f1", 1.0),
        ("dongli_plan", "terms", "f1", 1.0),
        ("dongli_plan", "special_plans", "f1", 1.0),
        ("hedong_report", "outline", "f1", 1.0),
        ("hedong_report", "outline", "parent", 1.0),
        ("hedong_report", "indicator_table", "accuracy", 1.0),
    ],
)
def test_a_figure_is_not_below_its_floor(
    scores: dict[str, dict[str, Any]], name: str, part: str, figure: str, floor: float
) -> None:
    assert scores[name][part][figure] >= floor


@pytest.mark.parametrize("name", ["dongli_plan", "hedong_report"])
def test_what_has_no_degrees(scores: dict[str, dict[str, Any]], name: str) -> None:
    found = scores[name]
    assert found["evidence"]["broken"] == 0
    assert found["evidence"]["rows"] > 0
    assert found["verbatim_text"] == 1.0
    assert found["meta"]["wrong"] == []
    assert found["indicator_table"]["surplus_rows"] == 0
