"""Files as they were handed in or found, kept by what is in them: ``storages["originals"]``, a folder here or a bucket elsewhere.

``3f/3fa9c1…`` is the name of a file whose SHA-256 begins so, whatever it was called; so each is kept once, and no name from outside is a path.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from text.errors import DamagedSource, UnreadableSource
from text.loading.bundle import document
from text.loading.limits import Limits
from text.loading.media import PLAIN_TEXT

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:]+")
_LONGEST = 180
"""Bytes of a name that a file bears for as long as it is read."""


def digest_of(file: Any) -> str:
    """The SHA-256 of a file that is open for reading, which is then at its beginning again."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def keep(file: Any, sha256: str, size: int) -> None:
    """Keep the bytes of an open file, if they are not there yet."""
    storage, name = storages["originals"], _name(sha256)
    if storage.exists(name):
        if storage.size(name) == size:
            return
        storage.delete(name)  # what was cut off when it was written
    file.seek(0)
    kept = storage.save(name, File(file, name=name))
    if kept != name:  # another has kept the same at the same time
        storage.delete(kept)


def keep_found(path: Path, sha256: str, *, media_type: str, limits: Limits, member: str | None = None) -> None:
    """Keep a file that a document was read from where it lies, so that it can be looked at beside the text; of a zip, what is read of it.

    Not a plain text, of which the document has every character.
    """
    if media_type == PLAIN_TEXT:
        return
    with path.open("rb") as file:
        if digest_of(file) == sha256:
            keep(file, sha256, path.stat().st_size)
            return
        _, content = document(file.read(), path.name, limits, member)
    if hashlib.sha256(content).hexdigest() == sha256:
        keep(ContentFile(content), sha256, len(content))


def is_kept(sha256: str, *, media_type: str) -> bool:
    """Whether an original that ``keep_found`` would keep is there."""
    return media_type != PLAIN_TEXT and storages["originals"].exists(_name(sha256))


@contextmanager
def at_hand(sha256: str, name: str) -> Iterator[Path]:
    """Within it, an original is a file on this machine, under a name like the one that it came with.

    Raises UnreadableSource where it is not there any more, and DamagedSource where it is not what was handed in.
    """
    with tempfile.TemporaryDirectory(prefix="planapi-") as folder:
        path = Path(folder) / safe_name(name)
        try:
            with storages["originals"].open(_name(sha256)) as kept, path.open("wb") as file:
                for chunk in kept.chunks():
                    file.write(chunk)
        except FileNotFoundError:
            raise UnreadableSource(f"{name} is not kept any more: hand it in again") from None
        with path.open("rb") as file:
            if digest_of(file) != sha256:
                raise DamagedSource(f"{name} is not kept as it was handed in: hand it in again")
        yield path


def opened(sha256: str) -> Any:
    """An original, open for reading. Raises FileNotFoundError where it is not there any more."""
    return storages["originals"].open(_name(sha256))


def names() -> Iterator[str]:
    """What each original that is there is called in the storage."""
    storage = storages["originals"]
    try:
        folders = storage.listdir("")[0]
    except FileNotFoundError:  # nothing was ever handed in
        return
    for folder in folders:
        yield from (f"{folder}/{name}" for name in storage.listdir(folder)[1] if _is_original(folder, name))


def safe_name(name: str) -> str:
    """What a file may be called in a folder that is made for it alone.

    >>> safe_name("../../etc/规划.txt"), safe_name("..")
    ('规划.txt', 'file')
    """
    last = _UNSAFE.sub("/", name).rstrip("/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    ending = f"{dot}{ending}" if stem and 0 < len(ending) <= 8 else ""
    stem = last.removesuffix(ending) if ending else last
    short = stem.encode("utf-8", "replace")[: _LONGEST - len(ending.encode())].decode("utf-8", "ignore")
    return f"{short}{ending}" if short.strip(". ") else f"file{ending}"


def _is_original(folder: str, name: str) -> bool:
    return re.fullmatch("[0-9a-f]{64}", name) is not None and _name(name) == f"{folder}/{name}"


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
