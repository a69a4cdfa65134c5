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

from districts.reading.terms import TermRead, numbered_once, read_terms
from text.outline.heading_forms import OF_STREETS
from text.outline.outline import Node, Outline
from text.sources.evidence import Evidence, Note, cite, note
from text.tables.tables import Table
from text.vocabulary import ChapterKind


@dataclass(frozen=True, slots=True)
class SubdistrictRead:
    """A street or town with its own paragraph; ``text`` is that paragraph."""

    name: str
    text: str
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
    """The content of the appendices; ``spans`` are the tables that were read, and the notes at the feet of pages; ``notes`` report numbers that do not add
    up."""

    subdistricts: tuple[SubdistrictRead, ...]
    terms: tuple[TermRead, ...]
    special_plans: tuple[SpecialPlanRead, ...]
    spans: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...]


def read_appendices(outline: Outline, tables: Sequence[Table]) -> AppendixReading:
    """Read the streets, terms and special plans of a document, wherever a heading or a table says that they stand."""
    subdistricts: list[SubdistrictRead] = []
    notes: list[Note] = []
    for node in outline.nodes:
        if node.kind is ChapterKind.SUBDISTRICT_LIST:
            subdistricts += _subdistricts(outline, node)
        elif OF_STREETS.search(node.title):
            found_here = list(_subdistricts(outline, node))
            subdistricts += found_here if len(found_here) >= _FEWEST_STREETS else []
    subdistricts += _streets_in_tables(outline, tables)
    subdistricts += _streets_elsewhere(outline)
    terms, below = read_terms(outline, tables, notes)
    plans: list[SpecialPlanRead] = []
    spans: list[tuple[int, int]] = list(below)
    for table in tables:
        if table.column("规划名称", "专项规划") is not None and table.column("单位", "部门") is not None:
            plans += _special_plans(outline, table, notes, first=len(plans) + 1)
            spans.append((table.start, table.end))
    for node in outline.nodes:
        if _OF_PLANS.search(node.title) and not any(node.start <= start < node.end for start, _ in spans):
            plans += _named_plans(outline, node, first=len(plans) + 1)
    plans = numbered_once(outline, "special_plans", plans, notes)
    return AppendixReading(tuple(_unique(subdistricts)), tuple(terms), tuple(plans), tuple(spans), tuple(notes))


_FEWEST_STREETS = 2
_FEWEST_ELSEWHERE = 3  # below a heading that does not say that it is of streets
# 特色小镇, 重点镇, 商业街: kinds of places, and streets of shops
_NO_STREET = re.compile(
    r".*小镇|(?:重点|中心|特色|一般|建制|工业|农业|旅游|卫星|其他)*(?:[小强名集城乡村古]?镇|水乡|故乡|侨乡)|.*(?<!道)街"
)
_STREETS = re.compile(r"街道|镇街|街镇|乡镇|城镇|镇村|镇域|[一-鿿]?[镇乡]\s*\(?街道|苏木")
_STREET_COLUMN = re.compile(
    r"(?:各|所在)?(?:街道|乡镇|镇街|街镇|乡镇街道|镇|苏木镇|乡镇\(街道\)|镇\(街道\)|街道\(乡?镇\)|街道办?)(?:名称|名)?"
)
_AIM_COLUMN = re.compile(r"定位|方向|思路|重点|产业|任务|特色|功能|目标")
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


def _streets_elsewhere(outline: Outline) -> Iterator[SubdistrictRead]:
    """The streets below a heading that does not say so: 第三章 城乡协调, with a paragraph for each of at least three."""
    source = outline.source
    if sum(1 for line in source.lines if _STREET.match(line.folded)) < _FEWEST_STREETS:
        return
    of: dict[int, list[SubdistrictRead]] = {}
    for node in outline.nodes:
        if node.kind is not ChapterKind.GLOSSARY and not OF_STREETS.search(node.title):
            named = [one for one in _subdistricts(outline, node, to_next_part=True) if _is_street(one.name, node.title)]
            fewest = _FEWEST_STREETS if _STREETS.search(node.title) else _FEWEST_ELSEWHERE
            of[node.position] = named if len(named) >= fewest else []
    for node in outline.nodes:
        # the innermost part that has them all
        if not any(of.get(child.position) for child in node.children):
            yield from of.get(node.position, ())


def _is_street(name: str, title: str) -> bool:
    return _NO_STREET.fullmatch(name) is None or (name.endswith("街") and _STREETS.search(title) is not None)


def _streets_in_tables(outline: Outline, tables: Sequence[Table]) -> Iterator[SubdistrictRead]:
    """The rows of a table that says of each street what is planned for it: 乡镇 | 功能定位 | 主导产业."""
    for table in tables:
        heads = [cell.word for cell in table.header]
        column = next((at for at, head in enumerate(heads[:2]) if _STREET_COLUMN.fullmatch(head)), None)
        if column is None or not any(_AIM_COLUMN.search(head) for head in heads[column + 1 :]):
            continue
        for row in table.rows:
            if len(row.cells) != len(heads):
                continue
            cell = row.cells[column]
            match = _STREET.match(cell.word)
            if match and match["rest"] is None and (text := outline.source.text[cell.end : row.end].strip(" |\t\n")):
                name = cell.text.strip().removesuffix("办事处")
                yield SubdistrictRead(name=name, text=text, evidence=cite(outline.source, cell.start, row.end))


def _unique(subdistricts: Sequence[SubdistrictRead]) -> Iterator[SubdistrictRead]:
    seen: set[str] = set()
    for subdistrict in subdistricts:
        if subdistrict.name not in seen:
            seen.add(subdistrict.name)
            yield subdistrict


# 1.万新街    （一）大王庄街道    唐口街：…
_STREET = re.compile(
    r"^(?>[\s#*]*)(?:\d{1,2}\s*[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、)?\s*"
    r"(?P<name>[一-鿿]{1,8}?(?:街道办事处|街道|街|镇|乡|苏木))[\s*]*(?:(?:[:。]|(?<=\s))\s*(?P<rest>\S.*))?$"
)


def _subdistricts(outline: Outline, node: Node, *, to_next_part: bool = False) -> Iterator[SubdistrictRead]:
    """The streets that have a paragraph in this part; ``to_next_part``: the last one's ends where another heading stands."""
    source = outline.source
    lines = [line for line in source.lines_between(node.body_start, node.end) if line.folded.strip()]
    heads = [(index, match) for index, line in enumerate(lines) if (match := _STREET.match(line.folded))]
    starts = [one.start for one in outline.nodes if node.start < one.start < node.end] if to_next_part else []
    for position, (index, match) in enumerate(heads):
        last = heads[position + 1][0] - 1 if position + 1 < len(heads) else len(lines) - 1
        if to_next_part:
            headings = (
                at for at in range(index + 1, last + 1) if any(lines[at].start <= one < lines[at].end for one in starts)
            )
            last = next(headings, last + 1) - 1
        rest = match["rest"] is not None
        text = source.text[lines[index].start + match.start("rest") : lines[last].end] if rest else ""
        if not rest and last > index:
            text = source.text[lines[index + 1].start : lines[last].end]
        if text.strip():
            name = match["name"].removesuffix("办事处")
            start = lines[index].start + match.start("name")
            yield SubdistrictRead(name=name, text=text.strip(), evidence=cite(source, start, lines[last].end))


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
