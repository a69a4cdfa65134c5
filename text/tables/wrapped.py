"""Rows whose cells go on above and below the line of their figures, as in the text of a PDF, become whole again.

::

    全社会研发经费支出相当于                    4 | 全社会研发经费支出相当于全县生产总值比例 | % | 预期性 | 2.1左右 | -
    4 % 预期性 2.1左右 -                →
    全县生产总值比例

The lines with a row's figures are its anchors. What stands between two anchors belongs to the row above, the row below, or in part to each: the
way is taken that makes the likeliest cells of all lines. In a line a cell is known by its place where the text kept places, else by what it says.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, product
from typing import Protocol
from unicodedata import east_asian_width

from text.tables.grid import Cell, Row

NEVER = 99.0
_MOST_BETWEEN = 24  # lines between two anchors
_MOST_BELOW = 8  # lines of the last row below its anchor
_MOST_WAYS = 48  # of dealing out the words around one anchor
MOST_TRIED = (
    200  # ways for each row of figures (rows of real tables need up to 150), so that lines which are no table end soon
)


class Grammar(Protocol):
    """What the columns of a table hold."""

    @property
    def width(self) -> int: ...

    @property
    def name(self) -> int: ...

    @property
    def number(self) -> int | None: ...

    @property
    def category(self) -> int | None: ...

    def cost(self, column: int, word: str) -> float:
        """How odd it is for a whole cell of a column to say this."""
        ...

    def empty(self, column: int) -> float:
        """How odd it is that a cell is empty."""
        ...

    def part(self, column: int, word: str) -> float:
        """How odd it is for a part of a cell, alone on its line, to say this; NEVER for a column whose cells are never broken."""
        ...

    def open(self, column: int, word: str | None) -> bool:
        """May a cell that says this on the line of the figures have more above or below it?"""
        ...

    def is_anchor(self, slots: Sequence[str | None]) -> bool:
        """Do these cells hold the figures of a row?"""
        ...

    def begins(self, word: str) -> bool | None:
        """Does a part of a name begin it (1.地区生产总值)? None where nothing tells."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, or a part of one, on a line. ``column`` is None where its place tells nothing."""

    cell: Cell
    column: int | None = None

    @property
    def word(self) -> str:
        return self.cell.word


PieceLine = tuple[Piece, ...]


