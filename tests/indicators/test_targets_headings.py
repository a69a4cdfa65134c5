"""Headings, rows and notes of indicator tables as other places print them."""

import pytest

from tests.indicators.test_targets_layouts import read, shown
from text.context import DocumentContext
from text.sources.source import make_source
from text.tables.tables import read_tables
from text.vocabulary import DocumentKind


def ruled(*rows: tuple[str, ...]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


INCOME = "财政收入|亿元|anticipatory|38.2 eq point|55 eq point"
ASSETS = "固定资产投资|亿元|anticipatory|150 eq point|250 eq point"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        pytest.param(
            ruled(
                ("类别", "指标", "规划目标", "", "属性"),
                ("", "", "2020年", "2025年", ""),
                ("经济实力", "财政收入（亿元）", "38.2", "55", "预期性"),
                ("", "固定资产投资（亿元）", "150", "250", "预期性"),
            ),
            [f"1|经济实力|{INCOME}", f"2|经济实力|{ASSETS}"],
            id="headings in two lines, ruled",
        ),
        pytest.param(
            '<table><tr><td rowspan=2>序号</td><td rowspan="2" colspan="2">指标</td><td rowspan=2>2020年</td><td colspan=2>“十四五”目标</td>'
            "<td rowspan=2>属性</td></tr><tr><td>2025年</td><td>年均增长〔累计〕</td></tr>"
            "<tr><td>1</td><td rowspan=2>经济实力</td><td>财政收入（亿元）</td><td>38.2</td><td>55</td><td>7.5</td><td rowspan=2>预期性</td></tr>"
            "<tr><td>2</td><td>固定资产投资增长（%）</td><td>6</td><td>-</td><td>8</td></tr></table>",
            [
                f"1|经济实力|{INCOME}",
                "3|经济实力|财政收入|%|anticipatory|None none point|7.5 eq annual_average",
                "2|经济实力|固定资产投资增长|%|anticipatory|6 eq point|8 eq annual_average",
            ],
            id="headings in two lines, HTML",
        ),
        pytest.param(
            "序号   指标                     2020年      规划目标                属性\n"
            "                                       2025年    年均增长\n"
            "1      财政收入（亿元）         38.2       55        7.5       预期性\n"
            "2      固定资产投资（亿元）     150        250       8         预期性\n",
            [
                f"1||{INCOME}",
                "3||财政收入|%|anticipatory|None none point|7.5 eq annual_average",
                f"2||{ASSETS}",
                "4||固定资产投资|%|anticipatory|None none point|8 eq annual_average",
            ],
            id="headings in two lines, spaces",
        ),
        pytest.param(
            "序号\n指标\n2020年\n规划目标\n属性\n2025年\n年均增长\n1\n财政收入（亿元）\n38.2\n55\n7.5\n预期性\n2\n固定资产投资（亿元）\n150\n250\n—\n预期性\n",
            [f"1||{INCOME}", "3||财政收入|%|anticipatory|None none point|7.5 eq annual_average", f"2||{ASSETS}"],
            id="headings in two lines, a cell a line",
        ),
        pytest.param(
            ruled(
                ("指标", "“十三五”规划目标", "“十三五”完成", "“十四五”目标", "属性"),
                ("财政收入（亿元）", "30", "38.2", "55", "预期性"),
                ("固定资产投资（亿元）", "100", "150", "250", "预期性"),
            ),
            [f"1||{INCOME}", f"2||{ASSETS}"],
            id="plans for years",
        ),
        pytest.param(
            ruled(
                ("序号", "指标名称", "计量单位", "基期值（2020年）", "目标值（2025年）", "指标类型"),
                ("1", "财政收入", "亿元", "38.2", "55", "预期性"),
                ("2", "PM2.5平均浓度", "微克/立方米", "35", "≤30", "约束性"),
            ),
            [f"1||{INCOME}", "2||PM2.5平均浓度|微克/立方米|binding|35 eq point|30 lte point"],
            id="a column 指标类型 that says 预期性",
        ),
        pytest.param(
            ruled(
                ("指标", "2020年", "2025年（累计）", "属性"), ("新增就业（万人）", "(2.1)", "(2.5)", "预期性"), ("建设绿地（公顷）", "30", "45", "预期性")
            )
            + "\n注：( )内数据为五年累计数。\n",
            [
                "1||新增就业|万人|anticipatory|2.1 eq cumulative|2.5 eq cumulative",
                "2||建设绿地|公顷|anticipatory|30 eq point|45 eq point",
            ],
            id="round brackets that a note defines",
        ),
        pytest.param(
            ruled(("指标", "2025年目标"), ("地区生产总值", "突破1000亿元"), ("城镇化率", "75%以上")),
            ["1||地区生产总值|亿元|None|None none point|1000 gt point", "2||城镇化率|%|None|None none point|75 gte point"],
            id="units beside the numbers, no baseline",
        ),
        pytest.param(
            "类别\n指标\n2020年\n2025年\n属性\n经济实力\n财政收入（亿元）\n38.2\n55\n预期性\n固定资产投资（亿元）\n150\n250\n预期性\n",
            [f"1|经济实力|{INCOME}", f"2|经济实力|{ASSETS}"],
            id="a cell a line, no numbers",
        ),
        pytest.param(
            "“十四五”主要指标\n\n序号\n\n指标\n\n2020年\n\n2025年\n\n属性\n\n1\n\n财政收入（亿元）\n\n38.2\n\n55\n\n预期性\n\n"
            "2\n\n固定资产投资（亿元）\n\n150\n\n250\n\n预期性\n",
            [f"1||{INCOME}", f"2||{ASSETS}"],
            id="a cell a line, below a title of its own",
        ),
        pytest.param(
            "指标\n2020年\n2025年\n属性\n经济实力\n1.财政收入（亿元）\n38.2\n55\n预期性\n2.固定资产投资（亿元）\n150\n250\n预期性\n",
            [f"1|经济实力|{INCOME}", f"2|经济实力|{ASSETS}"],
            id="a cell a line, numbers before the names, categories between",
        ),
        pytest.param(
            "序号  指标                          2020年    2025年              属性\n"
            "1     财政收入（亿元）              38.2      55                  预期性\n"
            "2     战略性新兴产业增加值占规模    21.5      高于全省平均        预期性\n"
            "      以上工业增加值比重（%）                 水平\n",
            [
                f"1||{INCOME}",
                "2||战略性新兴产业增加值占规模以上工业增加值比重|%|anticipatory|21.5 eq point|高于全省平均水平 ref point",
            ],
            id="cells that go on below, spaces",
        ),
        pytest.param(
            "序号\t指标\t2020年\t2025年\t属性\n经济实力\n1\t财政收入\n（亿元）\t38.2\t55\t预期性\n2\t固定资产投资（亿元）\t150\t250\t预期性\n",
            [f"1|经济实力|{INCOME}", f"2|经济实力|{ASSETS}"],
            id="tabs, a category and a broken cell",
        ),
        pytest.param(
            ruled(
                ("序号", "指标", "2020年", "2025年", "属性"),
                ("一", "经济实力", "", "", ""),
                ("1", "**财政收入**<br>（亿元）", "38.2", "55", "预期性"),
                ("2", "固定资产投资（亿元）", "150", "250", "预期性"),
                ("注：〔〕为五年累计数。", "", "", "", ""),
            ),
            [f"1|经济实力|{INCOME}", f"2|经济实力|{ASSETS}"],
            id="a numbered category row, marks inside the cells, a note inside the table",
        ),
        pytest.param(
            "序号 指标 单位 2020年 2025年 年均增长（%） 属性\n1 财政收入 亿元 38.2 55 7左右 预期性\n"
            "2 3岁以下婴幼儿 千人托位数 个 1.8 4.5 [2.7] 预期性\n",
            [
                f"1||{INCOME}",
                "3||财政收入|%|anticipatory|None none point|7 approx annual_average",
                "2||3岁以下婴幼儿千人托位数|个|anticipatory|1.8 eq point|4.5 eq point",
                "4||3岁以下婴幼儿千人托位数|个|anticipatory|None none point|2.7 eq cumulative",
            ],
            id="one space between cells and in a name",
        ),
    ],
)  # fmt: skip
def test_a_table(table: str, rows: list[str]) -> None:
    _, reading = read(table)
    assert shown(reading) == rows
    assert reading.notes == ()
    assert {(one.baseline.year, one.target.year) for one in reading.targets} <= {(2020, 2025), (None, 2025)}


