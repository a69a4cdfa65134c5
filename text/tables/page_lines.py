"""Tables as the lines of a page: cells broken over lines, with their places or without, become rows under headings.

::

    指 标                单位    2020年   2025年   属性
    单位地区生产总值能源
                         %       17.5     完成市   约束性     →  单位地区生产总值能源消耗降低 | % | 17.5 | 完成市下达任务 | 约束性
    消耗降低                              下达任务

What kind of table it is (of indicators, of works) a :class:`PageTable` says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from text.sources.source import Line, Source
from text.tables.columns import YEAR
from text.tables.grid import Cell, Table, cell_of
from text.tables.spread_heads import PlacedHeading, below_each_other, in_any_order
from text.tables.wrapped import (
    MOST_TRIED,
    Assembled,
    Grammar,
    Piece,
    PieceLine,
    Spot,
    assemble,
    by_place,
    fit_line,
    spots_of,
)

_WIDE, _ANY = re.compile(r"\S+(?:[ \u00a0]\S+)*"), re.compile(r"\S+")
_NAMED = re.compile(
    r"\(?\d{1,2}[.、)] ?[^\W\d]\S*|\S+"
)  # 3. 工业增加值 is one, where the numbers of rows have no column
_HEADING = re.compile(r"20\d\d 年\S*|\S+")  # 2025 年 is one
_MOST_HEADS = 6  # lines of headings
_BLANKS = 3
_LONGEST = 240
_FIRST = 48  # lines by which the order of the headings is found
_FEWEST, _LIKELY = 16, 4  # lines by which the likely orders are found, and how many of these
_TRIED = {_FEWEST: 40, _FIRST: 100}  # ways for each row of these lines
_ORDERS = 30  # of headings that are tried
_ODD = 6.0  # a row that fits worse is doubtful
_PAGE = re.compile(r"\s*(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d+\s*页.{0,12}|\(?续表?\s*\d*\)?|\d{1,4})\s*")
_UNDERLINE = re.compile(r"[-=\s]{3,}")


class PageTable(Protocol):
    """A kind of table."""

    @property
    def most_lines(self) -> int: ...

    def heads(self, word: str) -> bool:
        """Does a word, folded and without spaces, head a column?"""
        ...

    def part_of_head(self, word: str) -> bool:
        """May a word be one line of a heading that is broken over lines?"""
        ...

    def may_be(self, said: str) -> bool:
        """Could all the words of the headings, run together, be those of such a table?"""
        ...

    def grammar(self, words: Sequence[str], spots: Sequence[Sequence[Spot]]) -> Grammar | None:
        """What the columns under these headings hold; None where the table is of another kind."""
        ...

    def is_between(self, line: Sequence[Spot], grammar: Grammar) -> bool:
        """Is a line a heading between rows, or a sum?"""
        ...

    def ends(self, row: str) -> bool:
        """Does a line stand below the table?"""
        ...


@dataclass(frozen=True, slots=True)
class PageHeads:
    lines: tuple[Line, ...]
    after: int  # the line after the last


_Extents = tuple[tuple[int, int], ...]


def read_page_lines(source: Source, lines: Sequence[Line], index: int, of: PageTable) -> tuple[Table, int] | None:
    """The table whose headings begin on line ``index``, and the line after it; None where none begins, or where its rows are not understood."""
    heads = _head_lines(lines, index, of)
    if heads is None:
        return None
    body = list(body_lines(lines, heads, of))
    if not body:
        return None
    # A few lines leave few of the orders that the headings may have.
    ways = list(_headers(source, heads, of))
    for first in (_FEWEST, _FIRST):
        begun = [lines[at] for at in body[:first]]
        ranked = [
            (_badness(read) + _disorder(way), way)
            for way in ways
            if (read := _rows(source, begun, way[0], (way[1], of), most=_TRIED[first]))
            and (first == _FEWEST or _is_good(read))
        ]
        ways = [way for _, way in sorted(ranked, key=lambda one: one[0])[:_LIKELY]]
    if not ways:
        return None
    header, edges = ways[0]
    read = _rows(source, [lines[at] for at in body], header, (edges, of))
    if read is None or not _is_good(read):
        return None
    return Table(header, read.rows), body[read.used - 1] + 1 if read.used else heads.after


def _is_good(read: Assembled) -> bool:
    """Are most rows understood?"""
    return 2 * sum(cost <= _ODD for cost in read.costs) > len(read.rows)


def _badness(read: Assembled) -> float:
    """More good rows are better, then better ones."""
    good = sum(cost <= _ODD for cost in read.costs)
    return sum(min(cost, 20.0) for cost in read.costs) / len(read.costs) - 4.0 * good


def _disorder(way: tuple[tuple[Cell, ...], _Extents]) -> float:
    """Where nothing else tells in which order the columns stand, the years run from left to right."""
    header, edges = way
    years = [year[1] for cell in header if (year := YEAR.search(cell.word))]
    return 0.5 if not edges and years != sorted(years) else 0.0


def _head_lines(lines: Sequence[Line], index: int, of: PageTable) -> PageHeads | None:
    """The lines of headings from ``index`` on: all their words head columns, or are parts of what does."""
    first = lines[index].folded.split()
    if not first or (len(first) == 1 and len(first[0]) > 8):  # the title over a table
        return None
    if not any(map(of.heads, first)) and not all(map(of.part_of_head, first)):
        return None
    at = index
    words: list[str] = []
    found: list[Line] = []
    blank = 0
    while at < len(lines) and len(found) < _MOST_HEADS and blank <= 2:
        row = lines[at].folded
        here = row.split()
        if "\t" in row.strip():  # its cells have marks
            break
        if here and not (len(row) <= _LONGEST and all(of.heads(word) or of.part_of_head(word) for word in here)):
            break
        if here:
            words += here
            found.append(lines[at])
        blank = 0 if here else blank + 1
        at += 1
    if len(found) >= 4 and len(words) == len(found):
        return None  # a cell a line: no page has rows so
    return PageHeads(tuple(found), at) if len(words) >= 3 and of.may_be("".join(words)) else None


def _headers(source: Source, heads: PageHeads, of: PageTable) -> Iterator[tuple[tuple[Cell, ...], _Extents]]:
    """The headings with the places between which they stand, or, in each order that they may have, without."""

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    spots = [_closed(spots_of(line.folded, line.start, _WIDE, cell), of) for line in heads.lines]
    if max(map(len, spots)) >= 3:
        made: list[PlacedHeading] = below_each_other(spots)
        if all(len(one.cell.word) <= 24 for one in made):
            yield tuple(one.cell for one in made), tuple((one.left, one.right) for one in made)
    words = [
        [cell(*match.span()) for match in _HEADING.finditer(source.folded, line.start, line.end)]
        for line in heads.lines
    ]
    tried: set[tuple[str, ...]] = set()
    for header in in_any_order(words, of.heads):
        if len(tried) >= _ORDERS:
            return
        if (said := tuple(one.word for one in header)) not in tried:
            tried.add(said)
            yield header, ()


def _closed(spots: Sequence[Spot], of: PageTable) -> list[Spot]:
    """指  标 as one word."""
    made: list[Spot] = []
    for spot in spots:
        last = made[-1] if made else None
        if last and len(last.cell.word) == 1 and of.heads(last.cell.word + spot.cell.word):
            cell = Cell(last.cell.text + spot.cell.text, last.cell.start, spot.cell.end)
            made[-1] = Spot(cell, last.left, spot.right)
        else:
            made.append(spot)
    return made


def body_lines(lines: Sequence[Line], heads: PageHeads, of: PageTable) -> Iterator[int]:
    """The numbers of the lines below the headings that may be of the table: no page marks, no headings again."""
    again = {"".join(line.folded.split()) for line in heads.lines}
    blank = 0
    for at in range(heads.after, min(len(lines), heads.after + of.most_lines)):
        row = lines[at].folded
        words = "".join(row.split())
        blank = 0 if words else blank + 1
        if blank > _BLANKS or len(row) > _LONGEST or (words not in again and of.ends(row)):
            break
        if words and words not in again and not _PAGE.fullmatch(row) and not _UNDERLINE.fullmatch(row):
            yield at


def _rows(
    source: Source,
    body: Sequence[Line],
    header: Sequence[Cell],
    how: tuple[_Extents, PageTable],
    *,
    most: int = MOST_TRIED,
) -> Assembled | None:
    """The rows of the lines of the body."""
    edges, of = how

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    pattern = _WIDE if edges else _ANY
    spots = [spots_of(line.folded, line.start, pattern, cell) for line in body]
    grammar = of.grammar([one.word for one in header], spots)
    if grammar is not None and grammar.number is None and not edges:
        spots = [spots_of(line.folded, line.start, _NAMED, cell) for line in body]
        grammar = of.grammar([one.word for one in header], spots)
    if grammar is None:
        return None
    headings = [at for at, line in enumerate(spots) if of.is_between(line, grammar)]
    pieces: list[PieceLine]
    if edges:
        extents = _extents(spots, grammar, edges)
        pieces = [tuple(Piece(spot.cell, by_place(extents, spot.left, spot.right)) for spot in line) for line in spots]
        if not all(_in_order(line) for at, line in enumerate(pieces) if at not in headings):
            return None
    else:
        pieces = [tuple(Piece(spot.cell) for spot in line) for line in spots]
    return assemble(pieces, grammar, headings, most=most)


def _in_order(line: PieceLine) -> bool:
    columns = [piece.column or 0 for piece in line]
    return columns == sorted(columns)


def _extents(spots: Sequence[Sequence[Spot]], grammar: Grammar, edges: _Extents) -> _Extents:
    """Between which places each column lies: those of the words that fit it in lines that are whole rows, else of its heading."""
    found: list[list[int]] = [[] for _ in edges]
    for line in spots:
        cost, spans = fit_line([spot.cell.word for spot in line], grammar)
        if cost > 3 or any(b - a > 1 for a, b in spans):
            continue
        for column, (a, b) in enumerate(spans):
            if b > a:
                found[column] += [line[a].left, line[a].right]
    made = [(min(each), max(each)) if each else edge for each, edge in zip(found, edges, strict=True)]
    # what a heading says more, up to its neighbours
    for at, (left, right) in enumerate(edges):
        low = made[at - 1][1] if at else 0
        high = made[at + 1][0] if at + 1 < len(made) else 10_000
        made[at] = (min(made[at][0], max(left, low)), max(made[at][1], min(right, high)))
    return tuple(made)


def rows_with_figures(table: Table) -> int:
    """How many rows of a table have more than one cell."""
    return sum(len(row.cells) > 1 for row in table.rows)
