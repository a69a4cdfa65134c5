"""The main indicator table of a plan becomes targets: one a row, with its baseline, its target, and what the footnotes say.

::

    7 | 市场主体数量（万家） | 4.5 | 6.0 | 预期性
    → seq 7, name 市场主体数量, unit 万家, baseline 4.5 (2020), target 6.0 (2025), anticipatory
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from indicators.reading.cells import (
    CellValue,
    ambiguous_brackets,
    has_odd_figure,
    mark_of,
    parse_cell,
    read_legend,
    read_marks,
    span_in_name,
    split_unit,
)
from indicators.reading.roles import Roles, is_indicator_table, roles_of
from text.context import DocumentContext
from text.outline.outline import Outline
from text.sources.evidence import Evidence, Note, cite, note
from text.sources.source import Line, Source, fold
from text.tables.columns import ColumnContent, align, fit, is_nature
from text.tables.tables import Cell, Row, Table
from text.vocabulary import Comparator, DocumentKind, Measure, Nature, ObservationKind, Span


@dataclass(frozen=True, slots=True)
class SideRead:
    """One side of a row. ``raw`` is the cell as printed, ``raw_start``..``raw_end`` where it stands.

    These are None where the cell is empty, and ``year`` too where the table has no such column.
    ``period_start`` and ``period_end`` are given for totals and averages over several years.
    """

    year: int | None
    raw: str | None
    raw_start: int | None
    raw_end: int | None
    value: Decimal | None
    value_max: Decimal | None
    comparator: Comparator
    span: Span
    kind: ObservationKind
    period_start: int | None = None
    period_end: int | None = None


@dataclass(frozen=True, slots=True)
class TargetRead:
    """One row of the indicator table. ``name`` has its unit taken off, ``raw_name`` is the cell; ``measure`` is what the name measures."""

    seq: int
    category: str
    name: str
    raw_name: str
    unit: str | None
    nature: Nature | None
    note: str | None
    measure: Measure
    baseline: SideRead
    target: SideRead
    evidence: Evidence


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


# 注：〔 〕内为五年累计数   注(原表脚注)：①…   *为2019年数据
_FOOTNOTE = re.compile(
    r"^\s*\|?\s*(?:注释?|备\s*注|说\s*明)\s*(?:\([^()]{1,8}\))?\s*[:\d.①]|^\s*(?:\d|[①-⑳*※△▲])\s*[.、:]?\s*\S|^\s*带\s*[*※△▲]"
)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# 专栏1 “十四五”时期经济社会发展主要指标
_ANNOUNCED = re.compile(r"[#*\s]*(?:专\s*栏|附?\s*表)\s*\S{0,4}[\s:]*\S{0,40}指标(?:体系|规划|汇总)?(?:一览)?表?[\s*]*")


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
    lost = list(_unread(outline, spans, whole=not rows))
    notes += [
        note("targets", "rows of an indicator table stand here, but none of them was read", source, start, end)
        for start, end in lost
    ]
    return TargetReading(
        targets=_numbered(rows, source, notes), spans=tuple(sorted([*spans, *lost])), notes=tuple(notes)
    )


# 4 % 预期性 2.1左右 -: a row of the table, or a part of one, and no sentence of the 约束性 indicators
_NATURE_CELL = re.compile(r"(?:^|[\s|])(?:预期|约束)性?(?=[\s|]|$)")
_APART = 5  # lines between two such rows, at most
_AROUND, _FARTHEST = 2, 400  # lines of names and units above the first and below the last


def _unread(outline: Outline, spans: Sequence[tuple[int, int]], *, whole: bool) -> Iterator[tuple[int, int]]:
    """Where rows of an indicator table stand in a layout that is not understood: nothing in them is to be read as prose.

    ``whole``: no row of the table was read, so all short lines around are its cells: a program may have written it column by column.
    """
    lines = outline.source.lines
    rows = [
        line.no
        for line in lines
        if ("预期" in line.folded or "约束" in line.folded)
        and _NATURE_CELL.search(line.folded)
        and not _is_prose(line.folded)
        and not any(start <= line.start < end for start, end in spans)
    ]
    first = lines[0].no if lines else 0
    heads = {outline.source.line_at(node.start).no for node in outline.nodes}
    for group in _runs(rows):
        if len(group) < _FEWEST:
            continue
        begin, end = group[0] - first, group[-1] - first
        for _ in range(_FARTHEST if whole else _AROUND):
            if begin and _may_belong(lines[begin - 1], heads, blank=whole):
                begin -= 1
            if end + 1 < len(lines) and _may_belong(lines[end + 1], heads, blank=whole):
                end += 1
        yield lines[begin].start, lines[end].end


_FEWEST = 2


def _runs(rows: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of lines, in groups of those that stand close together."""
    run: list[int] = []
    for no in rows:
        if run and no - run[-1] > _APART:
            yield run
            run = []
        run.append(no)
    if run:
        yield run


