"""What we read out of each seed, line by line: our own output, not the truth (that is tests/gold).

A change to a reader shows here as a diff to be read. `make snapshots` writes it; a missing file fails.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from planapi.reading import read_all
from tests.seeds import FILES, seed


class TextFile(SingleFileSnapshotExtension):
    """One plain text file a seed."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


def cell(value: Any) -> str:
    return "·" if value is None or value == () else str(value).replace("\n", "⏎").replace("\t", "⇥")


def row(read: Any, *names: str) -> str:
    return " | ".join(cell(getattr(read, name)) for name in names)


def pages(name: str) -> Iterator[str]:
    reading = read_all(seed(name))
    yield "# document"
    yield from (
        f"{field.name}: {cell(getattr(reading.document, field.name))}"
        for field in fields(reading.document)
        if field.name not in ("district", "notes")
    )
    yield "\n# outline"
    yield from (f"{'  ' * node.level}{node.kind} {cell(node.label)} {node.title}" for node in reading.outline.nodes)
    yield "\n# targets"
    for one in reading.targets.targets:
        yield row(one, "seq", "category", "name", "unit", "nature", "note")
        for side in (one.baseline, one.target):
            yield "    " + row(side, "year", "raw", "value", "comparator", "span", "kind", "period_start", "period_end")
    yield "\n# observations"
    for one in reading.observations.observations:
        yield row(
            one, "subject", "raw", "value", "value_max", "unit", "year", "period_start", "kind", "comparator", "measure"
        )
    yield "\n# projects"
    yield from (
        row(
            one,
            "name",
            "category",
            "status",
            "investment_raw",
            "investment_cny",
            "subdistrict",
            "location",
            "period_start",
            "period_end",
            "box",
        )
        for one in reading.projects.projects
    )
    yield "\n# parks"
    yield from (row(one, "name", "kind", "level", "area_km2", "aliases", "industries") for one in reading.parks.parks)
    yield "\n# subdistricts, terms, special plans"
    yield from (one.name for one in reading.appendices.subdistricts)
    yield from (row(one, "no", "term") for one in reading.appendices.terms)
    yield from (row(one, "no", "name", "responsible_unit", "category") for one in reading.appendices.special_plans)
    yield "\n# notes"
    yield from (row(note, "reader", "message", "quote") for note in reading.notes())


@pytest.mark.parametrize("name", FILES)
def test_a_seed_reads_as_before(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(pages(name)) + "\n" == snapshot(extension_class=TextFile)
