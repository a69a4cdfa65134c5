"""``POST /mcp``: one message of the Model Context Protocol, and its answer. Nothing is kept between two of them.

The library is imported with the first message (``manage.py serve`` does so before it makes its workers): it takes a second of a processor, and 36 MB.
"""

from typing import Any
from urllib.parse import urlsplit

from corsheaders.conf import conf
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied, UnsupportedMediaType
from rest_framework.request import Request
from rest_framework.response import Response

from planapi.agents.asking import Asking
from rest.http.parsers import StrictJSON
from rest.views import StrictView

_HEADERS = ("HTTP_ACCEPT", "HTTP_HOST", "HTTP_MCP_", "HTTP_ORIGIN")
"""How the headers begin that the library looks at."""


@extend_schema(exclude=True)
class AgentsView(StrictView):
    """Where agents connect."""

    http_method_names = ["post", "options"]  # noqa: RUF012 a list, as in Django
    posts_read = True
    revisioned = False
    parser_classes = [StrictJSON]  # noqa: RUF012 a list, as in DRF

    def post(self, request: Request) -> HttpResponse:
        sent = request._request  # noqa: SLF001 DRF documents it
        from planapi.agents.exchange import exchange  # noqa: PLC0415 see above

        refuse_strangers(sent)
        if sent.content_type != StrictJSON.media_type:
            raise UnsupportedMediaType(sent.content_type or "none")
        status, headers, body = exchange(_headers_of(sent), sent.body, Asking.of(sent))
        return HttpResponse(body, status=status, headers=headers | {"Cache-Control": "no-store"})

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What can be done here: send a message."""
        return Response(status=204, headers={"Allow": "POST, OPTIONS", "Accept-Post": StrictJSON.media_type})


def refuse_strangers(request: HttpRequest) -> None:
    """Raise PermissionDenied for a page of another site, unless it may read the API too: a name that was made to lead here (DNS rebinding) is such a site."""
    origin = request.headers.get("Origin")
    if origin is None or origin == f"{request.scheme}://{request.get_host()}":
        return
    if conf.CORS_ALLOW_ALL_ORIGINS and urlsplit(origin).scheme in ("http", "https"):
        return
    if origin not in conf.CORS_ALLOWED_ORIGINS:
        told = "Pages of this origin may not connect: the origins of CORS_ALLOWED_ORIGINS may."
        raise PermissionDenied(told)


def _headers_of(request: HttpRequest) -> list[tuple[bytes, bytes]]:
    """The headers that the library looks at, as ASGI has them."""
    return [(b"content-type", StrictJSON.media_type.encode())] + [
        (name.removeprefix("HTTP_").replace("_", "-").lower().encode(), value.encode("latin-1", "replace"))
        for name, value in request.META.items()
        if name.startswith(_HEADERS)
    ]
