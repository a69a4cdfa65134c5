"""Answers that were given are given again, until there is another revision: before Django is asked at all.

An answer depends on the revision and on the question (address, parameters, what is accepted), and on nothing else; so it is kept under both, with the
headers that it had. A new revision makes every kept answer unreachable at once, in every process that has heard of it (``planapi.history.watch``); while a
process is not sure which revision is in force, it keeps and gives nothing. What is each request's own is made anew: its name, and what is left of its limit.

Kept in the memory of each process up to ``ANSWERS_KEPT`` MiB, and, with ``CACHE_URL``, in a Valkey that all share.
"""

import hashlib
import logging
import pickle
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode

import redis

from planapi.api.caching import build
from planapi.api.request_ids import TOKEN
from planapi.history.watch import Watch

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

LARGEST = 1 << 20
"""Answers of more bytes than this are not kept."""

PAUSE = 5
"""For how many seconds a shared store that did not answer is left alone."""

_OWN = {"x-request-id", "ratelimit", "ratelimit-policy", "date", "server", "connection"}
# What a 304 repeats of the answer that it stands for (RFC 9110, 15.4.5), and what a page needs to read it.
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

    @property
    def size(self) -> int:
        return len(self.body or b"") + 1000


class Memory:
    """Answers up to so many bytes; those that were not asked for the longest go first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._answers: OrderedDict[Any, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Any) -> Answer | None:
        with self._lock:
            if (answer := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Any, answer: Answer) -> None:
        with self._lock:
            if (before := self._answers.pop(key, None)) is not None:
                self.size -= before.size
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.most and self._answers:
                self.size -= self._answers.popitem(last=False)[1].size


class Store(Protocol):
    """What all processes share: a Valkey."""

    def get(self, name: str) -> Any: ...

    def set(self, name: str, value: bytes, *, ex: int) -> Any: ...


class Limit(Protocol):
    """Counts an anonymous request: the headers that tell, or None where it is one too many."""

    def __call__(self, environ: Environ) -> Headers | None: ...


class KeptAnswers:
    """A WSGI application before the site's own, which it asks for whatever it does not have."""

    def __init__(
        self,
        application: Application,
        *,
        watch: Watch,
        limit: Limit,
        memory: Memory,
        shared: Store | None = None,
        by_origin: bool,
    ) -> None:
        self.application = application
        self.watch = watch
        self.limit = limit
        self.memory = memory
        self.shared = shared
        self.by_origin = by_origin
        self._again = 0.0

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        known = self.watch.known() if _may_be_kept(environ) else None
        if known is None:
            return self.application(environ, start_response)
        key = self.key(environ, known[0])
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
        answer = self.memory.get(self.key(environ, known[0])) if known is not None else None
        return self._given(environ, answer) if answer is not None else None

    def _given(self, environ: Environ, answer: Answer) -> tuple[str, Headers, bytes] | None:
        held = _holds(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag)
        if (not held and answer.body is None) or (own := self._own(environ)) is None:
            return None
        if held:
            return _NOT_MODIFIED, [*answer.brief, *own], b""
        return "200 OK", [*answer.headers, *own], answer.body or b""

    def key(self, environ: Environ, number: int) -> tuple[Any, ...]:
        """What an answer depends on. Parameters in another order ask the same."""
        get = environ.get
        query = get("QUERY_STRING", "")
        if "&" in query:
            query = urlencode(sorted(parse_qsl(query, keep_blank_values=True)))
        return (
            number,
            get("HTTP_HOST"),
            get("wsgi.url_scheme"),
            get("HTTP_X_FORWARDED_PROTO"),
            get("PATH_INFO"),
            query,
            get("HTTP_ACCEPT"),
            "gzip" in get("HTTP_ACCEPT_ENCODING", ""),
            get("HTTP_ORIGIN") if self.by_origin else None,
        )

    def _own(self, environ: Environ) -> Headers | None:
        """The headers that are the request's own; None where it is refused, which is the site's to say."""
        if (limits := self.limit(environ)) is None:
            return None
        given = environ.get("HTTP_X_REQUEST_ID", "")
        return [*limits, ("X-Request-ID", given if TOKEN.fullmatch(given) else uuid.uuid4().hex)]

    def _ask(self, environ: Environ, start_response: Start, key: Any, number: int) -> Iterable[bytes]:
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

    def _keep(self, key: Any, etag: str, headers: Headers, body: bytes | None) -> None:
        if body is None and (before := self.memory.get(key)) is not None and before.body is not None:
            return
        kept = [pair for pair in headers if pair[0].lower() not in _OWN]
        answer = Answer(etag, kept, [pair for pair in kept if pair[0].lower() in _OF_304], body)
        self.memory.put(key, answer)
        if body is not None and (shared := self._reachable()) is not None:
            try:
                shared.set(_name(key), pickle.dumps((answer.etag, answer.headers, answer.body)), ex=86_400)
            except (OSError, redis.RedisError) as error:
                self._leave_alone(error)

    def _from_all(self, key: Any) -> Answer | None:
        if (shared := self._reachable()) is None:
            return None
        try:
            found = shared.get(_name(key))
        except (OSError, redis.RedisError) as error:
            self._leave_alone(error)
            return None
        if found is None:
            return None
        etag, headers, body = pickle.loads(found)  # noqa: S301 our own, from a store that nobody else writes to
        answer = Answer(etag, headers, [pair for pair in headers if pair[0].lower() in _OF_304], body)
        self.memory.put(key, answer)
        return answer

    def _reachable(self) -> Store | None:
        """The store that all share, but for a while after it did not answer: each wait would be a request's."""
        return self.shared if time.monotonic() >= self._again else None

    def _leave_alone(self, error: Exception) -> None:
        self._again = time.monotonic() + PAUSE
        logger.warning("Answers can't be kept for all, which is tried again in %s s: %s", PAUSE, error)


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
        and "HTTP_AUTHORIZATION" not in environ
        and "HTTP_RANGE" not in environ
        and "HTTP_IF_MATCH" not in environ
        and "HTTP_IF_UNMODIFIED_SINCE" not in environ
        and ("HTTP_IF_MODIFIED_SINCE" not in environ or "HTTP_IF_NONE_MATCH" in environ)
    )


def _holds(header: str, etag: str) -> bool:
    """Whether an If-None-Match names this mark, weak or not."""
    if not header:
        return False
    opaque = etag.removeprefix("W/")
    return header.strip() == "*" or any(one.strip().removeprefix("W/") == opaque for one in header.split(","))


def _name(key: Any) -> str:
    """The name of an answer in the shared store: of this build of the software, since another may word it otherwise."""
    return f"planapi:{build()}:{hashlib.blake2b(repr(key).encode(errors='surrogatepass'), digest_size=16).hexdigest()}"
