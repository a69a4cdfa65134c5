"""Names that are dealt out to numbers, and the verbs and counts that are no part of a name."""

import pytest

from tests.cases import observations, read, report


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "城乡居民人均可支配收入分别增长5.3%和7.1%。",
            [
                "5.3% 城镇居民人均可支配收入 urban-household-income-growth",
                "7.1% 农村居民人均可支配收入 rural-household-income-growth",
            ],
        ),
        (
            "城镇、农村居民收入分别达到3.8万元和1.9万元，增长5%和7%。",
            [
                "3.8万元 城镇居民收入 urban-household-income",
                "1.9万元 农村居民收入 rural-household-income",
                "5% 城镇居民收入 urban-household-income-growth",
                "7% 农村居民收入 rural-household-income-growth",
            ],
        ),
        (
            "城镇和农村居民人均可支配收入分别为38120元、19450元，分别增长5.3%和7.1%。",
            [
                "38120元 城镇居民人均可支配收入 urban-household-income",
                "19450元 农村居民人均可支配收入 rural-household-income",
                "5.3% 城镇居民人均可支配收入 urban-household-income-growth",
                "7.1% 农村居民人均可支配收入 rural-household-income-growth",
            ],
        ),
        (
            "地区生产总值、固定资产投资、社会消费品零售总额分别完成120亿元、67亿元、45亿元，分别增长6%、8%、7%。",
            [
                "120亿元 地区生产总值 gdp",
                "67亿元 固定资产投资 fixed-asset-investment",
                "45亿元 社会消费品零售总额 retail-sales",
                "6% 地区生产总值 gdp-growth",
                "8% 固定资产投资 fixed-asset-investment-growth",
                "7% 社会消费品零售总额 retail-sales-growth",
            ],
        ),
        (
            "去年一、二、三产业增加值分别完成20亿元、50亿元和60亿元。",
            [
                "20亿元 第一产业增加值 primary-industry-value-added",
                "50亿元 第二产业增加值 secondary-industry-value-added",
                "60亿元 第三产业增加值 services-value-added",
            ],
        ),
        # plain lists: as many counts as names
        ("新建中小学、幼儿园7所、3所。", ["7所 新建中小学 schools-built", "3所 新建幼儿园 kindergartens-new"]),
        ("改造提升菜市场、口袋公园4个和11个。", ["4个 改造提升菜市场 None", "11个 改造提升口袋公园 None"]),
        ("办结议案、提案45件、138件。", ["45件 办结议案 None", "138件 提案 None"]),
        ("新建、改建学校7所、3所。", ["7所 新建学校 schools-built", "3所 改建学校 None"]),
        ("引进教授、博士等人才5名、8名。", ["5名 引进人才 talent-introduced", "8名 引进人才 talent-introduced"]),
        (
            "金融机构存贷款余额分别达到300亿元和200亿元。",
            ["300亿元 金融机构存款余额 deposits", "200亿元 金融机构贷款余额 loans"],
        ),
        (
            "社会消费品零售总额、固定资产投资均增长8%以上。",
            ["8% 社会消费品零售总额 retail-sales-growth", "8% 固定资产投资 fixed-asset-investment-growth"],
        ),
        ("城乡居民人均可支配收入年均增长8%。", ["8% 城乡居民人均可支配收入 household-income-growth"]),
        (
            "总投资86亿元的重点项目54个，完成年度任务。",
            ["86亿元 重点项目总投资 key-project-total-investment", "54个 重点项目 key-projects"],
        ),
        ("总投资120亿元的工业项目35个全部开工。", ["120亿元 工业项目总投资 None", "35个 工业项目 None"]),
        (
            "总投资86亿元的54个重点项目。",
            ["86亿元 重点项目总投资 key-project-total-investment", "54个 重点项目 key-projects"],
        ),
        (
            "实施重点项目54个，总投资86亿元，完成投资30亿元。",
            [
                "54个 重点项目 key-projects",
                "86亿元 重点项目总投资 key-project-total-investment",
                "30亿元 重点项目投资 key-project-investment",
            ],
        ),
        ("地区生产总值实现增速6.8%。", ["6.8% 地区生产总值 gdp-growth"]),
        (
            "规模以上工业企业实现增加值27.5亿元。",
            ["27.5亿元 规模以上工业企业增加值 above-scale-industrial-value-added"],
        ),
        ("旅游业实现总收入20亿元。", ["20亿元 旅游业总收入 tourism-revenue"]),
        ("地区生产总值连续跨越100亿元、110亿元大关。", ["100亿元 地区生产总值 gdp", "110亿元 地区生产总值 gdp"]),
        (
            "经营主体净增1200户、总数达到2.9万户。",
            ["1200户 净增经营主体 market-entities-new", "2.9万户 经营主体总数 market-entities"],
        ),
        ("新登记经营主体总量3500户。", ["3500户 新登记经营主体总量 market-entities-new"]),
        ("城乡居民收入比降至1.9以内。", ["1.9 城乡居民收入比 urban-rural-income-ratio"]),
        ("经济增长6.5%，全年投资增长8%。", ["6.5% 经济 gdp-growth", "8% 投资 fixed-asset-investment-growth"]),
        ("工业企业125家，投资增长20%。", ["125家 工业企业 None", "20% 工业企业投资 None"]),
        (
            "新增电力装机300万千瓦，其中可再生能源装机200万千瓦。",
            ["300万千瓦 新增电力装机 None", "200万千瓦 新增可再生能源装机 new-energy-capacity-new"],
        ),
        ("居民消费价格涨幅控制在3%以内。", ["3% 居民消费价格涨幅 cpi-growth"]),
    ],
)
def test_numbers_and_their_names(sentence: str, expected: list[str]) -> None:
    rows = read(report(sentence)).rows.observations
    assert [f"{one.value}{one.unit or ''} {one.subject} {one.indicator}" for one in rows] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("一般公共预算收入同口径增长4.6%。", "原文作“同口径”"),
        ("一般公共预算收入剔除留抵退税因素增长4.6%。", "原文作“剔除留抵退税因素”"),
        ("一般公共预算收入增长4.6%。", None),
    ],
)
def test_a_growth_that_is_made_like_the_year_before_says_so(sentence: str, expected: str | None) -> None:
    (one,) = read(report(sentence)).rows.observations
    assert (one.indicator, one.caveat) == ("general-public-budget-revenue-growth", expected)


def test_the_observations_helper_says_all_of_it() -> None:
    assert observations(read(report("城镇调查失业率平均值为5.3%。"))) == [
        "5.3% 2023 actual eq share「城镇调查失业率平均值」→surveyed-unemployment"
    ]
