"""Figures in whatever form they are printed: marks of notes, spaces, formulas, signs, Chinese numerals, three shares in a ratio."""

import pytest

from tests.cases import dispositions, observations, read, report


def figures(review: str) -> list[str]:
    """Value, unit and subject of the observations of a review of 2023."""
    shown = observations(read(report(review)))
    return [f"{line.split()[0]} {line[line.index('「') :].partition('→')[0]}" for line in shown]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        *(
            (f"一般公共预算收入360{mark}亿元。", ["360亿元 「一般公共预算收入」"])
            for mark in ("[1]", "［1］", "〔3〕", "【1】", "（1）", "(12)", "①", "¹", "<sup>1</sup>", "<sup>[1]</sup>", "^1^", "\\[1\\]", "[1][2]")
        ),
        ("新增“专精特新”[5]企业6家，关停“散乱污”企业〔12〕168家。", ["6家 「新增“专精特新”企业」", "168家 「关停“散乱污”企业」"]),
        ("开展活动（2）14次，民生工程[3]项目完成50个。", ["14次 「开展活动」", "50个 「民生工程项目」"]),
        ("新建绿地300m²、厂房5000m<sup>2</sup>。", ["300m² 「新建绿地」", "5000m2 「新建厂房」"]),
        ("累计建成5G基站3 600个，企业总数达到1，180家、1, 180家。", ["3600个 「5G基站」", "1180家 「企业总数」", "1180家 「企业总数」"]),
        ("占地1 200 亩，②培育企业5家。", ["1200亩 「占地」", "5家 「培育企业」"]),
        ("改造道路二十三条，惠及群众三十余万人。", ["23条 「改造道路」", "30万人 「惠及群众」"]),
        ("税收达到3 1 0亿元 , 城镇化率提高到4 8 % 。", ["310亿元 「税收」", "48% 「城镇化率」"]),
        ("达标率为68 .3 %，电话12 34。", ["68.3% 「达标率」"]),
        ("税收增长 $9.\\,9\\%$，浓度 $\\leq 35 \\mu g/m^{3}$。", ["9.9% 「税收」", "35μg/m3 「浓度」"]),
        ("PM\n2.5\n年平均浓度为23微克/立方米。", ["23微克/立方米 「PM2.5年平均浓度」"]),
        ("PM~2.5~浓度30微克/立方米，PM₂.₅浓度31微克/立方米。", ["30微克/立方米 「PM2.5浓度」", "31微克/立方米 「PM2.5浓度」"]),
        ("投资增长-3.2%，零售额增长－1.5%，利润增长−2.5%。", ["-3.2% 「投资」", "-1.5% 「零售额」", "-2.5% 「利润」"]),
        ("利润总额-3.2亿元，收支差额－2亿元。", ["-3.2亿元 「利润总额」", "-2亿元 「收支差额」"]),
        ("财政缺口-3亿元，人口净流入-1.2万人。", ["-3亿元 「财政缺口」", "-1.2万人 「人口净流入」"]),
        ("一期投资2-3亿元，新城-老城道路5公里。", ["2-3亿元 「一期投资」", "5公里 「新城-老城道路」"]),
        ("工业增加值负增长2.1%，为企业减负6.35亿元。", ["2.1% 「工业增加值」", "6.35亿元 「企业减负」"]),
        ("税收增长百分之六点五，失业率下降零点五个百分点。", ["6.5% 「税收」", "0.5个百分点 「失业率」"]),
        ("税收达到三十六亿五千万元，培训3万2千人、三万二千人。", ["36.5亿元 「税收」", "32000人 「培训」", "32000人 「培训」"]),
        ("三分之一的街镇通过验收，民生支出占比达到七成五。", ["33.33% 「街镇通过验收」", "75% 「民生支出占比」"]),
        ("工业总产值翻了两番，企业数量比2020年翻一番。", ["4倍 「工业总产值」", "2倍 「企业数量」"]),
        ("播种面积稳定在00万亩，合格率不低于 00%，新建公厕012座。", []),
        ("A级物流企业数实现倍增，食用菌产值突破12亿元、实现翻倍，光伏电池产量成倍增长，双倍增行动见效。", ["2倍 「A级物流企业数」", "12亿元 「食用菌产值」", "2倍 「食用菌产值」"]),
        ("总算力突破1.3万PF，超算算力达228PF，智能算力达3.2EF。", ["1.3万PF 「总算力」", "228PF 「超算算力」", "3.2EF 「智能算力」"]),
        ("康养游客平均停留2.3天，门诊患者次均候诊15分钟，连续5天举办夜市。", ["2.3天 「康养游客平均停留」", "15分钟 「门诊患者次均候诊」"]),
        ("引进企业近百家，培育上百家企业。", ["100家 「引进企业」", "100家 「培育企业」"]),
        ("举办三人制篮球赛、3人制篮球赛和5公里健康跑。", []),
        ("盘活空置率低于40%的楼宇，推进空置率40%以下“空心村”治理。", []),
    ],
)  # fmt: skip
def test_figures(review: str, expected: list[str]) -> None:
    assert figures(review) == expected


