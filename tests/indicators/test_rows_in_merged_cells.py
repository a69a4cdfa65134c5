"""Indicator tables whose cells were merged, as a converter prints them, and cells and columns that say what others say by a bracket."""

import pytest

from tests.cases import read

HEAD = "{place}国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n专栏1 “十四五”时期经济社会发展主要指标\n\n"
TAIL = "\n第二章 重点任务\n\n加快建设现代化产业体系。\n"


def rows(table: str, place: str = "嵩县") -> list[str]:
    """Each target: category, name, unit, nature, baseline, and target with its comparator and span."""
    return [
        f"{one.category}|{one.name}|{one.unit}|{one.nature}|{one.baseline.value}|{one.target.value} {one.target.comparator} {one.target.span}"
        for one in read(HEAD.format(place=place) + table + TAIL).targets.targets
    ]


def marked(table: str) -> str:
    """A table written in spaces as one of Markdown; - is an empty cell."""
    lines = [line.split() for line in table.strip().splitlines()]
    return "".join(f"| {' | '.join('' if cell == '-' else cell for cell in line)} |\n" for line in lines)


GROUPED = """
类别 序号 指标 指标 单位 2020年 2025年 属性
民生 1 居民收入 城镇居民 元 36200 46500 预期性
{a} {b} {c} 农村居民 元 18100 25300 预期性
{a} 2 每千人口床位数 {d} 张 5.2 6 预期性
生态 3 主要污染物减排量 化学需氧量 吨 [420] [400] 约束性
{e} {f} {g} 氨氮 吨 [38] 完成上级任务 约束性
{e} 4 森林覆盖率 {h} % 77.9 78 约束性
"""


@pytest.mark.parametrize(
    "cells",
    [
        {
            "a": "民生",
            "b": "1",
            "c": "居民收入",
            "d": "每千人口床位数",
            "e": "生态",
            "f": "3",
            "g": "主要污染物减排量",
            "h": "森林覆盖率",
        },
        dict.fromkeys("abcdefgh", "-"),
    ],
    ids=["repeated", "left empty"],
)
def test_a_heading_over_two_columns_of_names(cells: dict[str, str]) -> None:
    assert rows(marked(GROUPED.format(**cells))) == [
        "民生|居民收入：城镇居民|元|anticipatory|36200|46500 eq point",
        "民生|居民收入：农村居民|元|anticipatory|18100|25300 eq point",
        "民生|每千人口床位数|张|anticipatory|5.2|6 eq point",
        "生态|主要污染物减排量：化学需氧量|吨|binding|420|400 eq cumulative",
        "生态|主要污染物减排量：氨氮|吨|binding|38|None ref point",
        "生态|森林覆盖率|%|binding|77.9|78 eq point",
    ]


@pytest.mark.parametrize("number", ["一", "（一）", "A"])
@pytest.mark.parametrize("of_each", ["", "（2项）", "(共2个)"])
def test_a_heading_between_rows_that_is_printed_in_each_column(number: str, of_each: str) -> None:
    heading = " ".join([number, *[f"经济发展{of_each}"] * 5])
    table = (
        f"序号 指标 单位 2020年 2025年 属性\n{heading}\n1 工业增加值 亿元 52 81 预期性\n2 茶叶产量 吨 930 1200 预期性"
    )
    assert rows(marked(table)) == [
        "经济发展|工业增加值|亿元|anticipatory|52|81 eq point",
        "经济发展|茶叶产量|吨|anticipatory|930|1200 eq point",
    ]


def test_a_heading_over_all_columns_of_a_page() -> None:
    table = (
        "<table><tr><td>序号</td><td>指标</td><td>单位</td><td>2020年</td><td>2025年</td></tr>"
        '<tr><td>一</td><td colspan="4">民生福祉（1项）</td></tr>'
        "<tr><td>1</td><td>学前教育毛入园率</td><td>%</td><td>88</td><td>93</td></tr></table>\n"
    )
    assert rows(table) == ["民生福祉|学前教育毛入园率|%|None|88|93 eq point"]


@pytest.mark.parametrize(
    ("binding", "anticipatory"), [("约束性指标", "预期性指标"), ("约束性", "预期性"), ("【约束性】", "【预期性】")]
)
def test_a_nature_over_the_rows_that_have_it(binding: str, anticipatory: str) -> None:
    table = f"指标\t单位\t2020年\t2025年\n{binding}\t\t\t\n耕地保有量\t万亩\t61\t≥60\n{anticipatory}\t\t\t\n茶叶产量\t吨\t930\t1200\n旅游人数\t万人次\t210\t350\n"
    assert [row.split("|")[3] for row in rows(table)] == ["binding", "anticipatory", "anticipatory"]


@pytest.mark.parametrize("tick", ["√", "✓", "●", "是"])
def test_a_tick_in_a_column_for_each_nature(tick: str) -> None:
    table = f"指标 单位 2020年 2025年 约束性 预期性\n耕地保有量 万亩 61 ≥60 {tick} -\n茶叶产量 吨 930 1200 - {tick}\n旅游人数 万人次 210 350 - -"
    assert [row.split("|")[3] for row in rows(marked(table))] == ["binding", "anticipatory", "None"]


@pytest.mark.parametrize("units", ["亿元、%", "亿元，%", "亿元;%"])
def test_a_column_with_the_units_of_two_figures(units: str) -> None:
    table = f"指标 单位 2020年 2025年 年均增长 属性\n工业增加值 {units} 52 81 9.3 预期性"
    assert rows(marked(table)) == [
        "|工业增加值|亿元|anticipatory|52|81 eq point",
        "|工业增加值|%|anticipatory|None|9.3 eq annual_average",
    ]


@pytest.mark.parametrize(
    ("row", "second"),
    [
        ("人均预期寿命 岁 79.6 80.5 +0.9", "岁|anticipatory|None|0.9 eq cumulative"),
        ("城镇化率 % 51.2 56 4.8个百分点", "个百分点|anticipatory|None|4.8 eq cumulative"),
        ("数字经济占比 % 5.1 7 1.9pp", "pp|anticipatory|None|1.9 eq cumulative"),
        ("森林蓄积量 万立方米 486 520 累计增加34", "万立方米|anticipatory|None|34 eq cumulative"),
        ("工业增加值 亿元 52 81 9.3", "%|anticipatory|None|9.3 eq annual_average"),
        ("茶叶产量 吨 930 1200 年均提高5.2%", "%|anticipatory|None|5.2 eq annual_average"),
    ],
)
def test_what_a_row_rises_by_is_no_average_of_its_years(row: str, second: str) -> None:
    found = rows(marked(f"指标 单位 2020年 2025年 年均/累计 属性\n{row} 预期性"))
    assert found[1:] == [f"|{row.split(maxsplit=1)[0]}|{second}"]
