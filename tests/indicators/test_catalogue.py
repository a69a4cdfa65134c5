"""Names and units as printed lead to the indicators of the catalogue, and what differs is never linked."""

import re
from typing import Any

import pytest

from indicators.reading.catalogue import CatalogueError, catalogue, dimension, link, normalise, parse_catalogue

# 东丽区 plan, seeds/001, lines 75-288
DONGLI = [
    ("地区生产总值增长率", "%", "gdp-growth"),
    ("全员劳动生产率", "万元/人", "labour-productivity"),
    ("工业增加值增速", "%", "industrial-value-added-growth"),
    ("制造业增加值占地区生产总值比重", "%", "manufacturing-share-of-gdp"),
    ("服务业增加值增速", "%", "services-value-added-growth"),
    ("外贸进出口额增速", "%", "imports-exports-growth"),
    ("全区市场主体数量", "万家", "market-entities"),
    ("一般公共预算收入", "亿元", "general-public-budget-revenue"),
    ("民营经济增加值占GDP的比重", "%", "private-economy-share-of-gdp"),
    ("营商便利度", None, "business-convenience"),
    ("固定资产投资", "亿元", "fixed-asset-investment"),
    (
        "高技术服务业及以互联网和相关服务业为代表的现代新兴服务业增加值占全市服务业增加值的比重",
        "%",
        "modern-services-share-of-city",
    ),
    ("高技术制造业增加值占全市规模以上工业增加值比重", "%", "high-tech-manufacturing-share-of-city"),
    ("工业战略性新兴产业增加值占全市规模以上工业增加值比重", "%", "emerging-industry-share-of-city"),
    ("国家高新技术企业数量", "家", "high-tech-firms"),
    ("科技型上市企业数", "家", "listed-tech-firms"),
    ("研发支出与地区生产总值之比", "%", "rd-intensity"),
    ("每万人口拥有高价值发明专利数", "件/万人", "high-value-patents-per-10000"),
    ("单位GDP能源消耗降低", "%", "energy-intensity-reduction"),
    ("单位GDP二氧化碳排放降幅", "%", "carbon-intensity-reduction"),
    ("细颗粒物浓度", "微克/立方米", "pm25"),
    ("空气优良天数比例", "%", "good-air-days-share"),
    ("地表水考核断面达标率", "%", "surface-water-compliance"),
    ("建成区域绿化覆盖率", "%", "green-coverage"),
    ("全市居民人均可支配收入增长", "%", "household-income-growth-city"),
    ("新增本区就业人数", "万人", "new-jobs"),
    ("城镇调查失业率", "%", "surveyed-unemployment"),
    ("学前三年毛入园率", "%", "preschool-enrolment"),
    ("每千人口拥有执业（助理）医师数", "人", "doctors-per-1000"),
    ("新增学位数", "个", "school-places-new"),
    ("粮食综合生产能力", "万吨", "grain-capacity"),
]
# 河东区 plan, seeds/000, lines 93-257
HEDONG = [
    ("地区生产总值增长率", "％", "gdp-growth"),
    ("全员劳动生产率", "万元／人", "labour-productivity"),
    ("制造业增加值占地区生产总值比重", "％", "manufacturing-share-of-gdp"),
    ("工业战略性新兴产业增加值占\n\n规模以上工业增加值比重", "％", "emerging-industry-share-of-above-scale"),
    ("市场主体数量", "万家", "market-entities"),
    ("研发支出与地区生产总值之比", "％", "rd-intensity"),
    ("国家高新技术企业数量", "家", "high-tech-firms"),
    ("每万人口拥有高价值发明专利数", "件／万人", "high-value-patents-per-10000"),
    ("高技术（制造业）增加值占\n\n规模以上工业增加值比重", "%", "high-tech-manufacturing-share-of-above-scale"),
    (
        "高技术服务业及以互联网和相关服务业为代表的现代新兴服务业增加值占服务业增加值比重",
        "％",
        "modern-services-share-of-services",
    ),
    ("单位GDP能源消耗降低", "％", "energy-intensity-reduction"),
    ("PM2.5年均浓度", "微克/立方米", "pm25"),
    ("空气优良天数比例", "％", "good-air-days-share"),
    ("地表水达到或好于III类水体比例", "％", "surface-water-class3-share"),
    ("居民人均可支配收入增长", "％", "household-income-growth"),
    ("城镇调查失业率", "％", "surveyed-unemployment"),
    ("劳动年龄人口平均受教育年限", "年", "education-years"),
    ("每千人口拥有执业（助理）医师数", "人", "doctors-per-1000"),
    ("基本养老保险参保率", "％", "basic-pension-coverage"),
    ("学前三年毛入园率", "％", "preschool-enrolment"),
    ("人均预期寿命", "岁", "life-expectancy"),
    ("成品粮储备", "吨", "grain-reserve"),
    ("重特大安全生产事故数", "起", "major-accidents"),
]
# 和平区 plan, seeds/004, lines 66-190
HEPING = [
    ("地区生产总值增长率", "%", "gdp-growth"),
    ("批零和住餐增加值占地区生产总值比重", "%", "wholesale-retail-hospitality-share-of-gdp"),
    ("市场主体数量", "万户", "market-entities"),
    ("国家高新技术企业数量", "家", "high-tech-firms"),
    ("有效发明专利数", "件", "invention-patents"),
    ("单位地区生产总值能源消耗降低", "%", "energy-intensity-reduction"),
    ("单位地区生产总值二氧化碳排放降低", "%", "carbon-intensity-reduction"),
    ("空气优良天数比例", "%", "good-air-days-share"),
    ("地表水达到或好于III类水体比例", "%", "surface-water-class3-share"),
    ("新建提升改造绿地", "万平方米", "green-space-built"),
    ("居民人均可支配收入增长", "%", "household-income-growth"),
    ("城镇调查失业率", "%", "surveyed-unemployment"),
    ("每千人口拥有执业（助理）医师数", "人", "doctors-per-1000"),
    ("基本养老保险参保人数", "万人", "basic-pension-insured"),
    ("学前三年毛入园率", "%", "preschool-enrolment"),
    ("人均预期寿命", "岁", "life-expectancy"),
    ("食品安全抽检监测", "批次/千人", "food-inspection"),
]


