"""A confirmed report becomes a case for the tests: a small document that is read wrong, what comes out of it, and what is right.

The document is the title of the one that was reported with its imprint, the headings that the paragraph stands under, and the paragraph. A case is a line of
JSON: ``kind`` (what is wrong), ``text``, ``got`` (the rows that come out, by resource), ``right``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from districts.models import Chapter, Document
from planapi.curation.fields import KINDS
from planapi.curation.models import WrongReading
from planapi.curation.words import ReportState
from planapi.reading import Reading, read_all
from text.errors import PlanApiError
from text.sources.source import make_source

IMPRINT = 300
"""Characters of the document before its first heading, in which it says whose it is and of when."""


@dataclass(frozen=True, slots=True)
class Case:
    """``reproduced``: the row that was reported comes out of the small document too."""

    number: int
    line: dict[str, Any]
    reproduced: bool


def case_of(report: WrongReading) -> Case:
    """The case of a confirmed report."""
    text = _text(report)
    got, reported = _got(text, report.document), _reported(report)
    rows = [row for name in ("obs", "targets", "projects", "parks") for row in got.get(name, ())]
    reproduced = reported in rows
    if not reproduced:
        got["reported"] = [reported]
    return Case(
        report.pk, {"kind": report.message, "text": text, "got": got, "right": report.right}, reproduced=reproduced
    )


def confirmed(numbers: Sequence[int] = ()) -> Iterator[WrongReading]:
    """The confirmed reports, or those of them that have these numbers."""
    rows = WrongReading.objects.filter(state=ReportState.CONFIRMED.value).order_by("pk")
    yield from rows.filter(pk__in=numbers) if numbers else rows


def _text(report: WrongReading) -> str:
    document = Document.objects.filter(slug=report.document).defer("places").first()
    at = document.text.find(report.text) if document else -1
    if document is None or at < 0:
        return f"{report.text}\n"
    chapters = Chapter.objects.filter(document=report.document)
    first = chapters.order_by("start").values_list("start", flat=True).first() or 0
    above = chapters.filter(body_start__lte=at, end__gt=at).order_by("level", "start")
    headings = [document.text[one.start : one.body_start].strip() for one in above]
    imprint = document.text[: min(first, IMPRINT)].strip()
    return "\n".join(filter(None, [imprint or document.title, *headings, report.text])) + "\n"


def _got(text: str, slug: str) -> dict[str, Any]:
    try:
        reading = read_all(make_source(text, name=f"{slug}.txt"), district_code=slug[:6])
    except PlanApiError as error:
        return {"error": error.reason, "doc": None}
    return {**{name: rows for name, rows in _rows(reading) if rows}, "doc": reading.document.slug}


def _rows(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    yield "obs", [_observation(_told(one)) for one in reading.rows.observations]
    yield "targets", [one.read.raw_name for one in reading.rows.targets]
    yield "projects", [one.name for one in reading.projects.projects]
    yield "parks", [one.name for one in reading.parks.parks]


def _told(row: Any) -> dict[str, Any]:
    names = ("raw", "year", "kind", "comparator", "measure", "subject", "indicator")
    return {name: getattr(row, name) for name in names}


def _observation(read: dict[str, Any]) -> str:
    """``9家 2024 target eq change「新增规上工业企业」→None``"""
    told = [read[name] for name in ("raw", "year", "kind", "comparator", "measure")]
    return f"{' '.join(str(getattr(one, 'value', one)) for one in told)}「{read['subject']}」→{read['indicator']}"


def _reported(report: WrongReading) -> str:
    """The row that was reported, as the rows of a case are told."""
    read = report.row["read"]
    if report.resource == "observations":
        return _observation(read)
    return read.get("name") or report.row["said"] if report.resource in KINDS else report.row["said"]
