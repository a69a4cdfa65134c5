"""The schema as it is served: of this site, compressed, and true of answers with fewer columns and of parameters by their other name."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
import yaml
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from districts.models import Document

Get = Callable[..., Any]
World = dict[str, Document]

SCHEMA = "/api/v1/schema/"


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_it_is_compressed_for_who_takes_that(form: str, db: None) -> None:
    client = Client()
    plain = client.get(SCHEMA, {"format": form})
    packed = client.get(SCHEMA, {"format": form}, headers={"Accept-Encoding": "gzip"})
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 8
    assert "Accept-Encoding" in packed["Vary"]
    assert plain["ETag"] != packed["ETag"]
    again = client.get(SCHEMA, {"format": form}, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_it_is_the_same_in_both_forms(db: None) -> None:
    of_json, of_yaml = (Client().get(SCHEMA, {"format": form}).content for form in ("json", "yaml"))
    assert json.loads(of_json) == yaml.load(of_yaml, yaml.CSafeLoader)
    assert len(of_json) < len(of_yaml)


def test_it_names_the_site_that_was_asked(db: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["plans.example"]
    told = yaml.load(Client().get(SCHEMA, secure=True, headers={"Host": "plans.example"}).content, yaml.CSafeLoader)
    assert [one["url"] for one in told["servers"]] == ["https://plans.example"]
    assert told["externalDocs"]["url"] == "https://plans.example/"


def test_what_remains_of_a_row_with_fewer_columns_is_as_the_schema_says(api_client: APIClient, world: World) -> None:
    """But for ``required``, as ``x-partial`` tells."""
    schema: Any = SchemaGenerator().get_schema(request=None, public=True)
    schema["$ref"] = "#/components/schemas/PaginatedObservationList"
    answer = api_client.get("/api/v1/observations/", {"fields": "id,value,evidence.quote"}).json()
    assert answer["results"]
    refusal = jsonschema.Draft202012Validator(schema).iter_errors(answer)
    assert {error.validator for error in refusal} == {"required"}


@pytest.mark.parametrize(
    ("resource", "name", "value"),
    [
        ("observations", "kind", "actual,estimate"),
        ("observations", "district", "120102"),
        ("districts", "code", "120102,120110"),
        ("targets", "baseline_year", "2020"),
        ("chapters", "label", "第一章"),
        ("documents", "kind", "plan"),
    ],
)
def test_the_other_name_of_a_parameter_is_still_taken(
    resource: str, name: str, value: str, get: Get, world: World
) -> None:
    assert get(resource, **{f"{name}__in": value})["results"] == get(resource, **{name: value})["results"] != []
