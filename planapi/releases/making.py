"""A revision becomes a zip: each table is read once, and goes into it while it is read. Its directory has the files in the order of their names.
When that is there, a SQLite file is made of it (``sqlite``).

The same revision and the same software give the same octets: rows have an order with a unique end, every file in the zip has the revision's time, and
nothing in them says when or where they were written.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import orjson
import pyarrow as pa
from django.utils import timezone
from pyarrow import parquet

from districts.models import Document
from history.revisions import State
from planapi import __version__
from planapi.releases import rows, sqlite, store
from planapi.releases.codebook import columns_of, readme
from planapi.releases.croissant import croissant
from planapi.releases.csvw import table_group
from planapi.releases.package import datapackage
from planapi.releases.packing import Packing
from planapi.releases.pruning import prune
from planapi.releases.store import Edition, Release, ReleaseFile, SqliteClaim
from planapi.releases.tables import ReleaseSource, csv_of, parquet_of, reading, sources, text_of
from rest.formats import Csv, Form, Ndjson, Parquet
from rest.formats.columnar import schema_of
from rest.formats.copying import copied
from rest.http.caching import build

CROISSANT = "croissant.json"
CSV = Csv(bom=False)
FURTHER: dict[str, Form] = {"ndjson": Ndjson(), "parquet-exact": Parquet(exact=True, codec="zstd")}
"""What the other zip of a revision has, by folder."""

LEASE = timedelta(minutes=30)
"""How long whoever makes a SQLite file is waited for."""


def software() -> str:
    """The version of this software, and a hash of its code."""
    return f"{__version__}+{build()}"


def make(state: State, edition: Edition = Edition.MAIN, *, wait: bool = True, pin: bool = False) -> Release:
    """The release of a revision, made where it is not there yet; ``pin`` keeps it for good. Raises store.ReleaseLocked where another is being made
    and ``wait`` is false.

    Its SQLite file is made next: an error in that is raised when the release is there already.
    """
    if found := store.find(state, edition):
        return found
    with store.making(wait=wait) as place:
        if found := store.find(state, edition):  # while the lock was waited for
            return found
        release = _made(state, edition, place, pin=pin)
        claimed = _claim(release, place) if edition == Edition.MAIN else None  # before somebody can ask for it
        store.keep(release, place / "release.zip")
        prune(place)
        if claimed:
            _add_sqlite(release, claimed, place)
    return release


def complete(state: State, *, wait: bool = True) -> Release | None:
    """What has the SQLite file of a release, which is made where it is missing; None where there is no release. Raises store.ReleaseLocked as ``make`` does."""
    with store.making(wait=wait) as place:
        release = store.find(state)
        if release is None or release.file(store.SQLITE):
            return release
        return store.sqlite_of(release) or _add_sqlite(release, _claim(release, place), place)


def _made(state: State, edition: Edition, place: Path, *, pin: bool) -> Release:
    zipped = place / "release.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        packing = Packing(archive, state.made_at)
        files = _write(packing, place, state) if edition == Edition.MAIN else _write_more(packing, state)
        archive.infolist().sort(key=lambda info: info.filename)
    return _release(state, edition, zipped, files, pin=pin)


def _release(state: State, edition: Edition, written: Path, files: Iterable[ReleaseFile], *, pin: bool) -> Release:
    assert state.made_at is not None
    return Release(
        edition=edition,
        revision=state.number,
        made_at=state.made_at,
        software=software(),
        bytes=written.stat().st_size,
        sha256=_sha256(written),
        files=tuple(files),
        written_at=timezone.now(),
        pinned=pin,
    )


def _claim(release: Release, place: Path) -> SqliteClaim:
    last = store.claim_of(release)
    claimed = SqliteClaim(release.made_at, timezone.now() + LEASE, last.tries + 1 if last else 1)
    store.claim(release.revision, claimed, place)
    return claimed


def _add_sqlite(release: Release, claimed: SqliteClaim, place: Path) -> Release:
    """Make the SQLite file, and take it in. Where that fails, it is nobody's, and no longer said to be made."""
    written = place / store.SQLITE
    try:
        sqlite.write(release, written)
        made = _release(State(release.revision, release.made_at), Edition.SQLITE, written, (), pin=False)
        store.keep(made, written)
    except BaseException:
        store.claim(release.revision, replace(claimed, until=timezone.now()), place)
        raise
    store.unclaim(release.revision)
    return made


