"""An address is the same with and without its closing slash: ``/api/v1/districts`` is ``/api/v1/districts/``, and
``/healthz/`` is ``/healthz``."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path


def either_slash(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no redirect, which would cost clients a second request, and a POST its body."""

    def respond(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith("/api/"):
            # Everything below it ends in a slash.
            if not path.endswith("/"):
                request.path_info += "/"
                request.path += "/"
        elif not is_valid_path(path):
            other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
            if is_valid_path(other):
                request.path = request.path.removesuffix(path) + other
                request.path_info = other
        return get_response(request)

    return respond
