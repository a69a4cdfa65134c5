"""Indicator tables whose columns and cells are more than a year with a number: several aims, averages beside totals, units and words in cells."""

from collections.abc import Sequence

import pytest

from planapi.reading import Reading
from tests.cases import HEAD, read

PLAN = """涉县国民经济和社会发展第十四个五年规划纲要

（2021年2月3日涉县第十七届人民代表大会第五次会议批准）

第一章 主要目标

专栏1 涉县“十四五”时期经济社会发展主要指标

"""
END = "\n\n第二章 保障措施\n\n加强组织领导。\n"


def marked(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def plan(*rows: Sequence[str]) -> Reading:
    """A plan of 2021–2025 with that table."""
    return read(PLAN + marked(rows) + END)


def report(*rows: Sequence[str]) -> Reading:
    """A report of 2024 with that table."""
    return read(
        f"{HEAD}一、2023年工作回顾\n全县经济平稳。\n二、2024年工作安排\n预期目标如下：\n\n{marked(rows)}\n\n抓好落实。\n"
    )


def shown(reading: Reading) -> list[str]:
    """``seq name unit baseline year value → year comparator value span``, what is null left out, in the order of the numbers."""
    found = []
    for one in sorted(reading.targets.targets, key=lambda one: one.seq):
        before = "" if one.baseline.value is None else f" {one.baseline.year} {one.baseline.value.normalize():f}"
        aim = one.target
        value = "" if aim.value is None else f" {aim.value.normalize():f}"
        top = "" if aim.value_max is None else f"-{aim.value_max.normalize():f}"
        found.append(f"{one.seq} {one.name} {one.unit}{before} → {aim.year} {aim.comparator}{value}{top} {aim.span}")
    return found


NATURE = "预期性"


def test_averages_beside_totals() -> None:
    assert shown(
        plan(
            ("指标", "2020年实际", "2025年目标", "年均增速（%）", "五年累计", "属性"),
            ("地区生产总值（亿元）", "245", "330", "6", "—", NATURE),
            ("城镇新增就业（万人）", "1.1", "—", "—", "5.5", NATURE),
            ("单位GDP能耗降低（%）", "—", "—", "—", "13.5", "约束性"),
            ("高新技术企业（家）", "12", "30", "20", "18", NATURE),
        )
    ) == [
        "1 地区生产总值 亿元 2020 245 → 2025 eq 330 point",
        "2 城镇新增就业 万人 2020 1.1 → 2025 eq 5.5 cumulative",
        "3 单位GDP能耗降低 % → 2025 eq 13.5 cumulative",
        "4 高新技术企业 家 2020 12 → 2025 eq 30 point",
        "5 地区生产总值 % → 2025 eq 6 annual_average",
        "6 高新技术企业 % → 2025 eq 20 annual_average",
        "7 高新技术企业 家 → 2025 eq 18 cumulative",
    ]


@pytest.mark.parametrize(
    ("heading", "year"), [("2035年", 2035), ("2035年远景目标", 2035), ("到2030年目标值", 2030), ("2023年", 2023)]
)
def test_an_aim_for_another_year_is_a_target_of_its_own(heading: str, year: int) -> None:
    reading = plan(
        ("指标", "2020年", "2025年", heading, "属性"),
        ("城镇化率（%）", "62", "68", "75左右", NATURE),
        ("森林覆盖率（%）", "14.2", "16", "—", "约束性"),
    )
    assert shown(reading) == [
        "1 城镇化率 % 2020 62 → 2025 eq 68 point",
        "2 森林覆盖率 % 2020 14.2 → 2025 eq 16 point",
        f"3 城镇化率 % → {year} approx 75 point",
    ]


def test_the_aims_of_another_place_are_none() -> None:
    reading = plan(
        ("指标", "2020年", "2025年", "2035年全市目标", "属性"),
        ("城镇化率（%）", "62", "68", "75", NATURE),
    )
    assert shown(reading) == ["1 城镇化率 % 2020 62 → 2025 eq 68 point"]
    assert [note.quote for note in reading.targets.notes] == ["2035年全市目标"]


@pytest.mark.parametrize(
    "rows",
    [
        (("指标", "2022年", "2023年", "增长（%）"), ("地区生产总值（亿元）", "83.5", "88.3", "5.7")),
        (("指标", "2023年", "同比增长（%）"), ("地区生产总值（亿元）", "88.3", "5.7")),
        (("指标", "2022年", "2023年完成", "增幅%"), ("固定资产投资（亿元）", "50", "48", "-4")),
    ],
)
def test_how_far_a_result_rose_is_no_aim(rows: Sequence[Sequence[str]]) -> None:
    reading = report(*rows)
    assert reading.targets.targets == ()
    assert reading.targets.notes


@pytest.mark.parametrize("rate", ["增长（%）", "同比增长", "增速（%）"])
def test_the_rise_of_the_year_before_is_not_that_of_the_aim(rate: str) -> None:
    reading = report(
        ("指标", "2023年完成", rate, "2024年预期目标", rate), ("地区生产总值（亿元）", "88.3", "5.7", "93", "6左右")
    )
    assert shown(reading) == [
        "1 地区生产总值 亿元 2023 88.3 → 2024 eq 93 point",
        "2 地区生产总值 % → 2024 approx 6 annual_average",
    ]


@pytest.mark.parametrize(
    ("unit", "cells", "expected"),
    [
        ("万元", ("1.2亿元", "1.5亿元"), "万元 2020 12000 → 2025 eq 15000 point"),
        ("人", ("36万", "36.9万人"), "人 2020 360000 → 2025 eq 369000 point"),
        ("万人", ("1.1", "12000人以上"), "万人 2020 1.1 → 2025 gte 1.2 point"),
        ("亿元", ("3000万元", "五千万元"), "亿元 2020 0.3 → 2025 eq 0.5 point"),
        ("%", ("八成五", "百分之八十八以上"), "% 2020 85 → 2025 gte 88 point"),
        ("家", ("一百二十", "三百家左右"), "家 2020 120 → 2025 approx 300 point"),
        ("%", ("61.2", "65（力争66）"), "% 2020 61.2 → 2025 eq 65 point"),
        ("公里", ("1,200", "1300+"), "公里 2020 1200 → 2025 gte 1300 point"),
        ("人", ("2.6", "3.1^②^"), "人 2020 2.6 → 2025 eq 3.1 point"),
        ("家", ("12", "翻一番"), "家 2020 12 → 2025 ref point"),
    ],
)
def test_a_cell_in_words_or_in_another_unit(unit: str, cells: tuple[str, str], expected: str) -> None:
    reading = plan(("指标", "2020年", "2025年", "属性"), (f"某指标（{unit}）", *cells, NATURE))
    assert shown(reading) == [f"1 某指标 {expected}"]


def test_a_rate_in_the_column_of_the_last_year() -> None:
    reading = plan(("指标", "2020年", "2025年", "属性"), ("单位GDP能耗（吨标煤/万元）", "0.52", "[-13.5%]", "约束性"))
    assert shown(reading) == [
        "1 单位GDP能耗 吨标煤/万元 2020 0.52 → 2025 none point",
        "2 单位GDP能耗 % → 2025 eq -13.5 cumulative",
    ]


@pytest.mark.parametrize("signs", ["①②③", "⑴⑵⑶", "⒈⒉⒊"])
def test_the_numbers_of_rows_in_one_sign(signs: str) -> None:
    names = ("3岁以下婴幼儿入托率", "5G用户普及率", "城镇化率")
    expected = [f"{seq} {name} % 2020 8 → 2025 eq 14 point" for seq, name in enumerate(names, 1)]
    rows = [(f"{sign}{name}（%）", "8", "14") for sign, name in zip(signs, names, strict=True)]
    assert shown(plan(("指标", "2020年", "2025年"), *rows)) == expected
    rows = [(sign, f"{name}（%）", "8", "14") for sign, name in zip(signs, names, strict=True)]
    assert shown(plan(("序号", "指标", "2020年", "2025年"), *rows)) == expected


def test_headings_in_two_rows() -> None:
    reading = plan(
        ("指标", "2020年", "2025年", "", "属性"),
        ("", "", "绝对值", "年均增长（%）", ""),
        ("地区生产总值（亿元）", "245", "330", "6", NATURE),
        ("财政收入（亿元）", "12", "16", "5.9", NATURE),
    )
    assert shown(reading) == [
        "1 地区生产总值 亿元 2020 245 → 2025 eq 330 point",
        "2 财政收入 亿元 2020 12 → 2025 eq 16 point",
        "3 地区生产总值 % → 2025 eq 6 annual_average",
        "4 财政收入 % → 2025 eq 5.9 annual_average",
    ]
    assert reading.targets.notes == ()


TURNED = (
    ("指标", "地区生产总值（亿元）", "城镇化率（%）", "森林覆盖率（%）"),
    ("2020年", "245", "62", "14.2"),
    ("2025年", "330", "68左右", "—"),
    ("属性", NATURE, NATURE, "约束性"),
)


@pytest.mark.parametrize("lines", [marked(TURNED), "\n".join("\t".join(row) for row in TURNED)])
def test_a_table_whose_rows_are_its_years(lines: str) -> None:
    reading = read(PLAN + lines + END)
    assert shown(reading) == [
        "1 地区生产总值 亿元 2020 245 → 2025 eq 330 point",
        "2 城镇化率 % 2020 62 → 2025 approx 68 point",
        "3 森林覆盖率 % 2020 14.2 → 2025 none point",
    ]
    assert [one.nature for one in reading.targets.targets][-1] == "binding"
    assert reading.targets.notes == ()


PARTS = [
    ("类别", "序号", "指标", "2020年", "2025年", "年均增长", "属性"),
    ("经济发展", "1", "地区生产总值（亿元）", "218", "300", "6.6%", NATURE),
    ("", "2", "全员劳动生产率（万元/人）", "9.2", "12.6", "6.5%", NATURE),
    ("民生福祉", "3", "居民人均可支配收入（元）", "26480", "36000", "6%", NATURE),
    ("", "", "其中：城镇居民（元）", "40215", "—", "5.5%", NATURE),
    ("", "", "农村居民（元）", "18960", "25000", "7%", NATURE),
    ("", "4", "其中：城镇新增就业（人）", "3200", "3500", "—", NATURE),
]
OF_PARTS = [
    ("居民人均可支配收入", "元", "household-income"),
    ("居民人均可支配收入", "%", "household-income-growth"),
    ("居民人均可支配收入：城镇居民", "元", "urban-household-income"),
    ("居民人均可支配收入：城镇居民", "%", "urban-household-income-growth"),
    ("居民人均可支配收入：农村居民", "元", "rural-household-income"),
    ("居民人均可支配收入：农村居民", "%", "rural-household-income-growth"),
    ("其中：城镇新增就业", "人", "new-jobs"),
]


@pytest.mark.parametrize("ruled", [True, False], ids=["with-a-rule", "without"])
@pytest.mark.parametrize("ends", ["both", "none", "behind"])
def test_rows_without_a_number_are_parts_of_the_one_above(ends: str, ruled: bool) -> None:
    """Whether or not bars stand at the ends of rows: where the headings have none, a row may begin with the bar behind an empty cell."""
    first, last = {"both": ("| ", " |"), "none": ("", ""), "behind": ("", " |")}[ends]
    lines = [f"{first}{' | '.join(row)}{last}" for row in PARTS]
    rule = [f"{first}{' | '.join(['---'] * 7)}{last}"] if ruled else []
    reading = read(PLAN + "\n".join([lines[0], *rule, *lines[1:]]) + END)
    assert [(one.read.name, one.read.unit, one.indicator) for one in reading.rows.targets][4:] == OF_PARTS
    assert [one.target.raw for one in reading.targets.targets if one.name.endswith("农村居民")] == ["25000", "7%"]


@pytest.mark.parametrize(
    ("above", "names"),
    [
        # a row without a number may be the group, too
        (
            [("", "居民人均可支配收入（元）", "26480", "36000")],
            ["居民人均可支配收入：城镇居民", "居民人均可支配收入：农村居民"],
        ),
        # what stands above is something else: nothing says what the parts are of
        ([], ["城镇居民", "农村居民"]),
        ([("民生福祉", "", "", "")], ["城镇居民", "农村居民"]),
    ],
    ids=["unnumbered", "another", "a-category"],
)
def test_a_part_is_of_no_row_that_speaks_of_something_else(above: list[tuple[str, ...]], names: list[str]) -> None:
    rows = [
        ("序号", "指标", "2020年", "2025年"),
        ("1", "地区生产总值（亿元）", "218", "300"),
        ("2", "森林覆盖率（%）", "49", "50"),
        *above,
        ("", "其中：城镇居民（元）" if above else "城镇居民（元）", "40215", "50000"),
        ("", "农村居民（元）", "18960", "25000"),
        ("4", "粮食综合生产能力（万吨）", "38", "38.5"),
    ]
    found = [one.name.removeprefix("其中：") for one in plan(*rows).targets.targets if "居民" in one.name]
    assert found[-2:] == names


@pytest.mark.parametrize(
    "head",
    [
        ("", "主要污染物排放总量减少（%）", "", ""),
        ("3", "主要污染物排放总量减少（%）", "", ""),
        ("主要污染物排放总量减少（%）", "", "", ""),
    ],
)
def test_a_group_without_figures_names_its_parts(head: tuple[str, ...]) -> None:
    rows = [
        ("序号", "指标", "2020年", "2025年"),
        ("1", "地区生产总值（亿元）", "218", "300"),
        ("2", "森林覆盖率（%）", "49", "50"),
        head,
        ("", "化学需氧量", "—", "8"),
        ("", "其中：氨氮", "—", "8"),
    ]
    names = [one.name for one in plan(*rows).targets.targets]
    assert names[-2:] == ["主要污染物排放总量减少：化学需氧量", "主要污染物排放总量减少：氨氮"]


@pytest.mark.parametrize("count", ["", "（2项）", "（共2个）"])
def test_a_numbered_heading_of_rows_is_no_row_that_was_lost(count: str) -> None:
    found = plan(
        ("序号", "指标", "2020年", "2025年", "属性"),
        ("一", f"经济发展{count}", "", "", ""),
        ("1", "地区生产总值（亿元）", "218", "300", NATURE),
        ("2", "一般公共预算收入（亿元）", "6.4", "8.2", NATURE),
        ("二", f"民生福祉{count}", "", "", ""),
        ("3", "人均预期寿命（岁）", "77.2", "78.5", NATURE),
    )
    assert [one.category for one in found.targets.targets] == ["经济发展", "经济发展", "民生福祉"]
    assert found.targets.notes == ()
