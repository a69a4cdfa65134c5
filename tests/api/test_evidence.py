"""Where a row comes from: as data and as a page, true of the text that is served, now and in a revision of the past."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from history.revisions import newest
from indicators.models import Observation
from planapi.resources import EVIDENCED
from tests import factories as make

Get = Callable[..., Any]
FIRMS = "120102-report-2023-o2472"


@pytest.fixture
def first(get: Get, db: None) -> Callable[[str], str]:
    """The id of some row of a resource, of 东丽区 where it has one: its plan has rows of every kind."""
    return lambda resource: get(resource, document="120110-plan-2021", page_size=7)["results"][-1]["id"]


def local(address: str) -> str:
    """The address without its host, as the client of the tests takes it."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


@pytest.mark.parametrize("resource", EVIDENCED)
def test_the_evidence_is_true_of_the_text(
    resource: str, get: Get, first: Callable[[str], str], api_client: APIClient
) -> None:
    key = first(resource)
    found = get(f"{resource}/{key}/evidence")
    text = api_client.get(local(found["links"]["text"])).content.decode()
    start, end = found["start"], found["end"]
    assert text[start:end] == found["quote"] != ""
    for part in ("sentence", "paragraph"):
        around = found[part]
        assert text[around["start"] : start] == around["before"]
        assert text[end : around["end"]] == around["after"]
    quoting, placing = found["annotation"]["target"]["selector"]
    assert quoting["prefix"] + quoting["exact"] + quoting["suffix"] in text
    assert text[placing["start"] : placing["end"]] == quoting["exact"]
    assert found["annotation"]["target"]["source"] == found["links"]["text"]


@pytest.mark.parametrize("resource", EVIDENCED)
def test_every_link_leads_to_what_it_says(
    resource: str, get: Get, first: Callable[[str], str], api_client: APIClient
) -> None:
    found = get(f"{resource}/{first(resource)}/evidence")
    shown = get(local(found["links"]["row"]))
    assert found["row"] == {name: value for name, value in shown.items() if name != "text" or resource != "chapters"}
    for link in found["links"].values():
        assert f"revision={newest().number}" in link
        assert api_client.get(local(link)).status_code == 200, link


def test_the_way_down_to_a_number_is_told(get: Get, db: None) -> None:
    found = get(f"observations/{FIRMS}/evidence")
    assert [one["label"] for one in found["chapters"]] == ["一、", "（二）"]
    assert found["chapters"][0]["title"] == "2022年工作回顾"
    assert found["said_zh"] == "河东区2022年国家高新技术企业（实际）：155家"
    assert found["sentence"]["after"].startswith("，增长14.8%")
    assert found["document"]["title"] == "河东区2023年政府工作报告"
    assert len(found["document"]["sha256"]) == 64


def test_the_evidence_of_a_chapter_is_its_heading(get: Get, db: None) -> None:
    (chapter,) = get("chapters", document="120110-plan-2021", label="专栏11")["results"]
    found = get(f"chapters/{chapter['id']}/evidence")
    assert "专栏" in found["quote"]
    assert found["chapters"][-1]["id"] == chapter["id"]
    assert len(found["chapters"]) == chapter["level"]


def test_the_past_is_shown_as_it_was(get: Get, empty: None) -> None:
    row = make.make_observation()
    before = newest().number
    row.subject = "工业总产值"
    row.save()
    with connection.cursor() as cursor:  # as another transaction would: a revision of its own
        cursor.execute("select set_config('planapi.writing', '', true)")
    row.subject = "服务业增加值"
    row.save()
    assert newest().number > before
    past = get(f"observations/{row.key}/evidence", revision=before)
    assert (past["revision"], past["row"]["subject"]) == (before, "工业总产值")
    assert get(f"observations/{row.key}/evidence")["row"]["subject"] == "服务业增加值"


def test_an_unknown_row_is_not_there(get: Get, db: None) -> None:
    assert "no observation" in get("observations/x/evidence", status=404)["detail"]
    get(f"observations/{FIRMS}/evidence", status=404, revision=1)
    get(f"observations/{FIRMS}/evidence", status=400, revision=999)
    get(f"observations/{FIRMS}/evidence", status=400, page=1)
    get("/evidence/observation/x/", status=404)
    get("/evidence/observations/x/", status=404)


def test_it_takes_three_statements(api_client: APIClient, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert api_client.get(f"/api/v1/observations/{FIRMS}/evidence/").status_code == 200
    assert len(queries) == 3, [query["sql"] for query in queries]


def test_the_answer_has_an_etag(api_client: APIClient, db: None) -> None:
    for address in (f"/api/v1/observations/{FIRMS}/evidence/", f"/evidence/observations/{FIRMS}/"):
        answer = api_client.get(address)
        again = api_client.get(address, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


@pytest.mark.parametrize("resource", EVIDENCED)
def test_the_page_shows_the_quote_marked(
    resource: str, get: Get, first: Callable[[str], str], api_client: APIClient
) -> None:
    key = first(resource)
    answer = api_client.get(f"/evidence/{resource}/{key}/", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    page = answer.content.decode()
    assert '<html lang="zh-Hans">' in page
    assert "<mark>" in page
    assert "<script" not in page
    assert get(f"{resource}/{key}/evidence")["links"]["self"] in page


def test_what_is_printed_is_no_markup(api_client: APIClient, empty: None) -> None:
    text = "<script>alert(1)</script>增长5%&。"
    document = make.make_document(text=text, chars=len(text), title="<b>规划</b>")
    row = make.make_observation(
        document=document,
        start=0,
        end=len(text),
        quote=text,
        raw_start=0,
        raw_end=3,
        raw="<i>",
        subject='"><img src=x>',
    )
    page = api_client.get(f"/evidence/observations/{row.key}/").content.decode()
    for bad in ("<script", "<b>", "<i>", "<img"):
        assert bad not in page


def test_a_page_is_html_alone(api_client: APIClient, db: None) -> None:
    answer = api_client.get(f"/evidence/observations/{FIRMS}/", headers={"Accept": "application/json"})
    assert answer.status_code == 406


def test_the_page_leads_on_to_the_marked_text_the_place_and_the_indicator(api_client: APIClient, db: None) -> None:
    page = api_client.get(f"/evidence/observations/{FIRMS}/").content.decode()
    row = Observation.objects.get(key=FIRMS)
    slug = row.document_id
    anchor = FIRMS.removeprefix(f"{slug}-")
    for address in (f"/documents/{slug}/", f"/places/{slug[:6]}/", f"/indicators/{row.indicator_id}/", "/"):
        assert f'href="{address}"' in page
        assert api_client.get(address).status_code == 200
    assert f'href="/documents/{slug}/#{anchor}"' in page
    pinned = api_client.get(f"/evidence/observations/{FIRMS}/?revision=7").content.decode()
    assert f'href="/documents/{slug}/?revision=7#{anchor}"' in pinned


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_caveat_and_a_word_stand_in_both_languages_each_said_to_be_its_own(
    form: str, api_client: APIClient, db: None
) -> None:
    row = Observation.objects.filter(caveat="多年累计数，不与单年数比较", kind="target").first()
    assert row is not None
    page = api_client.get(f"/evidence/observations/{row.key}/?format={form}").content.decode()
    between = ' <span lang="en">' if form == "html" else " "
    assert f"{row.caveat}{between}a total over years, not comparable with single years" in page
    assert f"目标{between}target" in page
    if form == "html":
        dated = page.partition("how it was dated</span></dt><dd>")[2].partition("</dd>")[0]
        assert re.fullmatch(r'.*[一-鿿].*。 <span lang="en">[A-Z].*</span>', dated)
