"""The tables of works whose cells stand in lines without any marks, as a copied web page leaves them: a cell a line, or a row a line.

::

    序号 / 项目名称 / 项目内容 / 总投资（亿元）
    1 / 职教中心迁建项目 / 占地210亩， / 建筑面积5.3万平方米。 / 2.6        →  1 | 职教中心迁建项目 | 占地210亩，建筑面积5.3万平方米。 | 2.6

The headings say what the columns hold, and what the lines say decides which of them are one cell (projects.reading.columns).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.columns import NEVER, Alignment, WorkColumn, column_of, name_column
from projects.reading.rows import is_sum
from text.sources.source import Line, Source
from text.tables.grid import Cell, Row, Table, cell_of, join

_MOST_HEADS = 14
_MOST_CELLS = 6000
_BLANKS = 6  # between two cells of one table
_LONGEST = 400  # characters of a cell
_ROW = 36  # lines of a row at most
_WORST = 6.0  # a row that fits worse is not read
_STOP = re.compile(
    r"附\s*[件表录]|第.{1,3}[章节篇]|专\s*栏|注\s*[:]|名词解释|免责声明|上一篇|下一篇|相关|阅读排行|责任编辑|来源\s*:|打印|分享|抄送|扫一扫"
)
_TITLE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))[^。;]{2,40}|[^\d。,;:]{2,16}(?:类|方面|领域)?\((?:共)?\d+[个项]\)"
    r"|[^\d。,;:]{2,10}(?:类|方面|领域)"
)
_FIRST = (WorkColumn.NUMBER, WorkColumn.NAME, WorkColumn.CATEGORY)


def read_stacked(source: Source, taken: Sequence[tuple[int, int]]) -> Iterator[Table]:
    """The tables of works without marks that are not at ``taken``."""
    lines = source.lines
    index = 0
    ahead = sorted(taken)
    while index < len(lines):
        line = lines[index]
        while ahead and ahead[0][1] < line.start:
            ahead.pop(0)
        if ahead and ahead[0][0] <= line.start:
            index += 1
            continue
        heads = (
            _heads(source, lines, index) if 1 < len(line.folded.strip()) <= 200 or line.folded.strip() == "序" else None
        )
        if heads is None:
            index += 1
            continue
        rows, after = _rows(source, lines, heads)
        if rows:
            yield Table(heads.cells, tuple(rows))
        index = max(after if rows else heads.after, index + 1)


@dataclass(frozen=True, slots=True)
class _HeadLines:
    """The headings, their columns, the number of the line after them, and what parts two cells of a line, if lines hold several."""

    cells: tuple[Cell, ...]
    kinds: tuple[WorkColumn, ...]
    after: int
    parts: re.Pattern[str] | None


_WIDE, _ANY = re.compile(r"\S+(?: \S+)*"), re.compile(r"\S+")


def _heads(source: Source, lines: Sequence[Line], index: int) -> _HeadLines | None:
    """The headings that begin on a line: all of that line, or a line each."""
    first = lines[index].folded.strip()
    if " " in first:
        for parts in (_WIDE, _ANY):
            cells = _cells(source, lines[index], parts)
            if len(cells) >= 3 and (kinds := _kinds(cells)):
                return _HeadLines(tuple(cells), kinds, index + 1, parts)
        return None
    if column_of(first) not in _FIRST and not (len(first) <= 2 and _broken(source, lines, index)):
        return None
    cells: list[Cell] = []
    at = index
    blank = 0
    while at < len(lines) and len(cells) < _MOST_HEADS and blank <= _BLANKS:
        word = lines[at].folded.strip()
        blank = 0 if word else blank + 1
        if word:
            cell = _cells(source, lines[at], None)[0]
            if broken := _broken(source, lines, at) or _halved(source, lines, at):
                cells.append(broken[0])
                at = broken[1]
                continue
            both = join([cells[-1], cell]) if cells else cell
            goes_on = bool(cells) and (word[0] in "(及和与" or column_of(cell.word) is None) and column_of(both.word)
            if goes_on:
                cells[-1] = both
            elif column_of(cell.word) is None:
                break
            else:
                cells.append(cell)
        at += 1
    kinds = _kinds(cells) if len(cells) >= 3 else None
    return _HeadLines(tuple(cells), kinds, at, None) if kinds else None


def _broken(source: Source, lines: Sequence[Line], at: int) -> tuple[Cell, int] | None:
    """A heading broken into lines of a word each (建设, 内容), and the number of the line after it."""
    found: list[Cell] = []
    index = at
    while index < len(lines) and len(found) < 3 and len(lines[index].folded.strip()) <= 2:
        if lines[index].folded.strip():
            found += _cells(source, lines[index], None)
        index += 1
        both = join(found) if len(found) > 1 and column_of(found[0].word) is not WorkColumn.NUMBER else None
        if both and column_of(both.word) is not None:
            return both, index
        if found and found[0].word == "序" and len(found) == 2 and found[1].word == "号":
            return join(found), index
    return None


def _halved(source: Source, lines: Sequence[Line], at: int) -> tuple[Cell, int] | None:
    """A heading in two halves (“十四五”, 投资（万元）), the first of which heads nothing by itself, and the number of the line after it."""
    first = _cells(source, lines[at], None)[0]
    if column_of(first.word) is not None or len(first.word) > 8:
        return None
    for index in range(at + 1, min(at + 4, len(lines))):
        if lines[index].folded.strip():
            second = _cells(source, lines[index], None)[0]
            both = join([first, second])
            # 投资 below “十四五” is its second half, even where it could head a column itself
            return (both, index + 1) if column_of(both.word) is not None else None
    return None


def _kinds(cells: Sequence[Cell]) -> tuple[WorkColumn, ...] | None:
    kinds = [column_of(cell.word) for cell in cells]
    if None in kinds or kinds[0] not in _FIRST:
        return None
    name = name_column([cell.word for cell in cells])
    if name is None:
        return None
    return tuple(
        WorkColumn.NAME if at == name else WorkColumn.CATEGORY if kind is WorkColumn.NAME else kind or WorkColumn.OTHER
        for at, kind in enumerate(kinds)
    )


def _cells(source: Source, line: Line, parts: re.Pattern[str] | None) -> list[Cell]:
    row = line.folded
    begin, end = line.start + len(row) - len(row.lstrip()), line.start + len(row.rstrip())
    if parts is None:
        return [cell_of(source, [(begin, end)])]
    return [cell_of(source, [match.span()]) for match in parts.finditer(source.folded, begin, end)]


@dataclass(slots=True)
class _Numbers:
    """The numbers of the rows read so far: the last one, and the last of its parts （1）, （2）."""

    last: int = 0
    part: int = 0
    fresh: bool = True  # below headings, a sum or a heading between rows the numbers may begin anew

    def begins(self, cell: Cell) -> bool:
        """Is this the number of the next row?"""
        if (match := _PART_NUMBER.fullmatch(cell.word)) is not None:
            return int(match[1]) == self.part + 1 or (self.fresh and int(match[1]) == 1)
        number = _number(cell)
        return number is not None and (number == self.last + 1 or (self.fresh and number == 1))

    def after(self, cell: Cell) -> "_Numbers":
        """The numbers once this row is read."""
        if (match := _PART_NUMBER.fullmatch(cell.word)) is not None:
            return _Numbers(self.last, int(match[1]), fresh=False)
        return _Numbers(_number(cell) or 0, 0, fresh=False)


_PART_NUMBER = re.compile(r"\((\d{1,2})\)")


_SENTENCE = re.compile(r"。.|[^。]{12,}。$")


@dataclass(frozen=True, slots=True)
class _CellStack:
    """The cells below the headings, the line after each, and how many empty cells stand before it (None where the text does not tell)."""

    cells: tuple[Cell, ...]
    after: tuple[int, ...]
    empty: tuple[int, ...] | None


def _stack(source: Source, lines: Sequence[Line], heads: _HeadLines) -> _CellStack:
    cells: list[Cell] = []
    after: list[int] = []
    gaps: list[int] = []
    blank = 0
    for at in range(heads.after, len(lines)):
        word = lines[at].folded.strip()
        if blank > _BLANKS + 2 * len(heads.cells) or len(word) > _LONGEST or _STOP.match(word):
            break
        if len(cells) > _MOST_CELLS:
            break
        if not word:
            blank += 1
            continue
        found = _cells(source, lines[at], heads.parts)
        if heads.parts is not None and len(found) == 1 and _SENTENCE.search(word):
            break  # where each row has a line, a sentence that fills one stands below the table
        cells += found
        after += [at + 1] * len(found)
        gaps += [blank, *[0] * (len(found) - 1)]
        blank = 0
    # a blank line behind every cell, also an empty one: two blank lines more are an empty cell
    exact = heads.parts is None and len(gaps) > 2 and all(gap % 2 for gap in gaps[1:])
    return _CellStack(tuple(cells), tuple(after), tuple(gap // 2 for gap in gaps) if exact else None)


def _rows(source: Source, lines: Sequence[Line], heads: _HeadLines) -> tuple[list[Row], int]:
    """The rows below the headings, and the line after the last of them; headings between rows and sums are rows of one cell."""
    stack = _stack(source, lines, heads)
    cells = stack.cells
    again = [cell.word for cell in heads.cells]
    numbered = heads.kinds[0] is WorkColumn.NUMBER
    rows: list[Row] = []
    at = end = 0
    numbers = _Numbers()
    while at < len(cells):
        if over := _repeated(cells, at, again):  # the headings of the next page, or of the next part
            at, numbers.fresh = over, True
            continue
        if _is_title(cells, at, heads, numbers) or (numbered and is_sum(cells[at].word)):
            first = at
            at += 1
            while is_sum(cells[first].word) and at < len(cells) and _FIGURE.fullmatch(cells[at].word):
                if numbers.begins(cells[at]) and not _FIGURE.fullmatch(cells[min(at + 1, len(cells) - 1)].word):
                    break  # the number of the next row
                at += 1
            rows.append(Row((cells[first],)))
            numbers.fresh = True
            continue
        stop, row = _row(stack, at, heads.kinds, numbers)
        if row is None:
            break
        rows.append(row)
        first = next((cell for cell in cells[at : at + 2] if numbers.begins(cell)), cells[at])
        numbers = numbers.after(first)
        at = end = stop
    while rows and len(rows[-1].cells) == 1:
        rows.pop()
    return rows, stack.after[end - 1] if end else heads.after


_FIGURE = re.compile(r"\d[\d,.]*|[-—/]{1,3}|[项个处公里座]{1,2}")


def _repeated(cells: Sequence[Cell], at: int, again: Sequence[str]) -> int | None:
    """Where the headings end that stand here again, below at most two cells of a title; None where they do not."""
    said = "".join(again)
    for begin in range(at, min(at + 3, len(cells))):
        words, stop = "", begin
        while stop < len(cells) and len(words) < len(said) and said.startswith(words + cells[stop].word):
            words += cells[stop].word
            stop += 1
        if words == said:
            return stop
    return None


def _is_title(cells: Sequence[Cell], at: int, heads: _HeadLines, numbers: _Numbers) -> bool:
    """Is this a heading between rows: 一、产业项目（12个）, with the number of a row right behind it?"""
    word = cells[at].word
    if heads.kinds[0] is WorkColumn.NUMBER:
        below = _Numbers(numbers.last, numbers.part, fresh=True)
        return at + 1 < len(cells) and not numbers.begins(cells[at]) and below.begins(cells[at + 1])
    return _TITLE.fullmatch(word) is not None


_NUMBER = re.compile(r"(\d{1,4})[.、]?|\((\d{1,3})\)")
_WORDS = re.compile("[\u4e00-\u9fff]{2}")


def _number(cell: Cell) -> int | None:
    match = _NUMBER.fullmatch(cell.word)
    return int(match[1] or match[2]) if match else None


def _row(stack: _CellStack, at: int, kinds: Sequence[WorkColumn], numbers: _Numbers) -> tuple[int, Row | None]:
    """The row that begins with a cell, and the number of the cell behind it."""
    cells = stack.cells
    numbered = WorkColumn.NUMBER in kinds[:2]
    if numbered and not any(numbers.begins(cell) for cell in cells[at : at + 2]):
        return at, None
    best, stop, slots = NEVER, at, ()
    ends = _ends(cells, at, kinds, numbers if numbered else None)
    alignment = Alignment([cell.word for cell in cells[at : max(ends, default=at)]], kinds)
    for end in ends:
        for last in _before_titles(cells, at, end):
            empty = stack.empty[at:last] if stack.empty else None
            cost, spans = alignment.of(last - at, empty)
            cost += 0.0 if last == end or _TITLE.fullmatch(cells[last].word) else 1.0
            if cost < best:
                best, stop = cost, last
                slots = tuple(join(cells[at + a : at + b]) if b > a else None for a, b in spans)
    if best > _WORST:
        return at, None
    return stop, Row(tuple(cell for cell in slots if cell), slots)


def _before_titles(cells: Sequence[Cell], at: int, end: int) -> list[int]:
    """Where the row itself may end: the last cell or two before the next row may be a heading over that."""
    found = [end]
    for last in (end - 1, end - 2):
        if last > at + 2 and end < len(cells) and _WORDS.search(cells[last].word):
            found.append(last)
        else:
            break
    return found


def _ends(cells: Sequence[Cell], at: int, kinds: Sequence[WorkColumn], numbers: _Numbers | None) -> list[int]:
    """Where a row may end: before the next number or a sum, or, for the last and where rows have none, when it is about full."""
    width = len(kinds)
    full = list(range(at + max(2, width - 2), min(at + width + 8, len(cells)) + 1))
    if numbers is None:
        return full
    own = next((cell for cell in cells[at : at + 2] if numbers.begins(cell)), cells[at])
    below = numbers.after(own)
    found: list[int] = []
    for end in range(at + 2, min(at + _ROW, len(cells))):
        first = cells[end : end + 1 + (kinds[0] is not WorkColumn.NUMBER)]
        title = _WORDS.search(cells[end - 1].word) is not None
        anew = title and below.last >= 1 and _number(cells[end]) == 1
        if any(below.begins(cell) for cell in first) or anew or is_sum(cells[end].word):
            found.append(end)
            if len(found) == 3 or is_sum(cells[end].word):
                break
    return found or full
