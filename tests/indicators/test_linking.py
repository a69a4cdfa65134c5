"""The five documents' figures as series: which stand in one, which never do, and what is said of those that differ a little."""

from decimal import Decimal

import pytest
from django.db.models import F, Q

from indicators.models import Observation, Target
from indicators.reading.catalogue import catalogue, caveat_of, dimension
from indicators.reading.linking import LEAD, link_observation
from indicators.reading.observations import read_observations
from indicators.reading.observed import ObservationRead
from tests import cases
from tests.seeds import SLUGS
from text.context import DocumentContext
from text.outline.outline import read_outline
from text.sources.source import make_source
from text.vocabulary import DocumentKind, Measure, ObservationKind

pytestmark = pytest.mark.django_db

A, E, T = ObservationKind.ACTUAL.value, ObservationKind.ESTIMATE.value, ObservationKind.TARGET.value

# The whole series as (document, year, value, kind), of tables and of prose, without what is set by reference.
SERIES: dict[str, list[tuple[str, int | None, str, str]]] = {
    "high-tech-firms": [
        ("heping", 2020, "58", A),
        ("heping", 2025, "100", T),
        ("hedong", 2020, "110", A),
        ("hedong", 2020, "110", E),
        ("hedong", 2025, "150", T),
        ("hedong_report", 2022, "155", A),
        ("hebei", 2020, "100", A),
        ("hebei", 2025, "150", T),
        ("dongli", 2020, "385", A),
        ("dongli", 2025, "680", T),
        ("dongli", 2020, "380", E),
    ],
    "gdp-growth": [
        ("heping", 2020, "6.95", A),
        ("heping", 2025, "6", T),
        ("heping", 2020, "1.6", A),
        ("hedong", 2020, "5.8", E),
        ("hedong", 2020, "1.5", E),
        ("hedong_report", 2022, "3.5", E),
        ("hedong_report", 2023, "5", T),
        ("dongli", 2020, "5", E),
        ("dongli", 2025, "6", T),
    ],
    "market-entities": [
        ("heping", 2020, "3.6", A),
        ("hedong", 2020, "4.5", E),
        ("hedong", 2025, "6.0", T),
        ("dongli", 2020, "8.4", E),
        ("dongli", 2025, "13", T),
    ],
    "fixed-asset-investment": [
        ("hedong", 2020, "102", A),
        ("hedong_report", 2022, "129", E),
        ("hebei", 2020, "630", A),
        ("dongli", 2020, "308.3", E),
        ("dongli", 2025, "2100", T),
    ],
    "general-public-budget-revenue": [
        ("heping", 2020, "262", A),
        ("hedong", 2020, "26.86", A),
        ("hedong_report", 2022, "32.6", E),
        ("dongli", 2020, "51.3", E),
        ("dongli", 2025, "73.6", T),
    ],
    "tax-share-of-revenue": [
        ("heping", 2020, "72", A),
        ("hedong", 2020, "87", A),
        ("hebei", 2015, "42.1", A),
        ("hebei", 2020, "73.4", A),
    ],
    "services-share-of-gdp": [
        ("heping", 2020, "98.5", A),
        ("hedong", 2020, "92", E),
        ("hebei", 2015, "61.8", A),
        ("hebei", 2020, "67.0", A),
        ("dongli", 2020, "60", E),
    ],
    "imports-exports": [
        ("heping", 2020, "1614.95", A),
        ("hedong", 2020, "287.6", A),
        ("dongli", 2020, "1053.88", A),
        ("dongli", 2025, "230", T),
    ],
    "foreign-investment-used": [
        ("heping", 2020, "6.9", A),
        ("heping", 2025, "3", T),
        ("hedong", 2020, "1.12", A),
        ("hedong_report", 2023, "2000", T),
        ("dongli", 2020, "43864", A),
    ],
    "domestic-investment-used": [
        ("heping", 2020, "467.8", A),
        ("heping", 2025, "400", T),
        ("hedong", 2020, "400", A),
        ("hedong_report", 2022, "70", E),
        ("dongli", 2025, "180", T),
    ],
    "new-jobs": [
        ("hedong_report", 2022, "1.65", A),
        ("hedong_report", 2023, "1.65", T),
        ("dongli", 2020, "0.9", E),
        ("dongli", 2025, "4.5", T),
    ],
    "new-jobs-cumulative": [
        ("heping", 2020, "20.9", A),
        ("heping", 2025, "15", T),
        ("hedong", 2020, "16.5", A),
        ("hebei", 2020, "18.2", A),
        ("dongli", 2020, "11", A),
        ("dongli", 2025, "9.5", T),
    ],
    "household-income": [
        ("hedong", 2020, "5", E),
        ("hedong_report", 2022, "5.4", E),
    ],
    "pm25": [
        ("hedong", 2015, "70", A),
        ("hedong", 2020, "48.6", A),
        ("hedong", 2020, "48.6", E),
        ("hedong", 2025, "43", T),
        ("hedong_report", 2023, "36", T),
        ("dongli", 2020, "47", A),
        ("dongli", 2025, "43", T),
        ("dongli", 2020, "47", E),
    ],
    "pm25-reduction-over-years": [
        ("hebei", 2020, "37.8", A),
        ("dongli", 2020, "28.8", A),
    ],
    "good-air-days-share": [
        ("heping", 2025, "68", T),
        ("heping", 2020, "65", A),
        ("hedong", 2020, "63", E),
        ("hedong", 2025, "65", T),
        ("hedong_report", 2022, "73", A),
        ("hedong_report", 2023, "73", T),
        ("dongli", 2020, "64.8", E),
        ("dongli", 2025, "65", T),
    ],
    "energy-intensity-reduction": [
        ("heping", 2020, "24.3", A),
        ("hedong", 2020, "18", A),
        ("hedong", 2020, "18", E),
        ("hedong", 2025, "15", T),
        ("dongli", 2020, "25", E),
    ],
    "green-coverage": [
        ("hedong", 2020, "42", A),
        ("hebei", 2020, "36.25", A),
        ("hebei", 2025, "40", T),
        ("dongli", 2020, "42.56", A),
        ("dongli", 2020, "42.56", E),
        ("dongli", 2025, "43", T),
    ],
    "contaminated-land-safe-use": [
        ("hedong", 2020, "100", A),
        ("hedong_report", 2022, "100", A),
        ("hedong_report", 2023, "100", T),
        ("hebei", 2025, "100", T),
    ],
    "old-estates-renewed-area": [
        ("heping", 2020, "557.87", A),
        ("hedong", 2020, "1572", A),
        ("hedong", 2025, "431", T),
        ("hedong_report", 2022, "250.76", A),
    ],
    "vacant-buildings-reused": [
        ("hedong", 2025, "28", T),
        ("hedong_report", 2022, "5", A),
        ("hedong_report", 2023, "5", T),
        ("hebei", 2020, "53.88", A),
    ],
    "5g-base-stations-new": [
        ("hedong", 2020, "178", A),
        ("hedong", 2022, "773", T),
        ("hedong_report", 2022, "20", A),
        ("dongli", 2020, "1915", A),
    ],
    "smart-communities": [
        ("hedong_report", 2022, "555", A),
    ],
    "smart-communities-new": [
        ("hedong_report", 2022, "240", A),
    ],
    "tech-smes": [
        ("heping", 2020, "267", A),
        ("hedong_report", 2022, "267", A),
        ("hebei", 2025, "260", T),
    ],
    "tech-smes-cumulative": [
        ("hedong", 2020, "561", A),
        ("hebei", 2020, "219", A),
    ],
    "eaglet-firms": [
        ("hedong_report", 2022, "123", A),
        ("dongli", 2025, "350", T),
    ],
    "eaglet-firms-cumulative": [
        ("heping", 2020, "176", A),
        ("hedong", 2020, "96", A),
        ("hebei", 2025, "64", T),
    ],
    "beijing-hebei-firms": [
        ("hedong_report", 2023, "520", T),
        ("hebei", 2020, "520", A),
    ],
    "kindergarten-places-new": [
        ("hedong", 2020, "16150", A),
        ("hedong_report", 2022, "720", A),
        ("hebei", 2020, "6120", A),
        ("dongli", 2020, "13850", A),
    ],
    "livelihood-share-of-expenditure": [
        ("heping", 2020, "75", A),
        ("hedong", 2020, "86.4", A),
        ("hedong_report", 2022, "70", A),
    ],
    "poverty-relief-consumption": [
        ("heping", 2020, "1.73", A),
        ("hedong", 2020, "1.45", A),
        ("dongli", 2020, "3.85", A),
    ],
    "doctors-per-1000": [
        ("heping", 2025, "7.33", T),
        ("heping", 2020, "7.33", A),
        ("hedong", 2020, "2.89", E),
        ("hedong", 2025, "3.08", T),
        ("dongli", 2025, "2.85", T),
        ("dongli", 2020, "2.6", E),
    ],
    "market-entities-growth": [
        ("hedong_report", 2022, "8.1", A),
    ],
    "market-entities-growth-over-years": [
        ("heping", 2025, "50", T),
        ("hebei", 2020, "104.2", A),
    ],
    "zero-employment-families": [
        ("heping", 2025, "0", T),
        ("hedong", 2020, "0", A),
        ("hedong", 2025, "0", T),
        ("hedong_report", 2022, "0", A),
        ("hebei", 2025, "0", T),
    ],
    "day-care-centres-new": [
        ("hedong", 2025, "50", T),
        ("hebei", 2020, "19", A),
        ("dongli", 2020, "7", A),
    ],
    "day-care-centres-built": [
        ("heping", 2020, "13", A),
        ("dongli", 2025, "20", T),
    ],
}


