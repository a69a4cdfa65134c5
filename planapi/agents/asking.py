"""Questions to the views of the API, in this process: by the address that a client would ask, and with its host, so that links lead to the same site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.urls import resolve

API = "/api/v1/"
_OF_THE_SITE = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "SERVER_PROTOCOL",
    "SCRIPT_NAME",
    "wsgi.url_scheme",
)


class RefusedQuestion(Exception):
    """The API refuses a question; ``problem`` is its answer."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem.get("detail", ""))
        self.problem = problem


def next_cursor(page: Mapping[str, Any]) -> str | None:
    """The cursor of the page that follows a page of a list."""
    return parse_qs(urlsplit(page["next"]).query)["cursor"][0] if page["next"] else None


@dataclass(slots=True)
class Asking:
    """Asks on behalf of one client. ``revision``: the one to answer from; None for the one in force."""

    meta: Mapping[str, Any]
    key_holder: Any = None
    revision: int | None = None
    seen: set[int] = field(default_factory=set)
    """The revisions that answers were of."""

    @classmethod
    def of(cls, request: HttpRequest) -> "Asking":
        """Asks for whoever sent a request."""
        return cls(_site_of(request.META), getattr(request, "key_holder", None))

    @classmethod
    def at(cls, site: str) -> "Asking":
        """Asks for who is at this machine; links lead to ``site``."""
        address = urlsplit(site)
        port = address.port or (443 if address.scheme == "https" else 80)
        meta = {
            "HTTP_HOST": address.netloc,
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_NAME": address.hostname or "",
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": address.scheme,
        }
        return cls(meta)

    def anew(self, *, revision: int | None) -> "Asking":
        """The same client, with nothing seen yet."""
        return Asking(self.meta, self.key_holder, revision)

    def address(self, path: str) -> str:
        """The absolute address of a path of the site."""
        return self._request("GET", path, "", b"").build_absolute_uri(path)

    def permanent(self, path: str) -> str:
        """The same at the revision that was seen: it shows the same for ever."""
        return f"{self.address(path)}?revision={max(self.seen)}"

    def get(self, path: str, **parameters: Any) -> Any:
        """The JSON of an address below ``/api/v1/``. Parameters that are None are not given; of several values each is. Raises RefusedQuestion."""
        given = {
            name.removesuffix("_"): ",".join(map(str, value)) if isinstance(value, list | tuple) else value
            for name, value in parameters.items()
            if value is not None
        }
        if self.revision is not None:
            given["revision"] = self.revision
        return self._ask(self._request("GET", API + path, urlencode(given), b""))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON that a body is answered with. Raises RefusedQuestion."""
        query = "" if self.revision is None else f"revision={self.revision}"
        return self._ask(self._request("POST", API + path, query, orjson.dumps(body)))

    def _request(self, method: str, path: str, query: str, body: bytes) -> WSGIRequest:
        environ = {
            **self.meta,
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_ACCEPT": "application/json",
            "CONTENT_TYPE": "application/json" if body else "",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
        return WSGIRequest(environ)

    def _ask(self, request: WSGIRequest) -> Any:
        request.key_holder = self.key_holder  # type: ignore[attr-defined] # as access.limits has it
        found = resolve(request.path_info)
        view: Callable[..., Any] = found.func
        request.resolver_match = found
        response = view(request, *found.args, **found.kwargs)
        if render := getattr(response, "render", None):
            render()
        answer = orjson.loads(response.content)
        if response.status_code >= 400:
            raise RefusedQuestion(answer)
        if (number := response.headers.get("X-Revision")) is not None:
            self.seen.add(int(number))
        elif isinstance(answer, dict) and isinstance(number := answer.get("revision"), int):
            self.seen.add(number)
        return answer


def _site_of(meta: Mapping[str, Any]) -> dict[str, Any]:
    return {name: meta[name] for name in _OF_THE_SITE if name in meta}
