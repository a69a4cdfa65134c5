"""A file is parsed in a process of its own, which ends when it wants more time, memory or room than it may have.

Parsers of PDF, Word and pictures of pages are large programs in C, and files come from anywhere: one that makes its parser loop, fill the memory or fall
over ends that process alone. It is given the bytes and nothing else: none of the settings, keys or connections of the process that asks.
What it found comes back as JSON.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import text.errors
from text.errors import DamagedSource, SourceError, SourceTooLarge, SourceTooSlow
from text.loading.limits import Limits
from text.loading.loaded import Loaded, from_json

logger = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]
# What a program needs of its surroundings to be found and to write Chinese; nothing that is a secret.
_KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def load_bounded(data: bytes, name: str, limits: Limits, member: str | None) -> tuple[str, str, Loaded]:
    """A file's name (with that of its member, for a zip), the SHA-256 of the document's bytes, and what is in it."""
    said = _ask({"do": "load", "name": name, "member": member}, data, name, limits)
    return said["name"], said["sha256"], from_json(said["loaded"])


def members_bounded(data: bytes, name: str, limits: Limits) -> tuple[str | None, ...]:
    """The names of the documents in a zip; None for a container that is itself a document."""
    return tuple(_ask({"do": "members", "name": name}, data, name, limits)["members"])


def _ask(request: dict[str, Any], data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """Have a child process do something with a file. Raises the SourceError that it ended with, or one that says how it ended."""
    request = {**request, "limits": asdict(limits)}
    # Files, not pipes: nothing has to be read while it is written, and the child's output has a limit of its own.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answered:
        given.write(json.dumps(request).encode() + b"\n")
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "text.loading.child"],
            stdin=given,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={key: os.environ[key] for key in _KEPT if key in os.environ} | {"PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        try:
            ended = child.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise SourceTooSlow(_too_slow(name, limits)) from None
        finally:
            # Also what the child has started: LibreOffice, for an old Word file.
            _end(child)
        answered.seek(0)
        said = answered.read()
    if ended:
        raise _ended_badly(ended, name, limits)
    return _answer(said, name)


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _too_slow(name: str, limits: Limits) -> str:
    return (
        f"{name} was not read within {limits.seconds} seconds: it is damaged, or made of more than text. Save its text as "
        "DOCX or UTF-8 text, or raise LOADING_SECONDS"
    )


def _ended_badly(ended: int, name: str, limits: Limits) -> SourceError:
    if -ended in (signal.SIGXCPU, signal.SIGKILL):
        return SourceTooSlow(_too_slow(name, limits))
    how = signal.Signals(-ended).name if -ended in set(signal.Signals) else f"code {ended}"
    return DamagedSource(
        f"{name} made its parser fail ({how}): it is damaged, or needs more than {limits.memory_bytes:,} bytes of memory. "
        "Open and save it again, or save its text as DOCX or UTF-8 text"
    )


def _answer(said: bytes, name: str) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise SourceTooLarge(
            f"{name} has more text than may come out of a file: ingest each document from its own file"
        ) from None
    if "traceback" in answer:
        logger.error("%s: %s", answer["message"], answer["traceback"])
    if "error" in answer:
        kind = getattr(text.errors, answer["error"])
        assert issubclass(kind, SourceError)
        raise kind(answer["message"])
    return answer
