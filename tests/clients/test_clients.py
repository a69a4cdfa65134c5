"""Clients that are made of the schema alone pass their type checker, and a journalist's session by each runs against the site as it is served.

TypeScript: openapi-typescript and openapi-fetch, by the Node that comes with the development requirements and the packages that
``make clients`` installs. Where npm can't have them the test is skipped; not so in CI, where that is an error.
Python: openapi-python-client, of the development requirements themselves.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import ROOT
from tests.serving import serving

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PACKAGES = HERE / "typescript" / "node_modules"

SCHEMA = "/api/v1/schema/"
FOUND: dict[str, Any] = {
    "code": "120102",
    "documents": ["120102-plan-2021", "120102-report-2023"],
    "value": 155,
    "quoted": True,
    "hits": 5,
}
"""What both sessions find; 国家高新技术企业 of 河东区 are 110 in 2020 and 155 in 2022."""


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(django_db_blocker, tmp_path_factory.mktemp("site")) as address:
        yield address


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints; it must not fail."""
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def holds(found: dict[str, Any]) -> None:
    assert {name: found[name] for name in FOUND} == FOUND
    assert len(set(found["rows"])) == found["count"] == len(found["rows"]) > 2, "by cursor every row came, and once"
    assert [cell[0] for cell in found["cells"]] == ["120101", "120102", "120105"]
    assert ["comparable", 110] in [cell[1:] for cell in found["cells"] if cell[0] == "120102"]
    assert "155" in found["evidence"]
    assert "achieved" in [status for _, status in found["progress"]]
    assert found["verdict"] == "supported"
    assert found["problem"]["status"] == 400


@pytest.mark.skipif(
    not PACKAGES.exists() and not os.environ.get("CI"),
    reason="no npm packages on this machine: `make clients` installs them",
)
def test_typescript(site: str, tmp_path: Path) -> None:
    assert PACKAGES.exists(), "`make clients` could not install the npm packages"
    for name in ("session.ts", "tsconfig.json", "package.json"):
        shutil.copy(HERE / "typescript" / name, tmp_path)
    (tmp_path / "node_modules").symlink_to(PACKAGES)
    run(BIN / "node", PACKAGES / "openapi-typescript/bin/cli.js", site + SCHEMA, "-o", "schema.d.ts", folder=tmp_path)
    run(BIN / "node", PACKAGES / "typescript/bin/tsc", "-p", ".", folder=tmp_path)
    found = json.loads(run(BIN / "node", "session.ts", site, folder=tmp_path))
    holds(found)
    assert found["problem"] == {"status": 400, "nearest": "actual", "allowed": ["actual", "estimate", "target"]}


def test_python(site: str, tmp_path: Path) -> None:
    generator = BIN / "openapi-python-client"
    told = run(
        generator, "generate", "--url", site + SCHEMA, "--output-path", "plan_client", "--meta", "none", folder=tmp_path
    )
    assert "unable to parse" not in told.lower(), told
    shutil.copy(HERE / "python" / "session.py", tmp_path)
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"include": ["session.py"], "typeCheckingMode": "standard"})
    )
    run(BIN / "basedpyright", "--pythonpath", sys.executable, folder=tmp_path)
    found = json.loads(run(sys.executable, "session.py", site, folder=tmp_path))
    holds(found)
    assert found["problem"] == {"status": 400, "nearest": "120102"}


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((HERE / "typescript" / "package-lock.json").read_text())
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert package.get("integrity") or not name, name
    assert (ROOT / ".gitignore").read_text().count("node_modules/") == 1
