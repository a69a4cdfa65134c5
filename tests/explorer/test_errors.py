"""What a person sees who comes to an address that is none, or asks what can't be answered."""

import re
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from planapi.explorer.front import FrontPage

pytestmark = pytest.mark.django_db

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "languages", "status", "title", "led"),
    [
        ("/nothing/here", "zh-CN,zh;q=0.9", 404, "没有这一页", "/search/?q=here"),
        ("/nothing", "en-GB,en;q=0.9,zh;q=0.5", 404, "There is no such page", "/en/search/?q=nothing"),
        ("/nothing", "fr", 404, "没有这一页", "/search/?q=nothing"),
        ("/en/%E5%85%BB%E8%80%81", "zh", 404, "There is no such page", "/en/search/?q=%E5%85%BB%E8%80%81"),
        ("/documents/120102-report-1999/", "en", 404, "没有这一页", "/places/120102/"),
        ("/en/documents/120102-report-1999/original/", "en", 404, "There is no such page", "/en/places/120102/"),
        ("/places/120107/", "zh", 404, "没有这一页", "/places/120116/"),
        ("/en/documents/120107-plan-2006/", "zh", 404, "There is no such page", "/en/places/120116/"),
        ("/documents/120102-report-2023/o99999999/", "zh", 404, "没有这一页", "/places/120102/"),
        ("/places/999999/", "zh", 404, "没有这一页", "/search/?q=999999"),
        ("/evidence/parks/nothing/", "en", 404, "There is no such page", "/en/search/?q=nothing"),
        ("/releases/r999/planapi-r999.zip", "zh", 404, "没有这一页", "/"),
        ("/search/?q=a&type=horse", "en", 400, "这个地址里有写错的地方", "/search/?q=a"),
        ("/en/indicators/gdp-growth/?page=99", "zh", 400, "Something in this address is wrong", "/en/indicators/gdp-growth/"),
        ("/?" + "a" * 20_000, "zh", 414, "这次提交的内容太长", "/"),
        ("/places/%FF/?x=%FF", "zh", 400, "这个地址里有写错的地方", "/"),
    ],
)  # fmt: skip
def test_a_browser_gets_a_page_that_leads_on(  # noqa: PLR0917 a case
    client: Client, path: str, languages: str, status: int, title: str, led: str
) -> None:
    answer: Any = client.get(path, headers={"accept": BROWSER, "accept-language": languages})
    assert (answer.status_code, answer["Content-Type"]) == (status, "text/html; charset=utf-8")
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f"<h1>{title}</h1>" in page
    links = re.findall(r'href="(/[^"#]*)"', page)
    assert led in links
    for link in set(links):
        if not link.startswith("/static/"):
            assert client.get(link, headers={"accept": BROWSER}).status_code == 200, link
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/observations", '是不是要看 <a href="/api/v1/observations/">数据接口 /api/v1/observations/</a>？'),
        ("/en/swagger/", 'Did you mean <a href="/api/v1/schema/">/api/v1/schema/ of the API</a>?'),
        ("/compar/", '是不是要看 <a href="/compare/">比较</a>？'),
        ("/en/project/", 'Did you mean <a href="/en/projects/">Projects</a>?'),
        ("/places/", '是不是要看 <a href="/#places">按地区看</a>？'),
        ("/indicator/", '是不是要看 <a href="/#topics">按指标看</a>？'),
        ("/indicators/地区生产总值增长率/", '是不是要看 <a href="/indicators/gdp-growth/">地区生产总值增长率</a>？'),
        ("/en/indicators/gdp-growht/", 'Did you mean <a href="/en/indicators/gdp-growth/">GDP growth</a>?'),
        ("/en/indicator/gdp-growth/", 'Did you mean <a href="/en/indicators/gdp-growth/">GDP growth</a>?'),
        ("/places/河东区/", '是不是要看 <a href="/places/120102/">天津市河东区</a>？'),
        ("/document/120102-plan-2021/", '<a href="/documents/120102-plan-2021/">天津市河东区国民经济和社会发展第十四个五年规划纲要</a>？'),
    ],
)  # fmt: skip
def test_what_may_be_meant_stands_first_and_leads_there(client: Client, path: str, told: str) -> None:
    answer: Any = client.get(path, headers={"accept": BROWSER, "accept-language": "zh"})
    assert answer.status_code == 404
    first = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").partition("</h1>")[2].partition("</p>")[0]
    assert told in first
    (link,) = re.findall('href="([^"]+)"', first)
    assert client.get(link.partition("#")[0], headers={"accept": BROWSER}).status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/places/zzz/", "/documents/120102-report-1999/", "/en/"])
