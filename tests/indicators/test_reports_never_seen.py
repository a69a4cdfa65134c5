"""Sentences as reports of many places print them, each with what is right: ranks, additions, missed aims, lists of works."""

import pytest

from tests.cases import dispositions, observations, read, report

# what a figure is of, where the clause before it has no figure but a rank
RANKED = [
    ("地区生产总值完成134.6亿元，增长4.2%；规模以上工业增加值增速排全市第3位，增长8.9%。", "8.9% 2023 actual eq growth rise「规模以上工业增加值」→above-scale-industrial-value-added-growth"),
    ("地区生产总值增长4.2%，固定资产投资增速位居全市第一，增长7.9%。", "7.9% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"),
    ("地区生产总值增长4.2%，城镇居民人均可支配收入增速列全市第5，增长5.6%。", "5.6% 2023 actual eq growth rise「城镇居民人均可支配收入」→urban-household-income-growth"),
    ("规上工业增加值增速排名全市第2，增长8.9%。", "8.9% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"),
    ("工业投资领跑全市，增长20.1%。", "20.1% 2023 actual eq growth rise「工业投资」→industrial-investment-growth"),
    ("社会消费品零售总额居全市前列，达到40.2亿元。", "40.2亿元 2023 actual eq level「社会消费品零售总额」→retail-sales"),
    ("地区生产总值增长5%，城镇化率稳步提升，达到65.1%。", "65.1% 2023 actual eq share「城镇化率」→urbanisation"),
    ("地区生产总值增长5%，空气优良天数比例位列全省第三，达到90.2%。", "90.2% 2023 actual eq share「空气优良天数比例」→good-air-days-share"),
    ("地区生产总值增长5%，居民收入增速均居全市前列，达到6.1%。", "6.1% 2023 actual eq growth「居民收入」→household-income-growth"),
    ("PM2.5浓度居全市第2位，为32微克/立方米。", "32微克/立方米 2023 actual eq level「PM2.5浓度」→pm25"),
    ("地区生产总值增长5%，力争达到6%。", "6% 2023 target eq growth rise「地区生产总值」→gdp-growth"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "last"), RANKED, ids=[sentence[:24] for sentence, _ in RANKED])
def test_a_clause_without_a_figure_names_the_next_figure(sentence: str, last: str) -> None:
    assert observations(read(report(review=sentence)))[-1] == last


# those that a place is ranked among are no figure
AMONG = [
    "二氧化硫浓度居全省18个省辖市末位。",
    "综保区进出口额在全国150余个综保区中列第36位。",
    "经济总量居全市12个县区首位。",
    "增速列全市13个县（市、区）第一。",
    "发展指数在全市18个县区中排名第3。",
    "口岸运量居全国36个口岸榜首。",
]


@pytest.mark.parametrize("sentence", AMONG)
def test_places_ranked_among_are_no_figure(sentence: str) -> None:
    reading = read(report(review=sentence))
    assert observations(reading) == []
    assert any(one.endswith(":other_place") for one in dispositions(reading))


