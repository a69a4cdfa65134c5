"""The short names by which people call divisions: 河东 for 河东区, 天津河东, 高唐 for 高唐县.

A short name is also a word (和平, 东方) or a part of another name (河东路, 南开大学). So it counts only where a name can begin, at the head of a clause or
after a year, or right after the name of the city that it lies in, and where nothing follows that makes another name of it. Documents are never
attributed by one: this is for what a person asks or claims.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from districts.reading.divisions import Division, DivisionMatch, all_divisions

_DATA: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "short_names.toml").read_text(encoding="utf-8")
)
_WORDS = frozenset(_DATA["words"])
_AUTONOMOUS = re.compile(rf"(?:{'|'.join(_DATA['peoples'])})*自治[区州县旗]\Z")
_ENDING = re.compile(r"(?:地区|林区|特区|新区|[省市区县旗盟])\Z")
_SHORTEST = 2

_BEGINS = re.compile(
    r"\A|(?<=[\s,。;；:：、!?“”\"'‘’()（）《》])|(?<=年)|(?<=年[底末初])|(?<=期间)|(?<=时期)|(?<=[与和及在比由从较])|(?<=其中)|(?<=预计)|(?<=据悉)|(?<=目前)"
)
_OTHER_NAME = re.compile(rf"[区县市省州盟旗镇乡村街路道桥山江河湖港湾岛站东南西北]|{'|'.join(_DATA['other_names'])}")


def short_name(name: str) -> str | None:
    """What a division is called without the word for what it is; None where too little is left.

    >>> short_name("河东区"), short_name("宽城满族自治县"), short_name("内蒙古自治区"), short_name("沙县")
    ('河东', '宽城', '内蒙古', None)
    """
    stem = name
    if _AUTONOMOUS.search(name):
        stem = re.sub(r"自治[区州县旗]\Z", "", name) if name == "内蒙古自治区" else _AUTONOMOUS.sub("", name)
    else:
        stem = _ENDING.sub("", name)
    return stem if _SHORTEST <= len(stem) < len(name) else None


@cache
def _by_short() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for one in all_divisions():
        if stem := short_name(one.name):
            found[stem].append(one)
    return {stem: tuple(sorted(ones, key=lambda one: one.code)) for stem, ones in found.items()}


@cache
def _longest() -> int:
    return max(map(len, _by_short()))


def by_short_name(name: str) -> tuple[Division, ...]:
    """The divisions in force that are called so, by code: 河东 is two, 天津 one."""
    return tuple(one for one in _by_short().get(name, ()) if one.in_force)


def find_short(text: str, full: Sequence[DivisionMatch]) -> list[DivisionMatch]:
    """Divisions that a text names by their short names, outside of the full names found in it (``full``).

    ``text`` is folded. After the name of a city or province, full or short, a short name is that of a division below it, and the span
    covers both: 天津河东, 天津市河东.
    """
    covered = {at for one in full for at in range(one.start, one.end)}
    above: dict[int, list[DivisionMatch]] = defaultdict(list)
    for one in full:
        above[one.end].append(one)
    starts = sorted({match.start() for match in _BEGINS.finditer(text)} | set(above))
    found: list[DivisionMatch] = []
    reached = 0
    for start in starts:
        if start < reached or start in covered:
            continue
        first, places = start, [one.division for one in above[start]]
        opening = min((one.start for one in above[start]), default=start)
        end, chosen = start, tuple[Division, ...]()
        while read := _read(text, end, places):
            end, chosen = read
            places = list(chosen)
        if chosen and not _OTHER_NAME.match(text, end) and covered.isdisjoint(range(first, end)):
            found.extend(DivisionMatch(opening, end, one) for one in chosen)
            reached = end
    return found


def _read(text: str, at: int, above: Iterable[Division]) -> tuple[int, tuple[Division, ...]] | None:
    """The longest name at a place, as a short one, of a division below one of ``above`` if there are any: where it ends, and what it may mean."""
    codes = {one.code for one in above}
    for size in range(min(_longest(), len(text) - at), _SHORTEST - 1, -1):
        name = text[at : at + size]
        ones = _by_short().get(name, ())
        if codes:  # one of the past, too, where the city bears none of that name today: 重庆江北
            ones = tuple(one for one in ones if codes & set(one.ancestors))
            ones = tuple(one for one in ones if one.in_force) or ones
        else:
            ones = () if name in _WORDS else by_short_name(name)
        if ones:
            return at + size, ones
    return None
