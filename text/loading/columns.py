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


def _gutter(lines: Sequence[GlyphLine], width: float, body: float) -> float | None:
    """Where the empty strip in the middle of a page is, if the text stands in two columns beside it."""
    segments = [one for line in lines for one in line.segments]
    if len(segments) < 16:
        return None
    places = [width * part / 100 for part in range(36, 65)]
    crossing = [sum(one.x0 < x < one.x1 for one in segments) for x in places]
    fewest = min(crossing)
    if fewest > 0.15 * len(segments):
        return None
    best = [x for x, count in zip(places, crossing, strict=True) if count == fewest]
    at = best[len(best) // 2]
    left = [one for one in segments if one.x1 <= at]
    right = [one for one in segments if one.x0 >= at]
    if min(len(left), len(right)) < 8:
        return None
    for side in (left, right):
        end = max(one.x1 for one in side)
        full = sum(one.x1 > end - 2 * body for one in side)
        # Prose fills its column; the cells of a table do not.
        if mean(len(one.text) for one in side) < 9 or full < 0.5 * len(side):
            return None
    return at


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
