"""Tables of contents: their lines are no headings, their numbers no figures, and what they list is to be found below.

::

    目  录 / 第一章 发展基础 ……… 3 / 第一节 发展成就 / 5 / 专栏目录 / …     with leaders, with the page on the line below, with neither
    …第一次会议批准目 录一、发展基础....1二、主要目标....4附件....9          on one line, and with the line before it

What is a line of one: it ends with leaders or the number of a page, or it stands again below as the beginning of a line. The contents end where their first
heading stands again, or where neither holds any more.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from text.layout.lines import CHINESE, PrintedLine
from text.sources.source import Source

_NAME = r"(?:目\s*[录次]|(?:专\s*栏|图\s*表|图|表|附\s*[表图件])\s*目\s*[录次]|CONTENTS|Contents|contents)"
_LABEL = re.compile(rf"^[\s#*【\[《—-]*(?P<name>{_NAME}(?:\s*[/|·]?\s*(?:CONTENTS|Contents|contents))?)[\s*】\]》—-]*$")
_GLUED_LABEL = re.compile(r"\S(?P<name>目\s*[录次])[\s*]*$")
_BEFORE_ENTRIES = re.compile(
    rf"(?P<name>目\s*[录次])\s*(?=第\s*[{CHINESE}\d]{{1,3}}\s*[篇编章节部]|[{CHINESE}]{{1,2}}、|前\s*言|序|\d{{1,2}}[.、\s])"
)
_LEADER_SIGNS = r"[.·…⋯┈┄‥_-]"
_PAGE = r"[-—(·]*\s*(?P<page>\d{1,3}|[ivxlIVXL]{1,6}|[\u2160-\u216b])\s*[-—)·]*"
_LEADERS = re.compile(rf"\s*(?:{_LEADER_SIGNS}\s*){{3,}}{_PAGE}$|\s*[…⋯]+\s*{_PAGE.replace('page', 'number')}$")
_LEADERS_ALONE = re.compile(r"\s*(?:[…⋯]{2,}|[.·_]{4,})\s*$")
_NUMBER = re.compile(
    r"(?:\s+[-—(]?\s*|(?<=[一-鿿”》)])[-—(]?)(?P<page>(?<!\d)\d{1,3})\s*[-—)]?$|\s+(?P<roman>[ivxl]{1,6}|[IVXL]{1,6}|[\u2160-\u216b\u2170-\u217b])$"
)
_PAGE_ALONE = re.compile(r"^[-—(·.…\s]*(?:\d{1,3}|[ivxlIVXL]{1,6}|[\u2160-\u216b])[-—)·\s]*$")
# 一、立足新起点…1二、…: leaders and a page within a line
_INSIDE = re.compile(rf"(?:{_LEADER_SIGNS}\s*){{3,}}\s*[-—(]?\d{{1,3}}(?!\d)\s*[-—)]?|[…⋯]\s*\d{{1,3}}(?!\d)")
_LABELS_INSIDE = re.compile(
    rf"第\s*[{CHINESE}\d]{{1,3}}\s*[篇编章节](?!节)|(?<![{CHINESE}第])[{CHINESE}]{{1,2}}、|附\s*件|前\s*言"
)
_STOPS = re.compile("[。;!?]")
_LONGEST = 60
_MOST = 900
_MISSES = 2
_FEWEST = 3  # lines with leaders that nothing announces


@dataclass(slots=True)
class Contents:
    """Where tables of contents stand, the ``headings`` that they list, and the ``rows`` without them."""

    rows: list[PrintedLine]
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    headings: tuple[str, ...] = ()
    begins: int = 0
    """Where the text begins, behind the contents; 0 where it begins above them."""


def find_contents(source: Source, rows: list[PrintedLine]) -> Contents:
    """The tables of contents of a text."""
    folded = source.folded
    if "目" not in folded and "ontents" not in folded.lower() and ".." not in folded and "…" not in folded:
        return Contents(rows)
    starts = [index for index in range(len(rows)) if _may_begin(rows, index)]
    if not starts:
        return Contents(rows)
    below = _Below(rows)
    found = Contents([])
    headings: list[str] = []
    done = 0
    for start in starts:
        if start < done:
            continue
        part = _one_line(rows[start], start) or _lines(rows, start, below)
        if part is None:
            continue
        first, last, entries, left = part.first, part.last, part.entries, part.left
        found.rows += rows[done:start]
        if first > rows[start].start + rows[start].indent:  # behind other words on its line
            found.rows.append(replace(rows[start], end=first, folded=folded[rows[start].start : first]))
        before = found.rows[-1].end if found.rows else rows[start].start
        end = rows[last].end if left is None else left
        found.spans.append((max(before, min(first, before)), end))
        headings += entries
        done = last + 1
        if left is not None and folded[left : rows[last].end].strip():
            found.rows.append(
                replace(rows[last], start=left, folded=folded[left : rows[last].end], apart=True, blank=0)
            )
        elif done < len(rows):
            rows[done] = replace(rows[done], apart=True)
    found.rows += rows[done:]
    found.headings = tuple(headings)
    behind = max((end for start, end in found.spans if start < len(source.text) * _HEAD), default=0)
    if not any(_PREFACE.match(row.folded) and row.start < behind for row in found.rows):
        found.begins = behind
    return found


_HEAD = 0.4  # of the text, in which what stands above the contents is none of it
_PREFACE = re.compile(r"^[\s#*]*(?:前\s*言|引\s*言|序\s*言|序)[\s*]*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A table of contents from the offset ``first`` to the end of row ``last``, or to the offset ``left`` where more stands on it."""

    first: int
    last: int
    entries: list[str]
    left: int | None = None


