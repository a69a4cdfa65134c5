"""Names become the ids of the API: 河东 is 120102, 高企 is high-tech-firms.

What may mean several things, or nothing, is refused with candidates; no id is made up.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process

from districts.models import District, Document
from districts.parameters import districts_meant
from indicators.models import Indicator
from indicators.reading.everyday import indicators_called
from rest.http.problems import LONGEST_VALUE, shortened

MOST_CANDIDATES = 8
MOST_COMPARED = 5_000
"""Names among which the nearest is looked for."""


class UnclearName(Exception):
    """A name means several things, or nothing; ``candidates`` may be meant."""

    def __init__(self, told: str, candidates: Sequence[dict[str, Any]]) -> None:
        super().__init__(told)
        self.candidates = candidates


def place(given: str) -> District:
    """The place of a code or a name. Of several with one name, the one with documents, if there is only one (as in ``verify/``)."""
    found = places(given)
    if len(found) > 1:
        held = set(Document.objects.filter(district__in=[one.code for one in found]).values_list("district", flat=True))
        found = [one for one in found if one.code in held] or found
    if len(found) == 1:
        return found[0]
    if not found and (known := districts_meant(given)):
        told = ", ".join(f"{code} {name}" for code, name in known[:MOST_CANDIDATES])
        raise UnclearName(f"place: {shortened(given)!r} is {told}, of which nothing is held here.", [])
    raise _unclear("place", given, found or near_places(given), told_place, code="six digits, such as 120102")


def places(given: str) -> list[District]:
    """The places that are called so, in the order of their codes."""
    name = given.strip()
    codes = [name] if name.isascii() and name.isdecimal() else [code for code, _ in districts_meant(name)]
    rows = District.objects.select_related("parent")
    return list(rows.filter(code__in=codes).order_by("code")) or list(
        rows.filter(name_en__iexact=name)[:MOST_CANDIDATES]
    )


def near_places(given: str) -> list[District]:
    """The places whose names hold what was given, or else are most like it."""
    rows = District.objects.select_related("parent").order_by("code")
    return _near(given, rows, "code", ("name", "name_en"))


def indicator(given: str) -> Indicator:
    """The indicator of a slug or a name."""
    found = indicators(given)
    if len(found) == 1:
        return found[0]
    raise _unclear(
        "indicator", given, found or near_indicators(given), told_indicator, code="a slug, such as gdp-growth"
    )


def indicators(given: str) -> list[Indicator]:
    """The indicators that people call so, the likeliest first."""
    name = given.strip()
    if (own := Indicator.objects.filter(slug=name).first()) is not None:
        return [own]
    slugs = [slug for slug, _ in indicators_called(name)]
    held = {one.slug: one for one in Indicator.objects.filter(slug__in=slugs)}
    called = [held[slug] for slug in slugs if slug in held]
    exactly = [one for one in called if name in (one.name_zh, *one.aliases)]
    return exactly if len(exactly) == 1 else called or list(Indicator.objects.filter(name_en__iexact=name))


def near_indicators(given: str) -> list[Indicator]:
    """The indicators whose names hold what was given, or else are most like it."""
    return _near(given, Indicator.objects.order_by("slug"), "slug", ("name_zh", "name_en", "slug"))


def told_place(row: District) -> dict[str, Any]:
    told = {"code": row.code, "name": row.name, "name_en": row.name_en}
    return told | ({"in": row.parent.name} if row.parent else {})


def told_indicator(row: Indicator) -> dict[str, Any]:
    return {"slug": row.slug, "name": row.name_zh, "name_en": row.name_en, "unit": row.unit}


def _near(given: str, rows: Any, key: str, labels: Sequence[str]) -> list[Any]:
    name = given.strip()
    if not name or len(name) > LONGEST_VALUE or "\x00" in name:
        return []
    holds = Q()
    for label in labels:
        holds |= Q(**{f"{label}__icontains": name})
    if held := list(rows.filter(holds)[:MOST_CANDIDATES]):
        return held
    known = list(rows.values_list(key, *labels)[:MOST_COMPARED])
    named = {label.lower(): row[0] for row in known for label in row[1:] if label}
    best = process.extract(name.lower(), list(named), scorer=fuzz.ratio, score_cutoff=45, limit=MOST_CANDIDATES)
    keys = list(dict.fromkeys(named[label] for label, _, _ in best))
    by_key = {getattr(one, key): one for one in rows.filter(**{f"{key}__in": keys})}
    return [by_key[one] for one in keys]


def _unclear(
    noun: str, given: str, found: Sequence[Any], told: Callable[[Any], dict[str, Any]], *, code: str
) -> UnclearName:
    candidates = [told(one) for one in found[:MOST_CANDIDATES]]
    if candidates:
        return UnclearName(
            f"{noun}: {shortened(given)!r} is not one {noun} here. Take one of the candidates.", candidates
        )
    return UnclearName(f"{noun}: nothing here is called {shortened(given)!r}. Give {code}, or a name as printed.", [])
