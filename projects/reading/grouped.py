"""Works that are listed below or behind words which say what they are, with no more of each than its name and some facts.

::

    续建项目（2个）：城北污水处理厂二期；娄山关景区索道。     重点项目清单
    新建项目：①城东水厂；②商贸物流园。                     一、交通项目（2个）
    储备项目2个，分别是花秋抽水蓄能电站、狮溪二水厂。         1.G241低庄至双井段改线
                                                          2.溆水大桥重建

An entry need not call itself a work: what it stands below says that it is one. Most of the entries must look like names all the same, for there are
lists of policy below such words, too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter

from projects.reading.common import is_common
from projects.reading.group_labels import (
    BULLET,
    LED,
    NUMBER,
    OPENS,
    WORDS,
    GroupLabel,
    number_of,
    rank_of,
    read_inner_label,
    read_label,
    state_alone,
)
from projects.reading.items import Frame
from projects.reading.names import (
    ends_in_work,
    has_head,
    has_strong_head,
    is_all_over,
    is_named_work,
    is_phase,
    is_possible,
    is_proper,
    is_task,
    strip_work,
)
from projects.reading.prose import paragraphs_of, squeeze
from projects.reading.splitting import split, trim
from projects.reading.verbs import CHAIN
from text.outline.outline import Outline
from text.sources.evidence import Note, note


@dataclass(frozen=True, slots=True)
class GroupedWork:
    """``text[start:end]`` is the entry; ``state`` what the words above say of all of the group (续建), ``verb`` what is done with them (推进),
    ``said`` the facts of the entry."""

    start: int
    end: int
    name: str
    name_start: int
    said: str
    state: str
    verb: str
    group: str | None


@dataclass(frozen=True, slots=True)
class Grouped:
    """The works of all such lists, the lines that say what they are, and notes of entries that were not read."""

    works: tuple[GroupedWork, ...]
    labels: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...]


NOT_READ = "an entry of a list of works is not read as one"
"""The message of a note whose quote is an entry that is lost."""

FEWER = "fewer works are read below a line than it says"
"""The message of a note whose quote is that line: 续建项目（12个）, with ten entries below it."""

# ── entries ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """``text`` without the page's marks, a wide gap as one tab; ``offsets`` are those of its characters in the document."""

    text: str
    offsets: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item of a list: ``text[start:end]`` of a paragraph, and how many paragraphs below go on with it."""

    paragraph: _Paragraph
    start: int
    end: int
    last: int  # offset in the document where it ends
    more: str = ""
    listed: bool = False  # one of those that a paragraph enumerates

    def with_more(self, below: _Paragraph) -> "_Entry":
        """The entry with a line below that goes on with it: with the rest of its name, or with what is said of the work."""
        text = self.paragraph.text
        last = below.offsets[-1] + 1
        if not self.more and _REST_OF_NAME.fullmatch(below.text) and not _NAME_ENDS.search(text, 1):
            whole = _Paragraph(text + below.text, [*self.paragraph.offsets, *below.offsets])
            return _Entry(whole, self.start, len(whole.text), last)
        return replace(self, last=last, more=f"{self.more};{below.text}")


@dataclass(slots=True)
class _Group:
    """The entries below one label, or behind it."""

    label: GroupLabel
    state: str
    sector: str
    line: tuple[int, int] | None = None  # of the label, where it stands alone
    entries: list[_Entry] = field(default_factory=list[_Entry])


_NAME_ENDS = re.compile(
    rf"[,。;:!?\t]|\((?=[^()]*(?:{WORDS.any('bracket')}|\d[\d.]*[万亿]?元|\d+年|\d[\d.]*万?(?:公里|千米|千瓦|兆瓦|MW|平方|立方|方|亩|公顷|吨|米|人|户|床|套|头|只|羽)))|——"
    rf"|(?<=.{{4}})(?:(?:计划|估算|概算|预计)?总?投资(?:额|约)?\d|总投资)"
)
_CLOSED = re.compile(r"等(?:\d{1,3}[个项处座条])?(?:重大|重点)*(?:项目|工程)?$")
_SAID = re.compile(rf"20\d\d年|{WORDS.any('said')}|{WORDS.any('said_last')}$")
_WORK_FIRST = re.compile(f"{WORDS.any('work_first')}$")
_PRODUCES = re.compile(r"年(?:产|处理|加工)\d")
_MONEY = re.compile(WORDS.any("fact"))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in an entry: ``text[start:end]`` of its paragraph, and the work that stands before it (扩建)."""

    start: int
    end: int
    work: tuple[int, int] | None
    firm: bool
    possible: bool
    said: bool


