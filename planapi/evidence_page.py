"""Where any row comes from, as a page for people: ``/evidence/observations/120102-report-2023-o2002/?revision=5``.

The sentence in its paragraph with the quote marked, what was read from it, how to cite it, and where the same is as data; above all of it, a warning
where the document was not read well. No script, nothing from elsewhere; what the browser may load, the content security policy says.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from planapi import citation_styles
from planapi.citation import of_row
from planapi.curation.fields import KINDS
from planapi.dating import facts_of
from planapi.evidence import find
from planapi.markdown import evidence_as_markdown
from planapi.resources import EVIDENCED
from rest.http.policies import HEADER, PAGE_WITH_FORM
from rest.http.problems import nearest
from rest.renderers import MarkdownRenderer
from rest.views import StrictView
from text.vocabulary import ReadingState, Severity


class HtmlRenderer(BaseRenderer):
    """A page that is written already."""

    media_type = "text/html"
    format = "html"
    charset = "utf-8"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return str(data).encode()


@extend_schema(exclude=True)
class EvidencePage(StrictView):
    """The evidence of a row, to read."""

    renderer_classes = [HtmlRenderer, MarkdownRenderer]  # noqa: RUF012 a list, as in DRF

    def parameters(self) -> tuple[str, ...]:
        return ("format",)

    def get(self, request: Request, resource: str, id: str) -> Response:  # noqa: A002 the name of the path's part
        if resource not in EVIDENCED:
            meant = nearest(resource, EVIDENCED)
            raise Http404(f"There are no {resource} with evidence." + (f" Did you mean {meant}?" if meant else ""))
        found = find(resource, id, state=self.state, request=request)
        if isinstance(getattr(request, "accepted_renderer", None), MarkdownRenderer):
            return Response(evidence_as_markdown(found))
        cited = of_row(found)
        document = found.row.document
        findings = [one for one in document.findings if one["severity"] != Severity.INFO.value]
        start, end = found.spans["paragraph"]
        before, after = found.beside("paragraph")
        page = {
            "language": "zh",
            "revision": self.revision,
            "found": found,
            "facts": facts_of(found),
            "document": document,
            "doubtful": document.reading_state == ReadingState.DOUBTFUL.value,
            "severe": [one for one in findings if one["severity"] == Severity.SEVERE.value],
            "others": [one for one in findings if one["severity"] != Severity.SEVERE.value],
            "before": before,
            "after": after,
            # A paragraph that is longer than what is shown of it.
            "cut_before": start > 0 and found.text(start - 1, start) != "\n",
            "cut_after": found.text(end, end + 1) not in ("", "\n"),
            "gb7714": citation_styles.gb7714(cited),
            "sentence_zh": citation_styles.sentence_zh(cited),
            "sentence_en": citation_styles.sentence_en(cited),
            "accessed": cited.accessed,
            "pinned": self.pinned,
            "corrected": [_told(resource, said) for said in getattr(found.row, "corrected", None) or ()],
        }
        headers = {HEADER: PAGE_WITH_FORM}
        return Response(render_to_string("api/evidence.html", page), headers=headers)


def _told(resource: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """A correction for people: what was read, under the names that the page has for it."""
    labels = {**KINDS[resource].labels, "value_cny": "折合人民币（元）"}
    was = [
        (labels.get(name, name), "（无）" if value in (None, "") else value) for name, value in said["as_read"].items()
    ]
    return {"by": said["by"], "at": said["at"][:10], "why": said["why"], "as_read": was}
