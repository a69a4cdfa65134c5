"""A revision becomes a zip: each table is read once, and goes into it while it is read. Its directory has the files in the order of their names.

The same revision and the same software give the same octets: rows have an order with a unique end, every file in the zip has the revision's time, and
nothing in them says when or where they were written.
"""

import hashlib
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import orjson
import pyarrow as pa
from django.utils import timezone
from isal import isal_zlib
from pyarrow import parquet

from districts.models import Document
from history.revisions import State
from planapi import __version__
from planapi.releases import rows, sqlite, store
from planapi.releases.codebook import readme
from planapi.releases.package import datapackage
from planapi.releases.pruning import prune
from planapi.releases.store import Release, ReleaseFile
from planapi.releases.tables import ReleaseSource, reading, sources
from rest.formats import Csv, Form, Parquet
from rest.formats.columnar import schema_of
from rest.formats.copying import copied
from rest.http.caching import build

SQLITE = "planapi.sqlite"
LEVEL = 1
"""Of compression by ISA-L: a fifth of the time of zlib's level 3, for as many octets."""
CSV = Csv(bom=False)
PARQUET = Parquet()
FORMS: tuple[Form, ...] = (CSV, PARQUET)

CHUNK = 1 << 17
"""Octets that are copied at once: while the processor's cache has them, all is done that is to be done with them."""


def software() -> str:
    """The version of this software, and a hash of its code."""
    return f"{__version__}+{build()}"


def make(state: State, *, wait: bool = True, pin: bool = False) -> Release:
    """The release of a revision, made where it is not there yet; ``pin`` keeps it for good. Raises store.ReleaseLocked where another is being made
    and ``wait`` is false."""
    if found := store.find(state):
        return found
    with store.making(wait=wait) as place:
        if found := store.find(state):  # while the lock was waited for
            return found
        zipped = place / "release.zip"
        with zipfile.ZipFile(zipped, "w") as archive:
            files = _write(Packing(archive, state.made_at), place, state)
            archive.infolist().sort(key=lambda info: info.filename)
        assert state.made_at is not None
        release = Release(
            revision=state.number,
            made_at=state.made_at,
            software=software(),
            bytes=zipped.stat().st_size,
            sha256=_sha256(zipped),
            files=tuple(files),
            written_at=timezone.now(),
            pinned=pin,
        )
        store.keep(release, zipped)
        prune(place)
    return release


class Packed(io.RawIOBase):
    """A file that goes into a zip as it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.bytes = 0
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha256.update(data)
        self.bytes += len(data)
        return self.file.write(data)


class Packing:
    """A zip while it is written, one file after the other, and what there is to say of each."""

    def __init__(self, archive: zipfile.ZipFile, at: datetime | None) -> None:
        self.archive = archive
        self.time = at.astimezone(UTC).timetuple()[:6] if at else (1980, 1, 1, 0, 0, 0)
        self.files: dict[str, ReleaseFile] = {}

    @contextmanager
    def file(self, path: str, *, size: int | None = None) -> Iterator[Packed]:
        """One that is then written; of ``size`` octets where that is known."""
        info = zipfile.ZipInfo(path, self.time)
        info.create_system, info.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
        # Parquet is packed as it is.
        info.compress_type = zipfile.ZIP_STORED if path.endswith(".parquet") else zipfile.ZIP_DEFLATED
        info.file_size = size or 0
        with self.archive.open(info, "w", force_zip64=size is None) as file:
            if info.compress_type == zipfile.ZIP_DEFLATED:
                _by_isal(file)
            packed = Packed(file)
            yield packed
        self.files[path] = ReleaseFile(path=path, bytes=packed.bytes, sha256=packed.sha256.hexdigest(), rows=None)

    def write(self, path: str, content: bytes) -> None:
        with self.file(path, size=len(content)) as packed:
            packed.write(content)

    def take(self, path: str, from_file: Path) -> None:
        """One that was written elsewhere, and is then no longer there."""
        with from_file.open("rb") as file, self.file(path, size=from_file.stat().st_size) as packed:
            shutil.copyfileobj(file, packed, CHUNK)
        from_file.unlink()


def _by_isal(file: Any) -> None:
    """Have ISA-L compress what is written into a file of a zip: zipfile itself knows zlib alone."""
    file._compressor = isal_zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)  # noqa: SLF001 there is no other way


def _write(packing: Packing, place: Path, state: State) -> list[ReleaseFile]:
    """All files of a release, and what there is to say of each, by name."""
    files, counts = packing.files, {}
    with sqlite.open_file(place / SQLITE, revision=state.number) as database:
        for source in sources():
            with reading(state.number):
                counts[source.name] = _write_table(packing, place, source, database, state.number)
            for form in FORMS:
                path = _path(source, form)
                files[path] = replace(files[path], rows=counts[source.name])
        with reading(state.number):
            database.write_texts(_write_texts(packing))
        database.write_words()
    packing.take(SQLITE, place / SQLITE)
    with reading(state.number):
        documents = list(Document.objects.order_by("slug").values_list("slug", "title"))
    told = {path: {"bytes": file.bytes, "sha256": file.sha256} for path, file in files.items()}
    described = datapackage(state, told, documents, software=software())
    packing.write("datapackage.json", orjson.dumps(described, option=orjson.OPT_INDENT_2))
    packing.write("README.md", readme(state, counts, software=software()).encode())
    packing.write("CHECKSUMS", "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode())
    return [files[path] for path in sorted(files)]


def _path(source: ReleaseSource, form: Form) -> str:
    return f"{form.format}/{source.name}.{form.format}"


def _write_table(packing: Packing, place: Path, source: ReleaseSource, database: sqlite.Writer, revision: int) -> int:
    """A resource in every form; returns how many rows it has. Nothing has to stay in memory."""
    columns = rows.expressions(source)
    if columns is None:  # Each form reads them again: such tables are small, and a revision never changes.
        for form in FORMS:
            with packing.file(_path(source, form)) as packed:
                packed.writelines(form.write(source.table, source.table.rows(source.queryset(revision))))
        return database.write(source, sqlite.values(source, source.queryset(revision)))
    in_columns = place / "table.parquet"
    with packing.file(_path(source, CSV)) as lines:
        if rows.has_lists(source):
            read = copied(source.queryset(revision), CSV.expressions(source.table) or [], form="csv", patience=None)
            lines.writelines(CSV.write_copied(source.table, read))
            blocks = rows.blocks(source, revision, columns)
        else:
            lines.write(rows.head(source))
            blocks = rows.blocks(source, revision, columns, lines.write)
        count = database.write(source, _in_columns(in_columns, source, blocks))
    packing.take(_path(source, PARQUET), in_columns)
    return count


def _in_columns(path: Path, source: ReleaseSource, blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The blocks, each of which is written as Parquet first."""
    schema, repeating = schema_of(source.table), rows.repeating(source)
    with parquet.ParquetWriter(path, schema, compression="zstd", use_dictionary=repeating) as file:  # pyright: ignore[reportArgumentType] it takes names, too
        group: list[pa.Table] = []
        for block in blocks:
            group.append(rows.typed(block, schema))
            if len(group) == rows.GROUP:
                file.write_table(pa.concat_tables(group))
                group.clear()
            yield block
        if group:
            file.write_table(pa.concat_tables(group))


def _write_texts(packing: Packing) -> Iterator[tuple[str, str]]:
    for slug, text in Document.objects.order_by("slug").values_list("slug", "text").iterator(chunk_size=20):
        packing.write(f"texts/{slug}.txt", text.encode())
        yield slug, text


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
