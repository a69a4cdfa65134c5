"""Tables drawn with strokes become rows again: ┌──┬──┐ │ ├──┼──┤, and +---+---+ with | between the cells.

::

    ┌──────────┬──────────────────┬────────┐
    │          │ 地区生产总值     │ 2186.4 │          经济发展 | 地区生产总值 | 2186.4
    │ 经济发展 ├──────────────────┼────────┤    →     经济发展 | 规模以上工业增加值增速 | 7.1
    │          │ 规模以上工业增加 │ 7.1    │
    │          │ 值增速           │        │
    └──────────┴──────────────────┴────────┘

A rule ends the cells above it, so a row may take several lines, and a cell that no rule ends goes on in the row below. Where only the headings have
a rule below them, a line is a row. Strokes have their places on the screen, where a Chinese character is two wide; where these do not agree, a line
with a stroke for each column still has its cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from text.sources.source import Line, Source
from text.tables.grid import Cell, Row, cell_of
from text.tables.wrapped import screen_width

_STROKES = "│┃║|｜▏"
_DASHES = "─━═┄┅┈┉╌╍-=－—"
_CORNERS = "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫┍┎┑┒┕┖┙┚┝┞┠┡┢┥┦┨┩┪┭┮┯┰┱┲┵┶┷┸┹┺┽┾┿╀╁╂╃╄╅╆╇╈╉╊+"
_TOP = re.compile(
    rf"\s*[{_CORNERS}](?:[{re.escape(_DASHES)}{_CORNERS}\s]*[{re.escape(_DASHES)}]{{2}})[{re.escape(_DASHES)}{_CORNERS}\s]*"
)
_STROKE = re.compile(rf"[{_STROKES}{_CORNERS}]")
_MOST = 6000  # lines of a table
_BLANKS = 2


def begins_drawn(line: Line) -> bool:
    """Is a line the rule at the top of a drawn table?"""
    row = line.folded
    return len(row) >= 6 and _is_rule(row)


def _is_rule(row: str) -> bool:
    return _TOP.fullmatch(row) is not None and row.strip() != "" and len(_marks(row)) >= 3


def _marks(row: str) -> list[int]:
    """The places of the corners of a rule."""
    found: list[int] = []
    place = 0
    for char in row:
        if char in _CORNERS or char in _STROKES:
            found.append(place)
        place += screen_width(char)
    return found


@dataclass(slots=True)
class _Drawing:
    """What was read of a drawn table: the rows, and for each column the cell that may go on below."""

    source: Source
    count: int
    rows: list[list[list[tuple[int, int]]]] = field(default_factory=list)  # each: the spans of each column's lines
    merged: list[set[int]] = field(default_factory=list)  # the columns whose cell is that of the row above


def read_drawn(source: Source, lines: Sequence[Line], index: int) -> tuple[list[Row], int] | None:
    """The rows of the table whose top is line ``index``, headings first, and the line after it; None where it is none."""
    end = _end(lines, index)
    block = [line for line in lines[index:end] if line.folded.strip()]
    rules = [at for at, line in enumerate(block) if _has_rule(line.folded)]
    texts = [line for at, line in enumerate(block) if at not in rules]
    if not texts:
        return None
    count = max(len(_cells(line)) for line in texts)
    if count < 2:
        return None
    edges = _edges(block, rules, count)
    # a rule at the top, one below the headings, one at the end: every line is a row
    between = len(rules) > 3 or (len(rules) == 3 and len(texts) <= 2)
    drawing = _Drawing(source, count)
    row: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    merged: set[int] = set()
    heading = True
    for at, line in enumerate(block):
        if at in rules:
            ended, inside = _ended(line, edges, count)
            for column, span in inside:  # the words of a merged cell stand on the line of a rule
                row[column].append(span)
            if any(row) or merged:
                drawing.rows.append(row)
                drawing.merged.append(merged)
                row = [[] for _ in range(count)]
                merged = set(range(count)) - ended
            heading = heading and not drawing.rows
            continue
        for column, span in _placed(line, edges, count):
            row[column].append(span)
        if not between and not heading and any(row):
            drawing.rows.append(row)
            drawing.merged.append(merged)
            row, merged = [[] for _ in range(count)], set()
    if any(row):
        drawing.rows.append(row)
        drawing.merged.append(merged)
    return _made(drawing), end


def _end(lines: Sequence[Line], index: int) -> int:
    """The line after the table: it ends where a line has neither strokes nor a rule."""
    at = end = index
    blank = 0
    while at < min(len(lines), index + _MOST):
        row = lines[at].folded
        if not row.strip():
            blank += 1
            if blank > _BLANKS:
                break
        elif _STROKE.search(row) and (_is_rule(row) or _STROKE.match(row.strip())):
            blank = 0
            end = at + 1
        else:
            break
        at += 1
    return end


def _has_rule(row: str) -> bool:
    """Is a line a rule, at least over a part of the table: │ 经济发展 ├────┼────┤?"""
    if _is_rule(row):
        return True
    return re.search(rf"[{_CORNERS}][{re.escape(_DASHES)}]{{2,}}[{_CORNERS}]", row) is not None


def _cells(line: Line) -> list[tuple[int, int]]:
    """The spans between the strokes of a line, with the white space in them."""
    row = line.folded
    cuts = [match.start() for match in re.finditer(rf"[{_STROKES}]", row)]
    if not cuts:
        return []
    first = [] if not row[: cuts[0]].strip() else [-1]
    last = [] if not row[cuts[-1] + 1 :].strip() else [len(row)]
    cuts = [*first, *cuts, *last]
    return [(a + 1, b) for a, b in pairwise(cuts)]


def _edges(block: Sequence[Line], rules: Sequence[int], count: int) -> list[int]:
    """The places of the strokes between columns, by the lines that have all of them."""
    for at in rules:
        marks = _marks(block[at].folded)
        if len(marks) == count + 1:
            return marks
    for line in block:
        cells = _cells(line)
        if len(cells) == count:
            row = line.folded
            return [screen_width(row[: a - 1]) if a else 0 for a, _ in cells] + [screen_width(row[: cells[-1][1]])]
    return []


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int] | None:
    words = line.folded[start:end]
    if not words.strip():
        return None
    begin = line.start + start + len(words) - len(words.lstrip())
    return begin, begin + len(words.strip())


def _placed(line: Line, edges: Sequence[int], count: int) -> list[tuple[int, tuple[int, int]]]:
    """The words of a line under their columns. A cell over several columns stands in the first of them."""
    cells = _cells(line)
    found: list[tuple[int, tuple[int, int]]] = []
    for index, (start, end) in enumerate(cells):
        span = _trimmed(line, start, end)
        if span is None:
            continue
        column = index
        if len(cells) != count and edges:
            left = screen_width(line.folded[: max(0, start - 1)])
            column = min(range(count), key=lambda at: abs(edges[at] - left))
        found.append((min(column, count - 1), span))
    return found


def _ended(line: Line, edges: Sequence[int], count: int) -> tuple[set[int], list[tuple[int, tuple[int, int]]]]:
    """The columns whose cells a rule ends, and the words that stand in gaps of it."""
    row = line.folded
    inside: list[tuple[int, tuple[int, int]]] = []
    places: dict[int, int] = {}
    place = 0
    for offset, char in enumerate(row):
        places[place] = offset
        place += screen_width(char)
    ended: set[int] = set()
    for column in range(count):
        if len(edges) != count + 1:
            ended.add(column)
            continue
        start = min((offset for at, offset in places.items() if at > edges[column]), default=len(row))
        stop = min((offset for at, offset in places.items() if at >= edges[column + 1]), default=len(row))
        part = row[start:stop]
        dashes = sum(char in _DASHES or char in _CORNERS for char in part)
        if dashes * 2 >= max(1, len(part.rstrip())) and part.strip():
            ended.add(column)
        elif span := _trimmed(line, start, stop):
            inside.append((column, span))
    return ended, inside


def _made(drawing: _Drawing) -> list[Row]:
    """The rows; a merged cell is in the slots of each of its rows."""
    groups: list[list[list[tuple[int, int]]]] = []  # for each row and column, the spans of the whole cell
    for row, merged in zip(drawing.rows, drawing.merged, strict=True):
        made: list[list[tuple[int, int]]] = []
        for column, spans in enumerate(row):
            if column in merged and groups:
                whole = groups[-1][column]
                whole += spans
                made.append(whole)
            else:
                made.append(list(spans))
        groups.append(made)
    rows: list[Row] = []
    before: list[list[tuple[int, int]]] | None = None
    for made, merged in zip(groups, drawing.merged, strict=True):
        slots: list[Cell | None] = [cell_of(drawing.source, spans) if spans else None for spans in made]
        own = sorted(
            (cell for column, cell in enumerate(slots) if cell and not (column in merged and before)),
            key=lambda cell: cell.start,
        )
        before = made
        if own:
            rows.append(Row(tuple(own), tuple(slots)))
    return rows
