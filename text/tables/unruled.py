"""Tables without rules become rows again: a cell a line without tabs, or the cells of a row on one line with spaces between them.

::

    序号                                        序号　　指标　　　　　　　　　　　2020年　　2025年　　属性
                                                1　　地区生产总值（亿元）　　　 520　　　 750　　　 预期性
    指标
                                                经济发展
    2020年
    …
    1

    地区生产总值（亿元）

Nothing marks such a table but its headings, so only those of an indicator table begin one: at least three, one of them 指标, one a year or a
target, and nothing else beside them. The content of a cell decides its column (:mod:`text.tables.columns`).
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import east_asian_width

from text.sources.source import Line, Source
from text.tables.banded import read_banded
from text.tables.columns import (
    YEAR,
    ColumnContent,
    begins_headings,
    cell_cost,
    columns_of,
    fit,
    has_unit,
    is_heading,
    is_nature,
    joined_headings,
    regrouped_headings,
)
from text.tables.flow_cells import soundness
from text.tables.flowing import read_flowing
from text.tables.grid import Cell, Row, Table, cell_of, join
from text.tables.indicator_lines import IndicatorPage
from text.tables.numbered import read_numbered
from text.tables.page_lines import read_page_lines, rows_with_figures
from text.tables.wrapped import Piece, broken_categories

_INDICATORS = IndicatorPage()
_BLANKS = 6  # between two cells of one table
_MOST_ROWS = 400
_PAGE = re.compile(r"\s*(?:[-—]+\s*\d{1,4}\s*[-—]+|第\s*\d+\s*页.{0,12}|\(?续表?\s*\d*\)?)\s*")
_ENDS = re.compile(
    r"^\s*(?:注释?\s*[:：\d(①]|备注\s*:|说明\s*:|第.{1,3}[章节]|专\s*栏|表\s*\d|图\s*\d|#|>\s*[^\d\s])|[。;!?]\s*$"
)
_UNDERLINE = re.compile(r"\s*-{3,}[\s-]*")  # below the headings of pandoc's tables
_MISFIT = 99.0
_FEWEST_NUMBERS = 3  # that rows must have for a column of numbers without a heading
_LONGEST = 60  # characters of a line of a cell


def read_loose(source: Source, lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    """The table whose headings begin on line ``index``, and the line after it; None where none begins."""
    words = lines[index].folded.strip()
    if not words or len(words) > 400:
        return None
    found = _read_by_order(source, lines, index, words)
    if not _has_places(lines[index : index + _FIRST]):
        return found
    banded = read_banded(source, lines, index, _INDICATORS)
    rows = rows_with_figures(banded.table) if banded else 0
    if banded is None or soundness(banded.table) < _MOSTLY * rows or (found and _MOST_ODD * banded.odd > rows):
        return found
    if found and _says_otherwise(found[0], banded.table):
        return found
    unsure = banded.table.categories_unsure or (found is not None and found[0].categories_unsure)
    return replace(banded.table, categories_unsure=unsure), banded.after


def _says_otherwise(table: Table, other: Table) -> bool:
    """Has a table under the same headings only rows that fit, and among them all that fit in the other one, whatever their categories are?"""
    if [cell.word for cell in table.header] != [cell.word for cell in other.header]:
        return False
    rows = rows_with_figures(table)
    if rows < rows_with_figures(other) or soundness(table) < rows:
        return False
    kinds = columns_of([cell.word for cell in table.header])

    def cells(row: Row) -> list[str]:
        if len(row.slots) != len(kinds):
            return [cell.word for cell in row.cells]
        return [cell.word if cell else "" for cell, kind in zip(row.slots, kinds, strict=True) if kind is not _CATEGORY]

    here, there = ([row for row in one.rows if len(row.cells) > 1] for one in (table, other))
    fits = [soundness(replace(other, rows=(row,))) > 0 for row in there]
    # what a row beside one that is odd lacks or has too much may be of that one
    sure = [row for at, row in enumerate(there) if all(fits[max(0, at - 1) : at + 2])]
    told = [cells(row) for row in here]
    if told == [cells(row) for row in there]:
        return False
    return all(cells(row) in told for row in sure) or any(
        _begins_name_as(one, two, kinds) for one, two in zip(here, there, strict=False)
    )


def _begins_name_as(row: Row, other: Row, kinds: Sequence[ColumnContent]) -> bool:
    """Is the beginning of a name (全社会研发经 over 费投入) taken for a category in the other reading of a row?"""
    category = next(
        (cell for cell, kind in zip(other.slots, kinds, strict=False) if cell and cell.word and kind is _CATEGORY), None
    )
    return category is not None and any(
        cell.word != category.word and cell.word.startswith(category.word) for cell in row.cells
    )


_CATEGORY = ColumnContent.CATEGORY


def _read_by_order(source: Source, lines: Sequence[Line], index: int, words: str) -> tuple[Table, int] | None:
    """The table whose words follow one another, or where a line has what stands side by side."""
    flow = read_flowing(source, lines, index, _INDICATORS)
    if flow and flow.soundness < 0:  # most rows are odd: what stands on a line is of several
        flow = None
    placed = flow is not None and _has_places(lines[index : flow.after])
    if flow and flow.is_sound and not placed:
        return flow.table, flow.after
    if placed and flow and ColumnContent.PART in columns_of([cell.word for cell in flow.table.header]):
        flow = None  # the names of groups stand in the middle of their rows, so that words do not follow one another
    other = _read_as_placed(source, lines, index, words)
    if flow and (other is None or flow.soundness > soundness(other[0]) - (0 if placed else _IN_DOUBT)):
        return flow.table, flow.after
    return other


_FIRST = 12  # lines
_MOST_ODD = 10  # of so many rows one may be odd, where there is another way to read them
_MOSTLY = 0.8  # of the rows of a table whose lines kept their places fit
_IN_DOUBT = 0.5  # rows: of what says that it left words out, and what does not, the first is right


def _has_places(lines: Sequence[Line]) -> bool:
    """Do wide spaces stand between the words of a table, so that their places tell more than their order?"""
    return any("   " in line.folded.strip() for line in lines)


def _read_as_placed(source: Source, lines: Sequence[Line], index: int, words: str) -> tuple[Table, int] | None:
    """The table where a line has what stands side by side, or one cell."""
    if (numbered := read_numbered(source, lines, index, _INDICATORS, flowing=True)) and _tells_natures(numbered[0]):
        return numbered
    if _has_category_downwards(lines, index):
        return None
    broken = read_page_lines(source, lines, index, _INDICATORS)
    spaced = _read_spaced(source, lines, index) if "指" in words else None
    if broken and (spaced is None or rows_with_figures(broken[0]) >= rows_with_figures(spaced[0])):
        return broken
    if spaced:
        return spaced
    if len(words) > 12 or not begins_headings(Cell(words, 0, 0)):
        return None
    return _read_bare(source, lines, index) or _read_columns(source, lines, index)


_DOWNWARDS = re.compile(r" {0,8}[\u4e00-\u9fff] {2,}\S.*")
_FEWEST_DOWN = 4  # lines that begin with one character


def _has_category_downwards(lines: Sequence[Line], index: int) -> bool:
    """Are categories written from top to bottom beside the rows, a character a line: 经, 济, 发, 展? Nobody can tell which rows they are of."""
    rows = [line.folded for line in lines[index + 1 : index + 40] if line.folded.strip()]
    down = [row for row in rows if _DOWNWARDS.fullmatch(row)]
    return "指" in lines[index].folded and len(down) >= _FEWEST_DOWN and 2 * len(down) >= len(rows[: len(down) * 2])


def _tells_natures(table: Table) -> bool:
    """Whether most rows of a table with a heading for 属性 have one: where they have none, its cells were taken for others."""
    kinds = columns_of([cell.word for cell in table.header])
    if ColumnContent.NATURE not in kinds:
        return True
    at = kinds.index(ColumnContent.NATURE)
    told = [(row.slots or row.cells)[at : at + 1] not in ((), (None,)) for row in table.rows]
    return 2 * sum(told) >= len(told)


def is_page_mark(line: Line) -> bool:
    """Is a line the number of a page (— 12 —), or says that a table goes on (续表)?"""
    return len(line.folded) <= 40 and _PAGE.fullmatch(line.folded) is not None


def _kinds(header: Sequence[Cell]) -> tuple[ColumnContent, ...] | None:
    """The columns under these headings, or None where they are not those of an indicator table."""
    kinds = columns_of([cell.word for cell in header])
    named = (
        ColumnContent.NAME in kinds
        and any(kind.is_value for kind in kinds)
        and any("指标" in cell.word for cell in header)
    )
    return kinds if len(header) >= 3 and named else None


def _fitted(
    cells: Sequence[Cell], kinds: Sequence[ColumnContent], lengths: Container[int] = ()
) -> tuple[float, list[Row]]:
    """How badly the cells fit as one row, and that row; a category that has no column of its own is a row before it."""
    if ColumnContent.CATEGORY in kinds:
        cost, slots = fit(cells, kinds, lengths)
        return cost, [] if slots is None else [_row(slots)]
    cost, slots = fit(cells, (ColumnContent.CATEGORY, *kinds), lengths)
    if slots is None:
        return cost, []
    heading = [Row((slots[0],))] if slots[0] else []
    return cost, [*heading, _row(slots[1:])]


def _row(slots: Sequence[Cell | None]) -> Row:
    return Row(cells=tuple(cell for cell in slots if cell), slots=tuple(slots))


# ── a cell a line ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Stack:
    """The lines of a table that has a cell a line, as ``cells``, and for each the number of the line after it."""

    cells: tuple[Cell, ...]
    after: tuple[int, ...]

    def without(self, headings: Sequence[Cell]) -> "_Stack":
        """The stack without the headings that are repeated on each page."""
        words, again = [cell.word for cell in self.cells], [cell.word for cell in headings]
        kept: list[int] = []
        at = 0
        while at < len(words):
            if words[at] == again[0] and words[at : at + len(again)] == again:
                at += len(again)
            else:
                kept.append(at)
                at += 1
        return _Stack(tuple(self.cells[i] for i in kept), tuple(self.after[i] for i in kept))


def _read_bare(source: Source, lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    """The headings are the lines that can be nothing else; the rows are what fits under them."""
    heads = _stack(source, lines, index, most=16, headings=True)
    if len(heads.cells) < 3 or heads.cells[0].word == heads.cells[1].word:
        return None
    ways = dict.fromkeys((heads.cells, tuple(joined_headings(heads.cells)), tuple(regrouped_headings(heads.cells))))
    headers = [(header, kinds) for header in ways if (kinds := _kinds(header))]
    if not headers:
        return None
    headers = [*_with_numbers(source, lines, heads, headers), *headers]
    best = (0, Table(headers[0][0], ()), heads.after[-1])
    for most in (64, 512, _MOST_ROWS * 16):  # lines looked at; more only while they are rows to the end
        whole = _stack(source, lines, heads.after[-1], most=most, headings=False)
        stack = whole.without(heads.cells)
        reached = 0
        for header, kinds in headers:
            rows, used = _bare_rows(stack, kinds)
            reached = max(reached, used)
            if len(rows) > best[0]:
                best = (len(rows), Table(header, tuple(rows)), stack.after[used - 1])
        if not reached or len(whole.cells) < most or reached < len(stack.cells) - 40:
            break
    return best[1:]


def _with_numbers(
    source: Source,
    lines: Sequence[Line],
    heads: "_Stack",
    headers: Sequence[tuple[tuple[Cell, ...], tuple[ColumnContent, ...]]],
) -> list[tuple[tuple[Cell, ...], tuple[ColumnContent, ...]]]:
    """The headings with a column for the numbers of the rows before the names, where the rows have such numbers and no heading says so."""
    cells = _stack(source, lines, heads.after[-1], most=64, headings=False).cells
    wanted = 1
    for cell, below in pairwise(cells):
        if cell.word == str(wanted) and cell_cost(ColumnContent.NAME, below.word) <= 1:
            wanted += 1
    made: list[tuple[tuple[Cell, ...], tuple[ColumnContent, ...]]] = []
    for header, kinds in headers if wanted > _FEWEST_NUMBERS else ():
        if ColumnContent.NUMBER in kinds:
            continue
        at = kinds.index(ColumnContent.NAME)
        empty = Cell("", header[at].start, header[at].start)
        made.append(((*header[:at], empty, *header[at:]), (*kinds[:at], ColumnContent.NUMBER, *kinds[at:])))
    return made


def _read_columns(source: Source, lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    """A table that was written column by column: a heading, the cells under it, the next heading, as many cells again.

    Only read if no cell is missing: all columns are of the same length, and every cell fits its heading. Of a column of categories, each of which is printed
    once, nobody can tell which rows they are of. A heading that stands over others is before the first of them.
    """
    stack = _stack(source, lines, index, most=_MOST_ROWS, headings=False)
    columns = _columns_below(stack.cells)
    kinds = _kinds([heading for heading, _ in columns])
    if not kinds or len({heading.word for heading, _ in columns}) < len(columns):
        return None
    if any(_PLAN_ALONE.fullmatch(heading.word) for heading, _ in columns):
        return None  # 年均增长 over “十三五” | “十四五”: the second has lost what stands over it
    count = len(columns[kinds.index(ColumnContent.NAME)][1])
    last = columns[-1][1][:count]
    columns[-1] = columns[-1][0], last  # what stands below the table is not of its last column
    whole = [column for column, kind in zip(columns, kinds, strict=True) if kind is not _CATEGORY]
    lost = len(whole) < len(columns) and any(len(cells) < count for _, cells in columns)
    if lost:
        columns = whole
    if any(len(cells) != count for _, cells in columns):
        return None
    header = tuple(heading for heading, _ in columns)
    kinds = columns_of([heading.word for heading in header])
    rows = list(zip(*(cells for _, cells in columns), strict=True))
    if any(fit(row, kinds)[1] is None for row in rows):
        return None
    after = stack.after[max(at for at, cell in enumerate(stack.cells) if cell is last[-1])] if last else index
    return Table(header, tuple(_row(row) for row in rows), categories_lost=lost), after


_PLAN_ALONE = re.compile(r"[“\"]?十[一二三四五六七]五[”\"]?(?:时期|期间)?")
_AIM = re.compile("(?:完成|达到|实现).{1,4}(?:目标|任务|计划)")  # 完成市定目标, of a row


def _columns_below(cells: Sequence[Cell]) -> list[tuple[Cell, Sequence[Cell]]]:
    """The headings among cells, each with the cells that follow it."""
    columns: list[tuple[Cell, Sequence[Cell]]] = []
    heads = [at for at, cell in enumerate(cells) if is_heading(cell) and not _AIM.fullmatch(cell.word)]
    over: Cell | None = None
    for at, following in pairwise([*heads, len(cells)]):
        heading, below = cells[at], cells[at + 1 : following]
        if not below and over is None:
            over = heading
            continue
        columns.append((join([over, heading]) if over else heading, below))
        over = None
    return columns


def _stack(source: Source, lines: Sequence[Line], index: int, *, most: int, headings: bool) -> _Stack:
    """The lines from ``index`` on that can be cells, or only those that can be headings."""
    cells: list[Cell] = []
    after: list[int] = []
    blank = 0
    while index < len(lines) and len(cells) < most:
        row = lines[index].folded
        words = row.strip()
        if not words:
            blank += 1
            if blank > _BLANKS:
                break
        elif not is_page_mark(lines[index]):
            blank = 0
            begin = lines[index].start + len(row) - len(row.lstrip())
            cell = cell_of(source, [(begin, begin + len(words))]) if len(words) <= _LONGEST else None
            if cell is None or (not is_heading(cell) if headings else _ENDS.search(row) is not None):
                break
            cells.append(cell)
            after.append(index + 1)
        index += 1
    return _Stack(tuple(cells), tuple(after))


def _bare_rows(stack: _Stack, kinds: Sequence[ColumnContent]) -> tuple[list[Row], int]:
    """The rows of a stack of cells, and how many cells they took. One that does not fit is kept as it is, when the next begins plainly."""
    cells = stack.cells
    numbered = any(_number(cell) == 1 for cell in cells[:3])
    category = kinds.index(ColumnContent.CATEGORY) if ColumnContent.CATEGORY in kinds else None
    lengths: set[int] = set()  # of the categories so far
    rows: list[Row] = []
    at, number = 0, 1
    while at < len(cells) and number <= _MOST_ROWS:
        following = number + 1 if numbered else None
        found: list[Row] = []
        best, end = _MISFIT, at
        for stop in _stops(cells, at, kinds, following):
            cost, made = _fitted(cells[at:stop], kinds, lengths)
            if made and cost < best:
                best, end, found = cost, stop, made
        if not found:
            begins = (i for i in range(at + 1, min(at + 30, len(cells))) if numbered and _number(cells[i]) == following)
            end = next(begins, at)
            if end == at or not rows:
                break
            found = [Row(cells[at:end])]
        cell = found[0].cells[0] if category is None and len(found) > 1 else None
        if category is not None and found[-1].slots:
            cell = found[-1].slots[category]
        if cell:
            lengths.add(len(cell.word))
        rows += found
        at, number = end, number + 1
    return rows, at


def _stops(cells: Sequence[Cell], at: int, kinds: Sequence[ColumnContent], following: int | None) -> list[int]:
    """Where the row that begins with cell ``at`` may end: before the next number, after 预期性, or when it is full."""
    width = len(kinds)
    spans = range(at + width - 2, min(at + width + 9, len(cells)) + 1)
    full = [stop for stop in (at + width - 1, at + width) if stop <= len(cells)]
    if following is not None:
        found = [stop for stop in spans if any(_number(cell) == following for cell in cells[stop : stop + 3])]
        if any(_number(cell) == following for cell in cells[at + 2 : at + width + 12]):
            return found
    if ColumnContent.NATURE in kinds:
        return [stop for stop in spans if is_nature(cells[stop - 1].text)] or full
    return full


def _number(cell: Cell) -> int | None:
    """The number of a row, in a cell of its own or before a name (12.常住人口)."""
    match = re.match(r"[(]?(\d{1,3})(?:$|[.、)](?=\D))", cell.word)
    return int(match[1]) if match else None


# ── a row a line ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Heads:
    """The headings of a table with spaces, what their columns contain, and the screen positions between which each
    column lies."""

    cells: tuple[Cell, ...]
    kinds: tuple[ColumnContent, ...]
    edges: tuple[int, ...]  # where each column but the first begins

    def column(self, source: Source, line: Line, cell: Cell) -> int:
        middle = _width(source, line.start, cell.start) + _width(source, cell.start, cell.end) / 2
        return sum(edge <= middle for edge in self.edges)


def _width(source: Source, start: int, end: int) -> int:
    """How wide a text is on the screen: a Chinese character takes two places."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in source.text[start:end])


