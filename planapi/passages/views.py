"""The addresses ``passages/`` and ``passages/{id}/``."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar

import orjson
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from districts.filters import by_city, by_district, by_document, by_document_kind
from districts.models import Chapter
from districts.serializers import DistrictNameSerializer
from planapi.passages.finding import LETTER, ROWS, PassageFound, PassageScope, Place, as_json, passage_at, passages
from planapi.search.source import AnswerSource
from planapi.search.views import SourceView
from rest.cursors import as_direction, as_text, as_whole, read_cursor, write_cursor
from rest.fields import Text, Whole
from rest.filters import Parameter, Related, Rows, Unreadable, read_text
from rest.http.addresses import page_at
from rest.pagination import mark_of

DEFAULT_SIZE, MAX_SIZE = 50, 200
LONGEST_WORDS = 100


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

    next = Text("The next page; null on the last.", allow_null=True, example=None)
    previous = Text("The page before; null on the first.", allow_null=True, example=None)
    results = PassageSerializer(many=True, help_text="The passages.")


class PassagesView(SourceView):
    """The sentences of all documents, each with the chapters that it stands in and the rows that were read in it: for retrieval. Headings are in the
    path; a heading in which a row was read is a passage too."""

    def parameters(self) -> Iterable[str]:
        return PassageParameters.base_filters

    def advice(self) -> str:
        return "narrow the words by district or document, or ask search/ first, and then for passages of the chapters that it finds"

    @extend_schema(
        operation_id="passages_list",
        summary="List of passages",
        responses=PassagePageSerializer,
        parameters=[
            OpenApiParameter(
                parameter["name"],
                parameter["schema"],
                description=parameter["description"],
                style=parameter.get("style"),
                explode=parameter.get("explode"),
            )
            for parameter in PassageParameters.openapi()
        ],
    )
    def get(self, request: Request) -> HttpResponse:
        return super().get(request)

    def answer(self, request: Request, source: AnswerSource) -> HttpResponse:
        given = PassageParameters.read(request.query_params)
        size: int = given.get("page_size", [DEFAULT_SIZE])[0]
        mark = mark_of(request)
        beyond, reverse = (
            read_cursor(given["cursor"][0], mark=mark, read=_read_place) if "cursor" in given else (None, False)
        )
        found = passages(_scope(given), source, size=size + 1, beyond=beyond, reverse=reverse)
        more = len(found) > size
        shown = (found[1:] if reverse else found[:-1]) if more else found

        def link(at: PassageFound, *, back: bool) -> str:
            cursor = write_cursor(mark, at.part.document, at.start, int(back), revision=self.revision)
            return page_at(cursor, request._request)  # noqa: SLF001 DRF documents it

        following = link(shown[-1], back=False) if shown and (more or reverse) else None
        previous = link(shown[0], back=True) if shown and (more if reverse else beyond) else None
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", following), ("prev", previous)) if url]
        body = {"next": following, "previous": previous, "results": [as_json(one) for one in shown]}
        headers = {"Link": ", ".join(links)} if links else None
        return HttpResponse(orjson.dumps(body), content_type="application/json", headers=headers)


class PassageView(SourceView):
    """One passage."""

    noun: ClassVar = "passage"
    lookup_url_kwarg: ClassVar = "id"
    lookup_example: ClassVar = "120102-report-2023-w2458"

    @extend_schema(operation_id="passages_retrieve", summary="One passage", responses=PassageSerializer)
    def get(self, request: Request, id: str) -> HttpResponse:  # noqa: A002 # pyright: ignore[reportIncompatibleMethodOverride] its own part of the address
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
