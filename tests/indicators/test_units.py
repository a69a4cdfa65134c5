"""Values convert exactly, and nothing converts that no fixed factor leads to."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.reading.catalogue import catalogue
from indicators.units import convert, signed
from text.numbers.units import read_unit


@pytest.mark.parametrize(
    ("value", "printed", "wanted", "found"),
    [
        ("43864", "万美元", "亿美元", "4.3864"),
        ("8380", "万元", "亿元", "0.838"),
        ("5.4", "万元", "元", "54000"),
        ("1.56", "万家", "家", "15600"),
        ("3.6", "万户", "万家", "3.6"),
        ("4.03", "万亩", "公顷", "2686.666667"),
        ("15", "亩", "平方米", "10000"),
        ("557.87", "万平方米", "平方公里", "5.5787"),
        ("2", "公顷", "亩", "30"),
        ("3", "公里", "千米", "3"),
        ("1500", "米", "公里", "1.5"),
        ("7", "‰", "%", "0.7"),
        ("11.92", "件/万人", "件/人", "0.001192"),
        ("48.6", "微克／立方米", "微克/立方米", "48.6"),
        ("2.23", "万吨", "吨", "22300"),
        ("60", "万千瓦", "兆瓦", "600"),
        ("3", "成", "%", "30"),
        ("2", "季度", "个月", "6"),
        ("500", "平米", "平方米", "500"),
        ("5", "亿元人民币", "万元", "50000"),
        ("100", "万", "万人", "100"),  # 常住人口100万
        ("0", None, "户", "0"),  # 零就业家庭为零
        ("13", "％", "%", "13"),
        ("9", None, "", "9"),
    ],
)
def test_values_convert_exactly(value: str, printed: str | None, wanted: str, found: str) -> None:
    assert convert(Decimal(value), printed, wanted) == Decimal(found)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("亿元", "亿美元"),
        ("亿美元", "亿港元"),
        ("个工作日", "天"),
        ("%", "百分点"),
        ("家", "万人"),
        ("人次", "人"),
        ("件", "件/万人"),
        ("平方米", "米"),
        (None, "亿元"),
        ("万", "亿元"),
        ("星", "家"),
        ("吨", "吨标准煤"),
    ],
)
def test_what_no_fixed_factor_converts_is_not_converted(printed: str | None, wanted: str) -> None:
    assert convert(Decimal(5), printed, wanted) is None


def test_thousand_metres_are_no_thousand_of_metres() -> None:
    kilometre, points = read_unit("千米"), read_unit("百分点")
    assert kilometre is not None
    assert points is not None
    assert (kilometre.dimension, kilometre.factor) == ("length", 1000)
    assert (points.dimension, points.factor) == ("points", 1)
    assert read_unit("万亩") is not None
    assert read_unit("亩/家").factor == Fraction(10000, 15)  # type: ignore[union-attr]


def test_every_unit_of_the_catalogue_is_known() -> None:
    units = {unit for entry in catalogue().entries.values() for unit in (entry.unit, *entry.other_units)}
    assert [unit for unit in units if read_unit(unit) is None] == []


@pytest.mark.parametrize(
    ("value", "direction", "found"),
    [
        ("14.7", "fall", "-14.7"),
        ("-3.2", "fall", "-3.2"),
        ("5", "rise", "5"),
        ("5", None, "5"),
        ("-1", None, "-1"),
        ("0", "fall", "0"),
    ],
)
def test_a_fall_has_a_minus_sign(value, direction, found):
    assert signed(Decimal(value), direction) == Decimal(found)
