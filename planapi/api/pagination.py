"""A list becomes pages by keyset: a page begins after the values of the last row of the page before, not at a count
of rows.

So pages stay right while rows are added and removed, and the last page costs what the first does. The order is
``?ordering=-year,value`` (or the view's own), always closed by a unique field; null stands last, whichever way the
order runs. A cursor is opaque to clients: it holds the direction, the values of the row that it points at, and a mark
of the filters and the order that it was made for.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.http import urlencode
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from planapi.api.fields import value_at
from planapi.api.filters import Unreadable, read_boolean
from planapi.api.problems import BadParameters, Wrong, nearest

DEFAULT_SIZE = 50
MAX_SIZE = 1000

OF_THE_ANSWER = {"cursor", "page_size", "count", "fields", "omit", "expand", "echo", "format", "bom"}
"""Parameters that change neither which rows are asked for nor their order."""


ASKED: dict[str, Any] = {
    "type": "object",
    "description": "What was asked, as it was read; with echo=true only.",
    "required": ["revision", "filters", "ordering", "fields", "page_size"],
    "properties": {
        "revision": {"type": "integer", "description": "The revision that is answered from.", "examples": [12]},
        "filters": {
            "type": "object",
            "additionalProperties": True,
            "description": "The filters that were applied, each with its values as they were read; there are no others.",
            "examples": [{"kind": ["actual"], "value__gte": 100}],
        },
        "ordering": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The order, closed by a unique field.",
            "examples": [["-year", "id"]],
        },
        "fields": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The columns of each row, in their order.",
            "examples": [["id", "value", "evidence.quote"]],
        },
        "page_size": {"type": "integer", "description": "How many rows a page holds.", "examples": [50]},
    },
}


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order: its path in the models, its direction, and whether it can be null."""

    path: str
    field: models.Field
    descending: bool
    nullable: bool

    def expression(self, *, reverse: bool) -> Any:
        """The column in ORDER BY. Null is last; in the reverse order, therefore, first."""
        descending = self.descending != reverse
        places = {"nulls_first": True} if reverse else {"nulls_last": True}
        column = F(self.path)
        nulls = places if self.nullable else {}
        return column.desc(**nulls) if descending else column.asc(**nulls)

    def beyond(self, value: Any, *, reverse: bool) -> Q | None:
        """Which rows come after ``value`` in this column alone; None where no row can."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if reverse else None
        after = Q(**{f"{self.path}__{'lt' if self.descending != reverse else 'gt'}": value})
        return after | Q(**{f"{self.path}__isnull": True}) if self.nullable and not reverse else after

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})

    def value_of(self, row: models.Model) -> Any:
        return value_at(row, self.path)


def make_key(queryset: models.QuerySet, path: str) -> Key:
    """The key of ``-year`` or ``indicator__slug``: nullable where any step of the way is."""
    descending, path = path.startswith("-"), path.lstrip("-")
    if annotation := queryset.query.annotations.get(path):
        return Key(path, annotation.output_field, descending, nullable=False)
    model, nullable, field = queryset.model, False, None
    for step in path.split("__"):
        field = model._meta.get_field(step)  # noqa: SLF001 Django documents it
        nullable |= field.null
        model = field.related_model
    assert field is not None
    return Key(path, field, descending, nullable)


def rows_beyond(keys: Sequence[Key], values: Sequence[Any], *, reverse: bool) -> Q:
    """Which rows come after a row with these values: after it in the first column, or the same there and after it in
    the second, and so on."""
    condition, equal = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        after = key.beyond(value, reverse=reverse)
        if after is not None:
            condition |= equal & after
        equal &= key.same(value)
    return condition


def mark_of(request: Request) -> str:
    """A short mark of what is asked, and of whom: a cursor is for the same question only."""
    given = sorted(request.query_params.lists())
    asked = [request.path, *(pair for pair in given if pair[0] not in OF_THE_ANSWER)]
    return hashlib.sha256(orjson.dumps(asked)).hexdigest()[:12]


def write_cursor(keys: Sequence[Key], row: models.Model, *, reverse: bool, mark: str) -> str:
    values = [None if (value := key.value_of(row)) is None else str(value) for key in keys]
    return base64.urlsafe_b64encode(orjson.dumps([mark, int(reverse), values])).decode().rstrip("=")


def read_cursor(cursor: str, keys: Sequence[Key], *, mark: str) -> tuple[list[Any], bool]:
    """The values and the direction of a cursor; raises BadParameters for one that is not of this list and this
    question."""
    try:
        made_for, reverse, values = orjson.loads(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
        read = [None if value is None else key.field.to_python(value) for key, value in zip(keys, values, strict=True)]
        fits = all(
            key.nullable if value is None else "\x00" not in str(value) for key, value in zip(keys, read, strict=True)
        )
    except (binascii.Error, ValueError, TypeError, ValidationError):
        made_for, reverse, read, fits = None, None, [], False
    if not fits or reverse not in (0, 1):
        message = "this is no cursor of this list: take it from next or previous, as it is"
        raise BadParameters(Wrong("cursor", cursor, message))
    if made_for != mark:
        message = "this cursor was made for other parameters: start again without it"
        raise BadParameters(Wrong("cursor", cursor, message))
    return read, bool(reverse)


class KeysetPagination(BasePagination):
    """``{"next": url | null, "previous": url | null, "results": [...]}``, with ``count`` first where ``count=true``
    asked for it."""

    parameters = ("ordering", "cursor", "page_size", "count")

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[models.Model]:
        self.mark = mark_of(request)
        self.size = self._size(request)
        ordered = self.ordered(queryset, request, view)
        values, reverse = None, False
        if (cursor := single(request, "cursor")) is not None:
            values, reverse = read_cursor(cursor, self.keys, mark=self.mark)
            ordered = ordered.filter(rows_beyond(self.keys, values, reverse=reverse))
            ordered = ordered.order_by(*(key.expression(reverse=reverse) for key in self.keys))
        if selection := getattr(view, "selection", None):
            ordered = selection.fetch(ordered, [key.path for key in self.keys])
        rows = list(ordered[: self.size + 1])
        more, rows = len(rows) > self.size, rows[: self.size]
        if reverse:
            rows.reverse()
        if rows and (more or reverse):
            self.next = self._link(rows[-1], reverse=False)
        if rows and (more if reverse else values is not None):
            self.previous = self._link(rows[0], reverse=True)
        return rows

    def ordered(self, queryset: Any, request: Request, view: Any) -> Any:
        """The queryset in the order that is asked for, with no pages; reads all that is asked of pages but their size."""
        self.request = request
        self.next: str | None = None
        self.previous: str | None = None
        self.keys = self._keys(queryset, request, view)
        self.count = queryset.count() if flag(request, "count") else None
        return queryset.order_by(*(key.expression(reverse=False) for key in self.keys))

    def headers(self) -> dict[str, str]:
        """Where the next and the previous page are (RFC 8288), and the count where it was asked for."""
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", self.next), ("prev", self.previous)) if url]
        counted = {} if self.count is None else {"X-Total-Count": str(self.count)}
        return counted | ({"Link": ", ".join(links)} if links else {})

    def get_paginated_response(self, data: list[dict[str, Any]]) -> Response:
        counted = {} if self.count is None else {"count": self.count}
        answer = counted | {"next": self.next, "previous": self.previous, "results": data}
        return Response(answer, headers=self.headers())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "asked": ASKED,
                "count": {
                    "type": "integer",
                    "description": "How many rows there are on all pages; with count=true only.",
                    "examples": [146],
                },
                "next": link | {"description": "The next page; null on the last."},
                "previous": link | {"description": "The page before; null on the first."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = list(view.filterset_class.orderings())
        orders = [sign + name for name in names for sign in ("", "-")]
        own = ",".join(view.ordering)
        return [
            {
                "name": "ordering",
                "in": "query",
                "style": "form",
                "explode": False,
                "description": f"The order of the rows: one or more names, with - before one for the reverse; null is last either way. Else: {own}.",
                "schema": {"type": "array", "items": {"type": "string", "enum": orders}},
            },
            {
                "name": "page_size",
                "in": "query",
                "description": "How many rows a page holds.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
            },
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "Where a page begins: taken from next or previous of another page of the same question, never made by hand.",
            },
            {
                "name": "count",
                "in": "query",
                "description": "true: say also how many rows there are on all pages.",
                "schema": {"type": "boolean", "default": False},
            },
        ]

    def _size(self, request: Request) -> int:
        raw = single(request, "page_size")
        if raw is None:
            return DEFAULT_SIZE
        if not (raw.isascii() and raw.isdecimal() and len(raw) < 6 and 1 <= int(raw) <= MAX_SIZE):
            raise BadParameters(Wrong("page_size", raw, f"this is a whole number from 1 to {MAX_SIZE}"))
        return int(raw)

    def _keys(self, queryset: models.QuerySet, request: Request, view: Any) -> list[Key]:
        paths = view.filterset_class.orderings()
        given = [
            name.strip() for raw in request.query_params.getlist("ordering") for name in raw.split(",")
        ] or view.ordering
        if unknown := [name for name in given if name.removeprefix("-") not in paths]:
            raise BadParameters(
                *(
                    Wrong(
                        "ordering",
                        name,
                        "rows can't be put in this order",
                        list(paths),
                        nearest(name.removeprefix("-"), paths),
                    )
                    for name in unknown
                )
            )
        keys: dict[str, Key] = {}
        self.names: list[str] = []
        for name in [*given, view.tie_break]:
            sign = "-" if name.startswith("-") else ""
            key = make_key(queryset, sign + paths[name.removeprefix("-")])
            if key.path not in keys:
                keys[key.path] = key
                self.names.append(name)
        return list(keys.values())

    def _link(self, row: models.Model, *, reverse: bool) -> str:
        pairs = [
            (name, value) for name, values in self.request.query_params.lists() if name != "cursor" for value in values
        ]
        cursor = write_cursor(self.keys, row, reverse=reverse, mark=self.mark)
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode([*pairs, ('cursor', cursor)])}")


def single(request: Request, name: str) -> str | None:
    """The value of a parameter that may be given once; None where it is not given."""
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise BadParameters(Wrong(name, ", ".join(given), "it is given more than once, and takes one value"))
    if given == [""]:
        raise BadParameters(Wrong(name, "", "it is given without a value"))
    return given[0] if given else None


def flag(request: Request, name: str) -> bool | None:
    """The value of a parameter that is true or false; None where it is not given."""
    if (raw := single(request, name)) is None:
        return None
    try:
        return read_boolean(raw)
    except Unreadable as error:
        raise BadParameters(Wrong(name, raw, error.message, error.allowed, error.meant)) from None
