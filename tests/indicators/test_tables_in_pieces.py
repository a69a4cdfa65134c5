"""Indicator tables that lost a heading or cells on their way: their numbers are no names, and their names no values."""

import pytest

from planapi.reading_check import check
from tests import cases

HEAD = "嵩县国民经济和社会发展第十四个五年规划纲要\n第一章 主要目标\n到2025年，全县生产总值达到300亿元。\n"
TITLE = "专栏1 “十四五”时期经济社会发展主要指标\n"
ROWS = (
    ("地区生产总值（亿元）", "213", "300", "预期性"),
    ("3岁以下婴幼儿托位数（个）", "410", "950", "预期性"),
    ("森林覆盖率（%）", "44", "46", "约束性"),
    ("5G基站数（个）", "37", "60", "预期性"),
    ("高新技术企业（家）", "12", "31", "预期性"),
)
NAMES = ["地区生产总值", "3岁以下婴幼儿托位数", "森林覆盖率", "5G基站数", "高新技术企业"]


def table(headings: str, *, numbers: bool, mark: str) -> str:
    rows = [mark.join(([str(at)] if numbers else []) + list(row)) for at, row in enumerate(ROWS, start=1)]
    return HEAD + TITLE + mark.join(headings.split()) + "\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize("mark", ["\t", "\n"])
@pytest.mark.parametrize("numbers", [True, False])
def test_the_numbers_of_rows_are_no_part_of_names_without_their_heading(mark: str, numbers: bool) -> None:
    reading = cases.read(table("指标 2020年 2025年 属性", numbers=numbers, mark=mark))
    assert [(one.seq, one.name) for one in reading.targets.targets] == list(enumerate(NAMES, start=1))
    assert [one.target.raw for one in reading.targets.targets] == ["300", "950", "46", "60", "31"]


def test_a_row_that_lost_a_cell_has_no_number_for_a_name() -> None:
    text = table("指标 2020年 2025年 属性", numbers=True, mark="\t")
    torn = text.replace("\t213", "").replace("\t60", "").replace("\t31", "")
    reading = cases.read(torn)
    assert not any(one.name.isdecimal() for one in reading.targets.targets)
    assert {one.code for one in check(reading)} & {"table_not_read", "table_rows_lost"}


@pytest.mark.parametrize(
    "title",
    [
        "“十四五”时期经济社会发展主要指标预计表",
        "嵩县“十四五”主要发展指标表",
        "表1 “十四五”时期主要指标",
        "专栏2 经济社会发展主要指标",
    ],
)
def test_a_title_whose_table_is_gone_is_told_of(title: str) -> None:
    assert "table_not_read" in {one.code for one in check(cases.read(f"{HEAD}{title}\n\n第二章 实施\n加强领导。\n"))}


def test_a_sentence_about_the_table_announces_none() -> None:
    said = "“十四五”时期经济社会发展主要指标见附表，各部门要对照主要指标表抓好落实。\n"
    assert "table_not_read" not in {one.code for one in check(cases.read(HEAD + said))}
