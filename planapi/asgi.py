"""The ASGI application that the server runs: the gateway, and behind it the WSGI application in threads."""

from django.conf import settings

from planapi.wsgi import application as site  # first: it loads the apps

from planapi.access.limits import address_of, subscriber_of  # isort: skip
from planapi.api.health import at_once  # isort: skip
from planapi.gateway.application import Gateway  # isort: skip

_PROXIES = settings.PROXIES


application = Gateway(
    site,
    recall=lambda environ: at_once(environ) or site.recall(environ),
    client_of=lambda environ: subscriber_of(address_of(environ, proxies=_PROXIES)),
    threads=settings.ENVIRONMENT.threads,
    file_threads=settings.ENVIRONMENT.file_threads,
    most_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
)
