"""The terms that a document explains: in a glossary, in notes below its text, in notes at the feet of its pages.

::

    6.雏鹰企业 / 指注册时间1年以上5年以下，…          → TermRead(no=6, term="雏鹰企业", …)
    1.[三个收官]即实现脱贫攻坚、…                    → TermRead(no=1, term="三个收官", …)
    治未病　采取预防手段，…                          → TermRead(no=1, term="治未病", …)
    …推进“上大关小”②。 / ②“上大关小”：指…          → TermRead(no=2, term="“上大关小”", …)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from text.numbers.numerals import chinese_number
from text.outline.outline import Node, Outline
from text.sources.evidence import Evidence, Note, cite, note
from text.sources.source import Line
from text.tables.tables import Table
from text.vocabulary import ChapterKind


@dataclass(frozen=True, slots=True)
class TermRead:
    """A glossary entry, by its printed number."""

    no: int
    term: str
    definition: str
    evidence: Evidence


UNREAD_TERMS = "no term was read"
"""How the note begins that a glossary has text, and no entry that was understood."""


def read_terms(
    outline: Outline, tables: Sequence[Table], notes: list[Note]
) -> tuple[list[TermRead], list[tuple[int, int]]]:
    """The terms of a document, and where notes at the feet of pages stand. What is not understood is added to ``notes``."""
    terms: list[TermRead] = []
    for node in outline.nodes:
        if node.kind is ChapterKind.GLOSSARY:
            within = [table for table in tables if node.start <= table.start < node.end]
            found = list(_in_tables(within, outline)) or list(_terms(outline, node.body_start, node.end))
            terms += found
            notes += _odd(outline, node, found)
    if outline.footnotes is not None:
        terms += _terms(outline, *outline.footnotes)
    terms = numbered_once(outline, "terms", terms, notes)
    last = max((one.no for one in terms), default=0)
    feet = list(_at_the_feet(outline))
    if len({one.no for one in feet}) < len(feet) or terms:
        feet = [replace(one, no=last + at) for at, one in enumerate(feet, start=1)]
    return [*terms, *feet], [_line_of(outline, one.evidence) for one in feet]


def _line_of(outline: Outline, evidence: Evidence) -> tuple[int, int]:
    """A note with its mark, which stands before its term."""
    return outline.source.line_at(evidence.start).start, evidence.end


def _odd(outline: Outline, node: Node, found: Sequence[TermRead]) -> Iterator[Note]:
    """Numbers that are missing, and a glossary with text of which nothing was understood."""
    for number, term in enumerate(found, start=1):
        if term.no != number:
            said = f"term {term.no} appears where {number} is expected"
            yield note("terms", said, outline.source, node.start, node.end)
            break
    written = sum(len(line.folded.strip()) for line in outline.source.lines_between(node.body_start, node.end))
    if not found and written >= _SOME_WORDS:
        said = f"{UNREAD_TERMS}: its entries are not understood"
        yield note("terms", said, outline.source, node.start, node.body_start)


_SOME_WORDS = 20


class _WithNumber(Protocol):
    @property
    def no(self) -> int: ...
    @property
    def evidence(self) -> Evidence: ...


Numbered = TypeVar("Numbered", bound=_WithNumber)


def numbered_once(outline: Outline, reader: str, rows: Sequence[Numbered], notes: list[Note]) -> list[Numbered]:
    """The rows whose number has not stood before; a note for each of the others."""
    kept: dict[int, Numbered] = {}
    for row in rows:
        if row.no in kept:
            evidence = row.evidence
            said = f"number {row.no} appears twice; the second is not read"
            notes.append(note(reader, said, outline.source, evidence.start, evidence.end))
        else:
            kept[row.no] = row
    return list(kept.values())


# 6.雏鹰企业    12、“双万双服”：…    1.[三个收官]即…    [3]九通一平：…    ③无废城市——…    （2）双碳：…    三、双创：…    注4：…
# How the number of an entry is printed: 12、 注4:, [3], ③, ⑴, 三、 or a bare 6 before a term in quotes or with a colon
_NUMBERS = (
    r"(?:(?:注|备注|注释|名词解释)\s*:)?注?\s*(?P<no>\d{1,3})\s*[.、:)]",
    r"注?[\[(〔【]\s*注?\s*(?P<no2>\d{1,3})\s*[\])〕】]\s*[.、:]?",
    r"(?P<no3>[①-⑳㉑-㉟])\s*[.、:]?",
    r"(?P<no4>[⑴-⒇⒈-⒛])",
    r"[\[(〔【]?(?P<no5>[一二三四五六七八九十]{1,3})(?:、|[\])〕】]\s*[.、:]?|\.)",
    r"(?P<no6>\d{1,3})(?:\s*(?=[“\"《\[【])|\s+(?=(?:\d{1,3}[一-鿿]|[^\d\s])\S{0,30}[:—]))",
)
_TERM = re.compile(rf"^[\s#*※]*(?:{'|'.join(_NUMBERS)})\s*(?P<words>\S.*)$")
# “双碳”：…    双碳——…    【双碳】指…    双碳：是指…: an entry without a number
_UNNUMBERED = re.compile(
    r"^[\s#*·•■□◆◇●○★☆▲△※◎→>—-]*(?P<words>【[^】]{1,40}】.+|(?:[“\"《\[【][^”\"》\]】]{1,40}[”\"》\]】][^:。,;]{0,12}|[^:。,;—]{2,30})(?:[:]|——|是?指(?!标)|即).+)$"
)
_IN_BRACKETS = re.compile(r"^[\[【](?P<term>[^\]】]{1,60})[\]】]\s*(?:[:：]|—{1,2})?(?P<definition>.*)$")
_QUOTED = str.maketrans("“”《》()（）「」", "\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02")


# 治未病　采取预防手段，…: a term, a space, and what it means
_SPACED = re.compile(
    r"^[\s#*·•■□◆◇●○★☆▲△※◎→>—-]*(?P<words>(?:[“\"《][^”\"》]{1,30}[”\"》]|[^\s,。;:、“”]{2,20})[\s*]+(?P<definition>[^\s].{5,}))$"
)
_WHOLE_FROM = 2


def _terms(outline: Outline, begin: int, end: int) -> Iterator[TermRead]:
    """The entries of a glossary: each begins with the number that comes next; what follows up to the next one is its definition.

    Where no entry has a number, each line that begins with a term is one; a space ends a term where it does so in all entries that nothing else divides.
    """
    source = outline.source
    lines = [line for line in source.lines_between(begin, end) if line.folded.strip()]
    heads = _numbered(lines)
    if not heads:
        found = _unnumbered(lines)
        heads = [(index, at, start) for at, (index, start) in enumerate(found, start=1)]
    for position, (index, number, start) in enumerate(heads):
        last = heads[position + 1][0] - 1 if position + 1 < len(heads) else len(lines) - 1
        term, definition_start = _split_term(source.text, source.folded, start, lines[index], below=last > index)
        definition = source.text[definition_start : lines[last].end].strip()
        if term and definition:
            yield TermRead(no=number, term=term, definition=definition, evidence=cite(source, start, lines[last].end))


_TERM_COLUMN = re.compile(r"(?:(?:名词|术语|词语|词条|用语|名称|概念)[和及与、]?)+")
_MEANING_COLUMN = re.compile(r"(?:名词|术语)?(?:解释|释义|含义|说明|定义|注释|内容|解读)(?:说明)?")


def _in_tables(tables: Sequence[Table], outline: Outline) -> Iterator[TermRead]:
    """The rows of a table of terms: 序号 | 名词 | 解释."""
    count = 0
    for table in tables:
        heads = [cell.word for cell in table.header]
        term_at = next((at for at, head in enumerate(heads) if _TERM_COLUMN.fullmatch(head)), None)
        meaning_at = next((at for at, head in enumerate(heads) if _MEANING_COLUMN.fullmatch(head)), None)
        if term_at is None or meaning_at is None:
            continue
        for row in table.rows:
            if len(row.cells) != len(heads):
                continue
            term, meaning = row.cells[term_at], row.cells[meaning_at]
            if term.text.strip() and meaning.text.strip():
                count += 1
                evidence = cite(outline.source, min(term.start, meaning.start), max(term.end, meaning.end))
                yield TermRead(count, term.text.strip(), meaning.text.strip(), evidence)


def _numbered(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """The lines that begin with the number that comes next, their numbers, and where their words begin.

    The numbers are all printed in one way, if more than one is: （1） below 1. counts what stands in an entry.
    """
    matches = [(index, match) for index, line in enumerate(lines) if (match := _TERM.match(line.folded))]
    first = next((_form(match) for _, match in matches), None)
    of_one_form = _counted(lines, [(index, match) for index, match in matches if _form(match) == first])
    return of_one_form if len(of_one_form) > 1 else _counted(lines, matches)


def _form(match: re.Match[str]) -> str | None:
    return next((name for name, number in match.groupdict().items() if number and name != "words"), None)


def _counted(lines: Sequence[Line], matches: Sequence[tuple[int, re.Match[str]]]) -> list[tuple[int, int, int]]:
    heads: list[tuple[int, int, int]] = []
    for index, match in matches:
        number = _term_number(match)
        if number is not None and number == (heads[-1][1] + 1 if heads else number) and (heads or number <= 2):
            heads.append((index, number, lines[index].start + match.start("words")))
    return heads


# “村超” / 指榕江县举办的乡村足球超级联赛。: a term on a line of its own
_ALONE = re.compile(r"[\s#*·■◆●]*(?P<words>(?:[“\"][^”\"]{1,30}[”\"][^\s。,;:]{0,8}|[^\s。,;:!?“”]{2,16})[\s*]*)$")


def _explains(row: str) -> bool:
    words = row.strip()
    return words.endswith("。") and len(words) >= _LEAST_EXPLAINED and not _ALONE.match(row)


_LEAST_EXPLAINED = 8


def _unnumbered(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The lines that begin with a term, and where its words begin."""
    below = [*lines[1:], None][: len(lines)]
    marked = [
        _UNNUMBERED.match(line.folded) or (after and _explains(after.folded) and _ALONE.match(line.folded)) or None
        for line, after in zip(lines, below, strict=True)
    ]
    spaced = [_SPACED.match(line.folded) for line in lines]
    whole = [one or other for one, other in zip(marked, spaced, strict=True)]
    by_spaces = len(lines) >= _WHOLE_FROM and all(whole) and sum(one is not None for one in spaced) > len(lines) / 2
    chosen = whole if by_spaces else marked
    return [(at, lines[at].start + match.start("words")) for at, match in enumerate(chosen) if match]


