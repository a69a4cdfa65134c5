"""The main indicator table of a plan becomes targets: one a row, with its baseline, its target, and what the footnotes say.

::

    7 | 市场主体数量（万家） | 4.5 | 6.0 | 预期性
    → seq 7, name 市场主体数量, unit 万家, baseline 4.5 (2020), target 6.0 (2025), anticipatory
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.reading.cells import CUSTOM, CellValue, parse_cell, read_legend, split_unit
from planapi.text.context import DocumentContext
from planapi.text.evidence import Evidence, Note, cite, note
from planapi.text.outline import Outline
from planapi.text.source import fold
from planapi.text.tables import Cell, Row, Table
from planapi.vocabulary import Comparator, Measure, Nature, ObservationKind, Span


@dataclass(frozen=True, slots=True)
class SideRead:
    """One side of a row. ``raw`` is the cell as printed, ``raw_start``..``raw_end`` where it stands; all None where the table has no such column.

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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table keeps what: the index of each column, and the years of its two sides."""

    seq: int | None
    category: int | None
    name: int
    baseline: int | None
    target: int | None
    average: int | None
    nature: int | None
    baseline_year: int
    target_year: int
    estimate: bool


_YEAR = re.compile(r"(20\d\d)\s*年?")
_FOOTNOTE = re.compile(r"^\s*\|?\s*(?:注释?|备\s*注|说\s*明)\s*[:：\d.]|^\s*(?:\d|[①-⑳*])\s*[.、:]?\s*\S")
_NATURES = {
    "预期性": Nature.ANTICIPATORY,
    "约束性": Nature.BINDING,
    "预期": Nature.ANTICIPATORY,
    "约束": Nature.BINDING,
}


def is_indicator_table(table: Table) -> bool:
    """A table of indicators has a column 指标 and a column of a year, or of 目标."""
    headings = [re.sub(r"\s+", "", cell.folded) for cell in table.header]
    return any(re.search("指标", h) for h in headings) and any(
        _YEAR.search(h) or "目标" in h for h in headings if "指标" not in h
    )


def read_targets(outline: Outline, context: DocumentContext, tables: Sequence[Table]) -> TargetReading:
    """Read the indicator tables of a document. A second one goes on with the first (a table cut by a page), or is named in a note."""
    targets: list[TargetRead] = []
    spans: list[tuple[int, int]] = []
    notes: list[Note] = []
    for table in tables:
        if not is_indicator_table(table):
            continue
        found, span, table_notes = _read_table(outline, context, table)
        taken = {target.seq for target in targets}
        if targets and any(target.seq in taken for target in found):
            notes.append(
                note(
                    "targets",
                    "a second indicator table, whose numbers begin anew, is not read",
                    outline.source,
                    table.start,
                    table.end,
                )
            )
            continue
        targets += found
        spans.append(span)
        notes += table_notes
    return TargetReading(targets=tuple(targets), spans=tuple(spans), notes=tuple(notes))


def _read_table(
    outline: Outline, context: DocumentContext, table: Table
) -> tuple[list[TargetRead], tuple[int, int], list[Note]]:
    source = outline.source
    columns = _columns(table, context)
    footnotes, end = _footnotes(outline, table)
    legend = read_legend("\n".join(text for text, _ in footnotes)) if footnotes else CUSTOM
    targets: list[TargetRead] = []
    notes: list[Note] = []
    category = ""
    for row in table.rows:
        if len(row.cells) == 1:
            if not _FOOTNOTE.match(row.cells[0].text):
                category = re.sub(r"\s+", "", row.cells[0].text)
            continue
        cells = _aligned(row, len(table.header), columns)
        if cells is None:
            notes.append(
                note(
                    "targets",
                    f"a row of {len(row.cells)} cells under {len(table.header)} headings is not read",
                    source,
                    row.start,
                    row.end,
                )
            )
            continue
        category_cell = cells[columns.category] if columns.category is not None else None
        if category_cell:
            category = re.sub(r"\s+", "", category_cell.text)
        seq, name = _numbered_name(cells, columns, fallback=len(targets) + 1)
        if seq in {target.seq for target in targets}:
            notes.append(
                note("targets", f"row number {seq} stands twice; the second is not read", source, row.start, row.end)
            )
            continue
        name, unit = split_unit(name)
        nature_cell = cells[columns.nature] if columns.nature is not None else None
        nature = _NATURES.get(re.sub(r"\s+", "", nature_cell.text)) if nature_cell else None
        if nature is None and columns.nature is not None:
            notes.append(note("targets", f"row {seq}: neither 预期性 nor 约束性", source, row.start, row.end))
        cell = cells[columns.name]
        assert cell is not None  # _aligned sees to it
        target = TargetRead(
            seq=seq,
            category=category,
            name=name,
            raw_name=re.sub(r"\s+", "", cell.text),
            unit=unit,
            nature=nature,
            note=None,
            measure=measure_of(name, unit),
            baseline=_baseline(cells, columns, legend),
            target=_target(cells, columns, context, legend),
            evidence=cite(source, row.start, row.end),
        )
        targets.append(_remarked(target, footnotes))
    return targets, (table.start, end), notes


def _columns(table: Table, context: DocumentContext) -> _Columns:
    headings = [re.sub(r"\s+", "", cell.folded) for cell in table.header]
    years = {index: int(m[1]) for index, h in enumerate(headings) if "指标" not in h and (m := _YEAR.search(h))}
    average = next((i for i, h in enumerate(headings) if re.search("年均|累计", h) and i not in years), None)
    target_year = context.period_end or context.report_year or context.baseline_year + 5
    ordered = sorted((year, index) for index, year in years.items())
    baseline = target = None
    if len(ordered) >= 2:
        (baseline_year, baseline), (target_year, target) = ordered[0], ordered[-1]
    elif ordered and ordered[0][0] <= context.baseline_year:
        baseline_year, baseline = ordered[0]
        target = next((i for i, h in enumerate(headings) if "目标" in h and i != baseline), None)
    else:
        baseline_year = context.baseline_year
        if ordered:
            target_year, target = ordered[0]
        else:
            target = next((i for i, h in enumerate(headings) if "目标" in h and "指标" not in h), None)
        baseline = next(
            (i for i, h in enumerate(headings) if re.search("基期|现状|基数|完成|十三五", h) and i != target), None
        )
    return _Columns(
        seq=table.column("序号", "编号"),
        category=table.column("类别", "分类"),
        name=table.column("指标名称", "指标") or 0,
        baseline=baseline,
        target=target,
        average=average,
        nature=table.column("属性", "性质"),
        baseline_year=baseline_year,
        target_year=target_year,
        estimate=baseline is not None and "预计" in headings[baseline],
    )


def _aligned(row: Row, width: int, columns: _Columns) -> list[Cell | None] | None:
    """The cells of a row under the headings; a missing category cell (one that spans rows) is None. None where they do not fit."""
    cells: list[Cell | None] = list(row.cells)
    if len(cells) == width - 1 and columns.category == 0:
        cells.insert(0, None)
    if len(cells) != width or cells[columns.name] is None:
        return None
    return cells


def _numbered_name(cells: Sequence[Cell | None], columns: _Columns, *, fallback: int) -> tuple[int, str]:
    """The row's number and its name; the number may stand in a column of its own or before the name (1.国内生产总值增长)."""
    cell = cells[columns.name]
    name = cell.text if cell else ""
    number = cells[columns.seq] if columns.seq is not None else None
    if number is not None and number.folded.strip().isdecimal():
        return int(number.folded), name
    if match := re.match(r"\s*[(]?(\d{1,2})[.、)]\s*(?=\D)", fold(name)):
        return int(match[1]), name[match.end() :]
    return fallback, name


