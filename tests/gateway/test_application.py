"""What clients get that are slow, gone, many, or as they should be."""

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from rest.gateway import streams
from rest.gateway.application import BODIES_OF_ONE
from tests.gateway.conftest import NOTHING, Client, Streaming, answering, ask, gateway, posting

CHUNK = b"x" * streams.CHUNK


def test_a_body_is_received_whole_before_a_thread_has_it() -> None:
    site = gateway(answering(lambda environ: [environ["wsgi.input"].read(), environ["CONTENT_LENGTH"].encode()]))
    client = asyncio.run(ask(site, posting(b"ab", b"cd", length=4)))
    assert (client.status, client.body, client.whole) == (200, b"abcd4", True)


def test_a_large_body_is_received_of_who_may_send_it_alone() -> None:
    def told(environ: dict[str, Any]) -> list[bytes]:
        return [f"{environ['CONTENT_LENGTH']} {len(environ['wsgi.input'].read())}".encode()]

    asked: list[str] = []

    def may_send(environ: dict[str, Any]) -> bool:
        asked.append(environ["REMOTE_ADDR"])
        return environ["REMOTE_ADDR"] == "10.0.0.1"

    async def answers() -> list[tuple[int | None, bytes]]:
        site = gateway(answering(told), most_of_body=lambda path: 5000, may_send=may_send)
        sent = (("10.0.0.1", 900), ("10.0.0.1", 4000), ("10.0.0.2", 4000), ("10.0.0.1", 6000))
        clients = [await ask(site, posting(b"a" * length, length=length, address=one)) for one, length in sent]
        return [(client.status, client.body) for client in clients]

    assert asyncio.run(answers()) == [(200, b"900 900"), (200, b"4000 4000"), (200, b"4000 0"), (200, b"6000 0")]
    assert asked == ["10.0.0.1", "10.0.0.2"]


def test_a_body_that_is_withheld_is_a_408_and_holds_no_thread() -> None:
    site = gateway(answering([b"ok"]))

    async def run() -> tuple[list[Client], Client]:
        slow = [asyncio.ensure_future(ask(site, posting(b"{", length=500))) for _ in range(10)]
        await asyncio.sleep(0)
        other = await ask(site, Client())
        assert not any(one.done() for one in slow), "the other was answered meanwhile, by the only thread"
        return list(await asyncio.gather(*slow)), other

    slow, other = asyncio.run(run())
    assert (other.status, other.body) == (200, b"ok")
    assert {one.status for one in slow} == {408}
    assert slow[0].body == b"The body did not arrive: 1 of 500 bytes were received in 0 seconds."
    assert slow[0].answered["connection"] == "close"


def test_one_client_sends_so_many_bodies_at_a_time_and_another_still_may() -> None:
    site = gateway(answering([b"ok"]))

    async def run() -> tuple[Client, Client]:
        slow = [asyncio.ensure_future(ask(site, posting(b"{", length=500))) for _ in range(BODIES_OF_ONE)]
        await asyncio.sleep(0)
        refused = await ask(site, posting(b"{}", length=2))
        other = await ask(site, posting(b"{}", length=2, address="192.0.2.2"))
        await asyncio.gather(*slow)
        again = await ask(site, posting(b"{}", length=2))
        assert again.status == 200
        return refused, other

    refused, other = asyncio.run(run())
    assert (refused.status, refused.answered["retry-after"], other.status) == (503, "5", 200)


@pytest.mark.parametrize("headers", [[(b"content-length", b"1001")], [(b"transfer-encoding", b"chunked")]])
def test_a_body_that_the_site_refuses_by_its_headers_is_not_waited_for(headers: list[tuple[bytes, bytes]]) -> None:
    site = gateway(answering(lambda environ: [b"read: ", environ["wsgi.input"].read()]))
    client = asyncio.run(ask(site, Client(method="POST", headers=headers)))
    assert client.body == b"read: "


def test_a_long_answer_goes_out_in_parts_and_breaks_off_where_it_is_not_read() -> None:
    site = gateway(answering([CHUNK * 5]))
    reader = asyncio.run(ask(site, Client()))
    assert (len(reader.body), reader.whole) == (5 * len(CHUNK), True)
    slow = asyncio.run(ask(gateway(answering([CHUNK * 5])), Client(takes=2 * len(CHUNK))))
    assert (slow.status, len(slow.body), slow.whole) == (200, 2 * len(CHUNK), False)


