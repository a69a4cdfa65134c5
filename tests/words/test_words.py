"""`words/` tells every closed word of the API with labels and a definition, and no word or member that the schema has not."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client

from planapi.words.catalogue import DEFINITIONS, lists_of_words, vocabularies

NOT_SERVED = {"Right"}
"""Lists whose words stand in no answer: what a key may do."""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(Path("openapi.yaml").read_text(encoding="utf-8"), Loader=loader)


@pytest.fixture
def words(client: Client) -> list[dict[str, Any]]:
    return client.get("/api/v1/words/").json()["results"]


def test_every_list_of_the_code_is_told_in_its_order_with_its_labels(words: list[dict[str, Any]]) -> None:
    told = [(one["vocabulary"], one["order"], one["word"], one["label_zh"], one["label_en"]) for one in words]
    there = [
        (one.__name__, order, word.value, word.zh, word.en)
        for one in lists_of_words()
        if one.__name__ not in NOT_SERVED
        for order, word in enumerate(one, start=1)
    ]
    assert sorted(told) == sorted(there)


def test_every_word_has_a_definition_that_is_no_label(words: list[dict[str, Any]]) -> None:
    for one in words:
        zh, en = one["definition_zh"], one["definition_en"]
        assert zh not in ("", one["label_zh"]), one
        assert en.strip(".") != one["label_en"], one
        assert en == f"{en[0].upper()}{en[1:].removesuffix('.')}.", one


def test_no_definition_is_of_a_word_that_there_is_not() -> None:
    told = {name: set(one["words"]) for name, one in tomllib.loads(DEFINITIONS.read_text(encoding="utf-8")).items()}
    there = {one.__name__: {word.value for word in one} for one in lists_of_words() if one.__name__ not in NOT_SERVED}
    assert told == there


def test_the_members_are_those_of_the_schema(schema: dict[str, Any]) -> None:
    names = set(vocabularies())
    there: dict[str, set[str]] = {}
    for component, one in schema["components"]["schemas"].items():
        for member, told in one.get("properties", {}).items():
            for part in (told, *told.get("allOf", ()), *told.get("oneOf", ())):
                name = part.get("$ref", "").rpartition("/")[2]
                if name in names:
                    there.setdefault(name, set()).add(f"{component}.{member}")
    listed = {"Step": {"Harmonised.steps"}, "Difference": {"Stated.differences"}}
    assert {one.name: set(one.members) for one in vocabularies().values() if one.members} == there | listed


def test_a_list_without_members_is_one_of_values_that_the_schema_has_elsewhere(schema: dict[str, Any]) -> None:
    enums: list[list[str]] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(node.get("enum"), list):
                enums.append([str(one) for one in node["enum"]])
            for part in node.values():
                look(part)
        elif isinstance(node, list):
            for part in node:
                look(part)

    look(schema)
    for one in vocabularies().values():
        if not one.members:
            assert [word.word for word in one.words] in enums, one.name


def test_some_lists_and_one_list(client: Client) -> None:
    some = client.get("/api/v1/words/", {"vocabulary": "Nature,Movement"}).json()["results"]
    assert [one["word"] for one in some] == ["anticipatory", "binding", "rise", "fall"]
    one = client.get("/api/v1/words/Nature/").json()
    assert (one["title_zh"], one["members"]) == (
        "指标属性",
        ["ObservationGroup.nature", "Progress.nature", "Target.nature", "TargetGroup.nature"],
    )
    assert [word["label_zh"] for word in one["words"]] == ["预期性", "约束性"]


def test_who_holds_them_is_not_sent_them_again(client: Client) -> None:
    mark = client.get("/api/v1/words/")["ETag"]
    assert client.get("/api/v1/words/", headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/v1/words/?vocabulary=nature", 400, "Nature"),
        ("/api/v1/words/natur/", 404, "Did you mean 'Nature'?"),
        ("/api/v1/words/?revision=1", 400, "revision"),
    ],
)
def test_what_is_wrong_is_told(client: Client, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
