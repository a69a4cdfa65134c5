"""How to cite a row or a document: each style as a whole, with what odd characters and missing facts do to it."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from history.revisions import newest
from planapi import citation_styles
from planapi.citation_styles import Cited
from planapi.resources import EVIDENCED
from text.vocabulary import DocumentKind

Get = Callable[..., Any]
FIRMS = "120102-report-2023-o2472"
AT = f"/api/v1/observations/{FIRMS}/citation/"


def cited(**fields: Any) -> Cited:
    given: dict[str, Any] = {
        "id": "120102-report-2023-o2472",
        "kind": DocumentKind.REPORT,
        "title": "河东区2023年政府工作报告",
        "district_en": "Hedong District",
        "issuer": "河东区人民政府",
        "doc_number": "河东政发〔2023〕1号",
        "issued": datetime.date(2023, 1, 9),
        "accessed": datetime.date(2026, 1, 31),
        "revision": 5,
        "url": "https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5",
        "said_zh": "河东区2022年国家高新技术企业（实际）：155家",
        "said_en": "Hedong District, 2022: 国家高新技术企业, actual, 155家",
        "quote": "区内国家高新技术企业达到\n\n155家",
    }
    return Cited(**given | fields)


def test_by_the_chinese_standard() -> None:
    assert citation_styles.gb7714(cited()) == (
        "河东区人民政府. 河东区2023年政府工作报告: 河东政发〔2023〕1号[R/OL]. (2023-01-09)[2026-01-31]. "
        "https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5."
    )


def test_what_is_not_stated_is_left_out() -> None:
    plan = cited(kind=DocumentKind.PLAN, title="河东区规划纲要", issuer=None, doc_number=None, issued=None)
    assert citation_styles.gb7714(plan).startswith("河东区规划纲要[Z/OL]. [2026-01-31]. https://")
    assert "author" not in citation_styles.bibtex(plan)
    assert "year" not in citation_styles.bibtex(plan)
    assert citation_styles.bibtex(plan).startswith("@misc{")
    assert citation_styles.csl(plan).keys().isdisjoint({"author", "issued", "number", "publisher"})


def test_a_sentence_in_two_languages() -> None:
    assert citation_styles.sentence_zh(cited()) == (
        "河东区2022年国家高新技术企业（实际）：155家。见《河东区2023年政府工作报告》（河东政发〔2023〕1号）：“区内国家高新技术企业达到 155家”。数据第5版，"
        "https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5"
    )
    assert citation_styles.sentence_en(cited()) == (
        "Hedong District, 2022: 国家高新技术企业, actual, 155家. In: 《河东区2023年政府工作报告》 (government work report, Hedong District, 河东政发〔2023〕1号): "
        "“区内国家高新技术企业达到 155家”. Revision 5 of the data, https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5"
    )


def test_bibtex_escapes_what_tex_would_run() -> None:
    entry = citation_styles.bibtex(cited(title=r"占比50% & {A}_b \x~^#$", quote="增长5%"))
    assert r"title = {{占比50\% \& \{A\}\_b \textbackslash{}x\textasciitilde{}\textasciicircum{}\#\$}}" in entry
    assert r"“增长5\%”" in entry
    assert "url = {https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5}" in entry
    assert entry.count("{") == entry.count("}")


def test_a_long_quote_is_cut() -> None:
    assert citation_styles.sentence_zh(cited(quote="字" * 500)).count("字") == 160


@pytest.mark.parametrize("resource", EVIDENCED)
def test_every_row_can_be_cited(resource: str, get: Get, db: None, api_client: APIClient) -> None:
    for row in get(resource, document="120110-plan-2021", page_size=5)["results"]:
        found = get(f"{resource}/{row['id']}/citation")
        assert found["url"] in found["gb7714"]
        assert found["url"].endswith(f"/evidence/{resource}/{row['id']}/?revision={newest().number}")
        assert "东丽区" in found["sentence_zh"]
        assert "Dongli" in found["sentence_en"]
        assert "None" not in json.dumps(found)


def test_a_document_is_cited_by_its_text(get: Get, db: None) -> None:
    found = get("documents/120110-plan-2021/citation")
    assert found["url"].endswith(f"/api/v1/documents/120110-plan-2021/text/?revision={newest().number}")
    assert "规划" in found["gb7714"]
    assert "[Z/OL]. (2021-01-29)" in found["gb7714"]


def test_the_day_of_access_is_that_of_the_revision(get: Get, db: None) -> None:
    made = newest().made_at
    assert made is not None
    assert get(AT)["accessed"] == timezone.localtime(made).date().isoformat()


@pytest.mark.parametrize(
    ("style", "media_type"),
    [
        ("gb7714", "text/plain"),
        ("bibtex", "application/x-bibtex"),
        ("csl-json", "application/vnd.citationstyles.csl+json"),
        ("sentence_zh", "text/plain"),
        ("sentence_en", "text/plain"),
    ],
)
def test_one_style_is_a_file_of_its_own(style: str, media_type: str, get: Get, db: None, api_client: APIClient) -> None:
    answer = api_client.get(AT, {"style": style}, headers={"Accept": "application/json"})
    assert answer["Content-Type"].split(";")[0] == media_type
    written = answer.content.decode()
    if style == "csl-json":
        assert json.loads(written) == [get(AT)["csl"]]
    else:
        assert written == get(AT)[style]


@pytest.mark.parametrize(
    ("accept", "style"), [("text/plain", "gb7714"), ("application/x-bibtex", "bibtex"), ("text/html, */*;q=0.8", None)]
)
def test_the_style_may_be_asked_for_by_accept(
    accept: str, style: str | None, get: Get, db: None, api_client: APIClient
) -> None:
    answer = api_client.get(AT, headers={"Accept": accept})
    assert "Accept" in answer["Vary"]
    if style:
        assert answer.content.decode() == get(AT)[style]
    else:
        assert answer["Content-Type"] == "application/json"


def test_an_unknown_style_is_refused(get: Get, db: None) -> None:
    (wrong,) = get(AT, status=400, style="bibtx")["errors"]
    assert (wrong["parameter"], wrong["nearest"]) == ("style", "bibtex")
    get("documents/x/citation", status=404)


def test_a_pinned_citation_names_its_revision(get: Get, db: None) -> None:
    found = get(AT, revision=newest().number)
    assert found == get(AT)