def _baseline(cells: Sequence[Cell | None], columns: _Columns, legend: dict[str, Span]) -> SideRead:
    kind = ObservationKind.ESTIMATE if columns.estimate else ObservationKind.ACTUAL
    cell = cells[columns.baseline] if columns.baseline is not None else None
    if cell is None:
        return SideRead(None, None, None, None, None, None, Comparator.NONE, Span.POINT, kind)
    read = parse_cell(cell.text, legend)
    return _side(
        cell, read, year=columns.baseline_year, kind=kind, years=(columns.baseline_year - 4, columns.baseline_year)
    )


def _target(
    cells: Sequence[Cell | None], columns: _Columns, context: DocumentContext, legend: dict[str, Span]
) -> SideRead:
    cell = cells[columns.target] if columns.target is not None else None
    read = parse_cell(cell.text, legend) if cell else None
    average = cells[columns.average] if columns.average is not None else None
    if average is not None and (read is None or read.comparator is Comparator.NONE):
        # the column 年均/累计: a figure in brackets is the total, one without is the average per year
        of_years = parse_cell(average.text, legend)
        if of_years.comparator is not Comparator.NONE:
            cell, read = (
                average,
                of_years if of_years.span is not Span.POINT else replace(of_years, span=Span.ANNUAL_AVERAGE),
            )
    if cell is None or read is None:
        return SideRead(None, None, None, None, None, None, Comparator.NONE, Span.POINT, ObservationKind.TARGET)
    years = (context.period_start or columns.baseline_year + 1, columns.target_year)
    return _side(cell, read, year=columns.target_year, kind=ObservationKind.TARGET, years=years)


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
        (row.cells[0].text, row.start)
        for row in table.rows
        if len(row.cells) == 1 and _FOOTNOTE.match(row.cells[0].text)
    ]
    end = table.end
    heads = {source.line_at(node.start).no for node in outline.nodes}
    for line in source.lines_between(table.end, table.end + 2_000):
        if not line.folded.strip() or line.start < table.end:
            continue
        if (
            line.no in heads
            or not _FOOTNOTE.match(line.folded)
            or (not found and not re.match(r"\s*(?:注|备|说)", line.folded))
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
