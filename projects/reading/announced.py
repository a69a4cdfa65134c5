"""Tables of works that a text announces by their headings, as the lines of a page: how many rows they seem to have, whether they are read or not.

::

    序      项目名称       建设 建设规模 建设 总投
    号                 性质        地点 资            →  a table of works, and a row for each line below that begins with a number
    1 永德县冷链物流中心项目     改扩 建设规模67 临翔 13500
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from text.outline.outline import Outline

_NAMES = re.compile(r"(?:^|[\s|])(?:项目|工程)名称(?=[\s|]|$)")
# what the other columns are headed by; a narrow one has only the first half on the line
_COLUMNS = re.compile(r"建设(?:性质|规模|内容|地点|年限)|性质|规模|地[点址]|年限|总?投资?|责任|牵头")
_FEWEST_COLUMNS = 3
_ROW = re.compile(r"^\s*(\d{1,3})(?:[.、]|\s)\s*(?=[\u4e00-\u9fff\d(（])", re.MULTILINE)
_HEAD_LINES = 8
_NUMBERS = re.compile(r"(?:^|\s)序\s*号?(?:\s|$)")
_LONGEST = 120  # characters of a line of headings


@dataclass(frozen=True, slots=True)
class AnnouncedTable:
    """Where the rows may be, how many they seem to be, and the line of the headings."""

    start: int
    end: int
    rows: int
    headings: str


def announced_tables(outline: Outline) -> Iterator[AnnouncedTable]:
    """The tables of works as lines of a page, in the order of the text. One that a page cuts has its headings again, and is one."""
    folded, lines = outline.source.folded, outline.source.lines
    stops = sorted(node.start for node in outline.nodes)
    end = 0
    for at, line in enumerate(lines):
        if (
            line.start < end
            or "名称" not in line.folded
            or not _NAMES.search(line.folded)
            or len(line.folded) > _LONGEST
        ):
            continue
        if "|" in line.folded or "\t" in line.folded:
            continue
        below = lines[at : at + _HEAD_LINES]
        first = next(
            (number for number, one in enumerate(below) if number and _ROW.match(one.folded + " ")), len(below)
        )
        said = set(_COLUMNS.findall(" ".join(one.folded for one in below[: max(first, 3)])))
        numbered = _NUMBERS.search(" ".join(one.folded for one in lines[max(0, at - _HEAD_LINES) : at + 1]))
        if len(said) < _FEWEST_COLUMNS and not (numbered and line.folded.strip() == "项目名称"):
            continue
        end = next((stop for stop in stops if stop > line.end), len(folded))
        yield AnnouncedTable(line.end, end, _count(folded, line.end, end), line.folded.strip())


def _count(folded: str, start: int, end: int) -> int:
    """How many rows there are: as many as the numbers at the heads of lines count, of which some may be lost."""
    count = last = 0
    for match in _ROW.finditer(folded, start, end):
        number = int(match[1])
        if last < number <= last + 3 or (number == 1 and last > 1):
            count, last = count + 1, number
    return count
