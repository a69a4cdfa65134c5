"""What figures rose from and when, in words that no earlier case had, and numbers that count nothing: campaigns, places, ranks. Made-up sentences."""

import pytest

from tests.cases import observations, read, report
from tests.indicators.test_reports_of_all_kinds import five_years

BASES = [
    ("城镇新增就业由上年度2100人增加到2300人。", ["2100人 2022 new-jobs", "2300人 2023 new-jobs"]),
    ("工业用电量从上一年的98亿千瓦时增至109亿千瓦时。", ["98亿千瓦时 2022 industrial-electricity-use", "109亿千瓦时 2023 industrial-electricity-use"]),
    ("城乡居民收入比由去年同期2.11缩小到2.08。", ["2.11 2022 urban-rural-income-ratio", "2.08 2023 urban-rural-income-ratio"]),
    ("低保标准由上年同期的620元提高到680元。", ["620元 2022 dibao-standard", "680元 2023 dibao-standard"]),
    ("用电量由前年的98亿千瓦时增至109亿千瓦时。", ["98亿千瓦时 None None", "109亿千瓦时 2023 None"]),
    ("高新技术企业从2020年末的6家增至2023年末的19家。", ["6家 2020 high-tech-firms", "19家 2023 high-tech-firms"]),
    ("高新技术企业从6家增至目前的19家，贷款余额由原来的12亿元变为如今的18亿元。", ["6家 2022 high-tech-firms", "19家 2023 high-tech-firms", "12亿元 None loans", "18亿元 2023 loans"]),
    ("常住人口由七普时的36.1万人变为35.8万人。", ["36.1万人 2020 population", "35.8万人 2023 population"]),
    ("常住人口由“六普”的33万人增加到36万人。", ["33万人 2010 population", "36万人 2023 population"]),
    ("较“十三五”末，森林覆盖率从41.8%上升到42.9%，粮食产量由38万吨增加到40万吨。", ["41.8% 2020 forest-coverage", "42.9% 2023 forest-coverage", "38万吨 2020 grain-output", "40万吨 2023 grain-output"]),
    ("与2021年相比，城镇化率由51%提高到53%。", ["51% 2021 urbanisation", "53% 2023 urbanisation"]),
    ("2021年至2023年，粮食产量分别为52.9万吨、53.2万吨、54.9万吨。", ["52.9万吨 2021 grain-output", "53.2万吨 2022 grain-output", "54.9万吨 2023 grain-output"]),
    ("2021—2023年，工业投资依次增长8.1%、9.2%、10.3%。", ["8.1% 2021 industrial-investment-growth", "9.2% 2022 industrial-investment-growth", "10.3% 2023 industrial-investment-growth"]),
]  # fmt: skip


def told(text: str) -> list[str]:
    """Value, year and indicator of each row."""
    return [f"{' '.join(row.split(' ')[:2])} {row.rpartition('→')[2]}" for row in observations(read(text))]


@pytest.mark.parametrize(("sentence", "right"), BASES)
def test_what_it_rose_from_is_of_its_own_year(sentence: str, right: list[str]) -> None:
    assert told(report(review=sentence)) == right


def test_a_base_that_the_sentence_names_first_goes_for_a_review_of_five_years() -> None:
    text = five_years("与2012年相比，森林覆盖率从41.8%上升到42.9%。")
    assert told(text)[:2] == ["41.8% 2012 forest-coverage", "42.9% 2017 forest-coverage"]


def test_years_of_an_average_are_its_own() -> None:
    found = observations(read(report(review="三年累计投入12亿元，近五年年均新增就业2400人。")))
    assert [row.split("「")[0] for row in found] == [
        "12亿元 2021-2023 actual eq cumulative",
        "2400人 2019-2023 actual eq annual_average",
    ]


def test_an_average_over_years_leaves_what_follows_to_the_year_before_it() -> None:
    text = five_years("2016年，生产总值达350.2亿元，五年年均增长4.9%；财政总收入在连续三年下降后回升，达到92.4亿元。")
    assert [told(text)[at] for at in (0, -1)] == ["350.2亿元 2016 gdp", "92.4亿元 2016 total-fiscal-revenue"]


