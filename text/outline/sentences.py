"""Lines become passages: paragraphs put together again over page breaks, without the spaces and the markup that printing left in words and numbers.

A passage keeps for every character its offset in the text, so whatever is found in it can be cited. ``由 2015 年的 61.8% 提高到67.0% ,`` reads as
``由2015年的61.8%提高到67.0%,``; ``PM<sub>2.5</sub>`` reads as ``PM2.5``; ``国家高新技术企业达到`` / (page break) / ``155家`` is one passage.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text.numbers.printing import characters
from text.outline.outline import Node, Outline

_SENTENCE_END = frozenset("。!?")
_CLAUSE_END = frozenset(",;:")
_FULL_STOPS = frozenset("。;!?:")
_OPENING, _CLOSING = "“‘《([{【〔", "”’》)]}】〕"

# ●   ⒈   A.   [1]   - : the sign of an item
ITEM_SIGN = r"(?:[●◎■□◆◇★☆▲△▶►▷➢➤✓✔√▪▫·※❖♦\ue000-\uf8ff]|〇(?=[一-鿿]{4})|[⒈-⒛❶-❿][.、]?|[A-Z][.、](?=[一-鿿])|\[\d{1,2}\](?!\d)|-(?=[\s一-鿿]))"
# 1.万新街   2、…   （一）   ——坚持…   (三)   |cell|   what begins a paragraph of its own, whatever the line before
_OWN_LINE = re.compile(
    rf"\s*(?:\d{{1,3}}(?:[、)]|[.](?!\d)|[.](?=20\d\d年))|\(?[一二三四五六七八九十]{{1,3}}[)、]|——|#|\||[*]{{2}}——|各位代表|{ITEM_SIGN})"
)

_RUNS_ON = (
    25  # a line shorter than this, without a full stop, is a title or a signature, not the first half of a paragraph
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph to read. ``text[i]`` is at ``offsets[i]`` of the source. ``cell``: a line of a table, not prose.

    ``notes``: where the source has the marks of notes between its words.
    """

    text: str
    offsets: Sequence[int]
    node: Node | None
    cell: bool
    notes: Sequence[tuple[int, int]] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the source of ``text[start:end]`` (which is not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


def passages(outline: Outline, blocked: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """The passages of a document in order, without the ``blocked`` spans (sorted, disjoint)."""
    text = ""
    offsets: list[int] = []
    notes: list[tuple[int, int]] = []
    node: Node | None = None
    cell = False
    length = 0  # of the line before, as it is read
    full = _full_line(outline)
    filled = False  # did the line before reach to where this text's lines are broken?
    for start, end, own in _pieces(outline, blocked):
        row = outline.source.folded[start:end]
        if not row.strip(" \t*-_#"):
            continue
        here = outline.at(start)
        tabbed = row.startswith(("\t", "|"))
        goes_on = (
            bool(text)
            and not own
            and not tabbed
            and not cell
            and here is node
            and start not in (outline.body, outline.back)
            and text[-1] not in _FULL_STOPS
            and (((length >= _RUNS_ON or filled) and not _OWN_LINE.match(row)) or _is_subscript(text, length, row))
        )
        if not goes_on and text:
            yield Passage(text, offsets, node, cell, notes)
            text, offsets, notes = "", [], []
        node, cell, held = here, tabbed, len(text)
        found = characters(row, outline.source.text[start:end], start, text[-1:])
        if text and text[-1].isdecimal() and found.text and found.text[0].isdecimal():
            text += " "
            offsets.append(start)
        text += found.text
        offsets += found.offsets
        notes += found.notes
        length = len(text) - held
        filled = full is not None and (_width(row) >= full or (length >= _NARROW[0] and text[-1] in _GOES_ON))
    if text:
        yield Passage(text, offsets, node, cell, notes)


_NARROW = 12, 28  # how many signs a line has in a text that is set narrow
_ENOUGH = 8  # lines
_GOES_ON = frozenset(",、的由从至到和与为在达")  # no title ends with one of them


def _full_line(outline: Outline) -> float | None:
    """How wide a line is at least that was broken for want of room, in a text set so narrow that titles may be as long; None elsewhere.

    Most of its lines of prose are as long as the longest, and end anywhere in a sentence.
    """
    rows = [line.folded.rstrip() for line in outline.source.lines_between(outline.body, outline.back)]
    prose = sorted(width for row in rows if (width := _width(row)) >= _NARROW[0] and not row.startswith(("\t", "|")))
    if len(prose) < _ENOUGH:
        return None
    longest = prose[len(prose) * 9 // 10]
    if longest > _NARROW[1]:
        return None
    broken = sum(_width(row) >= longest - 3 and row[-1] not in _FULL_STOPS for row in rows if row)
    return longest - 3 if broken >= _ENOUGH and broken * 2 >= len(prose) else None


def _width(row: str) -> float:
    """The signs of a line, of which digits and letters take half the room of others."""
    return len(row) - sum(map(str.isascii, row)) / 2


_SUBSCRIPT = re.compile(r"\s*(?:\d{1,2}(?:\.\d)?|x)\s*")
_PARTICLES = re.compile(r"\s*(?:10|2\.5)(?![\d.])")
_FORMULA = re.compile(r"(?:PM|[A-Z][A-Za-z]?|\b[km]?m)$")


def _is_subscript(text: str, length: int, row: str) -> bool:
    """PM / 2.5 / 年均浓度…: was a line broken before or after a number that is set low?"""
    if _SUBSCRIPT.fullmatch(row):
        return bool(_FORMULA.search(text[-8:]))
    if text.rstrip().endswith("PM") and _PARTICLES.match(row):
        return True
    alone = text[-length:] if length else ""
    return bool(_SUBSCRIPT.fullmatch(alone) and _FORMULA.search(text[-8 - length : -length]))


def _pieces(outline: Outline, blocked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The lines, cut at the blocked spans: (start, end, does it come after something blocked on its own line)."""
    index = 0
    for line in outline.source.lines:
        start = line.start
        cut = False
        while index < len(blocked) and blocked[index][1] <= start:
            index += 1
        look = index
        while look < len(blocked) and blocked[look][0] < line.end:
            if blocked[look][0] > start:
                yield start, blocked[look][0], cut
            start = max(start, blocked[look][1])
            cut = True
            look += 1
        if start < line.end:
            yield start, line.end, cut


@dataclass(frozen=True, slots=True)
class SentenceShape:
    """How a passage is built: the ends of its sentences and clauses, and for each character the innermost quote or bracket that it is in."""

    sentences: tuple[tuple[int, int], ...]
    clauses: tuple[tuple[int, int], ...]
    inside: tuple[int, ...]  # 0, or the index of the opening mark plus one
    closing: dict[int, int]  # index of an opening mark → index of the mark that closes it

    def enclosure(self, position: int) -> int | None:
        """The index of the opening mark around the character, or None."""
        return self.inside[position] - 1 if self.inside[position] else None


# 1.新建公办幼儿园6所   （2）新增学位…   ③…   ●…   A.…: the number or the sign of an item is no word of its first clause
_LABEL = re.compile(rf"(?:\d{{1,3}}(?:[.、)](?!\d)|[.](?=20\d\d年))|\(\d{{1,3}}\)|[①-⑳]|{ITEM_SIGN})\s*(?=\S)")


_MARK = re.compile(f"[{re.escape(_OPENING + _CLOSING + ''.join(sorted(_SENTENCE_END | _CLAUSE_END)))}]")


def shape(text: str) -> SentenceShape:
    """Find the sentences, the clauses and the enclosures of a passage in one walk over its marks."""
    sentences: list[tuple[int, int]] = []
    clauses: list[tuple[int, int]] = []
    inside: list[int] = []
    closing: dict[int, int] = {}
    stack: list[int] = []
    sentence = 0
    clause = label.end() if (label := _LABEL.match(text)) else 0
    for mark in _MARK.finditer(text):
        index, char = mark.start(), mark.group()
        inside += [stack[-1] + 1 if stack else 0] * (index - len(inside))
        if char in _CLOSING and stack and _OPENING.index(text[stack[-1]]) == _CLOSING.index(char):
            closing[stack.pop()] = index
        inside.append(stack[-1] + 1 if stack else 0)
        if char in _OPENING:
            stack.append(index)
            if len(stack) > 8:
                stack.pop(0)
        elif char in _SENTENCE_END:
            clauses.append((clause, index + 1))
            sentences.append((sentence, index + 1))
            sentence = clause = index + 1
            stack.clear()  # a mark that was never closed ends with its sentence
        elif char in _CLAUSE_END and not stack and not _in_number(text, index):
            clauses.append((clause, index + 1))
            clause = index + 1
    inside += [stack[-1] + 1 if stack else 0] * (len(text) - len(inside))
    if clause < len(text):
        clauses.append((clause, len(text)))
    if sentence < len(text):
        sentences.append((sentence, len(text)))
    _forget_unclosed(inside, closing)
    return SentenceShape(tuple(sentences), tuple(clauses), tuple(inside), closing)


def _forget_unclosed(inside: list[int], closing: dict[int, int]) -> None:
    if any(inside):
        inside[:] = [opening if opening - 1 in closing else 0 for opening in inside]


def _in_number(text: str, index: int) -> bool:
    """Is this comma one of 1,053.88 (three digits after it, one before), or this colon one of 24:40.2:35.8?"""
    if text[index] == ":":
        return text[index - 1 : index].isdecimal() and text[index + 1 : index + 2].isdecimal()
    return (
        text[index] == ","
        and index > 0
        and text[index - 1].isdecimal()
        and len(text[index + 1 : index + 4]) == 3
        and text[index + 1 : index + 4].isdecimal()
        and not text[index + 4 : index + 5].isdecimal()
    )