def test_the_three_tables_are_here_whole() -> None:
    assert (len(DONGLI), len(HEDONG), len(HEPING)) == (31, 23, 17)


@pytest.mark.parametrize(("name", "unit", "slug"), DONGLI + HEDONG + HEPING)
def test_a_row_of_an_indicator_table_links(name: str, unit: str | None, slug: str) -> None:
    assert link(name, unit) == slug
    assert link(f"{name}（{unit}）" if unit else name) == slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("细颗粒物浓度", "微克/立方米"), ("PM2.5年均浓度", "微克/立方米"), id="pm25"),
        pytest.param(
            ("单位GDP能源消耗降低", "%"), ("单位地区生产总值能源消耗降低", "%"), id="gdp-is-diqu-shengchan-zongzhi"
        ),
        pytest.param(("市场主体数量", "万家"), ("市场主体数量", "万户"), id="jia-and-hu"),
        pytest.param(("国家高新技术企业数量", "家"), ("国家级高新技术企业总数", "家"), id="high-tech-firms"),
        pytest.param(("研发支出与地区生产总值之比", "%"), ("全社会研发经费投入强度", "%"), id="rd-intensity"),
        pytest.param(("服务业增加值占比", "%"), ("第三产业增加值占GDP的比重", "％"), id="services"),
        pytest.param(("GDP", "亿元"), ("全区地区生产总值（GDP）", "万元"), id="gdp"),
        pytest.param(("地区生产总值", "%"), ("地区生产总值年均增长率", "%"), id="a-level-in-percent-is-its-growth"),
        pytest.param(("实际利用外资额", "万美元"), ("实际使用外资", "亿元"), id="foreign-investment-in-two-currencies"),
        pytest.param(("每千人口拥有执业（助理）医师数", "人"), ("每千人口执业(助理)医师数", "人/千人"), id="doctors"),
        pytest.param(("地表水达到或好于III类水体比例", "%"), ("地表水达到或好于Ⅲ类水体比例", "%"), id="roman-three"),
    ],
)
def test_one_thing_under_two_names_is_shared(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert link(*one) is not None
    assert link(*one) == link(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            ("工业战略性新兴产业增加值占规模以上工业增加值比重", "%"),
            ("工业战略性新兴产业增加值占全市规模以上工业增加值比重", "%"),
            id="denominator",
        ),
        pytest.param(("居民人均可支配收入增长", "%"), ("全市居民人均可支配收入增长", "%"), id="territory"),
        pytest.param(("基本养老保险参保率", "%"), ("基本养老保险参保人数", "万人"), id="rate-and-people"),
        pytest.param(("有效发明专利数", "件"), ("每万人口拥有高价值发明专利数", "件/万人"), id="count-and-per-head"),
        pytest.param(("每万人口发明专利拥有量", "件"), ("每万人口高价值发明专利拥有量", "件"), id="all-and-high-value"),
        pytest.param(("地表水考核断面达标率", "%"), ("地表水达到或好于III类水体比例", "%"), id="goal-and-class"),
        pytest.param(("工业增加值增速", "%"), ("规模以上工业增加值增速", "%"), id="all-and-above-scale"),
        pytest.param(("地区生产总值", "亿元"), ("地区生产总值", "%"), id="level-and-growth"),
        pytest.param(("城镇调查失业率", "%"), ("城镇登记失业率", "%"), id="surveyed-and-registered"),
        pytest.param(("新增就业人数", "万人"), ("累计新增就业人数", "万人"), id="year-and-five-years"),
        pytest.param(("民营企业数", "家"), ("新增民营企业数", "家"), id="stock-and-flow"),
        pytest.param(("5G基站数", "个"), ("新建5G基站", "个"), id="stations-and-new-ones"),
        pytest.param(("空气优良天数比例", "%"), ("空气优良天数", "天"), id="share-and-days"),
        pytest.param(("老旧小区改造", "个"), ("老旧小区改造", "万平方米"), id="count-and-area"),
        pytest.param(("养老床位数", "张"), ("每千名老人养老床位数", "张"), id="beds-and-per-head"),
        pytest.param(("引进京冀企业", "个"), ("引进京冀项目", "个"), id="firms-and-projects"),
        pytest.param(("科技企业孵化载体", "个"), ("各类创业孵化载体", "家"), id="of-technology-firms-and-of-all-kinds"),
        pytest.param(("新建日间照料中心", "家"), ("新建或改扩建社区老年日照中心", "个"), id="built-and-rebuilt"),
        pytest.param(("雏鹰企业", "家"), ("累计入库雏鹰企业", "家"), id="registered-and-ever-registered"),
        pytest.param(("智慧社区", "个"), ("建成智慧社区", "个"), id="communities-and-those-built"),
        pytest.param(("提升绿地", "万平方米"), ("新建提升绿地", "万平方米"), id="upgraded-and-new"),
    ],
)
def test_what_differs_is_not_shared(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert link(*one) is not None
    assert link(*other) is not None
    assert link(*one) != link(*other)


@pytest.mark.parametrize(
    ("name", "unit", "measure"),
    [
        ("一般公共预算收入", "家", None),
        ("城镇调查失业率", "亿元", None),
        ("全市地区生产总值", "亿元", None),
        ("天津机场旅客吞吐量", "万人次", "level"),
        ("地区生产总值", "%", "share"),
        ("地区生产总值", "亿元", "change"),
        ("国家高新技术企业", "倍", "multiple"),
        ("空气优良天数比例", "%", "growth"),
        ("税收收入占一般公共预算收入比重", "个百分点", "change"),
        ("地区生产总值", "某单位", None),
        ("常住人口城镇化率", "%", "annual_average"),
        ("", "%", None),
        ("增长", "%", "growth"),
    ],
)
def test_what_the_catalogue_does_not_have_is_not_linked(name: str, unit: str, measure: str | None) -> None:
    assert link(name, unit, measure) is None


@pytest.mark.parametrize(
    ("name", "unit", "measure", "slug"),
    [
        ("地区生产总值增速", "%", "growth", "gdp-growth"),
        ("地区生产总值", "%", "annual_average", "gdp-growth"),
        ("新增就业", "万人", "cumulative", "new-jobs-cumulative"),
        ("新增就业", "万人", "change", "new-jobs"),
        ("累计进出口总额", "亿元", "cumulative", "imports-exports"),
        ("国家高新技术企业数增速", "%", "growth", "high-tech-firms-growth"),
        ("人均可支配收入", "万元", "level", "household-income"),
        ("“专精特新”企业数", "家", "level", "specialised-new-firms"),
        ("地区生产总值", None, None, "gdp"),
        ("地区生产总值", None, "growth", "gdp-growth"),
        ("老旧小区改造", None, None, None),
    ],
)
def test_measure_tells_apart_what_the_name_does_not(
    name: str, unit: str | None, measure: str | None, slug: str
) -> None:
    assert link(name, unit, measure) == slug


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("亿元", "yuan"),
        ("万元", "yuan"),
        ("亿美元", "dollar"),
        ("％", "ratio"),
        ("个百分点", "points"),
        ("千米", "length"),
        ("万元／人", "yuan/people"),
        ("微克/立方米", "mass/volume"),
        ("万家", "count"),
        ("百万", None),
        ("", ""),
        (None, ""),
    ],
)
def test_dimensions(unit: str | None, expected: str | None) -> None:
    assert dimension(unit) == expected


