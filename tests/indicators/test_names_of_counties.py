"""What county reports and plans call their figures: made-up sentences, each with the name and the indicator of every figure."""

import pytest

from tests.cases import read, report

OWN_TOTALS = [
    ("第三产业占全区生产总值的比重达61%。", ["第三产业占全区生产总值的比重 services-share-of-gdp"]),
    ("服务业增加值占全县地区生产总值比重达到47%。", ["服务业增加值占全县地区生产总值比重 services-share-of-gdp"]),
    ("完成gdp86亿元，增长5.5%。", ["gdp gdp", "gdp gdp-growth"]),
    ("常住人口人均 GDP 达到 6.3万元。", ["常住人口人均GDP gdp-per-capita"]),
]

OTHER_WORDS = [
    ("出栏肉猪31万头。", ["出栏肉猪 pigs-slaughtered"]),
    ("外商直接投资实际到位金额6200万美元，增长9%。", ["外商直接投资实际到位金额 foreign-investment-used", "外商直接投资实际到位金额 foreign-investment-used-growth"]),
    ("地方公共财政收入达到23亿元。", ["地方公共财政收入 general-public-budget-revenue"]),
    ("牧区常住居民人均可支配收入21680元。", ["牧区常住居民人均可支配收入 rural-household-income"]),
    ("银行不良贷款率降至1.8%。", ["银行不良贷款率 npl-ratio"]),
    ("工业投资总量占固定资产投资比重42%。", ["工业投资总量占固定资产投资比重 industrial-investment-share"]),
    ("累计清理盘活存量建设用地3600亩。", ["清理盘活存量建设用地 idle-land-reused"]),
]  # fmt: skip

PARTS_OF_THE_PRODUCT = [
    (
        "地区生产总值210亿元，其中第一产业32亿元，增长3%；第二产业81亿元，增长6%。",
        [
            "地区生产总值 gdp",
            "第一产业增加值 primary-industry-value-added",
            "第一产业增加值 primary-industry-value-added-growth",
            "第二产业增加值 secondary-industry-value-added",
            "第二产业增加值 secondary-industry-value-added-growth",
        ],
    ),
    (
        "全区实现生产总值210亿元。其中，第一产业32亿元；第三产业97亿元，年均增长8%。",
        ["生产总值 gdp", "第一产业增加值 primary-industry-value-added", "第三产业增加值 services-value-added", "第三产业增加值 services-value-added-growth"],
    ),
    # of a total that has no value added, an industry's part is none
    ("固定资产投资120亿元，其中第一产业5亿元。", ["固定资产投资 fixed-asset-investment", "第一产业 None"]),
]  # fmt: skip

USED_CAPITAL = [
    ("实际使用内资26亿元、外资412万美元。", ["实际使用内资 domestic-investment-used", "实际使用外资 foreign-investment-used"]),
    ("利用内资310亿元、外资1.8亿美元。", ["利用内资 domestic-investment-used", "利用外资 foreign-investment-used"]),
]  # fmt: skip

WHOLE_NAMES_IN_LISTS = [
    (
        "固定资产投资、社会消费品零售总额、规模工业增加值分别增长7%、6.5%、5%。",
        ["固定资产投资 fixed-asset-investment-growth", "社会消费品零售总额 retail-sales-growth", "规模工业增加值 above-scale-industrial-value-added-growth"],
    ),
    ("装备产业、食品产业产值占比分别达42%、31%。", ["装备产业产值占比 None", "食品产业产值占比 None"]),
    ("规模以上文化服务业和科技服务业营业收入分别增长11%和9%。", ["规模以上文化服务业营业收入 None", "规模以上科技服务业营业收入 None"]),
    ("第一、三产业比重分别降低2.2个百分点、0.6个百分点。", ["第一产业比重 None", "第三产业比重 None"]),
    ("6个省重大、21个市重点和80个县级重点项目全部开工。", ["省重大项目 None", "市重点项目 upper-key-projects", "县级重点项目 key-projects"]),
]  # fmt: skip

