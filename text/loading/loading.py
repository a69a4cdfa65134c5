"""``load(path)``: a file of any format that is read here, by its content and not by its ending, becomes a ``Loaded``.

A loader is a function from bytes to ``Loaded``; ``LOADERS`` names one a media type. Plain text is loaded here and now, and everything else in a process of
its own, within limits (:mod:`text.loading.bounded`). A file that can't be loaded raises a SourceError.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from text.errors import EncryptedSource, SourceTooLarge, UnsupportedFormat
from text.loading import media
from text.loading.bounded import load_bounded, members_bounded
from text.loading.limits import LIMITS, Limits
from text.loading.loaded import Loaded
from text.sources.source import Source, decode, make_source, read_bytes

Loader = Callable[[bytes, str], Loaded]
"""Bytes and the file's name (for messages) → what is in them. Raises SourceError."""

BoundedLoader = Callable[[bytes, str, Limits], Loaded]
"""The same with what reading them may take, for a format that has pages, or is packed."""


def load_plain_text(data: bytes, name: str) -> Loaded:
    """Plain text as it is, newlines as ``\\n``."""
    return Loaded(decode(data, name=name), media.PLAIN_TEXT)


# Named, and imported when they are asked for: a text needs none of their libraries.
LOADERS: dict[str, str] = {
    media.PLAIN_TEXT: "text.loading.loading.load_plain_text",
    media.HTML: "text.loading.html.load_html",
    media.MHTML: "text.loading.html.load_html",
    media.CSV: "text.loading.comma_separated.load_csv",
    media.TSV: "text.loading.comma_separated.load_csv",
}
BOUNDED_LOADERS: dict[str, str] = {
    media.PDF: "text.loading.pdf.load_pdf",
    media.DOCX: "text.loading.docx.load_docx",
    # Whatever LibreOffice opens as a text.
    media.DOC: "text.loading.doc.load_doc",
    media.RTF: "text.loading.doc.load_doc",
    media.ODT: "text.loading.doc.load_doc",
    media.FLAT_ODT: "text.loading.doc.load_doc",
    media.WORD_XML: "text.loading.doc.load_doc",
    media.UOF: "text.loading.doc.load_doc",
    media.OFD: "text.loading.ofd.load_ofd",
    media.XLSX: "text.loading.xlsx.load_xlsx",
    media.XLS: "text.loading.xlsx.load_other_sheets",
    media.XLSB: "text.loading.xlsx.load_other_sheets",
    media.ODS: "text.loading.xlsx.load_other_sheets",
    media.FLAT_ODS: "text.loading.xlsx.load_other_sheets",
    media.EXCEL_XML: "text.loading.xlsx.load_other_sheets",
}


def parse(data: bytes, name: str, limits: Limits = LIMITS) -> Loaded:
    """What is in a file, read in this process by the loader of its media type. Raises a SourceError."""
    media_type = media.media_type_of(data)
    if media_type == media.ENCRYPTED_OFFICE:
        raise EncryptedSource(
            f"{name} is an Office file that asks for a password: open it with its password, save it without one, and ingest that"
        )
    if media_type in BOUNDED_LOADERS:
        bounded: BoundedLoader = _imported(BOUNDED_LOADERS[media_type])
        return replace(bounded(data, name, limits), media_type=media_type)
    if media_type not in LOADERS:
        what = media.REFUSED.get(media_type, f"{media_type}: save its text as DOCX or UTF-8 text")
        raise UnsupportedFormat(f"{name} can't be read, since it is {what}")
    loader: Loader = _imported(LOADERS[media_type])
    return replace(loader(data, name), media_type=media_type)


def _imported(name: str) -> Any:
    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file that was loaded: what the readers take, and where it came from."""

    source: Source
    loaded: Loaded


def load(
    path: Path, *, most_bytes: int | None = None, limits: Limits = LIMITS, member: str | None = None
) -> LoadedFile:
    """Read a file. ``most_bytes`` is for a text, or what comes out of another format; ``limits`` is for what parsing may take.

    ``member`` is the document to be taken out of a zip of several (:func:`members`); of a zip with one, that one is taken.
    Raises a SourceError that says what is wrong with the file and what would be right.
    """
    data = _read(path, most_bytes, limits)
    if member is None and media.is_plain(data):
        name, digest, loaded = path.name, hashlib.sha256(data).hexdigest(), load_plain_text(data, path.name)
    else:
        name, digest, loaded = load_bounded(data, path.name, limits, member)
    if most_bytes is not None and len(loaded.text) > most_bytes // 2:
        raise SourceTooLarge(
            f"{name} has {len(loaded.text):,} characters, and the limit is {most_bytes // 2:,}: ingest each document "
            "from its own file. If it is one document, raise SOURCE_BYTES"
        )
    return LoadedFile(source=make_source(loaded.text, name=name, sha256=digest), loaded=loaded)


def members(path: Path, *, most_bytes: int | None = None, limits: Limits = LIMITS) -> tuple[str | None, ...]:
    """What is to be loaded from a file, as ``member`` of :func:`load`: the documents of a zip, and None, the whole, of any other file."""
    data = _read(path, most_bytes, limits)
    return members_bounded(data, path.name, limits) if data.startswith(media.ZIP_BEGINNINGS) else (None,)


def _read(path: Path, most_bytes: int | None, limits: Limits) -> bytes:
    """The bytes of a file, which may be many if it begins as no text does."""
    if media.is_plain(read_bytes(path, first=media.LOOKED_AT)):
        return read_bytes(path, most_bytes=most_bytes)
    return read_bytes(path, most_bytes=limits.file_bytes, setting="LOADING_BYTES")
