"""The running text of a document as clauses, free of what only the page put there.

A file breaks paragraphs in the middle of a word, sets spaces around quotation marks and digits, and marks bold with ``**``. Here the text becomes
one string without any of that, in which every character still knows its offset in the document:

    推动 IDC 数据中心投入使⏎⏎用，为“城市大脑”…  →  推动IDC数据中心投入使用 | 为“城市大脑”…

Clauses end at 。；！？： and at a comma outside brackets and quotation marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from text.numbers.printing import MARKS, NOTES
from text.outline.outline import Outline
from text.outline.sentences import ITEM_SIGN
from text.sources.evidence import Evidence, cite
from text.sources.source import Source
from text.vocabulary import ChapterKind

# What the page put into the text: white space, the signs of Markdown, <sub>, and the note numbers of a report (“三个圆满收官”[1]).
_PAGE_BEGINS = re.compile(rf"[{MARKS}\s*#]")
_PAGE = re.compile(rf"{NOTES}|\s+|\*+|</?su[bp]>|(?<![^\n])#{{1,6}}(?=\s)")
_OPEN, _CLOSE = "(“‘《【", ")”’》】"
_STOPS = "。;!?\n"
_SKIPPED = (ChapterKind.GLOSSARY, ChapterKind.APPENDIX)
_WHOLE_LINE = 30  # a shorter line is a label or a cell, and does not run on
_MAX_CLAUSE = 400  # a longer one is no clause that says what is built


class Clause(NamedTuple):
    """``text`` without the page; ``start`` its place in ``Prose.clean``. ``sentence`` counts sentences, ``first`` begins one."""

    text: str
    start: int
    sentence: int
    first: bool
    line_head: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Prose:
    """``clean[i]`` stands at ``offsets[i]`` of the document. ``paragraphs`` and ``sentences`` are the places where one begins."""

    source: Source
    clean: str = field(repr=False)
    offsets: tuple[int, ...] = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    paragraphs: tuple[int, ...] = field(repr=False)
    sentences: tuple[int, ...] = field(repr=False)

    def paragraph(self, index: int) -> tuple[int, int]:
        """Where the paragraph of ``clean[index]`` begins and ends."""
        return _around(self.paragraphs, index, len(self.clean))

    def sentence(self, index: int) -> tuple[int, int]:
        """Where the sentence of ``clean[index]`` begins and ends."""
        return _around(self.sentences, index, len(self.clean))

    def offset(self, index: int) -> int:
        """The offset in the document of a character of ``clean``."""
        return self.offsets[index]

    def evidence(self, start: int, end: int) -> Evidence:
        """The words of the document from which ``clean[start:end]`` came."""
        return cite(self.source, self.offsets[start], self.offsets[end - 1] + 1)

    def printed(self, start: int, end: int) -> str:
        """``clean[start:end]`` in the document's own characters, with the space between two Latin words."""
        text = self.source.text
        out: list[str] = []
        for index in range(start, end):
            char = text[self.offsets[index]]
            gap = index > start and self.offsets[index] > self.offsets[index - 1] + 1
            if gap and char.isascii() and char.isalpha() and out[-1].isascii() and out[-1].isalpha():
                out.append(" ")
            out.append(char)
        return "".join(out)

    def clause_at(self, index: int) -> int:
        """The number of the clause that holds ``clean[index]``."""
        return bisect_right(self.clauses, index, key=lambda clause: clause.start) - 1


def read_prose(outline: Outline, *, headings: bool = False) -> Prose:
    """All running text but glossary and lists of plans, with or without the numbered headings."""
    source = outline.source
    chars: list[str] = []
    offsets: list[int] = []
    for start, end in _paragraphs(outline, headings=headings):
        text, places = squeeze(source, start, end)
        if (label := LABEL_BEFORE_GAP.match(source.folded, start, end)) and _is_boxed(outline, start):
            size = len(label["label"])
            text, places = f"{text[:size]}:{text[size:]}", [*places[:size], label.end("label"), *places[size:]]
        chars.append(text)
        offsets.extend(places)
        if offsets and (not text or text[-1] != "\n"):
            chars.append("\n")
            offsets.append(end - 1)
    clean = "".join(chars)
    return Prose(
        source=source,
        clean=clean,
        offsets=tuple(offsets),
        clauses=tuple(split_clauses(clean)),
        paragraphs=(0, *(match.end() for match in re.finditer("\n", clean))),
        sentences=(0, *(match.end() for match in re.finditer(f"[{_STOPS}]", clean))),
    )


# 教育  新建城东小学: a label of a line of a box, which nothing but a gap parts from its text
LABEL_BEFORE_GAP = re.compile(r"\s*(?P<label>[\u4e00-\u9fff]{2,6})[ \t]+(?=[\u4e00-\u9fffA-Z“]{4})")


def _is_boxed(outline: Outline, offset: int) -> bool:
    node = outline.at(offset)
    return node is not None and any(above.kind is ChapterKind.BOX for above in node.path())


_GAP = re.compile(r" *(?:  |\t)[ \t]*")


def squeeze(source: Source, start: int, end: int, *, gaps: bool = False) -> tuple[str, list[int]]:
    """A stretch of the folded text without what the page put there, and the offset of each of its characters; ``gaps``: with a tab for each wide gap."""
    folded = source.folded
    chars: list[str] = []
    offsets: list[int] = []
    position = start
    for page in _pages(folded, start, end):
        if (begin := page.start()) > position:
            chars.append(folded[position:begin])
            offsets.extend(range(position, begin))
        if gaps and offsets and page.end() < end and _GAP.fullmatch(page.group()):
            chars.append("\t")
            offsets.append(begin)
        position = page.end()
    chars.append(folded[position:end])
    offsets.extend(range(position, end))
    return "".join(chars), offsets


