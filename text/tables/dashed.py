"""The plain tables that pandoc writes: dashes under the headings show where each column begins.

::

      ------------------------------------------------------
      类别        序号   项目名称               总投资（亿元）
      ----------- ------ ---------------------- ---------------
      产业        1      纯碱扩能二期工程       12.6

                  2      年产60万吨小苏打       18.5
                         项目
      ------------------------------------------------------

A table between two whole rules has a blank line between rows, and a cell may go on below; one without them has a row a line and ends at a
blank line. Columns are places on the screen, where a Chinese character is two wide.
"""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from text.sources.source import Line, Source
from text.tables.grid import Cell, Row, cell_of

_COLUMNS = re.compile(r"\s*-{2,}(?:\s+-{2,})+\s*")
_WHOLE = re.compile(r"\s*-{6,}\s*")
_HEAD = 5  # lines of headings at most, with the rule over them
_MOST = 4000  # lines of a table


def find_dashes(lines: Sequence[Line]) -> list[int]:
    """The numbers of the lines that are the dashes under the headings of a table."""
    return [at for at, line in enumerate(lines) if "--" in line.folded and _COLUMNS.fullmatch(line.folded)]


def read_dashed(source: Source, lines: Sequence[Line], index: int, dashes: int) -> tuple[list[Row], int] | None:
    """The rows of the table that begins on line ``index`` and has its dashes on line ``dashes``, headings first, and the line after it."""
    if not 0 < dashes - index <= _HEAD:
        return None
    ruled = _WHOLE.fullmatch(lines[index].folded) is not None
    head = lines[index + ruled : dashes]
    if not head or any(not line.folded.strip() or _WHOLE.fullmatch(line.folded) for line in head):
        return None
    starts = [match.start() for match in re.finditer(r"-+", lines[dashes].folded)]
    body: list[list[Line]] = [[]]
    end = dashes + 1
    while end < min(len(lines), dashes + _MOST):
        row = lines[end].folded
        if _WHOLE.fullmatch(row) or _COLUMNS.fullmatch(row) or not (row.strip() or ruled):
            end += 1
            break
        if not row.strip():
            body.append([])
        else:
            body[-1].append(lines[end])
        end += 1
    parted = ruled and sum(map(bool, body)) > 1
    groups = [group for group in body if group] if parted else [[line] for group in body for line in group]
    rows = [_row(source, group, starts) for group in (head, *groups)]
    return [row for row in rows if row.cells], end


_FARTHEST = 60  # places by which a line may have been moved


def _indent_lost(source: Source, line: Line, starts: Sequence[int]) -> int:
    """By how many places a line was moved to the left: whoever copied it may have left out the space before its first word."""
    words: list[tuple[int, int]] = []
    place = 0
    inside = False
    for char, folded in zip(source.text[line.start : line.end], source.folded[line.start : line.end], strict=True):
        wide = 2 if east_asian_width(char) in "WF" else 1
        if folded.isspace():
            inside = False
        elif inside:
            words[-1] = words[-1][0], place + wide
        else:
            words.append((place, place + wide))
            inside = True
        place += wide
    if line.folded[:1].isspace() or not any(first < start < end for first, end in words for start in starts):
        return 0
    at = set(starts)
    fitting = [by for by in range(1, _FARTHEST) if all(first + by in at for first, _ in words)]
    return fitting[0] if len(fitting) == 1 else 0


def _row(source: Source, lines: Sequence[Line], starts: Sequence[int]) -> Row:
    """The cells of a row: of each of its lines, what stands under each stretch of dashes."""
    spans: list[list[tuple[int, int]]] = [[] for _ in starts]
    for line in lines:
        place = _indent_lost(source, line, starts)
        parts: list[list[int]] = [[] for _ in starts]
        for offset in range(line.start, line.end):
            if not source.folded[offset].isspace():
                parts[max(0, sum(start <= place for start in starts) - 1)].append(offset)
            place += 2 if east_asian_width(source.text[offset]) in "WF" else 1
        for column, part in enumerate(parts):
            if part:
                spans[column].append((part[0], part[-1] + 1))
    slots: list[Cell | None] = [cell_of(source, each) if each else None for each in spans]
    return Row(tuple(cell for cell in slots if cell), tuple(slots))