def _is_prose(row: str) -> bool:
    return "。" in row or len(row.strip()) > 120


def _may_belong(line: Line, heads: Collection[int], *, blank: bool) -> bool:
    """May this line be the rest of a row: words that are no heading and no sentence?"""
    row = line.folded.strip()
    if not row:
        return blank
    return len(row) <= 40 and line.no not in heads and re.search(r"[。;,:]", row) is None


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
        return not any(number in numbers or number is None for number, _ in one.rows)
    return [cell.word for cell in one.table.header] == [cell.word for cell in main.table.header]


def _numbered(
    rows: Sequence[tuple[int | None, TargetRead]], source: Source, notes: list[Note]
) -> tuple[TargetRead, ...]:
    """The targets with their numbers. Where only some rows have one (其中：… has none), or one stands twice, the others come after the last;
    so does the second target of a row."""
    printed = [number for number, _ in rows if number is not None]
    free = max(printed, default=0)
    taken: set[int] = set()
    numbered: list[TargetRead] = []
    for number, target in rows:
        seq = number
        if seq is None or seq in taken:
            free += 1
            seq = free
            second = number is None and bool(numbered) and numbered[-1].evidence == target.evidence
            if printed and not second:
                said = "has no number" if number is None else f"has the number {number} again"
                start, end = target.evidence.start, target.evidence.end
                notes.append(note("targets", f"a row {said}; it is counted as {seq}", source, start, end))
        taken.add(seq)
        numbered.append(replace(target, seq=seq))
    return tuple(numbered)


# ── one table ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_table(outline: Outline, context: DocumentContext, table: Table) -> _TableRead:
    source = outline.source
    roles = roles_of(table, context)
    footnotes, end = _footnotes(outline, table)
    said = "\n".join(text for text, _ in footnotes)
    start, end = (table.start, end) if table.markup is None else (table.markup[0], max(end, table.markup[1]))
    read = _TableRead(table, roles, [], (start, end), [])
    if roles.target is None and roles.average is None:
        return read
    for index in roles.left_out:
        cell = table.header[index]
        read.notes.append(note("targets", "the figures of this column are not read", source, cell.start, cell.end))
    legend = read_legend(said, [cell.word for cell in table.header])
    rows = _Rows(table, roles, context, legend, read_marks(said), ambiguous_brackets(said))
    for row in table.rows:
        made = rows.read(source, row)
        read.notes += [note("targets", words, source, row.start, row.end) for words in rows.odd]
        rows.odd.clear()
        read.rows += [(number, _remarked(target, footnotes)) for number, target in made]
    _drop_broken(read, source)
    for _, target in read.rows:
        for side in (target.baseline, target.target):
            if side.comparator is Comparator.REF and side.raw and has_odd_figure(side.raw):
                start, end = side.raw_start or 0, side.raw_end or 0
                read.notes.append(note("targets", "the figure of a cell is not understood", source, start, end))
    return read


