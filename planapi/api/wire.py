"""What stands between an answer and the wire: which pages may read it, and its compression."""

from corsheaders.conf import conf
from corsheaders.middleware import CorsMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/problem+json", "application/xml", "image/svg+xml")


class PublicCorsMiddleware(CorsMiddleware):
    """Where every origin may read, every answer says so, also to who names no origin: it is then the same for all, and
    no cache on its way needs a copy for each (``Vary: Origin``)."""

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not conf.CORS_ALLOW_ALL_ORIGINS:
            return super().add_response_headers(request, response)
        if request._cors_enabled:  # type: ignore[attr-defined]  # noqa: SLF001 set by the class above
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = ", ".join(conf.CORS_EXPOSE_HEADERS)
            if request.method == "OPTIONS":
                response.headers["Access-Control-Allow-Headers"] = ", ".join(conf.CORS_ALLOW_HEADERS)
                response.headers["Access-Control-Allow-Methods"] = ", ".join(conf.CORS_ALLOW_METHODS)
                response.headers["Access-Control-Max-Age"] = str(conf.CORS_PREFLIGHT_MAX_AGE)
        return response


class TextGZipMiddleware(GZipMiddleware):
    """Compresses what is text; a zip or a Parquet file is compressed as it is, and keeps its length."""

    # Random octets hide the length of an answer that holds a secret. Here is none, and HEAD shall say GET's length.
    max_random_bytes = 0

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        media_type = response.headers.get("Content-Type", "")
        if not media_type.startswith(TEXT) and "+json" not in media_type:
            return response
        return super().process_response(request, response)
