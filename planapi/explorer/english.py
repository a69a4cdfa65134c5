"""Units and caveats, which the data have in Chinese as they are printed, in English for pages in English: ``件/万人`` → ``per 10,000 people``.

What has no English here stays Chinese, and is marked as such.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indicators.caveats import read_caveat
from planapi.explorer.phrases import Phrasebook
from text.numbers.units import split_scale

_SCALES = {
    "": "",
    "千": "1,000",
    "万": "10,000",
    "百万": "1 million",
    "千万": "10 million",
    "亿": "100 million",
    "万亿": "1 trillion",
}
_ONE = {"people": "person", "households": "household", "cubic metres": "cubic metre", "square metres": "square metre"}
"""What a number is by: per person."""


class InLanguage(NamedTuple):
    """Words, and whether they are Chinese."""

    text: str
    is_chinese: bool


@cache
def _units() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "data" / "units.toml").read_text("utf-8"))


@cache
def _caveats() -> Phrasebook:
    return Phrasebook("caveats.toml")


def unit_in(unit: str | None, language: str) -> InLanguage:
    """A unit in a language.

    >>> [unit_in(one, "en").text for one in ("亿元", "家", "万户", "件/万人", "万元/人", "微克/立方米")]
    ['100 million yuan', '', '10,000 households', 'per 10,000 people', '10,000 yuan per person', 'micrograms per cubic metre']
    """
    english = _unit(unit or "") if language == "en" else None
    return InLanguage(unit or "", bool(unit)) if english is None else InLanguage(english, False)


@cache
def _unit(unit: str) -> str | None:
    above, _, below = unit.partition("/")
    parts = [_part(one) for one in (above, below) if one]
    if None in parts:
        return None
    if not below:
        return parts[0] if parts else ""
    whole, per = parts
    return f"{whole} per {_ONE.get(str(per), per)}".strip()


def _part(word: str) -> str | None:
    scale, of = split_scale(word) if word not in _units() else ("", word)
    name = _units().get(of) if of else ""
    if name is None or scale not in _SCALES:
        return None
    return f"{_SCALES[scale]} {name}".strip()


def amount_in(amount: str, unit: str | None, language: str) -> str:
    """A number with its unit, as it is read: 32.6亿元 or 32.6 × 100 million yuan.

    >>> amount_in("32.6", "亿元", "en"), amount_in("5.1", "%", "en"), amount_in("306", "家", "en"), amount_in("306", "家", "zh")
    ('32.6 × 100 million yuan', '5.1%', '306', '306家')
    """
    told = unit_in(unit, language)
    if told.is_chinese or told.text in ("%", "‰"):
        return f"{amount}{told.text}"
    if told.text[:1].isdigit():
        return f"{amount} × {told.text}"
    return f"{amount} {told.text}".strip()


def caveat_in(caveat: str | None, language: str) -> InLanguage:
    """A caveat in a language.

    >>> caveat_in("原文作“经济总量”；多年累计数，不与单年数比较", "en").text
    'worded “经济总量” in the text; a total over years, not comparable with single years'
    """
    remarks = [_caveats().told(one.text, _inner) for one in read_caveat(caveat)] if language == "en" else [None]
    known = [one for one in remarks if one]
    if not caveat or len(known) < len(remarks):
        return InLanguage(caveat or "", bool(caveat))
    return InLanguage("; ".join(known), False)


def _inner(value: str) -> str:
    """What stands in a remark, in English where it is a remark or a word of the table; else it is quoted as it is."""
    return _caveats().told(value, _inner) or value
