"""A reading is compared with the documents of its place that are stored: the same indicator, of the same year, cannot be twice as much in another.

Results are revised and defined anew, by some per cent. What differs by far was misread, or is of another place or another year. Where a document
tells of another year, no place has four times as much, and the growth that is told leads from one to the other.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.models import Observation
from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert, signed
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, told
from planapi.reading_check.usual import times, usual
from text.vocabulary import Comparator, Measure, ObservationKind, Severity

_EXACT = (Comparator.EQ, Comparator.APPROX)
_RESULTS = (ObservationKind.ACTUAL, ObservationKind.ESTIMATE)
_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.GROWTH, Measure.SHARE)
# A level is twice as much; a rate is 15 points away, and twice as much or of another sign.
_FACTOR, _POINTS = 2, 15
_SEVERE, _SHARE_SEVERE = 3, 0.2
_EXAMPLES = 5

# The growth that is told and that of the sums differ by prices, and by what is defined anew.
_PACE = 0.2

_Key = tuple[str, int, str]
_Mine = dict[_Key, list[Decimal]]
_Theirs = dict[tuple[_Key, str], list[Decimal]]


def held_checks(reading: Reading) -> list[Finding]:
    """Where another stored document of the place says something else by far; one statement."""
    mine: _Mine = defaultdict(list)
    for row in reading.rows.observations:
        if _is_told(row) and (value := _value(row.indicator, row.value, row.unit, row.direction)) is not None:
            assert row.indicator is not None
            assert row.year is not None
            mine[row.indicator, row.year, row.measure.value].append(value)
    if not mine:
        return []
    years = {year for _, year, _ in mine}
    stored = Observation.objects.filter(
        district=reading.document.district.code,
        indicator__in={slug for slug, _, _ in mine},
        year__range=(min(years) - usual().years, max(years) + usual().years),
        kind__in=[kind.value for kind in _RESULTS],
        measure__in=[measure.value for measure in _MEASURES],
        comparator__in=[comparator.value for comparator in _EXACT],
        caveat__isnull=True,
        period_label__isnull=True,
        value__isnull=False,
    ).exclude(document=reading.document.slug)
    theirs: dict[tuple[_Key, str], list[Decimal]] = defaultdict(list)
    columns = ("indicator_id", "year", "measure", "document_id", "value", "unit", "direction")
    for slug, year, measure, document, number, unit, direction in stored.order_by("document", "start").values_list(
        *columns
    ):
        if (value := _value(slug, number, unit, direction)) is not None:
            theirs[(slug, year, measure), document].append(value)
    compared = [*_of_the_same_year(mine, theirs), *_of_other_years(mine, theirs)]
    differing = [one for one in compared if one.differs]
    if not differing:
        return []
    severe = len(differing) >= _SEVERE and len(differing) >= _SHARE_SEVERE * len(compared)
    return [
        told(
            "other_document_differs",
            Severity.SEVERE if severe else Severity.WARNING,
            compared=len(compared),
            differing=len(differing),
            examples=[one.example for one in differing[:_EXAMPLES]],
        )
    ]


@dataclass(frozen=True, slots=True)
class _Compared:
    """A figure beside that of another document."""

    differs: bool
    example: str


def _of_the_same_year(mine: _Mine, theirs: _Theirs) -> Iterator[_Compared]:
    """The same indicator of the same year, said twice."""
    for (key, document), values in theirs.items():
        if key in mine:
            near = any(_near(key[2], one, other) for one in mine[key] for other in values)
            name, year = catalogue().entries[key[0]].name_zh, key[1]
            yield _Compared(not near, f"{name} {year}: {_plain(mine[key][0])} / {_plain(values[0])} ({document})")


def _of_other_years(mine: _Mine, theirs: _Theirs) -> Iterator[_Compared]:
    """What no place has so many times as much of within a few years; and the year before, from which the growth that is told leads elsewhere."""
    held, entries = usual(), catalogue().entries
    for (slug, year, measure), ones in mine.items():
        if slug not in held.steady or measure != entries[slug].measure.value:
            continue
        rate = next(
            (
                values[0]
                for (growth, of, said), values in mine.items()
                if (of, said) == (year, Measure.GROWTH.value) and entries[growth].growth_of == slug
            ),
            None,
        )
        for ((other, then, said), document), values in theirs.items():
            if (other, said) != (slug, measure) or then == year or abs(then - year) > held.years or not values[0]:
                continue
            leap = times(ones[0], values[0]) > held.times
            paced = rate is not None and then == year - 1
            grown = float(ones[0] / values[0]) - 1 if paced else 0
            differs = leap or (rate is not None and paced and abs(grown - float(rate) / 100) > _PACE)
            example = f"{entries[slug].name_zh} {year}: {_plain(ones[0])} / {then}: {_plain(values[0])} ({document})"
            yield _Compared(differs, example)


def _is_told(row: ObservationRow) -> bool:
    """A result of one year, exact, of the indicator as the catalogue defines it."""
    plain = row.caveat is None and row.period_label is None and row.comparator in _EXACT
    return (
        plain and row.kind in _RESULTS and row.measure in _MEASURES and None not in (row.indicator, row.year, row.value)
    )


def _value(slug: str | None, value: Decimal | None, unit: str | None, direction: str | None) -> Decimal | None:
    """In the unit of the indicator, and with a sign."""
    entry = catalogue().entries.get(slug or "")
    return None if entry is None or value is None else convert(signed(value, direction), unit, entry.unit)


def _near(measure: str, one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    if measure in (Measure.GROWTH.value, Measure.SHARE.value):
        return abs(one - other) < _POINTS or (one * other > 0 and high < _FACTOR * low)
    return high < _FACTOR * low or high == low


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
