"""The signs and lines of pages become a text: tables by their lines, the rest by columns, lines and paragraphs, without what belongs to the page alone.

PDF and OFD both come this way. ``assemble`` puts the text into a :class:`TextBuilder`::

    signs → ruled tables | lines → heads, feet and notes taken out → paragraphs, over the ends of pages
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from text.loading.cells import cell_text
from text.loading.close_columns import close_tables
from text.loading.columns import parted_by_columns
from text.loading.furniture import PageParts, note_paragraphs, take_out_furniture, take_out_notes, without_struck
from text.loading.glyphs import Page
from text.loading.grids import Ruled, RuledCell, ruled_tables
from text.loading.grounds import without_watermarks
from text.loading.lines import GlyphLine, lines_of, said_of_marks
from text.loading.loaded import TextBuilder
from text.loading.notes import explain_terms, write_explanations
from text.loading.paragraphs import Margins, margins_of, margins_of_document, paragraphs_of
from text.loading.tables import GridCell, full, joined
from text.loading.unruled import Unruled, levelled, unruled_tables

_MARK_OF_NOTE = re.compile(r"^\[\d+\]")
_BOX = re.compile(r"\s*专\s*栏")


@dataclass(slots=True)
class _PrintedTable:
    """A table of one page or of several that follow each other."""

    xs: list[float]
    rows: list[list[GridCell]]
    pages: list[int]  # one a row
    near: float = 6  # by how much its columns may stand elsewhere on the next page


@dataclass(slots=True)
class _Framed:
    """What stands in a frame, as 专栏 do: lines, each with its part of the frame, and where the frame's sides are."""

    xs: list[float]
    lines: list[tuple[GlyphLine, RuledCell]]
    pages: list[int]


@dataclass(slots=True)
class _Item:
    """A line, a table or a frame, in reading order."""

    line: GlyphLine | None = None
    margins: Margins | None = None
    block: _PrintedTable | _Framed | None = None


def assemble(pages: Sequence[Page], building: TextBuilder) -> None:
    """Put the text of pages into ``building``."""
    parts = [_taken_apart(page, building) for page in without_watermarks(pages, building)]
    take_out_furniture(parts, building)
    body = body_size([line for one in parts for line in one.lines])
    for one in parts:
        take_out_notes(one, body)
    for one in parts:
        said_of_marks(one.lines, building.omit)
    writer = _FlowWriter(body, building)
    for item in _items(parts, body, building):
        writer.add(item)
    writer.end()
    _write_notes(parts, building)


def _write_notes(parts: Sequence[PageParts], building: TextBuilder) -> None:
    """Notes at the foot come last, but for those of a mark in the text that have a figure: it is none of the document's own."""
    notes = note_paragraphs(parts)
    marked = {one.page.number for one in parts if any(line.marks for line in one.lines)}
    if all(page in marked for _, page in notes) and explain_terms([text for text, _ in notes]):
        write_explanations([text for text, _ in notes], building, [page for _, page in notes])
        return
    for text, page in notes:
        if page in marked and re.search(r"\d", _MARK_OF_NOTE.sub("", text)):
            building.omit("footnote", "a figure in a note is none of the text", page=page, sample=text)
        else:
            building.line(text, page=page)


def _taken_apart(page: Page, building: TextBuilder) -> PageParts:
    glyphs = without_struck(page, building)
    tables, rest = ruled_tables(page.rules, glyphs, page.width * page.height)
    return PageParts(page, tables, lines_of(rest, page.number), rest=rest)


