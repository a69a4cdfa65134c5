"""An answer as a store that processes share holds it: octets, of which nothing is believed that was not written here.

::

    32 octets    their mark: a hash of all that follows, keyed with SECRET_KEY
    one line     {"key": "(12, …)", "etag": "W/\\"r12-…\\"", "headers": [["Content-Type", "application/json"], …]}
    the rest     the body

A record that was truncated, changed, or written by another site has another signature; one stored under a wrong name
has another key. Neither is an answer (``UnfitEntry``). It is data and nothing else: reading it can run nothing.
"""

import hmac
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any

import orjson
from django.conf import settings

from rest.http.caching import build

_MARK = 32

Key = tuple[str | int | bool | datetime | None, ...]


class UnfitEntry(ValueError):
    """What was found is no record of the answer that was looked for."""


def name_of(key: Key) -> str:
    """The name of an answer in the store: of this build of the software and these settings, since others may word it otherwise."""
    return f"planapi:{_site()}:{blake2b(ascii(key).encode(), digest_size=16).hexdigest()}"


def write(key: Key, etag: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    """The record of an answer."""
    rest = orjson.dumps({"key": ascii(key), "etag": etag, "headers": headers}) + b"\n" + body
    return _mark(rest) + rest


def read(key: Key, record: Any) -> tuple[str, list[tuple[str, str]], bytes]:
    """Mark, headers and body of the answer to this question; raises UnfitEntry for what is no record of it."""
    if not isinstance(record, bytes):
        raise UnfitEntry("it is no octets")
    mark, rest = record[:_MARK], memoryview(record)[_MARK:]
    if not hmac.compare_digest(mark, _mark(rest)):
        raise UnfitEntry("it was not written by this site, or not whole")
    end = record.index(b"\n", _MARK)
    fields = orjson.loads(record[_MARK:end])
    if fields["key"] != ascii(key):
        raise UnfitEntry("it answers another question")
    return fields["etag"], [(name, value) for name, value in fields["headers"]], record[end + 1 :]


def _mark(octets: bytes | memoryview) -> bytes:
    return blake2b(octets, digest_size=_MARK, key=_secret(), person=b"kept answers").digest()


@cache
def _secret() -> bytes:
    return blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"kept answers").digest()


@cache
def _site() -> str:
    """A short hash of the software, and of the settings that an answer has headers by."""
    of_headers = ("CORS_ALLOW_ALL_ORIGINS", "CORS_ALLOWED_ORIGINS", "CORS_EXPOSE_HEADERS", "SECURE_HSTS_SECONDS")
    fields = [build(), *(getattr(settings, name) for name in of_headers)]
    return blake2b(orjson.dumps(fields), digest_size=8).hexdigest()