@pytest.mark.parametrize("slug", SERIES)
def test_the_series_of_an_indicator_is_whole_and_holds_nothing_else(slug: str) -> None:
    names = {document: name for name, document in SLUGS.items()}
    rows = Observation.objects.filter(indicator__slug=slug, value__isnull=False)
    found = {
        (names[document], year, value, kind)
        for document, year, value, kind in rows.values_list("document__slug", "year", "value", "kind")
    }
    assert found == {(document, year, Decimal(value), kind) for document, year, value, kind in SERIES[slug]}


@pytest.mark.parametrize(
    ("document", "subject", "value", "slug"),
    [
        pytest.param("hedong_report", "智慧社区", "240", "smart-communities-new", id="built-in-the-year"),
        pytest.param("hedong_report", "智慧社区", "555", "smart-communities", id="all-that-there-are"),
        pytest.param("hedong_report", "5G基站", "20", "5g-base-stations-new", id="建成5G基站20个"),
        pytest.param("hedong", "升级改造5G基站", "1032", None, id="upgraded-not-built"),
        pytest.param("hedong", "亿元楼宇", "11", "commercial-buildings-100m-tax-new", id="新打造-shared-over-和"),
        pytest.param("hedong", "教育集团", "4", "education-groups-new", id="成立了-before-a-list"),
        pytest.param("hedong", "新增总部企业", "3", None, id="每年新增-is-no-stock"),
        pytest.param(
            "hedong", "雏鹰企业", "96", "eaglet-firms-cumulative", id="累计入库-is-not-what-is-registered-now"
        ),
        pytest.param("dongli", "新增天津市雏鹰企业", "271", "eaglet-firms-new", id="eaglets-added"),
        pytest.param("hebei", "引进京冀企业", "520", "beijing-hebei-firms", id="firms"),
        pytest.param("heping", "引进京冀项目", "1000", "beijing-hebei-projects", id="projects"),
        pytest.param("hedong", "科技企业孵化载体", "6", "tech-incubators", id="of-technology-firms"),
        pytest.param("hedong", "各类创业孵化载体", "20", "incubators", id="of-all-kinds"),
        pytest.param("hedong", "新建日间照料中心", "50", "day-care-centres-new", id="built"),
        pytest.param("dongli", "新建或改扩建社区老年日照中心", "20", "day-care-centres-built", id="built-or-rebuilt"),
        pytest.param("heping", "市场主体数量", "50", "market-entities-growth-over-years", id="较十三五末"),
        pytest.param("hedong_report", "市场主体数量", "8.1", "market-entities-growth", id="同比"),
        pytest.param("heping", "注册民营企业", "62.5", None, id="over-five-years-and-not-from-year-to-year"),
        pytest.param("dongli", "细颗粒物浓度", "28.8", "pm25-reduction-over-years", id="较2015年底下降"),
        pytest.param("hedong_report", "PM2.5平均浓度", "7.7", "pm25-reduction", id="同比改善"),
        pytest.param("hedong", "地区生产总值", "1.34", None, id="a-multiple"),
        pytest.param("heping", "分行以上机构占全市", "51", None, id="of-the-city"),
        pytest.param("hedong", "提升绿地", "100", "green-space-upgraded", id="upgraded-without-new"),
        pytest.param("hedong", "新增和提升绿化面积", "141.6", "green-space-built", id="new-and-upgraded"),
    ],
)
def test_a_figure_stands_with_its_own_kind(document: str, subject: str, value: str, slug: str | None) -> None:
    rows = Observation.objects.filter(document__slug=SLUGS[document], subject=subject, value=value, origin="prose")
    assert [*rows.values_list("indicator__slug", flat=True)] == [slug]


