"""Claims beside statements that no seed has: falls, parts of a year, figures of no kind, documents read badly."""

from typing import Any

import pytest

from indicators.claims import dated, read_claims, undated
from indicators.verifying import Held, judge
from tests.indicators.test_harmonising import of
from text.vocabulary import Comparator, Difference, Measure, Movement, ObservationKind, Reason, Verdict, VerdictReason

GROWTH: dict[str, Any] = {
    "subject": "固定资产投资",
    "clause": "固定资产投资下降14.7%",
    "measure": Measure.GROWTH,
    "unit": "%",
    "year": 2022,
    "value": "14.7",
}
FELL = GROWTH | {"direction": Movement.FALL}
ROSE = GROWTH | {"direction": Movement.RISE}
LEVEL: dict[str, Any] = {
    "subject": "固定资产投资",
    "clause": "固定资产投资129亿元",
    "unit": "亿元",
    "year": 2022,
    "value": "129",
}


def verdict(sentence: str, slug: str, comparator: Comparator = Comparator.EQ, **fields: Any) -> Any:
    (claim,) = read_claims(sentence).claims
    return judge(claim, [Held(of(**fields), str(fields["value"]), comparator, slug)], documents=1)


@pytest.mark.parametrize(
    ("sentence", "fields", "comparator", "found"),
    [
        ("2022年河东区固定资产投资增长14.7%", FELL, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资下降14.7%", FELL, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资降幅为14.7%", FELL, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资跌幅14.7%", ROSE, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资减少14.7%", FELL, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资增速-14.7%", FELL, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资增速14.7%", FELL, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资下降15%", FELL, Comparator.EQ, Verdict.PARTLY_SUPPORTED),
        ("2022年河东区固定资产投资下降20%", FELL, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资下降超过10%", FELL, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资下降超过20%", FELL, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资增长超过10%", FELL, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资下降超过10%", FELL, Comparator.GT, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资下降20%", FELL, Comparator.GT, Verdict.NOT_STATED),
        ("2022年河东区固定资产投资下降14.7%", ROSE, Comparator.EQ, Verdict.CONTRADICTED),
        ("2022年河东区固定资产投资下降14.7%", GROWTH | {"value": "-14.7"}, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资下降14.7%", FELL | {"value": "-14.7"}, Comparator.EQ, Verdict.SUPPORTED),
        ("2022年河东区固定资产投资下降14.7%", FELL | {"kind": None}, Comparator.EQ, Verdict.NOT_STATED),
        ("2022年河东区固定资产投资下降14.7%", FELL | {"doubtful": True}, Comparator.EQ, Verdict.NOT_STATED),
        ("2022年河东区固定资产投资下降14.7%", FELL | {"period_label": "上半年"}, Comparator.EQ, Verdict.NOT_STATED),
        (
            "2022年上半年河东区固定资产投资下降14.7%",
            FELL | {"period_label": "上半年"},
            Comparator.EQ,
            Verdict.SUPPORTED,
        ),
        ("2022年1-6月河东区固定资产投资下降14.7%", FELL | {"period_label": "上半年"}, Comparator.EQ, Verdict.SUPPORTED),
        (
            "2022年前三季度河东区固定资产投资下降14.7%",
            FELL | {"period_label": "上半年"},
            Comparator.EQ,
            Verdict.NOT_STATED,
        ),
        (
            "2022年上半年河东区固定资产投资增长14.7%",
            FELL | {"period_label": "上半年"},
            Comparator.EQ,
            Verdict.CONTRADICTED,
        ),
    ],
)
def test_a_growth_that_fell(sentence: str, fields: dict[str, Any], comparator: Comparator, found: Verdict) -> None:
    assert verdict(sentence, "fixed-asset-investment-growth", comparator, **fields).verdict is found


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": None}, Reason.NO_KIND),
        ({"doubtful": True}, Reason.DOUBTFUL),
        ({"period_label": "前三季度"}, Reason.PART_OF_YEAR),
    ],
)
def test_what_decides_nothing_says_why(fields: dict[str, Any], reason: Reason) -> None:
    judged = verdict("2022年河东区固定资产投资129亿元", "fixed-asset-investment", **LEVEL | fields)
    assert (judged.verdict, judged.reason) == (Verdict.NOT_STATED, VerdictReason.INCOMPARABLE)
    assert judged.compared[0].reason is reason
    assert (Difference.PERIOD in judged.compared[0].differences) is (reason is Reason.PART_OF_YEAR)


@pytest.mark.parametrize(
    ("claimed", "stated", "found"),
    [
        ("129亿元", Comparator.EQ, Verdict.SUPPORTED),
        ("超过129亿元", Comparator.EQ, Verdict.CONTRADICTED),
        ("不足129亿元", Comparator.EQ, Verdict.CONTRADICTED),
        ("129亿元以上", Comparator.EQ, Verdict.SUPPORTED),
        ("约129亿元", Comparator.EQ, Verdict.SUPPORTED),
        ("129亿元", Comparator.GT, Verdict.PARTLY_SUPPORTED),
        ("129亿元", Comparator.APPROX, Verdict.PARTLY_SUPPORTED),
        ("超过129亿元", Comparator.GTE, Verdict.PARTLY_SUPPORTED),
        ("不足129亿元", Comparator.GT, Verdict.CONTRADICTED),
        ("不超过129亿元", Comparator.GTE, Verdict.NOT_STATED),
        ("12.9亿元", Comparator.EQ, Verdict.CONTRADICTED),
        ("129万元", Comparator.EQ, Verdict.CONTRADICTED),
        ("1290000万元", Comparator.EQ, Verdict.SUPPORTED),
    ],
)
def test_bounds_and_scales(claimed: str, stated: Comparator, found: Verdict) -> None:
    assert verdict(f"2022年河东区固定资产投资{claimed}", "fixed-asset-investment", stated, **LEVEL).verdict is found


@pytest.mark.parametrize(
    ("claimed", "stated", "comparator", "found"),
    [
        ("6%", "5.5", Comparator.EQ, Verdict.PARTLY_SUPPORTED),
        ("5%", "5.4", Comparator.EQ, Verdict.PARTLY_SUPPORTED),
        ("5%", "5.5", Comparator.EQ, Verdict.CONTRADICTED),
        ("6%", "5.4", Comparator.EQ, Verdict.CONTRADICTED),
        ("5%以内", "5.4", Comparator.LTE, Verdict.NOT_STATED),
        ("6%以内", "5.4", Comparator.LTE, Verdict.SUPPORTED),
        ("6%以上", "5.6", Comparator.GTE, Verdict.NOT_STATED),
    ],
)
def test_a_number_is_rounded_half_up_and_a_bound_not_at_all(
    claimed: str, stated: str, comparator: Comparator, found: Verdict
) -> None:
    fields = ROSE | {"value": stated, "direction": None, "measure": Measure.SHARE, "subject": "城镇调查失业率"}
    judged = verdict(f"2022年河东区城镇调查失业率{claimed}", "surveyed-unemployment", comparator, **fields)
    assert judged.verdict is found


@pytest.mark.parametrize("ratio", ["8.3:41.4:50.3", "8.3∶41.4∶50.3"])
@pytest.mark.parametrize("words", ["三次产业结构为", "三次产业结构调整为", "产业结构优化为", "三次产业占比为"])
def test_the_shares_of_the_industries_are_three_claims(words: str, ratio: str) -> None:
    claims = read_claims(f"2022年河东区{words}{ratio}。").claims
    assert [(str(one.value), one.doubt) for one in claims] == [("8.3", None), ("41.4", None), ("50.3", None)]
    share = {"subject": "第二产业增加值占地区生产总值比重", "measure": Measure.SHARE, "unit": None, "year": 2022}
    held = Held(of(**share, value="41.4"), "41.4", Comparator.EQ, "secondary-industry-share-of-gdp")
    assert judge(claims[1], [held], documents=1).verdict is Verdict.SUPPORTED
    (claim,) = read_claims("2022年河东区第二产业占比50.3%").claims
    assert judge(claim, [held], documents=1).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("sentence", "place", "known"),
    [
        ("2024年全国国内生产总值134.9万亿元。", None, True),
        ("2024年我国国内生产总值134.9万亿元。", None, True),
        ("中国2024年GDP增长5%。", None, True),
        ("2024年，全国城镇新增就业1256万人。", None, True),
        ("2024年全国农村居民收入增长5%。", None, True),
        ("中华人民共和国2024年国内生产总值134.9万亿元。", None, True),
        ("2024年国内生产总值134.9万亿元。", "100000", True),
        ("2024年国内生产总值134.9万亿元。", None, False),
        ("2024年国内生产总值134.9万亿元。", "120102", False),
        ("2024年我国东部地区生产总值增长5%。", None, False),
        ("2024年我国某县地区生产总值增长5%。", None, False),
        ("2024年中国移动收入增长5%。", None, False),
        ("2024年全国GDP增长5%，河东区增长6%。", None, False),
    ],
)
def test_the_nation_is_named_where_no_other_place_is(sentence: str, place: str | None, known: bool) -> None:
    claims = read_claims(sentence, place=place).claims
    found = [one for one in claims if one.slug and ("100000" in {of.code for of in one.places} or place == "100000")]
    assert bool(found) is known


