"""Where a text names an indicator beside a number that is none of its figures: what coverage/ can't call not stated.

固定资产投资 … 实现四成增长 names one beside a number that was not understood; 地区生产总值完成360亿元, where the number was read and linked to
nothing, names one beside a number that is not linked. Both are told with their places. A number is beside a name where it follows it with no other
number or name and no end of a sentence between them, or stands right before it, and where its unit can be the indicator's. Pure.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from indicators.reading.catalogue import CatalogueEntry, catalogue, dimension
from text.sources.source import fold

BEHIND = 30
"""Characters between a name and the number after it, without spaces and marks."""
AHEAD = 3
"""Characters between the unit of a number and the name after it."""
LONGEST_UNIT = 8

_NOTHING = re.compile(r"<[^>]*>|[ \t\u3000*“”\"]+")
# 国家高新技术企业达到⏎155家: a line that goes on. A heading, and a cell of a table, end with their line.
_GOES_ON = re.compile(r"(?<=[达到为成现过破长约至是的超有、,])\n+")
_STOP = re.compile(r"[。;!?\n]")
_GROWS = re.compile(r"增|降|升|提高|回落|减")


@dataclass(frozen=True, slots=True)
class NumberBeside:
    """A number of a text. ``unit``: as printed behind it; None where none is. ``lost``: it was not understood, so that its unit says nothing and
    any name in its sentence may be its own. ``linked``: it is a figure of an indicator, and stands between others only."""

    key: str
    start: int
    end: int
    unit: str | None = None
    lost: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class NamesOfIndicator:
    """What an indicator is called, folded and without marks. ``of_level``: the names of what it is the growth of, which need a word of growth."""

    slug: str
    own: frozenset[str]
    of_level: frozenset[str]
    dimensions: frozenset[str]


class PlainText:
    """A text without what stands between the characters of a name, and the places of its characters in the text as it is."""

    def __init__(self, text: str) -> None:
        folded = fold(text).upper()
        if len(folded) != len(text):  # a letter whose capital is two
            folded = fold(text)
        left_out = [*_NOTHING.finditer(folded), *_GOES_ON.finditer(folded)]
        parts: list[str] = []
        # For each stretch that is left out: where it ends, and how many characters are left out up to there.
        self._ends: list[int] = []
        self._fewer: list[int] = []
        at = fewer = 0
        for start, end in sorted(match.span() for match in left_out):
            if end > at:
                parts.append(folded[at:start])
                fewer += end - max(at, start)
                at = end
                self._ends.append(end)
                self._fewer.append(fewer)
        parts.append(folded[at:])
        self.text = "".join(parts)

    def place(self, offset: int) -> int:
        """Where a character of the text as it is stands, or the next one that is left."""
        after = bisect_right(self._ends, offset)
        if after == len(self._ends):
            return offset - (self._fewer[-1] if self._fewer else 0)
        # In the stretch that is left out next, every character stands where what follows it does.
        before = self._fewer[after - 1] if after else 0
        starts = self._ends[after] - (self._fewer[after] - before)
        return min(offset, starts) - before


def plain(name: str) -> str:
    """A name as ``PlainText`` has it."""
    return PlainText(name).text


def names_of(slug: str, name_zh: str, aliases: Iterable[str], unit: str) -> NamesOfIndicator:
    """The names of an indicator, and what its figures are in."""
    entry = catalogue().entries.get(slug)
    level = catalogue().entries.get(entry.growth_of) if entry and entry.growth_of else None
    own = frozenset(plain(name) for name in (name_zh, *aliases))
    units = entry.dimensions if entry else frozenset(filter(None, [dimension(unit)]))
    return NamesOfIndicator(slug, own, _names(level) if level else frozenset(), units)


def _names(entry: CatalogueEntry) -> frozenset[str]:
    return frozenset(plain(name) for name in (entry.name_zh, *entry.aliases))


@cache
def _longer() -> dict[str, tuple[tuple[str, int], ...]]:
    """For each name of the catalogue the longer ones that hold it, and where: 人均地区生产总值 holds 地区生产总值."""
    names = sorted({name for entry in catalogue().entries.values() for name in _names(entry)})
    held: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for longer in names:
        for start in range(len(longer)):
            for end in range(start + 2, len(longer) + 1):
                if end - start < len(longer):
                    held[longer[start:end]].append((longer, start))
    return {name: tuple(held[name]) for name in names if name in held}


@cache
def _by_head() -> dict[str, tuple[str, ...]]:
    """The names of the catalogue by their first two characters."""
    heads: dict[str, list[str]] = defaultdict(list)
    for name in {name for entry in catalogue().entries.values() for name in _names(entry)}:
        heads[name[:2]].append(name)
    return {head: tuple(names) for head, names in heads.items()}


def _stands(text: str, name: str, at: int) -> bool:
    """Whether a name at a place is no part of a longer one."""
    return not any(at >= start and text.startswith(longer, at - start) for longer, start in _longer().get(name, ()))


def _names_something(text: str) -> bool:
    """Whether a stretch of text holds the name of an indicator."""
    heads = _by_head()
    return any(text.startswith(name, at) for at in range(len(text) - 1) for name in heads.get(text[at : at + 2], ()))


def is_named(text: PlainText, names: NamesOfIndicator) -> bool:
    """Whether a text names an indicator, or what it is the growth of, at all."""
    return any(name in text.text for name in names.own | names.of_level)


def beside(text: PlainText, names: NamesOfIndicator, numbers: Sequence[NumberBeside]) -> list[str]:
    """The keys of the numbers beside the names of an indicator that are none of its figures, in the order of the text. ``numbers`` in their order."""
    spans = [(text.place(one.start), text.place(one.end)) for one in numbers]
    starts = [start for start, _ in spans]
    found: set[int] = set()
    for name in names.own | names.of_level:
        at = text.text.find(name)
        while at >= 0:
            if _stands(text.text, name, at):
                around = _Mention(text.text, (at, at + len(name)), names, needs_growth=name not in names.own)
                for place in around.near(starts, numbers):
                    if around.may_be_of(numbers[place], spans[place]):
                        found.add(place)
            at = text.text.find(name, at + 1)
    return [numbers[place].key for place in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name of an indicator at a span of a text."""

    text: str
    span: tuple[int, int]
    names: NamesOfIndicator
    needs_growth: bool

    def near(self, starts: Sequence[int], numbers: Sequence[NumberBeside]) -> list[int]:
        """The numbers that may be its: the last one before it, the first one after it, and all of its sentence that were not understood."""
        first = max(self.text.rfind(stop, 0, self.span[0]) for stop in "。;!?\n") + 1
        end = _STOP.search(self.text, self.span[1])
        last = end.start() if end else len(self.text)
        after, before = bisect_left(starts, self.span[1]), bisect_left(starts, self.span[0]) - 1
        inside = range(bisect_left(starts, first), bisect_left(starts, last))
        return [
            place for place in inside if place in {before, after} or numbers[place].lost if not numbers[place].linked
        ]

    def may_be_of(self, number: NumberBeside, span: tuple[int, int]) -> bool:
        behind = span[0] >= self.span[1]
        between = self.text[self.span[1] : span[0]] if behind else self.text[span[1] : self.span[0]]
        if self.needs_growth and not (behind and _GROWS.search(between)):
            return False
        if number.lost:
            return True
        if not behind:
            between = between.removeprefix(number.unit or "")
            return len(between) <= AHEAD and "," not in between and _fits(number.unit, self.names, close=False)
        if len(between) > BEHIND or between.count(",") > 1 or _names_something(between):
            return False
        return _fits(number.unit, self.names, close="," not in between and len(between) <= AHEAD * 2)


def _fits(unit: str | None, names: NamesOfIndicator, *, close: bool) -> bool:
    """Whether a number in a unit can be the indicator's; one without a unit, where it stands close to the name."""
    found = dimension(unit)
    return close if not unit else found in names.dimensions


def unit_behind(text: str, end: int) -> str | None:
    """The unit behind a numeral as printed: the longest that is one."""
    behind = fold(text[end : end + LONGEST_UNIT])
    return next((behind[:size] for size in range(len(behind), 0, -1) if dimension(behind[:size])), None)
