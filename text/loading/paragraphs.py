"""Lines become paragraphs, as one sees it on paper: by indents, the right edge, the distance of lines, sizes, and leaders of a contents page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from text.loading.lines import GlyphLine

# 第一章 发展基础……12   （一）总体要求  3
_OF_CONTENTS = re.compile(r"……\s*[\-—–(（]?\s*(?:\d{1,4}|[ivxIVX]{1,6})\s*[\-—–)）]?\s*$")
_ENDS = re.compile(r"[。！？!?；;：:…”』）)]\s*$")
_LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]{1,5}[篇章节条部]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|\d{1,2}(?:\.\d{1,2}){1,3}\s|[①-⑳●•■◆▪○]|——|专栏|附[件录表]|表\s*\d|图\s*\d|#)"
)
# A heading begins with one of these, and a line within a sentence hardly ever.
_HEADING = re.compile(
    r"[#\s]*(?:第[一二三四五六七八九十百零〇\d]{1,5}[篇章节]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\s*(?P<title>\S.*)"
)
_PROSE = re.compile(r"[，。；]")
# No line begins with one of these but one that goes on: 5⏎.2%   达到60⏎％   （百分点⏎）
_GOES_ON = re.compile(r"[，。、；：！？）〕】》」』”％‰%]|[.．]\d")
_FEWEST_COUNTED = 20  # signs in a line that a program has broken after as many
_UNBREAKABLE = re.compile(r"[“‘（(《〈「『【〔]*(?:[0-9A-Za-z.,%％+\-–/]+|.)[，。、；：！？”’）)》〉」』】〕%％…]*")

_LETTER_LAST, _LETTER_FIRST = re.compile(r"[A-Za-z]$"), re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading, the page that it begins on, and where in it another page begins."""

    text: str
    page: int
    turns: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Margins:
    """Where full lines begin and end."""

    left: float
    right: float


def margins_of(lines: Sequence[GlyphLine], size: float, given: Margins | None = None) -> Margins:
    """The margins of the lines of a page or a box; ``given`` are those of the document, for a page with few lines."""
    own = [line for line in lines if abs(line.size - size) < 0.12 * size]
    left = _shared(sorted(line.x0 for line in own))
    right = _shared(sorted((line.x1 for line in own), reverse=True))
    if given is not None and len(own) < 5:
        return given
    if left is None or right is None:
        if given is not None:
            return given
        left, right = min((line.x0 for line in lines), default=0.0), max((line.x1 for line in lines), default=0.0)
    if given is not None and abs(given.left - left) < 3 * size and right - left < 0.8 * (given.right - given.left):
        return Margins(left, given.right - given.left + left)
    return Margins(left, right)


def margins_of_document(lines: Sequence[GlyphLine], size: float, page_width: float) -> Margins:
    """The margins of all pages. A few short lines do not reach the right edge: that is as far from the page's edge as the left one is."""
    found = margins_of(lines, size)
    at_edge = [line for line in lines if abs(line.x1 - found.right) < 2]
    broken = sum(not _ENDS.search(line.text) and not _LABEL.match(line.text) for line in at_edge)
    if found.right - found.left < page_width / 2 or broken < 3:
        return Margins(found.left, max(found.right, page_width - found.left))
    return found


def _shared(places: Sequence[float]) -> float | None:
    """The first place at which two lines begin or end."""
    return next((one for one, other in pairwise(places) if abs(one - other) < 2), None)


def paragraphs_of(lines: Sequence[tuple[GlyphLine, Margins]], body: float) -> Iterator[Paragraph]:
    """Join lines in reading order to paragraphs; each line comes with the margins of its page."""
    flow = _Flow(lines, body)
    parts: list[str] = []
    turns: list[tuple[int, int]] = []
    page = length = 0
    last: tuple[GlyphLine, Margins] | None = None
    for index, (line, margins) in enumerate(lines):
        said = line.text.strip()
        begins = index + 1 < len(lines) and _is_first(line, margins, lines[index + 1][0])
        if last is not None and not begins and flow.goes_on(last, (line, margins)):
            gap = " " if _LETTER_LAST.search(parts[-1]) and _LETTER_FIRST.match(said) else ""
            if last[0].page != line.page:
                turns.append((length + len(gap), line.page))
            parts.append(gap + said)
        else:
            if parts:
                yield Paragraph("".join(parts), page, tuple(turns))
            parts, page, turns, length = [said], line.page, [], 0
        length += len(parts[-1])
        last = (line, margins)
    if parts:
        yield Paragraph("".join(parts), page, tuple(turns))


