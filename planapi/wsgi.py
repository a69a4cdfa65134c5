"""The WSGI application that the server runs: kept answers, and behind them the site."""

import os

import redis
from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planapi.settings")
_site = get_wsgi_application()

# What follows needs the settings and the apps, which the line above has loaded.
from planapi.access.limits import count_anonymous  # noqa: E402
from planapi.api.kept import KeptAnswers, Memory  # noqa: E402
from planapi.history.watch import WATCH  # noqa: E402

WATCH.begin()
application = KeptAnswers(
    _site,
    watch=WATCH,
    limit=count_anonymous,
    memory=Memory(settings.ANSWERS_KEPT << 20),
    shared=redis.Redis.from_url(settings.CACHE_URL, socket_timeout=0.2, socket_connect_timeout=0.2)
    if settings.CACHE_URL
    else None,
    by_origin=not settings.CORS_ALLOW_ALL_ORIGINS,
)
