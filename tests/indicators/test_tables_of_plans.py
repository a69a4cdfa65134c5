"""Indicator tables of plans of places never seen: their layouts, columns and categories, each with what is right."""

import pytest

from tests.cases import read

HEAD = "{place}国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n专栏1 “十四五”时期经济社会发展主要指标\n"
TAIL = "\n\n第二章 重点任务\n\n加快建设现代化产业体系。\n"


def rows(table: str) -> list[str]:
    """Each target that has a figure or words: number, category, name, unit, baseline with its year, target and span."""
    reading = read(HEAD.format(place="嵩县") + table + TAIL)
    return [
        f"{one.seq}|{one.category}|{one.name}|{one.unit}|{one.baseline.year} {one.baseline.raw}|{one.target.raw} {one.target.span}"
        for one in reading.targets.targets
    ]


def test_categories_on_two_lines_in_the_middle_of_their_rows() -> None:
    table = """
  类别     序号   指标名称                     2020年    2025年     年均增长（%）      属性
                                              实际值    目标值     [累计增长]
           1      地区生产总值（亿元）          96.4      138        7.5              预期性
  经济     2      固定资产投资增长（%）         10.6      —          9                预期性
  发展     3      常住人口城镇化率（%）         41.8      48         [6.2]            预期性
           4      社会消费品零售总额（亿元）    38.7      55         7.3              预期性
  民生     5      城镇新增就业人数（万人）      [1.4]     [1.5]      —                预期性
  福祉     6      人均预期寿命（岁）            77.1      78.6       [1.5]            预期性
  绿色     7      耕地保有量（万亩）            按市下达指标控制                       约束性
  生态     8      森林覆盖率（%）               53.2      53.3       —                约束性
"""
    printed = [row for row in rows(table) if int(row.partition("|")[0]) <= 8]
    assert [row.split("|")[1] for row in printed if "None None" not in row or "耕地" in row] == [
        *["经济发展"] * 4,
        *["民生福祉"] * 2,
        *["绿色生态"] * 2,
    ]
    assert "7|绿色生态|耕地保有量|万亩|2020 None|按市下达指标控制 point" in printed


def test_a_cell_a_line_with_categories_and_a_heading_on_two_lines() -> None:
    table = """类别
序号
指标名称
单位
2020年
2025年
年均增长（%）
〔累计〕
属性
经济
发展
1
地区生产总值
亿元
88.6
＞130
8左右
预期性
2
规上工业增加值增速
%
7.9
—
10
预期性
3
常住人口城镇化率
%
46.8
≥52
〔5.2〕
预期性
绿色
生态
4
森林覆盖率
%
62.18
≥62.5
—
约束性
5
单位GDP能耗降低
%
〔18.6〕
完成市下达任务
—
约束性
"""
    assert [row for row in rows(table) if "|None None|" not in row] == [
        "1|经济发展|地区生产总值|亿元|2020 88.6|＞130 point",
        "2|经济发展|规上工业增加值增速|%|2020 7.9|10 annual_average",
        "3|经济发展|常住人口城镇化率|%|2020 46.8|≥52 point",
        "4|绿色生态|森林覆盖率|%|2020 62.18|≥62.5 point",
        "5|绿色生态|单位GDP能耗降低|%|2020 〔18.6〕|完成市下达任务 point",
    ]


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        # the averages of the years before are no aim
        (
            "指标|单位|2020年|“十三五”年均增长|2025年|“十四五”年均增长|属性",
            "规上工业增加值增长|%|7.8|8.9|—|9|预期性",
            ["%|2020 7.8|9 annual_average"],
        ),
        (
            "指标|单位|2020年|2016-2020年年均增长|2025年|2021-2025年年均增长|属性",
            "规上工业增加值增长|%|6.4|7.1|—|6.5|预期性",
            ["%|2020 6.4|6.5 annual_average"],
        ),
        # 年均 alone: a rate, an amount, or neither
        (
            "指标|单位|2020年|2025年|年均/累计|属性",
            "地区生产总值|亿元|410.6|600|7左右|预期性",
            ["亿元|2020 410.6|600 point", "%|None None|7左右 annual_average"],
        ),
        (
            "指标|单位|2020年|2025年|年均/累计|属性",
            "粮食总产量|万吨|20.4|21|20.8|约束性",
            ["万吨|2020 20.4|21 point", "万吨|None None|20.8 annual_average"],
        ),
        ("指标|单位|2020年|2025年|年均/累计|属性", "旅游总收入|亿元|100|200|3.1|预期性", ["亿元|2020 100|200 point"]),
    ],
)
def test_columns_of_averages(head: str, row: str, expected: list[str]) -> None:
    rule = "|" + "---|" * (head.count("|") + 1)
    other = "|".join(
        {"指标": "常住人口城镇化率", "单位": "%", "2020年": "45.1", "2025年": "50", "属性": "预期性"}.get(cell, "—")
        for cell in head.split("|")
    )
    assert [
        one.split("|", 3)[3] for one in rows(f"|{head}|\n{rule}\n|{row}|\n|{other}|\n") if "城镇化率" not in one
    ] == expected


