"""城乡居民收入分别达到41280元和19760元、增长6%和8%: a rise each for the names that the levels were dealt out to."""

import pytest

from tests.cases import read, report


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "固定资产投资完成18亿元，社会消费品零售总额完成23亿元，城乡居民人均可支配收入分别达到41280元和19760元、增长6%和8%。",
            ["fixed-asset-investment 18亿元", "retail-sales 23亿元", "urban-household-income 41280元", "rural-household-income 19760元", "urban-household-income-growth 6%", "rural-household-income-growth 8%"],
        ),
        (
            "地区生产总值突破80亿元，金融机构存贷款余额分别达到120亿元、98亿元、同比增长7%、10%。",
            ["gdp 80亿元", "deposits 120亿元", "loans 98亿元", "deposits-growth 7%", "loans-growth 10%"],
        ),
        ("全县地区生产总值同比（下同）增长4.5%，固定资产投资增长6%。", ["gdp-growth 4.5%", "fixed-asset-investment-growth 6%"]),
        ("地区生产总值按可比价计算（下同）增长4.5%。", ["gdp-growth 4.5%"]),
    ],
)  # fmt: skip
def test_a_rise_each(sentence: str, rows: list[str]) -> None:
    found = read(report(review=sentence)).rows.observations
    assert [f"{row.indicator} {row.raw.lstrip('突破')}" for row in found] == rows


def test_levels_that_move_share_what_moves() -> None:
    found = read(report(review="新增绿地、湿地面积分别增加1.7平方公里、提高9.2个百分点。")).rows.observations
    assert [row.subject for row in found] == ["新增绿地面积", "新增湿地面积"]
