"""Projects and parks, to look at."""

from django.contrib import admin

from districts.admin import EvidencedAdmin
from projects.models import Park, Project


@admin.register(Project)
class ProjectAdmin(EvidencedAdmin):
    list_display = (
        "key",
        "document",
        "name",
        "category",
        "status",
        "investment_raw",
        "investment_cny",
        "subdistrict",
        "location",
        "period_start",
        "period_end",
        "box",
    )
    list_filter = ("status", "district")
    search_fields = ("key", "name", "quote")


@admin.register(Park)
class ParkAdmin(EvidencedAdmin):
    list_display = ("key", "document", "name", "kind", "level", "area_km2")
    list_filter = ("kind", "level", "district")
    search_fields = ("key", "name", "quote")
