"""Addresses below /api/ are the same with and without their closing slash: ``/api/v1/districts`` is
``/api/v1/districts/``."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def closing_slash(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no redirect, which would cost clients a second request."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/api/") and not request.path_info.endswith("/"):
            request.path_info += "/"
            request.path += "/"
        return get_response(request)

    return respond
