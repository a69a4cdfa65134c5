"""Straight lines of a page become the cells of tables: which rows and columns there are, and over how many of them a cell reaches.

A table is found by its lines alone. One that is open at its sides, as those of yearbooks are, is closed; a frame around text is a table of one cell.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from text.loading.glyphs import Glyph, Rule

_NEAR = 2.5  # points: lines that are nearer to each other than this are one
_MOST_RULES = 20_000
_MOST_CROSSINGS = 4_000_000
_MOST_CELLS = 40_000


@dataclass(slots=True)
class RuledCell:
    """A cell of a ruled table: where it begins, how far it reaches, its box, and the signs in it."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: list[Glyph]


@dataclass(slots=True)
class Ruled:
    """A table of a page by its lines; ``xs`` and ``ys`` are where its columns and rows are parted."""

    xs: list[float]
    ys: list[float]
    cells: list[RuledCell]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


@dataclass(slots=True)
class _Stroke:
    """A line across (``at`` is its y) or down (``at`` is its x), from ``start`` to ``end``."""

    at: float
    start: float
    end: float


def ruled_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph], area: float = 0) -> tuple[list[Ruled], list[Glyph]]:
    """The tables that lines make, from top to bottom, and the signs that stand in none of them. ``area`` is that of the page: a frame around it is none."""
    level, upright = _strokes(rules[:_MOST_RULES])
    if len(level) * len(upright) > _MOST_CROSSINGS:  # a drawing or a map
        return [], list(glyphs)
    tables: list[Ruled] = []
    for across, down in _groups(level, upright):
        table = _table(across, down)
        if table is not None and not (len(table.cells) == 1 and _area(table) > 0.68 * area > 0):
            tables.append(table)
    tables.sort(key=lambda one: one.box[1])
    return tables, _fill(tables, glyphs)


def _area(table: Ruled) -> float:
    x0, top, x1, bottom = table.box
    return (x1 - x0) * (bottom - top)


def _strokes(rules: Sequence[Rule]) -> tuple[list[_Stroke], list[_Stroke]]:
    level = [
        _Stroke((one.top + one.bottom) / 2, one.x0, one.x1) for one in rules if one.x1 - one.x0 >= one.bottom - one.top
    ]
    upright = [
        _Stroke((one.x0 + one.x1) / 2, one.top, one.bottom) for one in rules if one.x1 - one.x0 < one.bottom - one.top
    ]
    return _merged(level), _merged(upright)


def _merged(strokes: list[_Stroke]) -> list[_Stroke]:
    """Strokes of one line that touch or overlap as one: each cell has often drawn its own edges."""
    strokes.sort(key=lambda one: one.at)
    merged: list[_Stroke] = []
    line: list[_Stroke] = []
    for stroke in [*strokes, None]:
        if line and (stroke is None or stroke.at - line[0].at > _NEAR):
            at = sum(one.at for one in line) / len(line)
            line.sort(key=lambda one: one.start)
            for one in line:
                if merged and merged[-1].at == at and one.start - merged[-1].end <= _NEAR:
                    merged[-1].end = max(merged[-1].end, one.end)
                else:
                    merged.append(_Stroke(at, one.start, one.end))
            line = []
        if stroke is not None:
            line.append(stroke)
    return merged


