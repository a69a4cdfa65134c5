"""Of what year, part of a year and kind each figure is: small reports, and the line that each of their figures gives."""

import re

import pytest

from tests.cases import HEAD, observations, read, report

TERM = "政府工作报告\n——2022年1月12日在涉县第十八届人民代表大会第一次会议上\n各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
"""The head of a report at a change of term: it reviews 2021 and the five years to it."""


def times(text: str) -> list[str]:
    """The lines of ``tests.cases.observations`` without direction, subject and indicator."""
    return [re.sub(r" (?:rise|fall)(?= |$)", "", line.partition("「")[0]) for line in observations(read(text))]


REVIEWS = [
    # bases of a rise
    ("常住人口由上年36.2万人增加到36.9万人。", ["36.2万人 2022 actual eq level", "36.9万人 2023 actual eq level"]),
    ("规上工业企业由去年的52家增至61家。", ["52家 2022 actual eq level", "61家 2023 actual eq level"]),
    ("存款余额从2020年末的120亿元扩大到138.5亿元。", ["120亿元 2020 actual eq level", "138.5亿元 2023 actual eq level"]),
    ("城镇化率由“十二五”末的38.2%提高到49.5%。", ["38.2% 2015 actual eq share", "49.5% 2023 actual eq share"]),
    ("高新技术企业从62家猛增到98家。", ["62家 2022 actual eq level", "98家 2023 actual eq level"]),
    ("城镇居民收入由2018年的2.1万元，增加到3.2万元。", ["2.1万元 2018 actual eq level", "3.2万元 2023 actual eq level"]),
    ("办理时限由原来的15天压缩至3天。", []),
    ("窗口由原来的15个增加到30个。", ["15个 None actual eq level", "30个 2023 actual eq level"]),
    ("地区生产总值超过2020年的2倍，存栏达到2020年的1.2倍。", ["2倍 2023 actual gt multiple", "1.2倍 2023 actual eq multiple"]),
    ("绿地面积突破“十三五”末的3倍，用电量接近上年的1.4倍。", ["3倍 2023 actual gt multiple", "1.4倍 2023 actual approx multiple"]),
    ("茶园面积不低于2015年的2倍，旅游收入不到去年同期的九成。", ["2倍 2023 actual gte multiple base 2015", "90% 2023 actual lt share"]),
    ("财政收入突破10亿元，是2020年5.2亿元的1.9倍。", ["10亿元 2023 actual gt level", "5.2亿元 2020 actual eq level", "1.9倍 2023 actual eq multiple base 2020"]),
    ("森林覆盖率达到63.1%，比上年的62.4%提高0.7个百分点。", ["63.1% 2023 actual eq share", "62.4% 2022 actual eq share", "0.7个百分点 2023 actual eq change base 2022"]),
    (
        "三次产业结构由上年的24:40:36调整为23:41:36。",
        [f"{value} {year} actual eq share" for year, values in ((2022, (24, 40, 36)), (2023, (23, 41, 36))) for value in values],
    ),
    ("近五年，财政收入由5亿元增加到7.6亿元。", ["5亿元 2018 actual eq level", "7.6亿元 2023 actual eq level"]),
    ("城镇化率从五年前的45.2%提高到52.3%。", ["45.2% 2018 actual eq share", "52.3% 2023 actual eq share"]),
    ("优良天数由280天增加到301天。", ["280天 2022 actual eq level", "301天 2023 actual eq level"]),
    ("强村由2020年的32个、2021年的45个增加到98个。", ["32个 2020 actual eq level", "45个 2021 actual eq level", "98个 2023 actual eq level"]),
    # aims of the year that is reviewed
    ("预计地区生产总值增长6.9%（年度目标6.5%以上）。", ["6.9% 2023 estimate eq growth", "6.5% 2023 target gte growth"]),
    ("城镇新增就业2100人（计划数为2000人）。", ["2100人 2023 actual eq change", "2000人 2023 target eq change"]),
    ("单位GDP能耗下降3.2%（年度目标为下降2.5%）。", ["3.2% 2023 actual eq growth", "2.5% 2023 target eq growth"]),
    ("零售总额增长6.2%，超过6%的预期目标。", ["6.2% 2023 actual eq growth", "6% 2023 target eq growth"]),
    ("城镇新增就业2100人，年度目标为2000人。", ["2100人 2023 actual eq change", "2000人 2023 target eq change"]),
    ("财政收入完成6.2亿元、增长4.1%（目标分别为6亿元、3.5%）。", ["6.2亿元 2023 actual eq level", "4.1% 2023 actual eq growth", "6亿元 2023 target eq level", "3.5% 2023 target eq growth"]),
    ("新改建农村公路120公里，完成年度计划的120%。", ["120公里 2023 actual eq level", "120% 2023 actual eq share"]),
    ("力争全年投资突破60亿元。", ["60亿元 2023 target gt level"]),
    ("确保粮食产量稳定在50万吨以上。", ["50万吨 2023 unknown gte level"]),
    ("争取上级资金3.2亿元。", ["3.2亿元 2023 actual eq level"]),
    # the same figure in another year
    ("城镇登记失业率3.1%（上年3.4%）。", ["3.1% 2023 actual eq share", "3.4% 2022 actual eq share"]),
    ("地区生产总值增长6.1%（2022年为5.2%），财政收入增长3%。", ["6.1% 2023 actual eq growth", "5.2% 2022 actual eq growth", "3% 2023 actual eq growth"]),
    ("地区生产总值2022年、2023年分别增长5.2%、6.1%。", ["5.2% 2022 actual eq growth", "6.1% 2023 actual eq growth"]),
    # parts of a year
    ("前三季度，地区生产总值完成820亿元，同比增长5.6%。", ["820亿元 2023 前三季度 actual eq level", "5.6% 2023 前三季度 actual eq growth base 2022"]),
    ("1—11月，工业增加值增长8.1%；投资增长5.2%。预计全年增长6%。", ["8.1% 2023 1—11月 actual eq growth", "5.2% 2023 1—11月 actual eq growth", "6% 2023 estimate eq growth"]),
    ("１－１０月份，财政收入完成5.2亿元。", ["5.2亿元 2023 １－１０月份 actual eq level"]),
    ("一至三季度，财政收入完成5.2亿元。", ["5.2亿元 2023 一至三季度 actual eq level"]),
    ("1—3季度，财政收入完成5.2亿元。", ["5.2亿元 2023 1—3季度 actual eq level"]),
    ("头十个月，财政收入完成5.2亿元。", ["5.2亿元 2023 头十个月 actual eq level"]),
    ("年初至11月底，财政收入完成5.2亿元。", ["5.2亿元 2023 年初至11月底 actual eq level"]),
    ("上半年财政收入3亿元，增长5%；下半年加快，全年完成7亿元。", ["3亿元 2023 上半年 actual eq level", "5% 2023 上半年 actual eq growth", "7亿元 2023 actual eq level"]),
    ("元至十月，财政收入完成5.2亿元。", ["5.2亿元 2023 元至十月 actual eq level"]),
    ("截至11月底，经营主体3.2万户。", ["3.2万户 2023 截至11月底 actual eq level"]),
    ("截至12月底，经营主体3.2万户。", ["3.2万户 2023 actual eq level"]),
    ("1—12月，财政收入完成5.2亿元。", ["5.2亿元 2023 actual eq level"]),
    ("固定资产投资前三季度完成45亿元，同比增长5%，全年完成62亿元。", ["45亿元 2023 前三季度 actual eq level", "5% 2023 前三季度 actual eq growth base 2022", "62亿元 2023 actual eq level"]),
    ("第四季度，地区生产总值增长5.2%。投资增长6%。全年增长6.3%。", ["5.2% 2023 第四季度 actual eq growth", "6% 2023 第四季度 actual eq growth", "6.3% 2023 actual eq growth"]),
    # several years in a review of one
    ("地区生产总值达到75亿元，五年增长30.8%，两年平均增长5.1%。", ["75亿元 2023 actual eq level", "30.8% 2023 actual eq growth base 2018", "5.1% 2022-2023 actual eq annual_average"]),
    ("“十四五”以来，累计新增就业6500人。\n新建学校3所。", ["6500人 2021-2023 actual eq cumulative", "3所 2023 actual eq level"]),
    ("“十四五”前三年，地区生产总值年均增长6.2%。", ["6.2% 2021-2023 actual eq annual_average"]),
    ("2020—2023年，累计完成造林5.2万亩。", ["5.2万亩 2020-2023 actual eq cumulative"]),
    ("2021年以来，累计改造老旧小区65个。", ["65个 2021-2023 actual eq cumulative"]),
    ("近三年累计投入5.2亿元。", ["5.2亿元 2021-2023 actual eq cumulative"]),
    # durations are no figures
    ("增幅连续4年居全市前列，连续12个月达标，连续5个季度位居第一。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), REVIEWS, ids=[sentence[:24] for sentence, _ in REVIEWS])
def test_a_sentence_of_the_review(sentence: str, expected: list[str]) -> None:
    assert times(report(review=sentence)) == expected


PLANS = [
    ("城镇化率由52%提高到53.5%。", ["52% 2023 actual eq share", "53.5% 2024 target eq share"]),
    ("地区生产总值增长6%左右（上年实际增长5.2%）。", ["6% 2024 target approx growth", "5.2% 2023 actual eq growth"]),
    ("城镇新增就业2000人（2023年完成2100人），投资增长5%。", ["2000人 2024 target eq change", "2100人 2023 actual eq change", "5% 2024 target eq growth"]),
    ("去年新增规上企业9家，今年力争新增12家。", ["9家 2023 actual eq change", "12家 2024 target eq change"]),
    ("在去年增长5.2%的基础上，再增长6%。", ["5.2% 2023 actual eq growth", "6% 2024 target eq growth"]),
    ("上半年新开工项目20个，全年完成投资60亿元。", ["20个 2024 上半年 target eq level", "60亿元 2024 target eq level"]),
    ("三年内新建学校5所。", ["5所 2024-2026 target eq cumulative"]),
    ("到2025年，城镇化率达到55%。“十四五”末，森林覆盖率达到40%。", ["55% 2025 target eq share", "40% 2025 target eq share"]),
    ("五年来累计新增就业1.2万人。", ["1.2万人 2019-2023 actual eq cumulative"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PLANS, ids=[sentence[:24] for sentence, _ in PLANS])
def test_a_sentence_of_the_plan(sentence: str, expected: list[str]) -> None:
    assert times(report(plan=sentence)) == expected


FIVE_YEARS = [
    ("城镇和农村居民人均可支配收入分别超过8万元、4.5万元。", ["8万元 2021 actual gt level", "4.5万元 2021 actual gt level"]),
    ("进出口总额208.9亿美元，快递业务量突破8.5亿件。", ["208.9亿美元 2021 actual eq level", "8.5亿件 2021 actual gt level"]),
    ("累计利用外资4.3亿美元，进出口总额208.9亿美元。", ["4.3亿美元 2017-2021 actual eq cumulative", "208.9亿美元 2017-2021 actual eq cumulative"]),
    ("高新技术企业达到110家，科技型中小企业近1000家，新建改建学校3所。", ["110家 2021 actual eq level", "1000家 2021 actual approx level", "3所 2017-2021 actual eq cumulative"]),
    ("生产总值连续跨越7万亿元、8万亿元两个台阶，年均增长5.9%。", ["7万亿元 None actual gte level", "8万亿元 None actual gte level", "5.9% 2017-2021 actual eq annual_average"]),
    ("城镇新增就业累计达到1.2万人，2021年城镇新增就业2300人。", ["1.2万人 2017-2021 actual eq cumulative", "2300人 2021 actual eq change"]),
    ("税收增长45%，同比增长3%，工业增速达到15.6%。", ["45% 2021 actual eq growth base 2016", "3% 2021 actual eq growth base 2020", "15.6% 2021 actual eq growth"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), FIVE_YEARS, ids=[sentence[:24] for sentence, _ in FIVE_YEARS])
def test_a_sentence_of_a_review_of_five_years(sentence: str, expected: list[str]) -> None:
    assert times(f"{TERM}一、过去五年工作回顾\n{sentence}\n二、2022年工作安排\n") == expected


REPORTS = {
    "a line states five years, and what follows is of them": (
        HEAD.replace("2024", "2026")
        + """一、2025年和“十四五”时期工作回顾
这一年，城镇新增就业41.3万人。
这是综合实力跃上新台阶的五年。
地区生产总值从2.57万亿元提高到3.62万亿元。
就业形势保持稳定。
城镇新增就业218.6万人，技术合同成交额累计达310亿元。
二、2026年工作安排
地区生产总值增长5%左右。
""",
        [
            "41.3万人 2025 actual eq change",
            "2.57万亿元 2020 actual eq level",
            "3.62万亿元 2025 actual eq level",
            "218.6万人 2021-2025 actual eq cumulative",
            "310亿元 2021-2025 actual eq cumulative",
            "5% 2026 target approx growth",
        ],
    ),
    "a change of term: five years, the last of them, and what is aimed at for five and for one": (
        TERM
        + """一、过去五年工作回顾
五年来，我们砥砺奋进。
地区生产总值由61.3亿元增长到97.8亿元，年均增长6.5%；财政收入增长30.8%，新建学校15所。
2021年，全县地区生产总值增长8.1%，城镇新增就业2300人。
改造老旧小区65个。
刚刚过去的2021年，我们办成了许多大事。
城镇新增就业2300人。
二、今后五年的奋斗目标
到2026年，地区生产总值达到150亿元。城镇新增就业1.2万人。
三、2022年主要工作
今年主要预期目标是：地区生产总值增长8%，城镇新增就业2000人。
""",
        [
            "61.3亿元 2016 actual eq level",
            "97.8亿元 2021 actual eq level",
            "6.5% 2017-2021 actual eq annual_average",
            "30.8% 2021 actual eq growth base 2016",
            "15所 2017-2021 actual eq cumulative",
            "8.1% 2021 actual eq growth",
            "2300人 2021 actual eq change",
            "65个 2017-2021 actual eq cumulative",
            "2300人 2021 actual eq change",
            "150亿元 2026 target eq level",
            "1.2万人 2022-2026 target eq cumulative",
            "8% 2022 target eq growth",
            "2000人 2022 target eq change",
        ],
    ),
    "parts by the headings 过去一年, 本届政府 and 今后五年": (
        TERM
        + """一、过去一年工作回顾
城镇新增就业2300人。
二、本届政府工作回顾
城镇新增就业1.2万人。
三、今后五年工作
城镇新增就业1.5万人。
四、2022年工作
城镇新增就业2500人。
""",
        [
            "2300人 2021 actual eq change",
            "1.2万人 2017-2021 actual eq cumulative",
            "1.5万人 2022-2026 target eq cumulative",
            "2500人 2022 target eq change",
        ],
    ),
    "a part for five years and for one": (
        HEAD.replace("2024", "2026")
        + """一、2025年工作和“十四五”发展成就
“十四五”期间，城镇新增就业218.6万人。
技术合同成交额310亿元。
2025年，城镇新增就业41.3万人。
改造老旧小区35个。
二、“十五五”时期目标和2026年任务
“十五五”时期主要目标是：城镇新增就业200万人。
2026年，城镇新增就业40万人。
新建学校20所。
""",
        [
            "218.6万人 2021-2025 actual eq cumulative",
            "310亿元 2021-2025 actual eq cumulative",
            "41.3万人 2025 actual eq change",
            "35个 2025 actual eq level",
            "200万人 2026-2030 target eq cumulative",
            "40万人 2026 target eq change",
            "20所 2026 target eq level",
        ],
    ),
    "a text without headings": (
        HEAD
        + """2023年工作回顾
过去一年，投资增长6.5%。
新建学校3所。
2024年工作安排
新建公园2个。
""",
        ["6.5% 2023 actual eq growth", "3所 2023 actual eq level", "2个 2024 target eq level"],
    ),
    "what a section below states is over with it": (
        TERM
        + """一、2021年和过去五年工作回顾
过去五年，是涉县发展极不平凡的五年。
（一）经济更强
高新技术企业从12家增加到35家。
这一年，城镇新增就业2300人。
（二）民生更好
新建学校15所。
二、今后五年总体要求和2022年主要工作
（一）今后五年目标
城镇新增就业1.2万人。
（二）2022年工作
城镇新增就业2000人。
""",
        [
            "12家 2016 actual eq level",
            "35家 2021 actual eq level",
            "2300人 2021 actual eq change",
            "15所 2017-2021 actual eq cumulative",
            "1.2万人 2022-2026 target eq cumulative",
            "2000人 2022 target eq change",
        ],
    ),
    "no heading says a time: only what a sentence dates is dated, and only words of a plan make a target": (
        HEAD
        + """一、以工业强县为主线
新增规上工业企业5户。
2024年，突破产值100亿元以上。
力争培训2000人。
预计完成投资5亿元。
今年，我们将新建学校3所。
五年来，累计新增就业1.2万人。
2023年完成技改投资2亿元。
地区生产总值增长6.5%。
""",
        [
            "5户 None unknown eq change",
            "100亿元 2024 target gte level",
            "2000人 None target eq level",
            "5亿元 None estimate eq level",
            "3所 2024 target eq level",
            "1.2万人 2019-2023 actual eq cumulative",
            "2亿元 2023 actual eq level",
            "6.5% None unknown eq growth",
        ],
    ),
    "a part that says no time between the review and the plan": (
        HEAD + "一、2023年工作回顾\n投资增长6.1%。\n二、凝心聚力谱新篇\n新增企业12家。\n三、2024年工作安排\n新增企业9家。\n四、加强自身建设\n培训干部300人。\n",
        [
            "6.1% 2023 actual eq growth",
            "12家 None unknown eq change",
            "9家 2024 target eq change",
            "300人 2024 target eq level",
        ],
    ),
    "appendices are of the time that their own titles say": (
        HEAD
        + """一、2023年工作回顾
经济平稳。
二、2024年工作安排
办好民生实事。
附件1
2023年重点项目进展情况
累计完成投资3亿元，新建学校2所。
附件2
2024年重点项目计划
新建学校5所。
""",
        ["3亿元 2023 actual eq cumulative", "2所 2023 actual eq level", "5所 2024 target eq level"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REPORTS.values(), ids=REPORTS)
def test_a_report(text: str, expected: list[str]) -> None:
    assert times(text) == expected


def test_an_aim_in_brackets_has_the_subject_and_the_indicator_of_the_figure_before() -> None:
    lines = observations(read(report(review="全年地区生产总值完成75.6亿元，增长6.9%（年度目标6.5%以上）。")))
    assert lines[1:] == [
        "6.9% 2023 actual eq growth rise「地区生产总值」→gdp-growth",
        "6.5% 2023 target gte growth rise「地区生产总值」→gdp-growth",
    ]


def test_growth_over_five_years_is_no_growth_of_one() -> None:
    (line,) = observations(read(report(review="地区生产总值五年增长30.8%。")))
    assert line.endswith("→None")
