"""The base of every resource: read-only, strict about its parameters, one statement a list."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import Http404
from rest_framework import mixins, viewsets
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from planapi.api.pagination import KeysetPagination
from planapi.api.problems import BadParameters, Wrong, nearest


def refuse_unknown(request: Request, known: Iterable[str]) -> None:
    """Raise BadParameters for every parameter of the request that is not known here."""
    allowed = list(known)
    unknown = [name for name in request.query_params if name not in allowed]
    if unknown:
        raise BadParameters(
            *(
                Wrong(
                    name,
                    ", ".join(request.query_params.getlist(name)),
                    "there is no such parameter here",
                    allowed,
                    nearest(name, allowed),
                )
                for name in unknown
            )
        )


class StrictView(APIView):
    """A view that takes no parameter that it does not name."""

    http_method_names = ["get", "head", "options"]  # noqa: RUF012 a list, as in Django

    def parameters(self) -> Iterable[str]:
        """The names of the query parameters of this address."""
        return ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            refuse_unknown(request, self.parameters())

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: read."""
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})


class ResourceView(StrictView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its rows. ``queryset`` must have ``served()``; ``noun`` says in the docs what one row is.

    ``ordering`` is the list's own order and ``tie_break`` its unique end, both by public names;
    ``expandable`` names fields that a list leaves out unless ``expand=`` asks for them.
    """

    filterset_class: ClassVar[Any]
    noun: ClassVar[str]
    ordering: ClassVar[tuple[str, ...]] = ("document", "start", "id")
    expandable: ClassVar[tuple[str, ...]] = ()
    tie_break: ClassVar[str] = "id"
    lookup_field = "key"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[^/]+"
    lookup_example: ClassVar[str] = ""

    def get_queryset(self) -> Any:
        queryset: Any = super().get_queryset()
        return queryset.served()

    def parameters(self) -> Iterable[str]:
        if self.action == "list":
            return [
                *self.filterset_class.base_filters,
                *KeysetPagination.parameters,
                *(["expand"] if self.expandable else []),
            ]
        return ()

    def expanded(self) -> set[str]:
        """What ``expand=`` asks to be added to each row; raises BadParameters for what can't be."""
        names = [name.strip() for raw in self.request.query_params.getlist("expand") for name in raw.split(",")]
        if wrong := [name for name in names if name not in self.expandable]:
            raise BadParameters(
                *(
                    Wrong(
                        "expand", name, "this can't be added to a row", self.expandable, nearest(name, self.expandable)
                    )
                    for name in wrong
                )
            )
        return set(names)

    def get_object(self) -> Any:
        name = self.kwargs[self.lookup_url_kwarg or "id"]
        if "\x00" in name:
            raise Http404(f"There is no {self.noun} {name!r} here.")
        row = self.get_queryset().filter(**{self.lookup_field: name}).first()
        if row is None:
            raise Http404(f"There is no {self.noun} {name!r} here.")
        return row
