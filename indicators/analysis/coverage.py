"""Documents, observations and numerals become a grid of what is known: stated, stated without a number, not understood,
not stated, or of no document at all.

A plan covers its baseline year and its period (2020-2025 for 2021-2025), a report of year R the year that it reviews
and the one that it sets tasks for (R-1 and R). What a year's documents would be follows from the same rule: for 2023 the
reports of 2023 and 2024 and the plan of 2021-2025. A plan for one field may state an indicator; that it does not says nothing of the district.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from districts.models import District, Document
from indicators.mentioning import NamesOfIndicator, NumberBeside, PlainText, beside, is_named, names_of, unit_behind
from indicators.models import Indicator, Numeral, Observation
from text.vocabulary import CoverageStatus, Disposition, DocumentKind, Origin

_SET_ASIDE = [
    word.value
    for word in (
        Disposition.NOT_UNDERSTOOD,
        Disposition.TABLE,
        Disposition.FRONT_MATTER,
        Disposition.RATIO,
        Disposition.NAME,
    )
]
"""What a numeral may be that is a figure all the same. A date, a label, a heading, a limit, a definition, another place's figure is none."""
_NEEDS_UNIT = {Disposition.RATIO.value, Disposition.NAME.value}
"""And what is one only with a unit behind it: the 3 of O 3 is none."""


