"""The places that somebody may mean: by name, by the name in short or in English, or by code."""

from collections.abc import Iterable

from django.db.models import Q

from districts.models import District

SHORTEST = 2
"""Characters of a name that are looked for at least: one alone is in most of them."""


def places_called(words: Iterable[str], *, most: int) -> list[District]:
    """Places whose names begin with one of these words, or are these codes, in the order of their codes; those that are called just so first."""
    named = [word for word in words if len(word) >= SHORTEST]
    if not named:
        return []
    asked = Q()
    for word in named:
        asked |= Q(name__startswith=word) | Q(name_en__istartswith=word) | Q(code=word)
    found = District.objects.select_related("parent").filter(asked).order_by("code")[: most * 4]
    return sorted(found, key=lambda one: (one.name not in named, len(one.name), one.code))[:most]
