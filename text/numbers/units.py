"""The table of units, and what a unit as printed is: 亿元 is 100,000,000 元, 亩 is 10000/15 平方米, 件/万人 is 1/10000 件 a person.

The data are in ``text/data/units.toml``, whose head explains its fields. Two units convert where they measure the same, and nowhere else: there are no
rates of exchange in it, 工作日 are not days, and 年均 or 累计 is no unit. Factors are exact fractions.

Counting words (家 户 个 所 座 …) count one each; that 10户 and 10家 may not be the same things is for a caveat to say.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

UNITS_FILE = Path(__file__).parents[1] / "data" / "units.toml"


class UnitsError(ValueError):
    """The table of units contradicts itself. The message names the words."""


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A word of the table, with what its entry says of it."""

    word: str
    dimension: str
    factor: Fraction = Fraction(1)
    counter: bool = False
    currency: str | None = None
    duration: bool = False
    only_per: bool = False
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Units:
    """The table: units by their words, scales by their signs, names of currencies by their codes, and which words are put for each other."""

    words: Mapping[str, UnitWord]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    alike: tuple[frozenset[str], ...]
    yuan_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit as printed measures (``area``, ``count/people``, nothing for a plain number), and how many base units it is."""

    dimension: str
    factor: Fraction


def parse_units(table: Mapping[str, Any]) -> Units:
    """The tables of the TOML file become units. Raises UnitsError where they contradict each other."""
    words: dict[str, UnitWord] = {}
    money: dict[str, str | None] = {}
    for row in table["unit"]:
        entry = dict(row)
        try:
            factor = Fraction(entry.pop("factor", "1"))
            units = [UnitWord(word=word, factor=factor, **entry) for word in entry.pop("words")]
        except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise UnitsError(f"{row}: {error}") from error
        if factor <= 0 or not units:
            raise UnitsError(f"{row}: a unit has a word, and a factor above 0")
        for unit in units:
            if unit.word in words:
                raise UnitsError(f"{unit.word} stands twice in the table of units")
            if unit.currency not in (None, *table["currencies"]):
                raise UnitsError(f"{unit.word} is of the currency {unit.currency}, which has no name")
            if money.setdefault(unit.dimension, unit.currency) != unit.currency:
                raise UnitsError(f"{unit.word}: {unit.dimension} is not of one currency")
            words[unit.word] = unit
    alike = tuple(frozenset(group) for group in table["alike"])
    for word in (word for group in alike for word in group):
        if word not in words:
            raise UnitsError(f"{word} is put for other words, and is no unit")
    return Units(words, dict(table["scales"]), dict(table["currencies"]), alike, tuple(table["yuan_of"]))


def _load() -> Units:
    with UNITS_FILE.open("rb") as file:
        return parse_units(tomllib.load(file))


UNITS = _load()
COUNTERS = frozenset(unit.word for unit in UNITS.words.values() if unit.counter)
MONEY = frozenset(unit.word for unit in UNITS.words.values() if unit.currency)
DURATIONS = frozenset(unit.word for unit in UNITS.words.values() if unit.duration)
SCALED = frozenset(unit.word for unit in UNITS.words.values() if unit.scaled)
CURRENCIES = {unit.dimension: UNITS.currencies[unit.currency] for unit in UNITS.words.values() if unit.currency}
"""The dimensions of money, and how each currency is called."""

SCALES = "".join(UNITS.scales)
WORDS = sorted((unit.word for unit in UNITS.words.values() if not unit.only_per), key=len, reverse=True)
"""Every word that can follow a number, the longest first."""
PER_WORDS = sorted(UNITS.words, key=len, reverse=True)
"""Every word that can follow a slash, the longest first."""

_YUAN = "yuan"
_SCALE = re.compile(f"[{SCALES}]+")


def words_of(*dimensions: str) -> frozenset[str]:
    """The words of the table that measure one of these: ``words_of("area", "length")``."""
    return frozenset(unit.word for unit in UNITS.words.values() if unit.dimension in dimensions)


def split_scale(word: str) -> tuple[str, str]:
    """The scale before a unit, and the unit: 万 and 千瓦 of 万千瓦. 千米 is a word of its own, and 万 alone is a scale without a unit.

    >>> split_scale("万千瓦"), split_scale("千米"), split_scale("亿"), split_scale("万星")
    (('万', '千瓦'), ('', '千米'), ('亿', ''), ('万', '星'))
    """
    found = _SCALE.match(word)
    end = found.end() if found else 0
    start = next((at for at in range(end + 1) if word[at:] in UNITS.words), end)
    return word[:start], word[start:]


@cache
def read_unit(printed: str | None) -> Unit | None:
    """A unit as printed; no unit is a plain number; None for a unit that is not known.

    >>> read_unit("万亩").factor == Fraction(10**8, 15), read_unit("亿美元").dimension, read_unit("星")
    (True, 'dollar', None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", printed or ""))
    whole = _part(plain)
    plain = plain.replace("每", "/")  # 微克每立方米
    if whole is not None or "/" not in plain:
        return whole
    dimensions: list[str] = []
    factor = Fraction(1)
    for place, part in enumerate(plain.split("/")):
        if (found := _part(part)) is None:
            return None
        dimensions.append(found.dimension)
        factor = factor / found.factor if place else factor * found.factor
    return Unit("/".join(dimensions), factor)


def _part(part: str) -> Unit | None:
    scale, word = split_scale(part)
    factor = Fraction(1)
    for sign in scale:
        factor *= UNITS.scales[sign]
    if not word:
        return Unit("", factor)
    unit = UNITS.words.get(word)
    return Unit(unit.dimension, factor * unit.factor) if unit else None


def in_yuan(value: Decimal | None, unit: str | None, *, subject: str = "") -> Decimal | None:
    """A sum of money in yuan; None for other units, other currencies, and sums for each of something (万元/人).

    ``subject``: what the number measures. It decides whether a scale without a unit is a sum (税收2亿) or not (用户2亿).

    >>> in_yuan(Decimal("51.3"), "亿元"), in_yuan(Decimal(5), "亿元人民币"), in_yuan(Decimal(5), "亿美元")
    (Decimal('5130000000.0'), Decimal('500000000'), None)
    """
    found = read_unit(unit)
    if value is None or found is None:
        return None
    bare = found.dimension == "" and found.factor != 1 and subject.endswith(UNITS.yuan_of)
    if found.dimension != _YUAN and not bare:
        return None
    assert found.factor.denominator == 1
    return value * found.factor.numerator
