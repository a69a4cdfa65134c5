"""What is done with a list of things that are counted, said once before the first of them or behind the last."""

import pytest

from tests.cases import observations, read, report


def told(sentence: str) -> list[str]:
    """``value「subject」`` a row."""
    rows = observations(read(report(review=sentence)))
    return [f"{one.split()[0]}「{one.partition('「')[2].partition('」')[0]}」" for one in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # lengths and areas as counts
        (
            "有序改造供水管网42公里、雨水管网18公里、污水管网9公里。",
            ["42公里「改造供水管网」", "18公里「改造雨水管网」", "9公里「改造污水管网」"],
        ),
        (
            "新建绿道35公里、绿地12公顷、立体绿化3万平方米。",
            ["35公里「新建绿道」", "12公顷「新建绿地」", "3万平方米「新建立体绿化」"],
        ),
        (
            "新改建供热管网30公里、燃气管网22公里。",
            ["30公里「新改建供热管网」", "22公里「新改建燃气管网」"],
        ),
        (
            "治理废弃矿山300亩、小流域面积4000亩。",
            ["300亩「治理废弃矿山」", "4000亩「治理小流域面积」"],
        ),
        (
            "累计治理沙化面积80平方公里、石漠化面积13平方公里。",
            ["80平方公里「治理沙化面积」", "13平方公里「治理石漠化面积」"],
        ),
        # a list of names, and a verb that the closed list has
        (
            "更新改造柳林路等道路8条、桥梁3座。",
            ["8条「更新改造道路」", "3座「更新改造桥梁」"],
        ),
        ("维修改造柳林路、东湖路等18条主要道路。", ["18条「维修改造主要道路」"]),
        ("消除东湖里、柳苑等6处积水点位。", ["6处「消除积水点位」"]),
        ("新开工东湖新里等8个更新项目。", ["8个「新开工更新项目」"]),
        ("启动改造9个城中村、18个老旧小区。", ["9个「启动改造城中村」", "18个「启动改造老旧小区」"]),
        # the noun behind the number
        (
            "提升改造21公里乡村公路和12万平方米村内道路。",
            ["21公里「提升改造乡村公路」", "12万平方米「提升改造村内道路」"],
        ),
        ("新培育4个概念验证中心、6个中试平台。", ["4个「新培育概念验证中心」", "6个「新培育中试平台」"]),
        (
            "新入选国家5G工厂9家、卓越级智能工厂5家、领航级智能工厂1家。",
            ["9家「新入选国家5G工厂」", "5家「新入选卓越级智能工厂」", "1家「新入选领航级智能工厂」"],
        ),
        (
            "新开工改造老旧小区42个、城中村5100户、危旧房310套。",
            ["42个「新开工改造老旧小区」", "5100户「新开工改造城中村」", "310套「新开工改造危旧房」"],
        ),
        # a name that has a verb of its own, measures the thing before it, or tells what there is
        ("治理水土流失面积35平方公里、人工造林2万亩。", ["35平方公里「治理水土流失面积」", "2万亩「人工造林」"]),
        ("新建学校3所、校舍面积2万平方米。", ["3所「新建学校」", "2万平方米「校舍面积」"]),
        ("建设奶牛牧场3个、奶牛存栏达到8万头。", ["3个「建设奶牛牧场」", "8万头「奶牛存栏」"]),
        ("改造管网35公里、惠及居民3万户。", ["35公里「改造管网」", "3万户「惠及居民」"]),
        ("改造道路12公里，绿地面积3万平方米。", ["12公里「改造道路」", "3万平方米「绿地面积」"]),
    ],
)
def test_the_verb_before_the_first(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "完成20万千瓦火电机组、28万吨钢铁产能、39台燃煤锅炉超低排放改造。",
            ["20万千瓦「火电机组超低排放改造」", "28万吨「钢铁产能超低排放改造」", "39台「燃煤锅炉超低排放改造」"],
        ),
        ("实施30个老旧小区、12条老旧街巷改造。", ["30个「老旧小区改造」", "12条「老旧街巷改造」"]),
        ("推动7个物流枢纽、4个冷链物流基地提质升级。", ["7个「物流枢纽提质升级」", "4个「冷链物流基地提质升级」"]),
        ("开展清水河和柳河等13条河流、30条侵蚀沟治理。", ["13条「河流治理」", "30条「侵蚀沟治理」"]),
        ("10所学校、12个专业群入选省级试点。", ["10所「学校入选省级试点」", "12个「专业群入选省级试点」"]),
        ("5个数据集、4个数据空间纳入国家试点。", ["5个「数据集纳入国家试点」", "4个「数据空间纳入国家试点」"]),
        # another clause is another list, and some have an end of their own
        ("完成47家企业关停搬迁、48个排污口整治。", ["47家「企业关停搬迁」", "48个「排污口整治」"]),
        ("5项经验获省里推广、8项案例入选年度案例。", ["5项「经验获省里推广」", "8项「案例入选年度案例」"]),
        ("新建12个停车场、3个公园，完成5条道路改造。", ["12个「新建停车场」", "3个「新建公园」", "5条「道路改造」"]),
    ],
)
def test_the_work_behind_the_last(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # what several things have in common stands behind the last, or before the first
        (
            "汽车、家电、手机限上零售额分别增长8.7%、31.5%和32.3%。",
            ["8.7%「汽车限上零售额」", "31.5%「家电限上零售额」", "32.3%「手机限上零售额」"],
        ),
        ("对东盟、欧盟进出口分别增长6.7%、4.2%。", ["6.7%「对东盟进出口」", "4.2%「对欧盟进出口」"]),
        (
            "对美国、共建“一带一路”国家进出口总额分别增长1.4%、2.1%。",
            ["1.4%「对美国进出口总额」", "2.1%「对共建“一带一路”国家进出口总额」"],
        ),
        ("刑事、治安案件分别下降6.6%、3.6%。", ["6.6%「刑事案件」", "3.6%「治安案件」"]),
        (
            "基础养老金、城市低保、农村低保标准分别提高8%、4%、5%。",
            ["8%「基础养老金标准」", "4%「城市低保标准」", "5%「农村低保标准」"],
        ),
        ("示范河湖、美丽海湾建成率分别达到30%、50%。", ["30%「示范河湖建成率」", "50%「美丽海湾建成率」"]),
        (
            "改造老旧供热、燃气、排水管网80公里、60公里、30公里。",
            ["80公里「改造老旧供热管网」", "60公里「改造老旧燃气管网」", "30公里「改造老旧排水管网」"],
        ),
        # each has its own
        ("固定资产投资、进出口总额分别增长5%、8%。", ["5%「固定资产投资」", "8%「进出口总额」"]),
        ("利用外资、投资分别增长5%、8%。", ["5%「利用外资」", "8%「投资」"]),
        # one number for each
        (
            "省级产业园、特色产业集群分别增加2个。",
            ["2个「省级产业园」", "2个「特色产业集群」"],
        ),
        ("学前教育毛入园率、高中毛入学率超过93%。", ["93%「学前教育毛入园率」", "93%「高中毛入学率」"]),
        ("基本养老、医疗保险参保率95%以上。", ["95%「基本养老保险参保率」", "95%「医疗保险参保率」"]),
        # another thing is done with another
        ("培育5家智能工厂、新建9家绿色工厂。", ["5家「培育智能工厂」", "9家「新建绿色工厂」"]),
    ],
)
def test_what_is_shared_or_dealt_out(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_the_quote_of_a_work_behind_the_last_shows_it() -> None:
    rows = read(report(review="实施30个老旧小区、12条老旧街巷改造。")).rows.observations
    assert [row.evidence.quote for row in rows] == ["实施30个老旧小区、12条老旧街巷改造", "12条老旧街巷改造"]


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        (
            "地区生产总值、规上工业增加值、固定资产投资等主要经济指标分别增长6.1%、8.3%、9.2%。",
            ["gdp-growth", "above-scale-industrial-value-added-growth", "fixed-asset-investment-growth"],
        ),
        ("粮食、蔬菜等农产品产量分别达到26万吨、48万吨。", ["grain-output", "vegetable-output"]),
        (
            "规上工业企业、高新技术企业等创新主体分别达到168家、86家。",
            ["above-scale-industrial-firms", "high-tech-firms"],
        ),
        (
            "工业投资、民间投资等重点领域投资分别增长6%、7%。",
            ["industrial-investment-growth", "private-investment-growth"],
        ),
        (
            "固定资产投资、社会消费品零售总额、城镇居民人均可支配收入分别增长9.2%、8.6%、5.1%。",
            ["fixed-asset-investment-growth", "retail-sales-growth", "urban-household-income-growth"],
        ),
        ("园区税收8.6亿元；一般公共预算收入18.6亿元。", [None, "general-public-budget-revenue"]),
    ],
)
def test_names_that_are_whole_take_nothing_from_the_last(sentence: str, slugs: list[str | None]) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert [row.indicator for row in rows] == slugs


def test_firms_tell_of_themselves_alone() -> None:
    rows = read(
        report(review="恒源集团产值突破百亿元，规上工业增加值增长8.3%，新增规上工业企业22家。")
    ).rows.observations
    assert [row.indicator for row in rows] == [
        None,
        "above-scale-industrial-value-added-growth",
        "above-scale-industrial-firms-new",
    ]
