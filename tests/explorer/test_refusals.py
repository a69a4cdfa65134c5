"""What is refused on a page is told in the language of the page."""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from planapi.explorer.refusals import in_chinese, phrases

ROOT = Path(__file__).parents[2]
BROWSER = "text/html"

SENTENCE = {"Wrong": 2, "Unreadable": 0, "Elsewhere": 1, "Http404": 0}
"""Which argument of what is raised is a sentence."""
OF_PAGES = [
    *(ROOT / "planapi/explorer").glob("*.py"),
    *(
        ROOT / one
        for one in (
            "planapi/evidence_page.py",
            "planapi/search/parameters.py",
            "planapi/search/views.py",
            "rest/cursors.py",
            "rest/elsewhere.py",
            "rest/filters.py",
            "rest/pagination.py",
            "rest/views.py",
            "indicators/analysis/ranking.py",
            "indicators/analysis/verify.py",
            "indicators/analysis/verify_asking.py",
        )
    ),
]
"""Modules that refuse what a page can be asked."""
NOT_OF_PAGES = {"unknown member", "only JSON responses can contain it"}
"""What they say of bodies and files alone."""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/search/?q=养老&type=horse", "不是可以写的值"),
        ("/search/?q=养老&per_page=9", "没有这个参数"),
        ("/search/?q=" + "长" * 300, "太长：最多"),
        ("/indicators/gdp-growth/?page=99", "没有这一页：只能是 1 到"),
        ("/?revision=9999999", "没有这一版：只能是 1 到"),
        ("/?revision=1&revision=2", "写了不止一次，只能写一个值"),
        ("/projects/?place=乌有区", "没有这个地区"),
        ("/projects/?district=999999", "没有地区“999999”"),
        (
            "/projects/?district=120107",
            "没有地区“120107”：天津市塘沽区在 2009 年已撤销或改了代码，现为天津市滨海新区（120116）",
        ),
        ("/projects/?document=120102-plan-2099", "没有文件“120102-plan-2099”"),
        ("/projects/?investment_cny__gte=1亿", "要写成数字，如 51.3 或 1e8，不带单位和千位分隔符；1亿写作 100000000"),
        ("/projects/?period_start=2021-2025", "只能是整数，如 2025；一段年份写成两头："),
        ("/projects/?district=120102;120110", "；几个值用逗号隔开"),
        ("/projects/?page_size=0", "只能是 1 到"),
        ("/projects/?cursor=x", "不是这张表的翻页位置"),
        ("/projects/?ordering=colour", "不能按这个排序"),
        ("/projects/?name=a\x00b", "不能含空字符（NUL）"),
        ("/parks/?page=2", "没有这个参数：不用页码，请用“下一页”的地址"),
        ("/guide/search/?q=" + "长" * 300, "最多 "),
        ("/verify/?text=增长5%25&district=999999", "没有这个地区"),
        ("/verify/?text=增长5%25&year=近年", "要写成年份，如 2023"),
        ("/verify/?text=增长5%25&district=120102&document=120110-plan-2021", "这份文件属于"),
        ("/builder/?resource=horses", "没有这一个"),
        ("/builder/?resource=projects&district=999999", "没有地区“999999”"),
        ("/charts/compare.svg?indicator=gdp", "必须填写"),
        ("/charts/compare.svg?indicator=gdp&district=120102&size=huge", "没有这种大小的图"),
        ("/documents/120102-report-1999/", "没有文件“120102-report-1999”。"),
        ("/indicators/happiness/", "没有指标“happiness”。"),
        ("/guide/nothing/", "指南里没有“nothing”这一页。"),
        ("/nothing/", "这个地址什么也没有。"),
    ],
)
def test_a_page_in_chinese_refuses_in_chinese(client: Client, path: str, told: str) -> None:
    answer: Any = client.get(quote(path, safe="/?&=%"), headers={"accept": BROWSER, "accept-language": "zh"})
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code in (200, 400, 404)
    text = re.sub(r"<[^>]*>", "", page).replace("&#x27;", "'")
    assert told in text
    # Of the API's English there are only the phrase of the status and the title of the problem.
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'<(?:span|p) lang="en">(?!40[04] )[^<]*', main) == []


@pytest.mark.django_db
def test_a_page_in_english_and_the_api_refuse_in_english(client: Client) -> None:
    address = "/projects/?page_size=0"
    page: Any = client.get(f"/en{address}", headers={"accept": BROWSER, "accept-language": "zh"})
    assert "must be a whole number from 1 to" in page.content.decode()
    answer: Any = client.get(f"/api/v1{address}", headers={"accept-language": "zh"})
    assert answer.json()["errors"][0]["message"].startswith("must be a whole number from 1 to")


def _written(node: ast.AST | str | None, named: dict[str, list[ast.expr]]) -> list[str]:
    """The sentences that an expression can be, each with something in the place of what changes."""
    if isinstance(node, str):  # a part of an f-string that does not change
        return [node]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        parts = [_written(getattr(part, "value", part), named) or ["7"] for part in node.values]
        return ["".join(map(str, one)) for one in product(*parts)]
    if isinstance(node, ast.IfExp):
        return [*_written(node.body, named), *_written(node.orelse, named)]
    if isinstance(node, ast.BinOp):
        return [a + b for a, b in product(_written(node.left, named), _written(node.right, named) or [""])]
    if isinstance(node, ast.Name):
        return [one for value in named.get(node.id, ()) for one in _written(value, named)]
    return []


def _assigned(statements: Iterator[ast.AST]) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in statements:
        for target in node.targets if isinstance(node, ast.Assign) else ():
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)  # type: ignore[attr-defined]
            pairs = zip(target.elts, node.value.elts, strict=True) if several else [(target, node.value)]  # type: ignore[attr-defined]
            for name, value in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).append(value)
    return found


def _sentences(source: Path) -> set[str]:
    """What a module says of a refusal."""
    module = ast.parse(source.read_text("utf-8"))
    named = _assigned(iter(module.body))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    found = set()
    outside = [(one, named) for one in module.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    for scope, known in [*outside, *((one, named | _assigned(ast.walk(one))) for one in functions)]:
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCE:
                found.update(_written((node.args[SENTENCE[node.func.id] :] or [None])[0], known))
    return found


def test_every_refusal_that_a_page_can_show_has_words_in_chinese() -> None:
    said = {one for source in OF_PAGES for one in _sentences(source)}
    assert len(said) > 60
    assert {one for one in said - NOT_OF_PAGES if in_chinese(one) is None} == set()


def test_no_words_are_kept_of_what_is_not_said_any_more() -> None:
    sources = [*ROOT.glob("planapi/**/*.py"), *ROOT.glob("rest/**/*.py"), *ROOT.glob("access/*.py")]
    sources += [*ROOT.glob("indicators/**/*.py"), *ROOT.glob("districts/**/*.py")]
    text = "\n".join(one.read_text("utf-8") for one in sources)
    for said in phrases().patterns:
        longest = max(re.split(r"\{\w+\}|[“”'\";:.?()]", said), key=len).strip()
        assert longest in text, said
