"""The lines of a text: how wide they are, what begins a paragraph of its own, and what is a row of a table."""

import re
from dataclasses import dataclass, replace

from text.sources.source import Source

CHINESE = "一二三四五六七八九十百"
STOPS = frozenset("。;!?:…")
"""What a paragraph ends with, of folded text; a closing quotation mark or bracket may come behind."""

_CLOSING = "”’\"')]》】」』*"

# 第三章   三、   (三)   3.   3、   (3)   ①   1.1 发展   专栏4   附件   ——   #   |   a tab
OWN = re.compile(
    rf"\s*(?:[*#>]{{1,6}}\s*)?(?:第\s*[{CHINESE}\d]{{1,4}}\s*[篇编章节条](?![约能])|第\s*[{CHINESE}]{{1,3}}\s*部\s*分|\(?\s*[{CHINESE}]{{1,3}}\s*[)、](?!.{{0,2}}[{CHINESE}]、)"
    rf"|[㈠-㈩]|\d{{1,3}}\s*[、)]|\d{{1,3}}\s*\.(?!\s*\d)|\(\s*\d{{1,3}}\s*\)|[①-⑳⑴-⒇⒈-⒛]|[1-9]\d?(?:\.[1-9]\d?){{1,3}}\s+(?![亿万千百个元家人公平立项倍亩吨])[一-鿿“]|专\s*栏\s*[{CHINESE}\d]|附\s*[件表录图]\s*[{CHINESE}\d:]"
    r"|[图表]\s*\d{1,2}(?:[-.]\d{1,2})?\s*[^\d.,%年]|——|[#|\t●■◆▲★•]|注:|备注:|资料来源:|各位代表)"
)
# a row of a table: cells between bars, tabs, two wide spaces and more, or one that is very wide
_CELLS = re.compile(r"^[|\t┌├└│┃║+]|\t\s*\S|\S(?: {2,}\S+){2,}|\S {4,}\S.*\S {4,}\S|\S {10,}\S|\S\s*[|│┃║]\s*\S")
_BARS = frozenset("|┌├└│┃║+")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line, or what is left of one. ``blank`` lines are before it, or the end of a ``page``; ``apart``: no paragraph goes on with it."""

    start: int
    end: int
    folded: str
    blank: int = 0
    page: bool = False
    apart: bool = False

    @property
    def words(self) -> str:
        """The line without the space around it."""
        return self.folded.strip()

    @property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.folded) - len(self.folded.lstrip())

    @property
    def stops(self) -> bool:
        """Does a sentence end with this line?"""
        return ends_with_stop(self.folded)


def ends_with_stop(row: str) -> bool:
    """Does a sentence, or the lead of a list, end with this line?"""
    words = row.rstrip().rstrip(_CLOSING)
    return words[-1:] in STOPS if words else row.strip() != ""


def is_cells(row: str) -> bool:
    """Is this line a row of a table, whose cells tabs, bars or wide spaces divide?"""
    # written out: four times as fast as a loop, and is asked of every line by one reader after the other
    bars = "|" in row or "│" in row or "┃" in row or "║" in row
    may_be = bars or "\t" in row or row[:1] in _BARS or "  " in row.strip()
    return may_be and _CELLS.search(row) is not None


def rows_of(source: Source) -> list[PrintedLine]:
    """The lines that are not blank."""
    found: list[PrintedLine] = []
    blank = 0
    page = False
    for line in source.lines:
        page = page or (line.start > 0 and source.text[line.start - 1] == "\f")
        if not line.folded.strip():
            blank += 1
            continue
        found.append(PrintedLine(line.start, line.end, line.folded, blank=blank, page=page))
        blank, page = 0, False
    return found


def width(row: str) -> float:
    """The signs of a line, of which digits and letters take half the room of others."""
    return len(row) - sum(map(str.isascii, row)) / 2


def cut_head(row: PrintedLine, start: int) -> PrintedLine:
    """The row from an offset on."""
    return replace(row, start=start, folded=row.folded[start - row.start :])
