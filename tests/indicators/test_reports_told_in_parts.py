"""Reports that tell several times at once: quarters, holidays, years of two digits, a term of nobody says how many years, and what is told of others."""

import pytest

from tests.cases import dispositions, observations, read, report

# the sentence, what is read of it where the review is of 2023
IN_A_REVIEW = [
    # quarters and holidays of which the last alone has its word
    ("一、二、三季度地区生产总值分别增长5.4%、5.9%、6.3%，全年增长6.1%。", ["5.4% 2023 一季度 actual eq growth rise「地区生产总值」→gdp-growth", "5.9% 2023 二季度 actual eq growth rise「地区生产总值」→gdp-growth", "6.3% 2023 三季度 actual eq growth rise「地区生产总值」→gdp-growth", "6.1% 2023 actual eq growth rise「地区生产总值」→gdp-growth"]),
    ("规上工业增加值增长6.1%，一、二季度和全年分别增长3.1%、4.2%、6.1%。", ["6.1% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "3.1% 2023 一季度 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "4.2% 2023 二季度 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "6.1% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("固定资产投资一、二、三、四季度依次增长2%、3%、4%、5%。", ["2% 2023 一季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "3% 2023 二季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "4% 2023 三季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "5% 2023 四季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("1、2季度社零总额增速为5%、6%。", ["5% 2023 1季度 actual eq growth rise「社零总额增速」→retail-sales-growth", "6% 2023 2季度 actual eq growth rise「社零总额增速」→retail-sales-growth"]),
    ("一至四季度地区生产总值增速分别为5.1%、5.2%、5.3%、5.4%。", ["5.1% 2023 一季度 actual eq growth rise「地区生产总值增速」→gdp-growth", "5.2% 2023 二季度 actual eq growth rise「地区生产总值增速」→gdp-growth", "5.3% 2023 三季度 actual eq growth rise「地区生产总值增速」→gdp-growth", "5.4% 2023 四季度 actual eq growth rise「地区生产总值增速」→gdp-growth"]),
    ("去年一、二季度固定资产投资增长8%，三、四季度增长9%。", ["8% 2023 一、二季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "9% 2023 三、四季度 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("元旦、春节、五一假期接待游客分别为12万人次、35万人次、41万人次。", ["12万人次 2023 元旦假期 actual eq level「接待游客」→tourists", "35万人次 2023 春节假期 actual eq level「接待游客」→tourists", "41万人次 2023 五一假期 actual eq level「接待游客」→tourists"]),
    ("春节、国庆假期旅游收入分别增长18%、15.6%，全年增长12%。", ["18% 2023 春节假期 actual eq growth rise「旅游收入」→tourism-revenue-growth", "15.6% 2023 国庆假期 actual eq growth rise「旅游收入」→tourism-revenue-growth", "12% 2023 actual eq growth rise「旅游收入」→tourism-revenue-growth"]),
    # years of two digits, and lengths of time that are none
    ("22年GDP达到320亿元，23年突破350亿元、达到356.2亿元。", ["320亿元 2022 actual eq level「GDP」→gdp", "350亿元 2023 actual gt level「GDP」→gdp", "356.2亿元 2023 actual eq level「GDP」→gdp"]),
    ("一般公共预算收入从20年的14亿元增至23年的18亿元，年均增长8.7%。", ["14亿元 2020 actual eq level「一般公共预算收入」→general-public-budget-revenue", "18亿元 2023 actual eq level「一般公共预算收入」→general-public-budget-revenue", "8.7% 2021-2023 actual eq annual_average rise「一般公共预算收入」→general-public-budget-revenue-growth"]),
    ("21、22、23年粮食产量分别达到44万吨、45万吨、46万吨。", ["44万吨 2021 actual eq level「粮食产量」→grain-output", "45万吨 2022 actual eq level「粮食产量」→grain-output", "46万吨 2023 actual eq level「粮食产量」→grain-output"]),
    ("22年底，高新技术企业达到45家。与21年相比，规上工业企业增加12家。", ["45家 2022 actual eq level「高新技术企业」→high-tech-firms", "12家 2023 actual eq change rise base 2021「规上工业企业」→above-scale-industrial-firms-new"]),
    ("20年来，森林覆盖率提高到38%。", ["38% 2023 actual eq share「森林覆盖率」→forest-coverage"]),
    ("推行15年免费教育，森林覆盖率达到38%。", ["38% 2023 actual eq share「森林覆盖率」→forest-coverage"]),
    # years that only their number says
    ("近三年地区生产总值分别增长8.1%、4.2%、6.5%。", ["8.1% 2021 actual eq growth rise「地区生产总值」→gdp-growth", "4.2% 2022 actual eq growth rise「地区生产总值」→gdp-growth", "6.5% 2023 actual eq growth rise「地区生产总值」→gdp-growth"]),
    ("2022年，地区生产总值达到350亿元，三年年均增长4.9%；财政总收入达到28亿元。", ["350亿元 2022 actual eq level「地区生产总值」→gdp", "4.9% 2020-2022 actual eq annual_average rise「地区生产总值」→gdp-growth", "28亿元 2022 actual eq level「财政总收入」→total-fiscal-revenue"]),
    ("地区生产总值三年年均增长6.1%，规上工业增加值增长8%。", ["6.1% 2021-2023 actual eq annual_average rise「地区生产总值」→gdp-growth", "8% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("相比2019年，地区生产总值增长21%。", ["21% 2023 actual eq growth rise base 2019「地区生产总值」→None"]),
    ("较2020年，接待游客增长21%，旅游收入增长32%。", ["21% 2023 actual eq growth rise base 2020「接待游客」→None", "32% 2023 actual eq growth rise base 2020「旅游收入」→None"]),
    ("对比2021年，规上工业总产值增长42%。", ["42% 2023 actual eq growth rise base 2021「规上工业总产值」→None"]),
    ("本届政府履职两年多来，规上工业企业从74家发展到86家。", ["74家 2021 actual eq level「规上工业企业」→above-scale-industrial-firms", "86家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms"]),
    ("本届政府成立以来，规上工业企业从54家发展到86家，生产总值增长21%。", ["54家 None actual eq level「规上工业企业」→above-scale-industrial-firms", "86家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms", "21% 2023 actual eq growth rise「生产总值」→None"]),
    # how fast each of those rose that were named before
    ("三次产业增加值分别为42亿元、156亿元、158亿元，增速分别为4.1%、6.8%、5.9%。", ["42亿元 2023 actual eq level「第一产业增加值」→primary-industry-value-added", "156亿元 2023 actual eq level「第二产业增加值」→secondary-industry-value-added", "158亿元 2023 actual eq level「第三产业增加值」→services-value-added", "4.1% 2023 actual eq growth rise「第一产业增加值增速」→primary-industry-value-added-growth", "6.8% 2023 actual eq growth rise「第二产业增加值增速」→secondary-industry-value-added-growth", "5.9% 2023 actual eq growth rise「第三产业增加值增速」→services-value-added-growth"]),
    ("粮食、蔬菜产量分别达到46万吨、21万吨，增幅分别为1.2%、3.5%。", ["46万吨 2023 actual eq level「粮食产量」→grain-output", "21万吨 2023 actual eq level「蔬菜产量」→vegetable-output", "1.2% 2023 actual eq growth rise「粮食产量增幅」→grain-output-growth", "3.5% 2023 actual eq growth rise「蔬菜产量增幅」→vegetable-output-growth"]),
    # what another place's figure is of is told of the own place without a name
    ("规上工业增加值增长8%，全市固定资产投资增长5.5%，我县增长6.1%。", ["8% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "6.1% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("全国人均可支配收入39218元，我县29800元，增长6.3%。", ["29800元 2023 actual eq level「人均可支配收入」→household-income", "6.3% 2023 actual eq growth rise「人均可支配收入」→household-income-growth"]),
    ("全国居民消费价格上涨0.2%，全省上涨0.4%，全县上涨0.6%。", ["0.6% 2023 actual eq growth rise「居民消费价格」→cpi-growth"]),
    # all that was built has its verb, and new places are those of what was built
    ("新建改扩建学校5所、幼儿园4所，新增学位5400个。", ["5所 2023 actual eq level「新建改扩建学校」→schools-built", "4所 2023 actual eq level「新建改扩建幼儿园」→kindergartens-built", "5400个 2023 actual eq change「新增学位」→school-places-new"]),
    ("新建公办幼儿园2所，新增学位720个。", ["2所 2023 actual eq level「新建公办幼儿园」→kindergartens-new", "720个 2023 actual eq change「新增幼儿园学位」→kindergarten-places-new"]),
    ("全区（开发区）实现地区生产总值706.3亿元。全区（不含开发区）地区生产总值310亿元。", ["706.3亿元 2023 actual eq level「地区生产总值」→gdp", "310亿元 2023 actual eq level「(不含开发区)地区生产总值」→None"]),
    ("126个重点项目完成投资187.3亿元。", ["126个 2023 actual eq level「重点项目」→key-projects", "187.3亿元 2023 actual eq level「重点项目投资」→key-project-investment"]),
    ("规上工业企业净增18家、总量突破230家，营业收入516亿元。", ["18家 2023 actual eq change rise「净增规上工业企业」→above-scale-industrial-firms-new", "230家 2023 actual gt level「规上工业企业总量」→above-scale-industrial-firms", "516亿元 2023 actual eq level「规上工业企业营业收入」→above-scale-industrial-revenue"]),
]  # fmt: skip

IN_A_PLAN = [
    ("力争到本届政府任期末的2026年，规上工业总产值突破1000亿元。", ["1000亿元 2026 target gt level「规上工业总产值」→above-scale-industrial-output"]),
    ("到下届政府换届之年即2026年，地区生产总值突破600亿元。", ["600亿元 2026 target gt level「地区生产总值」→gdp"]),
    ("到28年，GDP突破700亿元；力争25年高新技术企业达到60家。", ["700亿元 2028 target gt level「GDP」→gdp", "60家 2025 target eq level「高新技术企业」→high-tech-firms"]),
    ("今后三年，规上工业企业分别达到95家、105家、120家。", ["95家 2024 target eq level「规上工业企业」→above-scale-industrial-firms", "105家 2025 target eq level「规上工业企业」→above-scale-industrial-firms", "120家 2026 target eq level「规上工业企业」→above-scale-industrial-firms"]),
    # what was, and what there is, in what is planned
    ("过去一年，我们实现地区生产总值增长6.1%。今年，地区生产总值增长6.5%。", ["6.1% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "6.5% 2024 target eq growth rise「地区生产总值」→gdp-growth"]),
    ("刚刚过去的2023年，规上工业增加值增长8%；今年预期增长9%。", ["8% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "9% 2024 target eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("去年底规上工业企业86家，今年底要达到100家。", ["86家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms", "100家 2024 target eq level「规上工业企业」→above-scale-industrial-firms"]),
    ("当前，全县常住人口52万人，城镇化率52%。力争城镇化率达到54%。", ["52万人 2023 actual eq level「常住人口」→population", "52% 2023 actual eq share「城镇化率」→urbanisation", "54% 2024 target eq share「城镇化率」→urbanisation"]),
    ("目前要力争规上工业企业达到100家。", ["100家 2024 target eq level「规上工业企业」→above-scale-industrial-firms"]),
    ("2023年新开工的12个项目全部竣工，固定资产投资增长9%。", ["12个 2023 actual eq level「新开工项目」→None", "9% 2024 target eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("“四上”企业净增40家、突破300家。", ["40家 2024 target eq change rise「净增“四上”企业」→four-up-firms-new", "300家 2024 target gt level「“四上”企业」→four-up-firms"]),
    ("贷款余额260亿元，今年新增28亿元以上。", ["260亿元 2024 target eq level「贷款余额」→loans", "28亿元 2024 target gte change「贷款余额」→None"]),
    ("固定资产投资增长9%。全年预期增长10%。", ["9% 2024 target eq growth rise「固定资产投资」→fixed-asset-investment-growth", "10% 2024 target eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("二季度末前建成标准厂房12万平方米。", ["12万平方米 2024 二季度末前 target eq level「标准厂房」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), IN_A_REVIEW, ids=[sentence[:24] for sentence, _ in IN_A_REVIEW])
def test_what_figures_of_a_review_are_of(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


@pytest.mark.parametrize(("sentence", "right"), IN_A_PLAN, ids=[sentence[:24] for sentence, _ in IN_A_PLAN])
def test_what_figures_of_a_plan_are_of(sentence: str, right: list[str]) -> None:
    assert observations(read(report(plan=sentence))) == right


def test_the_numerals_of_quarters_in_a_row_are_times() -> None:
    found = dispositions(read(report(review="一、二、三季度增长5%、6%、7%；1、2季度投资增长8%。")))
    assert [one for one in found if "period" in one] == [
        *(f"{one}:period" for one in "一二三"),
        *(f"{one}:period" for one in "12"),
    ]


def test_a_year_of_two_digits_is_cited_as_it_is_printed() -> None:
    got = read(report(review="22年GDP达到320亿元。"))
    [row] = got.rows.observations
    assert row.evidence.quote == "22年GDP达到320亿元"[-len(row.evidence.quote) :]
    assert got.source.text[row.evidence.start : row.evidence.end] == row.evidence.quote
    assert "22:date" in dispositions(got)


WHOLES = [
    "财政收入28.2亿元，其中地方财政收入16.4亿元。",
    "财政收入28.2亿元，增长15.6%，占全市的19.3%，其中：地方财政收入16.4亿元，增长13.1%。",
]


@pytest.mark.parametrize("sentence", WHOLES)
def test_a_whole_is_not_what_its_part_is(sentence: str) -> None:
    """Both names are let in for want of a plainer one; one of the two is the part."""
    found = observations(read(report(review=sentence)))
    assert not [one for one in found if "「财政收入」→general" in one]
    assert "16.4亿元 2023 actual eq level「地方财政收入」→general-public-budget-revenue" in found


@pytest.mark.parametrize("lead", ["新增规上工业企业22家，", "新登记企业2100户，", "净增规上工业企业22家，"])
def test_what_may_be_added_too_or_all_that_there_is_says_so(lead: str) -> None:
    rows = read(report(review=f"{lead}高新技术企业56家。")).rows.observations
    assert "原文未写明此数为新增数或总数" in (rows[-1].caveat or "")


@pytest.mark.parametrize(
    "lead", ["规上工业企业达到220家，", "新增规上工业企业22家，总数达到156家，", "新增规上工业企业22家；"]
)
def test_what_stands_behind_no_added_count_says_nothing_of_it(lead: str) -> None:
    rows = read(report(review=f"{lead}高新技术企业56家。")).rows.observations
    assert "新增数" not in (rows[-1].caveat or "")


def test_what_is_come_past_is_all_that_there_is() -> None:
    rows = read(report(review="净增规上工业企业22家，高新技术企业突破56家。")).rows.observations
    assert "新增数" not in (rows[-1].caveat or "")


def test_what_is_to_be_done_for_another_government_is_an_aim() -> None:
    rows = read(report(review="省下达我县粮食播种面积任务40万亩，实际完成41.2万亩。")).rows.observations
    assert [row.kind.value for row in rows if row.kind] == ["target", "actual"]
