"""The clients of SDMX, JSON-stat and CSL on a server: ``make data-tools``. They come in an environment of their own, and not in the lock."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import ROOT
from tests.serving import serving

BESIDE = Path(__file__).parent
BIN = ROOT / ".venv" / "bin"
PACKAGES = ("jsonstat-toolkit@2.2.2", "sdmx-json-parser@0.3.1")


@pytest.mark.skipif("DATA_TOOLS" not in os.environ, reason="it fetches packages: make data-tools")
def test_every_client_reads_what_is_served(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VIRTUAL_ENV")}
    environment["PATH"] = f"{BIN}:{environment['PATH']}"
    script = tmp_path / "open_statistics.mjs"
    script.write_bytes((BESIDE / script.name).read_bytes())
    subprocess.run(["npm", "install", "--silent", "--no-save", *PACKAGES], cwd=tmp_path, env=environment, check=True)
    (folder := tmp_path / "server").mkdir()
    with serving(django_db_blocker, folder) as address:
        python = ["uv", "run", "--quiet", "--script", str(BESIDE / "open_statistics.py"), address, str(tmp_path)]
        for command in (python, ["node", str(script), address]):
            ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
            sys.stdout.write(ran.stdout)
            assert ran.returncode == 0, ran.stdout
