"""Of what year, of what years and against which a figure of a review is, where its words say it beside a year that is printed."""

import pytest

from tests.cases import HEAD, observations, read, report

FIVE_YEARS = """2021年涉县政府工作报告
——2021年1月10日在涉县第十八届人民代表大会第五次会议上
一、“十三五”时期工作回顾
五年来，我们砥砺奋进。
"""


def rows(text: str) -> list[str]:
    return [row[: row.index("「")] + row[row.index("→") :] for row in observations(read(report(review=text)))]


def of_five_years(text: str) -> list[str]:
    found = observations(read(f"{FIVE_YEARS}{text}\n二、2021年工作\n加快发展。\n"))
    return [row[: row.index("「")] + row[row.index("→") :] for row in found]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "地区生产总值完成80亿元，同比2015年增长58.3%。",
            [
                "80亿元 2020 actual eq level→gdp",
                "58.3% 2020 actual eq growth rise base 2015→None",
            ],
        ),
        (
            "2020年，生产总值完成32亿元，比“十二五”末的2015年增加12亿元，增长60%，年均增长9.9%。",
            [
                "32亿元 2020 actual eq level→gdp",
                "12亿元 2020 actual eq change rise base 2015→None",
                "60% 2020 actual eq growth rise base 2015→None",
                "9.9% 2016-2020 actual eq annual_average rise→gdp-growth",
            ],
        ),
        (
            "“十三五”时期，固定资产投资累计完成150亿元，是“十二五”时期累计投资的2.3倍。",
            [
                "150亿元 2016-2020 actual eq cumulative→fixed-asset-investment",
                "2.3倍 2016-2020 actual eq multiple→None",
            ],
        ),
        (
            "生产总值前四年年均增长6.4%，后两年年均增长7%。",
            [
                "6.4% 2016-2019 actual eq annual_average rise→gdp-growth",
                "7% 2019-2020 actual eq annual_average rise→gdp-growth",
            ],
        ),
    ],
)
def test_a_year_that_is_compared_with_is_no_figure_s_own(text: str, right: list[str]) -> None:
    assert of_five_years(text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "生产总值完成300亿元，年均增长8%；社会消费品零售总额实现86亿元。",
            [
                "300亿元 2020 actual eq level→gdp",
                "8% 2016-2020 actual eq annual_average rise→gdp-growth",
                "86亿元 2020 actual eq level→retail-sales",
            ],
        ),
        (
            "固定资产投资完成64亿元，年均增长11%，累计完成280亿元。",
            [
                "64亿元 2020 actual eq level→fixed-asset-investment",
                "11% 2016-2020 actual eq annual_average rise→fixed-asset-investment-growth",
                "280亿元 2016-2020 actual eq cumulative→fixed-asset-investment",
            ],
        ),
        ("固定资产投资累计达280亿元。", ["280亿元 2016-2020 actual eq cumulative→fixed-asset-investment"]),
        (
            "综合实力增强。2020年生产总值320亿元；固定资产投资累计达280亿元。",
            ["320亿元 2020 actual eq level→gdp", "280亿元 2016-2020 actual eq cumulative→fixed-asset-investment"],
        ),
        ("累计培育“百人（千人）计划”人才12名。", ["12名 2016-2020 actual eq cumulative→None"]),
    ],
)
def test_a_total_is_what_is_told_in_all(text: str, right: list[str]) -> None:
    assert of_five_years(text) == right


@pytest.mark.parametrize(
    "remark",
    ["（预计数，下同）", "（预计，下同）", "（以下均为预计数）", "（预计、同比，下同）", "（下同，均为预计数）"],
)
def test_what_is_said_to_be_expected_below_is_an_estimate_up_to_the_end_of_the_review(remark: str) -> None:
    text = (
        f"全年实现生产总值410亿元，增长6%{remark}，财政收入30亿元。新增上市企业2家。\n"
        "工业经济向好。完成固定资产投资80亿元，增长5%。签约合同金额12亿元。前三季度工业增加值90亿元。全年已建成高标准农田5万亩。"
    )
    assert [row.split(" ")[:3] for row in rows(text)] == [
        ["410亿元", "2023", "estimate"],
        ["6%", "2023", "estimate"],
        ["30亿元", "2023", "estimate"],
        ["2家", "2023", "actual"],
        ["80亿元", "2023", "estimate"],
        ["5%", "2023", "estimate"],
        ["12亿元", "2023", "actual"],
        ["90亿元", "2023", "前三季度"],
        ["5万亩", "2023", "actual"],
    ]


