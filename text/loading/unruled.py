"""Tables without lines, or with level lines only (三线表), become rows where their columns are plain to see; otherwise their lines stay lines.

::

    序号   指标              单位    2020年   2025年
    1      地区生产总值      亿元    300      360         → | 1 | 地区生产总值 | 亿元 | 300 | 360 |
           规模以上工业                                     | 2 | 规模以上工业增加值增速 | % | 5.2 | 6 |
    2      增加值增速        %       5.2      6
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from text.loading.cells import cell_text
from text.loading.lines import Line, Segment
from text.loading.tables import GridCell

# What stands at the head of the tables of plans.
_HEADS = re.compile(
    r"序\s*号|指\s*标|项\s*目|名\s*称|单\s*位|属\s*性|类\s*别|年\s*(?:目\s*标|预\s*计|实\s*际|均)?|投\s*资|内\s*容|备\s*注|地\s*点"
)
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_LEADER = "……"


@dataclass(slots=True)
class Unruled:
    """A table that was found among lines: its columns' places, its rows, and the lines that it is made of."""

    xs: list[float]
    rows: list[list[GridCell]]
    lines: list[Line]


@dataclass(slots=True)
class _Column:
    x0: float
    x1: float


@dataclass(slots=True)
class _Row:
    """The line that has most of a row's cells, and the lines above and below with the rest of them; a heading inside the table is alone."""

    anchor: Line
    lines: list[Line] = field(default_factory=list)
    heading: bool = False


def unruled_tables(lines: Sequence[Line]) -> list[Unruled]:
    """The tables among the lines of a page."""
    tables: list[Unruled] = []
    start = 0
    while start < len(lines):
        if len(lines[start].segments) < _FEWEST_COLUMNS or _LEADER in lines[start].text:
            start += 1
            continue
        end = _end_of_run(lines, start)
        table = _table(lines[start:end])
        if table is not None:
            tables.append(table)
        start = end
    return tables


def _end_of_run(lines: Sequence[Line], start: int) -> int:
    """One past the last line of a run of rows, and of lines between them that are parts of cells."""
    end, index = start + 1, start + 1
    while index < len(lines) and lines[index].base - lines[index - 1].base < 3.2 * lines[index].size:
        if len(lines[index].segments) >= _FEWEST_COLUMNS:
            end = index + 1
        elif index - end >= 3:
            break
        index += 1
    # What is left of the last row's cells stands right below it.
    while end < len(lines) and len(lines[end].segments) < _FEWEST_COLUMNS:
        line = lines[end]
        near = line.base - lines[end - 1].base < 1.5 * line.size
        if not near or not any(_reaches(one, line.segments[0]) for one in lines[end - 1].segments):
            break
        end += 1
    return end


def _reaches(one: Segment, other: Segment) -> bool:
    return abs((one.x0 + one.x1) - (other.x0 + other.x1)) < 12 or abs(one.x0 - other.x0) < 3


def _table(lines: Sequence[Line]) -> Unruled | None:
    rows = [line for line in lines if len(line.segments) >= _FEWEST_COLUMNS]
    if len(rows) < _FEWEST_ROWS or sum(bool(_HEADS.search(one.text)) for one in rows[0].segments) < 2:
        return None
    columns = _columns(rows)
    if columns is None:
        return None
    found = _rows(lines, columns)
    grid = [_cells(row, columns) for row in found]
    return Unruled([*(one.x0 for one in columns), columns[-1].x1], grid, list(lines))


def _columns(rows: Sequence[Line]) -> list[_Column] | None:
    """Where the columns are; None if two pieces of one line would come into the same."""
    columns: list[_Column] = []
    for segment in sorted((one for line in rows for one in line.segments), key=lambda one: one.x0):
        if columns and segment.x0 < columns[-1].x1:
            columns[-1].x1 = max(columns[-1].x1, segment.x1)
        else:
            columns.append(_Column(segment.x0, segment.x1))
    if len(columns) < _FEWEST_COLUMNS:
        return None
    for line in rows:
        places = [_column_of(one, columns) for one in line.segments]
        if len(set(places)) < len(places):
            return None
    return columns


def _column_of(segment: Segment, columns: Sequence[_Column]) -> int:
    def shared(index: int) -> float:
        return min(segment.x1, columns[index].x1) - max(segment.x0, columns[index].x0)

    return max(range(len(columns)), key=shared)


def _rows(lines: Sequence[Line], columns: Sequence[_Column]) -> list[_Row]:
    rows = [_Row(line, [line]) for line in lines if len(line.segments) >= _FEWEST_COLUMNS]
    pitch = min((b.anchor.base - a.anchor.base for a, b in pairwise(rows)), default=0.0)
    alone: list[_Row] = []
    for line in lines:
        if len(line.segments) >= _FEWEST_COLUMNS:
            continue
        nearest = min(rows, key=lambda row: abs(row.anchor.base - line.base))
        distance = abs(nearest.anchor.base - line.base)
        above = max((row for row in rows if row.anchor.base < line.base), key=lambda row: row.anchor.base, default=None)
        if above is not None and _is_full(above, line, columns):
            above.lines.append(line)
        elif distance < 0.75 * pitch or (distance < 1.2 * line.size and len(line.segments) > 1):
            nearest.lines.append(line)
        else:
            alone.append(_Row(line, [line], heading=len(line.segments) == 1))
    for row in rows:
        row.lines.sort(key=lambda one: one.base)
    return sorted([*rows, *alone], key=lambda row: row.lines[0].base)


def _is_full(row: _Row, line: Line, columns: Sequence[_Column]) -> bool:
    """Whether the last line of a cell was full, so that it goes on in the line below."""
    index = _column_of(line.segments[0], columns)
    last = row.lines[-1]
    if line.base - last.base > 1.6 * line.size:
        return False
    return any(
        _column_of(one, columns) == index and one.x1 > columns[index].x1 - 1.3 * last.size for one in last.segments
    )


def _cells(row: _Row, columns: Sequence[_Column]) -> list[GridCell]:
    if row.heading:
        return [GridCell(row.anchor.text, 1, len(columns))]
    parts: list[list[Line]] = [[] for _ in columns]
    for line in row.lines:
        for segment in line.segments:
            of = Line(line.page, segment.x0, line.top, segment.x1, line.bottom, line.base, line.size, [segment])
            parts[_column_of(segment, columns)].append(of)
    # The room of a column is not known, but for its widest line: a figure that goes on below is told by its point alone.
    return [GridCell(cell_text(some, float("inf"))) for some in parts]
