"""What a work costs, where the text says it of that work.

投资规模0.36亿元        →  0.36亿元, 36,000,000 yuan
投资额预计 29.1 亿元    →  29.1 亿元, 2,910,000,000 yuan
总投资2亿美元           →  2亿美元, of no value in yuan
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from text.numbers.numerals import arabic_number
from text.numbers.units import MONEY, SCALES, in_yuan

MONEY_UNIT = rf"[{SCALES}]*(?:{'|'.join(sorted(MONEY, key=len, reverse=True))})"
"""A pattern of the units of money, with their scales: 亿元, 千万元, 亿美元."""

_MONEY = re.compile(
    r"(?:总投资|计划投资|拟投资|完成投资|投资规模|投资总额|投资额|投资概算|概算|估算|投资)(?:规模|总额|额)?(?:预计|约为|约|达到|达|近|为|:)*"
    rf"(?P<raw>(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{MONEY_UNIT}))(?!左右增长)"
)


@dataclass(frozen=True, slots=True)
class Money:
    """``text[start:end]`` is the sum as printed; ``cny`` in yuan, None for another currency."""

    start: int
    end: int
    cny: Decimal | None


def read_money(text: str, start: int = 0, end: int | None = None) -> Money | None:
    """The first sum that the words call an investment, or None. Text without white space."""
    match = _MONEY.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    number = arabic_number(match["number"])
    if number is None:
        return None
    return Money(start=match.start("raw"), end=match.end("raw"), cny=in_yuan(number, match["unit"]))