def test_a_file_is_made_while_it_is_sent_and_its_thread_is_let_go_by_whoever_does_not_read() -> None:
    bodies: list[Streaming] = []

    def file(environ: dict[str, Any]) -> Streaming:
        bodies.append(Streaming((CHUNK for _ in range(10_000)), holds_its_thread=True))
        return bodies[-1]

    site = gateway(answering(file), file_threads=2)

    async def run() -> tuple[list[Client], Client]:
        slow = [
            asyncio.ensure_future(ask(site, Client(query="format=csv", events=[NOTHING], takes=len(CHUNK))))
            for _ in range(3)
        ]
        await asyncio.sleep(0.1)
        other = await ask(site, Client(query="format=csv", events=[NOTHING], takes=0, address="192.0.2.2"))
        return list(await asyncio.gather(*slow)), other

    slow, other = asyncio.run(run())
    assert {(one.status, one.whole) for one in slow} == {(200, False)}
    assert other.status == 200, "one client has half of the threads for files at most"
    assert len(bodies) == 4
    for _ in range(100):
        if all(body.closed for body in bodies):
            break
        time.sleep(0.05)
    assert all(body.closed for body in bodies)
    assert all(body.made <= streams.AHEAD // len(CHUNK) + 2 for body in bodies), "no more is made than fits"


def test_a_file_that_fits_in_memory_holds_no_thread_while_it_is_read() -> None:
    site = gateway(answering(lambda environ: Streaming([CHUNK] * 20, holds_its_thread=True)), file_threads=1)

    async def run() -> Client:
        slow = asyncio.ensure_future(ask(site, Client(query="format=csv", events=[NOTHING], takes=len(CHUNK))))
        await asyncio.sleep(0.05)
        quick = await ask(site, Client(query="format=csv", events=[NOTHING]))
        assert not slow.done()
        await slow
        return quick

    quick = asyncio.run(run())
    assert (len(quick.body), quick.whole) == (20 * len(CHUNK), True)


def test_a_file_that_was_not_told_by_its_address_is_asked_for_again_by_a_thread_for_files() -> None:
    threads: list[str] = []

    def file(environ: dict[str, Any]) -> Streaming:
        threads.append(threading.current_thread().name)
        return Streaming([b"a", b"b"], holds_its_thread=True)

    client = asyncio.run(ask(gateway(answering(file)), Client(events=[NOTHING])))
    assert (client.body, client.whole) == (b"ab", True)
    assert [name.partition("-")[0] for name in threads] == ["site", "files"]


def test_what_breaks_in_the_middle_is_not_told_to_be_whole() -> None:
    def chunks() -> Any:
        yield b"first"
        raise ValueError("the database is gone")

    for holds in (True, False):
        site = gateway(answering(Streaming(chunks(), holds_its_thread=holds)))
        client = asyncio.run(ask(site, Client(query="format=csv" if holds else "", events=[NOTHING])))
        assert (client.status, client.body, client.whole) == (200, b"first", False)


def test_a_client_that_leaves_ends_the_making_of_its_file() -> None:
    body = Streaming((CHUNK for _ in range(100_000)), holds_its_thread=True)
    gone = Client(query="format=csv", events=[NOTHING, {"type": "http.disconnect"}])
    asyncio.run(ask(gateway(answering(body)), gone))
    assert not gone.whole
    for _ in range(100):
        if body.closed:
            break
        time.sleep(0.05)
    assert body.closed
    assert body.made < 1000


def test_a_file_of_the_disk_is_handed_to_the_server(tmp_path: Path) -> None:
    path = tmp_path / "release.zip"
    path.write_bytes(b"zip")
    sent: list[dict[str, Any]] = []

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [])
        return environ["wsgi.file_wrapper"](path.open("rb"))

    client = Client()
    asyncio.run(gateway(application)(client.scope(), client.receive, send))
    assert sent[1] == {"type": "http.response.pathsend", "path": str(path)}


def test_a_part_of_a_file_is_read_by_threads_that_it_does_not_hold() -> None:
    def application(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("206 Partial Content", [])
        return Streaming([b"part"] * 3, holds_its_thread=False)

    client = asyncio.run(ask(gateway(application), Client(events=[NOTHING])))
    assert (client.status, client.body, client.whole) == (206, b"partpartpart", True)


def test_what_is_at_hand_is_given_without_a_thread() -> None:
    site = gateway(answering([b"asked"]), recall=lambda environ: ("200 OK", [], b"kept"))
    assert asyncio.run(ask(site, Client())).body == b"kept"


def test_an_error_of_the_application_is_a_500_that_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def application(environ: Any, start_response: Any) -> Any:
        raise ValueError("secret")

    client = asyncio.run(ask(gateway(application), Client(path="/x")))
    assert client.status == 500
    assert b"secret" not in client.body
    assert "Server error at /x" in caplog.text


def test_a_file_is_sent_whether_a_body_that_nobody_asked_for_comes_or_not() -> None:
    part = {"type": "http.request", "body": b"x", "more_body": True}
    for events in ([], [part], [part, part, NOTHING]):
        site = gateway(answering(Streaming([CHUNK] * 3, holds_its_thread=True)))
        client = asyncio.run(ask(site, Client(query="format=csv", events=events)))
        assert (len(client.body), client.whole) == (3 * len(CHUNK), True)
