"""Whether the process is up (``/healthz``), and whether it can answer questions (``/readyz``): for load balancers and
people."""

import time
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from history import servers
from history.watch import WATCH
from rest.http.policies import HEADER, NOTHING, USUAL
from rest.http.problems import problem


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def at_once(environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes] | None:
    """The same as ``healthz`` without Django, which needs a thread, and all threads may be busy; None for any other request."""
    if environ["PATH_INFO"] not in ("/healthz", "/healthz/") or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    body = b'{"status": "ok"}'
    told = {"Content-Type": "application/json", "Content-Length": str(len(body)), HEADER: NOTHING, **USUAL}
    headers = list(told.items())
    return "200 OK", headers, body


APPLIED = 10.0
"""For how many seconds it is taken as known that every migration is applied: to find it out takes some 100 files and two statements."""
KNOWN = {"until": float("-inf")}


@require_safe
def readyz(request: HttpRequest, broker: Callable[[], str | None]) -> HttpResponse:
    """200 when the database answers and every migration is applied, else 503 with the reason. Where there are standbys, it says how each of them is; while the
    primary is away, one that is read from is enough. It also tells of the ``broker``, without which the site answers all the same: what is handed in waits."""
    standbys = servers.told()
    state: dict[str, Any] = {"status": "ok"}
    try:
        waiting = _not_applied(DEFAULT_DB_ALIAS)
    except Error:
        if not any(one["in_rotation"] for one in standbys):
            return problem(503, detail="The database is not reachable.", instance=request.path)
        waiting, state = [], {"status": "the primary is not reachable: reading only"}
    if waiting:
        names = ", ".join(waiting)
        return problem(503, detail=f"Migrations are not applied: {names}.", instance=request.path)
    if (told := broker()) is not None:
        state["broker"] = told
    if standbys:
        known = WATCH.known()
        state |= {"revision": known and known[0], "standbys": standbys}
    return JsonResponse(state)


def _not_applied(alias: str) -> list[str]:
    """The migrations that a database lacks; raises what the database raises."""
    connection = connections[alias]
    if time.monotonic() < KNOWN["until"]:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return []
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not waiting:
        KNOWN["until"] = time.monotonic() + APPLIED
    return [f"{migration.app_label}.{migration.name}" for migration, _ in waiting]
