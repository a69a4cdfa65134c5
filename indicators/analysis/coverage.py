"""Documents, observations and numerals become a grid of what is known: stated, stated without a number, not understood,
not stated, or of no document at all.

A plan covers its baseline year and its period (2020-2025 for 2021-2025), a report of year R the year that it reviews
and the one that it sets tasks for (R-1 and R). What a year's documents would be follows from the same rule: for 2023 the
reports of 2023 and 2024 and the plan of 2021-2025. A plan for one field may state an indicator; that it does not says nothing of the district.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from indicators.deriving.mentions import Mentioned, Place, mentions_in
from indicators.mentioning import names_of
from indicators.models import Indicator, Observation
from text.vocabulary import CoverageStatus, DocumentKind


@dataclass(frozen=True, slots=True)
class CoverageSource:
    """A document that states, or would state, figures of a year; ``zh`` and ``en`` say why."""

    document: str
    kind: DocumentKind
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One cell of the grid."""

    indicator: Any
    district: Any
    year: int
    status: CoverageStatus
    observations: list[str]
    parts: list[str]
    numerals: list[str]
    unlinked: list[str]
    documents: list[str]
    missing: list[CoverageSource]

    @property
    def pk(self) -> tuple[Any, str, int]:
        return self.indicator.pk, self.district.pk, self.year


def years_of(document: Any) -> range:
    """The years that a document covers."""
    if document.kind == DocumentKind.REPORT:
        last = document.report_year or 0
        return range(last - 1, last + 1)
    start, end = document.period_start or 0, document.period_end or 0
    return range(min(document.baseline_year or start - 1, start), end + 1)


def sources_of(district: str, year: int) -> list[CoverageSource]:
    """The documents that would state a district's figures of a year: five-year plans begin in years such as 2016 and 2021.

    >>> [source.document for source in sources_of("120102", 2020)]
    ['120102-plan-2016', '120102-plan-2021', '120102-report-2020', '120102-report-2021']
    """
    start = year - (year - 1) % 5
    after = year + 1

    def plan(first: int, zh: str, en: str) -> CoverageSource:
        zh, en = f"{first}—{first + 4}年规划纲要，{zh}", f"plan of {first}–{first + 4}, which {en} {year}"
        return CoverageSource(f"{district}-plan-{first}", DocumentKind.PLAN, zh, en)

    def report(of: int, zh: str, en: str) -> CoverageSource:
        zh, en = f"{of}年政府工作报告，{zh}{year}年", f"work report of {of}, which {en} {year}"
        return CoverageSource(f"{district}-report-{of}", DocumentKind.REPORT, zh, en)

    based = [plan(after, f"以{year}年为基期", "starts from")] if year % 5 == 0 else []
    return [
        plan(start, f"含{year}年", "covers"),
        *based,
        report(year, "部署", "sets the tasks of"),
        report(after, "回顾", "reviews"),
    ]


class StatedKey(NamedTuple):
    """An observation of an indicator: what coverage takes of it."""

    indicator: str
    district: str
    year: int | None
    key: str
    value: Any
    """Null where it gives none; what it is, is of no matter."""
    period_label: str | None
    document: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """Public ids of observations: of the years asked for, by indicator, district and year; and of no year, by indicator and document."""

    whole: dict[tuple[str, str, int], list[str]]
    parts: dict[tuple[str, str, int], list[str]]
    undated: dict[Place, list[str]]
    numbered: set[str]


def stated_keys(indicators: Sequence[Any], districts: Sequence[Any], years: Sequence[int]) -> Iterable[Any]:
    """The rows of ``StatedKey`` in the order of the documents; one statement."""
    rows = Observation.objects.filter(indicator__in=indicators, district__in=districts)
    return (
        rows.filter(Q(year__in=years) | Q(year__isnull=True))
        .order_by("document", "start", "key")
        .values_list("indicator_id", "district_id", "year", "key", "value", "period_label", "document_id")
    )