def _may_begin(rows: Sequence[PrintedLine], index: int) -> bool:
    row = rows[index].folded
    if ("目" in row or "ontents" in row.lower()) and (
        _LABEL.match(row) or _BEFORE_ENTRIES.search(row[:200]) or (_GLUED_LABEL.search(row) and _leads(rows, index + 1))
    ):
        return True
    return (("." in row or "…" in row or "·" in row) and sum(1 for _ in _INSIDE.finditer(row)) >= 3) or _leaders_from(
        rows, index
    )


def _leaders_from(rows: Sequence[PrintedLine], index: int) -> bool:
    """Do three lines with leaders begin here, which are a table of contents whatever stands above them?"""
    if not _has_leaders(rows[index].folded):
        return False
    return sum(_has_leaders(row.folded) for row in rows[index : index + 2 * _FEWEST]) >= _FEWEST


def _has_leaders(row: str) -> bool:
    tail = row[-80:].rstrip()
    return (tail[-1:].isalnum() or tail[-1:] in "-—)") and _LEADERS.search(tail) is not None and len(row.strip()) > 4


def _leads(rows: Sequence[PrintedLine], index: int) -> bool:
    """Do lines with leaders or a page number come next?"""
    return any(_has_leaders(row.folded) or _INSIDE.search(row.folded) for row in rows[index : index + 4])


def flat(words: str) -> str:
    """A heading as it is compared: without spaces, signs and a number of a page."""
    return re.sub(r"[\W_]", "", words)


_LONG_BEGINNING = 8


class _Below:
    """The beginnings of all lines, to ask whether a heading stands below."""

    def __init__(self, rows: Sequence[PrintedLine]) -> None:
        self.flat = [flat(row.folded[:90])[:_LONGEST] for row in rows]
        self.by_beginning: dict[str, list[int]] = defaultdict(list)
        for index, words in enumerate(self.flat):
            self.by_beginning[words[:4]].append(index)
            if len(words) >= _LONG_BEGINNING:
                self.by_beginning[words[:_LONG_BEGINNING]].append(index)

    def again(self, words: str, after: int) -> bool:
        """Does a line below ``after`` begin with these words, or is it the first half of them?"""
        for index in self.by_beginning.get(words[:_LONG_BEGINNING] if len(words) >= _LONG_BEGINNING else words[:4], ()):
            if (
                index > after
                and words
                and (
                    self.flat[index].startswith(words)
                    or (len(self.flat[index]) >= 8 and words.startswith(self.flat[index]))
                )
            ):
                return True
        return False


def _one_line(row: PrintedLine, index: int) -> _Part | None:
    """Contents all on one line, which may have other words before and behind."""
    words = row.folded
    leaders = list(_INSIDE.finditer(words))
    name = _BEFORE_ENTRIES.search(words[:200])
    if len(leaders) >= 3:
        begin = name.start("name") if name else row.indent
        inner = name.end("name") if name else begin
        entries: list[str] = []
        for match in leaders:
            entries.append(words[inner : match.start()].strip())
            inner = match.end()
        return _Part(row.start + begin, index, entries, row.start + inner)
    if name is None:
        return None
    inner = name.end("name")
    labels = [match.start() for match in _LABELS_INSIDE.finditer(words, inner)]
    pieces = [words[one:two].strip() for one, two in pairwise([*labels, len(words)])]
    if len(pieces) < 3 or any(len(piece) > _LONGEST or _STOPS.search(piece) for piece in pieces):
        return None
    return _Part(row.start + name.start("name"), index, [_NUMBER.sub("", piece) for piece in pieces], row.end)


def _lines(rows: Sequence[PrintedLine], start: int, below: _Below) -> _Part | None:
    """Contents an entry a line, or two."""
    row = rows[start]
    label = _LABEL.match(row.folded)
    glued = None if label else (_GLUED_LABEL.search(row.folded) or _BEFORE_ENTRIES.search(row.folded[:200]))
    scan = _Scan(rows, below, start)
    if glued is not None:
        scan.begin = row.start + glued.start("name")
        rest = row.folded[glued.end("name") :].strip()
        if rest:
            scan.take(start, rest)
    scan.run(start if label is None and glued is None else start + 1)
    return scan.part(announced=label is not None or glued is not None)


