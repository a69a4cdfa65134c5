"""The cells of a table that was flattened into lines become rows again.

One cell a line, each with a tab before it, a blank line between rows; a cell may go on below without the tab::

    <tab>1
    <tab>地区生产总值增长率（％）
    <tab>1.5左右
    <tab>与全市增长
                                   (a cell can contain a blank line)
    水平保持一致
    <tab>预期性

One row a line, the cells between tabs; Markdown rows, the cells between upright strokes; HTML tables (:mod:`text.tables.markup`); pandoc's
plain tables (:mod:`text.tables.dashed`); and indicator tables without any marks (:mod:`text.tables.unruled`). Headings on two lines become one,
and a table that a page cuts is one table.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from text.sources.source import Line, Source
from text.tables.columns import ColumnContent, cell_cost, columns_of, fit, is_heading
from text.tables.dashed import find_dashes, read_dashed
from text.tables.drawn import begins_drawn, read_drawn
from text.tables.grid import Cell, Row, Table, cell_of, join
from text.tables.markup import read_markup, without_markup
from text.tables.merged_heads import AMOUNT, OF_NAME, under_merged
from text.tables.unruled import is_page_mark, read_loose

__all__ = ["Cell", "Row", "Table", "read_tables"]

# Maximum number of blank or unmarked lines between two cells of one table.
_REACH = 4
_RULE = re.compile(r"^\s*\|?[\s|:-]*-{3,}[\s|:-]*$|^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_MARK = re.compile(r"<[^<>]{0,300}>|[|\s]")
_GAP = 400  # characters between the two parts of a table that a page cuts


def read_tables(source: Source, start: int = 0, end: int | None = None) -> list[Table]:
    """All tables whose lines begin in ``start``..``end``, in the order of the text. A run of cells without a header row is no table."""
    lines = source.lines_between(start, len(source.text) if end is None else end)
    blocks = deque(read_markup(source, lines[0].start, lines[-1].end) if lines else ())
    dashes = deque(find_dashes(lines))
    tables = _Tables(source)
    index = 0
    while index < len(lines):
        line = lines[index]
        row = line.folded
        while dashes and dashes[0] <= index:
            dashes.popleft()
        if blocks and blocks[0].start < line.end:
            block = blocks.popleft()
            tables.add(block.rows, (block.start, block.end))
            while index < len(lines) and lines[index].end <= block.end:
                index += 1
            if (
                index < len(lines)
                and lines[index].start < block.end
                and not (blocks and blocks[0].start < lines[index].end)
            ):
                index += 1
        elif begins_drawn(line) and (drawn := read_drawn(source, lines, index)):
            rows, index = drawn
            tables.add(rows)
        elif row.count("|") >= 2 or row.strip("\t ").count("\t") >= 2 or _heads_tabs(lines, index):
            rows, index = _ruled(source, lines, index)
            tables.add(rows)
        elif row.startswith("\t") and row.strip():
            rows, index = _stacked(source, lines, index)
            tables.add(rows)
        elif dashes and (drawn := read_dashed(source, lines, index, dashes[0])):
            rows, index = drawn
            tables.add(rows)
        elif found := read_loose(source, lines, index):
            table, index = found
            tables.add([Row(table.header, table.header), *table.rows], of=table)
        else:
            index += 1
    return [
        Table(one.header, tuple(one.rows), one.markup, tuple(one.left_out), one.categories_lost, one.categories_unsure)
        for one in tables.found
    ]


def _heads_tabs(lines: Sequence[Line], index: int) -> bool:
    """Is a line with one cell among empty ones the title over a table whose rows have their cells between tabs, as a spreadsheet is copied?"""
    row = lines[index].folded
    below = lines[index + 1].folded if index + 1 < len(lines) else ""
    return row.count("\t") >= 3 and bool(row.strip()) and below.strip("\t ").count("\t") >= 2


# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Found:
    """A table as far as it was found (see :class:`Table`)."""

    header: tuple[Cell, ...]
    rows: list[Row]
    markup: tuple[int, int] | None
    left_out: list[Cell]
    categories_lost: bool
    categories_unsure: bool


@dataclass(slots=True)
class _Tables:
    """The tables found so far."""

    source: Source
    found: list[_Found] = field(default_factory=list)

    def add(self, rows: Sequence[Row], markup: tuple[int, int] | None = None, of: Table | None = None) -> None:
        """Adjacent rows: a table, or the rest of the table from the previous page; several tables where headings of others stand between them."""
        if not rows:
            return
        if cut := _next_headings(rows):
            self.add(rows[:cut], markup, of)
            self.add(rows[cut:], markup, of)
            return
        left_out = list(of.left_out) if of else []
        lost, unsure = (of.categories_lost, of.categories_unsure) if of else (False, False)
        head = next((index for index, row in enumerate(rows) if len(row.cells) > 1), None)
        if head is not None and self._goes_on(rows[head]):
            last = self.found[-1]
            last.rows += [row for row in rows if not _heads_again(row, last.header)]
            last.left_out += left_out
            last.categories_lost |= lost
            last.categories_unsure |= unsure
            if last.markup and markup:
                last.markup = last.markup[0], markup[1]
        elif head is not None and (table := _headed(rows[head:])):
            self.found.append(_Found(*table, markup, left_out, lost, unsure))

    def _goes_on(self, first: Row) -> bool:
        """Are these rows directly below an indicator table, with its headings repeated or with no headings?"""
        if not self.found:
            return False
        header, above = self.found[-1].header, self.found[-1].rows
        last = above[-1].end if above else header[-1].end
        if not last <= first.start <= last + _GAP or len(first.slots or first.cells) != len(header):
            return False
        kinds = columns_of([cell.word for cell in header])
        if ColumnContent.NAME not in kinds or not any(kind.is_value for kind in kinds):
            return False
        if not _heads_again(first, header) and any(is_heading(cell) for cell in first.cells):
            return False
        between = self.source.lines_between(last, self.source.line_at(first.start).start)
        return all(not _MARK.sub("", line.folded) or _RULE.match(line.folded) or is_page_mark(line) for line in between)


def _heads_again(row: Row, header: Sequence[Cell]) -> bool:
    """Does a row repeat the headings of a table, or the lower line of them, where the upper one was taken for the head of the page?"""
    slots = row.slots or row.cells
    return list(row.words) == [heading.word for heading in header] or (
        len(slots) == len(header)
        and all(cell is None or heading.word.endswith(cell.word) for cell, heading in zip(slots, header, strict=True))
        and all(map(is_heading, row.cells))
    )


def _next_headings(rows: Sequence[Row]) -> int | None:
    """The row with which another table begins, with no blank line before it."""
    wide = [row for row in rows if len(row.cells) > 1]
    own = {row.words for row in (*wide[:1], *takewhile(_begins_another, wide[1:]))}  # its headings, on one line or two
    for index, row in enumerate(rows[1:], 1):
        if row.words not in own and _begins_another(row):
            return index
    return None


def _begins_another(row: Row) -> bool:
    """Are the cells of a row the headings of a table: 项目名称, 建设地点, 总投资?"""
    words = row.words
    return (
        len(words) >= 3 and _FIRST_HEADING.fullmatch(words[0]) is not None and all(map(_ANY_HEADING.fullmatch, words))
    )


_FIRST_HEADING = re.compile(r"序号|编号|(?:主要)?指标(?:名称)?|(?:建设|重点|重大)?(?:项目|工程)名称|名称")
_ANY_HEADING = re.compile(
    _FIRST_HEADING.pattern
    + r"|(?:指标|项目)?(?:类别|分类|类型|属性|性质)|(?:计量)?单位|备注|[^\d,。;]{0,6}20\d\d年?[^\d,。;]{0,6}"
    r"|[^\d,。;]{0,8}(?:目标值?|年均|累计|基期|现状)[^\d,。;]{0,6}"
    r"|(?:主要)?建设(?:性质|规模|内容|地点|年限|时间|工期)[^\d,。;]{0,6}|[^,。;]{0,8}投资(?:额|规模)?(?:\(.{1,6}\))?|地点|(?:责任|牵头|建设|实施)(?:单位|部门|主体)|规模|内容"
)


def _headed(rows: Sequence[Row]) -> tuple[tuple[Cell, ...], list[Row]] | None:
    """The header and the rows under it; the header is the first row, with those below it that only part its headings (2020年 | 2025年).

    None for a row alone, unless it is made of the headings of an indicator table.
    """
    first, *rest = rows = _turned(rows)
    header = tuple(cell or Cell("", first.start, first.start) for cell in first.slots or first.cells)
    below = 0
    if merged := _merged(first, rest):
        header, below = merged, 1
    while below < min(2, len(rest) - 1) and (parted := _parted(header, rest[below])):
        header, below = parted, below + 1
    again = {row.words for row in rows[: below + 1]}
    kept = [row for row in rest[below:] if row.words not in again]
    if not kept and not all(is_heading(cell) for cell in header):
        return None
    used = [index for index, cell in enumerate(header) if cell.text or _used(kept, index)]
    if len(used) < len(header):  # a column that has no heading and no cells
        kept = [
            replace(row, slots=tuple(row.slots[i] for i in used)) if len(row.slots) == len(header) else row
            for row in kept
        ]
        header = tuple(header[i] for i in used)
    return _unfolded(header, kept)


def _turned(rows: Sequence[Row]) -> Sequence[Row]:
    """A table whose rows are its years is turned: 指标 | 地区生产总值（亿元） | 城镇化率（%）, and below it 2020年 | 245 | 62."""
    grid = [row.slots or row.cells for row in rows]
    width = len(grid[0])
    if len(grid) < _FEWEST_YEARS or width < _FEWEST_YEARS or any(len(cells) != width for cells in grid):
        return rows
    corner, *names = grid[0]
    years = [cells[0] for cells in grid[1:]]
    if corner is None or columns_of([corner.word])[0] is not ColumnContent.NAME:
        return rows
    if any(cell is None or is_heading(cell) for cell in names):
        return rows
    kinds = [columns_of([cell.word])[0] for cell in years if cell and is_heading(cell)]
    if len(kinds) < len(years) or sum(kind.is_value for kind in kinds) < _FEWEST_YEARS - 1:
        return rows
    return [Row(tuple(cell for cell in cells if cell), tuple(cells)) for cells in zip(*grid, strict=True)]


_FEWEST_YEARS = 3  # with the row of the names


def _unfolded(header: tuple[Cell, ...], rows: list[Row]) -> tuple[tuple[Cell, ...], list[Row]]:
    """A table that was folded in two to save paper, its headings repeated on the right: the rows of the left half, and then those of the right."""
    half, odd = divmod(len(header), 2)
    words = [cell.word for cell in header]
    if odd or half < 2 or words[:half] != words[half:] or len(set(words[:half])) < 2:
        return header, rows
    halves: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        slots = row.slots or row.cells
        if row.is_heading or len(slots) != len(header):
            halves[0].append(row)
            continue
        for side, columns in zip(halves, (slots[:half], slots[half:]), strict=True):
            cells = tuple(cell for cell in columns if cell)
            if cells:
                side.append(Row(cells, tuple(columns)))
    return header[:half], [*halves[0], *halves[1]]


def _used(rows: Sequence[Row], column: int) -> bool:
    return any(column < len(row.slots) and row.slots[column] is not None for row in rows)


def _merged(first: Row, rest: Sequence[Row]) -> tuple[Cell, ...] | None:
    """The headings of a table whose merged cells are printed once, so that its first two rows are shorter than those below them."""
    if len(rest) < _FEWEST_BELOW or None in first.slots or None in rest[0].slots:
        return None
    above, below = first.slots, rest[0].slots
    width = max(len(row.slots) for row in rest[1:])
    if not len(above) < width > len(below) or not all(map(is_heading, first.cells)):
        return None
    return under_merged(first.cells, rest[0].cells, width)


_FEWEST_BELOW = 3


def _parted(header: Sequence[Cell], row: Row) -> tuple[Cell, ...] | None:
    """The header with a second line of headings in it; None where the row is no such line."""
    if len(row.slots) != len(header) or all(cell in header for cell in row.cells):
        return None
    kinds = columns_of([cell.word for cell in header])
    made: list[Cell] = []
    over: Cell | None = None  # stands over headings below it; where its cell is merged, those to its right are empty
    for above, cell, kind in zip(header, row.slots, kinds, strict=True):
        if cell is None or cell == above or cell.word == above.word:
            made.append(above)
            over = None
            continue
        over = above if above.word else over
        named = kind is ColumnContent.NAME or (over is not None and over.word == "指标")
        if not (is_heading(cell) or AMOUNT.fullmatch(cell.word)) or (
            (named or kind is ColumnContent.NUMBER) and not OF_NAME.fullmatch(cell.word)
        ):
            return None
        made.append(Cell(over.text + cell.text, over.start, cell.end) if over else cell)
    return tuple(made)


# ── layouts ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _stacked(source: Source, lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """Rows of one cell a line, from line ``index`` on, and the line after them.

    A blank line ends the row, unless the next words have no tab and a further cell follows them: then they belong to the cell above it.
    """
    rows: list[Row] = []
    cells: list[list[tuple[int, int]]] = []  # of the row being read: the spans of each cell's lines

    def end_row() -> None:
        kept = [cell_of(source, spans) for spans in cells if spans]
        if kept:
            rows.append(Row(cells=tuple(kept)))
        cells.clear()

    while index < len(lines):
        line = lines[index]
        row = line.folded
        words = row.strip()
        if row.startswith("\t"):
            if words:
                inner = [part for part in _parts(line, "\t", row) if part]
                cells.extend([part] for part in inner)
        elif words:
            if not cells or not _cell_follows(lines, index, adjacent=bool(lines[index - 1].folded.strip())):
                break
            cells[-1].append((line.start + len(row) - len(row.lstrip()), line.start + len(row.rstrip())))
        elif not _goes_on_below(lines, index, open_row=bool(cells)):
            end_row()
            if not any(following.folded.startswith("\t") for following in lines[index + 1 : index + 1 + 2]):
                break
        index += 1
    end_row()
    return rows, index


def _cell_follows(lines: Sequence[Line], index: int, *, adjacent: bool) -> bool:
    """Do words without a tab on line ``index`` belong to the cell above? They do when a further cell comes close below them."""
    below = [line.folded for line in lines[index + 1 : index + 1 + _REACH] if line.folded.strip(" ")]
    return bool(below) and below[0].startswith("\t") and (adjacent or bool(below[0].strip()))


def _goes_on_below(lines: Sequence[Line], index: int, *, open_row: bool) -> bool:
    """Is the blank line ``index`` inside a cell: words without a tab below it, and then a further cell at once?"""
    if not open_row:
        return False
    below = [
        (i, line.folded)
        for i, line in enumerate(lines[index + 1 : index + 1 + _REACH], index + 1)
        if line.folded.strip()
    ]
    if not below or below[0][1].startswith("\t"):
        return False
    first = below[0][0]
    return (
        first == index + 1
        and len(below[0][1]) <= 40
        and len(below) > 1
        and below[1][0] == first + 1
        and below[1][1].startswith("\t")
    )


def _ruled(source: Source, lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """Rows of one line each, the cells between strokes or tabs."""
    rows: list[Row] = []
    blank = 0
    strokes = False
    of_first = False, False
    while index < len(lines):
        line = lines[index]
        mark = "|" if "|" in line.folded else "\t"
        if not line.folded.strip():
            blank += 1
            if blank > 1:
                break
        elif _RULE.match(line.folded):
            blank = 0
        elif mark in line.folded.strip() or (not rows and mark in line.folded):
            blank = 0
            spans = _parts(line, mark, source.text[line.start : line.end])
            if mark == "|":  # the bars at the ends of a row are not cells
                strokes = True
                row = line.folded.strip()
                ends = row.startswith("|"), row.endswith("|")
                of_first = of_first if rows else ends
                spans = _between_ends(spans, ends=ends, of_first=of_first, width=len(rows[0].slots) if rows else 0)
            read = without_markup if mark == "|" else _as_printed
            slots = [read(source, *span) if span else None for span in spans]
            cells = [cell for cell in slots if cell]
            if len(cells) > 2 and len({cell.text for cell in cells}) == 1:  # one cell over all columns, printed in each
                rows.append(Row((cells[0],)))
            elif cells:
                rows.append(Row(tuple(cells), tuple(slots)))
        elif mark == "\t" and rows and is_page_mark(line):
            blank = 0  # 续表
        elif mark == "\t" and rows and (whole := _broken_cell(source, lines, index, rows)):
            rows[-1], index = whole
        elif mark == "\t" and rows and _is_category(source, lines, index):
            rows.append(Row((_as_printed(source, line.start, line.end),)))
        else:
            break
        index += 1
    return rows if strokes else _mended(rows), index  # a row between strokes has no line break in it


def _between_ends(
    spans: list[tuple[int, int] | None], *, ends: tuple[bool, bool], of_first: tuple[bool, bool], width: int
) -> list[tuple[int, int] | None]:
    """The cells of a row without what stands outside the bars at its ``ends``.

    Where the first row of a table (``of_first``, of so many cells) has none, a bar that begins or ends another row has an empty cell beside it, unless there
    are more cells than in the first.
    """
    if ends[1] and (of_first[1] or len(spans) > width):
        spans = spans[:-1]
    if ends[0] and (of_first[0] or len(spans) > width):
        spans = spans[1:]
    return spans


_MOST_BREAKS, _SHORT = 8, 20


def _broken_cell(source: Source, lines: Sequence[Line], index: int, rows: Sequence[Row]) -> tuple[Row, int] | None:
    """The row above with the lines that its last cell goes on over and with those of its cells that are behind them, and the last of these lines.

    1⇥经⏎济⏎发⏎展⇥地区生产总值⇥亿元 is 1 | 经济发展 | 地区生产总值 | 亿元. None where the cells do not make a whole row.
    """
    above, width = rows[-1].slots, len(rows[0].slots)
    last = above[-1] if above else None
    at = index
    while (
        at < len(lines)
        and at - index < _MOST_BREAKS
        and 0 < len(lines[at].folded.strip()) <= _SHORT
        and "\t" not in lines[at].folded
    ):
        at += 1
    if last is None or at >= len(lines) or "\t" not in lines[at].folded.strip(" "):
        return None
    parts = [_as_printed(source, *span) if span else None for span in _parts(lines[at], "\t", "")]
    if len(above) + len(parts) - 1 != width or len(above) == width:
        return None
    inner = [_as_printed(source, line.start, line.end) for line in lines[index:at]]
    slots = (*above[:-1], join([last, *inner, *([parts[0]] if parts[0] else [])]), *parts[1:])
    if not _fits_headings(slots, rows[0]):
        return None
    return Row(tuple(cell for cell in slots if cell), slots), at


def _mended(rows: Sequence[Row]) -> list[Row]:
    """The rows, with two made one where a line break in a cell parted them: 1⇥财政收入⏎（亿元）⇥38⇥55."""
    made: list[Row] = []
    for row in rows:
        above = made[-1].slots if made else ()
        last, first = above[-1] if above else None, row.slots[0] if row.slots else None
        whole = len(above) + len(row.slots) - 1 == len(rows[0].slots)
        slots = (*above[:-1], join([last, first]), *row.slots[1:]) if last and first else ()
        if slots and len(row.slots) > 1 and whole and not _begins_another(row) and _fits_headings(slots, rows[0]):
            made[-1] = Row(tuple(cell for cell in slots if cell), slots)
        else:
            made.append(row)
    return made


def _fits_headings(slots: Sequence[Cell | None], head: Row) -> bool:
    """Do cells fit the headings of an indicator table? Those of other tables are not known."""
    kinds = columns_of(head.words)
    if not (ColumnContent.NAME in kinds and any(kind.is_value for kind in kinds) and len(kinds) == len(slots)):
        return True
    return all(cell is None or cell_cost(kind, cell.word) < _UNFIT for kind, cell in zip(kinds, slots, strict=True))


_UNFIT = 3.0

# 一、工业（3个）   （二）交通类   2.水利工程（共5项）
_GROUP = re.compile(
    r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]?\d{1,2}[)、.])?[^,。;:\t\d()]{2,16}(?:\((?:共|计)?[\d一二三四五六七八九十]{1,3}[个项]?[^()]{0,12}\))?"
)


def _is_category(source: Source, lines: Sequence[Line], index: int) -> bool:
    """Is a line without a tab a heading between the rows of a table (经济发展), with the next row right below it?"""
    line = lines[index]
    below = lines[index + 1].folded.strip() if index + 1 < len(lines) else ""
    if _GROUP.fullmatch(line.folded.strip()):
        if _GROUP.fullmatch(below):  # 一、产业类, and （一）工业 below it
            below = lines[index + 2].folded.strip() if index + 2 < len(lines) else ""
        if below.count("\t") >= 2:
            return True
        below = lines[index + 1].folded.strip() if index + 1 < len(lines) else ""
    said = cell_of(source, [(line.start, line.end)])
    return len(line.folded) <= 20 and "\t" in below and fit([said], [ColumnContent.CATEGORY])[0] <= 2.5


def _parts(line: Line, mark: str, printed: str) -> list[tuple[int, int] | None]:
    """The spans between the marks of a line; None for an empty part. A stroke with a backslash before it parts nothing, nor does a wide one beside others."""
    if mark == "|":
        row = printed if "|" in printed else line.folded
        cuts = [at for at, char in enumerate(row) if char == "|" and row[at - 1 : at] != "\\"]
    else:
        cuts = [at for at, char in enumerate(line.folded) if char == mark]
    spans: list[tuple[int, int] | None] = []
    for first, last in pairwise([-1, *cuts, len(line.folded)]):
        part = line.folded[first + 1 : last]
        words = part.strip()
        begin = line.start + first + 1 + len(part) - len(part.lstrip())
        spans.append((begin, begin + len(words)) if words else None)
    return spans


def _as_printed(source: Source, start: int, end: int) -> Cell:
    return cell_of(source, [(start, end)])
