"""`passages/`: every sentence once, in order, with its chapters and every row that was read in it; the same by pages, backwards, and as of a revision."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pyarrow.parquet as pq
import pytest
from rest_framework.test import APIClient

from districts.models import Chapter, Document
from history.revisions import newest
from planapi.passages.finding import LONGEST_ROW, ROWS, WHOLE, PassageScope, all_passages
from planapi.passages.views import MOST_COUNTED
from planapi.resources import RESOURCES
from planapi.search.finding import Scope, documents_having
from planapi.search.models import Entry
from planapi.search.queries import containing
from planapi.search.source import AnswerSource
from text.sources.surroundings import LONGEST, sentences

LIST = "/api/v1/passages/"


@pytest.fixture
def api_client() -> APIClient:
    return APIClient()


def ask(client: APIClient, status: int = 200, path: str = LIST, **parameters: Any) -> Any:
    response = client.get(path, parameters)
    assert response.status_code == status, response.content.decode()
    return response.json()


def stored(name: str, *columns: str) -> Any:
    queryset: Any = RESOURCES[name][1].queryset
    return queryset.model.objects.values_list(*columns)


def all_of(client: APIClient, **parameters: Any) -> list[dict[str, Any]]:
    """The passages of all pages."""
    page = ask(client, page_size=200, **parameters)
    found = page["results"]
    while page["next"]:
        page = client.get(f"{LIST}?{urlsplit(page['next']).query}").json()
        found += page["results"]
    return found


def test_every_sentence_and_every_row_is_there_once(api_client: APIClient, db: None) -> None:
    found = all_of(api_client)
    texts = dict(Document.objects.values_list("slug", "text"))
    places = [(one["document"], one["start"]) for one in found]
    assert places == sorted(set(places))
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in found)
    listed = [(row["resource"], row["id"]) for one in found for row in one["rows"]]
    held = {(name, key) for name in ROWS for (key,) in stored(name, "key")}
    assert len(listed) == len(held)
    assert set(listed) == held


def test_what_a_figure_was_read_from_stands_in_its_passage(api_client: APIClient, db: None) -> None:
    by_row = {(row["resource"], row["id"]): one for one in all_of(api_client) for row in one["rows"]}
    for name in WHOLE:
        for key, start, end in stored(name, "key", "start", "end"):
            passage = by_row[name, key]
            assert (passage["start"] <= start, end <= passage["end"] or end - start > LONGEST_ROW) == (True, True), key


def test_a_passage_is_of_the_chapter_that_it_stands_in(api_client: APIClient, db: None) -> None:
    chapters = list(Chapter.objects.values_list("key", "document", "start", "end", "position"))
    for one in all_of(api_client, document="120110-plan-2021"):
        holding = [row for row in chapters if row[1] == one["document"] and row[2] <= one["start"] < row[3]]
        innermost = max(holding, key=lambda row: row[4], default=(None,))
        assert one["chapter"] == innermost[0]
        assert [step["id"] for step in one["path"]] == [row[0] for row in sorted(holding, key=lambda row: row[4])]


ASKED: list[tuple[dict[str, Any], int]] = [
    ({"district": "120102"}, 2),
    ({"city": "120000"}, 5),
    ({"document": "120102-report-2023"}, 1),
    ({"document_kind": "report"}, 1),
    ({"district": "120102,120110", "document_kind": "plan"}, 2),
]


@pytest.mark.parametrize(("parameters", "documents"), ASKED, ids=str)
def test_passages_of_some_documents(
    parameters: dict[str, Any], documents: int, api_client: APIClient, db: None
) -> None:
    found = all_of(api_client, **parameters)
    assert len({one["document"] for one in found}) == documents
    assert len(found) > 100


@pytest.mark.parametrize("words", ["养老", "建设", "绝无此词", "5G", "国家高新技术企业", "%", "印发", "河东区国民经济"])
def test_passages_with_some_words_are_those_of_all_that_have_them(words: str, api_client: APIClient, db: None) -> None:
    having = [one["id"] for one in all_of(api_client) if words in one["text"]]
    assert [one["id"] for one in all_of(api_client, text__contains=words)] == having


def test_the_search_knows_each_document_that_has_a_text(db: None) -> None:
    """Else a passage with these words would be left out. Pieces begin and end within words, numbers and names, as what is asked for may."""
    source = AnswerSource(newest(), sees_it=True, may_keep=False)
    asked = 0
    for one in all_passages(PassageScope(), source):
        for start in range(one.start % 11, len(one.text), 97):
            piece = one.text[start : start + 3 + one.start % 9]
            having = documents_having(piece, Scope(documents=[one.part.document]), source)
            if having is not None:
                asked += 1
                assert having == [one.part.document], piece
    assert asked > 1_000


def test_a_document_that_the_search_does_not_know_whole_is_looked_through(api_client: APIClient, db: None) -> None:
    """One that was stored before there was ``#outside``, or that has no chapter."""
    asked = {"text__contains": "智慧养老", "fields": "id"}
    there = all_of(api_client, **asked)
    assert len({one["id"].rpartition("-w")[0] for one in there}) > 2
    Entry.objects.filter(document="120110-plan-2021").delete()
    assert all_of(api_client, **asked) == there


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("养老", "('养老' | '~养老' | '^养老' | '^~养老' | '@养老' | '@~养老')"),
        ("5G", ""),
        ("%", ""),
        ("增长2", "('增长' | '~增长' | '^增长' | '^~增长' | '@增长' | '@~增长') & ('2':* | '^2':* | '@2':*)"),
        ("2.5G网", "('网':* | '~网':* | '^网':* | '^~网':* | '@网':* | '@~网':*)"),
        ("市ß", ""),
    ],
)
def test_what_the_search_is_asked_for(words: str, query: str) -> None:
    assert containing(words, []) == query


