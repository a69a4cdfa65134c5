"""Headings that a copy of a page ran together on one line are put on lines of their own.

::

    第二章明确发展目标第一节指导思想第二节基本原则      第二章明确发展目标 / 第一节指导思想 / 第二节基本原则
    第一节做强绿色工业（一）发展清洁能源。有序开发…    第一节做强绿色工业 / （一）发展清洁能源。有序开发…

What stands between two labels must be a title, and the second label the first of a lower count, or the next of its own: 第三章提出的第一节任务 is a phrase.
"""

import re
from collections.abc import Iterator, Sequence

from text.layout.laid import Edit, Printing
from text.layout.lines import CHINESE, PrintedLine

_COUNT = rf"(?P<number>[{CHINESE}]{{1,4}}|\d{{1,3}})"
_FIRST = re.compile(rf"[\s#*]*(?:第\s*{_COUNT}\s*(?P<unit>[篇编章节])|(?P<item>[{CHINESE}]{{1,3}}、))")
_NEXT = re.compile(rf"第\s*{_COUNT}\s*(?P<unit>[章节])(?=\s*[^\s的中所各内之至和])|(?P<item>一、)|(?P<inner>\(一\))")
_NO_TITLE = re.compile(r"[。;!?,:|\t]|[的在至和与及从到、按据照]$|^(?:提出|规定|所|至|到|和)")
_RANKS = {"篇": 0, "编": 0, "章": 1, "节": 2}
_ITEM, _INNER = 3, 4
_SHORTEST, _LONGEST = 2, 30
# 一 to 九十九
_ONES = ("", *"一二三四五六七八九")
_NUMBERS = {
    f"{ten}{one}": number
    for number, (ten, one) in enumerate((t, o) for t in ("", "十", *(f"{d}十" for d in _ONES[2:])) for o in _ONES)
}


def headings_apart(rows: Sequence[PrintedLine]) -> Iterator[Edit]:
    """An end of a line before each heading that stands behind another one on its line."""
    for row in rows:
        words = row.folded
        match = _FIRST.match(words)
        if match is None:
            continue
        rank, number = _place(match)
        while found := _NEXT.search(words, match.end(), match.end() + _LONGEST + 12):
            title = words[match.end() : found.start()].strip(" :、")
            if not _SHORTEST <= len(title) <= _LONGEST or _NO_TITLE.search(title):
                break
            inner, first = _place(found)
            if not (inner > rank and first == 1) and not (inner == rank < _ITEM and first == number + 1):
                break
            start = match.end() + len(words[match.end() : found.start()].rstrip())
            yield Edit(row.start + start, row.start + found.start(), Printing.BREAK, "\n")
            match, rank, number = found, inner, first


def _place(match: re.Match[str]) -> tuple[int, int]:
    """The rank of a label, and its number."""
    groups = match.groupdict()
    if groups.get("inner"):
        return _INNER, 1
    if groups["item"]:
        return _ITEM, 1
    number = groups["number"]
    return _RANKS[groups["unit"]], int(number) if number.isdecimal() else _NUMBERS.get(number, 0)
