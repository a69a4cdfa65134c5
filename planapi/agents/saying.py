"""Rows of the API in few words: Chinese labels, the printed figure, the quote, and the address of the evidence page. What is null is left out."""

import html
import re
from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.urls import reverse

from districts.models import Document
from history.revisions import pinned, state_of
from planapi.agents.asking import Asking
from planapi.citation import of_document
from planapi.citation_styles import gb7714
from text.vocabulary import (
    Comparator,
    Measure,
    Movement,
    ObservationKind,
    Word,
)

LONGEST_QUOTE = 160
"""Characters of a quote; the evidence page has all of it."""


def compact(**members: Any) -> dict[str, Any]:
    """The members that say something."""
    return {name.removesuffix("_"): value for name, value in members.items() if value not in (None, "", [], {})}


def zh(words: type[Word], word: str | None) -> str | None:
    """The Chinese label of a word."""
    return words(word).zh if word else None


def quoted(text: str) -> str:
    """A quote on one line, cut where it is long."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"


def plain(marked: str) -> str:
    """Words without their marks."""
    return html.unescape(re.sub(r"</?mark>", "", marked))


def when(row: dict[str, Any]) -> str | int | None:
    """The year or the period of a figure."""
    if row["year"] is not None:
        return f"{row['year']}年{row['period_label']}" if row["period_label"] else row["year"]
    if row["period_start"] is not None:
        return f"{row['period_start']}—{row['period_end']}"
    return row["period_label"]


def page_of(asking: Asking, resource: str, key: str) -> str:
    """The page that shows where a row stands, for ever."""
    return asking.permanent(reverse("evidence-page", kwargs={"resource": resource, "id": key}))


def statement(asking: Asking, row: dict[str, Any]) -> dict[str, Any]:
    """A dated figure with its words: a row of observations, or one side of a comparison."""
    measure = row["measure"]
    return compact(
        id=row["id"],
        place=(row.get("district") or {}).get("name"),
        indicator=(row.get("indicator") or {}).get("slug"),
        subject=row["subject"],
        printed=row["raw"],
        value=row["value"],
        value_max=row["value_max"],
        unit=row["unit"],
        when=when(row),
        against=row["base_year"],
        kind=zh(ObservationKind, row["kind"]),
        bound=None if row["comparator"] == "eq" else zh(Comparator, row["comparator"]),
        measure=None if measure == "level" else zh(Measure, measure),
        direction=zh(Movement, row["direction"]),
        caveat=row["caveat"],
        corrected=bool(row.get("corrected")) or None,
        quote=quoted(row["evidence"]["quote"]),
        document=row["document"],
        evidence=page_of(asking, "observations", row["id"]),
    )


def sources(asking: Asking, slugs: Iterable[str]) -> dict[str, str]:
    """How to cite each document, by GB/T 7714, at the revision that was seen."""
    wanted, number = sorted(set(slugs)), max(asking.seen, default=0)
    state = state_of(number) if wanted and number else None
    if state is None:
        return {}
    with pinned(number) if asking.revision else nullcontext():
        documents: Any = Document.objects.all()
        rows = list(documents.served().filter(slug__in=wanted))
    cited: dict[str, str] = {}
    for row in rows:
        url = asking.permanent(reverse("document-text", kwargs={"slug": row.slug}))
        cited[row.slug] = gb7714(of_document(row, key=row.slug, url=url, state=state))
    return cited
