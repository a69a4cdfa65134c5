"""What the cells of an indicator table may say whose cells follow one another (:mod:`text.tables.flowing`), and how odd each is: 0 is not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.tables.columns import (
    ColumnContent,
    align,
    are_closed,
    cell_cost,
    columns_of,
    has_unit,
    heads_a_column,
    is_figure,
    is_nature,
    is_only_part,
    is_unit,
)
from text.tables.grid import Cell, Table
from text.tables.indicator_lines import CATEGORY
from text.tables.wrapped import NEVER

ROW = 6.0
"""What a row is worth: one that is odder is none."""
SOUND = 3.5
"""A row that is odder is not sure."""
MERGED = 0.3
"""An empty cell beside words that stand over the columns of several years."""
EMPTY = {
    ColumnContent.NUMBER: 5.5,
    ColumnContent.CATEGORY: 0.3,
    ColumnContent.UNIT: 2.5,
    ColumnContent.VALUE: NEVER,  # nobody can tell which of the figures is missing
    ColumnContent.BASE: NEVER,
    ColumnContent.NATURE: 7.0,
    ColumnContent.OTHER: 0.5,
}
"""How odd it is that a cell of a column is empty; a name never is."""
# a cell goes on: on the next line, below a blank one, behind a space, behind one around what is not Chinese, within a figure
_LINE, _BLANK, _SPACE, _SPACED, _DIGITS = 0.25, 1.5, 1.5, 0.05, 3.0
_ORDER, _GAP, _MOST_GAP = 4.0, 1.0, 6  # the number of a row is none of the next, or after a gap
_FEWEST_OF_CATEGORY = 2  # characters


@dataclass(frozen=True, slots=True)
class FlowWord:
    """A word of a table's body."""

    cell: Cell
    line: int
    """The number of its line among those that are not blank."""
    below_blank: bool
    gap: int
    """Spaces between it and the word before it on its line."""


@lru_cache(maxsize=4096)
def oddness(kind: ColumnContent, word: str) -> float:
    """How odd it is for a whole cell of a column to say this."""
    if kind is ColumnContent.NUMBER:
        return 0.0 if re.fullmatch(r"\(?\d{1,3}[.、)]?", word) else NEVER
    if kind is ColumnContent.NATURE and not is_nature(word):
        return NEVER
    if kind is ColumnContent.CATEGORY and (is_unit(word) or _HEAD_FIRST.match(word) or not _CHINESE.fullmatch(word)):
        return NEVER
    cost = cell_cost(kind, word)
    if kind is not ColumnContent.OTHER and heads_a_column(word):
        cost += 4.0
    if kind is ColumnContent.UNIT:
        cost += 2.0 * bool(cost) + 4.0 * (_END_OF_NAME.match(word) is not None)
    if kind in (ColumnContent.NAME, ColumnContent.CATEGORY):
        cost += 3.0 * (_END_OF_NATURE.match(word) is not None)
    if kind in (ColumnContent.NAME, ColumnContent.PART):
        cost += _name_oddness(word, part=kind is ColumnContent.PART)
    if kind.is_value and len(word) > _LONGEST_AIM:
        cost += 3.0
    if kind.is_value and _TAIL.match(word):
        cost += 3.0  # 左右 is of the figure before it
    return cost


def _name_oddness(word: str, *, part: bool) -> float:
    cost = 0.0
    if is_unit(word) or CATEGORY.fullmatch(word):
        cost += 2.0
    if sum(map(word.count, "([〔")) != sum(map(word.count, ")]〕")):
        cost += 4.0
    if re.match(r"[(%)]|\d+\.\d(?!岁|G|分钟)|[〔\[≥≤<>—-]", word) or is_figure(word):
        cost += 4.0
    if _ONLY_AIM.fullmatch(word):
        cost += 3.0
    if part:
        return cost + (0.0 if is_only_part(word) else 1.0 if len(word) <= _LONGEST_PART else 3.0)
    return cost + 4.0 * is_only_part(word)


_END_OF_NATURE = re.compile("(?:期|束)?性(?!别|价|能)")  # 预期 on the line above
_END_OF_NAME = re.compile("[\u4e00-\u9fff]{0,8}[率比数重值度例额量](?:[%‰]|.{1,4}/.)")  # before its unit: 率人/亿元
_HEADS_ONLY = ("属性", "类别", "序号")
_HEAD_FIRST = re.compile("类别|指标|单位|属性|序号")
_LONGEST_PART = 10
_CHINESE = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))?[\u4e00-\u9fff、]+")
_LONGEST_AIM = 24
_ONLY_AIM = re.compile(
    "(?:完成|达到|与.{2,}|[高低优]于|不[高低]于|保持|控制).{0,12}(?:任务|指标|同步|持平|要求|水平|一致|目标|稳定)?"
)


