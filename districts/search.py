"""What chapters and glossary entries are found by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from districts.models import Chapter, Term
from rest.search import Findable, register
from text.vocabulary import HitType


@register(HitType.CHAPTER, Chapter)
def chapters(rows: Iterable[Any], document: Any) -> Iterator[Findable]:
    """Each chapter with its own words: without those of the chapters within it, which are found themselves, and with those behind these (a box). The first
    bears what stands in none."""
    ordered = sorted(rows, key=lambda row: row.position)
    within: dict[str | None, list[Any]] = defaultdict(list)
    for row in ordered:
        within[row.parent_id].append(row)
    outside = _without(document.text, 0, len(document.text), within[None])
    for place, row in enumerate(ordered):
        text = _without(document.text, row.body_start, row.end, within[row.key])
        headed = f"{row.label or ''} {row.title}".strip()
        names = [row.title]
        yield Findable(
            key=row.key, start=row.start, title=headed, text=text, names=names, outside=None if place else outside
        )


def _without(text: str, start: int, end: int, chapters: Iterable[Any]) -> str:
    """A stretch of a text without that of some chapters."""
    pieces: list[str] = []
    for chapter in chapters:
        pieces.append(text[start : chapter.start].strip())
        start = chapter.end
    return "\n".join(filter(None, [*pieces, text[start:end].strip()]))


@register(HitType.TERM, Term)
def terms(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        yield Findable(key=row.key, start=row.start, title=row.term, text=row.definition)
