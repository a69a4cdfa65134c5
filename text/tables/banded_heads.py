"""Headings of an indicator table whose lines kept their places: each column's parts stand one below the other, or below one that stands over several.

::

    “十四五”规划目标          →  “十四五”规划目标2025年 | “十四五”规划目标年均增长
    2025年     年均增
               长
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from text.sources.source import Source
from text.tables.grid import Cell, cell_of
from text.tables.numbered import is_cut
from text.tables.page_lines import PageHeads, PageTable
from text.tables.spread_heads import PlacedHeading
from text.tables.wrapped import Spot, join_parts, spots_of

_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _HeadColumn:
    """The parts of a heading from the top, and those of one that stands over it and others."""

    parts: tuple[Spot, ...]
    over: tuple[Spot, ...] = ()

    @property
    def left(self) -> int:
        return min(part.left for part in self.parts)

    @property
    def right(self) -> int:
        return max(part.right for part in self.parts)

    @property
    def cell(self) -> Cell:
        return join_parts([part.cell for part in (*self.over, *self.parts)])


_HeadWay = tuple[float, tuple[_HeadColumn, ...]]
_HEAD_BEAM, _MOST_HEADERS = 40, 4
_NEW_COLUMN, _PARTED, _NO_HEADING, _CUT_HEADING = 0.6, 0.5, 6.0, 2.5
_HEAD_WORD = re.compile(r"20\d\d 年\S*|\S+")


def headings_placed(
    source: Source, heads: PageHeads, of: PageTable, width: Callable[[str], int]
) -> list[tuple[float, tuple[PlacedHeading, ...]]]:
    """The headings that the words on these lines may be, each with how odd it is, the likeliest first."""

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    ways: list[_HeadWay] = [(0.0, ())]
    for line in heads.lines:
        words = spots_of(line.folded, line.start, _HEAD_WORD, cell, width)
        following = [one for way in ways for one in _with_line(way, words)]
        ways = sorted(following, key=lambda way: way[0])[:_HEAD_BEAM]
    found: dict[tuple[str, ...], tuple[float, tuple[PlacedHeading, ...]]] = {}
    for cost, columns in ways:
        said = [column.cell.word for column in columns]
        odd = cost + sum(_NO_HEADING * (not of.heads(word)) + _CUT_HEADING * is_cut(word) for word in said)
        header = tuple(PlacedHeading(column.cell, column.left, column.right) for column in columns)
        if tuple(said) not in found or odd < found[tuple(said)][0]:
            found[tuple(said)] = odd, header
    ranked = sorted((one for one in found.values() if len(one[1]) >= _FEWEST_COLUMNS), key=lambda one: one[0])
    return [one for one in ranked if one[0] <= ranked[0][0] + _CUT_HEADING][:_MOST_HEADERS]


def _with_line(way: _HeadWay, words: Sequence[Spot]) -> Iterator[_HeadWay]:
    """The headings with those of one line more: each word goes on with the one above it, stands beside others, or is below one that stands over several."""
    # the columns that are left, and those that are done
    states: list[tuple[float, tuple[_HeadColumn, ...], int]] = [(way[0], way[1], 0)]
    for word in words:
        following: list[tuple[float, tuple[_HeadColumn, ...], int]] = []
        for cost, columns, first in states:
            for at in range(first, len(columns) + 1):
                new = (*columns[:at], _HeadColumn((word,)), *columns[at:])
                following.append((cost + _NEW_COLUMN * bool(way[1]) + _beside(word, columns, at), new, at + 1))
                if at == len(columns):
                    continue
                column = columns[at]
                off = _apart(word, column.left, column.right)
                if column.parts[-1] is not word and off <= _FARTHEST_HEAD:
                    joined = _HeadColumn((*column.parts, word), column.over)
                    following.append((cost + _OFF_HEAD * off, (*columns[:at], joined, *columns[at + 1 :]), at + 1))
                    under = _HeadColumn((word,), (*column.over, *column.parts))
                    parted = (*columns[:at], under, *columns[at + 1 :])
                    following.append((cost + _PARTED + _OFF_HEAD * off, parted, at + 1))
            if first and (before := columns[first - 1]).over and before.parts[-1].cell.start < word.cell.start:
                # one more part of what stands over the last
                off = _apart(word, min(one.left for one in before.over), max(one.right for one in before.over) + _WIDE)
                under = _HeadColumn((word,), before.over)
                following.append((cost + _OFF_HEAD * off, (*columns[:first], under, *columns[first:]), first + 1))
        states = sorted(following, key=lambda state: state[0])[:_HEAD_BEAM]
    for cost, columns, _ in states:
        yield cost, columns


_OFF_HEAD, _FARTHEST_HEAD, _WIDE = 0.25, 8, 4


def _apart(word: Spot, left: int, right: int) -> float:
    """How far the middle of a word is from that of what stands above it, less what both are wide."""
    return max(0.0, abs(word.left + word.right - left - right) / 2 - max(1, (right - left) / 2))


def _beside(word: Spot, columns: Sequence[_HeadColumn], at: int) -> float:
    """How odd it is that a word begins a column between others: it reaches over the one before or behind it."""
    before = columns[at - 1].right - word.left if at else 0
    behind = word.right - columns[at].left if at < len(columns) else 0
    return _OFF_HEAD * 2 * max(0, before, behind)