def order_oddness(more: int, *, first: bool) -> float:
    """How odd the number of a row is that is so much more than the last."""
    if more == 1:
        return 0.0
    return _GAP if first or 1 < more <= _MOST_GAP else _ORDER


def begins_name(word: str) -> bool:
    """Does a name begin with a word: 3.工业增加值, 其中?"""
    return re.match(r"\(?\d{1,2}[.、)](?!\d)|[①-⑳]|其中", word) is not None


def joint_oddness(words: Sequence[FlowWord], kind: ColumnContent, *, units: bool, parts: bool) -> float:
    """How odd it is that words make one cell of a column; ``units`` and ``parts``: such columns are there, too."""
    if kind is ColumnContent.NAME and any(one.cell.word in _HEADS_ONLY for one in words):
        return NEVER
    cost = 0.0
    for at in range(1, len(words)):
        before, word = words[at - 1], words[at]
        cost += _apart(before, word, at if kind.is_value else 1)
        if kind is ColumnContent.NUMBER or (kind.is_value and _are_two_values(before.cell.word, word.cell.word)):
            return NEVER
        if kind is ColumnContent.NAME:
            cost += _within_a_name(before, word, first=at == 1, units=units, parts=parts)
        if cost >= NEVER:
            return NEVER
    return cost


def _apart(before: FlowWord, word: FlowWord, lines: int) -> float:
    """How odd it is that a cell goes on with a word, by where it stands."""
    one, two = before.cell.word, word.cell.word
    if one[-1:].isdigit() and two[:1].isdigit():
        return _DIGITS
    if word.line == before.line:
        # 单位 GDP 能耗: some programs set spaces around what is not Chinese
        return NEVER if word.gap > 1 else _SPACED if one[-1:].isascii() or two[:1].isascii() else _SPACE
    return _BLANK if word.below_blank else _LINE * lines


def _are_two_values(one: str, two: str) -> bool:
    if _DASH.fullmatch(two) and not one[-1:].isdigit():
        return True
    return (is_figure(one) and (is_figure(two) or not _GOES_ON.match(two))) or _TAIL.fullmatch(one) is not None


_DASH = re.compile("[-—–]+")
_TAIL = re.compile("左右|以[上内下]")
_GOES_ON = re.compile("左右|以[上内下]|[左右以上内下]$|%|‰|[万亿]?[元吨人家个件]|年均|[-—~至]")


def _within_a_name(before: FlowWord, word: FlowWord, *, first: bool, units: bool, parts: bool) -> float:
    """How odd a word is that goes on with a name."""
    one, two = before.cell.word, word.cell.word
    if is_figure(two) and not two.isdecimal():
        return NEVER
    cost = 2.0 * (parts and is_only_part(two)) + 2.0 * (is_unit(one) and not first)
    # 福祉, of a category in two lines beside a name in two lines
    of_category = word.line != before.line and len(two) >= _FEWEST_OF_CATEGORY and CATEGORY.fullmatch(two) is not None
    return (
        cost + 2.0 * of_category + 3.0 * (is_nature(two) or begins_name(two) or (has_unit(before.cell) and not units))
    )


def soundness(table: Table) -> float:
    """How many rows of a table have cells that fit their headings, less those that have not: of two ways to read one table the sounder is right."""
    kinds = columns_of([cell.word for cell in table.header])
    sound = 0.0
    number = 0
    for row in table.rows:
        slots = row.slots or (row.cells if len(row.cells) == len(kinds) else align(row.cells, kinds) or ())
        if len(row.cells) < 2 or len(slots) < len(kinds):
            sound -= len(row.cells) > 1
            continue
        odd = 0.0
        wordy = False
        for kind, cell in zip(kinds, slots, strict=False):
            if cell is None or not cell.word:
                parted = ColumnContent.PART in kinds and kind in _OF_GROUPS
                odd += 0.0 if parted else MERGED if wordy and kind.is_value else min(EMPTY.get(kind, NEVER), ROW)
                continue
            odd += min(oddness(kind, cell.word), ROW)
            wordy = kind.is_value and not is_figure(cell.word)
            if kind is ColumnContent.NUMBER and cell.word.isdecimal():
                odd += 0.0 if int(cell.word) == number + 1 else _GAP
                number = int(cell.word)
        sound += 1.0 if odd < SOUND else -1.0
    headings = [cell.word for cell in table.header]
    if are_closed(["".join(headings)]) and not are_closed(headings):
        sound -= len(table.rows)  # one heading came apart
    begun = sum(begins_name(cell.word) for cell in table.left_out)  # 4. of a row that is not read
    return sound - begun - _LEFT * len(table.left_out) - _LEFT * table.categories_lost


_OF_GROUPS = (ColumnContent.NUMBER, ColumnContent.NAME, ColumnContent.PART)
_LEFT = 0.05
