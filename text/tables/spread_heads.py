"""Headings that a page breaks over several lines, and heads over parts of them, become one heading a column, from left to right.

::

    序 “十四五”目标
    指 标 单位 属性            →  序号 | 指标 | 单位 | 属性 | “十四五”目标2025年 | “十四五”目标年均[累计]
    号
    2025年 年均[累计]

Where the text kept places, what stands below a heading belongs to it. Where it did not, the order of what was printed on lower lines is not known:
each way that is possible is given, and the rows tell which is right.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from text.tables.grid import Cell
from text.tables.wrapped import Spot

# the halves of headings that are set with a space, or one above the other
_HALVES = {
    "序": "号",
    "编": "号",
    "指": "标",
    "类": "别",
    "单": "位",
    "属": "性",
    "性": "质",
    "名": "称",
    "领": "域",
    "备": "注",
}


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading and the places between which it stands."""

    cell: Cell
    left: int
    right: int


def below_each_other(lines: Sequence[Sequence[Spot]]) -> list[PlacedHeading]:
    """The headings of lines that kept their places."""
    made: list[list[Spot]] = []  # for each column, what stands in it, from the top
    for line in lines:
        of: dict[int, list[Spot]] = {}
        new: list[Spot] = []
        beside: dict[Spot, list[Spot]] = {}
        for spot in line:
            left, right = spot.left, spot.right
            over = [at for at, parts in enumerate(made) if _reach(parts, left, right) > 0]
            if over:
                best = max(over, key=lambda at: _reach(made[at], left, right))
                if heads := _heads_over(made[best], spot):
                    new.append(spot)
                    beside[spot] = heads
                else:
                    of.setdefault(best, []).append(spot)
            else:
                new.append(spot)
        columns: list[list[Spot]] = []
        for at, parts in enumerate(made):
            under = of.get(at, [])
            columns += [[*parts, spot] for spot in under] if under else [parts]
        columns += [[*beside.get(spot, ()), spot] for spot in new]
        made = sorted(columns, key=lambda parts: (parts[-1].left + parts[-1].right, parts[-1].left))
    return [_heading(parts) for parts in made]


def _heads_over(parts: Sequence[Spot], spot: Spot) -> list[Spot]:
    """What stands over a heading and over the last of a column, which is beside it: 2030年目标 over 年均增长 and, a line lower, 目标值."""
    if len(parts) < 2 or parts[-1].overlap(spot.left, spot.right) > 0:
        return []
    return [one for one in parts[:-1] if one.overlap(spot.left, spot.right) > 0]


def _reach(parts: Sequence[Spot], left: int, right: int) -> int:
    return max(spot.overlap(left, right) for spot in parts)


def _heading(parts: Sequence[Spot]) -> PlacedHeading:
    last = parts[-1]  # what is below is under one column, what is above may be over several
    text = "".join(spot.cell.text for spot in parts)
    cell = Cell(text, min(s.cell.start for s in parts), max(s.cell.end for s in parts))
    return PlacedHeading(cell, last.left, last.right)


def in_any_order(lines: Sequence[Sequence[Cell]], is_heading: Callable[[str], bool]) -> Iterator[tuple[Cell, ...]]:
    """The headings of lines without places, in each order that they may have."""
    placed = _halves_joined([(at, cell) for at, line in enumerate(lines) for cell in line])
    whole = _parts_joined(placed, is_heading)
    if whole is None:
        return
    first = min(at for at, _ in whole)
    base = [(at, cell) for at, cell in whole if at == first]
    late = [(at, cell) for at, cell in whole if at != first]
    lines_of = sorted({at for at, _ in late})
    if not late:
        yield tuple(cell for _, cell in base)
        return
    yield from _without_heads_over(base, late)
    # most headings stand on the line that has most of them; the others are single columns or the parts of one
    groups = [[cell for at, cell in whole if at == line] for line in (first, *lines_of)]
    groups.sort(key=len, reverse=True)
    main, *others = groups
    yield from _inserted(main, others)


