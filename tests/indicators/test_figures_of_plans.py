"""Figures of a plan: sizes that say which firms are meant, a ratio of a year, steps, and what a list has per thousand people."""

import pytest

from tests.cases import observations, read

PLAN = "合江县国民经济和社会发展第十四个五年规划纲要\n\n第一章 发展环境\n第一节 发展基础\n{}\n第二章 总体要求\n第二节 主要目标\n{}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到2025年，建成产值超100亿元园区1个、超50亿元企业2家。",
            ["1个 2025 target eq level「产值超100亿元园区」→None", "2家 2025 target eq level「超50亿元企业」→None"],
        ),
        (
            "到2025年，城乡居民收入比由2020年的2.13缩小到2左右。",
            [
                "2.13 2020 actual eq level「城乡居民收入比」→urban-rural-income-ratio",
                "2 2025 target approx level「城乡居民收入比」→urban-rural-income-ratio",
            ],
        ),
        (
            "到2025年，每千人口床位数6.5张、执业医师3.2人、注册护士3.8人，二级以上医院4家。",
            [
                "6.5张 2025 target eq share「每千人口床位数」→hospital-beds-per-1000",
                "3.2人 2025 target eq share「每千人口执业医师」→licensed-doctors-per-1000",
                "3.8人 2025 target eq share「每千人口注册护士」→nurses-per-1000",
                "4家 2025 target eq level「二级以上医院」→None",
            ],
        ),
        ("到2025年，人均住房面积增加4.2平方米。", ["4.2平方米 2021-2025 target eq change rise「人均住房面积」→None"]),
    ],
)
def test_aims(text: str, expected: list[str]) -> None:
    assert observations(read(PLAN.format("", text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "五年来，新签约亿元以上项目56个，其中10亿元以上8个。",
            ["56个 2016-2020 actual eq cumulative", "8个 2016-2020 actual eq cumulative"],
        ),
        (
            "GDP连跨150亿、180亿两个台阶，年均增长7.8%。",
            ["150亿 None actual eq level「GDP」→gdp", "180亿 None actual eq level「GDP」→gdp", "7.8% 2016-2020"],
        ),
        ("与“十二五”末相比，人均住房面积增加4.2平方米。", ["4.2平方米 2016-2020 actual eq change rise base 2015"]),
    ],
)
def test_results(text: str, expected: list[str]) -> None:
    found = observations(read(PLAN.format(text, "")))
    assert len(found) == len(expected)
    assert all(row.startswith(first) for row, first in zip(found, expected, strict=True))