NAMED = [
    ("涉县地区生产总值达88.3亿元，涉县城镇调查失业率5.2%。", ["88.3亿元 2023 gdp", "5.2% 2023 surveyed-unemployment"]),
    ("全县上下完成固定资产投资增长8.9%。", ["8.9% 2023 fixed-asset-investment-growth"]),
    ("我们要力争规上工业增加值增长9%。", ["9% 2023 above-scale-industrial-value-added-growth"]),
    ("规上工业增加值实现同比增速8.2%。", ["8.2% 2023 above-scale-industrial-value-added-growth"]),
    ("调查失业率均值5.1%，空气质量指数优良率88.5%，固投（不含农户）增长8.9%。", ["5.1% 2023 surveyed-unemployment", "88.5% 2023 good-air-days-share", "8.9% 2023 fixed-asset-investment-growth"]),
    ("PM\n10平均浓度52微克/立方米。", ["52微克/立方米 2023 pm10"]),
    ("民生支出占财政支出比重达到七成半以上。", ["75% 2023 livelihood-share-of-expenditure"]),
    ("新增公办幼儿园1200所。", ["1200所 2023 kindergartens-new"]),
    ("在各方支持下，完成投资12亿元。", ["12亿元 2023 None"]),
    ("城乡居民收入分别增长4.9%、6.7%，收入倍差缩小至2.14。", ["4.9% 2023 urban-household-income-growth", "6.7% 2023 rural-household-income-growth", "2.14 2023 urban-rural-income-ratio"]),
    ("贷款增速14.2%，各项贷款增长12%，实到外资2.1亿美元。", ["14.2% 2023 loans-growth", "12% 2023 loans-growth", "2.1亿美元 2023 foreign-investment-used"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), NAMED)
def test_what_a_figure_is_of(sentence: str, right: list[str]) -> None:
    assert told(report(review=sentence)) == right


def test_each_span_of_a_sentence_has_its_own_years() -> None:
    found = observations(
        read(report(review="2020年以来，累计改造186户；近三年，累计引育人才2.1万人，过去五年，新增医院2家。"))
    )
    assert [row.split(" ")[1] for row in found] == ["2020-2023", "2021-2023", "2019-2023"]


def test_words_before_a_clause_are_no_subject() -> None:
    assert "「投资」" in observations(read(report(review="在各方支持下，完成投资12亿元。")))[0]


NOTHING = [
    "面向粤港澳8700万人口市场推介，辐射华东2.6亿人口。",
    "综合排名前10%，位列全省前5%。",
    "年产5万吨碳酸锂项目投产，年产3万吨白酒扩建项目开工。",
    "百名局长进企业、千名警察进社区、万名党员下基层。",
    "开展千名干部进万家活动。",
    "与五台县、五家渠市、九台区结对。",
    "总量居全市第3位，进位5个名次，上升3个位次。",
    "取缔10蒸吨及以下锅炉，淘汰35蒸吨以下燃煤锅炉，关停500立方米以下高炉。",
    "5.6 项目建设\n加快推进。\n5.7 户籍改革\n深化。\n5.8 个人征信\n健全。",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_counts_nothing(sentence: str) -> None:
    assert observations(read(report(review=sentence))) == []


@pytest.mark.parametrize(
    ("sentence", "right"),
    [("选派百名干部下乡驻村。", "100名"), ("购置设备五台。", "5台"), ("引进三家企业。", "3家"), ("高炉容积达到500立方米以上。", "500立方米")],
)  # fmt: skip
def test_what_counts(sentence: str, right: str) -> None:
    assert [row.split(" ")[0] for row in observations(read(report(review=sentence)))] == [right]


@pytest.mark.parametrize("sign", ["（一）|（二）|（三）", "一、|二、|三、", "1.|2.|3.", "①|②|③"])
@pytest.mark.parametrize("end", ["", "。", "；"])
def test_a_list_whose_entries_have_nothing_below_them_is_read(sign: str, end: str) -> None:
    signs = sign.split("|")
    entries = ("新增养老床位300张", "新建口袋公园6座", "改造老旧小区12个")
    after = "附件\n2024年涉县民生实事安排\n" + "".join(
        f"{one}{what}{end}\n" for one, what in zip(signs, entries, strict=True)
    )
    found = observations(read(report(after=after)))
    assert [row.split(" eq")[0] for row in found] == ["300张 2024 target", "6座 2024 target", "12个 2024 target"]
    assert found[0].endswith("「新增养老床位」→elderly-beds-new")


def test_a_plan_headed_by_what_is_to_come() -> None:
    text = "今后工作的总体思路\n财政总收入增长8%。\n"
    head = report().partition("一、")[0]
    found = observations(read(f"{head}一年来的主要工作\n财政总收入增长6.2%。\n{text}"))
    assert [row.split(" eq")[0] for row in found] == ["6.2% 2023 actual", "8% 2024 target"]


@pytest.mark.parametrize(
    ("plan", "subjects"),
    [("节能减排完成市下达目标，空气质量达到市考核要求。", ["节能减排", "空气质量"]), ("耕地保有量完成上级下达任务。", ["耕地保有量"]), ("建筑质量符合国家标准。", [])],
)  # fmt: skip
def test_aims_set_by_those_above(plan: str, subjects: list[str]) -> None:
    found = observations(read(report(plan=plan)))
    assert [row.partition("「")[2].partition("」")[0] for row in found] == subjects
    assert all("target ref" in row for row in found)


@pytest.mark.parametrize(
    "what", ["存款余额|21亿元", "高新技术企业|12家", "常住人口|1.2万人", "养老床位|120张", "高速公路里程|86公里"]
)
@pytest.mark.parametrize(
    "moved", ["上升", "攀升了", "回落", "扩大", "压减", "较年初新增", "比上年末净增", "较2020年新增", "稳步上升"]
)
def test_by_how_much_something_moved_is_never_all_that_there_is(what: str, moved: str) -> None:
    name, _, figure = what.partition("|")
    (row,) = observations(read(report(review=f"{name}{moved}{figure}。")))
    assert " change" in row


@pytest.mark.parametrize(
    "sentence",
    [
        "各项贷款余额新增12亿元。",
        "地区生产总值新增12亿元。",
        "居民人均可支配收入同比新增1200元。",
        "机动车保有量新增1.2万辆。",
    ],
)
def test_what_a_stock_gained_is_no_stock(sentence: str) -> None:
    (row,) = observations(read(report(review=sentence)))
    assert " change" in row
    assert row.endswith("→None")


NOT_THE_FIGURE = [
    ("PM2.5浓度38微克/立方米，优于省定目标2微克/立方米。", ["38微克/立方米 2023 pm25", "2微克/立方米 2023 None"]),
    ("PM2.5浓度38微克/立方米，低于国家二级标准3微克/立方米。", ["38微克/立方米 2023 pm25", "3微克/立方米 2023 None"]),
    ("一般公共预算收入8.6亿元，其中县本级3.2亿元。", ["8.6亿元 2023 general-public-budget-revenue", "3.2亿元 2023 None"]),
    ("一般公共预算收入8.6亿元，县本级完成3.2亿元。", ["8.6亿元 2023 general-public-budget-revenue", "3.2亿元 2023 None"]),
    ("县本级一般公共预算收入3.2亿元。", ["3.2亿元 2023 general-public-budget-revenue"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), NOT_THE_FIGURE)
def test_what_stands_beside_a_figure_is_not_the_figure(sentence: str, right: list[str]) -> None:
    assert told(report(review=sentence)) == right
    assert all(" actual " in row for row in observations(read(report(review=sentence))))


def test_an_aim_without_a_verb_is_an_aim() -> None:
    (aim, done) = observations(read(report(review="生产总值目标6%，实际完成5.1%。")))
    assert "target" in aim
    assert "actual" in done


def test_firms_of_two_sizes_are_no_sums() -> None:
    found = observations(read(report(plan="对年产值超5000万元、税收超100万元的企业给予10万元奖励。")))
    assert [row.partition(" ")[0] for row in found] == ["10万元"]


def test_a_nominal_growth_says_so() -> None:
    nominal, real = read(report(review="生产总值名义增长7.2%，实际增长5.1%。")).rows.observations
    assert (nominal.caveat, real.caveat) == ("原文作“名义”", None)


@pytest.mark.parametrize(
    ("before", "behind", "comparator"),
    [
        ("差不多", "", "approx"),
        ("大致", "", "approx"),
        ("最少", "", "gte"),
        ("起码", "", "gte"),
        ("未达", "", "lt"),
        ("不满", "", "lt"),
        ("最多", "", "lte"),
        ("", "有余", "gt"),
        ("", "出头", "gt"),
        ("达到", "之上", "gte"),
    ],
)
def test_bounds_in_other_words(before: str, behind: str, comparator: str) -> None:
    (row,) = observations(read(report(review=f"高新技术企业{before}19家{behind}。")))
    assert row == f"19家 2023 actual {comparator} level「高新技术企业」→high-tech-firms"


def test_a_point_in_words_between_digits_leaves_no_half_of_a_figure() -> None:
    assert observations(read(report(review="生产总值增长6点5%。"))) == []
    assert [row.partition(" ")[0] for row in observations(read(report(review="建成充电点5万个，新增网点3%。")))] == [
        "5万个",
        "3%",
    ]
