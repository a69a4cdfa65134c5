"""Digits and characters become numerals, and numerals with a unit become quantities: ``惠及居民3.9万余户`` holds 3.9 万户, more than.

Every numeral of a passage is found, whether it turns out a quantity or not. A quantity is a numeral with its unit from the table of units and with
what bounds it, before (超过, 不低于, 约) or after (以上, 左右); two numerals with one dash between them are one range (3-5家).

The value is as printed beside its unit: 32.6 and 亿元, never 3260000000. 万余人次 is 1 and 万人次; 百栋 is 100 and 栋; 十万分之十 is 10 and 十万分之.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from text.numbers.numerals import CHINESE, DIGITS, TWENTY, chinese_number, mixed_number
from text.numbers.units import COUNTERS, CURRENCIES, DURATIONS, PER_WORDS, SCALED, WORDS, words_of
from text.vocabulary import Comparator

# what a unit is not the beginning of: 单位, 单元
_NO_TENTHS = "(?![不新立为员果长功套本品效都交就分年型熟才绩片群网链批形名建])"
_GUARDS = {
    "成": _NO_TENTHS,
    "单": "(?![位元])",
    "款": "(?![项式])",
    "方": "(?![面向案式人户元])",
    "度": "(?![假过])",
    "台": "(?!阶)",
}


def _words(words: Iterable[str]) -> str:
    """One of these words, longest first; one of Latin letters does not end in the middle of a word."""
    latin = "(?![A-Za-z0-9])"
    guarded = {word: latin for word in words if word[-1].isascii() and word[-1].isalpha()} | _GUARDS
    return "|".join(re.escape(word) + guarded.get(word, "") for word in sorted(words, key=len, reverse=True))


_UNIT = _words(WORDS)
_PER = _words(PER_WORDS)
_DIGIT = "一二三四五六七八九"
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_POINT = f"点[〇零{_DIGIT}]{{1,6}}"  # 六点五
# what can be measured in parts, so that 三点五 before it is no point in time and no 三点一线
_PARTS = _words(
    words_of("ratio", "points", "multiple", "area", "length", "volume", "mass", "energy", "power", "coal", *CURRENCIES)
)
# a sign, where no dash or hyphen can stand: 增长-3.2%, 增速为−3.2%, (-0.5%), 财政缺口-3亿元
_SIGN = (
    r"(?<=[一-鿿])(?<![年月日])-(?=\d+(?:\.\d+)?(?:[%‰℃]|个?百分点))|(?<=[长速幅比为是达到至由从降约:(,、;和与~—])[-+](?=\d)"
    r"|(?:(?<=利润总额)|(?<=缺口|利润|差额|净额|结余|盈余|赤字|收益|流入|净增))-(?=\d+(?:\.\d+)?[万亿]{0,2}[元人])"
    r"|(?<=[长速幅为是比])—(?=\d)|(?<=[长速幅为由从至到是的和、(])负(?=\d)"
)

# 百分之六点五   两成八   半数   翻一番   3万2千   5465   1,053.88   3.9万   数百   百余万   万   三十六亿五千万   六点五
# The characters that one can begin with stand first, so that a place without any of them is skipped at once.
NUMERAL = re.compile(
    rf"""
    (?=[{CHINESE}{TWENTY}{_VULGAR}\d半过翻倍数几负—+-])(?:
    (?P<denominator>[{CHINESE}]{{1,6}}|\d{{1,4}}[万亿]?)分之(?P<part>[{CHINESE}]{{1,8}}(?:{_POINT})?|\d{{1,20}}(?:\.\d{{1,20}})?)
  | (?<![\d/.])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=以上|以内|以下|左右|的|强|多?[,。;、]|$)
  | (?<![\d.])(?P<vulgar>[{_VULGAR}])(?=以上|以内|以下|左右|的|强|多?[,。;、]|$)
  | (?<![{CHINESE}])(?:(?P<lowest>[{_DIGIT}]|(?<![\d.])\d)(?P<to>[-—~～至到]))?
    (?P<tenths>[{_DIGIT}两]|(?<![\d.])\d(?:\.\d)?)成(?P<hundredths>[{_DIGIT}](?![{CHINESE}家个名人户])|半(?![年月天日]))?{_NO_TENTHS}
  | (?P<half>半数|一半|(?<!时间)(?<!任务)(?<!进度)(?<!双)过半数?(?=[,。;、的以])|(?<=[近超])半(?=[,。;、的以]))
  | 翻了?(?P<about>近|约|将近)?(?P<twice>[{_DIGIT}两]|\d(?:\.\d{{1,2}})?)?番(?!半)
  | (?:(?<=[数总]量)|(?<=规模)|(?<=产值)|(?<=收入)|(?<=[数量]实现)|(?<=规模实现)|(?<=产值实现)|(?<=收入实现)|(?<=[元家户个人吨件]、实现)|(?<=\d年))
    (?P<double>倍增|翻倍)(?=[,。;、]|$)
  | (?P<sign>{_SIGN})?(?P<arabic>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>(?:[百千](?![瓦克米伏卡分升]))?[万亿]{{0,2}})
    (?P<more>(?:(?<=[百千万亿])零?\d{{1,4}}(?:[百千](?![瓦克米伏卡分升])|[万亿])*(?![\d.,:A-Za-z年月日号%-]))+)?
  | (?P<loose>(?<![总人户家件次额指个系基参少多无岁分函级票])数(?=[十百千万亿])[十百千万亿]+|几[十百千万亿]+
    |翻了?[{_DIGIT}两]番半|(?<=实现)(?:倍增|翻倍)(?=[,。;、]|$))
  | (?P<chinese>(?:[{CHINESE}]|[{TWENTY}](?=[余多]?(?:[{_DIGIT}万亿]|{_UNIT})))+(?P<point>{_POINT}(?=[百千]?[万亿]{{0,2}}(?:{_PARTS})|[万亿]))?)
    )""",
    re.VERBOSE,
)

# what comes after the numeral: 余  万余  多亿  万元/人   批次/千人
_AFTER = re.compile(
    rf"(?P<vague>[余多几来](?=[万亿]|(?:{_UNIT})))?(?P<scale>[万亿]{{1,2}})?(?P<vague2>[余多](?=(?:{_UNIT})))?(?P<unit>{_UNIT})?"
    rf"(?P<per>(?:/|(?<=[克吨斤瓦])每(?=立方|升|亩|平方|公顷))(?:[十百千万亿]{{0,2}}(?:{_PER})))?(?P<rate>(?<=\d)/(?:10|十)万(?!\d))?"
)
_RANGE = re.compile(
    rf"[-—~～至](?=-?[\d两十{_DIGIT}])|——(?=\d)|(?<![由从]\d)(?<![由从]\d\d)(?<=\d)到(?=\d)|(?<=[十百千万亿两{_DIGIT}])(?<![统同唯专合归划逐单之第周]一)到(?=[两十{_DIGIT}])"
)

_BEFORE = (
    (
        re.compile(
            r"(?:不得?[低少小]于|不低於|≥|>=|[大高]于(?:或者?)?等于)(?:达到|达|为)?$|(?:至少|最少|起码)(?:有|为|达到?|(?:[一-鿿]{2}){1,2})?$"
        ),
        Comparator.GTE,
    ),
    (re.compile(r"(?:不得?(?:超过|[高多大]于)|≤|<=|[小低]于(?:或者?)?等于|至多|顶多|最多)$"), Comparator.LTE),
    (
        re.compile(
            r"(?:超过|突破|首破|再破|冲[破过]|高于|大于|多于|逾|>|(?<![赶反])超|(?<=总数|数量|总量|首次|再次)过|(?<=首次|再次)破)(?:了)?$"
        ),
        Comparator.GT,
    ),
    (re.compile(r"(?:低于|少于|小于|不足|不到|未达到?|未满|(?<!意)不满|<)$"), Comparator.LT),
    (
        re.compile(
            r"(?:大约|大概|大致|差不多|约[摸莫]|约为|接近|将近|(?<![节签条预公特合制契违])约|(?<![最附临靠远邻])近)$"
        ),
        Comparator.APPROX,
    ),
)
_BEHIND = (
    (re.compile(r"(?:\(含\))?(?:及|或)?以上|之上(?=[,。;、)]|$)"), Comparator.GTE),
    (re.compile(r"(?:有余|出头|开外)(?=[,。;、)]|$)"), Comparator.GT),
    (re.compile(r"左右|上下"), Comparator.APPROX),
    (re.compile(r"(?:\(含\))?(?:及|或)?(?:以内|以下)|之内|之下(?=[,。;、)]|$)"), Comparator.LTE),
)


# Nearly all of them end so; behind 至少 may stand anything.
_BEFORE_ENDS = frozenset("于於≥=到达为过≤破逾>超了足<约概近多摸莫满少码致\n")
_ANY_BEFORE = re.compile("|".join(pattern.pattern for pattern, _ in _BEFORE))
_ANY_BEHIND = re.compile("|".join(pattern.pattern for pattern, _ in _BEHIND))

_UP_TO = re.compile(r"(?<![以及之级迈跃站登踏])上$")


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
        return _base(self.unit) if self.unit else ""


@cache
def _base(unit: str) -> str:
    return unit.lstrip("万亿") or unit


def find_quantities(text: str) -> list[Quantity]:
    """All numerals of a passage in order, none of them twice."""
    found: list[Quantity] = []
    position = 0
    while match := NUMERAL.search(text, position):
        after = found[-1].end if found else 0
        quantity = _quantity(text, match, after)
        if _is_numbered(text, quantity) and (
            second := NUMERAL.match(text, match.start() + match.group().index(".") + 1)
        ):
            found.append(_label(match.start(), second.start() - 1, Decimal(match.group().partition(".")[0])))
            match, quantity = second, _quantity(text, second, found[-1].end)
        found.append(quantity)
        position = max(quantity.unit_end, match.end())
    return found


# 1.3家企业上市, 2.5个项目开工: the number of an item, and a count, of which there are no parts
_NUMBERED = re.compile(r"(?:^|[。;!\n])\s*$")
_NUMBER_OF_ITEM = re.compile(r"[1-9]\d?\.[1-9]\d*$")


def _is_numbered(text: str, quantity: Quantity) -> bool:
    run = text[quantity.number : quantity.number_end]
    return (
        quantity.unit in COUNTERS
        and quantity.unit_end > quantity.number_end
        and _NUMBER_OF_ITEM.match(run) is not None
        and _NUMBERED.search(text[max(0, quantity.number - 4) : quantity.number]) is not None
        and "一" <= text[quantity.unit_end : quantity.unit_end + 1] <= "鿿"
    )


def _label(start: int, end: int, value: Decimal) -> Quantity:
    """The number of an item."""
    return Quantity(start, start, end, end, end, value, None, None, Comparator.EQ, words=False, vague=False)


def _quantity(text: str, match: re.Match[str], after: int) -> Quantity:
    own = _unit_of(match)
    return _whole(text, match, own, after) if own else _with_unit(text, match, after)


def _whole(text: str, match: re.Match[str], unit: str, after: int) -> Quantity:
    """A numeral that has its unit in itself: 百分之六点五, 三分之二以上, 近三成, 翻一番."""
    value, _ = _value(match)
    top, end = None, match.end()
    if low := match["lowest"]:  # 六至七成
        value, top = 10 * Decimal(DIGITS.get(low, low)), value
    elif dash := _DASH.match(text, end):
        second = NUMERAL.match(text, dash.end())
        if second and (
            _unit_of(second) == unit or (match["denominator"] and second["chinese"] and not second["point"])
        ):
            top, end = _value(second)[0], second.end()
    vague = re.match(r"(?:[余强](?![^\s,。;、的左以])|多(?![元种样层次方项个度]))", text[end:]) is not None
    number_end, end = end, end + vague
    comparator, first, last = _bounds(text, match.start(), end, after)
    if top is not None:
        value = value if value is not None and value <= top else None
        comparator = Comparator.RANGE
    elif (vague and comparator in (Comparator.EQ, Comparator.APPROX)) or (
        comparator is Comparator.EQ and (match["half"] or "").startswith("过")
    ):
        comparator = Comparator.GT
    elif comparator is Comparator.EQ and match["about"]:
        comparator = Comparator.APPROX
    return Quantity(
        start=first,
        number=match.start(),
        number_end=number_end,
        unit_end=end,
        end=last,
        value=value,
        value_max=top,
        unit=unit,
        comparator=comparator,
        words=True,
        vague=vague,
    )


def _with_unit(text: str, match: re.Match[str], after: int) -> Quantity:
    """A numeral with the unit behind it, if there is one."""
    value, scale = _value(match)
    end = match.end()
    top, top_scale, wide = _upper(text, match.start(), end, scale)
    tail = _AFTER.match(text, wide if top is not None else end)
    assert tail is not None
    low_unit = ""
    if top is None and (wider := _upper_after_unit(text, tail)):
        top, top_scale, tail, low_unit = wider
    unit, unit_end = _tail(
        text, tail, (top_scale if top is not None else scale) or "", wide if top is not None else end
    )
    vague = bool(tail["vague"] or tail["vague2"]) and (bool(tail["unit"]) or bool(tail["scale"]))
    if (tail["scale"] and _CUT.search(match.group())) or (unit and _PIECE.match(match["arabic"] or "")):
        value = None  # 三十六亿五千多万; 00万亩, 012座: the end of a number
    if unit == "倍" and _MORE_TIMES.match(text, unit_end):
        vague, unit_end = True, unit_end + 1
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
        value = value if value is not None and value < top else None  # 10-5个 is no range, nor is 5-5%
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


_PIECE = re.compile(r"0\d")
# 增长2倍|多
_MORE_TIMES = re.compile("[多余强](?=[,。;、)]|$)")
# a scale inside a numeral, with more behind it
_CUT = re.compile("[万亿].*[^万亿]$")


def _tail(text: str, tail: re.Match[str], scale: str, end: int) -> tuple[str, int]:
    """The unit with its scale, and where it ends."""
    scale += tail["scale"] or ""
    own = tail["unit"] or ""
    if own in SCALED and not scale:
        own = ""  # 360度 is no electricity, 三方 no volume
    if tail["rate"]:
        return tail["rate"], tail.end("rate")  # 孕产妇死亡率9.5/10万
    unit = scale + own + ((tail["per"] or "") if own else "")
    unit_end = end
    if own:
        unit_end = max(tail.end("per") if tail["per"] else tail.end("unit"), end)
    elif tail["scale"]:
        unit_end = max(tail.end("scale"), tail.end("vague"), end)
    if unit in ("万", "百万") and (people := re.compile("居民|群众").match(text, unit_end)):
        unit, unit_end = unit + people.group(), people.end()  # 29万居民
    return unit, unit_end


def _is_a_figure(value: Decimal | None) -> bool:
    """No figure of a plan has more than fifteen digits before the point or six behind it; a line of digits has."""
    return value is not None and value < 10**15 and value == value.quantize(Decimal("0.000001"))


def _value(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The value beside its scale, None where it is no figure."""
    value, scale = _printed(match)
    return (value if _is_a_figure(value) else None), scale


