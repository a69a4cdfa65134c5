"""A place: what is held of it and how it was read, its targets and how far they are, its projects and parks, and what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Count, F, Q, Value
from django.http import Http404
from rest_framework.request import Request

from districts.models import District, Document, Subdistrict
from districts.reading.divisions import Became, predecessors, successors
from history.prepared import NamedRows
from indicators.models import Indicator, Numeral, Observation, Outcome
from planapi.explorer.headline import ranks
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.places_kept import OutcomeRow, ShownTarget, by_year
from planapi.explorer.written import MOVED
from projects.models import Park, Project
from rest.fast.slots import IsAmong
from text.vocabulary import Disposition, DivisionLevel, DocumentKind, IndicatorCategory, ProgressStatus, Reason

PROJECTS = 12
"""Projects that the page of a place names, those that cost most first; the page of projects has the rest."""
PARKS = 24
STREETS = 60
TARGETS = 80
OF_EARLIER_PLANS = 10
"""Of each plan before the newest: that has them beside its own, where it aims at the same again."""
IN_A_YEAR = 20
OF_THE_REST = 5
"""Targets that are named of a year; of more, it is said how many."""

_FIGURES = NamedRows(
    Observation,
    ("key", "document_id", "start", "raw", "year", "period_start", "period_end", "origin", *MOVED),
    "key = any(%(keys)s)",
)


class PlacePage(ExplorerPage):
    """A place."""

    name = "place"

    def content(self, request: Request, language: str, code: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride]
        place = District.objects.select_related("parent__parent").filter(code=code).first()
        if place is None:
            raise Http404(f"There is no district {code!r}.")
        documents = list(
            Document.objects.filter(district=code)
            .defer("text", "places", "omitted", "findings")
            .order_by("kind", "-report_year", "-period_start")
        )
        became = _what_it_was_and_became(code)
        if not documents:
            return {"place": place, "documents": (), "parts": _parts(place), **became}
        targets = _targets(code, pinned=self.pinned)
        plans = {one.slug for one in documents if one.kind == DocumentKind.PLAN.value}
        aims = [one for one in targets if one.outcome.document_id in plans]
        planned = _by_plan(documents, aims)
        reports = {one.report_year for one in documents if one.kind == DocumentKind.REPORT.value}
        numerals = _numerals([one.slug for one in documents])
        made_at = self.state.made_at
        # Put in order here: where PostgreSQL is to find the dearest, it looks at those of all places from the dearest on.
        shown = ("key", "name", "document_id", "investment_raw", "investment_cny")
        projects = list(Project.objects.filter(district=code).order_by().values_list(*shown, named=True))
        parks = list(
            Park.objects.filter(district=code)
            .order_by("document_id", "start")
            .values_list("key", "name", "document_id", named=True)
        )
        # What several documents name is one thing here; their lists have it as each of them names it.
        projects, parks = _once(projects), _once(parks)
        projects.sort(key=lambda one: (-(one.investment_cny or -1), one.key))
        streets = Subdistrict.objects.filter(district=code).order_by("document_id", "position")
        return {
            "place": place,
            **became,
            "documents": [(one, *numerals.get(one.slug, (0, 0))) for one in documents],
            "parts": _parts(place),
            "planned": planned,
            "without_table": [one for one in documents if one.slug in plans - {plan.document.slug for plan in planned}],
            "years": by_year(targets, {year for year in reports if year is not None}),
            "in_a_year": f":{IN_A_YEAR}",
            "of_the_rest": f":{OF_THE_REST}",
            "missing": _missing_reports(documents, made_at.year if made_at else 0),
            "has_plan": bool(plans),
            "without_result": sum(one.reason == Reason.NO_OUTCOME for one in aims),
            "not_comparable": sum(one.status == ProgressStatus.NOT_COMPARABLE for one in aims),
            "not_understood": sum(count for _, count in numerals.values()),
            "projects": projects[:PROJECTS],
            "project_count": len(projects),
            "parks": parks[:PARKS],
            "park_count": len(parks),
            "streets": list(streets.values_list("key", "name", named=True)[:STREETS]),
        }


def _once(rows: Iterable[Any]) -> list[Any]:
    """Of what several documents name alike, that of the document which has most of it: within one document, things of one name are several."""
    named: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        named[row.name][row.document_id].append(row)
    return [row for by_document in named.values() for row in max(by_document.values(), key=len)]


def _what_it_was_and_became(code: str) -> dict[str, Any]:
    """What a place was before and what it has become, each with whether there is a page of it."""
    before: Sequence[Became] = ()
    after: Sequence[Became] = ()
    with suppress(KeyError):  # a code that the table of divisions never had
        before, after = predecessors(code), successors(code)
    if not before and not after:
        return {}
    codes = {one.before.code for one in before} | {one.after.code for one in after}
    known = set(District.objects.filter(code__in=codes - {code}).values_list("code", flat=True))
    return {
        "before": [(one.before, one.year, one.how, one.before.code in known) for one in before],
        "after": [(one.after, one.year, one.how, one.after.code in known) for one in after],
    }


def _targets(code: str, *, pinned: bool) -> list[ShownTarget]:
    """The targets of a place with their baselines and latest results, those that most people look for first."""
    named = Outcome.objects.filter(district=code, indicator__isnull=False)
    outcomes = [OutcomeRow(*row) for row in named.order_by("document_id", "row_id").values_list(*OutcomeRow._fields)]
    # Keys, and then their rows: over a past revision, joins of tables whose rows are many look at all of them.
    keys = {key for one in outcomes for key in one[:3] if key is not None}
    rows = {row.key: row for row in _FIGURES.fetch(keys=[*keys], prepared=not pinned)}
    # As one array: each of hundreds of values in the SQL is looked for and written by Python.
    slugs = Value(list({one.indicator_id for one in outcomes}), output_field=ArrayField(CharField()))
    fields = ("slug", "name_zh", "name_en", "category")
    indicators = {one.slug: one for one in Indicator.objects.filter(IsAmong(F("slug"), slugs)).only(*fields)}
    found = [
        ShownTarget(
            indicators[one.indicator_id],
            rows.get(one.baseline_id or ""),
            rows.get(one.outcome_id or ""),
            rows[one.row_id],
            one,
        )
        for one in outcomes
    ]
    order = ranks()
    last = len(order)
    # The table of a plan before its text, which says many of the same again.
    return sorted(
        found,
        key=lambda one: (
            one.row.origin != "table",
            order.get(one.indicator.slug, last),
            one.row.document_id,
            one.row.start,
        ),
    )


@dataclass(frozen=True, slots=True)
class PlanOfPlace:
    """The targets of a plan by topic, each beside that of the plan before it for the same indicator, if there is one; ``more``: those that are left out."""

    document: Document
    topics: Sequence[tuple[IndicatorCategory, Sequence[tuple[ShownTarget, ShownTarget | None]]]]
    before: Document | None
    more: int


def _by_plan(documents: Iterable[Document], aims: Sequence[ShownTarget]) -> list[PlanOfPlace]:
    """The plans of a place that have targets, the newest first: what one aims at is never mixed with what another does."""
    by_document: dict[str, list[ShownTarget]] = defaultdict(list)
    for one in aims:
        by_document[one.outcome.document_id].append(one)
    held = [one for one in documents if one.slug in by_document]
    held.sort(key=lambda one: (-(one.period_start or 0), one.slug))
    found = []
    for number, plan in enumerate(held):
        earlier = (one for one in held[number + 1 :] if (one.period_end or 0) <= (plan.period_start or 0))
        before = next(earlier, None)
        # That of the table, which stands first, where the text says the same again.
        then = {_aimed_at(one): one for one in reversed(by_document[before.slug])} if before else {}
        own, most = by_document[plan.slug], OF_EARLIER_PLANS if number else TARGETS
        topics = [
            (category, [(one, then.get(_aimed_at(one))) for one in targets])
            for category, targets in _by_topic(own[:most])
        ]
        met = any(other for _, targets in topics for _, other in targets)
        found.append(PlanOfPlace(plan, topics, before if met else None, max(0, len(own) - most)))
    return found


def _aimed_at(target: ShownTarget) -> tuple[str, bool]:
    """What a target is of: those of a year and those of several years are of two things."""
    return target.indicator.slug, target.row.period_start is None


def _by_topic(targets: Sequence[ShownTarget]) -> list[tuple[IndicatorCategory, list[ShownTarget]]]:
    """Targets by the category of their indicators; one that the table of a plan has stands once, though its text says it again."""
    found: dict[IndicatorCategory, list[ShownTarget]] = {category: [] for category in IndicatorCategory}
    met: set[tuple[Any, ...]] = set()
    for one in targets:
        outcome = one.outcome
        same = (outcome.document_id, outcome.indicator_id, outcome.target_year, outcome.target_value)
        if outcome.target_value is None or same not in met:
            found[IndicatorCategory(one.indicator.category)].append(one)
            met.add(same)
    return [(category, own) for category, own in found.items() if own]


def _numerals(slugs: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many numerals each document has, and how many of them were not understood."""
    # Counted by what an index has: of a document there are thousands.
    unread = Count("disposition", filter=Q(disposition=Disposition.NOT_UNDERSTOOD.value))
    rows = Numeral.objects.filter(document__in=list(slugs)).order_by().values_list("document_id")
    return {
        slug: (count, not_understood)
        for slug, count, not_understood in rows.annotate(all=Count("disposition"), unread=unread)
    }