class _Scan:
    """Goes through the lines of a table of contents."""

    def __init__(self, rows: Sequence[PrintedLine], below: _Below, start: int) -> None:
        self.rows, self.below = rows, below
        self.begin = rows[start].start
        self.last = start
        self.entries: list[str] = []
        self.sure = 0  # entries with leaders, and those that stand below again
        self.paged = 0
        self.page = 0
        self.misses: list[str] = []
        self.first = ""

    def run(self, index: int) -> None:
        end = min(len(self.rows), index + _MOST)
        while index < end:
            words = self.rows[index].words
            if self.first and self._is_the_first_again(index, words):
                self._keep_all(index - 1)
                return
            if _LABEL.match(words):
                if not self.entries and index > self.last + 1:
                    return
                self.last, index = index, index + 1
                continue
            if _PAGE_ALONE.match(words) and self.entries:
                self._keep(index)
                index += 1
                continue
            used = self.take(index, words)
            if not used:
                self._seek(index, end)
                return
            index += used

    def _seek(self, index: int, end: int) -> None:
        """Many headings that are not in the text: are they of the contents still, with the first one again behind them?"""
        if self.paged or not self.first:
            return
        for at in range(index, end):
            words = self.rows[at].words
            if self._is_the_first_again(at, words):
                self.misses = [row.words for row in self.rows[self.last + 1 : at]]
                self._keep_all(at - 1)
                return
            if len(words) > _LONGEST or _STOPS.search(words):
                return

    def _keep_all(self, last: int) -> None:
        self.entries += self.misses
        self.misses = []
        self.last = max(self.last, last)

    def _is_the_first_again(self, index: int, words: str) -> bool:
        here = flat(words)
        same = here.startswith(self.first) or (len(here) >= 6 and self.first.startswith(here))
        return same and not _has_leaders(words) and (not self.paged or _NUMBER.search(words) is None)

    def take(self, index: int, words: str) -> int:
        """How many lines the entry takes that begins on this line; 0 where the contents are over."""
        if (match := _LEADERS.search(words)) and words[: match.start()].strip():
            return self._add(index, words[: match.start()], page=match["page"] or match["number"])
        if len(words) > _LONGEST and not _INSIDE.search(words):
            return 0
        if _INSIDE.search(words):
            inner = 0
            for match in _INSIDE.finditer(words):
                self._add(index, words[inner : match.start()], page=None)
                inner = match.end()
            return 1
        if _STOPS.search(words):
            return 0
        if (match := _NUMBER.search(words)) and self.page <= int(match["page"] or self.page) <= self.page + 60:
            title = words[: match.start()]
            if self.paged or self.below.again(flat(title), index):
                return self._add(index, title, page=match["page"])
        if match := _LEADERS_ALONE.search(words):
            return self._add(index, words[: match.start()], page=None)
        if self.below.again(flat(words), index):
            return self._add(index, words, page=None, sure=True, paged=False)
        return self._over_two_lines(index, words)

    def _over_two_lines(self, index: int, words: str) -> int:
        """An entry whose title, or whose page, goes on with the next line; or one that stands nowhere else."""
        following = self.rows[index + 1].words if index + 1 < len(self.rows) else ""
        whole = words + following
        if len(whole) <= 90 and following and not _STOPS.search(following):
            tail = _LEADERS.search(following) or (_NUMBER.search(following) if self.paged else None)
            if tail or self.below.again(flat(whole), index + 1):
                title = whole[: len(words) + tail.start()] if tail else whole
                return self._add(index + 1, title, page=None, paged=tail is not None) and 2
        if _PAGE_ALONE.match(following) and (self.paged or not self.entries):
            return self._add(index + 1, words, page=None) and 2
        self.misses.append(words)
        return 1 if len(self.misses) <= _MISSES else 0

    def _add(self, index: int, title: str, *, page: str | None, sure: bool = True, paged: bool = True) -> int:
        self.entries += [*self.misses, title.strip()]
        self.misses = []
        if not self.first:
            self.first = flat(self.entries[0])
        self.sure += sure
        self.paged += paged
        if page is not None and page.isdecimal():
            self.page = max(self.page, int(page))
        self._keep(index)
        return 1

    def _keep(self, index: int) -> None:
        self.last = index

    def part(self, *, announced: bool) -> _Part | None:
        if self.sure < (2 if announced else _FEWEST) or self.sure * 2 < len(self.entries):
            return None
        return _Part(self.begin, self.last, [one for one in self.entries if one])
