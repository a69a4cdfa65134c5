"""How to cite any row, and any document: by GB/T 7714 (2025, and 2015 by name), BibTeX, CSL-JSON, and one plain sentence in Chinese and in English.

``/api/v1/observations/120102-report-2023-o1312/citation/?style=gb7714`` answers in plain text; without ``style`` it is all of them as JSON. What is cited
is pinned: the address in it shows this revision for ever.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from districts.models import Document
from history.revisions import State
from planapi import citation_styles
from planapi.citation_styles import PLATFORM, Cited
from planapi.evidence import EvidenceRow, find, of_resource
from rest.fields import Day, Json, Text, Whole
from rest.filters import labels
from rest.http.problems import BadParameters, Wrong, nearest
from rest.pagination import single
from rest.renderers import PlainTextRenderer
from rest.views import StrictView
from text.vocabulary import CitationStyle, DocumentKind, ReadingState


class CitationRenderer(BaseRenderer):
    """A citation that is a file of its own."""

    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return str(data).encode()


class Bibtex(CitationRenderer):
    media_type = "application/x-bibtex"
    format = "bibtex"


class CslJson(CitationRenderer):
    media_type = "application/vnd.citationstyles.csl+json"
    format = "csl-json"
    charset = None


WRITE = {
    CitationStyle.GB7714: (citation_styles.gb7714, PlainTextRenderer),
    CitationStyle.GB7714_2025: (citation_styles.gb7714, PlainTextRenderer),
    CitationStyle.GB7714_2015: (citation_styles.gb7714_2015, PlainTextRenderer),
    CitationStyle.BIBTEX: (citation_styles.bibtex, Bibtex),
    CitationStyle.CSL_JSON: (citation_styles.csl_json, CslJson),
    CitationStyle.SENTENCE_ZH: (citation_styles.sentence_zh, PlainTextRenderer),
    CitationStyle.SENTENCE_EN: (citation_styles.sentence_en, PlainTextRenderer),
}

_CSL_EXAMPLE = {
    "id": "120102-report-2023-o1312-r5",
    "type": "dataset",
    "title": "河东区2022年一般公共预算收入（预计）：32.6亿元：据《河东区2023年政府工作报告》（河东政发〔2023〕1号，2023-01-09）",
    "author": [{"literal": "河东区人民政府"}],
    "publisher": "规划数据",
    "version": "5",
    "issued": {"date-parts": [[2026, 1, 31]]},
    "accessed": {"date-parts": [[2026, 1, 31]]},
    "URL": "https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5",
}


class CitationSerializer(serializers.Serializer):
    """A citation in every style. `accessed`, the 引用日期 in it, is the date of the revision, since the content of the URL
    never changes after that date."""

    id = Text("Public id of the row, or slug of the document.", example="120102-report-2023-o1312")
    revision = Whole("The cited revision.", example=5)
    url = Text(
        "Permanent URL: the evidence page of the row, or the text of the document, at this revision.",
        example="https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5",
    )
    accessed = Day("The access date in the citation: the date of the revision.", example="2026-01-31")
    gb7714 = Text(
        "According to GB/T 7714—2025, the standard in force: a row is a data set, a document a report or a plan. An issuer or a date that the document "
        "does not state is omitted.",
        example="河东区人民政府. 河东区2022年一般公共预算收入（预计）：32.6亿元：据《河东区2023年政府工作报告》（河东政发〔2023〕1号，2023-01-09）[DS/OL]. V5. "
        "规划数据（2026-01-31）[2026-01-31]. https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5.",
    )
    gb7714_2015 = Text(
        "According to GB/T 7714—2015, which was in force until July 2026: the document, with the page of the row.",
        example="河东区人民政府. 河东区2023年政府工作报告: 河东政发〔2023〕1号[R/OL]. (2023-01-09)[2026-01-31]. "
        "https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5.",
    )
    bibtex = Text("A BibTeX or BibLaTeX entry.", example="@dataset{120102-report-2023-o1312-r5,\n  …\n}\n")
    csl = Json(
        "A CSL-JSON 1.0.2 item; style=csl-json returns it as a file.",
        schema={"type": "object", "additionalProperties": True},
        example=_CSL_EXAMPLE,
    )
    sentence_zh = Text(
        "One plain sentence in Chinese.",
        example="河东区2022年一般公共预算收入（预计）：32.6亿元。见《河东区2023年政府工作报告》（河东政发〔2023〕1号）："
        "“一般公共预算收入完成 32.6 亿元”。数据第5版，"
        "https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5",
    )
    sentence_en = Text(
        "The same in English; names and the quote are left as printed.",
        example="Hedong District, 2022: 一般公共预算收入 (General public budget revenue), estimate, 32.6亿元. In: 《河东区2023年政府工作报告》 (government "
        "work report, Hedong District, 河东政发〔2023〕1号): “一般公共预算收入完成 32.6 亿元”. Revision 5 of the data, "
        "https://api.example/evidence/observations/120102-report-2023-o1312/?revision=5",
    )


def of_document(document: Document, *, key: str, url: str, state: State, **told: Any) -> Cited:
    """A citation of a document at an address. A document without a day of issue has that of its adoption or delivery."""
    assert state.made_at is not None  # there is a row, so there is a revision
    return Cited(
        id=key,
        kind=DocumentKind(document.kind),
        title=document.title,
        district_en=document.district.name_en,
        issuer=document.issuer,
        doc_number=document.doc_number,
        issued=document.issued_on or document.adopted_on or document.delivered_on,
        accessed=timezone.localtime(state.made_at).date(),
        revision=state.number,
        url=url,
        doubtful=document.reading_state == ReadingState.DOUBTFUL.value,
        **told,
    )


def of_row(found: EvidenceRow) -> Cited:
    return of_document(
        found.row.document,
        key=found.key,
        url=found.links["page"],
        state=found.state,
        said_zh=found.said.zh,
        said_en=found.said.en,
        quote=found.quote,
        page=found.place.page if found.place else None,
        row=found.resource != "chapters",
        platform=PLATFORM,
    )


class CitationView(StrictView):
    """How to cite it. Without `style`, returns all styles as JSON; with it, returns that style as a file, whatever
    `Accept` says."""

    resource: ClassVar[str]
    lookup_url_kwarg: ClassVar[str]
    lookup_example: ClassVar[str]
    noun: ClassVar[str]

    def get_renderers(self) -> list[Any]:
        return [*super().get_renderers(), PlainTextRenderer(), Bibtex(), CslJson()]

    def parameters(self) -> Iterable[str]:
        return ("style",)

    def style(self) -> CitationStyle | None:
        raw = single(self.request, "style")
        if raw is not None and raw not in WRITE:
            allowed = [style.value for style in CitationStyle]
            raise BadParameters(Wrong("style", raw, "there is no such style", allowed, nearest(raw.lower(), allowed)))
        return CitationStyle(raw) if raw else None

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        if force or request.method == "OPTIONS" or (style := self.style()) is None:
            return super().perform_content_negotiation(request, force)
        renderer = WRITE[style][1]()
        return renderer, renderer.media_type

    def get(self, request: Request, **kwargs: str) -> Response:
        cited = self.cited(kwargs[self.lookup_url_kwarg])
        form = getattr(request, "accepted_renderer", None)
        by_form = {
            PlainTextRenderer: CitationStyle.GB7714,
            Bibtex: CitationStyle.BIBTEX,
            CslJson: CitationStyle.CSL_JSON,
        }
        style = self.style() or by_form.get(type(form))
        if style is not None:
            return Response(WRITE[style][0](cited))
        written = {
            style.name.lower(): write(cited)
            for style, (write, _) in WRITE.items()
            if style not in (CitationStyle.CSL_JSON, CitationStyle.GB7714_2025)
        }
        answer = {"id": cited.id, "revision": cited.revision, "url": cited.url, "accessed": cited.accessed}
        return Response(CitationSerializer(answer | written | {"csl": citation_styles.csl(cited)}).data)

    def cited(self, key: str) -> Cited:
        if self.resource == "documents":
            return self._document(key)
        return of_row(find(self.resource, key, state=self.state, request=self.request))

    def _document(self, slug: str) -> Cited:
        documents: Any = Document.objects.all()
        document = None if "\x00" in slug else documents.served().filter(slug=slug).first()
        if document is None:
            raise Http404(f"There is no document {slug!r}.")
        text = reverse("document-text", kwargs={"slug": slug}, request=self.request)
        return of_document(document, key=slug, url=f"{text}?revision={self.revision}", state=self.state)


def citation_of(resource: str) -> type[CitationView]:
    style = OpenApiParameter(
        "style",
        {"type": "string", "enum": [style.value for style in CitationStyle]},
        description=f"The style of the citation. {labels(CitationStyle)}",
    )
    return of_resource(
        CitationView,
        resource,
        operation="citation",
        summary="Citation",
        parameters=[style],
        responses={
            (200, "application/json"): CitationSerializer,
            (200, "text/plain"): OpenApiTypes.STR,
            (200, Bibtex.media_type): OpenApiTypes.STR,
            (200, CslJson.media_type): {"type": "array", "items": {"type": "object", "additionalProperties": True}},
        },
    )
