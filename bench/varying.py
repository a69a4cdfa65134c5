"""A real document becomes another one: other names, other years, other numbers, and as many numbers as are wanted.

::

    天津市河东区2023年政府工作报告 … 生产总值增长5.5%    →    保定市定兴县2021年政府工作报告 … 生产总值增长7.2%

Whatever is put in place of something has its length. So what was read of the one text stands in the other at the same offsets.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.places import Place
from planapi.reading import read_all
from text.sources.source import read_source
from text.vocabulary import Comparator, DocumentKind

SEEDS = Path(__file__).parent.parent / "seeds"
_NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_YEAR = re.compile(r"(?<![0-9])20[0-4][0-9](?![0-9])")
# 第十四个五年规划, 十四五
_PLAN = re.compile(r"(?<=十)[二三四五](?=五|个五年)")
_ORDINALS = "〇一二三四五六七"
# A paragraph of prose, which can stand anywhere; a cell of a table or a heading can not.
_PROSE = re.compile(r"[^\t#|].{60,1500}[。；;]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, with where in it the numbers stand that can be changed, and how many observations it gives."""

    text: str
    numbers: tuple[tuple[int, int], ...]
    observations: int

    @property
    def can_be_lent(self) -> bool:
        return self.observations > 1 and _PROSE.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Original:
    """A real document, taken apart in lines."""

    kind: str
    year: int
    place: Place
    lines: tuple[Line, ...]

    @property
    def observations(self) -> int:
        return sum(line.observations for line in self.lines)


def number_in(raw: str, value: Decimal | None, *, is_range: bool) -> tuple[int, int] | None:
    """Where in ``raw`` the digits stand that are its value, no more and no less; None where they can't be changed alone.

    >>> number_in("超过71亿元", Decimal(71), is_range=False)
    (2, 4)
    >>> number_in("百亿级", Decimal(100), is_range=False)
    """
    found = [] if is_range or value is None else list(_NUMERAL.finditer(raw))
    if len(found) != 1 or Decimal(found[0].group()) != value or value in (0, 100):
        return None
    return found[0].span()


def digits_of(raw: str, span: tuple[int, int]) -> list[int]:
    """The places of the digits that are changed: all but leading zeros."""
    first = next(place for place in range(*span) if raw[place] in "123456789")
    return [place for place in range(first, span[1]) if raw[place] != "."]


def read_originals(folder: Path = SEEDS) -> list[Original]:
    """The real documents of a folder, read by the readers of the site."""
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


def _read(path: Path) -> Original:
    source = read_source(path)
    reading = read_all(source)
    document = reading.document
    starts = [line.start for line in source.lines]
    counts, numbers = [0] * len(starts), [[] for _ in starts]
    for one in reading.observations.observations:
        at = bisect_right(starts, one.raw_start) - 1
        counts[at] += 1
        span = number_in(one.raw, one.value, is_range=one.comparator is Comparator.RANGE)
        if span is not None:
            numbers[at].append((one.raw_start - starts[at] + span[0], one.raw_start - starts[at] + span[1]))
    above = document.district.ancestors[0]
    return Original(
        kind=document.kind.value,
        year=document.period_start or document.report_year or 0,
        place=Place(document.district.code, document.district.name, "天津市", above),
        lines=tuple(
            Line(source.text[line.start : line.end], tuple(sorted(set(numbers[at]))), counts[at])
            for at, line in enumerate(source.lines)
        ),
    )


def compose(
    original: Original,
    originals: Sequence[Original],
    place: Place,
    *,
    year: int,
    observations: int,
    chance: random.Random,
) -> str:
    """The text of a document of another place and year with about so many observations.

    Where the original has fewer, paragraphs of any of the originals are put between its own.
    """
    pool = [(line, one) for one in originals for line in one.lines if line.can_be_lent]
    where = [at for at, line in enumerate(original.lines) if line.can_be_lent]
    lent: dict[int, list[str]] = {}
    # what a table has is counted by no line: the plans have some fifty sides of targets
    missing = observations - original.observations - (50 if original.kind == DocumentKind.PLAN else 0)
    while missing > 0:
        line, lender = chance.choice(pool)
        text = renamed(_other_numbers(line, chance), lender.place, original.place)
        lent.setdefault(chance.choice(where), []).append(text)
        missing -= line.observations
    lines: list[str] = []
    for at, line in enumerate(original.lines):
        lines += [_other_numbers(line, chance), *_apart(lent.get(at, []), original.lines, at)]
    return renamed(dated("\n".join(lines), by=year - original.year), original.place, place)


def _apart(texts: Iterable[str], lines: Sequence[Line], at: int) -> Iterator[str]:
    """Paragraphs to stand after a line, with an empty line before each where the document has them so."""
    blank = at + 1 < len(lines) and not lines[at + 1].text.strip()
    for text in texts:
        yield from ["", text] if blank else [text]


def _other_numbers(line: Line, chance: random.Random) -> str:
    characters = list(line.text)
    for span in line.numbers:
        for order, place in enumerate(digits_of(line.text, span)):
            characters[place] = chance.choice("0123456789" if order else "123456789")
    return "".join(characters)


def dated(text: str, *, by: int) -> str:
    """The text of so many years later: 2025年 and, by whole plans, 十四五."""
    if not by:
        return text
    text = _YEAR.sub(lambda found: str(int(found.group()) + by), text)
    if by % 5 == 0:
        text = _PLAN.sub(lambda found: _ORDINALS[max(_ORDINALS.index(found.group()) + by // 5, 0)], text)
    return text


def names_of(place: Place) -> dict[str, str]:
    """How a place is named in a text, the longer first, and by which word each is meant.

    >>> names_of(Place("120102", "河东区", "天津市", "120000"))
    {'河东区': 'name', '天津市': 'city', '河东': 'stem', '天津': 'city stem'}
    """
    return {place.name: "name", place.city: "city", place.name[:2]: "stem", place.city[:2]: "city stem"}


def renamed(text: str, here: Place, there: Place) -> str:
    """The text with the names of one place for those of another."""
    to = {meant: name for name, meant in reversed(names_of(there).items())}
    return names_in(here).sub(lambda found: to[names_of(here)[found.group()]], text)


def names_in(place: Place) -> re.Pattern[str]:
    """Finds the names of a place; 河北省 is none of 河北区's."""
    return re.compile(f"(?:{'|'.join(map(re.escape, names_of(place)))})(?!省)")
