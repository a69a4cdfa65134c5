"""Which of the lines that begin with 1., （1）, 1） or ① are headings, and which are items of a list.

::

    1.壮大主导产业 ⏎ 围绕…，…。 ⏎ 2.培育新兴产业 ⏎ 聚焦…，…。        headings
    1.壮大主导产业。围绕…，…。 ⏎ 2.培育新兴产业。聚焦…，…。           headings that run in
    1.完成上述任务； ⏎ 2.报区政府审定。                               a list
    1.城东泵站工程。新建… ⏎ 2.城西泵站工程。新建…                     a list of works, which has readers of its own

They are headings where a count from 1 holds two or more of them, and they all look like one, with text below or behind.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from text.outline.heading_forms import (
    ARABIC,
    ARABIC_HALF,
    ARABIC_WHOLE,
    CIRCLED,
    RANK_ARABIC,
    RANK_ARABIC_HALF,
    RANK_ARABIC_WHOLE,
    RANK_BOX,
    RANK_CIRCLED,
    RANK_ROMAN,
    ROMAN,
    SENTENCE_END,
    Heading,
    label_number,
)
from text.sources.source import Source
from text.vocabulary import ChapterKind

_FORMS = (
    (RANK_ARABIC, ARABIC),
    (RANK_ARABIC_WHOLE, ARABIC_WHOLE),
    (RANK_ARABIC_HALF, ARABIC_HALF),
    (RANK_CIRCLED, CIRCLED),
    (RANK_ROMAN, ROMAN),
)
_MAY_BE = re.compile(r"[#*\\_\s]*(?:\d{1,2}\s*\\?[.、)]|\(\s*\d|[①-⒛]|[\u2160-\u216b]|[IVX]{1,5}[\s.、])")
_NO_HEADINGS_WITHIN = (ChapterKind.GLOSSARY, ChapterKind.APPENDIX, ChapterKind.SUBDISTRICT_LIST)

_LONGEST = 36  # characters of a title
_LEAST_BEHIND, _LEAST_BELOW = 12, 12  # characters of the text behind a title on its line, and of that below it
_WORKS = re.compile(r"(?:工程|项目|[厂站园路桥]|改造|扩建|新建)(?:\([^()]*\))?$")
# 新增学位2400个 is a figure; 2025年 and 5G are none
_FIGURE = re.compile(r"\d(?!\d{0,3}年)(?![GDＧ])[\d.,]*\s*(?:[%‰万亿个家项所处座条公千平米吨户亩元人名张]|余)")


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line that may be a heading: ``match`` on the folded line ``index``."""

    index: int
    rank: float
    number: int
    match: re.Match[str]
    alone: bool
    heading: bool
    signed: bool  # Markdown makes a heading of it, too


def find_items(source: Source, first: int, headings: Sequence[Heading], decimals: Collection[int]) -> list[CountedLine]:
    """The lines from ``first`` on that are headings by their count, in the order of the text; ``headings`` are those known so far."""
    starts = [heading.start for heading in headings]
    counts: dict[float, list[CountedLine]] = {}
    within: tuple[int, dict[float, int]] = (-1, {})  # the box around an item, and how far its own counts are
    closed: set[int] = set()
    whole: list[list[CountedLine]] = []
    for item in _items(source, first, decimals):
        around = _around(headings, starts, source.lines[item.index].start)
        count = counts.get(item.rank)
        if around is not None and around not in closed:
            inner = within[1] if within[0] == around else {}
            within = (around, inner)
            goes_on = count and item.number == count[-1].number + 1 and headings[around].rank == RANK_BOX
            framed = source.lines[item.index].folded.startswith(("\t", "|"))
            if framed or not goes_on or item.number == inner.get(item.rank, 0) + 1:
                inner[item.rank] = item.number
                continue
            closed.add(around)
        if item.number == 1:
            counts[item.rank] = [item]
            whole.append(counts[item.rank])
        elif count and item.number in (count[-1].number + 1, count[-1].number + 2):  # one number may be lost
            count.append(item)
    found = [item for count in whole if _are_headings(source, count) for item in count]
    return sorted(found, key=lambda item: item.index)