# what a name, a unit and a value never say; 人均预期寿命 is a name
_NO_NAME = re.compile(r"预期(?!寿命|受教育|健康)|约束性|[\u4e00-\u9fff]%[\u4e00-\u9fff]|\d\.\d+\D*\d\.\d")
_NO_UNIT = re.compile("预期|约束")
_NO_VALUE = re.compile(r"预期性|约束性|(?:任务|同步|持平|水平|要求)[≥≤<>]?\d")
_LONGEST_NAME = 60
_MOST_BROKEN = 1 / 3  # of the rows of a table that is read


def _drop_broken(read: _TableRead, source: Source) -> None:
    """Leave out rows whose cells came apart wrongly, and all rows of a table where many did: a target that is not sure is not served."""
    broken = [at for at, (_, target) in enumerate(read.rows) if _is_broken(target)]
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


def _is_broken(target: TargetRead) -> bool:
    values = [side.raw for side in (target.baseline, target.target) if side.raw]
    return (
        len(target.name) > _LONGEST_NAME
        or _NO_NAME.search(fold(target.name)) is not None
        or _NO_UNIT.search(target.unit or "") is not None
        or any(_NO_VALUE.search(re.sub(r"\s+", "", fold(raw))) is not None for raw in values)
    )


@dataclass(slots=True)
class _Rows:
    """Reads the rows of a table one after the other: a category, or a nature that spans rows, stays until the next."""

    table: Table
    roles: Roles
    context: DocumentContext
    legend: dict[str, Span]
    marks: dict[str, int]
    ambiguous: frozenset[str] = frozenset()
    category: str = ""
    nature: Nature | None = None
    odd: list[str] = field(default_factory=list)

    def read(self, source: Source, row: Row) -> list[tuple[int | None, TargetRead]]:
        """The targets of a row, each with its printed number; none for a heading, a footnote, and what does not fit (then ``odd`` says why).

        A row that has a figure for the last year and one for the years until then (2025年 330, 年均增长 6%) has two targets.
        """
        if row.is_heading:
            self._heading(row)
            return []
        roles = self.roles
        cells = self._aligned(row)
        cell = cells[roles.name] if cells else None
        if cells is None or cell is None:
            self.odd.append(f"a row of {len(row.cells)} cells under {len(self.table.header)} headings is not read")
            return []
        category = cells[roles.category] if roles.category is not None else None
        if category:
            self.category = _category(category)
        baseline, target = self._baseline(cells), self._target(cells)
        if baseline.raw is None and target.raw is None:
            if len(row.cells) <= 2 and fit([cell], [ColumnContent.CATEGORY])[0] <= 2.5:
                self.category = _category(cell)  # 一 | 经济发展
            else:
                self.odd.append("a row without figures is not read")
            return []
        number, printed = _number_and_name(cells, roles)
        name, unit = split_unit(printed)
        unit = self._unit(cells) or unit or self._unit_elsewhere(cells)
        span = span_in_name(printed)
        first = TargetRead(
            seq=0,
            category=self.category,
            name=name,
            raw_name=re.sub(r"\s+", "", cell.text),
            unit=unit,
            nature=self._nature(cells),
            note=None,
            measure=measure_of(name, unit),
            baseline=_over_years(
                self._spanned(baseline, printed), span, (roles.baseline_year - 4, roles.baseline_year)
            ),
            target=_over_years(self._spanned(target, printed), span, self._period),
            evidence=cite(source, row.start, row.end),
        )
        rate = self._rate(cells, first)
        if rate is not None:
            return [(number, first), (None, rate)] if (first := self._without_rate(cells, first)) else [(number, rate)]
        second = self._second(cells, first) if target.raw is not None else None
        return [(number, first), *([(None, second)] if second else [])]

    def _spanned(self, side: SideRead, name: str) -> SideRead:
        """A figure in brackets that may hold totals and averages: an average where the row is of a rise per year, else a total."""
        if side.span is Span.POINT or side.raw is None or fold(side.raw).strip()[:1] not in self.ambiguous:
            return side
        average = re.search(r"年均|增速|增幅|增长(?:率|速度)?(?:[(（〔\[%％]|$)", name)
        return replace(side, span=Span.ANNUAL_AVERAGE if average else Span.CUMULATIVE)

    def _rate(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The target of a row whose only aim is a rate: 8 under 年均增长（%）, or 9%, of what the row counts in 亿元 or 万元/人."""
        at, target = self.roles.average, first.target
        cell = cells[at] if at is not None else None
        if at is None or cell is None or target.raw_start != cell.start or first.measure is not Measure.LEVEL:
            return None
        rises = target.span is Span.ANNUAL_AVERAGE and re.search("增长|增速|增幅", self.table.header[at].word)
        if not rises and parse_cell(cell.text, self.legend).unit != "%":
            return None
        return replace(first, unit="%", measure=Measure.GROWTH, baseline=_blank(first.baseline))

    def _without_rate(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The row without its rate: what it comes from, and that no figure is stated for its last year. None where it comes from none."""
        if first.baseline.value is None:
            return None
        cell = cells[self.roles.target] if self.roles.target is not None else None
        target = replace(_blank(first.baseline), year=self.roles.target_year, kind=ObservationKind.TARGET)
        if cell is not None:
            target = replace(target, raw=cell.text, raw_start=cell.start, raw_end=cell.end)
        return replace(first, target=target)

    def _second(self, cells: Sequence[Cell | None], first: TargetRead) -> TargetRead | None:
        """The target for the years until the last one, of a row whose last year has a figure of its own."""
        roles = self.roles
        at = roles.average
        cell = cells[at] if at is not None else None
        if (
            at is None
            or cell is None
            or roles.target is None
            or cells[roles.target] is None
            or first.target.comparator is Comparator.NONE
        ):
            return None
        target = self._of_years(cell)
        if target.comparator is Comparator.NONE or target.raw_start == first.target.raw_start:
            return None
        growth = (
            "%"
            if target.span is Span.ANNUAL_AVERAGE and re.search("增长|增速|增幅", self.table.header[at].word)
            else None
        )
        unit = parse_cell(cell.text, self.legend).unit or growth or first.unit
        measure = Measure.GROWTH if unit == "%" != first.unit else first.measure
        return replace(first, unit=unit, measure=measure, baseline=_blank(first.baseline), target=target)

    def _of_years(self, cell: Cell) -> SideRead:
        """A cell of the column 年均/累计: a figure in brackets is the total, one without is the average per year."""
        read = parse_cell(cell.text, self.legend)
        span = read.span if read.span is not Span.POINT else self.roles.average_span
        read = replace(read, span=span)
        return _side(cell, read, year=self.roles.target_year, kind=ObservationKind.TARGET, years=self._period)

    def _heading(self, row: Row) -> None:
        cell = row.cells[0]
        if _FOOTNOTE.match(cell.folded):
            return
        # a cell alone in its row, with others left empty, may be a name whose figures are missing
        if row.slots and fit([cell], [ColumnContent.CATEGORY])[0] > 2.5:
            self.odd.append("a row of 1 cell is not read")
        else:
            self.category = _category(cell)

    def _aligned(self, row: Row) -> Sequence[Cell | None] | None:
        """The cells of a row under the headings; one that spans rows may be None. None where they do not fit."""
        width = len(self.table.header)
        if len(row.slots) == width:
            return row.slots
        return row.cells if len(row.cells) == width else align(row.cells, self.roles.kinds)

    def _unit(self, cells: Sequence[Cell | None]) -> str | None:
        cell = cells[self.roles.unit] if self.roles.unit is not None else None
        return cell.word.strip("()") if cell and re.search(r"[^\W\d_]|[%‰]", cell.word) and cell.word != "无" else None

    def _unit_elsewhere(self, cells: Sequence[Cell | None]) -> str | None:
        """The unit in the heading over the target (2025年目标（亿元）), or beside its number (突破1000亿元)."""
        index = self.roles.target if self.roles.target is not None else self.roles.average
        if index is None:
            return None
        _, unit = split_unit(self.table.header[index].text)
        if unit and re.fullmatch(r"[%‰]|[万亿]?[元人户家吨]", unit):
            return unit
        cell = cells[index]
        return parse_cell(cell.text, self.legend).unit if cell else None

    def _nature(self, cells: Sequence[Cell | None]) -> Nature | None:
        if self.roles.nature is None:
            return None
        cell = cells[self.roles.nature]
        if cell is not None:
            self.nature = nature_of(cell.text)
            if self.nature is None:
                self.odd.append("a row is neither 预期性 nor 约束性")
        elif self.nature is None:
            self.odd.append("a row does not say whether it is 预期性 or 约束性")
        else:
            self.odd.append(f"a row leaves its nature empty; it is read as the one above, {self.nature.value}")
        return self.nature

    def _baseline(self, cells: Sequence[Cell | None]) -> SideRead:
        roles = self.roles
        kind = ObservationKind.ESTIMATE if roles.estimate else ObservationKind.ACTUAL
        cell = cells[roles.baseline] if roles.baseline is not None else None
        if cell is None:
            year = None if roles.baseline is None else roles.baseline_year
            return SideRead(year, None, None, None, None, None, Comparator.NONE, Span.POINT, kind)
        read = parse_cell(cell.text, self.legend)
        name = cells[roles.name]
        marked = self.marks.get(mark_of(cell.text)) or (self.marks.get(mark_of(name.text)) if name else None)
        year = read.year or marked or roles.baseline_year
        return _side(cell, read, year=year, kind=kind, years=(year - 4, year))

    @property
    def _period(self) -> tuple[int, int]:
        return (self.context.period_start or self.roles.baseline_year + 1, self.roles.target_year)

    def _target(self, cells: Sequence[Cell | None]) -> SideRead:
        roles = self.roles
        cell = cells[roles.target] if roles.target is not None else None
        read = parse_cell(cell.text, self.legend) if cell else None
        average = cells[roles.average] if roles.average is not None else None
        if average is not None and (read is None or read.comparator is Comparator.NONE):
            of_years = self._of_years(average)
            if of_years.comparator is not Comparator.NONE:
                return of_years
        if cell is None or read is None:
            kind = ObservationKind.TARGET
            return SideRead(roles.target_year, None, None, None, None, None, Comparator.NONE, Span.POINT, kind)
        return _side(cell, read, year=roles.target_year, kind=ObservationKind.TARGET, years=self._period)


def nature_of(text: str) -> Nature | None:
    """预期性 and 约束性, also as 预期, 约束性指标, 【约束性】; None for other words."""
    if not is_nature(text):
        return None
    return Nature.BINDING if "约束" in re.sub(r"\s+", "", text) else Nature.ANTICIPATORY


def _category(cell: Cell) -> str:
    """一、经济发展 → 经济发展."""
    said = re.sub(r"\s+", "", cell.text)
    return re.sub(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])", "", said) or said


