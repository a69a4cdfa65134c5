"""Districts, documents and what stands in them, to look at: each row beside its quote. Rows come from documents alone, so nothing is changed here by hand;
what was read wrong is corrected at the editors' desk (``planapi.curation``).

Tables have millions of rows. A list is a page of an index, is found by a document, a district or a row, counts no further than ``MOST_COUNTED``, and has no
statement for each row.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Substr
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.timezone import localtime

from districts.models import Chapter, District, IngestRun, IngestTask, SpecialPlan, Subdistrict, Term
from rest.fields import plain_number

COUNTED = {
    "chapters": "章节",
    "targets": "指标表条目",
    "table_observations": "指标表数据",
    "observations": "数据",
    "numerals": "数字",
    "projects": "项目",
    "parks": "园区",
    "subdistricts": "街镇",
    "terms": "名词解释",
    "special_plans": "专项规划",
}
"""What a run counts, in Chinese."""
CORRECTED_AS: dict[Any, Mapping[str, str]] = {}
"""What the fields of a row are called that can be corrected, by its model: the desk says so (``planapi.curation``)."""
MOST_COUNTED = 10_000
"""Rows of a list that are counted, and can be paged through."""
AROUND, AROUND_ROW = 30, 300
"""Characters before and after a quote: in a list, and on the page of a row."""
LONGEST_QUOTE = 160
"""Characters of a quote in a list."""

_DISTRICT = re.compile(r"\d{6}\Z")
_DOCUMENT = re.compile(r"\d{6}-[a-z0-9-]+\Z")
_ROW = re.compile(r"\d{6}-[a-z0-9-]+-[a-z]\d+(?:-[a-z0-9]+)*\Z")


class BoundedPaginator(Paginator):
    """Counts no further than can be paged through."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[:MOST_COUNTED].count()


def with_context(rows: models.QuerySet, around: int) -> models.QuerySet:
    """Rows with so many characters before and after their quotes."""
    first = Greatest(F("start") - around, Value(0))
    before = Substr("document__text", first + 1, F("start") - first)
    return rows.annotate(before=before, after=Substr("document__text", F("end") + 1, around))


