"""The pages to try the API in and to read about it, from files of this site alone."""

from typing import Any

from drf_spectacular.views import SpectacularRedocView, SpectacularSwaggerView
from rest_framework.request import Request

# Redoc would have its maker's logo from elsewhere; with this, no browser asks any other host for anything.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "worker-src 'self' blob:"
)


class SwaggerView(SpectacularSwaggerView):
    """Swagger UI: every address, to try."""

    url_name = "schema"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response["Content-Security-Policy"] = POLICY
        return super().finalize_response(request, response, *args, **kwargs)


class RedocView(SpectacularRedocView):
    """Redoc: the whole description, to read."""

    url_name = "schema"
    template_name = "api/redoc.html"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response["Content-Security-Policy"] = POLICY
        return super().finalize_response(request, response, *args, **kwargs)
