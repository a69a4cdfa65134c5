"""Sentences as reports of counties print them, each with what is right: parts of a whole, levels of another year, what is hoped for, figures of the town."""

import pytest

from tests.cases import HEAD, dispositions, observations, read, report
from text.vocabulary import ObservationKind

PARTS = [
    # a part of the places is places, and no kindergartens or schools
    ("新增学位1.26万个，其中幼儿园4320个、初中1800个。", ["1.26万个 2023 actual eq change「新增学位」→school-places-new", "4320个 2023 actual eq change「新增幼儿园学位」→kindergarten-places-new", "1800个 2023 actual eq change「新增初中学位」→None"]),
    ("新增学位5200个（其中小学2800个），新建学校3所。", ["5200个 2023 actual eq change「新增学位」→school-places-new", "2800个 2023 actual eq change「新增小学学位」→None", "3所 2023 actual eq level「新建学校」→schools-built"]),
    ("新增学位5200个，其中：义务教育3100个。", ["5200个 2023 actual eq change「新增学位」→school-places-new", "3100个 2023 actual eq change「新增义务教育学位」→compulsory-places-new"]),
    ("新增养老床位900张，其中护理型500张。", ["900张 2023 actual eq change「新增养老床位」→elderly-beds-new", "500张 2023 actual eq change「新增护理型床位」→None"]),
    ("新增学位5200个，其中新建幼儿园6所。", ["5200个 2023 actual eq change「新增学位」→school-places-new", "6所 2023 actual eq level「新建幼儿园」→kindergartens-new"]),
    # applied for and granted
    ("专利申请量1620件，其中发明专利680件。", ["1620件 2023 actual eq level「专利申请量」→None", "680件 2023 actual eq level「发明专利申请量」→None"]),
    ("专利申请量1620件，其中授权930件。", ["1620件 2023 actual eq level「专利申请量」→None", "930件 2023 actual eq level「专利授权量」→patents-granted"]),
    ("专利授权量1260件，其中发明专利186件。", ["1260件 2023 actual eq level「专利授权量」→patents-granted", "186件 2023 actual eq level「发明专利授权量」→invention-patents-granted"]),
    ("有效专利5200件，其中发明专利860件。", ["5200件 2023 actual eq level「有效专利」→patents", "860件 2023 actual eq level「发明专利」→invention-patents"]),
    ("每万人口发明专利拥有量12.6件，其中高价值发明专利4.2件。", ["12.6件 2023 actual eq share「每万人口发明专利拥有量」→invention-patents-per-10000", "4.2件 2023 actual eq share「每万人口高价值发明专利」→high-value-patents-per-10000"]),
    # what came new, said once, and all that there are
    ("新进规上工业企业8家、限上商贸企业5家。", ["8家 2023 actual eq level「新进规上工业企业」→above-scale-industrial-firms-new", "5家 2023 actual eq level「新进限上商贸企业」→above-limit-trade-firms-new"]),
    ("新进规上工业企业8家，达到73家。", ["8家 2023 actual eq level「新进规上工业企业」→above-scale-industrial-firms-new", "73家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms"]),
    ("新认定高新技术企业32家、科技型中小企业58家。", ["32家 2023 actual eq level「新认定高新技术企业」→high-tech-firms-new", "58家 2023 actual eq level「新认定科技型中小企业」→tech-smes-new"]),
    ("新认定高新技术企业18家，有效数突破70家，达76家。", ["18家 2023 actual eq level「新认定高新技术企业」→high-tech-firms-new", "70家 2023 actual gt level「高新技术企业」→high-tech-firms", "76家 2023 actual eq level「高新技术企业」→high-tech-firms"]),
    # what is left out behind a measure of the same thing
    ("规上工业总产值完成82亿元，增加值增长8.1%。", ["82亿元 2023 actual eq level「规上工业总产值」→above-scale-industrial-output", "8.1% 2023 actual eq growth rise「规上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("农林牧渔业总产值52亿元，增加值31亿元。", ["52亿元 2023 actual eq level「农林牧渔业总产值」→agricultural-output", "31亿元 2023 actual eq level「农林牧渔业增加值」→agricultural-value-added"]),
    ("固定资产投资增长10%，总量突破80亿元。", ["10% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "80亿元 2023 actual gt level「固定资产投资总量」→fixed-asset-investment"]),
    ("生产安全事故起数、死亡人数分别下降21.3%和16.8%。", ["21.3% 2023 actual eq growth fall「生产安全事故起数」→accidents-reduction", "16.8% 2023 actual eq growth fall「生产安全事故死亡人数」→accident-deaths-reduction"]),
    ("道路交通事故起数和受伤人数分别下降12%、8%。", ["12% 2023 actual eq growth fall「道路交通事故起数」→None", "8% 2023 actual eq growth fall「道路交通事故受伤人数」→None"]),
    ("改造老旧小区21个、6.4万平方米，直接惠及居民2460户。", ["21个 2023 actual eq level「改造老旧小区」→old-estates-renewed", "6.4万平方米 2023 actual eq level「改造老旧小区」→old-estates-renewed-area", "2460户 2023 actual eq level「老旧小区改造惠及居民」→old-estates-households"]),
    # how far it rose, and no level
    ("PM2.5平均浓度30微克/立方米，优良天数比例87.4%，同比分别上升2微克/立方米和提高3.3个百分点。", ["30微克/立方米 2023 actual eq level「PM2.5平均浓度」→pm25", "87.4% 2023 actual eq share「优良天数比例」→good-air-days-share", "2微克/立方米 2023 actual eq change rise base 2022「PM2.5平均浓度」→None", "3.3个百分点 2023 actual eq change rise base 2022「优良天数比例」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), PARTS, ids=[sentence[:24] for sentence, _ in PARTS])
def test_a_part_is_named_after_its_whole(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


# the level of another year, by which an aim is measured, is no year of what follows
LEVELS = [
    ("固定资产投资恢复至上年水平的90%以上；城镇新增就业4500人以上。", "4500人 2024 target gte change「城镇新增就业」→new-jobs"),
    ("用水总量控制在上年水平以内；城镇登记失业率控制在4.2%以内。", "4.2% 2024 target lte share「城镇登记失业率」→registered-unemployment"),
    ("旅游人次恢复至2019年同期水平的九成，新增学位1200个。", "1200个 2024 target eq change「新增学位」→school-places-new"),
    ("能耗强度降至2020年平均水平以下，森林覆盖率达到41%。", "41% 2024 target eq share「森林覆盖率」→forest-coverage"),
    ("消费恢复到去年的95%以上；粮食产量达到22万吨。", "22万吨 2024 target eq level「粮食产量」→grain-output"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "last"), LEVELS, ids=[sentence[:24] for sentence, _ in LEVELS])
def test_the_level_of_another_year_dates_nothing_behind_it(sentence: str, last: str) -> None:
    assert observations(read(report(plan=sentence)))[-1] == last


HOPED = [
    ("全年主要指标有望实现：地区生产总值增长6.2%左右，固定资产投资增长9%。", "ee"),
    ("全年预计完成情况为：规上工业增加值增长8%，出口总额增长12%。", "ee"),
    ("规模以上工业增加值有望增长7.5%左右；一般公共预算收入5.2亿元；新建公厕16座。", "eea"),
    ("我们攻坚克难，预计生产总值增长6.1%；500万元以上固定资产投资增长8.8%；社会消费品零售总额增长7%。", "eee"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kinds"), HOPED, ids=[sentence[:24] for sentence, _ in HOPED])
def test_what_is_hoped_for_is_an_estimate(sentence: str, kinds: str) -> None:
    found = read(report(review=sentence)).rows.observations
    assert "".join((one.kind or ObservationKind.TARGET).value[0] for one in found) == kinds


def test_what_a_work_is_hoped_to_give_is_of_no_year() -> None:
    found = observations(read(report(review="光伏组件项目投产后有望实现年产值18亿元。")))
    assert [one.split("「")[0] for one in found] == ["18亿元 None estimate eq level"]


OF_THE_TOWN = [
    ("城区空气质量优良天数326天，优良率89.3%。", [("good-air-days", "仅城区"), ("good-air-days-share", "仅城区")]),
    ("中心城区PM2.5平均浓度20微克/立方米，下降9.1%。", [("pm25", "仅中心城区"), ("pm25-reduction", "仅中心城区")]),
    ("县城集中式饮用水水源地水质达标率稳定在100%。", [("drinking-water-compliance", "仅县城")]),
    ("城区固定资产投资增长5%，县城新增就业200人。", [(None, None), (None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), OF_THE_TOWN, ids=[sentence[:24] for sentence, _ in OF_THE_TOWN])
def test_what_is_measured_in_the_town_says_so(sentence: str, right: list[tuple[str | None, str | None]]) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert [(row.indicator, row.caveat) for row in rows] == right


CITY = HEAD.replace("涉县第十八届", "保定市第十六届").replace("涉县人民政府县长", "保定市人民政府市长")
TOWN = HEAD.replace("涉县第十八届", "武安市第八届").replace("涉县人民政府县长", "武安市人民政府市长")


@pytest.mark.parametrize(
    ("head", "sentence", "indicator"),
    [
        (HEAD, "实施市重点项目12个。", "upper-key-projects"),
        (CITY, "实施市重点项目468个。", "key-projects"),
        (CITY, "列入省重点项目58个。", "upper-key-projects"),
        (TOWN, "实施市重点项目46个。", None),  # its own, or those of the city above it
    ],
    ids=["county", "city", "province", "town"],
)
def test_key_projects_of_a_city_are_its_own_in_its_report(head: str, sentence: str, indicator: str | None) -> None:
    assert [row.indicator for row in read(report(review=sentence, head=head)).rows.observations] == [indicator]


@pytest.mark.parametrize("sentence", ["50户以上自然村全部通客车。", "实现30户以上自然村寨通硬化路。", "100人以上村民小组通动力电。", "20户以上已通电自然村4G网络全覆盖。"])  # fmt: skip
def test_which_villages_are_meant_is_no_figure(sentence: str) -> None:
    reading = read(report(review=sentence))
    assert observations(reading) == []
    assert any(one.endswith(":threshold") for one in dispositions(reading))


DEALT = [
    ("存款、贷款余额年均分别增长9.4%和15.8%，2020年末达1886亿元、2163亿元。", ["1886亿元 2020 actual eq level「存款余额」→deposits", "2163亿元 2020 actual eq level「贷款余额」→loans"]),
    ("城乡居民养老、医疗保险参保率分别达98.2%、97.6%。", ["98.2% 2023 actual eq share「城乡居民养老保险参保率」→resident-pension-coverage", "97.6% 2023 actual eq share「城乡居民医疗保险参保率」→resident-medical-coverage"]),
    ("居民基本养老、基本医疗保险参保率分别为97.1%、96.8%。", ["97.1% 2023 actual eq share「居民基本养老保险参保率」→resident-pension-coverage", "96.8% 2023 actual eq share「居民基本医疗保险参保率」→resident-medical-coverage"]),
    ("职工养老、工伤保险参保人数分别达3.2万人、2.5万人。", ["3.2万人 2023 actual eq level「职工养老保险参保人数」→employee-pension-insured", "2.5万人 2023 actual eq level「职工工伤保险参保人数」→None"]),
    ("第一、二、三产业分别完成增加值21亿元、36亿元、45亿元。", ["21亿元 2023 actual eq level「第一产业增加值」→primary-industry-value-added", "36亿元 2023 actual eq level「第二产业增加值」→secondary-industry-value-added", "45亿元 2023 actual eq level「第三产业增加值」→services-value-added"]),
    ("规模以上工业总产值、增加值分别增长12%、8%。", ["12% 2023 actual eq growth rise「规模以上工业总产值」→above-scale-industrial-output-growth", "8% 2023 actual eq growth rise「规模以上工业增加值」→above-scale-industrial-value-added-growth"]),
    ("规上工业营业收入、利润总额分别完成120亿元、8亿元。", ["120亿元 2023 actual eq level「规上工业营业收入」→above-scale-industrial-revenue", "8亿元 2023 actual eq level「规上工业利润总额」→above-scale-industrial-profit"]),
    # what came new of two kinds, and what it is part of
    ("新登记经营主体1.2万户，其中企业3200户、个体工商户8800户。", ["3200户 2023 actual eq level「新登记企业」→firms-new", "8800户 2023 actual eq level「新登记个体工商户」→individual-businesses-new"]),
    ("出栏生猪72.6万头、存栏45.3万头。", ["72.6万头 2023 actual eq level「出栏生猪」→pigs-slaughtered", "45.3万头 2023 actual eq level「生猪存栏」→pig-stock"]),
    ("新增高速公路通车里程410公里，通车总里程达1106公里。", ["1106公里 2023 actual eq level「高速公路通车总里程」→expressway-length"]),
    ("空气优良天数333天、比率91.2%。", ["333天 2023 actual eq level「空气优良天数」→good-air-days", "91.2% 2023 actual eq share「空气优良天数比率」→good-air-days-share"]),
    ("户籍人口38.9万人、城镇化率36.2%。", ["36.2% 2023 actual eq share「户籍人口城镇化率」→registered-urbanisation"]),
    ("常住人口31.2万人、城镇化率51.6%。", ["51.6% 2023 actual eq share「城镇化率」→urbanisation"]),
    # how a pace is told
    ("固定资产投资增速回正、达到3.8%。", ["3.8% 2023 actual eq growth rise「固定资产投资增速」→fixed-asset-investment-growth"]),
    ("规上服务业营业收入（1—11月）增长14.7%。", ["14.7% 2023 1—11月 actual eq growth rise「规上服务业营业收入」→above-scale-services-revenue-growth"]),
    ("城镇调查失业率年均值5.3%。", ["5.3% 2023 actual eq share「城镇调查失业率年均值」→surveyed-unemployment"]),
    # the rise told before says from when
    ("PM2.5浓度由2018年的48微克/立方米下降到31微克/立方米，优良天数由248天增加到312天。", ["248天 2018 actual eq level「优良天数」→good-air-days", "312天 2023 actual eq level「优良天数」→good-air-days"]),
    ("城镇化率由上年的45%提高到46%，规上工业企业由56家增加到62家。", ["56家 2022 actual eq level「规上工业企业」→above-scale-industrial-firms", "62家 2023 actual eq level「规上工业企业」→above-scale-industrial-firms"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "last"), DEALT, ids=[sentence[:24] for sentence, _ in DEALT])
def test_names_and_years_are_dealt_out_to_those_that_leave_them_out(sentence: str, last: list[str]) -> None:
    assert observations(read(report(review=sentence)))[-len(last) :] == last


BESIDE_AN_AIM = [
    "城镇新增就业5100人，超出年度目标300人。",
    "PM2.5平均浓度32微克/立方米，低于控制目标3微克/立方米。",
    "优良天数比例92.3%，PM2.5平均浓度32微克/立方米，分别优于年度目标1.3个百分点、3微克/立方米。",
]


@pytest.mark.parametrize("sentence", BESIDE_AN_AIM)
def test_the_distance_from_an_aim_is_no_figure_of_the_indicator(sentence: str) -> None:
    last = read(report(review=sentence)).rows.observations[-1]
    assert (last.indicator, last.measure.value, last.kind and last.kind.value) == (None, "level", "actual")
    assert last.caveat == "与所比对象的差距，不是自身的升降"


def test_this_year_of_five_that_are_planned_for_is_one_year() -> None:
    found = observations(read(report(plan="未来五年，城镇新增就业2.6万人；今年新增5200人。")))
    assert found == [
        "2.6万人 2024-2028 target eq cumulative「城镇新增就业」→new-jobs-cumulative",
        "5200人 2024 target eq change「城镇新增就业」→new-jobs",
    ]


VAGUE = [
    ("财政收入增长3%、一般公共预算收入增长2%；财政收入完成8亿元。", [None, "general-public-budget-revenue-growth", None]),
    ("财政收入完成8亿元，增长3%。", ["general-public-budget-revenue", "general-public-budget-revenue-growth"]),
    ("规上企业达到102家，规上工业企业86家。", [None, "above-scale-industrial-firms"]),
    ("发明专利326件，有效发明专利860件。", [None, "invention-patents"]),
    # what is no exact figure, and what is made like the year before, say no other value
    ("经济总量突破300亿元，地区生产总值达到312亿元。", ["gdp", "gdp"]),
    ("一般公共预算收入增长7.1%，同口径增长9.3%。", ["general-public-budget-revenue-growth"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), VAGUE, ids=[sentence[:24] for sentence, _ in VAGUE])
def test_a_vague_name_gives_way_to_a_plain_one(sentence: str, right: list[str | None]) -> None:
    assert [row.indicator for row in read(report(review=sentence)).rows.observations] == right


DEALT_WITHOUT_A_WORD = [
    ("一、二、三产增加值分别增长4.6%、6.1%、5.1%。", ["primary-industry-value-added-growth", "secondary-industry-value-added-growth", "services-value-added-growth"]),
    ("发明专利申请量、授权量分别达到326件、98件。", [None, "invention-patents-granted"]),
    ("专利申请量和授权量分别增长12%、8%。", [None, "patents-granted-growth"]),
    ("刑事发案、电诈案件同比下降18.2%、26.4%。", ["criminal-cases-reduction", "telecom-fraud-reduction"]),
    ("刑事案件、治安案件下降8%、12%。", ["criminal-cases-reduction", None]),
    ("新增学位6480个，56人以上大班额全部消除。", ["school-places-new"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), DEALT_WITHOUT_A_WORD, ids=[one[:24] for one, _ in DEALT_WITHOUT_A_WORD])
def test_the_indicators_of_what_is_dealt_out(sentence: str, right: list[str | None]) -> None:
    assert [row.indicator for row in read(report(review=sentence)).rows.observations] == right


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("地区生产总值由86亿元增长到112亿元、年均增长6.8%，人均生产总值由2.3万元提高到3.1万元。", [None, 2023, 2023, None, 2023]),
        ("城镇居民人均可支配收入从3.2万元提高到4.3万元，年均增长7.6%。", [None, 2023, 2023]),
        ("地区生产总值由2018年的86亿元增长到112亿元，年均增长6.8%。", [2018, 2023, 2023]),
        ("规上工业企业由56家增加到62家，增长10.7%。", [2022, 2023, 2023]),
    ],
    ids=["two", "one", "named", "yearly"],
)  # fmt: skip
def test_a_rise_over_years_that_are_not_named_begins_in_no_year(sentence: str, years: list[int | None]) -> None:
    assert [row.year for row in read(report(review=sentence)).rows.observations] == years
