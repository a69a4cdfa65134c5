"""The works that a document lists, row by row or record by record, in any of the layouts that web pages leave of a table.

::

    项目名称 | 街道 | 控制单元 | 项目概况                     a table (text.tables), or its cells a line each
    项目名称：职教中心迁建项目 / 总投资：2.6亿元 / …          a record a block
    1.职教中心迁建项目。总投资2.6亿元，占地210亩。            a list in an appendix of works

A row of a list of works is a work by its place there: its name need not be told from a line of policy, as a name in prose must.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.reading.announced import announced_tables
from projects.reading.columns import WorkColumn, column_of, cost_column, name_column, unit_of
from projects.reading.group_labels import group_state
from projects.reading.grouped import GroupedWork, read_grouped
from projects.reading.investment import MONEY_UNIT, cell_money, read_total
from projects.reading.names import is_listed
from projects.reading.page_lines import read_pages
from projects.reading.records import WorkRecord, read_records
from projects.reading.rows import group_of, is_group_number, is_sum, years_of, years_told
from projects.reading.stacked import read_stacked
from projects.reading.status import looks_ahead, looks_back, status_in_group, status_in_list, to_be_ended
from projects.reading.verbs import CHAIN
from text.context import DocumentContext
from text.outline.outline import Outline
from text.sources.evidence import Note, note
from text.sources.source import Source, fold
from text.tables.tables import Cell, Row, Table
from text.vocabulary import ChapterKind, ProjectStatus


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A row of a list: ``source.text[start:end]`` is all of it, ``name`` as printed without white space, at ``name_start``."""

    start: int
    end: int
    name: str
    name_start: int
    status: ProjectStatus
    street: str | None = None
    investment_raw: str | None = None
    investment_cny: Decimal | None = None
    location: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    group: str | None = None  # what the list calls the works around it
    tabled: bool = False  # a row of a table


@dataclass(frozen=True, slots=True)
class WorkLists:
    """All works that lists name, in the order of the text. ``spans`` are the lists, and ``costs`` those whose figures are of works, not of the
    district: what a work costs, and how large it is."""

    works: tuple[ListedWork, ...]
    spans: tuple[tuple[int, int], ...]
    costs: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...] = ()


FEWEST_ROWS, READ = 3, 0.5
"""How many rows a table must seem to have, and the share of them that must be read, for what is read of it to be right."""


def read_work_lists(outline: Outline, tables: Sequence[Table], context: DocumentContext) -> WorkLists:
    """The lists of works of a document."""
    source = outline.source
    since = context.period_start or context.report_year
    works: list[ListedWork] = []
    spans: list[tuple[int, int]] = []
    costs: list[tuple[int, int]] = []
    notes: list[Note] = []
    stacked = [_to_next_part(outline, table) for table in _without_marks(source, tables)]
    for table in (*tables, *stacked):
        notes += _wrong_sums(source, table)
        found = list(_rows(source, table, since))
        if found:
            works += found
            spans.append((table.start, table.end))
            heads = [cell.word for cell in table.header]
            if cost_column(heads) is not None or (table in stacked and not _of_tasks(heads)):
                costs.append(spans[-1])
    for table in announced_tables(outline):
        inside = [work for work in works if table.start <= work.start < table.end]
        if table.rows >= FEWEST_ROWS and len(inside) < READ * table.rows:
            # what is read of a table that is not understood has wrong names
            works = [work for work in works if work not in inside]
            spans.append((table.start, table.end))
            costs.append(spans[-1])
    records = list(read_records(outline, spans))
    tabled = [(table.start, table.end) for table in tables]
    labelled = [(record.start, record.end) for record in records if record.labelled]
    grouped = read_grouped(outline, [*spans, *tabled, *labelled])
    for group in grouped.works:
        works.append(_of_group(outline, context, group))
        spans.append((group.start, group.end))
        costs.append(spans[-1])
    held = sorted([*spans, *grouped.labels])
    for record in records:
        if any(a <= record.start < b for a, b in held):
            continue
        works.append(_of_record(record, since))
        spans.append((record.start, record.end))
        if "实事" not in record.title:  # what is promised to the people is a figure of the district
            costs.append(spans[-1])
    return WorkLists(
        tuple(sorted(works, key=lambda work: work.start)),
        tuple(sorted(spans)),
        tuple(sorted(costs)),
        (*notes, *grouped.notes),
    )


def _without_marks(source: Source, tables: Sequence[Table]) -> list[Table]:
    """The tables of works without any marks: the lines of a page, or a cell a line. Where both ways read a place, the one with more rows holds."""
    held = [
        (table.start, table.end) for table in tables if name_column([cell.word for cell in table.header]) is not None
    ]
    taken = [(table.start, table.end) for table in tables]
    stacked = list(read_stacked(source, taken))
    kept: list[Table] = []
    for page in read_pages(source, held):
        same = [one for one in stacked if one.start < page.end and page.start < one.end]
        if len(page.rows) >= sum(len(one.rows) for one in same):
            stacked = [one for one in stacked if one not in same]
            kept.append(page)
    return sorted([*stacked, *kept], key=lambda table: table.start)