class ReadOnlyAdmin(admin.ModelAdmin):
    """Lists and pages without a way to add, change or delete."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def titled(label: str) -> type[admin.ChoicesFieldListFilter]:
    """A filter by the words of a closed list, under a Chinese name."""

    class Titled(admin.ChoicesFieldListFilter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = label

    return Titled


def shown(value: Any) -> Any:
    """A value of a column, for people."""
    if value in (None, "", []):
        return "—"
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M:%S}"
    return "、".join(value) if isinstance(value, list) else value


def column(model: Any, name: str, label: str) -> Any:
    """A column under a Chinese label; a word of a closed list by its own."""
    field = model._meta.get_field(name)  # noqa: SLF001 Django documents it

    def value(row: Any) -> Any:
        if isinstance(field, models.ForeignKey):
            return shown(getattr(row, field.attname))
        return shown(getattr(row, f"get_{name}_display")() if field.choices else getattr(row, name))

    value.short_description = label  # type: ignore[attr-defined]
    return value


def columns(model: Any, told: Mapping[str, str]) -> tuple[Any, ...]:
    """Columns under Chinese labels."""
    return tuple(column(model, name, label) for name, label in told.items())


@admin.display(description="原文")
def in_context(row: Any) -> str:
    """The quote between the words around it."""
    quote = row.quote if len(row.quote) <= LONGEST_QUOTE or row.whole else row.quote[:LONGEST_QUOTE] + "…"
    return format_html('<span class="context">{}<mark>{}</mark>{}</span>', row.before, quote, row.after)


def what_can_be_done(resource: str, key: str) -> str:
    """Links to what an editor can do about a row."""
    page = reverse("evidence-page", kwargs={"resource": resource, "id": key})
    corrected = f"{reverse('admin:curation_correction_changelist')}?q={key}"
    add = f"{reverse('admin:curation_correction_add')}?resource={resource}&key={key}"
    return format_html(
        '<a class="button" href="{}">更正此条</a> <a href="{}">已有的更正</a> · <a href="{}">出处页</a>',
        add,
        corrected,
        page,
    )


class EvidencedAdmin(ReadOnlyAdmin):
    """Rows that were read out of a document. ``told`` are their columns with Chinese labels."""

    told: ClassVar[Mapping[str, str]] = {}
    resource = ""
    ordering = ("document_id", "start", "key")
    search_fields = ("key",)
    search_help_text = "文件名（如 120102-plan-2021）、地区代码（六位）或条目标识；其后可再写一个词，用空格隔开。"
    narrowed_filters: ClassVar[tuple[str, ...]] = ()
    """Filters by columns of ``told``."""
    words: ClassVar[tuple[str, ...]] = ("quote",)

    class Media:
        css: ClassVar = {"all": ["api/desk.css"]}

    def __init__(self, model: Any, site: Any) -> None:
        columns = [column(model, name, label) for name, label in self.told.items()]
        key = column(model, "key", "条目")
        self.list_display = (key, in_context, *columns)
        shown_on_page: Any = (key, _document_of, *columns, in_context, said_by_editors, self.doing)
        self._shown: Any = shown_on_page
        super().__init__(model, site)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        match, rows = request.resolver_match, super().get_queryset(request)
        is_one = match is not None and "object_id" in match.kwargs
        return with_context(rows, AROUND_ROW).annotate(whole=Value(True)) if is_one else rows

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The rows of the page with the words around their quotes: looked up for these alone, since a text takes time to be unpacked."""
        page: Any = super().get_changelist_instance(request)
        rows = list(page.result_list)
        around = with_context(self.model.objects.filter(pk__in=[row.pk for row in rows]), AROUND).order_by()
        found = {pk: words for pk, *words in around.values_list("pk", "before", "after")}
        for row in rows:
            row.before, row.after = found.get(row.pk, ("", ""))
            row.whole = False
        page.result_list = rows
        return page

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._shown

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Within a document or a district: of millions, rows of some word would be looked for one by one."""
        narrowed = any(_DISTRICT.match(one) or _DOCUMENT.match(one) for one in request.GET.get("q", "").split())
        return [(name, titled(self.told.get(name, name))) for name in self.narrowed_filters] if narrowed else []

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        words: list[str] = []
        narrowed = False
        for one in search_term.split():
            if _ROW.match(one) and self.model.objects.filter(key=one).exists():
                queryset, narrowed = queryset.filter(key=one), True
            elif _DOCUMENT.match(one):
                queryset, narrowed = queryset.filter(document=one), True
            elif _DISTRICT.match(one):
                queryset, narrowed = queryset.filter(district=one), True
            else:
                words.append(one)
        if words and not narrowed:
            self.message_user(request, "请先写文件名或地区代码，再写要找的词。", messages.WARNING)
            return queryset.none(), False
        for word in words:
            found = Q()
            for name in self.words:
                found |= Q(**{f"{name}__contains": word})
            queryset = queryset.filter(found)
        return queryset, False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        named = {"title": f"{self.opts.verbose_name_plural}：识读内容与原文"}
        return super().change_view(request, object_id, form_url, {**named, **(extra_context or {})})

    @admin.display(description="处理")
    def doing(self, row: Any) -> str:
        """What can be done about the row."""
        return what_can_be_done(self.resource, row.key)


@admin.display(description="文件")
def _document_of(row: Any) -> str:
    try:
        address = reverse("admin:districts_document_changelist")
    except NoReverseMatch:
        return row.document_id
    return format_html('<a href="{}?q={}">{}</a>', address, row.document_id, row.document_id)


@admin.display(description="更正记录")
def said_by_editors(row: Any) -> str:
    names = CORRECTED_AS.get(type(row), {})

    def told(said: Mapping[str, Any]) -> str:
        read = "，".join(f"{names.get(name, name)}：{shown(value)}" for name, value in said["as_read"].items())
        return f"{said['by']}，{said['at'][:10]}：{said['why']}（原读作 {read}）"

    return "；".join(map(told, row.corrected or ())) or "无"


@admin.register(District)
class DistrictAdmin(ReadOnlyAdmin):
    list_display: Any = columns(
        District, {"code": "代码", "name": "名称", "name_en": "英文名", "level": "层级", "parent": "上级"}
    )
    fields: Any = (*list_display, "former")
    readonly_fields = fields
    list_filter = (("level", titled("层级")),)
    search_fields = ("code", "name", "name_en")
    search_help_text = "代码、中文名或英文名。"

    @admin.display(description="曾用名")
    def former(self, row: District) -> str:
        return "；".join(f"{one['name']}（至 {one['until'] or '—'}）" for one in row.former_names) or "—"


@admin.register(Chapter)
class ChapterAdmin(ReadOnlyAdmin):
    told: ClassVar = {
        "label": "编号",
        "title": "标题",
        "level": "层级",
        "kind": "类型",
        "parent": "上级章节",
        "start": "起点",
        "end": "终点",
    }
    list_display: Any = (column(Chapter, "key", "条目"), _document_of, *columns(Chapter, told))
    fields: Any = (*list_display, said_by_editors, "doing")
    readonly_fields = fields
    ordering = ("document_id", "position")
    search_fields = ("key",)
    search_help_text = "文件名（如 120102-plan-2021）或条目标识。"

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        for one in search_term.split():
            queryset = queryset.filter(Q(document=one) | Q(key=one))
        return queryset, False

    @admin.display(description="处理")
    def doing(self, row: Chapter) -> str:
        return what_can_be_done("chapters", row.key)


@admin.register(Subdistrict)
class SubdistrictAdmin(EvidencedAdmin):
    resource = "subdistricts"
    told: ClassVar = {"position": "次序", "name": "街镇"}
    words = ("name", "quote")


@admin.register(Term)
class TermAdmin(EvidencedAdmin):
    resource = "terms"
    told: ClassVar = {"no": "序号", "term": "名词", "definition": "解释"}
    words = ("term", "definition")


@admin.register(SpecialPlan)
class SpecialPlanAdmin(EvidencedAdmin):
    resource = "special-plans"
    told: ClassVar = {"no": "序号", "name": "规划", "responsible_unit": "责任单位", "category": "类别"}
    words = ("name", "responsible_unit")


@admin.register(IngestRun)
class IngestRunAdmin(ReadOnlyAdmin):
    list_display: Any = (
        *columns(
            IngestRun,
            {"started_at": "开始", "source_name": "源文件", "state": "状态", "reading_state": "识读检查"},
        ),
        "stored",
        *columns(IngestRun, {"finished_at": "结束", "error": "原因（公开）", "detail": "详情（编辑可见）"}),
    )
    fields: Any = (
        *list_display,
        *columns(IngestRun, {"sha256": "SHA-256", "reader_version": "识读程序版本"}),
        "kept",
        "unread",
    )
    readonly_fields = fields
    list_filter = (("state", titled("状态")), ("reading_state", titled("识读检查")))
    list_select_related = ("document",)
    search_fields = ("source_name", "sha256", "error", "detail")
    search_help_text = "源文件名、SHA-256，或原因、详情中的字。"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).defer("document__text", "document__places", "document__omitted")

    @admin.display(description="文件")
    def stored(self, run: IngestRun) -> str:
        return run.document.slug if run.document else "—"

    @admin.display(description="入库条目")
    def kept(self, run: IngestRun) -> str:
        return "、".join(f"{COUNTED.get(name, name)} {number}" for name, number in run.counts.items()) or "—"

    @admin.display(description="未读懂之处")
    def unread(self, run: IngestRun) -> str:
        return f"{len(run.notes)} 条"


@admin.register(IngestTask)
class IngestTaskAdmin(ReadOnlyAdmin):
    list_display: Any = (
        *columns(IngestTask, {"asked_at": "提交时间"}),
        "what",
        *columns(IngestTask, {"state": "状态", "bulk": "批量", "tries": "尝试次数"}),
        *columns(IngestTask, {"claimed_at": "最近一次领取", "finished_at": "完成时间"}),
    )
    fields: Any = (*list_display, *columns(IngestTask, {"task_id": "任务号", "outcome": "结果"}))
    readonly_fields = fields
    list_filter = (("state", titled("状态")),)

    @admin.display(description="任务")
    def what(self, task: IngestTask) -> str:
        given = task.arguments
        return f"提交 {given['ingestion']}" if "ingestion" in given else f"{given['path']} {given.get('member') or ''}"
