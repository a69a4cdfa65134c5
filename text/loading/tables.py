"""A table of cells, some of them merged, becomes rows of Markdown, the one form in which all loaders hand tables on.

::

    经济发展 (2 rows high) | 地区生产总值 | 360       → | 经济发展 | 地区生产总值 | 360 |
                           | 常住人口     | 85          | 经济发展 | 常住人口 | 85 |

A cell over several rows is repeated in each of them, and one over several columns in each of those; but one over the whole width is a heading
inside the table, and stands once, with empty cells beside it. The paragraphs of a cell are joined by a space where letters or figures meet, and otherwise by nothing.
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
