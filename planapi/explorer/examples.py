"""Comparisons to begin with, of what is held: ``examples_of(state)`` are an indicator each with the places that state the most of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from districts.models import District
from history.revisions import State
from indicators.models import Indicator, Observation
from planapi.explorer.headline import headline
from planapi.explorer.indicators import drawn_together
from planapi.explorer.panels import RESULTS
from rest.fast.bounded import Bounded

EXAMPLES, PLACES = 3, 4
FIGURES = 4000
"""Figures of an indicator that are looked at: for an example, those of some places are enough."""


class Example(NamedTuple):
    """An indicator, and places that can be compared by it."""

    indicator: Indicator
    places: Sequence[District]

    @property
    def query(self) -> str:
        """The same as the parameters of a comparison."""
        codes = ",".join(one.code for one in self.places)
        return urlencode({"indicator": self.indicator.slug, "district": codes}, safe=",")


FOUND: Bounded[State, list[Example]] = Bounded(1 << 20)
"""The same until the next revision."""


def examples_of(state: State) -> list[Example]:
    """The first of the headline indicators of each topic that several places state, for the first topics that have one."""
    found = FOUND.get(state)
    if found is None:
        found = []
        for slugs in headline().values():
            if example := next(filter(None, map(_example, slugs)), None):
                found.append(example)
            if len(found) == EXAMPLES:
                break
        FOUND.put(state, found)
    return found


def _example(slug: str) -> Example | None:
    rows = Observation.objects.filter(indicator=slug, year__isnull=False, kind__in=RESULTS).order_by()
    years: dict[str, set[int]] = defaultdict(set)
    for code, year in rows.values_list("district", "year")[:FIGURES]:
        years[code].add(year)
    if len(years) < 2:
        return None
    indicator = Indicator.objects.get(slug=slug)
    places = drawn_together(indicator, list(District.objects.filter(code__in=years).order_by("code")))
    most = sorted(places, key=lambda one: (-len(years[one.code]), one.code))[:PLACES]
    return Example(indicator, sorted(most, key=lambda one: one.code)) if len(most) > 1 else None
