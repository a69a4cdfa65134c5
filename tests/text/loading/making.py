"""Files for the tests of loaders, made by the programs that governments' web masters use: LibreOffice and Chromium."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

SOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

# Chromium as root in a container, asking nothing of the network.
_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def converted_by_libreoffice(data: bytes, *, ending: str, to: str) -> bytes:
    """A file (``ending``: html, docx …) as LibreOffice saves it in another format (``to``: pdf, docx, doc, xlsx …)."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / f"given.{ending}"
        given.write_bytes(data)
        # A profile of its own: two runs at the same time would otherwise wait for each other, and fail.
        command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        if ending == "html":
            command.append("--infilter=HTML (StarWriter)")
        made = subprocess.run(
            [*command, "--convert-to", to, "--outdir", folder + "/made", str(given)],
            check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": folder},
        )  # fmt: skip
        files = list((Path(folder) / "made").glob("given.*"))
        assert files, made.stderr.decode(errors="replace")
        return files[0].read_bytes()


def pdf_by_libreoffice(html_or_docx: bytes) -> bytes:
    """What LibreOffice prints of a web page or a Word file."""
    ending = "docx" if html_or_docx.startswith(b"PK") else "html"
    return converted_by_libreoffice(html_or_docx, ending=ending, to="pdf")


def pdf_by_chromium(html: str) -> bytes:
    """What Chromium prints of a web page, with heads and feet of its own, unless the page's margins leave no room for them."""
    assert CHROMIUM is not None
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        command = [CHROMIUM, *_QUIET, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return made.read_bytes()
