"""One indicator table of twenty rows, with every kind of value, in all the layouts that texts have it in: each gives the same targets."""

from collections.abc import Callable, Sequence

import pytest

from indicators.reading.observations import read_observations
from indicators.reading.targets import TargetReading, read_targets
from tests import printed_tables as printed
from tests.printed_tables import Sheet
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.tables.tables import read_tables
from text.vocabulary import Disposition, DocumentKind

CONTEXT = DocumentContext(DocumentKind.PLAN, "青溪市", ("云州省",), 2020, 2021, 2025)
BEFORE = """青溪市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第三章 发展目标

第一节 主要目标

到2025年，全市综合实力迈上新台阶，森林覆盖率达到52.5%以上。

专栏1 “十四五”时期经济社会发展主要指标
"""
AFTER = """
第四章 建设现代化产业体系

第一节 先进制造业

到2025年，建成产业园区6个，新增绿地12公顷。
"""

HEAD = ("类别", "序号", "指标", "单位", "2020年", "2025年", "年均增速〔累计〕", "属性")
# category, number, name, unit, baseline, target, average or total, nature
ROWS = (
    ("经济发展", "1", "地区生产总值", "亿元", "2186.4", "3200", "6.5左右", "预期性"),
    ("经济发展", "2", "全员劳动生产率", "万元/人", "14.2", ">20", "—", "预期性"),
    ("经济发展", "3", "常住人口城镇化率", "%", "61.3", "68", "—", "预期性"),
    ("经济发展", "4", "规模以上工业战略性新兴产业增加值占规模以上工业增加值比重", "%", "18.7", "25以上", "—", "预期性"),
    ("创新驱动", "5", "全社会研发经费投入增长", "%", "—", "—", ">10", "预期性"),
    ("创新驱动", "6", "每万人口高价值发明专利拥有量", "件", "3.6", "6-8", "—", "预期性"),
    ("创新驱动", "7", "数字经济核心产业增加值占地区生产总值比重", "%", "—", "达到全省平均水平", "—", "预期性"),
    ("民生福祉", "8", "居民人均可支配收入增长", "%", "5.4", "与经济增长基本同步", "—", "预期性"),
    ("民生福祉", "9", "城镇调查失业率", "%", "5.3", "5.5以内", "—", "预期性"),
    ("民生福祉", "10", "城镇新增就业", "万人", "〔21.5〕", "—", "〔20〕", "预期性"),
    ("民生福祉", "11", "劳动年龄人口平均受教育年限", "年", "10.6", "11.3", "—", "约束性"),
    ("民生福祉", "12", "每千人口拥有执业（助理）医师数", "人", "2.71", "≥3.2", "—", "预期性"),
    ("民生福祉", "13", "基本养老保险参保率", "%", "91.5", "95", "—", "预期性"),
    ("民生福祉", "14", "每千人口拥有3岁以下婴幼儿托位数", "个", "1.2", "4.5", "—", "预期性"),
    ("民生福祉", "15", "人均预期寿命", "岁", "78.4", "79.5", "—", "预期性"),
    ("绿色生态", "16", "单位地区生产总值能源消耗降低", "%", "〔17.8〕", "完成省下达任务", "—", "约束性"),
    ("绿色生态", "17", "地级及以上城市空气质量优良天数比率", "%", "84.4", "86", "—", "约束性"),
    ("绿色生态", "18", "森林覆盖率", "%", "51.92", "52.5以上", "—", "约束性"),
    ("安全保障", "19", "粮食综合生产能力", "万吨", "136", "≥140", "—", "约束性"),
    ("安全保障", "20", "能源综合生产能力", "万吨标准煤", "58", "80左右", "—", "约束性"),
)  # fmt: skip
READ = """
1|经济发展|地区生产总值|亿元|anticipatory|2186.4 eq point|3200 eq point
21|经济发展|地区生产总值|%|anticipatory|None none point|6.5 approx annual_average
2|经济发展|全员劳动生产率|万元/人|anticipatory|14.2 eq point|20 gt point
3|经济发展|常住人口城镇化率|%|anticipatory|61.3 eq point|68 eq point
4|经济发展|规模以上工业战略性新兴产业增加值占规模以上工业增加值比重|%|anticipatory|18.7 eq point|25 gte point
5|创新驱动|全社会研发经费投入增长|%|anticipatory|— none point|10 gt annual_average
6|创新驱动|每万人口高价值发明专利拥有量|件|anticipatory|3.6 eq point|6-8 range point
7|创新驱动|数字经济核心产业增加值占地区生产总值比重|%|anticipatory|— none point|达到全省平均水平 ref point
8|民生福祉|居民人均可支配收入增长|%|anticipatory|5.4 eq point|与经济增长基本同步 ref point
9|民生福祉|城镇调查失业率|%|anticipatory|5.3 eq point|5.5 lte point
10|民生福祉|城镇新增就业|万人|anticipatory|21.5 eq cumulative|20 eq cumulative
11|民生福祉|劳动年龄人口平均受教育年限|年|binding|10.6 eq point|11.3 eq point
12|民生福祉|每千人口拥有执业（助理）医师数|人|anticipatory|2.71 eq point|3.2 gte point
13|民生福祉|基本养老保险参保率|%|anticipatory|91.5 eq point|95 eq point
14|民生福祉|每千人口拥有3岁以下婴幼儿托位数|个|anticipatory|1.2 eq point|4.5 eq point
15|民生福祉|人均预期寿命|岁|anticipatory|78.4 eq point|79.5 eq point
16|绿色生态|单位地区生产总值能源消耗降低|%|binding|17.8 eq cumulative|完成省下达任务 ref point
17|绿色生态|地级及以上城市空气质量优良天数比率|%|binding|84.4 eq point|86 eq point
18|绿色生态|森林覆盖率|%|binding|51.92 eq point|52.5 gte point
19|安全保障|粮食综合生产能力|万吨|binding|136 eq point|140 gte point
20|安全保障|能源综合生产能力|万吨标准煤|binding|58 eq point|80 approx point
""".strip().split("\n")

