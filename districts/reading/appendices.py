"""The appendices of a plan: streets with what is planned for them, glossary terms, special plans with the unit responsible.

::

    1.万新街 / 坚持发展第一要务，…                  → SubdistrictRead(name="万新街", …)
    6.雏鹰企业 / 指注册时间1年以上5年以下，…          → TermRead(no=6, term="雏鹰企业", …)
    1.[三个收官]即实现脱贫攻坚、…                    → TermRead(no=1, term="三个收官", …)
    8 | 东丽区教育现代化“十四五”规划 | 区教育局      → SpecialPlanRead(no=8, …, responsible_unit="区教育局")
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from text.numbers.numerals import chinese_number
from text.outline.heading_forms import OF_STREETS
from text.outline.outline import Node, Outline
from text.sources.evidence import Evidence, Note, cite, note
from text.sources.source import Line
from text.tables.tables import Table
from text.vocabulary import ChapterKind


@dataclass(frozen=True, slots=True)
class SubdistrictRead:
    """A street or town with its own paragraph; ``text`` is that paragraph."""

    name: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TermRead:
    """A glossary entry, by its printed number."""

    no: int
    term: str
    definition: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SpecialPlanRead:
    """A special plan in the order of its table. ``category`` is the heading inside the table, its count (（5个）) taken off."""

    no: int
    name: str
    responsible_unit: str | None
    category: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AppendixReading:
    """The content of the appendices; ``spans`` are the tables that were read; ``notes`` report numbers that do not add
    up."""

    subdistricts: tuple[SubdistrictRead, ...]
    terms: tuple[TermRead, ...]
    special_plans: tuple[SpecialPlanRead, ...]
    spans: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...]


def read_appendices(outline: Outline, tables: Sequence[Table]) -> AppendixReading:
    """Read the streets, terms and special plans of a document, wherever a heading or a table says that they stand."""
    subdistricts: list[SubdistrictRead] = []
    terms: list[TermRead] = []
    notes: list[Note] = []
    for node in outline.nodes:
        if node.kind is ChapterKind.SUBDISTRICT_LIST:
            subdistricts += _subdistricts(outline, node)
        elif OF_STREETS.search(node.title):
            found_here = list(_subdistricts(outline, node))
            subdistricts += found_here if len(found_here) >= _FEWEST_STREETS else []
        elif node.kind is ChapterKind.GLOSSARY:
            found = list(_terms(outline, node.body_start, node.end))
            terms += found
            for number, term in enumerate(found, start=1):
                if term.no != number:
                    notes.append(
                        note(
                            "terms",
                            f"term {term.no} appears where {number} is expected",
                            outline.source,
                            node.start,
                            node.end,
                        )
                    )
                    break
    if outline.footnotes is not None:
        terms += _terms(outline, *outline.footnotes)
    plans: list[SpecialPlanRead] = []
    spans: list[tuple[int, int]] = []
    for table in tables:
        if table.column("规划名称", "专项规划") is not None and table.column("单位", "部门") is not None:
            plans += _special_plans(outline, table, notes, first=len(plans) + 1)
            spans.append((table.start, table.end))
    for node in outline.nodes:
        if _OF_PLANS.search(node.title) and not any(node.start <= start < node.end for start, _ in spans):
            plans += _named_plans(outline, node, first=len(plans) + 1)
    terms = _numbered_once(outline, "terms", terms, notes)
    plans = _numbered_once(outline, "special_plans", plans, notes)
    return AppendixReading(tuple(_unique(subdistricts)), tuple(terms), tuple(plans), tuple(spans), tuple(notes))


_FEWEST_STREETS = 2
# “十五五”专项规划目录, 重点专项规划编制清单
_OF_PLANS = re.compile(r"专项规划.{0,8}(?:目录|清单|名单|一览)")
# 1.《沙洼区科技创新“十五五”规划》（区科经委）
_NAMED_PLAN = re.compile(
    r"^[\s#*]*(?:(?P<no>\d{1,2})\s*[.、])?\s*《(?P<name>[^《》]{4,60}(?:规划|方案|计划))》\s*(?:\((?:(?:责任|牵头|编制)(?:单位|部门)[:])?(?P<unit>[^()]{2,30})\))?[。;]?\s*$"
)


def _named_plans(outline: Outline, node: Node, *, first: int) -> Iterator[SpecialPlanRead]:
    """The plans of a list whose heading says that it lists special plans: a title in its marks a line, and in brackets the unit responsible."""
    source = outline.source
    matches = [
        (line, match)
        for line in source.lines_between(node.body_start, node.end)
        if (match := _NAMED_PLAN.match(line.folded))
    ]
    for index, (line, match) in enumerate(matches):
        start, end = line.start + match.start("name"), line.start + len(line.folded.rstrip())
        unit = match["unit"]
        yield SpecialPlanRead(
            no=int(match["no"]) if match["no"] and first == 1 else first + index,
            name=source.text[start : line.start + match.end("name")],
            responsible_unit=unit and source.text[line.start + match.start("unit") : line.start + match.end("unit")],
            category=None,
            evidence=cite(source, start - 1, end),
        )


Numbered = TypeVar("Numbered", TermRead, SpecialPlanRead)


def _numbered_once(outline: Outline, reader: str, rows: Sequence[Numbered], notes: list[Note]) -> list[Numbered]:
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


def _unique(subdistricts: Sequence[SubdistrictRead]) -> Iterator[SubdistrictRead]:
    seen: set[str] = set()
    for subdistrict in subdistricts:
        if subdistrict.name not in seen:
            seen.add(subdistrict.name)
            yield subdistrict


# 1.万新街    （一）大王庄街道    唐口街：…
_STREET = re.compile(
    r"^[\s#*]*(?:\d{1,2}\s*[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、)?\s*"
    r"(?P<name>[一-鿿]{1,8}?(?:街道办事处|街道|街|镇|乡|苏木))[\s*]*(?:[:。]\s*(?P<rest>\S.*))?$"
)


def _subdistricts(outline: Outline, node: Node) -> Iterator[SubdistrictRead]:
    source = outline.source
    lines = [line for line in source.lines_between(node.body_start, node.end) if line.folded.strip()]
    heads = [(index, match) for index, line in enumerate(lines) if (match := _STREET.match(line.folded))]
    for position, (index, match) in enumerate(heads):
        last = heads[position + 1][0] - 1 if position + 1 < len(heads) else len(lines) - 1
        rest = match["rest"] is not None
        text = source.text[lines[index].start + match.start("rest") : lines[last].end] if rest else ""
        if not rest and last > index:
            text = source.text[lines[index + 1].start : lines[last].end]
        if text.strip():
            name = match["name"].removesuffix("办事处")
            start = lines[index].start + match.start("name")
            yield SubdistrictRead(name=name, text=text.strip(), evidence=cite(source, start, lines[last].end))


# 6.雏鹰企业    12、“双万双服”：…    1.[三个收官]即…    [3]九通一平：…    ③无废城市——…    （2）双碳：…    三、双创：…    注4：…
# How the number of an entry is printed: 12、 注4:, [3], ③, ⑴, 三、 or a bare 6 before a term in quotes or with a colon
_NUMBERS = (
    r"注?\s*(?P<no>\d{1,3})\s*[.、:)]",
    r"注?[\[(〔【]\s*注?\s*(?P<no2>\d{1,3})\s*[\])〕】]\s*[.、:]?",
    r"(?P<no3>[①-⑳㉑-㉟])\s*[.、:]?",
    r"(?P<no4>[⑴-⒇⒈-⒛])",
    r"[\[(〔【]?(?P<no5>[一二三四五六七八九十]{1,3})(?:、|[\])〕】]\s*[.、:]?|\.)",
    r"(?P<no6>\d{1,3})(?:\s*(?=[“\"《\[【])|\s+(?=(?:\d{1,3}[一-鿿]|[^\d\s])\S{0,30}[:—]))",
)
_TERM = re.compile(rf"^[\s#*]*(?:{'|'.join(_NUMBERS)})\s*(?P<words>\S.*)$")
# “双碳”：…    双碳——…    【双碳】指…    双碳：是指…: an entry without a number
_UNNUMBERED = re.compile(
    r"^[\s#*·■◆●]*(?P<words>【[^】]{1,40}】.+|(?:[“\"《\[【][^”\"》\]】]{1,40}[”\"》\]】][^:。,;]{0,12}|[^:。,;—]{2,30})(?:[:]|——|是?指(?!标)|即).+)$"
)
_IN_BRACKETS = re.compile(r"^[\[【](?P<term>[^\]】]{1,60})[\]】]\s*(?:[:：]|—{1,2})?(?P<definition>.*)$")
_QUOTED = str.maketrans("“”《》()（）「」", "\x01\x02\x01\x02\x01\x02\x01\x02\x01\x02")


def _terms(outline: Outline, begin: int, end: int) -> Iterator[TermRead]:
    """The entries of a glossary: each begins with the number that comes next; what follows up to the next one is its definition.

    Where no entry has a number, each line that begins with a term is one.
    """
    source = outline.source
    lines = [line for line in source.lines_between(begin, end) if line.folded.strip()]
    heads: list[tuple[int, int, int]] = []  # line, number, offset of the words
    for index, line in enumerate(lines):
        match = _TERM.match(line.folded)
        number = _term_number(match) if match else None
        if match is None or number is None:
            continue
        if number == (heads[-1][1] + 1 if heads else number) and (heads or number <= 2):
            heads.append((index, number, line.start + match.start("words")))
    if not heads:
        for index, line in enumerate(lines):
            if match := _UNNUMBERED.match(line.folded):
                heads.append((index, len(heads) + 1, line.start + match.start("words")))
    for position, (index, number, start) in enumerate(heads):
        last = heads[position + 1][0] - 1 if position + 1 < len(heads) else len(lines) - 1
        term, definition_start = _split_term(source.text, source.folded, start, lines[index], below=last > index)
        definition = source.text[definition_start : lines[last].end].strip()
        if term and definition:
            yield TermRead(no=number, term=term, definition=definition, evidence=cite(source, start, lines[last].end))


def _term_number(match: re.Match[str]) -> int | None:
    """3 of 3., [3], ③, ⑶, ⒊, 三、"""
    if arabic := match["no"] or match["no2"] or match["no6"]:
        return int(arabic)
    if match["no5"]:
        return chinese_number(match["no5"])
    sign = match["no3"] or match["no4"]
    first = next(first for first in "㉑⒈⑴①" if sign >= first)
    return ord(sign) - ord(first) + (21 if first == "㉑" else 1)


def _split_term(text: str, folded: str, start: int, line: Line, *, below: bool) -> tuple[str, int]:
    """The term, and where its definition begins: below it, or on the line behind a bracket, a colon or a dash."""
    words = text[start : line.end]
    if match := _IN_BRACKETS.match(words):
        return match["term"].strip(), start + match.start("definition")
    if (split := _separator(folded[start : line.end])) is not None:
        return words[: split[0]].strip(), start + split[1]
    if below:
        return words.strip(" *　"), line.end
    if match := re.match(r"^[“\"](?P<term>[^”\"]{1,40})[”\"](?=是指|，?指|即|，?是)", words):
        return match["term"], start + match.end()
    if match := re.match(r"^(?P<term>\S{2,30}?)(?=[，。]?是?指(?!标)|[，。]?即|，是)", words):
        behind = re.compile("[，,。]*").match(words, match.end())
        return match["term"].rstrip("，,。"), start + (behind.end() if behind else match.end())
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


_COUNT = re.compile(r"[(（]\s*(?P<count>\d+)\s*[个项件][)）]\s*$")


def _special_plans(outline: Outline, table: Table, notes: list[Note], *, first: int) -> Iterator[SpecialPlanRead]:
    """The rows of a table of special plans; the counts in its headings (产业创新类（5个）) are checked against the rows."""
    number_at, name_at = table.column("序号", "编号"), table.column("规划名称", "专项规划") or 0
    unit_at = table.column("责任单位", "牵头单位", "编制单位", "单位", "部门")
    category: str | None = None
    promised: tuple[str, int, int] | None = None
    counted = 0

    def check() -> None:
        if promised is not None and promised[1] != counted:
            said = f"{promised[0]} announces {promised[1]} plans, {counted} were read"
            notes.append(note("special_plans", said, outline.source, promised[2], promised[2] + 80))

    for index, row in enumerate(table.rows):
        if len(row.cells) == 1:
            check()
            heading = re.sub(r"\s+", "", row.cells[0].text)
            match = _COUNT.search(heading)
            category = heading[: match.start()] if match else heading
            promised = (heading, int(match["count"]), row.start) if match else None
            counted = 0
            continue
        if len(row.cells) != len(table.header):
            notes.append(
                note(
                    "special_plans",
                    "a row that does not fit its headings is not read",
                    outline.source,
                    row.start,
                    row.end,
                )
            )
            continue
        number = row.cells[number_at].folded.strip() if number_at is not None else ""
        unit = row.cells[unit_at].text.strip() if unit_at is not None else ""
        counted += 1
        yield SpecialPlanRead(
            no=int(number) if number.isdecimal() else first + index,
            name=row.cells[name_at].text.strip(),
            responsible_unit=unit or None,
            category=category,
            evidence=cite(outline.source, row.start, row.end),
        )
    check()
