"""One table of works in all the layouts that texts have it in: each gives the same projects, with cost, place, years, and group."""

from collections.abc import Callable, Sequence

import pytest

from tests import printed_tables as printed
from tests.cases import observations, read
from tests.printed_tables import Sheet

BEFORE = """青溪县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要

第一章 重点任务

到2025年，茶园面积达到11.5万亩。

附表：青溪县“十四五”重大项目表
单位：万元
"""
AFTER = "\n第二章 保障措施\n\n加强组织领导。\n"
HEAD = ("序号", "项目名称", "建设性质", "建设内容及规模", "建设地点", "建设年限", "总投资", "“十四五”投资", "责任单位")
ROWS = (
    ("1", "国道318线青溪段改建工程", "续建", "改建二级公路26.4公里", "石桥镇", "2019-2022", "48600", "21000", "县交通局"),
    ("2", "青溪至云州高速公路连接线", "新建", "新建一级公路12.8公里，路基宽24.5米，设大桥2座", "石桥镇、东山乡", "2021-2024", "136000", "136000", "县交通局"),
    ("3", "城南客运枢纽站", "新建", "占地60亩，建筑面积1.8万平方米", "城南街道", "2022-2023", "8500", "8500", "县交通局"),
    ("4", "东山水库除险加固工程", "改扩建", "大坝加固、溢洪道改造，恢复库容320万立方米", "东山乡", "2021-2022", "3260.5", "3260.5", "县水利局"),
    ("5", "青溪河综合治理工程（二期）", "新建", "治理河道18公里，新建护岸22公里", "城南街道", "2023-2025", "29800", "29800", "县水利局"),
    ("6", "年产5万吨竹纤维新材料生产线项目", "新建", "新建厂房6万平方米，购置生产线4条", "县工业园区", "2021-2023", "52000", "52000", "县工信局"),
    ("7", "县第二人民医院迁建项目", "迁建", "设床位500张", "城南街道", "2022-2025", "61500", "58000", "县卫健局"),
    ("8", "职教中心实训基地", "前期", "建筑面积2.4万平方米", "石桥镇", "2025", "9700", "3000", "县教育局"),
)  # fmt: skip
READ = [f"{row[1]}|{row[6]}|{float(row[6]) * 10000:.0f}|{row[4]}|{row[5][:4]}|{row[5][-4:]}" for row in ROWS]
WIDE = {1: 18, 3: 22, 4: 10, 6: 8, 7: 10, 8: 10}
SHEET = Sheet(HEAD, ROWS, wide=WIDE)
GROUPS = ("一、交通", "一、交通", "一、交通", "二、水利", "二、水利", "三、产业", "四、社会事业", "四、社会事业")


def costs_in_yi(sheet: Sheet) -> Sheet:
    """The unit is in the headings, and the figures are in 亿元."""
    head = tuple(f"{cell}（亿元）" if "投资" in cell else cell for cell in sheet.head)
    rows = tuple(
        tuple(f"{float(cell) / 10000:g}" if at in (6, 7) else cell for at, cell in enumerate(row)) for row in sheet.rows
    )
    return Sheet(head, rows, sheet.merged, {**sheet.wide, 6: 8, 7: 12})  # fmt: skip


def fewer(sheet: Sheet, *keep: int) -> Sheet:
    """Only some columns."""
    return Sheet(
        tuple(sheet.head[at] for at in keep),
        tuple(tuple(row[at] for at in keep) for row in sheet.rows),
        (),
        {new: sheet.wide[old] for new, old in enumerate(keep) if old in sheet.wide},
    )


def with_groups(lines: Callable[[Sheet], list[str]], group: Callable[[str], str], *, head: int) -> list[str]:
    """Each group of rows below a line of its own; numbers begin anew in each."""
    made: list[str] = []
    for name in dict.fromkeys(GROUPS):
        rows = [row for row, of in zip(ROWS, GROUPS, strict=True) if of == name]
        renumbered = tuple((str(at), *row[1:]) for at, row in enumerate(rows, 1))
        printed_rows = lines(Sheet(HEAD, renumbered, wide=WIDE))
        made += [*(printed_rows[:head] if not made else []), group(name), *printed_rows[head:]]
    return made


def loader_row(name: str) -> str:
    return f"| {name} |"


LAYOUTS: dict[str, Callable[[], list[str]]] = {
    "Markdown": lambda: printed.markdown(SHEET),
    "Markdown, no line below the headings": lambda: ["", *printed.markdown(SHEET, ruled=False), ""],
    "tabs": lambda: printed.tabbed(SHEET),
    "HTML": lambda: printed.html(SHEET),
    "boxes": lambda: printed.boxed(SHEET),
    "a grid of plus signs": lambda: printed.plus_grid(SHEET),
    "pandoc, a row a line": lambda: printed.dashed(SHEET),
    "pandoc, cells over lines": lambda: printed.dashed_over_lines(SHEET),
    "a cell a line": lambda: printed.a_cell_a_line(SHEET),
    "a cell a line, blank lines": lambda: printed.a_cell_a_line(SHEET, between=1),
    "a paragraph a cell": lambda: printed.a_paragraph_a_cell(SHEET),
    "layout, cells in the middle": lambda: printed.layout_lines(SHEET),
    "layout, cells at the top": lambda: printed.layout_lines(SHEET, middle=False),
    "layout, cut by a page, headings again": lambda: (
        [*printed.layout_lines(Sheet(HEAD, ROWS[:4], wide=WIDE)), "", "- 31 -", "", *printed.layout_lines(Sheet(HEAD, ROWS[4:], wide=WIDE))]
    ),
    "lines": lambda: printed.ledger_lines(SHEET),
    "lines, cells at the top": lambda: printed.ledger_lines(SHEET, middle=False),
}  # fmt: skip


def projects(table: Sequence[str]) -> list[str]:
    reading = read(BEFORE + "\n".join(table) + "\n" + AFTER, district="110101")
    for one in reading.projects.projects:
        assert reading.source.text[one.evidence.start : one.evidence.end] == one.evidence.quote
    assert len(observations(reading)) == 1  # no figure of the table is one of the county's
    return [
        f"{one.name}|{one.investment_raw}|{one.investment_cny:.0f}|{one.location}|{one.period_start}|{one.period_end}"
        for one in reading.projects.projects
        if one.listed
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_eight_works_in_every_layout(layout: str) -> None:
    assert projects(LAYOUTS[layout]()) == READ
