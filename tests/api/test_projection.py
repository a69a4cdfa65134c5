"""A page that PostgreSQL writes is what DRF writes of the same rows, on every resource, whatever is asked."""

import random
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


def both(monkeypatch: pytest.MonkeyPatch, resource: str, **parameters: Any) -> tuple[Any, Any]:
    """The answer as PostgreSQL writes it, and as DRF does."""
    projected = ask(resource, **parameters)
    with monkeypatch.context() as patched:
        patched.setattr(VIEWS[resource], "projected", False)
        plain = ask(resource, **parameters)
    return projected, plain


def _in_order(value: Any) -> Any:
    """A value in which the order of members counts."""
    if isinstance(value, dict):
        return [(name, _in_order(member)) for name, member in value.items()]
    return [_in_order(member) for member in value] if isinstance(value, list) else value


@pytest.mark.parametrize("resource", VIEWS)
def test_every_row_of_the_seeds_is_the_same(resource: str, monkeypatch: pytest.MonkeyPatch) -> None:
    projected, plain = both(monkeypatch, resource, page_size=1000, count="true", echo="true")
    assert projected == plain
    assert projected["results"]
    rows = projected["results"], plain["results"]
    if resource != "districts":  # whose list of documents is JSON of the database, sorted by it
        assert _in_order(rows[0]) == _in_order(rows[1])


@pytest.mark.parametrize("resource", VIEWS)
def test_every_optional_column_is_the_same(resource: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = VIEWS[resource].serializer_class()
    if optional := [name for name, field in row.fields.items() if not field.required]:
        projected, plain = both(monkeypatch, resource, page_size=200, expand=",".join(optional))
        assert projected == plain
        assert set(optional) <= set(projected["results"][0])
    chosen = [name for name, _, _ in leaves(row)][::3]
    projected, plain = both(monkeypatch, resource, page_size=200, fields=",".join(chosen))
    assert projected == plain


def _value_at(row: Any, name: str) -> Any:
    for step in name.split("."):
        row = row.get(step) if isinstance(row, dict) else None
    return row


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("resource", VIEWS)
def test_random_questions_are_answered_the_same(resource: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(f"{resource} {seed}")
    view = VIEWS[resource]
    paths = {path: name for name, path, _ in leaves(view.serializer_class())}
    rows = ask(resource, page_size=300)["results"]
    parameters = view.filterset_class.base_filters
    for _ in range(6):
        asked: dict[str, Any] = {}
        row, other = chance.choice(rows), chance.choice(rows)
        for name in chance.sample(list(parameters), min(3, len(parameters))):
            parameter = parameters[name]
            values = [_value_at(each, paths.get(parameter.field_name, "")) for each in (row, other)]
            found = [value[0] if isinstance(value, list) and value else value for value in values]
            found = [value for value in found if value not in (None, "") and not isinstance(value, list | dict)]
            if parameter.lookup_expr == "isnull":
                asked[name] = chance.choice(["true", "false"])
            elif found:
                plural = parameter.plural and len(set(found)) > 1 and not isinstance(found[0], bool)
                asked[name] = found if plural else found[0]
        orders = view.filterset_class.orderings()
        asked["ordering"] = ",".join(chance.choice(["", "-"]) + name for name in chance.sample(list(orders), 2))
        asked["page_size"] = chance.choice([1, 7, 50])
        projected, plain = both(monkeypatch, resource, **asked)
        assert projected == plain, asked
        for way in ("next", "previous", "next"):
            if projected[way] is None:
                break
            address = projected[way]
            projected = ask(address)
            with monkeypatch.context() as patched:
                patched.setattr(view, "projected", False)
                assert projected == ask(address), address


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
