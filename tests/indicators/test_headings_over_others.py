"""Indicator tables with headings on two lines, in each layout that loses which heading stands over which: the rows are those of the HTML table."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from planapi.reading_check import check
from tests import cases

Grid = Sequence[Sequence[str]]
"""Rows of cells: ``^`` goes on from the cell above, ``<`` from the one to the left."""

PLAN = "{place}国民经济和社会发展第十四个五年规划纲要\n\n第一章 主要目标\n\n专栏1 “十四五”时期经济社会发展主要指标\n\n{table}\n\n第二章 保障措施\n\n加强组织领导。\n"
VALUE = (  # 目标值 and 年均增长 under one year
    ("类别", "指标名称", "单位", "2020年", "2025年目标", "<", "属性"),
    ("^", "^", "^", "^", "目标值", "年均增长〔累计〕", "^"),
    ("经济发展", "1.农业总产值", "亿元", "31.5", "42", "6%", "预期性"),
    ("^", "2.财政总收入", "亿元", "8.4", "11", "5.5%左右", "预期性"),
    ("民生福祉", "3.养老床位数", "张", "1260", "1800", "—", "预期性"),
    ("^", "4.城镇新增就业", "人", "〔5200〕", "—", "〔5000〕", "预期性"),
    ("绿色生态", "5.森林覆盖率", "%", "52.1", "53", "—", "约束性"),
)
YEARS = (  # the years of the aims, no 属性
    ("序号", "一级指标", "二级指标", "2020年基期值", "目标", "<", "年均增长（%）"),
    ("^", "^", "^", "^", "2023年", "2025年", "^"),
    ("1", "综合实力", "工业总产值（亿元）", "860", "1100", "1350", "9.4"),
    ("2", "^", "外贸进出口额（亿元）", "41.2", "52", "66", "10左右"),
    ("3", "创新能力", "高新技术企业数（家）", "86", "130", "180", "—"),
    ("4", "^", "研发投入强度（%）", "2.4", "2.8", "≥3.2", "—"),
    ("5", "绿色发展", "亩均税收（万元/亩）", "12.5", "15", "18", "—"),
)
NAMES = (  # 指标 over its category and its name, and plans over their years
    ("序号", "指标", "<", "单位", "“十三五”末", "“十四五”目标", "<", "指标属性"),
    ("^", "类别", "名称", "^", "2020年", "2023年", "2025年", "^"),
    ("1", "设施建设", "托育机构数", "家", "18", "30", "45", "预期性"),
    ("2", "^", "普惠托位占比", "%", "52", "60", "≥70", "约束性"),
    ("3", "服务供给", "婴幼儿家庭指导覆盖率", "%", "74.5", "85", "95", "预期性"),
    ("4", "^", "新增普惠托位数", "个", "[620]", "[900]", "[1500]", "预期性"),
    ("5", "队伍建设", "保育人员持证上岗率", "%", "81", "95", "100", "约束性"),
)
BLOCKS = (  # two plans, each over what is said of it
    ("指标", "单位", "“十三五”完成情况", "<", "“十四五”规划目标", "<", "属性"),
    ("^", "^", "2020年", "年均增长", "2025年", "年均增长", "^"),
    ("农业总产值", "亿元", "31.5", "4.2%", "42", "6%", "预期性"),
    ("财政总收入", "亿元", "8.4", "3.9%", "11", "5.5%", "预期性"),
    ("养老床位数", "张", "1260", "—", "1800", "—", "预期性"),
    ("森林覆盖率", "%", "52.1", "—", "53", "—", "约束性"),
)


def filled(grid: Grid) -> list[list[str]]:
    made: list[list[str]] = []
    for row in grid:
        cells: list[str] = []
        for at, cell in enumerate(row):
            cells.append(made[-1][at] if cell == "^" else cells[-1] if cell == "<" else cell)
        made.append(cells)
    return made


def empty(grid: Grid) -> list[list[str]]:
    return [["" if cell in "^<" else cell for cell in row] for row in grid]


def once(grid: Grid) -> list[list[str]]:
    return [[cell for cell in row if cell not in "^<"] for row in grid]


def strokes(rows: Grid) -> str:
    first, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([first, "|" + "---|" * len(rows[0]), *rest])


def tabs(rows: Grid) -> str:
    return "\n".join("\t".join(row) for row in rows)


def in_html(grid: Grid) -> str:
    rows: list[str] = []
    for top, row in enumerate(grid):
        cells: list[str] = []
        for left, cell in enumerate(row):
            if cell in "^<":
                continue
            down = next((at for at in range(top + 1, len(grid)) if grid[at][left] != "^"), len(grid)) - top
            wide = next((at for at in range(left + 1, len(row)) if row[at] != "<"), len(row)) - left
            cells.append(f"<td rowspan={down} colspan={wide}>{cell}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def cut(heading: str) -> str:
    """A heading of a narrow column, on two lines as pdftotext -raw has it."""
    for words in (
        "2020年基期|值",
        "一级指|标",
        "年均增长|（%）",
        "年均增长〔累|计〕",
        "2023|年",
        "2025|年",
        "指标属|性",
    ):
        if heading == words.replace("|", ""):
            return words.replace("|", "\n")
    return heading


def over_two_pages(rows: list[list[str]], wholes: list[list[str]], how: Callable[[Grid], str], between: str) -> str:
    """The headings stand on the second page, too, and the category of its first row."""
    return how(rows[:5]) + between + how([*rows[:2], wholes[5], *rows[6:]])


LAYOUTS: dict[str, Callable[[Grid], str]] = {
    "merged cells empty, strokes": lambda grid: strokes(empty(grid)),
    "merged cells filled, strokes": lambda grid: strokes(filled(grid)),
    "merged cells empty, tabs": lambda grid: tabs(empty(grid)),
    "merged cells filled, tabs": lambda grid: tabs(filled(grid)),
    "merged cells once, tabs": lambda grid: tabs(once(grid)),
    "a cell a line": lambda grid: "\n".join(cell for row in once(grid) for cell in row),
    "a cell a line, blank lines between": lambda grid: "\n\n".join(cell for row in once(grid) for cell in row),
    "a row a line, one space between cells": lambda grid: "\n".join(" ".join(row) for row in once(grid)),
    "a cell a line, headings cut": lambda grid: (
        "\n".join(cut(cell) for cell in once(grid)[0] + once(grid)[1])
        + "\n"
        + "\n".join(" ".join(row) for row in once(grid)[2:])
    ),
    "two pages, strokes": lambda grid: over_two_pages(filled(grid), filled(grid), strokes, "\n\n— 12 —\n\n"),
    "two pages, tabs": lambda grid: over_two_pages(empty(grid), filled(grid), tabs, "\n— 12 —\n"),
    "two pages, the rest named so": lambda grid: over_two_pages(empty(grid), filled(grid), tabs, "\n\n续表\n"),
}


def rows_of(place: str, table: str) -> list[tuple[object, ...]]:
    reading = cases.read(PLAN.format(place=place, table=table))
    return [
        (
            one.category,
            one.name,
            one.unit,
            one.nature,
            one.baseline.value,
            one.target.year,
            one.target.raw,
            one.target.span,
        )
        for one in reading.targets.targets
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("place", "grid"),
    [("桐柏县", VALUE), ("嵩县", YEARS), ("隆回县", NAMES), ("松阳县", BLOCKS)],
    ids=lambda one: str(one)[:3],
)
def test_a_heading_stands_over_others_whatever_became_of_its_merged_cells(place: str, grid: Grid, layout: str) -> None:
    right = rows_of(place, in_html(grid))
    assert {name for _, name, *_ in right} == {row[-1].split(".")[-1].split("（")[0] for row in NAMES_OF[place]}
    assert rows_of(place, LAYOUTS[layout](grid)) == right


NAMES_OF = {
    place: [(row[column],) for row in grid[2:]]
    for place, grid, column in (("桐柏县", VALUE, 1), ("嵩县", YEARS, 2), ("隆回县", NAMES, 2), ("松阳县", BLOCKS, 0))
}


def by_columns(grid: Grid) -> str:
    return "\n".join(row[at] for at in range(len(grid[0])) for row in grid if row[at] not in "^<")


@pytest.mark.parametrize(("place", "grid"), [("桐柏县", VALUE), ("嵩县", YEARS), ("隆回县", NAMES)])
def test_a_column_below_the_other_loses_the_categories_alone(place: str, grid: Grid) -> None:
    right = [("", *row[1:]) for row in rows_of(place, in_html(grid))]
    assert rows_of(place, by_columns(grid)) == right
    aims = by_columns(grid).replace("≥3.2", "达到市定目标").replace("≥70", "完成省定任务")
    assert len(rows_of(place, aims)) == len(right)
    assert "table_categories" in {
        one.code for one in check(cases.read(PLAN.format(place=place, table=by_columns(grid))))
    }


@pytest.mark.parametrize("lost", ["1350", "12.5", "86"])
def test_a_column_that_lacks_a_cell_is_of_no_table(lost: str) -> None:
    reading = cases.read(PLAN.format(place="嵩县", table=by_columns(YEARS).replace(f"\n{lost}\n", "\n")))
    assert not reading.targets.targets
    assert "table_not_read" in {one.code for one in check(reading)}


RATES = (  # the rates of two plans, as of which the second has lost its heading
    ("指标", "单位", "2020年", "2025年", "年均增长（%）", "<", "属性"),
    ("^", "^", "^", "^", "“十三五”", "“十四五”", "^"),
    *[
        (name, "亿元", "31.5", "42", "4.2", "6", "预期性")
        for name in ("农业总产值", "财政总收入", "工业投资", "零售总额")
    ],
)


@pytest.mark.parametrize("grid", [BLOCKS, RATES])
def test_headings_of_two_plans_are_of_nobody_column_by_column(grid: Grid) -> None:
    reading = cases.read(PLAN.format(place="松阳县", table=by_columns(grid)))
    assert not reading.targets.targets
    assert {one.code for one in check(reading)} & {"table_not_read", "natures_without_targets"}


ONE_LINE = (
    "序号 指标 单位 2020年 2025年 属性",
    ("1 耕地保有量 万亩 52 52 约束性", "2 工业投资 亿元 31 45 预期性", "3 林地面积 万亩 8.5 8.6 约束性"),
)


@pytest.mark.parametrize(
    ("printed", "raw"),
    [
        ("4 财政收入 亿元 8.5 12\n左右 预期性", "12左右"),
        ("4 财政收入 亿元 8.5 12 左\n右 预期性", "12左右"),
        ("4 财政收入 亿元 8.5 12 以\n上 预期性", "12以上"),
    ],
)
def test_the_words_behind_a_figure_stay_with_it(printed: str, raw: str) -> None:
    head, rows = ONE_LINE
    reading = cases.read(PLAN.format(place="嵩县", table="\n".join([head.replace(" ", "\n"), *rows, printed])))
    assert ["".join((one.target.raw or "").split()) for one in reading.targets.targets] == ["52", "45", "8.6", raw]


@pytest.mark.parametrize("cell", ["≥8.6 —", "— 〔8.6〕", "8.6〕", "〔8.6"])
def test_a_cell_that_holds_two_or_half_of_one_is_not_served(cell: str) -> None:
    head, rows = ONE_LINE
    lines = [head, *rows[:2], rows[2].replace("8.6", "@"), "4 财政收入 亿元 8.5 12 预期性"]
    table = "\n".join(line.replace(" ", "\t") for line in lines).replace("@", cell)
    reading = cases.read(PLAN.format(place="嵩县", table=table))
    assert [one.name for one in reading.targets.targets] == ["耕地保有量", "工业投资", "财政收入"]
    assert "table_rows_lost" in {one.code for one in check(reading)}


def test_the_last_aim_is_the_target_and_the_one_before_it_is_told_of() -> None:
    reading = cases.read(PLAN.format(place="隆回县", table=tabs(empty(NAMES))))
    assert [one.target.raw for one in reading.targets.targets] == ["45", "≥70", "95", "[1500]", "100"]
    assert {one.category for one in reading.targets.targets} == {"设施建设", "服务供给", "队伍建设"}
    assert [one.code for one in check(reading)] == ["table_columns"]


@pytest.mark.parametrize(
    "headings",
    [
        "指标 单位 2020年 2025年 属性/甲 乙",  # what nobody knows
        "指标 单位 基础 目标 规划 属性/2023年 2025年",  # 目标 or 规划 may stand over the years
        "指标 单位 目标 规划 属性/2020年 2025年 2030年",
    ],
)
def test_nothing_is_read_where_nobody_can_tell_which_heading_stands_over_which(headings: str) -> None:
    above, below = (line.split() for line in headings.split("/"))
    width = 6 if "甲" in below else len(above) + len(below) - 1
    figures = ["31.5", "42", "6", "7", "8"][: width - 3]
    rows = [
        [name, "亿元", *figures, "预期性"]
        for name in ("农业总产值", "财政收入", "外贸进出口额", "工业投资", "零售总额")
    ]
    table = "\n".join("\t".join(row) for row in (above, below, *rows))
    reading = cases.read(PLAN.format(place="桐柏县", table=table))
    assert not reading.targets.targets
    assert {one.code for one in check(reading)} & {"table_not_read", "natures_without_targets"}


def test_rows_of_the_second_page_go_on_with_those_of_the_first() -> None:
    numbers = [
        one.seq
        for layout in ("two pages, strokes", "two pages, tabs")
        for one in cases.read(PLAN.format(place="隆回县", table=LAYOUTS[layout](NAMES))).targets.targets
    ]
    assert all(after == before + 1 or after == 1 for before, after in pairwise(numbers))


LAID_OUT = """临泉县国民经济和社会发展第十四个五年规划纲要

第一章 主要目标

专栏 1：临泉县“十四五”规划主要指标

                      “十三五”完成情况             “十四五”规划目标
                                                           指标属
序号 指标名称                    2020 年实际 年均增             年均增
                      规划目标              2025 年             性
                           完成       长               长
1    高新技术企业数（家）       400     520      —    1000    —      预期性
2    义务教育巩固率（%）        98      99       —    99.5    —      约束性
3    圭河水质达标率（%）        90      92       —    95      —      约束性
4    建成区绿化覆盖率（%）      42      41.5     —    43      —      预期性
5    城镇调查失业率（%）        —       —        —    ≤5.5    —      预期性

第二章 保障措施

加强组织领导。
"""


def test_a_table_whose_targets_would_be_left_out_is_said_and_not_read() -> None:
    reading = cases.read(LAID_OUT)
    assert not reading.targets.targets
    assert "table_not_read" in {one.code for one in check(reading)}
