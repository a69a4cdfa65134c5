"""The guide: each of its pages in both frames, that no link of it is broken, its search, the feed of the contract, and what its pages promise to be whole."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import feedparser
import pytest
from django.test import Client

from access.limits import QUOTA_EXCEEDED
from planapi.explorer import guide_contents
from planapi.explorer.contract import CONTRACT, changes
from planapi.explorer.guide_text import read_guide, slug
from rest.http.problems import BAD_PARAMETER
from rest.views import StrictView
from tests.seeds import ROOT

FRAMES = {"zh": "/guide/", "en": "/en/guide/"}
PAGES = [(language, name) for language in FRAMES for name in guide_contents.pages()]
DOCS = ROOT / "docs"
FILES = sorted([*DOCS.glob("*.md"), *(DOCS / "zh").glob("*.md"), *(DOCS / "decisions").glob("*.md")])
FOR_READERS = {
    "quick-start",
    "recipes",
    "api",
    "citing",
    "verifying",
    "agents",
    "problems",
    "versions",
    CONTRACT,
    "standards",
    "reading",
    "formats",
}
FOR_OTHERS = {"curation", "operations", "settings", "security", "performance", "licences", "contributing"}
"""Who runs a site, or takes part, needs these first."""
LINK = re.compile(r'\b(?:href|src)="([^"]*)"')
LARGEST = 150_000

pytestmark = pytest.mark.django_db


def ask(address: str, status: int = 200) -> str:
    answer: Any = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@cache
def page(language: str, name: str) -> str:
    return ask(f"{FRAMES[language]}{name}/")


def ids(text: str) -> set[str]:
    return {html.unescape(one) for one in re.findall(r'\bid="([^"]+)"', text)}


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_is_whole_small_and_has_nothing_that_its_policy_refuses(language: str, name: str) -> None:
    shown = page(language, name)
    assert f'<html lang="{"zh-Hans" if language == "zh" else "en"}">' in shown
    assert f'href="{FRAMES["en" if language == "zh" else "zh"]}{name}/"' in shown
    assert not re.search(
        r"\sstyle=|<style|<script(?! src=)| on[a-z]+=", re.sub(r"<pre.*?</pre>", "", shown, flags=re.DOTALL)
    )
    assert "<h1" in shown
    assert len(gzip.compress(shown.encode())) < LARGEST
    if guide_contents.pages()[name].here:
        assert guide_contents.LOCAL not in shown, "the examples are of the site that is asked"


@pytest.mark.parametrize("name", sorted(FOR_READERS | FOR_OTHERS))
def test_what_is_needed_is_there_in_chinese_and_in_english(name: str) -> None:
    assert set(guide_contents.pages()[name].files) == {"zh", "en"}
    assert "这一页目前只有英文" not in page("zh", name)
    assert page("zh", name) != page("en", name)


def test_every_document_is_in_the_contents_once() -> None:
    shown = [file.resolve() for one in guide_contents.pages().values() for file in one.files.values()]
    assert sorted(shown) == sorted({*FILES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"})


def links() -> Iterator[tuple[str, str]]:
    for address in FRAMES.values():
        yield from ((address, html.unescape(link)) for link in LINK.findall(ask(address)))
    for language, name in PAGES:
        yield from ((f"{FRAMES[language]}{name}/", html.unescape(link)) for link in LINK.findall(page(language, name)))


def test_no_link_of_the_guide_is_broken() -> None:
    targets: dict[str, set[str]] = {}
    broken = []
    for at, link in links():
        if link.startswith(("http://testserver", "https:", "http://", "mailto:", "data:")):
            continue
        address, _, anchor = urljoin(at, link).partition("#")
        if address not in targets:
            answer: Any = Client().get(address)
            text = b"".join(answer).decode(errors="replace") if answer.status_code == 200 else ""
            assert answer.status_code in (200, 302), f"{at}: {link}"
            targets[address] = ids(text)
        if anchor and "guide/" in address and unquote(anchor) not in targets[address]:
            broken.append(f"{at}: {link}")
    assert broken == []
    assert len(targets) > 80


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(DOCS).as_posix())
def test_a_file_names_only_files_that_there_are(file: Path) -> None:
    for link in re.findall(
        r"\]\((?!https?:|/|#|mailto:)([^)#\s]+)",
        re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text("utf-8"), flags=re.DOTALL),
    ):
        assert (file.parent / link).exists(), link


def test_a_link_to_a_place_leads_to_the_language_that_has_it() -> None:
    assert 'href="/en/guide/api/#coverage"' in page("zh", "verifying")
    assert 'href="/guide/api/#%E6%A0%B8' in page("zh", "verifying") or 'href="/guide/api/#核对一段文字"' in page(
        "zh", "verifying"
    )
    assert 'href="/guide/decisions/0001-server/"' in page("zh", "decisions/0012-slow-clients")


def test_every_page_of_the_site_leads_to_the_guide() -> None:
    for address, guide in (
        ("/", "/guide/"),
        ("/en/", "/en/guide/"),
        ("/search/?revision=1", "/guide/"),
        ("/api/v1/docs/", "/en/guide/"),
        ("/evidence/observations/120102-report-2023-o2472/", "/guide/"),
    ):
        assert f'href="{guide}"' in ask(address)


@pytest.mark.parametrize("address", ["/guide/", "/en/guide/recipes/", "/guide/search/?q=限额"])
def test_the_guide_asks_the_database_for_nothing(address: str, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        ask(address)


@pytest.mark.parametrize(
    ("address", "first", "more"),
    [
        ("/guide/search/?q=限额和密钥", "/guide/api/#限额和密钥", "<mark>限额和密钥</mark>"),
        # not so in one run: in its words
        ("/guide/search/?q=副本更新", "/guide/recipes/#更新本地副本", "<mark>副本</mark>"),
        ("/en/guide/search/?q=retry-after", "/en/guide/api/#limits-and-keys", "<mark>Retry-After</mark>"),
        ("/en/guide/search/?q=SNAPSHOT+changes", "/en/guide/recipes/#a-copy-that-stays-up-to-date", "<mark>"),
        ("/guide/search/?q=uvloop", "/en/guide/decisions/0012-slow-clients/", "uvloop"),
    ],
)
def test_the_search_finds_the_place(address: str, first: str, more: str) -> None:
    shown = unquote(ask(address))
    hits = shown.partition('class="hits"')[2].partition("</ol>")[0]
    assert f'href="{first}' in hits
    assert more in hits


def test_a_page_that_is_there_in_both_languages_is_found_in_that_of_the_reader() -> None:
    found = re.findall(r'<li><p><a href="([^"]+)"', ask("/guide/search/?q=revision.txt"))
    assert found
    assert all(one.startswith("/guide/recipes/") for one in found)


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/guide/search/?q=", 200, "在指南中搜索"),
        ("/guide/search/?q=%3Cscript%3Exyz", 200, "&lt;script&gt;xyz"),
        ("/en/guide/search/?q=qwertz", 200, "does not have these words"),
        ("/guide/search/?q=" + "a" * 101, 400, "最多 100 个字"),
        ("/guide/search/?page=2", 400, "没有这个参数"),
        ("/guide/quickstart/", 404, "quick-start"),
        ("/guide/../settings/", 404, ""),
        ("/guide/api/?revision=1", 400, "没有这个参数"),
        ("/guide/performance/none.svg", 404, ""),
        ("/guide/api/feed.atom", 404, "feed"),
    ],
)
def test_what_is_not_there_is_told(address: str, status: int, told: str) -> None:
    assert told in ask(address, status)


def test_markdown_becomes_html_without_tags_or_styles_of_its_own() -> None:
    text = """# A & b
