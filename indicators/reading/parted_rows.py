"""A row of the indicator table that somebody parted by hand, or the end of a page, is put together again.

::

    | 10 | 创新驱动 | 数字经济核心产业 | % | 3.2 | 6 |
    |    |          | 增加值占生产总值比重 | | | |     →  10 数字经济核心产业增加值占生产总值比重

Only where the table numbers its rows and has its categories in a column of their own: elsewhere words alone in a row may be a category.
"""

from collections.abc import Sequence
from dataclasses import replace

from indicators.reading.roles import Roles
from text.tables.columns import OF_WHICH
from text.tables.tables import Cell, Row

_FILLED = 0.8  # of the numbered rows: those with a category


def whole_rows(rows: Sequence[Row], roles: Roles) -> Sequence[Row]:
    """The rows with the rests of names put to them."""
    number, category = roles.number, roles.category
    if number is None or category is None:
        return rows
    numbered = [row for row in rows if _number(row, number) is not None]
    categories = {cell.word for row in numbered if (cell := _at(row, category))}
    if not numbered or sum(_at(row, category) is not None for row in numbered) < _FILLED * len(numbered):
        return rows
    whole: list[Row] = []
    for index, row in enumerate(rows):
        rest = _rest(row, roles, categories)
        last = whole[-1] if whole else None
        name = _at(last, roles.name) if last else None
        if rest is None or last is None or name is None or not _goes_on(last, rows[index + 1 :], number):
            whole.append(row)
            continue
        joined = Cell(name.text + rest.text, name.start, rest.end)
        whole[-1] = replace(
            last,
            cells=tuple(joined if cell is name else cell for cell in last.cells),
            slots=tuple(joined if cell is name else cell for cell in last.slots),
        )
    return whole


def _at(row: Row, column: int) -> Cell | None:
    return row.slots[column] if column < len(row.slots) else None


def _number(row: Row, column: int) -> int | None:
    cell = _at(row, column)
    word = cell.word.strip(".、") if cell else ""
    return int(word) if word.isdecimal() else None


def _rest(row: Row, roles: Roles, categories: set[str]) -> Cell | None:
    """The name of a row that says nothing else, but for a category that is repeated; None for any other row."""
    others = [cell for at, cell in enumerate(row.slots) if cell and at not in (roles.name, roles.category)]
    name = _at(row, roles.name)
    if name is None or others or not name.word or name.word in categories or OF_WHICH.match(name.folded):
        return None
    category = _at(row, roles.category) if roles.category is not None else None
    return name if category is None or category.word in categories else None


def _goes_on(last: Row, below: Sequence[Row], column: int) -> bool:
    """Whether a row has its figures, and the row below its rest the number after its own."""
    number = _number(last, column)
    if number is None or len(last.cells) < 4:
        return False
    return not below or _number(below[0], column) == number + 1
