"""What everybody may read and a key with a right may write: the base of `ingestions/`, `withdrawals/` and `corrections/`."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from access.rights import HasRight, KeyAuthentication
from rest.http.parsers import StrictJSON
from rest.http.problems import MEDIA_TYPE as PROBLEM
from rest.pagination import KeysetPagination
from rest.schema import PlanSchema
from rest.views import StrictView
from text.vocabulary import Right

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
NOT_KEPT = {"Cache-Control": "no-store", "Vary": "Authorization"}
"""An answer depends on who asks, and on the moment."""


def number_in_path(what: str) -> OpenApiParameter:
    return OpenApiParameter(
        "id",
        {"type": "string", "pattern": r"^[0-9]{1,18}$", "examples": ["7"]},
        "path",
        required=True,
        description=f"The number of the {what}.",
    )


def refusals(**told: str) -> dict[tuple[int, str], OpenApiResponse]:
    """Problems that an operation answers with besides those of all: ``refusals(s403="…")``."""
    return {(int(status[1:]), PROBLEM): OpenApiResponse(_PROBLEM, words) for status, words in told.items()}


NEEDS = "The key does not have the right that this needs."


class KeyedSchema(PlanSchema):
    """Rows come whole, and in JSON; what is sent needs a key."""

    def get_auth(self) -> list[Any]:
        return [{"key": []}] if self.method == "POST" else []

    def get_override_parameters(self) -> list[Any]:
        return []


class KeyedView(StrictView):
    """Everybody reads, and a key with the ``right`` writes."""

    schema = KeyedSchema()
    authentication_classes = [KeyAuthentication]  # noqa: RUF012 a list, as in DRF
    permission_classes = [HasRight]  # noqa: RUF012
    parser_classes = [StrictJSON]  # noqa: RUF012
    revisioned = False
    right: ClassVar[Right]
    given: ClassVar[dict[str, list[Any]]] = {}

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here."""
        return Response(status=HTTPStatus.NO_CONTENT, headers={"Allow": ", ".join(self.allowed_methods)})

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = NOT_KEPT["Cache-Control"]
        return response


class KeyedList(KeyedView, viewsets.GenericViewSet):
    """A list of records, the newest first, and each by its number."""

    filterset_class: ClassVar[Any]
    ordering = ("-id",)
    tie_break = "id"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[0-9]{1,18}"

    def parameters(self) -> Iterable[str]:
        return [*self.filterset_class.base_filters, *KeysetPagination.parameters] if self.action == "list" else ()

    def page_of(self, rows: Any, told: Any) -> Response:
        """A page of those rows that the filters leave, each as it is told."""
        paginator: Any = self.paginator
        page = paginator.paginate_queryset(self.filter_queryset(rows), self.request, self)
        return paginator.get_paginated_response([told(row) for row in page])
