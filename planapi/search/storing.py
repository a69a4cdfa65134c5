"""The only writes to the entries of the search: a document's stored rows, and the catalogue, become what they are found by.

What that is, the apps say (``rest.search``). An entry that is as it was is not written, and an entry that changed keeps its row. The caller holds the
transaction.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from districts.models import Document
from history.copying import copy_in
from history.marks import Mark, mark_of
from history.rows import instance_of, row_class
from planapi.search.models import Entry, slice_of
from planapi.search.queries import LONGEST_TITLE, all_quoted, within
from rest.search import INDEXES, Findable, Index
from text.lexemes import bounded, lexemes, plain
from text.vocabulary import HitType

_BATCH = 2000


class Wordings:
    """What entries are found by, as their column ``words`` has it, with the digest of each; what was found once, ahead of time, is kept."""

    def __init__(self) -> None:
        self._of: dict[tuple[Any, ...], tuple[str, int]] = {}

    def find(self, document: Document, stored: Mapping[Any, Iterable[Any]]) -> list[Any]:
        """The entries of a document, which need not be stored yet, and of its rows by their model."""
        place = document.district
        filters = [document.slug, document.kind, place.code, within(place.code)]
        if place.parent_id is not None:
            filters.append(within(place.parent_id))
        number = slice_of(document.slug)
        entries: list[Any] = []
        for index in INDEXES.values():
            if not index.of_documents:
                continue
            for found in index.entries(stored[index.model], document):
                entry = self.finish(_entry(index.type, found), found, filters)
                entry.document_id, entry.district_id, entry.slice = document.slug, place.code, number
                entries.append(entry)
        return entries

    def finish(self, entry: Any, found: Findable, filters: Iterable[str]) -> Any:
        """The entry with its words and its digest."""
        said = entry.type, entry.title, entry.text, entry.start, found.outside, *found.names, *filters
        if (wording := self._of.get(said)) is None:
            words = all_quoted(words_of_entry(entry, found, filters))
            content = "\0".join([entry.title, entry.text, str(entry.start), words])
            digest = hashlib.blake2b(content.encode(), digest_size=8).digest()
            wording = self._of[said] = words, int.from_bytes(digest, signed=True)
        entry.words, entry.digest = wording
        return entry


class _Looked(dict[Any, Iterable[Any]]):
    """The stored rows of a document by their model, looked up as they are asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __missing__(self, model: Any) -> Iterable[Any]:
        return model.objects.filter(document=self._document)


def index_document(
    document: Document, stored: Mapping[Any, Iterable[Any]] | None = None, wordings: Wordings | None = None
) -> dict[str, int]:
    """Bring the entries of a document to what is stored of it; returns how many were written and removed.

    ``stored`` are its rows by their model, for who has them at hand; else they are looked up. ``wordings`` are those that were found ahead of time.
    """
    entries = (wordings or Wordings()).find(document, _Looked(document) if stored is None else stored)
    return _write(entries, Entry.objects.filter(document=document))


def index_catalogue() -> dict[str, int]:
    """Bring the entries of rows that are of no document to what is stored; returns how many were written and removed."""
    counts, wordings = {"written": 0, "removed": 0}, Wordings()
    for index in INDEXES.values():
        if index.of_documents or _marks(index) in _AS_STORED:
            continue
        rows = index.model.objects.all()
        held = Entry.objects.filter(document=None, type=index.type.value)
        entries = [wordings.finish(_entry(index.type, found), found, []) for found in index.entries(rows, None)]
        for name, number in _write(entries, held).items():
            counts[name] += number
        _AS_STORED.add(_marks(index))
    return counts


_Marks = tuple[HitType, Mark, Mark]
_AS_STORED: set[_Marks] = set()
"""Marks of rows that belong to no document, and of their entries, when they last agreed."""


def _marks(index: Index) -> _Marks:
    # the index of documents knows those that are of none
    return index.type, mark_of(index.model), mark_of(Entry, f"document_id is null and type = '{index.type.value}'")


def _entry(kind: HitType, found: Findable) -> Any:
    """An entry of the smallest slice, of no document and with no words yet."""
    return row_class(Entry)(
        type=kind.value,
        key=found.key,
        slice=0,
        start=found.start,
        title=found.title,
        text=found.text,
        words="",
        digest=0,
    )


def words_of_entry(entry: Any, found: Findable, filters: Iterable[str]) -> list[str]:
    """The lexemes of an entry, as ``planapi.search.models`` says what they mean."""
    whole = {name for given in (entry.title, *found.names) if len(name := plain(given)) <= LONGEST_TITLE}
    return bounded(
        [
            *(f"#{name}" for name in (entry.type, *filters)),
            *sorted(f"={name}" for name in whole),
            *_marked(entry.title, "^"),
            *_marked(entry.text, ""),
            *([] if found.outside is None else ["#outside", *_marked(found.outside, "@")]),
        ]
    )


@lru_cache(maxsize=256)
def _marked(text: str, mark: str) -> list[str]:
    """The words and the pairs of a text, in order. Kept, because the rows that a sentence gives have its text in common, and many rows their title."""
    words, pairs = lexemes(plain(text))
    return [*map(mark.__add__, sorted(words)), *map(f"{mark}~".__add__, sorted(pairs))]


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
    return {"written": len(changed), "removed": len(gone)}
