"""The description of the API, and the pages to try it in and to read about it, from files of this site alone."""

import functools
import gzip
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import force_bytes
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from planapi import ANYWHERE
from rest.http.policies import DOCS, HEADER
from rest.http.responses import takes_gzip
from rest.views import StrictView


@functools.cache
def schema_in(renderer: type[BaseRenderer]) -> bytes:
    """The OpenAPI document in one of its media types: some seconds' work, and the same until the process ends."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return force_bytes(renderer().render(schema, renderer_context={}))


@functools.lru_cache(8)
def schema_of(site: str, renderer: type[BaseRenderer], *, packed: bool) -> bytes:
    """The same of one site, which is named in it, so that a client made of a copy knows whom to ask."""
    own = schema_in(renderer).replace(ANYWHERE.encode(), site.encode())
    return gzip.compress(own, mtime=0) if packed else own


@extend_schema(exclude=True)
class SchemaView(StrictView):
    """The OpenAPI document, as YAML or JSON."""

    revisioned = False
    renderer_classes = SpectacularAPIView.renderer_classes

    def parameters(self) -> tuple[str, ...]:
        return ("format",)

    def get(self, request: Request) -> HttpResponse:
        renderer: Any = request.accepted_renderer  # pyright: ignore[reportAttributeAccessIssue] set by DRF
        suffix = "json" if "json" in renderer.media_type else "yaml"
        headers = {"Content-Disposition": f'inline; filename="openapi.{suffix}"'}
        # Compressed here, once, and not for every answer: it takes longer than all the rest.
        if packed := takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            headers["Content-Encoding"] = "gzip"
        site = f"{request.scheme}://{request.get_host()}"
        body = schema_of(site, type(renderer), packed=packed)
        response = HttpResponse(body, content_type=renderer.media_type, headers=headers)
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


class SwaggerView(SpectacularSwaggerSplitView):
    """Swagger UI: every address, to try. What starts it is a file (``?script=``), since no script in a page may run."""

    url_name = "schema"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response[HEADER] = DOCS
        if isinstance(response, Response):
            # Nothing here takes one, and a new one each time would make the script another each time.
            response.data["csrf_token"] = ""
        return super().finalize_response(request, response, *args, **kwargs)


class RedocView(SpectacularRedocView):
    """Redoc: the whole description, to read."""

    url_name = "schema"
    template_name = "api/redoc.html"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response[HEADER] = DOCS
        return super().finalize_response(request, response, *args, **kwargs)
