"""Answers that were given are given again, until there is another revision: before Django is asked at all.

An answer depends on the revision, on the question (where it was asked, the address and its query as they came, what is accepted), and on nothing else; so it
is kept under all of these, with the headers that it had. A new revision makes every kept answer unreachable at once, in every process that has heard of it
(``history.watch``); while a process is not sure which revision is in force, it keeps and gives nothing. What is each request's own is made anew: its
name, and what is left of its limit.

The query is taken as it came, and not in some standard form: the order of its parameters can be part of the question (``ordering=year&ordering=-value``), an
answer links to its neighbours in that order, and what is no UTF-8 is no question at all.

Kept in the memory of each process up to ``RESPONSE_CACHE_MB`` MiB, and, with ``CACHE_URL``, in a Valkey that all share (``rest.fast.shared``).
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

from history.watch import Watch
from rest.fast import shared as records
from rest.fast.bounded import Bounded
from rest.fast.shared import Key
from rest.http.request_ids import TOKEN
from rest.http.responses import takes_gzip

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

LARGEST = 1 << 20
"""Answers of more bytes than this are not kept."""

PAUSE = 5
"""For how many seconds a shared store that did not answer is left alone."""

SELDOM = 60
"""Seconds between two lines of the log about what the shared store holds and should not."""

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
    """A kept answer. ``brief`` are its headers in a 304; ``body`` is None where only that was ever given."""

    etag: str
    headers: Headers
    brief: Headers
    body: bytes | None


class MemoryCache(Bounded[Key, Answer]):
    """Answers up to so many octets, with their keys and headers; those that were not asked for the longest go first."""


class Store(Protocol):
    """What all processes share: a Valkey."""

    def get(self, name: str) -> Any: ...

    def set(self, name: str, value: bytes, *, ex: int) -> Any: ...


class Limit(Protocol):
    """Count an anonymous request. Return the headers, or None if it is over the limit."""

    def __call__(self, environ: Environ) -> Headers | None: ...


class ResponseCache:
    """A WSGI application before the site's own, which it asks for whatever it does not have."""

    def __init__(
        self,
        application: Application,
        *,
        watch: Watch,
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
        # The header in which a proxy says whether it was asked by HTTPS; where there is none, a client's own says nothing.
        self._scheme = (settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme",))[0]
        self._again = self._told = 0.0

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        known = self.watch.known() if _may_be_kept(environ) else None
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
        """The status, headers and body of an answer in this process's memory; None where the site has to be asked.

        It waits for nothing, so an event loop may call it.
        """
        known = self.watch.known() if _may_be_kept(environ) else None
        answer = self.memory.get(self.key(environ, known)) if known is not None else None
        return self._given(environ, answer) if answer is not None else None

    def _given(self, environ: Environ, answer: Answer) -> tuple[str, Headers, bytes] | None:
        held = _holds(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag)
        if (not held and answer.body is None) or (own := self._own(environ)) is None:
            return None
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
        """The headers that are the request's own; None where it is refused, which is the site's to say."""
        if (limits := self.limit(environ)) is None:
            return None
        given = environ.get("HTTP_X_REQUEST_ID", "")
        return [*limits, ("X-Request-ID", given if TOKEN.fullmatch(given) else uuid.uuid4().hex)]

    def _ask(self, environ: Environ, start_response: Start, key: Key, number: int) -> Iterable[bytes]:
        """The site's answer, kept where it is one of the revision and whole."""
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
        """The answer that another process has kept. What the store holds by mistake under its name is passed over."""
        if (shared := self._reachable()) is None:
            return None
        try:
            found = shared.get(records.name_of(key))
        except redis.ResponseError as error:  # it answers, and has something else there than octets
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
        """The store that all share, but for a while after it did not answer: each wait would be a request's."""
        return self.shared if time.monotonic() >= self._again else None

    def _pass_over(self, error: Exception) -> None:
        """An answer is made anew, and takes the place of what was found."""
        if (now := time.monotonic()) >= self._told:
            self._told = now + SELDOM
            logger.warning("Ignored an entry of the shared cache that is not a response of this site: %s", error)

    def _leave_alone(self, error: Exception) -> None:
        self._again = time.monotonic() + PAUSE
        logger.warning("The shared cache can't be used; trying again in %s s: %s", PAUSE, error)


class _Given:
    """Chunks that have been read, with the closing of the answer that they are from."""

    def __init__(self, chunks: list[bytes], body: Any) -> None:
        self._chunks = chunks
        self._body = body

    def __iter__(self) -> Any:
        return iter(self._chunks)

    def close(self) -> None:
        self._body.close()


def _may_be_kept(environ: Environ) -> bool:
    """A plain question of nobody in particular."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ["PATH_INFO"].startswith("/api/v1/")
        and "HTTP_HOST" in environ  # or the answer would name the server by its own address
        and "HTTP_AUTHORIZATION" not in environ
        and "HTTP_RANGE" not in environ
        and "HTTP_IF_MATCH" not in environ
        and "HTTP_IF_UNMODIFIED_SINCE" not in environ
        # A time counts where there is no mark (RFC 9110, 13.2.2).
        and ("HTTP_IF_MODIFIED_SINCE" not in environ or bool(parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))))
        # A body is for the site to refuse, or to leave alone.
        and environ.get("CONTENT_LENGTH") in (None, "", "0")
        and "HTTP_TRANSFER_ENCODING" not in environ
    )


def _holds(header: str, etag: str) -> bool:
    """Whether an If-None-Match names this mark, weak or not."""
    if not header:
        return False
    opaque = etag.removeprefix("W/")
    return any(one == "*" or one.removeprefix("W/") == opaque for one in parse_etags(header))


def _answer(etag: str, headers: Headers, body: bytes | None) -> Answer:
    return Answer(etag, headers, [pair for pair in headers if pair[0].lower() in _OF_304], body)
