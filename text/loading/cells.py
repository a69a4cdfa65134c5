"""The lines of a cell of a printed table become its text: a figure or a word that was broken at the cell's edge is whole again."""

import re
from collections.abc import Sequence

from text.loading.lines import GlyphLine
from text.loading.tables import joined

_FIGURE_GOES_ON = re.compile(r"\d[.．]$|[\d,]$|[-–—~～]$|[<>≤≥＜＞+±]$")
_REST_OF_FIGURE = re.compile(r"[.．]\d|[\d%％‰.．]")


def cell_text(lines: Sequence[GlyphLine], width: float) -> str:
    """The text of a cell whose lines can be ``width`` wide.

    Two lines are one figure if the first is full, and so was broken because there was no room: 1234 ⏎ 56, 32 ⏎ .6, 32. ⏎ 6. Otherwise they are two.
    """
    parts: list[str] = []
    for index, line in enumerate(lines):
        text = line.text.strip()
        if parts and _is_broken(lines[index - 1], line, width):
            parts[-1] += text
        elif text:
            parts.append(text)
    return joined(parts)


def _is_broken(last: GlyphLine, line: GlyphLine, width: float) -> bool:
    """Whether a figure or a word of Latin letters goes on in the next line."""
    one, other = last.text.rstrip(), line.text.lstrip()
    if not one or not other:
        return False
    if re.search(r"\d[.．]$", one) and re.match(r"\d+(?!\d*[.．、])", other):
        return True
    if re.search(r"\d$", one) and re.match(r"[.．]\d", other):
        return True
    if not (_FIGURE_GOES_ON.search(one) and _REST_OF_FIGURE.match(other)) and not (
        re.search(r"[A-Za-z]$", one) and re.match(r"[a-z]", other)
    ):
        return False
    # Full: not one more figure would have had room beside it, with the margins that cells have.
    return last.x1 - last.x0 > width - 11.5 - 0.55 * last.size
