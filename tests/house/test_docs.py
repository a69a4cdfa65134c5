"""docs/api.md tells of everything in the schema. ``make docs`` writes its tables."""

import re
from typing import Any

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
        if any(one["in"] == "query" for one in operation.get("parameters", [])) and "{" not in path
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
