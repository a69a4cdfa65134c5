"""A value in one unit becomes the same value in another: 43864万美元 are 4.3864亿美元. The units are those of ``text.numbers.units``.

A value with the words that say which way it goes becomes a value with a sign: 下降14.7% is -14.7.
"""

from decimal import Context, Decimal
from fractions import Fraction

from text.numbers.units import read_unit
from text.vocabulary import Movement

PLACES = Decimal("0.000001")
"""To how many places a converted value is rounded."""
WIDE = Context(prec=60)
"""For rounding: a figure of 18 digits in a unit of a million million is no reason to fail, whatever it means."""

_COUNTED = {"people", "count", "visits", "batches"}
"""Dimensions of things counted one by one: 万 without a word can only be of these."""


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
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PLACES, context=WIDE)


def signed(value: Decimal, direction: str | None) -> Decimal:
    """A growth, a change or a multiple with its sign. Rows keep the value as printed, so that a fall may be printed with a minus sign or without.

    >>> signed(Decimal("14.7"), "fall"), signed(Decimal("-3.2"), "fall"), signed(Decimal("0.5"), "rise"), signed(Decimal("0.5"), None)
    (Decimal('-14.7'), Decimal('-3.2'), Decimal('0.5'), Decimal('0.5'))
    """
    return -abs(value) if direction == Movement.FALL else value
