"""Tables as the lines of a page: cells broken over lines, with their places or without, become rows under headings.

::

    指 标                单位    2020年   2025年   属性
    单位地区生产总值能源
                         %       17.5     完成市   约束性     →  单位地区生产总值能源消耗降低 | % | 17.5 | 完成市下达任务 | 约束性
    消耗降低                              下达任务

What kind of table it is (of indicators, of works) a :class:`PageTable` says.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from text.sources.source import Line, Source
from text.tables.columns import YEAR, are_closed
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
    screen_width,
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
_Width = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class HeadsPlaced:
    """The headings, the places between which they stand (none where the text kept no places), and how places are counted:

    on the screen a Chinese character takes two, and pdftotext -layout gives each character one.
    """

    header: tuple[Cell, ...]
    edges: _Extents = ()
    width: _Width = screen_width


_Pages = tuple[tuple[int, _Extents], ...]
"""From which offset of the text on the columns stand between which places: the headings are printed on each page, and each page has its own places."""


def read_page_lines(source: Source, lines: Sequence[Line], index: int, of: PageTable) -> tuple[Table, int] | None:
    """The table whose headings begin on line ``index``, and the line after it; None where none begins, or where its rows are not understood."""
    heads = head_lines(lines, index, of)
    if heads is None:
        return None
    body = list(body_lines(lines, heads, of))
    if not body:
        return None
    again = [repeated for repeated in heads_again(lines, heads, of) if repeated.lines[0].start > lines[body[0]].start]
    # A few lines leave few of the orders that the headings may have.
    ways = list(_headers(source, heads, of))
    if are_closed(["".join(line.folded for line in heads.lines)]):
        ways = [way for way in ways if are_closed([cell.word for cell in way.header])]
    for first in (_FEWEST, _FIRST):
        begun = [lines[at] for at in body[:first]]
        ranked = [
            (_badness(read) + _disorder(way), way)
            for way in ways
            if (read := _rows(source, begun, way, (_pages(source, way, again, of), of), most=_TRIED[first]))
            and (first == _FEWEST or _is_good(read))
        ]
        ways = [way for _, way in sorted(ranked, key=lambda one: one[0])[:_LIKELY]]
    if not ways:
        return None
    best = ways[0]
    read = _rows(source, [lines[at] for at in body], best, (_pages(source, best, again, of), of))
    if read is None or not _is_good(read):
        return None
    return Table(best.header, read.rows, categories_unsure=read.unsure), body[
        read.used - 1
    ] + 1 if read.used else heads.after


def _is_good(read: Assembled) -> bool:
    """Are most rows understood?"""
    return 2 * sum(cost <= _ODD for cost in read.costs) > len(read.rows)


def _badness(read: Assembled) -> float:
    """More good rows are better, then better ones."""
    good = sum(cost <= _ODD for cost in read.costs)
    return sum(min(cost, 20.0) for cost in read.costs) / len(read.costs) - 4.0 * good


def _disorder(way: HeadsPlaced) -> float:
    """Where nothing else tells in which order the columns stand, the years run from left to right."""
    years = [year[1] for cell in way.header if (year := YEAR.search(cell.word))]
    return 0.5 if not way.edges and years != sorted(years) else 0.0


def head_lines(lines: Sequence[Line], index: int, of: PageTable) -> PageHeads | None:
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


def _headers(source: Source, heads: PageHeads, of: PageTable) -> Iterator[HeadsPlaced]:
    """The headings with the places between which they stand, or, in each order that they may have, without."""
    for width in (screen_width, len):
        yield from placed_headings(source, heads, of, width)
    words = [
        [cell_of(source, [match.span()]) for match in _HEADING.finditer(source.folded, line.start, line.end)]
        for line in heads.lines
    ]
    tried: set[tuple[str, ...]] = set()
    for header in in_any_order(words, of.heads):
        if len(tried) >= _ORDERS:
            return
        if (said := tuple(one.word for one in header)) not in tried:
            tried.add(said)
            yield HeadsPlaced(header)


def placed_headings(source: Source, heads: PageHeads, of: PageTable, width: _Width) -> Iterator[HeadsPlaced]:
    """The headings by their places, where they have some, as they may be read."""
    whole, parted = (_placed(source, heads, of, width, part=part) for part in (False, True))
    yield from dict.fromkeys(way for way in (whole, parted) if way)


def _placed(source: Source, heads: PageHeads, of: PageTable, width: _Width, *, part: bool) -> HeadsPlaced | None:
    """The headings by their places; None where they have none. ``part``: what stands one space apart may be two headings."""

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    spots = [
        _closed(
            [
                one
                for spot in spots_of(line.folded, line.start, _WIDE, cell, width)
                for one in _split(source, spot, of, width, part=part)
            ],
            of,
        )
        for line in heads.lines
    ]
    if max(map(len, spots)) < 3:
        return None
    made: list[PlacedHeading] = below_each_other(spots)
    if any(len(one.cell.word) > 24 for one in made):
        return None
    return HeadsPlaced(tuple(one.cell for one in made), tuple((one.left, one.right) for one in made), width)


def _split(source: Source, spot: Spot, of: PageTable, width: _Width, *, part: bool) -> list[Spot]:
    """2030 年 年均 as 2030 年 and 年均: one space is all that stands between two headings where columns are close."""
    if " " not in spot.cell.text or (of.heads(spot.cell.word) and not part):
        return [spot]
    parts: list[Spot] = []
    for match in _HEADING.finditer(source.folded, spot.cell.start, spot.cell.end):
        left = spot.left + width(source.folded[spot.cell.start : match.start()])
        parts.append(Spot(cell_of(source, [match.span()]), left, left + width(match.group())))
    return parts if all(of.heads(one.cell.word) for one in parts) else [spot]


def heads_again(lines: Sequence[Line], heads: PageHeads, of: PageTable) -> Iterator[PageHeads]:
    """Where the same headings stand on later pages."""
    said = ["".join(line.folded.split()) for line in heads.lines]
    for first in range(heads.after, min(len(lines), heads.after + of.most_lines)):
        if "".join(lines[first].folded.split()) != said[0]:
            continue
        found = [line for line in lines[first : first + 2 * len(said)] if line.folded.strip()][: len(said)]
        if ["".join(line.folded.split()) for line in found] == said:
            yield PageHeads(tuple(found), first)


def _pages(source: Source, way: HeadsPlaced, again: Sequence[PageHeads], of: PageTable) -> _Pages:
    if not way.edges:
        return ()
    words = [cell.word for cell in way.header]
    pages = [(0, way.edges)]
    for heads in again:
        ways = placed_headings(source, heads, of, way.width)
        same = next((one for one in ways if [cell.word for cell in one.header] == words), None)
        pages += [(heads.lines[0].start, same.edges)] if same else []
    return tuple(pages)


def _closed(spots: Sequence[Spot], of: PageTable) -> list[Spot]:
    """指  标 as one word."""
    made: list[Spot] = []
    for spot in spots:
        last = made[-1] if made else None
        whole = last is not None and len(last.cell.word) == 1 and re.search(r"\d", spot.cell.word) is None
        if last and whole and of.heads(last.cell.word + spot.cell.word):
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
    way: HeadsPlaced,
    how: tuple[_Pages, PageTable],
    *,
    most: int = MOST_TRIED,
) -> Assembled | None:
    """The rows of the lines of the body."""
    pages, of = how

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    pattern = _WIDE if pages else _ANY
    header = way.header
    spots = [spots_of(line.folded, line.start, pattern, cell, way.width) for line in body]
    grammar = of.grammar([one.word for one in header], spots)
    if grammar is not None and grammar.number is None and not pages:
        spots = [spots_of(line.folded, line.start, _NAMED, cell) for line in body]
        grammar = of.grammar([one.word for one in header], spots)
    if grammar is None:
        return None
    headings = [at for at, line in enumerate(spots) if of.is_between(line, grammar)]
    pieces: list[PieceLine]
    if pages:
        pieces = []
        for (start, edges), (end, _) in pairwise((*pages, (source.lines[-1].end + 1, ()))):
            page = [line for line in spots if line and start <= line[0].cell.start < end]
            page = [_without_category(source, line, grammar, edges, way.width) for line in page]
            extents = _extents(page, grammar, edges)
            pieces += [
                tuple(piece for spot in line for piece in _pieces(source, spot, extents, way.width, grammar))
                for line in page
            ]
        if not all(_in_order(line) for at, line in enumerate(pieces) if at not in headings):
            return None
    else:
        pieces = [tuple(Piece(spot.cell) for spot in line) for line in spots]
    begins = [
        next((at for at, line in enumerate(spots) if line and line[0].cell.start >= start), len(spots))
        for start, _ in pages[1:]
    ]
    return assemble(pieces, grammar, headings, pages=begins, most=most)


def _without_category(
    source: Source, line: Sequence[Spot], grammar: Grammar, edges: _Extents, width: _Width
) -> list[Spot]:
    """健康生活 15岁以上人群吸烟率: a category fills its column to the last place, so that one space is all that parts it from the name beside it."""
    column, spots = grammar.category, list(line)
    if column is None or column >= grammar.name or " " not in (first := spots[0]).cell.text:
        return spots
    said, rest = list(_ANY.finditer(source.folded, first.cell.start, first.cell.end))[:2]
    if first.left > edges[column][0] or first.left + width(said.group()) > edges[grammar.name][0]:
        return spots
    if grammar.cost(column, said.group()) > 0 or grammar.cost(grammar.name, rest.group()) > 3:
        return spots
    left = first.left + width(source.folded[first.cell.start : rest.start()])
    return [
        Spot(cell_of(source, [said.span()]), first.left, first.left + width(said.group()), first.at),
        Spot(
            cell_of(source, [(rest.start(), first.cell.end)]), left, first.right, first.at + rest.start() - said.start()
        ),
        *spots[1:],
    ]


def _pieces(source: Source, spot: Spot, extents: _Extents, width: _Width, grammar: Grammar) -> Iterator[Piece]:
    """What stands in a column; words of two columns may stand one space apart."""
    parts: list[tuple[int, int, int]] = []  # column, start, end
    for word in _ANY.finditer(source.folded, spot.cell.start, spot.cell.end):
        left = spot.left + width(source.folded[spot.cell.start : word.start()])
        column = by_place(extents, left, left + width(word.group()))
        if parts and (parts[-1][0] == column or _TAIL.fullmatch(word.group())):
            parts[-1] = (parts[-1][0], parts[-1][1], word.end())
        else:
            parts.append((column, *word.span()))
    apart = [at for at, (column, _, _) in enumerate(parts) if column > parts[0][0]]
    if len(parts) == 2 and parts[1][0] == grammar.width - 1 and grammar.cost(parts[1][0], source.folded[slice(*parts[1][1:])]) <= 1:  # fmt: skip
        # 高于GDP增 预期: a nature in a column that the words before it fill
        yield from (Piece(cell_of(source, [(start, end)]), column) for column, start, end in parts)
    elif len(apart) == len(parts) - 1 > 0 and all(_fits(source, spot, part, extents, width) for part in parts):
        yield from (Piece(cell_of(source, [(start, end)]), column) for column, start, end in parts)
    else:
        yield Piece(spot.cell, by_place(extents, spot.left, spot.right))


_TAIL = re.compile("左右|以[上内下]")  # 62 左右


def _fits(source: Source, spot: Spot, part: tuple[int, int, int], extents: _Extents, width: _Width) -> bool:
    """Do words stand wholly in their column?"""
    column, start, end = part
    left = spot.left + width(source.folded[spot.cell.start : start])
    return extents[column][0] <= left and left + width(source.folded[start:end]) <= extents[column][1]


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
