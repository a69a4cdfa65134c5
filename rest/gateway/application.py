"""The ASGI application that the server runs: it receives, asks the WSGI application in a thread, and sends.

What one request goes through::

    at hand?      ── /healthz, a kept answer: sent, and no thread is asked
    body          ── whole within its time, or 408; a large one from a client that may send it, and to a file
    thread        ── of `site`, or of `files` for what is sent while it is read; 503 where too many wait
    answer        ── in chunks that the client takes in time, or the connection is closed in the middle of it

An answer that breaks off has no last chunk (or fewer octets than its Content-Length), so no client takes it for whole.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import aclosing
from functools import partial
from http import HTTPStatus
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Any, Protocol

from rest.gateway.environ import Environ, environ_of
from rest.gateway.pace import Credit, seconds_for_body
from rest.gateway.pool import Pool, QueueFull
from rest.gateway.streams import CHUNK, Broken, Hops, Stream, Unsent, in_chunks

logger = logging.getLogger(__name__)

Headers = list[tuple[str, str]]
Send = Callable[[dict[str, Any]], Any]
Receive = Callable[[], Any]

BODIES = 128
BODIES_OF_ONE = 16
"""So many bodies are received at a time by one process, and of one client."""


class Recall(Protocol):
    """Gives an answer that is at hand, without waiting for anything; None where there is none."""

    def __call__(self, environ: Environ) -> tuple[str, Headers, bytes] | None: ...


class Refuse(Protocol):
    """Says a refusal in the site's words: its headers and its body."""

    def __call__(self, status: HTTPStatus, *, detail: str, environ: Environ) -> tuple[Headers, bytes]: ...


class FileOnDisk:
    """What ``wsgi.file_wrapper`` is here (PEP 3333): a file that goes out without a thread, where it has a path."""

    def __init__(self, file: Any, block_size: int = CHUNK) -> None:
        self.file = file
        self.block_size = max(block_size, CHUNK)
        name = getattr(file, "name", None)
        self.path = name if isinstance(name, str) and name.startswith("/") else None

    def __iter__(self) -> Iterator[bytes]:
        return iter(partial(self.file.read, self.block_size), b"")

    def close(self) -> None:
        self.file.close()


