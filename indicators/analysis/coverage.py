"""Documents, observations and numerals become a grid of what is known: stated, stated without a number, not understood,
not stated, or of no document at all.

A plan covers its baseline year and its period (2020-2025 for 2021-2025), a report of year R the year that it reviews
and the one that it sets tasks for (R-1 and R). What a year's documents would be follows from the same rule: for 2023 the
reports of 2023 and 2024 and the plan of 2021-2025.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr

from districts.models import District, Document
from indicators.models import Indicator, Numeral, Observation
from text.vocabulary import CoverageStatus, Disposition, DocumentKind

AROUND = 200
"""Characters on each side of a numeral within which its sentence is looked for."""

_STOP = re.compile(r"[。！？!?\n]")
_NOTHING = re.compile(r"<[^>]*>|[\s*“”\"]")


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
    numerals: list[str]
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


def cover(
    *,
    indicators: Sequence[Indicator],
    districts: Sequence[District],
    documents: Iterable[Document],
    years: Sequence[int],
) -> list[Covered]:
    """The cells of a grid, by indicator, district and year; two statements."""
    held: dict[tuple[str, int], list[str]] = defaultdict(list)
    for document in documents:
        for year in years_of(document):
            held[document.district.pk, year].append(document.slug)
    with_number: dict[tuple[str | None, str, int | None], list[str]] = defaultdict(list)
    without: dict[tuple[str | None, str, int | None], list[str]] = defaultdict(list)
    stated = Observation.objects.filter(indicator__in=indicators, district__in=districts, year__in=years)
    for slug, code, year, key, value in stated.order_by("document__slug", "start", "key").values_list(
        "indicator_id", "district_id", "year", "key", "value"
    ):
        (without if value is None else with_number)[slug, code, year].append(key)
    lost = _not_understood(indicators, districts)
    cells: list[Covered] = []
    for indicator in indicators:
        for district in districts:
            named = lost[indicator.pk, district.pk]
            for year in years:
                place = (indicator.slug, district.pk, year)
                covering = held[district.pk, year]
                numerals = [key for slug, key in named if slug in covering]
                if observations := with_number[place] + without[place]:
                    status = CoverageStatus.STATED if with_number[place] else CoverageStatus.STATED_WITHOUT_NUMBER
                elif numerals:
                    status = CoverageStatus.NOT_UNDERSTOOD
                else:
                    status = CoverageStatus.NOT_STATED if covering else CoverageStatus.DOCUMENT_MISSING
                missing = [source for source in sources_of(district.code, year) if source.document not in covering]
                cells.append(Covered(indicator, district, year, status, observations, numerals, covering, missing))
    return cells


def count(cells: Iterable[Covered]) -> dict[str, int]:
    """How many cells there are of each status, those of none included."""
    found = Counter(cell.status for cell in cells)
    return {status.value: found[status] for status in CoverageStatus}


def _not_understood(
    indicators: Sequence[Indicator], districts: Sequence[District]
) -> dict[tuple[int, str], list[tuple[str, str]]]:
    """For each indicator and district the numerals, with their documents, that were not understood in a sentence that
    names the indicator."""
    begin = Greatest(F("raw_start") - AROUND, Value(0))
    rows = (
        Numeral.objects.filter(district__in=districts, disposition=Disposition.NOT_UNDERSTOOD.value)
        .annotate(
            lead=Substr("document__text", begin + 1, F("raw_start") - begin, output_field=models.TextField()),
            rest=Substr("document__text", F("raw_start") + 1, AROUND, output_field=models.TextField()),
        )
        .order_by("document__slug", "raw_start")
        .values_list("district_id", "document__slug", "key", "lead", "rest")
    )
    names = {one.pk: {_plain(name) for name in (one.name_zh, *one.aliases)} for one in indicators}
    found: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for code, slug, key, lead, rest in rows:
        sentence = _plain(_STOP.split(lead)[-1] + _STOP.split(rest)[0])
        for pk, called in names.items():
            if any(name in sentence for name in called):
                found[pk, code].append((slug, key))
    return found


def _plain(words: str) -> str:
    """Words as they are compared: half width, without spaces, markup and quotation marks."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", words)).upper()
