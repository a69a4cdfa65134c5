"""Requests, counted by each serving process in files that all of them read.

``manage.py serve`` names the folder of the files (``PROMETHEUS_MULTIPROC_DIR``, which is prometheus-client's own) before it starts the processes. So this
module is imported in them alone, and not by the one that starts them.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from prometheus_client import Counter, Gauge, Histogram

from planapi.resources import RESOURCES
from rest.fast.bounded import Bounded
from rest.fast.response_cache import KEPT
from rest.http.access_log import Observe, Spent

Environ = dict[str, Any]

REQUESTS = Counter("planapi_requests", "Requests that were answered.", ["resource", "method", "status", "answer"])
SECONDS = Histogram(
    "planapi_request_seconds",
    "Time of making an answer that was not kept from an earlier request, without sending it.",
    ["resource"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
)
STATEMENTS = Counter("planapi_statements", "Statements that answers took of the database.")
STATEMENT_SECONDS = Counter("planapi_statement_seconds", "Time that answers waited for statements of the database.")
CACHE = Gauge(
    "planapi_kept_answers_bytes", "Memory of a serving process that kept answers take.", multiprocess_mode="liveall"
)

# Each has a series of its own for every resource, so neither may be what a client makes up.
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY"})
_OTHERS = frozenset(
    {"admin", "documents", "evidence", "healthz", "mcp", "metrics", "places", "readyz", "releases", "static"}
)
_WORKED_OUT = ("changes", "compare", "coverage", "docs", "progress", "ranking", "redoc", "schema", "search", "verify")


@lru_cache(4096)
def resource_of(path: str) -> str:
    """What a path asks for, as one of few words.

    >>> [resource_of(path) for path in ("/api/v1/targets/9/evidence/", "/en/places/120102/", "/wp-login.php", "/")]
    ['targets', 'places', 'unknown', 'front page']
    """
    first, _, rest = path.removeprefix("/en/").strip("/").partition("/")
    if first == "api":
        name = rest.removeprefix("v1").strip("/").partition("/")[0]
        return name if name in RESOURCES or name in _WORKED_OUT else "unknown" if name else "api"
    return first if first in _OTHERS else "unknown" if first else "front page"


@lru_cache(4096)
def _counter(resource: str, method: str, status: str, answer: str) -> Any:
    return REQUESTS.labels(resource, method, status, answer)


def counting(memory: Bounded[Any, Any]) -> Observe | None:
    """What counts each request, and how much the answers of this process that are kept take of its ``memory``; None where nobody asks."""
    return _counts(memory) if settings.METRICS_TOKEN else None


def _counts(memory: Bounded[Any, Any]) -> Callable[[Environ, str, float, Spent], None]:
    def count(environ: Environ, status: str, seconds: float, spent: Spent) -> None:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        # Long paths are nothing's address, and would only fill what is remembered of paths.
        resource = resource_of(path) if len(path) <= 200 else "unknown"
        kept = KEPT in environ
        _counter(resource, method if method in _METHODS else "other", status[:3], "kept" if kept else "made").inc()
        if kept:
            return
        SECONDS.labels(resource).observe(seconds)
        if spent.statements:
            STATEMENTS.inc(spent.statements)
            STATEMENT_SECONDS.inc(spent.seconds)
        CACHE.set(memory.size)

    return count
