"""The addresses ``passages/`` and ``passages/{id}/``.

Passages are in no table, so what other lists leave to PostgreSQL is done here: a count makes all passages that it counts, and a file is made of one stretch of
them after the other.
"""

import re
from collections.abc import Generator, Iterable, Mapping
from itertools import islice
from types import SimpleNamespace
from typing import Any, ClassVar

import orjson
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from districts.models import Chapter
from districts.parameters import by_city, by_district, by_document, by_document_kind
from districts.serializers import DistrictNameSerializer
from history.patience import unhurried
from planapi.passages.finding import (
    LETTER,
    ROWS,
    PassageFound,
    PassageScope,
    Place,
    all_passages,
    as_json,
    in_likely,
    passage_at,
    passages,
)
from planapi.search.source import AnswerSource
from planapi.search.views import SourceView
from rest import file_options, selection
from rest.cursors import as_direction, as_text, as_whole, read_cursor, write_cursor
from rest.exports import Export, file_name, limit_reading, write_rows
from rest.fields import Text, Whole
from rest.filters import Parameter, Related, Rows, Unreadable, read_text
from rest.formats import FORMS, ExportTable, Form, UnfitForFormat, Xlsx
from rest.http.addresses import page_at
from rest.pagination import flag, mark_of
from rest.schema import FORM_PARAMETERS
from rest.selection import Selection

DEFAULT_SIZE, MAX_SIZE = 50, 200
LONGEST_WORDS = 100
MOST_COUNTED = 5_000
"""Passages that ``count=true`` counts."""
MOST_IN_A_BOOK = 20_000
"""Passages in a workbook, which is made as a whole before it is sent."""


def _words(raw: str) -> str:
    if len(raw) > LONGEST_WORDS or not raw.strip():
        raise Unreadable(f"must be some words, of at most {LONGEST_WORDS} characters")
    return read_text(raw)


def _size(raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 4 and 1 <= int(raw) <= MAX_SIZE):
        raise Unreadable(f"must be a whole number from 1 to {MAX_SIZE}")
    return int(raw)


