"""Whose a bare figure is, where a clause before says that; and names by which figures are linked."""

import pytest

from indicators.reading.catalogue import caveat_of, link
from tests.cases import observations, read, report


def _names(text: str) -> list[str]:
    return [row[row.index("「") :].removesuffix("→None") for row in observations(read(report(review=text)))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("稳步推进高新区改革，建立健全招商引资、要素保障等机制，投资增长20%。", ["「高新区投资」"]),
        ("支持清江打造航空枢纽，旅客吞吐量突破900万人次。", ["「清江旅客吞吐量」"]),
        ("三江都市圈建设提速，经济总量突破3万亿元。", ["「三江都市圈经济总量」"]),
        (
            "清江经开区实现技工贸总收入120亿元；完成地区生产总值43亿元；固定资产投资16亿元，增长10%；引进项目9个，到位资金10亿元。",
            [
                "「清江经开区技工贸总收入」",
                "「清江经开区地区生产总值」",
                "「清江经开区固定资产投资」",
                "「清江经开区固定资产投资」",
                "「清江经开区引进项目」",
                "「清江经开区到位资金」",
            ],
        ),
        (
            "高新区完成规上工业产值120亿元、税收8亿元；全县固定资产投资增长10%。",
            ["「高新区规上工业产值」", "「高新区税收」", "「固定资产投资」→fixed-asset-investment-growth"],
        ),
        (
            "固定资产投资增长3%，进出口增长5%。",
            ["「固定资产投资」→fixed-asset-investment-growth", "「进出口」→imports-exports-growth"],
        ),
        ("稳步推进开发区改革，全区进出口增长5%。", ["「进出口」→imports-exports-growth"]),
    ],
)
def test_a_part_s_figure_is_not_told_as_the_whole_place_s(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动机器人产业提质扩量，力争产量突破12万台。", ["「机器人产量」"]),
        ("服务业支撑作用增强，增加值达到320亿元。", ["「服务业增加值」→services-value-added"]),
        ("集装箱航线增至15条、吞吐量超240万标准箱。", ["「集装箱航线」", "「集装箱吞吐量」→container-throughput"]),
        (
            "货轮保有量由240艘增至300艘，其中电动货轮由20艘增至45艘。",
            ["「货轮保有量」", "「货轮保有量」", "「电动货轮保有量」", "「电动货轮保有量」"],
        ),
        ("装备产品产量大幅增长，锂电池增长21%，工业机器人增长17%。", ["「锂电池产量」", "「工业机器人产量」"]),
        ("接待游客300万人次、总花费45亿元。", ["「接待游客」→tourists", "「游客总花费」→tourism-revenue"]),
    ],
)
def test_a_bare_measure_is_of_what_the_clause_before_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("name", "unit", "slug", "caveat"),
    [
        ("国家级制造业单项冠军", "家", "single-champions", None),
        ("专精特新“小巨人”", "家", "little-giant-firms", None),
        ("改造老旧小区", "万户", "old-estates-households", None),
        ("改造老旧小区", "个", "old-estates-renewed", None),
        ("新（改）建农村卫生厕所", "户", "rural-toilets", "以“户”计，本指标以“座”计"),
        ("既有住宅加装（更新）电梯", "部", "lifts-added", "加装、更新合计"),
        ("高铁通车里程", "公里", "railway-length", "仅高速铁路"),
        ("省级重点项目投资", "亿元", "key-project-investment", "仅省市级重点项目"),
        ("城市生活污水集中收集率", "%", None, None),
    ],
)
def test_names_are_linked_as_reports_print_them(name: str, unit: str, slug: str | None, caveat: str | None) -> None:
    assert (link(name, unit), caveat_of(name, unit)) == (slug, caveat)


def test_a_sum_of_years_is_linked_with_its_caveat() -> None:
    assert link("五年改造城镇老旧小区", "个", "cumulative") == "old-estates-renewed"
    assert caveat_of("五年改造城镇老旧小区", "个", "cumulative") == "多年累计数，不与单年数比较"
    assert link("五年改造城镇老旧小区", "个", "level") is None
    assert link("年均城镇新增就业", "万人", "annual_average") == "new-jobs"


def test_what_there_is_in_all_is_no_year_s_figure() -> None:
    rows = read(report(review="筹集保障性租赁住房2.4万套、累计达到16万套。")).rows.observations
    assert [(row.indicator, row.caveat) for row in rows] == [
        ("affordable-rental-units", None),
        ("affordable-rental-units", "多年累计数，不与单年数比较"),
    ]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("龙湖街道常住人口12.6万人，一般公共预算收入2.3亿元。", ["龙湖街道常住人口", "龙湖街道一般公共预算收入"]),
        ("柳河镇粮食产量3.2万吨，农民人均可支配收入26000元。", ["柳河镇粮食产量", "柳河镇农民人均可支配收入"]),
        ("城南新区完成投资36亿元，新增市场主体1200户。", ["城南新区投资", "城南新区新增市场主体"]),
        ("园区实现工业总产值180亿元，税收8.2亿元。", ["园区工业总产值", "园区税收"]),
        ("恒源集团产值突破百亿元，研发投入2.6亿元。", ["恒源集团产值", "恒源集团研发投入"]),
        ("综合保税区进出口总额86亿元，实际利用外资1.2亿美元。", ["综合保税区进出口总额", "综合保税区实际利用外资"]),
    ],
)
def test_a_sentence_of_a_part_tells_of_it_to_its_end(sentence: str, subjects: list[str]) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert [(row.subject, row.indicator) for row in rows] == [(subject, None) for subject in subjects]


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        ("柳河镇粮食产量3.2万吨，全县农民人均可支配收入26000元。", [None, "rural-household-income"]),
        ("城镇常住人口12.6万人，一般公共预算收入2.3亿元。", [None, "general-public-budget-revenue"]),
        ("农村居民人均可支配收入26000元，社会消费品零售总额3亿元。", ["rural-household-income", "retail-sales"]),
    ],
)
def test_the_whole_place_is_no_part(sentence: str, slugs: list[str | None]) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert [row.indicator for row in rows] == slugs
