"""A name that says the same as one of the catalogue in other words is linked like it; one that says less, more or something else is not."""

import tomllib
from pathlib import Path

import pytest

from indicators.reading import catalogue as catalogues
from indicators.reading import wordings
from indicators.reading.catalogue import catalogue, caveat_of, link
from indicators.reading.wordings import form_of
from tests import cases

WORDS = Path(wordings.__file__).parents[1] / "data" / "wordings.toml"
ROWS = tomllib.loads(WORDS.read_text(encoding="utf-8"))["wording"]
ENTRIES = tomllib.loads(catalogues.CATALOGUE.read_text(encoding="utf-8"))["indicator"]


@pytest.mark.parametrize("place", range(len(ROWS)), ids=[row["example"][0] for row in ROWS])
def test_the_example_of_a_wording_needs_it(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (name, unit), slug = ROWS[place]["example"], ROWS[place]["slug"]
    assert link(name, unit) == slug
    rules = [rule for at, rule in enumerate(wordings._RULES) if at != place]  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(wordings, "_RULES", rules)
    form_of.cache_clear()
    try:
        entry = catalogue().entries[slug]
        rows = [row for row in ENTRIES if row["slug"] in {slug, entry.growth_of, entry.own}]
        assert catalogues.parse_catalogue(rows).link(name, unit) != slug
    finally:
        form_of.cache_clear()


@pytest.mark.parametrize(
    ("name", "unit", "slug"),
    [
        # what was done, and how, says nothing of what is counted
        ("全力办好民生实事", "件", "livelihood-projects"),
        ("接续实施重点民生实事", "件", "livelihood-projects"),
        ("免费送戏下乡", "场", "cultural-events"),
        ("实现国内旅游收入", "亿元", "tourism-revenue"),
        ("落实市重点项目投资", "亿元", "key-project-investment"),
        # in another order, and in other words for what is done to it
        ("城镇老旧小区提升改造", "个", "old-estates-renewed"),
        ("改造完工老旧小区", "个", "old-estates-renewed"),
        ("启动改造老旧小区", "个", "old-estates-renewed"),
        ("开工改造城镇老旧小区", "万户", "old-estates-households"),
        ("新建和改造提升农村公路", "公里", "rural-roads-built"),
        ("新建改建中小学", "所", "schools-built"),
        ("新培育科技型中小企业", "家", "tech-smes-new"),
        ("新获批高新技术企业", "家", "high-tech-firms-new"),
        # shares, whichever stands first
        ("财政支出中民生占比", "%", "livelihood-share-of-expenditure"),
        ("一般公共预算支出中用于民生领域比例", "%", "livelihood-share-of-expenditure"),
        ("固定资产投资中民间投资占比", "%", "private-investment-share"),
        ("地区生产总值中制造业占比", "%", "manufacturing-share-of-gdp"),
        ("战略性新兴产业产值占规模以上工业比重", "%", "emerging-industry-output-share"),
        ("装备制造业增加值占规模以上工业比例", "%", "equipment-manufacturing-share-of-above-scale"),
        ("数字经济核心产业占GDP的比重", "%", "digital-economy-core-share-of-gdp"),
        # growth
        ("规模工业企业利润增速", "%", "above-scale-industrial-profit-growth"),
        ("银行业金融机构人民币各项贷款余额增长", "%", "loans-growth"),
        ("万元GDP碳排放量下降", "%", "carbon-intensity-reduction"),
    ],
)
def test_the_same_in_other_words_is_linked_alike(name: str, unit: str, slug: str) -> None:
    assert link(name, unit) == slug


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        # a part, another place's, another measure
        ("园区规模工业企业利润", "亿元"),
        ("对东盟进出口总值", "亿元"),
        ("跨境电商平台进出口额", "亿元"),
        ("近岸海域水质优良率", "%"),
        ("优良率", "%"),
        ("床位", "张"),
        ("外资", "亿元"),
        ("工业产值", "亿元"),
        ("合同利用外资", "万美元"),
        ("民办养老机构床位占比", "%"),
        ("战略性新兴产业占规上工业比重", "%"),
        ("规上工业研发投入占营收比重", "%"),
        ("新增家庭养老床位", "张"),
        ("“智改数转”重点项目", "个"),
        ("新增“小升规”企业", "家"),
        ("城市生活污水集中收集率", "%"),
        ("办理市人大代表议案", "项"),
        # what was done is no count of what there is, and what there is no count of what was done
        ("完成高标准农田", "万亩"),
        ("实现规上工业企业", "家"),
        ("建成养老床位", "张"),
        ("“口袋公园”保有量", "个"),
    ],
)
def test_what_differs_is_not_linked_in_other_words(name: str, unit: str) -> None:
    assert link(name, unit) is None