Text <b>x</b> [here](a.md), [there](b.md).

## `x/` and y

| | n |
|---|---:|
| a<br> | 1 |

```console
$ curl 'http://x/?a=1&b=2'
```

## x and y

    <i>
"""
    shown = read_guide(text, {"a.md": "/a/"}.get)
    assert shown.title == "A & b"
    assert [one.heading.anchor for one in shown.sections] == ["", "x-and-y", "x-and-y-1"]
    assert [one.anchor for one in shown.headings] == ["x-and-y", "x-and-y-1"]
    again = read_guide("# A\n\n## B\n\n### curl\n\n## C\n\n### curl\n", {}.get)
    assert [one.title for one in again.headings] == ["B", "C"], "two of one name would lead nobody"
    assert 'Text &lt;b&gt;x&lt;/b&gt; <a href="/a/">here</a>, there.' in shown.html
    assert '<h2 id="x-and-y"><a href="#x-and-y"><code>x/</code> and y</a></h2>' in shown.html
    assert '<th class="right">n</th>' in shown.html
    assert "<td></td>" in shown.html, "an empty cell heads nothing"
    assert "<th></th>" not in shown.html
    code = shown.html.partition("<pre")[2].partition("</pre>")[0]
    assert html.unescape(re.sub(r"<[^>]+>", "", code.partition(">")[2])) == "curl 'http://x/?a=1&b=2'\n"
    assert "&lt;i&gt;" in shown.html
    assert "style=" not in shown.html
    assert shown.sections[0].text == "Text <b>x</b> here, there."


@pytest.mark.parametrize("language", FRAMES)
def test_the_contract_has_a_feed(language: str) -> None:
    read = feedparser.parse(ask(f"{FRAMES[language]}{CONTRACT}/feed.atom").encode())
    assert not read.bozo
    assert [one.title for one in read.entries] == [one.title for one in changes(language)]
    assert len({one.id for one in read.entries}) == len(read.entries) > 20
    places = ids(page(language, CONTRACT))
    for entry in read.entries:
        address, _, anchor = entry.link.removeprefix("http://testserver").partition("#")
        assert (address, unquote(anchor) in places) == (f"{FRAMES[language]}{CONTRACT}/", True)
    assert f'href="{FRAMES[language]}{CONTRACT}/feed.atom"' in page(language, CONTRACT)


def test_both_languages_tell_the_same_changes_the_newest_first() -> None:
    kinds = {"New": "新增", "Changed": "变更", "Fixed": "更正", "Deprecated": "停用预告", "Removed": "移除"}
    told = {language: list(changes(language)) for language in FRAMES}
    days = [one.day for one in told["en"]]
    assert days == sorted(days, reverse=True) == [one.day for one in told["zh"]]
    for english, chinese in zip(told["en"], told["zh"], strict=True):
        assert kinds[english.title.partition(":")[0]] == chinese.title.partition("：")[0]
    texts = [file.read_text("utf-8") for file in guide_contents.pages()[CONTRACT].files.values()]
    english, chinese = (set(re.findall(r"`([^`]+)`", text)) for text in texts)
    assert english ^ chinese == set()


def statuses() -> set[int]:
    """Those of errors in the schema, and those that docs/api.md lists."""
    table = (DOCS / "api.md").read_text("utf-8").partition("| status | when |")[2].partition("\n\n")[0]
    listed = {
        int(one)
        for line in table.splitlines()
        for one in re.findall(r"\b\d{3}\b", line.split("|")[1] if "|" in line else "")
    }
    schema = {
        int(one)
        for one in re.findall(r"^        '([45]\d\d)':", (ROOT / "openapi.yaml").read_text("utf-8"), re.MULTILINE)
    }
    assert listed
    assert schema
    return listed | schema


@pytest.mark.parametrize("language", FRAMES)
def test_every_problem_is_explained_with_cause_and_remedy(language: str) -> None:
    read = guide_contents.pages()["problems"].text(language)
    told = {one.heading.anchor: one.text for one in read.sections[1:]}
    types = {
        kind
        for source in (ROOT / one for one in ("rest", "access", "planapi", "districts", "indicators", "projects"))
        for kind in types_in(source)
    }
    assert types == {"BAD_PARAMETER", "QUOTA_EXCEEDED"}
    anchors = {BAD_PARAMETER.rpartition("/")[2], QUOTA_EXCEEDED.rpartition("#")[2]}
    assert anchors <= set(told)
    assert statuses() <= {int(one[:3]) for one in told if one[:3].isdigit()}
    for anchor, text in told.items():
        for words in {"zh": ("原因。", "办法。"), "en": ("Cause.", "Remedy.")}[language]:
            assert words in text, anchor


def types_in(folder: Path) -> Iterator[str]:
    """What is given as ``kind=`` of a problem."""
    for file in folder.rglob("*.py"):
        for call in re.findall(r"\bproblem\((?:[^()]|\([^()]*\))*\)", file.read_text("utf-8")):
            yield from re.findall(r"\bkind=(?!kind\b)([\w\"'/:.-]+)", call)


def test_the_type_of_a_problem_leads_to_where_it_is_explained() -> None:
    refused: Any = Client().get("/api/v1/targets/?yaer=2025")
    kind = json.loads(refused.content)["type"]
    in_browser = Client().get(kind, headers={"accept": "text/html,*/*", "accept-language": "en"})
    assert (in_browser.status_code, in_browser["Location"]) == (302, "/en/guide/problems/#bad-parameter")
    assert Client().get(kind, headers={"accept": "text/html"})["Location"] == "/guide/problems/#bad-parameter"
    for_programs: Any = Client().get(kind)
    assert (for_programs.status_code, for_programs["Content-Type"]) == (200, "text/plain; charset=utf-8")


@pytest.mark.parametrize("file", [DOCS / "standards.md", DOCS / "zh" / "standards.md"], ids=["en", "zh"])
def test_a_standard_is_tested_where_it_says(file: Path) -> None:
    rows = [line.split("|")[1:-1] for line in file.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 25
    for standard, _, tests in rows:
        named = re.findall(r"`(tests/[^`]+)`", tests)
        assert named or standard.strip() in ("standard", "标准"), standard
        for test in named:
            assert (ROOT / test).is_file(), test


def test_what_goes_away_is_announced_half_a_year_before() -> None:
    declared = []
    views = [StrictView]
    while views:
        view = views.pop()
        views += view.__subclasses__()
        if view.__module__.startswith("planapi.") or view.__module__.split(".")[0] in (
            "districts",
            "indicators",
            "projects",
            "rest",
        ):
            declared += [one for one in (view.deprecation, *view.deprecated_parameters.values()) if one is not None]
    for one in declared:
        assert one.sunset is None or (one.sunset - one.since).days >= 182
    told = "Nothing is deprecated at present" in (DOCS / "versions.md").read_text("utf-8")
    assert told == (not declared)


def test_an_anchor_is_that_of_github() -> None:
    assert [slug(one) for one in ("Limits and keys", "`targets/aggregate/`", "503 Service Unavailable", "怎么问？")] == [
        "limits-and-keys", "targetsaggregate", "503-service-unavailable", "怎么问",
    ]  # fmt: skip
