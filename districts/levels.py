"""How the chapters of a document lie in each other, by their levels: for chapters whose level was corrected.

A chapter ends at the next heading of its level or above, where the chapter around it ends, or where its frame does (专栏). Rows are in the order of the text.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def ends_of_frames(rows: Sequence[Any]) -> dict[str, int]:
    """By its key where a chapter ends for another reason than a heading."""
    return {
        row.key: row.end for row, end in zip(rows, _next_headings(rows), strict=True) if end is None or row.end < end
    }


def arrange(rows: Sequence[Any], frames: Mapping[str, int]) -> None:
    """Give each chapter the end that follows from the levels."""
    last = max((row.end for row in rows), default=0)
    around = parents(rows)
    for row, heading in zip(rows, _next_headings(rows), strict=True):
        parent = around[row.key]
        row.end = min(
            last if heading is None else heading, frames.get(row.key, last), last if parent is None else parent.end
        )


def parents(rows: Sequence[Any]) -> dict[str, Any]:
    """By its key the chapter that each lies in."""
    found: dict[str, Any] = {}
    opened: list[Any] = []
    for row in rows:
        while opened and opened[-1].level >= row.level:
            opened.pop()
        found[row.key] = opened[-1] if opened else None
        opened.append(row)
    return found


def _next_headings(rows: Sequence[Any]) -> list[int | None]:
    """Where the next heading of the level of each, or above, begins."""
    found: list[int | None] = [None] * len(rows)
    opened: list[int] = []
    for index, row in enumerate(rows):
        while opened and rows[opened[-1]].level >= row.level:
            found[opened.pop()] = row.start
        opened.append(index)
    return found