@lru_cache(maxsize=4096)
def screen_width(text: str) -> int:
    """How wide a text is on the screen: a Chinese character takes two places."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


# ── one line ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def fit_line(words: Sequence[str], grammar: Grammar) -> tuple[float, tuple[tuple[int, int], ...]]:
    """How badly the words of a line fit the columns from left to right, and for each column ``words[a:b]``, its cell (a == b: none)."""
    count, width = len(words), grammar.width
    if count > width + 4:
        return NEVER, ()
    best = [[NEVER] * (count + 1) for _ in range(width + 1)]
    took = [[0] * (count + 1) for _ in range(width + 1)]
    best[0][0] = 0.0
    for j in range(width):
        for i in range(count + 1):
            if best[j][i] >= NEVER:
                continue
            for many in range(min(3, count - i) + 1):
                one = grammar.cost(j, "".join(words[i : i + many])) + 0.6 * (many - 1) if many else grammar.empty(j)
                if best[j][i] + one < best[j + 1][i + many]:
                    best[j + 1][i + many] = best[j][i] + one
                    took[j + 1][i + many] = many
    spans: list[tuple[int, int]] = []
    at = count
    for j in range(width, 0, -1):
        spans.append((at - took[j][at], at))
        at -= took[j][at]
    return best[width][count], tuple(reversed(spans))


def placed(line: PieceLine, grammar: Grammar) -> tuple[float, tuple[Piece | None, ...]]:
    """The pieces of a line under their columns, with how badly they fit; pieces of one column are joined."""
    if all(piece.column is not None for piece in line):
        slots: list[Piece | None] = [None] * grammar.width
        for piece in line:
            assert piece.column is not None
            above = slots[piece.column]
            slots[piece.column] = piece if above is None else Piece(join_parts([above.cell, piece.cell]), piece.column)
        return 0.0, tuple(slots)
    cost, spans = fit_line([piece.word for piece in line], grammar)
    if cost >= NEVER:
        return cost, ()
    return cost, tuple(
        Piece(join_parts([piece.cell for piece in line[a:b]]), column) if b > a else None
        for column, (a, b) in enumerate(spans)
    )


def join_parts(cells: Sequence[Cell]) -> Cell:
    if len(cells) == 1:
        return cells[0]
    text = cells[0].text
    for cell in cells[1:]:
        # 5 over 6 is not 56
        text += " " * (text[-1:].isascii() and cell.text[:1].isascii() and cell.text[:1] not in "/(%") + cell.text
    return Cell(text, min(cell.start for cell in cells), max(cell.end for cell in cells))


_LEFT_OUT = 1.0  # how odd it is to leave a line out that goes on with the last row


# ── all lines ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Anchor:
    line: int
    slots: tuple[Piece | None, ...]


@dataclass(slots=True)
class _Assembly:
    """The lines of a table's body, and where the figures of its rows stand. ``middle``: cells stand in the middle of their row, not at its top;
    ``rounding``: where the middle is between two lines, on the first (1) or the second (-1) of them."""

    lines: Sequence[PieceLine]
    grammar: Grammar
    anchors: list[_Anchor]
    widest: list[int]
    middle: bool = True
    rounding: int = 1
    most: int = MOST_TRIED
    memo: dict[tuple[int, int, int], tuple[float, tuple[Cell | None, ...]]] = field(default_factory=dict)
    costs: dict[tuple[int, str], float] = field(default_factory=dict)
    tried: int = 0

    def between(self, index: int) -> range:
        """The lines between anchor ``index - 1`` and anchor ``index``."""
        first = self.anchors[index - 1].line + 1 if index else 0
        last = self.anchors[index].line if index < len(self.anchors) else len(self.lines)
        return range(first, last)

    def row(self, index: int, first: int, stop: int) -> tuple[float, tuple[Cell | None, ...]]:
        """How odd a row of the lines ``first``..``stop`` around an anchor is, and its cells."""
        key = (index, first, stop)
        if key not in self.memo:
            self.memo[key] = self._row(*key)
        return self.memo[key]

    def _row(self, index: int, first: int, stop: int) -> tuple[float, tuple[Cell | None, ...]]:
        anchor = self.anchors[index]
        loose = [
            (piece, line < anchor.line, line)
            for line in range(first, stop)
            if line != anchor.line
            for piece in self.lines[line]
        ]
        # where the lines around it fit in no way, the cells of its own line, with which it counts as a row that is not understood
        own = tuple(piece.cell if piece else None for piece in anchor.slots)
        best: tuple[float, tuple[Cell | None, ...]] = (NEVER, own)
        for columns, prior in self._ways(anchor, loose):
            self.tried += 1
            if self.tried > self.most * (len(self.anchors) + 2):
                break
            best = self._dealt(anchor, loose, columns, prior, best)
        return best

    def _ways(
        self, anchor: _Anchor, loose: Sequence[tuple[Piece, bool, int]]
    ) -> Iterator[tuple[tuple[int, ...], float]]:
        """The columns that the loose pieces may belong to."""
        choices: list[list[tuple[int, float]]] = []
        grammar = self.grammar
        ways = 1
        for piece, _, _ in loose:
            if piece.column is not None:
                choices.append([(piece.column, 0.0)])
                continue
            options: list[tuple[int, float]] = []
            for column in range(grammar.width):
                said = anchor.slots[column]
                if column != grammar.name and not grammar.open(column, said.word if said else None):
                    continue
                if (cost := grammar.part(column, piece.word)) < NEVER:
                    options.append((column, cost))
            options = sorted(options, key=lambda option: option[1])[:3] or [(grammar.name, 4.0)]
            if ways * len(options) > _MOST_WAYS:
                options = options[:1]
            ways *= len(options)
            choices.append(options)
        same = [at for at in range(1, len(loose)) if loose[at][2] == loose[at - 1][2]]
        for way in product(*choices):
            if all(way[at - 1][0] <= way[at][0] for at in same):  # from left to right
                together = sum(way[at - 1][0] == way[at][0] for at in same)
                yield tuple(column for column, _ in way), sum(cost for _, cost in way) + 0.5 * together

    def _dealt(
        self,
        anchor: _Anchor,
        loose: Sequence[tuple[Piece, bool, int]],
        columns: Sequence[int],
        prior: float,
        best: tuple[float, tuple[Cell | None, ...]],
    ) -> tuple[float, tuple[Cell | None, ...]]:
        """How odd a row is with its loose pieces in these columns, and its cells; or ``best``, as soon as it is no better: nothing makes it less odd."""
        grammar = self.grammar
        cost = 0.0
        cells: list[Cell | None] = []
        above: list[list[Piece]] = [[] for _ in range(grammar.width)]
        below: list[list[Piece]] = [[] for _ in range(grammar.width)]
        for (piece, over, _), at in zip(loose, columns, strict=True):
            (above if over else below)[at].append(piece)
        tallest = max(len(above[at]) + len(below[at]) + (said is not None) for at, said in enumerate(anchor.slots))
        for column in range(grammar.width):
            if cost + prior >= best[0]:
                return best
            own = anchor.slots[column]
            if column == grammar.category:
                cells.append(None)
                continue
            parts = [*above[column], *([own] if own else []), *below[column]]
            if not parts:
                cost += grammar.empty(column) + (8 if column == grammar.name else 0)
                cells.append(None)
                continue
            cell = join_parts([piece.cell for piece in parts])
            cost += self._cost(column, cell.word)
            cost += self._place(
                len(above[column]), len(below[column]), own=own is not None, tallest=len(parts) == tallest
            )
            cost += self._shape(column, [piece.word for piece in parts])
            cells.append(cell)
        return (cost + prior, tuple(cells)) if cost + prior < best[0] else best

    def _cost(self, column: int, word: str) -> float:
        key = column, word
        if key not in self.costs:
            self.costs[key] = min(self.grammar.cost(column, word), 12.0)
        return self.costs[key]

    def _place(self, above: int, below: int, *, own: bool, tallest: bool) -> float:
        """How odd it is that a cell has so many lines above and below the figures."""
        if not self.middle:
            return 2.0 * above + (0.0 if own else 2.0)
        # of two lines around the middle it stands on the first or the second; a cell that is less tall than its row on either
        even = own and (above + below) % 2
        off = abs(below - above - (even and self.rounding)) if tallest else max(0, abs(below - above) - 1)
        return 0.8 * off + (0.0 if own or (above and below) else 1.5)

    def _shape(self, column: int, words: Sequence[str]) -> float:
        """How odd it is that a cell is broken into these lines."""
        cost = 0.0
        for word, after in pairwise(words):
            # what is not the last line of a cell fills its column
            if screen_width(word) + screen_width(after[:1]) <= self.widest[column] - 2:
                cost += 1.2
            if word[-1:].isdigit() and after[:1].isdigit():
                cost += 3.0
        if column == self.grammar.name:
            whole = "".join(words)
            cost += 4.0 * (sum(map(whole.count, "(（〔[")) != sum(map(whole.count, ")）〕]")))
            begins = [self.grammar.begins(word) for word in words]
            cost += 10.0 * sum(begin is True for begin in begins[1:]) + 6.0 * (begins[0] is False)
        return cost

    def _goes_on(self, line: PieceLine) -> bool:
        """Do all pieces of a line stand in columns, each no wider than what stands beside the figures there?"""
        columns = [piece.column for piece in line]
        if not line or self.grammar.name not in columns:
            return False
        for piece in line:
            said = [anchor.slots[piece.column] for anchor in self.anchors if piece.column is not None]
            if screen_width(piece.word) > max((screen_width(one.word) for one in said if one), default=0):
                return False
        return True

    def solve(self) -> tuple[float, list[tuple[int, int]]]:
        """How odd the best way to deal out all lines is, and the first line and the one after the last of each row."""
        # for each anchor, by the line at which the next row begins: the cost so far, and where the row began
        state: list[dict[int, tuple[float, int]]] = [{self.between(0).start: (0.0, 0)}]
        for index in range(len(self.anchors)):
            below = self.between(index + 1)
            last = index == len(self.anchors) - 1
            stops = range(below.start, (min(below.stop, below.start + _MOST_BELOW) if last else below.stop) + 1)
            following: dict[int, tuple[float, int]] = {}
            for begin, (so_far, _) in state[-1].items():
                for stop in stops:
                    cost = so_far + self.row(index, begin, stop)[0]
                    if stop not in following or cost < following[stop][0]:
                        following[stop] = (cost, begin)
            state.append(following)
        first = self.between(len(self.anchors)).start
        # what stands below the last figures, in the columns and no wider than their cells, goes on with them
        own = next((at for at in range(first, len(self.lines)) if not self._goes_on(self.lines[at])), len(self.lines))
        stop = min(state[-1], key=lambda at: state[-1][at][0] + _LEFT_OUT * max(0, own - at))
        cost = state[-1][stop][0]
        spans: list[tuple[int, int]] = []
        for ways in reversed(state[1:]):
            begin = ways[stop][1]
            spans.append((begin, stop))
            stop = begin
        return cost, spans[::-1]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The rows of a table, how odd each is, and the number of its lines that they took; ``unsure``: it is not sure where each category ends."""

    rows: tuple[Row, ...]
    costs: tuple[float, ...]
    used: int
    unsure: bool = False


