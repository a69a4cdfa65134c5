"""The rows of a project table: a table of which one column is 项目名称.

项目名称 | 街道 | 控制单元 | 项目概况
无瑕街水体环境质量综合治理项目 | 无瑕街 | …    →  that name, in 无瑕街
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.reading.investment import MONEY_UNIT, Money, read_money
from text.numbers.units import MONEY
from text.tables.tables import Cell, Row, Table

_STREET = re.compile(r"街道|街镇|乡镇|属地|建设地点|所在地|地点")
_COST = re.compile(rf"(?:总|计划|估算)?投资(?:额|规模|总额)?(?:\((?P<unit>{MONEY_UNIT})\))?")


@dataclass(frozen=True, slots=True)
class TableProject:
    """``row`` as printed, its ``name`` cell, and what other columns say."""

    row: Row
    name: Cell
    street: str | None
    raw: str | None
    unit: str


def read_project_tables(tables: Sequence[Table]) -> Iterator[TableProject]:
    """The rows of those tables that list projects."""
    for table in tables:
        heads = [re.sub(r"\s+", "", cell.folded) for cell in table.header]
        name = next((i for i, head in enumerate(heads) if "项目名称" in head or "工程名称" in head), None)
        if name is None:
            continue
        street = next((i for i, head in enumerate(heads) if _STREET.fullmatch(head)), None)
        cost, unit = _cost_column(heads)
        for row in table.rows:
            if len(row.cells) < 2 or name >= len(row.cells):
                continue
            yield TableProject(
                row=row,
                name=row.cells[name],
                street=_street(row, street),
                raw=row.cells[cost].text if cost is not None and cost < len(row.cells) else None,
                unit=unit,
            )


def _cost_column(heads: Sequence[str]) -> tuple[int | None, str]:
    for index, head in enumerate(heads):
        if match := _COST.fullmatch(head):
            return index, match["unit"] or ""
    return None, ""


def _street(row: Row, column: int | None) -> str | None:
    if column is None or column >= len(row.cells):
        return None
    text = re.sub(r"\s+", "", row.cells[column].text)
    match = re.search(r"[\u4e00-\u9fff]{2,5}(?:街道|街|镇|乡)", text)
    return match.group() if match else None


def cell_money(entry: TableProject) -> tuple[str, Money] | None:
    """The sum in the cost column, whose unit the header may give."""
    if not entry.raw:
        return None
    raw = entry.raw.strip()
    text = re.sub(r"\s+", "", raw)
    money = read_money("投资" + (text if text.endswith(tuple(MONEY)) else text + (entry.unit or "元")))
    return (raw, money) if money else None
