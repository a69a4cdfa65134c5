"""A numeral that is a piece of a figure whose other signs were misread: the 5 of 3l5亿元, the 3 of 88。3亿元, the 5.70 of 5.70/0.

OCR takes digits for letters, a point for another mark and 亿 for 忆. Such a piece is no figure, and what was meant is not guessed.
"""

import re

from text.ledger.dispositions import NumeralPlace

_LETTERS = "OoIl|SsBbZz"
_ONES = "Il|"
_MARKS = "。,、:'’`"
_WRONG_WORDS = "忆方干无"
# A place without any of them beside the numeral is left at once.
_BEFORE = frozenset(_LETTERS + _MARKS + "./点")
_AFTER = frozenset(_LETTERS + _MARKS + _WRONG_WORDS + "./万亿点")

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_MEASURE = r"(?:[%‰]|[百千]?[万亿]|元|个?百分点|公里|公顷|平方|[亩吨])"
_UNIT = rf"(?:{_MEASURE}|[人户家个件项名座所条辆斤米次套张处场])"

# 36|O亿元, 6|O00家, 1|o%; 4o.|9%, l.|8%, S|5亿元
_LETTER_BEHIND = re.compile(rf"[.,]?[{_LETTERS}][\d.,{_LETTERS}]{{0,6}}{_UNIT}")
_LETTER_WITHIN = re.compile(rf"\d[.,]?[{_LETTERS}]{{1,2}}[.,]?$")
_LETTER_BEFORE = re.compile(rf"(?<![A-Za-z0-9])[{_LETTERS}]{{1,2}}(?P<point>[.,])?$")
_OF_MEASURE = re.compile(_MEASURE)

# 88|。3亿元 and 88。|3亿元: whole numbers on both sides, and a unit behind the second alone
_SECOND = re.compile(rf"(?P<mark>[{_MARKS}])(?P<second>\d{{1,2}})(?={_UNIT})")
_FIRST = re.compile(rf"(?<![\d.,:第])(?P<first>\d{{1,4}})(?P<mark>[{_MARKS}])$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLAUSE = re.compile(r"[,。;:!?]")
_SEVERAL = re.compile(r"[、和与及]|分别|依次|各|均|双|第")
_RATIO = re.compile(r"比[^,。;]{0,6}$")

# 5.5|0/0, 5.5|o/o, 5.70|/0, 5.59|/6; 忆元, 方人, 干米, 亿无
_PER_CENT = re.compile(r"[0oO]/[0oO]|/[0oO](?!\d)|(?<=9)/6(?![\d月])")
_OF_PER_CENT = re.compile(r"(?:[\d.][0oO]|\d9)/$")
_WRONG_WORD = re.compile(
    r"[百千万]?(?:忆|方(?=[人户元亩吨家个件])|干(?=[人户元亩吨米瓦克])|[万亿]{1,2}无(?=[,。;、)]|$))"
)

# 123,|4567万元, 3'|600个, 1.234.|567万元, whose marks don't group by thousands; .|3亿元, whose whole number is elsewhere
_GROUPS = "0123456789.,'’`"
_WRONG_GROUPS = re.compile(
    rf"\d{{1,3}}(?:,\d{{4,6}}|['’`]\d{{3}}|\.\d{{1,6}}\.\d{{1,6}})(?:[.,'’`]\d+)*(?={_UNIT})|(?<![\w.)\]])\.\d+(?={_UNIT})"
)


def is_torn(place: NumeralPlace) -> bool:
    """Is this numeral a piece of a figure that was misread?"""
    text, start = place.text, place.quantity.number
    before, after = text[max(0, start - 1) : start], place.after(1)
    if before not in _BEFORE and after not in _AFTER and place.run[-1:] not in _AFTER:
        return False
    digits = _DIGITS.match(text, start)
    if digits is None:
        return False
    end = digits.end()
    return (
        _WRONG_WORD.match(text, end) is not None
        or _is_said(text, start, end)
        or _beside_letters(place, end)
        or _beside_a_mark(text, start, end)
        or _of_a_per_cent(text, start, end)
        or _wrongly_grouped(text, start, end)
    )


# 6|点5%, 6点|5%
_SAID_POINT = re.compile(rf"点\d{{1,3}}(?={_MEASURE})")


def _is_said(text: str, start: int, end: int) -> bool:
    """Is it a half of a figure whose point is a word?"""
    return _SAID_POINT.match(text, end) is not None or (
        start > 1
        and text[start - 1] == "点"
        and text[start - 2].isdecimal()
        and _SAID_POINT.match(text, start - 1) is not None
    )


def is_torn_scale(place: NumeralPlace) -> bool:
    """万 of 5.4S万名 and of [图片]万人 is no 10,000."""
    return place.run[:1] in _SCALES and _BLOT_BEFORE.search(place.before(4)) is not None


_SCALES = ("万", "亿", "百", "千")
_BLOT_BEFORE = re.compile(rf"(?:\d[.,]?[{_LETTERS}]|图片?[\])]|[_□■�]|(?<![A-Za-z])[Xx×]{{1,4}})$")


def _beside_letters(place: NumeralPlace, end: int) -> bool:
    text, start = place.text, place.quantity.number
    if text[:1] == "|" or text[-1:] == "|":
        return False  # a row of a table
    if _LETTER_BEHIND.match(text, end):
        return True
    lead = text[max(0, start - 5) : start]
    counted = re.match(_UNIT, text[end : end + 4]) is not None
    if _LETTER_WITHIN.search(lead):
        return counted
    found = _LETTER_BEFORE.search(lead)
    if found is None:
        return False
    return _OF_MEASURE.match(text, end) is not None or (counted and bool(found["point"] or lead[-1] in _ONES))


def _beside_a_mark(text: str, start: int, end: int) -> bool:
    """Two whole numbers with a mark between them that is none of a list: 分别为12、8% are two figures, and 1:5 may be a ratio."""
    if behind := _SECOND.match(text, end):
        first, mark, second = start, behind["mark"], behind.start("second")
        if text[max(0, first - 1) : first] in (".", ",", ":", "第"):
            return False
    elif before := _FIRST.search(text[max(0, start - 8) : start]):
        first, mark, second = start - len(before.group()), before["mark"], start
        if end - start > 2 or not re.match(_UNIT, text[end : end + 4]):
            return False
    else:
        return False
    whole = text[first : second - 1]
    if not whole.isdecimal() or _YEAR.fullmatch(whole):
        return False
    clause = _CLAUSE.split(text[max(0, first - 40) : first])[-1]
    if mark == "、":
        return _OF_MEASURE.match(text[second : second + 6].lstrip("0123456789")) is not None and not _SEVERAL.search(
            clause
        )
    if mark == ":":
        return not _RATIO.search(clause) and clause != ""
    return clause != ""


def _of_a_per_cent(text: str, start: int, end: int) -> bool:
    if _PER_CENT.match(text, end):
        return True
    return text[start:end] in ("0", "6") and _OF_PER_CENT.search(text[max(0, start - 4) : start]) is not None


def _wrongly_grouped(text: str, start: int, end: int) -> bool:
    first = start
    while first > max(0, start - 16) and text[first - 1] in _GROUPS:
        first -= 1
    found = _WRONG_GROUPS.search(text, first, end + 24)
    return found is not None and found.start() <= start and found.end() >= end
