"""Digits and characters become numerals, and numerals with a unit become quantities: ``惠及居民3.9万余户`` holds 3.9 万户, more than.

Every numeral of a passage is found, whether it turns out a quantity or not. A quantity is a numeral with its unit from the table of units and with
what bounds it, before (超过, 不低于, 约) or after (以上, 左右); two numerals with one dash between them are one range (3-5家).

The value is as printed beside its unit: 32.6 and 亿元, never 3260000000. 万余人次 is 1 and 万人次; 百栋 is 100 and 栋; 十万分之十 is 10 and 十万分之.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from text.numbers.numerals import CHINESE, DIGITS, chinese_number
from text.numbers.units import DURATIONS, PER_WORDS, WORDS
from text.vocabulary import Comparator

_UNIT = "|".join(map(re.escape, WORDS))
_PER = "|".join(map(re.escape, PER_WORDS))

# 5465   1,053.88   3.9万   百余万   万   十万分之十   百分之七十五
NUMERAL = re.compile(
    rf"""
    (?P<denominator>[{CHINESE}]{{1,6}})分之(?P<part>[{CHINESE}]{{1,8}}|\d{{1,20}}(?:\.\d{{1,20}})?)
  | (?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>(?:[百千](?![瓦克米伏卡分]))?[万亿]{{0,2}})
  | (?P<chinese>[{CHINESE}]+)
    """,
    re.VERBOSE,
)

# what comes after the numeral: 余  万余  多亿  万元/人   批次/千人
_AFTER = re.compile(
    rf"(?P<vague>[余多几来](?=[万亿]|(?:{_UNIT})))?(?P<scale>[万亿]{{1,2}})?(?P<vague2>[余多](?=(?:{_UNIT})))?(?P<unit>{_UNIT})?"
    rf"(?P<per>/(?:[十百千万亿]{{0,2}}(?:{_PER})))?"
)
_RANGE = re.compile(r"[-—~～至](?=[\d一二两三四五六七八九十])")

_BEFORE = (
    (
        re.compile(r"(?:不得?[低少小]于|不低於|≥|>=)(?:达到|达|为)?$|至少(?:有|为|达到?|(?:[一-鿿]{2}){1,2})?$"),
        Comparator.GTE,
    ),
    (re.compile(r"(?:不得?(?:超过|[高多大]于)|≤|<=)$"), Comparator.LTE),
    (re.compile(r"(?:超过|突破|高于|大于|多于|逾|>|(?<![赶反])超)(?:了)?$"), Comparator.GT),
    (re.compile(r"(?:低于|少于|小于|不足|不到|<)$"), Comparator.LT),
    (re.compile(r"(?:大约|约为|接近|将近|(?<![节签条预公特合制契违])约|(?<![最附临靠远邻])近)$"), Comparator.APPROX),
)
_BEHIND = (
    (re.compile(r"(?:\(含\))?(?:及|或)?以上"), Comparator.GTE),
    (re.compile(r"左右|上下"), Comparator.APPROX),
    (re.compile(r"(?:\(含\))?(?:及|或)?以内|以下|之内"), Comparator.LTE),
)


class Quantity(NamedTuple):
    """A numeral of a passage, with a unit or without (then ``unit`` is None).

    ``start``..``end`` take in the bounds, ``number``..``number_end`` the digits with their scale, ``unit_end`` the unit. ``words``: in Chinese
    characters. ``vague``: it contains 余 or 多.
    """

    start: int
    number: int
    number_end: int
    unit_end: int
    end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    comparator: Comparator
    words: bool
    vague: bool

    @property
    def base(self) -> str:
        """The unit without its scale: 人次 of 万人次."""
        return (self.unit or "").lstrip("万亿") or (self.unit or "")


def find_quantities(text: str) -> list[Quantity]:
    """All numerals of a passage in order, none of them twice."""
    found: list[Quantity] = []
    position = 0
    while match := NUMERAL.search(text, position):
        quantity = _quantity(text, match, found[-1].end if found else 0)
        found.append(quantity)
        position = max(quantity.unit_end, match.end())
    return found


def _quantity(text: str, match: re.Match[str], after: int) -> Quantity:
    value, scale = _value(match)
    end = match.end()
    top, top_scale, wide = _upper(text, end, scale)
    tail = _AFTER.match(text, wide if top is not None else end)
    assert tail is not None
    low_unit = ""
    if top is None and (wider := _upper_after_unit(text, tail)):
        top, top_scale, tail, low_unit = wider
    vague = bool(tail["vague"] or tail["vague2"])
    scale = (top_scale if top is not None else scale) or ""
    unit = (tail["unit"] or "") + (tail["per"] or "" if tail["unit"] else "")
    full_scale = scale + (tail["scale"] or "")
    if match["denominator"]:
        unit = "%" if match["denominator"] == "百" else match["denominator"] + "分之"
        unit_end = end
    else:
        unit = full_scale + unit
        unit_end = (
            tail.end("per")
            if tail["unit"] and tail["per"]
            else max(tail.end("unit"), tail.end("scale"), tail.end("vague"), end)
        )
        if not tail["unit"] and not tail["scale"]:
            unit_end = max(end, wide if top is not None else end)
            vague = False
    if unit in ("万", "百万") and (people := re.compile("居民|群众").match(text, unit_end)):
        unit, unit_end = unit + people.group(), people.end()  # 29万居民
    comparator, first, last = _bounds(text, match.start(), unit_end, after)
    if unit.endswith("亿级") and comparator is Comparator.EQ:
        comparator = Comparator.APPROX  # 千亿级 is an order of size
    if (
        tail["unit"] in DURATIONS
        and comparator is Comparator.EQ
        and text[last : last + 1] == "内"
        and text[last : last + 2] != "内部"
    ):
        comparator, last = Comparator.LTE, last + 1
    if top is not None:
        value = value if value is not None and value <= top else None  # 10-5个 is no range
        comparator = Comparator.RANGE
    elif vague and comparator in (Comparator.EQ, Comparator.APPROX):
        comparator = Comparator.GT
    return Quantity(
        start=first,
        number=match.start(),
        number_end=max(match.end(), wide if top is not None and not low_unit else match.end()),
        unit_end=unit_end,
        end=last,
        value=value,
        value_max=top,
        unit=unit or None,
        comparator=comparator,
        words=match["arabic"] is None,
        vague=vague,
    )


def _is_a_figure(value: Decimal | None) -> bool:
    """No figure of a plan has more than fifteen digits before the point or six behind it; a line of digits has."""
    return value is not None and value < 10**15 and value == value.quantize(Decimal("0.000001"))


def _value(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The value beside its scale, None where it is no figure."""
    value, scale = _printed(match)
    return (value if _is_a_figure(value) else None), scale