def test_an_honour_is_not_the_nations_where_a_district_is_named() -> None:
    (claim,) = read_claims("2024年，全国文明村镇达到23个，这是河东区的。", place="120102").claims
    assert {one.code for one in claim.places} >= {"120102"}


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("2025年河东区预期城镇新增就业4000人以上", "城镇新增就业"),
        ("2025年河东区目标城镇调查失业率控制在5.5%以内", "城镇调查失业率"),
        ("2025年河东区主要预期目标是城镇新增就业4000人以上", "城镇新增就业"),
        ("2025年河东区人均预期寿命82岁", "人均预期寿命"),
        ("2025年河东区预期寿命82岁", "预期寿命"),
    ],
)
def test_a_word_of_aim_is_no_part_of_the_subject(sentence: str, subject: str) -> None:
    (claim,) = read_claims(sentence).claims
    assert claim.subject == subject
    assert claim.kind is (None if "寿命" in subject else ObservationKind.TARGET)


@pytest.mark.parametrize(
    ("sentence", "slug", "year", "kind"),
    [
        ("河东区提出2023年地区生产总值增长5%左右。", "gdp-growth", 2023, ObservationKind.TARGET),
        ("河东区2023年政府工作报告提出，地区生产总值增长5%左右。", "gdp-growth", 2023, ObservationKind.TARGET),
        ("河东区设定了2023年地区生产总值增长5%左右的目标。", "gdp-growth", 2023, ObservationKind.TARGET),
        ("河东区把2023年城镇新增就业目标定为2万人。", "new-jobs", 2023, ObservationKind.TARGET),
        ("河东区规划到2025年森林覆盖率达到20%。", "forest-coverage", 2025, ObservationKind.TARGET),
        ("河东区力争在2025年前把国家高新技术企业数量提高到300家。", "high-tech-firms", 2025, ObservationKind.TARGET),
        ("河东区统计局数据显示2022年新增就业1.65万人。", "new-jobs", 2022, None),
        ("记者从河东区获悉，2022年该区新增就业1.65万人。", "new-jobs", 2022, None),
        ("2022年，河东区统计局介绍，当地居民人均可支配收入5.4万元。", "household-income", 2022, None),
        ("河东区国家高新技术企业2022年就达155家。", "high-tech-firms", 2022, None),
        ("河东区国家高新技术企业2022年首次突破155家。", "high-tech-firms", 2022, None),
    ],
)
def test_who_tells_of_a_figure_is_no_part_of_its_subject(
    sentence: str, slug: str, year: int | None, kind: ObservationKind | None
) -> None:
    (claim,) = read_claims(sentence).claims
    assert (claim.slug, claim.year, claim.kind) == (slug, year, kind)


