"""The words around a span: to the ends of its sentence, and to those of its paragraph.

Around 155家 in ``区内国家高新技术企业达到`` / (page break) / ``155家，增长14.8%；…均增长15%以上。`` is the whole sentence, across the page
break. Nothing is cleaned: ``text[start:end]`` of what is found is what the file has.
"""

import re
from collections.abc import Iterator
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
_SIGN = re.compile(r"\S")
_NEXT_LINE = re.compile(r"\s*\n\s*?(?=\S)")
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


LONGEST = 1_000
"""Characters of a passage that no sign ends: a table that lost its lines, say."""
_PAUSES = "；;，,、\n\t "


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of all sentences, in order: to the end of each, across the lines that run on, without the blanks around them.

    What no sign ends is cut at a pause, so that none is longer than ``LONGEST``.

    >>> [("国家高新技术企业达到155家。全年建成。")[start:end] for start, end in sentences("国家高新技术企业达到155家。全年建成。")]
    ['国家高新技术企业达到155家。', '全年建成。']
    """
    found: list[tuple[int, int]] = []
    at = 0
    while (first := _SIGN.search(text, at)) is not None:
        last = _paragraph_end(text, first.start(), first.start(), longest=len(text))
        for start, end in _within(text, first.start(), last):
            head, tail = _bare(text, start, end)
            while tail - head > LONGEST:
                cut = max((text.rfind(pause, head, head + LONGEST) + 1 for pause in _PAUSES), default=0)
                cut = cut if cut > head else head + LONGEST
                found.append((head, _bare(text, head, cut)[1]))
                head = _bare(text, cut, tail)[0]
            if head < tail:
                found.append((head, tail))
        at = max(last, first.end())
    return found


def _within(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in sentences."""
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        yield at, stop.end()
        at = stop.end()
    yield at, end


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


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
    return first, _paragraph_end(text, first, end, longest=WIDEST_PARAGRAPH)


def _paragraph_end(text: str, first: int, end: int, *, longest: int) -> int:
    """Where the paragraph of the line at ``end`` ends, not much farther than ``longest`` from there."""
    last = _line_end(text, end)
    while last < len(text) and last - end < longest:
        following = _NEXT_LINE.match(text, last)
        line = text.rfind("\n", 0, last) + 1
        if following is None or not _goes_on(
            text[max(line, first) : last].rstrip(), text[following.end() : following.end() + 12]
        ):
            break
        last = _line_end(text, following.end())
    return last


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