def _pages(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the page put between two offsets, tried only where it can begin: in a line there is hardly any, and to look for one character is quick."""
    while begins := _PAGE_BEGINS.search(folded, start, end):
        page = _PAGE.match(folded, begins.start(), end)
        if page is not None:
            yield page
        start = page.end() if page else begins.end()


def paragraphs_of(outline: Outline) -> Iterator[tuple[int, int]]:
    """(start, end) of each paragraph of the document with its headings and appendices, but not those of a glossary or within a box. An item with a number
    begins a paragraph."""
    source = outline.source
    begun, last = -1, 0
    for line in source.lines_between(outline.body, outline.back) if outline.body < outline.back else ():
        node = outline.at(line.start)
        skipped = node is not None and any(above.kind in _NO_LISTS for above in node.path())
        if not line.folded.strip() or skipped:
            if begun >= 0:
                yield begun, last
            begun = -1
            continue
        headed = node is not None and line.start <= node.start < line.end
        if begun >= 0 and (headed or _ITEM.match(line.folded) or not _runs_on(source, last, line.folded)):
            yield begun, last
            begun = -1
        begun = line.start if begun < 0 else begun
        last = line.end
    if begun >= 0:
        yield begun, last


_NO_LISTS = (ChapterKind.GLOSSARY, ChapterKind.BOX)
_ITEM = re.compile(rf"\s*(?:\(?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[.、)]|[①-⑳]|{ITEM_SIGN})")


def _around(starts: tuple[int, ...], index: int, length: int) -> tuple[int, int]:
    number = bisect_right(starts, index)
    return starts[number - 1], starts[number] - 1 if number < len(starts) else length


def _paragraphs(outline: Outline, *, headings: bool) -> Iterator[tuple[int, int]]:
    """(start, end) of each paragraph; one that the page cut in two is whole again."""
    for start, end in _bodies(outline, headings=headings):
        begun = -1
        last = start
        first = outline.source.line_at(start)
        if start < first.end and first.start < start:  # the text behind a heading on its line
            begun, last = start, min(first.end, end)
        for line in outline.source.lines_between(start, end) if start < end else ():
            if not line.folded.strip():
                continue
            if begun >= 0 and not _runs_on(outline.source, last, line.folded):
                yield begun, last
                begun = -1
            if begun < 0:
                begun = line.start
            last = min(line.end, end)
        if begun >= 0:
            yield begun, last


def _bodies(outline: Outline, *, headings: bool) -> Iterator[tuple[int, int]]:
    """The stretches of text between headings, without what is no prose."""
    if not outline.nodes:
        yield outline.body, outline.back
        return
    if outline.body < outline.front:
        yield outline.body, outline.front
    for index, node in enumerate(outline.nodes):
        until = outline.nodes[index + 1].start if index + 1 < len(outline.nodes) else outline.back
        if any(above.kind in _SKIPPED for above in node.path()):
            continue
        start = node.body_start
        if headings and node.label and node.kind is not ChapterKind.BOX and node.start < start:
            if outline.source.line_at(node.start).start == outline.source.line_at(start).start:
                start = node.start  # (二)木镇工业园。围绕…: the heading is the first sentence of its paragraph
            else:
                yield node.start, min(start, until)
        if start < node.end:
            yield start, min(node.end, until)
        if node.end < until:
            yield node.end, until


def _runs_on(source: Source, end: int, following: str) -> bool:
    """Was the paragraph that ends at ``end`` cut by a page, so that ``following`` goes on with it?"""
    line = source.line_at(end - 1) if end else None
    if (
        line is None
        or len(line.folded) < _WHOLE_LINE
        or line.folded.startswith("\t")
        or following.startswith(("\t", "#", "|"))
    ):
        return False
    last = line.folded.rstrip().rstrip("*")[-1:]
    return last not in "。;!?:”…" and not following.lstrip().startswith(("——", "-", "(", "**"))


def split_clauses(clean: str) -> list[Clause]:
    """The clauses of a text without page marks."""
    clauses: list[Clause] = []
    depth = start = sentence = 0
    first = head = True
    for mark in _MARKS.finditer(clean):
        char, index = mark.group(), mark.start()
        stop = char in _STOPS
        if not stop:
            if char in _OPEN:
                depth += 1
            elif char in _CLOSE:
                depth = max(0, depth - 1)
            parts = char in ",:" and not depth
            if parts and clean[index - 1 : index].isdigit() and clean[index + 1 : index + 4].isdigit():
                parts = False  # a number: 1,053.88
            if not parts and index - start <= _MAX_CLAUSE:
                continue
        if index > start:
            if index - start <= _MAX_CLAUSE:
                clauses.append(Clause(clean[start:index], start, sentence, first, head))
            else:
                _cut(clauses, clean, start, index, (sentence, first, head))
        start = index + 1
        first = stop
        head = char == "\n"
        if stop:
            sentence += 1
            depth = 0
    _cut(clauses, clean, start, len(clean), (sentence, first, head))
    return clauses


_MARKS = re.compile(f"[{re.escape(_OPEN + _CLOSE + _STOPS)},:]")


def _cut(clauses: list[Clause], clean: str, start: int, end: int, where: tuple[int, bool, bool]) -> None:
    """Add the clause ``clean[start:end]``, in pieces where it is longer than any clause is."""
    while end - start > _MAX_CLAUSE:
        clauses.append(Clause(clean[start : start + _MAX_CLAUSE], start, *where))
        start += _MAX_CLAUSE
    if start < end:
        clauses.append(Clause(clean[start:end], start, *where))
