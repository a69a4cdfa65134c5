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
from planapi.citation_styles import PLATFORM, Cited
from planapi.explorer.saying import say
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


URL = "https://a.example/evidence/observations/120102-report-2023-o2472/?revision=5"


@pytest.mark.parametrize(
    ("fields", "reference"),
    [
        ({}, f"河东区人民政府. 河东区2023年政府工作报告：河东政发〔2023〕1号[R/OL]. 2023-01-09. {URL}."),
        ({"page": 12}, f"河东区人民政府. 河东区2023年政府工作报告：河东政发〔2023〕1号[R/OL]. 2023-01-09：12. {URL}."),
        ({"issuer": None, "doc_number": None, "issued": None}, f"河东区2023年政府工作报告[R/OL]. {URL}."),
        (
            {"kind": DocumentKind.PLAN, "title": "河东区规划纲要"},
            f"河东区人民政府. 河东区规划纲要：河东政发〔2023〕1号[Z/OL]. （2023-01-09）[2026-01-31]. {URL}.",
        ),
        (
            {"row": True, "platform": "规划数据", "page": 12},
            f"河东区人民政府. 河东区2022年国家高新技术企业（实际）：155家：据《河东区2023年政府工作报告》（河东政发〔2023〕1号，2023-01-09）第12页[DS/OL]. V5. 规划数据（2026-01-31）[2026-01-31]. {URL}.",
        ),
        (
            {"row": True, "platform": "规划数据", "issuer": None, "doc_number": None, "issued": None},
            f"河东区2022年国家高新技术企业（实际）：155家：据《河东区2023年政府工作报告》[DS/OL]. V5. 规划数据（2026-01-31）[2026-01-31]. {URL}.",
        ),
        (
            {
                "kind": None,
                "title": "Hedong",
                "issuer": "Plan data",
                "said_zh": None,
                "issued": None,
                "doc_number": None,
            },
            f"Plan data. Hedong[DS/OL]. V5. (2026-01-31)[2026-01-31]. {URL}.",
        ),
    ],
)
def test_by_the_chinese_standard(fields: dict[str, Any], reference: str) -> None:
    assert citation_styles.gb7714(cited(**fields)) == reference


def test_by_the_standard_before() -> None:
    assert citation_styles.gb7714_2015(cited(page=12)) == (
        f"河东区人民政府. 河东区2023年政府工作报告: 河东政发〔2023〕1号[R/OL]. 2023: 12(2023-01-09)[2026-01-31]. {URL}."
    )


def test_what_is_not_stated_is_left_out() -> None:
    plan = cited(kind=DocumentKind.PLAN, title="河东区规划纲要", issuer=None, doc_number=None, issued=None)
    assert citation_styles.gb7714_2015(plan).startswith("河东区规划纲要[Z/OL]. [2026-01-31]. https://")
    assert "author" not in citation_styles.bibtex(plan)
    assert "year" not in citation_styles.bibtex(plan)
    assert citation_styles.bibtex(plan).startswith("@misc{")
    assert citation_styles.csl(plan).keys().isdisjoint({"author", "issued", "number", "publisher", "version"})


def test_a_row_is_data_in_every_style() -> None:
    row = cited(row=True, platform="规划数据")
    item: Any = citation_styles.csl(row)
    assert (item["type"], item["publisher"], item["version"]) == ("dataset", "规划数据", "5")
    assert item["issued"] == item["accessed"] == {"date-parts": [[2026, 1, 31]]}
    assert item["title"].endswith("：155家：据《河东区2023年政府工作报告》（河东政发〔2023〕1号，2023-01-09）")
    entry = citation_styles.bibtex(row)
    assert entry.startswith("@dataset{120102-report-2023-o2472-r5,")
    assert "  version = {5},\n  publisher = {规划数据},\n  year = {2026},\n  date = {2026-01-31}," in entry


def test_a_target_is_cited_with_the_note_that_dates_its_figure(get: Get, db: None) -> None:
    said = get("targets/120101-plan-2021-t7/evidence")
    note = "单位地区生产总值二氧化碳排放降低22.91%为2016-2019年累计数"
    assert said["said_zh"].endswith(f"，约束性，备注：{note}")
    assert said["said_en"].endswith(f", binding, note: {note}")


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
    assert "[Z/OL]. （2021-01-29）" in found["gb7714"]
    assert "[Z/OL]. (2021-01-29)" in found["gb7714_2015"]


def test_a_chapter_is_a_part_of_its_document_and_other_rows_are_data(get: Get, db: None) -> None:
    (chapter,) = get("chapters", document="120102-report-2023", page_size=1)["results"]
    for resource, key, letter in (("chapters", chapter["id"], "R"), ("observations", FIRMS, "DS")):
        assert f"[{letter}/OL]" in get(f"{resource}/{key}/citation")["gb7714"]


def test_a_release_is_data(get: Get, db: None) -> None:
    made = newest()
    assert made.made_at is not None
    day = timezone.localtime(made.made_at).date().isoformat()
    (whole,) = (one for one in get("catalog")["dcat:dataset"] if one["dct:identifier"] == "planapi")
    assert whole["dct:bibliographicCitation"] == (
        f"规划数据. 区级规划与政府工作报告数据[DS/OL]. V{made.number}. （{day}）[{day}]. http://testserver/releases/r{made.number}/planapi-r{made.number}.zip."
    )


def test_the_site_is_called_what_its_pages_say() -> None:
    assert say("site.name", "zh") == PLATFORM


def test_the_day_of_access_is_that_of_the_revision(get: Get, db: None) -> None:
    made = newest().made_at
    assert made is not None
    assert get(AT)["accessed"] == timezone.localtime(made).date().isoformat()


@pytest.mark.parametrize(
    ("style", "media_type"),
    [
        ("gb7714", "text/plain"),
        ("gb-t-7714-2025", "text/plain"),
        ("gb-t-7714-2015", "text/plain"),
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
        key = {"gb-t-7714-2025": "gb7714", "gb-t-7714-2015": "gb7714_2015"}.get(style, style)
        assert written == get(AT)[key]


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
