"""The signs and lines of pages become a text: tables by their lines, the rest by columns, lines and paragraphs, without what belongs to the page alone.

PDF and OFD both come this way. ``assemble`` puts the text into a :class:`TextBuilder`::

    signs → ruled tables | lines → heads, feet and notes taken out → paragraphs, over the ends of pages
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from text.loading.cells import cell_text
from text.loading.furniture import PageParts, note_paragraphs, take_out_furniture, take_out_notes
from text.loading.glyphs import Page
from text.loading.grids import Ruled, ruled_tables
from text.loading.lines import Line, lines_of, said_of_marks
from text.loading.loaded import TextBuilder
from text.loading.paragraphs import Margins, margins_of, paragraphs_of
from text.loading.tables import GridCell, full


@dataclass(slots=True)
class _Table:
    """A table of one page or of several that follow each other."""

    xs: list[float]
    rows: list[list[GridCell]]
    pages: list[int]  # one a row


@dataclass(slots=True)
class _Item:
    """A line or a table, in reading order."""

    line: Line | None = None
    margins: Margins | None = None
    table: _Table | None = None


def assemble(pages: Sequence[Page], building: TextBuilder) -> None:
    """Put the text of pages into ``building``."""
    parts = [_taken_apart(page) for page in pages]
    take_out_furniture(parts, building)
    body = _body_size([line for one in parts for line in one.lines])
    for one in parts:
        take_out_notes(one, body)
    for one in parts:
        said_of_marks([*one.lines, *one.notes], building.omit)
    _write(_items(parts, body, building), body, building)
    for text, page in note_paragraphs(parts):
        building.line(text, page=page)


def _taken_apart(page: Page) -> PageParts:
    tables, rest = ruled_tables(page.rules, page.glyphs)
    return PageParts(page, tables, lines_of(rest, page.number))


def _body_size(lines: Sequence[Line]) -> float:
    """The size that most of the text has."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(2 * line.size) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def _items(parts: Sequence[PageParts], body: float, building: TextBuilder) -> list[_Item]:
    everything = margins_of([line for one in parts for line in one.lines], body)
    items: list[_Item] = []
    for one in parts:
        margins = margins_of(one.lines, body, everything)
        ordered: list[tuple[float, list[_Item]]] = [(line.base, [_Item(line, margins)]) for line in one.lines]
        ordered += [(table.box[1], _of_table(table, one.page.number, body, building)) for table in one.tables]
        ordered.sort(key=lambda entry: entry[0])
        items.extend(item for _, some in ordered for item in some)
    return items


def _of_table(table: Ruled, page: int, body: float, building: TextBuilder) -> list[_Item]:
    if len(table.xs) == 2:  # a box, or a box with a head: paragraphs
        items: list[_Item] = []
        for cell in table.cells:
            lines = lines_of(cell.glyphs, page)
            said_of_marks(lines, building.omit)
            margins = margins_of(lines, _body_size(lines))
            items.extend(_Item(line, margins) for line in lines)
        return items
    rows: list[list[GridCell]] = [[] for _ in range(len(table.ys) - 1)]
    for cell in table.cells:
        lines = lines_of(cell.glyphs, page, keep_stars=True)
        said_of_marks(lines, building.omit)
        rows[cell.row].append(GridCell(cell_text(lines, cell.x1 - cell.x0), cell.rows, cell.columns))
    return [_Item(table=_Table(table.xs, rows, [page] * len(rows)))]


def _write(items: Sequence[_Item], body: float, building: TextBuilder) -> None:
    lines: list[tuple[Line, Margins]] = []
    table: _Table | None = None
    for item in items:
        if item.table is not None:
            if table is not None and not lines and _continues(table, item.table):
                _append(table, item.table)
                continue
            _flush(lines, table, body, building)
            lines, table = [], item.table
        elif item.line is not None and item.margins is not None:
            if table is not None:
                _flush([], table, body, building)
                table = None
            lines.append((item.line, item.margins))
    _flush(lines, table, body, building)


def _flush(lines: Sequence[tuple[Line, Margins]], table: _Table | None, body: float, building: TextBuilder) -> None:
    for one in paragraphs_of(lines, body):
        building.line(one.text, page=one.page)
    if table is not None:
        building.table(table.rows, pages=table.pages)


def _continues(table: _Table, more: _Table) -> bool:
    """Whether a table at the head of a page is the rest of the one at the foot of the page before."""
    return (
        more.pages[0] in (table.pages[-1], table.pages[-1] + 1)
        and len(table.xs) == len(more.xs)
        and all(abs((a - table.xs[0]) - (b - more.xs[0])) < 6 for a, b in zip(table.xs, more.xs, strict=True))
    )


def _append(table: _Table, more: _Table) -> None:
    repeated = _repeated_head(table, more)
    rows, pages = more.rows[repeated:], more.pages[repeated:]
    if rows and not repeated or rows:
        rows = _filled(table, rows)
    table.rows.extend(rows)
    table.pages.extend(pages)


def _repeated_head(table: _Table, more: _Table) -> int:
    """How many rows at the head of the rest say what the head of the table says."""
    head, again = full(table.rows), full(more.rows)
    count = 0
    while count < min(len(head), len(again), 4) and _plain(head[count]) == _plain(again[count]) and any(head[count]):
        count += 1
    return count


def _plain(row: Sequence[str]) -> list[str]:
    return [re.sub(r"\s+", "", cell) for cell in row]


def _filled(table: _Table, rows: list[list[GridCell]]) -> list[list[GridCell]]:
    """A merged cell that goes on at the head of the next page is empty there: it says what it said before."""
    above = full(table.rows)
    merged = {index for index in range(len(table.xs) - 1) if _is_merged(table, index)}
    first: list[GridCell] = []
    column = 0
    for cell in rows[0]:
        if not cell.text and column in merged and above and above[-1][column]:
            cell = GridCell(above[-1][column], cell.rows, cell.columns)
        first.append(cell)
        column += cell.columns
    return [first, *rows[1:]]


def _is_merged(table: _Table, column: int) -> bool:
    for row in table.rows:
        at = 0
        for cell in row:
            if at == column and cell.rows > 1:
                return True
            at += cell.columns
    return False
