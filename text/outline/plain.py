"""Headings that nothing marks but their own line: 产业转型步伐坚定 between two paragraphs of 一、2023年工作回顾.

A web page or a Word file had them in bold letters, and the text does not. One is a short line without a mark or a digit, with a paragraph above it (or the
heading) and a paragraph below it; a part must have two of them at least, and no other headings.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from text.outline.heading_forms import Heading, clean_title, first_word
from text.sources.source import Line, Source

_SHORT = re.compile(r"[\s*]*[一-鿿“”·—“”\"]{5,22}[\s*]*")
_NO_HEADING = re.compile(r"(?:报告|公报|纲要|规划|通知|公告|方案|图|表)$|^[-—“”\"·]|[省市县区州旗盟镇乡]长|代表$|^附")
_PARAGRAPH = 16
_FEWEST = 2
_SHARE = 0.25  # of the lines of a part


def with_plain(source: Source, headings: list[Heading], until: int) -> list[Heading]:
    """The headings, and those without number and mark within the parts that have no other, in the order of the text."""
    found: list[Heading] = []
    for index, heading in enumerate(headings):
        if heading.kind is None and not heading.run_in:
            end = headings[index + 1].start if index + 1 < len(headings) else until
            found += _within(source, heading, end)
    if not found:
        return headings
    starts = [heading.start for heading in headings]
    made = list(headings)
    for one in reversed(found):
        made.insert(bisect_right(starts, one.start), one)
    return made


def _within(source: Source, part: Heading, end: int) -> Iterator[Heading]:
    lines = [
        line
        for line in source.lines_between(part.body_start, end)
        if line.folded.strip() and line.start >= part.body_start
    ]
    titles = [at for at in range(len(lines)) if _is_title(lines, at)]
    if len(titles) < _FEWEST or len(titles) < _SHARE * (len(lines) - titles[0]):
        return
    if any(_is_short(line) for at, line in enumerate(lines) if at not in titles):
        return  # a list, or lines of some other kind
    for at in titles:
        line = lines[at]
        title = clean_title(source.text[line.start : line.end])
        yield Heading(part.rank + 0.04, None, None, None, title, first_word(line), line.end)


def _is_short(line: Line) -> bool:
    return len(line.folded.strip()) < _PARAGRAPH and not line.folded.rstrip().endswith(("。", ";", ":", "!"))


def _is_title(lines: Sequence[Line], at: int) -> bool:
    row = lines[at].folded
    if _SHORT.fullmatch(row) is None or _NO_HEADING.search(row.strip(" *")):
        return False
    above = lines[at - 1].folded.rstrip(" *") if at else "。"
    below = lines[at + 1].folded.strip() if at + 1 < len(lines) else ""
    return above.endswith(("。", "!", "”", ")")) and _is_paragraph(below)


def _is_paragraph(row: str) -> bool:
    return len(row) >= _PARAGRAPH and re.search("[,。;]", row) is not None and not row.startswith(("|", "\t"))