@pytest.mark.parametrize("asked", [{}, {"text__contains": "养老"}, {"document": "120102-report-2023"}], ids=str)
def test_passages_are_counted(asked: dict[str, str], api_client: APIClient, db: None) -> None:
    there = len(all_of(api_client, **asked))
    page = api_client.get(LIST, {**asked, "count": "true", "page_size": 2})
    counted = min(there, MOST_COUNTED)
    assert (page.json()["count"], page.json()["count_is_exact"]) == (counted, there == counted)
    assert page.headers.get("X-Total-Count") == (str(there) if there == counted else None)


def test_columns_are_chosen(api_client: APIClient, db: None) -> None:
    whole = ask(api_client, document="120102-report-2023")["results"]
    chosen = ask(api_client, document="120102-report-2023", fields="id,district.name,path,text")["results"]
    assert chosen == [
        {"id": one["id"], "district": {"name": one["district"]["name"]}, "path": one["path"], "text": one["text"]}
        for one in whole
    ]
    left = ask(api_client, document="120102-report-2023", omit="path,rows")["results"]
    assert list(left[0]) == ["id", "document", "district", "chapter", "start", "end", "text"]


def read_file(client: APIClient, form: str, **parameters: Any) -> list[dict[str, Any]]:
    answer: Any = client.get(LIST, {"format": form, **parameters})
    assert answer.status_code == 200
    body = b"".join(answer)
    match form:
        case "csv":
            rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(body.decode(), newline="")))
        case "xlsx":
            sheet: Any = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
            head, *lines = sheet.values
            rows = [dict(zip(head, line, strict=True)) for line in lines]
        case "ndjson":
            return [json.loads(line) for line in body.splitlines()]
        case _:
            return pq.read_table(io.BytesIO(body)).to_pylist()
    for row in rows:
        row |= {"start": int(row["start"]), "path": json.loads(row["path"]), "rows": json.loads(row["rows"])}
    return rows


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_a_file_has_the_passages_of_all_pages(form: str, api_client: APIClient, db: None) -> None:
    asked = {"city": "120000", "text__contains": "企业"}
    listed = all_of(api_client, **asked)
    found = read_file(api_client, form, **asked)
    assert len(listed) > 200
    for column in ("id", "start", "text", "path", "rows"):
        assert [row[column] for row in found] == [one[column] for one in listed]
    code = [row["district"]["code"] if form == "ndjson" else row["district.code"] for row in found]
    assert code == [one["district"]["code"] for one in listed]


def test_a_file_of_one_page(api_client: APIClient, db: None) -> None:
    first = api_client.get(LIST, {"page_size": 3})
    file: Any = api_client.get(LIST, {"page_size": 3, "format": "ndjson", "fields": "id", "count": "true"})
    assert [json.loads(line)["id"] for line in b"".join(file).splitlines()] == [
        one["id"] for one in first.json()["results"]
    ]
    assert 'rel="next"' in file["Link"]
    assert file["Content-Disposition"].endswith('.ndjson"')


