"""One table printed in the layouts that converters, PDF tools and people leave of it, to show that each reads the same.

::

    >>> print(ledger_lines(Sheet(("序号", "指标"), (("1", "常住人口"),), wide={1: 4}))[0])
    序号 指标
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Sheet:
    """A table: its headings, its rows, the columns whose equal cells are merged, and how wide a column is at most (in places on the screen)."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[int, ...] = ()
    wide: Mapping[int, int] = field(default_factory=dict)


def width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def wrapped(text: str, most: int) -> list[str]:
    """The lines of a cell; digits and Latin letters stay together."""
    lines, line, word = [], "", ""
    for char in text:
        glued = word and char.isascii() and not char.isspace() and word[-1].isascii()
        if glued:
            word += char
        else:
            line, word = line + word, char
        if line and width(line + word) > most:
            lines.append(line)
            line = ""
    return [*lines, line + word] if line + word else lines or [""]


def runs(rows: Rows, column: int) -> list[tuple[int, int]]:
    """The spans of rows that have the same cell in a column."""
    found: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if index and rows[index - 1][column] == row[column]:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _widths(sheet: Sheet) -> list[int]:
    found = []
    for column in range(len(sheet.head)):
        most = sheet.wide.get(column, 99)
        cells = [row[column] for row in (sheet.head, *sheet.rows)]
        found.append(max(width(line) for cell in cells for line in wrapped(cell, most)))
    return found


def _placed(cells: Sequence[str], height: int, *, middle: bool) -> list[str]:
    above = (height - len(cells)) // 2 if middle else 0
    return [*[""] * above, *cells, *[""] * (height - above - len(cells))]


def bands(sheet: Sheet, *, middle: bool = True, head: bool = True) -> list[list[list[str]]]:
    """For each row, the headings first, its lines, each with the part of every cell that stands on it."""
    widths = _widths(sheet)
    made: list[list[list[str]]] = []
    for row in ([sheet.head] if head else []) + list(sheet.rows):
        again = row is not sheet.head
        cells = [
            [""] if again and column in sheet.merged else wrapped(cell, widths[column])
            for column, cell in enumerate(row)
        ]
        height = max(map(len, cells))
        columns = [_placed(cell, height, middle=middle) for cell in cells]
        made.append([list(line) for line in zip(*columns, strict=True)])
    for column in sheet.merged:
        for first, last in runs(sheet.rows, column):
            lines = [line for band in made[first + head : last + head] for line in band]
            parts = wrapped(sheet.rows[first][column], widths[column])
            at = (len(lines) - len(parts)) // 2 if middle else 0
            for part, line in zip(parts, lines[at:], strict=False):
                line[column] = part
    return made


def padded(line: Sequence[str], widths: Sequence[int], gap: str) -> str:
    return gap.join(cell + " " * (wide - width(cell)) for cell, wide in zip(line, widths, strict=True))


# ── layouts ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def ledger_lines(sheet: Sheet, *, middle: bool = True, head: bool = True) -> list[str]:
    """As most tools take a page of a PDF: line by line, one space between the cells."""
    return [
        " ".join(cell for cell in line if cell)
        for band in bands(sheet, middle=middle, head=head)
        for line in band
        if any(line)
    ]


def layout_lines(sheet: Sheet, *, middle: bool = True, indent: str = "  ", gap: str = "   ", head: bool = True) -> list[str]:  # fmt: skip
    """As pdftotext -layout does: every part of a cell in its place."""
    widths = _widths(sheet)
    return [
        (indent + padded(line, widths, gap)).rstrip()
        for band in bands(sheet, middle=middle, head=head)
        for line in band
        if any(line)
    ]


def _rule(widths: Sequence[int], marks: str, open_columns: Sequence[int] = ()) -> str:
    """┌──┬──┐, without a rule where a merged cell goes on."""
    left, cross, right, dash = marks
    parts = [" " * (wide + 2) if column in open_columns else dash * (wide + 2) for column, wide in enumerate(widths)]
    return left + cross.join(parts) + right


def _drawn(sheet: Sheet, marks: Sequence[str], stroke: str, *, middle: bool, every: bool) -> list[str]:
    widths = _widths(sheet)
    made = [_rule(widths, marks[0])]
    all_bands = bands(sheet, middle=middle)
    for index, band in enumerate(all_bands):
        made += [f"{stroke} " + f" {stroke} ".join(padded([c], [w], "") for c, w in zip(line, widths, strict=True)) + f" {stroke}" for line in band]  # fmt: skip
        last = index == len(all_bands) - 1
        if not last and (every or index == 0):
            goes_on = [
                column
                for column in sheet.merged
                if index and any(first < index < stop for first, stop in runs(sheet.rows, column))
            ]
            made.append(_rule(widths, marks[1], goes_on))
    return [*made, _rule(widths, marks[2])]


