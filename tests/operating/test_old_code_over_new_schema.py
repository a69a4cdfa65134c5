"""While a new version is rolled out, processes of the one before it go on, over the migrated database: they read, ingest and make keys.

The version before is the code as it was before the newest migration came in, from the history of the repository; and as it was before keys had rights, the
last time that a table which the site itself writes to got a column.
"""

import json
import os
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField

from tests import databases
from tests.seeds import FILES, ROOT, SEEDS

ASKED = (
    "/readyz",
    "/api/v1/districts/",
    "/api/v1/observations/?page_size=20",
    "/api/v1/targets/?district=120102",
    "/api/v1/projects/?revision=3",
    "/api/v1/compare/?indicator=gdp-growth",
    "/api/v1/progress/?district=120102",
    "/api/v1/changes/?since=1",
    "/api/v1/search/?q=养老",
)
ASK = """
import json
from django.test import Client
print("answers", json.dumps([(path, Client(SERVER_NAME="127.0.0.1").get(path).status_code) for path in %r]))
"""


def git(*arguments: str) -> bytes:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"no history of the repository here: git {arguments[0]}")
    return done.stdout


NO_LONGER_NEEDED = ("drf_spectacular_sidecar",)
"""Packages with files that the version before serves and nothing here asks for; they need not be installed for it."""


def _migrations(commit: str) -> set[str]:
    names = git("ls-tree", "-r", "--name-only", commit).decode().splitlines()
    return {name for name in names if "/migrations/0" in name}


@pytest.fixture(scope="module", params=[":(glob)**/migrations/[0-9]*.py", "access/migrations/0002_rights.py"])
def before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code as it was before the newest migration, and as it was before that one."""
    commits = git("log", "--first-parent", "--format=%H", "--", request.param).decode().split()
    # While work goes on, a migration may get another number: what knows it by the old one was never a version.
    newest = next((one for one in commits if _migrations(f"{one}^") <= _migrations("HEAD")), None)
    if newest is None:
        pytest.skip("no history of the repository here")
    folder = tmp_path_factory.mktemp("before")
    for package in NO_LONGER_NEEDED:
        (folder / package).mkdir()
        (folder / package / "__init__.py").touch()
    with tarfile.open(fileobj=BytesIO(git("archive", f"{newest}^"))) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="data")
        else:  # Python before 3.11.4
            archive.extractall(folder)
    return folder


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: Any) -> str:
    """A database of the newest schema, with the seeds in it, which the test may write to."""
    with django_db_blocker.unblock():
        name = databases.another("seeds")
        known = connection.get_connection_params()
    return f"postgresql://{known['user']}@/{name}?host={known['host']}&port={known['port']}"


def test_the_version_before_reads_ingests_and_makes_keys(before: Path, database: str, tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "planapi.settings",
        "DATABASE_URL": database,
        "SECRET_KEY": "of a process of the version before this",
        "DATA_DIR": str(tmp_path),
    }
    report = str(SEEDS / FILES["hedong_report"])
    commands = (
        ("ingest", "--force", report),
        ("api_key", "make", "A desk"),
        ("shell", "--no-imports", "--command", ASK % (ASKED,)),
    )
    said = ""
    for command in commands:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=before, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        said = done.stdout
    answers = json.loads(said.partition("answers")[2])
    assert answers == [[path, 200] for path in ASKED]


# Of before there was this rule.
WITHOUT_A_DEFAULT = {
    *(
        "districts.document.findings",
        "districts.document.reading_state",
        "districts.ingestrun.error",
        "districts.ingestrun.findings",
    ),
    *(
        "districts.document.media_type",
        "districts.document.omitted",
        "districts.document.places",
        "access.apikey.rights",
    ),
}


def test_a_column_that_is_added_is_empty_or_has_a_default_of_the_database() -> None:
    """Old code names no such column when it adds a row, and Django's own defaults are of the new code."""
    found = {
        f"{app}.{operation.model_name_lower}.{operation.name}"
        for (app, _), migration in MigrationLoader(None).disk_migrations.items()
        if (ROOT / app).is_dir() or (ROOT / "planapi" / app).is_dir()
        for operation in migration.operations
        if isinstance(operation, AddField) and not operation.field.null and not operation.field.has_db_default()
    }
    assert found == WITHOUT_A_DEFAULT
