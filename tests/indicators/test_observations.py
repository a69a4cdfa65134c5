"""Sentences of real documents and the observations that they hold, each case named for its quirk and its place in ``seeds/`` (document line)."""

import random
import re
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationRead, ObservationReading
from tests.cases import calls_of
from tests.gold import offline
from tests.seeds import FILES, seed
from text.context import DocumentContext
from text.numbers.numerals import CHINESE
from text.outline.outline import Outline, read_outline
from text.sources.source import make_source
from text.vocabulary import Comparator, Disposition, DocumentKind, Measure, ObservationKind

PLAN = DocumentContext(DocumentKind.PLAN, "东丽区", ("天津市",), 2020, period_start=2021, period_end=2025)
REPORT = DocumentContext(DocumentKind.REPORT, "河东区", ("天津市",), 2022, report_year=2023)
REVIEW, TASKS = "## 一、2022年工作回顾\n\n", "## 二、2023年工作目标和主要任务\n\n"
BASE, AIMS = "第一章 “十三五”期间发展基础\n", "第三章 建设创新转型示范区\n"

A, E, T = ObservationKind.ACTUAL, ObservationKind.ESTIMATE, ObservationKind.TARGET
EQ, GT, GTE, LTE, APPROX, RANGE = (
    Comparator.EQ,
    Comparator.GT,
    Comparator.GTE,
    Comparator.LTE,
    Comparator.APPROX,
    Comparator.RANGE,
)
LEVEL, GROWTH, SHARE, CHANGE, TOTAL, YEARLY, TIMES = (
    Measure.LEVEL,
    Measure.GROWTH,
    Measure.SHARE,
    Measure.CHANGE,
    Measure.CUMULATIVE,
    Measure.ANNUAL_AVERAGE,
    Measure.MULTIPLE,
)


def read(text: str, context: DocumentContext) -> ObservationReading:
    return read_observations(read_outline(make_source(text)), context)


@dataclass(frozen=True)
class Case:
    quirk: str
    section: str
    sentence: str
    expected: list[tuple[object, ...]]  # subject, value (value_max), unit, year, kind, comparator, measure


