"""What projects and parks are found by."""

from collections.abc import Iterable, Iterator
from typing import Any

from projects.models import Park, Project
from rest.search import Findable, register
from text.vocabulary import HitType


@register(HitType.PROJECT, Project)
def projects(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        yield Findable(key=row.key, start=row.start, title=row.name, text=row.quote)


@register(HitType.PARK, Park)
def parks(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        text = f"{'，'.join(row.aliases)} {row.quote}".strip()
        yield Findable(key=row.key, start=row.start, title=row.name, text=text, names=row.aliases)
