"""Where rows of an indicator table stand in a layout that is not understood, so that no cell of them is read as prose."""

import re
from collections.abc import Collection, Iterator, Sequence

from text.outline.outline import Outline
from text.sources.source import Line

# 4 % 预期性 2.1左右 -: a row of the table, or a part of one, and no sentence of the 约束性 indicators
_NATURE_CELL = re.compile(r"(?:^|[\s|])(?:预期|约束)性?(?=[\s|]|$)")
_APART = 5  # lines between two such rows, at most
_AROUND, _FARTHEST = 2, 400  # lines of names and units above the first and below the last


def unread_rows(outline: Outline, spans: Sequence[tuple[int, int]], *, whole: bool) -> Iterator[tuple[int, int]]:
    """Where rows of an indicator table stand in a layout that is not understood: nothing in them is to be read as prose.

    ``whole``: no row of the table was read, so all short lines around are its cells: a program may have written it column by column.
    """
    lines = outline.source.lines
    rows = [
        line.no
        for line in lines
        if ("预期" in line.folded or "约束" in line.folded)
        and _NATURE_CELL.search(line.folded)
        and not _is_prose(line.folded)
        and not any(start <= line.start < end for start, end in spans)
    ]
    first = lines[0].no if lines else 0
    heads = {outline.source.line_at(node.start).no for node in outline.nodes}
    for group in _runs(rows):
        if len(group) < _FEWEST:
            continue
        begin, end = group[0] - first, group[-1] - first
        for _ in range(_FARTHEST if whole else _AROUND):
            if begin and _may_belong(lines[begin - 1], heads, blank=whole):
                begin -= 1
            if end + 1 < len(lines) and _may_belong(lines[end + 1], heads, blank=whole):
                end += 1
        yield lines[begin].start, lines[end].end


_FEWEST = 2


def _runs(rows: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of lines, in groups of those that stand close together."""
    run: list[int] = []
    for no in rows:
        if run and no - run[-1] > _APART:
            yield run
            run = []
        run.append(no)
    if run:
        yield run


def _is_prose(row: str) -> bool:
    return "。" in row or len(row.strip()) > 120


def _may_belong(line: Line, heads: Collection[int], *, blank: bool) -> bool:
    """May this line be the rest of a row: words that are no heading and no sentence?"""
    row = line.folded.strip()
    if not row:
        return blank
    return len(row) <= 40 and line.no not in heads and re.search(r"[。;,:]", row) is None
