"""“This was read wrong”: what a reader of an evidence page, or an app by ``wrong-readings/``, tells the editors.

Nobody needs an account, so nothing is trusted: what is sent is bounded and stored as text, an address can send so many, and so many can be open. Nothing is
kept of the sender. There is nothing that a forged form could misuse, since no cookie or key has a say here; a form on another site is refused all the same,
because its visitors' addresses would be counted for it.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import FormParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from access.limits import address_of, subscriber_of, table
from history.revisions import newest_stored, pinned, state_of
from planapi.curation.fields import KINDS
from planapi.curation.models import WrongReading
from planapi.curation.words import ReportState
from planapi.evidence import EvidenceRow, find
from planapi.resources import EVIDENCED
from rest.fields import Text, Whole
from rest.http.parsers import StrictJSON
from rest.http.policies import HEADER, PAGE
from rest.http.problems import MEDIA_TYPE as PROBLEM
from rest.http.problems import BadParameters, Wrong, asked, nearest, problem
from rest.views import StrictView, is_revision

LONGEST_MESSAGE, LONGEST_SUGGESTION = 1_000, 200
BY_ADDRESS, WINDOW = 10, 3600
"""Reports that an address may send in so many seconds."""
MOST_OF_A_ROW, MOST_OPEN = 20, 5_000
"""Reports that may be open: of one row, and in all."""


class ReportRefused(Exception):
    """A report that is not taken: the status of the answer, and why, in both languages."""

    def __init__(self, status: int, zh: str, en: str, *, field: str = "", wait: int = 0) -> None:
        super().__init__(en)
        self.status, self.zh, self.en, self.field, self.wait = status, zh, en, field, wait


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent, and from where."""

    resource: str
    id: str
    revision: str
    message: Any = None
    suggested: Any = None
    client: str = ""


