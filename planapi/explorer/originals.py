"""The file that a document was read from, where it is kept: a PDF to look at, page by page, in the browser's own viewer; any other as a file to save.

What somebody has handed in is shown as what it may be at most: nothing but a PDF is ever opened on this site, and no script of one runs here.
"""

from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from districts.models import Document
from planapi.intake.models import Ingestion
from planapi.intake.originals import is_kept, opened, safe_name
from rest.http.policies import HEADER, NOTHING
from rest.views import StrictView

PDF = "application/pdf"
BESIDE_ITS_TEXT = NOTHING.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The policy of a PDF: the reader's page shows it in a frame."""


@dataclass(frozen=True, slots=True)
class Original:
    """Where the file of a document is, and whether a browser shows it."""

    address: str
    is_shown: bool


def original_of(document: Document) -> Original | None:
    """The file of a document, if it is kept: it was handed in by itself, or found and is no plain text."""
    handed_in = Ingestion.objects.filter(sha256=document.sha256, package=None, dry_run=False)
    if not is_kept(document.sha256, media_type=document.media_type) and not handed_in.exists():
        return None
    return Original(reverse("original", args=[document.slug]), is_shown=document.media_type == PDF)


class AnyFile(BaseRenderer):
    """Whatever was handed in."""

    media_type = "*/*"
    format = "file"


class OriginalFile(StrictView):
    """A document's file."""

    renderer_classes = [AnyFile]  # noqa: RUF012 a list, as in DRF

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        """A file is what it is, whatever is asked for."""
        return AnyFile(), AnyFile.media_type

    @extend_schema(exclude=True)
    def get(self, request: Request, slug: str) -> Any:
        document = Document.objects.filter(slug=slug).only("slug", "sha256", "source_name", "media_type").first()
        if document is None or original_of(document) is None:
            raise Http404(f"No original of a document {slug!r} is kept.")
        try:
            file = opened(document.sha256)
        except FileNotFoundError:
            raise Http404(f"The original of {slug!r} is not kept any more.") from None
        shown = document.media_type == PDF
        response = FileResponse(
            file,
            as_attachment=not shown,
            filename=safe_name(document.source_name),
            content_type=PDF if shown else "application/octet-stream",
        )
        if shown:
            response.headers[HEADER] = BESIDE_ITS_TEXT
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response
