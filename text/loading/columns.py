"""Pages set in two columns are read down one column and then down the other, between the lines that reach over both."""

from collections.abc import Sequence
from statistics import mean

from text.loading.lines import GlyphLine, Segment


def parted_by_columns(lines: Sequence[GlyphLine], width: float, body: float) -> list[list[GlyphLine]]:
    """The lines of a page in the order in which they are read, in groups that have margins in common. One group if there is one column."""
    at = _gutter(lines, width, body)
    if at is None:
        return [list(lines)]
    groups: list[list[GlyphLine]] = []
    sides: tuple[list[GlyphLine], list[GlyphLine]] = ([], [])

    def end_columns() -> None:
        groups.extend(list(side) for side in sides if side)
        for side in sides:
            side.clear()

    whole: list[GlyphLine] = []
    for line in lines:
        if any(one.x0 < at < one.x1 for one in line.segments):
            end_columns()
            whole.append(line)
            continue
        if whole:
            groups.append(whole)
            whole = []
        for side, part in zip(sides, _halves(line, at), strict=True):
            if part is not None:
                side.append(part)
    end_columns()
    if whole:
        groups.append(whole)
    return groups


_FEWEST = 8  # lines of a column
_FEWEST_SHORT = 4  # of one on a page that has little text
_CROSSING, _CROSSING_SHORT = 0.15, 0.35  # of the pieces of lines, those that may reach over both columns


def _gutter(lines: Sequence[GlyphLine], width: float, body: float) -> float | None:
    """Where the empty strip in the middle of a page is, if the text stands in two columns beside it."""
    segments = [one for line in lines for one in line.segments]
    if len(segments) < 2 * _FEWEST_SHORT:
        return None
    places = [width * part / 100 for part in range(36, 65)]
    crossing = [sum(one.x0 < x < one.x1 for one in segments) for x in places]
    fewest = min(crossing)
    if fewest > _CROSSING_SHORT * len(segments):
        return None
    best = [x for x, count in zip(places, crossing, strict=True) if count == fewest]
    at = best[len(best) // 2]
    sides = [one for one in segments if one.x1 <= at], [one for one in segments if one.x0 >= at]
    few = min(map(len, sides))
    if few < _FEWEST_SHORT:
        return None
    if few < _FEWEST or fewest > _CROSSING * len(segments):
        return at if all(_is_prose(side, body) for side in _beside(lines, at)) else None
    return at if all(_fills(side, body) for side in sides) else None


def _beside(lines: Sequence[GlyphLine], at: float) -> tuple[list[Segment], list[Segment]]:
    """The pieces of the lines that stand on both sides: a heading is on one."""
    both = [line for line in lines if line.segments[0].x1 <= at <= line.segments[-1].x0]
    left = [one for line in both for one in line.segments if one.x1 <= at]
    return left, [one for line in both for one in line.segments if one.x0 >= at]


def _fills(side: Sequence[Segment], body: float, *, ragged: float = 2) -> bool:
    """Prose fills its column; the cells of a table do not."""
    end = max(one.x1 for one in side)
    full = sum(one.x1 > end - ragged * body for one in side)
    return mean(len(one.text) for one in side) >= 9 and full >= 0.5 * len(side)


def _is_prose(side: Sequence[Segment], body: float) -> bool:
    """Do a few lines make sentences, each going on with the next? Those of a table's cells stand beside short ones, and end."""
    if len(side) < _FEWEST_SHORT:
        return False
    says = sum(len(one.text) >= _LONG for one in side) >= 0.75 * len(side)
    goes_on = sum(not one.text.rstrip().endswith(_ENDS) for one in side[:-1])
    commas = sum(any(char in _SIGNS for char in one.text) for one in side)
    return says and goes_on * 2 > len(side) and commas * 3 >= len(side) and _fills(side, body, ragged=3)


_LONG = 11  # signs of a line
_ENDS = ("。", "；", "：", ";", ":")
_SIGNS = "，。；、"


def _halves(line: GlyphLine, at: float) -> tuple[GlyphLine | None, GlyphLine | None]:
    left = [one for one in line.segments if one.x1 <= at]
    right = [one for one in line.segments if one.x0 >= at]
    if not right:
        return line, None
    if not left:
        return None, line

    def part(of: list[Segment], marks: list[str]) -> GlyphLine:
        return GlyphLine(
            line.page, of[0].x0, line.top, of[-1].x1, line.bottom, line.base, line.size, of, line.mark, marks
        )

    return part(left, line.marks), part(right, [])
