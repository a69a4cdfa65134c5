"""`corrections/`: everybody may read what editors corrected; a key with the right `curate` corrects, and takes back."""

from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response

from access.models import ApiKey
from access.rights import holder_of
from districts.parameters import OfPastDocument
from planapi.answer_time import taking_time
from planapi.curation.correcting import Editor, correct, withdraw
from planapi.curation.fields import KINDS, UnfitCorrection
from planapi.curation.models import Correction
from planapi.curation.serializers import (
    CorrectionRequestSerializer,
    CorrectionSerializer,
    WhySerializer,
    address_of,
    shown,
)
from planapi.keyed import NEEDS, KeyedList, KeyedView, number_in_path, refusals
from rest.filters import WHOLE_NUMBERS, Parameter, Rows, Unreadable, labels, read_whole, read_word
from rest.http.problems import BadParameters, Wrong, nearest, refuse
from text.vocabulary import CorrectionState, Right

_REFUSALS = refusals(s403=NEEDS, s413="The body is too large.", s415="The Content-Type of the body is not JSON.")


def _read_kind(raw: str) -> str:
    if raw not in KINDS:
        raise Unreadable("rows of this can't be corrected", allowed=list(KINDS), meant=nearest(raw, KINDS))
    return raw


class CorrectionFilterSet(Rows):
    row = CorrectionSerializer

    id = Parameter(
        "id",
        reader=read_whole,
        plural=True,
        commas=True,
        orders=True,
        schema=WHOLE_NUMBERS,
        example=4,
        description="Numbers of corrections.",
    )
    state = Parameter(
        "state",
        reader=read_word(CorrectionState),
        plural=True,
        commas=True,
        schema={"$ref": "#/components/schemas/CorrectionState"},
        example="stale",
        description=f"What has become of them. {labels(CorrectionState)}",
    )
    document = OfPastDocument(Correction)
    resource = Parameter(
        "resource",
        reader=_read_kind,
        plural=True,
        commas=True,
        schema={"type": "string", "enum": list(KINDS)},
        example="observations",
        description="Resources.",
    )

    class Meta:
        model = Correction
        fields: ClassVar = {}


class CorrectionView(KeyedList):
    """What editors corrected, the newest first: also what was withdrawn, and what no longer applies and is to be looked at."""

    http_method_names = ["get", "head", "post", "options"]  # noqa: RUF012 a list, as in Django
    queryset = Correction.objects.all()
    serializer_class = CorrectionSerializer
    filterset_class = CorrectionFilterSet
    right = Right.CURATE
    noun = "correction"
    lookup_example = "4"

    def list(self, request: Request) -> Response:
        return self.page_of(Correction.objects.all(), shown)

    @extend_schema(summary="One correction", parameters=[number_in_path("correction")])
    def retrieve(self, request: Request, id: str) -> Response:  # noqa: A002 the name in the address
        """What an editor said of a row, and whether it applies."""
        return Response(shown(_correction(id)))

    @extend_schema(
        operation_id="corrections_create",
        summary="Correct a row",
        filters=False,
        request=CorrectionRequestSerializer,
        responses={200: CorrectionSerializer, **_REFUSALS},
    )
    def create(self, request: Request) -> Response:
        """Say what is right, or that there should be no such row. It applies at once, as a revision, and after each ingest for as long as the words that
        it is about are in the document and are read as they were. Needs a key with the right `curate`."""
        names = list(CorrectionRequestSerializer().fields)
        given = _members(request.data, names)
        kind, row = given.get("resource"), given.get("row")
        if not isinstance(kind, str) or kind not in KINDS:
            meant = nearest(str(kind), KINDS)
            raise BadParameters(
                Wrong("resource", str(kind or ""), "rows of this can't be corrected", list(KINDS), meant)
            )
        if not isinstance(row, str) or "\x00" in row:
            raise BadParameters(Wrong("row", "", "required, and must be text: the id of a row"))
        changes, removes = given.get("changes"), given.get("removes") or False
        if not isinstance(removes, bool) or removes == isinstance(changes, dict) or (removes and changes is not None):
            raise BadParameters(Wrong("changes", "", "give either changes, an object of fields, or removes: true"))
        with taking_time():
            try:
                made = correct(
                    kind,
                    row,
                    None if removes else changes,
                    why=given.get("why"),
                    by=_editor(request, given.get("by")),
                )
            except UnfitCorrection as error:
                raise _refused(error) from error
        return Response(shown(made), headers={"Content-Location": address_of(made, request)})


class WithdrawCorrectionView(KeyedView):
    """Take a correction back."""

    http_method_names = ["post", "options"]  # noqa: RUF012 a list, as in Django
    right = Right.CURATE

    @extend_schema(
        operation_id="corrections_withdraw",
        summary="Withdraw a correction",
        parameters=[number_in_path("correction")],
        request=WhySerializer,
        responses={200: CorrectionSerializer, **_REFUSALS},
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 the name in the address
        """The row is again as it was read: a revision of its own. Needs a key with the right `curate`."""
        given = _members(request.data, ["why"])
        with taking_time():
            try:
                return Response(shown(withdraw(_correction(id), why=given.get("why"), by=_editor(request, None))))
            except UnfitCorrection as error:
                raise _refused(error) from error


def _correction(number: str) -> Correction:
    found = Correction.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404(f"There is no correction {number[:20]}.")
    return found


def _members(given: Any, names: list[str]) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise ParseError("The body must be a JSON object.")
    if unknown := [name for name in given if name not in names]:
        refuse(unknown, lambda name: Wrong(name, "", "unknown member", names, nearest(name, names)))
    return given


def _editor(request: Request, by: Any) -> Editor:
    holder = holder_of(request)
    key = ApiKey.objects.filter(pk=holder.pk).first() if holder else None
    if by is not None and not isinstance(by, str):
        raise BadParameters(Wrong("by", "", "must be text"))
    return Editor(key=key, shown_as=by) if by else Editor(key=key)


def _refused(error: UnfitCorrection) -> BadParameters:
    names = {"shown_as": "by", "id": "row"}
    return BadParameters(Wrong(names.get(error.field, error.field), "", error.en))