def assemble(
    lines: Sequence[PieceLine],
    grammar: Grammar,
    headings: Sequence[int] = (),
    *,
    pages: Sequence[int] = (),
    most: int = MOST_TRIED,
) -> Assembled | None:
    """The rows of the lines of a table's body; None where no line has the figures of a row, or the lines can't be dealt out.

    ``headings`` are lines that are a heading between the rows, ``pages`` those with which later pages begin. ``most``: how many ways to try for each row.
    """
    anchors = _anchors(lines, grammar, headings)
    if not anchors:
        return None
    end = min(len(lines), anchors[-1].line + 1 + _MOST_BELOW)
    lines = lines[:end]
    categories: list[tuple[int, Piece]] = []
    plain: list[PieceLine] = []
    broken = _broken_categories(lines, grammar, headings)
    at_anchor = {anchor.line: anchor for anchor in anchors}
    for number, line in enumerate(lines):
        if number in headings:
            plain.append(())
            continue
        if number in at_anchor:
            said = at_anchor[number].slots[grammar.category] if grammar.category is not None else None
            categories += [(number, said)] if said else []
            plain.append(line)
            continue
        kept = tuple(piece for piece in line if piece.cell not in broken and not _is_category(piece, grammar))
        categories += [(number, piece) for piece in line if piece not in kept]
        plain.append(kept)
    ways: list[tuple[float, _Assembly, list[tuple[int, int]]]] = []
    widest = _widest(plain, anchors, grammar)
    costs: dict[tuple[int, str], float] = {}
    for middle, rounding in ((True, 1), (True, -1), (False, 0)):
        assembly = _Assembly(plain, grammar, anchors, widest, middle, rounding, most, costs=costs)
        ways.append((*_solved(assembly),))
    _, best, spans = min(ways, key=lambda way: way[0])
    if any(best.row(index, *span)[0] >= NEVER for index, span in enumerate(spans)):
        return None
    return _made(
        best,
        spans,
        categories,
        [(number, heading_of([p.cell for p in lines[number]])) for number in headings if number < end],
        pages,
    )


