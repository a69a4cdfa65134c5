"""Tables whose rows are numbered, as the text of a PDF has them: the cells of a row one after another, or its lines with a part of each cell.

::

    4                               序      项目名称       建设 建设规模 建设 总投
    耿马孟定口岸联检楼二期项        号                 性质        地点 资
    目                              4 耿马孟定口岸联检楼二期项
    续建                              目               续建 建设规模20 永德 80500
    建设规模20                                            万平方米 县
    万平方米                        →  4 | 耿马孟定口岸联检楼二期项目 | 续建 | 建设规模20万平方米 | 永德县 | 80500
    永德
    县
    80500

The numbers, each one more than the last, say where the rows are, and the order of the columns and what they hold say which words are one cell. Nothing is
read by halves: where one row does not fit, it is no such table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from text.sources.source import Line, Source
from text.tables.grid import Cell, Row, Table, cell_of
from text.tables.page_lines import PageHeads, PageTable
from text.tables.wrapped import NEVER, Grammar, Spot, heading_of, join_parts, spots_of

_ANY = re.compile(r"\S+")
_NUMBER = re.compile(r"\(?(\d{1,4})[.、)]?")
_MOST_HEAD_LINES = 18
_MOST_PARTS = 4  # of a heading
_FEWEST = 3  # rows
_MOST_WORDS = 48  # of a row
_BEAM = 24  # ways to read a row that are followed up
_ABOVE = 2  # lines above the number that may be of its row
_FAR = 6.0  # a way that is so much odder than another is followed no further
_FITS = 4.5  # a row that fits worse is none
_WELL = 2.4  # lines of a row that fits so are of no other row
_MORE = 1.2  # by how much odder the last row may be with lines more that are of it
_JOIN = 0.2
_CUT = 6.0  # a figure cut in two
_RAISED = 1.0  # a line above the number
_LONGEST = 240  # characters of a line
_BLANKS = 3
_PAGE = re.compile(r"\s*(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第\s*\d+\s*页.{0,12}|\(?续表?\s*\d*\)?|[-=\s]{3,})\s*")


@dataclass(frozen=True, slots=True)
class _RowWay:
    """A way to read the first words of a row: how odd it is, the words in each column and where the first of
    them begins, and the column of the last word."""

    cost: float
    cells: tuple[tuple[Cell, ...], ...]
    places: tuple[tuple[int, int] | None, ...]
    last: int = -1
    line: int = -1


@dataclass(frozen=True, slots=True)
class _Numbered:
    """How the rows of a table are read: its columns as the words of a row come, and whether the cells of a row follow one another (``flowing``)."""

    grammar: Grammar
    number: int
    order: tuple[int, ...]
    flowing: bool


def _numbered(grammar: Grammar | None, *, flowing: bool) -> _Numbered | None:
    if grammar is None or grammar.number is None:
        return None
    number, category = grammar.number, grammar.category
    order = tuple(range(number, grammar.width))
    # a category that stands before the number comes behind the row above it
    if category is not None and category < number:
        order = (*order, category)
    return _Numbered(grammar, number, order, flowing)


def read_numbered(
    source: Source, lines: Sequence[Line], index: int, of: PageTable, *, flowing: bool
) -> tuple[Table, int] | None:
    """The table whose headings begin on line ``index``, and the line after it; None where none begins, or where one of its rows is not understood.

    ``flowing``: the cells follow one another, as the parts of the headings do; otherwise headings and rows have parts of several cells on a line.
    """
    heads = _heads(source, lines, index, of)
    if heads is None:
        return None
    found, headers = heads
    spots = [_spots(source, line) for line in body_below(lines, found, of)]
    for header, flows in headers:
        if flows != flowing:
            continue
        how = _numbered(of.grammar([cell.word for cell in header], spots), flowing=flows)
        rows = _rows(spots, how, of) if how else None
        if rows:
            last = max(at for at, line in enumerate(lines) if line.start <= rows[-1].end) + 1
            return Table(header, tuple(rows)), last
    return None


def _spots(source: Source, line: Line) -> list[Spot]:
    return spots_of(line.folded, line.start, _ANY, lambda start, end: cell_of(source, [(start, end)]))


def body_below(lines: Sequence[Line], heads: PageHeads, of: PageTable) -> Iterator[Line]:
    """The lines below the headings that may be of the table: no page marks, and the headings no second time."""
    said = ["".join(line.folded.split()) for line in heads.lines]
    blank = 0
    at = heads.after
    while at < min(len(lines), heads.after + of.most_lines):
        row = lines[at].folded
        blank = 0 if row.strip() else blank + 1
        again = _after(lines, at, said) if row.strip() else None
        if blank > _BLANKS or len(row) > _LONGEST or (again is None and of.ends(row)):
            return
        if row.strip() and again is None and not _PAGE.fullmatch(row):
            yield lines[at]
        at = again or at + 1


def _after(lines: Sequence[Line], at: int, said: Sequence[str]) -> int | None:
    """The line after the headings that stand here again; None where they do not."""
    for words in said:
        while at < len(lines) and not lines[at].folded.strip():
            at += 1
        if at >= len(lines) or "".join(lines[at].folded.split()) != words:
            return None
        at += 1
    return at


# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _heads(
    source: Source, lines: Sequence[Line], index: int, of: PageTable
) -> tuple[PageHeads, list[tuple[tuple[Cell, ...], bool]]] | None:
    """The lines of headings, and the headings as they may be read, each with whether they (and then the cells) follow one another."""
    first = lines[index].folded.split()
    if not first or not (_NUMBER_HEAD.match(first[0]) or of.heads(first[0])):
        return None
    found: list[Line] = []
    at = index
    blank = 0
    while at < len(lines) and len(found) < _MOST_HEAD_LINES and blank <= 2:
        words = lines[at].folded.split()
        if words and not all(of.heads(word) or of.part_of_head(word) for word in words):
            break
        blank = 0 if words else blank + 1
        found += [lines[at]] if words else []
        at += 1
    if len(found) < 2 or not of.may_be("".join(word for line in found for word in line.folded.split())):
        return None
    spots = [_spots(source, line) for line in found]
    headers: list[tuple[tuple[Cell, ...], bool]] = []
    if len(found) == 2:
        headers += [(header, False) for header in _below(spots[0], spots[1], of)]
    else:
        words = [spot.cell for line in spots for spot in line]
        header = headings_in_flow(words, of)
        if header and len(header) < len(words):  # else it is a cell a line
            headers.append((header, True))
    return (PageHeads(tuple(found), at), headers) if headers else None


_NUMBER_HEAD = re.compile("序|编|No")


def headings_in_flow(words: Sequence[Cell], of: PageTable) -> tuple[Cell, ...] | None:
    """Headings whose parts follow one another: 序, 号, 项目名称, 建设, 性质."""
    return next((header for _, header in ways_in_flow(words, of)), None)


def ways_in_flow(words: Sequence[Cell], of: PageTable) -> list[tuple[float, tuple[Cell, ...]]]:
    """The headings that words which follow one another may be, each with how odd it is, the likeliest first: 指标 | 类别 or 指标类别."""
    best: list[list[tuple[float, tuple[Cell, ...]]]] = [[(0.0, ())], *([] for _ in words)]
    for end in range(1, len(words) + 1):
        found: list[tuple[float, tuple[Cell, ...]]] = []
        for start in range(max(0, end - _MOST_PARTS), end):
            cell = join_parts(words[start:end])
            if not best[start] or not of.heads(cell.word):
                continue
            parts = [word.word for word in words[start:end]]
            # what heads a column by itself has seldom a second part
            odd = _CUT_SHORT * is_cut(cell.word) + any(
                _are_two(parts[:at], parts[at:], of) for at in range(1, len(parts))
            )
            found += [(cost + 0.1 * (end - start - 1) + odd, (*before, cell)) for cost, before in best[start]]
        best[end] = sorted(found, key=lambda way: way[0])[:_MOST_HEADERS]
    return best[-1]


_MOST_HEADERS = 8  # ways to read headings that are followed up
_CUT_SHORT = 2.5
# 2025年(目, 标); “十四五”规划目, 标; 五年累计或, 年均
_ENDS_CUT = re.compile(
    r"[或及和与、目增单属名类指序编现实预完规均基]$|(?<!\d)(?<![基定本])年$|^[)\]〕]|^年(?![均平度])"
)


def _are_two(above: Sequence[str], below: Sequence[str], of: PageTable) -> bool:
    """Do the words above and those below each head a column by themselves?"""
    return all(of.heads(word) and not is_cut(word) for word in ("".join(above), "".join(below)))


_SECOND_HALF = re.compile("[值数率]|情况")  # of 2020年基期值


def is_cut(word: str) -> bool:
    """Does a heading lack its beginning or its end?"""
    opened = sum(map(word.count, "([〔【")) != sum(map(word.count, ")]〕】"))
    return (
        opened
        or _SECOND_HALF.fullmatch(word) is not None
        or (_ENDS_CUT.search(word) is not None and not word.endswith("年均"))
        or word.startswith("(")
    )


def _below(above: Sequence[Spot], below: Sequence[Spot], of: PageTable) -> Iterator[tuple[Cell, ...]]:
    """Headings on two lines, the parts on the second in the order of those above them, the likeliest first."""
    ways: list[tuple[int, tuple[Cell, ...]]] = []

    def follow(i: int, j: int, cost: int, made: tuple[Cell, ...]) -> None:
        if len(ways) >= 64 or len(below) - j > len(above) - i:
            return
        if i == len(above):
            ways.append((cost, made))
            return
        if j < len(below):
            both = join_parts([above[i].cell, below[j].cell])
            if of.heads(both.word):
                follow(i + 1, j + 1, cost + abs(above[i].left - below[j].left), (*made, both))
        if of.heads(above[i].cell.word):
            follow(i + 1, j, cost, (*made, above[i].cell))

    follow(0, 0, 0, ())
    for _, header in sorted(ways, key=lambda way: way[0])[:2]:
        yield header


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(lines: Sequence[Sequence[Spot]], how: _Numbered, of: PageTable) -> list[Row] | None:
    """The rows of the lines below the headings, with the headings between them; None where one of them does not fit."""
    kept: list[Sequence[Spot]] = []
    begins: list[int] = []
    between: list[tuple[int, Cell]] = []  # before which row a heading or a sum stands
    number = 0
    for at, line in enumerate(lines):
        if of.is_between(line, how.grammar):
            between.append((len(begins), heading_of([spot.cell for spot in line])))
            continue
        below = bool(between) and between[-1][0] == len(begins)  # a heading or a sum
        is_next = _is_next(lines, at, number, between=below)
        if below and not is_next and _FIGURES.fullmatch("".join(spot.cell.word for spot in line)):
            continue  # what a sum is
        if is_next:
            number = _number(line)
            begins.append(len(kept))
        kept.append(line)
    if len(begins) < _FEWEST:
        return None
    longest = max(two - one for one, two in pairwise(begins))
    spans = _spans(kept[: begins[-1] + longest], begins, how)
    return list(_made(kept, begins, spans, how, between)) if spans else None


_FIGURES = re.compile(r"[\d.,]+[万亿]?元?")


def _number(line: Sequence[Spot]) -> int:
    match = _NUMBER.fullmatch(line[0].cell.word)
    return int(match[1]) if match else 0


def _is_next(lines: Sequence[Sequence[Spot]], at: int, number: int, *, between: bool) -> bool:
    """Does a line begin with the number of the next row? Below a heading they may begin anew."""
    own = _number(lines[at])
    if own == number + 1:
        return True
    following = next(
        (other for line in lines[at + 1 : at + 1 + _MOST_WORDS] if (other := _number(line)) in (2, number + 1)), 0
    )
    return between and own == 1 and following == 2


_Read = tuple[float, _RowWay | None]


def _spans(lines: Sequence[Sequence[Spot]], begins: Sequence[int], how: _Numbered) -> list[_RowWay] | None:
    """The way to read each row."""
    above = 0 if how.flowing else _ABOVE
    memo: dict[tuple[int, int, int], _Read] = {}

    def read(row: int, first: int, stop: int) -> _Read:
        key = (row, first, stop)
        if key not in memo:
            memo[key] = _read(lines[first:stop], begins[row] - first, how, last=row + 1 == len(begins))
        return memo[key]

    # by how many lines above its number the next row begins: the cost so far, and the rows
    state: dict[int, tuple[float, list[_RowWay]]] = {0: (0.0, [])}
    for row, begin in enumerate(begins):
        end = begins[row + 1] if row + 1 < len(begins) else len(lines)
        following: dict[int, tuple[float, list[_RowWay]]] = {}
        for up, (so_far, made) in state.items():
            for less in range(above + 1 if row + 1 < len(begins) else 1):
                cost, way = read(row, begin - up, end - less) if end - less > begin else (NEVER, None)
                if way is not None and (less not in following or so_far + cost < following[less][0]):
                    following[less] = so_far + cost, [*made, way]
                if cost <= _WELL:
                    break
        state = following
        if not state:
            return None
    return min(state.values(), key=lambda one: one[0])[1]


def _read(lines: Sequence[Sequence[Spot]], number: int, how: _Numbered, *, last: bool) -> _Read:
    """How odd the row of these lines is, and the best way to read it; of the last row it is not known which is its last line."""
    grammar = how.grammar
    empty = sum(grammar.empty(column) for column in how.order)
    ways = [_RowWay(empty + _RAISED * number, ((),) * grammar.width, (None,) * grammar.width)]
    found: list[tuple[float, _RowWay]] = []
    words = 0
    for at, line in enumerate(lines):
        for place, spot in enumerate(line):
            words += 1
            is_number = at == number and place == 0
            ways = _followed(ways, (spot, at, is_number), how)
        if not ways or words > _MOST_WORDS:
            break
        if at >= number:
            found.append((ways[0].cost, ways[0]))
    if not last:
        return found[-1] if found and len(found) == len(lines) - number and found[-1][0] <= _FITS else (NEVER, None)
    least = min((cost for cost, _ in found), default=NEVER)
    fitting = [one for one in found if one[0] <= min(_FITS, least + _MORE)]
    return fitting[-1] if fitting else (NEVER, None)


def _followed(ways: Sequence[_RowWay], word: tuple[Spot, int, bool], how: _Numbered) -> list[_RowWay]:
    """The ways to read one word more, the best first."""
    spot, line, is_number = word
    cell = spot.cell
    grammar = how.grammar
    columns = [(0, how.number)] if is_number else list(enumerate(how.order))[1:]
    made: dict[tuple[tuple[Cell, ...], ...], _RowWay] = {}
    worst = NEVER
    for way in ways:
        same = way.line == line
        first = way.last if same or how.flowing else 0
        for place, column in columns:
            if place < first:
                continue
            held = way.cells[column]
            cost = _more(grammar, column, tuple(one.word for one in held), cell.word)
            cost += 1.0 * (same and place == way.last) + (0.0 if how.flowing else _off(spot, way.places[column]))
            if way.cost + cost >= worst:
                continue
            worst = min(worst, way.cost + cost + _FAR)
            cells = (*way.cells[:column], (*held, cell), *way.cells[column + 1 :])
            begins = way.places if held else (*way.places[:column], _place(spot), *way.places[column + 1 :])
            one = _RowWay(way.cost + cost, cells, begins, place, line)
            if cells not in made or one.cost < made[cells].cost:
                made[cells] = one
    return sorted((one for one in made.values() if one.cost < worst), key=lambda one: one.cost)[:_BEAM]


def _place(spot: Spot) -> tuple[int, int]:
    """Where a word begins, in places of the screen and in characters: tools count one or the other."""
    return spot.left, spot.at


def _off(spot: Spot, first: tuple[int, int] | None) -> float:
    """How odd it is that a word stands so far to the left or right of the first word of its cell."""
    if first is None:
        return 0.0
    return min(2.0, 0.2 * max(0, min(abs(spot.left - first[0]), abs(spot.at - first[1])) - 1))


@lru_cache(20_000)
def _whole(grammar: Grammar, column: int, parts: tuple[str, ...]) -> float:
    """How odd a cell of these parts is."""
    if not parts:
        return grammar.empty(column)
    cost = grammar.cost(column, "".join(parts))
    cut = sum(one[-1:].isdecimal() and two[:1].isdecimal() for one, two in pairwise(parts))
    return min(cost, _UNLIKELY) + _JOIN * (len(parts) - 1) + _CUT * cut


_UNLIKELY = 12.0


def _more(grammar: Grammar, column: int, held: tuple[str, ...], word: str) -> float:
    """How much odder a cell is with one word more."""
    return _whole(grammar, column, (*held, word)) - _whole(grammar, column, held)


def _made(
    lines: Sequence[Sequence[Spot]],
    begins: Sequence[int],
    spans: Sequence[_RowWay],
    how: _Numbered,
    between: Sequence[tuple[int, Cell]],
) -> Iterator[Row]:
    grammar = how.grammar
    early = grammar.category if how.order[-1] == grammar.category else None  # what stands behind a row is of the next
    category = _first_category(lines[: begins[0]], how) if early is not None else None
    for number, way in enumerate(spans):
        yield from (Row((cell,)) for row, cell in between if row == number)
        slots = [join_parts(cells) if cells else None for cells in way.cells]
        own = sorted((cell for at, cell in enumerate(slots) if cell and at != early), key=lambda cell: cell.start)
        if early is not None:
            slots[early], category = category, slots[early] or category
        yield Row(tuple(own), tuple(slots))


def _first_category(lines: Sequence[Sequence[Spot]], how: _Numbered) -> Cell | None:
    """The category above the first row."""
    cells = [spot.cell for line in lines for spot in line]
    column = how.grammar.category
    if not cells or column is None:
        return None
    cell = join_parts(cells)
    return cell if how.grammar.cost(column, cell.word) < _UNLIKELY else None