@pytest.mark.parametrize(
    ("review", "numeral", "what"),
    [
        ("走访数百家企业。", "数百", "not_understood"),
        ("建设几十家食堂。", "几十", "not_understood"),
        ("新增用户两三百户。", "两三百", "not_understood"),
        ("人均收入翻了一番半。", "翻了一番半", "not_understood"),
        ("瞪羚企业实现倍增。", "倍增", "not_understood"),
        ("浓度下降至44 6微克/立方米。", "44", "not_understood"),
        ("实施12大技改项目。", "12", "enumeration"),
        ("落实“双千工程”(1)，开展活动。", "1", "label"),
        ("税收360[7]亿元。", "7", "label"),
        ("实现3人制篮球赛全覆盖。", "3", "name"),
    ],
)
def test_what_is_no_figure(review: str, numeral: str, what: str) -> None:
    assert f"{numeral}:{what}" in dispositions(read(report(review)))


@pytest.mark.parametrize(
    "words",
    [
        "三次产业结构进一步优化，调整为8.3∶41.4∶50.3。",
        "三次产业比为8.3:41.4:50.3。",
        "三产结构优化为8.3：41.4：50.3。",
        "第一、二、三产业比重为8.3%:41.4%:50.3%。",
        "一产、二产、三产结构比调整为8.3 : 41.4 : 50.3。",
    ],
)
def test_three_shares(words: str) -> None:
    found = read(report(words)).rows.observations
    assert [(one.indicator, f"{one.value}", one.year) for one in found] == [
        ("primary-industry-share-of-gdp", "8.3", 2023),
        ("secondary-industry-share-of-gdp", "41.4", 2023),
        ("services-share-of-gdp", "50.3", 2023),
    ]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("全年平稳。三次产业结构调整为8.3∶41.4∶50.3。", "三次产业结构调整为8.3"),
        ("全年平稳,产业结构优化为8.3∶41.4∶50.3。", "产业结构优化为8.3"),
        ("全年平稳。一二三产业比例为8.3∶41.4∶50.3。", "一二三产业比例为8.3"),
        ("全年平稳。三产比重调整为8.3∶41.4∶50.3。", "三产比重调整为8.3"),
    ],
)
def test_the_quote_of_a_share_begins_with_its_words(sentence: str, quote: str) -> None:
    assert read(report(sentence)).rows.observations[0].evidence.quote == quote


def test_three_shares_before_and_after() -> None:
    found = read(report("三次产业结构由上年的8.3∶41.4∶50.3调整为7.9∶40∶52.1。")).rows.observations
    assert [one.year for one in found] == [2022] * 3 + [2023] * 3
    assert not read(report("产业结构中三项配比为3:2:5。")).rows.observations
