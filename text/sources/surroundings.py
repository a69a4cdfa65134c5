"""The words around a span: to the ends of its sentence, and to those of its paragraph.

Around 155家 in ``区内国家高新技术企业达到`` / (page break) / ``155家，增长14.8%；…均增长15%以上。`` is the whole sentence, across the page
break. Nothing is cleaned: ``text[start:end]`` of what is found is what the file has.
"""

import re
from dataclasses import dataclass

from text.sources.source import fold

WIDEST_SENTENCE, WIDEST_PARAGRAPH = 300, 600
"""Characters on each side of the span, at most."""

# What begins a paragraph of its own, whatever the line before: 1.  2、  （一）  ——  第三章  专栏4  a row of a table
_OWN_LINE = re.compile(
    r"\s*(?:\d{1,3}[.、)]|\(?[一二三四五六七八九十]{1,3}[)、]|第[一二三四五六七八九十百]{1,4}[章节]|专栏|[*]{0,2}——|#|\||\t)"
)
_RUNS_ON = 25  # a shorter line without a full stop is a title or a cell, not the first half of a paragraph
_FULL_STOPS = "。;!?:"
# 。”  ！**
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)*]*")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Spans of the text, start included, end not; each holds the span that was asked about."""

    sentence: tuple[int, int]
    paragraph: tuple[int, int]


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """The sentence and the paragraph around ``text[start:end]``, none wider on a side than the limits above."""
    first, last = _paragraph(text, start, end)
    head = max((found.end() for found in _SENTENCE_END.finditer(text, first, start)), default=first)
    # A span that ends with its sentence has no words after it.
    closing = _SENTENCE_END.search(text, max(end - 1, start), last)
    tail = max(closing.end(), end) if closing else last
    return Surroundings(
        sentence=(_trimmed(text, max(head, start - WIDEST_SENTENCE), start), min(tail, end + WIDEST_SENTENCE)),
        paragraph=(max(first, start - WIDEST_PARAGRAPH), min(last, end + WIDEST_PARAGRAPH)),
    )


def _trimmed(text: str, head: int, start: int) -> int:
    while head < start and text[head].isspace():
        head += 1
    return head


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Lines that run on are one paragraph; empty lines between them (a page break) are part of it."""
    first = text.rfind("\n", 0, start) + 1
    while first > 0 and start - first < WIDEST_PARAGRAPH:
        before = text[:first].rstrip("\n \t")
        line = before.rfind("\n") + 1
        if not before or not _goes_on(text[line : len(before)], text[first:]):
            break
        first = line
    last = _line_end(text, end)
    while last < len(text) and last - end < WIDEST_PARAGRAPH:
        following = re.compile(r"\s*\n\s*?(?=\S)").match(text, last)
        line = text.rfind("\n", 0, last) + 1
        if following is None or not _goes_on(text[line:last].rstrip(), text[following.end() :]):
            break
        last = _line_end(text, following.end())
    return first, last


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found


def _goes_on(line: str, following: str) -> bool:
    row = fold(line)
    return (
        len(row) >= _RUNS_ON
        and row[-1] not in _FULL_STOPS
        and not row.startswith(("#", "|", "\t"))
        and not _OWN_LINE.match(fold(following[:12]))
    )