# ── what no link does ────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_link_crosses_a_unit() -> None:
    for row in Observation.objects.filter(indicator__isnull=False).select_related("indicator"):
        assert row.indicator is not None
        entry = catalogue().entries[row.indicator.slug]
        assert row.unit in (None, "万") or dimension(row.unit) in entry.dimensions, row.key


def test_no_link_crosses_from_the_city_to_the_district() -> None:
    for row in Observation.objects.filter(indicator__isnull=False).select_related("indicator"):
        assert row.indicator is not None
        assert ("全市" in row.subject) == ("全市" in row.indicator.name_zh), row.key


def test_no_growth_over_years_stands_beside_one_from_year_to_year() -> None:
    over_years = {entry.slug for entry in catalogue().entries.values() if entry.over_years}
    rows = Observation.objects.filter(indicator__isnull=False, base_year__isnull=False)
    assert rows.exists()
    for slug, year, base in rows.values_list("indicator__slug", "year", "base_year"):
        assert (year - base > 1) == (slug in over_years), slug


def test_no_growth_that_names_no_base_is_linked_in_a_plan() -> None:
    growths = Observation.objects.filter(measure=Measure.GROWTH.value, origin="prose", document__kind="plan")
    rows = growths.filter(value__isnull=False)  # 与经济增长同步 states none
    assert not rows.filter(indicator__isnull=False, base_year__isnull=True).exists()


