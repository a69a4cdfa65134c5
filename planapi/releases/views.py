"""The releases as a resource: what there is to take away, and what is in it."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from http import HTTPStatus
from typing import Any, ClassVar

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from history.models import Revision
from history.revisions import state_of
from planapi.releases import store
from planapi.releases.on_demand import removal
from planapi.releases.serving import files_of, sqlite_of
from planapi.releases.store import Release, SqliteState
from planapi.revisions import numbers_of_revisions
from rest.fields import Moment, Text, Whole
from rest.filters import DAY, Rows
from rest.pagination import KeysetPagination
from rest.schema import PlanSchema
from rest.views import StrictView


class ReleaseSerializer(serializers.Serializer):
    """A revision of the data set as one zip: CSV and Parquet of every resource, the texts, a data package and its codebook; and as a SQLite file beside it."""

    revision = Whole("The revision that it contains.", example=12)
    made_at = Moment("When the revision was made.", example="2026-01-31T09:30:00+08:00")
    url = Text(
        "Its permanent URL; the content never changes.",
        example="http://127.0.0.1:8000/releases/r12/planapi-r12.zip",
    )
    bytes = Whole("Its size.", example=1669968)
    sha256 = Text(
        "SHA-256 of the zip, in hexadecimal.",
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    software = Text("Version of the software that made it, and a hash of its code.", example="0.1.0+9d454b285ba5")


class ReleaseFileSerializer(serializers.Serializer):
    """A file of a release: of those in its zip, or the SQLite file beside it, once that is made."""

    path = Text("Its name in the zip, and below the address of the release.", example="csv/observations.csv")
    url = Text(
        "Its permanent URL; the content never changes. Null if it is in the zip only, as `croissant.json` is, whose address names this host.",
        allow_null=True,
        example="http://127.0.0.1:8000/releases/r12/csv/observations.csv",
    )
    media_type = Text("Its media type.", example="text/csv; charset=utf-8")
    bytes = Whole("Its size, unpacked.", example=281976)
    sha256 = Text(
        "SHA-256 of the file, in hexadecimal.",
        example="a5b89ed364c4207aa7034b531262d8c869cf2db0307e3e5bba6904118638cb7a",
    )
    rows = Whole("Number of rows; null if it is no table of one resource.", allow_null=True, example=941)


class ReleaseSqliteSerializer(serializers.Serializer):
    """The release as one SQLite file."""

    url = Text(
        "Its permanent URL; the content never changes.", example="http://127.0.0.1:8000/releases/r12/planapi.sqlite"
    )
    state = serializers.ChoiceField(
        [state.value for state in SqliteState],
        help_text="`made`; `in_the_making`, for it is made after the release; or `missing`, if that failed: the operator can make it.",
    )
    bytes = Whole("Its size; null until it is made.", allow_null=True, example=4521984)
    sha256 = Text(
        "SHA-256 of the file, in hexadecimal; null until it is made.",
        allow_null=True,
        example="1b3f7c1e0ad9ab0b36f6c0e4ee8d6f4c1b6d8a7a3ae9d3c85f4a3c1f2c9be7d0",
    )


class WholeReleaseSerializer(ReleaseSerializer):
    """A release, and its files."""

    files = ReleaseFileSerializer(many=True, help_text="The files, by name.")
    sqlite = ReleaseSqliteSerializer(help_text="The same as one SQLite file.")


class ReleaseFilterSet(Rows):
    """What releases can be asked by."""

    row = ReleaseSerializer

    number = numbers_of_revisions()

    class Meta:
        model = Revision
        fields: ClassVar = {"made_at": DAY}


class ReleaseGone(APIException):
    """It was removed; the message says what there is instead."""

    status_code = HTTPStatus.GONE


class ReleaseSchema(PlanSchema):
    """Rows of a release come whole, and in JSON."""

    def get_override_parameters(self) -> list[Any]:
        return []


class ReleaseView(StrictView, viewsets.GenericViewSet):
    """Releases: each is a zip with all rows of a revision, and the same as a SQLite file. Lists those that have been made, the newest first. A
    request for the zip of the newest revision (`/releases/latest`) makes it."""

    schema = ReleaseSchema()
    queryset = Revision.objects.all()
    serializer_class = ReleaseSerializer
    filterset_class = ReleaseFilterSet
    revisioned = False
    noun = "release"
    ordering = ("-number",)
    tie_break = "number"
    lookup_url_kwarg = "number"
    lookup_value_regex = r"[0-9]{1,9}"
    lookup_example = "12"
    given: ClassVar[dict[str, list[Any]]] = {}

    def parameters(self) -> Iterable[str]:
        if self.action != "list":
            return ()
        return [*self.filterset_class.base_filters, *KeysetPagination.parameters]

    def list(self, request: Request) -> Response:
        kept = {release.revision: release for release in store.kept()}
        paginator: Any = self.paginator
        asked = self.filter_queryset(Revision.objects.filter(number__in=kept))
        rows = paginator.paginate_queryset(asked, request, self)
        answer = paginator.get_paginated_response([self._row(ReleaseSerializer, kept[row.number]) for row in rows])
        answer.headers["Cache-Control"] = "public, no-cache"
        return answer

    @extend_schema(
        responses=WholeReleaseSerializer,
        summary="One release",
        parameters=[
            OpenApiParameter(
                "number",
                {"type": "string", "pattern": r"^[0-9]{1,9}$", "examples": ["12"]},
                "path",
                required=True,
                description="The number of its revision.",
            )
        ],
    )
    def retrieve(self, request: Request, number: str) -> Response:
        """A release, and its files with their addresses, sizes, checksums and rows."""
        state = state_of(int(number))
        release = store.noted(state) if state else None
        if release and release.removed_at:
            raise ReleaseGone(removal(release))
        if release is None:
            raise Http404(
                f"There is no release of revision {number}. The release of the newest revision is made when its zip is "
                f"requested (/releases/latest); the operator can make others with `manage.py release --revision {number}`."
            )
        told = self._row(
            WholeReleaseSerializer,
            release,
            files=files_of(self.request, release),
            sqlite=asdict(sqlite_of(self.request, release)),
        )
        return Response(told, status=HTTPStatus.OK, headers={"Cache-Control": "public, no-cache"})

    def _row(self, row: type[ReleaseSerializer], release: Release, **whole: Any) -> dict[str, Any]:
        url = self.request.build_absolute_uri(store.address_of(release.revision))
        return dict(row(asdict(replace(release, files=())) | {"url": url} | whole).data)
