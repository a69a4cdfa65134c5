"""Cells of the indicator table, and whole tables."""

from decimal import Decimal

import pytest

from districts.reading.documents import read_document
from indicators.reading.cells import parse_cell, read_legend, split_unit
from indicators.reading.sides import measure_of
from indicators.reading.targets import TargetReading, read_targets
from tests.seeds import seed, seed_outline
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.tables.tables import read_tables
from text.vocabulary import DocumentKind, Span

LEGEND = {"〔": Span.CUMULATIVE, "[": Span.CUMULATIVE, "【": Span.ANNUAL_AVERAGE}


@pytest.mark.parametrize(
    ("text", "value", "value_max", "comparator", "span"),
    [
        # cells of the three tables, then forms that tables of other places use
        ("5", "5", None, "eq", "point"),
        ("42.56", "42.56", None, "eq", "point"),
        ("100%", "100", None, "eq", "point"),
        ("6左右", "6", None, "approx", "point"),
        ("＞0.3", "0.3", None, "gt", "point"),
        (">22", "22", None, "gt", "point"),
        ("25.0以上", "25.0", None, "gte", "point"),
        ("5.5以内", "5.5", None, "lte", "point"),
        ("〔2100〕", "2100", None, "eq", "cumulative"),
        ("[24.3]", "24.3", None, "eq", "cumulative"),
        ("【6左右】", "6", None, "approx", "annual_average"),
        ("18（五年累计）", "18", None, "eq", "cumulative"),
        ("0（五年累计）", "0", None, "eq", "cumulative"),
        ("—", None, None, "none", "point"),
        ("——", None, None, "none", "point"),
        ("", None, None, "none", "point"),
        ("高于全市平均水平", None, None, "ref", "point"),
        ("[完成全市下达的目标]", None, None, "ref", "cumulative"),
        ("完成市\n考核指标", None, None, "ref", "point"),
        ("全市前列", None, None, "ref", "point"),
        ("力争达到2020年的1.5倍", None, None, "ref", "point"),
        ("≥90", "90", None, "gte", "point"),
        ("不低于95%", "95", None, "gte", "point"),
        ("＜5", "5", None, "lt", "point"),
        ("≤25", "25", None, "lte", "point"),
        ("控制在5.5以内", "5.5", None, "lte", "point"),
        ("6.5-7", "6.5", "7", "range", "point"),
        ("3～5", "3", "5", "range", "point"),
        ("1,200", "1200", None, "eq", "point"),
        ("约300", "300", None, "approx", "point"),
        ("达到100", "100", None, "eq", "point"),
        ("年均增长7%以上", "7", None, "gte", "annual_average"),
        ("-3.2", "-3.2", None, "eq", "point"),
        ("10.5*", "10.5", None, "eq", "point"),
    ],
)  # fmt: skip
def test_a_cell(text: str, value: str | None, value_max: str | None, comparator: str, span: str) -> None:
    read = parse_cell(text, LEGEND)
    assert (read.value, read.value_max) == (value and Decimal(value), value_max and Decimal(value_max))
    assert (read.comparator, read.span) == (comparator, span)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("注释：〔〕为五年累计数", {"〔": Span.CUMULATIVE}),
        (
            "注:1.[  ]内数据为五年累计数，【 】内数据为五年年均增长数。",
            {"[": Span.CUMULATIVE, "【": Span.ANNUAL_AVERAGE},
        ),
        ("注：①【】内为5年年均数。", {"【": Span.ANNUAL_AVERAGE}),
    ],
)
def test_a_footnote_defines_its_brackets(note: str, expected: dict[str, Span]) -> None:
    assert expected.items() <= read_legend(note).items()


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("地区生产总值增长率（％）", "地区生产总值增长率", "%"),
        ("全员劳动生产率（万元／人）", "全员劳动生产率", "万元/人"),
        ("每千人口拥有执业（助理）医师数（人）", "每千人口拥有执业（助理）医师数", "人"),
        ("新增本区就业人数(万人）", "新增本区就业人数", "万人"),
        ("高技术（制造业）增加值占规模以上工业增加值比重（%）", "高技术（制造业）增加值占规模以上工业增加值比重", "%"),
        ("营商便利度", "营商便利度", None),
        ("每千人口拥有执业（助理）医师数", "每千人口拥有执业（助理）医师数", None),
    ],
)
def test_the_unit_is_the_last_bracket(printed: str, name: str, unit: str | None) -> None:
    assert split_unit(printed) == (name, unit)


