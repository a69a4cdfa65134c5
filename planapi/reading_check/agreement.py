"""Do the figures of a document agree with each other? One of two that contradict each other was misread, or the document is wrong itself.

::

    到2025年地区生产总值达到650亿元, and 680 in the table     one figure, twice
    三次产业结构调整为12.1:41.3:36.6                       shares that are not 100 together
    农村居民人均可支配收入 above that of all residents       a part above the whole
    税收占比68.5%, and of 3.86 亿元 are 1.2 taxes           a share that is not what it is of
    由2018年的70.1亿元增加到2023年的98.5亿元，年均增长17.1%     a pace that leads elsewhere
    由62.1%提高到58.3%                                  a rise that falls

What is so many times another is in ``usual.toml``, with what is usual of an indicator by itself (``usual``).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert, signed
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from planapi.reading_check.usual import times, usual
from text.vocabulary import Comparator, Measure, ObservationKind, Origin, Severity

_STATED = (Comparator.EQ, Comparator.APPROX)
_STATES = (Measure.LEVEL, Measure.SHARE, Measure.CHANGE)
_SHARES = re.compile(
    r"(?<![\d.:])(\d{1,2}(?:\.\d{1,2})?)\s?[:∶]\s?(\d{1,2}(?:\.\d{1,2})?)\s?[:∶]\s?(\d{1,2}(?:\.\d{1,2})?)(?![\d.:∶])"
)
_OF_OUTPUT = re.compile(r"产业|结构|增加值")
_WHOLE, _ROUNDED = Decimal(100), Decimal("0.35")
# A whole number may be a rounded one.
_NEAR = Decimal("0.015")
# Good documents have none; one may be the author's.
_SEVERE, _SHARE_SEVERE = 3, 0.2
_EXAMPLES = 3
# By so much a year the pace that is told and that of the levels may differ: prices, and figures defined anew.
_PACE = 0.08
_DOUBLE = 100
# Characters between the two figures of a rise; of a level, its growth and its increase.
_BETWEEN, _WIDE = 40, 120
# A rate has one decimal: of small ones that is much.
_OFF = Decimal("0.35")

_Key = tuple[str, int, str, str]


def agreement_checks(reading: Reading) -> Iterator[Finding | None]:
    """Figures that contradict each other."""
    stated = _stated(reading)
    twice, differing = _differing(stated)
    wrong = [
        *differing,
        *_out_of_ratio(stated),
        *_no_quotient(stated),
        *_shares(reading),
        *_other_paces(reading, stated),
        *_leaps(reading, stated),
        *_turned(reading),
        *_no_increase(reading),
    ]
    wrong = list(dict.fromkeys(wrong))
    if wrong:
        severe = len(wrong) >= _SEVERE and len(wrong) >= _SHARE_SEVERE * twice
        severity = Severity.SEVERE if severe else Severity.WARNING
        yield told("figures_disagree", severity, places=len(wrong), examples=wrong[:_EXAMPLES])


def _stated(reading: Reading) -> dict[_Key, list[tuple[Decimal, ObservationRow]]]:
    """What is said of each indicator: results and targets of a year, in the unit of the indicator."""
    entries, found = catalogue().entries, defaultdict[_Key, list[tuple[Decimal, ObservationRow]]](list)
    sides = [side for target in reading.rows.targets for side in target.sides]
    for row in (*reading.rows.observations, *sides):
        if row.indicator is None or row.value is None or row.year is None or row.kind is None:
            continue
        whole = row.caveat is None and row.period_label is None and row.value_max is None
        if not whole or row.measure not in _STATES or row.comparator not in _STATED:
            continue
        value = convert(abs(signed(row.value, row.direction)), row.unit, entries[row.indicator].unit)
        if value is not None:
            found[row.indicator, row.year, row.measure.value, _kind(row)].append((value, row))
    return found


def _kind(row: ObservationRow) -> str:
    """Results and estimates are one kind, targets the other."""
    return (ObservationKind.TARGET if row.kind is ObservationKind.TARGET else ObservationKind.ACTUAL).value


def _differing(stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> tuple[int, list[str]]:
    """How many figures stand there twice, and those that differ. What one sentence says of one figure (800亿元，力争850亿元) is one statement."""
    twice, found = 0, list[str]()
    for ones in _of_one_thing(stated):
        said: dict[int, list[tuple[Decimal, ObservationRow]]] = defaultdict(list)
        for value, row in ones:
            said[row.evidence.start].append((value, row))
        statements = list(said.values())
        twice += len(statements) > 1
        first = statements[0]
        for other in statements[1:]:
            if not any(_near(one, another) for one, _ in first for another, _ in other):
                found.append(f"{excerpt(_words(first[0][1]))} / {excerpt(_words(other[0][1]))}")
                break
    return twice, found


# 市重点项目137个, 省重点项目11个: one indicator, for two kinds
_WHOSE = re.compile("国家|中央|[省市县区州](?=级?重[点大])")


def _of_one_thing(
    stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]],
) -> Iterator[list[tuple[Decimal, ObservationRow]]]:
    """What is said of one thing; what was added is told in parts."""
    for (_, _, measure, _), ones in stated.items():
        if measure != Measure.CHANGE:
            kinds = defaultdict[frozenset[str], list[tuple[Decimal, ObservationRow]]](list)
            for value, row in ones:
                kinds[frozenset(_WHOSE.findall(row.subject or ""))].append((value, row))
            yield from kinds.values()


def _near(one: Decimal, other: Decimal) -> bool:
    """Are they the same, one of them perhaps rounded?"""
    places = min(-int(one.normalize().as_tuple().exponent), -int(other.normalize().as_tuple().exponent))
    unit = Decimal(1).scaleb(-max(places, 0))
    return abs(one - other) <= max(unit / 2, (_NEAR * max(one, other)) if places <= 0 else Decimal(0))


def _words(row: ObservationRow) -> str:
    return f"{row.subject}{row.raw}"


def _beside(one: ObservationRow, other: ObservationRow) -> str:
    return f"{excerpt(_words(one))} / {excerpt(_words(other))}"


def _out_of_ratio(stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> Iterator[str]:
    """A part above the whole, or revenue that is a thousandth of the output."""
    for first, others in usual().ratios.items():
        for other, (least, most) in others.items():
            for ones, wholes in _together(stated, first, other):
                low, high = min(value for value, _ in ones), max(value for value, _ in ones)
                if low > most * max(value for value, _ in wholes) or high < least * min(value for value, _ in wholes):
                    yield _beside(ones[0][1], wholes[0][1])


def _together(
    stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]], first: str, other: str
) -> Iterator[tuple[list[tuple[Decimal, ObservationRow]], list[tuple[Decimal, ObservationRow]]]]:
    """What is said of two indicators for the same year, both as results or both as targets."""
    measure = catalogue().entries[other].measure.value
    for (slug, year, said, kind), ones in stated.items():
        if slug == first and said == catalogue().entries[first].measure.value:
            others = stated.get((other, year, measure, kind))
            if others:
                yield ones, others


def _no_quotient(stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> Iterator[str]:
    """A share beside what it is a share of."""
    for slug, what in usual().quotients.items():
        for ones, parts in _together(stated, slug, what.of):
            year, kind = parts[0][1].year, _kind(parts[0][1])
            wholes = stated.get((what.by, year or 0, catalogue().entries[what.by].measure.value, kind))
            if wholes and not any(
                abs(what.times * part / whole - value) <= what.differs * value + _last_place(row)
                for value, row in ones
                for part, _ in parts
                for whole, _ in wholes
                if whole
            ):
                yield _beside(ones[0][1], parts[0][1])


def _last_place(row: ObservationRow) -> Decimal:
    """As much as rounding may make of a value, in its own unit."""
    exponent = row.value.as_tuple().exponent if row.value is not None else 0
    return Decimal(1).scaleb(int(exponent)) / 2


def _other_paces(reading: Reading, stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> Iterator[str]:
    """由2018年的70.1亿元增加到2023年的98.5亿元，年均增长17.1%: two levels, and a pace that does not lead from one to the other.

    Real growth differs from that of sums of money by the prices, and sums are defined anew: only what is far away counts.
    """
    entries = catalogue().entries
    for row in reading.rows.observations:
        if row.indicator is None or row.value is None or row.year is None or row.unit != "%":
            continue
        level, first = entries[row.indicator].growth_of, _since(row)
        if level is None or first is None or row.period_label is not None or row.comparator not in _STATED:
            continue
        if row.kind is ObservationKind.TARGET:
            continue  # one aim may be higher than the other
        kind, measure = _kind(row), entries[level].measure.value
        now = stated.get((level, row.year, measure, kind), [])
        then = stated.get((level, first, measure, ObservationKind.ACTUAL.value), [])
        years = row.year - first if row.measure is Measure.ANNUAL_AVERAGE else 1
        span = row.year - first
        pace = (1 + signed(row.value, row.direction) / 100) if row.value < _DOUBLE else None
        if not now or not then or pace is None or pace <= 0:
            continue
        told_pace = float(pace) ** years
        if not any(
            abs((float(one / other) / told_pace) ** (1 / span) - 1) <= _PACE
            for one, _ in now
            for other, _ in then
            if other
        ):
            yield _beside(row, now[0][1])


def _since(row: ObservationRow) -> int | None:
    """The year that a growth is against."""
    if row.measure is Measure.ANNUAL_AVERAGE and row.period_start is not None and row.year == row.period_end:
        return row.period_start - 1 if row.year is not None and row.period_start <= row.year else None
    if row.measure is not Measure.GROWTH or row.year is None or row.period_start is not None:
        return None
    return row.base_year if row.base_year is not None else row.year - 1


def _leaps(reading: Reading, stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> Iterator[str]:
    """生产总值 of 2020年152.6亿元 and of 2023年1785亿元: within a few years, no place has so many times as much."""
    held = usual()
    by_year: dict[str, list[tuple[int, list[tuple[Decimal, ObservationRow]]]]] = defaultdict(list)
    for (slug, year, measure, _), ones in stated.items():
        if slug in held.steady and measure == catalogue().entries[slug].measure.value:
            by_year[slug].append((year, ones))
    for years in by_year.values():
        years.sort(key=lambda one: one[0])
        for (first, ones), (then, others) in pairwise(years):
            leap = all(times(one, other) > held.times for one, _ in ones for other, _ in others)
            if then - first <= held.years and leap:
                yield _beside(ones[0][1], others[0][1])
    for target in reading.rows.targets:
        sides = [side for side in target.sides if side.value and side.measure in _STATES]
        if len(sides) == 2 and sides[0].unit == sides[1].unit and sides[0].measure is sides[1].measure:
            one, other = (side.value or Decimal(0) for side in sides)
            if times(one, other) > held.times_in_a_row:
                yield _beside(*sides)


_FROM_TO = re.compile(
    r"[^\d。;]{0,6}?(?:(?P<up>提高|提升|增加|增长|上升|攀升|跃升|回升|扩大|壮大|增|升)|(?P<down>下降|降低|减少|回落|缩小|缩短|压减|压缩|收窄|下调|降|减))"
    r"了?[到至为][^\d,。;]{0,12}"
)
_FROM = re.compile(r"[由从自][^,。;]{0,20}$")


def _turned(reading: Reading) -> Iterator[str]:
    """由62.1%提高到58.3%: a word of rising between two figures that fall, or the other way."""
    folded = reading.source.folded
    rows = [row for row in reading.rows.observations if row.origin is Origin.PROSE]
    for one, other in pairwise(rows):
        if (
            one.raw_end > other.raw_start
            or other.raw_start - one.raw_end > _BETWEEN
            or None in (one.value, other.value)
        ):
            continue
        moved = _FROM_TO.fullmatch(folded, one.raw_end, other.raw_start)
        if moved is None or not _FROM.search(folded, max(0, one.raw_start - 30), one.raw_start):
            continue
        if folded[one.raw_start - 1] in "和、及与" or "(" in moved.group():
            continue  # 由31.8%和78%提高到32.9%和80%; 由1860元(年)提高到520元(月)
        if one.value_max is not None or other.value_max is not None or one.direction or other.direction:
            continue  # a pace may be of a fall that grows
        assert one.value is not None
        assert other.value is not None
        first = one.value if one.unit == other.unit else convert(one.value, one.unit, other.unit)
        if first is None or (one.unit is None) is not (other.unit is None):
            continue
        if first > other.value if moved["up"] else first < other.value:
            yield excerpt(folded[one.raw_start : other.raw_end])


def _no_increase(reading: Reading) -> Iterator[str]:
    """5.2亿元，同比增长10%，增加1.9亿元: the increase and the growth are of one rise."""
    rows = [row for row in reading.rows.observations if row.origin is Origin.PROSE]
    for three in zip(rows, rows[1:], rows[2:], strict=False):
        level = three[0]
        growth = next((row for row in three[1:] if row.measure is Measure.GROWTH and row.unit == "%"), None)
        change = next((row for row in three[1:] if row.measure is Measure.CHANGE), None)
        if growth is None or change is None or level.measure is not Measure.LEVEL or level.value_max is not None:
            continue
        if len({(row.subject, row.year, row.kind) for row in three}) > 1 or three[2].raw_end - level.raw_start > _WIDE:
            continue
        if any(row.comparator not in _STATED or row.value is None for row in three):
            continue
        if any(row.base_year is not None and row.base_year + 1 != row.year for row in three):
            continue
        assert level.value is not None
        assert growth.value is not None
        assert change.value is not None
        added = convert(abs(change.value), change.unit, level.unit)
        rate = signed(growth.value, growth.direction) / 100
        if added is None or rate <= -1 or not level.value or growth.direction is not change.direction:
            continue
        expected = abs(level.value * rate / (1 + rate))
        if abs(added - expected) > max(_OFF * expected, level.value / 100):
            yield excerpt(f"{_words(level)}、{growth.raw}、{change.raw}")


def _shares(reading: Reading) -> Iterator[str]:
    """12.1:41.3:36.6 of the three sectors."""
    folded = reading.source.folded
    for match in _SHARES.finditer(folded):
        total = sum(map(Decimal, match.groups()), Decimal(0))
        if abs(total - _WHOLE) > _ROUNDED and _OF_OUTPUT.search(folded[max(0, match.start() - 20) : match.start()]):
            yield excerpt(match.group())
