"""The ASGI application that the server runs: the gateway, and behind it the WSGI application in threads."""

from typing import Any

from django.conf import settings

from planapi.wsgi import application as site  # first: it loads the apps

from planapi.access.limits import address_of, subscriber_of  # isort: skip
from planapi.api.exports import wants_file  # isort: skip
from planapi.api.health import at_once  # isort: skip
from planapi.api.problems import refusal  # isort: skip
from planapi.gateway.application import Gateway  # isort: skip

Environ = dict[str, Any]


def client_of(environ: Environ) -> str:
    return subscriber_of(address_of(environ, proxies=settings.PROXIES))


application = Gateway(
    site,
    recall=lambda environ: at_once(environ) or site.recall(environ),
    refuse=refusal,
    client_of=client_of,
    wants_file=lambda environ: wants_file(environ["QUERY_STRING"], environ.get("HTTP_ACCEPT", "")),
    threads=settings.ENVIRONMENT.threads,
    file_threads=settings.ENVIRONMENT.file_threads,
    most_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
)
