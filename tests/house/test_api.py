"""The house watches its API: every field filtered and described, every list in order, few statements, and a schema as committed."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from districts.models import Document
from planapi.v1 import RESOURCES
from rest.fields import Json, Texts, columns, leaves
from rest.search import INDEXES
from tests.api.breaking import parameters_of
from text.vocabulary import HitType

ROOT = Path(__file__).resolve().parents[2]
COUNTS = Path(__file__).with_name("query_counts.json")
VIEWS: dict[str, Any] = {resource: view for resource, (_, view) in RESOURCES.items()}
Get = Callable[..., Any]

# A list of objects, which is asked by what is in it: `document=` and `document_…=`.
NOT_FILTERED = {("districts", "coverage"), ("documents", "places")}
# What is worked out of rows, and is a part of other answers (docs/decisions/0017).
WORKED_OUT = {"KeptCell", "Mention", "Outcome", "Stale", "RulesInForce"}
# What is told of a district beside its row (docs/decisions/0035).
OF_DISTRICTS = {"DivisionFact"}
# How the work stands: told by `ingestions/` and `ingest-runs/` (docs/decisions/0028).
OF_WORKERS = {"IngestTask", "Lease"}


@pytest.mark.parametrize("app", ["districts", "indicators", "projects"])
def test_every_model_is_served(app: str) -> None:
    elsewhere = {model for model in apps.get_models() if model.__name__ in WORKED_OUT | OF_WORKERS | OF_DISTRICTS}
    served = elsewhere | {view.queryset.model for view in VIEWS.values()}
    assert set(apps.get_app_config(app).get_models()) <= served


@pytest.mark.parametrize("resource", VIEWS)
def test_every_field_that_is_shown_can_be_asked_by(resource: str) -> None:
    """Those of what ``expand`` adds, too."""
    view = VIEWS[resource]
    filters = view.filterset_class.base_filters.values()
    asked = {path for given in filters for path in (given.field_name, *getattr(given, "paths", ()))}
    for name, path, _ in columns(view.serializer_class()):
        if (resource, name) not in NOT_FILTERED:
            assert {path, "id" if path == "pk" else path} & asked, f"{resource}: {name} ({path})"


@pytest.mark.parametrize("resource", VIEWS)
def test_every_value_that_is_shown_can_order_the_rows(resource: str) -> None:
    view = VIEWS[resource]
    orders = set(view.filterset_class.orderings().values())
    for name, path, field in leaves(view.serializer_class()):
        if not isinstance(field, Json | Texts) and (resource, name) != ("chapters", "text"):
            assert {path, "id" if path == "pk" else path} & orders, f"{resource}: {name} ({path})"


@pytest.mark.parametrize("resource", VIEWS)
def test_every_field_of_a_model_is_shown(resource: str) -> None:
    row = VIEWS[resource].serializer_class()
    shown = {path.split("__")[0] for _, path, _ in leaves(row)} | {field.source for field in row.fields.values()}
    # What an error said of a file is for editors.
    own = {"id", "key", {"documents": "text", "ingest-runs": "detail"}.get(resource, "id")}
    for field in VIEWS[resource].queryset.model._meta.fields:
        assert field.name in shown | own, f"{resource}: {field.name}"


@pytest.mark.parametrize("resource", VIEWS)
def test_every_list_has_an_order_with_a_unique_end(resource: str) -> None:
    view = VIEWS[resource]
    paths = view.filterset_class.orderings()
    assert {name.removeprefix("-") for name in view.ordering} <= set(paths)
    meta = view.queryset.model._meta
    end = meta.get_field(paths[view.tie_break])
    assert isinstance(end, models.Field)
    assert end.unique or (end.name,) in [constraint.fields for constraint in meta.total_unique_constraints]


@pytest.mark.parametrize("resource", VIEWS)
def test_every_order_can_be_had(resource: str, get: Get, world: dict[str, Document]) -> None:
    for name in VIEWS[resource].filterset_class.orderings():
        get(resource, ordering=f"-{name}", page_size=1)


@pytest.mark.parametrize("resource", VIEWS)
def test_every_filter_can_be_asked_with_its_own_example(resource: str, get: Get, world: dict[str, Document]) -> None:
    row = get(resource)["results"][0]
    values = {path: _at(row, name) for name, path, _ in leaves(VIEWS[resource].serializer_class())}
    for name, parameter in VIEWS[resource].filterset_class.base_filters.items():
        value = values.get(parameter.field_name)
        if parameter.lookup_expr == "isnull":
            value = "false"
        if isinstance(value, list):
            value = value[0] if value else "x"
        if value is not None:
            get(resource, **{name: value})


def _at(row: Any, name: str) -> Any:
    for step in name.split("."):
        row = row.get(step) if row else None
    return row


@pytest.mark.parametrize("resource", [*VIEWS, "progress", "search"])
def test_lists_take_as_many_statements_as_they_are_known_to(
    resource: str,
    world: dict[str, Document],
    api_client: APIClient,
) -> None:
    known = json.loads(COUNTS.read_text())
    asked = {"q": "发展基础"} if resource == "search" else {}
    for size in (1, 50):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert api_client.get(f"/api/v1/{resource}/", asked | {"page_size": size}).status_code == 200
        # What an order costs is asked once a shape, not once a request.
        counted = [sql for one in queries if (sql := one["sql"] or "") and not sql.startswith("EXPLAIN")]
        # What a search found is kept for its other pages, and the names of places with it (docs/decisions/0011).
        wanted = known[resource] - (4 if resource == "search" and size > 1 else 0)
        assert len(counted) == wanted, "\n".join(counted)


def test_the_statement_counts_are_of_the_lists_there_are() -> None:
    assert list(json.loads(COUNTS.read_text())) == [*VIEWS, "progress", "search"]


def committed_schema() -> Any:
    return yaml.load((ROOT / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)


def test_the_schema_is_as_committed(db: None) -> None:
    """`manage.py spectacular --validate --fail-on-warn --file openapi.yaml` writes it anew, when the API is changed on purpose."""
    out = io.StringIO()
    call_command("spectacular", format="openapi-json", validate=True, fail_on_warn=True, stdout=out)
    assert json.loads(out.getvalue()) == committed_schema()


def test_everything_in_the_schema_is_described() -> None:
    schema = committed_schema()
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path
            for parameter in parameters_of(schema, operation):
                assert parameter.get("description"), f"{path} {parameter['name']}"
    for name, component in schema["components"]["schemas"].items():
        for field, described in component.get("properties", {}).items():
            assert described.get("description") or name.startswith("Paginated"), f"{name}.{field}"


@pytest.mark.parametrize("resource", VIEWS)
def test_every_field_has_an_example(resource: str) -> None:
    for name, _, field in leaves(VIEWS[resource].serializer_class()):
        assert field.example is not None or field.allow_null or isinstance(field, Json), f"{resource}: {name}"


def test_every_type_of_hit_is_registered_by_an_app() -> None:
    assert set(INDEXES) == set(HitType)