SAID_OF_BOTH = [
    ("财政总收入和地方财政收入年均增长11%。", ["财政总收入 total-fiscal-revenue-growth", "地方财政收入 general-public-budget-revenue-growth"]),
    ("生产总值和人均生产总值均比2015年翻一番。", ["生产总值 None", "人均生产总值 None"]),
    # one figure of the two together
    ("城乡居民人均可支配收入增长8%。", ["城乡居民人均可支配收入 household-income-growth"]),
]  # fmt: skip

NOT_PART_OF_THE_NAME = [
    ("粮食产量达到38万吨，5年间年均增长2.3%。", ["粮食产量 grain-output", "粮食产量 grain-output-growth"]),
    ("搬迁户收入普遍翻一番。", ["搬迁户收入 None"]),
    ("全区GDP增速明显高于全省平均水平，年均递增8.1%。", ["GDP gdp-growth"]),
    ("选派130人次医护等人员赶赴外地支援。", ["选派医护等人员 None"]),
    ("产业转型取得新突破粮食加工产值达到26亿元。", ["粮食加工产值 None"]),
    ("推动高质量发展预计全区地区生产总值达到96亿元。", ["地区生产总值 gdp"]),
    ("平板玻璃去产能120万重量箱。", ["平板玻璃去产能 None"]),
    ("12个市重点项目完成投资36亿元，年度投资完成率108%。", ["市重点项目 upper-key-projects", "市重点项目投资 key-project-investment", "市重点项目年度投资完成率 None"]),
]  # fmt: skip

LENT_AND_SOUGHT = [
    ("柳林大桥建设项目2.3亿元贷款、东河水厂供水工程0.8亿元贷款。", ["柳林大桥建设项目贷款 None", "东河水厂供水工程贷款 None"]),
    ("新发放26亿元贷款。", ["新发放贷款 None"]),
    ("全年向上争取项目86个，资金12亿元。", ["向上争取项目 None", "向上争取资金 upper-funds"]),
]  # fmt: skip

CUT_BEHIND_THE_THING = [
    ("62个重点项目投资完成率超100%。", ["重点项目 key-projects", "重点项目投资完成率 None"]),
    ("36万亩公益林得到有效管护。", ["公益林 None"]),
    ("吸引23家软件企业常态化到园区测试。", ["吸引软件企业 None"]),
]


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        *OWN_TOTALS,
        *LENT_AND_SOUGHT,
        *CUT_BEHIND_THE_THING,
        *OTHER_WORDS,
        *PARTS_OF_THE_PRODUCT,
        *USED_CAPITAL,
        *WHOLE_NAMES_IN_LISTS,
        *SAID_OF_BOTH,
        *NOT_PART_OF_THE_NAME,
    ],
)
def test_names_of_counties(sentence: str, right: list[str]) -> None:
    found = read(report(review=sentence)).rows.observations
    assert [f"{one.subject} {one.indicator}" for one in found] == right


@pytest.mark.parametrize(
    ("sentence", "beyond"),
    [
        ("固定资产投资完成26亿元，超额完成年度任务3.1亿元，增长12%。", "超额完成年度任务"),
        ("固定资产投资完成26亿元，超出市级下达任务指标3.1亿元，增长12%。", "超出市级下达任务指标"),
        ("固定资产投资完成26亿元，超年度计划3.1亿元，增长12%。", "超年度计划"),
        ("固定资产投资完成26亿元，超年度任务8.6%，增长12%。", "超年度任务"),
    ],
)
def test_what_is_beyond_a_plan_says_so_and_takes_no_growth(sentence: str, beyond: str) -> None:
    found = read(report(review=sentence)).rows.observations
    assert [(one.subject, one.indicator, one.measure.value) for one in found] == [
        ("固定资产投资", "fixed-asset-investment", "level"),
        (f"固定资产投资{beyond}", None, "level"),
        ("固定资产投资", "fixed-asset-investment-growth", "growth"),
    ]
