"""A cell of the indicator table becomes a bounded value, or a target that is set without a number.

>>> parse_cell("6左右").comparator, parse_cell("〔2100〕", {"〔": Span.CUMULATIVE}).span, parse_cell("与全市增长水平保持一致").comparator
(<Comparator.APPROX: 'approx'>, <Span.CUMULATIVE: 'cumulative'>, <Comparator.REF: 'ref'>)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from text.lexicon import load
from text.numbers.numerals import arabic_number
from text.numbers.quantities import find_quantities
from text.sources.source import fold
from text.vocabulary import Comparator, Span

# Brackets that mark a figure as a total or an average over years, each under the sign that opens it. The footnote of a table says which is which;
# where it says nothing, 〔 〕 and [ ] are five-year totals, as in the tables of the national plans (“[ ]内为5年累计数”).
CUSTOM = {"〔": Span.CUMULATIVE, "[": Span.CUMULATIVE}

_DASH = re.compile(r"[-—–_/\\·.]{1,4}|无|空")
_BRACKETED = re.compile(r"^(?P<open>[〔\[【({])\s*(?P<inner>[^〔〕\[\]【】(){}]*?)\s*[〕\]】)}](?P<tail>.*)$")
_OF_YEAR = re.compile(r"\((?P<year>20\d\d)年?(?:数据?|值)?\)$")
_SPAN_WORDS = re.compile(
    r"\((?P<words>[^()]*(?:累计|合计|年均|平均)[^()]*)\)|(?P<lead>^(?:五年|5年)?(?:累计|年均)(?:增长|达到?|完成)?)"
)
# 65（力争66）, 65，力争66: what is hoped for beyond the aim
_HOPED = re.compile(r"(?<=.)(?:\((?:力争|争取|奋斗目标|冲刺)[^()]*\)|[,;](?:力争|争取|冲刺)[^()]*)$")
_MARKS = re.compile(r"[*#※△▲①-⑳]+$")
_MORE_OR_LESS = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit1>%|‰)?±(?P<by>\d[\d,]*(?:\.\d+)?)(?P<unit>%|‰)?")

WORDS = load(Path(__file__).parents[1] / "data" / "cells.toml")
_LEADS, _TAILS = ([name for name in WORDS if name.endswith("_behind") is behind] for behind in (False, True))
_VALUE = re.compile(
    rf"""^(?>(?P<before>{"|".join(map(WORDS.any, _LEADS))})*)
        \s*(?P<number>[+-]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit1>%|‰)?
        (?:\s*(?:-|~|—|至|到)\s*(?P<number2>\d[\d,]*(?:\.\d+)?))?
        \s*(?P<unit>%|‰|pp|[一-鿿/]{{1,6}}?)??
        (?P<after>{"|".join(map(WORDS.any, _TAILS))})?$""",
    re.VERBOSE,
)
# Each word by its class, which is named for what it says.
_BOUNDS = {
    word: Comparator(name.removesuffix("_behind")) for name in WORDS if name != "eq" for word in WORDS.words(name)
}
_BEFORE = re.compile("|".join(WORDS.any(name) for name in _LEADS if name != "eq"))


@dataclass(frozen=True, slots=True)
class CellValue:
    """``value`` (and ``value_max`` of a range) in the unit of the row; None for ``ref`` and ``none``."""

    value: Decimal | None
    value_max: Decimal | None
    comparator: Comparator
    span: Span
    unit: str | None = None  # printed with the number: 1500亿元, 75%
    year: int | None = None  # that the cell gives itself: 45.2（2019年）


def parse_cell(text: str, brackets: Mapping[str, Span] = CUSTOM) -> CellValue:
    """Read a baseline or target cell. ``brackets`` says what each opening bracket stands for, as the table's footnote defines it.

    A cell with words and no number of its own (高于全市平均水平, 力争达到2020年的1.5倍) is ``ref``: set by reference to something else.
    """
    words = "".join(fold(text).split())
    span = Span.POINT
    if match := _BRACKETED.match(words):
        span = brackets.get(match["open"], Span.POINT)
        words = match["inner"] + match["tail"]
    if match := _SPAN_WORDS.search(words):
        said = match["words"] or match["lead"]
        span = Span.ANNUAL_AVERAGE if re.search("年均|平均", said) else Span.CUMULATIVE
        words = words[: match.start()] + words[match.end() :]
    words = _HOPED.sub("", _MARKS.sub("", words))
    year = None
    if match := _OF_YEAR.search(words):
        year, words = int(match["year"]), words[: match.start()]
    if not words or _DASH.fullmatch(words):
        return CellValue(None, None, Comparator.NONE, span)
    if (both := _MORE_OR_LESS.fullmatch(words)) and (around := _around(both)):
        return CellValue(*around, Comparator.RANGE, span, both["unit"] or both["unit1"], year)
    match = _VALUE.match(words)
    if match is None:
        return _in_characters(words, span, year) or CellValue(None, None, Comparator.REF, span)
    low = arabic_number(match["number"].lstrip("+-"))
    if low is None or low >= 10**15 or low != low.quantize(Decimal("0.000001")):
        return CellValue(None, None, Comparator.REF, span)
    if match["number"].startswith("-"):
        low = -low
    unit = match["unit"] or match["unit1"]
    high = arabic_number(match["number2"]) if match["number2"] else None
    if high is not None and high >= low:
        return CellValue(low, high, Comparator.RANGE, span, unit, year)
    lead = words[: match.start("number")]
    bounds = [_BOUNDS[m.group()] for m in _BEFORE.finditer(lead)]
    comparator = _BOUNDS.get(match["after"] or "") or (bounds[-1] if bounds else Comparator.EQ)
    return CellValue(low, None, comparator, span, unit, year)


def _in_characters(words: str, span: Span, year: int | None) -> CellValue | None:
    """八成五, 百分之八十八以上, 三百家; not 翻一番, which is so many times something else."""
    found = find_quantities(words)
    one = found[0] if len(found) == 1 else None
    if one is None or not one.words or (one.start, one.end) != (0, len(words)) or one.value is None or one.vague:
        return None
    if one.base == "倍" or (one.unit is None and one.value < _FEWEST):
        return None
    return CellValue(one.value, one.value_max, one.comparator, span, one.unit, year)


_FEWEST = 10  # 二 alone may be a number of another kind


def _around(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """180±5 is from 175 to 185. 180±5% may be five in a hundred of it, or points: nobody can tell."""
    middle, by = arabic_number(match["number"]), arabic_number(match["by"])
    if middle is None or by is None or by > middle or match["unit1"] != match["unit"]:
        return None
    return middle - by, middle + by


def has_odd_figure(text: str) -> bool:
    """Is a cell without a value a figure with a sign that is not understood (45↑), and no words?"""
    words = "".join(fold(text).split())
    return re.search(r"\d", words) is not None and re.search("[\u4e00-\u9fff]{2}", words) is None


# 注释：〔〕为五年累计数    1.[  ]内数据为五年累计数，【 】内数据为五年年均增长数
_LEGEND = re.compile(
    r"(?P<open>[〔\[【(])\s*[〕\]】)]\s*(?:内|中|里|号)?(?:的)?(?:数据|数字|数值|指标值|数)?(?:均)?(?:为|是|表示|指)(?P<what>[^,;。\n]{1,20})"
)


# 年均增速〔累计〕, the heading of a column
_LEGEND_IN_HEADING = re.compile(
    r"(?P<open>[〔\[【(])(?P<what>[^〔〕\[\]【】()]{0,6}(?:累计|年均)[^〔〕\[\]【】()]{0,6})[〕\]】)]"
)

# 带*的为2019年数据
_STARRED = re.compile(r"(?P<mark>[*#※△▲①-⑳])\s*(?:号|标记)?(?:的|者)?[^,;。*#※△▲\d]{0,12}(?P<year>20\d\d)\s*年")


def read_marks(note: str) -> dict[str, int]:
    """Of what year a table's footnote says the marked figures are: 带*的为2019年数据 → ``{"*": 2019}``."""
    return {match["mark"]: int(match["year"]) for match in _STARRED.finditer(fold(note))}


