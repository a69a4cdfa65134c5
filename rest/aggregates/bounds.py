"""Sum, least, greatest and median of printed figures, which may be bounds: of ≥5 and 3, the sum is ≥8, the greatest ≥5 and the least 3.

A figure is the interval that it leaves open. Each of these functions grows with each figure, so its own interval is that of the lower ends and that of the
upper ends. Pure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from text.vocabulary import Aggregate, Comparator

ENDLESS = Decimal("Infinity")


class End(NamedTuple):
    """An end of an interval. ``nudge`` is 1 if it begins just above ``value`` (超过5), -1 if it ends just below (低于5); ``about``: 5左右."""

    value: Decimal
    nudge: int = 0
    about: bool = False


Interval = tuple[End, End]


@dataclass(frozen=True, slots=True)
class BoundedValue:
    """What a function comes to: as printed figures are, with a bound."""

    value: Decimal
    value_max: Decimal | None
    comparator: Comparator

    @property
    def pk(self) -> Decimal:
        """Of an object that may be null in a row, what tells that it is there."""
        return self.value


def interval(value: Decimal, value_max: Decimal | None, comparator: Comparator) -> Interval:
    """All that a figure may be."""
    match comparator:
        case Comparator.GTE | Comparator.GT:
            return End(value, int(comparator is Comparator.GT)), End(ENDLESS)
        case Comparator.LTE | Comparator.LT:
            return End(-ENDLESS), End(value, -int(comparator is Comparator.LT))
        case Comparator.RANGE if value_max is not None:
            return End(value), End(value_max)
        case _:
            end = End(value, about=comparator is Comparator.APPROX)
            return end, end


def compute(function: Aggregate, figures: Sequence[Interval]) -> BoundedValue | None:
    """What figures come to; None where there are none, or where they are bounds on both sides, of which nothing follows."""
    if not figures:
        return None
    of_ends = _FUNCTIONS[function]
    low, high = of_ends([one[0] for one in figures]), of_ends([one[1] for one in figures])
    below, above = low.value == -ENDLESS, high.value == ENDLESS
    if below and above:
        return None
    if above:
        return BoundedValue(low.value, None, Comparator.GT if low.nudge else Comparator.GTE)
    if below:
        return BoundedValue(high.value, None, Comparator.LT if high.nudge else Comparator.LTE)
    if low.value != high.value:
        return BoundedValue(low.value, high.value, Comparator.RANGE)
    return BoundedValue(low.value, None, Comparator.APPROX if low.about or high.about else Comparator.EQ)


def _together(ends: Iterable[End], parts: int = 1) -> End:
    """The sum of ends, or their mean."""
    ends = list(ends)
    nudge = next((end.nudge for end in ends if end.nudge), 0)
    return End(sum((end.value for end in ends), Decimal(0)) / parts, nudge, any(end.about for end in ends))


def _median(ends: Sequence[End]) -> End:
    ordered, half = sorted(ends), len(ends) // 2
    return ordered[half] if len(ends) % 2 else _together(ordered[half - 1 : half + 1], 2)


_FUNCTIONS: dict[Aggregate, Callable[[Sequence[End]], End]] = {
    Aggregate.SUM: _together,
    Aggregate.MIN: min,
    Aggregate.MAX: max,
    Aggregate.MEDIAN: _median,
}