def test_normalising_keeps_what_tells_things_apart() -> None:
    assert normalise("全区市场主体 数量（万家）") == normalise("市场主体总量") == "市场主体"
    assert normalise("全市居民人均可支配收入年均增长率") == "全市居民人均可支配收入增长"
    assert normalise("“专精特新”中小企业数") == "专精特新中小企业"
    assert normalise("护理型床位占比") == "护理型床位比重"


@pytest.mark.parametrize(
    ("name", "over_years", "slug"),
    [
        ("市场主体数量增长", False, "market-entities-growth"),
        ("市场主体数量增长", True, "market-entities-growth-over-years"),
        ("市场主体数量增长", None, "market-entities-growth"),
        ("PM2.5浓度下降", False, "pm25-reduction"),
        ("PM2.5浓度下降", True, "pm25-reduction-over-years"),
        ("PM2.5浓度增长", None, None),
        ("单位GDP能耗下降", False, "energy-intensity-yearly-reduction"),
        ("地区生产总值增长", True, None),
    ],
)
def test_a_growth_over_years_is_not_one_from_year_to_year(name: str, over_years: bool | None, slug: str | None) -> None:
    assert link(name, "%", "growth", over_years=over_years) == slug


def test_a_task_done_is_no_part_of_a_name() -> None:
    assert normalise("提前超额完成“十三五”万元生产总值能耗下降任务") == normalise("万元生产总值能耗下降")


