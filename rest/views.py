"""The base of every resource: read-only, strict about its parameters, one statement a list."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import cached_property
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from rest_framework import mixins, viewsets
from rest_framework.exceptions import NotAcceptable
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from history.revisions import NONE, State, newest, newest_stored, pinned, snapshot, state_of
from rest import elsewhere, file_options, selection
from rest.deprecation import Deprecation, announce
from rest.exports import Export, file_name, write_list, write_rows
from rest.fast.names import Nearby
from rest.filters import Related
from rest.formats import FORMS, ExportTable, Form, UnfitForFormat
from rest.http.caching import mark, refuse_what_is_held
from rest.http.negotiation import accepted
from rest.http.problems import LONGEST_VALUE, BadParameters, Wrong, nearest, refuse
from rest.http.responses import vary_by_coding
from rest.pagination import KeysetPagination, flag, single
from rest.selection import Selection
from rest.wording import Said

_KNOWN: dict[Any, Collection[str]] = {}


def refuse_unknown(request: Request, known: Collection[str]) -> None:
    """Raise BadParameters for every parameter of the request that is not known here."""
    allowed = list(known)
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        given = request.query_params
        refuse(unknown, lambda name: elsewhere.unknown(name, ", ".join(given.getlist(name)), allowed, search=_search))


def _search(words: str) -> str:
    """The address at which everything is searched for these words."""
    return f"{reverse('search')}?{urlencode({'q': words[:LONGEST_VALUE]})}"


def asked_state(request: Request) -> State:
    """The revision that a request is to be answered from: the one of ``revision=``, else the newest."""
    given = request.query_params.getlist("revision")
    if not given:
        return newest()
    if len(given) > 1:
        message = "given more than once, but takes one value"
        raise BadParameters(Wrong("revision", ", ".join(given), message))
    state = state_of(int(given[0])) if is_revision(given[0]) else None
    if state is None:
        last = newest().number
        message = (
            f"there is no such revision: must be a whole number from 1 to {last}"
            if last
            else "there is no revision yet"
        )
        raise BadParameters(Wrong("revision", given[0], message, nearest=str(last) if last else None))
    return state


def is_revision(raw: str) -> bool:
    return raw.isascii() and raw.isdecimal() and 0 < len(raw) < 10 and int(raw) > 0


class RevisionPassed(Exception):
    """There is another revision than the one that the answer would name: what was read is of that, or of both."""


class StrictView(APIView):
    """A view that takes no parameter that it does not name."""

    http_method_names = ["get", "head", "options"]  # noqa: RUF012 a list, as in Django

    def parameters(self) -> Iterable[str]:
        """The names of the query parameters of this address."""
        return ()

    deprecation: ClassVar[Deprecation | None] = None
    deprecated_parameters: ClassVar[Mapping[str, Deprecation]] = {}

    posts_read: ClassVar[bool] = False
    """Whether a POST asks and keeps nothing: then it is answered by the reader of the database (``planapi.reader_role``)."""

    revisioned: ClassVar[bool] = True
    """Whether the answer is one of a revision of the data set: then it can be asked for as it was in any (``revision=12``), and has an ETag."""
    state: State = NONE
    in_snapshot: bool = False
    transactions: ExitStack
    """Those that the handler reads in; they end with it."""

    @property
    def revision(self) -> int:
        """The number of the revision that is answered from."""
        return self.state.number

    @property
    def pinned(self) -> bool:
        return self.revisioned and "revision" in self.request.query_params

    def needs_snapshot(self) -> bool:
        """Whether the statements of the answer need a transaction to see the same data. Asked when the form of the answer is known."""
        return self.revisioned

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        number = request.GET.get("revision", "")
        try:
            with ExitStack() as self.transactions:
                if self.revisioned and is_revision(number):  # What is no revision is refused in ``initial``.
                    self.transactions.enter_context(pinned(int(number)))
                return super().dispatch(request, *args, **kwargs)
        finally:
            # A view holds itself, as DRF makes it, until garbage is collected; an answer of some 30 kB need not wait with it.
            self.__dict__.pop("response", None)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if str(request.method).lower() not in self.http_method_names:
            self.http_method_not_allowed(request)  # whatever its query has, which is one for another method
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS":
            refuse_unknown(request, self._known())
            if not self.pinned and self.needs_snapshot():
                self.begin_snapshot()
            elif self.revisioned:
                self.state = asked_state(request)
            if self.revisioned and request.method in ("GET", "HEAD"):
                refuse_what_is_held(request._request, self.state)  # noqa: SLF001 DRF documents it

    def advice(self) -> str:
        """What a client can do whose question takes too long: the beginning of a sentence."""
        return "request less at once: fewer districts, indicators or years"

    def begin_snapshot(self) -> None:
        """From here to the end of the handler all statements see the same data, and ``state`` is the revision of it."""
        seen = self.transactions.enter_context(snapshot())
        self.in_snapshot = True
        if self.revisioned:
            self.state = seen

    def refuse_another_revision(self, seen: int | None) -> None:
        """Raise RevisionPassed where the revision that a statement saw is not the one that is named; None: it gave no row to say so."""
        if not self.revisioned or self.pinned or self.in_snapshot:
            return
        if (newest_stored().number if seen is None else seen) != self.revision:
            raise RevisionPassed

    def _known(self) -> Collection[str]:
        """All parameters of this address; worked out once."""
        place = type(self), getattr(self, "action", None)
        if (known := _KNOWN.get(place)) is None:
            # in order, for error messages; and fast to look up
            known = _KNOWN[place] = dict.fromkeys([*self.parameters(), *(["revision"] if self.revisioned else [])])
        return known

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.revisioned and request.method in ("GET", "HEAD") and response.status_code == HTTPStatus.OK:
            mark(response, request._request, self.state, pinned=self.pinned)  # noqa: SLF001
        if file_options.depends_on_client(request._request, getattr(request, "accepted_renderer", None)):  # noqa: SLF001
            patch_vary_headers(response, ["User-Agent"])
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            vary_by_coding(response, request.accepted_renderer.media_type)  # pyright: ignore[reportAttributeAccessIssue] set by DRF
        announce(response, self.deprecation, self.deprecated_parameters, request.query_params)
        return response

    @property
    def default_response_headers(self) -> dict[str, str]:
        headers = super().default_response_headers
        return headers | {"Vary": "Accept"} if len(self.renderers_there) > 1 else headers

    @cached_property
    def renderers_there(self) -> list[Any]:
        return self.get_renderers()

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """The renderer that ``format=`` names, where this address takes that, else the one that ``Accept`` likes best."""
        there = self.renderers_there
        first = there[0]
        # Of several media types of one format, as the OpenAPI document has them, the first bears its name.
        renderers = {renderer.format: renderer for renderer in reversed(there)}
        if force or request.method == "OPTIONS":
            return first, first.media_type
        if (name := single(request, "format")) is not None and "format" in self._known():
            if name not in renderers:
                at = elsewhere.ONLY_AT.get(name.lower())
                told = (
                    f"not available in this format, which only these have: {at}"
                    if at
                    else "not available in this format"
                )
                meant = elsewhere.FORMATS.get(name.lower())
                near = None if at else meant if meant in renderers else nearest(name.lower(), renderers)
                raise BadParameters(Wrong("format", name, told, list(reversed(renderers)), near))
            return renderers[name], renderers[name].media_type
        by_type = {renderer.media_type: renderer for renderer in reversed(there)}
        offered = tuple(renderer.media_type for renderer in there)
        chosen = accepted(request.META.get("HTTP_ACCEPT", ""), offered)
        if chosen is None:
            raise NotAcceptable(f"None of the requested media types is available. Available: {', '.join(offered)}.")
        return by_type[chosen], chosen

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction that sees the data of the revision that is answered from: for what is streamed after the handler, when there may be a newer one."""
        if not self.revisioned:
            with transaction.atomic():
                yield
            return
        # What is broken off fails within a transaction of its own, also where it is read in one of the caller's.
        with snapshot() as seen, transaction.atomic(), pinned(self.revision) if seen != self.state else nullcontext():
            yield

    def begun(self, response: Any) -> Any:
        """An answer; where it is a file whose rows are read while it is sent, this begins: outside of all that a handler is run in, since it outlasts that."""
        if not isinstance(response, Export):
            return response
        try:
            response.begin(self.request.method)
        except UnfitForFormat as error:
            wrong = BadParameters(Wrong("format", response.chunks.form.format, str(error)))
            return self.finalize_response(self.request, self.handle_exception(wrong))
        except Exception as error:  # noqa: BLE001 reported like an exception of a handler
            return self.finalize_response(self.request, self.handle_exception(error))
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: read."""
        return Response(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})


ANSWER = ("format", *file_options.NAMES, "echo")
"""Parameters that say in which form an answer comes, and with what besides."""


NARROWING = ("district", "document", "chapter", "indicator", "id")
"""Parameters by which few rows are left, and found by an index."""


class ResourceView(StrictView, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its rows. ``queryset`` must have ``served()``; ``noun`` says in the docs what one row is.

    ``ordering`` is the list's own order and ``tie_break`` its unique end, both by public names; ``standing`` names the
    optional columns that a row's own page has unasked.
    """

    serializer_class: Any
    filterset_class: ClassVar[Any]
    noun: ClassVar[str]
    ordering: ClassVar[tuple[str, ...]] = ("document", "start", "id")
    tie_break: ClassVar[str] = "id"
    standing: ClassVar[tuple[str, ...]] = ()
    lookup_field = "key"
    lookup_url_kwarg = "id"
    lookup_value_regex = r"[^/]+"
    lookup_example: ClassVar[str] = ""
    given: Mapping[str, list[Any]] = {}
    projected: ClassVar[bool] = True
    """Whether a page is rows of the table and nothing else, so that PostgreSQL can write it."""
    forms: ClassVar[tuple[type[Form], ...]] = FORMS
    """What the list can be taken away in, besides JSON."""
    said: ClassVar[Callable[[Any], Said] | None] = None
    """Puts a row in words, where it was read out of a document: then it has evidence and can be cited."""

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), *(form() for form in self.forms if getattr(self, "action", None) == "list")]

    def get_queryset(self) -> Any:
        queryset: Any = super().get_queryset()
        return queryset.served()

    def parameters(self) -> Iterable[str]:
        if self.action == "list":
            return [
                *self.filterset_class.base_filters,
                *KeysetPagination.parameters,
                *self.selection_parameters(),
                *ANSWER,
            ]
        return self.selection_parameters() if self.action == "retrieve" else ()

    def selection_parameters(self) -> list[str]:
        """Those of ``fields``, ``omit`` and ``expand`` that say something here."""
        return [parameter["name"] for parameter in selection.openapi(self.serializer_class)]

    @cached_property
    def selection(self) -> Selection:
        """Which columns are asked for; raises BadParameters for those that there are not."""
        standing = self.standing if self.action == "retrieve" else ()
        return Selection(self.request, self.serializer_class, standing=standing)

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("context", self.get_serializer_context())
        serializer = self.selection.row(*args, **kwargs)
        row: Any = getattr(serializer, "child", serializer)
        self.selection.prune(row)
        return serializer

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "expand": self.selection.expand}

    def needs_snapshot(self) -> bool:
        """Not for a page of a list that is one statement: that says itself which revision it saw (``refuse_another_revision``), for less."""
        if self.action != "list":
            return self.revisioned
        is_page = self.projected and not isinstance(getattr(self.request, "accepted_renderer", None), Form)
        return not is_page or "count" in self.request.query_params

    def advice(self) -> str:
        narrowing = [name for name in NARROWING if name in self.filterset_class.base_filters]
        return f"request fewer rows, for example by {' or '.join(narrowing)}" if narrowing else "request fewer rows"

    def get_object(self) -> Any:
        name = self.kwargs[self.lookup_url_kwarg or "id"]
        told = f"There is no {self.noun} {name!r}"
        if "\x00" in name:
            raise Http404(f"{told}.")
        rows = self.get_queryset()
        if self.action == "retrieve":
            rows = self.selection.fetch(rows)
        row = rows.filter(**{self.lookup_field: name}).first()
        if row is None:
            near, words = self._nearby(rows.model, name)
            raise Http404(f"{told}{words}. Did you mean “{near}”?" if near else f"{told}{words}.")
        return row

    def _nearby(self, model: Any, name: str) -> tuple[str | None, str]:
        """What a name of a row may have been meant for, as who asks a list by it is told."""
        own = [one for one in self.filterset_class.base_filters.values() if isinstance(one, Related)]
        asked = next((one for one in own if (one.target, one.key) == (model, self.lookup_field)), None)
        return Nearby(model, asked.key, asked.labels, meant=asked.meant).told(name) if asked else (None, "")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        form = getattr(request, "accepted_renderer", None)
        echo = flag(request, "echo")
        if echo is not None and isinstance(form, Form):
            raise BadParameters(Wrong("echo", str(echo).lower(), "only JSON responses can contain it"))
        file_options.configure(request, form)
        try:
            return self._list(request, form, echo=bool(echo))
        except RevisionPassed:
            self.begin_snapshot()
            return self._list(request, form, echo=bool(echo))

    def _list(self, request: Request, form: Any, *, echo: bool) -> Any:
        self.given = self.filterset_class.read(request.query_params)
        if isinstance(form, Form):
            return self.export(self.narrowed(), form)
        paginator: Any = self.paginator
        if self.projected:
            body = paginator.projected(request, self)
            return HttpResponse(body, content_type="application/json", headers=paginator.headers())
        rows = paginator.paginate_queryset(self.narrowed(), request, self)
        answer = paginator.get_paginated_response(self.get_serializer(rows, many=True).data)
        if echo:
            answer.data = {"asked": self.asked(paginator)} | answer.data
        return answer

    def narrowed(self, given: Mapping[str, Any] | None = None) -> Any:
        """The rows that the filters leave: with the values that were given, or others in their places."""
        filters = self.filterset_class(self.request.query_params, self.get_queryset())
        return filters.narrowed(self.given if given is None else given)

    def selection_asked(self) -> tuple[Any, ...]:
        """What of the request says which columns a row has."""
        given = self.request.query_params
        return tuple(tuple(given.getlist(name)) for name in selection.ASKED)

    def asked(self, paginator: KeysetPagination) -> dict[str, Any]:
        """What was asked, as it was read."""
        return {
            "revision": self.revision,
            "filters": {
                name: self.filterset_class.base_filters[name].echo(values) for name, values in self.given.items()
            },
            "ordering": paginator.names,
            "fields": self.selection.names,
            "page_size": paginator.size,
        }

    def table_of(self, queryset: Any, form: Form) -> Any:
        """The columns of the list as a file."""
        return file_options.titled(form, ExportTable(self.selection.pruned(), queryset.model))

    def export(self, queryset: Any, form: Form) -> Export:
        """The list as a file: all of it, or one page where ``page_size`` or ``cursor`` asks for pages."""
        request, paginator = self.request, self.paginator
        assert isinstance(paginator, KeysetPagination)
        table: Any = self.table_of(queryset, form)
        if {"page_size", "cursor"} & set(request.query_params):
            page = paginator.paginate_queryset(queryset, request, self)
            chunks = write_rows(form, table, (table.row_of(row) for row in page))
        else:
            ordered = paginator.ordered(queryset, request, self)
            if told := form.unfit(table, queryset.order_by()):
                raise BadParameters(Wrong("format", form.format, told))
            chunks = write_list(form, table, ordered, self.reading)
        name = file_name(request, revision=self.revision if self.revisioned else None, form=form)
        export = Export(form, chunks, name=name)
        for header, value in paginator.headers().items():
            export[header] = value
        return export

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.begun(super().dispatch(request, *args, **kwargs))