# ②“上大关小”：指建设大型先进焦炉，…    [3]九通一平：…: below a line that has the mark behind the word
_FOOT = re.compile(r"\s*(?P<mark>[①-⑳]|[\[〔【]\s*注?\s*(?P<no>\d{1,3})\s*[\]〕】])\s*(?P<words>\S.*)$")
_WITHIN_A_PAGE = 3_000
_MOST_LINES = 4


def _at_the_feet(outline: Outline) -> Iterator[TermRead]:
    """Notes between the paragraphs, as the feet of pages have them: the word that a note explains stands with its mark in the text above."""
    source = outline.source
    skip = [(node.start, node.end) for node in outline.nodes if node.kind is ChapterKind.GLOSSARY]
    lines = source.lines_between(outline.body, outline.back)
    for index, line in enumerate(lines):
        match = _FOOT.match(line.folded)
        if match is None or any(start <= line.start < end for start, end in skip):
            continue
        start = line.start + match.start("words")
        term, begin = _split_term(source.text, source.folded, start, line, below=False)
        bare = source.folded[start : start + len(term)].strip(' “”"《》*')
        above = source.folded[max(outline.body, line.start - _WITHIN_A_PAGE) : line.start]
        if not bare or not re.search(rf"{re.escape(bare)}[”\"》*]{{0,3}}\s*{re.escape(match['mark'])}", above):
            continue
        last = _end_of_note(lines, index, [node.start for node in outline.nodes])
        definition = source.text[begin : lines[last].end].strip()
        if definition:
            number = int(match["no"]) if match["no"] else ord(match["mark"]) - ord("①") + 1
            yield TermRead(number, term, definition, cite(source, start, lines[last].end))