def _missing_reports(documents: Iterable[Document], this_year: int) -> list[int]:
    """The years of the plans, up to this one, of which no report is held."""
    held = {one.report_year for one in documents if one.kind == DocumentKind.REPORT.value}
    plans = [one for one in documents if one.kind == DocumentKind.PLAN.value]
    years = {year for one in plans for year in range(one.period_start or 0, (one.period_end or -1) + 1)}
    return sorted(year for year in years - held if year <= this_year)


def _parts(place: District) -> list[tuple[District, int]]:
    """The places in a place of which something is held, or of places in them, with how many documents."""
    if place.level == DivisionLevel.COUNTY.value:
        return []  # nothing is in it that documents could be of
    code = place.code
    parts: dict[str, tuple[District, int]] = {}
    held = (
        Document.objects.filter(Q(district__parent=code) | Q(district__parent__parent=code))
        .order_by()
        .values_list("district")
        .annotate(Count("id"))
    )
    by_district = dict(held)
    for district in District.objects.select_related("parent").filter(code__in=list(by_district)).order_by("code"):
        part = district.parent if district.parent is not None and district.parent.code != code else district
        parts[part.code] = part, parts.get(part.code, (part, 0))[1] + by_district[district.code]
    return sorted(parts.values(), key=lambda one: one[0].code)
