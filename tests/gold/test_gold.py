"""Our answers against annotated documents (README.md tells how each was made), scored by score.py, through the public API.

The figures are a floor that only rises: a change that lowers one fails here.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.gold import score

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
WHOLE = ("dongli_plan", "hedong_report")

# document: part: figure → the least that it may be
FLOORS: dict[str, dict[str, dict[str, float]]] = {
    "dongli_plan": {
        "outline": {"f1": 1.0, "parent": 1.0},
        "indicator_table": {"accuracy": 1.0},
        "quantities": {"f1": 1.0, "precision": 1.0},
        "quantities.fields": {"unit": 1.0, "year": 0.99, "kind": 1.0, "comparator": 1.0, "measure": 0.96, "subject": 0.96},
        "projects": {"f1": 0.97, "investment": 1.0},
        "parks": {"f1": 1.0, "kind": 0.97},
        "subdistricts": {"f1": 1.0},
        "terms": {"f1": 1.0},
        "special_plans": {"f1": 1.0},
    },
    "hedong_report": {
        "outline": {"f1": 1.0, "parent": 1.0},
        "quantities": {"f1": 1.0, "precision": 1.0},
        "quantities.fields": {"unit": 1.0, "year": 1.0, "kind": 1.0, "comparator": 1.0, "measure": 1.0, "subject": 0.99},
        "projects": {"f1": 0.98, "investment": 1.0},
        "parks": {"f1": 1.0, "kind": 1.0},
    },
    "heping_plan": {
        "quantities": {"f1": 1.0, "precision": 1.0},
        "quantities.fields": {"unit": 0.98, "year": 0.99, "kind": 0.99, "comparator": 1.0, "measure": 0.9, "subject": 0.94},
        "projects": {"f1": 0.98},
        "parks": {"f1": 1.0, "kind": 1.0},
    },
    "hebei_plan": {
        "quantities": {"f1": 1.0, "precision": 1.0},
        "quantities.fields": {"unit": 1.0, "year": 1.0, "kind": 1.0, "comparator": 1.0, "measure": 0.93, "subject": 0.93},
        "projects": {"f1": 0.98},
        "parks": {"f1": 1.0, "kind": 1.0},
    },
    "hedong_plan": {
        "quantities": {"f1": 0.99, "precision": 0.99},
        "quantities.fields": {"unit": 0.99, "year": 0.98, "kind": 0.99, "comparator": 0.99, "measure": 0.74, "subject": 0.93},
        "projects": {"f1": 0.96},
        "parks": {"f1": 1.0, "kind": 0.94},
    },
}  # fmt: skip


class ClientApi(score.Api):
    """score.py's view of a site, through Django's test client."""

    def __init__(self) -> None:
        super().__init__("http://testserver")
        self.client = Client()

    def get(self, url: str, raw: bool = False) -> Any:
        accept = "text/plain" if raw else "application/json"
        reply = self.client.get(url.removeprefix("http://testserver"), headers={"accept": accept})
        assert reply.status_code == 200, reply.content.decode()
        body = reply.content.decode("utf-8")
        return body if raw else json.loads(body)

    def all(self, resource: str, **params: Any) -> list[dict[str, Any]]:
        """A number that is said of several things at once (均增长4%以上) is a row of each; the annotations have it once."""
        rows = super().all(resource, **params)
        once = (
            {row.get("raw_start", row["id"]) if row.get("origin") == "prose" else row["id"]: row for row in rows}
            if resource == "observations"
            else {}
        )
        return list(once.values()) if once else rows


@pytest.fixture(scope="session")
def scores(django_db_setup: None, django_db_blocker: Any) -> dict[str, dict[str, Any]]:
    with django_db_blocker.unblock():
        return {
            name: score.score_document(ClientApi(), json.loads((HERE / f"{name}.json").read_text("utf-8")))[0]
            for name in FLOORS
        }


@pytest.mark.parametrize(
    ("name", "part", "figure", "floor"),
    [
        (name, part, figure, floor)
        for name, parts in FLOORS.items()
        for part, figures in parts.items()
        for figure, floor in figures.items()
    ],
)
def test_a_figure_is_not_below_its_floor(
    scores: dict[str, dict[str, Any]], name: str, part: str, figure: str, floor: float
) -> None:
    found: Any = scores[name]
    for step in part.split("."):
        found = found[step]
    assert found[figure] >= floor


@pytest.mark.parametrize("name", FLOORS)
def test_what_has_no_degrees(scores: dict[str, dict[str, Any]], name: str) -> None:
    found = scores[name]
    assert found["evidence"]["broken"] == 0
    assert found["evidence"]["rows"] > 0
    assert found["verbatim_text"] == 1.0
    assert found["meta"]["wrong"] == []


@pytest.mark.parametrize("name", WHOLE)
def test_the_table_has_no_row_that_is_not_printed(scores: dict[str, dict[str, Any]], name: str) -> None:
    assert scores[name]["indicator_table"]["surplus_rows"] == 0


def test_every_annotated_document_has_its_floors() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == set(FLOORS)
