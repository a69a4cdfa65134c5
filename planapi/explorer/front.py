"""The front page: what is held and of which places, how far it was read, and where to begin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, OuterRef, Q, Subquery
from rest_framework.request import Request

from districts.models import District, Document
from districts.reading.divisions import NATION
from history.models import Revision
from history.revisions import State
from history.tally import totals
from indicators.models import Indicator, Numeral, Observation, Target
from planapi.explorer.headline import headline
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.tiles import tiles
from planapi.explorer.written import written
from projects.models import Park, Project
from rest.fast.bounded import Bounded
from text.vocabulary import Disposition, IndicatorCategory, ReadingState

RECENT = 8
"""Revisions that the front page names."""
NAMED = 60
"""Documents that the front page names; of more, it counts how many each place has."""
DOUBTS = 12
"""Documents in doubt that the front page names; the API has the rest."""


@dataclass(slots=True)
class PlaceWithParts:
    """A place with what is held of it and of the places in it."""

    place: District
    documents: int = 0
    places: int = 0
    parts: dict[str, "PlaceWithParts"] = field(default_factory=dict)


def provinces(by_district: Mapping[str, int]) -> list[PlaceWithParts]:
    """The provinces of these districts, and their cities, with how many documents are held of each."""
    found: dict[str, PlaceWithParts] = {}
    districts = District.objects.select_related("parent__parent").filter(code__in=list(by_district)).order_by("code")
    for district in districts:
        above = [one for one in (district, district.parent, district.parent and district.parent.parent) if one]
        level = found
        for place in reversed(above[-2:]):
            within = level.setdefault(place.code, PlaceWithParts(place))
            within.documents += by_district[district.code]
            within.places += 1
            level = within.parts
    return sorted(found.values(), key=lambda one: one.place.code)


@dataclass(frozen=True, slots=True)
class WhatIsHeld:
    """How much of it there is, and of which places."""

    documents: int
    places: int
    doubtful: int
    observations: int
    targets: int
    projects: int
    parks: int
    numerals: int
    read: int
    not_understood: int
    by_district: Mapping[str, int]
    topics: Sequence[tuple[IndicatorCategory, list[Indicator]]]
    """The headline indicators that some document states."""
    provinces: Sequence[PlaceWithParts]
    """Where there are too many documents to name them."""

    @property
    def dismissed(self) -> int:
        return self.numerals - self.read - self.not_understood

    @property
    def share(self) -> float:
        """Of the numerals, how many per cent were read or found to be no data. Never rounded up to all of them."""
        return int(1000 * (self.numerals - self.not_understood) / self.numerals) / 10 if self.numerals else 0


FEW = 20_000
"""Observations that are sooner looked through than an index is asked for each indicator."""
HELD: Bounded[State, WhatIsHeld] = Bounded(4 << 20)
"""Counting takes a tenth of a second where there is much, and gives the same until the next revision."""


def topics(stated: Iterable[str]) -> list[tuple[IndicatorCategory, list[Indicator]]]:
    """The headline indicators among these, by category."""
    rows = {one.slug: one for one in Indicator.objects.filter(slug__in=list(stated)).only("slug", "name_zh", "name_en")}
    found = [(category, [rows[slug] for slug in slugs if slug in rows]) for category, slugs in headline().items()]
    return [(category, own) for category, own in found if own]


def _counted(state: State) -> tuple[Mapping[type[Model], int], Mapping[Disposition, int]]:
    """How many rows there are of what there is most of, and how many numerals by what they are. One statement."""
    whole, parts = (Observation, Target, Project, Park), list(Disposition)
    tables = [(model._meta.db_table, "") for model in whole]  # noqa: SLF001 Django documents it
    counts = totals([*tables, *((Numeral._meta.db_table, one.value) for one in parts)], state.number)  # noqa: SLF001
    return dict(zip(whole, counts, strict=False)), dict(zip(parts, counts[len(whole) :], strict=True))


def _stated(slugs: Sequence[str], observations: int) -> Iterable[str]:
    """Those of some indicators of which something is stated in a revision of so many observations."""
    if observations <= FEW:
        stated = set(Observation.objects.order_by().values_list("indicator", flat=True).distinct())
        return [slug for slug in slugs if slug in stated]
    # One row of each, by the index: as a condition, PostgreSQL joins all rows of a past revision to find it.
    first = Observation.objects.filter(indicator=OuterRef("slug")).order_by().values("pk")[:1]
    indicators = Indicator.objects.filter(slug__in=slugs).alias(observed=Subquery(first))
    return indicators.filter(observed__isnull=False).values_list("slug", flat=True)


def _held(state: State) -> WhatIsHeld:
    held = HELD.get(state)
    if held is None:
        by_district = dict(Document.objects.order_by().values_list("district").annotate(Count("id")))
        whole, numerals = _counted(state)
        asked = [slug for slugs in headline().values() for slug in slugs]
        held = WhatIsHeld(
            documents=sum(by_district.values()),
            places=len(by_district),
            doubtful=Document.objects.filter(reading_state=ReadingState.DOUBTFUL.value).count(),
            observations=whole[Observation],
            targets=whole[Target],
            projects=whole[Project],
            parks=whole[Park],
            numerals=sum(numerals.values()),
            read=numerals[Disposition.OBSERVATION] + numerals[Disposition.TABLE],
            not_understood=numerals[Disposition.NOT_UNDERSTOOD],
            by_district=by_district,
            topics=topics(_stated(asked, whole[Observation])),
            provinces=provinces(by_district) if sum(by_district.values()) > NAMED else (),
        )
        HELD.put(state, held)
    return held


class FrontPage(ExplorerPage):
    """What is held, and where to begin."""

    name = "front"

    def content(self, request: Request, language: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        held = _held(self.state)
        documents = Document.objects.select_related("district__parent").defer("text", "places", "findings", "omitted")
        places: dict[str, tuple[District, list[Document]]] = {}
        if held.documents <= NAMED:
            for document in documents.order_by("slug"):
                places.setdefault(document.district_id, (document.district, []))[1].append(document)
        doubtful = documents.filter(reading_state=ReadingState.DOUBTFUL.value).order_by("slug")
        revisions = list(
            Revision.objects.filter(~Q(document=None), number__lte=self.revision).order_by("-number")[:RECENT]
        )
        named = {
            one.slug: one for one in documents.filter(slug__in={one.document for one in revisions if one.document})
        }
        return {
            "held": held,
            "numerals": [f"{count:,}" for count in (held.numerals, held.read, held.dismissed, held.not_understood)],
            "tiles": tiles(held.by_district),
            "nation": NATION if NATION in held.by_district else None,
            "places": list(places.values()),
            "provinces": held.provinces,
            "topics": held.topics,
            "doubtful": list(doubtful[:DOUBTS]) if held.doubtful else [],
            "more_doubtful": max(0, held.doubtful - DOUBTS),
            "revisions": [(one, named.get(one.document or ""), written(one.counts, language)) for one in revisions],
        }