def _without_heads_over(
    base: Sequence[tuple[int, Cell]], late: Sequence[tuple[int, Cell]]
) -> Iterator[tuple[Cell, ...]]:
    """规划目标 over 2025年 | 年均: the parts in its place, and with all others in any order."""
    heads = [at for at, (_, cell) in enumerate(base) if _OVER.fullmatch(cell.word)]
    if len(heads) != 1:
        return
    over = base[heads[0]][1]
    by_line: dict[int, list[Cell]] = {}
    for at, cell in late:
        by_line.setdefault(at, []).append(cell)
    for line, cells in by_line.items():
        parts = [Cell(over.text + cell.text, min(over.start, cell.start), max(over.end, cell.end)) for cell in cells]
        others = [one for other, one in by_line.items() if other != line]
        rest = [cell for at, (_, cell) in enumerate(base) if at != heads[0]]
        singles = [cell for one in others for cell in one]
        if len(parts) < 2 or not all(_OF_YEARS.search(cell.word) for cell in cells):
            continue
        kept = [*rest[: heads[0]], *parts, *rest[heads[0] :]]
        if not singles:
            yield tuple(kept)
        for main in (rest, singles) if len(singles) >= len(rest) else (rest,):
            other = singles if main is rest else rest
            yield from _inserted(list(main), [group for group in (other, parts) if group])


_OF_YEARS = re.compile("20[0-9]{2}|年均|累计|增长|增速|目标|规划|实际|现状|预计|完成|期末")
_OVER = re.compile(
    r"(?:[\"“]?十[一二三四五六七]五[\"”]?)?(?:规划|发展|主要)?(?:目标值?|指标值|规划|任务|目标任务)|规划期"
)


def _inserted(main: list[Cell], groups: list[list[Cell]]) -> Iterator[tuple[Cell, ...]]:
    """Each group whole, at each place among the others."""
    if not groups:
        yield tuple(main)
        return
    first, *rest = groups
    for at in [*range(len(main), -1, -1)]:
        yield from _inserted([*main[:at], *first, *main[at:]], rest)


def _halves_joined(cells: Sequence[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    """指 标 and 序 … 号 as one."""
    made: list[tuple[int, Cell]] = []
    used: set[int] = set()
    for index, (line, cell) in enumerate(cells):
        if index in used:
            continue
        half = _HALVES.get(cell.word)
        other = next((at for at in range(index + 1, len(cells)) if at not in used and cells[at][1].word == half), None)
        if half and other is not None:
            used.add(other)
            below = cells[other][1]
            made.append((line, Cell(cell.text + below.text, cell.start, max(cell.end, below.end))))
        else:
            made.append((line, cell))
    return made


def _parts_joined(
    cells: Sequence[tuple[int, Cell]], is_heading: Callable[[str], bool]
) -> list[tuple[int, Cell]] | None:
    """Headings broken over lines as one (年均增速 over 〔累计〕, 指标属 over 性); None where a word belongs to none."""
    made: list[tuple[int, Cell]] = []
    for line, cell in cells:
        begun = [at for at, (other, one) in enumerate(made) if other < line and not is_heading(one.word)]
        half = next((at for at in begun if is_heading(made[at][1].word + cell.word)), None)
        if half is not None:  # “十四五” over 投资
            one = made[half][1]
            made[half] = (made[half][0], Cell(one.text + cell.text, one.start, max(one.end, cell.end)))
            continue
        if is_heading(cell.word) and not _TAIL.fullmatch(cell.word):
            made.append((line, cell))
            continue
        above = [at for at, (other, one) in enumerate(made) if other < line and is_heading(one.word + cell.word)]
        if _TAIL.fullmatch(cell.word) and not above and is_heading(cell.word):
            made.append((line, cell))
            continue
        if not above:
            # a heading whose second half is to come: 指标属
            made.append((line, cell))
            continue
        best = max(above, key=lambda at: (_fits_below(made[at][1].word, cell.word), -at))
        one = made[best][1]
        made[best] = (made[best][0], Cell(one.text + cell.text, one.start, max(one.end, cell.end)))
    return made if all(is_heading(cell.word) for _, cell in made) else None


_TAIL = re.compile(
    r"[〔\[(][^〔〕\[\]()]{1,8}[〕\])]|(?:实际|目标|预计|完成|规划|现状|基期)?(?:值|数|情况)?|性|质|名称|增长|增速"
)


def _fits_below(above: str, below: str) -> int:
    if re.fullmatch(r"[〔\[(].*", below):
        return 2 if re.search("年均|累计|增", above) else 1 if re.search("单位|指标", above) else 0
    if re.search("目标|规划", below):
        return 2 if re.search(r"20[23][05]年?$", above) else 1
    return 1
