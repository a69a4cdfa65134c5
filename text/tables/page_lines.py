"""Indicator tables as the lines of a page: cells broken over lines, with their places or without, become rows under headings.

::

    指 标                单位    2020年   2025年   属性
    单位地区生产总值能源
                         %       17.5     完成市   约束性     →  单位地区生产总值能源消耗降低 | % | 17.5 | 完成市下达任务 | 约束性
    消耗降低                              下达任务
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text.sources.source import Line, Source
from text.tables.columns import ColumnContent, cell_cost, columns_of, heads_a_column, is_figure, is_nature, is_unit
from text.tables.grid import Cell, Table, cell_of
from text.tables.spread_heads import Heading, below_each_other, in_any_order
from text.tables.wrapped import (
    NEVER,
    Assembled,
    Piece,
    PieceLine,
    Spot,
    assemble,
    by_place,
    fit_line,
    spots_of,
)

_WIDE, _ANY = re.compile(r"\S+(?:[ \u00a0]\S+)*"), re.compile(r"\S+")
_MOST_HEADS = 6  # lines of headings
_MOST_LINES = 600
_BLANKS = 3
_LONGEST = 200
_END = re.compile(
    r"^\s*(?:注释?\s*[:\d(①]|备\s*注\s*:|说明\s*:|第.{1,3}[章节篇]|专\s*栏|表\s*\d|图\s*\d|#|>\s*[^\d\s])|[。;!?]\s*$"
)
_PAGE = re.compile(r"\s*(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d+\s*页.{0,12}|\(?续表?\s*\d*\)?|\d{1,4})\s*")
_CATEGORY = re.compile(
    r"(?:经济|社会|民生|生态|创新|绿色|安全|文化|城乡|资源|协调|开放|改革|科技|产业|人民|数字|公共|发展|驱动|福祉|保障|环境|文明|治理|低碳|共享|融合|服务|宜居|转型|生活|领域){1,3}"
)
_BETWEEN = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[^\d,。;:]{2,14}")
_NUMBER = re.compile(r"\(?\d{1,3}[.、)]?|[①-⑳]")
_NUMBERED = re.compile(r"\(?\d{1,2}[.、)](?!\d)|[①-⑳]")
_VALUE_PART = re.compile(
    "[≥≤<>]|同步|持平|完成|达到?|高于|低于|优于|省|市|国|经济|增长|一致|任务|要求|下达|控制|水平|保持|以[上内下]|左右|平均|逐步|提[高升]|全|视情|合理|区间"
)
# a target in words, or the end of one, and no name
_AIM = re.compile(
    r"(?:完成|达到|与|[高低优]于|不[低高]于|保持|控制|逐步|持续).{2,}|.{0,4}(?:水平|任务|同步|持平|要求|以[上内下]|左右|一致|适应)$"
)
_UNIT_PART = re.compile(
    r"[万亿千百]?(?:元|人|吨|公里|立方米|平方米|件|标准煤|人口|人次|千瓦时|户|%|‰|当量)?/?|/\S{1,6}|百分点|微克/?|毫克/?|立方米|[万亿]?吨?标准煤?"
)


@dataclass(frozen=True, slots=True)
class IndicatorGrammar:
    """What the columns of an indicator table hold (see :class:`text.tables.wrapped.Grammar`)."""

    kinds: tuple[ColumnContent, ...]
    numbered_names: bool = False

    @property
    def width(self) -> int:
        return len(self.kinds)

    @property
    def name(self) -> int:
        return self.kinds.index(ColumnContent.NAME)

    @property
    def number(self) -> int | None:
        return self._at(ColumnContent.NUMBER)

    @property
    def category(self) -> int | None:
        return self._at(ColumnContent.CATEGORY)

    def _at(self, kind: ColumnContent) -> int | None:
        return self.kinds.index(kind) if kind in self.kinds else None

    def cost(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is ColumnContent.NUMBER:
            return 0.0 if _NUMBER.fullmatch(word) else NEVER
        if kind is ColumnContent.NAME:
            if _CATEGORY.fullmatch(word) or is_unit(word):
                return 2.0
            return cell_cost(kind, word) if re.search("[\u4e00-\u9fff]", word) else NEVER
        if kind is ColumnContent.CATEGORY and _CATEGORY.fullmatch(word):
            return 0.0
        if kind is ColumnContent.UNIT and _UNIT_PART.fullmatch(word):
            return 0.3
        return cell_cost(kind, word)

    def empty(self, column: int) -> float:
        return _EMPTY[self.kinds[column]]

    def part(self, column: int, word: str) -> float:
        kind = self.kinds[column]
        if kind is ColumnContent.NAME:
            if is_nature(word) or is_figure(word):
                return NEVER
            return 1.2 if _AIM.match(word) else 0.2
        if kind is ColumnContent.CATEGORY:
            return 0.0 if _CATEGORY.fullmatch(word) else NEVER
        if kind is ColumnContent.UNIT:
            return 0.0 if is_unit(word) or _UNIT_PART.fullmatch(word) else 0.7 if len(word) <= 4 else NEVER
        if kind is ColumnContent.VALUE:
            return 0.1 if is_figure(word) else 0.4 if _VALUE_PART.search(word) else NEVER
        return 0.5 if kind is ColumnContent.OTHER else NEVER

    def open(self, column: int, word: str | None) -> bool:
        kind = self.kinds[column]
        if kind is ColumnContent.UNIT:
            return word is None or word.endswith("/") or not is_unit(word)
        if kind is ColumnContent.VALUE:
            return word is None or not is_figure(word)
        return kind in (ColumnContent.NAME, ColumnContent.OTHER)

    def is_anchor(self, slots: Sequence[str | None]) -> bool:
        values = [word for kind, word in zip(self.kinds, slots, strict=True) if kind is ColumnContent.VALUE and word]
        figures = sum(map(is_figure, values))
        said = {kind for kind, word in zip(self.kinds, slots, strict=True) if word}
        if ColumnContent.NUMBER in self.kinds:
            return ColumnContent.NUMBER in said and bool(values or ColumnContent.NATURE in said)
        if ColumnContent.NATURE in self.kinds and ColumnContent.NATURE in said:
            return bool(values)
        return figures > 0 and len(values) * 2 > sum(kind is ColumnContent.VALUE for kind in self.kinds)

    def begins(self, word: str) -> bool | None:
        return _NUMBERED.match(word) is not None if self.numbered_names else None


_EMPTY = {
    ColumnContent.NUMBER: 4.0,
    ColumnContent.CATEGORY: 0.3,
    ColumnContent.NAME: 1.5,
    ColumnContent.UNIT: 1.0,
    ColumnContent.VALUE: 2.5,
    ColumnContent.NATURE: 2.0,
    ColumnContent.OTHER: 0.5,
}


def read_page_lines(source: Source, lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    """The table whose headings begin on line ``index``, and the line after it; None where none begins, or where its rows are not understood."""
    heads = _head_lines(source, lines, index)
    if heads is None:
        return None
    best: tuple[float, Table, int] | None = None
    for wide in (True, False):
        for way in _headed(source, lines, heads, wide=wide):
            if best is None or way[0] < best[0]:
                best = way
    return best[1:] if best else None


@dataclass(frozen=True, slots=True)
class _Heads:
    first: int
    after: int  # the line after the last


def _head_lines(source: Source, lines: Sequence[Line], index: int) -> _Heads | None:
    """The lines of headings from ``index`` on: all their words head columns, or are parts of what does."""
    first = lines[index].folded.split()
    if not first or not any(map(_may_head, first)) or (len(first) == 1 and len(first[0]) > 8):  # the title over a table
        return None
    at = index
    words: list[str] = []
    blank = 0
    while at < len(lines) and at - index < _MOST_HEADS + blank:
        row = lines[at].folded
        here = row.split()
        if not here:
            blank += 1
            if blank > 2 or not words:
                break
        elif len(row) <= _LONGEST and all(_may_head(word) or _may_be_part(word) for word in here):
            words += here
        else:
            break
        at += 1
    said = "".join(words)
    if not ("标" in said and re.search("20\\d\\d|目标|规划|年均|累计", said)) or len(words) < 3:
        return None
    return _Heads(index, at)


def _may_head(word: str) -> bool:
    return len(word) <= 24 and heads_a_column(word)


def _may_be_part(word: str) -> bool:
    return (len(word) == 1 and not word.isdigit()) or _PART.fullmatch(word) is not None


_PART = re.compile(
    r"[〔\[(][^〔〕\[\]()]{1,8}[〕\])]|[〔\[(]?(?:累计|年均)[〕\])]?|(?:规划|主要)?指标属?|目标|值|20\d\d|年|实际值?|“?十[一二三四五六七]五”?|(?:责任|牵头|计量)?(?:部门|单位)?"
)


def _headed(source: Source, lines: Sequence[Line], heads: _Heads, *, wide: bool) -> Iterator[tuple[float, Table, int]]:
    """The ways to read the table with its words parted by wide gaps, or by any."""
    head = [line for line in lines[heads.first : heads.after] if line.folded.strip()]
    body = list(_body(lines, heads, head))
    if not body:
        return
    tried: set[tuple[str, ...]] = set()
    for header, edges in _headers(source, head, wide=wide):
        words = tuple(cell.word for cell in header)
        if words in tried or len(tried) > 60:
            continue
        tried.add(words)
        kinds = columns_of(words)
        if not (ColumnContent.NAME in kinds and ColumnContent.VALUE in kinds and any("指标" in w for w in words)):
            continue
        read = _rows(source, [lines[at] for at in body], kinds, edges)
        if read is None:
            continue
        rows, used = read
        good = sum(cost <= _ODD for cost in rows.costs)
        table = Table(header, rows.rows)
        # more rows, then better ones
        cost = sum(min(cost, 20.0) for cost in rows.costs) / len(rows.costs) - 4.0 * good
        if good * 2 > len(rows.rows):
            yield cost, table, body[used - 1] + 1 if used else heads.after


_ODD = 6.0


def _headers(
    source: Source, head: Sequence[Line], *, wide: bool
) -> Iterator[tuple[tuple[Cell, ...], tuple[tuple[int, int], ...]]]:
    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    if wide:
        spots = [_closed(spots_of(line.folded, line.start, _WIDE, cell)) for line in head]
        if max(map(len, spots)) < 3:
            return
        made: list[Heading] = below_each_other(spots)
        if all(heads_a_column(one.cell.word) or len(one.cell.word) <= 24 for one in made):
            yield tuple(one.cell for one in made), tuple((one.left, one.right) for one in made)
        return
    words = [[cell(*match.span()) for match in _ANY.finditer(source.folded, line.start, line.end)] for line in head]
    for header in in_any_order(words, heads_a_column):
        yield header, ()


def _closed(spots: Sequence[Spot]) -> list[Spot]:
    """指  标 as one word."""
    made: list[Spot] = []
    for spot in spots:
        last = made[-1] if made else None
        if last and len(last.cell.word) == 1 and heads_a_column(last.cell.word + spot.cell.word):
            cell = Cell(last.cell.text + spot.cell.text, last.cell.start, spot.cell.end)
            made[-1] = Spot(cell, last.left, spot.right)
        else:
            made.append(spot)
    return made


def _body(lines: Sequence[Line], heads: _Heads, head: Sequence[Line]) -> Iterator[int]:
    """The numbers of the lines below the headings that may be of the table: no page marks, no headings again."""
    again = {"".join(line.folded.split()) for line in head}
    blank = 0
    for at in range(heads.after, min(len(lines), heads.after + _MOST_LINES)):
        row = lines[at].folded
        words = "".join(row.split())
        blank = 0 if words else blank + 1
        if blank > _BLANKS or len(row) > _LONGEST or (_END.search(row) and words not in again):
            break
        if words and words not in again and not _PAGE.fullmatch(row) and not re.fullmatch(r"[-=\s]{3,}", row):
            yield at


def _rows(
    source: Source, body: Sequence[Line], kinds: tuple[ColumnContent, ...], edges: tuple[tuple[int, int], ...]
) -> tuple[Assembled, int] | None:
    """The rows of the lines of the body, and how many of these lines they took."""

    def cell(start: int, end: int) -> Cell:
        return cell_of(source, [(start, end)])

    pattern = _WIDE if edges else _ANY
    spots = [spots_of(source.folded[line.start : line.end], line.start, pattern, cell) for line in body]
    grammar = IndicatorGrammar(kinds, _numbered(spots, kinds))
    headings = [at for at, line in enumerate(spots) if _is_heading_between(line, grammar)]
    if edges:
        extents = _extents(spots, grammar, edges)
        pieces: list[PieceLine] = [
            tuple(Piece(spot.cell, by_place(extents, spot.left, spot.right)) for spot in line) for line in spots
        ]
        if any(not _in_order(line) for line in pieces):
            return None
    else:
        pieces = [tuple(Piece(spot.cell) for spot in line) for line in spots]
    made = assemble(pieces, grammar, headings)
    return (made, made.used) if made else None


def _in_order(line: PieceLine) -> bool:
    columns = [piece.column or 0 for piece in line]
    return columns == sorted(columns)


def _numbered(spots: Sequence[Sequence[Spot]], kinds: Sequence[ColumnContent]) -> bool:
    """Do names begin with the number of their row?"""
    if ColumnContent.NUMBER in kinds:
        return False
    found = sum(any(_NUMBERED.match(spot.cell.word) for spot in line[:2]) for line in spots)
    return found >= 2 and any(re.match(r"\(?1[.、)]|①", spot.cell.word) for line in spots[:6] for spot in line[:2])


def _is_heading_between(line: Sequence[Spot], grammar: IndicatorGrammar) -> bool:
    """Is this line a heading between rows: 一、经济发展, or 经济发展 where categories have no column?"""
    if len(line) != 1:
        return False
    word = line[0].cell.word
    return _BETWEEN.fullmatch(word) is not None or (grammar.category is None and _CATEGORY.fullmatch(word) is not None)


def _extents(
    spots: Sequence[Sequence[Spot]], grammar: IndicatorGrammar, edges: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """Between which places each column lies: those of the words that fit it in lines that are whole rows, else of its heading."""
    found: list[list[int]] = [[] for _ in edges]
    whole: list[tuple[float, Sequence[Spot], tuple[tuple[int, int], ...]]] = []
    for line in spots:
        cost, spans = fit_line([spot.cell.word for spot in line], grammar)
        if cost <= 3 and all(b - a <= 1 for a, b in spans):
            whole.append((cost, line, spans))
    for _, line, spans in whole:
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
    """How many rows of a table have a name."""
    return sum(len(row.cells) > 1 for row in table.rows)
