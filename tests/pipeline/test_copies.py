"""Copies of a document that differ as copies do are read the same: what a web page adds, what a converter loses, how figures are written."""

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from planapi.reading import read_all
from tests.seeds import FILES, SEEDS
from text.sources.source import make_source

CHINESE = "〇一二三四五六七八九"
MENU = (
    "首页\n>>政务公开\n>>政府工作报告\n当前位置：首页 > 政府信息公开 > 工作报告\n分享到：\n来源：政府办公室 发布时间：2024-03-01 09:30 浏览次数：1234\n"
    "字号：大 中 小\n"
)
FOOT = "\n【打印本页】【关闭窗口】\n上一篇：乌有县2022年政府工作报告\n下一篇：子虚市2021年政府工作报告\n责任编辑：某某\n版权所有：某某市人民政府\n"


def noted(text: str) -> str:
    """Every seventh figure has the mark of a note behind it."""
    count = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{match.group()}[{count}]" if count % 7 == 0 else match.group()

    return re.sub(r"\d(?:\.\d+)?(?=亿元|万元|家|个)", mark, text)


COPIES: dict[str, Any] = {
    "of a web page": lambda text: MENU + text + FOOT,
    "with years in Chinese digits": lambda text: re.sub(
        r"(?<!\d)20(\d)(\d)(?=年)", lambda match: f"二〇{CHINESE[int(match[1])]}{CHINESE[int(match[2])]}", text
    ),
    "with a space before units": lambda text: re.sub(r"(\d)(亿元|万人|%)", r"\1 \2", text),
    "with marks of notes": noted,
    "with raised marks": lambda text: re.sub(r"(\d)(亿元)", r"\1<sup>1</sup>\2", text, count=5),
    "with middle dots": lambda text: re.sub(r"(?<![\d.])(\d{1,3})\.(\d)(?=%|亿|万|个)", r"\1·\2", text),
    "in Markdown": lambda text: re.sub(r"(?m)^([ 　\t]*)([一二三四五六七八九十]+、)(?=[^\n。]{2,40}$)", r"## \2", text),
    "with other line ends": lambda text: text.replace("\n", "\r\n"),
    "with wide digits": lambda text: text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％")),
}


def rows(text: str) -> Counter[tuple[Any, ...]]:
    reading = read_all(make_source(text, name="copy.txt"))
    return Counter(
        (
            one.value,
            one.value_max,
            one.unit,
            one.year,
            one.period_start,
            one.kind,
            one.measure,
            one.direction,
            one.indicator,
        )
        for one in reading.rows.observations
    )


@cache
def original(name: str) -> tuple[str, Counter[tuple[Any, ...]]]:
    text = (SEEDS / FILES[name]).read_text(encoding="utf-8")
    return text, rows(text)


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", ["hedong_report", "hebei"])
def test_a_copy_is_read_as_the_original(name: str, copy: str) -> None:
    text, expected = original(name)
    copied = COPIES[copy](text)
    found = rows(copied)
    assert (expected - found, found - expected) == (Counter(), Counter())
