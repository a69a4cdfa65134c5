"""What can be asked of districts, documents and chapters: the read interface that the views use.

``served()`` is a list's query: everything that its JSON needs, in one statement, in the list's order, with no hidden filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from typing import Self


class DistrictQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("parent").annotate(
            documents_count=models.Count("documents", distinct=True),
        )


class DocumentQuerySet(models.QuerySet):
    def served(self) -> Self:
        """Documents without their text (some hundred kilobytes each)."""
        return self.select_related("district").defer("text")


class ChapterQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("document__district", "parent").defer("document__text")


class EvidencedQuerySet(models.QuerySet):
    """Rows read out of a document: subdistricts, terms, special plans, targets, observations, projects, parks."""

    def served(self) -> Self:
        return self.select_related("document__district", "chapter").defer("document__text")


class IngestRunQuerySet(models.QuerySet):
    def served(self) -> Self:
        return self.select_related("document").defer("document__text")