def _split(source: Source, line: Line, *, wide: bool) -> list[Cell]:
    """The words of a line; ``wide``: those with two spaces or more between them, or one as wide as a character."""
    pattern = re.compile(r"\S+(?:[ \u00a0]\S+)*" if wide else r"\S+")
    found = (match.span() for match in pattern.finditer(source.text, line.start, line.end))
    return [cell_of(source, [span]) for span in found]


def _heads(source: Source, line: Line) -> _Heads | None:
    """The headings that make up a line, or None where it is another."""
    if not 6 <= len(line.folded) <= 400:
        return None
    for wide in (True, False):
        cells: list[Cell] = []
        for cell in _split(source, line, wide=wide):
            if cells and len(cell.text) == len(cells[-1].text) == 1:  # 指　标
                cells[-1] = join([cells[-1], cell])
            else:
                cells.append(cell)
        if all(map(is_heading, cells)) and (kinds := _kinds(cells)):
            return _Heads(tuple(cells), kinds, _edges([(source, line, cell) for cell in cells]))
    return None


def _parted(source: Source, heads: _Heads, first: Line, line: Line) -> _Heads | None:
    """The headings with those of the next line, which are below one of them and divide it: 规划目标 over 2025年 and 年均增长."""
    below = _split(source, line, wide=False)
    if not below or len(line.folded) > 400 or not all(map(is_heading, below)):
        return None
    if [cell.word for cell in below] == [cell.word for cell in heads.cells]:
        return None
    parts: dict[int, list[Cell]] = {}
    for cell in below:
        parts.setdefault(heads.column(source, line, cell), []).append(cell)
    placed: list[tuple[Source, Line, Cell]] = []
    for index, cell in enumerate(heads.cells):
        if index not in parts:
            placed.append((source, first, cell))
        placed += [(source, line, Cell(cell.text + part.text, part.start, part.end)) for part in parts.get(index, ())]
    cells = tuple(cell for _, _, cell in placed)
    kinds = _kinds(cells)
    clear = kinds and all(len(YEAR.findall(cell.word)) <= 1 for cell in cells)
    return _Heads(cells, kinds, _edges(placed)) if kinds and clear else None


