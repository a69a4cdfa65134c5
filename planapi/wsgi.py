"""The WSGI application that the server runs: kept answers, and behind them the site."""

import os
from functools import lru_cache

import django
import redis
from django.conf import settings
from django.core.cache import close_caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import reset_queries
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")
django.setup(set_prefix=False)

# What follows needs the settings and the apps, which the line above has loaded.
from access.limits import count_anonymous  # noqa: E402
from history import servers  # noqa: E402
from planapi.metrics.counting import counting  # noqa: E402
from planapi.routing import ReadRouter  # noqa: E402
from rest.fast.response_cache import MemoryCache, ResponseCache  # noqa: E402
from rest.http.access_log import logged  # noqa: E402

# What Django would clear around each request: there is no cache, and statements are noted in DEBUG alone.
request_finished.disconnect(close_caches)
if not settings.DEBUG:
    request_started.disconnect(reset_queries)


USUAL = 200
"""Characters of a path up to which it is remembered what answers there."""


class Site(WSGIHandler):
    """Django's own, which looks up once what answers at an address: one pattern after the other is tried for it."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        path = request.path_info
        request.resolver_match = (_resolve if len(path) <= USUAL else _resolve.__wrapped__)(path)
        return request.resolver_match


@lru_cache(4096)
def _resolve(path: str) -> ResolverMatch:
    return get_resolver().resolve(path)


servers.begin()
kept = ResponseCache(
    ReadRouter(Site()),
    watch=servers.Servers(),
    limit=count_anonymous,
    memory=MemoryCache(settings.RESPONSE_CACHE_MB << 20),
    shared=redis.Redis.from_url(settings.CACHE_URL, socket_timeout=0.2, socket_connect_timeout=0.2)
    if settings.CACHE_URL
    else None,
    by_origin=not settings.CORS_ALLOW_ALL_ORIGINS,
)
application = logged(kept, observe=counting(kept.memory))