def body_size(lines: Sequence[GlyphLine]) -> float:
    """The size that most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.size) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _items(parts: Sequence[PageParts], body: float, building: TextBuilder) -> list[_Item]:
    width = max((one.page.width for one in parts), default=0.0)
    everything = margins_of_document([line for one in parts for line in one.lines], body, width)
    items: list[_Item] = []
    before: Unruled | None = None
    column: Margins | None = None  # the first of two, on a page before
    repeated = Counter(_rounded(box) for one in parts for box in one.page.pictures)
    for one in parts:
        _say_what_pictures_are_there(one, repeated, building)
        blocks = [(table.box[1], _Item(block=_of_table(table, one.page.number, building))) for table in one.tables]
        every = lines = levelled(one.lines)
        close, lines = close_tables(lines, one.rest, before)
        found = sorted([*close, *unruled_tables(lines, one.page.rules, before)], key=lambda table: table.lines[0].base)
        # A line or two below may be the upper half of a row that the next page goes on with.
        before = found[-1] if found and any(found[-1].lines[-1] is line for line in every[-3:]) else None
        for table in found:
            kept = _PrintedTable(table.xs, table.rows, [one.page.number] * len(table.rows), near=60)
            blocks.append((table.lines[0].base - 1, _Item(block=kept)))
            if table.left_out:
                why = "where its merged cells end is not to be seen"
                building.omit("table_column", why, page=one.page.number, sample=table.left_out)
            taken = {id(line) for line in table.lines}
            lines = [line for line in lines if id(line) not in taken]
        blocks.sort(key=lambda entry: entry[0])
        groups = parted_by_columns(lines, one.page.width, body)
        for group in groups:
            given = everything if len(groups) == 1 else None
            if given is not None and column is not None and all(line.x1 < column.right + 3 for line in group):
                given = column  # the text ends within the first column of a page
            margins = margins_of(group, body, given)
            if given is None and all(line.x1 < 0.55 * width for line in group):
                column = margins
            for line in group:
                while blocks and blocks[0][0] < line.base:
                    items.append(blocks.pop(0)[1])
                items.append(_Item(line, margins))
        items.extend(block for _, block in blocks)
    return items


# 专栏1 主要指标   表3 …   …指标表   重大项目一览表
_ANNOUNCES_TABLE = re.compile(
    r"^\s*(?:专\s*栏|表)\s*[\d一二三四五六七八九十]|(?:指标|一览|明细|汇总|计划|任务|清单|项目)表\s*$|指标(?:体系)?\s*$"
)


def _rounded(box: tuple[float, float, float, float]) -> tuple[int, ...]:
    return tuple(round(edge) for edge in box)


def _say_what_pictures_are_there(one: PageParts, repeated: Counter[tuple[int, ...]], building: TextBuilder) -> None:
    """Large pictures are said: as tables, where one is announced above and none is there. A picture on several pages is their ground, or a sign."""
    page = one.page
    if not page.glyphs:
        return
    for box in page.pictures:
        x0, top, x1, bottom = box
        if x1 - x0 < 0.25 * page.width or bottom - top < 60 or repeated[_rounded(box)] > 2:
            continue
        if (x1 - x0) * (bottom - top) > 0.9 * page.width * page.height:
            continue
        above = [line.text for line in one.lines if 0 <= top - line.base < 60]
        table = any(_ANNOUNCES_TABLE.search(text) for text in above[-2:])
        what = "table_picture" if table else "picture"
        why = "a table is announced where there is a picture" if table else "pictures are not read"
        building.omit(what, why, page=page.number, sample=above[-1] if above else "")


def _of_table(table: Ruled, page: int, building: TextBuilder) -> _PrintedTable | _Framed:
    rows: list[list[GridCell]] = [[] for _ in range(len(table.ys) - 1)]
    framed: list[tuple[GlyphLine, RuledCell]] = []
    for cell in table.cells:
        lines = lines_of(cell.glyphs, page, keep_stars=len(table.xs) > 2)
        said_of_marks(lines, building.omit)
        if len(table.xs) == 2:
            framed.extend((line, cell) for line in lines)
        else:
            rows[cell.row].append(GridCell(cell_text(lines, cell.x1 - cell.x0), cell.rows, cell.columns))
    if len(table.xs) == 2:
        return _Framed(table.xs, framed, [page])
    return _PrintedTable(table.xs, rows, [page] * len(rows))


def _in_frame(lines: Sequence[tuple[GlyphLine, RuledCell]]) -> list[tuple[GlyphLine, Margins]]:
    """The lines in a frame with their margins: as much room at the right as at the left, unless a line goes beyond."""
    if not lines:
        return []
    left = min(line.x0 - cell.x0 for line, cell in lines)
    right = min(left, 14.0, *(cell.x1 - line.x1 for line, cell in lines))
    return [(line, Margins(cell.x0 + left, cell.x1 - right)) for line, cell in lines]


class _FlowWriter:
    """Puts items into a text: lines gathered to paragraphs, tables and frames over the ends of pages."""

    def __init__(self, body: float, building: TextBuilder) -> None:
        self.body, self.building = body, building
        self.lines: list[tuple[GlyphLine, Margins]] = []
        self.block: _PrintedTable | _Framed | None = None
        self.said = ""

    def add(self, item: _Item) -> None:
        if item.line is not None and item.margins is not None:
            self._end_block()
            self.lines.append((item.line, item.margins))
        elif item.block is not None:
            self._end_lines()
            if not _goes_on(self.block, item.block):
                self._end_block()
                self.block = item.block

    def end(self) -> None:
        self._end_lines()
        self._end_block()

    def _end_lines(self) -> None:
        for one in paragraphs_of(self.lines, self.body):
            self.building.line(one.text, page=one.page, turns=one.turns)
            self.said = one.text
        self.lines = []

    def _end_block(self) -> None:
        block, self.block = self.block, None
        if isinstance(block, _PrintedTable):
            self.building.table(block.rows, pages=block.pages)
        elif block is not None:
            # The readers know a box by the tab before it, as plain texts have it, and its end by two blank lines.
            boxed = bool(_BOX.match(self.said))
            for one in paragraphs_of(_in_frame(block.lines), self.body):
                tab = "\t" if boxed or _BOX.match(one.text) else ""
                boxed = False
                turns = [(at + len(tab), page) for at, page in one.turns]
                self.building.line(tab + one.text, page=one.page, turns=turns)
            for _ in range(2):
                self.building.line("")


def _goes_on(block: _PrintedTable | _Framed | None, more: _PrintedTable | _Framed) -> bool:
    """Whether what stands at the head of a page is the rest of what stood at the foot of the page before; then it is added to that."""
    if block is None or more.pages[0] not in (block.pages[-1], block.pages[-1] + 1) or len(block.xs) != len(more.xs):
        return False
    near = block.near if isinstance(block, _PrintedTable) else 6
    if any(abs((a - block.xs[0]) - (b - more.xs[0])) > near for a, b in zip(block.xs, more.xs, strict=True)):
        return False
    if isinstance(block, _PrintedTable) and isinstance(more, _PrintedTable):
        _append(block, more)
        return True
    if isinstance(block, _Framed) and isinstance(more, _Framed) and more.pages[0] != block.pages[-1]:
        block.lines.extend(more.lines)
        block.pages.extend(more.pages)
        return True
    return False


def _append(table: _PrintedTable, more: _PrintedTable) -> None:
    repeated = _repeated_head(table, more)
    rows, pages = more.rows[repeated:], more.pages[repeated:]
    if rows and more.pages[0] != table.pages[-1]:
        if _is_rest_of_row(table, rows[0]):
            table.rows[-1] = [_with_more(cell, rest) for cell, rest in zip(table.rows[-1], rows[0], strict=True)]
            rows, pages = rows[1:], pages[1:]
        else:
            below = _rest_beside_merged(table, rows)
            if below is not None:
                rows, pages = below, pages[1:]
            rows = _filled(table, rows) if rows else rows
    table.rows.extend(rows)
    table.pages.extend(pages)


def _is_rest_of_row(table: _PrintedTable, row: list[GridCell]) -> bool:
    """Whether the end of a page parted a row: where the rows of the table have a number, or their first words, its rest has none."""
    last = table.rows[-1]
    if [cell.columns for cell in last] != [cell.columns for cell in row] or any(
        cell.rows > 1 for cell in (*last, *row)
    ):
        return False
    if len(last) < 2 or all(cell.text for cell in row):
        return False
    numbers = [cells[0].text for cells in table.rows if len(cells) == len(last)]
    if all(cell.text for cell in row[1:]) and not last[0].text.strip(".、").isdecimal():
        return False  # a whole row, beside a category that goes on
    return not row[0].text and all(numbers)


def _rest_beside_merged(table: _PrintedTable, rows: list[list[GridCell]]) -> list[list[GridCell]] | None:
    """The same, beside merged cells that go on: the rest of the row has no number where its row has one.

    The rest is put to its row, and the rows below it are given; None if the first of them is a row of its own.
    """
    last, first = _by_column(table.rows)[-1], _by_column(rows)[0]
    going_on = {at: cell for at, cell in first.items() if cell.rows > 1 or at not in last}
    rest = {at: cell for at, cell in first.items() if at not in going_on}
    if not going_on or len(rest) < 3 or any(at not in last or last[at].columns != rest[at].columns for at in rest):
        return None
    number = min(rest)
    numbered = last[number].text.strip(".、").isdecimal() and not rest[number].text
    if not numbered or any(last[at].rows > 1 for at in rest) or not any(cell.text for cell in rest.values()):
        return None
    row = {**last, **{at: _with_more(last[at], cell) for at, cell in rest.items()}}
    table.rows[-1] = [row[at] for at in sorted(row)]
    if len(rows) == 1:
        return []
    # The merged cells beside it begin with the row below.
    below = {at: GridCell(cell.text, cell.rows - 1, cell.columns) for at, cell in going_on.items() if cell.rows > 1}
    below |= _by_column(rows)[1]
    return [[below[at] for at in sorted(below)], *rows[2:]]


def _by_column(rows: Sequence[Sequence[GridCell]]) -> list[dict[int, GridCell]]:
    """The cells that begin in each row, by the column in which they do."""
    placed: list[dict[int, GridCell]] = []
    taken: dict[int, int] = {}  # by column: how many rows more a cell of the rows above reaches down
    for cells in rows:
        row: dict[int, GridCell] = {}
        below: dict[int, int] = {}
        column = 0
        for cell in cells:
            while taken.get(column, 0) > 0:
                column += 1
            row[column] = cell
            below |= dict.fromkeys(range(column, column + cell.columns), cell.rows - 1)
            column += cell.columns
        taken = {at: more - 1 for at, more in taken.items() if more > 1 and at not in below} | below
        placed.append(row)
    return placed


def _with_more(cell: GridCell, rest: GridCell) -> GridCell:
    return GridCell(joined([cell.text, rest.text]), cell.rows, cell.columns)


def _repeated_head(table: _PrintedTable, more: _PrintedTable) -> int:
    """How many rows at the head of the rest say what the head of the table says."""
    head, again = full(table.rows), full(more.rows)
    count = 0
    while count < min(len(head), len(again), 4) and _plain(head[count]) == _plain(again[count]) and any(head[count]):
        count += 1
    return count


def _plain(row: Sequence[str]) -> list[str]:
    return [re.sub(r"\s+", "", cell) for cell in row]


def _filled(table: _PrintedTable, rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """A merged cell that goes on at the head of the next page is empty there: it says what it said before."""
    above = full(table.rows)
    merged = {index for index in range(len(table.xs) - 1) if _is_merged(table, index)}
    first: list[GridCell] = []
    column = 0
    for cell in rows[0]:
        goes_on = not cell.text and column in merged and above and above[-1][column]
        first.append(GridCell(above[-1][column], cell.rows, cell.columns) if goes_on else cell)
        column += cell.columns
    return [first, *rows[1:]]


def _is_merged(table: _PrintedTable, column: int) -> bool:
    for row in table.rows:
        at = 0
        for cell in row:
            if at == column and cell.rows > 1:
                return True
            at += cell.columns
    return False
