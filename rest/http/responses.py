"""Middleware for the last steps of a response: CORS, its ETag, and its compression."""

import zlib
from collections.abc import Generator, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from corsheaders.conf import conf
from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe
from isal import isal_zlib

from rest.http.negotiation import quality_of

CONDITIONS = frozenset(("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"))
"""The headers that make a request conditional, as WSGI names them."""

TEXT = ("text/", "application/json", "application/x-ndjson", "application/xml", "image/svg+xml")


def is_text(media_type: str) -> bool:
    """Whether what is of this type goes out compressed where that is welcome.

    >>> is_text("application/geo+json"), is_text("application/vnd.sdmx.data+csv;version=2.1.0"), is_text("application/vnd.apache.parquet")
    (True, True, False)
    """
    return media_type.startswith(TEXT) or "+json" in media_type or "+csv" in media_type


def vary_by_coding(response: HttpResponseBase, media_type: str) -> None:
    """Say of an answer of this type, or of the 304 in its place, that it depends on ``Accept-Encoding``: also of one that is too short to be compressed, since
    a 304 has the ``Vary`` of the answer that it stands for (RFC 9110, 15.4.5) and is made without that."""
    if is_text(media_type):
        patch_vary_headers(response, ["Accept-Encoding"])


class PublicCorsMiddleware(CorsMiddleware):
    """Where every origin may read, every answer says so, also to who names no origin: it is then the same for all, and
    no cache on its way needs a copy for each (``Vary: Origin``)."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.exposed = ", ".join(conf.CORS_EXPOSE_HEADERS) if conf.CORS_ALLOW_ALL_ORIGINS else None

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if self.exposed is None:
            return super().add_response_headers(request, response)
        if request._cors_enabled:  # type: ignore[attr-defined]  # noqa: SLF001 set by the class above
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = self.exposed
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Headers"] = ", ".join(conf.CORS_ALLOW_HEADERS)
                response.headers["Access-Control-Allow-Methods"] = ", ".join(conf.CORS_ALLOW_METHODS)
                response.headers["Access-Control-Max-Age"] = str(conf.CORS_PREFLIGHT_MAX_AGE)
        return response


class ETagMiddleware(ConditionalGetMiddleware):
    """Answers that have no ETag of their own get one of their octets, to HEAD as to GET; who has it already gets a 304."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or response.status_code != HTTPStatus.OK:
            return response
        if "ETag" not in response.headers and self.needs_etag(response):
            set_response_etag(response)
        if "Accept-Ranges" not in response.headers:
            vary_by_coding(response, response.headers.get("Content-Type", ""))
        if CONDITIONS.isdisjoint(request.META):
            return response
        passed: Any = response
        modified = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        conditional = get_conditional_response(
            request, etag=response.headers.get("ETag"), last_modified=modified, response=passed
        )
        assert conditional is not None
        return conditional


def takes_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` takes gzip, and likes it no less than the text as it is (RFC 9110, 12.5.3).

    >>> [takes_gzip(header) for header in ("br, gzip", "*", "gzip;q=0, *", "gzip;q=0.5, identity", "")]
    [True, True, False, False, False]
    """
    return (_takes_gzip if len(header) <= _USUAL else _takes_gzip.__wrapped__)(header)


_USUAL = 200
"""Octets of a header up to which its answer is remembered."""


@lru_cache(256)
def _takes_gzip(header: str) -> bool:
    liked: dict[str, float] = {}
    for part in header.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        liked.setdefault(coding.removeprefix("x-"), quality_of(parameters))
    gzip = liked.get("gzip", liked.get("*", 0.0))
    return gzip > 0 and gzip >= liked.get("identity", 0.0)


class TextGZipMiddleware(GZipMiddleware):
    """Compresses what is text; a zip or a Parquet file is compressed as it is, and keeps its length."""

    # Random octets hide the length of an answer that holds a secret. The API has none, and its HEAD shall say GET's length;
    # the admin's pages have the token of their forms, and what whoever is logged in may see.
    max_random_bytes = 0

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.of_admin = GZipMiddleware(get_response)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not is_text(response.headers.get("Content-Type", "")):
            return response
        if "Content-Encoding" in response.headers:  # it lies packed
            return response
        # A file that is had in parts has the same octets, and the same length, for everybody; and what is a part is left as it is.
        if "Accept-Ranges" in response.headers or "Content-Range" in response.headers:
            return response
        # Django looks for the word, and finds it in gzip;q=0 as well.
        request.META["HTTP_ACCEPT_ENCODING"] = (
            "gzip" if takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")) else ""
        )
        if request.path_info.startswith("/admin/"):
            return self.of_admin.process_response(request, response)
        if not isinstance(response, StreamingHttpResponse):
            return super().process_response(request, response)
        chunks: Any = response.streaming_content  # nothing here is asynchronous
        super().process_response(request, response)
        if response.has_header("Content-Encoding"):
            response.streaming_content = gzipped(chunks)
        return response


def gzipped(chunks: Iterable[bytes]) -> Generator[bytes]:
    """A file of rows, compressed while it is read, at a fraction of the time that the rows take. Django's own way is a seventh tighter, and takes four
    times as long.

    The first chunk goes out at once, as it does uncompressed, and so does the last one of a file that breaks off, which says so.
    """
    packed = isal_zlib.compressobj(LEVEL, isal_zlib.DEFLATED, GZIP)
    first = True
    try:
        for chunk in chunks:
            if found := packed.compress(chunk) + (packed.flush(isal_zlib.Z_SYNC_FLUSH) if first else b""):
                yield found
            first = False
    except Exception:
        yield packed.flush(isal_zlib.Z_SYNC_FLUSH)
        raise
    yield packed.flush()


LEVEL = 1
GZIP = zlib.MAX_WBITS | 16
"""How zlib is told to write the head and the end of gzip."""
