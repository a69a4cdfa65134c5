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
CHINESE = "〇零一二两三四五六七八九十百千万亿"


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral, or None if it is not a numeral (``''``, ``万余``, ``一二、``).

    Digits alone are read by place (二〇二五 is 2025); otherwise by 十百千万亿 (两千三百万 is 23,000,000; 万 alone is 10,000).
    """
    if not text or any(char not in CHINESE for char in text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            section = (section + digit) or 1
            total = (total + section) * _MYRIADS[char] if char == "亿" else total + section * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def arabic_number(text: str) -> Decimal | None:
    """The exact decimal of ``1,053.88`` or ``47``; None where the text is no such number."""
    return Decimal(text.replace(",", "")) if _ARABIC.fullmatch(text) else None
