"""What printing put into a text: the number of a page on a line of its own, or run together with the line below it.

::

    …年平均浓度从71微克/立方米下降至44 / 6微克/立方米，森林…  / 7二、主要目标      → 6 and 7 are page numbers, and 44微克/立方米 is one figure

A number is taken for a page's only where nothing else is likely: dashes or 第…页 around it, a line to itself in the middle of a sentence, or the label
of a heading right behind it; a number at the head of another line only next to such a page in the count.
"""

import re
from dataclasses import replace

from text.sources.source import Line, Source

_CHINESE = "一二三四五六七八九十"
_MAY_BE = re.compile(r"\s{0,40}[-—_第\d]")
# - 6 -   —6—   第6页   第 6 页 共 80 页
_ALONE = re.compile(r"\s*(?:[-—_]+\s*\d{1,3}\s*[-—_]+|第\s*\d{1,3}\s*页(?:\s*[,/]?\s*共\s*\d{1,3}\s*页)?)\s*$")
_BARE = re.compile(r"\s*(\d{1,3})\s*$")
# 7二、主要目标   12第三章 …   8(一)…
_BEFORE_LABEL = re.compile(
    rf"\s*(\d{{1,3}})\s*(?=第[{_CHINESE}百]{{1,4}}[篇编章节部]|[{_CHINESE}]{{1,3}}、|\([{_CHINESE}]{{1,3}}\))"
)
_GLUED = re.compile(r"(\d{1,3})(?=[一-鿿])")
_FULL_STOPS = "。;!?:"
_RUNS_ON = 25  # a shorter line is a title or a cell, and no page break is in the middle of it
_MOST_PAGES = 400
_OWN_LINE = re.compile(rf"\s*(?:\d|\(?[{_CHINESE}]{{1,3}}[)、]|第[{_CHINESE}]|——|#|\||\t)")


def page_marks(source: Source) -> tuple[tuple[int, int], ...]:
    """Where the numbers of pages stand in the text (start, end), in order."""
    found: dict[int, tuple[int, int]] = {}  # by line
    glued: dict[int, int] = {}
    lines = source.lines
    for index, line in enumerate(lines):
        row = line.folded
        if not _MAY_BE.match(row):
            continue
        if _ALONE.match(row):
            found[index] = (line.start, line.end)
        elif match := _BEFORE_LABEL.match(row):
            found[index] = (line.start + match.start(1), line.start + match.end(1))
            glued[index] = int(match[1])
        elif (match := _BARE.match(row)) and _within_a_sentence(lines, index):
            found[index] = (line.start, line.end)
    if 0 < len(glued) <= _MOST_PAGES:
        _next_to(lines, found, glued)
    return tuple(sorted(found.values()))


def without_marks(source: Source, marks: tuple[tuple[int, int], ...]) -> Source:
    """The source with spaces in place of the page numbers in what readers match on; its text stays as it is."""
    if not marks:
        return source
    folded = source.folded
    pieces: list[str] = []
    last = 0
    for start, end in marks:
        pieces += (folded[last:start], " " * (end - start))
        last = end
    folded = "".join((*pieces, folded[last:]))
    lines = tuple(replace(line, folded=folded[line.start : line.end]) for line in source.lines)
    return replace(source, folded=folded, lines=lines)


def _neighbour(lines: tuple[Line, ...], index: int, step: int) -> str:
    """The next line that is not blank, up to three lines away."""
    for other in range(index + step, index + 4 * step, step):
        if 0 <= other < len(lines) and lines[other].folded.strip():
            return lines[other].folded
    return ""


def _breaks_off(row: str) -> bool:
    """Does a paragraph go on below this line?"""
    stripped = row.rstrip()
    return len(stripped) >= _RUNS_ON and stripped[-1] not in _FULL_STOPS and not row.startswith(("\t", "|", "#"))


def _within_a_sentence(lines: tuple[Line, ...], index: int) -> bool:
    following = _neighbour(lines, index, 1)
    return (
        _breaks_off(_neighbour(lines, index, -1))
        and len(following.strip()) >= 6
        and not _OWN_LINE.match(following)
        and bool(re.search("[,。;]", following))
    )


def _next_to(lines: tuple[Line, ...], found: dict[int, tuple[int, int]], numbers: dict[int, int]) -> None:
    """Pages that a count of pages goes on to: the one line between two pages that begins with the number between theirs and breaks a sentence."""
    heads: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        match = _GLUED.match(line.folded)
        if match and index not in found and _breaks_off(_neighbour(lines, index, -1)):
            heads.setdefault(int(match[1]), []).append(index)
    for anchor in sorted(numbers):
        for step in (-1, 1):
            at = anchor
            while True:
                wanted = numbers[at] + step
                beyond = [index for index in heads.get(wanted, ()) if (index - at) * step > 0 and index not in found]
                stop = [index for index in numbers if (index - at) * step > 0]
                edge = min(stop, key=lambda index: abs(index - at), default=None)
                beyond = [index for index in beyond if edge is None or (edge - index) * step > 0]
                if len(beyond) != 1:
                    break
                at = beyond[0]
                start = lines[at].start
                found[at] = (start, start + len(str(wanted)))
                numbers[at] = wanted
