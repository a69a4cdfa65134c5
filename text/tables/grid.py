"""What a table is once it is read, whatever its layout was: a header, and rows of cells with their positions in the
text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from text.sources.source import Source, fold


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: ``text`` as printed, without markup, with line breaks and the white space around them taken out.

    ``source.text[start:end]`` holds it. A heading that is left empty has an empty text.
    """

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def word(self) -> str:
        """The folded text without any white space: 指 标 → 指标."""
        return _word(self.text)


@lru_cache(maxsize=4096)
def _word(text: str) -> str:
    # Asked for over and over while a table is put together.
    return "".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, left to right, empty ones left out; a row of one cell is a heading inside the table (经济发展).

    ``slots`` has one entry per column if the layout shows the columns: None for an empty cell, and for one that spans
    rows the same cell in each. Otherwise it is empty.
    """

    cells: tuple[Cell, ...]
    slots: tuple[Cell | None, ...] = ()

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return max(cell.end for cell in self.cells)

    @property
    def is_heading(self) -> bool:
        """One cell over the whole width of the table."""
        return len(self.cells) == 1 and len({cell for cell in self.slots if cell}) <= 1

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(cell.word for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` is the first row of two cells or more; ``rows`` are the rest. ``source.text[start:end]`` holds it all.

    ``rows`` is empty if headings were found but no row under them was understood. ``markup`` is its place, including
    its tags. ``left_out`` are words between the rows that could be put in none of them; ``categories_lost``: nobody can
    tell which rows its categories are of; ``categories_unsure``: where one ends was told by its place, which fits more
    than one row.
    """

    header: tuple[Cell, ...]
    rows: tuple[Row, ...]
    markup: tuple[int, int] | None = None
    left_out: tuple[Cell, ...] = ()
    categories_lost: bool = False
    categories_unsure: bool = False

    @property
    def start(self) -> int:
        return min(cell.start for cell in self.header)

    @property
    def end(self) -> int:
        return self.rows[-1].end if self.rows else self.header[-1].end

    def column(self, *names: str) -> int | None:
        """The index of the first column whose heading holds one of ``names`` (spaces aside), or None."""
        headings = [cell.word for cell in self.header]
        return next((index for name in names for index, heading in enumerate(headings) if name in heading), None)


_SPACES = re.compile(r"\s+")


def cell_of(source: Source, spans: Sequence[tuple[int, int]]) -> Cell:
    """The cell whose lines are at ``spans``."""
    text = "".join(source.text[start:end] for start, end in spans)
    return Cell(text=_SPACES.sub(" ", text), start=spans[0][0], end=spans[-1][1])


def join(cells: Sequence[Cell]) -> Cell:
    """One cell made of several consecutive ones."""
    if len(cells) == 1:
        return cells[0]
    return Cell("".join(cell.text for cell in cells), cells[0].start, cells[-1].end)
