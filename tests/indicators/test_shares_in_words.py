"""Shares whose last word is 比重, said with 为: the word belongs to what the number measures."""

import pytest

from tests.cases import read, report


@pytest.mark.parametrize(
    ("sentence", "subject", "slug"),
    [
        (
            "第二产业增加值占地区生产总值比重为50.3%。",
            "第二产业增加值占地区生产总值比重",
            "secondary-industry-share-of-gdp",
        ),
        ("制造业增加值占GDP的比重为26%。", "制造业增加值占GDP的比重", "manufacturing-share-of-gdp"),
        ("制造业增加值占GDP的比重约为26%。", "制造业增加值占GDP的比重", "manufacturing-share-of-gdp"),
        ("全社会研发经费投入占地区生产总值的比重为2.6%。", "全社会研发经费投入占地区生产总值的比重", "rd-intensity"),
        ("第三产业比重为55%。", "第三产业比重", "services-share-of-gdp"),
        ("税收占一般公共预算收入比重为72%。", "税收占一般公共预算收入比重", "tax-share-of-revenue"),
    ],
)
def test_a_share_keeps_its_word(sentence: str, subject: str, slug: str) -> None:
    (one,) = read(report(sentence)).rows.observations
    assert (one.subject, one.indicator, one.measure.value) == (subject, slug, "share")