class PassageParameters(Rows):
    """What passages can be asked by."""

    district = by_district(orders=False)
    city = by_city("district__code")
    document = by_document()
    document_kind = by_document_kind("document__kind")
    chapter = Related(
        "chapter__key",
        target=Chapter,
        key="key",
        example="120110-plan-2021-c33620",
        description="Ids of chapters: passages in them or in their subchapters.",
    )
    text__contains = Parameter(reader=_words, example="养老", description="Contains these words, as they are printed.")
    page_size = Parameter(
        reader=_size,
        example=50,
        description="Number of passages on a page.",
        schema={"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
    )
    cursor = Parameter(
        description="Where the page begins: a cursor copied from next or previous of another page of the same list."
    )


class PathChapterSerializer(serializers.Serializer):
    """A chapter that a passage stands in."""

    id = Text("Its id.", example="120110-plan-2021-c54282")
    label = Text("Number of the heading as printed; null if it has none.", allow_null=True, example="第二节")  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    title = Text("Heading without the label.", example="健全养老服务体系")


class PassageRowSerializer(serializers.Serializer):
    """A row that was read in a passage."""

    resource = serializers.ChoiceField(list(ROWS), help_text="Its resource.")
    id = Text("Its id.", example="120102-report-2023-o2472")


class PassageSerializer(serializers.Serializer):
    """A sentence of a document; or, where a row of a table is several lines, these lines."""

    id = Text("Its id: the document, and where it begins.", example="120102-report-2023-w2458")
    document = Text("Slug of the document.", example="120102-report-2023")
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    chapter = Text(
        "Id of the innermost chapter; null before the first.", allow_null=True, example="120102-report-2023-c2350"
    )
    path = PathChapterSerializer(many=True, help_text="The chapters that contain it, outermost first.")
    start = Whole("Where it begins, in Unicode code points of the document's text.", example=2458)
    end = Whole("Where it ends (exclusive).", example=2486)
    text = Text(
        "Its words, exactly as in the text of the document.", example="区内国家高新技术企业达到155家，增长14.8%；"
    )
    rows = PassageRowSerializer(many=True, help_text="The rows whose evidence begins in it.")


class PassagePageSerializer(serializers.Serializer):
    """A page of passages, in the order of documents and of their texts."""

    count = Whole(
        f"Number of passages on all pages; only with count=true. Counting stops at {MOST_COUNTED}.",
        optional=True,
        example=714,
    )
    count_is_exact = serializers.BooleanField(
        required=False, help_text="Present with count: false if there are more passages than were counted."
    )
    next = Text("The next page; null on the last.", allow_null=True, example=None)
    previous = Text("The page before; null on the first.", allow_null=True, example=None)
    results = PassageSerializer(many=True, help_text="The passages.")


COUNT: dict[str, Any] = {
    "name": "count",
    "description": f"true: include the number of passages on all pages, up to {MOST_COUNTED}.",
    "schema": {"type": "boolean", "default": False},
}
FILES = [one for one in FORM_PARAMETERS if one["name"] != "echo"]


class PassagesView(SourceView):
    """The sentences of all documents, each with the chapters that it stands in and the rows that were read in it: for retrieval. Headings are in the
    path; a heading in which a row was read is a passage too."""

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), *(form() for form in FORMS)]

    def parameters(self) -> Iterable[str]:
        return [*PassageParameters.base_filters, "count", "fields", "omit", "format", *file_options.NAMES]

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        return self.begun(super().dispatch(request, *args, **kwargs))

    def advice(self) -> str:
        return "narrow the words by district or document, or ask search/ first, and then for passages of the chapters that it finds"

    @extend_schema(
        operation_id="passages_list",
        summary="List of passages",
        responses={
            (200, "application/json"): PassagePageSerializer,
            **{(200, form.media_type): {"type": "string"} for form in FORMS},
        },
        parameters=[
            OpenApiParameter(
                parameter["name"],
                parameter["schema"],
                description=parameter["description"],
                style=parameter.get("style"),
                explode=parameter.get("explode"),
            )
            for parameter in (*PassageParameters.openapi(), COUNT, *selection.openapi(PassageSerializer), *FILES)
        ],
    )
    def get(self, request: Request) -> HttpResponseBase:
        return super().get(request)

    def answer(self, request: Request, source: AnswerSource) -> HttpResponseBase:
        given = PassageParameters.read(request.query_params)
        form = getattr(request, "accepted_renderer", None)
        file_options.configure(request, form)
        columns = Selection(request, PassageSerializer)
        table: Any = ExportTable(columns.pruned(), Chapter)
        counts = flag(request, "count")
        if isinstance(form, Form) and not {"page_size", "cursor"} & set(request.query_params):
            headers = _count(in_likely(_scope(given), source), source)[1] if counts else {}
            return self.file(request, form, table, self.rows_of_all(table, given, form), headers)
        size: int = given.get("page_size", [DEFAULT_SIZE])[0]
        mark = mark_of(request)
        beyond, reverse = (
            read_cursor(given["cursor"][0], mark=mark, read=_read_place) if "cursor" in given else (None, False)
        )
        scope = in_likely(_scope(given), source)
        found = passages(scope, source, size=size + 1, beyond=beyond, reverse=reverse)
        more = len(found) > size
        shown = (found[1:] if reverse else found[:-1]) if more else found

        def link(at: PassageFound, *, back: bool) -> str:
            cursor = write_cursor(mark, at.part.document, at.start, int(back), revision=self.revision)
            return page_at(cursor, request._request)  # noqa: SLF001 DRF documents it

        following = link(shown[-1], back=False) if shown and (more or reverse) else None
        previous = link(shown[0], back=True) if shown and (more if reverse else beyond) else None
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", following), ("prev", previous)) if url]
        counted, headers = _count(scope, source) if counts else ({}, {})
        headers |= {"Link": ", ".join(links)} if links else {}
        if isinstance(form, Form):
            rows = [table.row_of(as_row(one)) for one in shown]
            return self.file(request, form, table, (row for row in rows), headers)
        as_it_is = not any(columns.asked.values())
        results = [as_json(one) if as_it_is else table.nested(table.row_of(as_row(one))) for one in shown]
        body = counted | {"next": following, "previous": previous, "results": results}
        return HttpResponse(orjson.dumps(body), content_type="application/json", headers=headers)

    def file(
        self, request: Request, form: Form, table: Any, rows: Generator[Any], headers: Mapping[str, str]
    ) -> Export:
        name = file_name(request, revision=self.revision, form=form)
        export = Export(form, write_rows(form, file_options.titled(form, table), rows), name=name)
        for header, value in headers.items():
            export[header] = value
        return export

    def rows_of_all(self, table: Any, given: dict[str, list[Any]], form: Form) -> Generator[Any]:
        """The rows of a file, read in a transaction of their own that ends with them."""
        with self.reading(), unhurried():
            limit_reading()
            source = AnswerSource(self.state, sees_it=True, may_keep=False, prepared=False)
            for number, one in enumerate(all_passages(in_likely(_scope(given), source), source)):
                if number == MOST_IN_A_BOOK and isinstance(form, Xlsx):
                    told = f"a file of passages in this format has at most {MOST_IN_A_BOOK:,}; use csv, ndjson or parquet, or request fewer"
                    raise UnfitForFormat(told)
                yield table.row_of(as_row(one))