def test_what_a_sentence_expects_goes_on_in_its_next_line() -> None:
    text = "预计生产总值410亿元，增长6%；\n财政收入30亿元；\n进出口总额80亿元。固定资产投资90亿元。\n工业投资20亿元。"
    assert [row.split(" ")[2] for row in rows(text)] == ["estimate"] * 4 + ["actual"] * 2


def test_a_remark_that_says_another_thing_of_what_is_below_ends_the_estimates() -> None:
    text = "生产总值410亿元（预计数，下同）。工业投资20亿元。固定资产投资80亿元（快报数，下同）。服务业增加值70亿元。"
    assert [row.split(" ")[2] for row in rows(text)] == ["estimate", "estimate", "estimate", "actual"]


def test_the_year_that_is_planned_for_is_no_estimate_for_a_remark_of_the_review() -> None:
    text = report(review="生产总值410亿元（预计数，下同）。", plan="固定资产投资达到80亿元。")
    assert [row.split(" ")[2] for row in observations(read(text))] == ["estimate", "target"]
    assert HEAD in text


PLAN = """涉县国民经济和社会发展第十四个五年规划纲要
第一章 规划背景
第一节 发展基础
全县经济稳步发展。
一、经济发展
2020年财政收入达42亿元，年均增长9.4%；常住人口33万人。
第二章 总体要求
第一节 主要目标
到2025年，生产总值年均增长6%。
"""


@pytest.mark.parametrize("part", ["第一节 发展基础\n", "第一节 发展蓝图\n"])
def test_an_average_of_a_result_is_of_no_years_behind_it(part: str) -> None:
    found = read(PLAN.replace("第一节 发展基础\n", part)).rows.observations
    averages = [one for one in found if one.raw == "9.4%"]
    assert averages
    assert [(one.year, one.period_start, one.period_end) for one in averages] == [(2020, 2016, 2020)]
    assert not [one for one in found if one.kind == "actual" and one.period_end and one.period_end > (one.year or 0)]


@pytest.mark.parametrize("since", ["二十年来", "建县以来", "十多年来", "撤县设区以来", "改革开放以来"])
def test_a_look_back_over_many_years_in_what_is_planned_tells_results(since: str) -> None:
    text = f"今年意义重大。{since}，我们接续奋斗，综合实力大幅提升。生产总值增加至500亿元。新的一年，我们要再接再厉，财政收入增长6%。\n上市企业达到5家。"
    assert observations(read(report(plan=text))) == [
        "500亿元 2023 actual eq level「生产总值」→gdp",
        "6% 2024 target eq growth rise「财政收入」→general-public-budget-revenue-growth",
        "5家 2024 target eq level「上市企业」→listed-firms",
    ]


@pytest.mark.parametrize(
    "opening", ["“十四五”时期（2021—2025年）是全面建设现代化的关键时期。", "“十四五”时期是转型升级的攻坚阶段。"]
)
def test_what_the_years_of_a_plan_are_says_nothing_of_figures_that_no_heading_dates(opening: str) -> None:
    text = f"涉县国民经济和社会发展第十四个五年规划纲要\n（2021年1月19日涉县第十七届人民代表大会第六次会议通过）\n{opening}退耕还林13.5万亩。\n"
    assert [(one.year, one.kind) for one in read(text).rows.observations] == [(None, None)]
    text = text.replace("退耕还林13.5万亩", "到2025年退耕还林13.5万亩")
    assert [one.year for one in read(text).rows.observations] == [2025]
