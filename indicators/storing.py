"""The only writes to indicators, targets, observations and the number ledger. The caller holds the transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from districts.storing import Shelf
from indicators.models import Indicator, Numeral, Observation, Target
from indicators.reading.catalogue import catalogue
from indicators.reading.linking import LEAD, link_observation, link_side, link_target
from indicators.reading.observations import ObservationReading
from indicators.reading.targets import SideRead, TargetRead, TargetReading
from planapi.history.marks import Mark, mark_of
from planapi.history.rows import row_class
from planapi.text.dispositions import NumeralRead
from planapi.text.evidence import cite
from planapi.text.units import in_yuan
from planapi.vocabulary import Measure, Origin, Side, Span


def store_catalogue() -> dict[str, int]:
    """Bring the table of indicators to what the catalogue says; returns how many rows were added, changed and removed.

    An indicator that left the catalogue stays while targets or observations of older ingests point to it.
    """
    if mark_of(Indicator.objects.all()) in _AS_CATALOGUED:
        return {"added": 0, "changed": 0, "removed": 0}
    wanted = {entry.slug: _columns(asdict(entry)) for entry in catalogue().entries.values()}
    names = list(next(iter(wanted.values())))
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
        _AS_CATALOGUED.add(mark_of(Indicator.objects.all()))
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


def store_targets(*, shelf: Shelf, reading: TargetReading) -> dict[str, int]:
    """Write the rows of the indicator table, and both sides of each as observations; returns how many of each.

    A side that the table leaves blank (—) is an observation too: that no figure is stated is what the document says.
    """
    rows: list[Target] = []
    for one in reading.targets:
        found = link_target(one)
        rows.append(
            row_class(Target)(
                key=shelf.key("t", one.seq),
                indicator_id=found.slug if found else None,
                caveat=found.caveat if found else None,
                seq=one.seq,
                category=one.category,
                name=one.name,
                raw_name=one.raw_name,
                unit=one.unit,
                nature=one.nature.value if one.nature else None,
                note=one.note,
                **_side_columns("baseline", one.baseline),
                **_side_columns("target", one.target),
                **shelf.common(one.evidence),
            )
        )
    shelf.replace("targets", rows, model=Target)
    sides = [
        _side_observation(shelf, row, one, side, read)
        for row, one in zip(rows, reading.targets, strict=True)
        for side, read in ((Side.BASELINE, one.baseline), (Side.TARGET, one.target))
        if read.raw is not None
    ]
    shelf.replace("observations", sides, model=Observation, origin=Origin.TABLE.value)
    return {"targets": len(rows), "table_observations": len(sides)}


def _side_columns(side: str, read: SideRead) -> dict[str, object]:
    return {
        f"{side}_year": read.year,
        f"{side}_raw": read.raw,
        f"{side}_value": read.value,
        f"{side}_value_max": read.value_max,
        f"{side}_comparator": read.comparator.value,
        f"{side}_span": read.span.value,
    }


def _side_observation(shelf: Shelf, row: Any, one: TargetRead, side: Side, read: SideRead) -> Observation:
    measure = {Span.CUMULATIVE: Measure.CUMULATIVE, Span.ANNUAL_AVERAGE: Measure.ANNUAL_AVERAGE}.get(
        read.span, one.measure
    )
    found = link_side(one, read)
    return row_class(Observation)(
        key=f"{row.key}-{side.value}",
        indicator_id=row.indicator_id,
        target_id=row.key,
        side=side.value,
        subject=one.name,
        raw=read.raw,
        raw_start=read.raw_start,
        raw_end=read.raw_end,
        value=read.value,
        value_max=read.value_max,
        unit=one.unit,
        value_cny=in_yuan(read.value, one.unit, subject=one.name),
        # the years of a total are its period (a remark may say 2016-2019), and it is dated by the last of them
        year=read.period_end or read.year,
        period_start=read.period_start,
        period_end=read.period_end,
        kind=read.kind.value,
        comparator=read.comparator.value,
        measure=measure.value,
        origin=Origin.TABLE.value,
        caveat=found.caveat if found else None,
        **shelf.common(one.evidence),
    )


def store_observations(*, shelf: Shelf, reading: ObservationReading) -> dict[str, int]:
    """Write the quantities of the prose and the number ledger in place of those that were there; returns how many of each."""
    text, plan_end = shelf.outline.source.text, shelf.document.period_end
    rows: list[Observation] = []
    for one in reading.observations:
        found = link_observation(one, lead=text[max(0, one.raw_start - LEAD) : one.raw_start], plan_end=plan_end)
        rows.append(
            row_class(Observation)(
                key=shelf.key("o", one.raw_start),
                indicator_id=found.slug if found else None,
                subject=one.subject,
                raw=one.raw,
                raw_start=one.raw_start,
                raw_end=one.raw_end,
                value=one.value,
                value_max=one.value_max,
                unit=one.unit,
                value_cny=in_yuan(one.value, one.unit, subject=one.subject),
                year=one.year,
                period_start=one.period_start,
                period_end=one.period_end,
                base_year=one.base_year,
                kind=one.kind.value,
                comparator=one.comparator.value,
                measure=one.measure.value,
                origin=Origin.PROSE.value,
                caveat=found.caveat if found else None,
                **shelf.common(one.evidence),
            )
        )
    shelf.replace("observations", rows, model=Observation, origin=Origin.PROSE.value)
    return {"observations": len(rows), "numerals": _store_ledger(shelf, reading.numerals)}


# How many characters of the text are kept on each side of a numeral, for a reader to see what it is.
_AROUND = 14


def _store_ledger(shelf: Shelf, numerals: Sequence[NumeralRead]) -> int:
    """Write the number ledger of a document in place of the one that was there; returns how many entries it has."""
    source = shelf.outline.source
    rows = [
        row_class(Numeral)(
            key=shelf.key("n", one.start),
            raw=one.text,
            raw_start=one.start,
            raw_end=one.end,
            disposition=one.disposition.value,
            **shelf.common(cite(source, max(one.start - _AROUND, 0), min(one.end + _AROUND, len(source.text)))),
        )
        for one in numerals
    ]
    shelf.replace("numerals", rows, model=Numeral)
    return len(rows)
