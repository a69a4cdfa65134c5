"""The editors' desk: documents with how well they were read, corrections, readers' reports, and indicators that are taken for one.

Nothing is edited in place: a form here makes a decision, which changes rows as a revision (``planapi.curation.correcting``).
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Greatest, Substr
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from districts.admin import AROUND_ROW, CORRECTED_AS, ReadOnlyAdmin, column, said_by_editors, titled
from districts.models import Chapter, Document, IngestRun
from indicators.models import Numeral
from planapi.curation.correcting import Editor, correct, withdraw
from planapi.curation.fields import KINDS, UnfitCorrection
from planapi.curation.forms import CorrectionForm, DecideForm, RuleForm, WhyForm
from planapi.curation.indicators import effect_of, make, rule_of, withdraw_rule
from planapi.curation.models import Correction, IndicatorRule, WrongReading
from planapi.curation.words import ReportState
from text.vocabulary import CorrectionState, Disposition, Severity, Unapplied

admin.site.site_header = admin.site.site_title = "规划数据编辑台"
admin.site.index_title = "编辑台"

CORRECTED_AS.update({kind.model: {**kind.labels, "value_cny": "折合人民币（元）"} for kind in KINDS.values()})

SHOWN = 20
"""Runs of a document that are shown, and notes of each."""


def admin_of(resource: str) -> str:
    """The address of the list of a resource's rows."""
    meta = KINDS[resource].model._meta  # noqa: SLF001 Django documents it
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")


def _may(request: HttpRequest, permission: str) -> bool:
    user: Any = request.user
    return user.has_perm(permission)


def _not_there(request: HttpRequest, opts: Any) -> HttpResponse:
    messages.warning(request, "没有这一条。")
    return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))