def _names(entry: _Entry) -> list[_Name]:
    """The names that an entry begins with: one, or several that are whole names each."""
    text = entry.paragraph.text
    start, end = entry.start, entry.end
    if number := NUMBER.match(text, start, end):
        start = number.end()
    if stop := _NAME_ENDS.search(text, start + 1, end):
        end = stop.start()
    if closed := _CLOSED.search(text, start, end):
        end = closed.start()
    work = None
    if (chain := CHAIN.match(text, start, end)) and chain["verb"] and end - chain.end() >= 3:
        first = _WORK_FIRST.search(text, start, chain.end())
        work = first.span() if first and not ends_in_work(text[chain.end() : end]) else None
        start = chain.end()
    while end > start and text[end - 1] in "* ":
        end -= 1
    rest = text[end : entry.end] + entry.more
    if "、" in text[start:end] and work is None:
        pieces = _split(text, start, end)
        if len(pieces) > 1 and all(_is_firm(text[a:b]) for a, b in pieces):
            return [_name(text, a, b, None, rest) for a, b in pieces]
    return [_name(text, start, end, work, rest)] if end - start >= 3 else []


_FRAME = Frame((), lenient=True)


def _name(text: str, start: int, end: int, work: tuple[int, int] | None, rest: str) -> _Name:
    name = text[start:end]
    said = _SAID.search(name) is not None or is_task(name) or not 3 <= len(name) <= 45
    firm = not said and _is_firm(name + (text[slice(*work)] if work else ""))
    proper = not is_common(strip_work(name)) and not is_common(name)
    firm = firm or (not said and proper and _MONEY.search(rest) is not None)
    # 团结水库: a name of common words, beside others that are surely names
    named = proper or (
        has_strong_head(strip_work(name)) and len(name) >= 4 and is_possible(name, ()) and not is_all_over(name)
    )
    return _Name(start, end, work, firm, firm or (not said and named), said)


def _is_firm(name: str) -> bool:
    """Does it look like the name of a work by itself?"""
    if is_named_work(name, (), lenient=True) or is_phase(name) or _PRODUCES.match(name):
        return True
    work = name.endswith(("项目", "工程")) or ends_in_work(name) or has_head(name)
    return work and is_proper(name, ()) and is_possible(name, ())


# ── lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_grouped(outline: Outline, taken: Sequence[tuple[int, int]]) -> Grouped:
    """The works of a document that such words list, but for what stands at ``taken``, in the order of the text."""
    if not re.search("(?:项目|工程)", outline.source.folded):
        return Grouped((), (), ())
    reader = _Reader(outline, taken)
    works: list[GroupedWork] = []
    labels: list[tuple[int, int]] = []
    notes: list[Note] = []
    for lists in reader.lists():
        found, lost = _works(outline, lists)
        works += found
        labels += [one.line for one in lists if found and one.line]
        notes += lost
    return Grouped(tuple(works), tuple(labels), tuple(notes))


_MAY_LIST = re.compile("项目|工程|[建工备划期产](?::|类?$|类?\\()")


