"""Where the parts of a text stand in its file, as they are stored: short rows of JSON.

::

    (Place(0, page=1), Place(812, page=2), Place(900, page=2, cell="C5")) ⇄ [[0, 1], [812, 2], [900, 2, null, "C5"]]
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from text.loading.loaded import Place


def rows_of_places(places: Sequence[Place]) -> list[list[Any]]:
    """Start, page, paragraph and cell of each place, without the nulls at its end; what says the same as the one before it is left out."""
    rows: list[list[Any]] = []
    for place in places:
        row: list[Any] = [place.start, place.page, place.paragraph, place.cell]
        while len(row) > 1 and row[-1] is None:
            row.pop()
        if not rows or rows[-1][1:] != row[1:]:
            rows.append(row)
    return rows


def place_in(rows: Sequence[Sequence[Any]], offset: int) -> Place | None:
    """Where the character at ``offset`` stands in the file; None if that is not known."""
    index = bisect_right(rows, offset, key=lambda row: row[0])
    if not index or len(rows[index - 1]) == 1:
        return None
    return Place(*rows[index - 1])
