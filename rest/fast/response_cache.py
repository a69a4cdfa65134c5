"""A cache of responses that is looked up before Django is called.

A response depends only on the revision and on the request: the host, the path, the query string exactly as sent, and the accepted formats. These are its
key, and it is stored with its headers. A new revision makes all cached responses unreachable, in each process that has heard of the revision
(``history.watch``). While a process is not sure which revision is current, it neither stores nor returns cached responses. The request id and the rate
limit headers belong to each request and are always new.

The query string is not normalised: the order of its parameters can matter (``ordering=year&ordering=-value``), a response links to its neighbours in that
order, and a query that is not valid UTF-8 is an error.

Each process has up to ``RESPONSE_CACHE_MB`` MiB in memory. With ``CACHE_URL`` all processes share a Valkey as well (``rest.fast.shared``).
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

import redis
from django.conf import settings
from django.utils.http import parse_etags

from rest.fast import shared as records
from rest.fast.bounded import Bounded
from rest.fast.shared import Key
from rest.http.request_ids import TOKEN
from rest.http.responses import takes_gzip
from rest.http.seen import revision_seen

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

KEPT = "planapi.kept"
"""What the environ of a request has when its answer was kept from an earlier one."""

LARGEST = 1 << 20
"""Larger responses, in bytes, are not cached."""

PAUSE = 5
"""Seconds for which a shared cache that did not respond is not asked again."""

SELDOM = 60
"""Seconds between two log lines about invalid entries of the shared cache."""

_OWN = {"x-request-id", "ratelimit", "ratelimit-policy", "date", "server", "connection"}
# The headers that a 304 repeats (RFC 9110, 15.4.5), and those that a page needs to read it.
_OF_304 = {
    "etag",
    "cache-control",
    "last-modified",
    "vary",
    "x-revision",
    "access-control-allow-origin",
    "access-control-expose-headers",
}
_NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A cached response. ``brief`` are its headers in a 304; ``body`` is None if only a 304 was ever sent."""

    etag: str
    headers: Headers
    brief: Headers
    body: bytes | None


class MemoryCache(Bounded[Key, Answer]):
    """Responses up to a total size in bytes, with their keys and headers; the least recently used ones are removed first."""


class Store(Protocol):
    """The cache that all processes share: a Valkey."""

    def get(self, name: str) -> Any: ...

    def set(self, name: str, value: bytes, *, ex: int) -> Any: ...


class Knowing(Protocol):
    """Knows the newest revision, or knows that it does not."""

    def known(self) -> tuple[int, datetime | None] | None: ...

    def saw(self, number: int) -> None:
        """There is this revision: an answer was of it."""
        ...


class Limit(Protocol):
    """Count an anonymous request. Return the headers, or None if it is over the limit."""

    def __call__(self, environ: Environ) -> Headers | None: ...


