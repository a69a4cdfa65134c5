"""Tables without lines, or with level lines only (三线表), become rows where their columns are plain to see; otherwise their lines stay lines.

::

    序号   指标              单位    2020年   2025年
    1      地区生产总值      亿元    300      360         → | 1 | 地区生产总值 | 亿元 | 300 | 360 |
           规模以上工业                                     | 2 | 规模以上工业增加值增速 | % | 5.2 | 6 |
    2      增加值增速        %       5.2      6
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from text.loading.cells import cell_text
from text.loading.glyphs import Rule
from text.loading.lines import GlyphLine, Segment
from text.loading.tables import GridCell

# What stands at the head of the tables of plans.
HEADS = re.compile(
    r"序\s*号|指\s*标|项\s*目|名\s*称|单\s*位|属\s*性|类\s*别|年\s*(?:目\s*标|预\s*计|实\s*际|均)?|投\s*资|内\s*容|备\s*注|地\s*点"
)
# What stands below a table, and not in it …
_BELOW = re.compile(
    r"[#\s]*(?:第[一二三四五六七八九十百零〇\d]{1,5}[篇章节]|专\s*栏|附[件录表]|[图表]\s*\d|注\s*[:：])"
)
# … and what may be the name of a group of rows in it, but is no rest of a cell.
_GROUP = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
FEWEST_COLUMNS, FEWEST_ROWS = 3, 3
_DRAWN_RULE = re.compile(r"[-─—=_\s]{6,}")  # a rule that is made of dashes
_LEADER = "……"


@dataclass(slots=True)
class Unruled:
    """A table that was found among lines: its columns' places, its rows, and the lines that it is made of."""

    columns: list["Strip"]
    rows: list[list[GridCell]]
    lines: list[GlyphLine]
    left_out: str = ""  # the heading of a column that was not understood

    @property
    def xs(self) -> list[float]:
        return [*(one.x0 for one in self.columns), self.columns[-1].x1]


@dataclass(slots=True)
class Strip:
    x0: float
    x1: float


@dataclass(slots=True)
class _AnchoredRow:
    """The line that has most of a row's cells, and the lines above and below with the rest of them; a heading inside the table is alone."""

    anchor: GlyphLine
    lines: list[GlyphLine] = field(default_factory=list)
    heading: bool = False


def levelled(lines: Sequence[GlyphLine]) -> list[GlyphLine]:
    """Lines with the cells of one row made one: figures in a font of their own stand a little higher or lower than words."""
    made: list[GlyphLine] = []
    for line in lines:
        last = made[-1] if made else None
        if last is not None and _is_level(last, line):
            segments = sorted([*last.segments, *line.segments], key=lambda one: one.x0)
            x1, top, bottom = segments[-1].x1, min(last.top, line.top), max(last.bottom, line.bottom)
            base, size = max(last.base, line.base), max(last.size, line.size)
            marks = [*last.marks, *line.marks]
            made[-1] = GlyphLine(
                line.page, segments[0].x0, top, x1, bottom, base, size, segments, last.mark or line.mark, marks
            )
        else:
            made.append(line)
    return made


def _is_level(one: GlyphLine, other: GlyphLine) -> bool:
    if not 0 <= other.base - one.base < 0.35 * min(one.size, other.size) or abs(one.size - other.size) > 1.5:
        return False
    room = 0.5 * one.size
    return all(a.x1 + room < b.x0 or b.x1 + room < a.x0 for a in one.segments for b in other.segments)


def unruled_tables(
    lines: Sequence[GlyphLine], rules: Sequence[Rule] = (), before: Unruled | None = None
) -> list[Unruled]:
    """The tables among the lines of a page. ``rules`` are the straight lines of the page; ``before`` is a table that the page before ends with."""
    tables: list[Unruled] = []
    start = done = 0
    while start < len(lines):
        if len(lines[start].segments) < FEWEST_COLUMNS or _LEADER in lines[start].text:
            start += 1
            continue
        end = _end_of_run(lines, start)
        first = _start_of_run(lines, start, done)
        goes_on = before is not None and first <= 4 and _column_texts_are_short(lines[:first])
        table = _table(lines[0 if goes_on else first : end], rules, before if goes_on else None)
        if table is not None:
            tables.append(table)
        start = done = end
    return tables


def _column_texts_are_short(lines: Sequence[GlyphLine]) -> bool:
    return all(len(line.text) < 20 for line in lines)


def _start_of_run(lines: Sequence[GlyphLine], start: int, done: int) -> int:
    """The first line of a run of rows: the upper half of a heading in two lines (序 ⏎ 号) stands right above the rest."""
    first = start
    while (
        first > done
        and len(lines[first - 1].segments) < FEWEST_COLUMNS
        and lines[first].base - lines[first - 1].base < 1.5 * lines[first].size
        and max(len(one.text) for one in lines[first - 1].segments) <= 6
        and abs(lines[first].size - lines[first - 1].size) < 0.5
    ):
        first -= 1
    return first


