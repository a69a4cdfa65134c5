"""docs/security.md and docs/licences.md say what is so."""

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from tests.house import licences
from tests.seeds import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_every_test_that_the_page_names_is_there(file: str, test: str) -> None:
    path = ROOT / file
    assert path.is_file(), file
    assert re.search(rf"^\s*def {test}\(", path.read_text(encoding="utf-8"), re.MULTILINE), f"{file} has no {test}"


def test_every_risk_has_a_test() -> None:
    rows = re.findall(r"^\| (API\d+) .*$", PAGE, re.MULTILINE)
    assert rows == [f"API{number}" for number in range(1, 11)]
    for line in PAGE.splitlines():
        if line.startswith("| API"):
            assert "::" in line.rpartition(" | ")[2], line[:60]


@pytest.mark.parametrize("name", licences.pinned())
def test_the_licence_of_every_package_is_listed(name: str) -> None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # of another system
    told = licences.licence_of(found)
    assert told != "not stated", name
    assert f"| {name} | {told} |\n" in licences.PAGE.read_text(encoding="utf-8"), "run make licences"
