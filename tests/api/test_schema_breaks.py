"""The schema goes on promising what it promised: nothing that a client of version 1 relies on goes away.

tests/api/golden/v1.yaml is the promise: the schema without what it tells people. ``make golden`` writes it as it is now, which is to be done where something
is added that is to stay, or where a break is meant; ``make schema`` does not touch it.
"""

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings

from rest.schema import exact_numbers, offer_keys
from tests.api.breaking import breaking, parameters_of, promised, read, resolve, written

GOLDEN = Path(__file__).with_name("golden") / "v1.yaml"
LIST, ROW = "/api/v1/parks/", "/api/v1/parks/{id}/"

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def golden() -> Schema:
    return read(GOLDEN)


def test_nothing_that_was_promised_is_taken_back(golden: Schema) -> None:
    """A break that is meant: ``make golden``, and say it in the commit."""
    now: Any = SchemaGenerator().get_schema(request=None, public=True)
    assert breaking(golden, now) == []


def test_the_promise_holds_nothing_that_is_only_told(golden: Schema) -> None:
    """Else ``make golden`` writes it."""
    assert GOLDEN.read_text(encoding="utf-8") == written(promised(golden))


def test_nothing_is_lost_where_parameters_are_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    now: Any = SchemaGenerator().get_schema(request=None, public=True)
    monkeypatch.setattr(spectacular_settings, "POSTPROCESSING_HOOKS", [offer_keys, exact_numbers])
    plain: Any = SchemaGenerator().get_schema(request=None, public=True)
    assert "parameters" not in plain["components"]
    assert len(now["components"]["parameters"]) > 100
    for path, operations in plain["paths"].items():
        for method, operation in operations.items():
            assert parameters_of(now, now["paths"][path][method]) == operation.get("parameters", []), path


def parameter(schema: Schema, name: str, path: str = LIST) -> Schema:
    """The parameter of one operation, which is from now on described with it, so that a change is one of this operation alone."""
    parameters = schema["paths"][path]["get"]["parameters"]
    place = next(place for place, one in enumerate(parameters) if resolve(schema, one)["name"] == name)
    parameters[place] = copy.deepcopy(resolve(schema, parameters[place]))
    return parameters[place]


def component(schema: Schema, name: str) -> Schema:
    return schema["components"]["schemas"][name]


def take_parameter(schema: Schema) -> None:
    schema["paths"][LIST]["get"]["parameters"].remove(parameter(schema, "level"))


def need_new_parameter(schema: Schema) -> None:
    new = {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}}
    schema["paths"][LIST]["get"]["parameters"].append(new)


def rename(schema: Schema, name: str, other: str) -> None:
    schema["components"]["schemas"][other] = schema["components"]["schemas"].pop(name)
    for each in _references(schema):
        if each["$ref"] == f"#/components/schemas/{name}":
            each["$ref"] = f"#/components/schemas/{other}"


def _references(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict) and "$ref" in node:
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _references(part)


