"""Compare application servers under one small Django site: requests a second and the slowest hundredth, on loopback.

    python -m pip install gunicorn 'uvicorn[standard]' psycopg-pool && python -m bench.servers

Each server answers two views for a few seconds, the best of three rounds counting: `hello` (no database, some bytes)
and `rows` (50 rows read from PostgreSQL and written as JSON, some 4 kB). The load is wrk's (Debian: `apt-get install
wrk`): 32 kept-alive connections from the same machine. A server that is not installed is named as left out.
`docs/decisions/0001-server.md` has the last table.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from bench.processes import free_port, stop
from planapi.embedded import DATABASE, PORT, USER, Cluster, release

SECONDS = 3
ROUNDS = 3
CONNECTIONS = 32

if not settings.configured and "BENCH_FOLDER" in os.environ:
    _cluster = Cluster(folder=Path(os.environ["BENCH_FOLDER"]) / "postgres", durable=False)
    _pool = {"pool": {"min_size": 1, "max_size": 8}}
    _connections = {
        "pool": {"OPTIONS": _pool, "CONN_HEALTH_CHECKS": True},
        "kept": {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True},
        "new": {"CONN_MAX_AGE": 0},
    }[os.environ.get("BENCH_CONNECTIONS", "pool")]
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="of no use",
        LOGGING_CONFIG=None,
        DATABASES={
            "default": {
                "ENGINE": "planapi.embedded",
                "CLUSTER": _cluster,
                "HOST": str(_cluster.socket_folder),
                "PORT": PORT,
                "NAME": DATABASE,
                "USER": USER,
                **_connections,
            }
        },
    )
    django.setup()


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def rows(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT i, md5(i::text), i * 1.5 FROM generate_series(1, 50) AS i")
        found = [{"id": i, "name": name, "value": float(value)} for i, name, value in cursor.fetchall()]
    return JsonResponse({"results": found})


urlpatterns = [path("hello", hello), path("rows", rows)]


def application(environ, start_response):  # type: ignore[no-untyped-def]
    """The WSGI face; a function, so that nothing is loaded before a server asks."""
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415

    globals()["application"] = handler = WSGIHandler()
    return handler(environ, start_response)


async def asgi(scope, receive, send):  # type: ignore[no-untyped-def]
    """The ASGI face."""
    from django.core.handlers.asgi import ASGIHandler  # noqa: PLC0415

    if scope["type"] == "http":
        handler = globals().setdefault("_asgi", ASGIHandler())
        await handler(scope, receive, send)


WSGI, ASGI = f"{__spec__.name if __spec__ else 'bench.servers'}:application", "bench.servers:asgi"
SERVERS: dict[str, list[str]] = {
    "granian WSGI 1×8": ["granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "8"],
    "granian WSGI 2×4": ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"],
    "granian ASGI 2": ["granian", "--interface", "asginl", "--workers", "2"],
    "gunicorn gthread 1×8": ["gunicorn", "-k", "gthread", "-w", "1", "--threads", "8"],
    "gunicorn gthread 2×4": ["gunicorn", "-k", "gthread", "-w", "2", "--threads", "4"],
    "gunicorn sync 2": ["gunicorn", "-k", "sync", "-w", "2"],
    "uvicorn ASGI 1": ["uvicorn", "--no-access-log", "--log-level", "warning"],
    "uvicorn ASGI 2": ["uvicorn", "--no-access-log", "--log-level", "warning", "--workers", "2"],
}


def command(name: str, port: int) -> list[str]:
    module, *options = SERVERS[name]
    python = [sys.executable, "-m"]
    match module:
        case "granian":
            return [*python, "granian", *options, "--no-ws", "--port", str(port), ASGI if "ASGI" in name else WSGI]
        case "gunicorn":
            return [*python, "gunicorn", *options, "--bind", f"127.0.0.1:{port}", "--log-level", "warning", WSGI]
        case _:
            return [*python, module, *options, "--port", str(port), ASGI]


@contextlib.contextmanager
def running(name: str, environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(command(name, port), env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(f"{base}/rows") as answer:
                answer.read()
                break
            time.sleep(0.1)
        yield base
    finally:
        stop(process)


def load(url: str) -> tuple[float, str, str]:
    """Requests a second, the 99th percentile, and the errors if there were any."""
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", url]
    out = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
    errors = " ".join(re.findall(r"(?:Socket errors|Non-2xx).*", out))
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", out)[0]), re.findall(r"99%\s+(\d\S+)", out)[0], errors


def main() -> None:
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BENCH_FOLDER"] = folder
        cluster = Cluster(folder=Path(folder) / "postgres", durable=False)
        from planapi.embedded import hold  # noqa: PLC0415

        hold(cluster)
        print("| server | connections | hello /s | p99 | rows /s | p99 | errors |\n|---|---|---|---|---|---|---|")
        for name in SERVERS:
            if importlib.util.find_spec(SERVERS[name][0]) is None:
                print(f"| {name} | left out: not installed | | | | | |")
                continue
            ways = ("pool", "kept", "new") if "granian WSGI" in name else ("pool",)
            for way in ways:
                with running(name, os.environ | {"BENCH_CONNECTIONS": way}) as base:
                    # The best round: what else the machine does can only take away.
                    first, second = (max(load(base + view) for _ in range(ROUNDS)) for view in ("/hello", "/rows"))
                errors = first[2] or second[2] or "none"
                print(f"| {name} | {way} | {first[0]:.0f} | {first[1]} | {second[0]:.0f} | {second[1]} | {errors} |")
                sys.stdout.flush()
        release(cluster)


if __name__ == "__main__":
    main()
