"""Districts, documents and what stands in them, to look at. Rows come from documents alone, so nothing can be changed
by hand."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from districts.models import Chapter, District, Document, IngestRun, IngestTask, SpecialPlan, Subdistrict, Term


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and pages without a way to add, change or delete."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EvidencedAdmin(ReadOnlyAdmin):
    """Rows that were read out of a document."""

    list_select_related = ("document", "district")
    list_filter = ("district", "document__kind")
    search_fields = ("key", "quote")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("document__text", "document__places", "document__omitted")


@admin.register(District)
class DistrictAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "name_en", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code", "name", "name_en")


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = (
        "slug",
        "reading_state",
        "title",
        "district",
        "kind",
        "doc_number",
        "issued_on",
        "chars",
        "ingested_at",
    )
    list_filter = ("reading_state", "kind", "district")
    list_select_related = ("district",)
    ordering = ("reading_state", "slug")  # doubtful comes before good
    search_fields = ("slug", "title", "doc_number")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("text", "places")


@admin.register(Chapter)
class ChapterAdmin(EvidencedAdmin):
    list_display = ("key", "document", "level", "kind", "label", "title", "start", "end")
    list_filter = ("kind", "district")
    search_fields = ("key", "title")


@admin.register(Subdistrict)
class SubdistrictAdmin(EvidencedAdmin):
    list_display = ("key", "document", "position", "name")


@admin.register(Term)
class TermAdmin(EvidencedAdmin):
    list_display = ("key", "document", "no", "term")
    search_fields = ("key", "term", "definition")


@admin.register(SpecialPlan)
class SpecialPlanAdmin(EvidencedAdmin):
    list_display = ("key", "document", "no", "name", "responsible_unit", "category")
    search_fields = ("key", "name", "responsible_unit")


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    list_display = (
        "started_at",
        "source_name",
        "state",
        "reading_state",
        "document",
        "finished_at",
        "reader_version",
        "error",
        "detail",
    )
    list_filter = ("state", "reading_state", "reader_version")
    list_select_related = ("document",)
    search_fields = ("source_name", "sha256", "error", "detail")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("document__text", "document__places", "document__omitted")


@admin.register(IngestTask)
class IngestTaskAdmin(ReadOnlyAdmin):
    list_display = ("asked_at", "arguments", "state", "bulk", "tries", "claimed_at", "finished_at")
    list_filter = ("state", "bulk")