def _edges(placed: Sequence[tuple[Source, Line, Cell]]) -> tuple[int, ...]:
    """Halfway between the end of a heading and the beginning of the next."""
    ends = [(_width(s, line.start, cell.start), _width(s, line.start, cell.end)) for s, line, cell in placed]
    return tuple((before[1] + after[0]) // 2 for before, after in pairwise(ends))


def _read_spaced(source: Source, lines: Sequence[Line], index: int) -> tuple[Table, int] | None:
    heads = _heads(source, lines[index])
    if heads is None:
        return None
    again = [cell.word for cell in heads.cells]
    index += 1
    if index < len(lines) and (parted := _parted(source, heads, lines[index - 1], lines[index])):
        heads, index = parted, index + 1
    rows: list[Row] = []
    blank = 0
    while index < len(lines) and len(rows) < _MOST_ROWS:
        line = lines[index]
        if not line.folded.strip():
            blank += 1
            if blank > 2:
                break
        elif not is_page_mark(line) and not _UNDERLINE.fullmatch(line.folded):
            blank = 0
            if len(line.folded) > 400 or _ENDS.search(line.folded):
                break
            if [cell.word for cell in _split(source, line, wide=False)] != again and not _take(
                source, line, heads, rows
            ):
                break
        index += 1
    return Table(heads.cells, tuple(_with_categories(rows, heads.kinds))), index


_PART_OF_CATEGORY = 3  # characters


def _with_categories(rows: list[Row], kinds: Sequence[ColumnContent]) -> list[Row]:
    """The rows with whole categories, where they are printed on two lines in the middle of their rows: 经济 beside one row, 发展 beside the next."""
    if ColumnContent.CATEGORY not in kinds:
        return rows
    at = kinds.index(ColumnContent.CATEGORY)
    pieces: list[tuple[int, Piece]] = []
    body: list[Row] = []
    for row in rows:
        if row.is_heading and len(row.cells[0].word) <= _PART_OF_CATEGORY:
            pieces.append((len(body), Piece(row.cells[0])))  # 发展 on a line of its own, below the last row
            continue
        if row.is_heading:
            return rows
        if len(row.slots) == len(kinds) and (cell := row.slots[at]):
            pieces.append((len(body), Piece(cell)))
        body.append(row)
    spans = [(number, number + 1) for number in range(len(body))]
    found = broken_categories(spans, pieces)
    if found is None:
        return rows
    return [
        _row([*row.slots[:at], cell, *row.slots[at + 1 :]]) if len(row.slots) == len(kinds) else row
        for row, cell in zip(body, found, strict=True)
    ]


def _take(source: Source, line: Line, heads: _Heads, rows: list[Row]) -> bool:
    """Add a line to the rows: as a row, as a heading between them, or as the rest of cells of the row above. False where it is none of these."""
    wide = _split(source, line, wide=True)
    for cells in (wide, _split(source, line, wide=False)):
        cost, found = _fitted(cells, heads.kinds)
        if found and cost <= 3:
            rows += found
            return True
    placed = {heads.column(source, line, cell): cell for cell in wide}
    if len(placed) == len(wide) and _goes_on(placed, heads, rows):
        before = rows[-1].slots
        rows[-1] = _row([join([cell, placed[i]]) if cell and i in placed else cell for i, cell in enumerate(before)])
        return True
    if len(wide) == 1 and fit(wide, [ColumnContent.CATEGORY])[0] <= 2.5:
        rows.append(Row((wide[0],)))
        return True
    name = heads.kinds.index(ColumnContent.NAME)
    if len(placed) == len(wide) >= 3 and name in placed and fit([placed[name]], [ColumnContent.NAME])[0] <= 1:
        rows.append(_row([placed.get(i) for i in range(len(heads.kinds))]))
        return True
    if len(wide) >= 3:
        rows.append(Row(tuple(wide)))
        return True
    return False


def _goes_on(placed: Mapping[int, Cell], heads: _Heads, rows: Sequence[Row]) -> bool:
    """Do the cells of a line that is no row go on with those above them: a name up to its unit, a target set in words?"""
    if not rows or not rows[-1].slots or len(placed) >= len(heads.kinds) - 1:
        return False
    for column, cell in placed.items():
        above, kind = rows[-1].slots[column], heads.kinds[column]
        if above is None or not (kind is ColumnContent.NAME or kind.is_value):
            return False
        # Where categories have a column of their own, a word below a name can't be one.
        part = has_unit(cell) or ColumnContent.CATEGORY in heads.kinds
        if kind is ColumnContent.NAME and (has_unit(above) or not part) and len(placed) == 1:
            return False
        if kind.is_value and fit([cell], [kind])[0] == 0:
            return False
    return True