NAMED = [
    # what is added, and all that there is then
    ("净增规上工业企业18户，总数达248户。", ["18户 2023 actual eq change rise「净增规上工业企业」→above-scale-industrial-firms-new", "248户 2023 actual eq level「规上工业企业总数」→above-scale-industrial-firms"]),
    ("新认定高新技术企业20家，总数达到186家。", ["20家 2023 actual eq level「新认定高新技术企业」→high-tech-firms-new", "186家 2023 actual eq level「高新技术企业总数」→high-tech-firms"]),
    ("新登记经营主体2136户，总量突破2.9万户。", ["2136户 2023 actual eq level「新登记经营主体」→market-entities-new", "2.9万户 2023 actual gt level「经营主体总量」→market-entities"]),
    ("高新技术企业由31家发展到142家。", ["31家 2022 actual eq level「高新技术企业」→high-tech-firms", "142家 2023 actual eq level「高新技术企业」→high-tech-firms"]),
    ("存款余额312亿元，净增28亿元；贷款余额208亿元、新增21亿元。", ["312亿元 2023 actual eq level「存款余额」→deposits", "28亿元 2023 actual eq change rise「存款余额」→None", "208亿元 2023 actual eq level「贷款余额」→loans", "21亿元 2023 actual eq change「贷款余额」→None"]),
    ("科技型中小企业、高新技术企业分别达到86家、32家，净增20家、6家。", ["86家 2023 actual eq level「科技型中小企业」→tech-smes", "32家 2023 actual eq level「高新技术企业」→high-tech-firms", "20家 2023 actual eq change rise「科技型中小企业」→tech-smes-new", "6家 2023 actual eq change rise「高新技术企业」→high-tech-firms-new"]),
    # names dealt out, of which each had several figures
    ("城镇居民人均可支配收入从32410元提高到42560元，农村居民人均可支配收入从15630元提高到22180元，分别增长5.6%、7.3%。", ["32410元 2022 actual eq level「城镇居民人均可支配收入」→urban-household-income", "42560元 2023 actual eq level「城镇居民人均可支配收入」→urban-household-income", "15630元 2022 actual eq level「农村居民人均可支配收入」→rural-household-income", "22180元 2023 actual eq level「农村居民人均可支配收入」→rural-household-income", "5.6% 2023 actual eq growth rise「城镇居民人均可支配收入」→urban-household-income-growth", "7.3% 2023 actual eq growth rise「农村居民人均可支配收入」→rural-household-income-growth"]),
    ("存款余额860亿元，比年初增加50亿元，贷款余额480亿元，比年初增加30亿元，同比分别增长9%、6.2%。", ["860亿元 2023 actual eq level「存款余额」→deposits", "50亿元 2023 actual eq change rise「存款余额」→None", "480亿元 2023 actual eq level「贷款余额」→loans", "30亿元 2023 actual eq change rise「贷款余额」→None", "9% 2023 actual eq growth rise base 2022「存款余额」→deposits-growth", "6.2% 2023 actual eq growth rise base 2022「贷款余额」→loans-growth"]),
    ("城镇居民人均可支配收入42100元、农民人均可支配收入21300元，同比增长5%、7%。", ["42100元 2023 actual eq level「城镇居民人均可支配收入」→urban-household-income", "21300元 2023 actual eq level「农民人均可支配收入」→rural-household-income", "5% 2023 actual eq growth rise base 2022「城镇居民人均可支配收入」→urban-household-income-growth", "7% 2023 actual eq growth rise base 2022「农民人均可支配收入」→rural-household-income-growth"]),
    # what brackets say beside a figure
    ("规上工业增加值增长8.1%（全省第12）、固定资产投资增长10.3%（全省第8）。", ["8.1% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "10.3% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("粮食总产量22.6万吨（45.2亿斤），肉类产量5.2万吨。", ["22.6万吨 2023 actual eq level「粮食总产量」→grain-output", "45.2亿斤 2023 actual eq level「粮食总产量」→grain-output", "5.2万吨 2023 actual eq level「肉类产量」→meat-output"]),
    ("地区生产总值增长6.2%（高于全市1.1个百分点）。", ["6.2% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "1.1个百分点 2023 actual eq level「地区生产总值增速高于全市」→None"]),
    # what turned, and what came in more
    ("房地产开发投资由上年下降12%转为增长1.5%。", ["12% 2022 actual eq growth fall「房地产开发投资」→real-estate-investment-growth", "1.5% 2023 actual eq growth rise「房地产开发投资」→real-estate-investment-growth"]),
    ("社会消费品零售总额增速由负转正，增长3.4%。", ["3.4% 2023 actual eq growth rise「社会消费品零售总额」→retail-sales-growth"]),
    ("全部财政收入完成35亿元，同比增收1.8亿元，增长5.4%。", ["35亿元 2023 actual eq level「全部财政收入」→total-fiscal-revenue", "1.8亿元 2023 actual eq change rise base 2022「全部财政收入」→None", "5.4% 2023 actual eq growth rise「全部财政收入」→total-fiscal-revenue-growth"]),
    ("牲畜存栏628.5万头（只），出栏320万头只以上。", ["628.5万头(只) 2023 actual eq level「牲畜存栏」→None", "320万头只 2023 actual gte level「牲畜出栏」→None"]),
    # aims that were missed or surpassed
    ("万元GDP能耗仅下降1.2%，没有完成3.2%的目标。", ["1.2% 2023 actual eq growth fall「万元GDP能耗」→energy-intensity-yearly-reduction", "3.2% 2023 target eq growth fall「万元GDP能耗」→energy-intensity-yearly-reduction"]),
    ("固定资产投资仅增长1.2%，未完成7%的年度目标。", ["1.2% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "7% 2023 target eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("规上工业增加值增长4%，低于6%的预期目标。", ["4% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "6% 2023 target eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("城镇新增就业2100人，超过2000人的年度目标。", ["2100人 2023 actual eq change「城镇新增就业」→new-jobs", "2000人 2023 target eq change「城镇新增就业」→new-jobs"]),
    # the year that a share is of is no year of the share
    ("旅游收入69.2亿元，恢复到2019年的七成以上。", ["69.2亿元 2023 actual eq level「旅游收入」→tourism-revenue", "70% 2023 actual gte share「旅游收入」→None"]),
    ("接待游客386万人次，恢复到2019年同期的85%。", ["386万人次 2023 actual eq level「接待游客」→tourists", "85% 2023 actual eq share「接待游客」→None"]),
    ("接待游客370万人次，较去年减少三成。", ["370万人次 2023 actual eq level「接待游客」→tourists", "30% 2023 actual eq growth fall base 2022「接待游客」→tourists-growth"]),
    # orders of size that something passed
    ("集装箱吞吐量突破百万标箱，接待游客突破千万人次。", ["100万标箱 2023 actual gt level「集装箱吞吐量」→container-throughput", "1000万人次 2023 actual gt level「接待游客」→tourists"]),
    ("粮食总产首次突破百亿斤。快递业务量突破亿件。", ["100亿斤 2023 actual gt level「粮食总产」→grain-output", "1亿件 2023 actual gt level「快递业务量」→express-parcels"]),
    # at which prices, and against which years
    ("全年地区生产总值216亿元，按可比价计算增长5.8%，两年平均增长4.9%。", ["216亿元 2023 actual eq level「地区生产总值」→gdp", "5.8% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "4.9% 2022-2023 actual eq annual_average rise「地区生产总值」→gdp-growth"]),
    ("生产总值216亿元，按不变价格计算，同比增长5.8%。", ["216亿元 2023 actual eq level「生产总值」→gdp", "5.8% 2023 actual eq growth rise base 2022「生产总值」→gdp-growth"]),
    ("五年累计完成固定资产投资486亿元，是上一个五年的1.6倍，年均增长9.8%。", ["486亿元 2019-2023 actual eq cumulative「固定资产投资」→fixed-asset-investment", "1.6倍 2023 actual eq multiple「固定资产投资」→None", "9.8% 2019-2023 actual eq annual_average rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("三次产业增加值分别增长4.1%、6.2%、5.9%。", ["4.1% 2023 actual eq growth rise「第一产业增加值」→primary-industry-value-added-growth", "6.2% 2023 actual eq growth rise「第二产业增加值」→secondary-industry-value-added-growth", "5.9% 2023 actual eq growth rise「第三产业增加值」→services-value-added-growth"]),
    ("第一产业增长4.1%，第三产业增长5.9%。", ["4.1% 2023 actual eq growth rise「第一产业」→primary-industry-value-added-growth", "5.9% 2023 actual eq growth rise「第三产业」→services-value-added-growth"]),
    ("城镇调查失业率平均为5.2%，控制在5.5%的目标以内。", ["5.2% 2023 actual eq share「城镇调查失业率」→surveyed-unemployment", "5.5% 2023 target eq share「城镇调查失业率」→surveyed-unemployment"]),
    # other words for headline figures
    ("争取到位上级各类补助资金18.3亿元。", ["18.3亿元 2023 actual eq level「到位上级各类补助资金」→upper-funds"]),
    ("实际利用境外资金8.9亿美元、增长3.1%。", ["8.9亿美元 2023 actual eq level「实际利用境外资金」→foreign-investment-used", "3.1% 2023 actual eq growth rise「实际利用境外资金」→foreign-investment-used-growth"]),
    ("千人口医疗床位数达到7.1张，参加城乡居民基本养老保险96.3万人。", ["7.1张 2023 actual eq level「千人口医疗床位数」→hospital-beds-per-1000", "96.3万人 2023 actual eq level「参加城乡居民基本养老保险」→resident-pension-insured"]),
    ("财政民生支出121亿元，占一般公共预算支出的76.1%。", ["121亿元 2023 actual eq level「财政民生支出」→livelihood-expenditure", "76.1% 2023 actual eq share「财政民生支出占一般公共预算支出」→livelihood-share-of-expenditure"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), NAMED, ids=[sentence[:24] for sentence, _ in NAMED])
def test_a_sentence_of_the_review(sentence: str, expected: list[str]) -> None:
    assert observations(read(report(review=sentence))) == expected


@pytest.mark.parametrize(
    ("first", "second"), [("（一）", "（二）"), ("一、", "二、"), ("1.", "2."), ("(1)", "(2)"), ("㈠", "㈡")]
)
def test_a_sentence_of_a_list_of_works_has_no_label_in_its_subject(first: str, second: str) -> None:
    works = f"附件1\n涉县2024年民生实事\n{first}新建口袋公园5个。\n{second}新增公共停车位800个。\n"
    assert observations(read(report(after=works))) == [
        "5个 2024 target eq level「新建口袋公园」→pocket-parks",
        "800个 2024 target eq change「新增公共停车位」→parking-spaces",
    ]
