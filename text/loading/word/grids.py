"""Tables of Word become grids: merged cells resolved, and columns that are there only because edges are not quite in line taken together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from text.loading.tables import GridCell
from text.loading.word.blocks import Block, WordCell, WordParagraph, WordTable, lines

_SLIVER = 170  # twips, 3 mm: a column in which no character has room
# A row over the whole width that begins a table of its own, and one below a table that is not part of it
_TITLE = re.compile(r"\s*(?:专\s*栏|(?:附\s*)?表\s*[一二三四五六七八九十\d])")
_NOTE = re.compile(r"\s*[(（]?\s*(?:注|备\s*注|说\s*明|附\s*注|数据来源|资料来源|\*)")


@dataclass(slots=True)
class Part:
    """Either lines of text, or a table with the row of the file that each row of it is."""

    lines: list[str] = field(default_factory=list)
    grid: list[list[GridCell]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    within: bool = False  # a table in a frame


def parts_of(table: WordTable) -> list[Part]:
    """A table as tables and the lines around them: titles and notes over its whole width, and a table of one column, are no rows."""
    rows = _narrowed(table)
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    parts: list[Part] = []
    notes = _notes_from(rows, width)
    for index, row in enumerate(rows):
        if _is_line(row, width, begins=not parts or not parts[-1].grid) or (notes <= index and _is_whole(row, width)):
            for cell in row:
                _add_cell(cell, index + 1, parts)
        else:
            if not parts or not parts[-1].grid or parts[-1].within:
                parts.append(Part())
            parts[-1].grid.append(_cells(row))
            parts[-1].rows.append(index + 1)
    return parts


def _add_cell(cell: WordCell, row: int, parts: list[Part]) -> None:
    """A cell that is no cell of a table, but a frame: its lines, and the tables in it."""
    if cell.below:
        return
    run: list[Block] = []
    for block in [*cell.blocks, None]:
        if block is not None and not isinstance(block, WordTable):
            run.append(block)
            continue
        if found := list(lines(run, gaps=True)):
            if not parts or parts[-1].grid:
                parts.append(Part())
            parts[-1].lines.extend(found)
            run = []
        if block is not None:
            inner = parts_of(block)
            parts.extend(Part(part.lines, part.grid, [row] * len(part.rows), within=True) for part in inner)


def _is_whole(row: Sequence[WordCell], width: int) -> bool:
    return len(row) == 1 and row[0].span >= width


def _is_line(row: Sequence[WordCell], width: int, *, begins: bool) -> bool:
    if not _is_whole(row, width):
        return False
    return width == 1 or begins or bool(_TITLE.match(row[0].text()))


def _notes_from(rows: Sequence[Sequence[WordCell]], width: int) -> int:
    """The first of the rows at the end that are notes."""
    first = len(rows)
    while first and _is_whole(rows[first - 1], width):
        first -= 1
    while first < len(rows) and not _NOTE.match(rows[first][0].text()):
        first += 1
    return first


def _cells(row: Sequence[WordCell]) -> list[GridCell]:
    """The cells that begin in a row, with empty ones where there is none."""
    made: list[GridCell] = []
    at = 0
    for cell in row:
        if cell.column > at:
            made.append(GridCell("", columns=cell.column - at))
        at = cell.column + cell.span
        if not cell.below:
            made.append(GridCell(cell.text(), rows=cell.rows, columns=cell.span))
    return made


def reach_down(rows: Sequence[Sequence[WordCell]]) -> list[str]:
    """Count for each cell how many rows it reaches over. One that continues nothing is a cell of its own.

    Returns the words of those that continue another one, which are not shown.
    """
    shadowed: list[str] = []
    above: dict[tuple[int, int], WordCell] = {}
    for row in rows:
        here: dict[tuple[int, int], WordCell] = {}
        for cell in row:
            place = (cell.column, cell.span)
            if cell.below and place in above:
                shadowed.append(cell.text())
                above[place].rows += 1
                here[place] = above[place]
            elif cell.below and (over := next((one for at, one in above.items() if at[0] == cell.column), None)):
                # It continues one of another width: the same words stand in a cell of their own.
                shadowed.append(cell.text())
                cell.below, cell.blocks = False, [WordParagraph(over.text())]
                here[place] = cell
            else:
                cell.below = False
                if cell.starts:
                    here[place] = cell
        above = here
    return shadowed


# ── Columns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _narrowed(table: WordTable) -> list[list[WordCell]]:
    """The rows, their cells on as few columns as they need: edges of different rows that are nearly in line are one."""
    edges = sorted({edge for row in table.rows for cell in row for edge in (cell.column, cell.column + cell.span)})
    if not edges:
        return []
    kept = _joined_edges(table, edges)
    order = {edge: index for index, edge in enumerate(sorted(set(kept.values())))}
    for row in table.rows:
        for cell in row:
            first, last = order[kept[cell.column]], order[kept[cell.column + cell.span]]
            cell.column, cell.span = first, max(1, last - first)
        _pushed(row)
    return table.rows


def _pushed(row: Sequence[WordCell]) -> None:
    """No cell of a row begins before the one to its left ends."""
    at = 0
    for cell in row:
        cell.column = max(cell.column, at)
        at = cell.column + cell.span


def _joined_edges(table: WordTable, edges: Sequence[int]) -> dict[int, int]:
    """For each edge the one that stands for it."""
    slivers = sum(width <= _SLIVER for width in table.widths)
    if len(table.widths) < edges[-1] or 2 * slivers > len(table.widths):
        return {edge: edge for edge in edges}
    places = [0]
    for width in table.widths:
        places.append(places[-1] + width)
    # A cell with words keeps its edges apart.
    narrow = {
        (cell.column, cell.column + cell.span)
        for row in table.rows
        for cell in row
        if cell.blocks and places[cell.column + cell.span] - places[cell.column] <= _SLIVER and cell.text().strip()
    }
    kept: dict[int, int] = {}
    last = edges[0]
    for edge in edges:
        if places[edge] - places[last] > _SLIVER or any(last < end <= edge for _, end in narrow):
            last = edge
        kept[edge] = last
    return kept
