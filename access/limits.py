"""Every answer of the API says how many requests are left, and the one too many is a 429 that says when to come back.

    RateLimit-Policy: "anonymous";q=6000;w=60      6000 requests in 60 seconds (draft-ietf-httpapi-ratelimit-headers-10)
    RateLimit: "anonymous";r=5999;t=37             5999 are left, and anew in 37 seconds

A request counts as one, and an answer that takes longer than ``STEP`` to make as one more for each further ``STEP``: what is short here is time. What an
answer will take is known when it has been made, so it is let in by what is left before, and the rest is counted after.

Counted are a key, where one is sent (`Authorization: Bearer plan_…`, RFC 6750), else an address: of IPv6 the first 64
bits, which is what one customer has. A key that is not in force is a 401, never an anonymous request.
"""

import ipaddress
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from access.counting import WINDOW, CountTable
from access.keys import KeyRing
from rest.http.problems import asked, database_unreachable, problem

QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"
CHALLENGE = 'Bearer realm="plan API"'
UNLIMITED = frozenset(f"/api/v1/{page}{slash}" for page in ("docs", "redoc") for slash in ("", "/"))
"""Pages for people."""
UNCOUNTED = (
    "/static/",
    "/healthz",
    "/metrics",
    "/problems/",
    "/.well-known/",
    "/robots.txt",
    "/llms.txt",
    "/favicon.ico",
)
"""How the addresses begin that are not limited: those that neither ask the database nor read files of any size."""
STEP = 0.02
"""Seconds of work that a request may make for one. A client that asks one thing after the other can't come to 6000 in a minute by cost alone."""

Respond = Callable[[HttpRequest], HttpResponse]


def subscriber_of(address: str) -> str:
    """The address that is counted.

    >>> subscriber_of("2001:db8:1:2:3:4:5:6"), subscriber_of("::ffff:192.0.2.7")
    ('2001:db8:1:2::/64', '192.0.2.7')
    """
    # What is longer than any address is what a client has written where a proxy should have, and is not remembered.
    return (_subscriber_of if not address or len(address) <= 64 else _subscriber_of.__wrapped__)(address)


@lru_cache(4096)
def _subscriber_of(address: str) -> str:
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address  # None where the server listens at a Unix socket; what a proxy calls "unknown".
    if isinstance(read, ipaddress.IPv4Address):
        return address
    return str(read.ipv4_mapped or ipaddress.ip_network((int(read) >> 64 << 64, 64)))


@cache
def table() -> CountTable:
    """The counts: those of the middleware, and of all other processes, where they share a file."""
    return CountTable(settings.RATE_LIMIT_TABLE, secret=settings.SECRET_KEY)


def address_of(meta: Mapping[str, Any], *, proxies: int) -> str:
    """Where a request comes from: with so many proxies of our own before us, what the outermost of them saw.

    Each appends to ``X-Forwarded-For`` the address of its client. The entries before that may have been
    written itself.
    """
    if proxies and (hops := [hop for raw in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if (hop := raw.strip())]):
        return hops[-min(proxies, len(hops))]
    return meta.get("REMOTE_ADDR", "")


