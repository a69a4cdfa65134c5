"""The description of the API, and the page to try it in and to read about it, from files of this site alone."""

import functools
import gzip
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import force_bytes
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from planapi import ANYWHERE
from rest.http.policies import DOCS, HEADER
from rest.http.responses import takes_gzip
from rest.schema import EVERYDAY_FILTERS, OF_LISTS
from rest.views import StrictView


@functools.cache
def schema_in(renderer: type[BaseRenderer]) -> bytes:
    """The OpenAPI document in one of its media types: some seconds' work, and the same until the process ends."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    if issubclass(renderer, OpenApiJsonRenderer):
        return orjson.dumps(schema)  # without the indentation, which is half of it
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


@require_safe
def docs(request: HttpRequest, *, whole: bool = False) -> HttpResponse:
    """Stoplight Elements: every address, to read about and to try, with the parameters of every day or (``whole``) with all of them."""
    page = {
        "title": "Plan API: reference" if whole else "Plan API: docs",
        "schema": f"{reverse('schema')}?format=json",
        "everyday": None if whole else EVERYDAY_FILTERS + len(OF_LISTS),
    }
    return HttpResponse(render_to_string("api/docs.html", page), headers={HEADER: DOCS})
