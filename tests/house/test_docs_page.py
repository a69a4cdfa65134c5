"""What shows the docs page is what its makers published, whole, and with its licence."""

import gzip
import hashlib
import re
from typing import Any

import pytest
from django.test import Client

from tests.seeds import ROOT

FOLDER = ROOT / "planapi" / "static" / "docs" / "elements"
DECISION = (ROOT / "docs" / "decisions" / "0032-docs-page.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["web-components.min.js", "styles.min.css"])
def test_the_files_are_those_that_the_decision_names(name: str) -> None:
    content = gzip.decompress((FOLDER / f"{name}.gz").read_bytes())
    told = re.search(rf"`{re.escape(name)}`[^`]*`([0-9a-f]{{64}})`", DECISION)
    assert told is not None
    assert hashlib.sha256(content).hexdigest() == told[1]


def test_the_licences_are_with_them() -> None:
    assert "Apache License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "MIT" in (FOLDER / "web-components.min.js.LICENSE.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kind"), [("web-components.min.js", "text/javascript"), ("styles.min.css", "text/css")]
)
def test_a_packed_file_goes_out_as_what_it_is(client: Client, name: str, kind: str) -> None:
    answer: Any = client.get(f"/static/docs/elements/{name}.gz")
    assert (answer.status_code, answer["Content-Encoding"]) == (200, "gzip")
    assert answer["Content-Type"].startswith(kind)
    sent = b"".join(answer.streaming_content)
    assert answer["Content-Length"] == str(len(sent))
    assert sent == (FOLDER / f"{name}.gz").read_bytes(), "packed once, and not once more"
