"""Plans as they are found: indicator tables whose only aim is a rate, and the prose of a text set narrow."""

import re

import pytest

from tests.cases import observations, read

_HEAD = "平遥县国民经济和社会发展第十四个五年规划纲要\n第一章 发展目标\n第一节 主要目标\n"
_TABLE = "\n第二节 任务\n到2025年，建成公园3个。\n"


def targets(text: str) -> list[str]:
    """``name unit→indicator: cells`` a row, each cell with its value, comparator and measure."""
    return [
        f"{row.read.name} {row.read.unit}→{row.indicator}: "
        + ", ".join(f"{side.raw} {side.value} {side.comparator.value} {side.measure.value}" for side in row.sides)
        for row in read(text).rows.targets
    ]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        # a rate is no sum of what the row counts
        (
            "|指标|单位|2020年|2025年|年均增长（%）|属性|",
            "|居民人均可支配收入|元|29850|-|8|预期性|",
            [
                "居民人均可支配收入 元→household-income: 29850 29850 eq level, - None none level",
                "居民人均可支配收入 %→household-income-growth: 8 8 eq annual_average",
            ],
        ),
        (
            "|指标|单位|2020年|2025年|年均增速|属性|",
            "|规上工业增加值|亿元|—|—|8左右|预期性|",
            ["规上工业增加值 %→above-scale-industrial-value-added-growth: 8左右 8 approx annual_average"],
        ),
        (
            "|指标|单位|2020年|2025年|年均增长或累计|属性|",
            "|全员劳动生产率|万元/人|8.1|—|9%|预期性|",
            [
                "全员劳动生产率 万元/人→labour-productivity: 8.1 8.1 eq level, — None none level",
                "全员劳动生产率 %→labour-productivity-growth: 9% 9 eq annual_average",
            ],
        ),
        (
            "|指标|单位|2020年|2025年|年均增长|属性|",
            "|居民人均可支配收入|元|22150|—|与经济增长同步|预期性|",
            [
                "居民人均可支配收入 元→household-income: 22150 22150 eq level, — None none level",
                "居民人均可支配收入 %→household-income-growth: 与经济增长同步 None ref annual_average",
            ],
        ),
        # a total in brackets counts what the row counts
        (
            "|指标|单位|2020年|2025年|年均增长〔累计〕|属性|",
            "|城镇新增就业|万人|—|—|〔1.6〕|预期性|",
            ["城镇新增就业 万人→new-jobs: — None none level, 〔1.6〕 1.6 eq cumulative"],
        ),
    ],
)
def test_rates_in_a_column_of_their_own(head: str, row: str, expected: list[str]) -> None:
    rule = "|" + "---|" * (head.count("|") - 1)
    assert targets(f"{_HEAD}专栏1 主要指标\n{head}\n{rule}\n{row}\n{_TABLE}") == expected


_REVIEW = """“十三五”时期，全市经济保持较快增长。全市地区生产总值由2015年的1630.3亿元增加到2020年的2959.4亿元，年均增长8.1%。
一般公共预算收入完成148.7亿元，固定资产投资年均增长15.3%，五年累计完成8560亿元。粮食产量稳定增长，达到348.9万吨。高新技术企业由79家增加到655家。
城镇化进程加快，常住人口城镇化率由43.8%提高到49.3%，中心城区建成区的面积扩大到112平方公里。森林覆盖率由45.1%提高到48.5%。
城镇、农村居民人均可支配收入分别达38561元、14968元，年均分别增长8.0%、9.5%。五年新增城镇就业28.6万人，城镇登记失业率控制在3.9%以内。
基本医疗保险参保率稳定在97%以上，每千人口医疗卫生机构床位数由4.6张提高到6.9张，高速公路通车里程由346公里增加到916公里。"""


