"""A sheet of cells becomes lines: titles and notes as lines of their own, and what is between them as tables.

Each line knows the cells that it came from: ``主要指标!C5`` for the third entry of the fifth row.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from text.loading.loaded import TextBuilder
from text.loading.tables import GridCell, full, joined

_MOST_COLUMNS = 64
# What programs call a sheet that nobody has named.
_UNNAMED = re.compile(r"(?:sheet|工作表|table|表)\s*\d*$", re.IGNORECASE)


# A line of the text below a table, and no name of a group of its rows.
_BELOW = re.compile(
    r"[#\s]*(?:第[一二三四五六七八九十百零〇\d]{1,5}[篇章节]|专\s*栏|附[件录表]|[图表]\s*\d|注\s*[:：])|.{4,}[。！]\s*$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What a cell shows, and whether it is a number by its kind."""

    text: str
    number: bool = False


@dataclass(slots=True)
class Sheet:
    """The cells that show something, by row and column from 0; ``merged`` has how many rows and columns a merged one reaches over."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _SheetRow:
    """The cells that begin in a row, with the names of their places; how many show something, and how many of those are numbers."""

    cells: Sequence[GridCell]
    places: Sequence[GridCell]
    words: int
    numbers: int


def write_sheet(sheet: Sheet, building: TextBuilder) -> None:
    """Write a sheet's lines and tables. What is hidden is left out, and said."""
    _say_what_is_hidden(sheet, building)
    blocks = list(_blocks(list(_rows(sheet))))
    if not blocks:
        return
    titled = _lines_before(blocks[0]) > 0
    if not titled and sheet.name and not _UNNAMED.match(sheet.name):
        building.line(sheet.name, cell=f"{sheet.name}!A1")
    for block in blocks:
        _write_block(block, building)


def _say_what_is_hidden(sheet: Sheet, building: TextBuilder) -> None:
    for (row, column), cell in sheet.cells.items():
        if row in sheet.hidden_rows or column in sheet.hidden_columns:
            where = "row" if row in sheet.hidden_rows else "column"
            building.omit(
                "hidden_text", f"a cell of a {where} that is hidden", sample=f"{_name(sheet, row, column)} {cell.text}"
            )

    read = set(_columns(sheet, sheet.cells)) if sheet.cells else set[int]()
    for (row, column), cell in sheet.cells.items():
        if column not in read and column not in sheet.hidden_columns:
            building.omit(
                "columns",
                f"a cell to the right of the first {_MOST_COLUMNS} columns",
                sample=f"{_name(sheet, row, column)} {cell.text}",
            )


def _name(sheet: Sheet, row: int, column: int) -> str:
    letters = ""
    left = column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{sheet.name}!{letters}{row + 1}".lstrip("!")


def _rows(sheet: Sheet) -> Iterator[_SheetRow]:
    """The rows that are shown, from the first to the last one with words in it."""
    seen = {
        place: cell
        for place, cell in sheet.cells.items()
        if place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns
    }
    # A merged cell whose own row or column is hidden shows in what is left of it.
    for (row, column), (rows, columns) in sheet.merged.items():
        if (row, column) in sheet.cells and (row, column) not in seen:
            shown_rows = [at for at in range(row, row + min(rows, 10_000)) if at not in sheet.hidden_rows]
            shown_columns = [
                at for at in range(column, column + min(columns, _MOST_COLUMNS)) if at not in sheet.hidden_columns
            ]
            if shown_rows and shown_columns:
                seen[shown_rows[0], shown_columns[0]] = sheet.cells[row, column]
    if not seen:
        return
    columns = _columns(sheet, seen)
    last = max(row for row, _ in seen)
    reach = _reach(sheet, last, columns[-1])
    by_row: dict[int, set[int]] = {}
    for row, column in seen:
        by_row.setdefault(row, set()).add(column)
    # Of empty rows one tells as much as a million, which a sheet with a word in its last row has.
    listed = [
        row
        for row in range(min(by_row), last + 1)
        if row not in sheet.hidden_rows and (row in by_row or row - 1 in by_row or row - 1 in sheet.hidden_rows)
    ]
    covered = {place for at, (rows, wide) in reach.items() for place in _covered(at, rows, wide, listed)}
    hidden_rows = sorted(sheet.hidden_rows)
    for row in listed:
        cells: list[GridCell] = []
        places: list[GridCell] = []
        for column in columns:
            if (row, column) in covered:
                continue
            size = (1, 1)
            if (row, column) in reach:
                rows, wide = reach[row, column]
                # Rows and columns that are hidden have no part in it.
                size = (
                    rows - (bisect_left(hidden_rows, row + rows) - bisect_left(hidden_rows, row)),
                    sum(at in range(column, column + wide) for at in columns),
                )
            cell = seen.get((row, column))
            cells.append(GridCell(joined(cell.text.splitlines()) if cell else "", *size))
            places.append(GridCell(_name(sheet, row, column), *size))
        found = [seen[row, column] for column in by_row.get(row, ())]
        yield _SheetRow(cells, places, len(found), sum(cell.number for cell in found))


