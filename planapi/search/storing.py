"""The only writes to the entries of the search: a document's stored rows, and the catalogue, become what they are found by.

An entry that is as it was is not written, and an entry that changed keeps its row. The caller holds the transaction.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from districts.models import Chapter, Document, Term
from history.copying import copy_in
from history.marks import Mark, mark_of
from history.rows import instance_of, row_class
from indicators.models import Indicator, Observation
from planapi.search.asking import LONGEST_TITLE, all_quoted, within
from planapi.search.models import Entry, slice_of
from projects.models import Park, Project
from text.lexemes import bounded, lexemes, plain
from text.vocabulary import HitType

_BATCH = 2000


def index_document(document: Document, stored: Mapping[Any, Sequence[Any]] | None = None) -> dict[str, int]:
    """Bring the entries of a document to what is stored of it; returns how many were written and removed.

    ``stored`` are its rows by their model, for who has them at hand; else they are looked up.
    """

    def rows_of(model: Any) -> Iterable[Any]:
        return model.objects.filter(document=document) if stored is None else stored[model]

    rows = [*_chapters(document, rows_of(Chapter))]
    rows += [entry_of(row) for model, entry_of in _ENTRIES for row in rows_of(model)]
    place = document.district
    filters = [document.slug, document.kind, place.code, within(place.code)]
    if place.parent is not None:
        filters.append(within(place.parent.code))
    number = slice_of(document.slug)
    for entry, names in rows:
        entry.document_id, entry.district_id, entry.slice = document.slug, place.code, number
        _finish(entry, names, filters)
    return _write([entry for entry, _ in rows], Entry.objects.filter(document=document))


def index_indicators() -> dict[str, int]:
    """Bring the entries of the indicators to what is stored of them; returns how many were written and removed."""
    held = Entry.objects.filter(document=None)  # which the index of documents knows
    if (mark_of(Indicator.objects.all()), mark_of(held)) in _AS_STORED:
        return {"written": 0, "removed": 0}
    entries: list[Any] = []
    for one in Indicator.objects.all():
        text = f"{one.name_en}。{one.definition} {'，'.join(one.aliases)}"
        entry = _entry(HitType.INDICATOR, one.slug, 0, one.name_zh, text)
        entries.append(_finish(entry, [one.name_zh, one.name_en, *one.aliases], []))
    told = _write(entries, held)
    _AS_STORED.add((mark_of(Indicator.objects.all()), mark_of(held)))
    return told


_AS_STORED: set[tuple[Mark, Mark]] = set()
"""Marks of the indicators and their entries when they were last in agreement."""


def _entry(kind: HitType, key: str, start: int, title: str, text: str) -> Any:
    """An entry of the smallest slice, of no document and with no words yet."""
    return row_class(Entry)(type=kind.value, key=key, slice=0, start=start, title=title, text=text, words="", digest=0)


def words_of_entry(entry: Any, names: Iterable[str], filters: Iterable[str]) -> list[str]:
    """The lexemes of an entry, as ``planapi.search.models`` says what they mean."""
    title_words, title_pairs = lexemes(plain(entry.title))
    words, pairs = lexemes(plain(entry.text))
    whole = {name for given in (entry.title, *names) if len(name := plain(given)) <= LONGEST_TITLE}
    return bounded(
        [
            *(f"#{name}" for name in (entry.type, *filters)),
            *sorted(f"={name}" for name in whole),
            *map("^".__add__, sorted(title_words)),
            *map("^~".__add__, sorted(title_pairs)),
            *sorted(words),
            *map("~".__add__, sorted(pairs)),
        ]
    )


def _finish(entry: Any, names: Iterable[str], filters: Iterable[str]) -> Any:
    entry.words = all_quoted(words_of_entry(entry, names, filters))
    content = "\0".join([entry.title, entry.text, str(entry.start), entry.words])
    entry.digest = int.from_bytes(hashlib.blake2b(content.encode(), digest_size=8).digest(), signed=True)
    return entry


def _write(entries: list[Any], held: QuerySet[Entry]) -> dict[str, int]:
    """Write what is new and what changed, and remove what is gone."""
    digests = {
        (kind, key): (number, digest) for number, kind, key, digest in held.values_list("id", "type", "key", "digest")
    }
    changed = [entry for entry in entries if digests.get((entry.type, entry.key), (0, None))[1] != entry.digest]
    copy_in(Entry, [entry for entry in changed if (entry.type, entry.key) not in digests])
    Entry.objects.bulk_create(
        [instance_of(Entry, entry) for entry in changed if (entry.type, entry.key) in digests],
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["key", "type"],
        update_fields=["document", "district", "slice", "start", "title", "text", "words", "digest"],
    )
    kept = {(entry.type, entry.key) for entry in entries}
    gone = [number for place, (number, _) in digests.items() if place not in kept]
    for start in range(0, len(gone), _BATCH):
        Entry.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
    _empty_waiting_lists({entry.slice for entry in changed})
    return {"written": len(changed), "removed": len(gone)}


def _empty_waiting_lists(slices: Iterable[int]) -> None:
    """Bring what waits to be indexed into its index, so that no search has to read through it."""
    with connection.cursor() as cursor:
        for number in sorted(slices):
            cursor.execute("select gin_clean_pending_list(%s::regclass)", [f"search_entry_words_{number}"])


def _chapters(document: Document, rows: Iterable[Any]) -> Iterator[tuple[Any, list[str]]]:
    """Each chapter with its own words: without those of the chapters within it, which are found themselves."""
    chapters = sorted(rows, key=lambda row: row.position)
    first_within: dict[str, int] = {}
    for row in chapters:
        if row.parent_id is not None:
            first_within.setdefault(row.parent_id, row.start)
    for row in chapters:
        text = document.text[row.body_start : first_within.get(row.key, row.end)].strip()
        headed = f"{row.label or ''} {row.title}".strip()
        yield _entry(HitType.CHAPTER, row.key, row.start, headed, text), [row.title]


def _observation(row: Any) -> tuple[Any, list[str]]:
    return _entry(HitType.OBSERVATION, row.key, row.start, row.subject, row.quote), []


def _project(row: Any) -> tuple[Any, list[str]]:
    return _entry(HitType.PROJECT, row.key, row.start, row.name, row.quote), []


def _park(row: Any) -> tuple[Any, list[str]]:
    text = f"{'，'.join(row.aliases)} {row.quote}".strip()
    return _entry(HitType.PARK, row.key, row.start, row.name, text), row.aliases


def _term(row: Any) -> tuple[Any, list[str]]:
    return _entry(HitType.TERM, row.key, row.start, row.term, row.definition), []


_ENTRIES = ((Observation, _observation), (Project, _project), (Park, _park), (Term, _term))
