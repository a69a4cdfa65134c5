"""A page that PostgreSQL writes is one statement, which is compiled once for all requests of its shape. That it is what DRF writes: ``test_fast_path``."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from planapi.resources import RESOURCES
from rest.fast.shapes import FEW, SHAPES
from rest.fields import leaves

VIEWS = {name: view for name, (_, view) in RESOURCES.items()}

pytestmark = pytest.mark.django_db


def ask(address: str, **parameters: Any) -> Any:
    response = APIClient().get(address if address.startswith("http") else f"/api/v1/{address}/", parameters)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def _value_at(row: Any, name: str) -> Any:
    for step in name.split("."):
        row = row.get(step) if isinstance(row, dict) else None
    return row


@pytest.mark.parametrize("parameters", [{}, {"district": "120102"}, {"kind": "actual,target", "year__gte": "2021"}])
def test_a_page_is_one_statement_besides_those_that_check_what_is_asked(parameters: dict[str, str]) -> None:
    ask("observations", **parameters)
    with CaptureQueriesContext(connection) as queries:
        ask("observations", **parameters)
    asked = [query["sql"] or "prepared: row_to_json" for query in queries]  # Django has no words for those
    data = [sql for sql in asked if "row_to_json" in sql]
    others = [sql for sql in asked if "row_to_json" not in sql]
    assert len(data) == 1
    assert len(others) == 1 + ("district" in parameters)  # the newest revision, and whether there is such a district


def test_a_shape_is_compiled_once() -> None:
    ask("parks", district="120102", page_size=3)
    before = len(SHAPES)
    ask("parks", district="120110", page_size=3)
    assert len(SHAPES) == before
    ask("parks", district="120110,120102", page_size=3)
    assert len(SHAPES) == before + 1


def test_a_shape_is_the_same_however_many_values_there_are() -> None:
    """Of every kind of parameter that takes several: numbers, words, names of other rows, in a subquery, of a list."""
    asked = [
        ("observations", {"year": "2025", "kind": "actual", "value": "1.5", "district": "120102"}),
        ("districts", {"document": "120102-plan-2021", "document_kind": "plan"}),
        ("parks", {"industries": "航空航天"}),
    ]
    for resource, given in asked:
        for name, value in given.items():
            ask(resource, **{name: [value] * 2})
            before = len(SHAPES), SHAPES.size
            for number in (3, 4, 50, 300):
                ask(resource, **{name: [value] * number})
            assert (len(SHAPES), SHAPES.size) == before, name


def test_a_plan_that_was_made_for_few_values_is_not_taken_for_many() -> None:
    def prepared_for(number: int) -> int:
        """How many statements PostgreSQL keeps of a page that nothing else asks for."""
        for _ in range(3):
            ask("parks", since=["1"] * number, page_size=700 + number)
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_prepared_statements where statement like %s", [f"%LIMIT {701 + number}"]
            )
            return cursor.fetchone()[0]

    assert (prepared_for(2), prepared_for(FEW), prepared_for(FEW + 1)) == (1, 1, 0)


@pytest.mark.parametrize("resource", VIEWS)
def test_several_values_are_found_as_each_alone(resource: str) -> None:
    """By every parameter that takes several, over what the seeds have."""
    view = VIEWS[resource]
    paths = {path: name for name, path, _ in leaves(view.serializer_class())}
    rows = ask(resource, page_size=1000)["results"]
    for name, parameter in view.filterset_class.base_filters.items():
        found = {str(value) for row in rows for value in [_value_at(row, paths.get(parameter.field_name, ""))]}
        found -= {"None", ""}
        values = sorted(one for one in found if not (parameter.commas and "," in one) and one[0] not in "[{")[:3]
        if not parameter.plural or len(values) < 2 or name.endswith("__in"):
            continue
        counted = [
            ask(resource, **{name: given, "count": "true", "page_size": 1})["count"] for given in (*values, values)
        ]
        assert max(counted[:-1]) <= counted[-1] <= sum(counted[:-1]), (name, values, counted)
