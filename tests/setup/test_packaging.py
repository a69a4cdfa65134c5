"""Locks, Makefile and containers: what somebody who starts with a fresh copy leans on."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from planapi.env import READERS

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_no_path(lock: Path) -> None:
    text = lock.read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ file|(?<!\S)/\w", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_one_version_and_its_hashes(lock: Path) -> None:
    entries = [entry for entry in re.split(r"\n(?=\S)", lock.read_text()) if not entry.startswith("#")]
    assert len(entries) > 30
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_what_is_tested_is_what_runs() -> None:
    pins = [
        set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("run.txt", "dev.txt")
    ]
    assert pins[0] <= pins[1]


def test_make_alone_prints_every_target() -> None:
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^\.PHONY: (.+)", (ROOT / "Makefile").read_text(), re.MULTILINE)[0].split()
    assert re.findall(r"^  make (\S+)", printed, re.MULTILINE) == targets


def test_make_says_what_is_missing_where_no_python_is_new_enough(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = subprocess.run(
        ["make", ".venv/bin/python", f"BASE_PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "No Python 3.11 or newer was found" in made.stderr


def test_make_says_what_is_missing_where_python_has_no_venv(tmp_path: Path) -> None:
    lame = tmp_path / "python3"
    lame.write_text('#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\n')
    lame.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    made = subprocess.run(
        ["make", ".venv/bin/python", f"BASE_PYTHON={lame}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert made.returncode != 0
    assert "without the venv and ensurepip modules" in made.stderr


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.mark.parametrize("service", ["db", "broker", "api", "worker"])
def test_every_service_tells_its_health(compose: dict[str, Any], service: str) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "healthcheck" in compose["services"][service] or (
        "build" in compose["services"][service] and "HEALTHCHECK" in dockerfile
    )


def test_services_are_given_settings_that_exist(compose: dict[str, Any]) -> None:
    assert set(compose["x-site"]["environment"]) <= {name.upper() for name in READERS}


def test_the_image_does_not_run_as_root() -> None:
    assert re.search(r"^USER planapi$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_docker_compose_accepts_the_file() -> None:
    for client in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(client[0])
            and not subprocess.run([*client, "version"], capture_output=True, check=False).returncode
        ):
            break
    else:
        pytest.skip("no client of docker compose on this machine")
    done = subprocess.run([*client, "config", "--quiet"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
