"""What the rises and falls of a review of five years are against: the year before them, the year before those that are counted, or a plan's total."""

import pytest

from tests.cases import HEAD, observations, read

CASES = [
    ("刑事案件和交通事故起数分别下降38.2%、21.5%。", ["38.2% 2023 actual eq growth fall base 2018「刑事案件」→None", "21.5% 2023 actual eq growth fall base 2018「交通事故起数」→None"]),
    ("白沙湖总氮浓度下降9.4%。", ["9.4% 2023 actual eq growth fall base 2018「白沙湖总氮浓度」→None"]),
    ("瞪羚企业数3年翻一番，新增上市公司2家。", ["2倍 2023 actual eq multiple rise base 2020「瞪羚企业数」→None", "2家 2019-2023 actual eq cumulative「新增上市公司」→None"]),
    ("集装箱吞吐量近四年提升18%，港口航线达到35条。", ["18% 2023 actual eq growth rise base 2019「集装箱吞吐量」→None", "35条 2023 actual eq level「港口航线」→None"]),
    ("农村污水治理率近三年上升16个百分点。", ["16个百分点 2021-2023 actual eq change rise「农村污水治理率」→None"]),
    ("软件业营收较三年前翻了一番。", ["2倍 2023 actual eq multiple rise base 2020「软件业营收」→None"]),
    ("累计完成水利投资86亿元，比“十三五”时期增长24%。", ["86亿元 2019-2023 actual eq cumulative「水利投资」→None", "24% 2019-2023 actual eq growth rise「水利投资」→None"]),
    ("新建改造供水管网620公里，修复河道180公里，较“十三五”期间分别增长12%、30%。", ["620公里 2019-2023 actual eq cumulative「新建改造供水管网」→None", "180公里 2019-2023 actual eq cumulative「修复河道」→None", "12% 2019-2023 actual eq growth rise「新建改造供水管网」→None", "30% 2019-2023 actual eq growth rise「修复河道」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_in_a_review_of_five_years(sentence: str, expected: list[str]) -> None:
    text = f"{HEAD}一、过去五年工作回顾\n过去五年，我们攻坚克难、砥砺前行。\n{sentence}\n二、2024年工作安排\n做好各项工作。\n"
    assert observations(read(text)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("三年安排3.5亿元支持专精特新企业。", "3.5亿元 2024-2026 target eq cumulative"),
        ("开展质量三年提升行动，培育特色品牌12个。", "12个 2024 target eq level"),
    ],
)
def test_years_that_a_plan_counts(sentence: str, expected: str) -> None:
    text = f"{HEAD}一、2023年工作回顾\n地区生产总值增长5%。\n二、2024年工作安排\n{sentence}\n"
    assert observations(read(text))[-1].startswith(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("年末城镇登记失业率从上半年4.5%降到3.9%。", ["4.5% 2023 上半年 actual eq share", "3.9% 2023 actual eq share"]),
        ("工业用电量增速由1-2月的3%回升至5%。", ["3% 2023 1-2月 actual eq growth rise", "5% 2023 actual eq growth rise"]),
        ("前三季度，城镇登记失业率由一季度4.6%降至4.2%。", ["4.6% 2023 一季度 actual eq share", "4.2% 2023 前三季度 actual eq share"]),
        ("“五经普”批发业从业人员比“四经普”增长12%、增加1.8万人。", ["12% 2023 actual eq growth rise base 2018「批发业从业人员」→None", "1.8万人 2023 actual eq change rise base 2018「批发业从业人员」→None"]),
        ("第五次全国经济普查法人单位3.6万家。", ["3.6万家 2023 actual eq level「法人单位」→None"]),
        ("第七次全国人口普查常住人口38万人。", ["38万人 2020 actual eq level「常住人口」→population"]),
    ],
)  # fmt: skip
def test_parts_of_a_year_that_a_figure_came_from_and_years_of_censuses(sentence: str, expected: list[str]) -> None:
    found = observations(read(f"{HEAD}一、2023年工作回顾\n{sentence}\n二、2024年工作安排\n做好各项工作。\n"))
    assert [
        one.split("「")[0] if "「" not in right else one for one, right in zip(found, expected, strict=True)
    ] == expected


def test_a_year_behind_those_that_are_planned_for() -> None:
    text = f"{HEAD}一、2023年工作回顾\n粮食产量36万吨。\n二、2024年工作安排\n为实现2035年人均生产总值比2020年翻一番打牢基础，地区生产总值增长5%。\n"
    years = [(one.raw, one.year, one.base_year) for one in read(text).rows.observations if one.kind == "target"]
    assert years == [("翻一番", 2035, 2020), ("5%", 2024, None)]