def _groups(level: list[_Stroke], upright: list[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Strokes that cross or touch each other belong to one table."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    ats = [one.at for one in level]
    for number, stroke in enumerate(upright, start=len(level)):
        first, last = bisect_left(ats, stroke.start - _NEAR), bisect_right(ats, stroke.end + _NEAR)
        for index in range(first, last):
            if level[index].start - _NEAR <= stroke.at <= level[index].end + _NEAR:
                parent[root(number)] = root(index)
    groups: dict[int, tuple[list[_Stroke], list[_Stroke]]] = {}
    for number, stroke in enumerate([*level, *upright]):
        groups.setdefault(root(number), ([], []))[0 if number < len(level) else 1].append(stroke)
    return [one for one in groups.values() if one[0] and one[1]]


def _table(level: list[_Stroke], upright: list[_Stroke]) -> Ruled | None:
    ys, xs = _places(level), _places(upright)
    left, right = min(one.start for one in level), max(one.end for one in level)
    top, bottom = min(one.start for one in upright), max(one.end for one in upright)
    # Open at a side: the level lines go on beyond the last upright one, or the other way round.
    for places, first, last in ((xs, left, right), (ys, top, bottom)):
        if places and first < places[0] - 8:
            places.insert(0, first)
        if places and last > places[-1] + 8:
            places.append(last)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return Ruled(xs, ys, _cells(xs, ys, level, upright))


def _places(strokes: list[_Stroke]) -> list[float]:
    places: list[float] = []
    for at in sorted(one.at for one in strokes):
        # Two lines that are nearer than this are one double line: no text has room between them.
        if not places or at - places[-1] > 2 * _NEAR:
            places.append(at)
    return places


def _cells(xs: list[float], ys: list[float], level: list[_Stroke], upright: list[_Stroke]) -> list[RuledCell]:
    below = _walls(ys, xs, level)
    right = _walls(xs, ys, upright)
    taken = [[False] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    cells: list[RuledCell] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if taken[row][column]:
                continue
            columns = _reach(lambda at, row=row: not right(at + 1, row), column, taken[row])
            rows = 1
            while row + rows < len(ys) - 1 and all(
                not below(row + rows, at) and not taken[row + rows][at] for at in range(column, column + columns)
            ):
                rows += 1
            for down in range(row, row + rows):
                for at in range(column, column + columns):
                    taken[down][at] = True
            box = (xs[column], ys[row], xs[column + columns], ys[row + rows])
            cells.append(RuledCell(row, column, rows, columns, *box, []))
    return cells


def _reach(open_to_the_right: Callable[[int], bool], column: int, taken: list[bool]) -> int:
    columns = 1
    while column + columns < len(taken) and not taken[column + columns] and open_to_the_right(column + columns - 1):
        columns += 1
    return columns


def _walls(places: list[float], others: list[float], strokes: list[_Stroke]) -> Callable[[int, int], bool]:
    """Whether a line lies at the place ``index`` along the ``part``-th interval of the others."""
    by_place: dict[int, list[_Stroke]] = {}
    for stroke in strokes:
        index = min(range(max(0, bisect_left(places, stroke.at) - 1), min(len(places), bisect_left(places, stroke.at) + 1)),
                    key=lambda at: abs(places[at] - stroke.at))  # fmt: skip
        by_place.setdefault(index, []).append(stroke)

    def wall(index: int, part: int) -> bool:
        start, end = others[part], others[part + 1]
        middle = (start + end) / 2
        return any(
            one.start <= middle <= one.end and min(one.end, end) - max(one.start, start) > 0.6 * (end - start)
            for one in by_place.get(index, ())
        )

    return wall


def _fill(tables: list[Ruled], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Put signs into the cells that they stand in; those that stand in none are given back."""
    if not tables:
        return list(glyphs)
    grids: list[tuple[Ruled, dict[tuple[int, int], RuledCell]]] = []
    for table in tables:
        where: dict[tuple[int, int], RuledCell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    where[row, column] = cell
        grids.append((table, where))
    left: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        for table, where in grids:
            x0, top, x1, bottom = table.box
            if x0 - 1 <= x <= x1 + 1 and top - 1 <= y <= bottom + 1:
                row = min(max(bisect_right(table.ys, y) - 1, 0), len(table.ys) - 2)
                column = min(max(bisect_right(table.xs, x) - 1, 0), len(table.xs) - 2)
                where[row, column].glyphs.append(glyph)
                break
        else:
            left.append(glyph)
    return left