class Refused(Exception):
    """The request is answered by the gateway itself."""

    def __init__(self, status: HTTPStatus, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after = retry_after


class Gone(Exception):
    """The client has left."""


class Gateway:
    """``application`` is the WSGI application. ``client_of`` names whom a request is counted for. ``wants_file`` says whether a request may be for a
    file whose rows are read while it is sent; where it is wrong, such a file is only asked for twice. A body of more than ``most_body`` octets is received
    where ``most_of_body`` says so of its path, and ``may_send``, which is asked in a thread, of its sender; else the site refuses it unread."""

    def __init__(
        self,
        application: Any,
        *,
        recall: Recall,
        refuse: Refuse,
        client_of: Callable[[Environ], str],
        wants_file: Callable[[Environ], bool],
        threads: int,
        file_threads: int,
        most_body: int,
        most_of_body: Callable[[str], int] | None = None,
        may_send: Callable[[Environ], bool] = lambda environ: False,
    ) -> None:
        self.application = application
        self.recall = recall
        self.refuse = refuse
        self.wants_file = wants_file
        self.client_of = client_of
        self.threads = threads
        self.file_threads = file_threads
        self.most_body = most_body
        self.most_of_body = most_of_body or (lambda path: most_body)
        self.may_send = may_send
        self._pools: tuple[Pool, Pool] | None = None
        self._bodies: Counter[str] = Counter()
        self._unsent = Unsent()

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        environ = environ_of(scope)
        try:
            if (kept := self.recall(environ)) is not None:
                status, headers, body = kept
                await self._send_whole(send, environ, int(status[:3]), headers, body)
            else:
                await self._answer(environ, receive, send)
        except Gone:
            pass
        except Refused as refusal:
            await self._refuse(environ, send, refusal)
        except QueueFull as busy:
            detail = f"The server is overloaded. Try again in {busy.seconds} seconds."
            await self._refuse(environ, send, Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry_after=busy.seconds))
        except Broken as broken:
            # Part of the response was sent already, so the error can only be shown by closing the connection.
            logger.info("The response to %s was cut off: %s", environ["PATH_INFO"], broken)
        except Exception:
            logger.exception("Server error at %s", environ["PATH_INFO"])
            detail = "Something went wrong on our side; it has been logged."
            await self._refuse(environ, send, Refused(HTTPStatus.INTERNAL_SERVER_ERROR, detail))

    async def _answer(self, environ: Environ, receive: Receive, send: Send) -> None:
        client = self.client_of(environ)
        environ["wsgi.file_wrapper"] = FileOnDisk
        site, files = self._pools or self._start()
        length = self._length(environ)
        if length > self.most_body and not await site.submit(client, partial(self.may_send, environ)):
            length = 0
        if length > 0:
            environ["wsgi.input"] = await self._receive(receive, client, length)
        if self.wants_file(environ):
            answer = None
        else:
            answer = await site.submit(client, partial(self._ask, environ))
        if answer is None:
            answer = await self._ask_for_file(files, client, environ)
        environ["wsgi.input"].close()
        status, headers, body = answer
        if isinstance(body, bytes):
            await self._send_whole(send, environ, status, headers, body)
        elif isinstance(body, FileOnDisk) and body.path is not None:
            await send({"type": "http.response.start", "status": status, "headers": _octets(headers)})
            await send({"type": "http.response.pathsend", "path": body.path})
            body.close()
        else:
            if not isinstance(body, Stream):
                body = Hops(body, pool=site, client=client, unsent=self._unsent)
            await self._send_stream(receive, send, status, headers, body)

    # ── In a thread ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, environ: Environ, stream: Stream | None = None) -> tuple[int, Headers, Any] | None:
        """The site's answer: whole, or the chunks of one. Those of a file whose rows are being read must be made by the
        thread that began to read: into ``stream``; without one the answer is None, and nothing has been read."""
        told: list[Any] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> None:
            told[:] = status, headers

        body = self.application(environ, start_response)
        status, headers = int(told[0][:3]), told[1]
        if isinstance(body, FileOnDisk):
            return status, headers, body
        if not getattr(body, "streaming", False):
            try:
                return status, headers, b"".join(body)
            finally:
                if close := getattr(body, "close", None):
                    close()
        if not getattr(body, "holds_its_thread", False):
            return status, headers, body
        if stream is None:
            body.close()
            return None
        stream.begin(status, headers)
        stream.fill(in_chunks(body), close=body.close)
        return None

    # ── In the event loop ────────────────────────────────────────────────────────────────────────────────────────────

    def _start(self) -> tuple[Pool, Pool]:
        files = self.file_threads
        self._pools = (
            Pool("site", self.threads),
            Pool("files", files, each=max(1, files // 2), waiting=100, patience=60),
        )
        return self._pools

    def _length(self, environ: Environ) -> int:
        """The length of a body that is worth receiving; 0 for none, and for one that the site will refuse by its headers."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            return 0
        raw = environ.get("CONTENT_LENGTH", "")
        length = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 20 else 0
        return length if length <= self.most_of_body(environ["PATH_INFO"]) else 0

    async def _receive(self, receive: Receive, client: str, length: int) -> Any:
        """The body, as a file: one on the disk where it is large."""
        if self._bodies.total() >= BODIES or self._bodies[client] >= BODIES_OF_ONE:
            detail = "Too many bodies are being received at once. Send one after the other."
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry_after=5)
        self._bodies[client] += 1
        body: Any = SpooledTemporaryFile(self.most_body) if length > self.most_body else BytesIO()  # noqa: SIM115 closed when it has been read
        received = 0
        seconds = seconds_for_body(length)
        try:
            async with asyncio.timeout(seconds):
                more = True
                while more:
                    event = await receive()
                    if event["type"] == "http.disconnect":
                        raise self._cut(received, length)
                    received += body.write(event.get("body", b""))
                    more = event.get("more_body", False)
        except TimeoutError:
            detail = f"The body did not arrive: {received} of {length} bytes were received in {seconds:.0f} seconds."
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, detail) from None
        finally:
            if received != length:
                body.close()
            self._bodies[client] -= 1
            if not self._bodies[client]:
                del self._bodies[client]
        if received != length:
            raise self._cut(received, length)
        body.seek(0)
        return body

    def _cut(self, received: int, length: int) -> Refused:
        """Told although the client has most likely left: one that has only ended its own side still reads, and the server
        would tell it of an error of ours."""
        detail = f"The body ended after {received} of {length} octets."
        return Refused(HTTPStatus.BAD_REQUEST, detail)

    async def _ask_for_file(self, files: Pool, client: str, environ: Environ) -> tuple[int, Headers, Any]:
        stream = Stream(client=client, unsent=self._unsent)
        asked = files.submit(client, partial(self._ask, environ, stream))
        await asyncio.wait((asked, stream.begun), return_when=asyncio.FIRST_COMPLETED)
        if stream.begun.done():
            return (*stream.begun.result(), stream)
        answer = asked.result()
        assert answer is not None
        return answer

    async def _send_whole(self, send: Send, environ: Environ, status: int, headers: Headers, body: bytes) -> None:
        if len(body) <= CHUNK:
            await send({"type": "http.response.start", "status": status, "headers": _octets(headers)})
            await send({"type": "http.response.body", "body": body})
            return
        client = self.client_of(environ)
        if not self._unsent.fits(client, len(body)):
            detail = "Too many responses are waiting to be read. Read them before requesting more."
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, detail, retry_after=5)
        self._unsent.add(client, len(body))
        try:
            await send({"type": "http.response.start", "status": status, "headers": _octets(headers)})
            credit = Credit()
            for at in range(0, len(body), CHUNK):
                await _paced(send, body[at : at + CHUNK], credit, more=at + CHUNK < len(body))
        finally:
            self._unsent.add(client, -len(body))

    async def _send_stream(self, receive: Receive, send: Send, status: int, headers: Headers, stream: Stream) -> None:
        gone = asyncio.ensure_future(_left(receive))
        gone.add_done_callback(lambda _: stream.end())
        try:
            await send({"type": "http.response.start", "status": status, "headers": _octets(headers)})
            credit = Credit()
            async with aclosing(stream.chunks()) as chunks:
                async for chunk in chunks:
                    await _paced(send, chunk, credit, more=True)
            if gone.done():
                raise Gone
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            stream.end()

    async def _refuse(self, environ: Environ, send: Send, refusal: Refused) -> None:
        headers, body = self.refuse(refusal.status, detail=refusal.detail, environ=environ)
        if refusal.retry_after:
            headers.append(("Retry-After", str(refusal.retry_after)))
        if environ["SERVER_PROTOCOL"].startswith("HTTP/1"):
            headers.append(("Connection", "close"))
        await send({"type": "http.response.start", "status": refusal.status, "headers": _octets(headers)})
        await send({"type": "http.response.body", "body": body})


async def _left(receive: Receive) -> None:
    """Returns when the client has left. A body that nobody asked for is passed over, whether it comes or not."""
    while (await receive())["type"] == "http.request":
        pass


async def _paced(send: Send, chunk: bytes, credit: Credit, *, more: bool) -> None:
    began = time.monotonic()
    try:
        async with asyncio.timeout(max(credit.left, 0)):
            await send({"type": "http.response.body", "body": chunk, "more_body": more})
    except TimeoutError:
        raise Broken("the client read it too slowly") from None
    credit.spend(time.monotonic() - began, len(chunk))


def _octets(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