def test_the_column_of_the_last_year_of_the_plan_is_the_target_and_a_later_one_another() -> None:
    table = ruled(
        ("指标", "2015年", "2020年", "2025年", "2035年", "属性"),
        ("财政收入（亿元）", "20", "38.2", "55", "120", "预期性"),
    )
    _, reading = read(table)
    assert shown(reading) == [f"1||{INCOME}", "2||财政收入|亿元|anticipatory|None none point|120 eq point"]
    assert [one.target.year for one in reading.targets] == [2025, 2035]
    assert [(note.message, note.quote) for note in reading.notes] == [
        ("the figures of this column are not read", "2015年"),
    ]


def test_a_table_that_looks_back_is_not_the_table_of_targets() -> None:
    back = ruled(("指标", "2015年", "2020年规划目标", "2020年完成"), ("财政收入（亿元）", "20", "30", "38.2"))
    ahead = ruled(("指标", "2020年", "2025年"), ("固定资产投资（亿元）", "150", "250"))
    _, reading = read(f"{back}\n\n表2 “十四五”主要指标\n\n{ahead}")
    assert [one.name for one in reading.targets] == ["固定资产投资"]
    assert ["the years up to 2020" in note.message for note in reading.notes] == [True]


def test_a_row_without_a_number_keeps_the_numbers_of_the_others() -> None:
    table = ruled(
        ("序号", "指标", "2020年", "2025年", "属性"),
        ("1", "每千人口卫生技术人员数（人）", "7.2", "8", "预期性"),
        ("", "其中：执业医师数（人）", "2.9", "3.2", "预期性"),
        ("2", "人均预期寿命（岁）", "79", "80", "预期性"),
    )
    _, reading = read(table)
    assert [(one.seq, one.name) for one in reading.targets] == [
        (1, "每千人口卫生技术人员数"),
        (3, "其中：执业医师数"),
        (2, "人均预期寿命"),
    ]
    assert [note.message for note in reading.notes] == ["a row has no number; it is counted as 3"]


