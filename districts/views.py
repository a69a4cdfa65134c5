"""Districts, documents and what stands in them, as resources of the API."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from districts import wording
from districts.filters import (
    ChapterFilterSet,
    DistrictFilterSet,
    DocumentFilterSet,
    IngestRunFilterSet,
    SpecialPlanFilterSet,
    SubdistrictFilterSet,
    TermFilterSet,
)
from districts.geojson import GeoJson
from districts.markdown import document_as_markdown
from districts.models import Chapter, District, Document, IngestRun, SpecialPlan, Subdistrict, Term
from districts.querysets import FACTS
from districts.reading.divisions import what_became_of
from districts.serializers import (
    ChapterSerializer,
    DistrictSerializer,
    DocumentSerializer,
    IngestRunSerializer,
    OutlineSerializer,
    SpecialPlanSerializer,
    SubdistrictSerializer,
    TermSerializer,
)
from rest.formats import FORMS
from rest.http.problems import Wrong, refuse
from rest.renderers import MarkdownRenderer, PlainTextRenderer
from rest.schema import MARKDOWN_OR_JSON
from rest.views import ResourceView


class DistrictView(ResourceView):
    """Administrative divisions by GB/T 2260 code, with the stored documents and numbers of rows of each. If a city
    has documents, all of its districts are listed."""

    queryset = District.objects.all()
    serializer_class = DistrictSerializer
    filterset_class = DistrictFilterSet
    noun = "district"
    ordering = ("code",)
    tie_break = "code"
    standing: ClassVar = FACTS
    forms = (*FORMS, GeoJson)

    def get_object(self) -> Any:
        try:
            return super().get_object()
        except Http404 as error:
            if ended := what_became_of(self.kwargs["code"]):
                raise Http404(f"{str(error).removesuffix('.')}{ended}.") from None
            raise

    lookup_field = lookup_url_kwarg = "code"
    lookup_example = "120102"


class DocumentView(ResourceView):
    """Five-year plans (规划纲要), plans for one field (专项规划) and government work reports (政府工作报告). What the text of a
    document does not state is null."""

    queryset = Document.objects.all()
    serializer_class = DocumentSerializer
    filterset_class = DocumentFilterSet
    noun = "document"
    ordering = ("slug",)
    tie_break = "slug"
    standing: ClassVar = ("omitted",)
    lookup_field = lookup_url_kwarg = "slug"
    lookup_example = "120102-plan-2021"

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), *([MarkdownRenderer()] if self.action == "retrieve" else [])]

    def parameters(self) -> Iterable[str]:
        return [*super().parameters(), "format"] if self.action == "retrieve" else super().parameters()

    @extend_schema(
        parameters=[MARKDOWN_OR_JSON],
        responses={(200, "application/json"): DocumentSerializer, (200, "text/markdown"): OpenApiTypes.STR},
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What is known of the document; as Markdown (`text/markdown`, `format=md`), the document itself: its title, its source and the revision, and its
        whole text under the headings of its chapters."""
        if not isinstance(getattr(request, "accepted_renderer", None), MarkdownRenderer):
            return super().retrieve(request, *args, **kwargs)
        if given := [name for name in self.selection_parameters() if name in request.query_params]:
            refuse(given, lambda name: Wrong(name, request.query_params[name], "only JSON has columns to choose"))
        url = f"{request.build_absolute_uri(request.path)}?revision={self.revision}"
        return Response(document_as_markdown(self.get_object(), revision=self.revision, url=url))

    @extend_schema(
        responses={(200, "text/plain"): OpenApiTypes.STR},
        summary="Text of a document",
        filters=False,
        operation_id="documents_text",
    )
    @action(detail=True, renderer_classes=[PlainTextRenderer], url_path="text", url_name="text")
    def text(self, request: Request, slug: str) -> HttpResponse:
        """The text of the document, which all offsets of this API point into: that of the source file as it was, decoded, newlines as
        `\\n`, nothing cleaned; for a PDF, a Word file and the like (`media_type`), the text that was made of it, one paragraph a line, tables
        as rows of cells between `|`."""
        return Response(self.get_object().text)

    @extend_schema(
        responses=OutlineSerializer, summary="Outline of a document", filters=False, operation_id="documents_outline"
    )
    @action(detail=True, url_path="outline", url_name="outline")
    def outline(self, request: Request, slug: str) -> Response:
        """目录结构: the document's chapters as a tree."""
        document = self.get_object()
        chapters = document.chapters.order_by("position").values(
            "parent", "key", "level", "kind", "label", "title", "start", "end"
        )
        return Response({"document": document.slug, "title": document.title, "chapters": outline_tree(chapters)})


def outline_tree(chapters: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in the document's order become the tree of ``OutlineNodeSerializer``: a parent stands before its
    children."""
    top: list[dict[str, Any]] = []
    children: dict[str | None, list[dict[str, Any]]] = {None: top}
    for chapter in chapters:
        node = {
            "id": chapter["key"],
            **{name: chapter[name] for name in ("level", "kind", "label", "title", "start", "end")},
        }
        node["children"] = children[chapter["key"]] = []
        children[chapter["parent"]].append(node)
    return top


class ChapterView(ResourceView):
    """The headed parts of documents: 前言, 章, 节, 专栏, 附件, 名词解释. `expand=text` adds the text of each to a
    list."""

    queryset = Chapter.objects.all()
    serializer_class = ChapterSerializer
    filterset_class = ChapterFilterSet
    noun = "chapter"
    said = staticmethod(wording.chapter)
    ordering = ("document", "position")
    standing: ClassVar = ("text",)
    lookup_example = "120110-plan-2021-c33620"

    def get_queryset(self) -> Any:
        chapters = super().get_queryset()
        return chapters.with_text() if "text" in self.selection.expand else chapters


class SubdistrictView(ResourceView):
    """Streets (街道) and towns (镇) that have their own paragraph in a document."""

    queryset = Subdistrict.objects.all()
    serializer_class = SubdistrictSerializer
    filterset_class = SubdistrictFilterSet
    noun = "subdistrict"
    said = staticmethod(wording.subdistrict)
    lookup_example = "120110-plan-2021-d62534"


class TermView(ResourceView):
    """名词解释: the entries of the documents' glossaries."""

    queryset = Term.objects.all()
    serializer_class = TermSerializer
    filterset_class = TermFilterSet
    noun = "term"
    said = staticmethod(wording.term)
    lookup_example = "120110-plan-2021-g1"


class SpecialPlanView(ResourceView):
    """专项规划: the special plans that a document announces, with the unit responsible for each."""

    queryset = SpecialPlan.objects.all()
    serializer_class = SpecialPlanSerializer
    filterset_class = SpecialPlanFilterSet
    noun = "special plan"
    said = staticmethod(wording.special_plan)
    lookup_example = "120110-plan-2021-s1"


class IngestRunView(ResourceView):
    """Every attempt to ingest a file, the newest first: what was stored, what was not understood, and why a file was
    refused."""

    queryset = IngestRun.objects.all()
    serializer_class = IngestRunSerializer
    filterset_class = IngestRunFilterSet
    revisioned = False
    noun = "ingest run"
    ordering = ("-started_at", "-id")
    lookup_field = "pk"
    lookup_value_regex = r"[0-9]{1,18}"
    lookup_example = "5"
