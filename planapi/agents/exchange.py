"""One message and its answer, by the library's own HTTP: it speaks ASGI, and the site is threads.

An event loop runs for the length of one request, in a thread of its own; what asks the database runs in the thread of the request, as everywhere else
here, by the same connection (asgiref does both).
"""

from functools import cache
from typing import Any

import anyio
from asgiref.sync import async_to_sync
from mcp.server.lowlevel.server import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from planapi.agents.asking import Asking
from planapi.agents.server import ASKING, server

AsgiHeaders = list[tuple[bytes, bytes]]


def exchange(headers: AsgiHeaders, body: bytes, asking: Asking) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers and the body of the answer to a message."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/mcp",
        "raw_path": b"/mcp",
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "server": None,
        "client": None,
        ASKING: asking,
    }
    return async_to_sync(_exchanged)(scope, body)


@cache
def _server() -> Server[Any]:
    return server()


async def _exchanged(scope: dict[str, Any], body: bytes) -> tuple[int, dict[str, str], bytes]:
    told: dict[str, Any] = {}
    chunks: list[bytes] = []
    arrived = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not arrived:
            await anyio.sleep_forever()  # the client stays until it has its answer
        return arrived.pop()

    async def send(event: Any) -> None:
        if event["type"] == "http.response.start":
            told.update(event)
        else:
            chunks.append(event.get("body", b""))

    manager = StreamableHTTPSessionManager(_server(), json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(scope, receive, send)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in told["headers"]}
    return told["status"], headers, b"".join(chunks)
