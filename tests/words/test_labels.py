"""`labels=zh` puts the label of each closed word beside it: in lists, rows and files, by whichever way these are written."""

import csv
import io
import json
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.test import Client

from planapi.words.catalogue import vocabularies

pytestmark = pytest.mark.django_db

LISTS = "districts documents chapters indicators targets observations numerals projects parks progress".split()
ASKED = "document=120102-report-2023&fields=id,kind,comparator_label,direction&labels=zh"


def labels_of(row: Any) -> list[tuple[str, str]]:
    """The words of a row that have labels, with these."""
    found: list[tuple[str, str]] = []
    for name, value in row.items():
        if isinstance(value, dict):
            found += labels_of(value)
        elif name.endswith("_label") and name != "period_label" and value is not None:
            found.append((row[name.removesuffix("_label")], value))
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", LISTS)
def test_each_word_of_a_list_has_its_label_after_it(client: Client, name: str, language: str) -> None:
    known = {(word.word, getattr(word, f"label_{language}")) for one in vocabularies().values() for word in one.words}
    plain = client.get(f"/api/v1/{name}/").json()["results"]
    rows = client.get(f"/api/v1/{name}/?labels={language}").json()["results"]
    found = [one for row in rows for one in labels_of(row)]
    assert found
    assert set(found) <= known
    names = list(rows[0])
    words = [one.removesuffix("_label") for one in names if one.endswith("_label") and one != "period_label"]
    assert [names.index(one) + 1 for one in words] == [names.index(f"{one}_label") for one in words]
    assert [one for one in names if one.removesuffix("_label") not in words or one in words] == list(plain[0])


def test_one_row_has_them_and_those_of_an_earlier_revision(client: Client) -> None:
    row = client.get("/api/v1/documents/120102-plan-2021/?labels=en").json()
    assert (row["kind_label"], row["reading_state_label"]) == ("five-year plan", "nothing severe was found")
    [row] = client.get("/api/v1/targets/?id=120102-plan-2021-t1&labels=zh&revision=6").json()["results"]
    assert (row["nature_label"], row["target"]["comparator_label"]) == ("预期性", "以参照表述（无数字）")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("labels=zh&fields=id,nature", ["id", "nature", "nature_label"]),
        ("labels=zh&fields=id,nature_label", ["id", "nature_label"]),
        ("labels=zh&fields=id,nature&omit=nature_label", ["id", "nature"]),
        ("labels=zh&fields=id,nature,seq&omit=nature", ["id", "seq"]),
    ],
)
def test_columns_can_be_chosen_among_them(client: Client, asked: str, names: list[str]) -> None:
    assert list(client.get(f"/api/v1/targets/?{asked}").json()["results"][0]) == names


@pytest.mark.parametrize("pages", ["", "&page_size=1000"], ids=["copied", "read"])
@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_files_have_them_as_the_list_does(client: Client, form: str, pages: str) -> None:
    rows = client.get(f"/api/v1/observations/?{ASKED}&page_size=1000").json()["results"]
    answer: Any = client.get(f"/api/v1/observations/?{ASKED}&format={form}{pages}")
    body = b"".join(answer.streaming_content)
    match form:
        case "csv":
            read = [
                {name: value or None for name, value in row.items()}
                for row in csv.DictReader(io.StringIO(body.decode()))
            ]
        case "ndjson":
            read = [json.loads(line) for line in body.splitlines()]
        case "xlsx":
            sheet: Any = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
            head, *lines = sheet.values
            read = [dict(zip(head, line, strict=True)) for line in lines]
        case _:
            read = pq.read_table(io.BytesIO(body)).to_pylist()
    assert read == rows
    told: set[Any] = {row["direction_label"] for row in read}
    assert told == {None, "上升", "下降"}


WORKED_OUT = [
    (
        "compare/?indicator=high-tech-firms&district=120102,120110",
        "cells",
        {"status", "comparator", "statement.origin", "because"},
    ),
    ("compare/?indicator=high-tech-firms&year=2020,2025&kind=actual,estimate", "cells", {"status", "kind"}),
    ("ranking/?indicator=high-tech-firms&year=2025", "results", {"status", "comparator", "kind"}),
    ("ranking/?indicator=high-tech-firms&year=2025&kind=target", "results", {"status", "comparator", "kind"}),
    ("coverage/?indicator=gdp&district=120102", "cells", {"status"}),
    ("observations/aggregate/?group_by=kind,measure,year&compute=count", "results", {"kind", "measure"}),
    (
        "observations/aggregate/?indicator=high-tech-firms&group_by=year&compute=max",
        "results",
        {"max.comparator", "basis.span"},
    ),
    ("targets/aggregate/?group_by=nature,target_span", "results", {"nature", "target_span"}),
    ("projects/aggregate/?group_by=status", "results", {"status"}),
]
"""Answers that are worked out, the list of their rows, and some words that these have."""