# ── caveats ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_total_over_years_among_the_figures_of_years_says_so() -> None:
    whole = {entry.slug for entry in catalogue().entries.values() if entry.over_years or entry.measure == "cumulative"}
    rows = Observation.objects.filter(indicator__isnull=False, measure="cumulative", period_start__lt=F("period_end"))
    assert rows.filter(~Q(indicator__slug__in=whole), caveat__isnull=True).count() == 0
    assert rows.filter(indicator__slug__in=whole, caveat__contains="多年累计").count() == 0


@pytest.mark.parametrize(
    ("document", "subject", "value", "caveat"),
    [
        ("hedong", "规模以上固定资产投资", "102", "规模以上口径，范围可能小于本指标"),
        ("hedong", "规模以上固定资产投资", "7.5", "规模以上口径，范围可能小于本指标；多年年均增速，不与单年增速比较"),
        (
            "hedong",
            "每年新增民营企业",
            "2000",
            "规划期内每年的数；以“户”计，本指标以“家”计；多年年均数，不与单年数比较",
        ),
        ("hedong", "区级财政", "26.86", "原文作“区级财政”，未写明为一般公共预算收入"),
        ("hedong", "增加体育场地", "10", "至2025年合计，不与单年数比较"),
        ("hedong_report", "新增体育场地", "2", None),
        ("hedong_report", "发放低保、临时救助及各类补贴", "3.04", "含各类补贴"),
        ("heping", "家庭医生签约人数", "9.2", None),
        ("dongli", "一般生产安全事故", "25", "原文未写明比较的基期"),
        ("dongli", "常住人口", "100", "原文未写明计量单位"),
        ("hedong_report", "国家高新技术企业", "155", None),
    ],
)
def test_what_differs_a_little_is_said(document: str, subject: str, value: str, caveat: str | None) -> None:
    row = Observation.objects.get(document__slug=SLUGS[document], subject=subject, value=value)
    assert row.indicator is not None
    assert row.caveat == caveat


