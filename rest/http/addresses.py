"""Where an answer and its neighbours are found: addresses with their host, as they go into answers."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.encoding import escape_uri_path


def root_of(request: HttpRequest) -> str:
    """``https://plans.example``: the prefix of every path, computed once per request."""
    cached = getattr(request, "_root", None)
    if cached is None:
        cached = request._root = f"{request.scheme}://{request.get_host()}"  # type: ignore[attr-defined]  # noqa: SLF001 ours
    return cached


def page_at(cursor: str, request: HttpRequest) -> str:
    """The address that was asked for, at another cursor."""
    pairs = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    return f"{root_of(request)}{escape_uri_path(request.path)}?{urlencode([*pairs, ('cursor', cursor)])}"