def _number_and_name(cells: Sequence[Cell | None], roles: Roles) -> tuple[int | None, str]:
    """The row's number and its name; the number may stand in a column of its own or before the name (1.国内生产总值增长, 12.3岁以下婴幼儿入托率)."""
    cell = cells[roles.name]
    name = cell.text if cell else ""
    number = cells[roles.number] if roles.number is not None else None
    if number is not None and (match := re.fullmatch(r"[(]?0*(\d{1,3})[.、)]?", number.word)):
        again = re.match(rf"\s*0*{match[1]}[.、)]\s*(?=\D)", fold(name))
        return int(match[1]), name[again.end() :] if again else name
    if match := re.match(r"\s*[(]?(\d{1,2})[.、)]\s*(?=\D|\d{1,2}\s*(?:岁|G|分钟))", fold(name)):
        return int(match[1]), name[match.end() :]
    return None, name


def _blank(side: SideRead) -> SideRead:
    """A side of the same kind for which the table has no cell."""
    return SideRead(None, None, None, None, None, None, Comparator.NONE, Span.POINT, side.kind)


def _over_years(side: SideRead, span: Span, years: tuple[int, int]) -> SideRead:
    """The side with the span that the row's name gives it, where its cell gives none."""
    if span is Span.POINT or side.span is not Span.POINT or side.value is None:
        return side
    return replace(side, span=span, period_start=years[0], period_end=years[1])


