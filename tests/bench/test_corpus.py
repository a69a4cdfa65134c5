"""A made corpus is consistent: what its rows say stands in its texts, and the readers read a copied document as its rows have it."""

import re
from decimal import Decimal

import pytest
from django.db import connection, transaction

from bench.loading import CHILDREN, Corpus
from bench.places import MOST, places
from bench.varying import dated, renamed
from districts.models import Chapter, Document, IngestRun
from indicators.models import Numeral, Observation, Target
from planapi.reading import read_all
from planapi.search.models import Entry, slice_of
from planapi.search.storing import words_of_entry
from projects.models import Park, Project
from rest.search import Findable
from text.sources.source import make_source

SAMPLE, DENSITY, WANTED = 6, 150, 4000


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """Twenty-six documents more than the seeds, six of them by the real pipeline; rolled back after."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            corpus = Corpus(seed=1, sample=SAMPLE, density=DENSITY)
            corpus.fill(WANTED)
            yield corpus
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def copied(corpus, db) -> list[Document]:
    documents = [f"{place.code}-{kind}-{year}" for place, kind, year in list(corpus.documents())[: SAMPLE + 20]]
    return list(Document.objects.filter(slug__in=documents[SAMPLE:]).select_related("district"))


def test_it_has_what_was_asked_for(corpus, copied):
    assert Observation.objects.count() >= WANTED
    assert len(copied) == 20
    assert len({document.sha256 for document in copied}) == 20
    assert {document.district.code for document in copied} <= {place.code for place in corpus.places}
    assert IngestRun.objects.filter(document__in=copied, state="succeeded").count() == 20


@pytest.mark.parametrize("model", [Chapter, Numeral, Observation, Target, Project, Park])
def test_every_document_has_rows_of_every_kind(copied, model):
    of_plans = {model.objects.filter(document=document).count() > 0 for document in copied if document.kind == "plan"}
    assert of_plans == {True}


@pytest.mark.parametrize("model", [Numeral, Observation, Target, Project, Park])
def test_the_text_holds_every_quote(copied, model):
    texts = {document.slug: document.text for document in copied}
    for row in model.objects.filter(document__in=copied):
        assert texts[row.document_id][row.start : row.end] == row.quote, row.key
        if hasattr(row, "raw_start"):
            printed = texts[row.document_id][row.raw_start : row.raw_end]
            assert "".join(printed.split()) == "".join(row.raw.split()), row.key


def test_values_are_the_numbers_that_are_printed(copied):
    rows = Observation.objects.filter(document__in=copied, value_max__isnull=True, value__isnull=False)
    plain = [row for row in rows if re.fullmatch(r"[0-9.]+[^0-9]*", row.raw)]
    assert len(plain) > 500
    for row in plain:
        printed = re.match(r"[0-9.]+", row.raw)
        assert printed is not None
        assert Decimal(printed.group()) == row.value, row.key


def test_money_follows_its_number(copied):
    rows = Observation.objects.filter(document__in=copied, unit="亿元", value__isnull=False)
    assert rows.count() > 10
    for row in rows:
        assert row.value_cny == row.value * 10**8


def test_sides_are_the_cells_of_their_targets(copied):
    for row in Observation.objects.filter(document__in=copied, target__isnull=False).select_related("target"):
        assert getattr(row.target, f"{row.side}_value") == row.value, row.key


def test_no_two_documents_say_the_same(corpus, copied):
    """Numbers and names are their own, in every document."""
    mine = [place.code for place in corpus.places[1:3]]
    first, second = (
        document for document in copied if document.slug.endswith("-report-2023") and document.district.code in mine
    )
    values = [
        list(Observation.objects.filter(document=document).order_by("start", "key").values_list("value", flat=True))
        for document in (first, second)
    ]
    same = sum(one == other for one, other in zip(*values, strict=False))
    assert same < len(values[0]) / 2
    assert first.district.name[:2] in first.text
    assert first.district.name[:2] not in second.text


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_the_readers_read_it_so(copied, kind):
    """A copied document is what its rows say: nine tenths of what is read of it anew are these rows."""
    document = next(one for one in copied if one.kind == kind)
    reading = read_all(make_source(document.text), district_code=document.district.code)
    assert reading.document.slug == document.slug
    held = set(Observation.objects.filter(document=document, origin="prose").values_list("raw_start", "value", "year"))
    read = {(one.raw_start, one.value, one.year) for one in reading.observations.observations}
    assert len(held & read) > 0.9 * max(len(held), len(read))


def test_the_search_finds_what_is_there(copied):
    """The words of an entry are those that it would be given, but where a made-up name is cut otherwise."""
    entries = Entry.objects.filter(document__in=copied).select_related("document__district").order_by("key")[::40]
    assert len(entries) > 50
    for entry in entries:
        document = entry.document
        assert document is not None
        code, above = document.district.code, document.district.parent.code
        found = Findable(key=entry.key, title=entry.title, text=entry.text)
        wanted = set(words_of_entry(entry, found, [document.slug, document.kind, code, f"in-{code}", f"in-{above}"]))
        held = {word.replace("''", "'") for word in re.findall(r"'((?:[^']|'')*)'", entry.words)}
        assert len(wanted & held) >= 0.8 * len(wanted), (entry.key, wanted ^ held)
        assert entry.slice == slice_of(document.slug)
    for entry in Entry.objects.filter(document__in=copied, type="observation")[:200]:
        assert entry.text == Observation.objects.get(key=entry.key).quote


def test_indexes_and_constraints_are_back(corpus, db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_constraint where contype = 'f' and conrelid = any(%s::regclass[])",
            [list(CHILDREN)],
        )
        assert cursor.fetchone()[0] > len(CHILDREN)
        cursor.execute("select count(*) from pg_indexes where tablename = any(%s)", [list(CHILDREN)])
        assert cursor.fetchone()[0] > 4 * len(CHILDREN)
        cursor.execute("select count(*) from bench.definition")
        assert cursor.fetchone()[0] == 0


def test_places_are_real_and_then_made_up():
    found = places(1)
    assert len(found) == len({place.code for place in found}) == MOST
    assert all(len(place.name) == len(place.city) == 3 for place in found)
    assert not any(place.made_up for place in found[:2000])
    assert found[-1].made_up
    assert places(1) == found


def test_a_text_of_another_year_and_place():
    hedong = next(place for place in [*places(1)] if place.code == "120102")
    assert dated("“十四五”（2021-2025年）、第十四个五年规划", by=-5) == "“十三五”（2016-2020年）、第十三个五年规划"
    assert dated("2023年，十四五", by=-1) == "2022年，十四五"
    there = places(1)[-1]
    text = renamed("天津市河东区、河东区委、天津港", hedong, there)
    assert text == f"{there.city}{there.name}、{there.name}委、{there.city[:2]}港"