def test_a_mark_or_the_cell_itself_dates_a_figure() -> None:
    table = ruled(
        ("序号", "指标", "2020年", "2025年", "属性"),
        ("1", "优良水体比例（%）", "60", "70", "约束性"),
        ("2", "森林覆盖率（%）", "31*", "32", ""),
        ("3", "人均预期寿命（岁）", "79（2018年）", "80", "预期性"),
    )
    _, reading = read(table + "\n\n注：带*的为2019年数据；〔 〕内为五年累计数。\n")
    assert [(one.baseline.year, one.baseline.value) for one in reading.targets] == [(2020, 60), (2019, 31), (2018, 79)]
    # a nature that is left empty spans rows; that it was taken from above is said
    assert [one.nature for one in reading.targets] == ["binding", "binding", "anticipatory"]
    assert len(reading.notes) == 1


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("![主要指标](1.png)", "an indicator table is announced, but none was read"),
        ("序号\n指标\n2020年\n2025年\n属性\n这里没有数\n也没有数", "no row under them was understood"),
        ("| 指标 | 2020年 | 2025年 |\n|---|---|---|\n", "no row under them was understood"),
    ],
)
def test_a_table_that_is_not_read_is_noted(table: str, message: str) -> None:
    _, reading = read(table)
    assert reading.targets == ()
    assert [message in note.message for note in reading.notes] == [True]


@pytest.mark.parametrize(
    "prose",
    [
        "主要指标\n2025年，全区地区生产总值达到700亿元。\n目标\n要实现上述目标，必须坚持以下原则。",
        "指标\n目标\n任务\n到2025年建成高标准农田5万亩",
        "表1 主要指标完成情况\n2025年\n本栏最新\n2024年政府工作报告\n主要经济指标 2021年 一览表 阅读 12",
        "　　到2025年　主要指标　全面完成　各项目标　如期实现",
    ],
)
def test_prose_is_no_table(prose: str) -> None:
    text = "青溪区规划纲要\n第二章 发展目标\n" + prose + "\n第三章 任务\n"

    assert [table for table in read_tables(make_source(text)) if table.rows] == []


def test_a_report_without_a_table_is_not_told_so() -> None:
    _, reading = read("", DocumentContext(DocumentKind.REPORT, "青溪区", (), 2022, report_year=2023))
    assert reading.notes == ()
