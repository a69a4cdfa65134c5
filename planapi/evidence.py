"""Where any row comes from, as data: the quote, the words around it, the chapters that it stands in, and selectors that others can point with.

``/api/v1/observations/120102-report-2023-o1312/evidence/`` answers with ``quote`` 一般公共预算收入完成 32.6 亿元, the rest of its sentence before and
after, and a W3C Web Annotation whose target is the text of the document in this revision. The same as a page for people is `planapi.evidence_page`.
A chapter's evidence is its heading.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import quote as percent

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from districts.models import Chapter
from districts.serializers import DistrictNameSerializer, Findings
from history.revisions import State
from planapi.resources import RESOURCES
from rest.fields import ChoiceField, Day, Json, Text, Whole
from rest.renderers import MarkdownRenderer
from rest.schema import MARKDOWN_OR_JSON
from rest.selection import expandable
from rest.views import StrictView
from rest.wording import Said
from text.loading.loaded import Place
from text.loading.places import place_in
from text.sources.surroundings import surroundings
from text.vocabulary import ChapterKind, DocumentKind, ReadingState

AROUND = 1_500
"""Characters of the text that are looked at on each side of a quote."""
ANCHOR = 64
"""Characters before and after the quote in a TextQuoteSelector, to distinguish it from the same words elsewhere."""


@dataclass
class EvidenceRow:
    """A row with the text around it. Offsets are of the document's text; ``window`` begins at ``origin`` of it."""

    resource: str
    row: Any
    window: str
    origin: int
    start: int
    end: int
    state: State
    request: Any = field(repr=False)
    places: Any = field(default=(), repr=False)
    """Where the parts of the text stand in the file."""

    @property
    def key(self) -> str:
        return self.row.key

    @cached_property
    def said(self) -> Said:
        say = RESOURCES[self.resource][1].said
        assert say is not None
        return say(self.row)

    def text(self, start: int, end: int) -> str:
        """``document.text[start:end]``, as far as it lies in the window."""
        return self.window[max(start - self.origin, 0) : max(end - self.origin, 0)]

    @property
    def quote(self) -> str:
        return self.text(self.start, self.end)

    @cached_property
    def place(self) -> Place | None:
        """Where the quote begins in the file; None if that is not known."""
        return place_in(self.places, self.start)

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """The sentence and the paragraph around the quote, in the document's text."""
        found = surroundings(self.window, self.start - self.origin, self.end - self.origin)
        return {
            name: (self.origin + start, self.origin + end)
            for name, (start, end) in (("sentence", found.sentence), ("paragraph", found.paragraph))
        }

    def beside(self, name: str) -> tuple[str, str]:
        """The words of the sentence, or of the paragraph, before the quote and after it."""
        start, end = self.spans[name]
        return self.text(start, self.start), self.text(self.end, end)

    @cached_property
    def path(self) -> list[Any]:
        """The chapters that contain it, outermost first; for a chapter, the last one is the chapter itself. One
        statement."""
        innermost: Any = self.row if self.resource == "chapters" else self.row.chapter
        if innermost is None:
            return []
        above = Chapter.objects.select_related("parent").filter(
            document=self.row.document, position__lte=innermost.position, level__lte=innermost.level
        )
        by_key: dict[str, Any] = {chapter.key: chapter for chapter in above}
        path: list[Any] = []
        at = by_key.get(innermost.key)
        while at is not None:
            path.insert(0, at)
            at = by_key.get(at.parent.key) if at.parent else None
        return path

    def address(self, name: str, **kwargs: str) -> str:
        """An absolute address, pinned to this revision: it answers the same for ever."""
        return f"{reverse(name, kwargs=kwargs, request=self.request)}?revision={self.state.number}"

    @cached_property
    def links(self) -> dict[str, str]:
        basename = RESOURCES[self.resource][0]
        text = self.address("document-text", slug=self.row.document.slug)
        return {
            "self": self.address(f"{basename}-evidence", id=self.key),
            "page": self.address("evidence-page", resource=self.resource, id=self.key),
            "row": self.address(f"{basename}-detail", id=self.key),
            "citation": self.address(f"{basename}-citation", id=self.key),
            "text": text,
            "text_fragment": f"{text}#{text_directive(self.quote)}",
        }

    def annotation(self) -> dict[str, Any]:
        """A W3C Web Annotation: of the row, at the quote. Its offsets are code points, as the model has them."""
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self.links["self"],
            "type": "Annotation",
            "motivation": "identifying",
            "body": {"id": self.links["row"], "type": "Dataset", "format": "application/json"},
            "target": {
                "type": "SpecificResource",
                "source": self.links["text"],
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": self.quote,
                        "prefix": self.text(self.start - ANCHOR, self.start),
                        "suffix": self.text(self.end, self.end + ANCHOR),
                    },
                    {"type": "TextPositionSelector", "start": self.start, "end": self.end},
                ],
            },
        }


