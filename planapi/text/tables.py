"""The cells of a table that was flattened into lines become rows again.

Three forms are read. One cell a line, each with a tab before it, a blank line between rows; a cell may go on below without the tab::

    <tab>1
    <tab>地区生产总值增长率（％）
    <tab>1.5左右
    <tab>与全市增长
                                   (a blank line may stand inside the cell)
    水平保持一致
    <tab>预期性

One row a line, the cells between tabs; and Markdown rows, the cells between upright strokes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planapi.text.source import Line, Source, fold


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text`` as printed, with line breaks and the white space around them taken out; ``source.text[start:end]`` holds it."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, left to right; a row of one cell is a heading inside the table (经济发展)."""

    cells: tuple[Cell, ...]

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return self.cells[-1].end


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` is the first row of two cells or more; ``rows`` are the rest. ``source.text[start:end]`` holds it all."""

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        return self.header[0].start

    @property
    def end(self) -> int:
        return self.rows[-1].end if self.rows else self.header[-1].end

    def column(self, *names: str) -> int | None:
        """The index of the first column whose heading holds one of ``names`` (spaces aside), or None."""
        headings = [re.sub(r"\s+", "", cell.folded) for cell in self.header]
        return next((index for name in names for index, heading in enumerate(headings) if name in heading), None)


# How many blank or unmarked lines may stand between two cells of one table.
_REACH = 4
_RULE = re.compile(r"^\s*\|?[\s|:-]*-{3,}[\s|:-]*$")


def read_tables(source: Source, start: int = 0, end: int | None = None) -> list[Table]:
    """All tables whose lines begin in ``start``..``end``, in the order of the text. A run of cells without a header row is no table."""
    lines = source.lines_between(start, len(source.text) if end is None else end)
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        row = lines[index].folded
        if row.startswith("\t") and row.strip():
            rows, index = _stacked(source, lines, index)
            tables += _with_header(rows)
        elif row.count("|") >= 2 or row.strip("\t ").count("\t") >= 2:
            rows, index = _ruled(source, lines, index)
            tables += _with_header(rows)
        else:
            index += 1
    return tables


def _with_header(rows: Sequence[Row]) -> list[Table]:
    """The table of these rows: its header is the first row of two cells or more."""
    head = next((index for index, row in enumerate(rows) if len(row.cells) > 1), None)
    if head is None or head == len(rows) - 1:
        return []
    return [Table(header=rows[head].cells, rows=tuple(rows[head + 1 :]))]


def _stacked(source: Source, lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """Rows of one cell a line, from line ``index`` on, and the line after them.

    A blank line ends the row, unless the next words have no tab and a further cell follows them: then they belong to the cell above it.
    """
    rows: list[Row] = []
    cells: list[list[tuple[int, int]]] = []  # of the row being read: the spans of each cell's lines

    def end_row() -> None:
        kept = [_cell(source, spans) for spans in cells if spans]
        if kept:
            rows.append(Row(cells=tuple(kept)))
        cells.clear()

    while index < len(lines):
        line = lines[index]
        row = line.folded
        words = row.strip()
        if row.startswith("\t"):
            if words:
                inner = [part for part in _parts(line, "\t") if part]
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
    while index < len(lines):
        line = lines[index]
        mark = "|" if "|" in line.folded else "\t"
        if not line.folded.strip():
            blank += 1
            if blank > 1:
                break
        elif _RULE.match(line.folded):
            blank = 0
        elif mark in line.folded.strip():
            blank = 0
            spans = _parts(line, mark)
            if mark == "|":  # the strokes at the two ends of a row stand for no cell
                spans = spans[
                    1 if line.folded.lstrip().startswith("|") else 0 : -1
                    if line.folded.rstrip().endswith("|")
                    else None
                ]
            cells = [_cell(source, [span]) for span in spans if span]
            if cells:
                rows.append(Row(cells=tuple(cells)))
        else:
            break
        index += 1
    return rows, index


def _parts(line: Line, mark: str) -> list[tuple[int, int] | None]:
    """The spans of what stands between the marks of a line; None for an empty part."""
    spans: list[tuple[int, int] | None] = []
    offset = 0
    for part in line.folded.split(mark):
        words = part.strip()
        begin = line.start + offset + len(part) - len(part.lstrip())
        spans.append((begin, begin + len(words)) if words else None)
        offset += len(part) + 1
    return spans


def _cell(source: Source, spans: Sequence[tuple[int, int]]) -> Cell:
    text = "".join(source.text[start:end] for start, end in spans)
    return Cell(text=re.sub(r"\s+", " ", text), start=spans[0][0], end=spans[-1][1])
