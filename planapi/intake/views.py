"""`ingestions/`, `withdrawals/`, and what is done to a document.

Everybody may read them; what they say of a file that was not stored, and dry runs, are for keys that may hand in files themselves.
"""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from access.rights import holder_of, may
from planapi.answer_time import taking_time
from planapi.intake import withdrawing
from planapi.intake.filters import IngestionFilterSet, WithdrawalFilterSet
from planapi.intake.models import Ingestion, IngestionQuerySet, Withdrawal
from planapi.intake.reading_requests import HandedIn, read_form, read_named
from planapi.intake.serializers import (
    IngestionSerializer,
    WholeIngestionSerializer,
    WithdrawnSerializer,
    row_of,
    whole_row_of,
    withdrawal_row,
)
from planapi.intake.taking import hand_in
from planapi.keyed import NEEDS, KeyedList, KeyedView, number_in_path, refusals
from rest.fields import Text
from rest.http.parsers import StrictJSON
from rest.http.problems import BadParameters, Wrong, nearest, refuse
from text.vocabulary import Right

SOON = 2
"""Seconds after which it is worth asking again how far a file is."""


def ingestions() -> IngestionQuerySet:
    return Ingestion.objects.all()  # pyright: ignore[reportReturnType] as its manager is made


class IngestionView(KeyedList):
    """Files that were handed in, the newest first, each with how far it is. Without a key that may hand in files, what would tell
    something of a file that is not public is left out: dry runs, who handed it in, and messages that quote it."""

    http_method_names = ["get", "head", "post", "options"]  # noqa: RUF012
    parser_classes = [MultiPartParser, StrictJSON]  # noqa: RUF012
    queryset = Ingestion.objects.all()
    serializer_class = IngestionSerializer
    filterset_class = IngestionFilterSet
    right = Right.INGEST
    noun = "ingestion"
    lookup_example = "7"

    def _asked(self) -> tuple[Any, bool]:
        """The ingestions that the client may know of, and whether it may know the whole of them."""
        whole = may(self.request, self.right)
        told = ingestions().told()
        return (told if whole else told.public()), whole

    def list(self, request: Request) -> Response:
        asked, whole = self._asked()
        return self.page_of(
            asked.defer("changes"), lambda row: dict(IngestionSerializer(row_of(row, request, whole=whole)).data)
        )

    @extend_schema(
        responses=WholeIngestionSerializer, summary="One ingestion", parameters=[number_in_path("ingestion")]
    )
    def retrieve(self, request: Request, id: str) -> Response:  # noqa: A002 the name in the address
        """How far a file is, and what came of it: to be asked again until `finished_at` is set."""
        return self._told(int(id), HTTPStatus.OK)

    @extend_schema(
        operation_id="ingestions_create",
        summary="Hand in a file",
        filters=False,
        request={
            "multipart/form-data": {
                "type": "object",
                "required": ["file"],
                "additionalProperties": False,
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "A document in any format that is read, or a zip of documents.",
                    },
                    "district": {
                        "type": "string",
                        "pattern": "^[0-9]{6}$",
                        "description": "Code of the district, for a text that names none or several.",
                    },
                    "replace": {
                        "type": "boolean",
                        "description": "Let it replace a document by much less content, or another title.",
                    },
                    "force": {
                        "type": "boolean",
                        "description": "Read it although it was read before, or its document was withdrawn.",
                    },
                    "dry_run": {"type": "boolean", "description": "Store nothing, and show what would change."},
                },
            },
            "application/json": {
                "type": "object",
                "required": ["source"],
                "additionalProperties": False,
                "properties": {
                    "source": {
                        "type": "string",
                        "pattern": r"\S",
                        "description": "Name of a file that the server has, in its folder of files.",
                    },
                    "district": {"type": ["string", "null"], "pattern": "^[0-9]{6}$", "description": "As above."},
                    "replace": {"type": ["boolean", "null"], "description": "As above."},
                    "force": {"type": ["boolean", "null"], "description": "As above."},
                    "dry_run": {"type": ["boolean", "null"], "description": "As above."},
                },
            },
        },
        responses={
            200: OpenApiResponse(
                WholeIngestionSerializer,
                "The ingestion that has these bytes already, or had them and stored what is in force.",
            ),
            202: OpenApiResponse(
                WholeIngestionSerializer,
                "The new ingestion; its address is in `Location`. On a site without workers it has ended already.",
            ),
            **refusals(s403=NEEDS, s413="The file is too large.", s415="The body is neither a form nor JSON."),
        },
        examples=[
            OpenApiExample(
                "a file that the server has",
                {"source": "120102_河东区_2023年政府工作报告.txt", "dry_run": True},
                request_only=True,
                media_type="application/json",
            )
        ],
    )
    def create(self, request: Request) -> Response:
        """Hand in a file: a form with the `file` itself, or JSON with the name of one that the server has. The same file again gives
        the ingestion that took it. Needs a key with the right `ingest`."""
        is_form = (request.content_type or "").startswith("multipart/")
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if not is_form and length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        data: Any = request.data
        with read_form(data, request.FILES) if is_form else read_named(data) as sent, taking_time():
            return self._hand_in(sent)

    def _hand_in(self, sent: HandedIn) -> Response:
        found, is_new = hand_in(
            sent.file, name=sent.name, size=sent.size, wishes=sent.wishes, holder=holder_of(self.request)
        )
        return self._told(found.pk, HTTPStatus.ACCEPTED if is_new else HTTPStatus.OK)

    def _told(self, number: int, status: HTTPStatus) -> Response:
        asked, whole = self._asked()
        found = asked.filter(pk=number).first()
        if found is None:
            raise Http404(f"There is no ingestion {number}.")
        row = whole_row_of(found, self.request, whole=whole)
        headers = {"Retry-After": str(SOON)} if found.finished_at is None else {}
        if status == HTTPStatus.ACCEPTED:
            headers["Location"] = row["url"]
        elif self.request.method == "POST":
            headers["Content-Location"] = row["url"]
        return Response(dict(WholeIngestionSerializer(row).data), status=status, headers=headers)