@pytest.mark.parametrize(
    ("name", "unit", "measure"),
    [
        ("地区生产总值增长率", "%", "growth"),
        ("单位GDP二氧化碳排放降幅", "%", "growth"),
        ("研发支出与地区生产总值之比", "%", "share"),
        ("城镇调查失业率", "%", "share"),
        ("全员劳动生产率", "万元/人", "level"),
        ("人均预期寿命", "岁", "level"),
    ],
)
def test_what_a_name_measures(name: str, unit: str, measure: str) -> None:
    assert measure_of(name, unit) == measure


def read(name: str) -> TargetReading:
    return read_targets(seed_outline(name), read_document(seed_outline(name)).context(), read_tables(seed(name)))


# The tables of 河东区 and 和平区, every cell checked by eye against the printed table:
# seq, name, unit, nature, baseline (value or raw, comparator, span), target (the same)
HEDONG = """
1|地区生产总值增长率|%|anticipatory|1.5 approx point|与全市增长水平保持一致 ref point
2|全员劳动生产率|万元/人|anticipatory|15.8 eq point|与地区生产总值增速相匹配 ref point
3|制造业增加值占地区生产总值比重|%|anticipatory|1.25 eq point|1.25 approx point
4|工业战略性新兴产业增加值占规模以上工业增加值比重|%|anticipatory|21.0 eq point|30.0 eq point
5|市场主体数量|万家|anticipatory|4.5 eq point|6.0 eq point
6|研发支出与地区生产总值之比|%|anticipatory|2.6 eq point|达到全市平均水平 ref point
7|国家高新技术企业数量|家|anticipatory|110 eq point|150 eq point
8|每万人口拥有高价值发明专利数|件/万人|anticipatory|3.0 eq point|5.0 eq point
9|高技术（制造业）增加值占规模以上工业增加值比重|%|anticipatory|13.0 eq point|25.0 gte point
10|高技术服务业及以互联网和相关服务业为代表的现代新兴服务业增加值占服务业增加值比重|%|anticipatory|3.0 eq point|15.0 gte point
11|单位GDP能源消耗降低|%|binding|18 eq cumulative|15 eq cumulative
12|PM2.5年均浓度|微克/立方米|binding|48.6 eq point|43 eq point
13|空气优良天数比例|%|binding|63 eq point|65 eq point
14|地表水达到或好于III类水体比例|%|binding|60 eq point|以市考核要求为准 ref point
15|居民人均可支配收入增长|%|anticipatory|与经济增长基本同步 ref point|与经济增长基本同步 ref point
16|城镇调查失业率|%|anticipatory|5.5 eq point|5.0 eq point
17|劳动年龄人口平均受教育年限|年|anticipatory|16.0 eq point|16.0 eq point
18|每千人口拥有执业（助理）医师数|人|anticipatory|2.89 eq point|3.08 eq point
19|基本养老保险参保率|%|anticipatory|100 eq point|100 eq point
20|学前三年毛入园率|%|anticipatory|86.4 eq point|85.0 eq point
21|人均预期寿命|岁|anticipatory|82.0 eq point|82.4 eq point
22|成品粮储备|吨|anticipatory|520 eq point|与人口增速保持一致 ref point
23|重特大安全生产事故数|起|anticipatory|0 eq cumulative|0 eq cumulative
"""
HEPING = """
1|地区生产总值增长率|%|anticipatory|1.6 eq point|6 approx annual_average
2|批零和住餐增加值占地区生产总值比重|%|anticipatory|7.7 eq point|15 eq point
3|市场主体数量|万户|anticipatory|3.6 eq point|力争达到2020年的1.5倍 ref point
4|国家高新技术企业数量|家|anticipatory|58 eq point|100 eq point
5|有效发明专利数|件|anticipatory|450 eq point|575 eq point
6|单位地区生产总值能源消耗降低|%|binding|24.3 eq cumulative|[完成全市下达的目标] ref cumulative
7|单位地区生产总值二氧化碳排放降低|%|binding|22.91 eq cumulative|[完成全市下达的目标] ref cumulative
8|空气优良天数比例|%|binding|65 eq point|68 eq point
9|地表水达到或好于III类水体比例|%|binding|100 eq point|完成全市下达的目标 ref point
10|新建提升改造绿地|万平方米|binding|37.87 eq cumulative|41 eq cumulative
11|居民人均可支配收入增长|%|anticipatory|7.1 eq annual_average|与经济增长基本同步 ref point
12|城镇调查失业率|%|anticipatory|—— none point|5.5 lte point
13|每千人口拥有执业（助理）医师数|人|anticipatory|7.33 eq point|7.33 eq point
14|基本养老保险参保人数|万人|anticipatory|32.92 eq point|完成全市下达的目标 ref point
15|学前三年毛入园率|%|anticipatory|88 eq point|90 gte point
16|人均预期寿命|岁|anticipatory|83.1 eq point|83.5 eq point
17|食品安全抽检监测|批次/千人|anticipatory|4 eq point|8 eq point
"""


