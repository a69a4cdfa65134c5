"""Projects and parks, to look at."""

from typing import ClassVar

from django.contrib import admin

from districts.admin import EvidencedAdmin
from projects.models import Park, Project


@admin.register(Project)
class ProjectAdmin(EvidencedAdmin):
    resource = "projects"
    told: ClassVar = {
        "name": "名称",
        "category": "类别",
        "status": "状态",
        "investment_raw": "投资（原文）",
        "investment_cny": "投资（元）",
        "subdistrict": "街镇",
        "location": "地点",
        "period_start": "建设起年",
        "period_end": "建设止年",
        "box": "专栏",
    }
    narrowed_filters = ("status",)
    words = ("name", "quote")


@admin.register(Park)
class ParkAdmin(EvidencedAdmin):
    resource = "parks"
    told: ClassVar = {
        "name": "名称",
        "aliases": "别称",
        "kind": "类型",
        "level": "级别",
        "industries": "产业",
        "area_km2": "面积（平方公里）",
    }
    narrowed_filters = ("kind", "level")
    words = ("name", "quote")