class WithdrawalView(KeyedList):
    """Documents that an editor took out of the data set, the newest first, with the reasons; also those that are there again."""

    queryset = Withdrawal.objects.all()
    serializer_class = WithdrawnSerializer
    filterset_class = WithdrawalFilterSet
    right = Right.WITHDRAW
    noun = "withdrawal"
    lookup_example = "3"

    def list(self, request: Request) -> Response:
        return self.page_of(Withdrawal.objects.all(), lambda row: dict(WithdrawnSerializer(withdrawal_row(row)).data))

    @extend_schema(summary="One withdrawal", parameters=[number_in_path("withdrawal")])
    def retrieve(self, request: Request, id: str) -> Response:  # noqa: A002 the name in the address
        """A document that was taken out of the data set, and whether it is there again."""
        found = Withdrawal.objects.filter(pk=int(id)).first()
        if found is None:
            raise Http404(f"There is no withdrawal {id}.")
        return Response(dict(WithdrawnSerializer(withdrawal_row(found)).data))


class WithdrawingSerializer(serializers.Serializer):
    """Why something is done."""

    reason = Text(
        f"Why, in up to {withdrawing.LONGEST_REASON} characters: for everybody to read, in `changes/` and `revisions/`.",
        example="Belongs to 河西区, not to 河东区.",
        max_length=withdrawing.LONGEST_REASON,
    )


class BringingBackSerializer(serializers.Serializer):
    """Why something is done, if that is to be told."""

    reason = Text(
        f"Why, in up to {withdrawing.LONGEST_REASON} characters; public.",
        optional=True,
        example="The district has confirmed it.",
        max_length=withdrawing.LONGEST_REASON,
    )


class ConflictingState(APIException):
    """What is to be done was done already, or can't be done as things are."""

    status_code = HTTPStatus.CONFLICT


class DocumentDeed(KeyedView):
    """What an editor does to a whole document."""

    http_method_names = ["post", "options"]  # noqa: RUF012
    right = Right.WITHDRAW

    def by(self) -> str:
        holder = holder_of(self.request)
        return f"key of {holder.name}" if holder else ""

    def done(self, withdrawal: Withdrawal) -> Response:
        return Response(dict(WithdrawnSerializer(withdrawal_row(withdrawal)).data))


def slug_in_path(what: str) -> OpenApiParameter:
    return OpenApiParameter(
        "slug",
        {"type": "string", "examples": ["120102-report-2023"]},
        "path",
        required=True,
        description=f"The slug of the {what}.",
    )


_REFUSALS = refusals(
    s403=NEEDS,
    s409="It is so already, or can't be done as things are; `detail` says which.",
    s413="The body is too large.",
    s415="The Content-Type of the body is not JSON.",
)


class WithdrawView(DocumentDeed):
    @extend_schema(
        operation_id="documents_withdraw",
        summary="Withdraw a document",
        parameters=[slug_in_path("document to withdraw")],
        request=WithdrawingSerializer,
        responses={200: WithdrawnSerializer, **_REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Take a document and all of its rows out of the data set, with a reason: one that should not be there, being of another place, say. It
        is a revision like any other: earlier ones still have it, and it can be brought back. Needs a key with the right `withdraw`."""
        reason = read_reason(request.data, required=True)
        with taking_time():
            try:
                return self.done(withdrawing.withdraw(slug, reason=reason, by=self.by()))
            except withdrawing.NotWithdrawable as error:
                raise _told(error) from error


class BringBackView(DocumentDeed):
    @extend_schema(
        operation_id="documents_bring_back",
        summary="Bring a withdrawn document back",
        parameters=[slug_in_path("withdrawn document")],
        request=BringingBackSerializer,
        responses={200: WithdrawnSerializer, **_REFUSALS},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Bring a withdrawn document back, with the rows and the ids that it had. It is a revision of its own. Needs a key with the right
        `withdraw`."""
        reason = read_reason(request.data, required=False)
        with taking_time():
            try:
                return self.done(withdrawing.bring_back(slug, reason=reason, by=self.by()))
            except withdrawing.NotWithdrawable as error:
                raise _told(error) from error
            except withdrawing.NotAsItWas as error:
                raise ConflictingState(str(error)) from error


def _told(error: withdrawing.NotWithdrawable) -> Exception:
    told = f"{str(error)[:1].upper()}{str(error)[1:]}."
    return Http404(told) if error.missing else ConflictingState(told)


def read_reason(data: Any, *, required: bool) -> str:
    """The reason in a body of JSON. Raises ParseError and BadParameters for what is not right."""
    if not isinstance(data, dict):
        raise ParseError("The body must be a JSON object with a reason.")
    if unknown := [name for name in data if name != "reason"]:
        refuse(unknown, lambda name: Wrong(name, "", "unknown member", ["reason"], nearest(name, ["reason"])))
    given = data.get("reason")
    if given is None and not required:
        return ""
    if not isinstance(given, str) or not given.strip():
        raise BadParameters(Wrong("reason", "", "required: say why, for everybody to read"))
    if "\x00" in given:
        raise BadParameters(Wrong("reason", "", "must not contain NUL characters"))
    if len(given) > withdrawing.LONGEST_REASON:
        told = f"has {len(given)} characters, and at most {withdrawing.LONGEST_REASON} are kept"
        raise BadParameters(Wrong("reason", given, told))
    return given.strip()
