"""What a reader of prose has to know of the document as a whole: which kind it is, whose it is, and of what years it speaks."""

from dataclasses import dataclass
from datetime import date

from text.vocabulary import DocumentKind

_SPRING = 3  # by the end of March the reports of January are given


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """``place`` is the district's full name (河东区), ``places_above`` the divisions that it lies in (天津市), nearest first.

    A plan has ``period_start`` and ``period_end`` (2021, 2025); its baseline year is the year before. A report has ``report_year``, the year that
    it makes plans for (2023); it reviews ``baseline_year``, the year before. ``delivered_on`` is the day that it was given, where it says it.
    """

    kind: DocumentKind
    place: str
    places_above: tuple[str, ...]
    baseline_year: int
    period_start: int | None = None
    period_end: int | None = None
    report_year: int | None = None
    delivered_on: date | None = None

    @property
    def of_province(self) -> bool:
        """Is the document of a province or of the nation, where there are several of what a district has one of?"""
        return not self.places_above

    @property
    def of_mid_year(self) -> bool:
        """Was the report given in the course of the year that it plans for, so that a part of it is over (今年以来)?"""
        given = self.delivered_on
        return given is not None and given.year == self.report_year and given.month > _SPRING