def _columns(sheet: Sheet, places: Collection[tuple[int, int]]) -> list[int]:
    """The columns that are read: those that are shown, from the first to the last one with words in it."""
    used = {column for _, column in places}
    return [at for at in range(min(used), max(used) + 1) if at not in sheet.hidden_columns][:_MOST_COLUMNS]


def _reach(sheet: Sheet, last_row: int, last_column: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Over how many rows that are shown, and how many columns, each merged cell reaches, by the first of its places that is shown."""
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), (rows, columns) in sheet.merged.items():
        shown_rows = _ends(range(row, min(row + rows, last_row + 1)), sheet.hidden_rows)
        shown_columns = _ends(range(column, min(column + columns, last_column + 1)), sheet.hidden_columns)
        if shown_rows and shown_columns:
            reach[shown_rows[0], shown_columns[0]] = (
                shown_rows[1] - shown_rows[0] + 1,
                shown_columns[1] - shown_columns[0] + 1,
            )
    return reach


def _ends(places: range, hidden: Collection[int]) -> tuple[int, int] | None:
    """The first and the last of some rows, or columns, that is shown."""
    first = next((at for at in places if at not in hidden), None)
    return None if first is None else (first, next(at for at in reversed(places) if at not in hidden))


def _covered(at: tuple[int, int], rows: int, columns: int, listed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The places in the rows listed that a merged cell lies over, beside its own."""
    for row in listed[bisect_left(listed, at[0]) : bisect_left(listed, at[0] + rows)]:
        for column in range(at[1], at[1] + columns):
            if (row, column) != at:
                yield row, column


def _blocks(rows: Sequence[_SheetRow]) -> Iterator[Sequence[_SheetRow]]:
    """The rows of one table each, with its titles and notes: a new one begins behind an empty row with a title or with a head, and at a line of the text."""
    start = 0
    for index, row in enumerate(rows):
        if index < start:
            continue
        if _is_below(row) and any(one.words > 2 for one in rows[start:index]) and _has_table(rows[index:]):
            yield [one for one in rows[start:index] if one.words]
            start = index
        if row.words:
            continue
        after = next((at for at in range(index + 1, len(rows)) if rows[at].words), None)
        if after is not None and _begins_table(rows[after:]):
            if any(row.words for row in rows[start:index]):
                yield [row for row in rows[start:index] if row.words]
            start = after
    rest = [row for row in rows[start:] if row.words]
    if rest:
        yield rest


def _is_below(row: _SheetRow) -> bool:
    return row.words == 1 and any(_BELOW.match(cell.text) for cell in row.cells)


def _has_table(rows: Sequence[_SheetRow]) -> bool:
    return any(row.words > 1 for row in rows)


def _begins_table(rows: Sequence[_SheetRow]) -> bool:
    """Whether rows behind an empty one are a table of their own: titles first, and then a head without a number."""
    titles = 0
    while titles < len(rows) and rows[titles].words == 1:
        titles += 1
    head = rows[titles] if titles < len(rows) else None
    return 0 < titles < 4 and head is not None and head.words > 2 and head.numbers == 0


def _lines_before(block: Sequence[_SheetRow]) -> int:
    """How many rows at the head of a block are titles: one text each, and then a table."""
    count = 0
    while count < len(block) and block[count].words == 1:
        count += 1
    return count


def _write_block(block: Sequence[_SheetRow], building: TextBuilder) -> None:
    before = _lines_before(block)
    after = _lines_before(block[::-1]) if before < len(block) else 0
    for row in block[:before]:
        _write_line(row, building)
    table = block[before : len(block) - after]
    if table:
        building.line("")
        _write_table(table, building)
        building.line("")
    for row in block[len(block) - after :] if after else ():
        _write_line(row, building)


def _write_line(row: _SheetRow, building: TextBuilder) -> None:
    for cell, place in zip(row.cells, row.places, strict=True):
        if cell.text:
            building.line(cell.text, cell=place.text)


def _write_table(rows: Sequence[_SheetRow], building: TextBuilder) -> None:
    words, places = full([row.cells for row in rows]), full([row.places for row in rows])
    for row, said, where in zip(rows, words, places, strict=True):
        if not any(said):
            continue
        # One text over the whole width is a heading inside the table, as in text.loading.tables.
        whole = len(row.cells) == 1 and len(said) > 1 and len(set(said)) == 1
        entries = zip([said[0], *[""] * (len(said) - 1)] if whole else said, where, strict=True)
        building.row([(" ".join(text.split()).replace("|", "｜"), place) for text, place in entries])
