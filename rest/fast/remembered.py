"""What statements of the revision in force gave, for requests of the same revision: names and other small things that nearly every request asks for."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from history.revisions import State

V = TypeVar("V")


class Remembered:
    """Values by their keys, of one revision, the last ``most`` that were used. Safe among threads."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._revision: State | None = None
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, revision: State | None, key: Hashable, found: Callable[[], tuple[V, int | None]]) -> V:
        """The value of a key; asked for where it is not remembered. ``found`` gives it with the number of the revision that it is of, None where that is
        not known; ``revision`` is that of the request, None where nothing may be remembered."""
        if revision is None:
            return found()[0]
        with self._lock:
            if self._revision == revision and key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        value, seen = found()
        if seen == revision.number:
            with self._lock:
                if self._revision != revision:
                    self._revision = revision
                    self._held.clear()
                self._held[key] = value
                if len(self._held) > self.most:
                    self._held.popitem(last=False)
        return value
