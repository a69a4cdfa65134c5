"""One table of units: what it holds is read, measured and converted everywhere alike, and it can't contradict itself."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest

from text.numbers.quantities import find_quantities
from text.numbers.units import (
    COUNTERS,
    CURRENCIES,
    MONEY,
    PER_WORDS,
    UNITS,
    UNITS_FILE,
    WORDS,
    UnitsError,
    in_yuan,
    parse_units,
    read_unit,
    split_scale,
)


@pytest.mark.parametrize("word", WORDS)
def test_every_unit_is_found_in_prose(word: str) -> None:
    assert [one.unit for one in find_quantities(f"共有25万{word}")] == [f"万{word}"]
    assert [one.unit for one in find_quantities(f"共有25{word}")] == [None if UNITS.words[word].scaled else word]


@pytest.mark.parametrize("word", PER_WORDS)
def test_every_unit_may_stand_behind_a_slash(word: str) -> None:
    unit = read_unit(f"件/万{word}")
    if "/" in word:
        assert unit is None
    else:
        assert unit is not None
        assert unit.dimension == f"count/{UNITS.words[word].dimension}"
        assert [one.unit for one in find_quantities(f"达到3件/{word}")] == [f"件/{word}"]


@pytest.mark.parametrize(
    ("value", "unit", "subject", "yuan"),
    [
        ("51.3", "亿元", "财政收入", "5130000000"),
        ("5", "亿元人民币", "注册资本", "500000000"),
        ("5", "亿 元", "投资", "500000000"),
        ("3", "千万元", "投资", "30000000"),
        ("2", "百亿元", "投资", "20000000000"),
        ("1.7", "万亿元", "投资", "1700000000000"),
        ("10", "元", "补助", "10"),
        ("2", "亿", "企业总税收", "200000000"),
        ("7", "万亿", "全省生产总值", "7000000000000"),
    ],
)
def test_money_has_a_value_in_yuan(value: str, unit: str, subject: str, yuan: str) -> None:
    assert in_yuan(Decimal(value), unit, subject=subject) == Decimal(yuan)


@pytest.mark.parametrize(
    ("unit", "subject"),
    [
        ("亿美元", "实际利用外资"),
        ("亿欧元", "投资"),
        ("万港元", "投资"),
        ("亿日元", "投资"),
        ("万元/人", "劳动生产率"),
        ("分/千瓦时", "电价"),
        ("亿", "用户"),
        ("万", "常住人口"),
        ("万人", "收入"),
        ("星", "投资"),
        (None, "投资"),
    ],
)
def test_nothing_else_has(unit: str | None, subject: str) -> None:
    assert in_yuan(Decimal(5), unit, subject=subject) is None


def test_a_sum_that_is_not_stated_has_none() -> None:
    assert in_yuan(None, "亿元") is None


def test_thousand_metres_are_no_thousand_of_metres() -> None:
    assert split_scale("千米") == ("", "千米")
    assert split_scale("万千米") == ("万", "千米")
    assert split_scale("万千瓦时") == ("万", "千瓦时")
    assert split_scale("百分点") == ("", "百分点")


def test_each_currency_is_money_of_its_own() -> None:
    assert {"元", "元人民币", "美元", "日元"} <= MONEY
    assert len({UNITS.words[word].currency for word in MONEY}) == len(CURRENCIES)
    assert not MONEY & COUNTERS


def table(*units: dict[str, Any], **others: Any) -> dict[str, Any]:
    rest = {"scales": {"万": 10000}, "currencies": {"CNY": "人民币"}, "alike": [], "yuan_of": []}
    return rest | {"unit": list(units)} | others


@pytest.mark.parametrize(
    ("contradiction", "said"),
    [
        (table({"words": ["家", "家"], "dimension": "count"}), "家 stands twice"),
        (table({"words": ["家"], "dimension": "count"}, {"words": ["家"], "dimension": "people"}), "家 stands twice"),
        (table({"words": ["法郎"], "dimension": "franc", "currency": "CHF"}), "CHF, which has no name"),
        (
            table({"words": ["元"], "dimension": "money", "currency": "CNY"}, {"words": ["文"], "dimension": "money"}),
            "money is not of one currency",
        ),
        (table({"words": ["家"], "dimension": "count", "factor": "0"}), "factor above 0"),
        (table({"words": ["家"], "dimension": "count", "factor": "1/0"}), "家"),
        (table({"words": ["家"], "dimension": "count", "factr": "2"}), "factr"),
        (table({"words": ["家"]}), "dimension"),
        (table({"words": [], "dimension": "count"}), "a unit has a word"),
        (table({"words": ["家"], "dimension": "count"}, alike=[["家", "户"]]), "户 is put for other words"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(contradiction: dict[str, Any], said: str) -> None:
    with pytest.raises(UnitsError, match=said):
        parse_units(contradiction)


def test_the_table_of_the_project_is_as_it_should_be() -> None:
    with UNITS_FILE.open("rb") as file:
        assert parse_units(tomllib.load(file)) == UNITS
