"""How far something is from another place, or from another thing, is told as that: no rise and no fall, and of the thing that it is said of."""

import pytest

from indicators.caveats import A_DISTANCE
from tests.cases import read, report
from text.vocabulary import Measure


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("地区生产总值增长6.7%，高于全国1.5个百分点，高于全市平均水平0.8个百分点。", {"地区生产总值增速高于全国": "1.5个百分点", "地区生产总值增速高于全市平均水平": "0.8个百分点"}),
        ("规模以上工业增加值增长8.2%，比全省高2.1个百分点，居全市第3位。", {"规模以上工业增加值增速比全省高": "2.1个百分点"}),
        ("城镇居民人均可支配收入达到38650元，增长5.6%，高出全市平均0.4个百分点。", {"城镇居民人均可支配收入增速高出全市平均": "0.4个百分点"}),
        ("农村居民人均可支配收入增长7.9%，快于城镇居民2.3个百分点。", {"农村居民人均可支配收入增速快于城镇居民": "2.3个百分点"}),
        ("一般公共预算收入增长9.1%，较全市平均增速高3.6个百分点。", {"一般公共预算收入增速较全市平均增速高": "3.6个百分点"}),
        ("空气质量优良天数比例达到88.6%，优于全省平均水平4.2个百分点。", {"空气质量优良天数比例优于全省平均水平": "4.2个百分点"}),
        ("社会消费品零售总额增长7.1%，分别高于全国、全省0.5个和0.9个百分点。", {"社会消费品零售总额增速高于全国": "0.5个", "社会消费品零售总额增速高于全省": "0.9个百分点"}),
        ("技改投资增长7.1%，高于全国0.5个、全市0.9个百分点。", {"技改投资增速高于全国": "0.5个", "技改投资增速高于全市": "0.9个百分点"}),
        ("全县生产总值五年年均增长6.1%，高于全国0.6个百分点。", {"生产总值年均增速高于全国": "0.6个百分点"}),
        ("生产总值增速比全国、全省分别高0.3个和0.7个百分点。", {"生产总值增速比全国高": "0.3个", "生产总值增速比全省高": "0.7个百分点"}),
        ("规上工业增加值增速高于全省、开封市平均水平1.2个、0.4个百分点。", {"规上工业增加值增速高于全省平均水平": "1.2个", "规上工业增加值增速高于开封市平均水平": "0.4个百分点"}),
        ("工业、消费增速分别快于全市2.4个、1个百分点。", {"工业增速快于全市": "2.4个", "消费增速快于全市": "1个百分点"}),
        ("固定资产投资增长5.3%，低于全省约1.2个百分点。", {"固定资产投资增速低于全省": "约1.2个百分点"}),
        ("每万人发明专利拥有量12件，高于全省平均水平3.2件。", {"每万人发明专利拥有量高于全省平均水平": "3.2件"}),
        ("农村生活污水治理率达到62%，超过全省平均水平7个百分点。", {"农村生活污水治理率超过全省平均水平": "7个百分点"}),
        ("县级断面优于Ⅲ类水体比例好于省定目标12.5个百分点。", {"县级断面优于Ⅲ类水体比例好于省定目标": "12.5个百分点"}),
        ("完成固定资产投资38亿元，超计划6亿元。", {"固定资产投资超计划": "6亿元"}),
    ],
)  # fmt: skip
def test_a_gap_is_a_state_that_says_from_what(sentence: str, told: dict[str, str]) -> None:
    rows = [row for row in read(report(review=sentence)).rows.observations if row.caveat == A_DISTANCE]
    assert {row.subject: row.raw for row in rows} == told
    assert {(row.measure, row.direction, row.indicator) for row in rows} == {(Measure.LEVEL, None, None)}


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


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("全年生产总值增长4.6%，快于2022年1.3个百分点。", "rise"),
        ("城镇化率达到62%，高于上年1.2个百分点。", "rise"),
        ("规模以上工业增加值增长8.2%，低于去年同期2.1个百分点。", "fall"),
    ],
)
def test_what_is_told_beside_an_earlier_year_moved_since_then(sentence: str, direction: str) -> None:
    row = read(report(review=sentence)).rows.observations[-1]
    assert (row.measure, row.direction, row.base_year) == (Measure.CHANGE, direction, 2022)


@pytest.mark.parametrize("sentence", ["空气优良天数比全市平均多8天。", "空气优良天数较全省多出12天。"])
def test_days_more_than_elsewhere_are_no_days_of_the_year(sentence: str) -> None:
    (row,) = read(report(review=sentence)).rows.observations
    assert (row.indicator, row.caveat) == (None, A_DISTANCE)
