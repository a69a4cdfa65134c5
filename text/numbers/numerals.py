"""Chinese numerals become numbers: 十二 is 12, 一百零三 is 103, 二〇三五 is 2035.

>>> chinese_number("十四")
14
>>> chinese_number("二〇三五")
2035
"""

import re
from decimal import Decimal

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_SIGNS = {value: sign for sign, value in _MYRIADS.items()}
CHINESE = "〇零一二两三四五六七八九十百千万亿"
_TWENTY = {"廿": "二十", "卅": "三十"}
TWENTY = "".join(_TWENTY)


_PIECE = re.compile(rf"\d+|[{CHINESE}]")


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None if it is not a numeral (``''``, ``万余``, ``一二、``, ``一百五``).

    Digits alone are read by place (二〇二五 is 2025); otherwise by 十百千万亿 (两千三百万 is 23,000,000; 万 alone is 10,000). What can be said of two
    numbers is none: 两三百, and 三万二, which may be 32,000 or 30,002.
    """
    for char, plain in _TWENTY.items():
        text = text.replace(char, plain)  # 廿五
    if not text or any(char not in CHINESE for char in text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return mixed_number(text)


def mixed_number(text: str) -> int | None:
    """The same of a numeral that may have Arabic digits before its scales: 3万2千 is 32,000, 1亿2000万 is 120,000,000.

    >>> mixed_number("三十六亿五千万"), mixed_number("3万2千"), mixed_number("三万二")
    (3650000000, 32000, None)
    """
    pieces = _PIECE.findall(text)
    return _by_scale(pieces, (10**8, 10**4)) if "".join(pieces) == text else None


def _by_scale(pieces: list[str], scales: tuple[int, ...]) -> int | None:
    """亿 divides first, then 万, then what is below ten thousand."""
    if not scales:
        return _below_ten_thousand(pieces)
    scale, char = scales[0], _SIGNS[scales[0]]
    if char not in pieces:
        return _by_scale(pieces, scales[1:])
    at = len(pieces) - 1 - pieces[::-1].index(char)
    left, right = pieces[:at], pieces[at + 1 :]
    # 一万五千亿: what stands before 亿 may have a 万 of its own
    many = _by_scale(left, (10**4,) if char == "亿" else ()) if left else 1
    rest = _by_scale(right, scales[1:]) if right else 0
    if many is None or rest is None or rest >= scale or (right and _cut_short(right, rest, scale)):
        return None
    return many * scale + rest


def _cut_short(right: list[str], rest: int, scale: int) -> bool:
    """三万二 and 3万2: is 二 two, or two thousand? Only a nought or a scale of its own (三万零二, 三万二千) says."""
    named = any(piece in _TENS or piece in _MYRIADS for piece in right)
    whole = right[0].isdecimal() and len(right) == 1 and 10 * rest >= scale
    return not (right[0] in "零〇" or named or whole)


def _below_ten_thousand(pieces: list[str]) -> int | None:
    """两千零五十, 十五, 3千2百; None where the scales do not fall, or two digits stand side by side."""
    total, digit, last, nought = 0, None, 10**4, False
    for piece in pieces:
        if piece in _TENS:
            scale = _TENS[piece]
            if scale >= last or (digit is not None and digit > 9 and last != 10**4):
                return None
            total += (1 if digit is None else digit) * scale
            digit, last, nought = None, scale, False
        elif piece in "零〇":
            if digit is not None or (not total and len(pieces) > 1 and last != 10**4):
                return None
            nought = True
        elif digit is not None or piece in _MYRIADS:
            return None
        else:
            digit = int(piece) if piece.isdecimal() else DIGITS[piece]
    if digit is None:
        return total
    if digit >= last or (last not in (10, 10**4) and not nought and digit < last // 10):
        return None  # 一百五 may be 150
    return total + digit


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def arabic_number(text: str) -> Decimal | None:
    """The exact decimal of ``1,053.88`` or ``47``; None where the text is no such number."""
    return Decimal(text.replace(",", "")) if _ARABIC.fullmatch(text) else None
