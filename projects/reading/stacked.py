"""The tables of works whose cells stand in lines without any marks, as a copied web page leaves them: a cell a line, or a row a line.

::

    序号 / 项目名称 / 项目内容 / 总投资（亿元）
    1 / 职教中心迁建项目 / 占地210亩， / 建筑面积5.3万平方米。 / 2.6        →  1 | 职教中心迁建项目 | 占地210亩，建筑面积5.3万平方米。 | 2.6

The headings say what the columns hold, and what the lines say decides which of them are one cell (projects.reading.columns).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.columns import NEVER, WorkColumn, align, column_of, name_column
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
_SUMS = re.compile(r"合计|总计|小计|共计")
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
            if broken := _broken(source, lines, at):
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


def _rows(source: Source, lines: Sequence[Line], heads: _HeadLines) -> tuple[list[Row], int]:
    """The rows below the headings, and the line after the last of them."""
    cells: list[Cell] = []
    after: list[int] = []
    blank = 0
    for at in range(heads.after, len(lines)):
        word = lines[at].folded.strip()
        blank = 0 if word else blank + 1
        if blank > _BLANKS or len(word) > _LONGEST or _STOP.match(word) or len(cells) > _MOST_CELLS:
            break
        if word:
            found = _cells(source, lines[at], heads.parts)
            cells += found
            after += [at + 1] * len(found)
    again = [cell.word for cell in heads.cells]
    rows: list[Row] = []
    at = end = 0
    number = 1
    while at < len(cells):
        if [cell.word for cell in cells[at : at + len(again)]] == again:  # the headings of the next page
            at += len(again)
            continue
        if _is_title(cells, at, heads) or (_SUMS.match(cells[at].word) and heads.kinds[0] is WorkColumn.NUMBER):
            at += 1
            while (
                _SUMS.match(cells[at - 1].word) and at < len(cells) and re.fullmatch(r"[\d,.]+|[-—/]", cells[at].word)
            ):
                at += 1
            number = (
                1 if heads.kinds[0] is WorkColumn.NUMBER and at < len(cells) and _number(cells[at]) == 1 else number
            )
            continue
        stop, row = _row(cells, at, heads.kinds, number)
        if row is None:
            break
        rows.append(row)
        at = end = stop
        number += 1
    return rows, after[end - 1] if end else heads.after


def _is_title(cells: Sequence[Cell], at: int, heads: _HeadLines) -> bool:
    """Is this a heading between rows: 一、产业项目（12个）, with the number of a row right behind it?"""
    word = cells[at].word
    if heads.kinds[0] is WorkColumn.NUMBER:
        return at + 1 < len(cells) and _number(cells[at]) is None and _number(cells[at + 1]) is not None
    return _TITLE.fullmatch(word) is not None


def _number(cell: Cell) -> int | None:
    match = re.fullmatch(r"\(?(\d{1,3})\)?[.、]?", cell.word)
    return int(match[1]) if match else None


def _row(cells: Sequence[Cell], at: int, kinds: Sequence[WorkColumn], number: int) -> tuple[int, Row | None]:
    """The row that begins with a cell, and the number of the cell behind it."""
    numbered = WorkColumn.NUMBER in kinds[:2]
    if numbered and not any(_number(cell) == number for cell in cells[at : at + 2]):
        return at, None
    best, stop, slots = NEVER, at, ()
    for end in _ends(cells, at, kinds, number if numbered else None):
        last = end
        while last > at + 2 and _TITLE.fullmatch(cells[last - 1].word) and end - last < 2 and end < len(cells):
            last -= 1  # the heading of the rows that follow
        cost, spans = align([cell.word for cell in cells[at:last]], kinds)
        if cost < best:
            best, stop = cost, last
            slots = tuple(join(cells[at + a : at + b]) if b > a else None for a, b in spans)
    if best > _WORST:
        return at, None
    return stop, Row(tuple(cell for cell in slots if cell), slots)


def _ends(cells: Sequence[Cell], at: int, kinds: Sequence[WorkColumn], number: int | None) -> list[int]:
    """Where a row may end: before the next number, or, for the last and where rows have none, when it is about full."""
    width = len(kinds)
    full = list(range(at + max(2, width - 2), min(at + width + 8, len(cells)) + 1))
    if number is None:
        return full
    following = [end for end in range(at + 2, min(at + _ROW, len(cells))) if _follows(cells, end, number, kinds)]
    return following[:3] or full


def _follows(cells: Sequence[Cell], at: int, number: int, kinds: Sequence[WorkColumn]) -> bool:
    """Does the next row begin here: with the next number, or with 1 below a heading between rows?"""
    own = cells[at : at + 1 + (kinds[0] is not WorkColumn.NUMBER)]
    return any(_number(cell) == number + 1 for cell in own) or (
        _number(cells[at]) == 1 and _TITLE.fullmatch(cells[at - 1].word) is not None
    )
