"""What is usual: the figures of an indicator by themselves, and beside those of another. The bounds are in ``usual.toml``.

A growth of 59 % or an income of 34万元 a head is no figure of any place, whatever else the document says.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from indicators.reading.catalogue import catalogue
from indicators.reading.rows import ObservationRow
from indicators.units import convert, signed
from planapi.reading import Reading
from planapi.reading_check.findings import Finding, excerpt, told
from text.vocabulary import Comparator, Measure, Severity

USUAL = Path(__file__).parent / "usual.toml"

_GROWTHS = (Measure.GROWTH, Measure.ANNUAL_AVERAGE)
_STATES = (Measure.LEVEL, Measure.SHARE)
_SEVERE = 3
_EXAMPLES = 3

_Bounds = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A share or a ratio: `of` by `by`, times `times`; it may differ by `differs` of itself."""

    of: str
    by: str
    times: Decimal
    differs: Decimal


@dataclass(frozen=True, slots=True)
class Usual:
    """All bounds, by the slug of the indicator. `most`: what a county and a city have at most.

    Within `years`, a `steady` one is at most `times` what it was, and the two sides of a row of the table differ by `times_in_a_row` at most.
    """

    bounds: dict[str, _Bounds]
    most: dict[str, dict[str, Decimal]]
    ratios: dict[str, dict[str, _Bounds]]
    quotients: dict[str, Quotient]
    steady: frozenset[str]
    years: int
    times: Decimal
    times_in_a_row: Decimal


@cache
def usual() -> Usual:
    """The bounds of ``usual.toml``."""
    data = tomllib.loads(USUAL.read_text(encoding="utf-8"))
    return Usual(
        bounds={slug: _two(pair) for slug, pair in data["bounds"].items()},
        most={tier: {slug: Decimal(most) for slug, most in data[tier].items()} for tier in ("county", "prefecture")},
        ratios={slug: {other: _two(pair) for other, pair in others.items()} for slug, others in data["ratios"].items()},
        quotients={
            slug: Quotient(one["of"], one["by"], Decimal(str(one["times"])), Decimal(str(one["differs"])))
            for slug, one in data["quotients"].items()
        },
        steady=frozenset(data["steady"]["indicators"].split()),
        years=data["steady"]["years"],
        times=Decimal(data["steady"]["times"]),
        times_in_a_row=Decimal(data["steady"]["times_in_a_row"]),
    )


def _two(pair: list[float]) -> _Bounds:
    least, most = (Decimal(str(one)) for one in pair)
    return least, most


def times(one: Decimal, other: Decimal) -> Decimal:
    """How many times as much the larger is."""
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else Decimal(1)


def usual_checks(reading: Reading) -> Iterator[Finding | None]:
    """Figures that no place has."""
    sides = (side for target in reading.rows.targets for side in target.sides)
    most = usual().most.get(reading.document.district.level, {})
    odd = [row for row in (*reading.rows.observations, *sides) if _is_odd(row, most)]
    if odd:
        severity = Severity.SEVERE if len(odd) >= _SEVERE else Severity.WARNING
        examples = [excerpt(f"{row.subject}{row.raw}") for row in odd[:_EXAMPLES]]
        yield told("values_unusual", severity, rows=len(odd), examples=examples)


def _is_odd(row: ObservationRow, most: Mapping[str, Decimal]) -> bool:
    slug = row.indicator or ""
    bounds = usual().bounds.get(slug) or ((Decimal(0), most[slug]) if slug in most else None)
    if bounds is None or row.value is None or row.comparator is Comparator.REF:
        return False
    entry = catalogue().entries[slug]
    growth = entry.measure is Measure.GROWTH
    if row.measure not in (_GROWTHS if growth else (*_STATES, entry.measure)) or (growth and _is_of_other_years(row)):
        return False
    value = convert(signed(row.value, row.direction) if growth else row.value, row.unit, entry.unit)
    return value is not None and not bounds[0] <= value <= most.get(slug, bounds[1])


def _is_of_other_years(row: ObservationRow) -> bool:
    """Is a growth of a part of a year, or of several years together?"""
    over = row.base_year is not None and row.year is not None and row.base_year < row.year - 1
    return row.period_label is not None or (over and row.measure is Measure.GROWTH)
