"""Units become factors, and a value in one unit the same value in another: 43864万美元 are 4.3864亿美元.

A unit is read as what it measures and how many base units it is: 亿元 is 100000000 元, 亩 is 10000/15 平方米, 件/万人 is
1/10000 件 a person. Two units convert where they measure the same and nowhere else: there is no rate of exchange in
here, 工作日 are not days, and 年均 or 累计 is no unit. Factors are exact fractions.

Counting words (家 户 个 所 座 …) count one each; that 10户 and 10家 may not be the same things is for a caveat to say.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from indicators.reading.catalogue import DIMENSIONS

PLACES = Decimal("0.000001")
"""To how many places a converted value is rounded."""

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALE = re.compile(r"\A[十百千万亿]+")
# What is not one base unit of its dimension. A dimension's base unit is its first here, or any of those not named.
_FACTORS: dict[str, tuple[str, Fraction]] = {
    "%": ("ratio", Fraction(1, 100)),
    "‰": ("ratio", Fraction(1, 1000)),
    "平方公里": ("area", Fraction(10**6)),
    "平方千米": ("area", Fraction(10**6)),
    "公顷": ("area", Fraction(10**4)),
    "亩": ("area", Fraction(10**4, 15)),
    "公里": ("length", Fraction(1000)),
    "千米": ("length", Fraction(1000)),
    "吨": ("mass", Fraction(10**6)),
    "公斤": ("mass", Fraction(1000)),
    "千克": ("mass", Fraction(1000)),
    "斤": ("mass", Fraction(500)),
    "微克": ("mass", Fraction(1, 10**6)),
    "升": ("volume", Fraction(1, 1000)),
    "小时": ("time", Fraction(3600)),
    "分钟": ("time", Fraction(60)),
    "秒": ("time", Fraction(1)),
    "工作日": ("working days", Fraction(1)),
    "个工作日": ("working days", Fraction(1)),
    "年": ("years", Fraction(1)),
}
_BASES = {unit: (name, Fraction(1)) for name, units in DIMENSIONS.items() for unit in units.split()} | _FACTORS
_COUNTED = {"people", "count", "visits", "batches"}
"""Dimensions of things counted one by one: 万 without a word can only be of these."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures (``area``, ``count/people``), and how many base units it is."""

    dimension: str
    factor: Fraction


@cache
def read_unit(printed: str | None) -> Unit | None:
    """A unit as printed; no unit is a plain number; None for a unit that is not known.

    >>> read_unit("万亩").factor == Fraction(10**8, 15), read_unit("亿美元").dimension, read_unit("星")
    (True, 'dollar', None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", printed or ""))
    dimensions: list[str] = []
    factor = Fraction(1)
    for place, part in enumerate(plain.split("/")):
        if (found := _part(part)) is None:
            return None
        dimensions.append(found.dimension)
        factor = factor / found.factor if place else factor * found.factor
    return Unit("/".join(dimensions), factor)


def _part(part: str) -> Unit | None:
    # 千米 and 百分点 are words of their own, not a thousand metres and a hundred points.
    if part in _BASES:
        return Unit(*_BASES[part])
    scale = _SCALE.match(part)
    rest = part[scale.end() :] if scale else part
    if rest and rest not in _BASES:
        return None
    dimension, factor = _BASES[rest] if rest else ("", Fraction(1))
    for sign in scale[0] if scale else "":
        factor *= _SCALES[sign]
    return Unit(dimension, factor)


def convert(value: Decimal, printed: str | None, wanted: str | None) -> Decimal | None:
    """A value in the unit that it is printed in, in the unit that is wanted; None where no fixed factor leads there.

    A number with a scale and no unit (常住人口100万) is taken for what is counted one by one, and 0 needs no unit.

    >>> convert(Decimal(43864), "万美元", "亿美元"), convert(Decimal(1), "亿元", "亿美元")
    (Decimal('4.386400'), None)
    """
    source, target = read_unit(printed), read_unit(wanted)
    if source is None or target is None:
        return None
    bare = source.dimension == "" and (value == 0 or (source.factor != 1 and target.dimension in _COUNTED))
    if source.dimension != target.dimension and not bare:
        return None
    if source.factor == target.factor:
        return value
    exact = Fraction(value) * source.factor / target.factor
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PLACES)