@dataclass(frozen=True, slots=True)
class CoverageSource:
    """A document that states, or would state, figures of a year; ``zh`` says why."""

    document: str
    kind: DocumentKind
    zh: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One cell of the grid."""

    indicator: Indicator
    district: District
    year: int
    status: CoverageStatus
    observations: list[str]
    parts: list[str]
    numerals: list[str]
    unlinked: list[str]
    documents: list[str]
    missing: list[CoverageSource]

    @property
    def pk(self) -> tuple[int, str, int]:
        return self.indicator.pk, self.district.pk, self.year


def years_of(document: Document) -> range:
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
    plans = [(start, f"{start}—{start + 4}年规划纲要，含{year}年")]
    if year % 5 == 0:
        plans.append((year + 1, f"{year + 1}—{year + 5}年规划纲要，以{year}年为基期"))
    reports = [(year, f"{year}年政府工作报告，部署{year}年"), (year + 1, f"{year + 1}年政府工作报告，回顾{year}年")]
    return [CoverageSource(f"{district}-plan-{first}", DocumentKind.PLAN, zh) for first, zh in plans] + [
        CoverageSource(f"{district}-report-{first}", DocumentKind.REPORT, zh) for first, zh in reports
    ]


@dataclass(frozen=True, slots=True)
class _Stated:
    """Public ids of observations: of the years asked for, by indicator, district and year; and of no year, by indicator and document."""

    whole: dict[tuple[str, str, int], list[str]]
    parts: dict[tuple[str, str, int], list[str]]
    undated: dict[tuple[str, str], list[str]]
    numbered: set[str]


def _stated(indicators: Sequence[Indicator], districts: Sequence[District], years: Sequence[int]) -> _Stated:
    found = _Stated(defaultdict(list), defaultdict(list), defaultdict(list), set())
    without: list[tuple[tuple[str, str, int], str]] = []
    rows = Observation.objects.filter(indicator__in=indicators, district__in=districts)
    for slug, code, year, key, value, label, document in (
        rows.filter(Q(year__in=years) | Q(year__isnull=True))
        .order_by("document__slug", "start", "key")
        .values_list("indicator_id", "district_id", "year", "key", "value", "period_label", "document__slug")
    ):
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


def cover(
    *,
    indicators: Sequence[Indicator],
    districts: Sequence[District],
    documents: Iterable[Document],
    years: Sequence[int],
) -> list[Covered]:
    """The cells of a grid, by indicator, district and year; one statement, and three more if something is not stated."""
    held: dict[tuple[str, int], list[str]] = defaultdict(list)
    of_field: set[str] = set()
    for document in documents:
        if document.kind == DocumentKind.SPECIAL_PLAN:
            of_field.add(document.slug)
        for year in years_of(document):
            held[document.district.pk, year].append(document.slug)
    stated = _stated(indicators, districts, years)
    open_ = {
        (indicator.slug, slug)
        for indicator in indicators
        for district in districts
        for year in years
        if not stated.whole[indicator.slug, district.pk, year]
        for slug in held[district.pk, year]
    }
    lost = _not_understood(indicators, open_)
    cells: list[Covered] = []
    for indicator in indicators:
        for district in districts:
            for year in years:
                place = (indicator.slug, district.pk, year)
                covering = held[district.pk, year]
                near = [
                    number
                    for slug in covering
                    for number in lost[indicator.slug, slug]
                    if number.year in {None, year} and not stated.whole[place]
                ]
                undated = [key for slug in covering for key in stated.undated[indicator.slug, slug]]
                numerals = [number.key for number in near if not number.is_read]
                unlinked = [number.key for number in near if number.is_read]
                if observations := stated.whole[place]:
                    numbered = any(key in stated.numbered for key in observations)
                    status = CoverageStatus.STATED if numbered else CoverageStatus.STATED_WITHOUT_NUMBER
                    unlinked = []
                elif numerals or unlinked or undated:
                    status, unlinked = CoverageStatus.NOT_UNDERSTOOD, [*unlinked, *undated]
                else:
                    silent = of_field.issuperset(covering)
                    status = CoverageStatus.DOCUMENT_MISSING if silent else CoverageStatus.NOT_STATED
                missing = [source for source in sources_of(district.code, year) if source.document not in covering]
                cells.append(
                    Covered(
                        indicator,
                        district,
                        year,
                        status,
                        observations=observations,
                        parts=stated.parts[place],
                        numerals=numerals,
                        unlinked=unlinked,
                        documents=covering,
                        missing=missing,
                    )
                )
    return cells


def count(cells: Iterable[Covered]) -> dict[str, int]:
    """How many cells there are of each status, those of none included."""
    found = Counter(cell.status for cell in cells)
    return {status.value: found[status] for status in CoverageStatus}


@dataclass(frozen=True, slots=True)
class _Beside:
    """A number beside the name of an indicator: a numeral of the ledger, or (``is_read``) an observation, of its year."""

    key: str
    is_read: bool = False
    year: int | None = None


def _not_understood(
    indicators: Sequence[Indicator], open_: set[tuple[str, str]]
) -> dict[tuple[str, str], list[_Beside]]:
    """For pairs of an indicator and a document, the numbers beside its name there that are none of its figures."""
    found: dict[tuple[str, str], list[_Beside]] = defaultdict(list)
    names = {one.slug: names_of(one.slug, one.name_zh, one.aliases, one.unit) for one in indicators}
    texts: dict[str, tuple[str, PlainText]] = {}
    asked: dict[str, list[NamesOfIndicator]] = {}
    for slug, text in Document.objects.filter(slug__in={slug for _, slug in open_}).values_list("slug", "text"):
        read = PlainText(text)
        if named := [one for one in names.values() if (one.slug, slug) in open_ and is_named(read, one)]:
            texts[slug], asked[slug] = (text, read), named
    numbers, years = _numbers({slug: text for slug, (text, _) in texts.items()})
    for slug, ones in asked.items():
        for one in ones:
            keys = beside(texts[slug][1], one, numbers[slug])
            found[one.slug, slug] = [_Beside(key, key in years, years.get(key)) for key in keys]
    return found


def _numbers(texts: Mapping[str, str]) -> tuple[dict[str, list[NumberBeside]], dict[str, int | None]]:
    """The numbers of documents that are, or may be, figures, by the document's slug, and the years of those that were read; two statements."""
    numbers: dict[str, list[NumberBeside]] = defaultdict(list)
    years: dict[str, int | None] = {}
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for slug, key, first, last, start, end, unit, year, linked, origin in Observation.objects.filter(
        document__slug__in=texts
    ).values_list(
        "document__slug", "key", "start", "end", "raw_start", "raw_end", "unit", "year", "indicator_id", "origin"
    ):
        if origin == Origin.TABLE:
            rows[slug].append((first, last))
        numbers[slug].append(NumberBeside(key, start, end, unit, linked=linked is not None))
        years[key] = year
    for slug, key, start, end, disposition in Numeral.objects.filter(
        document__slug__in=texts, disposition__in=_SET_ASIDE
    ).values_list("document__slug", "key", "raw_start", "raw_end", "disposition"):
        if not any(first <= start < last for first, last in rows[slug]):
            lost = disposition == Disposition.NOT_UNDERSTOOD
            unit = None if lost else unit_behind(texts[slug], end)
            if unit is not None or disposition not in _NEEDS_UNIT:
                numbers[slug].append(NumberBeside(key, start, end, unit, lost=lost))
    for ones in numbers.values():
        ones.sort(key=lambda one: one.start)
    return numbers, years