def test_a_row_of_a_table_says_it_of_its_sides() -> None:
    row = Target.objects.get(document__slug=SLUGS["dongli"], name="新增本区就业人数")
    assert row.caveat == "目标值为多年累计数，不与单年数比较"
    sides = dict(row.observations.values_list("side", "caveat"))
    assert sides == {"baseline": None, "target": "多年累计数，不与单年数比较"}
    assert Target.objects.get(document__slug=SLUGS["heping"], name="市场主体数量").caveat == "以“户”计，本指标以“家”计"


@pytest.mark.parametrize(
    ("name", "unit", "measure", "caveat"),
    [
        ("市场主体数量", "万家", None, None),
        ("市场主体数量", "万户", None, "以“户”计，本指标以“家”计"),
        ("实际利用外资", "亿元", None, "以人民币计，未按汇率折算"),
        ("日间照料中心", "个", "level", None),
        ("规模以上固定资产投资增速", "%", "growth", "规模以上口径，范围可能小于本指标"),
        ("进出口总额", "亿元", "cumulative", "多年累计数，不与单年数比较"),
        ("万元GDP能耗下降", "%", "cumulative", None),
        ("星级酒店", "家", None, None),
    ],
)
def test_caveats_of_names(name: str, unit: str, measure: str | None, caveat: str | None) -> None:
    assert caveat_of(name, unit, measure) == caveat


# ── sentences of no document ─────────────────────────────────────────────────────────────────────────────────────────

REPORT = DocumentContext(DocumentKind.REPORT, "河东区", ("天津市",), 2022, report_year=2023)


def read(sentence: str) -> list[tuple[ObservationRead, str]]:
    source = make_source(f"## 一、2022年工作回顾\n\n{sentence}\n")
    found = read_observations(read_outline(source), REPORT).observations
    return [(one, source.text[max(0, one.raw_start - LEAD) : one.raw_start]) for one in found]


@pytest.mark.parametrize(
    ("sentence", "slugs"),
    [
        ("全区固定资产投资同比增长5%。", ["fixed-asset-investment-growth"]),
        ("全区固定资产投资同比下降5%。", ["fixed-asset-investment-growth"]),
        ("全区固定资产投资较2019年增长5%。", [None]),
        ("细颗粒物浓度同比下降5%。", ["pm25-reduction"]),
        ("细颗粒物浓度同比上升5%。", ["pm25-reduction"]),
        ("社会消费品零售总额增长5%。", ["retail-sales-growth"]),
        ("年内建成30个智慧社区。", ["smart-communities-new"]),
        ("全区智慧社区达到300个。", ["smart-communities"]),
        ("年内新增众创空间3家。", [None]),
        ("全市空气优良天数比例达到73%。", []),
        ("全区常住人口达到100万。", ["population"]),
    ],
)
def test_sentences_lead_to_their_indicators(sentence: str, slugs: list[str | None]) -> None:
    links = [link_observation(one, lead=lead, plan_end=None) for one, lead in read(sentence)]
    assert [link.slug if link else None for link in links] == slugs


@pytest.mark.parametrize(
    ("sentence", "caveats"),
    [
        ("地区生产总值由2016年的47.2增加到2021年的82.6亿元。", ["原文未写明计量单位", None]),
        ("一般公共预算收入从2018年的4.14提高到5.2亿元。", ["原文未写明计量单位", None]),
        ("三次产业结构调整为9.1:40.2:50.7。", [None, None, None]),
        ("城乡居民收入比由2.37缩小至2.28。", [None, None]),
    ],
)
def test_a_sum_without_its_unit_says_so(sentence: str, caveats: list[str | None]) -> None:
    rows = cases.read(cases.report(sentence)).rows.observations
    assert [row.caveat for row in rows] == caveats