def _stated(rows: Iterable[StatedKey | tuple[Any, ...]]) -> _Stated:
    found = _Stated(defaultdict(list), defaultdict(list), defaultdict(list), set())
    without: list[tuple[tuple[str, str, int], str]] = []
    for slug, code, year, key, value, label, document in rows:
        if year is None:
            found.undated[slug, document].append(key)
        elif label is not None:
            found.parts[slug, code, year].append(key)
        elif value is None:
            without.append(((slug, code, year), key))
        else:
            found.whole[slug, code, year].append(key)
            found.numbered.add(key)
    for place, key in without:
        found.whole[place].append(key)
    return found


Look = Callable[[Sequence[Any], Collection[Place]], Mapping[Place, Mentioned]]
"""Gives what is mentioned of indicators at these places."""


def look_into(indicators: Sequence[Indicator], places: Collection[Place]) -> Mapping[Place, Mentioned]:
    """What is mentioned, found in the texts."""
    names = [names_of(one.slug, one.name_zh, one.aliases, one.unit) for one in indicators]
    found = mentions_in({document for _, document in places}, names)
    return {place: mentioned for place, mentioned in found.items() if place in places}


def cover(
    *,
    indicators: Sequence[Any],
    districts: Sequence[Any],
    documents: Iterable[Any],
    years: Sequence[int],
    stated: Iterable[StatedKey | tuple[Any, ...]],
    look: Look = look_into,
) -> list[Covered]:
    """The cells of a grid, by indicator, district and year. ``look`` is asked once, if something is not stated."""
    held: dict[tuple[str, int], list[str]] = defaultdict(list)
    of_field: set[str] = set()
    for document in documents:
        if document.kind == DocumentKind.SPECIAL_PLAN:
            of_field.add(document.slug)
        for year in years_of(document):
            held[document.district_id, year].append(document.slug)
    said = _stated(stated)
    open_ = {
        (indicator.slug, slug)
        for indicator in indicators
        for district in districts
        for year in years
        if (indicator.slug, district.code, year) not in said.whole
        for slug in held.get((district.code, year), ())
    }
    lost = look(indicators, open_) if open_ else {}
    expected = {
        (district.code, year): _missing(district.code, year, held.get((district.code, year), ()))
        for district in districts
        for year in years
    }
    cells: list[Covered] = []
    for indicator in indicators:
        for district in districts:
            for year in years:
                place = (indicator.slug, district.code, year)
                covering = held.get(place[1:], [])
                observations = said.whole.get(place, [])
                numerals: list[str] = []
                unlinked: list[str] = []
                if observations:
                    numbered = any(key in said.numbered for key in observations)
                    status = CoverageStatus.STATED if numbered else CoverageStatus.STATED_WITHOUT_NUMBER
                else:
                    numerals, unlinked = _beside(lost, indicator.slug, covering, year)
                    unlinked += [key for slug in covering for key in said.undated.get((indicator.slug, slug), ())]
                    if numerals or unlinked:
                        status = CoverageStatus.NOT_UNDERSTOOD
                    else:
                        silent = of_field.issuperset(covering)
                        status = CoverageStatus.DOCUMENT_MISSING if silent else CoverageStatus.NOT_STATED
                cells.append(
                    Covered(
                        indicator,
                        district,
                        year,
                        status,
                        observations=observations,
                        parts=said.parts.get(place, []),
                        numerals=numerals,
                        unlinked=unlinked,
                        documents=covering,
                        missing=expected[place[1:]],
                    )
                )
    return cells


def _beside(
    lost: Mapping[Place, Mentioned], indicator: str, covering: Iterable[str], year: int
) -> tuple[list[str], list[str]]:
    """The numerals, and the observations of a year or of none, beside the name of an indicator in some documents."""
    numerals: list[str] = []
    unlinked: list[str] = []
    for slug in covering:
        if (mentioned := lost.get((indicator, slug))) is not None:
            numerals += mentioned.numerals
            dated = zip(mentioned.unlinked, mentioned.unlinked_years, strict=True)
            unlinked += [key for key, of in dated if of is None or of == year]
    return numerals, unlinked


def _missing(district: str, year: int, covering: Collection[str]) -> list[CoverageSource]:
    return [source for source in sources_of(district, year) if source.document not in covering]


def count(cells: Iterable[Covered]) -> dict[str, int]:
    """How many cells there are of each status, those of none included."""
    found = Counter(cell.status for cell in cells)
    return {status.value: found[status] for status in CoverageStatus}