class ResponseCache:
    """A WSGI application in front of the site's own, which it calls for everything that is not cached."""

    def __init__(
        self,
        application: Application,
        *,
        watch: Knowing,
        limit: Limit,
        memory: MemoryCache,
        shared: Store | None = None,
        by_origin: bool,
    ) -> None:
        self.application = application
        self.watch = watch
        self.limit = limit
        self.memory = memory
        self.shared = shared
        self.by_origin = by_origin
        # The header in which the proxy says whether the request was made over HTTPS. Without a proxy, the header of a client is ignored.
        self._scheme = (settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme",))[0]
        self._again = self._told = 0.0

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        known = self._known(environ)
        if known is None:
            return self.application(environ, start_response)
        key = self.key(environ, known)
        answer = self.memory.get(key) or self._from_all(key)
        if answer is not None and (given := self._given(environ, answer)) is not None:
            status, headers, body = given
            start_response(status, headers)
            return [body]
        return self._ask(environ, start_response, key, known[0])

    def recall(self, environ: Environ) -> tuple[str, Headers, bytes] | None:
        """The status, headers and body of a response in the memory of this process; None if the site has to be called.

        It waits for nothing, so an event loop may call it.
        """
        known = self._known(environ)
        answer = self.memory.get(self.key(environ, known)) if known is not None else None
        return self._given(environ, answer) if answer is not None else None

    def _known(self, environ: Environ) -> tuple[int, datetime | None] | None:
        """The revision whose cached responses may be given; None if that is not known, or the client has seen a later one."""
        known = self.watch.known() if _may_be_kept(environ) else None
        return known if known is not None and revision_seen(environ) <= known[0] else None

    def _given(self, environ: Environ, answer: Answer) -> tuple[str, Headers, bytes] | None:
        held = _holds(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag)
        if (not held and answer.body is None) or (own := self._own(environ)) is None:
            return None
        environ[KEPT] = True
        if held:
            return _NOT_MODIFIED, [*answer.brief, *own], b""
        return "200 OK", [*answer.headers, *own], answer.body or b""

    def key(self, environ: Environ, known: tuple[int, datetime | None]) -> Key:
        """Everything that a response depends on. The time of the revision distinguishes databases that have the same
        revision numbers."""
        get = environ.get
        return (
            *known,
            get("HTTP_HOST"),
            get("wsgi.url_scheme"),
            get(self._scheme),
            get("PATH_INFO"),
            get("QUERY_STRING", ""),
            get("HTTP_ACCEPT"),
            takes_gzip(get("HTTP_ACCEPT_ENCODING", "")),
            get("HTTP_ORIGIN") if self.by_origin else None,
        )

    def _own(self, environ: Environ) -> Headers | None:
        """The headers that belong to this request; None if it is over its limit, which the site then reports."""
        if (limits := self.limit(environ)) is None:
            return None
        given = environ.get("HTTP_X_REQUEST_ID", "")
        return [*limits, ("X-Request-ID", given if TOKEN.fullmatch(given) else uuid.uuid4().hex)]

    def _ask(self, environ: Environ, start_response: Start, key: Key, number: int) -> Iterable[bytes]:
        """The response of the site, which is cached if it is complete and belongs to the current revision."""
        told: list[Any] = []

        def remember(status: str, headers: Headers, *rest: Any) -> Any:
            told[:] = [status, headers]
            return start_response(status, headers, *rest)

        body = self.application(environ, remember)
        if not told or getattr(body, "streaming", True):
            return body
        status, headers = told
        held = {name.lower(): value for name, value in headers}
        if held.get("x-revision") == str(number) and held.get("etag") and status[:3] in ("200", "304"):
            chunks = list(body)
            if sum(map(len, chunks)) <= LARGEST:
                self._keep(key, held["etag"], headers, b"".join(chunks) if status[:3] == "200" else None)
            return _Given(chunks, body)
        if (seen := held.get("x-revision", "")).isdecimal() and int(seen) > number:
            self.watch.saw(int(seen))
        return body

    def _keep(self, key: Key, etag: str, headers: Headers, body: bytes | None) -> None:
        if body is None and (before := self.memory.get(key)) is not None and before.body is not None:
            return
        answer = _answer(etag, [pair for pair in headers if pair[0].lower() not in _OWN], body)
        self.memory.put(key, answer)
        if body is not None and (shared := self._reachable()) is not None:
            try:
                shared.set(records.name_of(key), records.write(key, etag, answer.headers, body), ex=86_400)
            except (OSError, redis.RedisError) as error:
                self._leave_alone(error)

    def _from_all(self, key: Key) -> Answer | None:
        """The response that another process has cached. An invalid entry of that name is ignored."""
        if (shared := self._reachable()) is None:
            return None
        try:
            found = shared.get(records.name_of(key))
        except redis.ResponseError as error:  # it responds, but the entry is not a string of bytes
            self._pass_over(error)
            return None
        except (OSError, redis.RedisError) as error:
            self._leave_alone(error)
            return None
        if found is None:
            return None
        try:
            answer = _answer(*records.read(key, found))
        except records.UnfitEntry as error:
            self._pass_over(error)
            return None
        self.memory.put(key, answer)
        return answer

    def _reachable(self) -> Store | None:
        """The shared cache; None for a while after it did not respond, since each request would have to wait for it."""
        return self.shared if time.monotonic() >= self._again else None

    def _pass_over(self, error: Exception) -> None:
        """Call the site, and replace the entry by its response."""
        if (now := time.monotonic()) >= self._told:
            self._told = now + SELDOM
            logger.warning("Ignored an entry of the shared cache that is not a response of this site: %s", error)

    def _leave_alone(self, error: Exception) -> None:
        self._again = time.monotonic() + PAUSE
        logger.warning("The shared cache can't be used; trying again in %s s: %s", PAUSE, error)


class _Given:
    """Chunks that have been read, with the ``close`` of the response that they come from."""

    def __init__(self, chunks: list[bytes], body: Any) -> None:
        self._chunks = chunks
        self._body = body

    def __iter__(self) -> Any:
        return iter(self._chunks)

    def close(self) -> None:
        self._body.close()


def _may_be_kept(environ: Environ) -> bool:
    """Whether it is an anonymous request without a body, which can be answered from the cache."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ["PATH_INFO"].startswith("/api/v1/")
        and "HTTP_HOST" in environ  # otherwise the response would contain the address of the server itself
        and "HTTP_AUTHORIZATION" not in environ
        and "HTTP_RANGE" not in environ
        and "HTTP_IF_MATCH" not in environ
        and "HTTP_IF_UNMODIFIED_SINCE" not in environ
        # If-Modified-Since only counts without If-None-Match (RFC 9110, 13.2.2).
        and ("HTTP_IF_MODIFIED_SINCE" not in environ or bool(parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))))
        # The site decides about a request body.
        and environ.get("CONTENT_LENGTH") in (None, "", "0")
        and "HTTP_TRANSFER_ENCODING" not in environ
    )


def _holds(header: str, etag: str) -> bool:
    """Whether an If-None-Match header contains this ETag, weak or strong."""
    if not header:
        return False
    opaque = etag.removeprefix("W/")
    return any(one == "*" or one.removeprefix("W/") == opaque for one in parse_etags(header))


def _answer(etag: str, headers: Headers, body: bytes | None) -> Answer:
    return Answer(etag, headers, [pair for pair in headers if pair[0].lower() in _OF_304], body)
