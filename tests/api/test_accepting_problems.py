"""Who accepts problems, as clients do that know what an error looks like, gets good answers all the same."""

import pytest
from rest_framework.test import APIClient

from districts.models import Document

World = dict[str, Document]
PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "path", "answer"),
    [
        (PROBLEM, "parks/", (200, "application/json")),
        (f"{PROBLEM};q=0.5", "parks/", (200, "application/json")),
        (f"{PROBLEM}, text/csv", "parks/", (200, "text/csv")),
        (f"text/csv;q=0.1, {PROBLEM}", "parks/", (200, "text/csv")),
        (PROBLEM, "documents/120102-plan-2021/text/", (200, "text/plain")),
        (PROBLEM, "schema/", (200, "application/vnd.oai.openapi")),
        (PROBLEM, "parks/?colour=red", (400, PROBLEM)),
        (f"{PROBLEM}, image/png", "parks/", (406, PROBLEM)),
    ],
)
def test_a_good_answer_is_never_refused(
    accept: str, path: str, answer: tuple[int, str], api_client: APIClient, world: World
) -> None:
    response = api_client.get(f"/api/v1/{path}", headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"].partition(";")[0]) == answer