CASES = [
    Case(
        "预计 governs the whole sentence (河东 report 36)",
        REVIEW,
        "预计，全年地区生产总值增长 3.5%左右；一般公共预算收入完成 32.6 亿元，可比口径增长 1.36%。节能减排完成目标任务。",
        [
            ("地区生产总值", "3.5", "%", 2022, E, APPROX, GROWTH),
            ("一般公共预算收入", "32.6", "亿元", 2022, E, EQ, LEVEL),
            ("一般公共预算收入", "1.36", "%", 2022, E, EQ, GROWTH),
        ],
    ),
    Case(
        "预计 inside governs nothing before it",
        REVIEW,
        "规模以上工业增加值达到19亿元，城乡居民人均可支配收入预计分别达到36841元和20836元。",
        [
            ("规模以上工业增加值", "19", "亿元", 2022, A, EQ, LEVEL),
            ("城镇居民人均可支配收入", "36841", "元", 2022, E, EQ, LEVEL),
            ("农村居民人均可支配收入", "20836", "元", 2022, E, EQ, LEVEL),
        ],
    ),
    Case(
        "subjects carried over (河东 report 46)",
        REVIEW,
        "全年新注册京津冀企业（项目）600 个左右，增长 8.3%，注册资金约 38 亿元；其中北京企业（项目）125 个。",
        [
            ("新注册京津冀企业(项目)", "600", "个", 2022, A, APPROX, LEVEL),
            ("新注册京津冀企业(项目)", "8.3", "%", 2022, A, EQ, GROWTH),
            ("新注册京津冀企业(项目)注册资金", "38", "亿元", 2022, A, APPROX, LEVEL),
            ("新注册北京企业(项目)", "125", "个", 2022, A, EQ, LEVEL),
        ],
    ),
    Case(
        "one number shared by two subjects (河东 report 52)",
        REVIEW,
        "国家科技型中小企业267家、雏鹰企业123家，均增长15%以上；瞪羚企业7家，增长133%。",
        [
            ("国家科技型中小企业", "267", "家", 2022, A, EQ, LEVEL),
            ("雏鹰企业", "123", "家", 2022, A, EQ, LEVEL),
            ("国家科技型中小企业、雏鹰企业", "15", "%", 2022, A, GTE, GROWTH),
            ("瞪羚企业", "7", "家", 2022, A, EQ, LEVEL),
            ("瞪羚企业", "133", "%", 2022, A, EQ, GROWTH),
        ],
    ),
    Case(
        "the three industries, twice, the first of an earlier year",
        REVIEW,
        "三次产业结构比由2015年的24：40.2：35.8优化为24.3：27.1：48.6，产业结构变绿变轻。",
        [
            ("第一产业增加值占地区生产总值比重", "24", None, 2015, A, EQ, SHARE),
            ("第二产业增加值占地区生产总值比重", "40.2", None, 2015, A, EQ, SHARE),
            ("第三产业增加值占地区生产总值比重", "35.8", None, 2015, A, EQ, SHARE),
            ("第一产业增加值占地区生产总值比重", "24.3", None, 2022, A, EQ, SHARE),
            ("第二产业增加值占地区生产总值比重", "27.1", None, 2022, A, EQ, SHARE),
            ("第三产业增加值占地区生产总值比重", "48.6", None, 2022, A, EQ, SHARE),
        ],
    ),
    Case(
        "numbers dealt out to a list, one bound for all (河东 plan 420)",
        AIMS,
        "小学生、初中生、高中生近视率分别下降到38%、60%和70%以下。",
        [
            ("小学生近视率", "38", "%", 2025, T, LTE, SHARE),
            ("初中生近视率", "60", "%", 2025, T, LTE, SHARE),
            ("高中生近视率", "70", "%", 2025, T, LTE, SHARE),
        ],
    ),
    Case(
        "dealt out, the printed spaces of 河北 plan 12",
        BASE,
        "城区绿化覆盖率、绿地率分别达到 36.25% 和 25.2% 。",
        [("城区绿化覆盖率", "36.25", "%", 2020, A, EQ, SHARE), ("绿地率", "25.2", "%", 2020, A, EQ, SHARE)],
    ),
    Case(
        "the first of two years belongs to one number (河北 plan 8)",
        BASE,
        "服务业增加值占地区生产总值比重由 2015 年的 61.8% 提高到67.0% ,税收收入增长明显。",
        [
            ("服务业增加值占地区生产总值比重", "61.8", "%", 2015, A, EQ, SHARE),
            ("服务业增加值占地区生产总值比重", "67.0", "%", 2020, A, EQ, SHARE),
        ],
    ),
    Case(
        "a multiple, and a subject from two clauses back (河东 plan 13)",
        BASE,
        "2020年地区生产总值预计实现360亿元左右，按照统计调整后的可比口径计算（下同），是2015年的1.34倍，年均增长5.8%。",
        [
            ("地区生产总值", "360", "亿元", 2020, E, APPROX, LEVEL),
            ("地区生产总值", "1.34", "倍", 2020, E, EQ, TIMES),
            ("地区生产总值", "5.8", "%", 2020, E, EQ, YEARLY),
        ],
    ),
    Case(
        "the nearest year is not the right one (和平 plan 29)",
        BASE,
        "2019年提前超额完成“十三五”万元生产总值能耗下降任务，五年累计下降24.3％。",
        [("提前超额完成“十三五”万元生产总值能耗下降任务", "24.3", "%", 2020, A, EQ, TOTAL)],
    ),
    Case(
        "two numbers with nothing between them (河东 plan 24)",
        BASE,
        "累计改造老旧小区473个1572万平方米。",
        [("改造老旧小区", "473", "个", 2020, A, EQ, TOTAL), ("改造老旧小区", "1572", "万平方米", 2020, A, EQ, TOTAL)],
    ),
    Case(
        "the noun after the second number is the first's too (河北 plan 154)",
        AIMS,
        "启动交邑里等 45 片、 3.89 万平方米零散棚户区改造任务。",
        [
            ("零散棚户区改造任务", "45", "片", 2025, T, EQ, LEVEL),
            ("零散棚户区改造任务", "3.89", "万平方米", 2025, T, EQ, LEVEL),
        ],
    ),
    Case(
        "the subject after the number (河东 plan 424)",
        AIMS,
        "50%的社区卫生服务中心提供中医康复服务，80%的家庭医生团队提供中医治未病服务。",
        [
            ("社区卫生服务中心提供中医康复服务", "50", "%", 2025, T, EQ, SHARE),
            ("家庭医生团队提供中医治未病服务", "80", "%", 2025, T, EQ, SHARE),
        ],
    ),
    Case(
        "the threshold is a name, the count a value (河东 report 52)",
        REVIEW,
        "62个5000万以上区级重点项目有序推进，总投资86.33亿元。",
        [
            ("5000万以上区级重点项目", "62", "个", 2022, A, EQ, LEVEL),
            ("5000万以上区级重点项目总投资", "86.33", "亿元", 2022, A, EQ, LEVEL),
        ],
    ),
    Case(
        "names between the verb and the number are no subject (河东 report 70)",
        REVIEW,
        "提升改造汇贤里、程林里、嵩山道、鼎信 4 个菜市场。",
        [("提升改造菜市场", "4", "个", 2022, A, EQ, LEVEL)],
    ),
    Case(
        "a list under one verb (河东 report 70)",
        REVIEW,
        "新增国家级非遗项目 2 项、市级项目 10 项、区级项目 29 项。",
        [
            ("新增国家级非遗项目", "2", "项", 2022, A, EQ, CHANGE),
            ("新增市级项目", "10", "项", 2022, A, EQ, CHANGE),
            ("新增区级项目", "29", "项", 2022, A, EQ, CHANGE),
        ],
    ),
    Case(
        "a rate's base stands before the number (河东 report 70)",
        REVIEW,
        "群众文化场馆建筑面积达到每万人 345 平方米。",
        [("群众文化场馆建筑面积达到每万人", "345", "平方米", 2022, A, EQ, SHARE)],
    ),
    Case(
        "targets for two years in one sentence (东丽 plan 503)",
        AIMS,
        "到2021年底，完成29万居民还迁安置，到2025年，常住人口达到100万。",
        [("还迁安置", "29", "万居民", 2021, T, EQ, TOTAL), ("常住人口", "100", "万", 2025, T, EQ, LEVEL)],
    ),
    Case(
        "what is there already is no target (河东 plan 301)",
        AIMS,
        "提升现有6个科技园区资源集聚功能，新打造蓝色创意产业园等3个特色科技园区。",
        [("科技园区资源集聚功能", "6", "个", 2020, A, EQ, LEVEL), ("特色科技园区", "3", "个", 2025, T, EQ, LEVEL)],
    ),
    Case(
        "an investment before the project that it is for",
        REVIEW,
        "投资3.8亿元的区医院新院区项目一期完成前期手续。",
        [("区医院新院区项目一期投资", "3.8", "亿元", 2022, A, EQ, LEVEL)],
    ),
    Case(
        "a total after an increment (a district's report)",
        REVIEW,
        "新增规上企业126家，总数达到1108家。",
        [("新增规上企业", "126", "家", 2022, A, EQ, CHANGE), ("规上企业总数", "1108", "家", 2022, A, EQ, LEVEL)],
    ),
    Case(
        "分别 for numbers of two clauses (a district's report)",
        REVIEW,
        "全年接待游客1860万人次，实现旅游收入156亿元，同比分别增长35%和42%。",
        [
            ("接待游客", "1860", "万人次", 2022, A, EQ, LEVEL),
            ("旅游收入", "156", "亿元", 2022, A, EQ, LEVEL),
            ("接待游客", "35", "%", 2022, A, EQ, GROWTH),
            ("旅游收入", "42", "%", 2022, A, EQ, GROWTH),
        ],
    ),
    Case(
        "a range, and growth aimed at (河东 report 96)",
        TASKS,
        "新增入库 3-5 家“专精特新”企业。瞪羚企业、国家高新技术企业数量增长均超过 10%。",
        [
            ("新增入库“专精特新”企业", ("3", "5"), "家", 2023, T, RANGE, CHANGE),
            ("瞪羚企业、国家高新技术企业数量", "10", "%", 2023, T, GT, GROWTH),
        ],
    ),
    Case(
        "动态为零 is a number (河东 report 66)",
        REVIEW,
        "零就业家庭保持动态为零。",
        [("零就业家庭", "0", None, 2022, A, EQ, LEVEL)],
    ),
    Case("figures of the country are not the district's", REVIEW, "全国粮食产量达到6.9亿吨。", []),
    Case(
        "roads, laws and slogans are no figures",
        TASKS,
        "贯通六纬路，落实《三年行动方案》，坚持“两个毫不动摇”，推进3号地块出让。",
        [],
    ),
]


