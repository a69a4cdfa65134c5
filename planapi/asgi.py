"""The ASGI application that the server runs: the gateway, and behind it the WSGI application in threads."""

from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.conf import settings

from planapi.wsgi import application as site  # first: it loads the apps
from planapi.wsgi import kept

from planapi import answer_time  # isort: skip
from districts.running import end_lost_all_along  # isort: skip
from planapi.reader_role import reading  # isort: skip
from access.limits import address_of, subscriber_of  # isort: skip
from rest.http.access_log import AccessLog  # isort: skip
from text.vocabulary import Right  # isort: skip
from rest.exports import wants_file  # isort: skip
from rest.http.health import at_once  # isort: skip
from rest.http.problems import refusal  # isort: skip
from access.rights import may_send  # isort: skip
from rest.http.request_checks import most_of_body  # isort: skip
from rest.gateway.application import Gateway, Headers  # isort: skip

Environ = dict[str, Any]

answer_time.begin()
if settings.CELERY_TASK_ALWAYS_EAGER:
    end_lost_all_along()
LOG = site if isinstance(site, AccessLog) else None


def client_of(environ: Environ) -> str:
    return subscriber_of(address_of(environ, proxies=settings.PROXIES))


def recall(environ: Environ) -> tuple[str, Headers, bytes] | None:
    """What needs no thread: the process's health, and kept answers."""
    if (health := at_once(environ)) is not None:
        return health
    begun = perf_counter()
    answer = kept.recall(environ)
    if LOG is not None and answer is not None:
        LOG.tell(environ, answer[:2], len(answer[2]), perf_counter() - begun)
    return answer


def refuse(status: HTTPStatus, *, detail: str, environ: Environ) -> tuple[Headers, bytes]:
    headers, body = refusal(status, detail=detail, environ=environ)
    if LOG is not None:
        LOG.tell(environ, (str(status.value), headers), len(body), 0.0)
    return headers, body


application = Gateway(
    reading(site),
    recall=recall,
    refuse=refuse,
    client_of=client_of,
    wants_file=lambda environ: wants_file(environ["QUERY_STRING"], environ.get("HTTP_ACCEPT", "")),
    threads=settings.ENVIRONMENT.threads,
    file_threads=settings.ENVIRONMENT.file_threads,
    most_body=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    most_of_body=most_of_body,
    may_send=lambda environ: may_send(environ, Right.INGEST),
)
