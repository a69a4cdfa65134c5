"""Tables without lines whose cells stand close beside each other become rows: by the strips that are empty all the way down, and the room between rows.

::

    序号 项目名称 建设性质      序号, 项目名称 and 建设性质 are the columns,
                                however little room is between them;
      1  东河水库 新建          a row ends where there is more room below a line
         建设工程               than between the lines of a cell
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from text.loading.cells import cell_text
from text.loading.glyphs import Glyph
from text.loading.lines import SPACES, GlyphLine, Segment, lines_of
from text.loading.tables import GridCell, joined
from text.loading.unruled import FEWEST_COLUMNS, FEWEST_ROWS, HEADS, Strip, Unruled, is_below, is_head

# em: room between the signs of a word, between columns, and between the lines of a cell (from base to base).
_TOUCHING, _APART, _NEXT_LINE = 0.15, 0.1, 1.6
_COUNTS = re.compile(r"(?:序|编)号")
_YEAR = re.compile(r"20\d\d$")
_YEARS_AND_SPACES = re.compile(r"20\d\d|\s")
_NUMBER = re.compile(r"\d{1,3}")
_REST = 6.0  # points: by as much a number may be off the middle before a part is taken for the rest of a row of the page before


@dataclass(frozen=True, slots=True)
class _RowPart:
    """Lines that stand close below each other: a row, or a piece of one. ``number`` is where its number stands."""

    cells: list[str]
    top: float
    bottom: float
    number: float | None


_Headed = Sequence[tuple[Strip, str]]  # columns with their headings


def close_tables(
    lines: Sequence[GlyphLine], glyphs: Sequence[Glyph], before: Unruled | None
) -> tuple[list[Unruled], list[GlyphLine]]:
    """The tables among the lines of a page that are in no other table, and the other lines, with cells apart where a table was not understood.

    ``glyphs`` are the signs of the page; ``before`` is a table that the page before ends with.
    """
    tables: list[Unruled] = []
    rest: list[GlyphLine] = []
    done = 0
    for index, line in enumerate(lines):
        if index < done or not _may_be_head(line):
            continue
        first, body = _head(lines, index, done)
        signs = sorted((one for one in glyphs if one.text.strip(SPACES)), key=lambda one: one.base)
        end = _end(lines, (first, body), signs)
        headed = _columns(lines[first:end], lines[first:body], signs)
        if len(headed) < FEWEST_COLUMNS or not _are_glued(lines[first:end], headed):
            continue
        rest += lines[done:first]
        rows = _rows(lines[body:end], headed, signs, before)
        if rows is None:
            rest += [_apart(one, headed, signs) for one in lines[first:end]]
        else:
            columns, heads = zip(*_from_numbers(headed), strict=True)
            left_out = "、".join(text for _, text in headed[: -len(heads)])
            table = [[GridCell(head) for head in heads], *rows]
            tables.append(Unruled(list(columns), table, list(lines[first:end]), left_out))
        done = end
    return tables, [*rest, *lines[done:]]


def _from_numbers(headed: _Headed) -> _Headed:
    """The columns from that of the rows' numbers on. One before it has groups of rows; where these end is not to be seen."""
    return headed[next((at for at, (_, text) in enumerate(headed) if _COUNTS.search(text)), len(headed)) :]


def _are_glued(lines: Sequence[GlyphLine], headed: _Headed) -> bool:
    """Whether a piece of a line is in several columns, so that more room would have to be between them to be seen."""
    return any(
        sum(one.x0 < column.x1 - 0.3 * line.size and one.x1 > column.x0 + 0.3 * line.size for column, _ in headed) > 1
        for line in lines
        for one in line.segments
    )


def _apart(line: GlyphLine, headed: _Headed, signs: Sequence[Glyph]) -> GlyphLine:
    """A line with room between what is in different columns."""
    here = _of_lines(signs, [line])
    texts = [(column, _text(here, column, line.page)) for column, _ in headed]
    return replace(line, segments=[Segment(column.x0, column.x1, text) for column, text in texts if text])


