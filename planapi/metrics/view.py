"""``/metrics``: for whoever has the token, and for nobody else."""

import os
from hmac import compare_digest
from pathlib import Path

import psutil
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from planapi.lost import not_found
from planapi.metrics.state import StateCollector
from rest.http.problems import problem


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What there is to collect, as text; 404 where METRICS_TOKEN is not set, 401 for a request without it."""
    if not settings.METRICS_TOKEN:
        return not_found(request)
    given = request.META.get("HTTP_AUTHORIZATION", "")
    if not compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        detail = "Send the METRICS_TOKEN of this site as “Authorization: Bearer …”."
        response = problem(401, detail=detail, instance=request.path)
        response.headers["WWW-Authenticate"] = "Bearer"
        return response
    registry = CollectorRegistry()
    registry.register(StateCollector())
    if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        _forget_the_dead(Path(folder))
        MultiProcessCollector(registry, folder)
    encode, content_type = choose_encoder(request.META.get("HTTP_ACCEPT", ""))
    return HttpResponse(encode(registry), content_type=content_type, headers={"Cache-Control": "no-store"})


def _forget_the_dead(folder: Path) -> None:
    """What a process that ended had counted stays counted; what it held is not held any more."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        if not psutil.pid_exists(pid):
            mark_process_dead(pid, str(folder))