def test_numbers_without_a_heading() -> None:
    table = """指标名称
单位
2020年
2025年
年均增长（%）
指标属性
（一）经济发展指标
1
地区生产总值
亿元
94.5
140
8.2
预期性
2
其中：工业增加值
亿元
38.7
62
10
预期性
（二）民生指标
3
5G网络覆盖率
%
35
95
—
预期性
4
每千人口医疗卫生机构床位数
张
5.6
7.2
5.2
预期性
"""
    assert [row.rpartition("|")[0].rpartition("|")[0] for row in rows(table) if "|None None|" not in row] == [
        "1|经济发展指标|地区生产总值|亿元",
        "2|经济发展指标|其中：工业增加值|亿元",
        "3|民生指标|5G网络覆盖率|%",
        "4|民生指标|每千人口医疗卫生机构床位数|张",
    ]


def test_a_mark_in_a_circle_says_the_year() -> None:
    table = "|指标|2020年|2025年|属性|\n|---|---|---|---|\n|研发经费投入强度（%）|1.62①|2.5|预期性|\n|森林覆盖率（%）|41|42|约束性|\n\n注：①为2019年数据。\n"
    assert [row.split("|")[4] for row in rows(table)] == ["2019 1.62①", "2020 41"]


def test_a_number_with_a_space_behind_it_begins_a_name() -> None:
    table = """类别 指标名称 2020 年 2025 年 年均增长 属性
经济 1. 地区生产总值（亿元） 88.6 131 8% 预期性
发展 2. 战略性新兴产业增加值占
地区生产总值比重（%） 6.1 12 ［5.9］ 预期性
3. 一般公共预算收入（亿元） 7.2 9.8 6.5% 预期性
民生 4. 劳动年龄人口平均受教育
福祉 年限（年） 10.6 11.5 ［0.9］ 约束性
5. 基本养老保险参保率（%） 93 95 — 预期性
"""
    names = [row.split("|")[2] for row in rows(table) if "|None None|" not in row]
    assert names == [
        "地区生产总值",
        "战略性新兴产业增加值占地区生产总值比重",
        "一般公共预算收入",
        "劳动年龄人口平均受教育年限",
        "基本养老保险参保率",
    ]


def test_categories_written_downwards_are_not_read_as_names() -> None:
    table = """
        指   标                    单位     2020年    2025年    年均[累计]     性质
  经    地区生产总值               亿元      67.6      96        7.5          预期性
  济    农业增加值                 亿元      18.3      23        5            预期性
  发    税收占财政收入比重          %        71.4      75       [3.6]         预期性
  展    城镇化率                    %        44.1      50       [5.9]         预期性
  民    城镇居民人均可支配收入      元      31652    45300       7.5          预期性
  生    公办幼儿园在园幼儿占比      %          55      60       [5]           约束性
"""
    reading = read(HEAD.format(place="嵩县") + table + TAIL)
    assert {one.category for one in reading.targets.targets} == {""}
    assert list(dict.fromkeys(one.name for one in reading.targets.targets)) == [
        "地区生产总值",
        "农业增加值",
        "税收占财政收入比重",
        "城镇化率",
        "城镇居民人均可支配收入",
        "公办幼儿园在园幼儿占比",
    ]
