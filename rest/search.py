"""What rows can be found by: each app says that of its own (``<app>/search.py``) and registers it, and the search of the site takes it from here.

::

    @register(HitType.TERM, Term)
    def terms(rows, document):
        for row in rows:
            yield Findable(key=row.key, start=row.start, title=row.term, text=row.definition)

The modules are imported when the site starts (``planapi.apps``), so a row of a new kind is found once its app has such a function.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from text.vocabulary import HitType


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What one row can be found by.

    ``key`` is its public id and ``start`` its place in the document, in code points. ``names`` are titles that it has besides ``title``: a search for one
    of them finds the row first. ``outside`` is what of its document stands in no row of its kind, which one of these bears, empty if there is none: no hit of a
    question, but what tells that the document has a text.
    """

    key: str
    title: str
    text: str
    start: int = 0
    names: Sequence[str] = ()
    outside: str | None = None


Entries = Callable[[Iterable[Any], Any], Iterator[Findable]]
"""Takes stored rows, and the document that they are of, and gives what each can be found by."""


@dataclass(frozen=True, slots=True)
class Index:
    """A kind of rows that can be found.

    Rows of no document are everywhere; a search within a district or a document finds those that a row of ``used_by`` there points at: a model, and the
    path from it to their public id.
    """

    type: HitType
    model: Any
    entries: Entries
    used_by: tuple[Any, str] | None = None

    @property
    def of_documents(self) -> bool:
        return self.used_by is None


INDEXES: dict[HitType, Index] = {}
"""By the type that their hits have."""


def register(kind: HitType, model: Any, *, used_by: tuple[Any, str] | None = None) -> Callable[[Entries], Entries]:
    """Have the rows of a model found as hits of a type, by what the decorated function says of them."""

    def add(entries: Entries) -> Entries:
        if kind in INDEXES:
            raise ValueError(f"hits of type {kind.value} are registered already, by {INDEXES[kind].entries.__module__}")
        INDEXES[kind] = Index(kind, model, entries, used_by)
        return entries

    return add