_PART_LABEL = re.compile(r"第.{1,5}[篇章节]|第.{1,3}部分|\d{1,2}(?:\.\d{1,2})*[.、]?")


def _to_next_part(outline: Outline, table: Table) -> Table:
    """The table without the lines below it: 4 保障措施 is the next part of the document, and no fourth row."""
    below = (node for node in outline.nodes if node.start > table.start and node.kind is not ChapterKind.BOX)
    # 一、交通 stands between the rows
    end = next((node.start for node in below if node.label and _PART_LABEL.fullmatch(node.label)), table.end)
    rows = tuple(row for row in table.rows if row.start < end)
    return table if len(rows) == len(table.rows) else replace(table, rows=rows)


def _of_record(record: WorkRecord, since: int | None) -> ListedWork:
    years = years_told(record.text)
    money = read_total(record.text) if record.cost is None else cell_money(*record.cost)
    return ListedWork(
        start=record.start,
        end=record.end,
        name=record.name,
        name_start=record.name_start,
        status=to_be_ended(status_in_list(record.said, of=record.title), years, since),
        investment_raw=money[0] if money else None,
        investment_cny=money[1] if money else None,
        years=years,
    )


def _of_group(outline: Outline, context: DocumentContext, work: GroupedWork) -> ListedWork:
    money = read_total(work.said)
    node = outline.at(work.start)
    years = years_told(work.said)
    status = status_in_group(
        work.said,
        state=work.state,
        verb=work.verb,
        review=looks_back(node),
        ahead=looks_ahead(outline, node, context),
    )
    return ListedWork(
        start=work.start,
        end=work.end,
        name=work.name,
        name_start=work.name_start,
        status=to_be_ended(status, years, context.period_start or context.report_year),
        investment_raw=money[0] if money else None,
        investment_cny=money[1] if money else None,
        years=years,
        group=group_of(work.group) if work.group else None,
    )


def _of_tasks(heads: Sequence[str]) -> bool:
    """Are the rows things to be done (事项, 实事, or 项目 alone), of which only some are works?"""
    name = name_column(heads)
    return name is not None and re.search("(?:项目|工程).*名称|[设点大]项目|工程", heads[name]) is None


_CAPTION = re.compile(rf"单位[:]\s*(?P<unit>{MONEY_UNIT})")
_ABOVE = 600  # characters above a table in which a line may say its unit, and what it lists


@dataclass(frozen=True, slots=True)
class _WorkSheet:
    """A table of works: what its columns hold, where names and costs stand, the unit of the costs, and the line above it."""

    heads: tuple[str, ...]
    kinds: tuple[WorkColumn | None, ...]
    name: int
    cost: int | None
    unit: str
    title: str
    strict: bool
    since: int | None  # the first year that the document is of

    def first(self, kind: WorkColumn) -> int | None:
        return self.kinds.index(kind) if kind in self.kinds else None


def _lines_above(source: Source, offset: int) -> str:
    """The two lines above a table that have words; rules and the line of its headings are none."""
    before = source.folded[max(0, offset - _ABOVE) : offset].split("\n")[:-1]
    return "\n".join([row for row in before if re.search("[\u4e00-\u9fff]", row)][-2:])


def _sheet(source: Source, table: Table, since: int | None = None) -> _WorkSheet | None:
    heads = tuple(cell.word for cell in table.header)
    name = name_column(heads)
    if name is None:
        return None
    cost = cost_column(heads)
    above = _lines_above(source, table.start)
    caption = _CAPTION.search(above)
    unit = (unit_of(heads[cost]) if cost is not None else "") or (caption["unit"] if caption else "")
    return _WorkSheet(
        heads=heads,
        kinds=tuple(column_of(head) for head in heads),
        name=name,
        cost=cost,
        unit=unit,
        title=above.strip().rsplit("\n", 1)[-1],
        strict=_of_tasks(heads),
        since=since,
    )


def _rows(source: Source, table: Table, since: int | None) -> Iterator[ListedWork]:
    sheet = _sheet(source, table, since)
    if sheet is None:
        return
    group: str | None = None
    for row in table.rows:
        cells = row.slots if len(row.slots) == len(sheet.heads) else row.cells
        if (said := _group_row(row, cells, sheet)) is not None:
            group = group_of(said) if not is_sum(said) else group
            continue
        column = sheet.first(WorkColumn.CATEGORY)
        own = cells[column] if column is not None and column < len(cells) else None
        group = group_of(own.word) if own else group  # a merged cell is printed once
        cell = cells[sheet.name] if sheet.name < len(cells) else None
        if len(row.cells) < 2 or cell is None:
            continue
        printed, skipped = listed_name(cell.text, verbs=sheet.strict)
        if is_listed(fold(printed), strict=sheet.strict):
            yield _work(row, cells, (printed, cell.start + skipped), sheet, group)


SUM_DIFFERS = "the rows of a table of works do not add up to its sum"
_TOTAL = re.compile(r"(?:全[省市区县州])?(?:总|合|共)\s*计")
_INEXACT = Decimal("0.005")  # of a sum of rounded figures