def mark_of(text: str) -> str:
    """The mark at the end of a cell, or nothing."""
    match = _MARKS.search("".join(fold(text).split()))
    return match.group()[-1] if match else ""


def read_legend(note: str, headings: Sequence[str] = ()) -> dict[str, Span]:
    """What a table's footnote and its headings say of its brackets: ``{"〔": Span.CUMULATIVE}``.

    With the custom of national plans where they say nothing.
    """
    found = dict(CUSTOM)
    for heading in headings:
        if match := _LEGEND_IN_HEADING.search(heading):
            found[match["open"]] = Span.CUMULATIVE if "累计" in match["what"] else Span.ANNUAL_AVERAGE
    for match in _LEGEND.finditer(fold(note)):
        found[match["open"]] = Span.ANNUAL_AVERAGE if re.search("年均|平均", match["what"]) else Span.CUMULATIVE
    return found


def ambiguous_brackets(note: str) -> frozenset[str]:
    """The brackets of which a footnote leaves open what is in them: []内为五年累计或年均数. The name of the row tells."""
    return frozenset(
        match["open"]
        for match in _LEGEND.finditer(fold(note))
        if re.search("年均|平均", match["what"]) and re.search("累计|合计|总", match["what"])
    )


_UNIT_BRACKET = re.compile(r"[(（〔\[](?P<unit>[^()（）〔〕\[\]]{1,16})[)）〕\]][*#※△▲①-⑳]*$|(?P<percent>[%％‰])$")
_NAME_SPAN = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{0,10}(?P<what>累计|年均)[^()（）〔〕\[\]]{0,4}[)）〕\]]")
# A last bracket that is no unit: a remark on the name (每万人口高价值发明专利拥有量（含PCT）).
_NO_UNIT = re.compile(r"含|不|口径|按|以|其中|年均|累计|一区|助理|试行|GDP|城镇|农村|城乡|常住|户籍|价|预计")


