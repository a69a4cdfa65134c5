"""Where a text names an indicator beside a number that is none of its figures: what coverage/ can't call not stated.

固定资产投资 … 实现四成增长 names one beside a number that was not understood; 地区生产总值完成360亿元, where the number was read and linked to
nothing, names one beside a number that is not linked. Both are told with their places. A number is beside a name where it follows it with no other
number or name and no end of a sentence between them, or stands right before it, and where its unit can be the indicator's. Pure.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


class NamedIndicators:
    """The names of some indicators, to be looked for in a text all at once."""

    def __init__(self, indicators: Iterable[NamesOfIndicator]) -> None:
        self.of_name: dict[str, list[tuple[NamesOfIndicator, bool]]] = defaultdict(list)
        """For each name the indicators that it is of, and whether it needs a word of growth."""
        for one in indicators:
            for name in one.own | one.of_level:
                self.of_name[name].append((one, name not in one.own))
        self.longest = max(map(len, self.of_name), default=0)
        self._heads: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.of_name):
            self._heads[name[:2]].append(name)

    def are_in(self, text: PlainText) -> bool:
        """Whether a text has any of the names at all."""
        return any(name in text.text for name in self.of_name)

    def found(self, text: str, places: Iterable[range]) -> Iterator[tuple[int, str]]:
        """Each name that begins at one of the places and is no part of a longer one."""
        heads = self._heads
        for start, end in ((one.start, one.stop) for one in places):
            for at in range(start, end):
                if (names := heads.get(text[at : at + 2])) is not None:
                    for name in names:
                        if text.startswith(name, at) and _stands(text, name, at):
                            yield at, name


def beside(text: PlainText, named: NamedIndicators, numbers: Sequence[NumberBeside]) -> dict[str, list[str]]:
    """By slug the keys of the numbers beside the names of an indicator that are none of its figures, in the order of the text. ``numbers`` in their order."""
    places = _Places(text, numbers)
    found: dict[str, set[int]] = defaultdict(set)
    for at, name in named.found(text.text, places.near_numbers(named.longest)):
        span = (at, at + len(name))
        near = places.near(span)
        for names, needs_growth in named.of_name[name] if near else ():
            for place in near:
                if places.may_be_of(place, span, names, needs_growth=needs_growth):
                    found[names.slug].add(place)
    return {slug: [numbers[place].key for place in sorted(own)] for slug, own in sorted(found.items())}


class _Places:
    """Where the numbers of a text stand in it, and where its sentences end."""

    def __init__(self, text: PlainText, numbers: Sequence[NumberBeside]) -> None:
        self.text = text.text
        self.numbers = numbers
        self.spans = [(text.place(one.start), text.place(one.end)) for one in numbers]
        self.starts = [start for start, _ in self.spans]
        self.lost = [place for place, one in enumerate(numbers) if one.lost and not one.linked]
        self.stops = [match.start() for match in _STOP.finditer(self.text)]

    def near_numbers(self, longest: int) -> list[range]:
        """Where a name begins of which a number may be, if no name is longer than that: in order, and none twice."""
        found: list[tuple[int, int]] = []
        before = -1
        for number, (start, end) in zip(self.numbers, self.spans, strict=True):
            if number.lost and not number.linked:
                found.append(self._sentence(start, start))
            elif not number.linked:
                of_sentence = self._sentence(start, start)[0]
                found.append((max(of_sentence, max(start - BEHIND, before + 1) - longest), start))
                if number.unit:
                    found.append((start, end + len(number.unit) + AHEAD + 1))
            before = start
        ranges: list[range] = []
        reached = 0
        for first, last in sorted(found):
            if last > reached:
                ranges.append(range(max(first, reached), min(last, len(self.text))))
                reached = last
        return ranges

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that a span stands in."""
        stops = self.stops
        before, after = bisect_left(stops, start), bisect_left(stops, end)
        return stops[before - 1] + 1 if before else 0, stops[after] if after < len(stops) else len(self.text)

    def near(self, span: tuple[int, int]) -> list[int]:
        """The numbers that may be a name's: the last one before it, the first one after it, and all of its sentence that were not understood."""
        starts, numbers = self.starts, self.numbers
        first, last = self._sentence(*span)
        after, before = bisect_left(starts, span[1]), bisect_left(starts, span[0]) - 1
        near = {
            place
            for place in (before, after)
            if 0 <= place < len(starts) and first <= starts[place] < last and not numbers[place].linked
        }
        if self.lost:
            at = bisect_left(self.lost, bisect_left(starts, first))
            end = bisect_left(self.lost, bisect_left(starts, last))
            near.update(self.lost[at:end])
        return sorted(near)

    def may_be_of(self, place: int, name: tuple[int, int], names: NamesOfIndicator, *, needs_growth: bool) -> bool:
        """Whether a number near a name, which stands at a span, may be a figure of what that names."""
        number, span = self.numbers[place], self.spans[place]
        behind = span[0] >= name[1]
        between = self.text[name[1] : span[0]] if behind else self.text[span[1] : name[0]]
        if needs_growth and not (behind and _GROWS.search(between)):
            return False
        if number.lost:
            return True
        if not behind:
            between = between.removeprefix(number.unit or "")
            return len(between) <= AHEAD and "," not in between and _fits(number.unit, names, close=False)
        if len(between) > BEHIND or between.count(",") > 1:
            return False
        close = "," not in between and len(between) <= AHEAD * 2
        return _fits(number.unit, names, close=close) and not _names_something(between)


def _fits(unit: str | None, names: NamesOfIndicator, *, close: bool) -> bool:
    """Whether a number in a unit can be the indicator's; one without a unit, where it stands close to the name."""
    found = dimension(unit)
    return close if not unit else found in names.dimensions


def unit_behind(text: str, end: int) -> str | None:
    """The unit behind a numeral as printed: the longest that is one."""
    behind = fold(text[end : end + LONGEST_UNIT])
    return next((behind[:size] for size in range(len(behind), 0, -1) if dimension(behind[:size])), None)
