"""Indicator tables whose cells follow one another, as pdftotext -raw, a copied page and a program for a cell a line have them, become rows again.

::

    5                                        →  5 | 全社会研发经费投入强度（%） | 0.42 | 1.0 | [0.58] | 预期性
    全社会研发经费投入强                          6 | 单位GDP能耗降低（%） | — | 完成市下达任务 | — | 约束性
    度（%）
    0.42 1.0 [0.58] 预期性
    6 单位 GDP 能耗降低（%）
    —
    完成市下
    达任务
    — 约束性

Where lines and words break tells little, so all ways to deal out the words to the columns, row after row, are compared: what a cell says, the numbers of
the rows, and how much is left over tell which is best. Words that are of no row are left out, and said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from text.sources.source import Line, Source
from text.tables.columns import ColumnContent, cell_cost, columns_of, has_unit, is_figure, is_nature
from text.tables.flow_cells import (
    EMPTY,
    MERGED,
    ROW,
    SOUND,
    FlowWord,
    begins_name,
    joint_oddness,
    oddness,
    order_oddness,
    soundness,
)
from text.tables.flow_heads import flowing_heads
from text.tables.grid import Cell, Row, Table, cell_of
from text.tables.indicator_lines import CATEGORY
from text.tables.numbered import body_below
from text.tables.page_lines import PageHeads, PageTable
from text.tables.wrapped import NEVER, join_parts

_MOST_WORDS = 2_500  # of a table
_LONGEST_CELL = 9  # words
_LEFT_OUT, _MORE_LEFT_OUT = 2.5, 0.5  # a word between two rows that is of neither, and each after it
_MOST_LEFT_OUT = 40  # one after the other
_FEWEST = 3  # rows
_OF_A_PART, _BESIDE, _WITHOUT_UNIT = (
    1.0,
    0.3,
    3.0,
)  # a row has no name but that of a part; the part is beside its group, which has a unit, or none
_REST, _LONGEST_REST = 1.0, 10  # the second line of a name behind its row: how odd it is, and how long at most
_WITH_PARTS = 2.0  # how odd it is that a table has groups at all
_TRAILING = 1.0  # a word that ends the headings and heads no column by itself
_SPACE = 1.5  # a heading between rows is in two words


@dataclass(frozen=True, slots=True)
class _FlowWay:
    """A way to read all words up to one: how odd it is, the way before, the columns of the row so far, and the number of its row."""

    cost: float
    before: "_FlowWay | None"
    kind: str
    """What was read last: a ``cell``, an ``empty`` one, a ``heading``, a word ``left`` out, the ``rest`` of a name, the ``begin`` or ``end`` of a row."""
    start: int
    stop: int
    number: int
    left: int = 0
    wordy: bool = False
    """The cell before is a target in words, which may stand over more than one column."""
    grouped: bool = False
    """The last row with a name was of a group, so that parts without one may follow."""
    cut: bool = False
    """The name of the row ends without a unit, where names have one."""

    def then(self, cost: float, kind: str, start: int, stop: int, **said: Any) -> "_FlowWay":
        """The way on, that costs so much more; what is not said of it is as it was."""
        said = {"number": self.number, "grouped": self.grouped, "cut": self.cut, **said}
        return _FlowWay(self.cost + cost, self, kind, start, stop, **said)


@dataclass(frozen=True, slots=True)
class Flowing:
    """A table, the line ``after`` it, and how sound its reading is: its rows, less those that are odd (see :func:`soundness`)."""

    table: Table
    after: int
    soundness: float

    @property
    def is_sound(self) -> bool:
        return self.soundness == sum(len(row.cells) > 1 for row in self.table.rows)


def read_flowing(source: Source, lines: Sequence[Line], index: int, of: PageTable) -> Flowing | None:
    """The table whose headings begin on line ``index``; None where none begins or too little is understood."""
    best: _Best | None = None
    for trailing, heads, headers in flowing_heads(source, lines, index, of):
        words = _without(heads, list(_words(source, list(body_below(lines, heads, of))))[:_MOST_WORDS])
        cells: _Cells = {}
        for of_header, columns in ((odd, one) for odd, header in headers for one in _columns(header, words)):
            header, kinds, odd = columns
            way = _FlowSearch(words, kinds, cells).best()
            cost = way.cost + _TRAILING * trailing + of_header + odd
            if best is None or cost < best.cost:
                best = _Best(cost, header, kinds, words, way)
    return _made(best, lines) if best else None


def _made(best: "_Best", lines: Sequence[Line]) -> Flowing | None:
    """The table of the best way."""
    steps = _steps(best.way)
    rows, left = _rows(steps, best.words, best.kinds.index(ColumnContent.NAME))
    if sum(len(row.cells) > 1 for row in rows) < _FEWEST:
        return None
    category = best.kinds.index(ColumnContent.CATEGORY) if ColumnContent.CATEGORY in best.kinds else None
    lost = any(len(cell.word) >= _WHOLE_CATEGORY and CATEGORY.fullmatch(cell.word) for cell in left)
    # rows before the first category, where others have one
    has = [len(row.cells) == 1 if category is None else row.slots[category] is not None for row in rows]
    table = Table(best.header, tuple(rows), left_out=tuple(left), categories_lost=lost or (any(has) and not has[0]))
    begun, odd = 0.0, 0
    for step in steps:
        if step.kind in ("begin", "heading"):
            begun = step.cost
        odd += step.kind == "end" and step.before is not None and step.cost + ROW - begun >= SOUND
    last = max(at for at, line in enumerate(lines) if line.start <= rows[-1].end) + 1
    return Flowing(table, last, soundness(table) - 2 * odd)


@dataclass(frozen=True, slots=True)
class _Best:
    cost: float
    header: tuple[Cell, ...]
    kinds: tuple[ColumnContent, ...]
    words: Sequence[FlowWord]
    way: _FlowWay


_Columns = tuple[tuple[Cell, ...], tuple[ColumnContent, ...]]


def _columns(header: tuple[Cell, ...], words: Sequence[FlowWord]) -> Iterator[tuple[*_Columns, float]]:
    """The headings and what their columns hold, with those that have no heading but cells; and how odd each way is."""
    kinds = _kinds(header)
    if kinds is None:
        return
    columns = header, kinds
    if ColumnContent.NUMBER not in kinds and _are_numbered(words):
        columns = _with(columns, kinds.index(ColumnContent.NAME), ColumnContent.NUMBER)
    if ColumnContent.NATURE not in kinds and sum(is_nature(word.cell.text) for word in words) >= _FEWEST:
        columns = _with(columns, len(columns[1]), ColumnContent.NATURE)
    yield *columns, 0.0
    yield *_with(columns, columns[1].index(ColumnContent.NAME) + 1, ColumnContent.PART), _WITH_PARTS


def _with(columns: _Columns, at: int, kind: ColumnContent) -> _Columns:
    """The columns with one more, without a heading."""
    header, kinds = columns
    place = header[at].start if at < len(header) else header[-1].end
    return (*header[:at], Cell("", place, place), *header[at:]), (*kinds[:at], kind, *kinds[at:])


def _are_numbered(words: Sequence[FlowWord]) -> bool:
    """Do numbers, each one more than the last, stand before names, though no column is headed 序号?"""
    wanted = 1
    for word, after in pairwise(words):
        if word.cell.word == str(wanted) and cell_cost(ColumnContent.NAME, after.cell.word) <= 1:
            wanted += 1
    return wanted > _FEWEST


def _kinds(header: Sequence[Cell]) -> tuple[ColumnContent, ...] | None:
    kinds = columns_of([cell.word for cell in header])
    said = ColumnContent.NAME in kinds and any(kind.is_value for kind in kinds)
    return kinds if len(header) >= 3 and said and any("指标" in cell.word for cell in header) else None


# 固定资产投资(亿元)〔4500〕 and 床位数(张)35 are a name and a figure, 8.5左右2 a figure and the number of the next row
WORD = re.compile(
    r"\S+?[\u4e00-\u9fff%]\)(?=[〔\[]?\d[\d.,]*[〕\]]?(?!\S))|\d[\d.]*[%‰]?(?:左右|以[上下内])(?=\d{1,2}(?!\S))|\S+"
)


def _words(source: Source, lines: Sequence[Line]) -> Iterator[FlowWord]:
    """The words of a table; blank lines tell something only where they do not stand between nearly all lines."""
    blank = [source.text.count("\n", before.end, line.start) > 1 for before, line in pairwise(lines)]
    tells = 10 * sum(blank) < 9 * len(blank)
    for number, line in enumerate(lines):
        below = tells and number > 0 and blank[number - 1]
        end = line.start
        for match in WORD.finditer(source.folded, line.start, line.end):
            yield FlowWord(cell_of(source, [match.span()]), number, below, match.start() - end)
            end = match.end()


def _without(heads: PageHeads, words: Sequence[FlowWord]) -> list[FlowWord]:
    """The words without the headings that are printed again on each page, whatever lines they are on."""
    said = "".join("".join(line.folded.split()) for line in heads.lines)
    kept: list[FlowWord] = []
    at = 0
    while at < len(words):
        stop, again = at, ""
        while stop < len(words) and len(again) < len(said) and said.startswith(again + words[stop].cell.word):
            again += words[stop].cell.word
            stop += 1
        if again == said:
            at = stop
        else:
            kept.append(words[at])
            at += 1
    return kept


_Cells = dict[tuple[ColumnContent, int, bool, bool], list[tuple[int, str, float]]]


@dataclass(slots=True)
class _FlowSearch:
    """The words of a table's body and what its columns hold."""

    words: Sequence[FlowWord]
    kinds: tuple[ColumnContent, ...]
    cells: _Cells
    """What was found by ``_cells_at``, for all ways to read the headings above the words."""

    @property
    def units(self) -> bool:
        """Have units a column, so that no name ends with one?"""
        return ColumnContent.UNIT in self.kinds

    @property
    def parts(self) -> bool:
        """Have the parts of groups a column?"""
        return ColumnContent.PART in self.kinds

    def best(self) -> _FlowWay:
        """The way to read the words that makes the best rows."""
        count, width = len(self.words), len(self.kinds)
        begun: list[_FlowWay | None] = [None] * (count + 1)  # ways that end a row before a word
        within: list[list[_FlowWay | None]] = [[None] * (count + 1) for _ in range(width + 1)]  # by the next column
        best = begun[0] = _FlowWay(0.0, None, "end", 0, 0, 0)
        for at in range(count + 1):
            followed = self._columns(within, at, [None] * width)
            if done := within[width][at]:
                self._offer(begun, at, done.then(-ROW, "end", at, at))
            way = begun[at]
            if way is None:
                continue
            if way.kind == "end" and way.cost < best.cost:
                best = way
            for stop, cost in self._headings(at):
                self._offer(within[0], stop, way.then(cost, "heading", at, stop))
            if at < count and way.left < _MOST_LEFT_OUT:
                odd = _MORE_LEFT_OUT if way.left else _LEFT_OUT
                self._offer(begun, at + 1, way.then(odd, "left", at, at + 1, left=way.left + 1))
            if way.kind == "end" and way.cut and at < count and self._is_rest(self.words[at].cell):
                self._offer(begun, at + 1, way.then(_REST, "rest", at, at + 1, cut=False))
            self._offer(within[0], at, way.then(0.0, "begin", at, at))
            self._columns(within, at, followed)
        return best

    @staticmethod
    def _is_rest(cell: Cell) -> bool:
        """May a word behind a row be the second line of its name: 数比率（%）, as some programs write it?"""
        return has_unit(cell) and not begins_name(cell.word) and len(cell.word) <= _LONGEST_REST

    def _columns(
        self, within: list[list[_FlowWay | None]], at: int, followed: list[_FlowWay | None]
    ) -> list[_FlowWay | None]:
        """Go on from word ``at`` in each column, except with ways that were ``followed``; and those that are now."""
        for column, kind in enumerate(self.kinds):
            way = within[column][at]
            if way is not None and way is not followed[column]:
                self._follow(within[column + 1], way, kind, at)
                followed[column] = way
        return followed

    @staticmethod
    def _offer(ways: list[_FlowWay | None], at: int, way: _FlowWay) -> None:
        current = ways[at]
        if current is None or way.cost < current.cost:
            ways[at] = way

    def _follow(self, ways: list[_FlowWay | None], way: _FlowWay, kind: ColumnContent, at: int) -> None:
        """The ways to read the next column of a row from word ``at`` on."""
        merged = kind.is_value and way.wordy
        empty = MERGED if merged else self._empty(kind, way)
        if empty < NEVER:
            self._offer(ways, at, way.then(empty, "empty", at, at, wordy=merged))
        for stop, word, cost in self._cells_at(at, kind):
            if kind is ColumnContent.NUMBER:
                number = int(word.strip("().、"))
                odd = cost + order_oddness(number - way.number, first=not way.number)
                self._offer(ways, stop, way.then(odd, "cell", at, stop, number=number))
                continue
            odd = cost + self._among_parts(kind, way, at)
            grouped = kind is ColumnContent.PART or (kind is not ColumnContent.NAME and way.grouped)
            wordy = kind.is_value and not is_figure(word)
            cut = not self.units and not has_unit(self.words[stop - 1].cell) if kind is ColumnContent.NAME else way.cut
            self._offer(ways, stop, way.then(odd, "cell", at, stop, wordy=wordy, grouped=grouped, cut=cut))

    def _cells_at(self, at: int, kind: ColumnContent) -> list[tuple[int, str, float]]:
        """The cells of a column that may begin with word ``at``: before which word each ends, what it says, and how odd it is."""
        key = kind, at, self.units, self.parts
        found = self.cells.get(key)
        if found is None:
            found = self.cells[key] = []
            for stop in range(at + 1, min(at + _LONGEST_CELL, len(self.words)) + 1):
                joined = joint_oddness(self.words[at:stop], kind, units=self.units, parts=self.parts)
                if joined >= NEVER:
                    break
                word = "".join(one.cell.word for one in self.words[at:stop])
                cost = joined + oddness(kind, word)
                if cost < 2 * ROW:
                    found.append((stop, word, cost))
        return found

    def _among_parts(self, kind: ColumnContent, way: _FlowWay, at: int) -> float:
        """How odd a name without a number is among rows that have one, if groups may be, and a part without the unit of the group before it."""
        if not self.parts:
            return 0.0
        if kind is ColumnContent.NAME and way.kind == "empty" and ColumnContent.NUMBER in self.kinds:
            return EMPTY[ColumnContent.NUMBER] - _OF_A_PART
        if kind is ColumnContent.PART and way.kind == "cell":
            return _BESIDE if self.units or has_unit(self.words[at - 1].cell) else _WITHOUT_UNIT
        return 0.0

    def _empty(self, kind: ColumnContent, way: _FlowWay) -> float:
        """How odd it is that a cell is empty. Of a part of a group number and name stand before the first part only."""
        if self.parts:
            if kind is ColumnContent.NUMBER:
                return _OF_A_PART
            if kind is ColumnContent.NAME:
                return _OF_A_PART if way.grouped else NEVER
            if kind is ColumnContent.PART:
                return NEVER if way.kind == "empty" else 0.0
        return EMPTY.get(kind, NEVER)

    def _headings(self, at: int) -> Iterator[tuple[int, float]]:
        """Where a heading between two rows that begins with word ``at`` ends, and how odd it is."""
        if ColumnContent.CATEGORY in self.kinds:
            return
        for stop in range(at + 1, min(at + 2, len(self.words)) + 1):
            word = "".join(one.cell.word for one in self.words[at:stop])
            cost = cell_cost(ColumnContent.CATEGORY, word) + _SPACE * (stop - at - 1)
            if _NUMBERED_HEADING.match(word):
                yield stop, min(cost, 0.3)
            elif cost <= _ODDEST_HEADING and "指标" not in word:
                yield stop, cost + 0.5