def _count(scope: PassageScope, source: AnswerSource) -> tuple[dict[str, Any], dict[str, str]]:
    """How many passages there are, for the body of an answer and for its headers."""
    found = sum(1 for _ in islice(all_passages(scope, source), MOST_COUNTED + 1))
    if found > MOST_COUNTED:
        return {"count": MOST_COUNTED, "count_is_exact": False}, {}
    return {"count": found, "count_is_exact": True}, {"X-Total-Count": str(found)}


def as_row(found: PassageFound) -> SimpleNamespace:
    """A passage with its members as a table finds them."""
    row = as_json(found) | {"path": orjson.loads(found.part.path)}
    return SimpleNamespace(**row | {"district": SimpleNamespace(**row["district"])})


class PassageView(SourceView):
    """One passage."""

    noun: ClassVar = "passage"
    lookup_url_kwarg: ClassVar = "id"
    lookup_example: ClassVar = "120102-report-2023-w2458"

    @extend_schema(operation_id="passages_retrieve", summary="One passage", responses=PassageSerializer)
    def get(self, request: Request, id: str) -> HttpResponseBase:  # noqa: A002 # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
        return super().get(request)

    def answer(self, request: Request, source: AnswerSource) -> HttpResponse:
        key = self.kwargs["id"]
        named = re.fullmatch(rf"(?P<document>[\w-]{{1,60}})-{LETTER}(?P<offset>[0-9]{{1,9}})", key)
        found = passage_at(named["document"], int(named["offset"]), source) if named else None
        if found is None or found.key != key:
            raise Http404(f"There is no passage {key!r}.")
        return HttpResponse(orjson.dumps(as_json(found)), content_type="application/json")


def _scope(given: dict[str, list[Any]]) -> PassageScope:
    chapters = given.get("chapter")
    within = (
        None
        if chapters is None
        else list(Chapter.objects.filter(key__in=chapters).values_list("document", "start", "end"))
    )
    return PassageScope(
        districts=given.get("district"),
        cities=given.get("city"),
        documents=given.get("document"),
        kinds=given.get("document_kind"),
        within=within,
        words=given.get("text__contains", [None])[0],
    )


def _read_place(document: Any, offset: Any, reverse: Any) -> tuple[Place, bool]:
    return (as_text(document), as_whole(offset)), as_direction(reverse)