def row(observation: ObservationRead) -> tuple[object, ...]:
    value: object = format(observation.value, "f")
    if observation.value_max is not None:
        value = (value, format(observation.value_max, "f"))
    return (
        observation.subject,
        value,
        observation.unit,
        observation.year,
        observation.kind,
        observation.comparator,
        observation.measure,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.quirk)
def test_sentence(case: Case) -> None:
    context = REPORT if case.section.startswith("#") else PLAN
    assert [row(found) for found in read(case.section + case.sentence + "\n", context).observations] == case.expected


def test_the_size_of_a_project_in_a_box_is_of_no_year() -> None:
    """东丽 plan 448–451."""
    text = (
        AIMS
        + "\t专栏11 市政设施服务能力提升工程\n金钟金隅供热配套工程。建设5座换热站，预计投资规模0.175亿元。\n\n\n其后正文继续推进各项建设工作。\n"
    )
    rows = [row(found) for found in read(text, PLAN).observations]
    assert rows == [
        ("建设换热站", "5", "座", None, T, EQ, LEVEL),
        ("金钟金隅供热配套工程投资规模", "0.175", "亿元", None, E, EQ, LEVEL),
    ]


def test_a_paragraph_on_five_years_in_a_review_of_one_adds_up() -> None:
    text = REVIEW + "五年来，我们累计新增就业16.5万人，改造老旧小区65个。\n\n这一年，我们新建学校2所。\n"
    rows = [(found.period_start, found.period_end, found.measure) for found in read(text, REPORT).observations]
    assert rows == [(2018, 2022, TOTAL), (2018, 2022, TOTAL), (None, None, LEVEL)]


