"""The client and the small world of the API's tests."""

from tests.api.conftest import api_client, empty, get, world

__all__ = ["api_client", "empty", "get", "world"]
