"""A revision becomes a zip: each table is read and written row by row, then all is packed in the order of the names.

The same revision and the same software give the same octets: rows have an order with a unique end, every file in the zip has the revision's time, and
nothing in them says when or where they were written.
"""

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
from isal import isal_zlib
from pyarrow import parquet

from districts.models import Document
from history.revisions import State
from planapi import __version__
from planapi.releases import rows, sqlite, store
from planapi.releases.codebook import readme
from planapi.releases.package import datapackage
from planapi.releases.store import Release, ReleaseFile
from planapi.releases.tables import ReleaseSource, reading, sources
from rest.formats import Csv, Form, Parquet
from rest.formats.columnar import schema_of
from rest.formats.copying import copied
from rest.http.caching import build

SQLITE = "planapi.sqlite"
LEVEL = 2
"""Of compression by ISA-L: a fifth of the time of zlib's level 3, for as many octets."""
CSV = Csv(bom=False)
FORMS: tuple[Form, ...] = (CSV, Parquet())


def software() -> str:
    """The version of this software, and a hash of its code."""
    return f"{__version__}+{build()}"


def make(state: State, *, wait: bool = True) -> Release:
    """The release of a revision, made where it is not there yet. Raises store.ReleaseLocked where another is being made and ``wait`` is false."""
    if found := store.find(state):
        return found
    with store.making(wait=wait) as place:
        if found := store.find(state):  # while the lock was waited for
            return found
        content = place / "content"
        files = _write_all(content, state)
        zipped = place / "release.zip"
        _pack(zipped, content, [file.path for file in files], at=state.made_at)
        assert state.made_at is not None
        release = Release(
            revision=state.number,
            made_at=state.made_at,
            software=software(),
            bytes=zipped.stat().st_size,
            sha256=_sha256(zipped),
            files=tuple(files),
        )
        store.keep(release, zipped)
    return release


def _write_all(content: Path, state: State) -> list[ReleaseFile]:
    """All files of a release below ``content``, and what there is to say of each, by name."""
    for name in ("csv", "parquet", "texts"):
        (content / name).mkdir(parents=True)
    counts: dict[str, int] = {}
    with sqlite.open_file(content / SQLITE, revision=state.number) as database:
        for source in sources():
            with reading(state.number):
                counts[source.name] = _write_table(content, source, database, state.number)
        with reading(state.number):
            database.write_texts(_write_texts(content / "texts"))
        database.write_words()
    counted = {f"{name}/{table}.{name}": count for table, count in counts.items() for name in ("csv", "parquet")}
    there = [path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file()]
    files = {path: _file(content, path, counted.get(path)) for path in there}
    with reading(state.number):
        documents = list(Document.objects.order_by("slug").values_list("slug", "title"))
    described = datapackage(
        state,
        {path: {"bytes": file.bytes, "sha256": file.sha256} for path, file in files.items()},
        documents,
        software=software(),
    )
    (content / "datapackage.json").write_bytes(orjson.dumps(described, option=orjson.OPT_INDENT_2))
    (content / "README.md").write_text(readme(state, counts, software=software()), encoding="utf-8")
    files |= {path: _file(content, path) for path in ("datapackage.json", "README.md")}
    sums = "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files))
    (content / "CHECKSUMS").write_text(sums, encoding="utf-8")
    files["CHECKSUMS"] = _file(content, "CHECKSUMS")
    return [files[path] for path in sorted(files)]


def _write_table(content: Path, source: ReleaseSource, database: sqlite.Writer, revision: int) -> int:
    """A resource in every form; returns how many rows it has. Nothing has to stay in memory."""
    paths = {form.format: content / form.format / f"{source.name}.{form.format}" for form in FORMS}
    columns = rows.expressions(source)
    if columns is None:  # Each form reads them again: such tables are small, and a revision never changes.
        for form in FORMS:
            _write(paths[form.format], form.write(source.table, source.table.rows(source.queryset(revision))))
        return database.write(source, sqlite.values(source, source.queryset(revision)))
    if rows.has_lists(source):
        lines = copied(source.queryset(revision), CSV.expressions(source.table) or [], form="csv", patience=None)
        _write(paths["csv"], CSV.write_copied(source.table, lines))
        return database.write(source, _written(None, paths["parquet"], source, rows.blocks(source, revision, columns)))
    with paths["csv"].open("wb") as file:
        file.write(rows.head(source))
        return database.write(source, _written(file, paths["parquet"], source, rows.blocks(source, revision, columns)))


def _written(
    lines: BinaryIO | None, columns: Path, source: ReleaseSource, blocks: Iterable[rows.Block]
) -> Iterator[pa.Table]:
    """What Arrow read of each block, which is written as CSV and as Parquet first."""
    schema = schema_of(source.table)
    repeating = rows.repeating(source)
    with parquet.ParquetWriter(columns, schema, compression="zstd", use_dictionary=repeating) as packed:  # pyright: ignore[reportArgumentType] it takes names, too
        for written, found in blocks:
            if lines:
                lines.write(written)
            packed.write_table(rows.typed(found, schema))
            yield found


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def _write_texts(folder: Path) -> Iterator[tuple[str, str]]:
    for slug, text in Document.objects.order_by("slug").values_list("slug", "text").iterator(chunk_size=20):
        (folder / f"{slug}.txt").write_bytes(text.encode())
        yield slug, text


def _pack(zipped: Path, content: Path, paths: list[str], *, at: datetime | None) -> None:
    time = at.astimezone(UTC).timetuple()[:6] if at else (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(zipped, "w") as archive:
        for path in paths:
            info = zipfile.ZipInfo(path, time)
            info.create_system, info.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            # Parquet is packed as it is.
            info.compress_type = zipfile.ZIP_STORED if path.endswith(".parquet") else zipfile.ZIP_DEFLATED
            info.file_size = (content / path).stat().st_size
            with (content / path).open("rb") as file, archive.open(info, "w") as packed:
                if info.compress_type == zipfile.ZIP_DEFLATED:
                    _by_isal(packed)
                shutil.copyfileobj(file, packed, 1 << 20)
            os.unlink(content / path)  # noqa: PTH108 at no time is all of it there twice


def _by_isal(packed: Any) -> None:
    """Have ISA-L compress what is written into a file of a zip: zipfile itself knows zlib alone."""
    packed._compressor = isal_zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)  # noqa: SLF001 there is no other way


def _file(content: Path, path: str, rows: int | None = None) -> ReleaseFile:
    return ReleaseFile(path=path, bytes=(content / path).stat().st_size, sha256=_sha256(content / path), rows=rows)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
