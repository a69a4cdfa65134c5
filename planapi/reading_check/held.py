"""A reading is compared with the documents of its place that are stored: the same indicator, of the same year, cannot be twice as much in another.

Results are revised and defined anew, by some per cent. What differs by far was misread, or is of another place or another year.
"""

from collections import defaultdict
from decimal import Decimal

from indicators.models import Observation
from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert, signed
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, told
from text.vocabulary import Comparator, Measure, ObservationKind, Severity

_EXACT = (Comparator.EQ, Comparator.APPROX)
_RESULTS = (ObservationKind.ACTUAL, ObservationKind.ESTIMATE)
_MEASURES = (Measure.LEVEL, Measure.CHANGE, Measure.GROWTH, Measure.SHARE)
# A level is twice as much; a rate is 15 points away, and twice as much or of another sign.
_FACTOR, _POINTS = 2, 15
_SEVERE, _SHARE_SEVERE = 3, 0.2
_EXAMPLES = 5

_Key = tuple[str, int, str]


def held_checks(reading: Reading) -> list[Finding]:
    """Where another stored document of the place says something else by far; one statement."""
    mine: dict[_Key, list[Decimal]] = defaultdict(list)
    for row in reading.rows.observations:
        if _is_told(row) and (value := _value(row.indicator, row.value, row.unit, row.direction)) is not None:
            assert row.indicator is not None
            assert row.year is not None
            mine[row.indicator, row.year, row.measure.value].append(value)
    if not mine:
        return []
    stored = Observation.objects.filter(
        district=reading.document.district.code,
        indicator__in={slug for slug, _, _ in mine},
        year__in={year for _, year, _ in mine},
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
        if (slug, year, measure) in mine and (value := _value(slug, number, unit, direction)) is not None:
            theirs[(slug, year, measure), document].append(value)
    differing = {
        (key, document): values
        for (key, document), values in theirs.items()
        if not any(_near(key[2], one, other) for one in mine[key] for other in values)
    }
    if not differing:
        return []
    entries = catalogue().entries
    examples = [
        f"{entries[slug].name_zh} {year}: {_plain(mine[slug, year, measure][0])} / {_plain(values[0])} ({document})"
        for ((slug, year, measure), document), values in differing.items()
    ]
    severe = len(differing) >= _SEVERE and len(differing) >= _SHARE_SEVERE * len(theirs)
    return [
        told(
            "other_document_differs",
            Severity.SEVERE if severe else Severity.WARNING,
            compared=len(theirs),
            differing=len(differing),
            examples=examples[:_EXAMPLES],
        )
    ]


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
