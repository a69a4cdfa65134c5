"""What is worked out once and kept, up to so many octets: whatever an anonymous request can add to is bounded by its size, and not by its number.

An entry is counted with its key, since a key can be as long as a request makes it. Those that were not asked for the longest go first.
"""

import sys
import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

ENTRY = 250
"""Octets that an entry takes besides its key and its value: its place in the table and in the order."""

_PLAIN = frozenset((str, bytes, int, float, bool, Decimal))


def octets(value: Any) -> int:
    """About how many octets of memory a value takes, with all that is in it.

    Counted are text, octets, numbers, collections and dataclasses of these. What is something else (a class, a field of a model) is there anyway.

    >>> octets("a" * 1000) - octets("")
    1000
    """
    if value is None:
        return 0
    match value:
        case tuple() | list() | set() | frozenset():
            # Without a call for what is plain: it is nearly all, and counted for every answer that is kept.
            inner = [sys.getsizeof(one) if type(one) in _PLAIN else octets(one) for one in value]
            return sys.getsizeof(value) + sum(inner)
        case str() | bytes() | int() | float() | Decimal():
            return sys.getsizeof(value)
        case Mapping():
            return sys.getsizeof(value) + sum(octets(name) + octets(one) for name, one in value.items())
        case _ if is_dataclass(value) and not isinstance(value, type):
            return sys.getsizeof(value) + sum(octets(getattr(value, one.name)) for one in fields(value))
        case _:
            return 0


class Bounded(Generic[K, V]):
    """Values by their keys, up to ``most`` octets (``octets``). ``size`` is what they take now. Safe among threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._held)

    def get(self, key: K) -> V | None:
        with self._lock:
            if (held := self._held.get(key)) is None:
                return None
            self._held.move_to_end(key)
            return held[0]

    def put(self, key: K, value: V) -> None:
        """Keep a value; one that would take more than all may is not kept."""
        if not self.most:
            return
        size = octets(key) + octets(value) + ENTRY
        with self._lock:
            if (before := self._held.pop(key, None)) is not None:
                self.size -= before[1]
            if size > self.most:
                return
            self._held[key] = value, size
            self.size += size
            while self.size > self.most:
                self.size -= self._held.popitem(last=False)[1][1]