NARROW = {0: 8, 2: 20, 3: 6, 5: 10, 6: 8}
SHEET = Sheet(HEAD, ROWS, merged=(0,), wide=NARROW)
PLAIN = Sheet(HEAD, ROWS, wide=NARROW)
TALL = Sheet(HEAD, ROWS, merged=(0,), wide={**NARROW, 0: 4, 2: 16})


def unit_in_name(sheet: Sheet) -> Sheet:
    """地区生产总值（亿元）, and the category first, as most plans have it."""
    head = (*sheet.head[:2], "指标名称", *sheet.head[4:])
    rows = tuple((*row[:2], f"{row[2]}（{row[3]}）", *row[4:]) for row in sheet.rows)
    return Sheet(head, rows, sheet.merged, {0: sheet.wide[0], 2: sheet.wide[2], 4: 10, 5: 8})


def numbers_in_names(sheet: Sheet) -> Sheet:
    """1.地区生产总值（亿元）, as the tables of the nation."""
    sheet = unit_in_name(sheet)
    rows = tuple((row[0], f"{row[1]}.{row[2]}", *row[3:]) for row in sheet.rows)
    return Sheet((sheet.head[0], *sheet.head[2:]), rows, sheet.merged, {0: 8, 1: 22, 3: 10, 4: 8})


def number_first(sheet: Sheet) -> Sheet:
    rows = tuple((row[1], row[0], *row[2:]) for row in sheet.rows)
    return Sheet((sheet.head[1], sheet.head[0], *sheet.head[2:]), rows, (1,) if sheet.merged else (), {**sheet.wide, 1: sheet.wide[0], 0: 99})  # fmt: skip


def nature_before_figures(sheet: Sheet) -> Sheet:
    def order(row: Sequence[str]) -> tuple[str, ...]:
        return (*row[:4], row[7], *row[4:7])

    return Sheet(order(sheet.head), tuple(map(order, sheet.rows)), sheet.merged, {0: 8, 2: 20, 3: 6, 6: 10, 7: 8})


def cut(lines: list[str], at: int, between: Sequence[str], *, again: int = 0) -> list[str]:
    """The page ends after line ``at``; the first ``again`` lines are printed again on the next."""
    return [*lines[:at], *between, *lines[:again], *lines[at:]]


