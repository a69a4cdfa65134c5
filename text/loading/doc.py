"""Old Word and WPS files (DOC, WPS), RTF and OpenDocument: LibreOffice makes a DOCX of them, which is then read as any other; and an XLSX of old sheets.

It runs without a window, with a profile of its own that is thrown away, without macros and without following links, and is ended with all that it started
when its time is over.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from text.errors import DamagedSource, MissingConverter, SourceTooSlow
from text.loading.docx import load_docx
from text.loading.limits import LIMITS, Limits
from text.loading.loaded import Loaded, Omission
from text.loading.media import DOC
from text.loading.word.old_fields import kept_results

_PROGRAMS = ("soffice", "libreoffice")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Field"><value>false</value></prop></item>
</oor:items>
"""
_EQUATIONS = "Equations that are fields (EQ: fractions, characters in circles) are lost where an old file is converted: save it as DOCX in Word or WPS."
# LibreOffice maps more memory than it uses, and does not start within the bound of a parser.
_ADDRESS_SPACE = 6_000_000_000


def load_doc(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """The text of an old Word file. Raises MissingConverter where LibreOffice is not installed, or the errors of :func:`load_docx`."""
    fields = kept_results(data)
    loaded = load_docx(converted(fields.data, name, limits, to="docx"), name, limits)
    omitted = loaded.omitted
    if fields.equations:
        omitted += (Omission("equation_field", _EQUATIONS, fields.equations),)
    return replace(loaded, media_type=DOC, omitted=omitted)


def converted(data: bytes, name: str, limits: Limits, *, to: str) -> bytes:
    """A file of an older or another program as ``to``: docx or xlsx. Raises MissingConverter, SourceTooSlow or DamagedSource."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise MissingConverter(
            f"{name} has to be converted by LibreOffice, which is not installed here: open it in Office or WPS and save it as "
            f"{to.upper()} or PDF, or install LibreOffice"
        )
    with tempfile.TemporaryDirectory() as folder:
        return _converted(program, data, name, Path(folder), limits, to=to)


def _converted(program: str, data: bytes, name: str, folder: Path, limits: Limits, *, to: str) -> bytes:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    given, made = folder / "document", folder / "made" / f"document.{to}"
    given.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation=file://{profile.parent}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        _FILTERS[to],
        "--outdir",
        str(made.parent),
        str(given),
    ]
    with _more_room():
        child = subprocess.Popen(  # noqa: S603 - LibreOffice, with arguments of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={
                "PATH": os.environ.get("PATH", ""),
                "HOME": str(folder),
                "TMPDIR": str(folder),
                "SAL_USE_VCLPLUGIN": "svp",
            },
            start_new_session=True,
        )
    try:
        child.wait(timeout=max(1, limits.seconds - 5))
    except subprocess.TimeoutExpired:
        raise SourceTooSlow(
            f"{name} was not converted within {limits.seconds} seconds: open it in Office or WPS and save it as {to.upper()}"
        ) from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if not made.is_file():
        raise DamagedSource(
            f"{name} can't be opened by LibreOffice: it is damaged or asks for a password. Open it in Office or WPS and save it as "
            f"{to.upper()}"
        )
    return made.read_bytes()


@contextmanager
def _more_room() -> Generator[None]:
    """A process that is started here has more room than this one, which parses."""
    most, hard = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        more = _ADDRESS_SPACE if hard == resource.RLIM_INFINITY else min(_ADDRESS_SPACE, hard)
        resource.setrlimit(resource.RLIMIT_AS, (max(most, more), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
