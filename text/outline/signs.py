"""Headings that only Markdown marks (## 推动高质量发展), and which of the lines that begin with 1.1 are headings.

The depth of Markdown signs is trusted where no number is: a heading without a number has the rank of those with the same number of signs.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from text.outline.heading_forms import (
    DECIMAL,
    LONGEST_HEADING,
    RANK_PART,
    WHOLE_NUMBER,
    Heading,
    clean_title,
    first_word,
    flat_title,
)
from text.sources.source import Line, Source
from text.words import words_of

_SIGNS = re.compile(r"\s{0,3}(?P<signs>#{1,6})\s*(?P<title>\S.*?)[\s#]*$")
# **加强组织领导** on a line of its own
_BOLD = re.compile(r"\s{0,3}(?P<signs>\*\*)\s*(?P<title>[^*\d,。;:!?、()|]{4,24}?)\s*\*\*\s*$")
BOLD = 7  # deeper than any number of signs

# the title of the document, the line of its delivery, and what is a sentence
_NO_HEADING = re.compile(
    r"(?:报告|公报|纲要|规划|通知|公告|方案)$|^[-—(]|^\d{4}年\d|国民经济和社会发展|五年规划|远景目标|各位代表|[。;!?:]$"
)
# 1.1万亿元, 2.5个百分点: behind a number with one point stands a unit
_UNIT = re.compile(
    r"[万亿](?![众事里物象元])|[万亿]元|千(?:米|克|瓦|公|伏|人|万|亩)|百(?:分|万|亿)|[%‰]|个(?!体|人|性)|倍|公[里顷斤]|平方|立方|[亩吨户项件]|[家元人](?=[,。;、]|$)|[-~—至到]"
)


def signed(source: Source, line: Line) -> Heading | None:
    """A heading that Markdown signs alone mark; ``rank`` is the count of its signs until :func:`with_signed` places it."""
    begins = line.folded[:5]
    match = _SIGNS.match(line.folded) if "#" in begins else _BOLD.match(line.folded) if "**" in begins else None
    if match is None or len(match["title"]) > LONGEST_HEADING:
        return None
    title = clean_title(source.text[line.start + match.start("title") : line.start + match.end("title")])
    if not title or _NO_HEADING.search(flat_title(title)):
        return None
    return Heading(
        rank=BOLD if match["signs"] == "**" else len(match["signs"]),
        kind=None,
        label=None,
        number=None,
        title=title,
        start=first_word(line),
        body_start=line.end,
    )


def with_signed(source: Source, headings: list[Heading], signs: list[Heading]) -> list[Heading]:
    """The headings and those that only Markdown marks, with the ranks of those of their depth."""
    numbered = {heading.start for heading in headings}
    signs = [sign for sign in signs if sign.start not in numbered]
    if not signs:
        return headings
    known: dict[int, float] = {}
    for heading in headings:
        row = source.folded[heading.start : heading.start + 8]
        depth = len(row) - len(row.lstrip("#"))
        if depth and heading.number is not None:
            known[depth] = min(known.get(depth, heading.rank), heading.rank)
    placed = [replace(sign, rank=_rank(int(sign.rank), known)) for sign in signs if sign.rank < BOLD]
    headings = sorted([*headings, *placed], key=_start)
    bold = [sign for sign in signs if sign.rank == BOLD and _has_prose_below(source, sign)]
    if len(bold) < _FEWEST_BOLD or not headings:
        return headings
    return sorted([*headings, *_below_what_is_above(headings, bold)], key=_start)


_FEWEST_BOLD = 2


def _start(heading: Heading) -> int:
    return heading.start


def _has_prose_below(source: Source, sign: Heading) -> bool:
    below = next(
        (line for line in source.lines_between(sign.body_start, sign.body_start + 400) if line.folded.strip()), None
    )
    return (
        below is not None and not below.folded.startswith(("|", "\t")) and re.search("[,。;]", below.folded) is not None
    )


def _below_what_is_above(headings: list[Heading], bold: list[Heading]) -> Iterator[Heading]:
    """Bold lines rank below the kind of heading that most of them stand under; those before the first heading are words of the title page."""
    starts = [heading.start for heading in headings]
    above = Counter(headings[index - 1].rank for sign in bold if (index := bisect_left(starts, sign.start)))
    rank = max((rank for rank, _ in above.most_common(1)), default=RANK_PART)
    for sign in bold:
        index = bisect_left(starts, sign.start)
        inside = index and headings[index - 1].kind is None and headings[index - 1].start < sign.start
        if inside:
            yield replace(sign, rank=max(rank, headings[index - 1].rank) + 0.05)


def _rank(depth: int, known: dict[int, float]) -> float:
    if depth in known:
        return known[depth]
    if over := [one for one in known if one < depth]:
        return known[max(over)] + 0.1 * (depth - max(over))
    if below := [one for one in known if one > depth]:
        return known[min(below)] - 0.1 * (min(below) - depth)
    return RANK_PART + 0.1 * depth


def decimal_lines(source: Source, first: int) -> frozenset[int]:
    """The lines whose 1.1 or 1.1.1 is the number of a heading, and those whose 1 is above them.

    One of three parts is no figure. One of two is a heading's where it is counted (1.1 and then 1.2, or 1.1.1 below it) and no unit follows.
    """
    found: dict[tuple[int, ...], int] = {}
    whole: dict[int, list[int]] = {}
    for index in range(first, len(source.lines)):
        row = source.lines[index].folded
        if _BEGINS_WITH_DIGIT.match(row) is None:
            continue
        if match := DECIMAL.match(row):
            label = tuple(int(part) for part in match["number"].replace("\\", "").split("."))
            if len(label) > 2 or not _begins_with_a_unit(match["title"]):
                found.setdefault(label, index)
        elif match := WHOLE_NUMBER.match(row):
            whole.setdefault(int(match["number"]), []).append(index)
    deeper = {other[:2] for other in found if len(other) > 2}

    def is_counted(label: tuple[int, ...]) -> bool:
        chapter, section, *below = label
        beside = {
            (chapter, section + 1),
            (chapter, section - 1),
            *((chapter + step, 1) for step in (1, -1) if section == 1),
        }
        return bool(below) or label in deeper or not beside.isdisjoint(found)

    decimals = {label: found[label] for label in found if 0 not in label and is_counted(label)}
    return frozenset([*decimals.values(), *_above(source, decimals, whole)])


def _begins_with_a_unit(title: str) -> bool:
    """1.1万亿元, 3.6亩, but not 5.6 项目建设, 5.9 户籍改革: no words that only begin as a counter does."""
    unit = _UNIT.match(title)
    return unit is not None and (len(unit.group()) > 1 or len(words_of(title[:6])[0]) == 1)


_BEGINS_WITH_DIGIT = re.compile(r"[#*\\_\s]*\d")
_APART = 12  # lines that may stand between 1 and 1.1


def _above(source: Source, decimals: dict[tuple[int, ...], int], whole: dict[int, list[int]]) -> Iterator[int]:
    """The lines 1 发展基础 above 1.1 and 2 主要目标 above 2.1; between two such chapters those without sections, too."""
    chapters: dict[int, int] = {}
    for label, index in decimals.items():
        if label[1:] == (1,):
            before = [at for at in whole.get(label[0], ()) if at < index]
            if before and sum(bool(line.folded.strip()) for line in source.lines[before[-1] : index]) <= _APART:
                chapters[label[0]] = before[-1]
    for number in range(1, max(chapters, default=0) + 2):
        if number in chapters or not {number - 1, number + 1} & chapters.keys():
            continue
        low = max((index for label, index in decimals.items() if label[0] < number), default=-1)
        high = min((index for label, index in decimals.items() if label[0] > number), default=len(source.lines))
        between = [at for at in whole.get(number, ()) if low < at < high]
        if between and not any(label[0] == number for label in decimals):
            chapters[number] = between[0] if number - 1 in chapters else between[-1]
    yield from chapters.values()
