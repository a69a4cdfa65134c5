"""Which of the media types that an address has the client gets: ``Accept`` as RFC 9110 has it.

``text/html, */*;q=0.8`` takes the first that there is; ``application/json;q=0.1, text/csv`` takes CSV. Parameters other
than ``q`` (``application/json; charset=utf-8``) say nothing here, where each type comes in one way only.
"""

from collections.abc import Iterable
from functools import lru_cache

_OF_ERRORS = ("application", "problem+json")

_USUAL = 500
"""Octets of a header up to which its answer is remembered: browsers send some 150."""


def accepted(header: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that is liked best, or None where none is taken at all.

    >>> accepted("text/html, */*;q=0.8", ("application/json", "text/csv"))
    'application/json'
    >>> accepted("text/*, application/json;q=0.5", ("application/json", "text/csv"))
    'text/csv'
    >>> accepted("application/problem+json", ("application/json", "text/csv"))
    'application/json'
    """
    return (_accepted if len(header) <= _USUAL else _accepted.__wrapped__)(header, offered)


@lru_cache(1024)
def _accepted(header: str, offered: tuple[str, ...]) -> str | None:
    ranges = [_range(part) for part in header.lower().split(",") if part.strip()]
    # Whoever names the type of an error says nothing of the answer; alone, it is as if nothing were named.
    ranges = [one for one in ranges if one[:2] != _OF_ERRORS] or [("*", "*", 1.0)]
    best, best_rank = None, (0.0, -1)
    for media_type in offered:
        main, _, sub = media_type.partition("/")
        fitting = [
            ((asked_main != "*") + (asked_sub != "*"), quality)
            for asked_main, asked_sub, quality in ranges
            if asked_main in {main, "*"} and asked_sub in {sub, "*"}
        ]
        if fitting:
            # The most specific range speaks for a type; of types liked as much, one that is named goes first.
            specific, quality = max(fitting)
            if quality > 0 and (quality, specific) > best_rank:
                best, best_rank = media_type, (quality, specific)
    return best


def _range(part: str) -> tuple[str, str, float]:
    """``text/csv;q=0.5`` in its three parts."""
    media_type, *parameters = (piece.strip() for piece in part.split(";"))
    main, _, sub = media_type.partition("/")
    return main, sub, quality_of(parameters)


def quality_of(parameters: Iterable[str]) -> float:
    """How much of 1 something is liked that has these parameters.

    >>> quality_of([]), quality_of(["charset=utf-8", "q=0.5"])
    (1.0, 0.5)
    """
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0  # Not a number: treat the media type as not acceptable.
    return quality
