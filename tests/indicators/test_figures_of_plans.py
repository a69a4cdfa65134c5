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
        (
            "到2025年，城镇、农村居民人均可支配收入分别年均增长8%和9%，力争达到4.2万元和1.75万元。",
            [
                "8% 2021-2025 target eq annual_average rise「城镇居民人均可支配收入」→urban-household-income-growth",
                "9% 2021-2025 target eq annual_average rise「农村居民人均可支配收入」→rural-household-income-growth",
                "4.2万元 2025 target eq level「城镇居民人均可支配收入」→urban-household-income",
                "1.75万元 2025 target eq level「农村居民人均可支配收入」→rural-household-income",
            ],
        ),
        (
            "到2025年，茶叶、蚕桑产值分别达到18亿元、6亿元，确保年均增长7%、5%。",
            [
                "18亿元 2025 target eq level「茶叶产值」→None",
                "6亿元 2025 target eq level「蚕桑产值」→None",
                "7% 2021-2025 target eq annual_average rise「茶叶产值」→None",
                "5% 2021-2025 target eq annual_average rise「蚕桑产值」→None",
            ],
        ),
        (
            "到2025年，城乡居民收入比缩小到2.1∶1以内，农产品加工业与农业总产值比达到2.6:1以上，师生比为1:12。",
            [
                "2.1 2025 target lte level「城乡居民收入比」→urban-rural-income-ratio",
                "2.6 2025 target gte level「农产品加工业与农业总产值比」→None",
            ],
        ),
        (
            "地区生产总值达到82亿元，年均增速达7.3%；一般公共预算收入达到9亿元，年平均增速11%。",
            [
                "82亿元 2025 target eq level「地区生产总值」→gdp",
                "7.3% 2021-2025 target eq annual_average rise「地区生产总值年均增速」→gdp-growth",
                "9亿元 2025 target eq level「一般公共预算收入」→general-public-budget-revenue",
                "11% 2021-2025 target eq annual_average rise「一般公共预算收入年平均增速」→general-public-budget-revenue-growth",
            ],
        ),
        (
            "“十四五”期间，沙化土地治理16万亩，发放助学贷款2.4亿元，每年治理河道12公里。",
            [
                "16万亩 2021-2025 target eq cumulative「沙化土地治理」→None",
                "2.4亿元 2021-2025 target eq cumulative「发放助学贷款」→None",
                "12公里 2025 target eq level「每年治理河道」→None",
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
            "规模以上工业企业218户，高新技术企业16家。新增规上工业企业26户、高新技术企业7家。",
            ["218户 2020 actual eq level", "16家 2020 actual eq level", "26户 2016-2020", "7家 2016-2020"],
        ),
        (
            "累计建成体育公园5个，高新技术企业16家。开办幼儿园7所，培育高新技术企业9家，改造老旧小区35个。",
            ["5个 2016-2020", "16家 2016-2020", "7所 2016-2020", "9家 2016-2020", "35个 2016-2020"],
        ),
        (
            "2020年末，60周岁以上户籍老年人口6.2万人，占20.3%，其中80周岁以上高龄老人0.9万人。五年服务老年人口3.1万人次。",
            [
                "6.2万人 2020 actual eq level",
                "20.3% 2020 actual eq share",
                "0.9万人 2020 actual eq level",
                "3.1万人次 2016-2020",
            ],
        ),
        (
            "截至2020年底，流动人口3.4万人，户籍人口52.1万人，其中农村31万人。五年新建住房5万平方米，其中公租房2万平方米。",
            ["3.4万人 2020", "52.1万人 2020", "31万人 2020", "5万平方米 2016-2020", "2万平方米 2016-2020"],
        ),
        (
            "截至2020年底，全县共有医疗卫生机构248个；实有床位2460张，拥有全科医生62名。",
            ["248个 2020 actual eq level", "2460张 2020 actual eq level", "62名 2020 actual eq level"],
        ),
        (
            "茶种植面积3.2万亩，油茶4.5万亩、金桔1.8万亩。完成造林3.2万亩，种草1.5万亩。",
            [
                "3.2万亩 2020 actual eq level",
                "4.5万亩 2020 actual",
                "1.8万亩 2020 actual",
                "3.2万亩 2016-2020",
                "1.5万亩 2016-2020",
            ],
        ),
        (
            "2020年，城镇、农村居民人均可支配收入分别达到36912元、19874元，五年年均增长6.4%、7.7%。",
            [
                "36912元 2020 actual eq level「城镇居民人均可支配收入」→urban-household-income",
                "19874元 2020 actual eq level「农村居民人均可支配收入」→rural-household-income",
                "6.4% 2016-2020 actual eq annual_average rise「城镇居民人均可支配收入」→urban-household-income-growth",
                "7.7% 2016-2020 actual eq annual_average rise「农村居民人均可支配收入」→rural-household-income-growth",
            ],
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
