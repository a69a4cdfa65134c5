"""What is stored is what the pure stage says, and whatever decides a row is in the version of the readers."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from districts.models import SpecialPlan, Subdistrict, Term
from indicators.models import Numeral, Observation, Target
from indicators.reading.rows import ObservationRow
from planapi import ingest
from planapi.reading import Reading, read_all
from projects.models import Park, Project
from tests.seeds import FILES, ROOT, SLUGS, seed

OTHER_NAMES = {"indicator": "indicator_id"}

STORED: dict[str, tuple[Any, Callable[[Reading], Sequence[Any]]]] = {
    "observations": (Observation.objects.filter(origin="prose"), lambda reading: reading.rows.observations),
    "numerals": (Numeral.objects, lambda reading: reading.rows.numerals),
    "projects": (Project.objects, lambda reading: reading.projects.projects),
    "parks": (Park.objects, lambda reading: reading.parks.parks),
    "subdistricts": (Subdistrict.objects, lambda reading: reading.appendices.subdistricts),
    "terms": (Term.objects, lambda reading: reading.appendices.terms),
    "special plans": (SpecialPlan.objects, lambda reading: reading.appendices.special_plans),
    "sides": (
        Observation.objects.filter(origin="table"),
        lambda reading: [side for one in reading.rows.targets for side in one.sides],
    ),
}


@cache
def reading(name: str) -> Reading:
    return read_all(seed(name))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's code and data, to be changed."""
    copy = tmp_path_factory.mktemp("project")
    for package in ("text", "rest", "districts", "indicators", "projects", "planapi"):
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    return copy


def pure(row: Any) -> dict[str, Any]:
    """The columns that a row of the pure stage says, by the names that they have in the database."""
    names = [field.name for field in fields(row) if field.name not in ("evidence", "key_start", "listed")]
    said = {OTHER_NAMES.get(name, name): getattr(row, name) for name in names}
    said |= {name: list(value) for name, value in said.items() if isinstance(value, tuple)}
    return said | {"start": row.evidence.start, "end": row.evidence.end, "quote": row.evidence.quote}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", STORED)
@pytest.mark.parametrize("name", FILES)
def test_stored_rows_are_the_rows_of_the_pure_stage(name: str, kind: str) -> None:
    rows, of = STORED[kind]
    wanted = [pure(one) for one in of(reading(name))]
    stored = rows.filter(document=SLUGS[name]).order_by("id")
    found = [{column: getattr(row, column) for column in said} for row, said in zip(stored, wanted, strict=True)]
    assert found == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_stored_targets_are_the_targets_of_the_pure_stage(name: str) -> None:
    wanted: list[tuple[Any, ...]] = []
    for one in reading(name).rows.targets:
        sides = [
            getattr(side, part) for side in (one.read.baseline, one.read.target) for part in ("year", "raw", "value")
        ]
        wanted.append((one.read.seq, one.read.name, one.read.unit, one.indicator, one.caveat, *sides))
    sides = [f"{side}_{part}" for side in ("baseline", "target") for part in ("year", "raw", "value")]
    stored = Target.objects.filter(document=SLUGS[name]).order_by("id")
    assert list(stored.values_list("seq", "name", "unit", "indicator", "caveat", *sides)) == wanted


def test_every_fact_of_an_observation_is_a_column() -> None:
    columns = {field.attname for field in Observation._meta.concrete_fields}
    assert {OTHER_NAMES.get(field.name, field.name) for field in fields(ObservationRow)} - {"evidence"} <= columns


@pytest.mark.parametrize(
    "file",
    [
        "text/data/units.toml",
        "text/data/uncounted_words.txt",
        "text/data/radicals.txt",
        "text/numbers/units.py",
        "planapi/reading.py",
        "planapi/search/storing.py",
        "rest/search.py",
        "districts/search.py",
        "indicators/data/catalogue.toml",
        "indicators/reading/linking.py",
        "indicators/reading/rows.py",
        "indicators/storing.py",
        "districts/data/divisions.csv",
        "districts/storing.py",
        "projects/reading/investment.py",
        "projects/storing.py",
    ],
)
def test_a_change_of_what_decides_a_row_is_another_version(
    file: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_ROOT", project)
    version = ingest.reader_version.__wrapped__
    before = version()
    assert before == version()
    with (project / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert version() != before