@pytest.mark.parametrize(("name", "table"), [("hedong", HEDONG), ("heping", HEPING)])
def test_the_tables_that_are_not_annotated(name: str, table: str) -> None:
    rows = [
        "|".join([
            f"{one.seq}|{one.name}|{one.unit}|{one.nature}",
            *(f"{side.raw if side.value is None else side.value} {side.comparator} {side.span}" for side in (one.baseline, one.target)),
        ])
        for one in read(name).targets
    ]  # fmt: skip
    assert rows == table.strip().split("\n")


def test_a_remark_goes_to_the_row_that_it_names_and_dates_it() -> None:
    # 和平区, line 189
    rows = {one.seq: one for one in read("heping").targets}
    assert rows[7].note == "单位地区生产总值二氧化碳排放降低22.91%为2016-2019年累计数"
    assert (rows[7].baseline.period_start, rows[7].baseline.period_end) == (2016, 2019)
    assert (rows[6].note, rows[6].baseline.period_start, rows[6].baseline.period_end) == (None, 2016, 2020)


@pytest.mark.parametrize("name", ["dongli", "hedong", "heping"])
def test_raw_and_evidence_are_the_words_of_the_text(name: str) -> None:
    text = seed(name).text
    reading = read(name)
    assert reading.notes == ()
    for one in reading.targets:
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        for side in (one.baseline, one.target):
            assert side.raw is not None
            assert "".join(text[side.raw_start : side.raw_end].split()) == "".join(side.raw.split())


def test_a_table_with_a_column_of_averages_and_numbers_before_the_names() -> None:
    # the form of the national plans: 类别 | 指标 | 2025年 | 2030年 | 年均/累计 | 属性
    source = make_source(
        "专栏1 主要指标\n"
        "| 类别 | 指标 | 2025年 | 2030年 | 年均/累计 | 属性 |\n|---|---|---|---|---|---|\n"
        "| 经济发展 | 1. 国内生产总值(GDP)增长(%) | 5 | — | 高于全国 | 预期性 |\n"
        "| 创新驱动 | 2. 全社会研发经费投入增长(%) | 9.1 | — | >7 | 预期性 |\n"
        "| 绿色低碳 | 3. 单位GDP二氧化碳排放降低(%) | — | — | [17] | 约束性 |\n"
    )
    context = DocumentContext(DocumentKind.PLAN, "某区", (), 2025, 2026, 2030)
    rows = read_targets(read_outline(source), context, read_tables(source)).targets
    assert [(r.seq, r.category, r.name, r.unit) for r in rows] == [
        (1, "经济发展", "国内生产总值(GDP)增长", "%"),
        (2, "创新驱动", "全社会研发经费投入增长", "%"),
        (3, "绿色低碳", "单位GDP二氧化碳排放降低", "%"),
    ]
    assert [(r.target.raw, r.target.value, r.target.comparator, r.target.span, r.target.year) for r in rows] == [
        ("高于全国", None, "ref", "annual_average", 2030),
        (">7", Decimal(7), "gt", "annual_average", 2030),
        ("[17]", Decimal(17), "eq", "cumulative", 2030),
    ]


def test_a_row_that_does_not_fit_is_noted_and_not_guessed() -> None:
    source = make_source(
        "\t序号\n\t指标\n\t2020年\n\t2025年\n\t属性\n\n\t1\n\t甲（%）\n\t5\n\t6\n\t预期性\n\n\t2\n\t乙（%）\n\t5\n\n"
    )
    context = DocumentContext(DocumentKind.PLAN, "某区", (), 2020, 2021, 2025)
    reading = read_targets(read_outline(source), context, read_tables(source))
    assert [one.seq for one in reading.targets] == [1]
    assert [note.quote.split() for note in reading.notes] == [["2", "乙（%）", "5"]]
