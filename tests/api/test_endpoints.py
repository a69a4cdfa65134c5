"""Every resource answers with the rows that the contract names, as lists and one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from districts.models import Document
from planapi.v1 import RESOURCES
from tests import factories as make

Get = Callable[..., Any]
World = dict[str, Document]

CONTRACT = {
    "districts": "code name name_en parent former_names counts coverage",
    "documents": "slug district kind title doc_number issuer issued_on adopted_on period_start period_end report_year sha256 chars",
    "chapters": "id document parent position level kind label title start end",
    "indicators": "slug name_zh name_en unit category direction definition aliases",
    "targets": "district document indicator seq category name unit nature baseline target evidence",
    "observations": "district document indicator subject value value_max unit year period_start period_end kind comparator measure "
    "origin evidence",
    "projects": "name category status investment_raw investment_cny subdistrict location period_start period_end box document district evidence",
    "parks": "name aliases kind level industries area_km2 document district evidence",
    "subdistricts": "name text document district evidence",
    "terms": "no term definition document district evidence",
    "special-plans": "no name responsible_unit category document district evidence",
    "numerals": "document district raw raw_start raw_end disposition evidence",
    "revisions": "number made_at document reader_version counts",
    "ingest-runs": "state started_at finished_at sha256 reader_version counts notes error document",
}


@pytest.mark.parametrize("resource", RESOURCES)
def test_rows_have_what_the_contract_names(resource: str, get: Get, world: World) -> None:
    page = get(resource)
    assert list(page) == ["next", "previous", "results"]
    assert set(CONTRACT[resource].split()) <= set(page["results"][0])


@pytest.mark.parametrize("resource", RESOURCES)
def test_every_row_has_a_page_of_its_own(resource: str, get: Get, world: World) -> None:
    for row in get(resource)["results"][:3]:
        name = next(row[key] for key in ("id", "slug", "code", "number") if key in row)
        page = get(f"{resource}/{name}")
        assert page == row | {key: page[key] for key in page.keys() - row.keys()}


@pytest.mark.parametrize("resource", [name for name in RESOURCES if "evidence" in CONTRACT[name]])
def test_evidence_is_true_of_the_text_that_is_served(
    resource: str, get: Get, world: World, api_client: APIClient
) -> None:
    for row in get(resource)["results"]:
        evidence = row["evidence"]
        assert evidence["document"] == row["document"]
        text = api_client.get(f"/api/v1/documents/{evidence['document']}/text/").content.decode()
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_the_text_is_plain_and_utf_8(api_client: APIClient, world: World) -> None:
    response = api_client.get("/api/v1/documents/120102-plan-2021/text/", headers={"Accept": "text/plain"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == world["plan"].text


def test_a_target_has_its_two_sides(get: Get, world: World) -> None:
    row = get("targets", document="120102-plan-2021")["results"][0]
    assert row["baseline"] == {
        "year": 2020,
        "raw": "360",
        "value": 360,
        "value_max": None,
        "comparator": "eq",
        "span": "point",
    }
    assert row["target"] == {
        "year": 2025,
        "raw": "≥680",
        "value": 680,
        "value_max": None,
        "comparator": "gte",
        "span": "point",
    }
    assert row["indicator"] == {"slug": "gdp-growth", "name": "地区生产总值增长率"}
    assert row["district"] == {"code": "120102", "name": "河东区"}


def test_numbers_are_json_numbers_without_noise(api_client: APIClient, world: World) -> None:
    body = (
        api_client.get("/api/v1/observations/", {"document": "120102-plan-2021"})
        .content.decode()
        .replace('" : ', '":')
        .replace(', "', ',"')
    )
    assert '"value":51.3,' in body
    assert '"value":680,' in body
    assert '"value_cny":68000000000,' in body
    assert '"value":null,' in body
    assert "养老床位数" in body


def test_an_observation_of_a_table_names_its_target(get: Get, world: World) -> None:
    (row,) = get("observations", origin="table", document="120102-plan-2021")["results"]
    assert (row["side"], row["target"]) == ("target", "120102-plan-2021-t0")


def test_a_district_counts_what_is_held_and_says_of_which_documents(get: Get, world: World) -> None:
    row = get("districts/120102")
    assert row["parent"] == {"code": "120000", "name": "天津市"}
    assert row["counts"] == {
        "documents": 2, "chapters": 2, "targets": 1, "observations": 7, "projects": 2, "parks": 2, "subdistricts": 1, "terms": 1,
        "special_plans": 1,
    }  # fmt: skip
    assert row["coverage"] == [
        {"document": "120102-plan-2021", "kind": "plan", "period_start": 2021, "period_end": 2025, "report_year": None},
        {
            "document": "120102-report-2023",
            "kind": "report",
            "period_start": None,
            "period_end": None,
            "report_year": 2023,
        },
    ]


def test_a_district_keeps_its_former_names(get: Get, empty: None) -> None:
    (name,) = get("districts/120118")["former_names"]
    assert name["name"] == "静海县"
    assert isinstance(name["until"], int)


def test_a_district_without_documents_is_listed_with_nothing(get: Get, world: World) -> None:
    row = get("districts/120101")
    assert (row["name"], row["counts"]["documents"], row["coverage"]) == ("和平区", 0, [])


def test_the_text_of_a_chapter_is_on_its_page_and_in_lists_when_asked_for(get: Get, world: World) -> None:
    plain = get("chapters", document="120102-plan-2021")["results"][0]
    assert "text" not in plain
    full = get("chapters", document="120102-plan-2021", expand="text")["results"][0]
    assert full == get(f"chapters/{plain['id']}")
    assert full["text"] == world["plan"].text[full["start"] : full["end"]]


def test_the_text_of_a_chapter_counts_code_points(get: Get, empty: None) -> None:
    document = make.make_document(text="𠮷林。第二章 科技𝟙创新\n正文", chars=15)
    chapter = make.make_chapter(document=document, start=3, body_start=12, end=15)
    assert get(f"chapters/{chapter.key}")["text"] == "第二章 科技𝟙创新"[:9] + document.text[12:15]


def test_the_outline_is_a_tree(get: Get, empty: None) -> None:
    document = make.make_document()
    top = make.make_chapter(document=document, title="甲", end=100)
    section = make.make_chapter(
        document=document, title="乙", parent=top, level=2, kind="section", label="第一节", end=50
    )
    make.make_chapter(document=document, title="丙", parent=section, level=3, kind="subsection", label=None, end=20)
    make.make_chapter(document=document, title="丁", parent=top, level=2, kind="section", end=100)
    make.make_chapter(document=document, title="戊", start=100, body_start=109)

    def names(nodes: list[dict[str, Any]]) -> list[Any]:
        return [[node["title"], *names(node["children"])] for node in nodes]

    outline = get(f"documents/{document.slug}/outline")
    assert (outline["document"], outline["title"]) == (document.slug, document.title)
    assert names(outline["chapters"]) == [["甲", ["乙", ["丙"]], ["丁"]], ["戊"]]


def test_a_run_that_failed_says_why(get: Get, world: World) -> None:
    (run,) = get("ingest-runs", state="failed")["results"]
    assert (run["source_name"], run["error"], run["document"]) == ("bad.txt", "no text in it", None)


def test_the_root_lists_everything(get: Get, world: World, api_client: APIClient) -> None:
    root = get("/api/v1/")
    asked = {
        "search": {"q": "养老"},
        "search/suggest": {"q": "养老"},
        "changes": {"since": "1"},
        "compare": {"indicator": "gdp-growth"},
        "ranking": {"indicator": "gdp-growth", "year": "2025"},
        "coverage": {"indicator": "gdp-growth", "district": "120102"},
    }
    assert {*RESOURCES, *asked, "progress", "schema", "docs", "redoc"} <= set(root)
    for name, address in root.items():
        response = api_client.get(address, asked.get(name, {}))
        assert response.status_code == (405 if name in ("verify", "wrong-readings") else 200), (
            address
        )  # which take a POST


def test_addresses_work_without_their_closing_slash(get: Get, world: World) -> None:
    assert get("/api/v1/parks/120102-plan-2021-k0") == get("/api/v1/parks/120102-plan-2021-k0/")
    assert get("/api/v1/parks", page_size=1)["next"].startswith("http://testserver/api/v1/parks/?")
