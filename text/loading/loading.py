"""``load(path)``: a file of any format that is read here, by its content and not by its ending, becomes a ``Loaded``.

A loader is a function from bytes to ``Loaded``. ``LOADERS`` has one a media type.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from text.errors import UnsupportedFormat
from text.loading.loaded import Loaded
from text.loading.media import PLAIN_TEXT, media_type_of
from text.sources.source import Source, decode, make_source, read_bytes

Loader = Callable[[bytes, str], Loaded]
"""Bytes and the file's name (for messages) → what is in them. Raises SourceError."""


def load_plain_text(data: bytes, name: str) -> Loaded:
    """Plain text as it is, newlines as ``\\n``."""
    return Loaded(decode(data, name=name), PLAIN_TEXT)


LOADERS: dict[str, Loader] = {PLAIN_TEXT: load_plain_text}


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file that was loaded: what the readers take, and where it came from."""

    source: Source
    loaded: Loaded


def load(path: Path, *, most_bytes: int | None = None) -> LoadedFile:
    """Read a file of at most ``most_bytes`` bytes. Raises a SourceError that says what is wrong with it and what would be right."""
    data = read_bytes(path, most_bytes=most_bytes)
    media_type = media_type_of(data)
    loader = LOADERS.get(media_type)
    if loader is None:
        raise UnsupportedFormat(f"{path.name} is {media_type}, which is not read: save it as UTF-8 text first")
    loaded = loader(data, path.name)
    source = make_source(loaded.text, name=path.name, sha256=hashlib.sha256(data).hexdigest())
    return LoadedFile(source=source, loaded=loaded)
