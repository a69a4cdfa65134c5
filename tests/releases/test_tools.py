"""The tools that people open data with, on a release of a server: ``make release-tools``. They come in an environment of their own, and not in the lock."""

import os
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import ROOT
from tests.serving import serving

SCRIPT = Path(__file__).with_name("open_by_url.py")


@pytest.mark.skipif("RELEASE_TOOLS" not in os.environ, reason="it fetches packages: make release-tools")
def test_every_tool_opens_it_by_its_address(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    with serving(django_db_blocker, tmp_path) as address:
        base = f"{address}/releases/latest/"
        for path in ("", "ndjson/observations.ndjson"):
            until = time.monotonic() + 120
            while urllib.request.urlopen(base + path).status == 202:
                assert time.monotonic() < until
                time.sleep(1)
        zipped, _ = urllib.request.urlretrieve(f"{address}/releases/latest", tmp_path / "release.zip")
        with zipfile.ZipFile(zipped) as archive:
            archive.extractall(tmp_path / "unpacked")
        command = [
            str(ROOT / ".venv" / "bin" / "uv"),
            "run",
            "--quiet",
            "--script",
            str(SCRIPT),
            base,
            str(tmp_path / "unpacked"),
        ]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")}
        ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    sys.stdout.write(ran.stdout)
    assert ran.returncode == 0, ran.stdout