_NUMBERED_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[^\d,。;:]{2,14}$")
_ODDEST_HEADING = 1.0
_WHOLE_CATEGORY = 4  # characters


def _steps(way: _FlowWay) -> list[_FlowWay]:
    steps: list[_FlowWay] = []
    one: _FlowWay | None = way
    while one is not None:
        steps.append(one)
        one = one.before
    return steps[::-1]


def _rows(steps: Sequence[_FlowWay], words: Sequence[FlowWord], name: int) -> tuple[list[Row], list[Cell]]:
    """The rows of a way, in the order of the text, and the words that are of none."""
    rows: list[Row] = []
    slots: list[Cell | None] = []
    left: list[Cell] = []
    for step in steps:
        cells = [word.cell for word in words[step.start : step.stop]]
        if step.kind == "left":
            left += cells
        elif step.kind == "rest":
            named = list(rows[-1].slots)
            named[name] = join_parts([cell for cell in (named[name], *cells) if cell])
            rows[-1] = Row((*rows[-1].cells, *cells), tuple(named))
        elif step.kind == "heading":
            rows.append(Row((join_parts(cells),)))
        elif step.kind in ("cell", "empty"):
            slots.append(join_parts(cells) if cells else None)
        elif step.kind == "end" and slots:
            rows.append(Row(tuple(cell for cell in slots if cell), tuple(slots)))
            slots = []
    return rows, left