def test_the_catalogue_is_whole() -> None:
    entries = catalogue().entries.values()
    assert len(entries) >= 120
    for entry in entries:
        assert entry.definition.endswith("。"), entry.slug
        assert entry.definition_source, entry.slug
        assert entry.name_en[0].isupper() or entry.name_en[0].isdigit(), entry.slug
        assert entry.aliases, entry.slug
        assert (entry.unit in {"%", "‰"}) or entry.measure not in {"growth", "share"}, entry.slug


def test_a_source_is_an_authority_or_says_that_there_is_none() -> None:
    for entry in catalogue().entries.values():
        source = entry.definition_source
        if source.startswith(("地方", "所在市", "各地")):
            assert "无国家统一口径" in source or "见《" in source, entry.slug
        # The number of a document stands behind its title, or behind nothing.
        for number in re.finditer(r"（[^（）]*?(?:〔\d{4}〕\d+号|令第\d+号|[A-Z]{2,3}(?:/T)? ?\d+)[^（）]*）", source):
            assert source[: number.start()].endswith("》"), entry.slug
        assert not re.search(r"〔\d{4}〕\d+号", re.sub(r"》（[^（）]*）", "", source)), entry.slug


def test_no_two_entries_have_one_name() -> None:
    entries = catalogue().entries.values()
    for names in ([entry.name_zh for entry in entries], [entry.name_en for entry in entries]):
        assert len(names) == len(set(names))


def test_every_alias_leads_to_its_own_entry() -> None:
    for entry in catalogue().entries.values():
        for alias in (entry.name_zh, *entry.aliases):
            assert link(alias, entry.unit) == entry.slug, alias


ROW: dict[str, Any] = {
    "slug": "gdp",
    "name_zh": "地区生产总值",
    "name_en": "GDP",
    "unit": "亿元",
    "category": "economy",
    "direction": "higher",
    "measure": "level",
    "definition": "一。",
    "definition_source": "二",
    "aliases": ["GDP"],
}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([ROW, ROW], "gdp stands twice"),
        ([ROW, {**ROW, "slug": "other"}], "leads to both gdp and other"),
        ([{**ROW, "slug": "GDP"}], "no slug"),
        ([{**ROW, "category": "money"}], "money"),
        ([{**ROW, "unit": "斗"}], "the unit 斗 is not known"),
        ([{**ROW, "definition": ""}], "no definition"),
        ([{**ROW, "slug": "g", "unit": "%", "measure": "growth", "growth_of": "none"}], "not in the catalogue"),
        ([{**ROW, "own": "none"}], "has none for its own, which is not in the catalogue"),
        ([{**ROW, "colour": "red"}], "colour"),
        ([{**ROW, "caveats": {"生产总值": "可比价"}}], "the caveat of 生产总值 is of no alias"),
        ([{**ROW, "aliases": ["工业", "全区工业"], "caveats": {"工业": "一"}}], "with a caveat, and one without"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_an_error(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        parse_catalogue(rows)