def _printed(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """The value beside its scale: 3.9 and 万; 1 and 万 for 万 alone; 100 and nothing for 百."""
    if match["arabic"] is not None:
        return _arabic(match)
    if match["chinese"] is not None:
        return _characters(match)
    return _part_or_multiple(match), ""


def _part_or_multiple(match: re.Match[str]) -> Decimal | None:
    """三分之二 and 两成八 are percentages, 翻两番 is four times as much; 数百 has no value."""
    if match["denominator"]:
        return _of_denominator(match["denominator"], match["part"])
    if match["over"]:
        return _percent(Decimal(match["over"]), Decimal(match["under"]))
    if match["tenths"]:
        tenths = (
            Decimal(DIGITS.get(match["tenths"], 0) or match["tenths"])
            if match["tenths"] in DIGITS
            else Decimal(match["tenths"])
        )
        return 10 * tenths + (5 if match["hundredths"] == "半" else DIGITS.get(match["hundredths"] or "", 0))
    if match["half"]:
        return Decimal(50)
    if match["vulgar"]:
        part, _, whole = unicodedata.normalize("NFKC", match["vulgar"]).partition("\N{FRACTION SLASH}")
        return _percent(Decimal(part), Decimal(whole))
    if match["loose"]:
        return None
    twice = match["twice"] or "一"
    if twice in DIGITS:
        return Decimal(2) ** DIGITS[twice]
    times = Decimal(2) ** Decimal(twice)  # 翻1.7番 is 3.25 times as much
    return times if times == times.to_integral_value() else times.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _of_denominator(denominator: str, part: str) -> Decimal | None:
    number = Decimal(part) if part[0].isascii() else _decimal(part)
    if number is None or denominator in _POWERS:
        return number
    whole = Decimal(denominator) if denominator.isdecimal() else _chinese(denominator)
    return _percent(number, whole) if whole else None


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """三分之二 is 66.67%: as near as two places come."""
    if part >= whole:
        return None
    return (100 * part / whole).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0


_POWERS = ("百", "千", "万", "十万", "百万", "1万", "10万", "100万")


def _unit_of(match: re.Match[str]) -> str | None:
    """The unit that a numeral has in itself: % of 百分之六, 倍 of 翻一番."""
    denominator = match["denominator"]
    if denominator:
        return {"千": "‰"}.get(denominator, denominator + "分之") if denominator in _POWERS[1:] else "%"
    if match["over"] or match["vulgar"] or match["tenths"] or match["half"]:
        return "%"
    return "倍" if match["twice"] or match["double"] or match.group().startswith("翻") else None


def _arabic(match: re.Match[str]) -> tuple[Decimal | None, str]:
    digits, scale = match["arabic"].replace(",", ""), match["scale"]
    if len(digits) > 24:
        return None, scale  # no figure of anything: a line of digits
    if match["more"]:  # 3万2千
        return _scaled(mixed_number(match.group()), match.group())
    value = -Decimal(digits) if match["sign"] in ("-", "—", "负") else Decimal(digits)
    for char, factor in (("百", 100), ("千", 1000)):
        if scale.startswith(char):
            return value * factor, scale[1:]
    return value, scale


def _characters(match: re.Match[str]) -> tuple[Decimal | None, str]:
    run = match["chinese"]
    if match["point"]:
        return _decimal(run), ""
    body = run.rstrip("万亿")
    if len(run) > 20 or (not body and len(run) > 2):
        return None, ""
    if len(body) == len(run):
        return _chinese(run), ""
    return _scaled(chinese_number(run), run)


def _scaled(number: int | None, run: str) -> tuple[Decimal | None, str]:
    """36.5 and 亿 for 三十六亿五千万; 1903971 and nothing for 一百九十万零三千九百七十一, which goes on below its 万."""
    if number is None or run[-1] not in "万亿":
        return (None if number is None else Decimal(number)), ""
    for scale, factor in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if number >= factor:
            return Decimal(number) / factor, scale
    return Decimal(number), ""


def _decimal(run: str) -> Decimal | None:
    """六点五."""
    whole, _, places = run.partition("点")
    number = Decimal(0) if whole in ("零", "〇") else _chinese(whole)
    if number is None or not places:
        return number
    return number + Decimal("0." + "".join(str(DIGITS[digit]) for digit in places))


def _chinese(run: str) -> Decimal | None:
    if run == "零":
        return Decimal(0)
    if len(run) in (2, 3) and all(char in DIGITS for char in run):
        return None  # 唯一一家, 三五成群: no number
    number = chinese_number(run) if len(run) <= 20 else None
    return None if number is None else Decimal(number)


def _upper(text: str, start: int, end: int, scale: str) -> tuple[Decimal | None, str, int]:
    """The upper value of 3-5家: (5, scale, where it ends); (None, …) where there is no range."""
    dash = _RANGE.match(text, end)
    if (
        dash
        and dash.group() == "到"
        and not text[end - 1].isdecimal()
        and _FROM.search(text, max(0, start - 12), start)
    ):
        dash = None  # 由三千到三千五百人 is a rise
    match = NUMERAL.match(text, dash.end()) if dash else None
    if match is None or not _bare(match):
        return None, "", end
    value, top_scale = _value(match)
    if value is None or text[match.end() : match.end() + 1] in ("-", "+"):
        return None, "", end
    return value, top_scale or scale, match.end()


_DASH = re.compile("[-—~至到]")
_FROM = re.compile("[由从自]")


def _bare(match: re.Match[str]) -> bool:
    """Is it a numeral without a unit of its own?"""
    return match["arabic"] is not None or match["chinese"] is not None


def _upper_after_unit(text: str, tail: re.Match[str]) -> tuple[Decimal, str, re.Match[str], str] | None:
    """5%—5.5%, 8%到10%之间: the same unit on both sides of the dash."""
    if not tail["unit"] or not (_RANGE.match(text, tail.end()) or _is_to(text, tail)):
        return None
    match = NUMERAL.match(text, tail.end() + 1)
    if match is None or not _bare(match):
        return None
    value, scale = _value(match)
    second = _AFTER.match(text, match.end())
    if value is None or second is None or second["unit"] != tail["unit"] or _is_moved_to(text, tail, value):
        return None
    return value, scale, second, tail["unit"]


# 低保标准提高|60元至720元: by how much it was raised, and to what
_MOVED_BY = re.compile(
    r"(?:提高|提标|提升|增加|净增|新增|上调|上涨|扩大|增长|增|降低|下降|下调|降|减少|压缩|压减|缩短|缩减|减)了?约?(?P<by>\d+(?:\.\d+)?)[万亿]{0,2}$"
)
_MUCH_MORE = 3


def _is_moved_to(text: str, tail: re.Match[str], top: Decimal) -> bool:
    """Does 至 stand between how far a figure moved and what it came to, and no range? The two ends of a range (增加50元至100元) lie near each other."""
    if tail["unit"] in _PERCENT_UNITS:
        return False
    moved = _MOVED_BY.search(text[max(0, tail.start("unit") - 24) : tail.start("unit")])
    if moved is None:
        return False
    by = Decimal(moved["by"])
    return top >= _MUCH_MORE * by or top < by


_PERCENT_UNITS = frozenset(words_of("ratio", "points"))


def _is_to(text: str, tail: re.Match[str]) -> bool:
    """Does 到 join the two ends of a range (8%到10%之间), and tell of no rise (由8%到10%)?"""
    return text.startswith("到", tail.end()) and not _FROM.search(text, max(0, tail.start() - 12), tail.start())


def _bounds(text: str, start: int, end: int, after: int) -> tuple[Comparator, int, int]:
    """What bounds the number before and after it, and the span with these words."""
    comparator, first, last = Comparator.EQ, start, end
    before = text[max(after, start - 8) : start]
    may_be = before[-1:] in _BEFORE_ENDS or "少" in before or "起码" in before
    for pattern, word in _BEFORE if may_be and _ANY_BEFORE.search(before) else ():
        if match := pattern.search(before):
            comparator, first = word, start - (len(before) - match.start())
            break
    if text[start] in "百千万亿" and _UP_TO.search(before):
        comparator, first = Comparator.APPROX, start - 1  # 上百家
    for pattern, word in _BEHIND if _ANY_BEHIND.match(text, end) else ():
        if match := pattern.match(text, end):
            if comparator in (Comparator.EQ, Comparator.APPROX):
                comparator = word
            last = match.end()
            break
    return comparator, first, last
