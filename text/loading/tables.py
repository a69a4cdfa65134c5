"""A table of cells, some of them merged, becomes rows of Markdown, the one form in which all loaders hand tables on.

::

    经济发展 (2 rows high) | 地区生产总值 | 360       → | 经济发展 | 地区生产总值 | 360 |
                           | 常住人口     | 85          | 经济发展 | 常住人口 | 85 |

A cell over several rows is repeated in each of them, and one over several columns in each of those; but one over the whole width is a heading
inside the table, and stands once, with empty cells beside it. The paragraphs of a cell are joined by a space where letters or figures meet, and
otherwise by nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MOST_COLUMNS = 64
# Words of Latin letters or figures that would run together: 5 ⏎ 6 is never 56.
_WOULD_RUN_TOGETHER = re.compile(r"[0-9A-Za-z.%]$")
_BEGINS_SO = re.compile(r"^[0-9A-Za-z.]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at its upper left corner: its text, and over how many rows and columns it reaches."""

    text: str
    rows: int = 1
    columns: int = 1


Grid = Sequence[Sequence[GridCell]]
"""The rows of a table; each has only the cells that begin in it, as in HTML."""


def joined(parts: Sequence[str]) -> str:
    """The lines of one cell as one.

    >>> joined(["与全市增长", "水平保持一致"]), joined(["12", "34"])
    ('与全市增长水平保持一致', '12 34')
    """
    text = ""
    for part in (" ".join(part.split()) for part in parts):
        gap = " " if _WOULD_RUN_TOGETHER.search(text) and _BEGINS_SO.match(part) else ""
        text += gap + part if part else ""
    return text


def full(grid: Grid) -> list[list[str]]:
    """Every row with an entry per column, merged cells repeated."""
    rows: list[list[str]] = []
    down: dict[int, tuple[str, int]] = {}  # by column: a cell that reaches into the rows below, and how many of them
    for cells in grid:
        row: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        waiting = list(reversed(cells))
        while len(row) < _MOST_COLUMNS and (waiting or len(row) in down):
            if len(row) in down:
                text, more = down[len(row)]
                if more > 1:
                    below[len(row)] = (text, more - 1)
                row.append(text)
                continue
            cell = waiting.pop()
            for _ in range(min(max(1, cell.columns), _MOST_COLUMNS - len(row))):
                if cell.rows > 1:
                    below[len(row)] = (cell.text, cell.rows - 1)
                row.append(cell.text)
        down = below
        rows.append(row)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


# 专栏1 主要指标   表2 重点项目表   单位：亿元   注：〔〕为五年累计数
_TITLE = re.compile(
    r"\s*(?:专\s*栏|附?\s*表\s*[\d一二三四五六七八九十]|(?:计量)?单位\s*[:：])|.{0,40}(?:表|指标|项目|工程|体系)(?:[（(].{0,20}[)）])?\s*$"
)
_BELOW = re.compile(r"\s*(?:注释?|备\s*注|说\s*明|资料来源|数据来源|[*＊①])\s*[\d:：1-9一-鿿带]")


def parted(grid: Grid) -> tuple[list[str], Grid, list[str]]:
    """A table without the titles that stand in its first rows, over all columns, and the notes in its last ones: they are lines of the text.

    >>> parted([[GridCell("专栏1 主要指标", columns=2)], [GridCell("指标"), GridCell("2025年")], [GridCell("注：预计数", columns=2)]])
    (['专栏1 主要指标'], [[GridCell(text='指标', rows=1, columns=1), GridCell(text='2025年', rows=1, columns=1)]], ['注：预计数'])
    """
    first, last = 0, len(grid)
    if max((len(row) for row in grid), default=0) < 2:
        return [], grid, []
    while first < last and len(grid[first]) == 1 and (_TITLE.match(grid[first][0].text) or not grid[first][0].text):
        first += 1
    while (
        last > first
        and len(grid[last - 1]) == 1
        and (_BELOW.match(grid[last - 1][0].text) or not grid[last - 1][0].text)
    ):
        last -= 1
    above = [row[0].text for row in grid[:first] if row[0].text]
    return above, list(grid[first:last]), [row[0].text for row in grid[last:] if row[0].text]


def rows_of(grid: Grid) -> list[str]:
    """The lines of a table as Markdown, without the line under its head; rows without words are left out."""
    lines: list[str] = []
    for cells, row in zip(grid, full(grid), strict=True):
        if not any(text.strip() for text in row):
            continue
        whole = len(cells) == 1 and len(row) > 1 and len(set(row)) == 1
        words = [row[0], *[""] * (len(row) - 1)] if whole else row
        lines.append("| " + " | ".join(_escaped(text) for text in words) + " |")
    return lines


def _escaped(text: str) -> str:
    # A stroke within a cell would part it; the full width one is matched like it and parts nothing.
    return " ".join(text.split()).replace("|", "｜")