def _may_be_head(line: GlyphLine) -> bool:
    """Whether a line heads three columns; its words may be glued, too."""
    if len(line.segments) >= FEWEST_COLUMNS:
        return is_head(line)
    words = HEADS.findall(said := _YEARS_AND_SPACES.sub("", line.text))
    return len(words) >= FEWEST_COLUMNS and sum(map(len, words)) >= 0.6 * len(said)


def _head(lines: Sequence[GlyphLine], index: int, done: int) -> tuple[int, int]:
    """The first line of the headings, and the first one below them."""
    first, after = index, index + 1
    while first > done and _is_next(lines[first - 1], lines[first]):
        first -= 1
    while after < len(lines) and _is_next(lines[after - 1], lines[after]):
        after += 1
    return first, after


def _is_next(above: GlyphLine, line: GlyphLine) -> bool:
    return line.base - above.base < _NEXT_LINE * line.size


def _end(lines: Sequence[GlyphLine], head: tuple[int, int], signs: Sequence[Glyph]) -> int:
    """One past the last line of a table."""
    first, body = head
    said = _of_lines(signs, lines[first:body])
    heads = [column for column, _ in _headed(_strips(said, _APART * lines[first].size), said)]
    return next(
        (at for at in range(body, len(lines)) if _is_foreign(lines[at], lines[first].x0, heads, signs)), len(lines)
    )


def _of_lines(signs: Sequence[Glyph], lines: Sequence[GlyphLine]) -> list[Glyph]:
    """The signs from the first of some lines to the last, with those that are raised or lowered beside them."""
    if not lines:
        return []
    bases = [one.base for one in signs]
    low, high = lines[0].base - 0.6 * lines[0].size, lines[-1].base + 0.4 * lines[-1].size
    return list(signs[bisect_left(bases, low) : bisect_left(bases, high)])


def _strips(signs: Sequence[Glyph], apart: float) -> list[Strip]:
    """Where signs stand, from left to right, with nothing between one strip and the next."""
    strips: list[Strip] = []
    for sign in sorted(signs, key=lambda one: one.x0):
        if strips and sign.x0 < strips[-1].x1 + apart:
            strips[-1].x1 = max(strips[-1].x1, sign.x1)
        else:
            strips.append(Strip(sign.x0, sign.x1))
    return strips


def _is_foreign(line: GlyphLine, left: float, heads: Sequence[Strip], signs: Sequence[Glyph]) -> bool:
    """Whether a line is none of the table: what it says goes on from one column to the next."""
    if is_below(line, left):
        return True
    runs = _strips(_of_lines(signs, [line]), _TOUCHING * line.size)
    room = 0.5 * line.size
    return any(sum(one.x0 < run.x1 - room and one.x1 > run.x0 + room for one in heads) > 1 for run in runs)


def _columns(lines: Sequence[GlyphLine], head: Sequence[GlyphLine], signs: Sequence[Glyph]) -> _Headed:
    """The columns; none where one has no heading."""
    said = _of_lines(signs, head)
    headed = _headed(_strips(_of_lines(signs, lines), _APART * lines[0].size), said)
    return headed if all(text for _, text in headed) else ()


def _headed(columns: Sequence[Strip], signs: Sequence[Glyph]) -> list[tuple[Strip, str]]:
    """The columns with their headings, given the signs of these. A year is one with its 年, however much room is between them."""
    headed: list[tuple[Strip, str]] = []
    for column in columns:
        text = _text(signs, column, 0)
        if headed and text.startswith("年") and _YEAR.search(headed[-1][1]):
            before, year = headed[-1]
            headed[-1] = Strip(before.x0, column.x1), year + text
        else:
            headed.append((column, text))
    return headed