def without_labels(row: Any) -> Any:
    return {
        name: without_labels(value) if isinstance(value, dict) else value
        for name, value in row.items()
        if not name.endswith("_label") or name == "period_label"
    }


def words_of(row: Any, within: str = "") -> set[str]:
    """Where in a row words have labels."""
    found = {within + name.removesuffix("_label") for name in row if name.endswith("_label") and name != "period_label"}
    return found.union(*(words_of(row[name], f"{name}.") for name in row if isinstance(row[name], dict)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("asked", "rows", "words"), WORKED_OUT)
def test_rows_that_are_worked_out_have_them(
    client: Client, asked: str, rows: str, words: set[str], language: str
) -> None:
    known = {(word.word, getattr(word, f"label_{language}")) for one in vocabularies().values() for word in one.words}
    plain = client.get(f"/api/v1/{asked}").json()
    labelled = client.get(f"/api/v1/{asked}&labels={language}").json()
    assert labelled[rows]
    assert [without_labels(row) for row in labelled[rows]] == plain[rows]
    assert {name for name in plain if name != rows and plain[name] != labelled[name]} <= {"left_out"}
    found = [one for row in labelled[rows] for one in labels_of(row)]
    assert set(found) <= known
    assert set.union(*(words_of(row) for row in labelled[rows])) >= words


def test_a_place_without_a_rank_has_the_labels_of_its_own_reason(client: Client) -> None:
    asked = "ranking/?indicator=high-tech-firms&year=2025&level=province&labels=zh"
    for way in ("", "&kind=actual,estimate,target"):  # from what is kept, and not
        [first, *_] = client.get(f"/api/v1/{asked}{way}").json()["left_out"]
        assert (first["status"], first["status_label"]) == ("not_comparable", "不可比")
        assert first["reason_label"] == first["reason_zh"]


def test_columns_of_what_is_worked_out_can_be_chosen_among_them(client: Client) -> None:
    asked = "observations/aggregate/?group_by=kind,year&labels=zh"
    assert list(client.get(f"/api/v1/{asked}&fields=kind_label,count").json()["results"][0]) == ["kind_label", "count"]
    assert list(client.get(f"/api/v1/{asked}&omit=kind").json()["results"][0]) == ["year", "count"]
    refused = client.get("/api/v1/observations/aggregate/?group_by=year&labels=zh&fields=kind_label")
    assert "group_by and compute don't ask for this column" in refused.json()["detail"]
    answer: Any = client.get(f"/api/v1/{asked}&format=csv")
    assert b"".join(answer.streaming_content).startswith(b"year,kind,kind_label,count\r\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("targets/?fields=nature_label", "fields=nature_label: only there with labels=zh or labels=en."),
        ("targets/?labels=de", "labels=de: there are no labels in this language."),
        ("targets/?labels=zh&labels=en", "labels=zh, en: given more than once, but takes one value."),
        ("targets/120102-plan-2021-t1/?labels=", "labels: there are no labels in this language."),
        ("revisions/?labels=zh", "labels: unknown parameter."),
        ("compare/?indicator=gdp&labels=de", "labels=de: there are no labels in this language."),
        ("compare/?indicator=gdp&labels=zh&format=json-stat", "labels=zh: JSON-stat is a cube, and has no columns."),
        (
            "compare/?indicator=gdp&labels=zh&format=csv&wide=year",
            "labels=zh: a table with wide=year has its own columns.",
        ),
        ("observations/?labels=zh&format=sdmx-csv", "labels=zh: not with format=sdmx-csv"),
    ],
)
def test_what_can_not_be_labelled_is_told(client: Client, asked: str, said: str) -> None:
    answer = client.get(f"/api/v1/{asked}")
    assert (answer.status_code, answer.json()["detail"][: len(said)]) == (400, said)
