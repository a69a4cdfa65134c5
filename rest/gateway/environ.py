"""An ASGI scope becomes a WSGI environ (PEP 3333).

Two things are stricter than servers usually are. A header whose name has an underscore is left out: ``X_Forwarded_For`` would come out under the name of
``X-Forwarded-For``, which a proxy vouches for. And the path is that of the octets as they came, not of text that was decoded with replacements.
"""

import sys
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]

_FIXED: Environ = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "planapi",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
_NAMES: dict[bytes, str] = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
"""The WSGI names of the headers seen so far; only the ordinary ones are remembered."""

_MOST_NAMES = 200


def environ_of(scope: Any) -> Environ:
    """The environ of a request whose body is still to come: ``wsgi.input`` is empty."""
    host, port = scope["server"] or ("localhost", "80")
    environ = _FIXED | {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(),
    }
    for name, raw in scope["headers"]:
        if (key := _NAMES.get(name) or _name_of(name)) is None:
            continue
        value = raw.decode("latin-1")
        if (before := environ.get(key)) is not None:
            # Cookies are divided otherwise (RFC 9113, 8.2.3); one length is enough, and two that differ are refused.
            value = f"{before}; {value}" if key == "HTTP_COOKIE" else f"{before},{value}"
        environ[key] = value
    return environ


def _name_of(name: bytes) -> str | None:
    if b"_" in name:
        return None
    key = f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"
    if len(_NAMES) < _MOST_NAMES and len(name) <= 40:
        _NAMES[name] = key
    return key
