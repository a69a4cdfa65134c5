"""Whatever is done to a document: every reader finishes, every quote is true, every numeral is accounted for, and the database takes it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planapi.ingest import store
from planapi.reading import Reading, read_all
from tests.mutations import WAYS, mutate
from tests.seeds import FILES, seed
from text.errors import NotUnderstood
from text.sources.evidence import Evidence
from text.sources.source import make_source

ANY = {
    "name": st.sampled_from(sorted(FILES)),
    "number": st.integers(0, 100_000),
    "ways": st.sets(st.sampled_from(WAYS), min_size=1, max_size=4),
}


def read(name: str, number: int, ways: set[str]) -> Reading | None:
    """The reading of a mutated seed; None where so much is gone that it is no document any more."""
    # the head stays, so that what is mutated is still a plan or a report of its district
    head = "天津市南开区国民经济和社会发展第十四个五年规划纲要\n"
    try:
        return read_all(make_source(head + mutate(seed(name).text, number, ways), name=name))
    except NotUnderstood:
        return None


def quotes(reading: Reading) -> Iterator[Evidence]:
    parts = (reading.targets.targets, reading.observations.observations, reading.projects.projects, reading.parks.parks)
    appendices = reading.appendices
    for rows in (*parts, appendices.subdistricts, appendices.terms, appendices.special_plans):
        yield from (row.evidence for row in rows)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(**ANY)
def test_every_reader_holds(name: str, number: int, ways: set[str]) -> None:
    reading = read(name, number, ways)
    if reading is None:
        return
    text = reading.source.text
    for evidence in quotes(reading):
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip()
    reached = 0
    for numeral in reading.observations.numerals:
        assert numeral.start >= reached
        assert text[numeral.start : numeral.end] == numeral.text
        reached = numeral.end
    covered = {at for numeral in reading.observations.numerals for at in range(numeral.start, numeral.end)}
    assert [at for at, char in enumerate(text) if char.isdecimal() and at not in covered] == []
    projects = reading.projects.projects
    in_prose = [one.name for one in projects if not one.listed]
    rows = [(one.name, one.evidence.start) for one in projects if one.listed]  # two works of a list may be called alike
    for names in (in_prose, [one.name for one in reading.parks.parks], rows):
        assert len(names) == len(set(names))


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(**ANY)
def test_the_database_takes_it(name: str, number: int, ways: set[str]) -> None:
    reading = read(name, number, ways)
    if reading is None:
        return
    with transaction.atomic():
        _, counts, _ = store(reading)
        transaction.set_rollback(True)
    assert counts["observations"] == len(reading.rows.observations)