def listed(lines: Any) -> SafeString:
    """Lines as a list; each is a tuple of texts."""
    return (
        format_html('<ul class="listed">{}</ul>', format_html_join("", "<li>{}</li>", lines))
        if lines
        else SafeString("无")
    )


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """The doubtful ones first."""

    list_display = (
        column(Document, "slug", "文件"),
        "doubt",
        column(Document, "title", "标题"),
        "place",
        "what",
        column(Document, "issued_on", "印发日期"),
        column(Document, "chars", "字数"),
        column(Document, "ingested_at", "入库时间"),
    )
    list_filter = (("reading_state", titled("识读检查")), ("kind", titled("种类")))
    ordering = ("reading_state", "slug")  # doubtful comes before good
    search_fields = ("slug",)
    search_help_text = "文件名（如 120102-plan-2021）、地区代码（六位）、标题中的字或文号。"
    fields: Any = (
        column(Document, "slug", "文件"),
        column(Document, "title", "标题"),
        "place",
        "what",
        "doubt",
        "findings_in_words",
        "rows",
        "coverage",
        "runs",
        "decisions",
        column(Document, "doc_number", "文号"),
        column(Document, "issued_on", "印发日期"),
        column(Document, "source_name", "源文件"),
        column(Document, "sha256", "SHA-256"),
        column(Document, "media_type", "格式"),
        column(Document, "pages", "页数"),
        column(Document, "chars", "字数"),
        column(Document, "reader_version", "识读程序版本"),
        column(Document, "ingested_at", "入库时间"),
    )
    readonly_fields = fields

    class Media:
        css: ClassVar = {"all": ["api/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("district").defer("text", "places", "omitted")

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        for one in search_term.split():
            of = Q(district=one) if len(one) == 6 and one.isdecimal() else Q(title__contains=one) | Q(doc_number=one)
            queryset = queryset.filter(of | Q(slug=one))
        return queryset, False

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return super().change_view(request, object_id, form_url, {"title": "文件：识读情况", **(extra_context or {})})

    @admin.display(description="识读检查", ordering="reading_state")
    def doubt(self, row: Document) -> str:
        severe = sum(one["severity"] == Severity.SEVERE.value for one in row.findings)
        told = f"{row.get_reading_state_display()}" + (f"（{severe} 项严重）" if severe else "")  # pyright: ignore[reportAttributeAccessIssue]
        return format_html('<span class="state-{}">{}</span>', row.reading_state, told)

    @admin.display(description="地区", ordering="district")
    def place(self, row: Document) -> str:
        return f"{row.district.name} {row.district.code}"

    @admin.display(description="种类", ordering="kind")
    def what(self, row: Document) -> str:
        return row.get_kind_display()  # pyright: ignore[reportAttributeAccessIssue]

    @admin.display(description="检查所见")
    def findings_in_words(self, row: Document) -> str:
        return listed([(f"{Severity(one['severity']).zh}：{one['message']['zh']}",) for one in row.findings])

    @admin.display(description="读出的条目")
    def rows(self, row: Document) -> str:
        told = [
            (
                f"{admin_of(kind.resource)}?q={row.slug}",
                kind.label,
                kind.of_document(row.slug).count(),
            )
            for kind in KINDS.values()
            if kind.model is not Document
        ]
        return format_html_join(" · ", '<a href="{}">{} {}</a>', told)

    @admin.display(description="数字的去向")
    def coverage(self, row: Document) -> str:
        counted = (
            Numeral.objects.filter(document=row.slug).order_by().values_list("disposition").annotate(n=Count("pk"))
        )
        most_first = sorted(counted, key=lambda one: -one[1])
        total = sum(number for _, number in most_first)
        told = [(f"{Disposition(what).zh} {number}（{number / total:.1%}）",) for what, number in most_first]
        return format_html("共 {} 个数字{}", total, listed(told)) if total else "没有数字"

    @admin.display(description="识读记录")
    def runs(self, row: Document) -> str:
        def told(run: IngestRun) -> tuple[str, str, str, SafeString]:
            notes = [(_note(one),) for one in run.notes[:SHOWN]]
            more = f"（另有 {len(run.notes) - SHOWN} 条）" if len(run.notes) > SHOWN else ""
            state = run.get_state_display()  # pyright: ignore[reportAttributeAccessIssue]
            head = f"{timezone.localtime(run.started_at):%Y-%m-%d %H:%M} {state} {run.detail or run.error}"
            return head, f"未读懂之处 {len(run.notes)} 条", more, listed(notes)

        runs = [told(run) for run in IngestRun.objects.filter(document=row)[:SHOWN]]
        return format_html_join("", "<details><summary>{}，{}</summary>{}{}</details>", runs) or "无"

    @admin.display(description="更正与报错")
    def decisions(self, row: Document) -> str:
        counts = [
            ("更正", reverse("admin:curation_correction_changelist"), Correction.objects.filter(document=row.slug)),
            (
                "读者报错",
                reverse("admin:curation_wrongreading_changelist"),
                WrongReading.objects.filter(document=row.slug),
            ),
        ]
        told = [(f"{address}?q={row.slug}", label, found.count()) for label, address, found in counts]
        add = f"{reverse('admin:curation_correction_add')}?resource=documents&key={row.slug}"
        return format_html(
            '<a class="button" href="{}">更正标题、文号、日期…</a> {}<br>{}',
            add,
            format_html_join(" · ", '<a href="{}">{} {}</a>', told),
            said_by_editors(row),
        )


def _note(note: Any) -> str:
    told = [str(note.get(name)) for name in ("message", "reason", "kind", "quote", "text", "raw") if note.get(name)]
    return "：".join(told) or str(note)


class DecisionAdmin(ReadOnlyAdmin):
    """Decisions are made and withdrawn, each with a reason, and never edited."""

    withdraws: ClassVar[Callable[..., Any]]
    added_from_list = True

    class Media:
        css: ClassVar = {"all": ["api/desk.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        # What is made from a row has no button in the list.
        here = self.added_from_list or request.path.endswith("/add/")
        return here and _may(request, f"curation.add_{self.opts.model_name}")

    def may_withdraw(self, request: HttpRequest) -> bool:
        return _may(request, f"curation.change_{self.opts.model_name}")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.withdraw_view)
        return [
            path("<int:pk>/withdraw/", view, name=f"curation_{self.opts.model_name}_withdraw"),
            *super().get_urls(),
        ]

    def editor(self, request: HttpRequest, shown_as: str = "") -> Editor:
        return Editor(user=request.user, shown_as=shown_as) if shown_as else Editor(user=request.user)  # pyright: ignore[reportArgumentType] nobody else gets here

    def page(self, request: HttpRequest, title: str, **told: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "media": self.media,
            **told,
        }
        return TemplateResponse(request, "admin/curation/form.html", context)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        made = self.get_object(request, str(pk))
        if made is None:
            return _not_there(request, self.opts)
        if not self.may_withdraw(request):
            raise PermissionDenied
        form = WhyForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                type(self).withdraws(made, why=form.cleaned_data["why"], by=self.editor(request))
            except UnfitCorrection as error:
                form.add_error(None, error.zh)
            else:
                self.message_user(request, f"已撤回：{made}")
                return HttpResponseRedirect(reverse(f"admin:curation_{self.opts.model_name}_changelist"))
        return self.page(
            request,
            f"撤回：{made}",
            form=form,
            button="撤回",
            help="撤回之后恢复为识读的内容；这也是数据的一个新版本。",
        )

    @admin.display(description="撤回")
    def withdrawing(self, made: Any) -> str:
        if made.withdrawn_at:
            return f"{timezone.localtime(made.withdrawn_at):%Y-%m-%d %H:%M} {made.withdrawn_by or ''}：{made.withdrawn_why}"
        return format_html(
            '<a class="button" href="{}">撤回…</a>',
            reverse(f"admin:curation_{self.opts.model_name}_withdraw", args=[made.pk]),
        )


@admin.register(Correction)
class CorrectionAdmin(DecisionAdmin):
    withdraws = staticmethod(withdraw)
    added_from_list = False
    list_display = ("row_link", "how", "told", "why", "shown_as", "made_by", "made_at")
    list_display_links = ("how",)
    list_filter = ("state", "reason")
    list_select_related = ("made_by",)
    ordering = (Case(When(state=CorrectionState.STALE.value, then=0), default=1), "-pk")
    search_fields = ("key", "document")
    search_help_text = "文件名或条目标识。"
    fields = ("row_link", "how", "told", "quoted", "why", "shown_as", "made_by", "made_with", "made_at", "withdrawing")
    readonly_fields = fields

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        for one in search_term.split():
            queryset = queryset.filter(Q(document=one) | Q(key=one))
        return queryset, False

    @admin.display(description="条目")
    def row_link(self, made: Correction) -> str:
        return format_html(
            '<a href="{}?q={}">{} {}</a>', admin_of(made.resource), made.key, KINDS[made.resource].label, made.key
        )

    @admin.display(description="状态", ordering="state")
    def how(self, made: Correction) -> str:
        reason = f"：{Unapplied(made.reason).zh}" if made.reason else ""
        return format_html('<span class="state-{}">{}{}</span>', made.state, CorrectionState(made.state).zh, reason)

    @admin.display(description="更正")
    def told(self, made: Correction) -> str:
        if made.removes:
            return "不应有此条"
        labels = KINDS[made.resource].labels
        return listed(
            [(f"{labels[name]}：{_said(made.as_read[name])} → {_said(value)}",) for name, value in made.changes.items()]
        )

    @admin.display(description="引文")
    def quoted(self, made: Correction) -> str:
        return format_html('<span class="context"><mark>{}</mark></span>', made.quote)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        kind, key = KINDS.get(request.GET.get("resource", "")), request.GET.get("key", "")
        row = kind.model.objects.filter(**{kind.named: key}).first() if kind else None
        if kind is None or row is None:
            self.message_user(request, "请从某一条的页面点“更正此条”。", messages.WARNING)
            return HttpResponseRedirect(reverse("admin:curation_correction_changelist"))
        report = (
            WrongReading.objects.filter(pk=int(given)).first()
            if (given := request.GET.get("report", "")).isdecimal()
            else None
        )
        form = CorrectionForm(
            kind, row, request.POST or None, initial={"why": report and f"读者报错：{report.message[:400]}"}
        )
        if request.method == "POST" and form.is_valid():
            try:
                made = correct(
                    kind.resource,
                    key,
                    form.changes(),
                    why=form.cleaned_data["why"],
                    by=self.editor(request, form.cleaned_data["shown_as"]),
                )
            except UnfitCorrection as error:
                form.add_error(error.field if error.field in form.fields else None, error.zh)
            else:
                if report is not None:
                    WrongReading.objects.filter(pk=report.pk).update(correction=made)
                self.message_user(request, f"已更正：{made}")
                back = (
                    reverse("admin:curation_wrongreading_change", args=[report.pk])
                    if report
                    else f"{admin_of(kind.resource)}?q={key}"
                )
                return HttpResponseRedirect(back)
        return self.page(
            request,
            f"更正：{kind.label} {key}",
            form=form,
            button="更正",
            context_of=_around(kind, row),
            help="只改要改的项；改后立即对外生效，并注明原读作什么。重新入库后，只要原文字句还在就继续有效。",
        )


def _said(value: Any) -> str:
    return "（无）" if value in (None, "", []) else str(value)


def _around(kind: Any, row: Any) -> tuple[str, str, str]:
    """A quote, and the words before and after it; of a chapter its heading, and of a document its beginning."""
    if kind.model is Document:
        return "", "", Document.objects.values_list(Substr("text", 1, 2 * AROUND_ROW), flat=True).get(pk=row.pk)
    end = F("body_start" if kind.model is Chapter else "end")
    first = Greatest(F("start") - AROUND_ROW, Value(0))
    before = Substr("document__text", first + 1, F("start") - first)
    quote = Substr("document__text", F("start") + 1, end - F("start"))
    after = Substr("document__text", end + 1, AROUND_ROW)
    return kind.model.objects.filter(pk=row.pk).values_list(before, quote, after).get()


@admin.register(WrongReading)
class WrongReadingAdmin(ReadOnlyAdmin):
    """The open ones first."""

    list_display = ("how", "row_link", "message", "suggested", "made_at", "decided_by")
    list_filter = ("state",)
    list_select_related = ("decided_by",)
    ordering = (Case(When(state=ReportState.OPEN.value, then=0), default=1), "-pk")
    search_fields = ("key", "document")
    search_help_text = "文件名或条目标识。"
    fields = (
        "row_link",
        "how",
        "message",
        "suggested",
        "as_read",
        "quoted",
        "right",
        "decided_why",
        "correction",
        "made_at",
        "deciding",
    )
    readonly_fields = fields

    class Media:
        css: ClassVar = {"all": ["api/desk.css"]}

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        for one in search_term.split():
            queryset = queryset.filter(Q(document=one) | Q(key=one))
        return queryset, False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/", view, name="curation_wrongreading_decide"), *super().get_urls()]

    @admin.display(description="状态", ordering="state")
    def how(self, report: WrongReading) -> str:
        return format_html('<span class="state-{}">{}</span>', report.state, ReportState(report.state).zh)

    @admin.display(description="条目")
    def row_link(self, report: WrongReading) -> str:
        page = reverse("evidence-page", kwargs={"resource": report.resource, "id": report.key})
        if report.resource not in KINDS:
            return format_html('<a href="{}">{}</a>', page, report.key)
        address = admin_of(report.resource)
        return format_html('<a href="{}?q={}">{} {}</a>', address, report.key, KINDS[report.resource].label, report.key)

    @admin.display(description="当时读作")
    def as_read(self, report: WrongReading) -> str:
        facts = [(f"{label}：{value}",) for label, value in report.row["facts"]]
        return format_html("{}（第 {} 版）{}", report.row["said"], report.revision, listed(facts))

    @admin.display(description="原文")
    def quoted(self, report: WrongReading) -> str:
        before, _, after = report.text.partition(report.quote)
        return format_html('<span class="context">{}<mark>{}</mark>{}</span>', before, report.quote, after)

    @admin.display(description="处理")
    def deciding(self, report: WrongReading) -> str:
        decide = reverse("admin:curation_wrongreading_decide", args=[report.pk])
        button = format_html('<a class="button" href="{}">属实／不属实…</a> ', decide)
        if report.resource not in KINDS:
            return button
        add = reverse("admin:curation_correction_add")
        return format_html(
            '{}<a href="{}?resource={}&key={}&report={}">更正此条</a>',
            button,
            add,
            report.resource,
            report.key,
            report.pk,
        )

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.get_object(request, str(pk))
        if report is None:
            return _not_there(request, self.opts)
        if not _may(request, "curation.change_wrongreading"):
            raise PermissionDenied
        initial = {"right": report.right or report.suggested, "why": report.decided_why}
        form = DecideForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            confirmed = "confirm" in request.POST
            if confirmed and not form.cleaned_data["right"].strip():
                form.add_error("right", "属实时请写明正确内容")
            else:
                report.state = (ReportState.CONFIRMED if confirmed else ReportState.REJECTED).value
                report.right = form.cleaned_data["right"].strip() if confirmed else ""
                report.decided_why, report.decided_at = form.cleaned_data["why"], timezone.now()
                report.decided_by = request.user
                report.save()
                self.message_user(request, f"已处理：{report}")
                return HttpResponseRedirect(reverse("admin:curation_wrongreading_change", args=[report.pk]))
        before, _, after = report.text.partition(report.quote)
        return self.page(request, report, form, (before, report.quote, after))

    def page(
        self, request: HttpRequest, report: WrongReading, form: DecideForm, context_of: tuple[str, str, str]
    ) -> HttpResponse:
        told = {
            "opts": self.opts,
            "title": f"读者报错：{report.message[:60]}",
            "media": self.media,
            "form": form,
            "context_of": context_of,
            "deciding": True,
            "help": "属实的会由 manage.py reading_cases 写成测试用例；数据要改的，请另点“更正此条”。",
        }
        return TemplateResponse(request, "admin/curation/form.html", {**self.admin_site.each_context(request), **told})


@admin.register(IndicatorRule)
class IndicatorRuleAdmin(DecisionAdmin):
    withdraws = staticmethod(withdraw_rule)
    list_display = ("__str__", "kind", "conditions", "why", "shown_as", "made_by", "made_at", "withdrawn_at")
    list_filter = ("kind",)
    list_select_related = ("made_by",)
    search_fields = ("source", "target")
    fields = (
        "source",
        "target",
        "kind",
        "conditions",
        "makes",
        "why",
        "shown_as",
        "made_by",
        "made_with",
        "made_at",
        "withdrawing",
    )
    readonly_fields = fields

    @admin.display(description="条件")
    def conditions(self, rule: IndicatorRule) -> str:
        labels = {"subjects": "名称", "contains": "名称含", "units": "单位", "measures": "量的性质"}
        return "；".join(f"{labels[name]} {'、'.join(given)}" for name, given in rule.condition.items()) or "全部"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RuleForm(request.POST or None, initial={"source": request.GET.get("source", "")})
        effect = None
        if request.method == "POST" and form.is_valid():
            try:
                rule = rule_of(form.cleaned_data)
                # What is done is what was looked at: the same form, sent with the other button.
                if "confirm" in request.POST:
                    by = self.editor(request, form.cleaned_data["shown_as"])
                    done = make(rule, why=form.cleaned_data["why"], by=by)
                    self.message_user(
                        request, f"已执行：{rule}，移动数据 {done.observations} 条、指标表 {done.targets} 条"
                    )
                    return HttpResponseRedirect(reverse("admin:curation_indicatorrule_changelist"))
                effect = effect_of(rule)
            except UnfitCorrection as error:
                form.add_error(error.field if error.field in form.fields else None, error.zh)
        return self.page(
            request,
            "合并或拆分指标",
            form=form,
            button="查看影响",
            effect=effect,
            help="先看影响，再执行。不填条件是合并；填了条件是拆分，只移动符合条件的数据。执行后可以撤回；目录本身不变。",
        )
