"""What libraries of numerals get wrong (``findings/chinese-numerals.sh``): ours read it, or say that they don't."""

import pytest

from tests.cases import dispositions, observations, read, report


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("全县社会融资规模超过十万亿元。", ["10万亿元 2023 actual gt level「社会融资规模」→None"]),
        ("存款余额达到一万二千亿元。", ["1.2万亿元 2023 actual eq level「存款余额」→deposits"]),
        ("“十四五”规划圆满收官。", []),
        ("第十四个五年规划顺利实施。", []),
        # at least, and not less than
        (
            "固定资产投资不低于40亿元。",
            ["40亿元 2023 actual gte level「固定资产投资」→fixed-asset-investment"],
        ),
        # one number, not 6. and 5%
        ("城镇调查失业率6.5%。", ["6.5% 2023 actual eq share「城镇调查失业率」→surveyed-unemployment"]),
    ],
)
def test_numerals_that_other_readers_take_apart(sentence: str, right: list[str]) -> None:
    assert observations(read(report(review=sentence))) == right


def test_a_numeral_that_is_two_is_not_the_greater_one() -> None:
    reading = read(report(review="新增企业两三百家。"))
    assert observations(reading) == []
    assert "两三百:not_understood" in dispositions(reading)
