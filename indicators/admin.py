"""Indicators, targets and observations, to look at."""

from django.contrib import admin

from districts.admin import EvidencedAdmin, ReadOnlyAdmin
from indicators.models import Indicator, Observation, Target


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    list_display = ("slug", "name_zh", "name_en", "unit", "category", "direction", "measure")
    list_filter = ("category", "direction", "measure")
    search_fields = ("slug", "name_zh", "name_en", "definition")


@admin.register(Target)
class TargetAdmin(EvidencedAdmin):
    list_display = ("key", "document", "seq", "name", "unit", "nature", "baseline_raw", "target_raw", "indicator")
    list_filter = ("nature", "district", "category")
    list_select_related = ("document", "district", "indicator")
    search_fields = ("key", "name", "raw_name")


@admin.register(Observation)
class ObservationAdmin(EvidencedAdmin):
    list_display = (
        "key",
        "document",
        "subject",
        "raw",
        "value",
        "unit",
        "year",
        "kind",
        "comparator",
        "measure",
        "indicator",
    )
    list_filter = ("kind", "origin", "comparator", "measure", "district")
    list_select_related = ("document", "district", "indicator")
    search_fields = ("key", "subject", "quote")