def _end_of_run(lines: Sequence[GlyphLine], start: int) -> int:
    """One past the last line of a run of rows, and of lines between them that are parts of cells."""
    end, index = start + 1, start + 1
    left = lines[start].x0
    while (
        index < len(lines)
        and not is_below(lines[index], left)
        and lines[index].base - lines[index - 1].base < 3.2 * lines[index].size
    ):
        if len(lines[index].segments) >= FEWEST_COLUMNS:
            if is_head(lines[index]) and any(_GROUP.match(line.text) for line in lines[end:index]):
                break  # another table below a heading
            end = index + 1
        elif index - end >= 3:
            break
        index += 1
    # What is left of the last row's cells stands right below it.
    while end < len(lines) and len(lines[end].segments) < FEWEST_COLUMNS:
        line = lines[end]
        if is_below(line, left) or _GROUP.match(line.text):
            break
        near = line.base - lines[end - 1].base < 1.5 * line.size
        if not near or not any(
            _reaches(one, line.segments[0]) for above in lines[max(start, end - 3) : end] for one in above.segments
        ):
            break
        end += 1
    # The heading of the rows on the next page is the last line of this one.
    rest = lines[end:]
    if (
        len(rest) == 1
        and not is_below(rest[0], left)
        and re.fullmatch(r"[^。；：\s]{2,12}", rest[0].text)
        and rest[0].base - lines[end - 1].base < 3.2 * rest[0].size
    ):
        end += 1
    return end


def is_head(line: GlyphLine) -> bool:
    return sum(bool(HEADS.search(one.text)) for one in line.segments) > 1


def is_below(line: GlyphLine, left: float) -> bool:
    """Whether a line goes on with the text below a table: a heading or a whole sentence from the left edge of the table on."""
    if len(line.segments) > 1 or line.x0 > left + 2.5 * line.size:
        return False
    return bool(_BELOW.match(line.text)) or (line.text.endswith("。") and len(line.text) > 4)


def _reaches(one: Segment, other: Segment) -> bool:
    return abs((one.x0 + one.x1) - (other.x0 + other.x1)) < 12 or abs(one.x0 - other.x0) < 3


def _table(lines: Sequence[GlyphLine], rules: Sequence[Rule], before: Unruled | None) -> Unruled | None:
    wide = [line for line in lines if len(line.segments) >= FEWEST_COLUMNS and not _DRAWN_RULE.fullmatch(line.text)]
    if not wide:
        return None
    headed = is_head(wide[0])
    if not (headed and len(wide) >= FEWEST_ROWS) and before is None:
        return None
    columns = _columns(wide)
    if columns is not None and before is not None and not headed:
        columns = _as_before(columns, before)
    if columns is None:
        return None
    said = [line for line in lines if not _DRAWN_RULE.fullmatch(line.text)]
    rows = _between_rules(said, columns, rules) or _around_anchors(said, columns)
    grid = [_cells(row, columns) for row in rows]
    return Unruled(columns, grid, list(lines))


def _columns(rows: Sequence[GlyphLine]) -> list[Strip] | None:
    """Where the columns are; None if two pieces of one line would come into the same."""
    columns: list[Strip] = []
    for segment in sorted((one for line in rows for one in line.segments), key=lambda one: one.x0):
        if columns and segment.x0 < columns[-1].x1:
            columns[-1].x1 = max(columns[-1].x1, segment.x1)
        else:
            columns.append(Strip(segment.x0, segment.x1))
    if len(columns) < FEWEST_COLUMNS:
        return None
    for line in rows:
        places = [_column_of(one, columns) for one in line.segments]
        if len(set(places)) < len(places):
            return None
    return columns


def _as_before(columns: list[Strip], before: Unruled) -> list[Strip] | None:
    """The columns of a table that goes on from the page before, as wide as on both pages; None if they stand elsewhere."""
    if len(columns) != len(before.columns):
        return None
    both = [Strip(min(a.x0, b.x0), max(a.x1, b.x1)) for a, b in zip(columns, before.columns, strict=True)]
    return None if any(a.x1 > b.x0 + 2 for a, b in pairwise(both)) else both


def _column_of(segment: Segment, columns: Sequence[Strip]) -> int:
    def shared(index: int) -> float:
        return min(segment.x1, columns[index].x1) - max(segment.x0, columns[index].x0)

    return max(range(len(columns)), key=shared)


