"""The process in which a file is parsed: ``python -m text.loading.child`` (:mod:`text.loading.bounded`).

From its input it takes a line of JSON (what to do, and the limits) and behind it the bytes of the file; it answers with one line of JSON.
"""

import csv
import hashlib
import json
import os
import resource
import struct
import sys
import traceback
import zipfile
import zlib
from typing import Any, BinaryIO

from text.errors import DamagedSource, LoaderFailed, SourceError, SourceTooLarge, SourceTooSlow
from text.loading.limits import Limits

# What is raised at a damaged file by the libraries that read it.
_OF_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, UnicodeDecodeError, EOFError, csv.Error, RecursionError)
_PARSERS = ("lxml", "pypdfium2", "selectolax")


def bound(limits: Limits) -> None:
    """What this process, and any that it starts, may take. The system ends it when it takes more time, and gives it no more memory."""
    for kind, most in (
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, max(limits.text_bytes, limits.unpacked_bytes)),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def answer(given: BinaryIO) -> dict[str, Any]:
    """What is asked for, or which error it is. An error that nobody foresaw is one of the file: it comes from what is in it."""
    request = json.loads(given.readline())
    limits, name = Limits(**request["limits"]), request["name"]
    bound(limits)
    try:
        return _done(request, given.read(), name, limits)
    except SourceError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        said = (
            f"{name} needs more than {limits.memory_bytes:,} bytes of memory: save it without pictures, or its text as "
            "UTF-8 text, or raise LOADING_MEMORY_MB"
        )
        return {"error": SourceTooSlow.__name__, "message": said}
    except Exception as error:  # noqa: BLE001 - said by its kind
        return _unforeseen(error, name)


def _unforeseen(error: Exception, name: str) -> dict[str, Any]:
    """What a parser raises at a file that is not whole is an error of the file; anything else is one of ours, and is told with where it happened."""
    what = f"{type(error).__name__}: {str(error)[:200]}"
    if isinstance(error, _OF_DAMAGE) or type(error).__module__.partition(".")[0] in _PARSERS:
        said = (
            f"{name} can't be read, since it is damaged or not built as its format wants it ({what}). Open and save it again, or "
            "save its text as DOCX or UTF-8 text"
        )
        return {"error": DamagedSource.__name__, "message": said}
    said = f"{name} can't be read because of an error in the reader ({what}): report it, and save its text as UTF-8 text meanwhile"
    return {"error": LoaderFailed.__name__, "message": said, "traceback": traceback.format_exc()}


def _done(request: dict[str, Any], data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    # Imported within the limits: an import takes room, too.
    from text.loading import bundle, loading  # noqa: PLC0415

    if request["do"] == "members":
        return {"members": bundle.members(data, name, limits)}
    name, data = bundle.document(data, name, limits, request["member"])
    loaded = loading.parse(data, name, limits)
    if loaded.pages is not None and loaded.pages > limits.pages:
        raise SourceTooLarge(
            f"{name} has {loaded.pages:,} pages, and the limit is {limits.pages:,}: split it, or raise LOADING_PAGES"
        )
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "loaded": loaded.as_json()}


def main() -> None:
    """Answer one request."""
    said = json.dumps(answer(sys.stdin.buffer), ensure_ascii=False).encode("utf-8", "replace")
    with os.fdopen(sys.stdout.fileno(), "wb", closefd=False) as out:
        out.write(said)


if __name__ == "__main__":
    main()
