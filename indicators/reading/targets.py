"""The main indicator table of a plan becomes targets: one a row, with its baseline, its target, and what the footnotes say.

::

    7 | 市场主体数量（万家） | 4.5 | 6.0 | 预期性
    → seq 7, name 市场主体数量, unit 万家, baseline 4.5 (2020), target 6.0 (2025), anticipatory
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from indicators.reading.cells import (
    ambiguous_brackets,
    has_odd_figure,
    read_legend,
    read_marks,
)
from indicators.reading.parted_rows import whole_rows
from indicators.reading.roles import Roles, heads_are_mixed, is_indicator_table, roles_of
from indicators.reading.sides import TargetRead
from indicators.reading.table_notes import notes_below, remarked
from indicators.reading.target_rows import TargetRows
from indicators.reading.unread_rows import unread_rows
from text.context import DocumentContext
from text.outline.outline import Outline
from text.sources.evidence import Note, note
from text.sources.source import Source, fold
from text.tables.columns import are_closed, is_unit
from text.tables.tables import Table
from text.vocabulary import Comparator, DocumentKind, Span


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The targets in the order of the table, the spans of the text that were read as the table and its notes, and what looked odd."""

    targets: tuple[TargetRead, ...]
    spans: tuple[tuple[int, int], ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _TableRead:
    """One table: its rows, each with the number that is printed before it, where it and its notes stand, and what looked odd."""

    table: Table
    roles: Roles
    rows: list[tuple[int | None, TargetRead]]
    span: tuple[int, int]
    notes: list[Note]


# 专栏1 “十四五”时期经济社会发展主要指标
# 专栏1 主要指标, 表1 …指标体系; “十四五”时期经济社会发展主要指标预计表
_ANNOUNCED = re.compile(
    r"[#*\s]*(?:专\s*栏|附?\s*表)\s*\S{0,4}[\s:]*\S{0,40}指标(?:体系|规划|汇总)?(?:一览)?表?[\s*]*"
    r"|[#*\s]*\S{0,12}[“\"]?十[一二三四五六七八九]五[”\"]?\S{0,20}主要\S{0,4}指标\S{0,6}表[\s*]*"
)


def read_targets(outline: Outline, context: DocumentContext, tables: Sequence[Table]) -> TargetReading:
    """Read the indicator table of a document, with its parts on later pages.

    Other indicator tables (of the last period, or of one field), and one that is announced but was not found, are named in notes.
    """
    source = outline.source
    read = [_read_table(outline, context, table) for table in tables if is_indicator_table(table)]
    ahead = [one for one in read if one.rows and not one.roles.looks_back]
    # the first that says what is 预期性 and what is 约束性; a table of one field need not say it
    main = next((one for one in ahead if one.roles.nature is not None), ahead[0] if ahead else None)
    rows: list[tuple[int | None, TargetRead]] = []
    notes: list[Note] = []
    for one in read:
        if one is main or (main and not one.roles.looks_back and _goes_on(rows, main, one)):
            rows += one.rows
            notes += one.notes
        else:
            notes.append(note("targets", _refusal(one), source, one.table.start, one.table.end))
    if not rows and context.kind is DocumentKind.PLAN:
        lines = (line for line in source.lines if len(line.folded) <= 60 and _ANNOUNCED.fullmatch(line.folded))
        announced = {line.folded.strip(): line for line in lines}  # the last, not the one in the list of contents
        notes += [
            note("targets", "an indicator table is announced, but none was read", source, line.start, line.end)
            for line in announced.values()
            if not any(one.table.start - 200 <= line.end <= one.table.start for one in read)
        ]
    spans = [one.span for one in read]
    lost = list(unread_rows(outline, spans, whole=not rows))
    notes += [note("targets", NONE_READ, source, start, end) for start, end in lost]
    return TargetReading(
        targets=_numbered(rows, source, notes), spans=tuple(sorted([*spans, *lost])), notes=tuple(notes)
    )


def _refusal(one: _TableRead) -> str:
    if one.roles.looks_back:
        return (
            f"an indicator table of the years up to {one.roles.target_year}, before those of the document, is not read"
        )
    if not one.rows:
        return "these are the headings of an indicator table, but no row under them was understood"
    return "a second indicator table, whose numbers begin anew, is not read"


def _goes_on(rows: Sequence[tuple[int | None, TargetRead]], main: _TableRead, one: _TableRead) -> bool:
    """Is a later table the rest of the main one: its numbers go on, or it has none and the same headings?"""
    if not rows or not one.rows:
        return False
    numbers = {number for number, _ in rows if number is not None}
    if numbers:
        first = (pair for at, pair in enumerate(one.rows) if not at or pair[1].evidence != one.rows[at - 1][1].evidence)
        return not any(number in numbers or number is None for number, _ in first)
    return [cell.word for cell in one.table.header] == [cell.word for cell in main.table.header]


def _numbered(
    rows: Sequence[tuple[int | None, TargetRead]], source: Source, notes: list[Note]
) -> tuple[TargetRead, ...]:
    """The targets with their numbers. Where only some rows have one (其中：… has none), or one stands twice, the others come after the last;
    so does the second target of a row."""
    printed = [number for number, _ in rows if number is not None]
    free = max(printed, default=0)
    seqs: list[int] = []
    taken: set[int] = set()
    last: TargetRead | None = None
    for number, target in rows:
        second = number is None and last is not None and last.evidence == target.evidence
        last = target
        seq = number
        if second:
            seq = 0  # numbered below, when all rows are
        elif seq is None or seq in taken:
            free += 1
            seq = free
            if printed:
                said = "has no number" if number is None else f"has the number {number} again"
                start, end = target.evidence.start, target.evidence.end
                notes.append(note("targets", f"a row {said}; it is counted as {seq}", source, start, end))
        taken.add(seq)
        seqs.append(seq)
    after = count(free + 1)
    return tuple(replace(target, seq=seq or next(after)) for seq, (_, target) in zip(seqs, rows, strict=True))


NO_CATEGORIES = "the categories of the rows are not known"
UNSURE_CATEGORIES = "where each category ends is not sure"
OF_NO_ROW = "words of the table are of no row"
NONE_READ = "rows of an indicator table stand here, but none of them was read"
"""Notes that the reading check tells of."""


def _read_table(outline: Outline, context: DocumentContext, table: Table) -> _TableRead:
    source = outline.source
    roles = roles_of(table, context)
    footnotes, end = notes_below(outline, table)
    said = "\n".join(text for text, _ in footnotes)
    start, end = (table.start, end) if table.markup is None else (table.markup[0], max(end, table.markup[1]))
    read = _TableRead(table, roles, [], (start, end), [])
    if (roles.target is None and roles.average is None) or heads_are_mixed(table):
        return read
    for index in roles.left_out:
        cell = table.header[index]
        read.notes.append(note("targets", "the figures of this column are not read", source, cell.start, cell.end))
    if table.categories_lost:
        read.notes.append(note("targets", NO_CATEGORIES, source, table.start, table.end))
    elif table.categories_unsure:
        read.notes.append(note("targets", UNSURE_CATEGORIES, source, table.start, table.end))
    for cell in table.left_out:
        read.notes.append(note("targets", OF_NO_ROW, source, cell.start, cell.end))
    legend = read_legend(said, [cell.word for cell in table.header])
    rows = TargetRows(table, roles, context, legend, read_marks(said), ambiguous_brackets(said))
    for row in whole_rows(table.rows, roles):
        made = rows.read(source, row)
        read.notes += [note("targets", words, source, row.start, row.end) for words in rows.odd]
        rows.odd.clear()
        read.rows += [(number, remarked(target, footnotes)) for number, target in made]
    if rows.are_torn:
        read.rows.clear()
        read.notes.clear()
    _take_numbers_off(read)
    _drop_broken(read, source)
    for _, target in read.rows:
        for side in (target.baseline, target.target):
            if side.comparator is Comparator.REF and side.raw and has_odd_figure(side.raw):
                start, end = side.raw_start or 0, side.raw_end or 0
                read.notes.append(note("targets", "the figure of a cell is not understood", source, start, end))
    return read


# the unit that ends a name, with words behind it: 研发经费投入强度（%）科技进步贡献率（%）, 每万人口全科医生数（人）健康保障
_UNIT_INSIDE = re.compile(
    r"\((?P<unit>[^()]{1,8})\)\s*(?!年均|累计|增[长速幅]|及|和|占|五年|其中|总[量数额])[\d\u4e00-\u9fff]"
)
# 发展水平比|%, 床位数|张/千人: the end of a name before the unit
_NAME_IN_UNIT = re.compile(r"[\u4e00-\u9fff]{0,8}[率比数重值度例额量](?P<unit>[%‰]|\S{1,8})")
# 浓度（微克/立方米）27: the end of a name before its figure
_UNIT_BEFORE = re.compile(r"\((?P<unit>[^()]{1,8})\)\s*\d")
# 0.86 56, ≥13.5 —: the figures of two cells; —预期: a figure and a nature
_TWO_FIGURES = re.compile(
    r"\.\d+\s+\d|\d\s+[-—–]+$|^[—–]+\s+[≥≤〔\[\d]|[〕\]】]\s*[〔\[【]|[-—\d)]\s*(?:预期|约束|性)$"
)
# what a name, a unit and a value never say; 人均预期寿命 is a name
_NO_NAME = re.compile(r"预期(?!寿命|受教育|健康)|约束性|[\u4e00-\u9fff]%[\u4e00-\u9fff]|\d\.\d+\D*\d\.\d")
_LETTER = re.compile(r"[^\W\d_]")
_NO_UNIT = re.compile(r"预期|约束|左右|[〔\[【]")
# 同步与经济增长同步: the end of another cell stands before the words of this
_NO_VALUE = re.compile(
    r"预期性|约束性|^(?:同步|持平|任务|一致|指标|要求).*(?:同步|持平|任务|一致|指标|要求)$|(?:任务|同步|持平|水平|要求)[≥≤<>]?\d"
)
_LONGEST_NAME = 60
_FASTEST, _SMALLEST = 30, Decimal("0.2")  # per cent a year; of what there was before the plan
_FEWEST_ODD = 3  # rows that grow by more, or shrink to less
_MOST_BROKEN = 1 / 3  # of the rows of a table that is read


_FEWEST_NUMBERS, _ROWS_LOST = 3, 3


def _take_numbers_off(read: _TableRead) -> None:
    """5有效发明专利数: the heading 序号 was lost, and the numbers of the rows stand in the names. They are counted; those of 5G基站 and 3岁以下 are not."""
    if read.roles.number is not None:
        return
    numbered: dict[int, int] = {}
    last = 0
    for at, (_, target) in enumerate(read.rows):
        following = range(last + 1, last + 2 + _ROWS_LOST)
        number = next((one for one in following if target.name.startswith(str(one))), None)
        if number is not None:
            numbered[at] = last = number
    if len(numbered) < _FEWEST_NUMBERS or len(numbered) <= len(read.rows) / 2:
        return
    for at, number in numbered.items():
        target = read.rows[at][1]
        read.rows[at] = number, replace(target, name=target.name.removeprefix(str(number)).lstrip(" .、．"))


def _aims_are_left_out(read: _TableRead) -> bool:
    """Do most rows say — for their target, where another column is not read? Then that column has the targets, and this one their growth."""
    unsaid = sum(target.target.comparator is Comparator.NONE for _, target in read.rows)
    return bool(read.roles.left_out) and unsaid > len(read.rows) / 2


def _drop_broken(read: _TableRead, source: Source) -> None:
    """Leave out rows whose cells came apart wrongly, and all rows of a table where many did: a target that is not sure is not served."""
    lost = _without_their_number(read.rows)
    broken = [at for at, (_, target) in enumerate(read.rows) if at in lost or _is_broken(target)]
    if _are_mixed_up([target for _, target in read.rows]) or _aims_are_left_out(read):
        read.rows.clear()
        read.notes.clear()
        return
    if not broken:
        return
    lacking = {at for at, (_, target) in enumerate(read.rows) if read.roles.nature is not None and not target.nature}
    if len(lacking.union(broken)) > _MOST_BROKEN * len(read.rows):
        read.rows.clear()
        read.notes.clear()
        return
    for at in reversed(broken):
        _, target = read.rows.pop(at)
        start, end = target.evidence.start, target.evidence.end
        read.notes.append(note("targets", "a row whose cells are mixed up is not read", source, start, end))


def _without_their_number(rows: Sequence[tuple[int | None, TargetRead]]) -> set[int]:
    """The rows without a number where the numbers of those around leave one out: the beginning of their name, with the number, is lost."""
    found: set[int] = set()
    waiting: list[int] = []
    last = 0
    evidence = None
    for at, (number, target) in enumerate(rows):
        again = target.evidence == evidence  # a second target of one row
        evidence = target.evidence
        if number is None and (not again or (waiting and waiting[-1] == at - 1)):
            waiting.append(at)
        elif number is not None:
            if last and number == last + 1 + len({rows[one][1].evidence for one in waiting}):
                found.update(waiting)
            last, waiting = number, []
    return found


def _are_mixed_up(targets: Sequence[TargetRead]) -> bool:
    """Do most rows say what no plan aims at? Then the columns are mixed up: 61 of 2030 is read for 年均 61%, or 年均 3.6 for 3.6亿元 of 2025."""
    averages = [
        abs(one.target.value)
        for one in targets
        if one.target.span is Span.ANNUAL_AVERAGE and one.unit == "%" and one.target.value is not None
    ]
    shrinks = [_shrinks(one) for one in targets if one.unit != "%"]
    too_fast, too_small = sum(one > _FASTEST for one in averages), shrinks.count(True)
    return (too_fast >= _FEWEST_ODD and 2 * too_fast > len(averages)) or (
        too_small >= _FEWEST_ODD and too_small > shrinks.count(False)
    )


def _shrinks(target: TargetRead) -> bool | None:
    """Is so little left of a figure as no plan aims at? None where the two years can't be compared."""
    before, after = target.baseline, target.target
    if not before.value or after.value is None or before.span is not after.span or before.span is not Span.POINT:
        return None
    return after.value < _SMALLEST * before.value


def _is_broken(target: TargetRead) -> bool:
    values = [side.raw for side in (target.baseline, target.target) if side.raw]
    return (
        len(target.name) > _LONGEST_NAME
        or is_unit(fold(target.name))
        or _LETTER.search(target.name) is None
        or _NO_NAME.search(fold(target.name)) is not None
        or _NO_UNIT.search(fold(target.unit or "")) is not None
        # what was reached is no aim: 完成上级下达任务 before the figure of the last year
        or (target.baseline.comparator is Comparator.REF and target.target.value is not None)
        or any(is_unit(found["unit"]) for found in _UNIT_INSIDE.finditer(fold(target.raw_name)))
        or ((unit := _NAME_IN_UNIT.fullmatch(fold(target.unit or ""))) is not None and is_unit(unit["unit"]))
        or sum(map(target.raw_name.count, "〔[【")) != sum(map(target.raw_name.count, "〕]】"))
        or any(_TWO_FIGURES.search(fold(raw)) or not are_closed([fold(raw)]) for raw in values)
        or any(is_unit(found["unit"]) for raw in values for found in _UNIT_BEFORE.finditer(fold(raw)))
        or any(_NO_VALUE.search("".join(fold(raw).split())) is not None for raw in values)
    )