def _inside(signs: Sequence[Glyph], column: Strip) -> list[Glyph]:
    return [one for one in signs if column.x0 <= (one.x0 + one.x1) / 2 <= column.x1]


def _text(signs: Sequence[Glyph], column: Strip, page: int) -> str:
    return cell_text(lines_of(_inside(signs, column), page, keep_stars=True), float("inf"))


def _rows(
    lines: Sequence[GlyphLine], headed: _Headed, signs: Sequence[Glyph], before: Unruled | None
) -> list[list[GridCell]] | None:
    """The rows; None where these are not plain to see."""
    columns = [column for column, _ in _from_numbers(headed)]
    if len(columns) < FEWEST_COLUMNS:
        return None
    goes_on = before is not None and [cell.text for cell in before.rows[0]] == [
        text for _, text in _from_numbers(headed)
    ]
    parts = [
        _part(some, columns, _of_lines(signs, some))
        for some in _parted([line for line in lines if line.x1 > columns[0].x0])
    ]
    numbers = [one.cells[0] for one in parts if one.cells[0]]
    counted = all(map(_NUMBER.fullmatch, numbers)) and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))
    if not counted or len(numbers) < (1 if goes_on else FEWEST_ROWS - 1):
        return None
    rows = [_joined_cells(some) for some in _with_their_numbers(parts)]
    return [[GridCell(text) for text in cells] for cells in rows]


def _part(lines: Sequence[GlyphLine], columns: Sequence[Strip], signs: Sequence[Glyph]) -> _RowPart:
    number = _inside(signs, columns[0])
    cells = [_text(signs, column, lines[0].page) for column in columns]
    return _RowPart(cells, lines[0].base, lines[-1].base, number[0].base if number else None)


def _joined_cells(parts: Sequence[_RowPart]) -> list[str]:
    return [joined(texts) for texts in zip(*(one.cells for one in parts), strict=True)]


def _with_their_numbers(parts: Sequence[_RowPart]) -> list[list[_RowPart]]:
    """Parts in rows. What has no number is of the row above or below: the one whose number then stands in the middle.

    What is above the first number may be the rest of a row of the page before, and a sum is a row of itself.
    """
    between: list[list[_RowPart]] = [[]]
    counted: list[_RowPart] = []
    for part in parts:
        if part.number is None:
            between[-1].append(part)
        else:
            counted.append(part)
            between.append([])
    # By how many of the parts above a row are of the one before: how far numbers then are from the middle, and what was chosen.
    ways = {cut: (_REST * cut, [cut]) for cut in range(len(between[0]) + 1)}
    for at, part in enumerate(counted):
        above, below = between[at], between[at + 1]
        at_foot = part is counted[-1]
        ways = {
            cut: min(
                (off + _off_middle(above[before:], part, below[:cut], at_foot=at_foot), [*cuts, cut])
                for before, (off, cuts) in ways.items()
            )
            for cut in ((len(below),) if at_foot else range(len(below) + 1))
        }
    cuts = min(ways.values())[1]
    rows = [between[0][: cuts[0]]]
    rows += [[*between[at][cuts[at] :], part, *between[at + 1][: cuts[at + 1]]] for at, part in enumerate(counted)]
    return [row for row in rows if row]


def _off_middle(above: Sequence[_RowPart], part: _RowPart, below: Sequence[_RowPart], *, at_foot: bool) -> float:
    """How far a number is from the middle of its row, or at the foot of a page, where the row may go on, from the head of the row."""
    number = part.top if part.number is None else part.number
    top, bottom = (above[0] if above else part).top, (below[-1] if below else part).bottom
    off = abs((top + bottom) / 2 - number)
    return min(off, number - top) if at_foot else off


def _parted(lines: Sequence[GlyphLine]) -> Iterator[Sequence[GlyphLine]]:
    """Lines in rows."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or not _is_next(lines[at - 1], lines[at]):
            yield lines[start:at]
            start = at
