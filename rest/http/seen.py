"""The newest revision that a client is known to have seen: it says so by what it sends back of an earlier answer.

=====================  ==========================================================
``If-None-Match``      the ETag of an answer: ``W/"r12-5f0c…"``
``X-Revision``         the header of an answer, where the client repeats it
``cursor=``            a page of a list that began in some revision
``revision=``          as of a revision; so ``since=`` and ``until=`` of changes
=====================  ==========================================================

Where there are copies of the database, none is asked that does not have it yet (``history.servers``).
"""

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

_OF_ETAG = re.compile(r'"r([0-9]{1,9})-')
_OF_CURSOR = re.compile(r"[0-9a-f]+r([0-9]{1,9})")
_OF_PATH = re.compile(r"/(?:api/v1/)?(?:revisions|releases)/r?([0-9]{1,9})(?:/|$)")
_NUMBER = re.compile(r"[0-9]{1,9}")
_NAMES = ("revision", "since", "until")
_WORDS = ("cursor=", *(f"{name}=" for name in _NAMES))


def revision_seen(environ: Mapping[str, Any]) -> int:
    """0 where it says nothing.

    >>> revision_seen({"PATH_INFO": "/api/v1/parks/", "QUERY_STRING": "revision=7", "HTTP_IF_NONE_MATCH": 'W/"r12-5f0c"'})
    12
    """
    seen = 0
    if (etags := environ.get("HTTP_IF_NONE_MATCH")) is not None:
        seen = max(map(int, _OF_ETAG.findall(etags)), default=0)
    if (header := environ.get("HTTP_X_REVISION")) is not None and _NUMBER.fullmatch(header):
        seen = max(seen, int(header))
    query = environ.get("QUERY_STRING", "")
    if query and any(word in query for word in _WORDS):
        seen = max(seen, _of_query(query))
    if found := _OF_PATH.match(environ["PATH_INFO"]):
        seen = max(seen, int(found[1]))
    return seen


def _of_query(query: str) -> int:
    seen = 0
    for name, value in parse_qsl(query):
        if name == "cursor":
            seen = max(seen, _of_cursor(value))
        elif name in _NAMES and _NUMBER.fullmatch(value):
            seen = max(seen, int(value))
    return seen


def _of_cursor(cursor: str) -> int:
    """A cursor begins with the mark of its list, and the revision that it was made in (``rest.cursors``)."""
    try:
        written = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        return 0  # The site refuses it.
    first = written[0] if type(written) is list and written else None
    found = _OF_CURSOR.fullmatch(first) if type(first) is str else None
    return int(found[1]) if found else 0
