"""What groups come to is the same from kept cells as from the statements."""

from typing import Any

import orjson
import pytest
from rest_framework.test import APIClient

from history.revisions import newest_stored, writing
from indicators.analysis import aggregates, observation_aggregates
from indicators.analysis.observation_aggregates import ObservationAggregateView
from indicators.models import Observation

pytestmark = pytest.mark.django_db

ALL = "sum,min,max,median"


def _ask(parameters: dict[str, Any]) -> Any:
    response = APIClient().get("/api/v1/observations/aggregate/", {"compute": ALL, **parameters})
    found = orjson.loads(response.content)
    found.pop("request_id", None)
    return response.status_code, found


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each answer was from kept cells."""
    told: list[bool] = []
    original = ObservationAggregateView.from_kept_cells

    def watched(*given: Any) -> Any:
        answer = original(*given)
        told.append(answer is not None)
        return answer

    monkeypatch.setattr(ObservationAggregateView, "from_kept_cells", watched)
    return told


def _both(monkeypatch: pytest.MonkeyPatch, parameters: dict[str, Any]) -> tuple[Any, Any]:
    answer = _ask(parameters)
    with monkeypatch.context() as patched:
        patched.setattr(ObservationAggregateView, "from_kept_cells", lambda *given: None)
        return answer, _ask(parameters)


@pytest.mark.parametrize("group_by", ["indicator", "indicator,year", "indicator,district", "indicator,city,province"])
def test_every_indicator_of_the_seeds(monkeypatch: pytest.MonkeyPatch, kept: list[bool], group_by: str) -> None:
    slugs = sorted(set(Observation.objects.filter(indicator__isnull=False).values_list("indicator", flat=True)))
    for start in range(0, len(slugs), 60):
        asked = {"indicator": ",".join(slugs[start : start + 60]), "group_by": group_by}
        answer, wanted = _both(monkeypatch, asked)
        assert answer == wanted
        assert answer[0] == 200
    assert set(kept) == {True}


@pytest.mark.parametrize(
    ("parameters", "is_kept"),
    [
        ({}, True),
        ({"year": "2020"}, True),
        ({"year__gte": "2019", "year__lte": "2021", "group_by": "year", "ordering": "-sum"}, True),
        ({"district": "120110", "group_by": "indicator_category"}, True),
        ({"city": "120000", "group_by": "district"}, True),
        ({"year": "1980"}, True),
        ({"year": "1980", "group_by": "year"}, True),
        ({"kind": "actual"}, False),
        ({"group_by": "kind"}, False),
        ({"year__isnull": "true"}, False),
        ({"unit": "家", "group_by": "district"}, False),
    ],
    ids=str,
)
@pytest.mark.parametrize("slug", ["high-tech-firms", "gdp-growth"])
def test_filters_and_groups(
    monkeypatch: pytest.MonkeyPatch, kept: list[bool], slug: str, parameters: dict[str, str], is_kept: bool
) -> None:
    answer, wanted = _both(monkeypatch, {"indicator": slug, **parameters})
    assert answer == wanted
    assert kept == [is_kept]


def test_what_is_stale_is_worked_out_and_an_earlier_revision_is_not(
    monkeypatch: pytest.MonkeyPatch, kept: list[bool]
) -> None:
    before = newest_stored().number
    with writing():
        Observation.objects.filter(indicator="high-tech-firms").update(value=7)
    for asked in ({}, {"revision": before}):
        answer, wanted = _both(monkeypatch, {"indicator": "high-tech-firms", "group_by": "district,year", **asked})
        assert answer == wanted
    assert kept == [False, True]


def test_more_statements_are_weighed_where_cells_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aggregates, "MOST_ROWS", 2)
    assert _ask({"indicator": "high-tech-firms", "group_by": "year"})[0] == 200
    status, problem = _ask({"indicator": "high-tech-firms", "group_by": "kind"})
    assert (status, problem["errors"][0]["parameter"]) == (400, "compute")
    monkeypatch.setattr(observation_aggregates, "MOST_KEPT", 2)
    status, problem = _ask({"indicator": "high-tech-firms", "group_by": "year"})
    assert (status, problem["errors"][0]["parameter"]) == (400, "compute")
    assert "more than 2 rows" in problem["errors"][0]["message"]
