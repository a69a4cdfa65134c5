"""Every example in a docstring gives what it says that it gives."""

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

import access
import bench
import districts
import history
import indicators
import planapi
import projects
import rest
import text


def modules_of(package: ModuleType) -> list[str]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    # the server's application, and what stands in another environment
    left_out = (".wsgi", ".asgi", ".celery", ".migrations", ".rivals", ".__main__", ".servers")
    return [one.name for one in found if not any(part in one.name for part in left_out)]


EXAMPLES = [
    pytest.param(example, id=example.name)
    for package in (text, rest, history, access, districts, indicators, projects, planapi, bench)
    for name in modules_of(package)
    for example in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name))
    if example.examples
]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 30


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_true(example: doctest.DocTest) -> None:
    told: list[str] = []
    found = doctest.DocTestRunner(verbose=False).run(example, out=told.append)
    assert not found.failed, "".join(told)
