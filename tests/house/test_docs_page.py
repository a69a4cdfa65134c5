"""What shows the docs page is what its makers published, whole, and with its licence."""

import gzip
import hashlib
import re

import pytest

from tests.seeds import ROOT

FOLDER = ROOT / "planapi" / "static" / "docs" / "elements"
DECISION = (ROOT / "docs" / "decisions" / "0032-docs-page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["web-components.min.js", "styles.min.css"])
def test_the_files_are_those_that_the_decision_names(name: str) -> None:
    content = (FOLDER / name).read_bytes()
    told = re.search(rf"`{re.escape(name)}`[^`]*`([0-9a-f]{{64}})`", DECISION)
    assert told is not None
    assert hashlib.sha256(content).hexdigest() == told[1]
    assert gzip.decompress((FOLDER / f"{name}.gz").read_bytes()) == content


def test_the_licences_are_with_them() -> None:
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "MIT" in (FOLDER / "web-components.min.js.LICENSE.txt").read_text(encoding="utf-8")
