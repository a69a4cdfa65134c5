"""Clients that connect and say nothing, or read nothing."""

import contextlib
import socket
import sys
import time

import pytest

from rest.gateway import silent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a connection has received")


def test_a_connection_over_which_nothing_came_is_closed_and_no_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with (
            socket.create_connection(("127.0.0.1", port)) as mute,
            socket.create_connection(("127.0.0.1", port)) as talks,
        ):
            accepted = [server.accept()[0] for _ in range(2)]
            talks.sendall(b"G")
            accepted[1].recv(1)
            seen = silent.close_silent(port, {}, now=0)
            assert list(seen) == [mute.getsockname()]
            seen = silent.close_silent(port, seen, now=silent.SECONDS - 1)
            mute.settimeout(0.05)
            with pytest.raises(TimeoutError):
                mute.recv(1)
            silent.close_silent(port, seen, now=silent.SECONDS)
            assert mute.recv(1) == b""
            accepted[1].sendall(b"still there")
            assert talks.recv(20) == b"still there"
            for one in accepted:
                one.close()


def test_a_connection_over_which_nothing_is_read_is_ended_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silent, "UNREAD", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        silent.close_silent(server.getsockname()[1], {}, now=0)
        with (
            socket.create_connection(server.getsockname()),
            server.accept()[0] as unread,
            socket.create_connection(server.getsockname()) as reads,
            server.accept()[0] as other,
        ):
            unread.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                while True:
                    unread.send(b"x" * 65_536)
            error = 0
            for _ in range(100):
                if error := unread.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    break
                time.sleep(0.05)
            assert error
            other.sendall(b"still there")
            assert reads.recv(20) == b"still there"
