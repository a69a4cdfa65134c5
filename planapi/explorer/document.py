"""The document reader: the text as published, with every value that was read marked where it stands, and what was not read on demand."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.urls import reverse
from rest_framework.request import Request

from districts.models import Chapter, Document
from indicators.models import Numeral, Observation
from planapi.explorer.citing import cited_document
from planapi.explorer.pages import ExplorerPage
from planapi.explorer.reading import Mark, PartHeading, as_html, without_overlaps
from planapi.explorer.saying import say
from projects.models import Project
from rest.pagination import flag
from text.vocabulary import Disposition, ObservationKind, ReadingState, Severity

READ = (Disposition.OBSERVATION.value, Disposition.TABLE.value)
"""Dispositions of numerals that are values of rows."""
MOST_UNREAD = 200
"""Numerals that were not understood which are listed beside the text; all are marked in it."""


class DocumentPage(ExplorerPage):
    """A document to read."""

    name = "document"

    def parameters(self) -> tuple[str, ...]:
        return ("numerals",)

    def content(self, request: Request, language: str, slug: str) -> dict[str, Any]:  # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        document = Document.objects.select_related("district").defer("places").filter(slug=slug).first()
        if document is None:
            raise Http404(f"There is no document {slug!r}.")
        everything = flag(request, "numerals") or False
        chapters = list(Chapter.objects.filter(document=slug).order_by("position"))
        read = _values(slug)
        counts = dict(Numeral.objects.filter(document=slug).order_by().values_list("disposition").annotate(Count("id")))
        unread = list(
            Numeral.objects.filter(document=slug, disposition=Disposition.NOT_UNDERSTOOD.value)
            .order_by("start")
            .values("raw", "quote", "raw_start", "key")[:MOST_UNREAD]
        )
        marks = without_overlaps([*read, *_unread(slug, everything=everything)], _projects(document))
        findings = [one for one in document.findings if one["severity"] != Severity.INFO.value]
        per_chapter: Counter[str | None] = Counter(
            Observation.objects.filter(document=slug).order_by().values_list("chapter", flat=True)
        )
        query = "&".join(["numerals=true"] * everything + [f"revision={self.revision}"])
        address = request.build_absolute_uri(f"{reverse(f'document-{language}', args=[slug])}?{query}")
        return {
            "document": document,
            "cited": cited_document(document, address, self.state),
            "text": as_html(
                document.text,
                [PartHeading(one.start, one.body_start, one.key, one.level) for one in chapters],
                marks,
                told=_looks(language),
                pin=f"?revision={self.revision}" if self.pinned else "",
            ),
            "chapters": [(one, per_chapter[one.key]) for one in chapters if one.level <= 3],
            "doubtful": document.reading_state == ReadingState.DOUBTFUL.value,
            "findings": findings,
            "all": sum(counts.values()),
            "read": sum(counts.get(name, 0) for name in READ),
            "not_understood": counts.get(Disposition.NOT_UNDERSTOOD.value, 0),
            "dismissed": sum(
                count for name, count in counts.items() if name not in (*READ, Disposition.NOT_UNDERSTOOD.value)
            ),
            "unread": unread,
            "everything": everything,
        }


def _looks(language: str) -> dict[str, str]:
    """What each look of a mark says, in words."""
    kinds = {kind.value: say(f"reader.{kind.value}", language) for kind in ObservationKind}
    dismissed = {one.value: one.zh if language == "zh" else one.en for one in Disposition}
    return dismissed | kinds | {name: say(f"reader.{name}", language) for name in ("unsaid", "project")}


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