def test_a_workbook_is_of_so_many(api_client: APIClient, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planapi.passages.views.MOST_IN_A_BOOK", 10)
    assert "at most 10; use csv" in ask(api_client, 400, format="xlsx")["detail"]


def test_passages_of_a_chapter_are_those_of_its_subchapters_too(api_client: APIClient, db: None) -> None:
    chapter = "120102-plan-2021-c474"
    found = all_of(api_client, chapter=chapter)
    assert {one["path"][0]["id"] for one in found} == {chapter}
    assert len({one["chapter"] for one in found}) > 2
    assert [one["id"] for one in all_of(api_client, chapter=chapter, text__contains="高新")] == [
        one["id"] for one in found if "高新" in one["text"]
    ]


def test_pages_lead_forth_and_back(api_client: APIClient, db: None) -> None:
    parameters = {"document": "120102-report-2023", "page_size": 40}
    first = ask(api_client, **parameters)
    second = api_client.get(f"{LIST}?{urlsplit(first['next']).query}").json()
    back = api_client.get(f"{LIST}?{urlsplit(second['previous']).query}").json()
    assert (first["previous"], back["previous"]) == (None, None)
    assert back["results"] == first["results"]
    assert first["results"][-1]["start"] < second["results"][0]["start"]


def test_one_passage_is_found_by_its_id(api_client: APIClient, db: None) -> None:
    listed = ask(api_client, document="120102-report-2023", text__contains="155家")["results"][0]
    assert ask(api_client, path=f"{LIST}{listed['id']}/") == listed
    assert {"resource": "observations", "id": "120102-report-2023-o2472"} in listed["rows"]
    for wrong in (
        f"{listed['document']}-w{listed['start'] + 1}",
        "120102-plan-2020-w1",
        "x",
        "120102-report-2023-w999999999",
    ):
        assert "There is no passage" in ask(api_client, 404, path=f"{LIST}{wrong}/")["detail"]


def test_passages_are_those_of_a_revision(api_client: APIClient, db: None) -> None:
    response = api_client.get(LIST, {"page_size": 3})
    now = int(response["X-Revision"])
    pinned = api_client.get(LIST, {"page_size": 3, "revision": now})
    assert pinned.json()["results"] == response.json()["results"]
    assert ask(api_client, revision=1)["results"] == []


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"district": "河东"}, "Did you mean “120102”?"),
        ({"chapter": "120102-plan-2021-c1"}, "there is no chapter"),
        ({"page_size": 201}, "must be a whole number from 1 to 200"),
        ({"cursor": "x"}, "not a cursor of this list"),
        ({"text__contains": "一" * 101}, "of at most 100 characters"),
        ({"txt": "养老"}, "txt: unknown parameter"),
        ({"fields": "words"}, "fields=words: unknown column"),
        ({"count": "many"}, "count=many"),
        ({"format": "sdmx-csv"}, "not available in this format"),
        ({"bom": "true"}, "only CSV files know this"),
    ],
    ids=str,
)
def test_what_is_asked_wrongly_is_told(parameters: dict[str, Any], told: str, api_client: APIClient, db: None) -> None:
    assert told in ask(api_client, 400, **parameters)["detail"]


@pytest.mark.parametrize(
    "parameters", [{}, {"document": "120110-plan-2021"}, {"district": "120102", "page_size": 20}], ids=str
)
def test_a_page_takes_three_statements_and_those_of_its_names(
    parameters: dict[str, Any], api_client: APIClient, db: None, django_assert_max_num_queries: Any
) -> None:
    ask(api_client, **parameters)
    with django_assert_max_num_queries(6 if parameters else 4):
        ask(api_client, **parameters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句！第三句", ["第一句。", "第二句！", "第三句"]),
        ("“加快建设。”推进改革。", ["“加快建设。”", "推进改革。"]),
        ("\n\n  标题\n  正文。\n", ["标题", "正文。"]),
        ("到二〇二五年全区地区生产总值年均增长保持在百分之五点五左右，\n\n155家企业。后一句。", 2),
        ("a" * 2_500, 3),
        ("", []),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_text_in_sentences(text: str, expected: Any) -> None:
    found = [text[start:end] for start, end in sentences(text)]
    assert (len(found) if isinstance(expected, int) else found) == expected
    assert all(len(one) <= LONGEST for one in found)