def heading_of(cells: Sequence[Cell]) -> Cell:
    """What a line between rows says: 工业 of 一  工业."""
    return cells[1] if len(cells) == 2 and re.fullmatch("[一二三四五六七八九十]{1,3}", cells[0].word) else cells[0]


def _solved(assembly: _Assembly) -> tuple[float, _Assembly, list[tuple[int, int]]]:
    cost, spans = assembly.solve()
    return cost, assembly, spans


def _anchors(lines: Sequence[PieceLine], grammar: Grammar, headings: Sequence[int]) -> list[_Anchor]:
    found: list[_Anchor] = []
    for number, line in enumerate(lines):
        if number in headings or not line:
            continue
        if found and number - found[-1].line > _MOST_BETWEEN:
            break
        cost, slots = placed(line, grammar)
        if cost < 12 and slots and grammar.is_anchor([piece.word if piece else None for piece in slots]):
            found.append(_Anchor(number, slots))
    return found


def _broken_categories(lines: Sequence[PieceLine], grammar: Grammar, headings: Sequence[int]) -> set[Cell]:
    """The parts of categories that a narrow column breaks inside a word, one below the other and first on their lines: 经济发 over 展."""
    found: set[Cell] = set()
    if grammar.category is None:
        return found
    for at, (line, below) in enumerate(pairwise(lines)):
        if not line or not below or at in headings or at + 1 in headings or line[0].column is not None:
            continue
        first, second = line[0], below[0]
        short = len(first.word) <= 3 and len(second.word) <= 2 and grammar.part(grammar.category, first.word) > 0
        if short and grammar.part(grammar.category, first.word + second.word) <= 0:
            found |= {first.cell, second.cell}
    return found


