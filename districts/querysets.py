"""What can be asked of districts, documents and chapters: the read interface that the views use.

``served()`` is a list's query: everything that its JSON needs, in one statement, with no hidden filter. Documents
come without their text, which is some hundred kilobytes each, and without the map of its places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject, Substr

if TYPE_CHECKING:
    from typing import Self

# What refers to a district, and is counted for it.
HELD = (
    "documents",
    "chapters",
    "targets",
    "observations",
    "projects",
    "parks",
    "subdistricts",
    "terms",
    "specialplans",
)
FACTS = ("longitude", "latitude", "location", "predecessors", "successors")
"""Columns of ``DivisionFact``."""


class DistrictQuerySet(models.QuerySet):
    def served(self) -> Self:
        """Districts with the numbers of their rows: ``documents_count`` … ``specialplans_count``, and ``coverage``, one
        entry a document."""
        return self.select_related("parent").annotate(
            **{f"{name}_count": self._count(name) for name in HELD},
            coverage=self._coverage(),
            **{name: self._fact(name) for name in FACTS},
        )

    def _fact(self, name: str) -> Subquery:
        facts = apps.get_model("districts", "DivisionFact")._base_manager  # noqa: SLF001 Django documents it
        return Subquery(facts.filter(code=OuterRef("pk")).order_by().values(name))

    def _related(self, name: str) -> models.Manager:
        """The rows of another model that refer to districts."""
        return self.model._meta.get_field(name).related_model.objects  # noqa: SLF001 Django documents it

    def _count(self, name: str) -> Coalesce:
        rows = self._related(name).filter(district=OuterRef("pk")).order_by()
        counted = rows.values("district").annotate(count=Count("*")).values("count")
        return Coalesce(Subquery(counted), 0)

    def _coverage(self) -> ArraySubquery:
        entry = JSONObject(
            document="slug",
            kind="kind",
            period_start="period_start",
            period_end="period_end",
            report_year="report_year",
        )
        return ArraySubquery(
            self._related("documents").filter(district=OuterRef("pk")).order_by("slug").values(entry=entry)
        )


class DocumentQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("district").defer("text", "places", "omitted")


class ChapterQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("document", "district", "parent").defer(
            "document__text", "document__places", "document__omitted"
        )

    def with_text(self) -> Self:
        """Chapters with ``own_text``: the document's text from ``start`` to ``end``. Strings count from 1 in
        PostgreSQL."""
        return self.annotate(own_text=Substr("document__text", F("start") + 1, F("end") - F("start")))


class EvidencedQuerySet(models.QuerySet):
    """Rows read out of a document: subdistricts, terms, special plans, targets, observations, projects, parks."""

    def served(self) -> Self:
        return self.select_related("document", "district", "chapter").defer(
            "document__text", "document__places", "document__omitted"
        )


class IngestRunQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("document").defer(
            "document__text", "document__places", "document__omitted", "detail"
        )
