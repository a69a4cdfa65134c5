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
from text.sources.source import fold

MONEY_UNIT = rf"[{SCALES}]*(?:{'|'.join(sorted(MONEY, key=len, reverse=True))})"
"""A pattern of the units of money, with their scales: 亿元, 千万元, 亿美元."""

_MONEY = re.compile(
    r"(?:总投资|计划投资|拟投资|完成投资|投资规模|投资总额|投资额|投资概算|概算|估算|投资)(?:规模|总额|额)?(?:预计|约为|约|达到|达|近|为|:)*"
    rf"(?P<raw>(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{MONEY_UNIT}))(?!左右增长)"
)


# 已完成投资8000万元 is no more than what was spent so far
_SPENT = re.compile(
    r"(?:累计|已|年度|本年|今年|当年|全年|完成)(?:度)?(?:计划|预计)?(?:完成)?投资(?:额)?(?:约|达|近|为|超|:)*$"
)
_SUMS = re.compile(
    rf"投资(?:额)?分别(?:约为|为|达到|达|约)?(?P<sums>\d[\d,.]*{MONEY_UNIT}(?:[、和]\d[\d,.]*{MONEY_UNIT})+)(?P<of>的)?"
)


def read_sums(text: str) -> tuple[re.Match[str], list[tuple[int, int, Decimal | None]]] | None:
    """The sums of several works, dealt out in their order: 总投资分别为12亿元、8亿元的… Text without white space."""
    match = _SUMS.search(text)
    if match is None:
        return None
    found: list[tuple[int, int, Decimal | None]] = []
    for one in re.finditer(rf"(?P<number>\d[\d,.]*)(?P<unit>{MONEY_UNIT})", match["sums"]):
        number = arabic_number(one["number"])
        begin = match.start("sums")
        if number is not None:
            found.append((begin + one.start(), begin + one.end(), in_yuan(number, one["unit"])))
    return match, found


@dataclass(frozen=True, slots=True)
class Money:
    """``text[start:end]`` is the sum as printed; ``cny`` in yuan, None for another currency."""

    start: int
    end: int
    cny: Decimal | None


def read_money(text: str, start: int = 0, end: int | None = None) -> Money | None:
    """The first sum that the words call an investment, or None. Text without white space."""
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        if not _SPENT.search(text, 0, match.start("raw")) or text.startswith("的", match.end()):
            break
    else:
        return None
    number = arabic_number(match["number"])
    if number is None:
        return None
    return Money(start=match.start("raw"), end=match.end("raw"), cny=in_yuan(number, match["unit"]))


_SUM = rf"(?P<raw>(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>{MONEY_UNIT}))"
_SAID = r"(?:规模|总额|额|估算|概算|匡算)*(?:预计|计划|约为|约|达到|达|近|为|超过|超|:)*"
_TOTAL = re.compile(rf"总投资{_SAID}{_SUM}")
_ANY = re.compile(
    rf"(?<![年度完成计])(?<!累计)(?<!计划)(?:投资|概算|估算|造价){_SAID}{_SUM}|(?:计划|拟|预计|概算|匡算)总?投资{_SAID}{_SUM.replace('P<', 'P<other_')}"
)


def read_total(text: str) -> tuple[str, Decimal | None] | None:
    """What a row of a list says that its work costs as a whole, as printed and in yuan: not what is spent on it in one year.

    Text folded and without white space.
    """
    match = _TOTAL.search(text)
    if match is None:
        match = next((one for one in _ANY.finditer(text) if not _IN_A_YEAR.search(text, 0, one.start())), None)
    if match is None:
        return None
    kind = "" if match.groupdict().get("raw") else "other_"
    number = arabic_number(match[f"{kind}number"])
    return None if number is None else (match[f"{kind}raw"], in_yuan(number, match[f"{kind}unit"]))


_IN_A_YEAR = re.compile(r"(?:20\d\d年|年度|本年|今年|当年|全年|已|累计)(?:度)?(?:计划|预计)?(?:完成)?$")


def cell_money(text: str, unit: str) -> tuple[str, Decimal | None] | None:
    """The sum in a cell, as printed and in yuan, whose unit the heading may give: 总投资 2.6亿元, or 2.6 under 总投资（亿元）."""
    raw = text.strip()
    word = re.sub(r"\s+", "", fold(raw)).rstrip("。;")
    match = re.fullmatch(r"[^\d]{0,10}?(?P<sum>\d[\d,]*(?:\.\d+)?(?P<unit>[^\d,.]{0,6}?))(?:左右|以上)?", word)
    if match is None:
        return read_total(word)
    own = match["unit"]
    known = bool(own) and re.fullmatch(MONEY_UNIT, own) is not None
    if own and not known:
        scale = re.fullmatch(rf"[{SCALES}]+", own)
        if scale is None:
            return read_total(word)
        own, known = f"{own}元", True
    number = arabic_number(match["sum"].removesuffix(match["unit"]))
    if number is None:
        return None
    said = own if known else unit if re.fullmatch(MONEY_UNIT, unit) else f"{unit}元" if unit else ""
    printed = raw if re.match(r"[\d]", word) else raw[next(i for i, char in enumerate(fold(raw)) if char.isdigit()) :]
    return printed, in_yuan(number, said) if said else None
