"""Sentences as reports print them in words that no earlier case had: what is carried and what is not, what 累计 adds to, ranks, aims that a share was done of,
and the years of averages. Places and figures are made up."""

import pytest

from tests.cases import observations, read, report
from tests.indicators.test_reports_of_all_kinds import SUMMER, five_years

PAST = [
    ("全县地区生产总值迈过百亿元门槛、达到105.3亿元，同比增长5.1%。", ["105.3亿元 2023 actual eq level「地区生产总值」→gdp", "5.1% 2023 actual eq growth rise base 2022「地区生产总值」→gdp-growth"]),
    ("跨境电商交易额从零起步，三年做到96亿元。", ["96亿元 2023 actual eq level「跨境电商交易额」→cross-border-ecommerce"]),
    ("集群产值由2020年的1210亿元攀升至1680亿元。", ["1210亿元 2020 actual eq level「集群产值」→None", "1680亿元 2023 actual eq level「集群产值」→None"]),
    ("高新技术企业从336家翻番至712家。", ["336家 2022 actual eq level「高新技术企业」→high-tech-firms", "2倍 2023 actual eq multiple rise「高新技术企业」→None", "712家 2023 actual eq level「高新技术企业」→high-tech-firms"]),
    (
        "规上工业增加值在上年增长9%的高基数上，再增8%。",
        [
            "9% 2022 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth",
            "8% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth",
        ],
    ),
    (
        "地区生产总值在2022年增长9%的基础上再增长5.1%。",
        [
            "9% 2022 actual eq growth rise「地区生产总值」→gdp-growth",
            "5.1% 2023 actual eq growth rise「地区生产总值」→gdp-growth",
        ],
    ),
    (
        "固定资产投资在连续两年两位数增长的基础上再增12.1%。",
        ["12.1% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"],
    ),
    ("基础设施投资86亿元，新建36个基础设施项目。", ["86亿元 2023 actual eq level「基础设施投资」→infrastructure-investment", "36个 2023 actual eq level「新建基础设施项目」→None"]),
    (
        "石墨产业产值首次过50亿元，占规上工业的比重达35%。",
        ["50亿元 2023 actual gt level「石墨产业产值」→None", "35% 2023 actual eq share「石墨产业产值占规上工业的比重」→None"],
    ),
    (
        "利润总额首破10亿元、再破15亿元。",
        ["10亿元 2023 actual gt level「利润总额」→None", "15亿元 2023 actual gt level「利润总额」→None"],
    ),
    ("固定资产投资扭转上年下降9.6%的被动局面，增长11.3%。", ["9.6% 2022 actual eq growth fall「固定资产投资」→fixed-asset-investment-growth", "11.3% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), PAST)
def test_what_a_figure_came_past_is_no_part_of_its_name(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


PACE = [
    ("投资完成率108%，较上年高出9个百分点；增速比上年慢2个百分点。", ["108% 2023 actual eq share「投资完成率」→None", "9个百分点 2023 actual eq change rise base 2022「投资完成率」→None", "2个百分点 2023 actual eq change fall base 2022「投资完成率增速」→None"]),
    ("脱贫人口人均纯收入增长13.9%，跑赢全市农民收入6.2个百分点。", ["13.9% 2023 actual eq growth rise「脱贫人口人均纯收入」→None", "6.2个百分点 2023 actual eq level「脱贫人口人均纯收入增速跑赢全市农民收入」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), PACE)
def test_a_pace_is_compared(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


WORKS = [
    ("102项重点项目，开复工98项，完成投资356亿元。", ["102项 2023 actual eq level「重点项目」→key-projects", "98项 2023 actual eq level「重点项目开复工」→None", "356亿元 2023 actual eq level「重点项目投资」→key-project-investment"]),
    ("签约项目65个，投产21个，完成投资86亿元。", ["65个 2023 actual eq level「签约项目」→signed-projects", "21个 2023 actual eq level「投产项目」→None", "86亿元 2023 actual eq level「项目投资」→None"]),
    ("开工建设重大产业项目45个，其中10亿元以上12个。", ["45个 2023 actual eq level「开工建设重大产业项目」→None", "12个 2023 actual eq level「开工建设10亿元以上重大产业项目」→None"]),
    ("新建幼儿园4所、改扩建中小学6所。", ["4所 2023 actual eq level「新建幼儿园」→kindergartens-new", "6所 2023 actual eq level「改扩建中小学」→schools-built"]),
    ("清洁能源新增并网462万千瓦、总装机1862万千瓦。", ["462万千瓦 2023 actual eq change「清洁能源新增并网」→None", "1862万千瓦 2023 actual eq level「清洁能源总装机」→None"]),
    ("15个国考断面水质优良比例保持100%。", ["15个 2023 actual eq level「国考断面」→None", "100% 2023 actual eq share「国考断面水质优良比例」→surface-water-class3-share"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), WORKS)
def test_works_are_named_by_what_they_are(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


NAMES = [
    ("限上社零增长9.3%。", ["9.3% 2023 actual eq growth rise「限上社零」→above-limit-retail-sales-growth"]),
    ("中国轻纺城成交额4120亿元，中国经济总量126万亿元。", ["4120亿元 2023 actual eq level「中国轻纺城成交额」→None"]),
    ("食糖产量196万吨、连续20个榨季居首位。", ["196万吨 2023 actual eq level「食糖产量」→None"]),
    ("每千人口3岁以下托位5.1个。", ["5.1个 2023 actual eq share「每千人口3岁以下托位」→childcare-places-per-1000"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), NAMES)
def test_names_are_no_figures_and_no_places(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


CARRIED = [
    ("税收收入在上年高基数上继续攀升，达到12.4亿元。", ["12.4亿元 2023 actual eq level「税收收入」→tax-revenue"]),
    ("地区生产总值386亿元，增长5.1%；外贸出口顶住多重压力，达到3.4亿元。", ["386亿元 2023 actual eq level「地区生产总值」→gdp", "5.1% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "3.4亿元 2023 actual eq level「外贸出口」→exports"]),
    ("地区生产总值386亿元；财政总收入在连续三年下降后止跌回升，达到92.4亿元。", ["386亿元 2023 actual eq level「地区生产总值」→gdp", "92.4亿元 2023 actual eq level「财政总收入」→total-fiscal-revenue"]),
    ("固定资产投资86亿元，增长9%；工业投资扭转连续下滑局面，增长12.6%。", ["86亿元 2023 actual eq level「固定资产投资」→fixed-asset-investment", "9% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "12.6% 2023 actual eq growth rise「工业投资」→industrial-investment-growth"]),
    ("税收收入增至18亿元，税收占比稳步提高，达到69.2%。", ["18亿元 2023 actual eq level「税收收入」→tax-revenue", "69.2% 2023 actual eq share「税收占比」→tax-share-of-revenue"]),
    ("新增企业35家；产业园区提质扩容步伐加快，达到12.4平方公里。", ["35家 2023 actual eq change「新增企业」→firms-new", "12.4平方公里 2023 actual eq level「产业园区提质扩容步伐」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), CARRIED)
def test_a_clause_that_names_something_else_ends_what_is_carried(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


IN_ALL = [
    ("新增高新技术企业12家、科技型中小企业35家，累计分别达到86家、210家。", ["12家 2023 actual eq change「新增高新技术企业」→high-tech-firms-new", "35家 2023 actual eq change「新增科技型中小企业」→tech-smes-new", "86家 2023 actual eq level「高新技术企业」→high-tech-firms", "210家 2023 actual eq level「科技型中小企业」→tech-smes"]),
    ("新登记经营主体3500户、个体工商户800户，总量分别突破3万户和6000户。", ["3500户 2023 actual eq level「新登记经营主体」→market-entities-new", "800户 2023 actual eq level「新登记个体工商户」→individual-businesses-new", "3万户 2023 actual gt level「经营主体」→market-entities", "6000户 2023 actual gt level「个体工商户」→individual-businesses"]),
    ("新培育省级专精特新企业8家、创新型中小企业22家，累计达41家、96家。", ["8家 2023 actual eq level「新培育省级专精特新企业」→specialised-new-firms-new", "22家 2023 actual eq level「新培育创新型中小企业」→innovative-smes-new", "41家 2023 actual eq level「省级专精特新企业」→specialised-new-firms", "96家 2023 actual eq level「创新型中小企业」→innovative-smes"]),
    ("净增规上工业企业15家、限上商贸企业9家，目前总数分别达到168家、77家。", ["15家 2023 actual eq change rise「净增规上工业企业」→above-scale-industrial-firms-new", "9家 2023 actual eq change「净增限上商贸企业」→above-limit-trade-firms-new", "168家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms", "77家 2023 actual eq level「限上商贸企业」→above-limit-trade-firms"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), IN_ALL)
def test_all_that_there_are_is_not_what_was_added(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


RANKS = [
    ("三项指标增速分别居全市第2、3、5位。", []),
    ("GDP增速、工业增速分列全省第1、4位，城镇新增就业3200人。", ["3200人 2023 actual eq change「城镇新增就业」→new-jobs"]),
    ("投资、消费增速分别列全州3、6位。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), RANKS)
def test_ranks_in_a_row_are_no_figures(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


MOVED = [
    ("城乡低保标准提高60元至720元。", ["60元 2023 actual eq change rise「城乡低保标准」→None", "720元 2023 actual eq level「城乡低保标准」→dibao-standard"]),
    ("基础养老金提标10元到160元，养老床位增加120张至980张。", ["10元 2023 actual eq change rise「基础养老金」→None", "160元 2023 actual eq level「基础养老金」→None", "120张 2023 actual eq change rise「养老床位」→elderly-beds-new", "980张 2023 actual eq level「养老床位」→elderly-beds"]),
    ("人均可支配收入增加1800元至3.2万元。", ["1800元 2023 actual eq change rise「人均可支配收入」→None", "3.2万元 2023 actual eq level「人均可支配收入」→household-income"]),
    ("户均电费下降2元至1.5元。", ["2元 2023 actual eq change fall「户均电费」→None", "1.5元 2023 actual eq level「户均电费」→None"]),
    ("护理补贴每月增加50元至100元。", ["50-100元 2023 actual range change rise「护理补贴」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), MOVED)
def test_what_a_figure_was_raised_by_and_to_is_no_range(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


ESTIMATE = [
    ("预计全县生产总值由2022年的118亿元增加到2023年的165亿元，年均增长6%。", ["118亿元 2022 actual eq level「生产总值」→gdp", "165亿元 2023 estimate eq level「生产总值」→gdp", "6% 2023-2023 estimate eq annual_average rise「生产总值」→gdp-growth"]),
    ("预计规上工业增加值增长8%；全年实际完成减税降费4.6亿元，已建成农村公路86公里。", ["8% 2023 estimate eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth", "4.6亿元 2023 actual eq level「实际完成减税降费」→None", "86公里 2023 actual eq level「农村公路」→rural-roads-built"]),
    ("预计固定资产投资增长5%，全年实际利用外资2亿美元。", ["5% 2023 estimate eq growth rise「固定资产投资」→fixed-asset-investment-growth", "2亿美元 2023 estimate eq level「实际利用外资」→foreign-investment-used"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), ESTIMATE)
def test_what_is_expected_and_what_is_done(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


AIMS = [
    ("固定资产投资完成38.7亿元，占年度任务70亿元的55.3%，增长17.4%。", ["38.7亿元 2023 actual eq level「固定资产投资」→fixed-asset-investment", "70亿元 2023 target eq level「固定资产投资」→fixed-asset-investment", "55.3% 2023 actual eq share「固定资产投资占年度任务」→None", "17.4% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    ("争取上级资金12亿元，完成年度目标15亿元的80%。", ["12亿元 2023 actual eq level「上级资金」→upper-funds", "15亿元 2023 target eq level「上级资金」→upper-funds", "80% 2023 actual eq share「上级资金完成年度目标」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), AIMS)
def test_the_aim_of_which_so_much_is_done_is_an_aim(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


AIMS_SUMMER = [
    ("上半年，完成工业投资8.2亿元，占年度任务20亿元的41%。", ["8.2亿元 2023 上半年 actual eq level「工业投资」→industrial-investment", "20亿元 2023 target eq level「工业投资」→industrial-investment", "41% 2023 上半年 actual eq share「工业投资占年度任务」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), AIMS_SUMMER)
def test_the_aim_of_a_year_is_not_of_its_first_half(sentence: str, right: list[str]) -> None:
    assert observations(read(f"{SUMMER}一、上半年工作情况\n{sentence}\n二、下半年工作安排\n抓好落实。\n")) == right


AVERAGES = [
    ("2017年，生产总值达350亿元，是2012年的1.3倍，五年年均增长5.1%。", ["350亿元 2017 actual eq level「生产总值」→gdp", "1.3倍 2017 actual eq multiple base 2012「生产总值」→None", "5.1% 2013-2017 actual eq annual_average rise「生产总值」→gdp-growth"]),
    ("2016年税收收入达35亿元，比2013年增长42%，年均增长12.4%。", ["35亿元 2016 actual eq level「税收收入」→tax-revenue", "42% 2016 actual eq growth rise base 2013「税收收入」→None", "12.4% 2014-2016 actual eq annual_average rise「税收收入」→tax-revenue-growth"]),
    ("常住人口城镇化率五年提高6.2个百分点，年均提高1.24个百分点。", ["6.2个百分点 2013-2017 actual eq change rise「常住人口城镇化率」→None", "1.24个百分点 2013-2017 actual eq annual_average rise「常住人口城镇化率」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), AVERAGES)
def test_an_average_is_over_the_years_that_its_rise_took(sentence: str, right: list[str]) -> None:
    assert observations(read(five_years(review=sentence))) == right


AVERAGES_PLAN = [
    ("城镇化率每年提高1.5个百分点，达到58%以上。", ["1.5个百分点 2018-2022 target eq annual_average rise「城镇化率」→None", "58% 2022 target gte share「城镇化率」→urbanisation"]),
    ("研发经费投入年均增长12%，达到3.5亿元。", ["12% 2018-2022 target eq annual_average rise「研发经费投入」→rd-expenditure-growth", "3.5亿元 2022 target eq level「研发经费投入」→rd-expenditure"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), AVERAGES_PLAN)
def test_what_is_reached_by_an_average_is_none(sentence: str, right: list[str]) -> None:
    assert observations(read(five_years(plan=sentence))) == right


PARTS = [
    ("2017年以来，前三季度地区生产总值增长6.2%。", ["6.2% 2017 前三季度 actual eq growth rise「地区生产总值」→gdp-growth"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), PARTS)
def test_a_part_of_a_year_is_against_no_five_years(sentence: str, right: list[str]) -> None:
    assert observations(read(five_years(review=sentence))) == right


TERSE = [
    ("地区生产总值310亿元，增6.1%；工业总产值760亿元，增2.3%。", ["310亿元 2023 actual eq level「地区生产总值」→gdp", "6.1% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "760亿元 2023 actual eq level「工业总产值」→industrial-output", "2.3% 2023 actual eq growth rise「工业总产值」→industrial-output-growth"]),
    ("低保标准每月995元，增50元。", ["995元 2023 actual eq level「低保标准」→dibao-standard", "50元 2023 actual eq change rise「低保标准」→None"]),
    ("城镇、农村居民收入分别增5%、6%。", ["5% 2023 actual eq growth rise「城镇居民收入」→urban-household-income-growth", "6% 2023 actual eq growth rise「农村居民收入」→rural-household-income-growth"]),
    ("税收收入12亿元，降8%，工业投资增两成。", ["12亿元 2023 actual eq level「税收收入」→tax-revenue", "8% 2023 actual eq growth fall「税收收入」→tax-revenue-growth", "20% 2023 actual eq growth rise「工业投资」→industrial-investment-growth"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), TERSE)
def test_a_terse_rise_is_a_rise(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


DEALT = [
    ("森林覆盖率、植被覆盖度由31.8%和78%提高到32.9%和80%。", ["31.8% 2022 actual eq share「森林覆盖率」→forest-coverage", "78% 2022 actual eq share「植被覆盖度」→None", "32.9% 2023 actual eq share「森林覆盖率」→forest-coverage", "80% 2023 actual eq share「植被覆盖度」→None"]),
    ("完成压沙4.2万亩、造林5.8万亩，占计划任务的84%、116%。", ["4.2万亩 2023 actual eq level「压沙」→None", "5.8万亩 2023 actual eq level「造林」→afforestation", "84% 2023 actual eq share「压沙占计划任务」→None", "116% 2023 actual eq share「造林占计划任务」→None"]),
    ("甲醇、尿素产能达到320万吨、170万吨。", ["320万吨 2023 actual eq level「甲醇产能」→None", "170万吨 2023 actual eq level「尿素产能」→None"]),
    ("农业、规上工业、服务业增加值增速分别为4.8%、5.6%、5.4%。", ["4.8% 2023 actual eq growth rise「农业增加值增速」→agricultural-value-added-growth", "5.6% 2023 actual eq growth rise「规上工业增加值增速」→above-scale-industrial-value-added-growth", "5.4% 2023 actual eq growth rise「服务业增加值增速」→services-value-added-growth"]),
    ("食品、医药、清洁能源三大产业产值分别突破30亿元、80亿元和120亿元。", ["30亿元 2023 actual gt level「食品产值」→None", "80亿元 2023 actual gt level「医药产值」→None", "120亿元 2023 actual gt level「清洁能源产值」→None"]),
    ("新建、改造农村公路120公里、65公里。", ["120公里 2023 actual eq level「新建农村公路」→rural-roads-built", "65公里 2023 actual eq level「改造农村公路」→rural-roads-built"]),
    ("开工、竣工亿元以上项目60个、40个。", ["60个 2023 actual eq level「开工亿元以上项目」→None", "40个 2023 actual eq level「竣工亿元以上项目」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), DEALT)
def test_figures_go_to_names_without_being_told(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


DEALT5 = [
    ("旅游接待人次和综合收入分别由2012年的186万人次、8.6亿元增加到2017年的620万人次、38亿元。", ["186万人次 2012 actual eq level「旅游接待人次」→tourists", "8.6亿元 2012 actual eq level「旅游综合收入」→tourism-revenue", "620万人次 2017 actual eq level「旅游接待人次」→tourists", "38亿元 2017 actual eq level「旅游综合收入」→tourism-revenue"]),
    ("城乡低保标准分别由每月320元、1860元（年）提高到520元、3800元。", ["320元 2012 actual eq level「城镇低保标准」→urban-dibao-standard", "1860元 2012 actual eq level「农村低保标准」→rural-dibao-standard", "520元 2017 actual eq level「城镇低保标准」→urban-dibao-standard", "3800元 2017 actual eq level「农村低保标准」→rural-dibao-standard"]),
    ("2014、2015、2016年分别完成造林28万亩、31万亩和26万亩。", ["28万亩 2014 actual eq level「造林」→afforestation", "31万亩 2015 actual eq level「造林」→afforestation", "26万亩 2016 actual eq level「造林」→afforestation"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), DEALT5)
def test_figures_go_to_names_over_years(sentence: str, right: list[str]) -> None:
    assert observations(read(five_years(review=sentence))) == right


NEXT = [
    ("33个国控省控断面水质优良率保持100%。", ["33个 2023 actual eq level「国控省控断面」→None", "100% 2023 actual eq share「国控省控断面水质优良率」→surface-water-class3-share"]),
    ("126个重点项目开复工113个，开复工率89.7%。", ["126个 2023 actual eq level「重点项目」→key-projects", "113个 2023 actual eq level「重点项目开复工」→None", "89.7% 2023 actual eq share「开复工率」→None"]),
    ("280个行政村垃圾治理率达95%。", ["280个 2023 actual eq level「行政村」→None", "95% 2023 actual eq share「行政村垃圾治理率」→None"]),
    ("86个亿元以上项目竣工43个。", ["86个 2023 actual eq level「亿元以上项目」→None", "43个 2023 actual eq level「亿元以上项目竣工」→None"]),
    ("128个省市重点项目完成年度投资710.4亿元。", ["128个 2023 actual eq level「省市重点项目」→upper-key-projects", "710.4亿元 2023 actual eq level「省市重点项目年度投资」→None"]),
    ("新建续建公路项目12个共186公里。", ["12个 2023 actual eq level「新建续建公路项目」→None", "186公里 2023 actual eq level「新建续建公路项目」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), NEXT)
def test_a_count_is_not_named_by_what_the_next_figure_is_of(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


BESIDE = [
    ("生产总值增长5.3%，增速比上年快3个百分点、比全国高0.1个百分点、较前三季度快0.4个百分点。", ["5.3% 2023 actual eq growth rise「生产总值」→gdp-growth", "3个百分点 2023 actual eq change rise base 2022「生产总值增速」→None", "0.1个百分点 2023 actual eq level「生产总值增速比全国高」→None", "0.4个百分点 2023 actual eq change「生产总值增速」→None"]),
    ("脱贫人口人均纯收入增长15.4%，高于全市农村居民收入增幅4.1个百分点。", ["15.4% 2023 actual eq growth rise「脱贫人口人均纯收入」→None", "4.1个百分点 2023 actual eq level「脱贫人口人均纯收入增速高于全市农村居民收入增幅」→None"]),
    ("农民收入增速比城镇居民高2个百分点。", ["2个百分点 2023 actual eq level「农民收入增速比城镇居民高」→None"]),
    ("居民收入增长6.2%、比经济增速快1.1个百分点。", ["6.2% 2023 actual eq growth rise「居民收入」→household-income-growth", "1.1个百分点 2023 actual eq level「居民收入增速比经济增速快」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), BESIDE)
def test_a_distance_is_of_what_is_compared(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


MORE = [
    ("优良天数比例84.4%，同比增加优良天数11天。", ["84.4% 2023 actual eq share「优良天数比例」→good-air-days-share", "11天 2023 actual eq change rise base 2022「优良天数」→None"]),
    ("同比减少安全事故12起，较上年增加专利授权120件。", ["12起 2023 actual eq change fall base 2022「安全事故」→None", "120件 2023 actual eq change rise base 2022「专利授权」→None"]),
    ("争取债券资金18.6亿元，支持项目42个，比上年多3.2亿元、6个。", ["18.6亿元 2023 actual eq level「债券资金」→None", "42个 2023 actual eq level「项目」→None", "3.2亿元 2023 actual eq change rise base 2022「债券资金」→None", "6个 2023 actual eq change rise base 2022「项目」→None"]),
    ("固定资产投资同比增长11.2%，比2019年同期增长18.6%。", ["11.2% 2023 actual eq growth rise base 2022「固定资产投资」→fixed-asset-investment-growth", "18.6% 2023 actual eq growth rise base 2019「固定资产投资」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), MORE)
def test_more_than_the_year_before_is_a_change(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


JOBS = [
    ("城镇新增就业6.3万人、农牧区劳动力转移就业109.5万人次。", ["6.3万人 2023 actual eq change「城镇新增就业」→new-jobs", "109.5万人次 2023 actual eq level「农牧区劳动力转移就业」→None"]),
    ("新增城镇就业3000人、失业人员再就业800人。", ["3000人 2023 actual eq change「新增城镇就业」→new-jobs", "800人 2023 actual eq level「失业人员再就业」→reemployed"]),
    ("新增公共停车泊位1200个、充电桩300个。", ["1200个 2023 actual eq change「新增公共停车泊位」→parking-spaces", "300个 2023 actual eq change「新增充电桩」→charging-points"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), JOBS)
def test_jobs_lend_their_verb_to_nothing(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


OTHER = [
    ("生猪出栏757.6万头、存栏520万头。", ["757.6万头 2023 actual eq level「生猪出栏」→pigs-slaughtered", "520万头 2023 actual eq level「生猪存栏」→pig-stock"]),
    ("青岭光伏基地完成投资12.4亿元、形象进度达65%。", ["12.4亿元 2023 actual eq level「青岭光伏基地投资」→None", "65% 2023 actual eq share「青岭光伏基地形象进度」→None"]),
    ("技术合同成交额过百亿、达103.7亿元。", ["103.7亿元 2023 actual eq level「技术合同成交额」→technology-contracts"]),
    ("一般公共预算收入完成22.6亿元，其中税收收入完成17.1亿元、增长8.2%，占比75.7%。", ["22.6亿元 2023 actual eq level「一般公共预算收入」→general-public-budget-revenue", "17.1亿元 2023 actual eq level「税收收入」→tax-revenue", "8.2% 2023 actual eq growth rise「税收收入」→tax-revenue-growth", "75.7% 2023 actual eq share「税收收入占比」→tax-share-of-revenue"]),
    ("城镇新增就业全年不少于2300人。", ["2300人 2023 actual gte change「城镇新增就业」→new-jobs"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), OTHER)
def test_other_words(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


FLOWS = [
    ("城镇新增就业3200人，同比增加260人。", ["3200人 2023 actual eq change「城镇新增就业」→new-jobs", "260人 2023 actual eq change rise base 2022「城镇新增就业」→None"]),
    ("全年新增贷款18亿元，同比多增3亿元。", ["18亿元 2023 actual eq level「新增贷款」→loans-new", "3亿元 2023 actual eq change rise base 2022「新增贷款」→None"]),
    ("完成造林6.2万亩，比上年多0.5万亩。", ["6.2万亩 2023 actual eq level「造林」→afforestation", "0.5万亩 2023 actual eq change rise base 2022「造林」→None"]),
    ("高新技术企业达120家，同比增加12家。", ["120家 2023 actual eq level「高新技术企业」→high-tech-firms", "12家 2023 actual eq change rise base 2022「高新技术企业」→high-tech-firms-new"]),
    ("养老床位3600张，比上年增加120张。", ["3600张 2023 actual eq level「养老床位」→elderly-beds", "120张 2023 actual eq change rise base 2022「养老床位」→elderly-beds-new"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), FLOWS)
def test_more_of_a_flow_than_the_year_before_is_not_the_flow(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


MIXED = "政府工作报告\n——2026年1月12日在涉县第十八届人民代表大会第四次会议上\n涉县人民政府县长  某某\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n一、2025年工作回顾和“十四五”发展成就\n{review}\n二、2026年工作安排\n抓好落实。\n"


@pytest.mark.parametrize(
    ("review", "right"),
    [
        ("产业向新而行。高新技术企业从33家增加到71家。", "33家 None actual eq level「高新技术企业」→high-tech-firms"),
        (
            "2025年，我们攻坚克难。\n高新技术企业从33家增加到71家。",
            "33家 2024 actual eq level「高新技术企业」→high-tech-firms",
        ),
        (
            "五年来，我们攻坚克难。\n高新技术企业从33家增加到71家。",
            "33家 2020 actual eq level「高新技术企业」→high-tech-firms",
        ),
    ],
)
def test_under_a_heading_of_one_year_and_of_five_a_base_has_the_year_that_is_said(review: str, right: str) -> None:
    assert observations(read(MIXED.format(review=review)))[0] == right


OF_FIVE_YEARS = "涉县人民政府工作报告\n——2026年1月12日在涉县第十八届人民代表大会第一次会议上\n一、过去五年工作回顾\n五年来，我们攻坚克难。{}\n二、2026年工作安排\n抓好落实。\n"


@pytest.mark.parametrize("step", ["跨过{}台阶", "迈上{}新台阶", "站上{}大关", "越过{}的门槛", "跃上{}台阶"])
def test_a_step_within_five_years_is_reached_at_their_end(step: str) -> None:
    sentence = f"一般公共预算收入{step.format('5亿元')}，五年累计完成22.3亿元。"
    found = [line.split("「")[0] for line in observations(read(OF_FIVE_YEARS.format(sentence)))]
    assert found == ["5亿元 2025 actual gte level", "22.3亿元 2021-2025 actual eq cumulative"]


@pytest.mark.parametrize("verb", ["迈上", "跨过", "站上", "跃上", "越过"])
def test_a_step_is_said_to_be_no_exact_figure(verb: str) -> None:
    """So the exact one, which stands beside it, is the one that is compared."""
    rows = read(report(review=f"地区生产总值{verb}90亿元台阶，达到91.7亿元。")).rows.observations
    assert [(one.raw, one.indicator, one.caveat) for one in rows] == [
        ("90亿元", "gdp", f"原文作“{verb}”，不是确数"),
        ("91.7亿元", "gdp", None),
    ]
