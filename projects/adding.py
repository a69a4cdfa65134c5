"""Whether what projects cost can be added up: not where one of them may stand twice.

A plan and the report of a year name the same works in other words, a city's plan those of its districts, and one document may name a work in its prose and in
a list. So a sum is of one document for each place, of no place beside one that it is part of, and has no name twice, unless the document says that these are
in two places, or they are in documents of two places and cost different sums. Pure.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from districts.reading.divisions import codes_above
from text.vocabulary import Refusal


@dataclass(frozen=True, slots=True)
class Cost:
    """What a project costs, in yuan, and what tells it from another one."""

    name: str
    place: str | None
    document: str
    district: str
    cny: Decimal


def plain(name: str) -> str:
    """A name without what is written one way or the other.

    >>> plain("“东丽湖”路（一期）工程") == plain("东丽湖路(一期)")
    True
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).removesuffix("工程").removesuffix("项目")


def twice(costs: Sequence[Cost]) -> tuple[Refusal, tuple[str, ...], str | None] | None:
    """Why one of these may stand twice: the reason, what shows it, and what to ask for instead, if anything would do."""
    documents: dict[str, set[str]] = defaultdict(set)
    for one in costs:
        documents[one.district].add(one.document)
    if parts := sorted({one.district for one in costs if documents.keys() & codes_above(one.district)}):
        return Refusal.PLACES, tuple(parts), "group_by=district,document"
    if several := sorted(slug for slugs in documents.values() if len(slugs) > 1 for slug in slugs):
        return Refusal.SEVERAL_DOCUMENTS, tuple(several), "group_by=document"
    if names := tuple(_names_twice(costs)):
        return Refusal.SAME_NAME, names, None
    return None


def _names_twice(costs: Iterable[Cost]) -> Iterator[str]:
    held: dict[str, list[Cost]] = defaultdict(list)
    for one in costs:
        held[plain(one.name)].append(one)
    for alike in held.values():
        places: dict[str, list[str | None]] = defaultdict(list)
        for one in alike:
            places[one.document].append(one.place)
        in_one = any(len(own) > 1 and (None in own or len(set(own)) < len(own)) for own in places.values())
        of_one_sum = Counter(cny for _, cny in {(one.document, one.cny) for one in alike})
        if in_one or any(count > 1 for count in of_one_sum.values()):
            yield alike[0].name