@pytest.mark.parametrize(
    ("name", "unit", "caveat"),
    [
        ("财政支出中民生占比", "%", "分母为财政支出，未写明为一般公共预算支出"),
        ("一般公共预算支出中民生占比", "%", None),
        ("新培育科技型中小企业", "家", "原文未写明为国家入库口径"),
        ("高铁营运里程", "公里", "仅高速铁路"),
        ("铁路营运里程", "公里", None),
    ],
)
def test_a_caveat_goes_along_in_other_words(name: str, unit: str, caveat: str | None) -> None:
    assert caveat_of(name, unit) == caveat


SENTENCES = [
    # a pair in one word
    (
        "一般公共预算收支分别完成12亿元、38亿元。",
        ["general-public-budget-revenue", "general-public-budget-expenditure"],
    ),
    # an activity is what it is whatever it is called; a part of it, and another thing, are not
    ("开展“技能漳河”职业技能培训1.2万人次。", ["vocational-training"]),
    ("举办“乡音乡韵”文化惠民演出120场。", ["cultural-events"]),
    ("开展“雷霆”专项行动12次。", [None]),
    ("“新三样”出口额增长21%。", [None]),
    # an amount without its unit
    ("生产总值突破1万亿。", ["gdp"]),
    # those of the county's city are of another level, in whatever words
    ("抓好市级重点工程项目42个。", ["upper-key-projects"]),
    ("扎实办好10件民生实事。", ["livelihood-projects"]),
    # what goes on for years is no figure of one
    ("连续五年实施10件民生实事。", [None]),
    # kinds are not counted with what is of them
    ("12类45件民生实事全面完成。", ["livelihood-projects"]),
    ("城镇棚户区改造1.2万套。", ["shanty-town-units"]),
    ("城镇棚户区改造3600户。", ["shanty-town-households"]),
    ("开工改造城镇老旧小区1.2万户。", ["old-estates-households"]),
    # added, and not all that there are
    ("新培育科技型中小企业30家。", ["tech-smes-new"]),
]


@pytest.mark.parametrize(("sentence", "slugs"), SENTENCES)
def test_sentences_in_other_words(sentence: str, slugs: list[str | None]) -> None:
    read = cases.read(cases.report(review=sentence))
    assert [row.indicator for row in read.rows.observations] == slugs


def test_aims_in_other_words() -> None:
    text = "建议“十五五”时期地区生产总值年均增长5.5%左右。居民消费价格总水平上涨幅度控制在2%左右。单位GDP二氧化碳排放下降3%。固定资产投资增速目标6%。"
    rows = cases.read(cases.report(plan=text)).rows.observations
    assert [row.indicator for row in rows] == [
        "gdp-growth",
        "cpi-growth",
        "carbon-intensity-yearly-reduction",
        "fixed-asset-investment-growth",
    ]


def test_a_region_speaks_of_all_of_itself_by_the_end_of_its_name() -> None:
    head = "新疆维吾尔自治区政府工作报告\n——2024年1月12日在新疆维吾尔自治区第十四届人民代表大会第二次会议上\n各位代表：\n现在，我代表自治区人民政府报告工作。\n"
    review = "全疆常住人口城镇化率达到59.2%，全疆经营主体总量231万户。南疆地区生产总值增长6.8%。"
    rows = cases.read(cases.report(review=review, head=head)).rows.observations
    assert [(row.subject, row.indicator) for row in rows] == [
        ("常住人口城镇化率", "urbanisation"),
        ("经营主体总量", "market-entities"),
        ("南疆地区生产总值", None),
    ]