def limited(get_response: Respond) -> Respond:
    """Middleware that counts requests, adds the headers and refuses. It runs below CORS, so that browsers can read the
    429."""
    counts = CountTable(settings.RATE_LIMIT_TABLE, secret=settings.SECRET_KEY)
    ring = KeyRing()
    anonymous, with_key, proxies = settings.RATE_LIMIT, settings.RATE_LIMIT_WITH_KEY, settings.PROXIES

    def answer(request: HttpRequest, respond: Respond, *, name: str, client: str, limit: int) -> HttpResponse:
        if not limit:
            return respond(request)
        left, wait = counts.take(client, limit=limit)
        if left < 0:
            response = _too_many(request, name, limit, wait)
        else:
            begun = perf_counter()
            response = respond(request)
            took = perf_counter() - begun
            if further := int(took / STEP):
                left = counts.charge(client, further, limit=limit)
            if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
                streamed: Any = response.streaming_content
                response.streaming_content = Timed(
                    streamed, took % STEP, lambda cost: counts.charge(client, cost, limit=limit)
                )
        for header, value in _told(name, limit, left, wait):
            response.headers[header] = value
        return response

    def respond(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(UNCOUNTED) or path in UNLIMITED or request.method == "OPTIONS":
            return get_response(request)
        credentials = request.META.get("HTTP_AUTHORIZATION")
        refusal: Respond | None = None
        if credentials is not None:
            scheme, _, key = credentials.partition(" ")
            try:
                holder = ring.holder_of(key.strip()) if scheme.lower() == "bearer" else None
            except (OperationalError, InterfaceError) as error:
                return database_unreachable(request, error)
            if holder is not None:
                request.key_holder = holder  # type: ignore[attr-defined] # for access.rights
                limit = with_key if holder.limit is None else holder.limit
                return answer(request, get_response, name="key", client=f"key {holder.pk}", limit=limit)
            refusal = _unknown_key
        # Tries of keys count as what they are: requests of somebody without one.
        client = subscriber_of(address_of(request.META, proxies=proxies))
        return answer(request, refusal or get_response, name="anonymous", client=client, limit=anonymous)

    return respond


class Timed:
    """Chunks of an answer that is made while it is sent, with what making them has cost counted: not the time that the client takes to receive them."""

    def __init__(self, chunks: Any, took: float, charge: Callable[[int], object]) -> None:
        self._given = chunks
        self._chunks = iter(chunks)
        self._took = took
        self._charge = charge

    def __iter__(self) -> "Timed":
        return self

    def __next__(self) -> bytes:
        begun = perf_counter()
        try:
            return next(self._chunks)
        finally:
            self._took += perf_counter() - begun
            if self._took >= STEP:
                self._charge(int(self._took / STEP))
                self._took %= STEP

    def close(self) -> None:
        if hasattr(self._given, "close"):
            self._given.close()


def count_anonymous(environ: Mapping[str, Any]) -> list[tuple[str, str]] | None:
    """Count a request without a key that is answered before Django as one. Return the headers, or None if it is over
    the limit."""
    if not (limit := settings.RATE_LIMIT):
        return []
    left, wait = table().take(subscriber_of(address_of(environ, proxies=settings.PROXIES)), limit=limit)
    return None if left < 0 else _told("anonymous", limit, left, wait)


def _told(name: str, limit: int, left: int, wait: int) -> list[tuple[str, str]]:
    return [
        ("RateLimit-Policy", f'"{name}";q={limit};w={WINDOW}'),
        ("RateLimit", f'"{name}";r={max(left, 0)};t={wait}'),
    ]


def _too_many(request: HttpRequest, name: str, limit: int, wait: int) -> HttpResponse:
    whose = "with this key" if name == "key" else "without a key"
    return problem(
        429,
        kind=QUOTA_EXCEEDED,
        title="Too many requests",
        detail=f"The limit is {limit} requests a minute {whose}; a slow request counts as several. Try again in {wait} "
        f"seconds.",
        instance=asked(request),
        headers={"Retry-After": str(wait), "Cache-Control": "no-store"},
        **{"violated-policies": [name]},
    )


def _unknown_key(request: HttpRequest) -> HttpResponse:
    scheme = request.META["HTTP_AUTHORIZATION"].partition(" ")[0]
    if scheme.lower() == "bearer":
        detail = "This key is unknown or revoked. All data can also be read without an Authorization header."
        challenge = f'{CHALLENGE}, error="invalid_token"'
    else:
        detail = (
            "Send a key as “Authorization: Bearer plan_…”. All data can also be read without an Authorization header."
        )
        challenge = CHALLENGE
    return problem(
        401,
        detail=detail,
        instance=asked(request),
        headers={"WWW-Authenticate": challenge, "Cache-Control": "no-store"},
    )
