"""The only writes to indicators, and what is stored of targets, observations and the number ledger. The caller holds the transaction."""

from collections.abc import Callable, Mapping
from dataclasses import asdict

from districts.storing import DocumentRows
from history.marks import Mark, mark_of
from history.rows import row_class
from indicators.models import Indicator, Numeral, Observation, Target
from indicators.reading.catalogue import catalogue
from indicators.reading.rows import IndicatorRows, ObservationRow
from indicators.reading.sides import SideRead
from text.vocabulary import Origin


def is_catalogued() -> bool:
    """Whether the table of indicators is known to be what the catalogue says."""
    return mark_of(Indicator) in _AS_CATALOGUED


def store_catalogue(beside: Callable[[], Mapping[str, dict[str, object]]] = dict) -> dict[str, int]:
    """Bring the table of indicators to what the catalogue says; returns how many rows were added, changed and removed.

    ``beside`` gives the columns of indicators, by slug, that are kept although they are not in the catalogue. Another one that left the catalogue stays while
    targets or observations of older ingests point to it.
    """
    if is_catalogued():
        return {"added": 0, "changed": 0, "removed": 0}
    catalogued = {entry.slug: _columns(asdict(entry)) for entry in catalogue().entries.values()}
    names = list(next(iter(catalogued.values())))
    wanted = {**beside(), **catalogued}
    held = {row["slug"]: row for row in Indicator.objects.values(*names)}
    changed = [Indicator(**columns) for slug, columns in sorted(wanted.items()) if held.get(slug) != columns]
    if changed:
        Indicator.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["slug"],
            update_fields=[name for name in names if name != "slug"],
        )
    others = Indicator.objects.exclude(slug__in=wanted)
    removed = others.filter(targets__isnull=True, observations__isnull=True).delete()[0]
    if not others.exists():  # one that is left may be free to go the next time
        _AS_CATALOGUED.add(mark_of(Indicator))
    added = sum(one.slug not in held for one in changed)
    return {"added": added, "changed": len(changed) - added, "removed": removed}


_AS_CATALOGUED: set[Mark] = set()
"""Marks that the table had when it was what the catalogue of this process says."""


def _columns(entry: dict[str, object]) -> dict[str, object]:
    fields = (
        "slug",
        "name_zh",
        "name_en",
        "unit",
        "category",
        "direction",
        "measure",
        "definition",
        "definition_source",
    )
    aliases = entry["aliases"]
    assert isinstance(aliases, tuple)
    return {**{name: str(entry[name]) for name in fields}, "aliases": list(aliases)}


def make_targets(*, made: DocumentRows, rows: IndicatorRows) -> dict[str, int]:
    """Make the rows of the indicator table, and both sides of each as observations; returns how many of each."""
    targets: list[Target] = []
    sides: list[Observation] = []
    for one in rows.targets:
        read, key = one.read, made.key("t", one.read.seq)
        targets.append(
            row_class(Target)(
                key=key,
                indicator_id=one.indicator,
                caveat=one.caveat,
                seq=read.seq,
                category=read.category,
                name=read.name,
                raw_name=read.raw_name,
                unit=read.unit,
                nature=read.nature.value if read.nature else None,
                note=read.note,
                **_side_columns("baseline", read.baseline),
                **_side_columns("target", read.target),
                **made.common(read.evidence),
            )
        )
        sides += [_observation(made, f"{key}-{side.side}", side, target=key) for side in one.sides]
    made.add("targets", targets, model=Target)
    made.add("observations", sides, model=Observation, origin=Origin.TABLE.value)
    return {"targets": len(targets), "table_observations": len(sides)}


def _side_columns(side: str, read: SideRead) -> dict[str, object]:
    return {
        f"{side}_year": read.year,
        f"{side}_raw": read.raw,
        f"{side}_value": read.value,
        f"{side}_value_max": read.value_max,
        f"{side}_comparator": read.comparator.value,
        f"{side}_span": read.span.value,
    }


def make_observations(*, made: DocumentRows, rows: IndicatorRows) -> dict[str, int]:
    """Make the quantities of the prose and the number ledger; returns how many of each."""
    observations = [_observation(made, made.key("o", one.raw_start), one) for one in rows.observations]
    numerals = [
        row_class(Numeral)(
            key=made.key("n", one.raw_start),
            raw=one.raw,
            raw_start=one.raw_start,
            raw_end=one.raw_end,
            disposition=one.disposition.value,
            **made.common(one.evidence),
        )
        for one in rows.numerals
    ]
    made.add("observations", observations, model=Observation, origin=Origin.PROSE.value)
    made.add("numerals", numerals, model=Numeral)
    return {"observations": len(observations), "numerals": len(numerals)}


def _observation(made: DocumentRows, key: str, one: ObservationRow, *, target: str | None = None) -> Observation:
    return row_class(Observation)(
        key=key,
        indicator_id=one.indicator,
        target_id=target,
        side=one.side.value if one.side else None,
        subject=one.subject,
        raw=one.raw,
        raw_start=one.raw_start,
        raw_end=one.raw_end,
        value=one.value,
        value_max=one.value_max,
        unit=one.unit,
        value_cny=one.value_cny,
        year=one.year,
        period_start=one.period_start,
        period_end=one.period_end,
        base_year=one.base_year,
        period_label=one.period_label,
        kind=one.kind.value if one.kind else None,
        comparator=one.comparator.value,
        measure=one.measure.value,
        direction=one.direction.value if one.direction else None,
        origin=one.origin.value,
        caveat=one.caveat,
        **made.common(one.evidence),
    )