def _items(source: Source, first: int, decimals: Collection[int]) -> Iterator[CountedLine]:
    for index in range(first, len(source.lines)):
        row = source.lines[index].folded
        if index in decimals or not _MAY_BE.match(row) or len(row) > 20_000:
            continue
        for rank, pattern in _FORMS:
            if (match := pattern.match(row)) is None:
                continue
            groups = match.groupdict()
            number = label_number(groups.get("number") or groups.get("sign") or "")
            if number:
                alone, heading = _looks(match["title"])
                yield CountedLine(index, rank, number, match, alone, heading, signed=row.lstrip().startswith("#"))
            break


def _looks(title: str) -> tuple[bool, bool]:
    """Does a title stand alone on its line, and does it look like one?"""
    title = title.strip("* \t_")
    stop = SENTENCE_END.search(title)
    wide = re.search(r"\S(?: {2,}|[\t\u3000\u2003])\s*(?=\S)", title)
    end = stop.start() if stop else len(title)
    if wide and wide.start() + 1 < end and len(title) > _LONGEST:
        end = wide.start() + 1
    head, rest = title[:end], title[end + 1 :].strip("* \t_")
    if stop and stop.group() != "。":
        return not rest, False
    fits = 2 <= len(head) <= _LONGEST and head.count(",") + head.count("、") <= 3 and not re.search(r":|——.*——", head)
    fits = fits and not _FIGURE.search(head) and (not rest or len(rest) >= _LEAST_BEHIND)
    return not rest, fits


def _around(headings: Sequence[Heading], starts: Sequence[int], at: int) -> int | None:
    """The box, appendix or glossary that this place is in, by its index; a box may have ended before, if a count that began outside goes on here."""
    for index in range(bisect_right(starts, at) - 1, -1, -1):
        heading = headings[index]
        if heading.kind in _NO_HEADINGS_WITHIN:
            return index
        if heading.rank == RANK_BOX and (heading.ends_at is None or at < heading.ends_at):
            return index
        if heading.rank < RANK_BOX and heading.kind is None:
            return None
    return None


def _are_headings(source: Source, count: Sequence[CountedLine]) -> bool:
    """Are the items of one count headings: two or more, each like one, with text?"""
    if all(item.signed for item in count):
        return True
    if len(count) < 2 or count[-1].number - len(count) > 1 or not all(item.heading for item in count):
        return False
    titles = [re.split(r"[。]", item.match["title"].strip("* \t_"))[0] for item in count]
    if 2 * sum(bool(_WORKS.search(title)) for title in titles) > len(titles):
        return False
    if count[0].rank == RANK_CIRCLED and not all(item.alone for item in count):
        return False
    with_text = sum(not item.alone or _has_text(source, item.index) for item in count)
    return 5 * with_text >= 4 * len(count)


def _has_text(source: Source, index: int) -> bool:
    """Does a paragraph or a deeper number come next, or behind one short line, and no further item or row of a table?"""
    short = 0
    for line in source.lines[index + 1 : index + 6]:
        row = line.folded
        words = row.strip()
        if not words:
            continue
        if row.startswith(("\t", "|")):
            return False
        if _MAY_BE.match(row):
            return _form(row) != _form(source.lines[index].folded)
        if len(words) >= _LEAST_BELOW or _HEADED.match(words):
            return True
        short += 1
        if short > 1 or re.search("[。;:]$", words):
            return False
    return False


_HEADED = re.compile(r"[#*\s]*(?:专\s*栏|第.{1,5}[篇章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))")


def _form(row: str) -> float | None:
    return next((rank for rank, pattern in _FORMS if pattern.match(row)), None)
