"""The site served for real, by a process of its own, over the database of the run, which holds the seeds."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from planapi.embedded import READER, WRITER
from tests.seeds import ROOT


def environment_of(
    django_db_blocker: Any, folder: Path, *, database: str | None = None, **settings: str
) -> dict[str, str]:
    """The environment of a process over a database, by default that of the run, that keeps what it writes in ``folder``."""
    with django_db_blocker.unblock():
        known = connection.get_connection_params()
    name = database or known["dbname"]
    place = urlencode({key: known[key] for key in ("host", "port") if known.get(key)})
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        # As in production: a process that serves does not know the owner.
        "DATABASE_WRITER_URL": f"postgresql://{WRITER}@/{name}?{place}",
        "DATABASE_READER_URL": f"postgresql://{READER}@/{name}?{place}",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "of a server that lives for some tests",
        "ALLOWED_HOSTS": "127.0.0.1",
        "RATE_LIMIT": "0",
        "WORKERS": "1",
        **settings,
    }


@contextmanager
def serving(django_db_blocker: Any, folder: Path, *, database: str | None = None, **settings: str) -> Iterator[str]:
    """The address of a server over a database, by default that of the run, that keeps what it writes in ``folder``, with these settings; whoever asks
    it must only read."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = environment_of(django_db_blocker, folder, database=database, **settings)
    with (folder / "log").open("w") as log:
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(1200):  # a machine that has much else to do
                assert server.poll() is None, Path(log.name).read_text()
                try:
                    urllib.request.urlopen(f"{address}/readyz").close()
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                raise AssertionError(Path(log.name).read_text())
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)