def set_narrow(text: str, width: int) -> str:
    """The text with its lines broken at ``width`` signs, in words and before numbers but in none."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for piece in re.findall(r"[\d.]+|.", paragraph):
            if len(line) - len(re.findall(r"[\d.]", line)) / 2 + len(piece) / 2 > width:
                lines.append(line)
                line = ""
            line += piece
        lines.append(line)
    return "\n".join(lines)


@pytest.mark.parametrize("width", [17, 19, 20, 21, 22, 23, 24, 26, 28, 38])
def test_text_set_narrow(width: int) -> None:
    """A line that begins with 43.8% is no item 43, and a line of 22 signs is no title."""
    head, plan = "曲靖市国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n", "\n第二章 主要目标\n加快发展。\n"
    assert observations(read(head + set_narrow(_REVIEW, width) + plan)) == observations(read(head + _REVIEW + plan))


@pytest.mark.parametrize(
    ("name", "unit", "cell", "measure"),
    [
        ("新增就业人数", "万人", "[12]", "cumulative"),
        ("地区生产总值年均增速", "%", "[8]", "annual_average"),
        ("居民人均可支配收入增长", "%", "[8]", "annual_average"),
        ("单位地区生产总值能耗降低", "%", "[13.5]", "cumulative"),
    ],
)
@pytest.mark.parametrize("note", ["带[]的为五年累计或年均数", "[ ]内为五年年均或累计数"])
def test_brackets_that_may_hold_totals_and_averages(name: str, unit: str, cell: str, measure: str, note: str) -> None:
    table = (
        f"|指标|单位|2020年|2025年|属性|\n|---|---|---|---|---|\n|{name}|{unit}|{cell}|{cell}|预期性|\n\n备注：{note}。"
    )
    (row,) = read(f"{_HEAD}专栏1 主要指标\n{table}\n{_TABLE}").rows.targets
    assert [side.measure.value for side in row.sides] == [measure, measure]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("粮食总产量连续五年超140万吨。", "140万吨 2020 actual gt level「粮食总产量」→grain-output"),
        ("固定资产投资连续3年突破100亿元。", "100亿元 2020 actual gt level「固定资产投资」→fixed-asset-investment"),
        ("五年城镇新增就业2.46万人。", "2.46万人 2016-2020 actual eq cumulative「城镇新增就业」→new-jobs-cumulative"),
        ("研发经费投入强度仅为0.6%。", "0.6% 2020 actual eq share「研发经费投入强度」→rd-intensity"),
        ("全社会研发投入占比达到4.8%。", "4.8% 2020 actual eq share「全社会研发投入占比」→rd-intensity"),
        ("年接待游客达到2500万人次。", "2500万人次 2020 actual eq level「接待游客」→tourists"),
    ],
)
def test_words_of_a_review_of_five_years(sentence: str, expected: str) -> None:
    text = f"平遥县国民经济和社会发展第十四个五年规划纲要\n第一章 发展基础\n{sentence}\n第二章 主要目标\n加快发展。\n"
    assert observations(read(text)) == [expected]


@pytest.mark.parametrize(
    "rows",
    [
        "序 “十四五”目标\n指 标 单位 属性\n号\n2025年 年均[累计]\n1 生产总值年均增长率 % 预期性 - 7左右\n万元/\n2 劳动生产率 预期性 14左右 -\n人\n全社会研发经费支出相当于\n4 % 预期性 2.1左右 -\n生产总值比例",
        "指 标 属性 现状\n研发强度 %\n预期性 2.1左右\n森林覆盖率 %\n约束性 65\n粮食产量 万吨\n约束性 35",
    ],
)
def test_rows_that_are_not_understood(rows: str) -> None:
    """Nothing in them is a figure of the prose, and a note says that they are there. The heading and the text below are read."""
    reading = read(f"{_HEAD}{rows}\n第二节 任务\n到2025年，粮食产量达到35万吨。约束性指标全部完成。\n")
    assert observations(reading) == ["35万吨 2025 target eq level「粮食产量」→grain-output"]
    assert reading.rows.targets or any("was read" in note.message for note in reading.targets.notes)
