"""The only writes to the entries of the search: a document's stored rows, and the catalogue, become what they are found by.

An entry that is as it was is not written, and an entry that changed keeps its row. The caller holds the transaction.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from districts.models import Chapter, Document, Term
from indicators.models import Indicator, Observation
from planapi.history.copying import copy_in
from planapi.history.marks import Mark, mark_of
from planapi.history.rows import instance_of, row_class
from planapi.search.asking import LONGEST_TITLE, all_quoted, within
from planapi.search.models import Entry, slice_of
from planapi.text.lexemes import bounded, lexemes, plain
from planapi.vocabulary import HitType
from projects.models import Park, Project

_BATCH = 2000


def index_document(document: Document) -> dict[str, int]:
    """Bring the entries of a document to what is stored of it; returns how many were written and removed."""
    rows = [*_chapters(document), *_observations(document), *_projects(document), *_parks(document), *_terms(document)]
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
"""Marks that the indicators and their entries had when the ones were what the others say."""


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
            *sorted(f"^{word}" for word in title_words),
            *sorted(f"^~{pair}" for pair in title_pairs),
            *sorted(words),
            *sorted(f"~{pair}" for pair in pairs),
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
    if gone:
        Entry.objects.filter(pk__in=gone).delete()
    _empty_waiting_lists({entry.slice for entry in changed})
    return {"written": len(changed), "removed": len(gone)}


def _empty_waiting_lists(slices: Iterable[int]) -> None:
    """Bring what waits to be indexed into its index, so that no search has to read through it."""
    with connection.cursor() as cursor:
        for number in sorted(slices):
            cursor.execute("select gin_clean_pending_list(%s::regclass)", [f"search_entry_words_{number}"])


def _chapters(document: Document) -> Iterator[tuple[Any, list[str]]]:
    """Each chapter with its own words: without those of the chapters within it, which are found themselves."""
    columns = ("key", "parent__key", "label", "title", "start", "body_start", "end")
    chapters = list(Chapter.objects.filter(document=document).order_by("position").values_list(*columns))
    first_within: dict[str, int] = {}
    for _, parent, _, _, start, _, _ in chapters:
        if parent is not None:
            first_within.setdefault(parent, start)
    for key, _, label, title, start, body_start, end in chapters:
        text = document.text[body_start : first_within.get(key, end)].strip()
        headed = f"{label or ''} {title}".strip()
        yield _entry(HitType.CHAPTER, key, start, headed, text), [title]


def _observations(document: Document) -> Iterator[tuple[Any, list[str]]]:
    rows = Observation.objects.filter(document=document)
    for key, start, subject, quote in rows.values_list("key", "start", "subject", "quote"):
        yield _entry(HitType.OBSERVATION, key, start, subject, quote), []


def _projects(document: Document) -> Iterator[tuple[Any, list[str]]]:
    rows = Project.objects.filter(document=document)
    for key, start, name, quote in rows.values_list("key", "start", "name", "quote"):
        yield _entry(HitType.PROJECT, key, start, name, quote), []


def _parks(document: Document) -> Iterator[tuple[Any, list[str]]]:
    rows = Park.objects.filter(document=document)
    for key, start, name, aliases, quote in rows.values_list("key", "start", "name", "aliases", "quote"):
        text = f"{'，'.join(aliases)} {quote}".strip()
        yield _entry(HitType.PARK, key, start, name, text), aliases


def _terms(document: Document) -> Iterator[tuple[Any, list[str]]]:
    rows = Term.objects.filter(document=document)
    for key, start, term, definition in rows.values_list("key", "start", "term", "definition"):
        yield _entry(HitType.TERM, key, start, term, definition), []
