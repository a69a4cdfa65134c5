"""Headings of plans as PDF text has them: a chapter whose text runs in, and the groups of an indicator table, which are no headings."""

import pytest

from tests.cases import outline, read

_HEAD = (
    "永春县国民经济和社会发展第十四个五年规划纲要\n一、发展基础\n2020年，全县地区生产总值488亿元。\n二、发展目标\n（一）主要目标\n"
    "到2025年，地区生产总值达到700亿元。\n“十四五”主要指标\n"
)
_ROWS = [
    "指标 单位 2020年 2025年 属性",
    "一、经济发展",
    "1.地区生产总值 亿元 488 700 预期性",
    "2.社会消费品零售总额 亿元 200.2 308 预期性",
    "（二）社会民生",
    "3.常住人口城镇化率 % 61.5 66 预期性",
]


@pytest.mark.parametrize("gap", [" ", "\t", "    "])
def test_groups_of_a_table_are_no_headings(gap: str) -> None:
    table = "\n".join(row.replace(" ", gap) for row in _ROWS)
    reading = read(f"{_HEAD}{table}\n三、重点任务\n（一）壮大产业\n加快发展。\n")
    assert outline(reading) == [
        "chapter 1 一、 发展基础",
        "chapter 1 二、 发展目标",
        "section 2 （一） 主要目标",
        "box 3 - “十四五”主要指标",
        "chapter 1 三、 重点任务",
        "section 2 （一） 壮大产业",
    ]
    assert [(row.read.category, row.read.name) for row in reading.rows.targets] == [
        ("经济发展", "地区生产总值"),
        ("经济发展", "社会消费品零售总额"),
        ("社会民生", "常住人口城镇化率"),
    ]


@pytest.mark.parametrize("gap", ["   ", "　　", "\t"])
@pytest.mark.parametrize("text", ["坚持创新驱动。", "按照部署，确定以下目标。", "人口密度偏高，公共服务供给不足；"])
def test_text_that_runs_in_behind_a_chapter(text: str, gap: str) -> None:
    lines = f"第一章 发展目标\n到2025年，地区生产总值达到700亿元。\n第二章 打造核心区{gap}{text}\n第一节 提升能级{gap}推动建设。"
    assert outline(read(f"永春县国民经济和社会发展第十四个五年规划纲要\n{lines}\n")) == [
        "chapter 1 第一章 发展目标",
        "chapter 1 第二章 打造核心区",
        "section 2 第一节 提升能级",
    ]
