"""Which places kept the targets of a year, and which did not: those with a result of that very year (``places_kept``)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F
from rest_framework.request import Request

from districts.models import District
from history.revisions import State
from indicators.models import Indicator, Observation, Outcome
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.written import MOVED
from rest.fast.bounded import Bounded
from rest.http.problems import BadParameters, Wrong
from rest.pagination import single
from text.vocabulary import ProgressStatus

PLACES = 40
"""Places on a page."""
NAMED = 6
"""Missed targets that are named of a place; its own page has all."""


@dataclass(frozen=True, slots=True)
class JudgedYear:
    """How many targets of a year were kept and missed, by place."""

    year: int
    missed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    kept: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def places(self) -> list[str]:
        """The places of which some are known, those that missed the most first."""
        codes = {*self.missed, *self.kept}
        return sorted(codes, key=lambda code: (-self.missed.get(code, 0), -self.kept.get(code, 0), code))


YEARS: Bounded[State, list[JudgedYear]] = Bounded(4 << 20)
"""Counting looks at all results, and gives the same until the next revision."""


def _judged() -> Any:
    """Outcomes with a result of the year that they were for."""
    return Outcome.objects.filter(
        status__in=[ProgressStatus.ACHIEVED.value, ProgressStatus.BEHIND.value],
        indicator__isnull=False,
        outcome__year__gte=F("target_year"),
    )


def _years(state: State) -> list[JudgedYear]:
    """The years of which something is known, the newest first."""
    found = YEARS.get(state)
    if found is None:
        years: dict[int, JudgedYear] = {}
        # An indicator counts once for a year, however often its target is stated.
        rows = _judged().order_by().values_list("target_year", "status", "district_id")
        for year, status, code, count in rows.annotate(count=Count("indicator", distinct=True)):
            judged = years.setdefault(year, JudgedYear(year))
            (judged.missed if status == ProgressStatus.BEHIND else judged.kept)[code] += count
        found = [years[year] for year in sorted(years, reverse=True)]
        YEARS.put(state, found)
    return found


class TargetsPage(ExplorerPage):
    """Targets kept and missed, place by place."""

    name = "targets"

    def parameters(self) -> tuple[str, ...]:
        return ("year", "page")

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        years = _years(self.state)
        known = [one.year for one in years]
        if not years:
            return {"years": (), "judged": None}
        year = _whole(request, "year", known, first=known[0])
        judged = next(one for one in years if one.year == year)
        last = -(-len(judged.places) // PLACES)
        page = _whole(request, "page", range(1, last + 1), first=1)
        codes = judged.places[(page - 1) * PLACES : page * PLACES]
        named = {one.code: one for one in District.objects.select_related("parent").filter(code__in=codes)}
        missed = _missed(year, codes)
        return {
            "years": known,
            "judged": judged,
            "missing": sum(map(bool, judged.missed.values())),
            "places": [
                (named[code], judged.missed.get(code, 0), judged.kept.get(code, 0), missed.get(code, [])[:NAMED])
                for code in codes
            ],
            "number": page,
            "pages": range(1, last + 1) if last > 1 else (),
        }


def _whole(request: Request, name: str, known: Sequence[int], *, first: int) -> int:
    given = single(request, name)
    if given is None:
        return first
    if not (given.isascii() and given.isdecimal() and len(given) < 6 and int(given) in known):
        raise BadParameters(Wrong(name, given, f"must be one of {', '.join(map(str, known))}"))
    return int(given)


def _missed(year: int, codes: Sequence[str]) -> dict[str, list[tuple[Any, Any, Any]]]:
    """The missed targets of a year by place: the indicator, and the observations of target and result."""
    rows = _judged().filter(target_year=year, status=ProgressStatus.BEHIND.value, district__in=codes)
    outcomes = list(
        rows.order_by("district", "row_id").values_list("district_id", "indicator_id", "row_id", "outcome_id")
    )
    shown = ("key", "raw", "year", "period_start", "period_end", *MOVED)
    keys = {key for one in outcomes for key in one[2:]}
    figures = {row.key: row for row in Observation.objects.filter(key__in=keys).values_list(*shown, named=True)}
    slugs = {one[1] for one in outcomes}
    indicators = {one.slug: one for one in Indicator.objects.filter(slug__in=slugs).only("slug", "name_zh", "name_en")}
    found: dict[str, dict[str, tuple[Any, Any, Any]]] = defaultdict(dict)
    for code, slug, target, result in outcomes:
        found[code].setdefault(slug, (indicators[slug], figures[target], figures[result]))
    return {code: list(own.values()) for code, own in found.items()}