def _side(cell: Cell, read: CellValue, *, year: int, kind: ObservationKind, years: tuple[int, int]) -> SideRead:
    """``years`` is the period that a total or an average of this side runs over."""
    several = read.span is not Span.POINT
    return SideRead(
        year=year,
        raw=cell.text,
        raw_start=cell.start,
        raw_end=cell.end,
        value=read.value,
        value_max=read.value_max,
        comparator=read.comparator,
        span=read.span,
        kind=kind,
        period_start=years[0] if several else None,
        period_end=years[1] if several else None,
    )


def _footnotes(outline: Outline, table: Table) -> tuple[list[tuple[str, int]], int]:
    """The remarks in and below a table, as (text, start), and where they end: 注:1.[  ]内数据为五年累计数 …"""
    source = outline.source
    found = [
        (row.cells[0].text, row.start) for row in table.rows if row.is_heading and _FOOTNOTE.match(row.cells[0].folded)
    ]
    end = table.end
    heads = {source.line_at(node.start).no for node in outline.nodes}
    for line in source.lines_between(table.end, table.end + 2_000):
        words = _TAGS.sub("", line.folded).strip(" |\t")
        if not words or line.start < table.end:
            continue
        if (
            line.no in heads
            or not _FOOTNOTE.match(words)
            or (not found and not re.match(r"注|备|说|带|[*※△▲]\D", words))
        ):
            break
        found.append((source.text[line.start : line.end].strip(), line.start))
        end = line.end
    return found, end


