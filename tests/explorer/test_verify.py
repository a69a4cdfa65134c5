"""The page that checks a paragraph: what it says of each number, where it leads, and what it refuses."""

import html
import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from indicators.analysis.verify_serializers import LONGEST
from indicators.models import Indicator, Observation
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "2022年，河东区国家高新技术企业达到155家，一般公共预算收入完成35亿元，共有3个火星基地，排名第2位。"


def ask(client: Client, text: str, prefix: str = "", status: int = 200, **given: str) -> str:
    form = urlencode({"text": text, **given})
    answer: Any = client.post(f"{prefix}/verify/", form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == status
    return answer.content.decode()


def checked(page: str) -> str:
    """The text as it is shown, its numbers in brackets with what is said of them."""
    quoted = page.partition('<blockquote class="checked"')[2].partition(">")[2].partition("</blockquote>")[0]
    return html.unescape(re.sub(r"<[^>]+>", "", quoted))


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        ("", "达到✓155家 (与原文一致)，一般公共预算收入完成✗35亿元 (与原文不符) 原文：32.6 亿元，共有?3个 ("),
        ("/en", "达到✓155家 (supported)，一般公共预算收入完成✗35亿元 (contradicted) stated: 32.6 亿元，共有?3个 ("),
    ],
)
def test_each_number_has_its_verdict_in_the_text(client: Client, prefix: str, shown: str) -> None:
    page = ask(client, TEXT, prefix)
    assert shown in checked(page)
    assert '<span class="v ignored"' in page


@pytest.mark.parametrize(
    ("prefix", "shown", "listed"),
    [
        ("", "增长✗4.2% (与原文不符) 原文：下降4.2%。", "4.2% 与原文不符 — 原文：下降4.2%"),
        ("/en", "增长✗4.2% (contradicted) stated: a fall of 4.2%。", "4.2% contradicted — stated: a fall of 4.2%"),
    ],
)
def test_a_rise_that_was_a_fall_is_told_by_the_word(client: Client, prefix: str, shown: str, listed: str) -> None:
    report = make.make_document(district=make.make_district("120103", "河西区"), kind="report", year=2024)
    growth = Indicator.objects.get(slug="gdp-growth")
    moved = {"raw": "4.2%", "value": Decimal("4.2"), "unit": "%", "measure": "growth", "direction": "fall"}
    make.make_observation(document=report, indicator=growth, year=2023, kind="actual", **moved)
    page = ask(client, "2023年，河西区地区生产总值增长4.2%。", prefix)
    assert shown in checked(page)
    assert listed in re.sub("<[^>]+>", "", page)
    # and the other way round
    Observation.objects.filter(document=report).update(direction="rise")
    page = ask(client, "2023年，河西区地区生产总值下降4.2%。", prefix)
    told = "— 原文：上升4.2%" if not prefix else "stated: a rise of 4.2%"
    assert told in re.sub("<[^>]+>", "", page)


def test_it_says_what_the_api_says(client: Client) -> None:
    page = ask(client, TEXT)
    said: Any = client.post("/api/v1/verify/", {"sentence": TEXT}, content_type="application/json").json()  # pyright: ignore[reportAttributeAccessIssue]
    shown = re.findall(r'<li id="n\d+" tabindex="-1" class="(\w+)">', page)
    assert shown == [claim["verdict"] for claim in said["claims"]]


def test_a_verdict_shows_the_sentence_and_leads_to_it_in_its_text(client: Client) -> None:
    page = ask(client, TEXT)
    assert "一般公共预算收入完成 <mark>32.6 亿元</mark>" in page
    where = re.search(r'href="(/documents/120102-report-2023/)#(o1312)"', page)
    assert where is not None
    reader: Any = client.get(where[1])
    assert f"id={where[2]} " in reader.content.decode()


@pytest.mark.parametrize(
    ("place", "status", "told"),
    [
        ("河东区", 200, "32.6 亿元"),
        ("120102", 200, "32.6 亿元"),
        ("和平区", 200, "120101"),  # of several, the one of which something is held
        ("129999", 400, "没有这个地区"),
        ("哪里也不是区", 400, "没有这个地区"),
        ("城关区", 200, 'type="radio" name="district" value="540102"'),
    ],
)
def test_a_place_can_be_named_or_chosen(client: Client, place: str, status: int, told: str) -> None:
    assert told in ask(client, "2022年一般公共预算收入完成35亿元。", status=status, district=place)


def test_a_short_text_has_an_address_of_its_own_and_a_long_one_says_why_not(client: Client) -> None:
    page = ask(client, TEXT, "/en", year="2023")
    link = re.search(r'<a href="([^"]+)">Permanent link to this check', page)
    assert link is not None
    again: Any = client.get(html.unescape(link[1]))
    assert checked(again.content.decode()) == checked(page)
    assert again["Cache-Control"] == "public, max-age=86400"
    page = ask(client, TEXT + "河东区发展很好。" * 50, "/en")
    assert "no permanent link" in page
    assert "Permanent link" not in page


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("长" * (LONGEST + 1), 400, f"有 {LONGEST + 1} 字，一次最多 {LONGEST} 字"),
        ("河东区建成3个。" * 51, 400, "有 51 个数，一次最多核对 50 个"),
        ("<b>河东区</b>", 200, "没有找到可以核对的数字"),
        ("河东区\x00", 400, "不能含空字符（NUL）"),
    ],
)
def test_what_can_not_be_checked_is_told_and_the_text_kept(client: Client, text: str, status: int, told: str) -> None:
    page = ask(client, text, status=status)
    assert told in page
    assert html.escape(text.strip()) in page


def test_a_year_that_is_none_is_told(client: Client) -> None:
    assert "要写成年份，如 2023" in ask(client, TEXT, status=400, year="soon")


def test_nothing_is_checked_before_something_is_asked(client: Client) -> None:
    page: Any = client.get("/verify/")
    assert '<form class="ask" method="post"' in page.content.decode()
    assert client.get("/verify/?sentence=a").status_code == 400


def test_a_page_in_english_names_places_and_indicators_in_english(client: Client) -> None:
    page = html.unescape(re.sub(r"<[^>]+>", "", ask(client, TEXT, "/en")))
    assert "Read as Hedong District 2022 National high-tech firms" in page
    assert "读作 河东区 2022 国家高新技术企业数量" in re.sub(r"<[^>]+>", "", ask(client, TEXT))