BREAKS: dict[str, tuple[Callable[[Schema], Any], str]] = {
    "an address": (lambda schema: schema["paths"].pop(ROW), f"GET {ROW} is gone"),
    "a method": (lambda schema: schema["paths"][ROW].pop("get"), f"GET {ROW} is gone"),
    "the name of a function in generated clients": (
        lambda schema: schema["paths"][LIST]["get"].update(operationId="listParks"),
        f"GET {LIST}: its operationId parks_list is listParks now",
    ),
    "a parameter": (take_parameter, f"GET {LIST}: the parameter level is gone"),
    "a parameter that has to be given": (need_new_parameter, f"GET {LIST}: the parameter year is new and required"),
    "a parameter that has to be given now": (
        lambda schema: parameter(schema, "level").update(required=True),
        f"GET {LIST}: the parameter level is required now",
    ),
    "several values written otherwise": (
        lambda schema: parameter(schema, "level").update(explode=True),
        f"GET {LIST}: the parameter level is written otherwise now",
    ),
    "several values": (
        lambda schema: parameter(schema, "district").update(schema={"type": "string"}, explode=True, style="form"),
        f"GET {LIST} district: is string now, not array",
    ),
    "a number that is whole": (
        lambda schema: parameter(schema, "area_km2__gte").update(schema={"type": "integer"}),
        f"GET {LIST} area_km2__gte: is integer now, not number",
    ),
    "a lower bound": (
        lambda schema: parameter(schema, "page_size")["schema"].update(maximum=200),
        f"GET {LIST} page_size: its maximum is 200 now, not 1000",
    ),
    "a pattern": (
        lambda schema: parameter(schema, "name__contains")["schema"].update(pattern="^[a-z]+$"),
        f"GET {LIST} name__contains: its pattern is ^[a-z]+$ now, not None",
    ),
    "a word": (
        lambda schema: component(schema, "ParkLevel")["enum"].remove("national"),
        f"GET {LIST} level[]: the word national is not taken any more",
    ),
    "any text": (
        lambda schema: parameter(schema, "name__contains")["schema"].update(enum=["园"]),
        f"GET {LIST} name__contains: takes only these words now: ['园']",
    ),
    "a status": (
        lambda schema: schema["paths"][ROW]["get"]["responses"].pop("404"),
        f"GET {ROW}: the answer 404 is gone",
    ),
    "a form": (
        lambda schema: schema["paths"][LIST]["get"]["responses"]["200"]["content"].pop("application/json"),
        f"GET {LIST} 200: application/json is gone",
    ),
    "a header": (
        lambda schema: schema["paths"][LIST]["get"]["responses"]["200"]["headers"].pop("X-Request-ID"),
        f"GET {LIST} 200: the header X-Request-ID is gone",
    ),
    "a field": (
        lambda schema: component(schema, "Park")["properties"].pop("area_km2"),
        f"GET {LIST} 200 application/json.results[].area_km2 is gone",
    ),
    "a field that may be left out": (
        lambda schema: component(schema, "Park")["required"].remove("name"),
        f"GET {LIST} 200 application/json.results[].name: may be left out now",
    ),
    "a field that can be null": (
        lambda schema: component(schema, "Park")["properties"]["name"].update(type=["string", "null"]),
        f"GET {LIST} 200 application/json.results[].name: can be null now",
    ),
    "a field of another type": (
        lambda schema: component(schema, "Park")["properties"]["area_km2"].update(type=["string", "null"]),
        f"GET {LIST} 200 application/json.results[].area_km2: is null or string now, not null or number",
    ),
    "a list that is none": (
        lambda schema: component(schema, "Park")["properties"].update(aliases={"type": "string"}),
        f"GET {LIST} 200 application/json.results[].aliases: is string now, not array",
    ),
    "a word that is any text": (
        lambda schema: component(schema, "ParkKind").pop("enum"),
        f"GET {LIST} 200 application/json.results[].kind: is no longer one of a closed list of words",
    ),
    "the name of a type in generated clients": (
        lambda schema: rename(schema, "Park", "Zone"),
        "the component Park (schemas) is gone",
    ),
    "reading without a key": (
        lambda schema: schema.update(security=[{"key": []}]),
        f"GET {LIST}: a key is needed now",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_told(golden: Schema, name: str) -> None:
    change, told = BREAKS[name]
    new = copy.deepcopy(golden)
    change(new)
    assert told in breaking(golden, new)


ADDITIONS: dict[str, Callable[[Schema], Any]] = {
    "nothing": lambda schema: None,
    "an address": lambda schema: schema["paths"].update({"/api/v1/roads/": schema["paths"][LIST]}),
    "a method": lambda schema: schema["paths"][LIST].update(head=schema["paths"][LIST]["get"]),
    "a parameter": lambda schema: schema["paths"][LIST]["get"]["parameters"].append(
        {"name": "owner", "in": "query", "schema": {"type": "string"}}
    ),
    "a parameter that need not be given": lambda schema: parameter(schema, "q", "/api/v1/search/").update(
        required=False
    ),
    "a word": lambda schema: component(schema, "ParkLevel")["enum"].append("provincial"),
    "a field": lambda schema: component(schema, "Park")["properties"].update(owner={"type": "string"}),
    "a field that is always there": lambda schema: component(schema, "Park").update(
        required=[*component(schema, "Park")["properties"]]
    ),
    "a field that is never null": lambda schema: component(schema, "Park")["properties"]["area_km2"].update(
        type="number"
    ),
    "a wider bound": lambda schema: parameter(schema, "page_size")["schema"].update(maximum=5000),
    "a form": lambda schema: schema["paths"][LIST]["get"]["responses"]["200"]["content"].update({"text/turtle": {}}),
    "a status": lambda schema: schema["paths"][LIST]["get"]["responses"].update({"418": {"description": "No."}}),
    "a parameter that others have, too": lambda schema: parameter(schema, "level"),
    "the name of what is shared": lambda schema: (
        schema["components"]["parameters"].update(size=schema["components"]["parameters"].pop("page_size"))
        or [
            each.update({"$ref": "#/components/parameters/size"})
            for each in _references(schema)
            if each["$ref"] == "#/components/parameters/page_size"
        ]
    ),
    "words about it": lambda schema: schema["paths"][LIST]["get"].update(description="Otherwise.", summary="Otherwise"),
    "another order": lambda schema: schema["paths"].update(reversed(list(schema["paths"].items()))),
}


@pytest.mark.parametrize("name", ADDITIONS)
def test_an_addition_is_none(golden: Schema, name: str) -> None:
    new = copy.deepcopy(golden)
    ADDITIONS[name](new)
    assert breaking(golden, new) == []


def nodes(schema: Any) -> Iterator[tuple[dict[str, Any] | list[Any], Any, str]]:
    """Every parameter, status and field, as the container that it can be taken out of."""
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for one in operation.get("parameters", []):
                yield operation["parameters"], one, f"{path} {resolve(schema, one)['name']}"
            for status in operation["responses"]:
                yield operation["responses"], status, f"{path} {status}"
    for name, one in schema["components"]["schemas"].items():
        for field in one.get("properties", {}):
            yield one["properties"], field, f"{name}.{field}"


def test_whatever_is_taken_away_is_told(golden: Schema) -> None:
    """Of every parameter, status and field of the whole schema, one in twenty, each taken away alone."""
    new = copy.deepcopy(golden)
    for container, key, what in list(nodes(new))[::20]:
        if isinstance(container, list):
            place = container.index(key)
            container.pop(place)
            assert breaking(golden, new), what
            container.insert(place, key)
        else:
            taken = container.pop(key)
            assert breaking(golden, new), what
            container[key] = taken
    assert breaking(golden, new) == []