def _leading(lines: Sequence[GlyphLine]) -> dict[int, float]:
    """The usual distance of lines, by size."""
    distances: dict[int, list[float]] = {}
    for one, other in pairwise(lines):
        if one.page == other.page and abs(one.size - other.size) < 0.5 and 0 < other.base - one.base < 2.7 * one.size:
            distances.setdefault(round(one.size), []).append(other.base - one.base)
    return {size: median(sorted(all_of)[: max(1, 3 * len(all_of) // 4)]) for size, all_of in distances.items()}


class _Flow:
    """How the lines of a text follow each other: their usual distance, and whether paragraphs begin with an indent."""

    def __init__(self, lines: Sequence[tuple[GlyphLine, Margins]], body: float) -> None:
        self.body = body
        self.leading = _leading([line for line, _ in lines])
        begins = [
            line.x0 - margins.left > 0.8 * line.size
            for (one, its), (line, margins) in pairwise(lines)
            if abs(line.size - one.size) < 0.12 * line.size and not _is_full(one, its, line)
        ]
        if not begins:
            begins = [any(line.x0 - margins.left > 0.8 * line.size for line, margins in lines)]
        self.indented = 3 * sum(begins) >= len(begins)
        self.signs = _signs_a_line(lines, body)

    def goes_on(self, last: tuple[GlyphLine, Margins], this: tuple[GlyphLine, Margins]) -> bool:
        """Whether ``this`` line is of the paragraph of the ``last`` one."""
        (one, its), (line, margins) = last, this
        em = line.size
        if abs(one.size - em) > 0.12 * max(one.size, em):
            return False
        if _is_apart(one) or (len(line.segments) > 1 and not _OF_CONTENTS.search(line.text)):
            return False
        # A line that stands higher than the one before is in the next column.
        if one.page == line.page and line.base - one.base > 1.32 * self.leading.get(round(em), 2 * em):
            return False
        if _GOES_ON.match(line.text):
            return True
        if one.text.rstrip().endswith("|") and line.text.startswith("|"):
            return False  # rows of a table written out
        if not _is_full(one, its, line):
            return self._is_broken_by_count(one, line, margins)
        if _is_centred(line, margins) or _is_centred(one, its):
            return em > 1.05 * self.body and not _LABEL.match(line.text) and line.page == one.page
        if _is_heading(line, margins) and not one.text.endswith("第"):
            return False
        ended = bool(_ENDS.search(one.text))
        if line.x0 - margins.left > 0.8 * em:
            # Indented: a new paragraph, but for one that stands all of it further in, or all of it but for its number.
            inside = abs(line.x0 - one.x0) < 0.3 * em or (_LABEL.match(one.text) and line.x0 - one.x0 < 4 * em)
            return not ended and one.page == line.page and bool(inside) and not _LABEL.match(line.text)
        # Without indents nothing tells a full last line from any other: to part two sentences is the lesser evil.
        return not (ended and (_LABEL.match(line.text) or not self.indented))

    def _is_broken_by_count(self, one: GlyphLine, line: GlyphLine, margins: Margins) -> bool:
        """Whether a program that counts signs, however wide, has broken a sentence here."""
        if not self.signs or len(one.text) < self.signs - 1 or line.x0 - margins.left > 0.8 * line.size:
            return False
        return bool(_PROSE.search(one.text)) and not _ENDS.search(one.text) and not _LABEL.match(line.text)


def _signs_a_line(lines: Sequence[tuple[GlyphLine, Margins]], body: float) -> int:
    """How many signs a line has where they were counted: sentences end short of the edge after as many. 0 where they were not."""
    own = [(line, its) for line, its in lines if abs(line.size - body) < 0.12 * body]
    most = max((len(line.text) for line, _ in own), default=0)
    if most < _FEWEST_COUNTED:
        return 0
    broken = [
        (one, its, line)
        for (one, its), (line, _) in pairwise(own)
        if len(one.text) >= most - 1 and _PROSE.search(one.text) and not _ENDS.search(one.text)
    ]
    if len(broken) > 1:
        return most
    return (
        most
        if any(
            4 * (one.x1 - its.left) > 3 * (its.right - its.left) and _ENDS.search(line.text)
            for one, its, line in broken
        )
        else 0
    )


def _is_heading(line: GlyphLine, margins: Margins) -> bool:
    """Whether a line that does not fill its room begins as headings do, and has no sentence in it."""
    match = _HEADING.match(line.text)
    return match is not None and margins.right - line.x1 > 3 * line.size and not _PROSE.search(match["title"])


def _is_full(one: GlyphLine, its: Margins, line: GlyphLine) -> bool:
    """Whether the next line begins where it does because there was no room left in this one."""
    room = its.right - its.left - (one.x1 - one.x0) if _is_centred(one, its) else its.right - one.x1
    return room < _width_of_first(line) + 0.7 * line.size


def _is_first(line: GlyphLine, margins: Margins, after: GlyphLine) -> bool:
    """A full line that is indented where the next one is not: a paragraph begins with it, also behind a heading that is as full."""
    em = line.size
    indented = 1.2 * em < line.x0 - margins.left < 2.8 * em and margins.right - line.x1 < 2 * em
    return (
        indented and line.page == after.page and abs(after.size - em) < 0.5 and abs(after.x0 - margins.left) < 0.5 * em
    )


def _is_apart(line: GlyphLine) -> bool:
    """A line of a contents page, or one with a gap in it that nothing flows over."""
    return bool(_OF_CONTENTS.search(line.text)) or (
        len(line.segments) > 1 and max(b.x0 - a.x1 for a, b in pairwise(line.segments)) > 3 * line.size
    )


def _is_centred(line: GlyphLine, margins: Margins) -> bool:
    before, after = line.x0 - margins.left, margins.right - line.x1
    return before > 2.6 * line.size and abs(before - after) < 1.5 * line.size


def _width_of_first(line: GlyphLine) -> float:
    """How wide the part at the head of a line is that could not be parted."""
    text = line.text
    first = _UNBREAKABLE.match(text)
    if first is None or not text:
        return line.size
    return sum(0.55 if char.isascii() else 1.0 for char in first.group()) * line.size