def take(sent: Sent, request: Any) -> WrongReading:
    """Store a report. Raises ReportRefused, and Http404 where there is no such row."""
    message = _text("message", sent.message, LONGEST_MESSAGE, "请写明哪里不对", required=True)
    suggested = _text("suggested", sent.suggested, LONGEST_SUGGESTION, "正确内容", required=False)
    left, wait = table().take(f"wrong readings from {sent.client}", limit=BY_ADDRESS, window=WINDOW)
    if left < 0:
        minutes = -(-wait // 60)
        raise ReportRefused(
            429,
            f"从这个网络地址发来的报错太多，请 {minutes} 分钟后再试。",
            f"Too many reports came from this address: at most {BY_ADDRESS} an hour. Try again in {minutes} minutes.",
            wait=wait,
        )
    found = _found(sent, request)
    held = WrongReading.objects.filter(state=ReportState.OPEN.value)
    of_row = held.filter(resource=sent.resource, key=sent.id)
    if same := of_row.filter(message=message, suggested=suggested).first():
        return same
    if of_row.count() >= MOST_OF_A_ROW:
        raise ReportRefused(
            409, "这一条已有多人报错，编辑正在处理。", "This row has been reported often; editors will look at it."
        )
    if len(held.order_by("pk").values_list("pk")[:MOST_OPEN]) >= MOST_OPEN:
        raise ReportRefused(
            503,
            "待处理的报错太多，暂时不能再收。",
            "There are too many open reports; none is taken for now.",
            wait=WINDOW,
        )
    start, end = found.spans["paragraph"]
    kind = KINDS.get(sent.resource)
    return WrongReading.objects.create(
        made_at=timezone.now(),
        resource=sent.resource,
        key=sent.id,
        document=found.row.document.slug,
        revision=found.state.number,
        quote=found.quote,
        text=found.text(start, end),
        row={
            "said": found.said.zh,
            "facts": [[fact.label_zh, fact.value] for fact in found.said.facts],
            "read": kind.told_by(found.row) | {"raw": getattr(found.row, "raw", None)} if kind else {},
        },
        message=message,
        suggested=suggested,
    )


def _text(field: str, raw: Any, longest: int, zh: str, *, required: bool) -> str:
    told = raw.strip() if isinstance(raw, str) else ""
    if (raw is not None and not isinstance(raw, str)) or "\x00" in told or len(told) > longest:
        raise ReportRefused(
            400, f"{zh}（最多 {longest} 字）。", f"must be text of at most {longest} characters", field=field
        )
    if required and not told:
        raise ReportRefused(400, f"{zh}。", "must say what is wrong", field=field)
    return told


def _found(sent: Sent, request: Any) -> EvidenceRow:
    """The row, as it is or as it was in a revision."""
    if sent.resource not in EVIDENCED:
        meant = nearest(sent.resource, EVIDENCED)
        raise Http404(f"There are no {sent.resource} with evidence." + (f" Did you mean {meant}?" if meant else ""))
    if not sent.revision:
        return _whole(find(sent.resource, sent.id, state=newest_stored(), request=request))
    state = state_of(int(sent.revision)) if is_revision(sent.revision) else None
    if state is None:
        raise ReportRefused(400, "没有这个版本。", "there is no such revision", field="revision")
    with pinned(state.number):
        return _whole(find(sent.resource, sent.id, state=state, request=request))


def _whole(found: EvidenceRow) -> EvidenceRow:
    """The row with all that is told of it, which takes further statements."""
    _ = found.said, found.row.document
    return found


def client_of(request: Request) -> str:
    return subscriber_of(address_of(request.META, proxies=settings.PROXIES))


@extend_schema(exclude=True)
class ReportPage(StrictView):
    """The form of an evidence page sends here, and is thanked here."""

    revisioned = False
    http_method_names = ["get", "head", "post", "options"]  # noqa: RUF012 lists, as in Django and DRF
    parser_classes = [FormParser]  # noqa: RUF012

    def parameters(self) -> tuple[str, ...]:
        return ("revision",)

    def get(self, request: Request, resource: str, id: str) -> HttpResponse:  # noqa: A002 the name of the path's part
        sent = Sent(resource=resource, id=id, revision=request.query_params.get("revision", ""))
        try:
            _found(sent, request)
        except ReportRefused as error:
            return self._page(error.status, "没有这一页", "No such page", error.zh, error.en)
        return self._page(
            200,
            "已收到，谢谢",
            "Thank you, your report has arrived",
            "编辑会核对原文。",
            "Editors will check it against the original.",
        )

    def post(self, request: Request, resource: str, id: str) -> HttpResponse:  # noqa: A002
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return self._page(403, "没有收下", "Not taken", "请在本站页面上填写。", "Please use the form on this site.")
        form: Any = request.data
        sent = Sent(
            resource=resource,
            id=id,
            message=form.get("message"),
            suggested=form.get("suggested"),
            revision=request.query_params.get("revision", ""),
            client=client_of(request),
        )
        try:
            take(sent, request)
        except ReportRefused as error:
            return self._page(error.status, "没有收下", "Not taken", error.zh, error.en, wait=error.wait)
        return HttpResponseRedirect(request.get_full_path(), status=303)

    def _page(self, status: int, title_zh: str, title_en: str, zh: str, en: str, *, wait: int = 0) -> HttpResponse:
        told = {"title_zh": title_zh, "title_en": title_en, "zh": zh, "en": en}
        query = self.request.META.get("QUERY_STRING", "")
        told["back"] = "../" + (f"?{query}" if query else "")
        headers = {HEADER: PAGE, "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
        if wait:
            headers["Retry-After"] = str(wait)
        return HttpResponse(render_to_string("api/reported.html", told), status=status, headers=headers)


class WrongReadingRequestSerializer(serializers.Serializer):
    """What was read wrong."""

    resource = Text("Resource of the row.", example="observations")
    id = Text("Its public id.", example="120102-report-2023-o1312")
    message = Text(
        f"What is wrong, in at most {LONGEST_MESSAGE} characters.", example="单位应为万元", max_length=LONGEST_MESSAGE
    )
    suggested = Text(
        f"What would be right, in at most {LONGEST_SUGGESTION} characters.",
        optional=True,
        example="32.6万元",
        max_length=LONGEST_SUGGESTION,
    )
    revision = Whole("The revision that the row was seen in. Default: the newest.", optional=True, example=5)


class WrongReadingSerializer(serializers.Serializer):
    """A report that was taken."""

    resource = Text("Resource of the row.", example="observations")
    id = Text("Its public id.", source="key", example="120102-report-2023-o1312")
    revision = Whole("The revision of the row that was reported.", example=5)
    evidence_page = Text(
        "The page of the row.", example="https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5"
    )


class WrongReadingView(StrictView):
    """Tell the editors that a row was read wrong. No key is needed; an address can send 10 an hour. Nothing about the
    sender is stored."""

    revisioned = False
    http_method_names = ["post", "options"]  # noqa: RUF012
    parser_classes = [StrictJSON]  # noqa: RUF012

    @extend_schema(
        operation_id="wrong_readings",
        summary="Report a wrong reading",
        request=WrongReadingRequestSerializer,
        responses={
            200: WrongReadingSerializer,
            **{
                (status, PROBLEM): OpenApiResponse({"$ref": "#/components/schemas/Problem"}, told)
                for status, told in (
                    (409, "The row has been reported often."),
                    (413, "The body is too large."),
                    (415, "The Content-Type of the body is not JSON."),
                    (503, "No report is taken for now."),
                )
            },
        },
    )
    def post(self, request: Request) -> Response | HttpResponse:
        given = request.data
        if not isinstance(given, dict):
            raise ParseError("The body must be a JSON object.")
        names = list(WrongReadingRequestSerializer().fields)
        if unknown := [name for name in given if name not in names]:
            raise BadParameters(*(Wrong(name, "", "unknown member", names, nearest(name, names)) for name in unknown))
        missing = [name for name in ("resource", "id") if not isinstance(given.get(name), str)]
        if missing:
            raise BadParameters(*(Wrong(name, "", "required, and must be text") for name in missing))
        sent = Sent(
            resource=given["resource"],
            id=given["id"],
            message=given.get("message"),
            suggested=given.get("suggested"),
            revision="" if given.get("revision") is None else str(given["revision"]),
            client=client_of(request),
        )
        try:
            made = take(sent, request)
        except ReportRefused as error:
            if error.field:
                raise BadParameters(Wrong(error.field, "", error.en)) from None
            headers = {"Retry-After": str(error.wait)} if error.wait else {}
            return problem(error.status, detail=error.en, instance=asked(request._request), headers=headers)  # noqa: SLF001 DRF documents it
        page = reverse("evidence-page", kwargs={"resource": made.resource, "id": made.key}, request=request)
        made.evidence_page = f"{page}?revision={made.revision}"  # pyright: ignore[reportAttributeAccessIssue] for the serializer
        return Response(WrongReadingSerializer(made).data)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: report."""
        return Response(status=204, headers={"Allow": "POST, OPTIONS", "Accept-Post": StrictJSON.media_type})