def test_what_nobody_can_guess_is_not_guessed(client: Client, path: str) -> None:
    page = client.get(path, headers={"accept": BROWSER}).content.decode()
    assert "是不是要看" not in page
    assert "Did you mean" not in page


def test_a_code_that_has_ended_is_told_with_what_it_has_become(client: Client) -> None:
    answer: Any = client.get("/places/120107/", headers={"accept": BROWSER})
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "塘沽区（120107）在 2009 年已撤销或改了代码，现为滨海新区（120116）。" in page
    assert '<a href="/places/120116/">滨海新区</a>' in page


@pytest.mark.parametrize(
    ("path", "told", "links"),
    [
        (
            "/places/310103/",
            "卢湾区（310103）在 2011 年已撤销或改了代码，现为黄浦区（310101）。 黄浦区（310101）还没有收录文件。",
            {"/search/?q=%E9%BB%84%E6%B5%A6%E5%8C%BA"},
        ),
        (
            "/en/places/310103/",
            "Luwan District (310103) ended in 2011, or has another code since: now Huangpu District (310101). No document of Huangpu District (310101) is held yet.",
            {"/en/search/?q=%E9%BB%84%E6%B5%A6%E5%8C%BA"},
        ),
    ],
)
def test_what_a_code_has_become_is_told_though_nothing_of_it_is_held(
    client: Client, path: str, told: str, links: set[str]
) -> None:
    answer: Any = client.get(path, headers={"accept": BROWSER})
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert told in page
    assert links <= set(re.findall(r'href="(/[^"#]*)"', page))


def test_a_place_of_which_nothing_is_held_is_told_by_its_name(client: Client) -> None:
    answer: Any = client.get("/en/places/659001/", headers={"accept": BROWSER})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "No document of Shihezi City (659001) is held yet." in page
    assert 'href="/en/search/?q=%E7%9F%B3%E6%B2%B3%E5%AD%90%E5%B8%82"' in page


def test_what_an_earlier_revision_does_not_have_may_be_in_the_newest(client: Client) -> None:
    answer: Any = client.get("/en/documents/120110-plan-2021/?revision=1&numerals=true", headers={"accept": BROWSER})
    assert answer.status_code == 404
    assert '<a href="/en/documents/120110-plan-2021/?numerals=true">' in answer.content.decode()


def test_what_was_sent_to_a_page_that_is_only_read_leads_to_the_page(client: Client) -> None:
    answer: Any = client.post("/en/projects/", {"a": "1"}, headers={"accept": BROWSER})
    assert answer.status_code == 405
    assert '<a href="/en/projects/">Open this address</a>' in answer.content.decode()


@pytest.mark.parametrize("accept", ["*/*", "application/json", ""])
def test_a_program_gets_a_problem(client: Client, accept: str) -> None:
    answer: Any = client.get("/nothing", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_api_answers_a_browser_too_in_its_own_form(client: Client) -> None:
    answer: Any = client.get("/api/v1/nothing/", headers={"accept": BROWSER})
    assert answer["Content-Type"] == "application/problem+json"


def test_a_database_that_is_away_is_told_with_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(FrontPage, "content", fail)
    answer: Any = client.get("/en/?revision=1", headers={"accept": BROWSER})
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Try again in 5 seconds." in page
    assert '<a href="/en/?revision=1">Try again</a>' in page
    assert "gone" not in page


def test_nothing_of_an_address_becomes_markup(client: Client) -> None:
    answer: Any = client.get("/en/%3Cscript%3Ealert(1)%3C%2Fscript%3E'\"", headers={"accept": BROWSER})
    assert b"<script>alert" not in answer.content
