"""Tables as they come: flattened to a cell a line, ruled with strokes, or with tabs in a line."""

import pytest

from tests.seeds import FILES, seed
from text.sources.source import make_source
from text.tables.tables import read_tables


def table_of(text: str) -> list[list[str]]:
    tables = read_tables(make_source(text))
    assert len(tables) == 1
    return [[cell.text for cell in tables[0].header], *([cell.text for cell in row.cells] for row in tables[0].rows)]


HEAD = "\t序号\n\t指标\n\t2020年\n\t2025年\n\t属性\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            HEAD
            + "\t经济发展\n\n\t1\n\t地区生产总值增长率（％）\n\t1.5左右\n\t与全市增长\n\n水平保持一致\n\t预期性\n\n",
            [["经济发展"], ["1", "地区生产总值增长率（％）", "1.5左右", "与全市增长水平保持一致", "预期性"]],
            id="a cell that goes on after a blank line, and a category row (河东区, line 101)",
        ),
        pytest.param(
            HEAD + "\t15\n\t居民人均可支配收入增长（％）\n\t与经济增长\n基本同步\n\t与经济增长\n基本同步\n\t预期性\n",
            [["15", "居民人均可支配收入增长（％）", "与经济增长基本同步", "与经济增长基本同步", "预期性"]],
            id="two cells that go on below (河东区, line 201)",
        ),
        pytest.param(
            HEAD + "\t4\n\t工业战略性新兴产业增加值占\n\n规模以上工业增加值比重（％）\n\t21.0\n\t30.0\n\t预期性\n",
            [["4", "工业战略性新兴产业增加值占规模以上工业增加值比重（％）", "21.0", "30.0", "预期性"]],
            id="a name broken in two (河东区, line 125)",
        ),
        pytest.param(
            HEAD
            + "\t7\n\t碳排放降低（%）\n\t [22.91]\n\t[完成全市下达的目标]\n\t约束性\n\n\n注:1.[  ]内数据为五年累计数\n",
            [["7", "碳排放降低（%）", "[22.91]", "[完成全市下达的目标]", "约束性"]],
            id="a space before a cell, a note below the table (和平区, line 115)",
        ),
        pytest.param(
            HEAD + "\t\n\t\n\t\n\t\n\t\n\n\t1\n\t甲\n\t—\n\t2\n\t预期性\n",
            [["1", "甲", "—", "2", "预期性"]],
            id="a row of empty cells is none (东丽区, line 84)",
        ),
    ],
)
def test_a_table_of_one_cell_a_line(text: str, expected: list[list[str]]) -> None:
    assert table_of(text) == [["序号", "指标", "2020年", "2025年", "属性"], *expected]


def test_a_head_broken_in_a_cell() -> None:
    # 东丽区, lines 77-82
    rows = table_of("\t序号\n\t指标\n\t2020年预计数\n\t2025年\n目标数\n\t属性\n\n\t1\n\t甲\n\t5\n\t6\n\t预期性\n")
    assert rows[0] == ["序号", "指标", "2020年预计数", "2025年目标数", "属性"]


def test_a_markdown_table() -> None:
    rows = table_of(
        "| 序号 | 指标 | 2025年 |\n| --- | :-: | --: |\n| 1 | 常住人口（万人） | 100 |\n| 2 | 绿化覆盖率 |  |\n\n正文。\n"
    )
    assert rows == [["序号", "指标", "2025年"], ["1", "常住人口（万人）", "100"], ["2", "绿化覆盖率"]]


def test_rows_with_tabs_in_a_line() -> None:
    assert table_of("序号\t指标\t2025年\n1\t常住人口\t100\n") == [["序号", "指标", "2025年"], ["1", "常住人口", "100"]]


def test_a_framed_paragraph_is_no_table() -> None:
    # 东丽区, line 368: the title of a box has a tab before it, and its text follows without
    assert (
        read_tables(
            make_source(
                "\t专栏5 天津市创新创业人才联盟建设工程\n综合梳理企业、高校院所、区域、部门人才工作的“痛点”。\n"
            )
        )
        == []
    )


@pytest.mark.parametrize("name", FILES)
def test_every_cell_stands_where_it_says(name: str) -> None:
    source = seed(name)
    for table in read_tables(source):
        for cell in (*table.header, *(cell for row in table.rows for cell in row.cells)):
            printed = source.text[cell.start : cell.end]
            assert "".join(printed.split()) == "".join(cell.text.split())


def test_the_seeds_have_the_tables_that_a_reader_sees() -> None:
    shapes = {
        name: [(len(t.header), len([r for r in t.rows if len(r.cells) > 1])) for t in read_tables(seed(name))]
        for name in FILES
    }
    assert shapes == {
        "heping": [(5, 17)],
        "hedong": [(5, 23)],
        "hedong_report": [],
        "hebei": [],
        "dongli": [(5, 31), (4, 7), (3, 16)],
    }


def test_a_table_that_is_folded_in_two_is_one_below_the_other() -> None:
    """The headings repeat on the right; the last row has nothing there."""
    text = (
        "| 指标 | 2020年 | 2025年 | 指标 | 2020年 | 2025年 |\n"
        "| 地区生产总值（亿元） | 360 | 520 | 森林覆盖率（%） | 35.2 | 36 |\n"
        "| 城镇化率（%） | 52.1 | 58 | 人均预期寿命（岁） | 77.2 | 78.5 |\n"
        "| 研发投入强度（%） | 1.2 | 2.0 |  |  |  |\n"
    )
    (table,) = read_tables(make_source(text))
    assert [cell.text for cell in table.header] == ["指标", "2020年", "2025年"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["地区生产总值（亿元）", "360", "520"],
        ["城镇化率（%）", "52.1", "58"],
        ["研发投入强度（%）", "1.2", "2.0"],
        ["森林覆盖率（%）", "35.2", "36"],
        ["人均预期寿命（岁）", "77.2", "78.5"],
    ]
