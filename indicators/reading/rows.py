"""What was read becomes the rows that are stored: linked to indicators, with caveats, and with sums of money in yuan.

::

    2022年，区内国家高新技术企业达到155家   →  ObservationRow(indicator="high-tech-firms", value=155, unit="家", year=2022, …)
    一般公共预算收入完成32.6亿元            →  ObservationRow(indicator="general-public-budget-revenue", value_cny=3260000000, …)

All that decides what a row says is decided here or before; ``indicators.storing`` gives rows their keys and chapters and writes them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.caveats import A_DISTANCE, NO_SUBJECT, SAME_NAME
from indicators.reading.catalogue import catalogue, normalise
from indicators.reading.doubts import doubt_of_name
from indicators.reading.linking import LEAD, link_observation, link_side, link_target
from indicators.reading.observed import ObservationRead, ObservationReading
from indicators.reading.sides import SideRead, TargetRead
from indicators.reading.subjects import split_list, with_what_was_done
from indicators.reading.targets import TargetReading
from indicators.reading.territory import territory_of
from text.context import DocumentContext
from text.ledger.dispositions import NumeralRead
from text.numbers.units import in_yuan
from text.sources.evidence import Evidence, cite
from text.sources.source import Source
from text.vocabulary import Comparator, Disposition, Measure, Movement, ObservationKind, Origin, Side, Span

# How many characters of the text are kept on each side of a numeral, for a reader to see what it is.
_AROUND = 14
_MEASURES = {Span.CUMULATIVE: Measure.CUMULATIVE, Span.ANNUAL_AVERAGE: Measure.ANNUAL_AVERAGE}


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A number of the prose, or one side of a target. ``value_cny`` is in yuan, None for what is no sum in yuan; ``side`` is None in prose.

    ``value`` is None only for what has no number of its own: a blank side (—), and what is set by reference (高于全市平均水平).
    """

    indicator: str | None
    caveat: str | None
    side: Side | None
    subject: str
    raw: str
    raw_start: int
    raw_end: int
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    value_cny: Decimal | None
    year: int | None
    period_start: int | None
    period_end: int | None
    base_year: int | None
    kind: ObservationKind | None
    comparator: Comparator
    measure: Measure
    origin: Origin
    evidence: Evidence
    period_label: str | None = None
    direction: Movement | None = None


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of the indicator table. ``caveat`` speaks of both sides; ``sides`` are those that have a cell, each as an observation."""

    read: TargetRead
    indicator: str | None
    caveat: str | None
    sides: tuple[ObservationRow, ...]


@dataclass(frozen=True, slots=True)
class NumeralRow:
    """An entry of the number ledger, with the words around the numeral as its evidence."""

    raw: str
    raw_start: int
    raw_end: int
    disposition: Disposition
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """The rows of a document, each kind in the order of the text."""

    targets: tuple[TargetRow, ...]
    observations: tuple[ObservationRow, ...]
    numerals: tuple[NumeralRow, ...]


def indicator_rows(
    source: Source, *, targets: TargetReading, observations: ObservationReading, context: DocumentContext
) -> IndicatorRows:
    """Link and convert what was read of a document."""
    prose = [_observation(source, part, context) for one in observations.observations for part in _parts(source, one)]
    return IndicatorRows(
        targets=tuple(map(_target, targets.targets)),
        observations=tuple(_with_doubts(list(_by_their_plain_names(prose, source)), source)),
        numerals=tuple(numeral_row(source, one) for one in observations.numerals),
    )


def _target(read: TargetRead) -> TargetRow:
    found = link_target(read)
    return TargetRow(
        read=read,
        indicator=found.slug if found else None,
        caveat=found.caveat if found else None,
        sides=tuple(_sides(read)),
    )


def _sides(read: TargetRead) -> Iterator[ObservationRow]:
    """Both sides of a target. One that the table leaves blank (—) is an observation too: that no figure is stated is what the document says."""
    for side, cell in ((Side.BASELINE, read.baseline), (Side.TARGET, read.target)):
        if cell.raw is not None:
            yield _side(read, side, cell, cell.raw)


def _side(read: TargetRead, side: Side, cell: SideRead, raw: str) -> ObservationRow:
    assert cell.raw_start is not None
    assert cell.raw_end is not None
    found = link_side(read, cell)
    return ObservationRow(
        indicator=found.slug if found else None,
        caveat=found.caveat if found else None,
        side=side,
        subject=read.name,
        raw=raw,
        raw_start=cell.raw_start,
        raw_end=cell.raw_end,
        value=cell.value,
        value_max=cell.value_max,
        unit=read.unit,
        value_cny=in_yuan(cell.value, read.unit, subject=read.name),
        # the years of a total are its period (a remark may say 2016-2019), and it is dated by the last of them
        year=cell.period_end or cell.year,
        period_start=cell.period_start,
        period_end=cell.period_end,
        base_year=None,
        kind=cell.kind,
        comparator=cell.comparator,
        measure=_MEASURES.get(cell.span, read.measure),
        origin=Origin.TABLE,
        evidence=read.evidence,
    )


# 社会消费品零售总额、固定资产投资均|增长8%
_SEVERAL = re.compile("[、和与及]|城乡|存贷款|进出口")
# 新建实验室、研究中心各|20家
_OF_EACH_ONE = re.compile("(?<![一-鿿、]级)各$")
_EACH = re.compile(r"(?:(?<![年人户])均|都|双双|同步)[^,。;、\d]{0,8}$")
# 产业园、产业集群分别增加|2个; but not 分别增加|2个、3个
_ONE_FOR_ALL = re.compile(r"分别[^,，。;；、\d]{0,6}$")
_LAST = re.compile("[,，。;；]")
_A_NAME = 4  # characters
# 财政总收入和地方财政收入|年均增长13%: how fast two things with whole names rise is no sum of them
_OF_RISES = (Measure.GROWTH, Measure.ANNUAL_AVERAGE)


def _parts(source: Source, read: ObservationRead) -> list[ObservationRead]:
    """A number that is said of several things at once, as one of each; whole where one of them is no indicator."""
    if not _SEVERAL.search(read.subject):
        return [read]
    before = source.text[max(0, read.raw_start - 12) : read.raw_start]
    parts = split_list(read.subject, pairs=True)
    if _OF_EACH_ONE.search(before) and len(parts) > 1 and min(map(len, parts)) > 1:
        return [replace(read, subject=one) for one in with_what_was_done(parts)]
    if _ONE_FOR_ALL.search(before) and _LAST.match(source.text, read.raw_end) and min(map(len, parts)) >= _A_NAME:
        return [replace(read, subject=one) for one in parts]
    rates = read.unit == "%" and len(parts) > 1 and all(one.endswith("率") for one in parts)
    times = read.measure is Measure.MULTIPLE
    if not rates and not _EACH.search(before):
        if not times and not (read.unit == "%" and read.measure in _OF_RISES):
            return [read]
        parts = split_list(read.subject)
        if not all(one in read.subject for one in parts):
            return [read]  # 城镇和农村居民收入增长8%
    unit = None if times else read.unit
    known = all(catalogue().link(one, unit, None) for one in parts)
    return [replace(read, subject=one) for one in parts] if known and len(parts) > 1 else [read]


# 12家规上工业企业|营业收入超10亿元, 42家规上工业企业营业收入|增长20%: of so many firms, not of all
_OF_SO_MANY = re.compile(r"\d[余多]?[百千万]?[余多]?[家户](?P<firms>[一-鿿“”]{0,12}企业)(?P<what>[一-鿿]{0,8})$")
_FIRMS_WITH = re.compile(
    r"(?P<firms>[一-鿿“”]{0,12}企业)(?:实现|完成)?(?:主营业务收入|营业?收入?|总?产值|增加值|利润|税收|纳税|销售额|零售额|研发投入)[^,，。;；、]{0,6}\d"
)


def _is_of_some(source: Source, read: ObservationRead, lead: str) -> bool:
    """Is it the number of those firms alone of which the clause goes on to tell, or what only they have?"""
    if "企业" not in read.subject:
        return False
    after = _FIRMS_WITH.match(source.text, read.raw_end)
    if after and read.subject.endswith(after["firms"]):
        return True
    counted = _OF_SO_MANY.search(re.sub(r"[增超达下约近][^,，。;；、\d]{0,6}$", "", lead))
    return counted is not None and read.subject.startswith(counted["firms"]) and read.subject != counted["firms"]


def _observation(source: Source, read: ObservationRead, context: DocumentContext) -> ObservationRow:
    lead = source.text[max(0, read.raw_start - LEAD) : read.raw_start]
    found = link_observation(read, lead=lead, plan_end=context.period_end, territory=territory_of(context))
    some = found is not None and _is_of_some(source, read, lead)
    if some:
        found = None
    return ObservationRow(
        indicator=found.slug if found else None,
        caveat=found.caveat if found else A_DISTANCE if read.beside else NO_SUBJECT if some else None,
        side=None,
        subject=read.subject if found else read.made + read.subject,
        raw=read.raw,
        raw_start=read.raw_start,
        raw_end=read.raw_end,
        value=read.value,
        value_max=read.value_max,
        unit=read.unit,
        value_cny=in_yuan(read.value, read.unit, subject=read.subject),
        year=read.year,
        period_start=read.period_start,
        period_end=read.period_end,
        base_year=read.base_year,
        kind=read.kind,
        comparator=read.comparator,
        measure=read.measure,
        origin=Origin.PROSE,
        evidence=read.evidence,
        period_label=read.period_label,
        direction=read.direction,
    )


_VAGUE = ("原文作", "原文未写明")


def _by_their_plain_names(rows: list[ObservationRow], source: Source) -> Iterator[ObservationRow]:
    """财政收入增长3%、一般公共预算收入增长2%: a name that is let in for want of a plainer one is of another thing where a plainer one says another value.

    So it is where it is the whole of another: 财政收入28亿元，其中地方财政收入16亿元. Then it is in the whole document.
    """
    plain: dict[tuple[object, ...], set[Decimal | None]] = {}
    exact = [row for row in rows if row.indicator and row.comparator is Comparator.EQ]
    for row in exact:
        if not _is_vague(row):
            plain.setdefault(_told_by(row), set()).add(row.value)
    others = {
        _name_of(row)
        for row in exact
        if _is_vague(row) and (told := plain.get(_told_by(row))) and row.value not in told
    }
    others |= {
        _name_of(whole)
        for whole, part in _beside_their_parts([row for row in exact if _is_vague(row)])
        if _name_of(whole) != _name_of(part) and _PART.search(source.text, whole.raw_end, part.raw_start)
    }
    for row in rows:
        another = bool(others) and bool(row.indicator) and _name_of(row) in others
        yield replace(row, indicator=None, caveat=None) if another else row


_PART = re.compile("[,，;；(（]其中[:：,，]?[^,，;；。]*$")


def _beside_their_parts(rows: list[ObservationRow]) -> Iterator[tuple[ObservationRow, ObservationRow]]:
    """The figures of one time and one indicator that differ, each with the one after it."""
    last: dict[tuple[object, ...], ObservationRow] = {}
    for row in rows:
        before = last.get(_told_by(row))
        if before is not None and before.value != row.value and row.raw_start - before.raw_end < _FAR:
            yield before, row
        last[_told_by(row)] = row


_FAR = 60  # characters from a whole to its part


def _name_of(row: ObservationRow) -> tuple[str, str]:
    """What a row is linked by, the same for a level and its growth."""
    entry = catalogue().entries[row.indicator or ""]
    return entry.growth_of or entry.slug, normalise(row.subject)


def _is_vague(row: ObservationRow) -> bool:
    said = catalogue().said_of(row.indicator, normalise(row.subject)) if row.indicator else None
    return said is not None and said.startswith(_VAGUE)


def _told_by(row: ObservationRow) -> tuple[object, ...]:
    time = (row.year, row.period_start, row.period_end, row.period_label, row.base_year)
    return row.indicator, *time, row.kind, row.measure, row.unit


_BEHIND = 60  # characters of a clause behind a number


def _with_doubts(rows: list[ObservationRow], source: Source) -> Iterator[ObservationRow]:
    """Those of no indicator with a caveat where the name may not say of what they are.

    So it is of 亿元以上项目|2000个 and 亿元以上项目|1000个, both of one year: what tells them apart is not in the name.
    """
    values: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for row in rows:
        values.setdefault((row.subject, *_told_by(row)), set()).add((row.value, row.value_max, row.direction))
    for row in rows:
        several = SAME_NAME if len(values[row.subject, *_told_by(row)]) > 1 else None
        behind = source.text[row.raw_end : row.raw_end + _BEHIND]
        doubt = None if row.indicator or row.caveat else doubt_of_name(row.subject, behind) or several
        yield replace(row, caveat=doubt) if doubt else row


def numeral_row(source: Source, read: NumeralRead) -> NumeralRow:
    """An entry of the number ledger."""
    around = cite(source, max(read.start - _AROUND, 0), min(read.end + _AROUND, len(source.text)))
    return NumeralRow(
        raw=read.text, raw_start=read.start, raw_end=read.end, disposition=read.disposition, evidence=around
    )
