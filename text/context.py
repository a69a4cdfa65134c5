"""What a reader of prose has to know of the document as a whole: which kind it is, whose it is, and of what years it speaks."""

from dataclasses import dataclass

from text.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """``place`` is the district's full name (河东区), ``places_above`` the divisions that it lies in (天津市), nearest first.

    A plan has ``period_start`` and ``period_end`` (2021, 2025); its baseline year is the year before. A report has ``report_year``, the year that
    it makes plans for (2023); it reviews ``baseline_year``, the year before.
    """

    kind: DocumentKind
    place: str
    places_above: tuple[str, ...]
    baseline_year: int
    period_start: int | None = None
    period_end: int | None = None
    report_year: int | None = None