def _between_rules(
    lines: Sequence[GlyphLine], columns: Sequence[Strip], rules: Sequence[Rule]
) -> list[_AnchoredRow] | None:
    """The rows of a table that has a level line below each of them."""
    top, bottom = lines[0].top - 2 * lines[0].size, lines[-1].bottom + 2 * lines[-1].size
    half = 0.5 * (columns[-1].x1 - columns[0].x0)
    heights = sorted(
        {
            round(rule.top)
            for rule in rules
            if rule.x1 - rule.x0 > half and rule.bottom - rule.top < 3 and top < rule.top < bottom
        }
    )
    numbered = sum(len(line.segments) >= FEWEST_COLUMNS for line in lines)
    if len(heights) < max(4, 0.6 * numbered):
        return None
    rows: dict[int, list[GlyphLine]] = {}
    for line in lines:
        rows.setdefault(bisect_left(heights, line.base - 0.3 * line.size), []).append(line)
    return [
        _AnchoredRow(some[0], some, heading=len(some) == 1 and len(some[0].segments) == 1)
        for _, some in sorted(rows.items())
    ]


def _around_anchors(lines: Sequence[GlyphLine], columns: Sequence[Strip]) -> list[_AnchoredRow]:
    """Rows by the lines that have their number or most of their cells, and the lines above and below that are nearest to each."""
    rows = [_AnchoredRow(line, [line]) for line in _anchors(lines, columns)]
    anchors = {id(row.anchor) for row in rows}
    others = [line for line in lines if id(line) not in anchors]
    pitch = min((b.anchor.base - a.anchor.base for a, b in pairwise(rows)), default=0.0)
    alone: list[_AnchoredRow] = []
    bases = [row.anchor.base for row in rows]
    for line in others:
        place = bisect_left(bases, line.base)
        above, below = rows[place - 1] if place else None, rows[place] if place < len(rows) else None
        nearest = min((row for row in (above, below) if row), key=lambda row: abs(row.anchor.base - line.base))
        distance = abs(nearest.anchor.base - line.base)
        if len(line.segments) == 1 and distance > 0.9 * line.size and _is_heading(line, columns, above):
            alone.append(_AnchoredRow(line, [line], heading=True))
        elif above is None and distance > 1.8 * line.size:
            alone.append(_AnchoredRow(line, [line]))  # the rest of a row of the page before
        elif above is not None and _is_full(above, line, columns) and distance >= 0.75 * pitch:
            above.lines.append(line)
        else:
            nearest.lines.append(line)
    for row in rows:
        row.lines.sort(key=lambda one: one.base)
    return sorted([*rows, *alone], key=lambda row: row.lines[0].base)


def _anchors(lines: Sequence[GlyphLine], columns: Sequence[Strip]) -> list[GlyphLine]:
    """The head, and the lines with a row's number where rows are counted; otherwise the lines with at least three cells."""
    wide = [line for line in lines if len(line.segments) >= FEWEST_COLUMNS]
    counted = [
        line
        for line in lines
        if _column_of(line.segments[0], columns) == 0 and re.fullmatch(r"\d{1,3}", line.segments[0].text)
    ]
    if len(counted) >= FEWEST_ROWS - 1 and len(counted) >= 0.6 * (len(wide) - 1):
        head = [line for line in wide if line.base < counted[0].base - 0.5 * line.size and HEADS.search(line.text)]
        return [*head[:1], *counted]
    return wide


def _is_heading(line: GlyphLine, columns: Sequence[Strip], above: _AnchoredRow | None) -> bool:
    """Whether a line is a heading inside the table (经济发展), and no part of a cell: it stands in the middle, or is no rest of a full cell."""
    segment = line.segments[0]
    middle = abs((segment.x0 + segment.x1) - (columns[0].x0 + columns[-1].x1)) < 3 * line.size
    if len(segment.text) > 14 or re.search(r"\d|[）)]$", segment.text):
        return False
    left = segment.x0 < columns[0].x0 + 2 * line.size and segment.x1 > columns[0].x1
    return middle or left or (above is not None and line.base - above.lines[-1].base > 1.7 * line.size)


def _is_full(row: _AnchoredRow, line: GlyphLine, columns: Sequence[Strip]) -> bool:
    """Whether the last line of a cell was full, so that it goes on in the line below."""
    index = _column_of(line.segments[0], columns)
    last = row.lines[-1]
    if line.base - last.base > 1.6 * line.size:
        return False
    return any(
        _column_of(one, columns) == index and one.x1 > columns[index].x1 - 1.3 * last.size for one in last.segments
    )


def _cells(row: _AnchoredRow, columns: Sequence[Strip]) -> list[GridCell]:
    if row.heading:
        return [GridCell(row.anchor.text, 1, len(columns))]
    parts: list[list[GlyphLine]] = [[] for _ in columns]
    for line in row.lines:
        for segment in line.segments:
            of = GlyphLine(line.page, segment.x0, line.top, segment.x1, line.bottom, line.base, line.size, [segment])
            parts[_column_of(segment, columns)].append(of)
    # The room of a column is not known, but for its widest line: a figure that goes on below is told by its point alone.
    return [GridCell(cell_text(some, float("inf"))) for some in parts]
