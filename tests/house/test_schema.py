"""The schema is one that generators, linters and people get along with."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from planapi import API_VERSION, __version__
from planapi.releases.licensing import DATA_LICENSE
from planapi.resources import RESOURCES
from rest.schema import EVERYDAY, EVERYDAY_FILTERS, OF_LISTS
from tests.api.breaking import parameters_of
from tests.house.test_docs import operations

LISTS = [f"/api/v1/{name}/" for name in RESOURCES]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(part)


def test_money_fits_into_the_numbers_of_every_client(schema: dict[str, Any]) -> None:
    numbers = [one for one in nodes(schema) if "number" in (one.get("type") or ())]
    assert len(numbers) > 50
    assert {one.get("format") for one in numbers} == {"double"}


def test_no_type_is_named_twice(schema: dict[str, Any]) -> None:
    """openapi-generator writes no file for a schema with `type: [object, null, null]`."""
    for one in nodes(schema):
        types = one.get("type")
        assert not isinstance(types, list) or len(types) == len(set(types)), one


def test_every_tag_is_told_of_and_used(schema: dict[str, Any]) -> None:
    used = {tag for _, operation in operations(schema) for tag in operation["tags"]}
    assert [one["name"] for one in schema["tags"] if not re.fullmatch(r"[A-Z].{20,120}\.", one["description"])] == []
    assert {one["name"] for one in schema["tags"]} == used


def test_the_licence_is_of_the_data_and_the_version_of_the_contract(schema: dict[str, Any]) -> None:
    info = schema["info"]
    assert (info["version"], info["license"]["identifier"]) == (API_VERSION, DATA_LICENSE)
    assert info["x-software"] == {"version": __version__, "license": {"name": "MIT", "identifier": "MIT"}}


def test_no_parameter_is_there_twice_by_another_name(schema: dict[str, Any]) -> None:
    names = [one["name"] for _, operation in operations(schema) for one in parameters_of(schema, operation)]
    assert [name for name in names if name.endswith("__in")] == []


@pytest.mark.parametrize("path", LISTS)
def test_what_is_asked_every_day_comes_first(path: str, schema: dict[str, Any]) -> None:
    names = [one["name"] for one in parameters_of(schema, schema["paths"][path]["get"])]
    asked = [name for name in names if name in EVERYDAY][:EVERYDAY_FILTERS]
    first = [*asked, *(name for name in OF_LISTS if name in names)]
    assert names[: len(first)] == first
    assert len(first) <= 15
    assert asked or path.endswith(("revisions/", "ingest-runs/"))


def test_a_parameter_that_many_have_is_described_once(schema: dict[str, Any]) -> None:
    seen: dict[str, str] = {}
    for name, operation in operations(schema):
        for one in operation.get("parameters", []):
            if "$ref" not in one:
                assert seen.setdefault(json.dumps(one, sort_keys=True), name) == name


def test_an_answer_with_less_says_what_does_not_hold(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        for one in parameters_of(schema, operation):
            assert (one.get("x-partial") == "required") is (one["name"] in ("fields", "omit")), name