def _printed(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The value beside its scale: 3.9 and 万; 1 and 万 for 万 alone; 100 and nothing for 百."""
    if match["denominator"]:
        part = match["part"]
        number = Decimal(part) if part[0].isascii() else _chinese(part)
        return number, ""
    if match["arabic"] is not None:
        if len(match["arabic"]) > 24:
            return None, match["scale"]  # no figure of anything: a line of digits
        value = Decimal(match["arabic"].replace(",", ""))
        scale = match["scale"]
        for char, factor in (("百", 100), ("千", 1000)):
            if scale.startswith(char):
                return value * factor, scale[1:]
        return value, scale
    run = match["chinese"]
    body = run.rstrip("万亿")
    if len(body) < len(run) and len(run) <= 12:
        return (_chinese(body) if body else Decimal(1)), run[len(body) :]
    return _chinese(run), ""


def _chinese(run: str) -> Decimal | None:
    if run == "零":
        return Decimal(0)
    if len(run) in (2, 3) and all(char in DIGITS for char in run):
        return None  # 唯一一家, 三五成群: no number
    number = chinese_number(run) if len(run) <= 20 else None
    return None if number is None else Decimal(number)


def _upper(text: str, end: int, scale: str) -> tuple[Decimal | None, str, int]:
    """The upper value of 3-5家: (5, scale, where it ends); (None, …) where there is no range."""
    if not _RANGE.match(text, end):
        return None, "", end
    match = NUMERAL.match(text, end + 1)
    if match is None or match["denominator"]:
        return None, "", end
    value, top_scale = _value(match)
    if value is None or text[match.end() : match.end() + 1] in ("-", "+"):
        return None, "", end
    return value, top_scale or scale, match.end()


def _upper_after_unit(text: str, tail: re.Match[str]) -> tuple[Decimal, str, re.Match[str], str] | None:
    """5%—5.5%: the same unit on both sides of the dash."""
    if not tail["unit"] or not _RANGE.match(text, tail.end()):
        return None
    match = NUMERAL.match(text, tail.end() + 1)
    if match is None or match["denominator"]:
        return None
    value, scale = _value(match)
    second = _AFTER.match(text, match.end())
    if value is None or second is None or second["unit"] != tail["unit"]:
        return None
    return value, scale, second, tail["unit"]


def _bounds(text: str, start: int, end: int, after: int) -> tuple[Comparator, int, int]:
    """What bounds the number before and after it, and the span with these words."""
    comparator, first, last = Comparator.EQ, start, end
    before = text[max(after, start - 8) : start]
    for pattern, word in _BEFORE:
        if match := pattern.search(before):
            comparator, first = word, start - (len(before) - match.start())
            break
    for pattern, word in _BEHIND:
        if match := pattern.match(text, end):
            if comparator in (Comparator.EQ, Comparator.APPROX):
                comparator = word
            last = match.end()
            break
    return comparator, first, last
