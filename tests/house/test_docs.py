"""docs/api.md tells of everything in the schema. ``make docs`` writes its tables."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.api.breaking import parameters_of, resolve
from tests.house import tables
from tests.house.tables import closed_words, sections, with_tables
from tests.seeds import ROOT

DOCS = ROOT / "docs" / "api.md"


def test_the_tables_are_as_the_code_has_them(schema: dict[str, Any], update_docs: bool) -> None:
    """Else ``make docs`` writes them."""
    if update_docs:
        DOCS.write_text(with_tables(DOCS.read_text(encoding="utf-8"), schema), encoding="utf-8")
    text = DOCS.read_text(encoding="utf-8")
    assert text == with_tables(text, schema)


def test_every_address_is_told_of(schema: dict[str, Any]) -> None:
    """A section of its own, or its name in that of the address that it is below."""
    text = DOCS.read_text(encoding="utf-8")
    told = set(sections(text)) | set(re.findall(r"`(?:GET |POST )?(?:/api/v1/)?([^`?]+?/)[`?]", text))
    addresses = {path.removeprefix("/api/v1/") for path in schema["paths"]}
    assert addresses - told == set()


def test_what_has_parameters_has_a_section(schema: dict[str, Any]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    lists = {
        path.removeprefix("/api/v1/")
        for path, operations in schema["paths"].items()
        for operation in operations.values()
        if any(one["in"] == "query" for one in parameters_of(schema, operation)) and "{" not in path
    }
    assert lists - set(sections(text)) == set()


def test_every_common_parameter_is_told_of_once_for_all(schema: dict[str, Any]) -> None:
    asking = DOCS.read_text(encoding="utf-8").partition("\n## Resources\n")[0]
    for name in sorted(tables.OF_ANSWERS | tables.OF_LISTS):
        assert re.search(rf"`{name}[=`]", asking), name


def test_every_list_of_words_has_a_table() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for words in closed_words():
        assert f"**{words.__name__}**" in text


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_says_what_it_does_and_shows_it(schema: dict[str, Any]) -> None:
    """A summary, a description, and an example of something that it takes or gives."""

    def has_example(node: Any) -> bool:
        if isinstance(node, dict):
            if "$ref" in node:
                return True  # Of the schema: every field of a component has one, which test_api looks after.
            return bool({"example", "examples"} & set(node)) or any(map(has_example, node.values()))
        return isinstance(node, list) and any(map(has_example, node))

    for name, operation in operations(schema):
        assert operation.get("summary"), name
        assert operation.get("description"), name
        ways_in = [parameters_of(schema, operation), operation.get("requestBody", {})]
        assert any(map(has_example, [*ways_in, operation["responses"]["200"].get("content", {})])), name


# Of any HTTP, and of no meaning of ours.
PLAIN = {"Content-Type", "Content-Length", "Vary", "X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options"}
PLAIN |= {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "Content-Encoding",
}


def headers_told_of() -> set[str]:
    return set(re.findall(r"`([A-Z][A-Za-z-]+)(?:: [^`]*)?`", DOCS.read_text(encoding="utf-8")))


def test_every_header_that_a_page_may_read_is_told_of(schema: dict[str, Any]) -> None:
    told = headers_told_of()
    assert set(settings.CORS_EXPOSE_HEADERS) - told == set()
    assert set(schema["components"]["headers"]) - told == set()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?format=csv", "?page_size=1", "?revision=1", "?nothing=1"])
def test_every_header_of_an_answer_is_told_of(schema: dict[str, Any], query: str) -> None:
    told = headers_told_of() | PLAIN
    client = Client(headers={"origin": "https://example.org"})
    for path in schema["paths"]:
        if "{" not in path:
            for response in (client.get(path + query), client.options(path)):
                b"".join(response)  # A file is streamed, and holds its rows until it has been read.
                ours = {name for name in response.headers if not name.startswith("Access-Control-")}
                assert ours - told == set(), path


def test_every_header_that_every_answer_has_is_in_the_schema(schema: dict[str, Any]) -> None:
    for name, operation in operations(schema):
        for status, response in operation["responses"].items():
            headers = set(resolve(schema, response).get("headers", {}))
            assert {"X-Request-ID", "RateLimit-Policy", "RateLimit"} <= headers, f"{name} {status}"
