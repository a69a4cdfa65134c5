"""How slowly a client may send and read before it is disconnected.

A body of 1 MiB has 10 + 1048576 / 16384 = 74 seconds to arrive. A reader has 20 seconds for each chunk, and falls behind for good when it takes less than
16 KiB a second for longer than it has credit: 20 seconds at most, earned back by reading faster.
"""

from dataclasses import dataclass, field

LEAST_RATE = 16_384
"""Octets a second."""

BODY_GRACE = 10.0
READING_GRACE = 20.0
"""Seconds."""


def seconds_for_body(length: int) -> float:
    """How long a body of so many octets may take to arrive.

    >>> seconds_for_body(0), seconds_for_body(163_840)
    (10.0, 20.0)
    """
    return BODY_GRACE + length / LEAST_RATE


@dataclass(slots=True)
class Credit:
    """The seconds for which a reader may still keep us waiting.

    >>> credit = Credit()
    >>> credit.spend(15.0, 16_384)  # 15 seconds for what may take one
    >>> credit.left
    6.0
    """

    left: float = field(default_factory=lambda: READING_GRACE)

    def spend(self, waited: float, octets: int) -> None:
        """Count what a chunk of so many octets took, in seconds."""
        self.left = min(READING_GRACE, self.left - waited + octets / LEAST_RATE)
