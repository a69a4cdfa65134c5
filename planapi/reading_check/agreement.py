"""Do the figures of a document agree with each other? One of two that contradict each other was misread, or the document is wrong itself.

::

    到2025年地区生产总值达到650亿元, and 680 in the table     one figure, twice
    三次产业结构调整为12.1:41.3:36.6                       shares that are not 100 together
    农村居民人均可支配收入 above that of all residents       a part above the whole
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert, signed
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Comparator, Measure, ObservationKind, Severity

_STATED = (Comparator.EQ, Comparator.APPROX)
_STATES = (Measure.LEVEL, Measure.SHARE)
# The second is at least as much as the first, times the factor: of one year, and both results or both targets.
_ORDER: tuple[tuple[str, str, Decimal], ...] = (
    ("rural-household-income", "household-income", Decimal(1)),
    ("household-income", "urban-household-income", Decimal(1)),
    ("rural-household-income", "urban-household-income", Decimal(1)),
    ("registered-urbanisation", "urbanisation", Decimal(1)),
    ("primary-industry-value-added", "gdp", Decimal(1)),
    ("secondary-industry-value-added", "gdp", Decimal(1)),
    ("services-value-added", "gdp", Decimal(1)),
    ("industrial-value-added", "gdp", Decimal(1)),
    ("tax-revenue", "general-public-budget-revenue", Decimal(1)),
    ("general-public-budget-revenue", "gdp", Decimal("0.5")),
    ("retail-sales", "gdp", Decimal("1.5")),
)
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

_Key = tuple[str, int, str, str]


def agreement_checks(reading: Reading) -> Iterator[Finding | None]:
    """Figures that contradict each other."""
    stated = _stated(reading)
    twice, differing = _differing(stated)
    wrong = [*differing, *_out_of_order(stated), *_shares(reading)]
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
            kind = ObservationKind.TARGET if row.kind is ObservationKind.TARGET else ObservationKind.ACTUAL
            found[row.indicator, row.year, row.measure.value, kind.value].append((value, row))
    return found


def _differing(stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> tuple[int, list[str]]:
    """How many figures stand there twice, and those that differ. What one sentence says of one figure (800亿元，力争850亿元) is one statement."""
    twice, found = 0, list[str]()
    for ones in stated.values():
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


def _near(one: Decimal, other: Decimal) -> bool:
    """Are they the same, one of them perhaps rounded?"""
    places = min(-int(one.normalize().as_tuple().exponent), -int(other.normalize().as_tuple().exponent))
    unit = Decimal(1).scaleb(-max(places, 0))
    return abs(one - other) <= max(unit / 2, (_NEAR * max(one, other)) if places <= 0 else Decimal(0))


def _words(row: ObservationRow) -> str:
    return f"{row.subject}{row.raw}"


def _out_of_order(stated: Mapping[_Key, list[tuple[Decimal, ObservationRow]]]) -> Iterator[str]:
    """A part above the whole."""
    for less, more, factor in _ORDER:
        for (slug, *rest), ones in stated.items():
            wholes = stated.get((more, *rest)) if slug == less else None  # pyright: ignore[reportArgumentType]
            if wholes and min(value for value, _ in ones) > factor * max(value for value, _ in wholes):
                yield f"{excerpt(_words(ones[0][1]))} / {excerpt(_words(wholes[0][1]))}"


def _shares(reading: Reading) -> Iterator[str]:
    """12.1:41.3:36.6 of the three sectors."""
    folded = reading.source.folded
    for match in _SHARES.finditer(folded):
        total = sum(map(Decimal, match.groups()), Decimal(0))
        if abs(total - _WHOLE) > _ROUNDED and _OF_OUTPUT.search(folded[max(0, match.start() - 20) : match.start()]):
            yield excerpt(match.group())
