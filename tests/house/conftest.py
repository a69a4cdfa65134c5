"""The client of the API's tests, and the option with which the docs are written anew."""

from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.api.conftest import api_client, get

__all__ = ["api_client", "get"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-docs", action="store_true", help="write the tables and the answers of the docs as they are now"
    )


@pytest.fixture(scope="session")
def update_docs(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-docs", default=False))


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema as the code generates it now."""
    return SchemaGenerator().get_schema(request=None, public=True)  # pyright: ignore[reportReturnType] it is a dict
