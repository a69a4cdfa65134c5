"""The headers of every response, and the key of a request, for the OpenAPI document."""

from typing import Any

SECURITY_SCHEMES: dict[str, Any] = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "Optional: a key allows more requests a minute; it gives access to the same data. `Authorization: Bearer plan_…`",
    }
}


def _header(description: str, example: Any, kind: str = "string") -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind, "examples": [example]}}


HEADERS: dict[str, Any] = {
    "X-Request-ID": _header(
        "The id of this request in the server's log: the one that the client sent, if it is a plain token.",
        "5f0c6d3a9b1e4c7f8a2d6e4b1c3f5a79",
    ),
    "RateLimit-Policy": _header(
        "The quota of requests (q) and its time window in seconds (w).", '"anonymous";q=6000;w=60'
    ),
    "RateLimit": _header(
        "The remaining requests (r), and the seconds until the full quota is available (t).", '"anonymous";r=5999;t=37'
    ),
    "ETag": _header(
        "The entity tag of the response, made from the request and the revision.", 'W/"r12-8223279e412f20cc"'
    ),
    "Last-Modified": _header("When the revision was made.", "Sat, 31 Jan 2026 01:30:00 GMT"),
    "X-Revision": _header("The revision of the data set that the response is from.", 12, "integer"),
    "Retry-After": _header("Seconds to wait before trying again.", 37, "integer"),
    "WWW-Authenticate": _header("How to send a key.", 'Bearer realm="plan API", error="invalid_token"'),
}

ALWAYS = ("X-Request-ID", "RateLimit-Policy", "RateLimit")
SOMETIMES = {"401": ("WWW-Authenticate",), "429": ("Retry-After",), "503": ("Retry-After",)}


OF_A_REVISION = ("ETag", "Last-Modified", "X-Revision")


def headers_of(status: str, *, revisioned: bool = False) -> dict[str, Any]:
    """The headers of the answers with this status, as references.

    >>> headers_of("429")["Retry-After"]
    {'$ref': '#/components/headers/Retry-After'}
    """
    return {name: {"$ref": f"#/components/headers/{name}"} for name in _names(status, revisioned=revisioned)}


def _names(status: str, *, revisioned: bool) -> tuple[str, ...]:
    return (*ALWAYS, *SOMETIMES.get(status, ()), *(OF_A_REVISION if revisioned and status in {"200", "304"} else ()))
