"""A revision becomes a zip: each table is read and written row by row, then all is packed in the order of the names.

The same revision and the same software give the same octets: rows have an order with a unique end, every file in the zip has the revision's time, and
nothing in them says when or where they were written.
"""

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson

from districts.models import Document
from history.revisions import State
from planapi import __version__
from planapi.releases import sqlite, store
from planapi.releases.codebook import readme
from planapi.releases.package import datapackage
from planapi.releases.store import Release, ReleaseFile
from planapi.releases.tables import ReleaseSource, reading, sources
from rest.formats import Csv, Form, Parquet
from rest.formats.copying import copied
from rest.http.caching import build

SQLITE = "planapi.sqlite"
LEVEL = 3
"""Of compression: half the time of what is usual, for a few hundredths more octets."""
FORMS: tuple[tuple[str, Form], ...] = (("csv", Csv(bom=False)), ("parquet", Parquet()))


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
        files = _write(content, state)
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


def _write(content: Path, state: State) -> list[ReleaseFile]:
    """All files of a release below ``content``, and what there is to say of each, by name."""
    for name in ("csv", "parquet", "texts"):
        (content / name).mkdir(parents=True)
    rows: dict[str, int] = {}
    with sqlite.open_file(content / SQLITE, revision=state.number) as database:
        for source in sources():
            with reading(state.number):
                rows[source.name] = _write_table(content, source, database, state.number)
        with reading(state.number):
            database.write_texts(_write_texts(content / "texts"))
        database.write_words()
    counted = {f"{name}/{table}.{name}": count for table, count in rows.items() for name, _ in FORMS}
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
    (content / "README.md").write_text(readme(state, rows, software=software()), encoding="utf-8")
    files |= {path: _file(content, path) for path in ("datapackage.json", "README.md")}
    sums = "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files))
    (content / "CHECKSUMS").write_text(sums, encoding="utf-8")
    files["CHECKSUMS"] = _file(content, "CHECKSUMS")
    return [files[path] for path in sorted(files)]


def _write_table(content: Path, source: ReleaseSource, database: sqlite.Writer, revision: int) -> int:
    """A resource in every form. Each reads the rows again: a revision never changes, so nothing has to stay in
    memory."""
    for name, form in FORMS:
        columns = form.expressions(source.table)
        with (content / name / f"{source.name}.{name}").open("wb") as file:
            if columns is None:
                chunks = form.write(source.table, source.table.rows(source.queryset(revision)))
            else:
                rows = copied(source.queryset(revision), columns, form=form.copied_as, patience=None)
                chunks = form.write_copied(source.table, rows)
            for chunk in chunks:
                file.write(chunk)
    return database.write(source, revision)


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
            info._compresslevel = LEVEL  # noqa: SLF001 # pyright: ignore[reportAttributeAccessIssue] no other way before Python 3.13
            info.file_size = (content / path).stat().st_size
            with (content / path).open("rb") as file, archive.open(info, "w") as packed:
                shutil.copyfileobj(file, packed, 1 << 20)
            os.unlink(content / path)  # noqa: PTH108 at no time is all of it there twice


def _file(content: Path, path: str, rows: int | None = None) -> ReleaseFile:
    return ReleaseFile(path=path, bytes=(content / path).stat().st_size, sha256=_sha256(content / path), rows=rows)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
