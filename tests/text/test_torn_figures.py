"""A figure that OCR or a converter tore is not understood, and no piece of it is served as a value. As (sentence, what is read of it).

The sentences and figures are made up; the ways in which they are torn are those of scans.
"""

import pytest

from tests import cases
from text.vocabulary import Disposition

TORN = [
    # letters for digits
    "一般公共预算收入完成36O亿元。",
    "一般公共预算收入完成3o.6亿元。",
    "新增城镇就业6O00人。",
    "实际利用外资占比4o.9%。",
    "规上工业增加值增长l.8%。",
    "规上工业增加值增长S.5%。",
    "新建公路I49公里。",
    "新增市场主体|.76万户。",
    "建成养老服务机构l596个。",
    "引进人才5.4S万名。",
    # another mark for the point
    "生产总值完成88。3亿元。",
    "规上工业增加值增长5。6%。",
    "生产总值完成88，3亿元。",
    "科技型企业达到1，76万家。",
    "生产总值完成88、3亿元。",
    "生产总值增长5、7%。",
    "固定资产投资完成1:5万亿元。",
    "规上工业增加值增长5'6%。",
    "规上工业增加值增长5’6%。",
    "规上工业增加值增长5-5%。",
    # what became of %
    "生产总值增长5.70/0。",
    "生产总值增长5.7o/o。",
    "生产总值增长5.79/6。",
    "生产总值增长5.796，好于预期。",
    "生产总值增长5.7，好于预期。",
    "进出口和出口分别增长5.7、6.1，好于预期。",
    "工业投资增长20以上。",
    # 亿, 万, 千 and 元
    "生产总值完成88.3忆元。",
    "城镇新增就业1.2方人。",
    "新增绿地13干亩。",
    # a scale behind what hides its number
    "城镇新增就业[图片]万人。",
    "固定资产投资完成___亿元。",
    "固定资产投资完成XX亿元。",
    "生产总值完成88.3亿无。",
]


@pytest.mark.parametrize("sentence", TORN)
def test_no_piece_of_a_torn_figure_is_a_value(sentence: str) -> None:
    reading = cases.read(cases.report(review=sentence))
    assert cases.observations(reading) == []
    assert Disposition.NOT_UNDERSTOOD in {one.disposition for one in reading.rows.numerals}


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("生产总值增长5.7℅。", ["5.7%"]),
        ("进出口、出口分别增长12、8%。", ["12%", "8%"]),
        ("新建公园5个，3个已开放。", ["5个", "3个"]),
        ("城区、镇区供水普及率分别为99、96%。", ["99%", "96%"]),
        ("建成5G基站310个。", ["310个"]),
        ("4S店发展到12家。", ["12家"]),
        ("新建S304线改造15公里。", ["15公里"]),
        ("税收收入增长5-6%。", ["5-6%"]),
        ("治理3方面问题，整改27个。", ["27个"]),
        ("全县生产总值完成88.3亿元，增长5.7%。", ["88.3亿元", "5.7%"]),
    ],
)
def test_what_only_looks_torn_is_read(sentence: str, values: list[str]) -> None:
    rows = cases.observations(cases.read(cases.report(review=sentence)))
    assert [row.split()[0] for row in rows] == values


def test_other_figures_of_the_sentence_stay() -> None:
    rows = cases.observations(cases.read(cases.report(review="生产总值完成88。3亿元，固定资产投资增长6.1%。")))
    assert [row.split()[0] for row in rows] == ["6.1%"]
