"""Cursors: where a page begins. The client gets one and sends it back unchanged.

A cursor is a JSON array in URL-safe base64: a hash of the request's parameters, then the parts that say where the page
begins, for example ``["28e6bc2c7359r12", 0, ["14", "…"]]``: behind the hash stands the revision of the page that it was made for, so that no
server answers with an earlier one (``rest.http.seen``). It is not signed, so every part is checked when it comes back:
anything that is not written like this is a 400.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from django.core.exceptions import ValidationError

from rest.http.problems import BadParameters, Wrong

T = TypeVar("T")


def write_cursor(mark: str, *parts: Any, revision: int) -> str:
    """``revision``: that of the answer; 0 where it is of none."""
    return (
        base64.urlsafe_b64encode(orjson.dumps([f"{mark}r{revision}" if revision else mark, *parts]))
        .decode()
        .rstrip("=")
    )


def read_cursor(cursor: str, *, mark: str, read: Callable[..., T]) -> T:
    """Return what ``read`` makes of the parts of a cursor.

    ``read`` takes as many arguments as the cursor has parts, and raises ValueError, TypeError, ArithmeticError or
    ValidationError for a part that is wrong. Raises BadParameters for that, for text that is no cursor, and for a cursor
    that was made for other parameters.
    """
    try:
        written = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        written = None
    if type(written) is not list or not written or type(written[0]) is not str:
        raise _no_cursor(cursor)
    if written[0].partition("r")[0] != mark:
        message = "this cursor was made for other parameters: start again without it"
        raise BadParameters(Wrong("cursor", cursor, message))
    try:
        return read(*written[1:])
    except (ValueError, TypeError, ArithmeticError, ValidationError):
        raise _no_cursor(cursor) from None


def _no_cursor(cursor: str) -> BadParameters:
    message = "not a cursor of this list: copy it unchanged from next or previous"
    return BadParameters(Wrong("cursor", cursor, message))


# Compared by type(): isinstance would take true for a whole number.


def as_whole(part: Any, *, below: int = 2**31) -> int:
    """A whole number from 0; raises ValueError for anything else."""
    if type(part) is not int or not 0 <= part < below:
        raise ValueError(part)
    return part


def as_text(part: Any) -> str:
    """A text that PostgreSQL can compare with; raises ValueError for anything else."""
    if type(part) is not str or "\x00" in part:
        raise ValueError(part)
    return part


def as_direction(part: Any) -> bool:
    """Whether the page runs backward, from 0 or 1; raises ValueError for anything else."""
    return bool(as_whole(part, below=2))