def test_the_glossary_holds_definitions_but_for_figures_of_the_district() -> None:
    """东丽 plan 815, 821."""
    text = (
        "附件三：\n东丽区“十四五”规划纲要重要名词解释\n\n3.科研院所评估\n2018年开始我区启动评估工作，对东丽区获得财政资金支持的39家科研机构发展情况进行了评价。\n"
        "6.雏鹰企业\n指注册时间1年以上5年以下，上一年度营业收入不低于10万元的初创企业。\n"
    )
    reading = read(text, PLAN)
    assert [(found.value, found.year, found.kind) for found in reading.observations] == [(Decimal(39), 2018, A)]
    assert reading.numerals[-1].disposition is Disposition.THRESHOLD


@pytest.mark.parametrize("name", offline.GOLD)
def test_the_annotated_documents(name: str) -> None:
    """A floor that only rises."""
    result, _ = offline.score_seed(name)
    assert result["precision"] >= 0.97
    assert result["f1"] >= 0.97
    assert min(result["fields"][key] for key in ("unit", "year", "kind", "comparator")) >= 0.98
    assert result["fields"]["subject"] >= 0.95
    assert result["fields"]["measure"] >= 0.94


# ── what holds for every document ────────────────────────────────────────────────────────────────────────────────────────────────────