def _end_of_note(lines: Sequence[Line], index: int, headings: Sequence[int]) -> int:
    """The line on which a note ends that may be broken over some."""
    for last in range(index, min(index + _MOST_LINES, len(lines))):
        below = lines[last + 1] if last + 1 < len(lines) else None
        over = lines[last].folded.rstrip()[-1:] in ("。", ";")
        if over or below is None or _FOOT.match(below.folded) or any(below.start <= at <= below.end for at in headings):
            return last
    return index


def _term_number(match: re.Match[str]) -> int | None:
    """3 of 3., [3], ③, ⑶, ⒊, 三、"""
    if arabic := match["no"] or match["no2"] or match["no6"]:
        return int(arabic)
    if match["no5"]:
        return chinese_number(match["no5"])
    sign = match["no3"] or match["no4"]
    first = next(first for first in "㉑⒈⑴①" if sign >= first)
    return ord(sign) - ord(first) + (21 if first == "㉑" else 1)


# **瑟宾节**。鄂温克族传统节日，…: a term in bold
_BOLD = re.compile(r"^(?P<term>[^*]{1,40})\*\*\s*[:：。，,—]*")
_BEHIND_A_STOP = re.compile(r"^(?P<term>[^\s，。、；：,;:]{2,20})。(?=\S)")
_BEHIND_A_SPACE = re.compile(r"^(?P<term>[“\"《][^”\"》]{1,30}[”\"》]|[^\s，。、；：,;:“”]{2,20})[\s*]+(?=\S{2})")