def edition_of(path: str) -> Edition:
    """Which of the two has a file."""
    return Edition.MORE if path.partition("/")[0] in FURTHER else Edition.MAIN


def further() -> dict[str, tuple[ReleaseSource, Form]]:
    """By path, the tables in the zip of further forms."""
    return {
        f"{folder}/{source.name}.{form.format}": (source, form)
        for source in sources()
        for folder, form in FURTHER.items()
    }


def _write(packing: Packing, place: Path, state: State) -> list[ReleaseFile]:
    """All files of a release, and what there is to say of each, by name."""
    files, counts = packing.files, {}
    for source in sources():
        with reading(state.number):
            counts[source.name] = _write_table(packing, place, source, state.number)
        for path in (csv_of(source), parquet_of(source)):
            files[path] = replace(files[path], rows=counts[source.name], columns=columns_of(source))
    with reading(state.number):
        _write_texts(packing)
    with reading(state.number):
        documents = list(Document.objects.order_by("slug").values_list("slug", "title"))
    told = {path: {"bytes": file.bytes, "sha256": file.sha256} for path, file in files.items()}
    described = datapackage(state, told, documents, software=software())
    packing.write("datapackage.json", orjson.dumps(described, option=orjson.OPT_INDENT_2))
    packing.write("csv-metadata.json", orjson.dumps(table_group(state), option=orjson.OPT_INDENT_2))
    packing.write(CROISSANT, orjson.dumps(croissant(state, told), option=orjson.OPT_INDENT_2))
    packing.write("README.md", readme(state, counts, software=software()).encode())
    return _checked(packing)


def _checked(packing: Packing) -> list[ReleaseFile]:
    """Write the checksums of all files, which is the last of them."""
    files = packing.files
    packing.write("CHECKSUMS", "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode())
    return [files[path] for path in sorted(files)]


def _write_more(packing: Packing, state: State) -> list[ReleaseFile]:
    """Those of the other zip."""
    for path, (source, form) in further().items():
        with reading(state.number), packing.file(path) as packed:
            queryset, columns = source.queryset(state.number), form.expressions(source.table)
            if columns is None:
                packed.writelines(form.write(source.table, source.table.rows(queryset)))
            else:
                read = copied(queryset, columns, form=form.copied_as, patience=None)
                packed.writelines(form.write_copied(source.table, read))
            count = queryset.count()
        packing.files[path] = replace(packing.files[path], rows=count, columns=columns_of(source))
    return _checked(packing)


def _write_table(packing: Packing, place: Path, source: ReleaseSource, revision: int) -> int:
    """A resource in every form; returns how many rows it has. Nothing has to stay in memory."""
    columns, in_columns = rows.expressions(source), place / "table.parquet"
    with packing.file(csv_of(source)) as lines:
        if columns is None:  # Read twice: such tables are small, and a revision never changes.
            lines.writelines(CSV.write(source.table, source.table.rows(source.queryset(revision))))
            with in_columns.open("wb") as file:
                file.writelines(rows.PARQUET.write(source.table, source.table.rows(source.queryset(revision))))
        elif rows.has_lists(source):
            read = copied(source.queryset(revision), CSV.expressions(source.table) or [], form="csv", patience=None)
            lines.writelines(CSV.write_copied(source.table, read))
            _write_columns(in_columns, source, rows.blocks(source, revision, columns))
        else:
            lines.write(rows.head(source))
            _write_columns(in_columns, source, rows.blocks(source, revision, columns, lines.write))
    count = parquet.read_metadata(in_columns).num_rows
    packing.take(parquet_of(source), in_columns)
    return count


def _write_columns(path: Path, source: ReleaseSource, blocks: Iterable[pa.Table]) -> None:
    schema, repeating = schema_of(source.table, exact=False), rows.repeating(source)
    with parquet.ParquetWriter(path, schema, compression=rows.PARQUET.codec, use_dictionary=repeating) as file:  # pyright: ignore[reportArgumentType] it takes names, too
        group: list[pa.Table] = []
        for block in blocks:
            group.append(rows.typed(block, schema))
            if len(group) == rows.GROUP:
                file.write_table(pa.concat_tables(group))
                group.clear()
        if group:
            file.write_table(pa.concat_tables(group))


def _write_texts(packing: Packing) -> None:
    for slug, text in Document.objects.order_by("slug").values_list("slug", "text").iterator(chunk_size=20):
        packing.write(text_of(slug), text.encode())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
