"""What chapters and glossary entries are found by."""

from collections.abc import Iterable, Iterator
from typing import Any

from districts.models import Chapter, Term
from rest.search import Findable, register
from text.vocabulary import HitType


@register(HitType.CHAPTER, Chapter)
def chapters(rows: Iterable[Any], document: Any) -> Iterator[Findable]:
    """Each chapter with its own words: without those of the chapters within it, which are found themselves."""
    ordered = sorted(rows, key=lambda row: row.position)
    first_within: dict[str, int] = {}
    for row in ordered:
        if row.parent_id is not None:
            first_within.setdefault(row.parent_id, row.start)
    for row in ordered:
        text = document.text[row.body_start : first_within.get(row.key, row.end)].strip()
        headed = f"{row.label or ''} {row.title}".strip()
        yield Findable(key=row.key, start=row.start, title=headed, text=text, names=[row.title])


@register(HitType.TERM, Term)
def terms(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        yield Findable(key=row.key, start=row.start, title=row.term, text=row.definition)