# 城镇化率[1]（%）, 城镇化率（%）②: the mark of a footnote behind the name or its unit
_NOTE_IN_NAME = re.compile(r"(?<=[一-鿿)）%％‰])(?:[\[〔【(（]注?\d{1,2}[\]〕】)）]|[①-⑳⑴-⒇⁰¹²³⁴-⁹*※])+(?=$|[(（〔\[])")


def split_unit(name: str) -> tuple[str, str | None]:
    """A printed name without its unit, and the unit: ``每千人口拥有执业（助理）医师数（人）`` → ``…医师数``, ``人``."""
    printed = _NOTE_IN_NAME.sub("", "".join(name.split()))
    span = _NAME_SPAN.search(printed)
    whole = span is not None and span.end() == len(printed) and not re.search("[,，;；、]", span.group())
    match = _UNIT_BRACKET.search(printed[: span.start()] if span and whole else printed)
    said = match["percent"] or re.split("[,，;；、]", match["unit"])[0] if match else ""
    if match is None or _NO_UNIT.search(said):
        return _MARKS.sub("", printed), None
    return printed[: match.start()] + (span.group() if span and whole else ""), fold(said)


# 地区生产总值年均增长率（%）; not PM2.5年均浓度, 年均增长点
_RISES_YEARLY = re.compile(
    r"年(?:均|平均)(?:增[长速幅加]|下降|降低|递增|提高|减少)(?:率|速度?|幅度?)?(?:[(（].{1,8}[)）]|[%％])?$"
)


def span_in_name(name: str) -> Span:
    """Does a name say that its figures are totals or averages over years: 单位GDP能耗降低（%）〔累计〕, 地区生产总值年均增长率?"""
    printed = "".join(name.split())
    match = _NAME_SPAN.search(printed)
    if match is None and _RISES_YEARLY.search(printed):
        return Span.ANNUAL_AVERAGE
    return Span.POINT if match is None else Span.CUMULATIVE if match["what"] == "累计" else Span.ANNUAL_AVERAGE