def test_a_promise_in_a_name_is_no_aim() -> None:
    (claim,) = read_claims("2022年河东区承诺制审批115件。").claims
    assert claim.kind is None


def test_the_second_industry_is_no_rank() -> None:
    assert read_claims("2022年河东区第二产业占比41.4%").ignored == ()


def test_a_number_that_only_happens_to_be_the_same_supports_nothing() -> None:
    same: dict[str, Any] = {"subject": "企业", "clause": "新引进企业35家", "unit": "家", "year": 2022, "value": "35"}
    for measure in (Measure.LEVEL, Measure.CHANGE, Measure.CUMULATIVE):
        judged = verdict("2022年河东区淘汰落后企业35家", "", measure=measure, **same)
        assert judged.verdict is not Verdict.SUPPORTED
        assert judged.verdict is not Verdict.PARTLY_SUPPORTED


def test_a_relative_year_is_counted_from_a_year_that_is_given() -> None:
    (claim,) = read_claims("去年河东区固定资产投资比上年下降14.7%").claims
    assert claim.relative
    assert (dated(claim, 2023).year, dated(claim, 2023).base_year, dated(claim, 2023).relative_to) == (2022, 2021, 2023)
    assert (undated(claim).year, undated(claim).doubt) == (None, VerdictReason.RELATIVE_YEAR)
    (claim,) = read_claims("2022年河东区固定资产投资比去年下降14.7%").claims
    assert (claim.relative, dated(claim, 2026).year) == (False, 2022)


def test_the_kind_is_said_by_the_nearest_word() -> None:
    (claim,) = read_claims("2023年河东区固定资产投资预期增长5%").claims
    assert (claim.kind, claim.subject) == (ObservationKind.TARGET, "固定资产投资")


def test_a_sentence_in_traditional_characters_is_answered_in_its_own_words() -> None:
    (claim,) = read_claims("2024年津南區城鎮新增就業2.1萬人。").claims
    assert (claim.raw, claim.clause, claim.slug) == ("2.1萬人", "2024年津南區城鎮新增就業2.1萬人。", "new-jobs")
