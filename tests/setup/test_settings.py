"""Settings as a process sees them: each case starts `manage.py` with an environment of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planapi.env import READERS

ROOT = Path(__file__).parents[2]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_wrong_value_stops_the_start_without_a_traceback(tmp_path: Path) -> None:
    done = manage("check", DATA_DIR=str(tmp_path), PORT="many")
    assert done.returncode != 0
    assert "PORT: 'many' is not valid" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_with_a_database_of_its_own_must_have_a_key(tmp_path: Path) -> None:
    done = manage("check", DATA_DIR=str(tmp_path), DATABASE_URL="postgresql://u@db/plans")
    assert done.returncode != 0
    assert "SECRET_KEY must be set" in done.stderr


def test_the_key_of_a_machine_of_its_own_is_made_once_and_kept(tmp_path: Path) -> None:
    show = ("shell", "--no-imports", "--command", "from django.conf import settings; print(settings.SECRET_KEY)")
    first, second = (manage(*show, DATA_DIR=str(tmp_path)) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert len(first.stdout.strip()) > 50
    assert first.stdout == second.stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


PRODUCTION = {
    "DATABASE_WRITER_URL": "postgresql://w:kT4-x9Qw2Lz8@db/plans",
    "DATABASE_READER_URL": "postgresql://r:Vb7-m3Np5Rs1@db/plans",
    "BROKER_URL": "redis://broker:6379/0",
    "CACHE_URL": "redis://cache:6379/0",
    "VALKEY_PASSWORD": "Hd2-c8Jk4Tw6",
    "SECRET_KEY": "Jq2_mR7-xW9zL4vBtY6nK1sDpF3hG8cQeA5uT0iZoM7rX2wN9j",
    "ALLOWED_HOSTS": "plans.example.org",
    "HTTPS_ONLY": "true",
}


def deployed(folder: Path, **changed: str) -> str:
    """What ``check --deploy`` warns of, by the names of the warnings."""
    done = manage("check", "--deploy", "--fail-level", "ERROR", DATA_DIR=str(folder), **PRODUCTION | changed)
    assert done.returncode == 0, done.stderr
    # Subdomains and browsers' preload lists are for whoever owns the domain to decide.
    return " ".join(sorted(set(re.findall(r"(\w+\.W\d+)", done.stderr)) - {"security.W005", "security.W021"}))


def test_the_deployment_check_is_content(tmp_path: Path) -> None:
    assert deployed(tmp_path) == ""


@pytest.mark.parametrize("writer", [PRODUCTION["DATABASE_WRITER_URL"], ""])
def test_the_deployment_check_tells_who_knows_the_owner_s_password(writer: str, tmp_path: Path) -> None:
    owner = "postgresql://u:Rt5-w2Xz9Kp3@db/plans"
    assert deployed(tmp_path, DATABASE_URL=owner, DATABASE_WRITER_URL=writer) == "planapi.W006"


def test_the_deployment_check_tells_what_lets_others_in(tmp_path: Path) -> None:
    told = deployed(tmp_path, DATABASE_READER_URL="", VALKEY_PASSWORD="", ALLOWED_HOSTS="*", HTTPS_ONLY="", DEBUG="1")
    assert told.startswith("planapi.W002 planapi.W003 planapi.W004 security.W004")
    assert "security.W018" in told


@pytest.mark.parametrize("variable", [name.upper() for name in READERS])
def test_every_setting_is_documented(variable: str) -> None:
    assert f"| `{variable}` |" in (ROOT / "docs" / "settings.md").read_text()


def test_no_setting_is_documented_that_is_none() -> None:
    documented = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    chinese = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "zh" / "settings.md").read_text(), re.MULTILINE)
    assert chinese == documented
    assert documented == [name.upper() for name in READERS]
