"""Indicators, targets and observations, to look at."""

from typing import Any, ClassVar

from django.contrib import admin

from districts.admin import EvidencedAdmin, ReadOnlyAdmin, columns, titled
from indicators.models import Indicator, Numeral, Observation, Target


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyAdmin):
    told: ClassVar = {
        "slug": "标识",
        "name_zh": "中文名",
        "name_en": "英文名",
        "unit": "单位",
        "category": "领域",
        "direction": "方向",
        "measure": "量的性质",
    }
    list_display: Any = columns(Indicator, told)
    fields: Any = (
        *list_display,
        *columns(Indicator, {"aliases": "别名", "definition": "定义", "definition_source": "定义出处"}),
    )
    readonly_fields = fields
    list_filter = (("category", titled("领域")), ("direction", titled("方向")), ("measure", titled("量的性质")))
    search_fields = ("slug", "name_zh", "name_en", "definition")
    search_help_text = "标识、名称，或定义中的字。"


@admin.register(Target)
class TargetAdmin(EvidencedAdmin):
    resource = "targets"
    told: ClassVar = {
        "seq": "序号",
        "name": "名称",
        "unit": "单位",
        "nature": "属性",
        "baseline_raw": "基期值",
        "baseline_value": "基期读作",
        "target_raw": "目标值",
        "target_value": "目标读作",
        "indicator": "指标",
    }
    narrowed_filters = ("nature",)
    words = ("name", "raw_name")


@admin.register(Observation)
class ObservationAdmin(EvidencedAdmin):
    resource = "observations"
    told: ClassVar = {
        "subject": "对象",
        "raw": "原文数字",
        "value": "数值",
        "value_max": "上限",
        "unit": "单位",
        "year": "年份",
        "kind": "性质",
        "comparator": "界限",
        "measure": "量的性质",
        "indicator": "指标",
        "origin": "所在",
    }
    narrowed_filters = ("kind", "origin", "comparator", "measure")
    words = ("subject", "quote")


@admin.register(Numeral)
class NumeralAdmin(EvidencedAdmin):
    resource = "numerals"
    told: ClassVar = {"raw": "原文数字", "disposition": "去向"}
    narrowed_filters = ("disposition",)
    words = ("raw", "quote")