def text_directive(quote: str) -> str:
    """A text fragment that makes a browser scroll to the quote: ``:~:text=…``, of a long one its first and last words.

    Of a quote over several lines, its first line: a browser finds no words over the end of a line.
    """
    line = quote.split("\n", 1)[0].strip()
    ends = [line] if len(line) <= ANCHOR else [line[: ANCHOR // 2], line[-ANCHOR // 2 :]]
    # A dash, a comma and an ampersand mean something in a directive.
    return ":~:text=" + ",".join(percent(end, safe="").replace("-", "%2D") for end in ends)


def find(resource: str, key: str, *, state: State, request: Any) -> EvidenceRow:
    """The row of that name with the text around it, in one statement. Raises Http404 where there is none."""
    view: Any = RESOURCES[resource][1]
    chapter = resource == "chapters"
    last = F("body_start") if chapter else F("end")
    rows = (
        view.queryset.all()
        .served()
        .annotate(
            window=Substr(
                "document__text", Greatest(F("start") - AROUND, Value(0)) + 1, last - F("start") + 2 * AROUND
            ),
            file_places=F("document__places"),
        )
    )
    row = None if "\x00" in key else rows.filter(**{view.lookup_field: key}).first()
    if row is None:
        raise Http404(f"There is no {view.noun} {key!r}.")
    start, end, origin = row.start, row.body_start if chapter else row.end, max(row.start - AROUND, 0)
    if chapter:
        end = start + len(row.window[start - origin : end - origin].rstrip())
    return EvidenceRow(resource, row, row.window, origin, start, end, state, request, row.file_places)


class HoldingChapterSerializer(serializers.Serializer):
    """A chapter that contains the quote."""

    id = Text("Id of the chapter.", source="key", example="120102-report-2023-c267")
    level = Whole("Depth in the outline; 1 is the top.", example=1)
    kind = ChoiceField("Kind of part.", ChapterKind)
    label = Text("Number of the heading as printed; null if it has none.", allow_null=True, example="一、")  # pyright: ignore[reportAssignmentType] a field of that name is no clash with DRF's attribute
    title = Text("Heading without the label.", example="2022年工作回顾")


class EvidencedDocumentSerializer(serializers.Serializer):
    """The document that a row was read out of."""

    slug = Text("Public name.", example="120102-report-2023")
    kind = ChoiceField("Kind of document.", DocumentKind, example="report")
    title = Text("Title as printed.", example="河东区2023年政府工作报告")
    doc_number = Text("发文字号; null if none is stated.", allow_null=True, example="河东政发〔2023〕1号")
    issuer = Text("Who issued it; null if it is not stated.", allow_null=True, example="河东区人民政府")
    issued_on = Day("印发: day of issue; null if it is not stated.", allow_null=True, example="2023-01-09")
    source_name = Text("Name of the source file.", example="120102_河东区_2023年政府工作报告.txt")
    sha256 = Text(
        "SHA-256 of the source file's bytes.",
        example="a5c958b9c0a6af28988275a684396fe2441a8311b682a8a6b32ad5270a5ec630",
    )
    media_type = Text("Media type of the source file.", example="application/pdf")
    pages = Whole("Pages of the source file; null if its format has none.", allow_null=True, example=150)
    reading_state = ChoiceField("The reading check: whether its figures can be relied on.", ReadingState)
    findings = Findings("What the reading check found, the most severe first.")


class PlaceSerializer(serializers.Serializer):
    """Where the quote begins in the source file. What its format does not have is null."""

    page = Whole("Page, counted from 1.", allow_null=True, example=12)
    paragraph = Whole("Paragraph, counted from 1.", allow_null=True, example=None)
    cell = Text("Cell of a table or a sheet.", allow_null=True, example=None)


class AroundSerializer(serializers.Serializer):
    """The sentence, or the paragraph, that contains the quote."""

    start = Whole("Where it begins, in code points of the document's text.", example=1280)
    end = Whole("Where it ends.", example=1366)
    before = Text("The part before the quote, as in the file.", example="预计，全年地区生产总值增长 3.5%左右；")
    after = Text(
        "The part after the quote.",
        example="，可比口径增长 1.36%；固定资产投资完成 129 亿元；人均可支配收入超过 5.4 万元。",
    )


class EvidenceLinksSerializer(serializers.Serializer):
    """URLs, all pinned to this revision: their content never changes."""

    self = Text(
        "This.", example="https://api.example/api/v1/observations/120102-report-2023-o1312/evidence/?revision=5"
    )
    page = Text(
        "The same as an HTML page.",
        example="https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5",
    )
    row = Text("The row.", example="https://api.example/api/v1/observations/120102-report-2023-o1312/?revision=5")
    citation = Text(
        "How to cite it.",
        example="https://api.example/api/v1/observations/120102-report-2023-o1312/citation/?revision=5",
    )
    text = Text(
        "The text of the document.", example="https://api.example/api/v1/documents/120102-report-2023/text/?revision=5"
    )
    text_fragment = Text(
        "The same with a text fragment: browsers scroll to the quote and highlight it.",
        example="https://api.example/api/v1/documents/120102-report-2023/text/?revision=5#:~:text=%E4%B8%80",
    )


_SELECTORS: dict[str, Any] = {
    "type": "array",
    "description": "A TextQuoteSelector and a TextPositionSelector of the same words.",
    "items": {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {"type": "string", "enum": ["TextQuoteSelector", "TextPositionSelector"]},
            "exact": {"type": "string"},
            "prefix": {"type": "string"},
            "suffix": {"type": "string"},
            "start": {"type": "integer"},
            "end": {"type": "integer"},
        },
    },
}
ANNOTATION: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "id", "type", "motivation", "body", "target"],
    "properties": {
        "@context": {"type": "string"},
        "id": {"type": "string", "format": "uri"},
        "type": {"type": "string", "const": "Annotation"},
        "motivation": {"type": "string"},
        "body": {"type": "object", "additionalProperties": True},
        "target": {
            "type": "object",
            "required": ["type", "source", "selector"],
            "properties": {
                "type": {"type": "string", "const": "SpecificResource"},
                "source": {"type": "string", "format": "uri"},
                "selector": _SELECTORS,
            },
        },
    },
}
_ANNOTATION_EXAMPLE = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "id": "https://api.example/api/v1/observations/120102-report-2023-o1312/evidence/?revision=5",
    "type": "Annotation",
    "motivation": "identifying",
    "body": {
        "id": "https://api.example/api/v1/observations/120102-report-2023-o1312/?revision=5",
        "type": "Dataset",
        "format": "application/json",
    },
    "target": {
        "type": "SpecificResource",
        "source": "https://api.example/api/v1/documents/120102-report-2023/text/?revision=5",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": "一般公共预算收入完成 32.6 亿元",
                "prefix": "预计，全年地区生产总值增长 3.5%左右；",
                "suffix": "，可比口径增长 1.36%；",
            },
            {"type": "TextPositionSelector", "start": 1301, "end": 1319},
        ],
    },
}


