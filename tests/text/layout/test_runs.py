"""A text that has each run of digits on a line of its own is read as the text that it was made of."""

import re

import pytest

from planapi.reading import read_all
from tests.cases import observations, outline, read
from tests.seeds import seed
from text.layout.layout import lay_out
from text.layout.runs import lines_of_runs
from text.sources.source import make_source

_DIGITS = re.compile(r" ?(?<![\d.,])(\d[\d.,]*\d%?|\d%?)(?![\d.,%]) ?")
REPORT = """2024年涉县政府工作报告
2024年1月18日在涉县第十七届人民代表大会第三次会议上
县长 王某
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、“十四五”以来成就和2023年工作回顾
2023年，地区生产总值从186.4亿元增加到213.4亿元，年均增长5.3%。财政总收入、一般公共预算收入年均分别增长6.3%、9.4%。
累计完成固定资产投资131.6亿元，引进项目7个、世界500强企业2家。三次产业结构调整为12.1：41.3：46.6。
二、2024年工作安排
2024年，地区生产总值增长6%，新建学校3所。
"""


def torn(text: str) -> str:
    """The text with each run of digits on a line of its own; tables stay."""
    lines = (
        line if "|" in line or "\t" in line else _DIGITS.sub(r"\n\1\n", line).strip("\n") for line in text.split("\n")
    )
    return "\n".join(lines)


def test_a_torn_report_is_read_as_the_whole_one() -> None:
    whole, parts = read(REPORT), read(torn(REPORT))
    assert observations(parts) == observations(whole)
    assert outline(parts) == outline(whole)
    assert (parts.document.title, parts.document.delivered_on) == (whole.document.title, whole.document.delivered_on)


def test_its_evidence_is_quoted_as_it_stands() -> None:
    text = torn(REPORT)
    for row in read(text).rows.observations:
        assert text[row.raw_start : row.raw_end] == row.raw


@pytest.mark.parametrize("name", ["hebei", "hedong_report"])
def test_a_torn_seed_is_read_as_the_whole_one(name: str) -> None:
    source = seed(name)
    text = make_source(torn(source.text), name=source.name)
    whole = {(row.subject, row.value, row.unit) for row in read_all(source).rows.observations}
    assert {(row.subject, row.value, row.unit) for row in read_all(text).rows.observations} == whole


def test_a_line_that_a_figure_ends_is_no_number_of_a_page() -> None:
    laid = lay_out(make_source(torn(REPORT))).source.text
    assert "世界500强企业2家" in laid


@pytest.mark.parametrize("page", ["{}", "— {} —", "- {} -", "—\n{}\n—", "第{}页"])
def test_a_torn_text_with_numbers_of_pages_stays_as_it_is(page: str) -> None:
    text = torn(REPORT)
    for number, place in enumerate(["请予审议。\n", "财政总收入、", "工作安排\n"], start=7):
        text = text.replace(place, f"{place}\n{page.format(number)}\n", 1)
    assert list(lines_of_runs(make_source(text))) == []


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        REPORT + "\n指标\n单位\n2020年\n2025年\n属性\n" + "地区生产总值\n亿元\n213\n300\n预期性\n" * 12,
        REPORT
        + "\n附件：2024年民生实事\n"
        + "".join(f"新建公办幼儿园{at}\n{at}\n所，新增学位{at}20个\n" for at in range(3, 20)),
        REPORT
        + "\n年末常住人口（万人）\n42.6\n人均地区生产总值（元）\n73200\n户籍人口（万人）\n45.1\n公路里程（公里）\n18\n"
        * 5,
        "\n".join(f"第{page}页的话没有说完，\n{page}\n下一页接着说新的事情。" for page in range(1, 20)),
    ],
    ids=["whole paragraphs", "a table of a cell a line", "a list of works", "labels and values", "numbers of pages"],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert list(lines_of_runs(make_source(text))) == []
