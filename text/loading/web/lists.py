"""The numbers that a browser puts before the items of a list are not in the text of a page; here they are made.

``start``, ``value``, ``reversed`` and ``type`` count, and ``list-style-type`` where the list itself says it.
"""

import re
from collections.abc import Callable, Iterator

from text.loading.web.tree import Element

_DIGITS = "〇一二三四五六七八九"
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
# a number that is typed: 1. （一） ① 第一条
_TYPED = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）、.．](?!\d)|[①-⑳]|第[一二三四五六七八九十\d]{1,3}[章节条篇]|\d{1,2}(?:\.\d{1,2})+\s)"
)
_OF_NOTE = re.compile(r"(?:user-content-)?_?(?:fn|ftn|edn|cite_?note|footnote|endnote|note)[-_:]?\w", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE = (
    "cjk-ideographic",
    "simp-chinese-informal",
    "trad-chinese-informal",
    "cjk-decimal",
    "simp-chinese-formal",
    "japanese-informal",
)
_ROMAN = {
    "m": 1000,
    "cm": 900,
    "d": 500,
    "cd": 400,
    "c": 100,
    "xc": 90,
    "l": 50,
    "xl": 40,
    "x": 10,
    "ix": 9,
    "v": 5,
    "iv": 4,
    "i": 1,
}
_MOST = 9999

Label = Callable[[Element], str]


def label_of(element: Element) -> Iterator[Label]:
    """For one item after another, what gives its label; of a list without numbers nothing."""
    if element.tag != "ol":
        while True:
            yield _nothing
    items = [child for child in element.elements() if child.tag == "li"]
    down = "reversed" in element.attributes
    number = _integer(element.attributes.get("start", ""), len(items) if down else 1)
    style = _style_of(element)
    while True:
        label = _Counted(number, style)
        yield label
        number = label.number + (-1 if down else 1)


def _nothing(item: Element) -> str:
    return ""


class _Counted:
    """The label of one item; a ``value`` of its own changes the count."""

    def __init__(self, number: int, style: str) -> None:
        self.number = number
        self.style = style

    def __call__(self, item: Element) -> str:
        self.number = _integer(item.attributes.get("value", ""), self.number)
        style = _style_of(item, self.style)
        if _TYPED.match(item.text()[:40]) or _OF_NOTE.match(item.attributes.get("id", "")):
            return ""
        return _written(self.number, style)


def _integer(words: str, otherwise: int) -> int:
    return int(words) if re.fullmatch(r"\s*-?\d{1,6}\s*", words) else otherwise


def _style_of(element: Element, otherwise: str = "decimal") -> str:
    said = _STYLE.search(element.style)
    if said:
        return said[1].strip().lower()
    return _TYPES.get(element.attributes.get("type", ""), otherwise)


def _written(number: int, style: str) -> str:
    if "none" in style.split():
        return ""
    if any(name in style for name in _CHINESE):
        return f"{chinese(number)}、"
    if ("circle" in style and "decimal" not in style) or style in ("disc", "square"):
        return ""
    if "circled-decimal" in style and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if not 1 <= number <= _MOST:
        return f"{number}. "
    if "alpha" in style or "latin" in style:
        return f"{_letters(number, upper='upper' in style)}. "
    if "roman" in style:
        roman = _roman(number)
        return f"{roman.upper() if 'upper' in style else roman}. "
    return f"{number}. "


def _letters(number: int, *, upper: bool) -> str:
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A" if upper else "a") + digit) + letters
    return letters


def _roman(number: int) -> str:
    written = ""
    for letters, value in _ROMAN.items():
        times, number = divmod(number, value)
        written += letters * times
    return written


def chinese(number: int) -> str:
    """A number below 100 in Chinese.

    >>> chinese(10), chinese(21), chinese(30)
    ('十', '二十一', '三十')
    """
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
