"""The document reader: the text as published, with every value that was read marked where it stands, and what was not read on demand."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from districts.models import Chapter, Document
from indicators.caveats import OF_THE_NAME
from indicators.models import Numeral, Observation
from planapi.evidence_page import HtmlRenderer
from planapi.explorer.citing import cited_document
from planapi.explorer.originals import Original, original_of
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.reading import DISMISSED, LOOKS, Mark, PageStart, PartHeading, anchor, as_html, without_overlaps
from planapi.explorer.saying import say
from projects.models import Project
from rest.pagination import flag
from rest.views import StrictView
from text.vocabulary import Disposition, ReadingState, Severity

READ = (Disposition.OBSERVATION.value, Disposition.TABLE.value)
"""Dispositions of numerals that are values of rows."""
MOST_UNREAD = 20
"""Numerals that were not understood, and figures of doubtful names, which are listed above the text; all are marked in it."""
OUTLINED = 3
"""Levels of parts that the outline has; what is in a part of a lower one is told with the part around it."""
BESIDE = 14
"""Characters that are shown on each side of one."""

RESOURCES = {LOOKS["project"]: "projects", LOOKS["not_understood"]: "numerals", DISMISSED: "numerals"}
"""The resource that a mark is of, by the letter of its look; values are observations."""


class DocumentPage(ExplorerPage):
    """A document to read."""

    name = "document"

    def parameters(self) -> tuple[str, ...]:
        return ("numerals",)

    def content(self, request: Request, language: str, slug: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        document = Document.objects.select_related("district").filter(slug=slug).first()
        if document is None:
            raise Http404(f"There is no document {slug!r}.")
        original = original_of(document)
        everything = flag(request, "numerals") or False
        chapters = list(Chapter.objects.filter(document=slug).order_by("position"))
        read = _values(slug)
        counts = dict(Numeral.objects.filter(document=slug).order_by().values_list("disposition").annotate(Count("id")))
        unread = list(
            Numeral.objects.filter(document=slug, disposition=Disposition.NOT_UNDERSTOOD.value)
            .order_by("start")
            .values("raw", "quote", "raw_start", "start", "key")[:MOST_UNREAD]
        )
        doubted = Observation.objects.filter(document=slug, caveat__startswith=OF_THE_NAME)
        doubts = list(doubted.order_by("start", "raw_start").values("raw", "quote", "raw_start", "start", "key"))
        numerals, projects = _unread(slug, everything=everything), _projects(document)
        marks = without_overlaps([*read, *numerals], projects)
        found = [*read, *numerals, *projects]
        findings = [one for one in document.findings if one["severity"] != Severity.INFO.value]
        outline = [one for one in chapters if one.level <= OUTLINED]
        query = "&".join(["numerals=true"] * everything + [f"revision={self.revision}"])
        address = request.build_absolute_uri(f"{reverse(f'document-{language}', args=[slug])}?{query}")
        return {
            "document": document,
            "cited": cited_document(document, address, self.state),
            "text": as_html(
                slug,
                document.text,
                [PartHeading(one.start, one.body_start, one.key, one.level) for one in chapters],
                marks,
                told={one.value: one.zh if language == "zh" else one.en for one in Disposition},
                pin=f"?revision={self.revision}" if self.pinned else "",
                pages=_pages(document, original, language) if original else (),
            ),
            "outline": [
                (one, anchor(slug, one.key), [(look, counted[look]) for look in LOOKS if counted[look]])
                for one, counted in zip(outline, _by_part(outline, found), strict=True)
            ],
            "looks": _looks(slug, marks, found),
            "doubtful": document.reading_state == ReadingState.DOUBTFUL.value,
            "findings": findings,
            "all": sum(counts.values()),
            "read": sum(counts.get(name, 0) for name in READ),
            "not_understood": counts.get(Disposition.NOT_UNDERSTOOD.value, 0),
            "dismissed": sum(
                count for name, count in counts.items() if name not in (*READ, Disposition.NOT_UNDERSTOOD.value)
            ),
            "original": original,
            "unread": [_in_its_words(slug, one) for one in unread],
            "doubts": [_in_its_words(slug, one) for one in doubts[:MOST_UNREAD]],
            "doubted": len(doubts),
            "of_the_name": OF_THE_NAME,
            "more_unread": counts.get(Disposition.NOT_UNDERSTOOD.value, 0) - len(unread),
            "everything": everything,
        }


def _by_part(parts: Sequence[Chapter], marks: Sequence[Mark]) -> list[Counter[str]]:
    """How many of each look there are from the heading of each part to the next heading."""
    starts = [one.start for one in parts]
    counted: list[Counter[str]] = [Counter() for _ in parts]
    for mark in marks:
        if at := bisect_right(starts, mark.start):
            counted[at - 1][mark.look] += 1
    return counted


def _looks(slug: str, marks: Sequence[Mark], found: Sequence[Mark]) -> list[tuple[str, str | None, int]]:
    """Each look that a mark may have, with where the first of them is in the text, and how many there are."""
    counted = Counter(mark.look for mark in found)
    first = {mark.look: anchor(slug, mark.key) for mark in reversed(marks)}
    return [(look, first.get(look), counted[look]) for look in LOOKS]


def _in_its_words(slug: str, row: Mapping[str, Any]) -> dict[str, str]:
    """A number with a few words on each side."""
    at = row["raw_start"] - row["start"]
    end = at + len(row["raw"])
    return {
        "anchor": anchor(slug, row["key"]),
        "before": " ".join(row["quote"][max(at - BESIDE, 0) : at].split()),
        "raw": row["raw"],
        "after": " ".join(row["quote"][end : end + BESIDE].split()),
    }


def _pages(document: Document, original: Original, language: str) -> list[PageStart]:
    """Where each page of an original with pages begins, with a link to it there."""
    found: list[PageStart] = []
    for row in document.places if original.is_shown else ():
        page = row[1] if len(row) > 1 else None
        if page is not None and (not found or found[-1].page < page):
            told = say("reader.page", language, number=page)
            found.append(PageStart(row[0], page, f"{original.address}#page={page}", told))
    return found


class MarkPage(StrictView):
    """Where the link of a mark leads on to: the page of its evidence."""

    renderer_classes = [HtmlRenderer]  # noqa: RUF012 a list, as in DRF

    @extend_schema(exclude=True)
    def get(self, request: Request, language: str, slug: str, mark: str) -> HttpResponseRedirect:
        if mark[:1] not in {*LOOKS.values(), DISMISSED}:
            raise Http404(f"There is no {mark!r} in a document.")
        resource = RESOURCES.get(mark[:1], "observations")
        address = reverse("evidence-page", kwargs={"resource": resource, "id": f"{slug}-{mark[1:]}"})
        return HttpResponseRedirect(f"{address}?revision={self.revision}" if self.pinned else address)


def _values(slug: str) -> list[Mark]:
    rows = Observation.objects.filter(document=slug).order_by("raw_start", "key")
    return [
        Mark(start, end, "observations", key, kind or "unsaid")
        for start, end, key, kind in rows.values_list("raw_start", "raw_end", "key", "kind")
    ]


def _unread(slug: str, *, everything: bool) -> list[Mark]:
    """What was not understood, and with ``everything`` also what was found to be no data."""
    rows = Numeral.objects.filter(document=slug).exclude(disposition__in=READ)
    if not everything:
        rows = rows.filter(disposition=Disposition.NOT_UNDERSTOOD.value)
    return [
        Mark(start, end, "numerals", key, disposition)
        for start, end, key, disposition in rows.order_by("raw_start").values_list(
            "raw_start", "raw_end", "key", "disposition"
        )
    ]


def _projects(document: Document) -> list[Mark]:
    """The names of projects, where they stand in their evidence as they are served."""
    found: list[Mark] = []
    for name, start, quote, key in Project.objects.filter(document=document.slug).values_list(
        "name", "start", "quote", "key"
    ):
        if (at := quote.find(name)) >= 0:
            found.append(Mark(start + at, start + at + len(name), "projects", key, "project"))
    return found