def _is_taken(start: int, held: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(held, start, key=itemgetter(0)) - 1
    return index >= 0 and start < held[index][1]


class _Reader:
    def __init__(self, outline: Outline, taken: Sequence[tuple[int, int]]) -> None:
        held: list[tuple[int, int]] = []  # apart from each other
        for start, end in sorted(taken):
            if held and start < held[-1][1]:
                held[-1] = (held[-1][0], max(end, held[-1][1]))
            else:
                held.append((start, end))
        self.paragraphs = [
            _Paragraph(*squeeze(outline.source, start, end, gaps=True))
            for start, end in paragraphs_of(outline)
            if not _is_taken(start, held)
        ]

    def lists(self) -> Iterator[list[_Group]]:
        """Lists that stand together, to be judged as one."""
        at = 0
        paragraphs = self.paragraphs
        while at < len(paragraphs):
            text = paragraphs[at].text
            if not _MAY_LIST.search(text):
                at += 1
                continue
            rank, begin = rank_of(text)
            if label := read_label(text[begin:].rstrip("。"), rank=rank):
                lists, at = self._below(at + 1, label, _line(paragraphs[at]))
                yield lists
                continue
            behind, open_label = self._behind(paragraphs[at])
            at += 1
            while behind and open_label is None and at < len(paragraphs) and LED.match(paragraphs[at].text):
                more, open_label = self._behind(paragraphs[at])
                if not more and open_label is None:
                    break
                behind += more
                at += 1
            if behind:
                yield behind
            if open_label is not None:
                lists, at = self._below(at, open_label)
                yield lists

    def _below(self, at: int, top: GroupLabel, line: tuple[int, int] | None = None) -> tuple[list[_Group], int]:
        """The lists below a label, and the number of the first paragraph that is none of theirs."""
        groups = [_Group(top, top.state, top.sector, line)]
        labels = [top]
        rank: int | None = None  # of the entries below the last label
        count = 0
        while at < len(self.paragraphs):
            paragraph = self.paragraphs[at]
            form, begin = rank_of(paragraph.text)
            if (inner := self._label_within(at, form, begin, rank)) is not None:
                if inner.title or (top.rank and form <= top.rank):
                    break
                labels = [top, *(one for one in labels[1:] if one.rank < form), inner]
                state = next((one.state for one in reversed(labels) if one.state), "")
                sector = next((one.sector for one in reversed(labels) if one.sector), "")
                groups.append(_Group(inner, state, sector, _line(paragraph)))
                rank, count = None, 0
            elif (
                not form
                and not groups[-1].entries
                and (pieces := _enumerated(paragraph.text, 2 if groups[-1].label.sure else 3))
            ):
                groups[-1].entries += [
                    _Entry(paragraph, a, b, paragraph.offsets[b - 1] + 1, listed=True) for a, b in pieces
                ]
                rank, count = _ENUMERATED, 0
            elif rank and not form and groups[-1].entries and self._goes_on(at, rank, count):
                groups[-1].entries[-1] = groups[-1].entries[-1].with_more(paragraph)
            elif not self._is_next(paragraph.text, (form, begin), rank, count) or (
                rank is None and len(groups) == 1 and 0 < form <= top.rank
            ):
                break
            else:
                groups[-1].entries.append(_Entry(paragraph, 0, len(paragraph.text), paragraph.offsets[-1] + 1))
                rank, count = form, number_of(paragraph.text)
            at += 1
        return groups, at

    @staticmethod
    def _is_next(text: str, number: tuple[int, int], rank: int | None, count: int) -> bool:
        """Is the paragraph the next entry of a list: of the same form, with the next number? One number may be lost."""
        form, begin = number
        if (rank is not None and form != rank) or not _may_begin(text, begin, form):
            return False
        return form in (0, BULLET) or number_of(text) in (count + 1, count + 2)

    def _label_within(self, at: int, form: int, begin: int, rank: int | None) -> GroupLabel | None:
        """What paragraph ``at``, inside of a list, says of the entries below it."""
        text = self.paragraphs[at].text
        if at + 1 == len(self.paragraphs):
            return None
        label = read_label(text[begin:].rstrip("。"), rank=form)
        if label is None and (form or not rank):
            label = read_inner_label(text[begin:], rank=form)
        if label is None or label.count or label.state:
            return label
        below = rank_of(self.paragraphs[at + 1].text)[0]
        return label if below != form and not (form and form == rank) else None

    def _goes_on(self, at: int, rank: int, count: int) -> bool:
        """Do lines without a number tell of the entry above them: does the next number follow, or do they begin with a fact?"""
        if _MONEY.match(self.paragraphs[at].text):
            return True
        following = (one.text for one in self.paragraphs[at + 1 : at + 3])
        return any(rank_of(text)[0] == rank and number_of(text) == count + 1 for text in following)

    def _behind(self, paragraph: _Paragraph) -> tuple[list[_Group], GroupLabel | None]:
        """The lists that run in behind a label in a paragraph; and the label that it ends with, whose list is below."""
        text, offsets = paragraph.text, paragraph.offsets
        labels = list(_labels(text))
        groups: list[_Group] = []
        for index, (begin, start, label) in enumerate(labels):
            until = labels[index + 1][0] if index + 1 < len(labels) else len(text)
            if start >= len(text.rstrip()):
                return groups, label
            if (chain := CHAIN.match(text, start, until)) and chain["verb"]:
                continue  # 重点项目:推进城东水厂、城西水厂等3个项目建设 is a sentence
            whole = label.count and not _CLOSED.search(text[max(start, until - _LABEL_WITHIN) : until].rstrip("。;"))
            group = _Group(
                label, label.state, label.sector, (offsets[begin], offsets[start - 1] + 1) if whole else None
            )
            group.entries += [_Entry(paragraph, a, b, offsets[b - 1] + 1) for a, b in _pieces(text, start, until)]
            if group.entries:
                groups.append(group)
        return groups, None


def _labels(text: str) -> Iterator[tuple[int, int, GroupLabel]]:
    """The labels in running text: where each begins, where its list begins, and what it says."""
    for match in OPENS.finditer(text):
        if match["state"]:
            yield match.start("state"), match.end(), state_alone(match["state"])
            continue
        within = max(0, match.start("what") - _LABEL_WITHIN)
        begin = max((stop.end() for stop in _STOP.finditer(text, within, match.start("what"))), default=within)
        rank, first = rank_of(text) if begin == 0 else (0, 0)
        label = read_label(text[begin + first : match.end("label")], rank=rank)
        if label is not None and (label.sure or match["colon"]):
            yield begin, match.end(), label


def _line(paragraph: _Paragraph) -> tuple[int, int]:
    return paragraph.offsets[0], paragraph.offsets[-1] + 1


_ENUMERATED = 99  # a rank that no paragraph has: nothing goes on with an enumeration
_ONLY_NAMES = re.compile("[^。:!?,\t]{12,400}。?")


def _enumerated(text: str, least: int) -> list[tuple[int, int]]:
    """The names of a paragraph that enumerates so many at ``least``, and says nothing else: 固山供水、青河综合治理二期、石门灌区续建配套。"""
    if text.count("、") + text.count(";") < least - 1 or not _ONLY_NAMES.fullmatch(text):
        return []
    if (chain := CHAIN.match(text)) and chain["verb"]:
        return []
    pieces = _pieces(text, 0, len(text))
    return pieces if len(pieces) >= least else []


_STOP = re.compile("[。;:,!?\n]|其中")
_LABEL_WITHIN = 60  # characters in which a label in running text begins
_MARK = re.compile(r"[①-⑳]|(?<![\d.])\d{1,2}[.、](?!\d)|\(\d{1,2}\)|(?<![\d(])\d{1,2}\)")


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The entries of a list that runs in: at their numbers, at semicolons, or at commas of enumeration."""
    marks = _marks(text, start, end)
    stop = text.find("。", marks[-1] if len(marks) > 1 else start, end)
    end = stop if stop >= 0 else end
    if len(marks) > 1:
        return [_trimmed(text, a, b) for a, b in pairwise([*marks, end])]
    parts = [(start + match.start(), start + match.end()) for match in re.finditer("[^;]+", text[start:end])]
    found: list[tuple[int, int]] = []
    for a, b in parts:
        kind = _KIND_FIRST.match(text, a, b) if len(parts) > 1 else None
        begin = kind.end() if kind else a
        comma = text.find(",", begin, b)
        last = comma if comma >= 0 else b
        if "、" in text[begin:last] and (comma < 0 or len(parts) == 1):
            found += _split(text, begin, last)
        elif b - begin >= _SHORTEST:
            found.append((begin, b))
    return [_trimmed(text, a, b) for a, b in found]


_SHORTEST = 3  # characters of a name
_KIND_FIRST = re.compile("[^:、,]{2,10}:")  # 公路：…；铁路：…


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where the numbers of a list that runs in begin, all of the form of the first."""
    first = _MARK.match(text, start, end)
    if first is None:
        return []
    form = _DIGITS.sub("", first.group())
    return [one.start() for one in _MARK.finditer(text, start, end) if _DIGITS.sub("", one.group()) == form]


_DIGITS = re.compile(r"\d+|[①-⑳]")


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The names of an enumeration; 及 is within a name: 防洪堤及护岸工程."""
    pieces: list[tuple[int, int]] = []
    for a, b in split(text, start, end, _FRAME):
        if pieces and text[pieces[-1][1] : a].startswith("及"):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return [piece for a, b in pieces if (piece := trim(text, a, b, _FRAME))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ";,。、 \t":
        end -= 1
    return start, end


# 1.甲至乙高速公路及连接线、互通 ⏎ 工程: a name over two lines
_REST_OF_NAME = re.compile(r"[\u4e00-\u9fff]{0,6}(?:工程|项目|改造|扩建|建设)")
_LONGEST_ROW, _LONGEST_TOLD, _LONGEST_ENTRY = 40, 120, 600  # characters


def _may_begin(text: str, begin: int, form: int) -> bool:
    """May a paragraph be an entry: with a number, or a short line that is a name?"""
    if text.count("\t") > 1 or len(text) > _LONGEST_ENTRY:
        return False
    if form:
        return True
    name = text[begin:].rstrip(";。")
    if re.search("[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff]", name) is None or len(name) < 4:
        return False
    if len(name) <= _LONGEST_ROW and not re.search("[。!?:]", name):
        return True
    return len(name) <= _LONGEST_TOLD and "," in name and _MONEY.search(name) is not None


_POLICY_SHARE = 1 / 3
_UNNUMBERED = 2 / 3


def _works(outline: Outline, lists: Sequence[_Group]) -> tuple[list[GroupedWork], list[Note]]:
    """The works of lists that stand together, if most entries are names; and notes of the others."""
    read = [(one, entry, _names(entry)) for one in lists for entry in one.entries if not _is_task(entry)]
    if not read:
        return [], []
    sure = any(one.label.sure for one in lists)
    firm = sum(any(name.firm for name in names) for _, _, names in read)
    said = sum(any(name.said for name in names) for _, _, names in read)
    counted = [one for one in lists if one.label.count]
    agreed = bool(counted) and all(one.label.count == len(one.entries) for one in counted)
    if said > _POLICY_SHARE * len(read):
        return [], []
    if not all(rank_of(entry.paragraph.text[entry.start :])[0] or entry.start or entry.listed for _, entry, _ in read):
        # lines without numbers may be the cells of a table, or anything
        possible = sum(any(name.possible for name in names) for _, _, names in read)
        told = all(_MONEY.search(entry.paragraph.text, 1) for _, entry, _ in read)
        if not (sure or told) or said or firm < _UNNUMBERED * len(read) or possible < len(read):
            return [], []
    least = (1 / 3 if agreed and not said else 1 / 2) if sure else 2 / 3
    if firm < least * len(read) or (not sure and len(read) < 2):
        lost = [entry for _, entry, _ in read] if sure and firm else []
        return [], [_note(outline, entry) for entry in lost]
    works: list[GroupedWork] = []
    notes: list[Note] = []
    for one, entry, names in read:
        found = [name for name in names if name.possible]
        works += [_work(outline, one, entry, name) for name in found]
        if not found:
            notes.append(_note(outline, entry))
    short = [one.line for one in lists if one.line and one.entries and len(one.entries) < (one.label.count or 0)]
    return works, [*notes, *(note("projects", FEWER, outline.source, *line) for line in short)]


def _is_task(entry: _Entry) -> bool:
    """Is the entry a task (新增停车位500个), which stands beside works in lists of what is promised to the people, and is none?"""
    text = entry.paragraph.text
    number = NUMBER.match(text, entry.start, entry.end)
    return is_task(text[number.end() if number else entry.start : entry.end])


def _note(outline: Outline, entry: _Entry) -> Note:
    offsets = entry.paragraph.offsets
    return note("projects", NOT_READ, outline.source, offsets[entry.start], offsets[entry.end - 1] + 1)


def _work(outline: Outline, one: _Group, entry: _Entry, name: _Name) -> GroupedWork:
    text, offsets = entry.paragraph.text, entry.paragraph.offsets
    printed = "".join(outline.source.text[offset] for offset in offsets[name.start : name.end])
    if name.work:
        printed += "".join(outline.source.text[offset] for offset in offsets[slice(*name.work)])
    return GroupedWork(
        start=offsets[entry.start],
        end=entry.last,
        name=printed,
        name_start=offsets[name.start],
        said=text[name.end : entry.end].lstrip(",;:\t(") + entry.more,
        state=one.state,
        verb=one.label.verb,
        group=one.sector or None,
    )