def _split_term(text: str, folded: str, start: int, line: Line, *, below: bool) -> tuple[str, int]:
    """The term, and where its definition begins: below it, or on the line behind a bracket, bold letters, a colon or a dash; else behind 是指, a full stop or a
    space."""
    words = text[start : line.end]
    if match := _IN_BRACKETS.match(words):
        return match["term"].strip(), start + match.start("definition")
    bold = re.match(r"\**", words)
    before = len(bold.group()) if bold else 0
    if match := _BOLD.match(words[before:]):
        behind = before + match.end()
        return match["term"].strip(" ：:。"), start + behind + len(words[behind:]) - len(words[behind:].lstrip())
    if (split := _separator(folded[start : line.end])) is not None:
        return words[: split[0]].strip(), start + split[1]
    if below:
        return words.strip(" *　"), line.end
    if match := re.match(r"^[“\"](?P<term>[^”\"]{1,40})[”\"](?=是指|，?指|即|，?是)", words):
        return match["term"], start + match.end()
    if match := re.match(r"^(?P<term>\S{2,30}?)(?=[，。]?是?指(?!标)|[，。]?即|，是)", words):
        behind = re.compile("[，,。]*").match(words, match.end())
        return match["term"].rstrip("，,。"), start + (behind.end() if behind else match.end())
    if match := _BEHIND_A_STOP.match(words) or _BEHIND_A_SPACE.match(words):
        return match["term"], start + match.end()
    return "", line.end


def _separator(words: str) -> tuple[int, int] | None:
    """Where the mark between a term and its definition begins and ends: the first colon or dash outside quotation marks.

    A dash before a colon is the term's own (5G—A：…, 一带—一路：…), unless a clause has ended between them or the dash is a long one with a definition.
    """
    depth = 0
    dash: tuple[int, int] | None = None
    flat = words[:80].translate(_QUOTED)
    for match in re.finditer(r"[\x01\x02]|[:：]|—+|[,。;]", flat):
        char = match.group()[0]
        if char in "\x01\x02":
            depth += 1 if char == "\x01" else -1
        elif depth > 0 or not 0 < match.start() <= 60:
            continue
        elif char == ":":
            longest = 15 if dash is not None and dash[1] - dash[0] == 1 else 6
            within = dash is not None and (
                match.start() - dash[1] > longest or re.search("指|是|即|为", flat[dash[1] : match.start()])
            )
            return dash if within else match.span()
        elif char == "—":
            dash = dash or match.span()
        elif dash is not None:
            return dash
    return dash
