"""Sentences as reports of all kinds of places print them, each with what is right: years behind their figures, estimates that run on, old plans,
sizes of kinds, half years."""

import pytest

from tests.cases import dispositions, observations, read, report

FIVE = "政府工作报告\n——2018年1月12日在涉县第十八届人民代表大会第四次会议上\n涉县人民政府县长  某某\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
SUMMER = FIVE.replace("2018年1月12日", "2023年7月27日")


def five_years(review: str = "", plan: str = "") -> str:
    """A report of 2018 that looks back over five years and forward over five."""
    return f"{FIVE}一、过去五年工作回顾\n{review}\n二、今后五年目标\n{plan}\n三、2018年工作安排\n抓好落实。\n"


YEARS_BEHIND = [
    ("生产总值达到200亿元，到2020年；城镇化率达到55%。", ["200亿元 2020", "55% 2022"]),
    ("规上企业达到90户，高新技术企业达到25家，到2021年底；上市企业达到3家，到2022年。", ["90户 2021", "25家 2021", "3家 2022"]),
    ("森林覆盖率达到80.2%（到2020年），优良天数比例达到92%。", ["80.2% 2020", "92% 2022"]),
    ("到2020年，粮食产量稳定在20万吨；到2022年，粮食产量稳定在22万吨。", ["20万吨 2020", "22万吨 2022"]),
    ("养老床位达到3600张，至2020年。到2021年，供水普及率达到98%。", ["3600张 2020", "98% 2021"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), YEARS_BEHIND)
def test_a_year_may_stand_behind_its_figures(sentence: str, right: list[str]) -> None:
    found = observations(read(five_years(plan=sentence)))
    assert [" ".join(one.split(" ")[:2]) for one in found] == right


RUNNING_ON = [
    ("全县生产总值预计可完成210亿元，增长7%；财政总收入15亿元，增长5%；农村居民人均可支配收入16000元；建成标准厂房12万平方米。", "eeeeea"),
    ("2023年，全县预计完成生产总值88亿元；规上工业增加值增长7%左右；社会消费品零售总额31亿元。", "eee"),
    ("一年来，全县预计实现生产总值88亿元；固定资产投资增长9%；城乡居民人均可支配收入分别增长6%和8%。", "eeee"),
    ("固定资产投资预计增长10%；社会消费品零售总额增长6%；城镇新增就业2100人。", "eea"),
    # said of each figure anew, it is said of these alone
    ("地区生产总值预计完成88亿元；固定资产投资预计完成42亿元；一般公共预算收入6.2亿元。", "eea"),
    # a part of the year is over
    ("预计全年生产总值增长3%左右，固定资产投资超90亿元；1—11月，规上工业总产值321亿元，增长8%。", "eeaa"),
    # the first is no headline figure
    ("新增规上企业12家，产值预计超过5亿元；财政总收入15亿元。", "aea"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kinds"), RUNNING_ON)
def test_an_estimate_runs_on_over_headline_figures(sentence: str, kinds: str) -> None:
    reading = read(report(review=sentence))
    assert "".join(one.kind.value[0] if one.kind else "u" for one in reading.rows.observations) == kinds


IN_A_REVIEW = [
    # what a year adds, and all that there is
    ("新增规上工业企业32家、总数264家。", ["32家 2023 actual eq change「新增规上工业企业」→above-scale-industrial-firms-new", "264家 2023 actual eq level「规上工业企业总数」→above-scale-industrial-firms"]),
    ("新登记经营主体2.6万户，日均新增71户，在册总量首次突破12万户。", ["2.6万户 2023 actual eq level「新登记经营主体」→market-entities-new", "71户 2023 actual eq change「日均新登记经营主体」→None", "12万户 2023 actual gt level「经营主体在册总量」→None"]),
    ("规上工业企业总数突破100家、总产值翻一番。", ["100家 2023 actual gt level「规上工业企业总数」→above-scale-industrial-firms", "2倍 2023 actual eq multiple rise「规上工业企业总产值」→None"]),
    ("新建幼儿园2所、新增学位540个。", ["2所 2023 actual eq level「新建幼儿园」→kindergartens-new", "540个 2023 actual eq change「新增幼儿园学位」→kindergarten-places-new"]),
    ("旅游接待720万人次、综合收入68亿元。", ["720万人次 2023 actual eq level「旅游接待」→tourists", "68亿元 2023 actual eq level「旅游综合收入」→tourism-revenue"]),
    # words that turn, before a figure and in the clause before it
    ("出口总额由升转降、下降12.1%。", ["12.1% 2023 actual eq growth fall「出口总额」→exports-growth"]),
    ("进出口总额下降12.1%；出口止跌回升，增长3%；税收持续向好，增长5%。", ["12.1% 2023 actual eq growth fall「进出口总额」→imports-exports-growth", "3% 2023 actual eq growth rise「出口」→exports-growth", "5% 2023 actual eq growth rise「税收」→tax-revenue-growth"]),
    ("固定资产投资止跌回稳、增长2%。", ["2% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth"]),
    # names, and how far each is from another place
    ("固定资产投资、社会消费品零售总额、进出口总额分别增长8.1%、5.2%、12.6%，分别高于全市1.2、0.6、3.4个百分点。", ["8.1% 2023 actual eq growth rise「固定资产投资」→fixed-asset-investment-growth", "5.2% 2023 actual eq growth rise「社会消费品零售总额」→retail-sales-growth", "12.6% 2023 actual eq growth rise「进出口总额」→imports-exports-growth", "1.2个百分点 2023 actual eq level「固定资产投资增速高于全市」→None", "0.6个百分点 2023 actual eq level「社会消费品零售总额增速高于全市」→None", "3.4个百分点 2023 actual eq level「进出口总额增速高于全市」→None"]),
    # a nought in words, a rise that is no state, an aim that is no result
    ("贫困发生率由4.3%下降到零。", ["4.3% 2022 actual eq share「贫困发生率」→None", "0% 2023 actual eq share「贫困发生率」→None"]),
    ("进水氨氮浓度同比提升8.3毫克/升。", ["8.3毫克/升 2023 actual eq change rise base 2022「进水氨氮浓度」→None"]),
    ("PM2.5平均浓度比上年降低3微克/立方米。", ["3微克/立方米 2023 actual eq change fall base 2022「PM2.5平均浓度」→None"]),
    ("整治提升12公里道路。", ["12公里 2023 actual eq level「整治道路」→None"]),
    ("工业产值500亿元目标如期实现。", ["500亿元 2023 target eq level「工业产值」→None"]),
    ("财政收入增长目标定为5%。", ["5% 2023 target eq growth rise「财政收入」→general-public-budget-revenue-growth"]),
    # what is said beside a figure
    ("地区生产总值增长4.4%，高于全国1.4、全省0.5个百分点；投资增长5%，分别高于全省、全市0.6和1.2个百分点。", ["4.4% 2023 actual eq growth rise「地区生产总值」→gdp-growth", "1.4个百分点 2023 actual eq level「地区生产总值增速高于全国」→None", "0.5个百分点 2023 actual eq level「地区生产总值增速高于全省」→None", "5% 2023 actual eq growth rise「投资」→fixed-asset-investment-growth", "0.6个百分点 2023 actual eq level「投资增速高于全省」→None", "1.2个百分点 2023 actual eq level「投资增速高于全市」→None"]),
    ("重点项目完成投资86亿元，超计划6亿元。", ["86亿元 2023 actual eq level「重点项目投资」→key-project-investment", "6亿元 2023 actual eq level「重点项目投资超计划」→None"]),
    ("每千人口执业医师2.3人，不足全市平均水平的七成。", ["2.3人 2023 actual eq share「每千人口执业医师」→licensed-doctors-per-1000", "70% 2023 actual lt share「每千人口执业医师」→None"]),
    ("财政支出19.4亿元，增支1.1亿元。", ["19.4亿元 2023 actual eq level「财政支出」→None", "1.1亿元 2023 actual eq change rise「财政支出」→None"]),
    ("高新技术企业突破120家，五年增长1.3倍。", ["120家 2023 actual gt level「高新技术企业」→high-tech-firms", "1.3倍 2023 actual eq multiple rise base 2018「高新技术企业」→None"]),
    ("城乡收入比由上年的2.01降至1.97。", ["2.01 2022 actual eq level「城乡收入比」→urban-rural-income-ratio", "1.97 2023 actual eq level「城乡收入比」→urban-rural-income-ratio"]),
    ("人均公园绿地面积由14.9平方米增加到19.3平方米。", ["14.9平方米 2022 actual eq share「人均公园绿地面积」→park-area-per-capita", "19.3平方米 2023 actual eq share「人均公园绿地面积」→park-area-per-capita"]),
    ("建设高标准农田18万亩，累计建成108万亩。", ["18万亩 2023 actual eq level「建设高标准农田」→farmland-built", "108万亩 2023 actual eq cumulative「高标准农田」→high-standard-farmland"]),
    ("规上工业增加值虽下降3.3%，但工业投资增长4.1%。", ["3.3% 2023 actual eq growth fall「规上工业增加值」→above-scale-industrial-value-added-growth", "4.1% 2023 actual eq growth rise「工业投资」→industrial-investment-growth"]),
    ("对俄进出口21亿元，对“一带一路”沿线国家进出口增长36.8%。", ["21亿元 2023 actual eq level「对俄进出口」→None", "36.8% 2023 actual eq growth rise「对“一带一路”沿线国家进出口」→None"]),
    ("淘汰燃煤锅炉112台286蒸吨。", ["112台 2023 actual eq level「淘汰燃煤锅炉」→None", "286蒸吨 2023 actual eq level「淘汰燃煤锅炉」→None"]),
    # what a work will give when it is done is of the work alone, and of no year
    ("恒丰新材料项目建成后，年可新增产值20亿元、税收1亿元。", ["20亿元 None estimate eq level「建成后年可新增产值」→None", "1亿元 None estimate eq level「建成后税收」→None"]),
    ("宏达机械开工建设，达产后可实现年产值12亿元，利税8000万元，新增就业300人。", ["12亿元 None estimate eq level「达产后可实现年产值」→None", "8000万元 None estimate eq level「达产后可实现年利税」→None", "300人 None estimate eq change「达产后新增就业」→None"]),
    ("水厂投用后，日供水能力达到12万吨。", ["12万吨 2023 actual eq level「日供水能力」→None"]),
    # a pace that it came from is of months that nothing says; a stock is of the end of the year before
    ("规上工业增加值增速由年初的-8.2%回升至5.6%。", ["-8.2% None actual eq growth fall「规上工业增加值增速」→above-scale-industrial-value-added-growth", "5.6% 2023 actual eq growth rise「规上工业增加值增速」→above-scale-industrial-value-added-growth"]),
    ("工业用电量降幅由15%收窄至3.2%。", ["15% None actual eq growth fall「工业用电量降幅」→industrial-electricity-use-growth", "3.2% 2023 actual eq growth fall「工业用电量降幅」→industrial-electricity-use-growth"]),
    ("养老床位由年初的1200张增加到1600张。", ["1200张 2022 actual eq level「养老床位」→elderly-beds", "1600张 2023 actual eq level「养老床位」→elderly-beds"]),
    ("工业增加值增速由上年的5%提高到6%。", ["5% 2022 actual eq growth rise「工业增加值增速」→industrial-value-added-growth", "6% 2023 actual eq growth rise「工业增加值增速」→industrial-value-added-growth"]),
    ("地区生产总值迈上500亿台阶。", ["500亿 2023 actual gte level「地区生产总值」→gdp"]),
    ("优良天数增加12天，达到286天。", ["12天 2023 actual eq change rise「优良天数」→None", "286天 2023 actual eq level「优良天数」→good-air-days"]),
    ("新建口袋公园6个、改造提升公园2个。", ["6个 2023 actual eq level「新建口袋公园」→pocket-parks", "2个 2023 actual eq level「改造提升公园」→None"]),
    ("“十三五”末城镇化率58.2%，高于“十二五”末6.1个百分点。", ["58.2% 2020 actual eq share「城镇化率」→urbanisation", "6.1个百分点 2020 actual eq change rise base 2015「城镇化率」→None"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), IN_A_REVIEW, ids=[sentence[:24] for sentence, _ in IN_A_REVIEW])
def test_what_figures_of_a_review_are_of(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("新增高速公路通车里程40公里，力争突破800公里。", ["40公里 2024 target eq change「新增高速公路通车里程」→None", "800公里 2024 target gt level「高速公路通车里程」→expressway-length"]),
        ("新增规上企业20家、达到180家。", ["20家 2024 target eq change「新增规上企业」→above-scale-industrial-firms-new", "180家 2024 target eq level「规上企业」→above-scale-industrial-firms"]),
        ("地区生产总值增长6%左右，力争6.5%。", ["6% 2024 target approx growth rise「地区生产总值」→gdp-growth", "6.5% 2024 target eq growth rise「地区生产总值」→gdp-growth"]),
        ("地区生产总值增长6%以上（力争6.5%）。", ["6% 2024 target gte growth rise「地区生产总值」→gdp-growth", "6.5% 2024 target eq growth rise「地区生产总值」→gdp-growth"]),
        ("2026年达产后年产值20亿元、税收1亿元。", ["20亿元 2026 target eq level「达产后年产值」→None", "1亿元 2026 target eq level「达产后税收」→None"]),
        ("能耗下降3%、力争3.5%。", ["3% 2024 target eq growth fall「能耗」→None", "3.5% 2024 target eq growth fall「能耗」→None"]),
        ("地区生产总值增长目标为6%。", ["6% 2024 target eq growth rise「地区生产总值」→gdp-growth"]),
    ],
)  # fmt: skip
def test_what_is_aimed_at_beside_another_aim(sentence: str, right: list[str]) -> None:
    assert observations(read(report(plan=sentence))) == right


@pytest.mark.parametrize(
    ("sentence", "sizes", "count"),
    [
        ("其中20亿—50亿元项目11个。", "20亿—50亿", "11个 2023 actual eq level「20亿—50亿元项目」→None"),
        ("培育50亿企业3家。", "50亿", "3家 2023 actual eq level「培育50亿企业」→None"),
        ("100亿元产业集群达到2个。", "100亿", "2个 2023 actual eq level「100亿元产业集群」→None"),
        ("引进10亿元项目3个。", "10亿", "3个 2023 actual eq level「引进10亿元项目」→None"),
        ("50亿元企业实现零的突破。", "50亿", None),
        ("实施500个过500万元技改项目。", "500万", "500个 2023 actual eq level「过500万元技改项目」→None"),
    ],
)
def test_the_size_of_a_kind_is_no_figure(sentence: str, sizes: str, count: str | None) -> None:
    reading = read(report(review=sentence))
    assert f"{sizes}:threshold" in dispositions(reading)
    assert observations(reading) == ([count] if count else [])


@pytest.mark.parametrize(
    "sentence", ["争取项目资金3亿元、项目12个。", "总投资86亿元项目开工。", "投资3亿元项目资金全部到位。"]
)
def test_a_sum_before_works_is_one(sentence: str) -> None:
    reading = read(report(review=sentence))
    assert not any(one.endswith(":threshold") for one in dispositions(reading))


@pytest.mark.parametrize(
    "sentence", ["获评百强县第87位，较上年提升5位。", "综合排名第36位，前移12位。", "竞争力排名跃升9位。"]
)
def test_places_gained_in_a_ranking_are_no_figure(sentence: str) -> None:
    assert observations(read(report(review=sentence))) == []


IN_FIVE_YEARS = [
    ("一般公共预算收入5年净增3亿元。", "3亿元 2013-2017 actual eq change rise「一般公共预算收入」→None"),
    ("外贸出口总额5年增长86.5%。", "86.5% 2017 actual eq growth rise base 2012「外贸出口总额」→None"),
    ("生产总值比“九五”末的31.2亿元翻了两番。", "31.2亿元 2000 actual eq level「生产总值」→gdp"),
    ("城镇化率由“十五”末的28%提高到46%。", "28% 2005 actual eq share「城镇化率」→urbanisation"),
    ("贫困人口由5.6万人减少到0.8万人，每年减贫1万人左右。", "1万人 2013-2017 actual approx annual_average「每年减贫」→None"),
    ("38.6万人参加城乡居民医保。", "38.6万人 2017 actual eq level「参加城乡居民医保」→None"),
    ("去年，全县财政总收入突破4亿元。招商引资到位资金2.1亿元。", "2.1亿元 2017 actual eq level「招商引资到位资金」→attracted-funds"),
    ("去年，全县财政总收入突破4亿元。\n新建学校12所。", "12所 2013-2017 actual eq cumulative「新建学校」→schools-built"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), IN_FIVE_YEARS)
def test_a_review_of_five_years(sentence: str, right: str) -> None:
    assert right in observations(read(five_years(review=sentence)))


def test_a_growth_of_years_to_come_is_not_that_of_a_year() -> None:
    found = observations(
        read(five_years(plan="地区生产总值增长7%以上，单位生产总值能耗降低13%，粮食产量稳定在20万吨。"))
    )
    assert [one.partition("→")[2] for one in found] == ["None", "None", "grain-output"]


def test_half_a_year_of_the_heading() -> None:
    text = f"{SUMMER}一、上半年工作情况\n接待游客212万人次。新增就业岗位723个，年度目标1000个；预计全年财政收入增长8%。\n二、下半年工作安排\n新增学位600个。\n"
    assert observations(read(text)) == [
        "212万人次 2023 上半年 actual eq level「接待游客」→tourists",
        "723个 2023 上半年 actual eq change「新增就业岗位」→None",
        "1000个 2023 target eq change「新增就业岗位」→None",
        "8% 2023 estimate eq growth rise「财政收入」→general-public-budget-revenue-growth",
        "600个 2023 target eq change「新增学位」→school-places-new",
    ]


@pytest.mark.parametrize("sentence", ["碳排放强度降至0.52。", "综合评分提高2.4，居全市第一。", "人口密度达到1.2。"])
def test_a_figure_without_a_unit_is_told_to_be_unread(sentence: str) -> None:
    reading = read(report(review=sentence))
    assert observations(reading) == []
    assert any(one.endswith(":not_understood") for one in dispositions(reading))
