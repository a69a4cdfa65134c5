"""Compare application servers under one small Django site: requests a second, the slowest hundredth, and what slow clients do to them.

    python -m pip install gunicorn 'uvicorn[standard]' waitress psycopg-pool && python -m bench.servers

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
import socket
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
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
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


def body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.body)}\n", content_type="text/plain")


class File(StreamingHttpResponse):
    holds_its_thread = True


def file(request: HttpRequest) -> File:
    return File((b"x" * 65536 for _ in range(192)), content_type="text/plain")


urlpatterns = [path("hello", hello), path("rows", rows), path("body", body), path("file", file)]


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


async def gateway(scope, receive, send):  # type: ignore[no-untyped-def]
    """The site's own way: the WSGI face in threads, behind the gateway."""
    from rest.gateway.application import Gateway  # noqa: PLC0415

    if (own := globals().get("_gateway")) is None:
        own = globals()["_gateway"] = Gateway(
            application,
            recall=lambda environ: None,
            refuse=lambda status, detail, environ: ([], detail.encode()),
            client_of=lambda environ: environ["REMOTE_ADDR"],
            wants_file=lambda environ: "format" in environ["QUERY_STRING"],
            threads=4,
            file_threads=2,
            most_body=1_048_576,
        )
    await own(scope, receive, send)


GATEWAY = "bench.servers:gateway"
WSGI, ASGI = f"{__spec__.name if __spec__ else 'bench.servers'}:application", "bench.servers:asgi"
SERVERS: dict[str, list[str]] = {
    "granian WSGI 1×8": ["granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "8"],
    "granian WSGI 2×4": ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"],
    "gateway on granian ASGI 2×4": ["granian", "--interface", "asginl", "--workers", "2"],
    "nginx, granian WSGI 2×4": ["granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4"],
    "waitress 1×8": ["waitress", "--threads", "8"],
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
            target = GATEWAY if "gateway" in name else ASGI if "ASGI" in name else WSGI
            return [*python, "granian", *options, "--no-ws", "--port", str(port), target]
        case "waitress":
            return [*python, "waitress", *options, "--host", "127.0.0.1", "--port", str(port), WSGI]
        case "gunicorn":
            return [*python, "gunicorn", *options, "--bind", f"127.0.0.1:{port}", "--log-level", "warning", WSGI]
        case _:
            return [*python, module, *options, "--port", str(port), ASGI]


@contextlib.contextmanager
def running(name: str, environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    process = subprocess.Popen(command(name, port), env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    proxy = None
    if name.startswith("nginx"):
        proxy, port = nginx(port, Path(environment["BENCH_FOLDER"]))
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(f"{base}/rows") as answer:
                answer.read()
                break
            time.sleep(0.1)
        yield base
    finally:
        if proxy is not None:
            stop(proxy)
        stop(process)


NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit; user root;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u;
  scgi_temp_path {folder}/s; keepalive_requests 1000000; upstream site {{ server 127.0.0.1:{behind}; keepalive 32; }}
  server {{ listen 127.0.0.1:{port}; client_body_timeout 10s; send_timeout 20s; client_max_body_size 1m;
    location / {{ proxy_pass http://site; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; }} }} }}
"""


def nginx(behind: int, folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """nginx with its defaults of buffering, before a server at a port; and its own port."""
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, port=port, behind=behind))
    return subprocess.Popen(["nginx", "-c", str(file)], start_new_session=True, stderr=subprocess.DEVNULL), port


SLOW = 12
PATIENCE = 8


def among_slow(base: str, request: bytes) -> str:
    """The longest of ten times that `hello` takes while ``SLOW`` clients send this and then neither send nor read."""
    port = int(base.rpartition(":")[2])
    held = []
    for _ in range(SLOW):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.sendall(request)
        held.append(client)
    time.sleep(1)
    longest = 0.0
    try:
        for _ in range(10):
            began = time.monotonic()
            with urllib.request.urlopen(f"{base}/hello", timeout=PATIENCE) as answer:
                answer.read()
            longest = max(longest, time.monotonic() - began)
    except OSError:
        return f"no answer in {PATIENCE} s"
    finally:
        for client in held:
            client.close()
    return f"{longest * 1000:.0f} ms"


WITHHELD = b"POST /body HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{"
UNREAD = b"GET /file?format=csv HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


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
        print("| server | connections | hello /s | p99 | rows /s | p99 | errors | bodies withheld | files unread |")
        print("|---|---|---|---|---|---|---|---|---|")
        for name in SERVERS:
            if importlib.util.find_spec(SERVERS[name][0]) is None:
                print(f"| {name} | left out: not installed | | | | | |")
                continue
            if name.startswith("nginx") and shutil.which("nginx") is None:
                print(f"| {name} | left out: not installed |")
                continue
            ways = ("pool", "kept", "new") if name.startswith("granian WSGI") else ("kept",)
            for way in ways:
                with running(name, os.environ | {"BENCH_CONNECTIONS": way}) as base:
                    # The best round: what else the machine does can only take away.
                    first, second = (max(load(base + view) for _ in range(ROUNDS)) for view in ("/hello", "/rows"))
                    slow = " | ".join(among_slow(base, request) for request in (WITHHELD, UNREAD))
                errors = first[2] or second[2] or "none"
                figures = f"{first[0]:.0f} | {first[1]} | {second[0]:.0f} | {second[1]} | {errors} | {slow}"
                print(f"| {name} | {way} | {figures} |")
                sys.stdout.flush()
        release(cluster)


if __name__ == "__main__":
    main()