LAYOUTS: dict[str, Callable[[], list[str]]] = {
    "Markdown": lambda: printed.markdown(PLAIN),
    "Markdown, no line below the headings": lambda: ["", *printed.markdown(PLAIN, ruled=False), ""],
    "Markdown, categories once": lambda: printed.markdown(SHEET, repeated=False),
    "Markdown without outer strokes": lambda: printed.open_markdown(PLAIN),
    "Markdown, units in names": lambda: printed.markdown(unit_in_name(PLAIN)),
    "Markdown, numbers in names": lambda: printed.markdown(numbers_in_names(PLAIN)),
    "tabs": lambda: printed.tabbed(PLAIN),
    "tabs, categories once": lambda: printed.tabbed(SHEET, repeated=False),
    "HTML": lambda: printed.html(SHEET),
    "HTML on one line": lambda: printed.html(SHEET, lines=False),
    "boxes": lambda: printed.boxed(SHEET),
    "boxes, cells at the top": lambda: printed.boxed(SHEET, middle=False),
    "boxes, tall": lambda: printed.boxed(TALL),
    "boxes of double strokes": lambda: printed.heavy(SHEET),
    "a grid of plus signs": lambda: printed.plus_grid(SHEET),
    "a grid of plus signs, cells in the middle": lambda: printed.plus_grid(PLAIN, middle=True),
    "a frame of plus signs": lambda: printed.psql(SHEET),
    "pandoc, a row a line": lambda: printed.dashed(SHEET),
    "pandoc, cells over lines": lambda: printed.dashed_over_lines(SHEET),
    "a cell a line": lambda: printed.a_cell_a_line(SHEET),
    "a cell a line, blank lines": lambda: printed.a_cell_a_line(SHEET, between=1),
    "a cell a line, categories in each row": lambda: printed.a_cell_a_line(PLAIN, repeated=True),
    "a cell a line, units in names": lambda: printed.a_cell_a_line(unit_in_name(SHEET), between=1),
    "a paragraph a cell": lambda: printed.a_paragraph_a_cell(SHEET),
    "column by column": lambda: printed.column_by_column(PLAIN),
    "layout, cells in the middle": lambda: printed.layout_lines(SHEET),
    "layout, cells at the top": lambda: printed.layout_lines(SHEET, middle=False),
    "layout, tall": lambda: printed.layout_lines(TALL),
    "layout, categories in each row": lambda: printed.layout_lines(PLAIN),
    "layout, number first": lambda: printed.layout_lines(number_first(SHEET)),
    "layout, units in names": lambda: printed.layout_lines(unit_in_name(SHEET)),
    "layout, units in names, at the top": lambda: printed.layout_lines(unit_in_name(SHEET), middle=False),
    "layout, numbers in names": lambda: printed.layout_lines(numbers_in_names(SHEET)),
    "layout, nature before the figures": lambda: printed.layout_lines(nature_before_figures(SHEET)),
    "layout, cut by a page": lambda: cut(printed.layout_lines(SHEET), 16, ["", "- 12 -", ""]),
    "layout, cut by a page, headings again": lambda: cut(printed.layout_lines(SHEET), 16, ["", "- 12 -", ""], again=2),
    "lines": lambda: printed.ledger_lines(SHEET),
    "lines, cells at the top": lambda: printed.ledger_lines(SHEET, middle=False),
    "lines, tall": lambda: printed.ledger_lines(TALL),
    "lines, categories in each row": lambda: printed.ledger_lines(PLAIN),
    "lines, number first": lambda: printed.ledger_lines(number_first(SHEET)),
    "lines, units in names": lambda: printed.ledger_lines(unit_in_name(SHEET)),
    "lines, units in names, at the top": lambda: printed.ledger_lines(unit_in_name(SHEET), middle=False),
    "lines, numbers in names": lambda: printed.ledger_lines(numbers_in_names(SHEET)),
    "lines, nature before the figures": lambda: printed.ledger_lines(nature_before_figures(SHEET)),
    "lines, cut by a page": lambda: cut(printed.ledger_lines(SHEET), 16, ["12"]),
    "lines, cut by a page, headings again": lambda: cut(printed.ledger_lines(SHEET), 16, ["— 12 —"], again=2),
}  # fmt: skip


def read(table: Sequence[str]) -> TargetReading:
    source = make_source(BEFORE + "\n".join(table) + "\n" + AFTER)
    outline = read_outline(source)
    reading = read_targets(outline, CONTEXT, read_tables(source))
    for one in reading.targets:
        assert source.text[one.evidence.start : one.evidence.end] == one.evidence.quote
    prose = read_observations(outline, CONTEXT, skip=reading.spans)
    assert [f"{one.value:f}" for one in prose.observations] == ["52.5", "6", "12"]  # nothing out of the table's lines
    held = {n.start for n in prose.numerals if n.disposition is Disposition.TABLE}
    assert held
    return reading


def shown(reading: TargetReading) -> list[str]:
    made = []
    for one in reading.targets:
        sides = []
        for side in (one.baseline, one.target):
            value = side.raw if side.value is None else f"{side.value:f}"
            if side.value_max is not None:
                value = f"{value}-{side.value_max:f}"
            sides.append(f"{value} {side.comparator} {side.span}")
        made.append("|".join([f"{one.seq}|{one.category}|{one.name}|{one.unit}|{one.nature}", *sides]))
    return made


@pytest.mark.parametrize("layout", LAYOUTS)
def test_twenty_rows_in_every_layout(layout: str) -> None:
    assert shown(read(LAYOUTS[layout]())) == READ
