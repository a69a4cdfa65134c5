"""Is it all of one document, and of the one that its title names? Checks of what is lost at either end or in the middle, and of what is of another text."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from districts.reading.divisions import DivisionMatch, codes_above, find_in
from districts.reading.documents import UNTITLED
from districts.reading.terms import UNREAD_TERMS
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from planapi.reading_check.shape import LONG, stem
from text.numbers.numerals import chinese_number
from text.outline.outline import Node
from text.vocabulary import ChapterKind, DocumentKind, Severity

_COUNTED = re.compile(r"(?P<before>第?)(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<form>[编篇章、．.])$")
# An author may skip one number; where two are missing, or a count begins in the middle, a part of the text is.
_PARTS_SEVERE = 2
# Good documents say how they are carried out, or call upon everybody, in their last part.
_CLOSING = re.compile(r"保障|实施|组织|领导|落实|监督|评估|自身建设|政府建设|法治政府")
_APPEAL = re.compile(r"各位代表|让我们|奋斗|而努力|奋力|谱写|篇章|贡献")
_LAST, _LAST_SHARE = 1_500, 0.65
_ENDS_FROM = 5_000
# Good documents name a place that they have nothing to do with 4 times at most, and their own 5 times as often.
_OTHER, _OTHER_SEVERE = 5, 8
_OTHER_SHARE, _OTHER_SEVERE_SHARE = 0.2, 0.5
# They name it from beginning to end.
_SIDES, _SIDE_TIMES, _ALONE = 2, 3, 0.25
_TERRITORIES = "市县区旗州盟"
# A plan of the 14th period names it more often than any other.
_TERM = re.compile(r"十\s?([一二三四五六七八九])\s?五(?!年)")
_TERMS, _TERMS_TIMES = 5, 2
_FIRST_TERM, _FIRST_YEAR = 11, 2006


def whole_checks(reading: Reading) -> Iterator[Finding | None]:
    """What looks lost, or of another document."""
    yield _chapters_missing(reading)
    yield _ends_early(reading)
    if reading.document.district.level != "nation" and len(reading.source.folded) >= LONG:
        named = find_in(reading.source.folded)
        yield _another_place(reading, named) or _place_changes(reading, named)
    yield _another_period(reading)
    yield _draft(reading)
    yield _terms_not_read(reading)
    if reading.document.title == UNTITLED:
        yield told("no_title", Severity.WARNING)


# （征求意见稿）, 草案: in the title, or on a line of its own near it
_DRAFT = re.compile(r"(?:(?:公开)?征求意见|送审|审议|讨论|审查|报批|评审|论证|公示|初|草|修改|供审议)稿|草案")
_DRAFT_LINE = re.compile(rf"[\s#*(\[〔【]*(?P<word>{_DRAFT.pattern})[\s*)\]〕】]*")
_HEAD_LINES = 40


def _draft(reading: Reading) -> Finding | None:
    """What is read is no document in force, and says so itself."""
    outline = reading.outline
    title = _DRAFT.search(reading.document.title)
    lines = reading.source.lines_between(0, outline.nodes[0].start if outline.nodes else outline.back)
    alone = (match["word"] for line in lines[:_HEAD_LINES] if (match := _DRAFT_LINE.fullmatch(line.folded)))
    word = title.group() if title else next(alone, None)
    return told("draft", Severity.WARNING, word=word) if word else None


def _terms_not_read(reading: Reading) -> Finding | None:
    unread = next((one for one in reading.appendices.notes if one.message.startswith(UNREAD_TERMS)), None)
    return told("terms_not_read", Severity.WARNING, title=excerpt(unread.quote)) if unread else None


# ── what is lost ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chapters_missing(reading: Reading) -> Finding | None:
    """第四章 and then 第十章, or 第二章 first: the numbers of the parts at the top."""
    counts: dict[str, list[tuple[int, Node]]] = defaultdict(list)
    for node in reading.outline.top():
        match = _COUNTED.match(node.label or "")
        if match and node.kind is ChapterKind.CHAPTER:
            number = chinese_number(match["number"]) or (int(match["number"]) if match["number"].isdecimal() else 0)
            counts[match["before"] + match["form"]].append((number, node))
    missing, example = 0, ""
    for ones in counts.values():
        numbers = [0, *(number for number, _ in ones)]
        for (before, number), (_, node) in zip(pairwise(numbers), ones, strict=True):
            if number > before + 1:
                missing += number - before - 1
                example = example or excerpt(f"{node.label or ''}{node.title}")
    if not missing:
        return None
    # a short text may be an extract
    severe = len(reading.source.text) >= LONG and (missing >= _PARTS_SEVERE or _begins_late(counts))
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("chapters_missing", severity, missing=missing, example=example)


def _begins_late(counts: dict[str, list[tuple[int, Node]]]) -> bool:
    return any(ones[0][0] > 1 for ones in counts.values())


def _ends_early(reading: Reading) -> Finding | None:
    """The last part is none of those that documents end with, and its end is no appeal."""
    outline, folded = reading.outline, reading.source.folded
    if len(folded) < _ENDS_FROM:
        return None
    ends = [node.start for node in outline.top() if node.kind in (ChapterKind.APPENDIX, ChapterKind.GLOSSARY)]
    text_end = min([outline.back, *ends])
    late = outline.front + (text_end - outline.front) * _LAST_SHARE
    if any(_CLOSING.search(node.title) for node in outline.nodes if late <= node.start < text_end):
        return None
    if _APPEAL.search(folded, max(text_end - _LAST, 0), text_end):
        return None
    return told("ends_early", Severity.WARNING, example=excerpt(folded[max(text_end - 60, 0) : text_end].strip()[-40:]))


# ── what is of another document ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _another_place(reading: Reading, mentions: Sequence[DivisionMatch]) -> Finding | None:
    """Another division that is named over and over, and lies neither above nor within: a text of that place, or two in one file."""
    own, folded = reading.document.district, reading.source.folded
    above = codes_above(own.code)
    related = {own.name}
    named: Counter[str] = Counter()
    for one in mentions:
        division = one.division
        if division.code in above or own.code in division.ancestors or division.code == own.code:
            related.add(division.name)
        elif division.level != "province" or own.level == "province":
            named[division.name] += 1
    others = [(times, name) for name, times in named.items() if name not in related]
    if not others:
        return None
    times, other = max(others)
    # 和平 is a word; who is always called 涉县 or 南开区 has no other name
    own_times = folded.count(own.name)
    if own_times < _OTHER:
        own_times = folded.count(stem(own.name))
    if times < _OTHER or times < own_times * _OTHER_SHARE:
        return None
    severe = times >= _OTHER_SEVERE and times >= own_times * _OTHER_SEVERE_SHARE
    severity = Severity.SEVERE if severe else Severity.WARNING
    return told("another_place", severity, place=own.name, own_times=own_times, other=other, times=times)


def _place_changes(reading: Reading, mentions: Sequence[DivisionMatch]) -> Finding | None:
    """涉县 up to the middle and then 武安市 alone, or 全县 and then 全市: half of the document of another place, which names it seldom."""
    own, folded = reading.document.district, reading.source.folded
    above, others = codes_above(own.code), defaultdict[str, set[int]](set)
    for one in mentions:
        division = one.division
        related = division.code == own.code or division.code in above or own.code in division.ancestors
        if not related and division.level != "province" and stem(division.name) not in own.name:
            others[division.name].add(one.start)
    mine = _places(re.escape(stem(own.name)), folded)
    for other, places in others.items():
        if len(places) >= _SIDES and _apart(mine, places, len(folded)):
            return told("place_changes", Severity.SEVERE, place=own.name, other=other, times=len(places))
    word = own.name[-1]
    if word not in _TERRITORIES:
        return None
    mine = _places(f"[全我]{word}", folded)
    for other in _TERRITORIES.replace(word, ""):
        places = _places(rf"[全我]{other}(?![外内际委])", folded)
        if len(places) >= _SIDE_TIMES and _apart(mine, places, len(folded)):
            return told("place_changes", Severity.SEVERE, place=f"全{word}", other=f"全{other}", times=len(places))
    return None


def _places(pattern: str, folded: str) -> list[int]:
    return [match.start() for match in re.finditer(pattern, folded)]


def _apart(mine: Collection[int], others: Collection[int], length: int) -> bool:
    """Does one end where the other begins, and is the other alone in a good part of the text?"""
    if len(mine) < _SIDES:
        return False
    if min(others) > max(mine):
        return length - max(mine) > length * _ALONE
    return max(others) < min(mine) and min(mine) > length * _ALONE


def _another_period(reading: Reading) -> Finding | None:
    """A plan that speaks of another five years than those of its title."""
    document = reading.document
    if document.kind is not DocumentKind.PLAN or document.period_start is None:
        return None
    own = _FIRST_TERM + (document.period_start - _FIRST_YEAR) // 5
    terms = Counter(10 + (chinese_number(digit) or 0) for digit in _TERM.findall(reading.source.folded))
    if not terms:
        return None
    other, times = terms.most_common(1)[0]
    if other == own or times < _TERMS or times < _TERMS_TIMES * terms[own]:
        return None
    digits = "〇一二三四五六七八九"
    return told(
        "another_period",
        Severity.SEVERE,
        own=f"“十{digits[own - 10]}五”",
        own_times=terms[own],
        other=f"“十{digits[other - 10]}五”",
        times=times,
    )
