"""What indicators and observations are found by."""

from collections.abc import Iterable, Iterator
from typing import Any

from indicators.models import Indicator, Observation
from rest.search import Findable, register
from text.vocabulary import HitType


@register(HitType.INDICATOR, Indicator, used_by=(Observation, "indicator__slug"))
def indicators(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        text = f"{row.name_en}。{row.definition} {'，'.join(row.aliases)}"
        yield Findable(key=row.slug, title=row.name_zh, text=text, names=[row.name_zh, row.name_en, *row.aliases])


@register(HitType.OBSERVATION, Observation)
def observations(rows: Iterable[Any], _: Any) -> Iterator[Findable]:
    for row in rows:
        yield Findable(key=row.key, start=row.start, title=row.subject, text=row.quote)