class WholeEvidenceSerializer(serializers.Serializer):
    """Where a row comes from."""

    resource = Text("Resource of the row.", example="observations")
    id = Text("Its public id.", example="120102-report-2023-o1312")
    revision = Whole("The revision of the response.", example=5)
    said_zh = Text("The row as a sentence in Chinese.", example="河东区2022年一般公共预算收入（预计）：32.6亿元")
    said_en = Text(
        "The same in English; names are left as printed.",
        example="Hedong District, 2022: 一般公共预算收入 (General public budget revenue), estimate, 32.6亿元",
    )
    district = DistrictNameSerializer(help_text="The district that the document belongs to.")
    document = EvidencedDocumentSerializer(help_text="The document.")
    chapters = HoldingChapterSerializer(
        many=True,
        help_text="The chapters that contain it, outermost first; for a chapter, the last one is the chapter itself.",
    )
    start = Whole("Where the quote begins, in Unicode code points of the document's text.", example=1301)
    end = Whole("Where it ends (exclusive).", example=1319)
    place = PlaceSerializer(
        allow_null=True, help_text="Where the quote begins in the source file; null for plain text."
    )
    quote = Text("The exact words; for a chapter, its heading.", example="一般公共预算收入完成 32.6 亿元")
    sentence = AroundSerializer(help_text="The rest of its sentence, at most 300 characters on each side.")
    paragraph = AroundSerializer(help_text="The rest of its paragraph, at most 600 characters on each side.")
    row = Json(
        "The row, as in its own resource.",
        schema={"type": "object", "additionalProperties": True},
        example={"id": "120102-report-2023-o1312", "subject": "一般公共预算收入", "value": 32.6, "unit": "亿元"},
    )
    annotation = Json(
        "A W3C Web Annotation of the quote, with text and position selectors.",
        schema=ANNOTATION,
        example=_ANNOTATION_EXAMPLE,
    )
    links = EvidenceLinksSerializer(help_text="Related URLs.")