def _is_category(piece: Piece, grammar: Grammar) -> bool:
    if grammar.category is None:
        return False
    if piece.column is not None:
        return piece.column == grammar.category
    return grammar.part(grammar.category, piece.word) <= 0


def _widest(lines: Sequence[PieceLine], anchors: Sequence[_Anchor], grammar: Grammar) -> list[int]:
    """How wide the parts of cells are in each column."""
    widest = [0] * grammar.width
    held = {anchor.line for anchor in anchors}
    for anchor in anchors:
        for column, piece in enumerate(anchor.slots):
            if piece:
                widest[column] = max(widest[column], screen_width(piece.word))
    name = widest[grammar.name]
    for number, line in enumerate(lines):
        for piece in line if number not in held else ():
            wide = screen_width(piece.word)
            column = grammar.name if piece.column is None else piece.column
            if piece.column is not None or not name or wide <= name + 2:  # what is much wider is of another column
                widest[column] = max(widest[column], wide)
    return widest


def _made(
    assembly: _Assembly,
    spans: Sequence[tuple[int, int]],
    categories: Sequence[tuple[int, Piece]],
    headings: Sequence[tuple[int, Cell]],
    pages: Sequence[int],
) -> Assembled:
    rows: list[Row] = []
    costs: list[float] = []
    wholes = _whole_categories(categories)
    of_rows, unsure = _categories(spans, wholes, [anchor.line for anchor in assembly.anchors], pages)
    waiting = list(headings)
    for index, (first, stop) in enumerate(spans):
        while waiting and waiting[0][0] <= assembly.anchors[index].line:
            rows.append(Row((waiting.pop(0)[1],)))
            costs.append(0.0)
        cost, cells = assembly.row(index, first, stop)
        slots = list(cells)
        if assembly.grammar.category is not None:
            slots[assembly.grammar.category] = of_rows[index]
        own = sorted((cell for cell in cells if cell), key=lambda cell: cell.start)
        beside = next((cell for place, cell in wholes if place == assembly.anchors[index].line), None)
        if beside and beside.start < own[0].start:
            own = [beside, *own]
        rows.append(Row(tuple(own), tuple(slots)))
        costs.append(cost)
    return Assembled(tuple(rows), tuple(costs), spans[-1][1], unsure)


# 经济 and 发展, with the line of a row between them: the second is no category by itself
_IN_TWO = re.compile(
    "[\u4e00-\u9fff]{2}(?:发展|驱动|福祉|保障|实力|效益|文明|活力|动力|优化|融合|改善|水平)|(?:生态|资源|绿色)(?:环境|生态)"
)


def _whole_categories(pieces: Sequence[tuple[int, Piece]]) -> list[tuple[float, Cell]]:
    """Categories with their place among the lines; one broken over lines (经济 over 发展) is joined."""
    if _are_in_two(pieces):
        halves = zip(pieces[::2], pieces[1::2], strict=True)
        return [((above + below) / 2, join_parts([one.cell, two.cell])) for (above, one), (below, two) in halves]
    groups: list[list[tuple[int, Cell]]] = []
    for line, piece in pieces:
        last = groups[-1] if groups else []
        said = "".join(cell.word for _, cell in last)
        size = len(piece.word)
        # 经济 over 发展, and not 产业 above 交通 two lines below
        broken = bool(last) and line - last[-1][0] <= 1 and len(last[-1][1].word) <= 3
        broken = broken or (bool(last) and line - last[-1][0] == 2 and _IN_TWO.fullmatch(said + piece.word) is not None)
        broken = broken or (bool(last) and size == 1 == len(last[-1][1].word) and line - last[-1][0] <= _APART_DOWN)
        # 高质量发 over 展: no category is of one character
        lone = size == 1 and bool(last) and line - last[-1][0] <= 1 and len(last[-1][1].word) > 1
        if lone or (broken and size <= 3 and len(said) < 4):
            last.append((line, piece.cell))
        else:
            groups.append([(line, piece.cell)])
    return [((group[0][0] + group[-1][0]) / 2, join_parts([cell for _, cell in group])) for group in groups]


_HALF, _APART_HALVES, _FEWEST_HALVES = 2, 3, 4