def _wrong_sums(source: Source, table: Table) -> Iterator[Note]:
    """A note where the one sum of a table is not what its rows add up to."""
    sheet = _sheet(source, table)
    if sheet is None or sheet.cost is None:
        return
    stated: list[tuple[Row, Decimal]] = []
    added = Decimal(0)
    for row in table.rows:
        cells = row.slots if len(row.slots) == len(sheet.heads) else row.cells
        price = cells[sheet.cost] if sheet.cost < len(cells) else None
        money = cell_money(price.text, sheet.unit) if price else None
        if money is None or money[1] is None:
            continue
        if _group_row(row, cells, sheet) is None:
            added += money[1]
        elif any(_TOTAL.match(cell.word) for cell in row.cells[:2]):
            stated.append((row, money[1]))
    if len(stated) == 1 and added and abs(added - stated[0][1]) > _INEXACT * stated[0][1]:
        row = stated[0][0]
        yield note("projects", SUM_DIFFERS, source, row.start, row.end)


def _group_row(row: Row, cells: Sequence[Cell | None], sheet: _WorkSheet) -> str | None:
    """What a row says that is no work: the name of a group of works, or of a sum; None for a work."""
    words = [cell.word for cell in row.cells]
    if any(is_sum(word) for word in words[:2]):
        return "合计"
    if len(words) == 1:
        return words[0] if not words[0].isdecimal() else None
    number = sheet.first(WorkColumn.NUMBER)
    of = cells[number] if number is not None and number < len(cells) else None
    name = cells[sheet.name] if sheet.name < len(cells) else None
    if of is None or name is None or not is_group_number(of.word):
        return None
    # 一 | 交通基础设施 | | | 120000: it has neither a place nor years nor contents
    told = (WorkColumn.CONTENT, WorkColumn.PLACE, WorkColumn.TIME, WorkColumn.NATURE, WorkColumn.UNIT)
    if any(kind in told and cell for kind, cell in zip(sheet.kinds, cells, strict=False)):
        return None
    return name.word


def _work(
    row: Row,
    cells: Sequence[Cell | None],
    name: tuple[str, int],
    sheet: _WorkSheet,
    group: str | None,
) -> ListedWork:
    said: dict[WorkColumn, Cell] = {}
    for kind, cell in zip(sheet.kinds, cells, strict=False):
        if kind and cell:
            said.setdefault(kind, cell)
    price = cells[sheet.cost] if sheet.cost is not None and sheet.cost < len(cells) else None
    money = cell_money(price.text, sheet.unit) if price else None
    if money is None and WorkColumn.CONTENT in said:
        money = read_total(said[WorkColumn.CONTENT].word)
    told = [said[kind].word for kind in (WorkColumn.PROGRESS, WorkColumn.NATURE) if kind in said]
    place = said.get(WorkColumn.PLACE)
    status = status_in_list(told, of=sheet.title, below=group_state(group or ""))
    return ListedWork(
        start=row.start,
        end=row.end,
        name=name[0],
        name_start=name[1],
        status=to_be_ended(status, years_told(",".join(told)), sheet.since),
        street=_street(place.word) if place else None,
        investment_raw=money[0] if money else None,
        investment_cny=money[1] if money else None,
        location=_place(place.text) if place else None,
        years=_years(sheet, cells),
        group=group,
        tabled=True,
    )


def _place(text: str) -> str | None:
    """The place of a work, without white space; None for a dash."""
    word = "".join(text.split())
    return word if re.search("[\u4e00-\u9fff]{2}", word) else None


def _years(sheet: _WorkSheet, cells: Sequence[Cell | None]) -> tuple[int | None, int | None]:
    """The years of building; of two columns (开工时间, 竣工时间) each says one."""
    first: int | None = None
    last: int | None = None
    for kind, head, cell in zip(sheet.kinds, sheet.heads, cells, strict=False):
        if kind is WorkColumn.TIME and cell:
            begin, end = years_of(cell.text, head)
            first, last = first or begin, last or end
    return (None, None) if first and last and first > last else (first, last)


_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、)](?!\d)|[①-⑳])\s*")
_MARK = re.compile(r"[\[〔【(]\d{1,3}[\]〕】)]$|[①-⑳*]+$")


def listed_name(text: str, *, verbs: bool) -> tuple[str, int]:
    """The name without white space, the number before it and the mark of a note behind it, and how many characters were before it.

    ``verbs``: without what is done, too (建成县养老中心).
    """
    folded = fold(text)
    number = _NUMBER.match(folded)
    skipped = number.end() if number else 0
    if verbs and (chain := CHAIN.match(folded, skipped)) and chain["verb"] and len(text) - chain.end() >= 4:
        skipped = chain.end()
    name = "".join(text[skipped:].split())
    mark = _MARK.search(fold(name))
    return (name[: mark.start()] if mark and mark.start() > 3 else name), skipped


def _street(text: str) -> str | None:
    match = re.search(r"[\u4e00-\u9fff]{2,5}(?:街道|街|镇|乡)", text)
    return match.group() if match else None
