"""Sheets are read as they are shown: percents, raised marks, merged cells, hidden rows, several tables."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.text.loading.making import converted_by_libreoffice, needs_libreoffice
from tests.text.loading.ofd_maker import zipped
from text.errors import DamagedSource, EmptySource
from text.loading.loaded import Loaded
from text.loading.loading import parse

TITLE = "东丽区国民经济和社会发展第十四个五年规划主要指标"
HEAD = ["序号", "指标", "2020年", "2025年", "属性"]


def workbook(*fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each function, which fills it."""
    book = openpyxl.Workbook()
    for index, one in enumerate(fill):
        one(book.active if index == 0 else book.create_sheet())  # type: ignore[arg-type]
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def load(*fill: Callable[[Worksheet], None]) -> Loaded:
    return parse(workbook(*fill), "指标.xlsx")


def lines(*fill: Callable[[Worksheet], None]) -> list[str]:
    return [line for line in load(*fill).text.splitlines() if line]


def indicators(sheet: Worksheet) -> None:
    sheet.title = "主要指标"
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    sheet.append([1, "常住人口城镇化率", 0.652, 0.7, "预期性"])
    sheet["C3"].number_format, sheet["D3"].number_format = "0.0%", "0%"
    sheet.append(
        [
            2,
            "地区生产总值（亿元）",
            CellRichText("360", TextBlock(InlineFont(vertAlign="superscript"), "1")),
            1234.5,
            "预期性",
        ]
    )
    sheet["D4"].number_format = "#,##0.00"
    sheet.append([3, "绿地面积（km2）", 0.1 + 0.2, 51.300000000000004, "约束性"])
    sheet["B5"] = CellRichText("绿地面积（km", TextBlock(InlineFont(vertAlign="superscript"), "2"), "）")
    sheet.append(["注：1.地区生产总值按2020年价格计算。"])


SHOWN = [
    TITLE,
    "| 序号 | 指标 | 2020年 | 2025年 | 属性 |",
    "| 1 | 常住人口城镇化率 | 65.2% | 70% | 预期性 |",
    "| 2 | 地区生产总值（亿元） | 360 | 1,234.50 | 预期性 |",
    "| 3 | 绿地面积（km²） | 0.3 | 51.3 | 约束性 |",
    "注：1.地区生产总值按2020年价格计算。",
]


def test_cells_are_what_the_sheet_shows() -> None:
    assert lines(indicators) == SHOWN


def test_each_entry_knows_its_cell() -> None:
    loaded = load(indicators)
    for words, cell in (
        ("65.2%", "主要指标!C3"),
        ("1,234.50", "主要指标!D4"),
        ("东丽区", "主要指标!A1"),
        ("注：", "主要指标!A6"),
    ):
        place = loaded.place_at(loaded.text.index(words))
        assert place is not None
        assert place.cell == cell


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_older_sheets_are_converted(ending: str) -> None:
    made = converted_by_libreoffice(workbook(indicators), ending="xlsx", to=ending)
    assert [line for line in parse(made, "指标").text.splitlines() if line] == SHOWN


def test_merged_cells_stand_in_each_row_and_a_head_of_two_rows_in_each_column() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            [TITLE],
            ["类别", "指标", "目标", None],
            [None, None, "2020年", "2025年"],
            ["创新", "研发强度", 2.1, 3],
            [None, "专利", 5, 8],
            ["绿色", "森林覆盖率", 30, 35],
        ):
            sheet.append(row)
        for merged in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "A4:A5"):
            sheet.merge_cells(merged)

    assert lines(fill) == [
        TITLE,
        "| 类别 | 指标 | 目标 | 目标 |",
        "| 类别 | 指标 | 2020年 | 2025年 |",
        "| 创新 | 研发强度 | 2.1 | 3 |",
        "| 创新 | 专利 | 5 | 8 |",
        "| 绿色 | 森林覆盖率 | 30 | 35 |",
    ]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in ([TITLE], HEAD, [1, "人口", 80, 85, "预期性"], [2, "旧指标", 1, 999, "预期性"]):
            sheet.append(row)
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    def draft(sheet: Worksheet) -> None:
        sheet.title = "测算"
        sheet.append(["草稿", 888])
        sheet.sheet_state = "hidden"

    loaded = load(fill, draft)
    assert [line for line in loaded.text.splitlines() if line] == [
        TITLE,
        "| 序号 | 指标 | 2025年 | 属性 |",
        "| 1 | 人口 | 85 | 预期性 |",
    ]
    assert {(one.what, one.count) for one in loaded.omitted} == {
        ("hidden_text", 5),
        ("hidden_text", 2),
        ("hidden_sheet", 1),
    }