def _are_in_two(pieces: Sequence[tuple[int, Piece]]) -> bool:
    """Do categories of four characters stand in a column for two, each half below the other with a line of the row between them at most?"""
    if len(pieces) % 2 or len(pieces) < _FEWEST_HALVES:
        return False
    if any(len(piece.word) != _HALF or piece.column is None for _, piece in pieces):
        return False
    lines = [line for line, _ in pieces]
    within = [below - above for above, below in zip(lines[::2], lines[1::2], strict=True)]
    between = [below - above for above, below in zip(lines[1::2], lines[2::2], strict=False)]
    return max(within) <= _APART_HALVES and max(within) <= min(between)


_APART_DOWN = 3  # lines between two characters of a category that is written downwards


def broken_categories(
    spans: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, Piece]]
) -> list[Cell | None] | None:
    """The category of each row, where some are broken over lines; None where none is. ``pieces`` are their parts, each with its line."""
    wholes = _whole_categories(pieces)
    return _categories(spans, wholes, [start for start, _ in spans])[0] if len(wholes) < len(pieces) else None


def categories_over(
    spans: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, Piece]], pages: Sequence[int], *, middle: bool
) -> tuple[list[Cell | None], bool]:
    """The category of each row, and whether it is not sure where each ends. ``middle``: cells stand in the middle of their rows, not at their top."""
    wholes = _whole_categories(pieces)
    if all(stop - first == 1 for first, stop in spans):  # which of the two it is, only the categories tell
        return _categories(spans, wholes, [first for first, _ in spans], pages)
    made: list[Cell | None] = [None] * len(spans)
    best = None
    if middle:
        places = [place for place, _ in wholes]
        ways = (_over_pages(spans, places, cut) for cut in dict.fromkeys(((), tuple(pages))))
        best = min((way for way in ways if way), default=None)
        if best is None:
            return _categories(spans, wholes, [(first + stop - 1) // 2 for first, stop in spans], pages)
        for (_, cell), (start, stop) in zip(wholes, best[2], strict=True):
            made[start:stop] = [cell] * (stop - start)
    else:
        lines = {piece.cell.start: line for line, piece in pieces}
        for _, cell in wholes:
            if (row := _row_at(spans, lines[cell.start])) is not None:
                made[row] = cell
    for index in range(1, len(spans)):
        made[index] = made[index] or made[index - 1]
    unsure = middle and best is not None and best[1] > _UNSURE
    return _only_sure(spans, wholes, made) if unsure else made, unsure


def _only_sure(
    spans: Sequence[tuple[int, int]], found: Sequence[tuple[float, Cell]], made: Sequence[Cell | None]
) -> list[Cell | None]:
    """The categories of the rows beside which one is printed, and none for those between two of them: they may be of either."""
    beside = {row: cell for place, cell in found if (row := _row_at(spans, place)) is not None}
    first, last = min(beside, default=-1), max(beside, default=-1)
    return [
        cell if index in beside or not first <= index <= last or cell is None else Cell("", cell.start, cell.start)
        for index, cell in enumerate(made)
    ]


def _categories(
    spans: Sequence[tuple[int, int]],
    found: Sequence[tuple[float, Cell]],
    figures: Sequence[int],
    pages: Sequence[int] = (),
) -> tuple[list[Cell | None], bool]:
    """The category of each row, and whether it is not sure where each ends: printed once, in the middle of its rows or beside the first of them, or in each.

    ``figures``: the line of each row on which its figures stand. ``pages``: the lines with which later pages begin; rows at the head of one may be
    of the category of the page before.
    """
    made: list[Cell | None] = [None] * len(spans)
    if not found:
        return made, False
    own = {row: cell for place, cell in found if (row := _row_at(spans, place)) is not None}
    places = [place for place, _ in found]
    # the whole category is in the middle of all its rows, or of those on one page
    ways = (_over_pages(spans, places, cut) for cut in dict.fromkeys(((), tuple(pages))))
    stops = min((way for way in ways if way), default=None) if len(found) < len(spans) else None
    first = found[0][0]  # the line of the first; between two lines where it is broken over them
    heads = {*figures, *(start for start, _ in spans)}
    beside = 0 in own and all(place in heads for place, _ in found)  # each beside the head of a row
    if stops is None or (beside and (first == int(first) or stops[1] > _OFF)):
        current = None
        for index in range(len(spans)):
            current = own.get(index, current)
            made[index] = current
        return made, False
    for (_, cell), (start, stop) in zip(found, stops[2], strict=True):
        made[start:stop] = [cell] * (stop - start)
    for index in range(1, len(spans)):
        made[index] = made[index] or made[index - 1]
    return made, stops[1] > _UNSURE


_OFF = (
    0.3  # lines by which a category may stand off the middle of its rows, if the first of all stands beside a first row
)
_UNSURE = 0.5  # lines off the middle from which on a category may end one row earlier or later
_CARRIED = 0.1  # how odd it is that a page begins with rows of the category of the page before


def _over_pages(
    spans: Sequence[tuple[int, int]], places: Sequence[float], pages: Sequence[int]
) -> tuple[float, float, list[tuple[int, int]]] | None:
    """The first row of each category and the one after its last, if each stands in the middle of its rows on its page; before them how far off all do
    (squares), and one at most.
    """
    sum_of = most = 0.0
    found: list[tuple[int, int]] = []
    lines = [0, *pages, 1_000_000]
    for first, last in pairwise(lines):
        rows = [at for at, span in enumerate(spans) if first <= span[0] < last]
        here = [place for place in places if first <= place < last]
        if not rows or not here:
            if here:
                return None
            continue
        ways: list[tuple[float, int, float, list[int]]] = []
        for carried in range(len(rows) - len(here) + 1 if first else 1):
            begun = [spans[at] for at in rows[carried:]]
            if (way := _in_the_middle(begun, here)) is not None:
                ways.append((way[0] + _CARRIED * (carried > 0), carried, *way[1:]))
        if not ways:
            return None
        squares, carried, off, stops = min(ways)
        sum_of, most = sum_of + squares, max(most, off)
        begin = rows[0] + carried
        found += [(begin + start, begin + stop) for start, stop in pairwise((0, *stops))]
    return sum_of, most, found


def _in_the_middle(spans: Sequence[tuple[int, int]], places: Sequence[float]) -> tuple[float, float, list[int]] | None:
    """The row after the last of each category, if each stands in the middle of its rows; before them how far off all do (squares), and one at most."""
    # by the row at which a category may begin: how far off those before it are, and where they ended
    state: dict[int, tuple[float, float, list[int]]] = {0: (0.0, 0.0, [])}
    for number, place in enumerate(places):
        following: dict[int, tuple[float, float, list[int]]] = {}
        for start, (sum_of, most, stops) in state.items():
            last = number == len(places) - 1
            for stop in [len(spans)] if last else range(start + 1, len(spans)):
                if start >= stop or not spans[start][0] - 1 < place < spans[stop - 1][1]:
                    continue
                off = abs((spans[start][0] + spans[stop - 1][1] - 1) / 2 - place - 0.25)  # mostly on the first of two
                way = (sum_of + off * off, max(most, off), [*stops, stop])
                if stop not in following or way[0] < following[stop][0]:
                    following[stop] = way
        state = following
    return next(iter(state.values()), None)


def _row_at(spans: Sequence[tuple[int, int]], place: float) -> int | None:
    return next((index for index, (first, stop) in enumerate(spans) if first <= place < stop), None)


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Spot:
    """A word of a line and the places on the screen between which it stands."""

    cell: Cell
    left: int
    right: int
    at: int = 0
    """The characters before it."""

    def overlap(self, left: int, right: int) -> int:
        return min(self.right, right) - max(self.left, left)


def spots_of(
    text: str,
    start: int,
    pattern: re.Pattern[str],
    cell: Callable[[int, int], Cell],
    width: Callable[[str], int] = screen_width,
) -> list[Spot]:
    """The words of a line that begins at offset ``start``. ``width`` is ``len`` where whoever placed the words gave each character one place."""
    found: list[Spot] = []
    at, place = 0, 0
    for match in pattern.finditer(text):
        place += width(text[at : match.start()])
        right = place + width(match.group())
        found.append(Spot(cell(start + match.start(), start + match.end()), place, right, match.start()))
        at, place = match.end(), right
    return found


@lru_cache(512)
def by_place(extents: tuple[tuple[int, int], ...], left: int, right: int) -> int:
    """The column in whose extent a word stands, or the nearest."""
    return max(
        range(len(extents)),
        key=lambda at: (
            min(right, extents[at][1]) - max(left, extents[at][0]),
            -abs(left + right - sum(extents[at])),
        ),
    )
