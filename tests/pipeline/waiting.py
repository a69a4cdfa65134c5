"""Waiting for what another process does."""

import time
from collections.abc import Callable
from typing import Any

PATIENCE = 240
"""Seconds until a step that should take two has failed: a machine may have much else to do."""


def wait_for(what: str, ready: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := ready():
            return found
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {PATIENCE} s")
