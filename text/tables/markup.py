"""The HTML tables that a converter left in a text become rows again.

::

    <table><tr><td rowspan=2>经济发展</td><td>地区生产总值（亿元）</td><td>&gt;520</td></tr><tr><td>常住人口（万人）</td>…
    → 经济发展 | 地区生产总值（亿元） | >520
      经济发展 | 常住人口（万人） | …         (the same cell, in the slots of both rows)
"""

import html
import re
from dataclasses import dataclass, field, replace

from text.sources.source import Source
from text.tables.grid import Cell, Row

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # what Markdown takes for a sign may have a backslash before it
_EMPHASIS = re.compile(r"\*[^*|]+\*|_[^_|]+_")
_INLINE = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\*\*")
_MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Markup:
    """A ``<table>``: ``source.text[start:end]`` with its tags."""

    start: int
    end: int
    rows: tuple[Row, ...]


@dataclass(slots=True)
class _Grid:
    """The rows read so far, and for each column the cell that reaches down into the next rows and how many of them."""

    rows: list[Row] = field(default_factory=list)
    down: dict[int, tuple[Cell | None, int]] = field(default_factory=dict)

    def add(self, cells: list[tuple[Cell | None, int, int]]) -> None:
        """Add a row of (cell, rows, columns)."""
        slots: list[Cell | None] = []
        below: dict[int, tuple[Cell | None, int]] = {}
        waiting = list(reversed(cells))
        while len(slots) < _MOST_COLUMNS and (waiting or len(slots) in self.down):
            if len(slots) in self.down:
                cell, rows = self.down[len(slots)]
                if rows > 1:
                    below[len(slots)] = (cell, rows - 1)
                slots.append(cell)
                continue
            cell, rows, columns = waiting.pop()
            for _ in range(min(columns, _MOST_COLUMNS - len(slots))):
                if rows > 1:
                    below[len(slots)] = (cell, rows - 1)
                slots.append(cell)
        self.down = below
        own = tuple(cell for cell, _, _ in cells if cell)
        if own:
            self.rows.append(Row(cells=own, slots=tuple(slots)))


def read_markup(source: Source, start: int, end: int) -> list[Markup]:
    """The HTML tables in ``start``..``end``; one that is not closed ends with its last cell."""
    found: list[Markup] = []
    grid = _Grid()
    row: list[tuple[Cell | None, int, int]] = []
    opened: int | None = None  # where the table began
    content: tuple[int, str] | None = None  # where the open cell begins, and what its tag says
    last = start
    for tag in _TAG.finditer(source.folded, start, end):
        closing, name = bool(tag[1]), tag[2].lower()
        if opened is None and (closing or name != "table"):
            continue
        last = tag.end()
        if content is not None:  # every tag ends the cell before it
            row.append((_inner(source, content[0], tag.start()), *_spans(content[1])))
            content = None
        if name in ("td", "th") and not closing:
            content = (tag.end(), tag[3])
        elif name in ("tr", "table") and row:
            grid.add(row)
            row = []
        if name == "table":
            if opened is not None:
                found.append(Markup(opened, tag.end() if closing else tag.start(), tuple(grid.rows)))
                grid = _Grid()
            opened = None if closing else tag.start()
    if opened is not None:
        if row:
            grid.add(row)
        found.append(Markup(opened, last, tuple(grid.rows)))
    return found


def _spans(attributes: str) -> tuple[int, int]:
    said = {which.lower(): max(1, int(count)) for which, count in _SPAN.findall(attributes)}
    return said.get("row", 1), said.get("col", 1)


def _inner(source: Source, start: int, end: int) -> Cell | None:
    """The cell between two tags; None if there is nothing."""
    spans: list[tuple[int, int]] = []
    at = start
    for tag in [*_INLINE.finditer(source.text, start, end), None]:
        stop = tag.start() if tag else end
        words = source.text[at:stop]
        if words.strip() and words.strip() != "&nbsp;":
            begin = at + len(words) - len(words.lstrip())
            spans.append((begin, begin + len(words.strip())))
        at = tag.end() if tag else end
    if not spans:
        return None
    text = " ".join("".join(html.unescape(source.text[a:b]) for a, b in spans).split())
    return Cell(text, spans[0][0], spans[-1][1]) if text else None


def without_markup(source: Source, start: int, end: int) -> Cell | None:
    """A cell of a Markdown table: ``**经济发展**``, ``*预期性*``, ``与经济增长<br>同步`` and ``\\>6\\.3`` without the signs."""
    if _EMPHASIS.fullmatch(source.text, start, end):
        start, end = start + 1, end - 1
    cell = _inner(source, start, end)
    return replace(cell, text=_ESCAPED.sub(r"\1", cell.text)) if cell and "\\" in cell.text else cell
