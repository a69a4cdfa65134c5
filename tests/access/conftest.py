"""Clients whose requests are counted, in a table of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rest_framework.test import APIClient

Start = Callable[..., APIClient]


@pytest.fixture
def start(settings: Any, tmp_path: Path) -> Start:
    """``start(RATE_LIMIT=3)`` is a client of a process that has just been started with these settings."""
    settings.RATE_LIMIT_TABLE = tmp_path / "rate_limits"

    def client(**changed: Any) -> APIClient:
        for name, value in changed.items():
            setattr(settings, name, value)
        return APIClient()

    return client


@pytest.fixture(autouse=True)
def minute(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the counts: it stands still at twenty seconds past a minute, and can be set."""
    now = [1_800_000_020.0]
    monkeypatch.setattr("access.counting.time.time", lambda: now[0])
    return now


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock that answers are timed by: it stands still, so that each counts as one, and can be moved on."""
    now = [0.0]
    monkeypatch.setattr("access.limits.perf_counter", lambda: now[0])
    return now