# 单位地区生产总值二氧化碳排放降低22.91%为2016-2019年累计数
_PERIOD = re.compile(r"(20\d\d)\s*(?:年)?\s*[-—~至]\s*(20\d\d)\s*年?")


def _remarked(target: TargetRead, footnotes: Sequence[tuple[str, int]]) -> TargetRead:
    """The target with the remark that names it, and with the years that the remark gives its figure."""
    for text, _ in footnotes:
        for sentence in re.split(r"[。;；]|(?<=\S)\s*(?=\d\.[^\d])", text):
            words = re.sub(r"\s+", "", fold(sentence))
            if len(target.name) < 4 or re.sub(r"\s+", "", fold(target.name)) not in words:
                continue
            target = replace(target, note=re.sub(r"^\s*(?:注释?[:：])?\s*\d?[.、]?\s*", "", sentence).strip())
            if match := _PERIOD.search(words):
                years = {"period_start": int(match[1]), "period_end": int(match[2])}
                for name in ("baseline", "target"):
                    side: SideRead = getattr(target, name)
                    if side.value is not None and f"{side.value}" in words:
                        target = replace(target, **{name: replace(side, **years)})
    return target


def measure_of(name: str, unit: str | None) -> Measure:
    """What an indicator's name measures: 增长率 and 降低 are growth, 比重 and 率 in % are shares, the rest are levels."""
    if re.search(r"(?:增长率?|增速|增幅|降低|降幅|下降|提高)(?:率|幅度)?$", name) and unit in ("%", None):
        return Measure.GROWTH
    if unit in ("%", "‰") or (unit is None and re.search(r"(?:比重|占比|比例|之比|率)$", name)):
        return Measure.SHARE
    return Measure.LEVEL
