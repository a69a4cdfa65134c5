"""How far something is from another place, or from another thing, is told as that: no rise and no fall, and of the thing that it is said of."""

import pytest

from indicators.caveats import A_DISTANCE
from tests.cases import read, report
from text.vocabulary import Measure


@pytest.mark.parametrize(
    ("sentence", "subject", "raws"),
    [
        ("地区生产总值增长6.7%，高于全国1.5个百分点，高于全市平均水平0.8个百分点。", "地区生产总值", ["1.5个百分点", "0.8个百分点"]),
        ("规模以上工业增加值增长8.2%，比全省高2.1个百分点，居全市第3位。", "规模以上工业增加值", ["2.1个百分点"]),
        ("城镇居民人均可支配收入达到38650元，增长5.6%，高出全市平均0.4个百分点。", "城镇居民人均可支配收入", ["0.4个百分点"]),
        ("农村居民人均可支配收入增长7.9%，快于城镇居民2.3个百分点。", "农村居民人均可支配收入", ["2.3个百分点"]),
        ("一般公共预算收入增长9.1%，较全市平均增速高3.6个百分点。", "一般公共预算收入", ["3.6个百分点"]),
        ("空气质量优良天数比例达到88.6%，优于全省平均水平4.2个百分点。", "空气质量优良天数比例", ["4.2个百分点"]),
        ("社会消费品零售总额增长7.1%，分别高于全国、全省0.5个和0.9个百分点。", "社会消费品零售总额", ["0.5个", "0.9个百分点"]),
        ("固定资产投资增长5.3%，低于全省约1.2个百分点。", "固定资产投资", ["1.2个百分点"]),
        ("每万人发明专利拥有量12件，高于全省平均水平3.2件。", "每万人发明专利拥有量", ["3.2件"]),
    ],
)  # fmt: skip
def test_a_gap_is_no_rise(sentence: str, subject: str, raws: list[str]) -> None:
    rows = [row for row in read(report(review=sentence)).rows.observations if row.caveat == A_DISTANCE]
    assert [row.raw.lstrip("约") for row in rows] == raws
    for row in rows:
        assert (row.subject, row.measure, row.direction, row.indicator) == (subject, Measure.CHANGE, None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "城镇化率达到62%，高于上年1.2个百分点。",
        "城镇化率达到62%，比2020年高5个百分点。",
        "城镇化率达到62%，较“十三五”末提高5个百分点。",
        "规模以上工业增加值增长8.2%，高于去年同期2.1个百分点。",
        "城镇调查失业率低于5%。",
    ],
)
def test_what_is_higher_than_before_is_no_gap(sentence: str) -> None:
    rows = read(report(review=sentence)).rows.observations
    assert rows
    assert A_DISTANCE not in [row.caveat for row in rows]