def boxed(sheet: Sheet, *, middle: bool = True, every: bool = True) -> list[str]:
    """┌──┬──┐ │ ├──┼──┤ └──┴──┘."""
    return _drawn(sheet, ("┌┬┐─", "├┼┤─", "└┴┘─"), "│", middle=middle, every=every)


def heavy(sheet: Sheet) -> list[str]:
    return _drawn(sheet, ("╔╦╗═", "╠╬╣═", "╚╩╝═"), "║", middle=True, every=True)


def plus_grid(sheet: Sheet, *, middle: bool = False) -> list[str]:
    """+----+----+, as pandoc and reStructuredText draw it."""
    return _drawn(sheet, ("+++-", "+++-", "+++-"), "|", middle=middle, every=True)


def psql(sheet: Sheet) -> list[str]:
    """+----+ above, below the headings and at the end only."""
    whole = Sheet(sheet.head, sheet.rows, sheet.merged)
    return _drawn(whole, ("+++-", "+++-", "+++-"), "|", middle=False, every=False)


def _with_gaps(sheet: Sheet) -> list[list[str]]:
    made = []
    for index, row in enumerate(sheet.rows):
        above = sheet.rows[index - 1] if index else None
        made.append(["" if above and column in sheet.merged and above[column] == cell else cell for column, cell in enumerate(row)])  # fmt: skip
    return made


def markdown(sheet: Sheet, *, ruled: bool = True, repeated: bool = True) -> list[str]:
    rows = [list(row) for row in sheet.rows] if repeated else _with_gaps(sheet)
    lines = ["| " + " | ".join(row) + " |" for row in [list(sheet.head), *rows]]
    return [lines[0], "|" + " --- |" * len(sheet.head), *lines[1:]] if ruled else lines


def open_markdown(sheet: Sheet) -> list[str]:
    """Without the strokes at both ends."""
    lines = [" | ".join(row) for row in [list(sheet.head), *map(list, sheet.rows)]]
    return [lines[0], "|".join(["---"] * len(sheet.head)), *lines[1:]]


def tabbed(sheet: Sheet, *, repeated: bool = True) -> list[str]:
    rows = [list(row) for row in sheet.rows] if repeated else _with_gaps(sheet)
    return ["\t".join(row) for row in [list(sheet.head), *rows]]


def a_cell_a_line(sheet: Sheet, *, between: int = 0, repeated: bool = False) -> list[str]:
    """Only the cells that have words."""
    rows = [list(row) for row in sheet.rows] if repeated else _with_gaps(sheet)
    made: list[str] = []
    for row in [list(sheet.head), *rows]:
        for cell in row:
            if cell:
                made += [cell, *[""] * between]
    return made


def a_paragraph_a_cell(sheet: Sheet) -> list[str]:
    """As a word processor saves a table as text: a paragraph a cell, also an empty one, and a blank line behind each."""
    return [line for row in [list(sheet.head), *_with_gaps(sheet)] for cell in row for line in (cell, "")]


def column_by_column(sheet: Sheet) -> list[str]:
    return [cell for column in zip(sheet.head, *sheet.rows, strict=True) for cell in column]


def html(sheet: Sheet, *, lines: bool = True) -> list[str]:
    made = ["<table>", "<tr>" + "".join(f"<th>{cell}</th>" for cell in sheet.head) + "</tr>"]
    for index, row in enumerate(sheet.rows):
        cells = []
        for column, cell in enumerate(row):
            tall = next((stop - first for first, stop in runs(sheet.rows, column) if first == index), 0) if column in sheet.merged else 1  # fmt: skip
            if tall:
                said = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                cells.append(f'<td rowspan="{tall}">{said}</td>' if tall > 1 else f"<td>{said}</td>")
        made.append("<tr>" + "".join(cells) + "</tr>")
    made.append("</table>")
    return made if lines else ["".join(made)]


def dashed(sheet: Sheet) -> list[str]:
    """pandoc -t plain: a row a line, dashes under the headings."""
    whole = Sheet(sheet.head, tuple(map(tuple, _with_gaps(sheet))))
    widths = _widths(whole)
    head, *rows = ["  " + padded(row, widths, " ").rstrip() for row in (whole.head, *whole.rows)]
    return ["", head, "  " + " ".join("-" * wide for wide in widths), *rows, ""]


def dashed_over_lines(sheet: Sheet) -> list[str]:
    """pandoc -t plain: cells over several lines between two rules, a blank line between rows."""
    widths = _widths(sheet)
    whole = "  " + "-" * (sum(widths) + len(widths) - 1)
    made = [whole]
    for index, band in enumerate(bands(sheet, middle=False)):
        made += ["  " + padded(line, widths, " ").rstrip() for line in band]
        made.append("  " + " ".join("-" * wide for wide in widths) if not index else "")
    return [*made[:-1], whole]
