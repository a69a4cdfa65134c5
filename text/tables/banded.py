"""Indicator tables whose lines kept the places of their columns, as pdftotext -layout writes them, become rows again: each row is a band of lines.

::

    创新 6.每万人口高价值发明专利拥有量 2.35 ≥4             预       →  创新驱动 | 6.每万人口高价值发明专利拥有量（件） | 2.35 | ≥4 | — | 预期性
    驱动            （件）                  —    期
                                        性

No cell of a row reaches over the lines of another, so all ways to cut the lines into bands are compared: what the cells say that a band makes in its columns
tells which is best. The place of a word says its column only roughly (a full column pushes what stands behind it to the right), so that what the words of
one band say together decides. Categories stand over several rows, in their middle or at their top.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from text.sources.source import Line, Source
from text.tables.banded_heads import headings_placed
from text.tables.columns import ColumnContent, columns_of, has_unit, is_figure, is_nature, is_only_part
from text.tables.flow_cells import EMPTY, MERGED, ROW, begins_name, oddness, order_oddness
from text.tables.flowing import WORD
from text.tables.grid import Cell, Row, Table, cell_of
from text.tables.indicator_lines import NATURE_PART, IndicatorGrammar
from text.tables.numbered import body_below
from text.tables.page_lines import PageHeads, PageTable, head_lines, heads_again
from text.tables.spread_heads import PlacedHeading
from text.tables.wrapped import NEVER, Piece, Spot, categories_over, join_parts, screen_width, spots_of

_ODD = 4.5  # a row that fits its columns worse is not read
_MOST_ODD = 5  # of so many rows one may be odd
_TALLEST = 8  # lines of a row
_FEWEST = 3  # rows
_FEWEST_PARTS = 2  # of groups
_FEWEST_VALUES = 2
_WAYS = 4  # to place the words of a line that are followed up
_BEAM = 8  # ways to place the words of a band
_OFF = 0.12  # how odd a place is outside its column
_FARTHEST = 3.0
_FARTHEST_CATEGORY = 12  # characters from its column: nothing pushes it, as it stands at the left
_GAP_IN_CELL, _NOT_IN_MIDDLE = 1.0, 0.4
_NO_CELL = 6.0
_CUT_NAME, _SECOND_NAME = 2.5, 10.0
_ODD_WORD = 3.0
_CUT_UNIT = 4.0
_SHORT_LINE = 1.2
_TWO_FIGURES = 8.0
_BEGUN = 30  # lines by which the headings are found
_LIKELY = 2  # ways to read the headings that are followed to the end
_MOST_WORDS = 14  # of a line


@dataclass(frozen=True, slots=True)
class Banded:
    """A table, the line ``after`` it, and how many of its rows are odd."""

    table: Table
    after: int
    odd: int


@dataclass(frozen=True, slots=True)
class _Placing:
    """A way to place the words of one line: how odd it is, and the column of each."""

    cost: float
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Band:
    cost: float
    cells: tuple[Cell | None, ...]
    categories: tuple[tuple[int, Cell], ...]
    number: int


def read_banded(source: Source, lines: Sequence[Line], index: int, of: PageTable) -> Banded | None:
    """The table whose headings begin on line ``index``; None where none begins or too little is understood."""
    heads = head_lines(lines, index, of)
    while heads and len(heads.lines) > 1 and all(map(_BEGINS_NATURE.fullmatch, heads.lines[-1].folded.split())):
        last = heads.lines[-1]  # the first line of the first row
        heads = PageHeads(heads.lines[:-1], next(at for at in range(index, heads.after) if lines[at] is last))
    if heads is None:
        return None
    body, again = _body(lines, heads, of)
    for width in (len, screen_width):  # pdftotext gives each character one place, other programs two
        ways: list[tuple[float, _Columns, bool]] = []
        for odd, header in headings_placed(source, heads, of, width):
            kinds = columns_of([one.cell.word for one in header])
            if ColumnContent.NAME in kinds and sum(kind.is_value for kind in kinds) >= _FEWEST_VALUES:
                ways += [(odd, _Columns(header, kinds, width, again, of), middle) for middle in (True, False)]
        best = _likeliest(source, body, ways)
        found = _made(*best, lines) if best else None
        if found and _MOST_ODD * found.odd <= len(found.table.rows):
            return found
    return None


def _likeliest(
    source: Source, body: Sequence[Line], ways: Sequence[tuple[float, "_Columns", bool]]
) -> tuple["_Bands", list["_Step"]] | None:
    """The way to read the headings and the rows that makes the best rows."""
    for most in dict.fromkeys((min(_BEGUN, len(body)), len(body))):
        found: list[tuple[float, int, tuple[_Bands, list[_Step]]]] = []
        for at, (odd, columns, middle) in enumerate(ways):
            if read := _read(source, body[:most], columns, middle=middle):
                found.append((odd + read[1][-1].cost, at, read))
        found.sort(key=lambda one: one[:2])
        if not found or most == len(body):
            return found[0][2] if found else None
        ways = [ways[at] for _, at, _ in found[:_LIKELY]]
    return None


def _read(
    source: Source, body: Sequence[Line], columns: "_Columns", *, middle: bool
) -> tuple["_Bands", list["_Step"]] | None:
    bands = _Bands.of(source, body, columns, middle=middle)
    steps = bands.best() if bands else None
    return (bands, steps) if bands and steps else None


def _body(lines: Sequence[Line], heads: PageHeads, of: PageTable) -> tuple[list[Line], list[PageHeads]]:
    """The lines below the headings that may be of the table, and where its headings stand again on later pages, on whatever lines."""
    said = sorted("".join("".join(line.folded.split()) for line in heads.lines))
    below = list(body_below(lines, heads, of))
    exact = [one for one in heads_again(lines, heads, of) if below and one.lines[0].start < below[-1].end]
    body: list[Line] = []
    again: list[PageHeads] = []
    at = 0
    while at < len(below):
        stop, here = at, ""
        while stop < len(below) and len(here) < len(said):
            here += "".join(below[stop].folded.split())
            stop += 1
        if sorted(here) == said:
            again.append(PageHeads(tuple(below[at:stop]), 0))
            at = stop
        else:
            body.append(below[at])
            at += 1
    return body, sorted([*again, *exact], key=lambda one: one.lines[0].start)


@dataclass(frozen=True, slots=True)
class _Columns:
    header: tuple[PlacedHeading, ...]
    kinds: tuple[ColumnContent, ...]
    width: Callable[[str], int]
    again: Sequence[PageHeads]
    of: PageTable


@dataclass(frozen=True, slots=True)
class _Step:
    cost: float
    before: "_Step | None"
    first: int
    stop: int
    band: _Band | None
    number: int


@dataclass(slots=True)
class _Bands:
    """The lines of a table's body, each with its words, and the ways to place them."""

    source: Source
    header: tuple[Cell, ...]
    kinds: tuple[ColumnContent, ...]
    lines: Sequence[Line]
    spots: list[list[Spot]]
    pages: tuple[int, ...]
    middle: bool
    grammar: IndicatorGrammar
    numbered_names: bool = False
    units_in_names: bool = False
    begins: tuple[bool, ...] = ()
    """Does a line say what a row says once?"""
    placings: list[list[_Placing]] = field(default_factory=list)
    widest: list[int] = field(default_factory=list)
    """How wide the words on one line are in each column."""

    @classmethod
    def of(cls, source: Source, body: Sequence[Line], columns: _Columns, *, middle: bool) -> "_Bands | None":
        width = columns.width

        def cell(start: int, end: int) -> Cell:
            return cell_of(source, [(start, end)])

        spots = [spots_of(line.folded, line.start, WORD, cell, width) for line in body]
        if len(spots) < _FEWEST or any(len(line) > _MOST_WORDS for line in spots):
            return None
        if sum(is_only_part(spot.cell.word) for line in spots for spot in line) >= _FEWEST_PARTS:
            return None  # the names of groups stand in the middle of their rows, as categories do
        pages = tuple(
            next((at for at, line in enumerate(body) if line.start >= heads.lines[0].start), len(body))
            for heads in columns.again
        )
        kinds = columns.kinds
        made = cls(
            source,
            tuple(one.cell for one in columns.header),
            kinds,
            body,
            spots,
            pages,
            middle,
            IndicatorGrammar(kinds),
        )
        names = [spot.cell for line in spots for spot in line if re.search("[\u4e00-\u9fff]{3}", spot.cell.word)]
        made.numbered_names = (
            ColumnContent.NUMBER not in kinds and sum(begins_name(one.word) for one in names) >= _FEWEST
        )
        made.units_in_names = ColumnContent.UNIT not in kinds and sum(map(has_unit, names)) >= _FEWEST
        made.begins = tuple(map(made._says_once, spots))
        edges = [[(one.left, one.right) for one in columns.header]]
        for heads in columns.again:
            ways = headings_placed(source, heads, columns.of, width)
            words = [one.cell.word for one in columns.header]
            same = next((one for _, one in ways if [head.cell.word for head in one] == words), None)
            edges.append([(one.left, one.right) for one in same] if same else edges[-1])
        made._place(edges)
        made.widest = [made._widest(column) for column in range(len(kinds))]
        return made

    def _widest(self, column: int) -> int:
        wide = sorted(
            sum(screen_width(spot.cell.word) for spot, at in zip(spots, ways[0].columns, strict=True) if at == column)
            for spots, ways in zip(self.spots, self.placings, strict=True)
            if ways
        )
        return wide[-1 - len(wide) // 20] if wide else 0

    def _says_once(self, spots: Sequence[Spot]) -> bool:
        """预期性 or 约束性; else the number of a row."""
        if ColumnContent.NATURE in self.kinds:
            return any(re.match("预期|约束|[预约]$", spot.cell.word) for spot in spots)
        return self.numbered_names and any(begins_name(spot.cell.word) for spot in spots[:2])

    def _place(self, edges: Sequence[Sequence[tuple[int, int]]]) -> None:
        """Place the words of each line, first by the headings, then by where the words of each column stand."""
        bounds = [0, *self.pages, len(self.lines)]
        for page, extents in enumerate(edges):
            here = range(bounds[page], bounds[page + 1])
            found = extents
            for _ in range(2):
                places = {at: self._placed(self.spots[at], found) for at in here}
                found = self._extents([(self.spots[at], places[at][0].columns) for at in here if places[at]], extents)
            self.placings += [self._placed(self.spots[at], found) for at in here]

    def _extents(
        self, placed: Sequence[tuple[Sequence[Spot], tuple[int, ...]]], edges: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Between which places the words of each column mostly stand; of its heading where it has none."""
        found: list[tuple[int, int]] = []
        for column, edge in enumerate(edges):
            own = [spot for spots, columns in placed for spot, at in zip(spots, columns, strict=True) if at == column]
            if len(own) < _FEWEST:
                found.append(edge)
                continue
            lefts, rights = sorted(spot.left for spot in own), sorted(spot.right for spot in own)
            tenth = len(own) // 10
            found.append((lefts[tenth], rights[-1 - tenth]))
        return found

    def _placed(self, spots: Sequence[Spot], extents: Sequence[tuple[int, int]]) -> list[_Placing]:
        """The likeliest ways to place the words of a line from left to right, the best first."""
        ways: list[_Placing] = [_Placing(0.0, ())]
        last = ""
        for spot in spots:
            following: list[_Placing] = []
            odd = [self._word_oddness(spot, column, extents) for column in range(len(self.kinds))]
            apart = is_figure(spot.cell.word) and bool(last)  # a figure begins a cell
            for way in ways:
                first = way.columns[-1] if way.columns else 0
                first += apart and way.columns != () and self.kinds[first].is_value
                following += [
                    _Placing(way.cost + odd[column], (*way.columns, column))
                    for column in range(first, len(self.kinds))
                    if odd[column] < NEVER
                ]
            ways = sorted(following, key=lambda way: way.cost)[: 3 * _WAYS]
            last = spot.cell.word
        return ways[:_WAYS]

    def _word_oddness(self, spot: Spot, column: int, extents: Sequence[tuple[int, int]]) -> float:
        kind, word = self.kinds[column], spot.cell.word
        left, right = extents[column]
        off = max(0, left - spot.right + 1, spot.left + 1 - right)
        off += max(0, abs(spot.left + spot.right - left - right) / 2 - (right - left) / 2) / 2
        cost = min(_OFF * off, _FARTHEST)
        if kind is ColumnContent.CATEGORY:
            fits = re.fullmatch(r"[\u4e00-\u9fff、]{1,8}", word) is not None and not (
                is_nature(word) or NATURE_PART.fullmatch(word)
            )
            return cost + (0.0 if fits and off <= _FARTHEST_CATEGORY else NEVER)
        of_nature = is_nature(word) or NATURE_PART.fullmatch(word) is not None
        if kind is ColumnContent.NATURE:
            return cost if of_nature else NEVER
        if of_nature and ColumnContent.NATURE in self.kinds:
            return cost + _ODD_WORD if kind is ColumnContent.NAME else NEVER
        part = self.grammar.part(column, word)
        return cost + (part if part < NEVER else NEVER if kind is ColumnContent.NUMBER else _ODD_WORD)

    # ── bands ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def best(self) -> list[_Step] | None:
        """The best way to cut the lines into bands, up to the last line of the last row."""
        steps: list[_Step | None] = [_Step(0.0, None, 0, 0, None, 0), *[None] * len(self.lines)]
        for stop in range(1, len(self.lines) + 1):
            begun = 0
            for first in range(stop - 1, max(-1, stop - 1 - _TALLEST), -1):
                before = steps[first]
                begun += self.begins[first]
                if begun > 1:
                    break  # a row has one nature and one number
                if before is None:
                    continue
                if stop - first == 1 and (heading := self._heading(first)):
                    cost = before.cost + heading.cost
                    self._offer(steps, _Step(cost, before, first, stop, heading, before.number))
                if any(first < page < stop for page in self.pages):
                    break  # a page has whole rows
                band = self._band(first, stop)
                if band is None:
                    continue
                order = order_oddness(band.number - before.number, first=not before.number) if band.number else 0.0
                cost = before.cost + band.cost + order - ROW
                self._offer(steps, _Step(cost, before, first, stop, band, band.number or before.number))
        last = steps[-1]
        if last is None:
            return None
        found: list[_Step] = []
        one: _Step | None = last
        while one is not None and one.band is not None:
            found.append(one)
            one = one.before
        return found[::-1]

    @staticmethod
    def _offer(steps: list[_Step | None], step: _Step) -> None:
        current = steps[step.stop]
        if current is None or step.cost < current.cost:
            steps[step.stop] = step

    def _heading(self, at: int) -> _Band | None:
        """A line between rows that heads those below it."""
        line = self.spots[at]
        if len(line) != 1 or not self._is_between(line):
            return None
        return _Band(0.3, (line[0].cell,), (), 0)

    def _is_between(self, line: Sequence[Spot]) -> bool:
        return _BETWEEN.fullmatch(line[0].cell.word) is not None or (
            ColumnContent.CATEGORY not in self.kinds and oddness(ColumnContent.CATEGORY, line[0].cell.word) < 1.0
        )

    def _band(self, first: int, stop: int) -> _Band | None:
        ways: list[tuple[float, list[tuple[int, int, Spot]]]] = [(0.0, [])]
        for at in range(first, stop):
            ways = sorted(
                (
                    (
                        cost + placing.cost,
                        [
                            *held,
                            *((column, at, spot) for column, spot in zip(placing.columns, self.spots[at], strict=True)),
                        ],
                    )
                    for cost, held in ways
                    for placing in self.placings[at]
                ),
                key=lambda way: way[0],
            )[:_BEAM]
        made = [band for cost, held in ways if (band := self._made(cost, held, first, stop))]
        return min(made, key=lambda band: band.cost, default=None)

    def _made(self, placed: float, held: Sequence[tuple[int, int, Spot]], first: int, stop: int) -> _Band | None:
        """The band of these words in these columns."""
        cost, number, wordy = placed, 0, False
        cells: list[Cell | None] = []
        categories: list[tuple[int, Cell]] = []
        for column, kind in enumerate(self.kinds):
            own = [(at, spot.cell) for of, at, spot in held if of == column]
            if kind is ColumnContent.CATEGORY:
                categories += own
                cells.append(None)
                continue
            if not own:
                merged = kind.is_value and wordy
                cost += MERGED if merged else min(EMPTY.get(kind, _NO_CELL), _NO_CELL)
                cells.append(None)
                continue
            cell = join_parts([one for _, one in own])
            if len(own) > 1 and own[0][0] == own[-1][0]:  # 7 左右, as it is printed
                cell = cell_of(self.source, [(cell.start, cell.end)])
            cost += min(oddness(kind, cell.word), 2 * _NO_CELL) + self._shape([at for at, _ in own], first, stop)
            cost += _SHORT_LINE * self._short_lines(own, column)
            if kind is ColumnContent.UNIT:
                cost += _CUT_UNIT * (_ENDS_UNIT.search(cell.word) is not None)
            if kind is ColumnContent.NAME:
                cost += self._name(cell, [one for _, one in own])
                if self.numbered_names and (match := _OWN_NUMBER.match(cell.word)):
                    number = int(match[1])
            elif kind is ColumnContent.NUMBER and len(own) > 1:
                cost += _TWO_FIGURES
            elif kind is ColumnContent.NUMBER and (match := _OWN_NUMBER.match(cell.word + ".")):
                number = int(match[1])
            if kind.is_value:
                figures = sum(is_figure(one.word) for _, one in own)
                dashes = sum(_DASH.fullmatch(one.word) is not None for _, one in own)
                # 完成 over 67 is no cell; 控制在 50 以 over 内 is one
                whole = (
                    len(own) == 1
                    or not (figures or dashes)
                    or (figures == 1 and is_figure(cell.word) and not _LEADS.search(cell.word))
                )
                cost += _TWO_FIGURES * (not whole)
            wordy = kind.is_value and not is_figure(cell.word)
            cells.append(cell)
        return _Band(cost, tuple(cells), tuple(categories), number)

    def _shape(self, at: Sequence[int], first: int, stop: int) -> float:
        """How odd it is that a cell stands on these lines of a row."""
        lines = sorted(set(at))
        cost = _GAP_IN_CELL * (lines[-1] - lines[0] + 1 - len(lines))
        above, below = lines[0] - first, stop - 1 - lines[-1]
        off = max(0, abs(above - below) - 1) if self.middle else above
        return cost + _NOT_IN_MIDDLE * off

    def _short_lines(self, own: Sequence[tuple[int, Cell]], column: int) -> int:
        """How many lines of a cell end although the next word had room on them."""
        lines: dict[int, str] = {}
        for at, cell in own:
            lines[at] = lines.get(at, "") + cell.word
        return sum(
            screen_width(one) + screen_width(two[:1]) <= self.widest[column] - 2
            for one, two in pairwise(lines[at] for at in sorted(lines))
        )

    def _name(self, cell: Cell, parts: Sequence[Cell]) -> float:
        cost = 0.0
        if len(parts) > 1:
            cost += _SECOND_NAME * any(_BETWEEN.fullmatch(one.word) for one in parts)
            cost += _CUT_UNIT * (not self.units_in_names and any(_PART_OF_UNIT.fullmatch(one.word) for one in parts))
        if self.units_in_names and not has_unit(cell):
            cost += _CUT_NAME
        if self.numbered_names:
            cost += _SECOND_NAME * sum(begins_name(one.word) for one in parts[1:])
            cost += _CUT_NAME * (not begins_name(cell.word))
        return cost


_BETWEEN = re.compile(r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[^\d,。;:]{2,14}")
_BEGINS_NATURE = re.compile("[预约]|预期|约束")
_LEADS = re.compile("[于约过达到至在]$")  # 不低于, before its figure
_ENDS_UNIT = re.compile("(?:立方?|平方?|标准?|[/美])$")  # 微克/立方 over 米
_PART_OF_UNIT = re.compile("[万亿](?:美|立方|平方|吨标准?)?|(?:立方|平方)?米|标准煤?")
_DASH = re.compile("[-—–]+")
_OWN_NUMBER = re.compile(r"\(?(\d{1,3})[.、)]")


def _made(bands: _Bands, steps: Sequence[_Step], lines: Sequence[Line]) -> Banded | None:
    rows = [step for step in steps if step.band and len(step.band.cells) > 1]
    if len(rows) < _FEWEST:
        return None
    spans = [(step.first, step.stop) for step in rows]
    found = [one for step in rows if step.band for one in step.band.categories]
    pieces = [(at, Piece(cell)) for at, cell in sorted(found, key=lambda one: one[0])]
    of_rows, unsure = categories_over(spans, pieces, bands.pages, middle=bands.middle)
    made: list[Row] = []
    odd, at = 0, 0
    for step in steps:
        band = step.band
        if band is None:
            continue
        if len(band.cells) == 1 and band.cells[0]:
            made.append(Row((band.cells[0],)))
            continue
        slots = list(band.cells)
        if ColumnContent.CATEGORY in bands.kinds:
            slots[bands.kinds.index(ColumnContent.CATEGORY)] = of_rows[at]
        own = sorted((cell for cell in band.cells if cell), key=lambda cell: cell.start)
        is_odd = band.cost >= _ODD
        odd += is_odd
        made.append(Row(tuple(own), () if is_odd else tuple(slots)))
        at += 1
    end = bands.lines[steps[-1].stop - 1]
    after = next(at for at, line in enumerate(lines) if line.start == end.start) + 1
    return Banded(Table(bands.header, tuple(made), categories_unsure=unsure), after, odd)
