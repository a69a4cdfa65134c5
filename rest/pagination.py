"""A list becomes pages by keyset: a page begins after the values of the last row of the page before, not at a count
of rows.

So pages stay right while rows are added and removed, and the last page costs what the first does. The order is
``?ordering=-year,value`` (or the view's own), always ending with a unique field; nulls are last, whichever way the
order runs. A cursor is opaque to clients: it holds the direction, the values of the row that it points at, and a mark
of the filters and the order that it was made for.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.db import OperationalError, models, transaction
from psycopg.errors import QueryCanceled
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from rest.fast.bounded import Bounded
from rest.fast.costs import indexed_orders
from rest.fast.keyset import Key, after, make_key, read_place, sections_after, write_place
from rest.fast.shapes import SHAPES, QueryShape, are_few, compile_list, compiled, shape_of_values, slotted
from rest.fast.slots import Slot
from rest.filters import Unreadable, read_boolean
from rest.http.addresses import page_at
from rest.http.problems import BadParameters, Wrong, nearest, refuse

DEFAULT_SIZE = 50
MAX_SIZE = 1000
MOST_COUNTED = 100_000
"""Rows that ``count=true`` counts: more would cost seconds where a list is of millions."""

OF_THE_ANSWER = {
    "cursor",
    "page_size",
    "count",
    "fields",
    "omit",
    "expand",
    "labels",
    "echo",
    "format",
    "bom",
    "header",
    "decimals",
    "codec",
}
"""Parameters that change neither which rows are asked for nor their order."""


ASKED: dict[str, Any] = {
    "type": "object",
    "description": "The request as understood by the server; only with echo=true.",
    "required": ["revision", "filters", "ordering", "fields", "page_size"],
    "properties": {
        "revision": {"type": "integer", "description": "The revision of the response.", "examples": [12]},
        "filters": {
            "type": "object",
            "additionalProperties": True,
            "description": "All filters that were applied, each with its parsed values.",
            "examples": [{"kind": ["actual"], "value__gte": 100}],
        },
        "ordering": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The order, ending with a unique field.",
            "examples": [["-year", "id"]],
        },
        "fields": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The columns of each row, in order.",
            "examples": [["id", "value", "evidence.quote"]],
        },
        "page_size": {"type": "integer", "description": "Number of rows on a page.", "examples": [50]},
    },
}


ORDERS: Bounded[Any, tuple[list[Key], list[str]]] = Bounded(1 << 20)
"""The orders that were asked for, worked out."""


UNFIT: set[Any] = set()
"""Views, each with what is expanded, whose rows can't be put together of columns: these have values of their own."""


def mark_of(request: Request) -> str:
    """A short mark of what is asked, and of whom: a cursor is for the same question only."""
    given = sorted(request.query_params.lists())
    asked = [request.path, *(pair for pair in given if pair[0] not in OF_THE_ANSWER)]
    return hashlib.sha256(orjson.dumps(asked)).hexdigest()[:12]


