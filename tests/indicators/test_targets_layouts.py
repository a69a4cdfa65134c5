"""One indicator table in every layout that plain-text copies of plans have: each reads the same."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from indicators.reading.observations import read_observations
from indicators.reading.targets import TargetReading, read_targets
from tests import cases
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import fold, make_source
from text.tables.tables import read_tables
from text.vocabulary import Disposition, DocumentKind

Rows = Sequence[Sequence[str]]

CONTEXT = DocumentContext(DocumentKind.PLAN, "青溪区", ("云州市",), 2020, 2021, 2025)
BEFORE = "青溪区国民经济和社会发展第十四个五年规划纲要\n第二章 发展目标\n到2025年，全区综合实力迈上新台阶。\n专栏1 主要指标\n"
AFTER = "\n第三章 重点任务\n到2025年，建成产业园区6个，新增绿地12公顷。\n"

HEAD = ("序号", "类别", "指标名称", "单位", "2020年实际", "2025年目标", "年均增速〔累计〕", "指标属性")
# seq, category, name, unit, baseline, target, average, nature
TABLE: Rows = (
    ("1", "经济发展", "地区生产总值", "亿元", "486.3", "720", "8%左右", "预期性"),
    ("2", "经济发展", "规模以上工业总产值", "亿元", "1025", "突破1800", "12", "预期性"),
    ("3", "经济发展", "常住人口城镇化率", "%", "63.4", "≥70", "—", "预期性"),
    ("4", "创新驱动", "全社会研发经费投入增长", "%", "11.2", "—", ">10", "预期性"),
    ("5", "创新驱动", "每万人高价值发明专利拥有量", "件", "3.8", "8-10", "—", "预期性"),
    ("6", "创新驱动", "数字经济核心产业增加值占比", "%", "—", "高于全国平均水平", "—", "预期性"),
    ("7", "民生福祉", "居民人均可支配收入增长", "%", "5.1", "与经济增长同步", "—", "预期性"),
    ("8", "民生福祉", "城镇调查失业率", "%", "5.2", "5.5以内", "—", "预期性"),
    ("9", "民生福祉", "城镇新增就业", "人", "〔21000〕", "—", "〔20000〕", "预期性"),
    ("10", "民生福祉", "养老机构护理型床位占比", "%", "41", ">60", "—", "约束性"),
    ("11", "绿色生态", "单位地区生产总值能耗降低", "%", "〔17.5〕", "完成市下达任务", "—", "约束性"),
    ("12", "绿色生态", "森林覆盖率", "%", "36.25", "37.5以上", "—", "约束性"),
    ("13", "安全保障", "粮食综合生产能力", "万吨", "9.6", "9.8左右", "—", "约束性"),
)
READ = """
1|经济发展|地区生产总值|亿元|anticipatory|486.3 eq point|720 eq point
14|经济发展|地区生产总值|%|anticipatory|None none point|8 approx annual_average
2|经济发展|规模以上工业总产值|亿元|anticipatory|1025 eq point|1800 gt point
15|经济发展|规模以上工业总产值|%|anticipatory|None none point|12 eq annual_average
3|经济发展|常住人口城镇化率|%|anticipatory|63.4 eq point|70 gte point
4|创新驱动|全社会研发经费投入增长|%|anticipatory|11.2 eq point|10 gt annual_average
5|创新驱动|每万人高价值发明专利拥有量|件|anticipatory|3.8 eq point|8 range point
6|创新驱动|数字经济核心产业增加值占比|%|anticipatory|— none point|高于全国平均水平 ref point
7|民生福祉|居民人均可支配收入增长|%|anticipatory|5.1 eq point|与经济增长同步 ref point
8|民生福祉|城镇调查失业率|%|anticipatory|5.2 eq point|5.5 lte point
9|民生福祉|城镇新增就业|人|anticipatory|21000 eq cumulative|20000 eq cumulative
10|民生福祉|养老机构护理型床位占比|%|binding|41 eq point|60 gt point
11|绿色生态|单位地区生产总值能耗降低|%|binding|17.5 eq cumulative|完成市下达任务 ref point
12|绿色生态|森林覆盖率|%|binding|36.25 eq point|37.5 gte point
13|安全保障|粮食综合生产能力|万吨|binding|9.6 eq point|9.8 approx point
"""


def merged(rows: Rows) -> list[list[str]]:
    """The table with its category only where it begins."""
    return [
        [row[0], "" if index and rows[index - 1][1] == row[1] else row[1], *row[2:]] for index, row in enumerate(rows)
    ]


def unit_in_name(rows: Rows) -> list[list[str]]:
    return [[*row[:2], f"{row[2]}（{row[3]}）", *row[4:]] for row in rows]


def markdown(rows: Rows) -> str:
    ruled = ["| " + " | ".join(row) + " |" for row in (HEAD, *rows)]
    return "\n".join([ruled[0], "|" + " --- |" * len(HEAD), *ruled[1:]])


def width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def aligned(rows: Rows, head: Sequence[str] = HEAD, *, gap: str = "  ") -> str:
    widths = [max(width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return "\n".join(
        gap.join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    )


def names_over_lines(rows: Rows) -> str:
    """As ``aligned``, with the ends of long names on lines of their own."""
    lines = aligned(rows).split("\n")
    at = width(lines[0][: lines[0].index(HEAD[2])])
    made = []
    for line, row in zip(lines, (HEAD, *rows), strict=True):
        name = row[2]
        if len(name) > 9 and row is not HEAD:
            parts = [name[6:10], name[10:]] if name[10:] else [name[6:]]
            made += [line.replace(name, name[:6] + "　" * (len(name) - 6)), *(" " * at + part for part in parts)]
        else:
            made.append(line)
    return "\n".join(made)


def columns_below_each_other(rows: Rows) -> str:
    return "\n".join(cell for column in zip(HEAD, *rows, strict=True) for cell in column)


def ruled_below_the_headings(rows: Rows) -> str:
    head, *lines = aligned(rows).split("\n")
    rule = "  ".join("-" * max(width(row[i]) for row in (HEAD, *rows)) for i in range(len(HEAD)))
    return "\n".join(["", f"  {head}", f"  {rule}", *(f"  {line}" for line in lines)])


def bare(rows: Rows, head: Sequence[str] = HEAD, *, between: str = "\n") -> str:
    return between.join(cell for row in (head, *rows) for cell in row if cell)


def html(rows: Rows) -> str:
    """The category and the nature as cells over several rows."""
    made = []
    for index, row in enumerate(rows):
        cells = []
        for column, cell in enumerate(row):
            above = index and column in (1, 7) and rows[index - 1][column] == cell
            count = 1
            while column in (1, 7) and index + count < len(rows) and rows[index + count][column] == cell:
                count += 1
            if not above:
                cells.append(f'<td rowspan="{count}">{cell}</td>' if count > 1 else f"<td>{cell}</td>")
        made.append("<tr>" + "".join(cells).replace(">>", ">&gt;") + "</tr>")
    return '<table border="1"><thead><tr>' + "".join(f"<th>{c}</th>" for c in HEAD) + "</tr></thead>" + "".join(made) + "</table>"  # fmt: skip


def categories_between(rows: Rows) -> list[str]:
    """Rows of names, with their categories on lines of their own."""
    lines: list[str] = []
    for index, row in enumerate(rows):
        if not index or rows[index - 1][1] != row[1]:
            lines.append(f"（{'一二三四五'[len({r[1] for r in rows[:index]})]}）{row[1]}")
        lines.append("  ".join([row[0], *row[2:]]))
    return lines


LAYOUTS: dict[str, Callable[[], str]] = {
    "Markdown": lambda: markdown(TABLE),
    "Markdown, categories over several rows left empty": lambda: markdown(merged(TABLE)),
    "Markdown with bold categories": lambda: markdown([[r[0], f"**{r[1]}**", *r[2:]] for r in TABLE]),
    "Markdown cut by a page, headings again": lambda: (
        markdown(TABLE[:6]) + "\n\n— 12 —\n\n续表\n\n" + markdown(TABLE[6:])
    ),
    "Markdown cut by a page, no headings": lambda: (
        markdown(TABLE[:6]) + "\n\n\n— 12 —\n\n\n" + markdown(TABLE[6:]).split("\n", 2)[2]
    ),
    "headings again inside": lambda: markdown([*TABLE[:6], HEAD, *TABLE[6:]]),
    "tabs in a line": lambda: "\n".join("\t".join(row) for row in (HEAD, *TABLE)),
    "tabs in a line, empty cells": lambda: "\n".join("\t".join(row) for row in (HEAD, *merged(TABLE))),
    "tabs in a line, the category first": lambda: "\n".join(
        "\t".join([row[1], row[0], *row[2:]]) for row in (HEAD, *merged(TABLE))
    ),
    "columns aligned with spaces": lambda: aligned(TABLE),
    "columns aligned, empty cells": lambda: aligned(merged(TABLE)),
    "full-width spaces": lambda: "\n".join("　".join(row) for row in (HEAD, *TABLE)),
    "indented with full-width spaces": lambda: "\n".join("　　" + "　　".join(row) for row in (HEAD, *TABLE)),
    "one space between cells": lambda: "\n".join(" ".join(cell for cell in row if cell) for row in (HEAD, *merged(TABLE))),
    "spaced, cut by a page": lambda: aligned(TABLE[:5]) + "\n\n- 7 -\n\n" + aligned(TABLE[5:]),
    "spaced, a blank line between rows": lambda: aligned(TABLE).replace("\n", "\n\n"),
    "spaced, categories on lines of their own": lambda: (
        aligned([], [HEAD[0], *HEAD[2:]]) + "\n" + "\n".join(categories_between(TABLE))
    ),
    "a cell a line": lambda: bare(TABLE),
    "a cell a line, blank lines between": lambda: bare(TABLE, between="\n\n"),
    "a cell a line, categories once": lambda: bare(merged(TABLE)),
    "a cell a line, categories once, blank lines between": lambda: bare(merged(TABLE), between="\n\n"),
    "a cell a line, units in the names": lambda: bare(
        unit_in_name(merged(TABLE)), [*HEAD[:3], *HEAD[4:]], between="\n\n"
    ),
    "a cell a line, cut by a page": lambda: bare(merged(TABLE[:8])) + "\n— 9 —\n" + bare(merged(TABLE)[8:]),
    "a cell a line, headings broken": lambda: (
        bare(merged(TABLE), between="\n\n").replace("2025年目标", "2025年\n\n目标").replace("指标属性", "指标\n\n属性")
    ),
    "a cell a line, cells broken": lambda: (
        bare(merged(TABLE), between="\n\n")
        .replace("高于全国平均水平", "高于全国\n\n平均水平")
        .replace("安全保障", "安全\n\n保障")
        .replace("床位占比", "床位\n\n占比")
    ),
    "Markdown with its signs escaped": lambda: re.sub(r"(?<=[\d| ])([.>\-])(?=\d)", r"\\\1", markdown(TABLE)),
    "names over several lines": lambda: names_over_lines(TABLE),
    "one column below the other": lambda: columns_below_each_other(TABLE),
    "one column below the other, blank lines between": lambda: columns_below_each_other(TABLE).replace("\n", "\n\n"),
    "a line below the headings, as pandoc writes it": lambda: ruled_below_the_headings(TABLE),
    "HTML": lambda: html(TABLE),
    "HTML, a tag a line": lambda: html(TABLE).replace("><", ">\n<"),
    "HTML cut by a page": lambda: html(TABLE[:7]) + "\n\n— 12 —\n\n" + html(TABLE[7:]),
}  # fmt: skip


def read(table: str, context: DocumentContext = CONTEXT) -> tuple[str, TargetReading]:
    source = make_source(BEFORE + table + "\n" + AFTER)
    return source.text, read_targets(read_outline(source), context, read_tables(source))


def shown(reading: TargetReading) -> list[str]:
    return [
        "|".join([
            f"{one.seq}|{one.category}|{one.name}|{one.unit}|{one.nature}",
            *(f"{side.raw if side.value is None else side.value} {side.comparator} {side.span}" for side in (one.baseline, one.target)),
        ])
        for one in reading.targets
    ]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_reads_the_same(layout: str) -> None:
    text, reading = read(LAYOUTS[layout]())
    assert shown(reading) == READ.strip().split("\n")
    assert [note.message for note in reading.notes] == []
    # the second target of a row has no baseline
    assert {(one.baseline.year, one.target.year) for one in reading.targets[:1] + reading.targets[4:]} == {(2020, 2025)}
    for one in reading.targets:
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        letters = iter(one.evidence.quote)  # other cells may stand between the lines of a name
        assert all(letter in letters for letter in one.raw_name)
        for side in (one.baseline, one.target):
            if one.seq > len(TABLE) and side is one.baseline:
                continue
            assert side.raw_start is not None
            assert side.raw is not None
            assert "".join(side.raw.split()) in "".join(
                text[side.raw_start : side.raw_end].replace("&gt;", ">").replace("\\", "").split()
            )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_ledger_holds_each_numeral_once(layout: str) -> None:
    source = make_source(BEFORE + LAYOUTS[layout]() + "\n" + AFTER)
    outline = read_outline(source)
    targets = read_targets(outline, CONTEXT, read_tables(source))
    reading = read_observations(outline, CONTEXT, skip=targets.spans)
    held: dict[int, Disposition] = {}
    for numeral in reading.numerals:
        for offset in range(numeral.start, numeral.end):
            assert offset not in held
            held[offset] = numeral.disposition
    digits = {offset for offset, char in enumerate(source.folded) if char.isdecimal()}
    assert digits <= held.keys()
    inside = {offset for start, end in targets.spans for offset in range(start, end)}
    assert {held[offset] for offset in digits & inside} <= {Disposition.TABLE}
    # the prose around the table reads as if it were not there
    assert [one.value for one in reading.observations] == [Decimal(6), Decimal(12)]
    assert fold(source.text) == source.folded


@pytest.mark.parametrize(
    "printed", ["城镇化率[1]（%）", "城镇化率（%）[2]", "城镇化率②（%）", "城镇化率〔3〕（%）", "城镇化率（%）*", "城镇化率（注1）（%）", "城镇化率¹（%）"]
)  # fmt: skip
def test_the_mark_of_a_note_is_no_part_of_a_name_or_a_unit(printed: str) -> None:
    table = f"专栏1 主要指标\n| 指标 | 2020年 | 2025年 | 属性 |\n|---|---|---|---|\n| {printed} | 48.6 | 53 | 预期性 |\n| 森林覆盖率（%） | 52.8 | 54 | 约束性 |\n"
    text = f"桐柏县国民经济和社会发展第十四个五年规划纲要\n第一章 主要目标\n{table}第二章 任务\n加快推进。\n"
    assert [one[2:4] for one in cases.targets(cases.read(text))] == [("城镇化率", "%"), ("森林覆盖率", "%")]
