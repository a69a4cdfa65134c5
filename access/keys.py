"""`plan_Jm2v…` becomes the holder of that key, without a statement for each request.

A process keeps the keys in force, read anew every few seconds. A revoked key is therefore good for `FRESH` seconds
more at most. A key that is not among them may have been made since: it has them read anew too, once in `AGAIN` seconds
at most, however many wrong keys are tried.
"""

import time
from dataclasses import dataclass

from access.models import digest_of, keys_in_force

FRESH = 10.0
AGAIN = 1.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a request is: a key's number, its own limit where it has one, and its name."""

    pk: int
    limit: int | None
    name: str


class KeyRing:
    """The keys in force, as known to this process."""

    def __init__(self) -> None:
        self._holders: dict[str, Holder] = {}
        self._read_at = float("-inf")

    def holder_of(self, key: str) -> Holder | None:
        """The holder of a key, or None for one that is not in force; raises what the database raises."""
        digest = digest_of(key)
        if (age := time.monotonic() - self._read_at) > FRESH or (age > AGAIN and digest not in self._holders):
            rows = keys_in_force().order_by().values_list("sha256", "pk", "limit", "name")
            self._holders = {sha256: Holder(*holder) for sha256, *holder in rows}
            self._read_at = time.monotonic()
        return self._holders.get(digest)
