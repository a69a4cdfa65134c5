"""Headings of parts that have no number: 2023年工作回顾, “十三五”时期和2020年工作回顾, 今后五年的目标任务, 总体要求, alone on a line.

What marks one is that it names a time and a task (or is one of the few names that parts of reports have), on a line of its own, with prose or a heading
below it. Where numbers begin anew below it, it is above them; inside a numbered part it is a part of that, unless it turns from what was done to what is
planned.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from text.numbers.numerals import chinese_number
from text.outline.heading_forms import (
    APPENDIX,
    BOX,
    GLOSSARY,
    ITEM,
    ORDINAL,
    PREFACE,
    RANK,
    RANK_ITEM,
    RANK_PART,
    SUBITEM,
    Heading,
    clean_title,
    first_word,
    flat_title,
)
from text.sources.source import Line, Source
from text.vocabulary import ChapterKind

_LONGEST = 40
_PLAN = "十[一二三四五六七八九]五(?:规划)?(?:时期|期间)?"
# 2023年(度)   2016-2020年   十三五时期   过去五年   今后五年   今年   本届政府
_TIME = (
    rf"(?:20\d\d年?[-—~至]20\d\d年|20\d\d年度?|{_PLAN}|(?:刚刚)?过去的?[一三四五]年|(?:[今未]后|未来)的?(?:[一二三四五]年|一个?时期|一段时期)"
    r"|[今去]年|上一?年|本届政府|上届政府|五年来|一年来|近五年|下一步|下一阶段|新的?一年|今后(?:工作)?的?(?=[^,。、]{0,8}(?:思路|打算|要求|任务|安排|目标)$))"
)
_TASK = r"(?:回顾|总结|成就|成绩|成效|情况|安排|打算|部署|建议|目标|任务|重点|工作$|主要工作|总体要求|要求$|思路|展望|指导思想|实事|蓝图|愿景|举措)"
_TIMED = re.compile(rf"(?:关于|回顾|总结)?{_TIME}.{{0,30}}?{_TASK}")
_NAME = (
    r"(?:(?:主要|总体|全年|经济社会发展)*(?:工作回顾|工作总结|总体要求|总体思路|指导思想|基本思路|奋斗目标|预期目标|发展目标|工作目标|主要目标|目标任务|主要任务|重点任务"
    r"|重点工作(?:任务)?|主要工作(?:任务)?|工作安排|工作打算|工作部署|工作建议|工作思路|工作重点|工作任务)|存在的?(?:主要)?(?:困难|问题)|面临的?(?:主要)?(?:困难|问题)|问题|不足|挑战"
    r"|(?:切实|全面|进一步|不断)?(?:加强|强化|推进)?政府自身(?:改革)?建设)"
)
# 全县政府系统工作安排; 圆满完成…工作安排 is a slogan and no part
_ENDS = r"(?!完成|圆满|落实|推进|抓|做|统筹|全力|扎实|加快|强化|围绕|聚焦|突出|坚持|着力|深入)[^,。、]{0,8}(?:工作打算|工作安排|工作回顾|工作总结|工作建议)"
_NAMED = re.compile(
    rf"{_ENDS}|(?:政府|本届政府|我们的?|我[省市县区州旗]|全[省市县区州旗]|(?:对|关于))?{_NAME}(?:[和与及暨、]{_NAME})*的?(?:意见|建议)?"
)
# 2024年政府工作报告, 2023年国民经济和社会发展统计公报: names of documents; 2024年是决胜之年, 2023年,…, 今年重点抓好以下工作: words of a sentence
_NO_PART = re.compile(
    r"(?:报告|公报|纲要|规划|意见|通知|方案|摘要|图解|解读|草案|决定|办法|预案|讲话|指南|年鉴|会议|新闻|发布会|专栏|栏目)$|[,。;!?]|是|:.|《|》|[以如]下|下列|几个?方面"
)
_BACKWARD = re.compile(
    r"回顾|总结|成就|成绩|成效|情况|过去|去年|上一?年|上届|五年来|一年来|近五年|存在|面临|困难|问题|不足"
)
_FORWARD = re.compile(r"目标|任务|安排|打算|部署|建议|要求|思路|重点|展望|实事|今后|未来|今年|下一")
# a mark or a number before a part's name: 【2023年工作回顾】, ◆2023年工作回顾, 一 2023年工作回顾
_MARKS = " #*【】[]<>■◆●▲★※◎·—-_=~|"
_LABEL = re.compile(
    r"(?P<label>(?P<number>[一二三四五六七八九十]{1,2})[ ,:]|(?P<arabic>0?\d)\s*[、. ](?=\s*(?:[^\d\s]|20\d\d))|[上中下]篇[ :、]?)\s*(?=\S)"
)


def find_parts(source: Source, first: int, body: int) -> list[Heading]:
    """Headings of parts without a number, from line ``first`` and the offset ``body`` on."""
    lines = source.lines
    parts: list[Heading] = []
    for index in range(first, len(lines)):
        line = lines[index]
        if (
            line.start >= body
            and len(line.folded) <= _LONGEST + 20
            and (part := _part(source, line))
            and _something_below(lines, index)
        ):
            parts.append(part)
    return parts


# 2023年：砥砺奋进的一年   在爬坡过坎中前行的2023年
_ABOUT_A_TIME = re.compile(rf"{_TIME}|.*(?:20\d\d年|五年)$")
_DATED = re.compile(r"20\d\d年\d{1,2}月|报告|公报|纲要|规划纲要|来源|发布")


def find_timed_lines(source: Source, first: int, body: int) -> list[Heading]:
    """Short lines that begin or end with a time: in a document without other headings they say what the paragraphs below them are of."""
    lines = source.lines
    found: list[Heading] = []
    for index in range(first, len(lines)):
        line = lines[index]
        words = line.folded.strip(_MARKS)
        if line.start < body or not 5 <= len(words) <= _LONGEST or re.search(r"[。;!?]|,$|\d(?![\d年])", words):
            continue
        flat = flat_title(words)
        if _ABOUT_A_TIME.match(flat) and not _DATED.search(flat) and _something_below(lines, index):
            title = clean_title(source.text[line.start : line.end]).strip(_MARKS).rstrip(":：")
            found.append(Heading(RANK_PART, None, None, None, title=title, start=first_word(line), body_start=line.end))
    return found


def says_when(headings: Sequence[Heading]) -> bool:
    """Does any heading say whether its part looks back or ahead?"""
    return any(names_a_part(heading.title) or _direction(heading.title) is not None for heading in headings)


def _part(source: Source, line: Line) -> Heading | None:
    row = line.folded
    if row.startswith(("\t", "|")) or not row.strip():
        return None
    words = row.strip(_MARKS)
    words = words.rstrip("。:")
    label = _LABEL.match(words)
    bare = words[label.end() :] if label else words
    flat = flat_title(bare)
    if not 4 <= len(flat) <= _LONGEST or _NO_PART.search(flat) or not (_TIMED.match(flat) or _NAMED.fullmatch(flat)):
        return None
    at = row.index(words)
    start, end = line.start + at + (label.end() if label else 0), line.start + at + len(words)
    return Heading(
        rank=RANK_ITEM if label and label["number"] else RANK_PART,
        kind=None,
        label=label["label"].strip() if label else None,
        number=chinese_number(label["number"]) if label and label["number"] else None,
        title=clean_title(source.text[start:end]).rstrip(":："),
        start=first_word(line),
        body_start=line.end,
    )


def names_a_part(title: str) -> bool:
    """Is this the title of a part of a report (2024年工作安排)?"""
    flat = flat_title(title)
    return not _NO_PART.search(flat) and bool(_TIMED.match(flat) or _NAMED.fullmatch(flat))


# 今年经济社会发展的⏎主要预期目标⏎是：地区生产总值增长5%: words of a sentence that stood in bold, and on a line of their own when they were copied
_REST_OF_A_SENTENCE = re.compile(r"\s*(?:是|为:|[:,、;。])")


def _something_below(lines: Sequence[Line], index: int) -> bool:
    """Does prose or a heading come next, or a plain line and then prose? Below 2025年目标 in the head of a table come other cells."""
    rows = [line.folded for line in lines[index + 1 : index + 9] if line.folded.strip()][:3]
    if not rows or rows[0].startswith(("\t", "|")) or _REST_OF_A_SENTENCE.match(rows[0]):
        return False
    return _is_text(rows[0]) or any(re.search(r"[,。;]", row) and len(row.strip()) >= _SENTENCE for row in rows[1:])


_SENTENCE = 12


def _is_text(row: str) -> bool:
    stripped = row.strip(_MARKS)
    flat = flat_title(stripped) if len(stripped) <= _LONGEST else ""
    return bool(
        len(stripped) > _LONGEST
        or row.lstrip().startswith("#")
        or re.search(r"[,。;:]", stripped)
        or any(pattern.match(row) for pattern in (ORDINAL, ITEM, SUBITEM, BOX, APPENDIX, PREFACE, GLOSSARY))
        or _TIMED.match(flat)
        or _NAMED.fullmatch(flat)
    )


def with_parts(source: Source, headings: list[Heading], parts: list[Heading], *, spoken: bool) -> list[Heading]:
    """The headings and those of ``parts`` that the numbers around them bear out, each with its rank, in the order of the text.

    ``spoken``: the text is addressed to delegates, so that its parts are those of a report.
    """
    numbered = [heading for heading in headings if heading.kind is None and heading.number is not None]
    if any(heading.rank == RANK["章"] and heading.label for heading in numbered):
        return headings  # a document with 第一章 and 第二章 has its parts
    main = min((heading.rank for heading in numbered), default=RANK_ITEM)
    series = [heading for heading in numbered if heading.rank == main]
    mistaken = {part.start for part in parts}
    # ## 2022年工作回顾 beside ## (一)…: the depth of its signs says nothing
    headings = [
        heading
        for heading in headings
        if not (_has_signs_alone(heading, RANK_PART if spoken else main) and heading.start in mistaken)
    ]
    parts = sorted([*parts, *_before_new_counts(source, series, parts)], key=_start)
    annexes = [heading for heading in headings if heading.kind in (ChapterKind.APPENDIX, ChapterKind.GLOSSARY)]
    found: list[Heading] = []
    top: Heading | None = None
    for part in parts:
        if (over := _before(headings, part, at=True)) is not None and part.start < over.body_start:
            continue  # a heading already, or the second line of one
        if over is not None and over.rank > main and (part.label or "")[:1].isdigit():
            continue  # 1.指导思想 below （二） is an item of it
        if (annex := _before(annexes, part)) is not None:
            if annex.kind is ChapterKind.APPENDIX and _timed(part):
                found.append(replace(part, rank=RANK_ITEM - 1))
            continue
        placed = part if part.number is not None else _placed(part, series, top, main)
        if placed is None:
            continue
        if placed.rank == RANK_PART:
            top = placed
        found.append(placed)
    return sorted([*headings, *found], key=_start)


def _has_signs_alone(heading: Heading, least: float) -> bool:
    return heading.kind is None and heading.label is None and heading.rank >= least


def _before_new_counts(source: Source, series: list[Heading], parts: list[Heading]) -> list[Heading]:
    """A title right above 一、 where the numbers begin anew, whatever it says: 奋力开创高质量发展新局面, one short line without punctuation."""
    found: list[Heading] = []
    starts = [part.start for part in parts]
    for before, after in pairwise(series):
        if after.number != 1 or bisect_left(starts, after.start) > bisect_left(starts, before.start):
            continue
        lines = [
            line
            for line in source.lines_between(before.body_start, after.start)
            if 6 <= len(words := line.folded.strip(_MARKS)) <= 30
            and line.end < after.start
            and not line.folded.startswith(("\t", "|"))
            and not re.search(r"[,。;:!?、|]|\d", words)
        ]
        if len(lines) == 1:
            title = clean_title(source.text[lines[0].start : lines[0].end]).strip(_MARKS)
            found.append(Heading(RANK_PART, None, None, None, title, first_word(lines[0]), lines[0].end))
    return found


def _start(heading: Heading) -> int:
    return heading.start


def _before(series: list[Heading], part: Heading, *, at: bool = False) -> Heading | None:
    """The last of a series that begins before the part, or, with ``at``, where it begins."""
    index = (bisect_right if at else bisect_left)(series, part.start, key=_start)
    return series[index - 1] if index else None


def _placed(part: Heading, series: list[Heading], top: Heading | None, main: float) -> Heading | None:
    """A part with its rank: above the numbers, beside them, or below; None where it is a line within a numbered part."""
    before = _before(series, part)
    index = bisect_right(series, part.start, key=_start)
    after = series[index] if index < len(series) else None
    named = names_a_part(part.title)
    if top is not None and named:
        # 总体要求 below 2024年工作安排 is a part of it
        if _timed(part) or _direction(part.title) != _direction(top.title):
            return part
        anew = before is None or before.start < top.start
        return replace(part, rank=RANK_PART + 0.5) if anew else None
    if not named or before is None or (after is not None and after.number == 1):
        return part
    if _direction(before.title) not in (None, _direction(part.title)):
        return replace(part, rank=main)
    return replace(part, rank=main + 0.5) if _timed(part) else None


def _timed(part: Heading) -> bool:
    return _TIMED.match(flat_title(part.title)) is not None


def _direction(title: str) -> bool | None:
    """True for what was done, False for what is planned, None where a title says neither."""
    flat = flat_title(title)
    if _BACKWARD.search(flat):
        return True
    return False if _FORWARD.search(flat) or re.search(_TIME, flat) else None