def whole(found: EvidenceRow) -> dict[str, Any]:
    """All that ``WholeEvidenceSerializer`` shows of a row."""
    view = RESOURCES[found.resource][1]
    row = view.serializer_class()
    for optional in expandable(view.serializer_class):
        row.fields.pop(optional)

    def around(name: str) -> dict[str, Any]:
        (start, end), (before, after) = found.spans[name], found.beside(name)
        return {"start": start, "end": end, "before": before, "after": after}

    return {
        "resource": found.resource,
        "id": found.key,
        "revision": found.state.number,
        "said_zh": found.said.zh,
        "said_en": found.said.en,
        "district": found.row.district,
        "document": found.row.document,
        "chapters": found.path,
        "start": found.start,
        "end": found.end,
        "place": found.place,
        "quote": found.quote,
        "sentence": around("sentence"),
        "paragraph": around("paragraph"),
        "row": row.to_representation(found.row),
        "annotation": found.annotation(),
        "links": found.links,
    }


class EvidenceView(StrictView):
    """Where the row comes from: the quote, the words around it, the chapters that contain it, its document and file,
    and a W3C Web Annotation. `links.page` is the same as an HTML page."""

    resource: ClassVar[str]
    lookup_url_kwarg = "id"
    lookup_example: ClassVar[str]
    noun: ClassVar[str]

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), MarkdownRenderer()]

    def parameters(self) -> Iterable[str]:
        return ("format",)

    def get(self, request: Request, id: str) -> Response:  # noqa: A002 the name of the path's parameter
        found = find(self.resource, id, state=self.state, request=request)
        if isinstance(getattr(request, "accepted_renderer", None), MarkdownRenderer):
            from planapi.markdown import evidence_as_markdown  # noqa: PLC0415 it cites the row, for which it needs this module

            return Response(evidence_as_markdown(found))
        return Response(WholeEvidenceSerializer(whole(found)).data)


def of_resource(view: type[Any], resource: str, *, operation: str, summary: str, **schema: Any) -> type[Any]:
    """A view of the rows of one resource, described as such."""
    rows = RESOURCES[resource][1]
    own = type(
        f"{re.sub('[^A-Za-z]', '', resource.title())}{view.__name__}",
        (view,),
        {
            "__doc__": view.__doc__,
            "resource": resource,
            "lookup_url_kwarg": rows.lookup_url_kwarg,
            "lookup_example": rows.lookup_example,
            "noun": rows.noun,
        },
    )
    described = extend_schema(
        operation_id=f"{resource.replace('-', '_')}_{operation}", summary=f"{summary} of a {rows.noun}", **schema
    )
    return extend_schema_view(get=described)(own)


def evidence_of(resource: str) -> type[EvidenceView]:
    return of_resource(
        EvidenceView,
        resource,
        operation="evidence",
        summary="Evidence",
        parameters=[MARKDOWN_OR_JSON],
        responses={(200, "application/json"): WholeEvidenceSerializer, (200, "text/markdown"): OpenApiTypes.STR},
    )
