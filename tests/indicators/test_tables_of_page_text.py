"""Indicator tables in the text of a PDF's pages: categories that touch the names, rows whose cells ran together, columns in the wrong order."""

import pytest

from planapi.reading_check import check
from tests.cases import read

HEAD = "{place}国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展目标\n\n到2025年，努力实现以下目标。\n\n专栏1 “十四五”时期经济社会发展主要指标\n\n"
TAIL = "\n第二章 重点任务\n\n加快建设现代化产业体系。\n"


def rows(table: str) -> list[str]:
    reading = read(HEAD.format(place="嵩县") + table + TAIL)
    return [
        f"{one.category}|{one.name}|{one.unit}|{one.baseline.raw}|{one.target.raw} {one.target.span}"
        for one in reading.targets.targets
    ]


@pytest.mark.parametrize("category", ["健康生活", "开放枢纽", "经济发展"])
def test_a_category_one_space_from_the_name_beside_it(category: str) -> None:
    table = f"""
领域     主要指标                                 2020年  2025年      属性
       人均体育场地面积（平方米）              2.1    2.6         预期性
       经常锻炼的人口比例（%）                 36     39          预期性
{category} 居民健康素养水平（%）                   20.3   ≥25         预期性
       成人吸烟率（%）                         25.6   ＜23.3      预期性
       年人均用水量（立方米）                  310    300左右     约束性
"""
    assert rows(table) == [
        f"{category}|人均体育场地面积|平方米|2.1|2.6 point",
        f"{category}|经常锻炼的人口比例|%|36|39 point",
        f"{category}|居民健康素养水平|%|20.3|≥25 point",
        f"{category}|成人吸烟率|%|25.6|＜23.3 point",
        f"{category}|年人均用水量|立方米|310|300左右 point",
    ]


WHOLE = "| 森林覆盖率（%） | 41 | 43 | 约束性 |\n| 粮食产量（万吨） | 32 | 33 | 约束性 |\n| 城镇化率（%） | 41 | 43 | 预期性 |\n"


@pytest.mark.parametrize(
    "mixed",
    [
        "| 研发投入强度（%）科技进步贡献率（%） | 0.86 56 | 1.8 60 | 预期性 |",
        "| 每万人口全科医生数（人）健康保障 | 2.6 | 3.9 | 预期性 |",
        "| 细颗粒物（PM2.5） | 浓度（微克/立方米）27 | 25 | 约束性 |",
        "| 【【新增就业人数（人） | 1200 | 1300 | 预期性 |",
        "| 新增学位（个） | 1200 | —预期 | 预期性 |",
        "| 用水量下降（%） | [18.4] [16] | [15] | 约束性 |",
    ],
)
def test_a_row_whose_cells_ran_together_is_left_out_and_said(mixed: str) -> None:
    table = f"| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n{WHOLE}{mixed}\n"
    assert [row.split("|")[1] for row in rows(table)] == ["森林覆盖率", "粮食产量", "城镇化率"]
    found = check(read(HEAD.format(place="嵩县") + table + TAIL))
    assert "table_rows_lost" in [one.code for one in found]


@pytest.mark.parametrize(
    "name",
    ["地区生产总值（亿元）年均增长（%）", "单位GDP能耗降低（%）〔累计〕", "细颗粒物（PM2.5）浓度（微克/立方米）"],
)
def test_a_bracket_within_a_name_is_no_sign_of_that(name: str) -> None:
    table = f"| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n{WHOLE}| {name} | 6 | 7 | 预期性 |\n"
    assert len(rows(table)) == 4


@pytest.mark.parametrize("unit", ["比%", "率人/亿元", "床位数张/千人"])
def test_the_end_of_a_name_is_no_unit(unit: str) -> None:
    table = f"| 指标 | 单位 | 2020年 | 2025年 |\n|---|---|---|---|\n| 森林覆盖率 | % | 41 | 43 |\n| 粮食产量 | 万吨 | 32 | 33 |\n| 每千名老人拥有 | {unit} | 4 | 5 |\n| 城镇化率 | % | 4 | 5 |\n"
    assert [row.split("|")[1] for row in rows(table)] == ["森林覆盖率", "粮食产量", "城镇化率"]


def test_a_table_that_grows_by_too_much_every_year_was_misread() -> None:
    swapped = "| 指标 | 单位 | 2020年 | 2025年 | 年均增长 |\n|---|---|---|---|---|\n"
    swapped += "".join(f"| {name}率 | % | 41 | 〔2〕 | 43 |\n" for name in ("森林覆盖", "城镇化", "入学", "就业"))
    assert rows(swapped) == []
    assert "table_not_read" in [one.code for one in check(read(HEAD.format(place="嵩县") + swapped + TAIL))]


def test_a_year_is_what_was_reached_before_a_heading_that_lost_its_end() -> None:
    table = "| 指标 | “十三五”规 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|---|\n| 粮食产量（万吨） | 30 | 32 | 33 | 约束性 |\n"
    assert rows(table) == ["|粮食产量|万吨|32|33 point"]


def test_a_note_below_the_last_lines_of_the_last_row() -> None:
    table = "| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n| 新增就业（人） | 900 | 【5000】 | 预期 |\n\n性\n\n注：【】内为五年累计数。\n"
    assert rows(table) == ["|新增就业|人|900|【5000】 cumulative"]


def test_a_table_whose_figures_all_shrink_to_nothing_was_misread() -> None:
    swapped = "| 指标 | 单位 | 2020年 | 2025年 | 年均增长 |\n|---|---|---|---|---|\n"
    swapped += "".join(f"| {name}产值 | 亿元 | 504 | 3.6 | 720 |\n" for name in ("工业", "农业", "旅游业"))
    assert rows(swapped) == []
    assert "table_not_read" in [one.code for one in check(read(HEAD.format(place="嵩县") + swapped + TAIL))]


def test_two_averages_of_one_name_are_of_the_years_before_them() -> None:
    table = "| 指标 | 单位 | “十三五” |  | “十四五” |  | 属性 |\n|---|---|---|---|---|---|---|\n"
    table += "|  |  | 2020年 | 年均增长% | 2025年 | 年均增长% |  |\n| 工业产值 | 亿元 | 504 | 3.6 | 720 | 7.4 | 预期性 |\n| 粮食产量 | 亿斤 | 48 | — | 50 | — | 约束性 |\n"
    assert rows(table) == [
        "|工业产值|亿元|504|720 point",
        "|工业产值|%|None|7.4 annual_average",
        "|粮食产量|亿斤|48|50 point",
    ]


def test_figures_under_headings_that_stand_over_others_are_left_out() -> None:
    table = "| 指标 | “十三五” | “十四五” | 2020年 | 年均增长% |\n|---|---|---|---|---|\n| 粮食产量（亿斤） | 48 | 2 | 50 | 1.2 |\n"
    assert rows(table) == []
    aims = "| 指标 | “十三五”实际 | “十四五”目标 |\n|---|---|---|\n| 粮食产量（亿斤） | 48 | 50 |\n"
    assert rows(aims) == ["|粮食产量|亿斤|48|50 point"]
