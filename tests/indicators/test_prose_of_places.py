"""Sentences as reports and plans of many places print them, each with the figures that stand in it."""

import pytest

from tests.cases import dispositions, observations, read, report

REVIEW = "五年来，我们坚持稳中求进。"

# one year's
SENTENCES = [
    ("技术合同交易额完成21.5亿元，是上年的1.8倍。", ["21.5亿元「技术合同交易额」", "1.8倍「技术合同交易额」"]),
    ("社会消费品零售总额突破千亿元大关、增长4.6%。", ["1000亿元「社会消费品零售总额」", "4.6%「社会消费品零售总额」"]),
    ("经济总量还不够大，占全市比重仅为19.8%。", ["19.8%「经济总量占全市比重」"]),
    ("实施重点项目132个，总投资846亿元，年度投资192亿元。", ["132个「重点项目」", "846亿元「重点项目总投资」", "192亿元「重点项目年度投资」"]),
    ("旅游总人数、总收入分别达到5720万人次、580亿元。", ["5720万人次「旅游总人数」", "580亿元「旅游总收入」"]),
    ("开工建设4万吨基础锂盐项目。", ["4万吨「基础锂盐项目」"]),
    ("物流园入驻企业12家，实现产值14亿元。", ["12家「物流园入驻企业」", "14亿元「物流园入驻企业产值」"]),
    ("建成千头以上肉牛养殖场11个。", ["11个「千头以上肉牛养殖场」"]),
    ("新增规模企业20家，其中产值过10亿元企业2家。", ["20家「新增规模企业」", "2家「新增产值过10亿元企业」"]),
    ("形成3个百亿级、5个五十亿级企业。", ["3个「百亿级企业」", "5个「五十亿级企业」"]),
    ("促进农民人均增收2000元以上。", ["2000元「农民人均增收」"]),
    ("藏羚羊由保护初期的不足2万只恢复到7万多只。", ["2万只「藏羚羊」", "7万只「藏羚羊」"]),
    ("县城建成区面积由8.2平方公里扩展到10.6平方公里。", ["8.2平方公里「县城建成区面积」", "10.6平方公里「县城建成区面积」"]),
    ("民生支出148亿元，占财政支出的75%以上，增长9.3%。", ["148亿元「民生支出」", "75%「民生支出占财政支出」", "9.3%「民生支出」"]),
    ("实际利用外资11.2亿美元，实际到位内资526.3亿元，增长12.3%和17.8%。", ["11.2亿美元「实际利用外资」", "526.3亿元「实际到位内资」", "12.3%「实际利用外资」", "17.8%「实际到位内资」"]),
    ("签约项目36个，实际利用外资1.2亿美元，实际到位内资52.3亿元，增长12.3%和17.8%。", ["36个「签约项目」", "1.2亿美元「实际利用外资」", "52.3亿元「实际到位内资」", "12.3%「实际利用外资」", "17.8%「实际到位内资」"]),
    ("建档立卡贫困人口6548户18931人全部脱贫。", ["6548户「建档立卡贫困人口」", "18931人「建档立卡贫困人口」"]),
    ("研发经费投入年均增长10%，投入强度达到3%。", ["10%「研发经费投入」", "3%「研发经费投入强度」"]),
    ("东河水厂扩建（日供水3万立方米）、五里坡灌区改造（8.2万亩，2.1亿元）、石门公路（32公里）。", ["3万立方米「东河水厂扩建日供水」", "8.2万亩「五里坡灌区改造」", "2.1亿元「五里坡灌区改造」", "32公里「石门公路」"]),
    ("力促石门产业园（总投资23亿元）建成。", ["23亿元「石门产业园总投资」"]),
    ("地区生产总值增速4.6%（预计数），总量达到213.5亿元。", ["4.6%「地区生产总值增速」", "213.5亿元「地区生产总值总量」"]),
    ("苹果面积39万亩，产量51万吨，产值28亿元。", ["39万亩「苹果面积」", "51万吨「苹果产量」", "28亿元「苹果产值」"]),
    ("带动农户3.2万户，户均增收6800元。", ["3.2万户「带动农户」", "6800元「带动农户户均增收」"]),
    ("社消零增长10%。", ["10%「社消零」"]),
    ("贫困发生率由8.4%降至0。", ["8.4%「贫困发生率」", "0%「贫困发生率」"]),
    ("实施亿元以上项目118个，年度完成投资210亿元，其中10亿元以上12个。", ["118个「亿元以上项目」", "210亿元「亿元以上项目年度投资」", "12个「10亿元以上项目」"]),
    ("赤字率拟按4%左右安排，拟发行特别国债1.3万亿元，比上年增加约2300亿元。", ["4%「赤字率」", "1.3万亿元「发行特别国债」", "2300亿元「发行特别国债」"]),
    ("山水沟防洪治理工程，治理沟道18公里，估算投资0.86亿元。", ["18公里「治理沟道」", "0.86亿元「山水沟防洪治理工程估算投资」"]),
    ("青山经济开发区实现规上工业产值92亿元。", ["92亿元「青山经济开发区规上工业产值」"]),
    ("酒类年产能3.8万千升。", ["3.8万千升「酒类年产能」"]),
    ("地区生产总值年均增速8%，力争突破1100亿元。", ["8%「地区生产总值年均增速」", "1100亿元「地区生产总值」"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[sentence[:24] for sentence, _ in SENTENCES])
def test_what_a_figure_is_of(sentence: str, expected: list[str]) -> None:
    found = [one.split("→")[0] for one in observations(read(report(review=sentence)))]
    assert [one.split(" ")[0] + one[one.index("「") :] for one in found] == expected


# five years', with what they are told of
SPANS = [
    ("碳酸锂产量13.8万吨，是2018年的3.9倍。", "13.8万吨 2023 actual eq level「碳酸锂产量」→None"),
    ("新能源装机容量288万千瓦，占全市的37%。", "288万千瓦 2023 actual eq level「新能源装机容量」→new-energy-capacity"),
    ("新增新能源装机容量288万千瓦。", "288万千瓦 2019-2023 actual eq cumulative「新增新能源装机容量」→new-energy-capacity-new"),
    ("化解煤炭产能240万吨。", "240万吨 2019-2023 actual eq cumulative「化解煤炭产能」→None"),
    ("有效灌溉面积51.2万亩。", "51.2万亩 2023 actual eq level「有效灌溉面积」→None"),
    ("万元工业增加值用水量26立方米。", "26立方米 2023 actual eq level「万元工业增加值用水量」→None"),
    ("对全市经济增长贡献率保持在30%左右。", "30% 2023 actual approx share「全市经济增长贡献率」→None"),
    ("民生支出达到30亿元、比上年增加约1.27亿元。", "1.27亿元 2023 actual approx change rise base 2022「民生支出」→None"),
    ("保护区雪豹恢复到1200余只。", "1200只 2023 actual gt level「保护区雪豹」→None"),
    ("工业增加值率低于全省平均水平3.4个百分点。", "3.4个百分点 2023 actual eq change「工业增加值率」→None"),
    ("城镇累计新增就业4.3万人。", "4.3万人 2019-2023 actual eq cumulative「城镇累计新增就业」→new-jobs-cumulative"),
    ("地区生产总值连跨两个百亿台阶，由2018年的430亿元增加到612.4亿元，年均增长5.7%。", "5.7% 2019-2023 actual eq annual_average rise「地区生产总值」→gdp-growth"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SPANS, ids=[sentence[:24] for sentence, _ in SPANS])
def test_of_what_years_a_figure_is(sentence: str, expected: str) -> None:
    found = observations(read(report(review=f"{REVIEW}{sentence}")))
    assert expected in found


def test_people_around_the_place_are_no_figure_of_it() -> None:
    reading = read(report(review="从全省看，关中平原城市群人口超过4000万人。"))
    assert observations(reading) == []
    assert "4000万:other_place" in dispositions(reading)


def test_a_size_of_two_machines_is_no_figure_of_one() -> None:
    reading = read(report(plan="加快石门电厂二期2×66万千瓦煤电项目建设。"))
    assert observations(reading) == []
    assert "66万:not_understood" in dispositions(reading)


def test_a_fall_that_grows_less_is_a_fall() -> None:
    assert observations(read(report(review="固定资产投资降幅收窄至2.1%。"))) == [
        "2.1% 2023 actual eq growth fall「固定资产投资降幅」→fixed-asset-investment-growth"
    ]
