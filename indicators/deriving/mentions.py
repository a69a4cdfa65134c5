"""Numbers beside the names of indicators that are none of their figures, found once when a document is written: what `coverage/` can't call not stated.

Which they are is said by ``indicators.mentioning`` alone; here its numbers are fetched, and what it finds is kept in rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from districts.models import Document
from history.copying import copy_in
from history.marks import Mark, mark_of
from history.prepared import NamedRows
from history.rows import row_class
from indicators.mentioning import (
    NamedIndicators,
    NamesOfIndicator,
    NumberBeside,
    PlainText,
    beside,
    names_of,
    unit_behind,
)
from indicators.models import Indicator, Mention, Numeral, Observation
from text.vocabulary import Disposition, Origin

_LOST = Disposition.NOT_UNDERSTOOD.value
_NEEDS_UNIT = {Disposition.RATIO.value, Disposition.NAME.value}
"""What a numeral may be that is a figure only with a unit behind it: the 3 of O 3 is none."""
_SET_ASIDE = [_LOST, Disposition.TABLE.value, Disposition.FRONT_MATTER.value, *sorted(_NEEDS_UNIT)]
"""And what is a figure all the same. A date, a label, a heading, a limit, a definition, another place's figure is none."""
BATCH = 20
"""Documents whose texts are held at a time."""


class Mentioned(NamedTuple):
    """The numbers beside the names of an indicator in a document, in the order of the text: the keys of numerals, and of observations with their years."""

    numerals: list[str]
    unlinked: list[str]
    unlinked_years: list[int | None]


Place = tuple[str, str]
"""An indicator and a document."""


def work_out(documents: Collection[str], renamed: Collection[str]) -> None:
    """Bring what is kept of these documents, and of these indicators in all documents, to what is stored. The caller holds the transaction.

    What is as it was is not touched.
    """
    for slugs in _batches(sorted(documents)):
        _keep(slugs, _all_named(), _HELD.fetch(documents=slugs))
    names = all_names() if renamed else {}
    if ones := [names[slug] for slug in renamed if slug in names]:
        named = NamedIndicators(ones)
        others = Document.objects.exclude(slug__in=documents).order_by("slug").values_list("slug", flat=True)
        for slugs in _batches(list(others)):
            _keep(slugs, named, _HELD_OF.fetch(documents=slugs, indicators=list(renamed)))


def _batches(slugs: Sequence[str]) -> Iterator[Sequence[str]]:
    return (slugs[start : start + BATCH] for start in range(0, len(slugs), BATCH))


_OF_MENTIONS = ("id", "indicator_id", "document_id", *Mentioned._fields)
_HELD = NamedRows(Mention, _OF_MENTIONS, "document_id = any(%(documents)s)")
_HELD_OF = NamedRows(Mention, _OF_MENTIONS, "document_id = any(%(documents)s) and indicator_id = any(%(indicators)s)")


def _keep(slugs: Sequence[str], named: NamedIndicators, held: Iterable[Any]) -> None:
    before = {(indicator, document): (pk, Mentioned(*said)) for pk, indicator, document, *said in held}
    added = []
    for place, mentioned in _found(slugs, named).items():
        if before.get(place, (0, None))[1] == mentioned:
            del before[place]
        else:
            indicator, document = place
            added.append(row_class(Mention)(indicator_id=indicator, document_id=document, **mentioned._asdict()))
    if before:
        Mention.objects.filter(pk__in=[pk for pk, _ in before.values()]).delete()
    copy_in(Mention, added)


def all_names() -> Mapping[str, NamesOfIndicator]:
    """What the indicators are called, by slug."""
    return _names_at(mark_of(Indicator))[0]


def _all_named() -> NamedIndicators:
    return _names_at(mark_of(Indicator))[1]


@lru_cache(2)
def _names_at(_: Mark) -> tuple[dict[str, NamesOfIndicator], NamedIndicators]:
    columns = Indicator.objects.order_by("slug").values_list("slug", "name_zh", "aliases", "unit")
    names = {slug: names_of(slug, name, aliases, unit) for slug, name, aliases, unit in columns}
    return names, NamedIndicators(names.values())


_together = lru_cache(8)(NamedIndicators)


def mentions_in(slugs: Collection[str], names: Iterable[NamesOfIndicator]) -> dict[Place, Mentioned]:
    """The numbers beside the names of indicators in documents; pairs without any are left out. Three statements."""
    return _found(list(slugs), _together(tuple(names)))


def _found(slugs: Sequence[str], named: NamedIndicators) -> dict[Place, Mentioned]:
    texts = {}
    for slug, text in _TEXTS.fetch(documents=slugs):
        read = PlainText(text)
        if named.are_in(read):
            texts[slug] = text, read
    if not texts:
        return {}
    numbers, years = _numbers({slug: text for slug, (text, _) in texts.items()})
    found = {}
    for document, (_, read) in texts.items():
        for indicator, keys in beside(read, named, numbers[document]).items():
            unlinked = [key for key in keys if key in years]
            numerals = [key for key in keys if key not in years]
            found[indicator, document] = Mentioned(numerals, unlinked, [years[key] for key in unlinked])
    return found


def _numbers(texts: Mapping[str, str]) -> tuple[dict[str, list[NumberBeside]], dict[str, int | None]]:
    """The numbers of documents that are, or may be, figures, by the document's slug, and the years of those that were read; two statements."""
    numbers: dict[str, list[NumberBeside]] = defaultdict(list)
    years: dict[str, int | None] = {}
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for slug, key, first, last, start, end, unit, year, linked, origin in _READ.fetch(documents=list(texts)):
        if origin == Origin.TABLE:
            rows[slug].append((first, last))
        numbers[slug].append(NumberBeside(key, start, end, unit, linked=linked is not None))
        years[key] = year
    for slug, key, start, end, disposition in _NOT_READ.fetch(documents=list(texts), dispositions=_SET_ASIDE):
        if not any(first <= start < last for first, last in rows[slug]):
            unit = None if disposition == _LOST else unit_behind(texts[slug], end)
            if unit is not None or disposition not in _NEEDS_UNIT:
                numbers[slug].append(NumberBeside(key, start, end, unit, lost=disposition == _LOST))
    for ones in numbers.values():
        ones.sort(key=lambda one: (one.start, one.key))
    return numbers, years


_TEXTS = NamedRows(Document, ("slug", "text"), "slug = any(%(documents)s)")
_READ = NamedRows(
    Observation,
    ("document_id", "key", "start", "end", "raw_start", "raw_end", "unit", "year", "indicator_id", "origin"),
    "document_id = any(%(documents)s)",
)
_NOT_READ = NamedRows(
    Numeral,
    ("document_id", "key", "raw_start", "raw_end", "disposition"),
    "document_id = any(%(documents)s) and disposition = any(%(dispositions)s)",
)