def check(outline: Outline, reading: ObservationReading) -> None:
    """Offsets are true, evidence holds its number, every numeral stands in the ledger once."""
    text = outline.source.text
    for found in reading.observations:
        evidence = found.evidence
        assert text[evidence.start : evidence.end] == evidence.quote
        assert text[found.raw_start : found.raw_end] == found.raw
        assert evidence.start <= found.raw_start < found.raw_end <= evidence.end or found.raw.strip() in evidence.quote
        assert found.subject
    end = 0
    for numeral in reading.numerals:
        # the mark of a note in the middle of a number (3[1]60亿元) stands there, and as a label for itself
        within = numeral.disposition is Disposition.LABEL and numeral.end <= end
        assert within or end <= numeral.start < numeral.end
        assert text[numeral.start : numeral.end] == numeral.text
        end = max(end, numeral.end)
    held = set[int]().union(*(range(numeral.start, numeral.end) for numeral in reading.numerals))
    left = [
        match.start() for match in re.finditer(rf"[0-9{CHINESE}]", outline.source.folded) if match.start() not in held
    ]
    assert not left
    values = sum(numeral.disposition is Disposition.OBSERVATION for numeral in reading.numerals)
    assert values == sum(one.value is not None for one in reading.observations)


@pytest.mark.parametrize("name", offline.CONTEXTS)
def test_every_seed_is_accounted_for(name: str) -> None:
    outline, reading = offline.read(offline.seed(name), offline.CONTEXTS[name])
    check(outline, reading)
    unknown = sum(numeral.disposition is Disposition.NOT_UNDERSTOOD for numeral in reading.numerals)
    assert unknown <= 0.02 * len(reading.numerals)


def mutate(text: str, how: random.Random) -> str:
    """A document as it may arrive: lines lost, doubled or in another order, spaces, full width, cut off in the middle."""
    lines = text.split("\n")
    start = how.randrange(len(lines))
    lines = lines[start : start + 80]
    for _ in range(how.randrange(1, 6)):
        at = how.randrange(len(lines))
        match how.randrange(6):
            case 0:
                del lines[at : at + 3]
                lines = lines or [""]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                lines[at] = " ".join(lines[at])
            case 3:
                lines[at] = lines[at].translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
            case 4:
                lines[at] = lines[at][: how.randrange(len(lines[at]) + 1)]
            case _:
                how.shuffle(lines)
    return "\n".join(lines)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(sorted(FILES)), number=st.integers(min_value=0, max_value=2**32))
def test_mutated_documents_are_read_without_an_exception(name: str, number: int) -> None:
    outline = read_outline(make_source(mutate(seed(name).text, random.Random(number))))
    for context in (PLAN, REPORT):
        check(outline, read_observations(outline, context))


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="一二三十百千万亿零0123456789.,，。；、（）“”《》%年到由至-—~余家个元分之以上超近约第号每的 \t\n",
        max_size=120,
    )
)
@example("0（0）0")
@example("地区生产总值3[1]60亿元。")
def test_any_mixture_of_the_genre_is_read_without_an_exception(words: str) -> None:
    outline = read_outline(make_source(REVIEW + words))
    check(outline, read_observations(outline, REPORT))


# ── linear time, shown by counting calls ─────────────────────────────────────────────────────────────────────────────────────────────


def calls(text: str, context: DocumentContext) -> int:
    """Calls of functions that one reading makes."""
    outline = read_outline(make_source(text))
    return calls_of(lambda: read_observations(outline, context))


@pytest.mark.slow
def test_work_grows_with_length() -> None:
    text = REVIEW + "".join(line.folded + "\n" for line in seed("hedong_report").lines[27:75]) + "\n"
    read(text, REPORT)  # the dictionary is loaded, patterns are compiled
    once, ten = calls(text, REPORT), calls(text * 10, REPORT)
    assert ten <= 11 * once


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["9", "9,", "1-", "一", "万", "“", "(", "到2025年", "由2015年的1", "1个", "、", "分别1%、", "预计1家,"]
)
def test_a_hostile_line_costs_in_proportion(unit: str) -> None:
    short, long = REVIEW + unit * 1000, REVIEW + unit * 4000
    quoted = [sum(len(found.evidence.quote) for found in read(text, REPORT).observations) for text in (short, long)]
    assert quoted[1] <= 4.6 * quoted[0] + 2000
    assert calls(long, REPORT) <= 4.6 * calls(short, REPORT) + 2000
