"""A client of the API."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

Get = Callable[..., Any]


@pytest.fixture
def api_client() -> APIClient:
    return APIClient()


@pytest.fixture
def get(api_client: APIClient) -> Get:
    """``get("parks", kind="incubator")`` is the JSON of the list; ``status=400`` for a request that must fail so."""

    def ask(path: str, *, status: int = 200, **parameters: Any) -> Any:
        address = path if path.startswith("/") else f"/api/v1/{path}/"
        response = api_client.get(address, parameters)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return ask
