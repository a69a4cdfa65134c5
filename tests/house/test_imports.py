"""Imports run one way: the contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.seeds import ROOT


def test_the_import_contracts_are_kept() -> None:
    """In a process of its own: import-linter sets up logging for all of the one that it runs in."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