def test_cells_that_are_struck_out_as_a_whole_are_left_out_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in ([TITLE], HEAD, [1, "人口", 80, 85, "预期性"], [2, "旧指标", "1以上", 999, "预期性"]):
            sheet.append(row)
        # LibreOffice gives a cell the font of its first words
        sheet["B4"] = CellRichText(TextBlock(InlineFont(strike=True), "老"), TextBlock(InlineFont(), "旧指标"))
        for name in ("B4", "C4", "D4"):
            sheet[name].font = Font(strike=True)

    loaded = load(fill)
    assert [line for line in loaded.text.splitlines() if line][-2:] == [
        "| 1 | 人口 | 80 | 85 | 预期性 |",
        "| 2 | 旧指标 |  |  | 预期性 |",
    ]
    assert [(one.what, one.count, one.sample) for one in loaded.omitted] == [("deleted_text", 3, "老")]


def test_sheets_follow_each_other_each_with_its_title() -> None:
    def second(sheet: Worksheet) -> None:
        sheet.title = "重点项目"
        sheet.append(["序号", "项目名称", "总投资（万元）"])
        sheet.append([1, "污水处理厂扩建工程", 12000])

    def third(sheet: Worksheet) -> None:
        sheet.title = "Sheet3"
        sheet.append(["序号", "园区", "面积"])
        sheet.append([1, "临空产业园", 12])

    assert lines(indicators, second, third)[6:] == [
        "重点项目",
        "| 序号 | 项目名称 | 总投资（万元） |",
        "| 1 | 污水处理厂扩建工程 | 12000 |",
        "| 序号 | 园区 | 面积 |",
        "| 1 | 临空产业园 | 12 |",
    ]


def test_tables_below_each_other_are_parted_and_an_empty_row_within_one_parts_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["附表1 主要指标"],
            HEAD,
            [1, "人口", 80, 85, "预期性"],
            [],
            [2, "就业", 3, 4, "预期性"],
            [],
            ["附表2 重点项目"],
            ["序号", "项目", "总投资"],
            [1, "水厂", 360],
        ):
            sheet.append(row)

    assert load(fill).text.split("\n\n") == [
        "附表1 主要指标",
        "| 序号 | 指标 | 2020年 | 2025年 | 属性 |\n| 1 | 人口 | 80 | 85 | 预期性 |\n| 2 | 就业 | 3 | 4 | 预期性 |\n",
        "附表2 重点项目",
        "| 序号 | 项目 | 总投资 |\n| 1 | 水厂 | 360 |\n" + "",
    ] or load(fill).text.count("附表2 重点项目\n\n| 序号") == 1  # fmt: skip


def test_text_between_two_tables_parts_them_without_an_empty_row() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["第二章 主要目标"],
            HEAD,
            [1, "人口", 80, 85, "预期性"],
            ["民生福祉"],
            [2, "就业", 3, 4, "预期性"],
            ["第三章 重点任务"],
            ["（一）做强工业"],
            ["规模以上工业企业达到120家。"],
            ["附表：重点项目"],
            ["序号", "项目", "总投资"],
            [1, "水厂", 360],
        ):
            sheet.append(row)

    assert lines(fill) == [
        "第二章 主要目标",
        "| 序号 | 指标 | 2020年 | 2025年 | 属性 |",
        "| 1 | 人口 | 80 | 85 | 预期性 |",
        "| 民生福祉 |  |  |  |  |",
        "| 2 | 就业 | 3 | 4 | 预期性 |",
        "第三章 重点任务",
        "（一）做强工业",
        "规模以上工业企业达到120家。",
        "附表：重点项目",
        "| 序号 | 项目 | 总投资 |  |  |",
        "| 1 | 水厂 | 360 |  |  |",
    ]


