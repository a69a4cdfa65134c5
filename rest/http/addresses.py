"""Where an answer and its neighbours are found: addresses with their host, as they go into answers."""

from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.encoding import escape_uri_path

ADDRESS_QUERY = "planapi.address_query"
"""What the environ of a QUERY has: the query of its address, without what its body asks."""


def root_of(request: HttpRequest) -> str:
    """``https://plans.example``: the prefix of every path, computed once per request."""
    cached = getattr(request, "_root", None)
    if cached is None:
        cached = request._root = f"{request.scheme}://{request.get_host()}"  # type: ignore[attr-defined]  # noqa: SLF001 ours
    return cached


def address_query(request: HttpRequest) -> QueryDict:
    """What the address of a request asks, without what a body does."""
    address = request.META.get(ADDRESS_QUERY)
    return request.GET if address is None else QueryDict(address)


def page_at(cursor: str, request: HttpRequest) -> str:
    """The address that was asked for, at another cursor; to be asked with the same body, if this was."""
    pairs = [(name, value) for name, values in address_query(request).lists() if name != "cursor" for value in values]
    return f"{root_of(request)}{escape_uri_path(request.path)}?{urlencode([*pairs, ('cursor', cursor)])}"
