"""The places whose names tie a work to the district: its own name, those above it, and its streets; and those that tie it to another one.

东丽区 → 东丽区, 东丽;   1.万新街 (a heading in the list of streets) → 万新街
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from districts.reading.divisions import COMMON_WORDS, all_divisions, by_name, division
from text.context import DocumentContext
from text.outline.outline import Outline
from text.tables.tables import Table
from text.vocabulary import ChapterKind

_SUFFIX = re.compile(r"(?:自治区|自治州|地区|新区|[省市区县旗州])$")
_LISTED = re.compile(
    r"^\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十]+\))\s*(?P<name>[\u4e00-\u9fff]{2,6}(?:街道|街|镇|乡))\s*$"
)


def places_of(context: DocumentContext) -> tuple[str, ...]:
    """The names, long and short, of the district and what is above it."""
    names: list[str] = []
    for name in (context.place, *context.places_above):
        short = _SUFFIX.sub("", name)
        names.append(name)
        if len(short) >= 2:
            names.append(short)
    return tuple(names)


def short_of(name: str) -> str:
    """东丽区 → 东丽."""
    return _SUFFIX.sub("", name)


def subdistricts_of(outline: Outline, tables: Sequence[Table]) -> tuple[str, ...]:
    """The streets and towns that the document lists: in its appendix of streets, or in a column of a table."""
    found: dict[str, None] = {}
    for node in outline.nodes:
        if node.kind is ChapterKind.SUBDISTRICT_LIST:
            for line in outline.source.lines_between(node.body_start, node.end):
                if match := _LISTED.match(line.folded):
                    found[match["name"]] = None
    for table in tables:
        for column, cell in enumerate(table.header):
            if cell.folded.strip() in ("街道", "街镇", "乡镇", "所在街道", "属地"):
                for row in table.rows:
                    if column < len(row.cells):
                        found[row.cells[column].text.strip()] = None
    return tuple(name for name in found if re.search(r"(?:街道|街|镇|乡)$", name))


def subdistrict_in(text: str, known: Sequence[str]) -> str | None:
    """The one street that the words name; None where they name none, or several."""
    named = {name for name in known if name in text}
    if not named and (match := re.search(r"位于(?P<name>[\u4e00-\u9fff]{2,4}?(?:街道|街|镇|乡))(?![道市])", text)):
        named = {match["name"]}
    return named.pop() if len(named) == 1 else None


# ── other places ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

# What is named after a division, and not after a hill or a village: 昆山高新区, 大兴经济开发区
_ZONE_OF = re.compile(
    r"(?:国家级|省级)?(?:经济(?:技术)?开发区|经开区|高新(?:技术产业)?(?:开发)?区|高新技术产业园区|综合保税区|综保区|保税区|自由贸易|自贸|出口加工区|工业园区?|开发区)"
)
_KIND = re.compile(r"(?:省|自治区|市|自治州|州|盟|地区|县|区|旗)$")
_LONGEST_NAME = 9
_PART_OF_TOWN = re.compile("[东西南北新老]城区")  # of any town, though two are divisions of Beijing


@dataclass(frozen=True, slots=True)
class OtherPlaces:
    """The divisions that a document is not of: their full names, the short ones of provinces and prefectures, and those of counties."""

    full: frozenset[str]
    great: frozenset[str]
    small: frozenset[str]

    def owns(self, name: str, *, doubtful: bool = False) -> bool:
        """Does a name begin with that of another place: 昆山市…, 石家庄高新区; where it is ``doubtful`` whose it is, 昆山高新区, too?"""
        for size in range(2, min(_LONGEST_NAME, len(name)) + 1):
            begin = name[:size]
            if begin in self.full and not name.startswith(("域", "块", "间"), size):
                return True
            known = begin in self.great or (doubtful and begin in self.small)
            if known and _ZONE_OF.match(name, size):
                return True
        return False


@lru_cache(8)
def divisions_in(place: str, above: tuple[str, ...]) -> frozenset[str]:
    """The short names of the divisions within the place."""
    within = _names_within()
    names = {name for code in _codes(place, above) for name in within.get(code, ())}
    return frozenset(short for name in names if len(short := _short(name)) >= _SHORTEST and name not in COMMON_WORDS)


_SHORTEST = 2


def _codes(place: str, above: tuple[str, ...]) -> list[str]:
    return [
        one.code for one in by_name(place) if not above or any(division(code).name in above for code in one.ancestors)
    ]


@lru_cache(8)  # a place's documents often come one after another, and its sets are of half a megabyte
def other_places(place: str, above: tuple[str, ...]) -> OtherPlaces:
    """The places that are not the district ``place``, none of those ``above`` it and none within it."""
    codes = _codes(place, above)
    within = _names_within()
    own = {place, *above}.union(*(within.get(code, ()) for code in codes))
    mine = {*own, *map(_short, own)}
    every = _every_place()
    return OtherPlaces(every.full - mine, every.great - mine, every.small - mine)


@cache
def _every_place() -> OtherPlaces:
    """What would be another place to a document of none."""
    names: dict[str, set[str]] = {"full": set(), "great": set(), "small": set()}
    for one in all_divisions():
        if one.name not in COMMON_WORDS and not _PART_OF_TOWN.fullmatch(one.name) and one.level != "nation":
            names["full"].add(one.name)
            if len(short := _short(one.name)) >= 2:
                names["small" if one.level == "county" else "great"].add(short)
    return OtherPlaces(**{kind: frozenset(ones) for kind, ones in names.items()})


@cache
def _names_within() -> dict[str, set[str]]:
    """By its code the name of each division, and of all within it."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in all_divisions():
        for code in (one.code, *one.ancestors):
            names[code].add(one.name)
    return names


def _short(name: str) -> str:
    return _KIND.sub("", name)