class KeysetPagination(BasePagination):
    """``{"next": url | null, "previous": url | null, "results": [...]}``, with ``count`` and ``count_is_exact`` first
    where ``count=true`` asked for them."""

    parameters = ("ordering", "cursor", "page_size", "count")

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[models.Model]:
        self.mark, self.size = mark_of(request), self._size(request)
        self._read_order(request, view)
        values, reverse = None, False
        if (cursor := single(request, "cursor")) is not None:
            values, reverse = read_place(cursor, self.keys, mark=self.mark)
        found: list[models.Model] = []
        for section in sections_after(self.keys, values, reverse=reverse):
            ordered = after(queryset, self.keys, values, section, reverse=reverse)
            if selection := getattr(view, "selection", None):
                ordered = selection.fetch(ordered, [key.path for key in self.keys])
            found += ordered[: self.size + 1 - len(found)]
            if len(found) > self.size:
                break
        rows = self._cut(found, values, reverse=reverse)
        self._count(lambda: queryset, request, rows)
        if rows:
            self._link_to(*([key.value_of(row) for key in self.keys] for row in (rows[0], rows[-1])))
        return rows

    def projected(self, request: Request, view: Any) -> bytes:
        """The page as JSON, by one statement that is compiled once for all requests of its shape (a second where a page ends the rows with a value
        in the first column of the order and begins those without); else as ``paginate_queryset`` and ``get_paginated_response`` have it."""
        self.mark, self.size = mark_of(request), self._size(request)
        self._read_order(request, view)
        given, parameters = view.given, view.filterset_class.base_filters
        values, reverse = None, False
        if (cursor := single(request, "cursor")) is not None:
            values, reverse = read_place(cursor, self.keys, mark=self.mark)
        shaped = all(parameters[name].shaped for name in given)
        filled, slots = slotted(parameters, given) if shaped else (given, [])
        beyond = [None if value is None else Slot(len(slots) + place) for place, value in enumerate(values or ())]
        asked = view.selection_asked()
        chosen = any(asked) and (type(view), frozenset(view.selection.expand)) not in UNFIT
        key = (
            type(view),
            (view.selection.tables(view.queryset.model), frozenset(view.selection.expand), view.selection.language)
            if chosen
            else asked,
            tuple(self.names),
            self.size,
            tuple(shape_of_values(parameters, given)),
            (reverse, tuple(value is None for value in values)) if values else None,
        )
        prepared = shaped and not view.pinned and are_few(given)
        found: list[tuple[Any, ...]] = []
        fetched: list[tuple[Any, ...]] = []
        for section in sections_after(self.keys, values, reverse=reverse):
            shape = SHAPES.get((key, section)) if shaped else None
            filling = [*slots, *(values or ())]
            if shape is None:
                queryset = after(view.narrowed(filled), self.keys, beyond or None, section, reverse=reverse)
                shape = self._compile(view, queryset[: self.size + 1], chosen=chosen)
                if "ordering" in request.query_params:
                    shape = replace(shape, sorts=shape.of(view.selection.names).plan(filling).sorts)
                if shaped and chosen == (shape.columns is not None):
                    SHAPES.put((key, section), shape)
            if shape.columns is not None:
                shape = shape.of(view.selection.names)
            if shape.sorts and "ordering" in request.query_params and shape.plan(filling).is_too_dear:
                raise self._too_dear(request, view)
            fetched = shape.fetch(filling, prepared=prepared)
            found += fetched
            if len(found) > self.size:
                break
        # Revisions only follow each other: where the last statement saw the one that was named before the first, so did all.
        view.refuse_another_revision(fetched[-1][-1] if fetched else None)
        rows = self._cut(found[: self.size + 1], values, reverse=reverse)
        self._count(view.narrowed, request, rows)
        if rows:
            self._link_to(rows[0][1:-1], rows[-1][1:-1])
        head = ({"asked": view.asked(self)} if flag(request, "echo") else {}) | self._counted()
        start = orjson.dumps(head | {"next": self.next, "previous": self.previous})[:-1]
        return b"".join((start, b',"results":[', b",".join([row[0] for row in rows]), b"]}"))

    def _compile(self, view: Any, queryset: Any, *, chosen: bool) -> QueryShape:
        """The statement of a page; ``chosen``: for any columns of the same tables, where that can be."""
        ordered = {"keys": self.keys, "names": self.names, "fields": view.selection.names}
        if chosen:
            try:
                return compile_list(queryset, row=view.selection.wider(view.queryset.model), chosen=True, **ordered)
            except NotImplementedError:
                UNFIT.add((type(view), frozenset(view.selection.expand)))
        return compile_list(queryset, row=view.selection.pruned(), chosen=False, **ordered)

    def _cut(self, rows: list[Any], values: Sequence[Any] | None, *, reverse: bool) -> list[Any]:
        """The rows of a page, of which one more was fetched to see whether there is another."""
        more, rows = len(rows) > self.size, rows[: self.size]
        if reverse:
            rows.reverse()
        self.has_next, self.has_previous = more or reverse, more if reverse else values is not None
        return rows

    def _link_to(self, first: Sequence[Any], last: Sequence[Any]) -> None:
        """Keep where the next and the previous page are, given the keys of the first row and of the last."""
        if self.has_next:
            self.next = self._link(last, reverse=False)
        if self.has_previous:
            self.previous = self._link(first, reverse=True)

    def ordered(self, queryset: Any, request: Request, view: Any) -> Any:
        """The queryset in the order that is asked for, with no pages."""
        self._read_order(request, view)
        ordered = queryset.order_by(*(key.expression(reverse=False) for key in self.keys))
        if "ordering" in request.query_params and compiled(ordered).plan(()).is_too_dear:
            raise self._too_dear(request, view)
        self.count = bounded_count(queryset) if flag(request, "count") else None
        return ordered

    def _count(self, queryset: Callable[[], Any], request: Request, rows: Sequence[Any]) -> None:
        """Count the rows on all pages where that is asked for, if there are others than this one. ``queryset`` makes that of all: it takes longer than
        the rest of a page."""
        if not flag(request, "count"):
            self.count = None
        elif self.has_next or self.has_previous:
            self.count = bounded_count(queryset(), there=len(rows))
        else:
            self.count = Count(len(rows), is_exact=True)

    def _too_dear(self, request: Request, view: Any) -> BadParameters:
        """The refusal of an order in which so many rows would have to be sorted, with what would do."""
        orders = indexed_orders(view.queryset.model, view.filterset_class.orderings())
        told = f"there are too many rows to sort them by this; {view.advice()}, or sort by {' or '.join(orders)}"
        return BadParameters(Wrong("ordering", ",".join(request.query_params.getlist("ordering")), told, orders))

    def _read_order(self, request: Request, view: Any) -> None:
        """Keep the order that is asked for; there are no other pages yet."""
        self.request, self.view = request, view
        self.next: str | None = None
        self.previous: str | None = None
        self.keys, self.names = self._order(request, view)

    def headers(self) -> dict[str, str]:
        """Where the next and the previous page are (RFC 8288), and the count where it was asked for."""
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", self.next), ("prev", self.previous)) if url]
        counted = {"X-Total-Count": str(self.count.number)} if self.count and self.count.is_exact else {}
        return counted | ({"Link": ", ".join(links)} if links else {})

    def _counted(self) -> dict[str, int | bool]:
        if self.count is None:
            return {}
        return {"count": self.count.number, "count_is_exact": self.count.is_exact}

    def get_paginated_response(self, data: list[dict[str, Any]]) -> Response:
        answer = self._counted() | {"next": self.next, "previous": self.previous, "results": data}
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
                    "description": f"Number of rows on all pages; only with count=true. Counting stops at {MOST_COUNTED}; "
                    "if it takes too long, these are the rows of this page.",
                    "examples": [146],
                },
                "count_is_exact": {
                    "type": "boolean",
                    "description": "Present with count: false if there are more rows than were counted.",
                    "examples": [True],
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
                "description": f"The order of the rows: one or more names, with - before a name for descending order; nulls are always last. Default: {own}.",
                "schema": {"type": "array", "minItems": 1, "items": {"type": "string", "enum": orders}},
            },
            {
                "name": "page_size",
                "in": "query",
                "description": "Number of rows on a page.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
            },
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string", "minLength": 1},
                "description": "Where the page begins: a cursor copied from next or previous of another page of the same list.",
            },
            {
                "name": "count",
                "in": "query",
                "description": f"true: include the number of rows on all pages, up to {MOST_COUNTED}.",
                "schema": {"type": "boolean", "default": False},
            },
        ]

    def _size(self, request: Request) -> int:
        raw = single(request, "page_size")
        if raw is None:
            return DEFAULT_SIZE
        if not (raw.isascii() and raw.isdecimal() and len(raw) < 6 and 1 <= int(raw) <= MAX_SIZE):
            raise BadParameters(Wrong("page_size", raw, f"must be a whole number from 1 to {MAX_SIZE}"))
        return int(raw)

    def _order(self, request: Request, view: Any) -> tuple[list[Key], list[str]]:
        """The columns of the order that is asked for, and their public names; raises BadParameters for what is none."""
        given = tuple(name.strip() for raw in request.query_params.getlist("ordering") for name in raw.split(","))
        if (held := ORDERS.get((type(view), given))) is not None:
            return held
        paths = view.filterset_class.orderings()
        if unknown := [name for name in given if name.removeprefix("-") not in paths]:
            known, told = list(paths), "rows can't be sorted by this"
            refuse(unknown, lambda name: Wrong("ordering", name, told, known, nearest(name.removeprefix("-"), known)))
        queryset, keys, names = view.get_queryset(), {}, []
        asked = list(given or view.ordering)
        # The end runs as what is before it does: an order that runs one way is a range of an index.
        sign = "-" if asked[-1].startswith("-") else ""
        for name in [*asked, sign + view.tie_break]:
            key = make_key(queryset, ("-" if name.startswith("-") else "") + paths[name.removeprefix("-")])
            if key.path not in keys:
                keys[key.path] = key
                names.append(name)
        order = list(keys.values()), names
        ORDERS.put((type(view), given), order)
        return order

    def _link(self, values: Sequence[Any], *, reverse: bool) -> str:
        place = write_place(values, reverse=reverse, mark=self.mark, revision=self.view.revision)
        return page_at(place, self.request._request)  # noqa: SLF001 DRF documents it


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are, or so many and more."""

    number: int
    is_exact: bool


def bounded_count(queryset: Any, *, there: int = 0) -> Count:
    """How many rows there are, as far as they are counted. Where that takes too long, those that were found, ``there``: a page is not refused for its count."""
    try:
        with transaction.atomic():
            found = queryset.order_by()[: MOST_COUNTED + 1].count()
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        return Count(there, is_exact=False)
    return Count(min(found, MOST_COUNTED), is_exact=found <= MOST_COUNTED)


def single(request: Request, name: str) -> str | None:
    """The value of a parameter that may be given once; None where it is not given."""
    if name not in request.query_params:
        return None
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise BadParameters(Wrong(name, ", ".join(given), "given more than once, but takes one value"))
    if given == [""]:
        raise BadParameters(Wrong(name, "", "has no value"))
    return given[0]


def flag(request: Request, name: str) -> bool | None:
    """The value of a parameter that is true or false; None where it is not given."""
    if (raw := single(request, name)) is None:
        return None
    try:
        return read_boolean(raw)
    except Unreadable as error:
        raise BadParameters(Wrong(name, raw, error.message, error.allowed, error.meant)) from None