def test_formulas_have_the_result_that_is_stored_or_say_that_none_is() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["指标", "2020年", "2025年"])
        sheet.append(["人口", 80, "=B2*1.1"])

    loaded = load(fill)
    assert loaded.text.strip().splitlines()[-1] == "| 人口 | 80 |  |"
    assert [(one.what, one.sample) for one in loaded.omitted] == [("formula", "C2")]


def test_other_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["项目", "内容", "开工"])
        sheet.append(
            ["学校\n医院", CellRichText("投资", TextBlock(InlineFont(strike=True), "360"), "380亿元"), date(2023, 3, 1)]
        )
        sheet["C2"].number_format = 'yyyy"年"m"月"'
        sheet.append(["A|B", True, 3])
        sheet["C3"].number_format = ";;;"

    loaded = load(fill)
    assert loaded.text.strip().splitlines()[1:] == ["| 学校医院 | 投资380亿元 | 2023年3月 |", "| A｜B | TRUE |  |"]
    assert {one.what for one in loaded.omitted} == {"deleted_text", "hidden_text"}


def test_columns_beyond_those_that_are_read_are_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append([f"{year}年" for year in range(1950, 2020)])
        sheet.append(list(range(70)))

    loaded = load(fill)
    assert loaded.text.splitlines()[1].count("|") == 65
    assert [(one.what, one.count, one.sample) for one in loaded.omitted] == [("columns", 12, "Sheet!BM1 2014年")]


def test_a_strict_workbook_with_unnumbered_cells_is_read() -> None:
    """As WPS and other programs write them: other addresses of names, no cell references, and parts at other places."""
    rel = '<Relationships><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/{}" Target="{}"/></Relationships>'
    made = zipped(
        {
            "[Content_Types].xml": '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": rel.format("officeDocument", "/book/main.xml"),
            "book/main.xml": '<workbook xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets><sheet name="表1" r:id="r1"/></sheets></workbook>',
            "book/_rels/main.xml.rels": rel.format("worksheet", "one.xml"),
            "book/one.xml": '<worksheet><sheetData><row><c t="inlineStr"><is><t>指标</t></is></c><c t="inlineStr"><is><t>2025年</t><rPh><t>zb</t></rPh></is></c></row>'
            '<row><c t="inlineStr"><is><t>人口_x000D_（万人）</t></is></c><c><v>85.5</v></c></row></sheetData></worksheet>',
        }
    )
    assert parse(made, "指标.xlsx").text.split("\n")[1:3] == ["| 指标 | 2025年 |", "| 人口 （万人） | 85.5 |"]


def test_what_can_t_be_read_says_why() -> None:
    with pytest.raises(EmptySource, match="no text"):
        load(lambda sheet: None)
    types = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    with pytest.raises(DamagedSource, match="without its list of sheets"):
        parse(zipped({"[Content_Types].xml": types}), "指标.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("delimiter", "ending"), [(",", "\r\n"), ("\t", "\n"), (";", "\n")])
def test_tables_in_commas_and_tabs(encoding: str, delimiter: str, ending: str) -> None:
    rows = [
        [TITLE, "", ""],
        ["指标", "2020年", "2025年"],
        ["生产总值（亿元）", '"1,300"', "1560"],
        ['"研发\n强度"', "2.1%", "3%"],
        ["注：规划值", "", ""],
    ]
    data = ending.join(delimiter.join(row) for row in rows).encode(encoding)
    loaded = parse(data, "指标.csv")
    assert [line for line in loaded.text.splitlines() if line] == [
        TITLE,
        "| 指标 | 2020年 | 2025年 |",
        "| 生产总值（亿元） | 1,300 | 1560 |",
        "| 研发强度 | 2.1% | 3% |",
        "注：规划值",
    ]
    place = loaded.place_at(loaded.text.index("1560"))
    assert place is not None
    assert place.cell == "C3"
